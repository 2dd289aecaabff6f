#include "validity/screen.hpp"

#include "data/read.hpp"
#include "scoring/binding.hpp"
#include "scoring/compile.hpp"
#include "scoring/run.hpp"
#include "support/language.hpp"

#include <cmath>
#include <memory>

#include <catch2/catch.hpp>

using namespace quaestor;
using validity::Verdict;

namespace {

/// Twelve scored items, one of them optional, one that is not scored, a code for no answer and one for "does
/// not apply".
std::string const twelve = R"inst(instrument twelve "Twelve items" {
  source  "Example (2024)"
  licence free "Made up for this test"
  status  verified
  responses amount { 0 "None"  1 "Some"  2 "Much"  missing 9 "Not answered"  not_applicable 8 "Does not apply" }
  items amount {
    i1 "a"  i2 "b"  i3 "c"  i4 "d"  i5 "e"  i6 "f"
    i7 "g"  i8 "h"  i9 "i"  i10 "j"  i11 "k" reversed
    i12 "l" optional
    remark "n" unscored
  }
  scale total "Total" {
    sum of i1..i12
    missing at most 3 prorate
    range 0..24
  }
  example "all" { i1..i12 = 1  expect total = 12 }
}
)inst";

struct Screened {
    instrument::Instrument instrument;
    data::ReadResult read;
    std::unique_ptr<validity::Screen> screen;

    Screened(std::string const& definition, std::string const& rows, unsigned jobs = 1)
        : instrument(support::instrument_of(definition)) {
        auto outcome = data::read_bytes("t.csv", rows);
        REQUIRE(outcome.value);
        read = std::move(*outcome.value);
        auto const binding = scoring::bind(instrument, read.table, "t.csv");
        REQUIRE(binding.value);
        screen = std::make_unique<validity::Screen>(instrument, read.table);
        scoring::RunOptions options;
        options.jobs = jobs;
        options.observe = [this](scoring::ItemBatch const& batch) { screen->look(batch); };
        (void)scoring::run(instrument, scoring::compile(instrument), *binding.value, read.table,
                           read.findings, options);
    }
    [[nodiscard]] validity::Form const& form(std::size_t row) const { return screen->forms()[row]; }
};

std::string const header = "i1,i2,i3,i4,i5,i6,i7,i8,i9,i10,i11,i12,remark\n";

Screened twelve_forms(std::string const& rows) {
    return {twelve, header + rows};
}

}  // namespace

TEST_CASE("Screen: a form with an answer to everything is valid and has no reason", "[validity][screen]") {
    auto const got = twelve_forms("0,1,2,0,1,2,0,1,2,0,1,2,2\n");
    CHECK(got.form(0).verdict == Verdict::yes);
    CHECK(got.screen->reasons(0).empty());
    CHECK(got.form(0).answered == 13);
    CHECK(got.form(0).missing == 0);
    CHECK(got.form(0).longest_run == 1);
    CHECK_FALSE(got.form(0).refused);
}

TEST_CASE("Screen: tallies every kind of absence apart", "[validity][screen]") {
    auto const got = twelve_forms("0,,9,8,7,x,2,1,2,0,1,2,1\n");
    auto const& form = got.form(0);
    CHECK(form.answered == 8);
    CHECK(form.missing == 2);  // a blank, and the code for no answer
    CHECK(form.not_applicable == 1);
    CHECK(form.out_of_range == 1);
    CHECK(form.unreadable == 1);
    CHECK(form.verdict == Verdict::review);
    CHECK(got.screen->reasons(0) == "1 answer out of range; 1 unreadable answer");
}

TEST_CASE("Screen: optional and unscored items left blank are not missing", "[validity][screen]") {
    auto const got = twelve_forms("0,1,2,0,1,2,0,1,2,0,1,,\n");
    CHECK(got.form(0).missing == 0);
    CHECK(got.form(0).answered == 11);
    CHECK(got.form(0).verdict == Verdict::yes);
}

TEST_CASE("Screen: blanks alone are no reason to look at a form", "[validity][screen]") {
    auto const got = twelve_forms("0,,,,,,,,,,,,\n");
    CHECK(got.form(0).verdict == Verdict::yes);
    CHECK(got.form(0).missing == 10);
}

