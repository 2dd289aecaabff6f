#include "instrument/decode.hpp"

#include "support/language.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using instrument::decode;

namespace {

instrument::Instrument const& sheet() {
    static auto const instrument = support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses codes { 1 "a" => 100 2 "b" => 50 3 "c" => 0 missing 9 "m" not_applicable 8 "n" missing -1 "k" }
  responses words { "yes" "y" => 1 "No" "n" => 0 missing "." "m" 2 "Perhaps" => 0.5 }
  responses hours number -1.5..24 { missing 99 "m" not_applicable 88 "n" }
  responses nights integer 0..7 { missing 9 "m" }
  items codes { q1 "a" } items words { q2 "a" } items hours { q3 "a" } items nights { q4 "a" }
  respondent { age number 13..120 sex category { female "F" "2" male "M" "1" } }
  score s = sum(q1, q2, q3, q4)
  example "e" { q1 = 1 q2 = "yes" q3 = 1 q4 = 1 expect s = 103 }
})");
    return instrument;
}

/// The value, or the reason as a text in brackets.
std::string meant(std::size_t set, std::string const& cell) {
    auto const answer = decode(sheet().responses[set], cell);
    if (answer.reason != MissingReason::none) return "[" + std::string(describe(answer.reason)) + "]";
    return std::to_string(answer.value).substr(0, 6);
}

constexpr std::size_t codes = 0;
constexpr std::size_t words = 1;
constexpr std::size_t hours = 2;
constexpr std::size_t nights = 3;

}  // namespace

TEST_CASE("decode: a code is the same number however it is written", "[instrument][decode]") {
    for (auto const* cell : {"2", "2.0", "02", " 2 ", "2.000", "\t2", "2e0", "0.2e1"}) {
        CAPTURE(cell);
        CHECK(meant(codes, cell) == "50.000");
    }
    CHECK(meant(codes, "1") == "100.00");
    CHECK(meant(codes, "3") == "0.0000");
}

TEST_CASE("decode: what scoring uses stands after the arrow and is no code itself", "[instrument][decode]") {
    CHECK(meant(codes, "100") == "[out of range]");
    CHECK(meant(codes, "0") == "[out of range]");
    CHECK(meant(codes, "1.5") == "[out of range]");
}

TEST_CASE("decode: every reason for no value is told apart", "[instrument][decode]") {
    CHECK(decode(sheet().responses[codes], "").reason == MissingReason::blank);
    CHECK(decode(sheet().responses[codes], "  ").reason == MissingReason::blank);
    CHECK(decode(sheet().responses[codes], "9").reason == MissingReason::declared);
    CHECK(decode(sheet().responses[codes], "-1").reason == MissingReason::declared);
    CHECK(decode(sheet().responses[codes], "8.0").reason == MissingReason::not_applicable);
    CHECK(decode(sheet().responses[codes], "4").reason == MissingReason::out_of_range);
    CHECK(decode(sheet().responses[codes], "four").reason == MissingReason::unreadable);
    for (auto const* cell : {"1,5", "++1", "1 2", "0x1", "nan", "inf", "--1", "NA", "1e999"}) {
        CAPTURE(cell);
        auto const answer = decode(sheet().responses[codes], cell);
        CHECK(answer.reason != MissingReason::none);
        CHECK(answer.value == 0);
    }
}

TEST_CASE("decode: a number that says it is positive is that number", "[instrument][decode][regression]") {
    CHECK(meant(codes, "+1") == meant(codes, "1"));
}

TEST_CASE("decode: codes in letters match whole and in any case", "[instrument][decode]") {
    CHECK(meant(words, "yes") == "1.0000");
    CHECK(meant(words, "YES ") == "1.0000");
    CHECK(meant(words, "no") == "0.0000");
    CHECK(meant(words, "2") == "0.5000");
    CHECK(decode(sheet().responses[words], ".").reason == MissingReason::declared);
    CHECK(decode(sheet().responses[words], "ye").reason == MissingReason::unreadable);
    CHECK(decode(sheet().responses[words], "yes!").reason == MissingReason::unreadable);
    CHECK(decode(sheet().responses[words], "1").reason == MissingReason::out_of_range);
}

