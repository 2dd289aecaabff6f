#include "instrument/library.hpp"
#include "support/answers.hpp"
#include "support/golden.hpp"
#include "support/language.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;

TEST_CASE("the library: every raw sum of SWEMWBS becomes the published metric score",
          "[scoring][library][golden]") {
    auto const want = golden::read("tests/golden/instruments/swemwbs_metric.csv");
    // Seven answers for each sum, whatever the form: in the full one they are items 1, 2, 3, 6, 7, 9 and 11.
    std::vector<std::size_t> const short_form{0, 1, 2, 3, 4, 5, 6};
    std::vector<std::size_t> const full_form{0, 1, 2, 5, 6, 8, 10};
    struct Form {
        char const* id;
        char const* raw;
        char const* metric;
        std::vector<std::size_t> items;
    };
    for (auto const& form :
         {Form{"swemwbs", "raw", "metric", short_form}, Form{"wemwbs", "short", "short_metric", full_form}}) {
        auto const embedded = instrument::find_embedded(form.id).value();
        auto const instrument =
            support::instrument_of(SourceText(std::string(embedded.path), std::string(embedded.text)));
        support::Answers answers;
        for (auto const& item : instrument.items)
            answers.names.push_back(item.id);
        for (int raw = 7; raw <= 35; ++raw) {
            std::vector<std::string> cells(instrument.items.size());
            for (int j = 0; j < 7; ++j)
                cells[form.items[static_cast<std::size_t>(j)]] = std::to_string((raw + j) / 7);
            answers.rows.push_back(std::move(cells));
        }
        auto const result = support::scored(instrument, answers);
        for (int raw = 7; raw <= 35; ++raw) {
            auto const row = static_cast<std::size_t>(raw - 7);
            CAPTURE(form.id, raw);
            CHECK(result.of(instrument, form.raw).values[row] == raw);
            CHECK(result.of(instrument, form.metric).values[row] ==
                  want.value("metric", std::to_string(raw)));
        }
    }
}
