#include "instrument/labels.hpp"

#include "support/language.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using instrument::Labels;
using instrument::nearest_option;

namespace {

/// The one response set of a definition.
instrument::ResponseSet set_of(std::string const& responses) {
    auto const instrument = support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses r )" + responses + R"(
  items r { q1 "One" }
  score known = if missing(q1) then 0 else 1
  example "e" { q1 = missing expect known = 0 }
})");
    return instrument.responses.front();
}

std::string meant(Labels const& labels, std::string const& cell) {
    auto const answer = labels.find(cell);
    if (!answer) return "nothing";
    if (answer->reason != MissingReason::none) return std::string(describe(answer->reason));
    return std::to_string(static_cast<int>(answer->value));
}

}  // namespace

TEST_CASE("Labels: a label in any writing is its option", "[instrument][labels]") {
    Labels const labels(set_of(
        R"({ 0 "Not at all" => 10  1 "Several days" => 20  2 "Don't know – really" => 30  missing 9 "No answer"  not_applicable 8 "Does not apply" })"));
    for (auto const* cell : {"Several days", "several days ", "SEVERAL DAYS", "  Several   days",
                             "Several\xC2\xA0"
                             "days",
                             "Several\ndays"}) {
        CAPTURE(cell);
        CHECK(meant(labels, cell) == "20");  // what scoring uses, and not the code
    }
    CHECK(meant(labels, "DON\xE2\x80\x99T KNOW - REALLY") == "30");
    CHECK(meant(labels, "no answer") == "declared missing");
    CHECK(meant(labels, "does not apply") == "not applicable");
    for (auto const* cell : {"Sevral days", "Several days.", "Several", "", " ", "1", "0"}) {
        CAPTURE(cell);
        CHECK(meant(labels, cell) == "nothing");
    }
}

TEST_CASE("Labels: two labels that are one are both unusable", "[instrument][labels]") {
    Labels const same(set_of(R"({ 0 "Never" 1 "Rarely" 2 "rarely " })"));
    CHECK(same.empty());
    CHECK(meant(same, "Never") == "nothing");  // nobody knows which form the file was made from
    Labels const missing(set_of(R"({ 0 "None" 1 "Some" missing 9 "none" })"));
    CHECK(missing.empty());
}

TEST_CASE("Labels: one label of two codes that mean the same is no doubt", "[instrument][labels]") {
    Labels const labels(set_of(R"({ 0 "No" 1 "Yes" missing 8 "No answer" missing 9 "No answer" })"));
    CHECK(meant(labels, "no answer") == "declared missing");
    CHECK(meant(labels, "yes") == "1");
    Labels const values(set_of(R"({ 1 "Rarely" => 0  2 "Rarely" => 0  3 "Often" => 1 })"));
    CHECK(meant(values, "rarely") == "0");
}

TEST_CASE("Labels: none is used where one is the code of another option", "[instrument][labels]") {
    Labels const crossed(set_of(R"({ "y" "n" => 1  "n" "y" => 0 })"));
    CHECK(crossed.empty());
    Labels const own(set_of(R"({ "never" "Never" => 0  "often" "Often" => 1 })"));
    CHECK_FALSE(own.empty());
    CHECK(meant(own, "NEVER") == "0");
}

TEST_CASE("Labels: a label that is a number is none", "[instrument][labels]") {
    Labels const labels(set_of(R"({ 1 "10" 2 "2,5" 3 "Thirty" })"));
    CHECK(meant(labels, "10") == "nothing");
    CHECK(meant(labels, "2,5") == "nothing");
    CHECK(meant(labels, "thirty") == "3");
}

TEST_CASE("Labels: of open answers the codes for no answer have labels and texts have none",
          "[instrument][labels]") {
    Labels const hours(set_of(R"(number 0..24 { missing 99 "Not answered" })"));
    CHECK(meant(hours, "Not answered") == "declared missing");
    Labels const texts(set_of(R"(text { missing 99 "Not answered" })"));
    CHECK(texts.empty());  // a respondent may have written just that
}

TEST_CASE("nearest_option: names the label that a slip came from", "[instrument][labels]") {
    auto const set =
        set_of(R"({ 0 "Not at all" 1 "Several days" 2 "Nearly every day" missing "refused" "No answer" })");
    CHECK(nearest_option(set, "Sevral days") == "Several days");
    CHECK(nearest_option(set, "NEARLY EVERY DY") == "Nearly every day");
    CHECK(nearest_option(set, "refusd") == "refused");
    CHECK(nearest_option(set, "xyz").empty());
    CHECK(nearest_option(set, "7").empty());
}