TEST_CASE("Screen: a form without a usable answer is none", "[validity][screen]") {
    auto const got =
        twelve_forms(",,,,,,,,,,,,\n9,9,9,9,9,9,9,9,9,9,9,9,9\n7,7,x,,,,,,,,,,\n8,8,8,8,8,8,8,8,8,8,8,8,8\n");
    CHECK(got.form(0).verdict == Verdict::no);
    CHECK(got.screen->reasons(0) == "nothing was answered");
    CHECK(std::isnan(got.form(0).variability));
    CHECK(got.form(0).longest_run == 0);
    CHECK(got.form(1).verdict == Verdict::no);
    CHECK(got.screen->reasons(1) == "nothing was answered");
    CHECK(got.form(2).verdict == Verdict::no);
    CHECK(got.screen->reasons(2) == "2 answers out of range; 1 unreadable answer");
    CHECK(got.form(3).verdict == Verdict::yes);  // somebody said that nothing applies
}

TEST_CASE("Screen: a refused row is none and says why", "[validity][screen]") {
    auto const got = twelve_forms("0,1,2,0,1,2,0,1,2,0,1,2,1\n0,1,2\n0,1,2,0,1,2,0,1,2,0,1,2,1\n");
    CHECK(got.form(1).refused);
    CHECK(got.form(1).verdict == Verdict::no);
    CHECK(got.screen->reasons(1) == "the row was refused");
    CHECK(got.screen->count(Verdict::yes) == 2);
    CHECK(got.screen->count(Verdict::no) == 1);
    CHECK(got.screen->count(Verdict::review) == 0);
}

TEST_CASE("Screen: a run above nine and above three quarters of the items is to be looked at",
          "[validity][screen]") {
    // Of twelve scored items nine are three quarters: a run of ten is above both.
    auto const got =
        twelve_forms("1,1,1,1,1,1,1,1,1,0,2,0,1\n1,1,1,1,1,1,1,1,1,1,2,0,1\n1,1,1,1,1,,1,1,1,1,1,1,1\n");
    CHECK(got.screen->thresholds().longstring_above == 9);
    CHECK(got.form(0).longest_run == 9);
    CHECK(got.form(0).verdict == Verdict::yes);
    CHECK(got.form(1).longest_run == 10);
    CHECK(got.form(1).verdict == Verdict::review);
    CHECK(got.screen->reasons(1) == "the same answer 10 times in a row");
    CHECK(got.form(2).longest_run == 6);  // a blank ends a run; the item that is not scored continues none
}

TEST_CASE("Screen: reversed items are looked at as they were ticked", "[validity][screen]") {
    auto const got = twelve_forms("2,2,2,2,2,2,2,2,2,2,2,2,0\n");
    CHECK(got.form(0).longest_run == 12);
    CHECK(got.form(0).variability == 0);
}

TEST_CASE("thresholds_of: a short form has no run that says anything", "[validity][screen]") {
    auto const threshold = [](std::string const& id) {
        return validity::thresholds_of(
                   support::instrument_of(support::definition_file("instruments/" + id + ".inst")))
            .longstring_above;
    };
    CHECK(threshold("mood/gad7") == 9);  // 7 items: never
    CHECK(threshold("mood/phq9") == 9);  // 9 scored items: never, "not at all" nine times is good news
    CHECK(threshold("wellbeing/wemwbs") == 10);      // 14
    CHECK(threshold("recovery/rprs") == 18);         // 24
    CHECK(threshold("recovery/empowerment") == 21);  // 28
}

