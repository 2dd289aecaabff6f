#include "scoring/trace.hpp"

#include "instrument/check/formulas.hpp"
#include "instrument/formula_text.hpp"
#include "instrument/load.hpp"
#include "support/answers.hpp"
#include "support/language.hpp"

#include <functional>

#include <catch2/catch.hpp>

using namespace quaestor;
using support::Answers;

namespace {

instrument::Instrument demo() {
    return support::instrument_of(R"(instrument demo "Demo" {
  source "A" licence free "B"
  responses often { 0 "a" 1 "b" 2 "c" 3 "d" missing 9 "e" }
  responses yesno { "Y" "yes" => 1 "N" "no" => 0 }
  items often { q1 "One" q2 "Two" reversed q3 "Three" q4 "Four" }
  items yesno { y1 "Five" }
  respondent { age number 0..120 sex category { female "F" male "M" } }
  skip q4 unless y1 = 1 as 0
  table bimodal { 0 => 0 1 => 0 2 => 1 3 => 1 }
  table tens { 0 => 5 1 => 10 2 => 20 3 => 30 4 => 40 5 => 50 6 => 60 7 => 70 8 => 80 9 => 90 }
  scale total { sum of q1..q3 missing at most 1 prorate
    bands { from 0 "low" from 6 "high" }
    bands sexed when sex = female { from 0 "f" } bands sexed when sex = male { from 0 "m" } }
  scale cases { sum of q1..q4 recoded by bimodal missing at most 1 as 0 }
  scale level { mean of q1..q3 missing none rescale 0..3 to 0..100 round 1 }
  scale much { count of q1..q3 where >= 2 missing none }
  score signs = count(q1..q3 >= 2) + (q4 >= 1)
  score tenfold = lookup(tens, total)
  score kind = if sex = female and age < 50 then "young" else "other"
  norms sample for total { when sex = female mean 3 sd 2 when sex = male mean 4 sd 2 }
  flag risk "x" when q4 >= 1 or total > 8
  example "e" { q1..q3 = 0 y1 = "N" expect total = 3 }
})");
}

Answers const names{{"q1", "q2", "q3", "q4", "y1", "age", "sex"}, {}};

/// The lines of a trace of one row.
using Look = std::function<scoring::Trace(scoring::RowTrace const&, instrument::Instrument const&)>;
std::string told(std::vector<std::string> const& cells, Look const& look) {
    auto const instrument = demo();
    auto answers = names;
    answers.rows = {cells};
    auto const table = answers.table();
    auto const binding = scoring::bind(instrument, table, "x.csv");
    REQUIRE(binding.value.has_value());
    std::string out = "\n";
    for (auto const& line : scoring::lines(look({instrument, *binding.value, table, 0}, instrument)))
        out += line + "\n";
    return out;
}

Look result(std::string const& id) {
    return [id](auto const& row, auto const& instrument) {
        for (auto const ref : instrument.declared) {
            if (instrument.id_of(ref) == id) return row.result(ref);
        }
        throw std::runtime_error(id);
    };
}

}  // namespace

TEST_CASE("trace: answers and reversal and the missing rule of a scale", "[scoring][trace]") {
    CHECK(told({"2", "1", "3", "0", "Y", "40", "F"}, result("total")) == R"(
q1     2
q2     2  reversed: 0 + 3 - 1
q3     3
total  7  sum
)");
    CHECK(told({"2", "1", "9", "0", "Y", "40", "F"}, result("total")) == R"(
q1        2
q2        2                           reversed: 0 + 3 - 1
q3        missing (declared missing)
answered  2 of 3                      at most 1 may be missing, prorated
sum       4
total     6                           prorated: 4 * 3 / 2
)");
    CHECK(told({"2", "", "7", "0", "Y", "40", "F"}, result("total")) == R"(
q1        2
q2        missing (blank)
q3        missing (out of range)
answered  1 of 3                  at most 1 may be missing, prorated
total     missing (blank)         not scored: 2 missing, and 1 may be
)");
}

TEST_CASE("trace: recoding and skips and substitutes", "[scoring][trace]") {
    CHECK(told({"2", "1", "", "", "N", "40", "F"}, result("cases")) == R"(
q1        1                2 recoded by 'bimodal'
q2        1                reversed: 0 + 3 - 1, 2 recoded by 'bimodal'
q3        missing (blank)  counts as 0
q4        0                not asked, counts as 0, 0 recoded by 'bimodal'
answered  3 of 4           at most 1 may be missing, each taken as 0
sum       2
cases     2                with substitutes: 2 + 0
)");
    CHECK(told({"2", "1", "1", "", "N", "40", "F"}, result("much")) == R"(
q1    1  2 is counted
q2    1  reversed: 0 + 3 - 1, 2 is counted
q3    0  1 is not counted
much  2  count
)");
}

TEST_CASE("trace: rescaling and rounding in their order", "[scoring][trace]") {
    CHECK(told({"2", "1", "3", "", "N", "40", "F"}, result("level")) == R"(
q1        2
q2        2          reversed: 0 + 3 - 1
q3        3
sum       7
mean      2.333333   7 / 3
rescaled  77.777778  0..3 to 0..100
level     77.8       rounded: to 1 decimal
)");
}

