#include "support/answers.hpp"
#include "support/language.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using support::Answers;

namespace {

/// Four items from 0 to 3, 8 does not apply, 9 is not answered; q4 is reversed.
std::string definition(std::string const& body) {
    return R"(instrument x "X" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" 2 "c" 3 "d" not_applicable 8 "n" missing 9 "m" }
  items r { q1 "a" q2 "b" q3 "c" q4 "d" reversed }
  example "blank" { q1 = missing expect missing )" +
           std::string("total }\n") + body + "\n}\n";
}

/// One person's total, or why there is none.
struct Total {
    double value;
    MissingReason reason;
    scoring::Passport passport;
};

Total total(std::string const& clauses, std::vector<std::string> const& cells) {
    auto const instrument = support::instrument_of(definition("scale total { " + clauses + " }"));
    auto const result = support::scored(instrument, Answers{{"q1", "q2", "q3", "q4"}, {cells}});
    auto const& column = result.of(instrument, "total");
    return {column.values[0], column.reasons[0], column.passports[0]};
}

}  // namespace

TEST_CASE("a scale: a blank is never counted as zero", "[scoring][missing]") {
    for (auto const* clauses :
         {"sum of q1..q3 missing none", "mean of q1..q3 missing at most 2", "min of q1..q3 missing at most 2",
          "sum of q1..q3 missing at most 2 prorate", "mean of q1..q3 missing at most 2 as 3"}) {
        CAPTURE(clauses);
        auto const with_blank = total(clauses, {"2", "2", "", ""});
        auto const with_zero = total(clauses, {"2", "2", "0", ""});
        CHECK(with_zero.reason == MissingReason::none);
        CHECK((with_blank.reason != MissingReason::none || with_blank.value > with_zero.value));
    }
    // A sum of what is there is as high as with a zero, and says that it is partial.
    auto const partial = total("sum of q1..q3 missing at most 2", {"2", "2", "", ""});
    CHECK(partial.value == 4);
    CHECK(partial.passport.how == scoring::How::partial);
    CHECK(partial.passport.answered == 2);
}

TEST_CASE("a scale: the reason for no value is the first missing answer's", "[scoring][missing]") {
    CHECK(total("sum of all missing none", {"1", "", "9", "x"}).reason == MissingReason::blank);
    CHECK(total("sum of all missing none", {"1", "9", "", "x"}).reason == MissingReason::declared);
    CHECK(total("sum of all missing none", {"1", "7", "9", ""}).reason == MissingReason::out_of_range);
    CHECK(total("sum of all missing none", {"x", "7", "9", ""}).reason == MissingReason::unreadable);
    CHECK(total("sum of all missing none", {"8", "8", "8", "8"}).reason == MissingReason::not_applicable);
    CHECK(total("sum of q4, q1 missing none", {"x", "1", "1", ""}).reason == MissingReason::blank);
}

TEST_CASE("a scale: prorating is the sum of the answered times items over answered items",
          "[scoring][missing]") {
    auto const got = total("sum of all missing at most 2 prorate", {"3", "", "1", "3"});
    CHECK(got.value == (3.0 + 1 + 0) * 4 / 3);
    CHECK(got.passport.how == scoring::How::prorated);
    CHECK(got.passport.answered == 3);
    CHECK(got.passport.applicable == 4);
    // Complete forms are summed, and say so.
    auto const complete = total("sum of all missing at most 2 prorate", {"3", "2", "1", "3"});
    CHECK(complete.value == 6);
    CHECK(complete.passport.how == scoring::How::complete);
    // A whole result stays whole: 2 * 3 / 2 is exactly 3.
    CHECK(total("sum of q1..q3 missing at most 1 prorate", {"1", "1", "", ""}).value == 3);
}

TEST_CASE("a scale: exactly as many as allowed may be missing", "[scoring][missing]") {
    CHECK(total("sum of all missing at most 2 prorate", {"1", "", "", "1"}).reason == MissingReason::none);
    CHECK(total("sum of all missing at most 2 prorate", {"1", "", "", ""}).reason == MissingReason::blank);
    CHECK(total("sum of all missing at most 25%", {"1", "", "1", "1"}).reason == MissingReason::none);
    CHECK(total("sum of all missing at most 24%", {"1", "", "1", "1"}).reason == MissingReason::blank);
    CHECK(total("sum of all missing at most 49%", {"1", "", "", "1"}).reason == MissingReason::blank);
    CHECK(total("sum of all missing at most 50%", {"1", "", "", "1"}).reason == MissingReason::none);
}

