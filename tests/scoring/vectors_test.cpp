#include "base/text.hpp"
#include "instrument/library.hpp"
#include "support/answers.hpp"
#include "support/golden.hpp"
#include "support/language.hpp"

#include <set>
#include <sstream>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

/// A result, a band or a flag of the only row, as the golden file writes it: "NA" for none.
struct Got {
    std::string text;
    double number = 0;
    bool is_number = false;
};

Got got(instrument::Instrument const& instrument, support::Scored const& result, std::string const& name) {
    if (name.starts_with("flag ")) return {std::string(word(result.flag(instrument, name.substr(5))[0]))};
    auto const dot = name.find('.');
    auto const& column = result.of(instrument, name.substr(0, dot));
    if (column.reasons[0] != MissingReason::none) return {"NA"};
    if (dot != std::string::npos)
        return {column.bands[0].places[0] < 0
                    ? "NA"
                    : instrument.texts[static_cast<std::size_t>(column.bands[0].places[0])]};
    bool const truth = column.ref.kind == instrument::ResultKind::score &&
                       instrument.scores[column.ref.index].expression.type == instrument::ValueType::boolean;
    if (truth) return {column.values[0] != 0 ? "true" : "false"};
    return {text::number(column.values[0]), column.values[0], true};
}

}  // namespace

TEST_CASE("the library: scores what independent scorers score", "[scoring][library][golden]") {
    std::istringstream file(support::project_file("tests/golden/instruments/vectors.csv"));
    std::string line;
    double tolerance = -1;
    std::size_t compared = 0;
    std::set<std::string> instruments;
    while (std::getline(file, line)) {
        if (line.starts_with("# tolerance:"))
            tolerance = text::parse_number(line.substr(13, line.find(' ', 13) - 13)).value();
        if (line.starts_with('#') || line.starts_with("instrument,")) continue;
        std::istringstream fields(line);
        std::string id, name, responses, wanted, expected;
        std::getline(fields, id, ',');
        std::getline(fields, name, ',');
        std::getline(fields, responses, ',');
        std::getline(fields, wanted, ',');
        std::getline(fields, expected);
        CAPTURE(line);

        auto const embedded = instrument::find_embedded(id);
        REQUIRE(embedded.has_value());
        auto const instrument =
            support::instrument_of(SourceText(std::string(embedded->path), std::string(embedded->text)));
        support::Answers answers;
        answers.rows.emplace_back();
        std::istringstream cells(responses);
        for (std::string cell; cells >> cell;)
            answers.rows[0].push_back(cell == "NA" ? "" : cell);
        REQUIRE(answers.rows[0].size() == instrument.items.size());
        for (auto const& item : instrument.items)
            answers.names.push_back(item.id);

        auto const result = got(instrument, support::scored(instrument, answers), wanted);
        auto const number = text::parse_number(expected);
        if (number && result.is_number) {
            CHECK(golden::near(result.number, *number, tolerance));
        } else {
            CHECK(result.text == expected);
        }
        instruments.insert(id);
        ++compared;
    }
    CHECK(tolerance == 5e-5);
    CHECK(instruments.size() == 26);
    CHECK(compared == 258);
}

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
