#include "report/instrument.hpp"

#include "base/text.hpp"
#include "instrument/library.hpp"
#include "report/expression_words.hpp"
#include "report/text_page.hpp"
#include "study/instruments.hpp"
#include "support/language.hpp"

#include <sstream>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

std::string page_of(std::string const& text, std::size_t width = 100) {
    return report::instrument_text(support::instrument_of(text), {"here", "", width});
}

/// What the page says of a score with that formula.
std::string words(std::string const& formula) {
    auto const instrument = support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" 2 "c" 3 "d" }
  responses clock time
  items r { q1 "One" q2 "Two" q3 "Three" q4 "Four" q5 "Five" }
  items clock { bed "Bed" rise "Rise" }
  respondent { age number 13..120  sex category { female "F" male "M" } }
  table t { 0 => 10 se 2  1 => 20 se 3  2 => 30 se 4  3 => 40 se 5 }
  scale total { sum of q1..q4 missing none bands { from 0 "low" from 6 "high" } }
  score wanted = )" + formula + "\n}\n");
    return report::in_words(instrument, instrument.scores.front().expression);
}

constexpr char const* rich = R"inst(instrument x "X" {
  source "A (2000)" doi "10.1/x"
  licence permission "ask B"
  status provisional "the order of the items"
  population "adults"
  note "A note"
  responses r { 0 "never" 1 "some" => 2 2 "often" => 4 missing 9 "na" not_applicable 8 "n/a" }
  responses hours number 0..24 unit "hours"
  items r { q1 "One" q2 "Two" reversed alias "x_two" q3 "Three" weight 2 q4 "Four" }
  items hours { h "Hours" optional unscored }
  respondent { sex category { female "F" "2"  male } }
  set some = q1, q3
  skip q4 unless q1 >= 1 as 0
  table tens { 0 => 10  4 => 20  2 => 15 }
  scale total "All" {
    sum of q1..q4
    missing at most 1 prorate
    round 0 before bands
    higher worse
    bands { from 0 "low"  from 6 "high" }
    bands clinic when sex = female source "C (2001)" { from 0 "below"  from 8 "case" }
    change { sd 3.5  retest 0.8  mid within 2 between 3  cutoff 6  source "D" }
  }
  scale often "Often" { count of q1, q3 where = 4  missing none  composite }
  scale tenth { sum of some recoded by tens  missing none }
  scale mapped { mean of some  missing at most 50%  rescale 0..4 to 100..0 }
  norms women "E (2002)" for total { when sex = female mean 5.1 sd 2.9  mean 4 sd 2 }
  norms ranks "F" for often { percentiles { 0 => 10  1 => 50  2 => 99 } }
  flag risk "Risk" urgent when q3 >= 1
  check twice "Both ends" when q1 = 0 and q3 = 4
  pair q1 ~ q3 within 1
  validity { longstring above 3 }
  structure two { factor F = q1..q2  factor G = q3..q4  F with G }
  published "G (2003)" { total n 200  alpha 0.8 }
  example "one" { q1 = 2 q2 = 0 q3 = 2 q4 = missing expect often = 2 }
})inst";

}  // namespace

TEST_CASE("instrument_text: lines of every instrument fit a terminal", "[report][instrument]") {
    for (auto const& file : instrument::embedded_files()) {
        auto const instrument =
            support::instrument_of(SourceText(std::string(file.path), std::string(file.text)));
        for (std::size_t const width : {80, 120}) {
            std::istringstream lines(report::instrument_text(instrument, {"here", "area", width}));
            for (std::string line; std::getline(lines, line);) {
                CAPTURE(instrument.id, line);
                CHECK(text::display_width(line) <= width);
                CHECK((line.empty() || line.back() != ' '));
            }
        }
    }
}