TEST_CASE("decode: an open answer lies in its range with both ends", "[instrument][decode]") {
    CHECK(meant(hours, "-1.5") == "-1.500");
    CHECK(meant(hours, "24") == "24.000");
    CHECK(meant(hours, "7.25") == "7.2500");
    CHECK(decode(sheet().responses[hours], "24.001").reason == MissingReason::out_of_range);
    CHECK(decode(sheet().responses[hours], "-2").reason == MissingReason::out_of_range);
    CHECK(decode(sheet().responses[hours], "99").reason == MissingReason::declared);
    CHECK(decode(sheet().responses[hours], "88").reason == MissingReason::not_applicable);
}

TEST_CASE("decode: a whole number has no fraction", "[instrument][decode]") {
    CHECK(meant(nights, "7") == "7.0000");
    CHECK(meant(nights, "7.0") == "7.0000");
    CHECK(decode(sheet().responses[nights], "6.5").reason == MissingReason::out_of_range);
    CHECK(decode(sheet().responses[nights], "8").reason == MissingReason::out_of_range);
    CHECK(decode(sheet().responses[nights], "9").reason == MissingReason::declared);
}

TEST_CASE("decode: a number and its text mean the same", "[instrument][decode][property]") {
    for (std::size_t set = 0; set < 4; ++set) {
        for (int i = -200; i <= 420; ++i) {
            auto const number = i / 4.0;
            auto const from_number = decode(sheet().responses[set], number);
            auto const from_text = decode(sheet().responses[set], std::to_string(number));
            CAPTURE(set, number);
            CHECK(from_number.reason == from_text.reason);
            CHECK(from_number.value == from_text.value);
        }
    }
}

TEST_CASE("decode: a fact about the respondent is a number in its range or a category by any of its names",
          "[instrument][decode]") {
    auto const& age = sheet().covariates[0];
    CHECK(decode(age, " 13 ").value == 13);
    CHECK(decode(age, "120").reason == MissingReason::none);
    CHECK(decode(age, "12").reason == MissingReason::out_of_range);
    CHECK(decode(age, "old").reason == MissingReason::unreadable);
    CHECK(decode(age, "").reason == MissingReason::blank);
    auto const& sex = sheet().covariates[1];
    auto const female = static_cast<double>(sex.categories[0].text);
    for (auto const* cell : {"female", "Female", "F", "f", "2", " 2"}) {
        CAPTURE(cell);
        CHECK(decode(sex, cell).reason == MissingReason::none);
        CHECK(decode(sex, cell).value == female);
    }
    CHECK(decode(sex, "m").value == static_cast<double>(sex.categories[1].text));
    CHECK(decode(sex, "x").reason == MissingReason::out_of_range);
    CHECK(decode(sex, "").reason == MissingReason::blank);
}

TEST_CASE("decode: how the file writes its numbers decides what a comma is", "[instrument][decode]") {
    auto const& set = sheet().responses[hours];
    NumberNotation const comma{DecimalMark::comma};
    NumberNotation const unknown{DecimalMark::unknown};
    CHECK(decode(set, "2,5", comma).value == 2.5);
    CHECK(decode(set, "2,5").reason == MissingReason::unreadable);
    CHECK(decode(set, "2.5", comma).reason == MissingReason::unreadable);
    CHECK(decode(set, "1,234", unknown).reason == MissingReason::unreadable);
    CHECK(decode(set, "1,234", {DecimalMark::point, true}).reason == MissingReason::out_of_range);
    CHECK(decode(sheet().responses[codes], "2,0", comma).value == 50);
    CHECK(decode(sheet().responses[codes], "1,4", comma).reason == MissingReason::out_of_range);
    CHECK(decode(sheet().covariates[0], "30,5", comma).value == 30.5);
    CHECK(decode(sheet().covariates[0], "30,5").reason == MissingReason::unreadable);
}
