#include "report/instrument.hpp"

#include "base/text.hpp"
#include "instrument/library.hpp"
#include "study/instruments.hpp"

#include <sstream>

#include <catch2/catch.hpp>

using namespace quaestor;

TEST_CASE("instrument_text: lines of every instrument fit a terminal", "[report][instrument]") {
    for (auto const& id : instrument::embedded_ids()) {
        auto const definition = study::load_definition(id);
        REQUIRE(definition.ok());
        std::istringstream lines(report::instrument_text(*definition.instrument, "here"));
        for (std::string line; std::getline(lines, line);) {
            CAPTURE(id, line);
            CHECK(text::display_width(line) <= 100);
            CHECK((line.empty() || line.back() != ' '));
        }
    }
}

TEST_CASE("instrument_text: names every item and result and flag", "[report][instrument]") {
    for (auto const& id : instrument::embedded_ids()) {
        auto const definition = study::load_definition(id);
        auto const& instrument = *definition.instrument;
        auto const text = report::instrument_text(instrument, "here");
        CAPTURE(id);
        for (auto const& item : instrument.items)
            CHECK(text.find("\n  " + item.id + " ") != std::string::npos);
        for (auto const ref : instrument.declared)
            CHECK(text.find("\n  " + instrument.id_of(ref) + "  ") != std::string::npos);
        for (auto const& flag : instrument.flags)
            CHECK(text.find("\n  " + flag.id + "  ") != std::string::npos);
        CHECK((text.find("PROVISIONAL") != std::string::npos) ==
              (instrument.card.status == instrument::Status::provisional));
    }
}

TEST_CASE("scoring_in_words: says aggregate and missing rule and range and direction",
          "[report][instrument]") {
    auto const words = [](std::string const& id) {
        auto const definition = study::load_definition(id);
        return report::scoring_in_words(*definition.instrument, definition.instrument->scales.front());
    };
    CHECK(words("phq9") == "sum of 9 items, no answer may be missing, 0 to 27, higher is worse");
    CHECK(words("wemwbs") == "sum of 14 items, no answer may be missing, 14 to 70, higher is better");
    CHECK(words("samples/bfi.inst").starts_with("mean of 5 items (reversed: A1), "));
}