TEST_CASE("instrument_text: names every item and result and flag and table and example",
          "[report][instrument]") {
    for (auto const& file : instrument::embedded_files()) {
        auto const instrument =
            support::instrument_of(SourceText(std::string(file.path), std::string(file.text)));
        auto const text = report::instrument_text(instrument, {"here", "", 2000});
        CAPTURE(instrument.id);
        for (auto const& item : instrument.items)
            CHECK(contains(text, "\n  " + item.id + " "));
        for (auto const ref : instrument.declared)
            CHECK(contains(text, "\n  " + instrument.id_of(ref) + "  " + instrument.title_of(ref) + "\n"));
        for (auto const& flag : instrument.flags)
            CHECK(contains(text, "\n  " + flag.id + "  "));
        for (auto const& table : instrument.tables)
            CHECK(contains(text, "\n  " + table.name + "  ("));
        for (auto const& norms : instrument.norms)
            CHECK(contains(text, "\n  " + norms.id + "  "));
        for (auto const& note : instrument.card.notes)
            CHECK(contains(text, "\n  - " + note + "\n"));
        for (auto const& example : instrument.examples)
            CHECK(contains(text, "\n  - " + example.title + "\n"));
        CHECK(contains(text, "PROVISIONAL") == (instrument.card.status == instrument::Status::provisional));
    }
}

TEST_CASE("instrument_text: says every statement of a definition", "[report][instrument]") {
    auto const text = page_of(rich, 140);
    for (std::string const line :
         {"x: X",
          "  source      A (2000), doi 10.1/x",
          "  licence     permission: ask B",
          "  status      provisional",
          "  population  adults",
          "PROVISIONAL: not verified",
          "  the order of the items",
          "  - A note",
          "  sex  female (or F, 2), male",
          "  answers:  0 = never (scored 0), 1 = some (scored 2), 2 = often (scored 4), 9 = na (missing), "
          "8 = n/a (not applicable)",
          "  q2  x_two  Two (reversed)",
          "  q3         Three (weight 2)",
          "  answers:  a number, 0 to 24 hours",
          "  h          Hours (may be left out, not scored)",
          "  - q4 is only asked where q1 >= 1; elsewhere a blank counts as 0",
          "  total  All",
          "      is          the sum of 4 items: q1 to q4",
          "      reversed    q2",
          "      missing     at most 1 of 4 answers may be missing; what is there is prorated to all of "
          "them",
          "      rounded     to a whole number, before the bands look at it",
          "      range       0 to 16, higher is worse",
          "      bands       from 0 low, from 6 high",
          "      bands       'clinic': from 0 below, from 8 case; where sex = female (C (2001))",
          "      is          how many of 2 items: q1, q3 are = 4",
          "      composite   no measurement scale: no reliability is computed",
          "      recoded     each answer first, by the table tens",
          "      missing     at most 1 of 2 answers may be missing (50 %); it is scored from those that "
          "are there",
          "      rescaled    so that 0 becomes 100 and 4 becomes 0",
          "  tens  (these values alone, nothing between or beyond them)",
          "      0  10    2  15    4  20",
          "  women  E (2002)",
          "      gives       z and T (mean 50, standard deviation 10) of total",
          "      norm        mean 5.1, standard deviation 2.9, where sex = female",
          "      norm        mean 4, standard deviation 2",
          "      gives       the percentile of often",
          "      0  10    1  50    2  99",
          "  risk  urgent: Risk",
          "      raised      where q3 >= 1",
          "  - Both ends: q1 = 0 and q3 = 4",
          "  - q1 and q3 ask the same and differ by more than 1",
          "  - the longest run of one answer above 3",
          "      F  is measured by q1, q2",
          "      F  correlates with G",
          "      total: n 200, total: alpha 0.8",
          "  - one"}) {
        CAPTURE(line);
        CHECK(contains("\n" + text, "\n" + line + "\n"));
    }
    for (std::string const part :
         {"standard deviation 3.5", "retest reliability 0.8", "minimal important difference 2",
          "minimal important difference between groups 3", "cut-off 6 (D)"}) {
        CAPTURE(part);
        CHECK(contains(text, part));
    }
}

TEST_CASE("instrument_text: a definition cannot drive the terminal", "[report][instrument]") {
    auto instrument = support::instrument_of(rich);
    instrument.title = "red \x1b[31m";
    instrument.items[0].label = "bell \a";
    auto const text = report::instrument_text(instrument, {"here\x1b", "", 100});
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find('\a') == std::string::npos);
    CHECK(contains(text, "red \\x1b[31m"));
}