TEST_CASE("a scale: a substitute takes the place of a missing answer and is reversed with it",
          "[scoring][missing]") {
    CHECK(total("sum of all missing at most 1 as 1", {"2", "", "2", "3"}).value == 2 + 1 + 2 + 0);
    CHECK(total("sum of all missing at most 1 as 1", {"2", "2", "2", ""}).value == 2 + 2 + 2 + 2);
    CHECK(total("mean of all missing at most 1 as 1", {"2", "2", "2", ""}).value == 2);
    // Nothing is put in the place of what does not apply.
    CHECK(total("sum of all missing at most 1 as 3", {"2", "8", "2", "3"}).value == 4);
    CHECK(total("sum of all missing at most 1 as 1", {"2", "", "2", ""}).reason == MissingReason::blank);
    CHECK(total("sum of all missing at most 1 as 1", {"2", "", "2", "3"}).passport.how ==
          scoring::How::partial);
}

TEST_CASE("a scale: what does not apply leaves the scale and its denominator", "[scoring][missing]") {
    auto const mean = total("mean of all missing none", {"3", "8", "1", "8"});
    CHECK(mean.value == 2);
    CHECK(mean.passport.answered == 2);
    CHECK(mean.passport.applicable == 2);
    CHECK(mean.passport.how == scoring::How::complete);
    CHECK(total("sum of all missing at most 1 prorate", {"3", "8", "1", ""}).value == 4.0 * 3 / 2);
    // A share of what applies: a quarter of three items is none.
    CHECK(total("sum of all missing at most 25%", {"3", "8", "1", ""}).reason == MissingReason::blank);
}

TEST_CASE("a scale: nothing answered is never scored", "[scoring][missing]") {
    for (auto const* clauses : {"sum of all missing at most 3 as 1", "max of all missing at most 3",
                                "sum of all missing at most 99% prorate"}) {
        auto const got = total(clauses, {"", "9", "x", "8"});
        CAPTURE(clauses);
        CHECK(got.reason == MissingReason::blank);
        CHECK(got.value == 0);
        CHECK(got.passport.how == scoring::How::not_scored);
        CHECK(got.passport.answered == 0);
        CHECK(got.passport.applicable == 3);
    }
}

TEST_CASE("a scale: weights that add up to nothing have no prorated sum", "[scoring][missing]") {
    auto const instrument = support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" }
  items r { q1 "a" weight 1 q2 "b" weight -1 q3 "c" }
  scale total { weighted sum of q1..q3 missing at most 1 prorate }
  example "e" { q1..q3 = 1 expect total = 1 }
})");
    auto const result =
        support::scored(instrument, Answers{{"q1", "q2", "q3"}, {{"1", "1", ""}, {"1", "", "1"}}});
    auto const& column = result.of(instrument, "total");
    CHECK(column.reasons[0] == MissingReason::undefined);
    CHECK(column.passports[0].how == scoring::How::not_scored);
    CHECK(column.values[1] == 1);  // 2 * 1 / 2
}

TEST_CASE("a scale: reversing every item twice is the same as never", "[scoring][reverse][property]") {
    auto const plain = support::instrument_of(definition("scale total { sum of q1..q3 missing none }"));
    auto const turned = support::instrument_of(
        definition("scale total { sum of reversed q1, reversed q2, reversed q3 missing at most 2 prorate }\n"
                   "score back = sum(0 + 3 - reverse(q1..q3))"));
    auto const answers = support::random_answers(plain, 300, support::Dirt::codes, 2);
    auto const a = support::scored(plain, answers);
    auto const b = support::scored(turned, answers);
    auto const& sum = a.of(plain, "total");
    auto const& back = b.of(turned, "back");
    auto const& mirrored = b.of(turned, "total");
    int compared = 0;
    for (std::size_t row = 0; row < 300; ++row) {
        if (sum.passports[row].how != scoring::How::complete || sum.passports[row].applicable != 3) continue;
        ++compared;
        CHECK(mirrored.values[row] == 9 - sum.values[row]);
        CHECK(back.values[row] == sum.values[row]);
    }
    CHECK(compared > 100);
}