TEST_CASE("Screen: minutes and ages take part in no run and in no spread", "[validity][screen]") {
    std::string const mixed = R"inst(instrument mixed "Options and open answers" {
  source  "Example (2024)"
  licence free "Made up for this test"
  status  verified
  responses amount  { 0 "None"  1 "Some"  2 "Much" }
  responses minutes number 0..600 { missing 999 "Not answered" }
  responses often   { 0 "Never"  1 "Once"  2 "Daily" }
  items amount  { a1 "a"  a2 "b" }
  items minutes { m1 "c"  m2 "d" }
  items amount  { a3 "e"  a4 "f" }
  items often   { o1 "g"  o2 "h" }
  scale total "Total" { sum of a1, a2, a3, a4, o1, o2  missing none  range 0..12 }
  scale spent "Minutes" { sum of m1, m2  missing none  range 0..1200 }
  example "all" { a1, a2, a3, a4 = 1  o1, o2 = 1  m1, m2 = 1  expect total = 6 }
}
)inst";
    // Without the minutes: 1 1 | 1 1 | 1 1, in three stretches of their own.
    auto const got = Screened(mixed, "a1,a2,m1,m2,a3,a4,o1,o2\n1,1,1,1,1,1,1,1\n0,2,400,2,2,2,2,2\n,,30,30,1,,,\n");
    CHECK(got.form(0).longest_run == 2);
    CHECK(got.form(0).variability == 0);
    CHECK(got.form(1).longest_run == 2);
    CHECK(std::abs(got.form(1).variability - std::sqrt(2.0 / 3.0)) < 1e-12);  // of 0 2 2 2 2 2
    CHECK(got.form(2).longest_run == 1);
    CHECK(std::isnan(got.form(2).variability));  // one answer is left
    CHECK(got.form(2).answered == 3);            // the minutes are answers all the same
    CHECK(got.screen->thresholds().longstring_above == 9);
}

TEST_CASE("compared_items: an item with other options or behind an open question begins a run",
          "[validity][screen]") {
    auto const instrument = support::instrument_of(R"inst(instrument x "X" {
  source "A" licence free "B"
  responses few { 0 "a" 1 "b" }
  responses more { 0 "a" 1 "b" 2 "c" }
  responses hours number 0..24
  items few { q1 "1" q2 "2" unscored q3 "3" }
  items hours { h "4" }
  items few { q4 "5" }
  items more { q5 "6" q6 "7" }
  scale total { sum of q1, q3, q4, q5, q6 missing none }
  score rest = h
  example "e" { q1, q2, q3, q4, q5, q6 = 1 h = 1 expect total = 5 }
})inst");
    std::string seen;
    for (auto const& compared : validity::compared_items(instrument))
        seen += (compared.breaks_run ? "|" : " ") + instrument.items[compared.item].id;
    CHECK(seen == "|q1 q3|q4|q5 q6");
}

TEST_CASE("Screen: many batches on many threads give what one gives", "[validity][screen][property]") {
    std::string rows = header;
    for (int i = 0; i < 9000; ++i) {
        for (int j = 0; j < 13; ++j)
            rows += std::to_string((i * 7 + j * j * 3 + i / (j + 1)) % 4) + (j == 12 ? "\n" : ",");
    }
    Screened const one(twelve, rows, 1);
    Screened const many(twelve, rows, 4);
    REQUIRE(one.screen->forms().size() == 9000);
    for (std::size_t row = 0; row < 9000; ++row) {
        auto const& a = one.form(row);
        auto const& b = many.form(row);
        bool const same = a.answered == b.answered && a.out_of_range == b.out_of_range &&
                          a.longest_run == b.longest_run && a.variability == b.variability &&
                          a.verdict == b.verdict && one.screen->reasons(row) == many.screen->reasons(row);
        if (!same) FAIL_CHECK("row " << row);
    }
    CHECK(one.screen->count(Verdict::yes) + one.screen->count(Verdict::review) +
              one.screen->count(Verdict::no) ==
          9000);
    CHECK(one.screen->count(Verdict::review) > 0);
}

TEST_CASE("Screen: another order of people gives each the same form", "[validity][screen][property]") {
    std::string const a = "0,1,2,0,1,2,0,1,2,0,1,2,2\n";
    std::string const b = "1,1,1,1,1,1,1,1,1,1,1,1,1\n";
    std::string const c = ",x,7,,,,,,,,,,\n";
    auto const first = twelve_forms(a + b + c);
    auto const second = twelve_forms(c + a + b);
    for (std::size_t row = 0; row < 3; ++row) {
        auto const other = (row + 1) % 3;
        CHECK(first.form(row).verdict == second.form(other).verdict);
        CHECK(first.screen->reasons(row) == second.screen->reasons(other));
        CHECK(first.form(row).longest_run == second.form(other).longest_run);
    }
}