TEST_CASE("scoring_in_words: says aggregate and items", "[report][instrument]") {
    auto const of = [](std::string const& id) {
        auto const definition = study::load_definition(id);
        return report::scoring_in_words(*definition.instrument, definition.instrument->scales.front());
    };
    CHECK(of("phq9") == "the sum of 9 items: q1 to q9");
    CHECK(of("samples/bfi.inst") == "the mean of 5 items: A1 to A5");
}

TEST_CASE("in_words: says formulas as one would read them aloud", "[report][instrument]") {
    CHECK(words("count(q1..q4 >= 2)") == "how many of q1 to q4 are >= 2");
    CHECK(words("count(q1..q4 >= 2) + (q5 >= 1)") == "(how many of q1 to q4 are >= 2) + (1 where q5 >= 1)");
    CHECK(words("any(q1 = 3, q3 = 3)") == "any of q1, q3 is = 3");
    CHECK(words("all(q1..q3 != 0) and sex = female") == "all of q1 to q3 are not 0 and sex = female");
    CHECK(words("any(q1..q2 = 3) + any(q3..q4 = 3)") ==
          "how many of these hold: any of q1, q2 is = 3; any of q3, q4 is = 3");
    CHECK(words("count(valid(q1), valid(q2), valid(q3)) >= 2") == "(how many of q1 to q3 are answered) >= 2");
    CHECK(words("missing(q1) or q2 in {1, 3}") == "q1 is missing or q2 is one of 1, 3");
    CHECK(words("not (q1 = 1 or q2 = 1)") == "not (q1 = 1 or q2 = 1)");
    CHECK(words("total in 2..5 and age >= 18") == "total from 2 to 5 and age >= 18");
    CHECK(words("mean(answered q1..q4)") == "the mean of what is answered of q1 to q4");
    CHECK(words("2 * (q1 + q2) - (q3 - q4)") == "2 * (q1 + q2) - (q3 - q4)");
    CHECK(words("(q1 + q2) / 2 / 3") == "(q1 + q2) / 2 / 3");
    CHECK(words("q1 - q2 - q3") == "q1 - q2 - q3");
    CHECK(words("min(q1, 2) + max(q2..q4)") == "(the smaller of q1 and 2) + (the largest of q2 to q4)");
    CHECK(words("reverse(q2)") == "q2 reversed");
    CHECK(words("lookup(t, q1)") == "q1 looked up in the table t");
    CHECK(words("lookup_error(t, q1)") == "the standard error of q1 in the table t");
    CHECK(words("bin(total) { to 2 => 0 below 5 => 1 else 2 }") ==
          "in classes of total: up to 2 is 0, below 5 is 1, else 2");
    CHECK(words("span(bed, rise) / 60") == "(the minutes from bed to rise) / 60");
    CHECK(words("round(total / 3, 1)") == "total / 3 rounded to 1 decimal");
    CHECK(words("clamp(total - 1, 0, 9)") == "total - 1, but no lower than 0 and no higher than 9");
    CHECK(words("band(total) = \"high\"") == "(the band of total) = high");
    CHECK(words("-q1 + abs(q2 - q3)") == "-q1 + (the size of (q2 - q3) without its sign)");
}

TEST_CASE("steps_in_words: one line an alternative", "[report][instrument]") {
    auto const instrument = support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" 2 "c" }
  items r { q1 "One" }
  score kind = decide { when q1 = 2 => "very high"  when q1 = 1 => "some"  else "none" }
})");
    CHECK(report::steps_in_words(instrument, instrument.scores[0].expression) ==
          std::vector<std::string>{"'very high' where q1 = 2", "else some where q1 = 1", "else none"});
}

TEST_CASE("TextPage: wraps at blanks and never inside what is unbroken", "[report][instrument]") {
    report::TextPage page(30);
    page.fact("label", "one two three " + report::unbroken("four five six") + " seven");
    CHECK(page.text() == "  label       one two three\n              four five six\n              seven\n");
    report::TextPage wide(40);
    wide.pairs({{"7", "7"}, {"10", "12.4"}, {"11", "13.33"}, {"12", "14"}}, 2);
    CHECK(wide.text() == "   7  7        10  12.4     11  13.33\n  12  14\n");
}