TEST_CASE("trace: a formula by the parts that matter", "[scoring][trace]") {
    CHECK(told({"2", "1", "3", "1", "Y", "40", "F"}, result("signs")) == R"(
count(q1..q3 >= 2)  2     with q1 = 2, q2 = 1, q3 = 3
q4 >= 1             true  with q4 = 1
signs               3     count(q1..q3 >= 2) + (q4 >= 1)
)");
    CHECK(told({"2", "1", "3", "1", "Y", "40", "M"}, result("kind")) == R"(
sex = female               false    with sex = male
sex = female and age < 50  false
kind                       "other"  if sex = female and age < 50 then "young" else "other": sex = female and age < 50 is false
)");
    CHECK(told({"2", "1", "", "1", "Y", "40", "M"}, result("tenfold")) == R"(
total    6                           prorated: 2 of 3 answered, at most 1 may be missing, prorated
tenfold  missing (not in the table)  lookup(tens, total): 6 rests on missing answers, and the table is for complete forms
)");
}

TEST_CASE("trace: bands and norms and flags", "[scoring][trace]") {
    instrument::ResultRef const total{instrument::ResultKind::scale, 0};
    CHECK(told({"2", "1", "3", "1", "Y", "40", "M"},
               [&](auto const& row, auto const&) { return row.band(total, ""); }) == R"(
q1     2
q2     2       reversed: 0 + 3 - 1
q3     3
total  7       sum
band   "high"  from 6
)");
    CHECK(told({"2", "1", "3", "1", "Y", "40", "M"},
               [&](auto const& row, auto const&) { return row.norm(0); }) == R"(
q1            2
q2            2      reversed: 0 + 3 - 1
q3            3
total         7      sum
sex = female  false  with sex = male
sex = male    true   with sex = male
z             1.5    (7 - 4) / 2
)");
    auto const flag = [](auto const& row, auto const&) { return row.flag(0); };
    CHECK(told({"2", "1", "3", "1", "Y", "40", "M"}, flag) == R"(
q4 >= 1      true  with q4 = 1
flag 'risk'  yes   q4 >= 1 or total > 8
)");
    CHECK(told({"2", "1", "3", "", "Y", "40", "M"}, flag) == R"(
q4 >= 1      missing (blank)  with q4 = missing (blank)
flag 'risk'  undetermined     q4 >= 1 or total > 8
)");
}

TEST_CASE("trace: ends with what was scored in every definition", "[scoring][trace][property]") {
    std::size_t traced = 0;
    for (auto const& source : support::all_right_definitions()) {
        auto const instrument = support::instrument_of(source);
        auto const answers = support::random_answers(instrument, 6, support::Dirt::any, 5);
        auto const scored = support::scored(instrument, answers);
        for (std::size_t row = 0; row < scored.scores.rows; ++row) {
            CAPTURE(source.name(), row);
            scoring::RowTrace const way(instrument, scored.binding, scored.table, row);
            auto const same = [&](scoring::Trace const& trace, MissingReason reason, double value) {
                REQUIRE_FALSE(trace.steps.empty());
                CHECK(trace.reason == reason);
                CHECK((reason != MissingReason::none || trace.value == value));
                bool const missing = trace.steps.back().value.starts_with("missing");
                CHECK((missing || trace.steps.back().value == "undetermined") == (reason != MissingReason::none));
                ++traced;
            };
            for (auto const& column : scored.scores.results) {
                auto const trace = way.result(column.ref);
                same(trace, column.reasons[row], column.values[row]);
                CHECK(trace.steps.back().what == instrument.id_of(column.ref));
                for (auto const& bands : column.bands) {
                    auto const band = way.band(column.ref, bands.name);
                    CHECK((band.reason == MissingReason::none) == (bands.places[row] >= 0));
                    if (bands.places[row] >= 0) same(band, MissingReason::none, bands.places[row]);
                }
                for (auto const& norm : column.norms) {
                    auto const z = way.norm(norm.norms);
                    CHECK((z.reason != MissingReason::none || z.value == norm.values[row]));
                }
            }
            for (std::size_t f = 0; f < instrument.flags.size(); ++f) {
                CHECK(way.flag(f).steps.back().value == scoring::word(scored.scores.flags[f][row]));
            }
        }
    }
    CHECK(traced > 1000);
}

TEST_CASE("formula_text: means what it was written from", "[scoring][trace][property]") {
    std::size_t read = 0;
    for (auto const& source : support::all_right_definitions()) {
        auto const instrument = support::instrument_of(source);
        for (auto const& score : instrument.scores) {
            auto const text = instrument::formula_text(instrument, score.expression);
            if (text.find("bin(") != std::string::npos) continue;  // told without its rows
            auto longer = source.text();
            longer.insert(longer.rfind('}'), " score once_more = " + text + " ");
            INFO(source.name() << ": " << text);
            auto const loaded = instrument::load(SourceText("longer", longer));
            REQUIRE(loaded.value.has_value());
            CHECK(instrument::check::same(loaded.value->scores.back().expression, score.expression));
            ++read;
        }
    }
    CHECK(read > 100);
}
