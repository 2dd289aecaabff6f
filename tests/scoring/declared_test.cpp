// What a data file itself declares as missing, on its way into scores.
#include "scoring/declared.hpp"

#include "data/column_builder.hpp"
#include "scoring/binding.hpp"
#include "scoring/decoder.hpp"
#include "support/language.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

instrument::Instrument mood() {
    return support::instrument_of(R"(instrument mood "Mood" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" 2 "c" missing 9 "not answered" not_applicable -1 "does not apply" }
  items r { q1 "One"  q2 "Two" }
  scale total { sum of q1, q2 missing at most 1 }
  example "e" { q1, q2 = 1 expect total = 2 }
})");
}

/// One column q1 whose cells are all declared missing, by the file's own ranges, and q2 with as many ones.
data::Table declared(std::vector<double> const& codes) {
    data::ColumnBuilder q1("q1");
    data::ColumnBuilder q2("q2");
    std::vector<std::uint32_t> lines;
    for (auto const code : codes) {
        q1.add_declared(code);
        q2.add("1");
        lines.push_back(static_cast<std::uint32_t>(lines.size() + 1));
    }
    auto column = q1.finish();
    data::ColumnInfo info;
    info.missing_ranges = {{2, 99}, {-1, -1}};
    column.set_info(info);
    return data::Table({std::move(column), q2.finish()}, lines);
}

}  // namespace

TEST_CASE("ItemDecoder: a code that the file declares as missing is missing whatever it is",
          "[scoring][declared]") {
    auto const instrument = mood();
    auto const table = declared({9, -1, 2, 77});
    scoring::ItemDecoder const decoder(instrument.responses[0], table, 0);
    scoring::RegisterColumn out;
    out.values.resize(4);
    out.states.resize(4);
    data::Findings findings;
    CHECK(decoder.run(0, 4, out, findings) == 0);
    CHECK(out.states[0].reason == MissingReason::declared);
    CHECK(out.states[1].reason == MissingReason::not_applicable);  // the definition knows more of it
    CHECK(out.states[2].reason == MissingReason::declared);        // and here less than the file
    CHECK(out.states[3].reason == MissingReason::declared);
    CHECK(findings.empty());
}

TEST_CASE("bind: warns where the file declares an answer as missing", "[scoring][declared]") {
    auto const instrument = mood();
    auto const bound = scoring::bind(instrument, declared({2, 9, 2, 77}), "a.sav");
    REQUIRE(bound.ok());
    REQUIRE(bound.diagnostics.size() == 1);
    CHECK(bound.diagnostics[0].code == "C061");
    CHECK(bound.diagnostics[0].severity == Severity::warning);
    CHECK(bound.diagnostics[0].message ==
          "the file declares 2 as missing in 'q1', and for mood it is an answer; it is taken as missing");
    CHECK(scoring::bind(instrument, declared({9, 77, -1}), "a.sav").diagnostics.empty());
}
