#include "data/exports/limesurvey.hpp"

#include "exports/sample.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using data::Origin;
using data::exports::name_of_heading;
using support::code_count;
using support::read_file_of;
using support::read_text;

TEST_CASE("LimeSurvey: the code of a heading", "[data][exports]") {
    CHECK(name_of_heading("mood[m1]") == "mood_m1");
    CHECK(name_of_heading("mood[m1]. Low mood") == "mood_m1");
    CHECK(name_of_heading("G01Q02[SQ001][1]. Left") == "G01Q02_SQ001_1");
    CHECK(name_of_heading("age. How old are you?") == "age");
    CHECK(name_of_heading("age") == "age");
    CHECK(name_of_heading("helped[other]") == "helped_other");
    CHECK(name_of_heading("How often? [Low mood]").empty());
    CHECK(name_of_heading("age.How old").empty());
    CHECK(name_of_heading("mood[m1").empty());
    CHECK(name_of_heading("mood[]").empty());
    CHECK(name_of_heading("mood[low mood]").empty());
    CHECK(name_of_heading("1st. place").empty());
}

TEST_CASE("LimeSurvey: columns go by their codes, and those that tell who people are are gone",
          "[data][exports]") {
    auto const got = read_file_of("exports/limesurvey.csv");
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    CHECK(table.origin() == Origin::limesurvey);
    CHECK(table.find_ignoring_case("MOOD_m2").size() == 1);
    CHECK(table.column(table.find_ignoring_case("mood_m2").front()).name() == "mood[m2]");
    CHECK_FALSE(table.find("ipaddr"));
    CHECK_FALSE(table.find("refurl"));
    CHECK(table.find("token"));
    CHECK(got.value->exported.id == 0U);
    data::ReadOptions options;
    options.exports.named = {"refurl"};
    CHECK(read_file_of("exports/limesurvey.csv", options).value->table.find("refurl"));
}

TEST_CASE("LimeSurvey: what was not shown, not submitted, and codes of answers", "[data][exports]") {
    auto const got = read_file_of("exports/limesurvey.csv");
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    CHECK(table.column(*table.find("mood[m3]")).missing()[1] == MissingReason::declared);
    CHECK(table.column(*table.find("mood[m2]")).missing()[1] == MissingReason::blank);
    CHECK(table.text(*table.find("mood[m3]"), 1) == "N/A");
    CHECK(table.text(*table.find("helped"), 0) == "A2");
    CHECK(code_count(got, "D173") == 1);
    CHECK(code_count(got, "D180") == 1);
    CHECK(code_count(got, "D191") == 1);
    CHECK(code_count(got, "D190") == 0);
}

TEST_CASE("LimeSurvey: headings of code and text, and of text alone", "[data][exports]") {
    auto const both = read_text(
        "id. Response ID,submitdate. Date submitted,lastpage. Last page,startlanguage. Start language,"
        "ipaddr. IP address,mood[m1]. How often? [Low mood]\n1,2026-01-01,2,en,192.0.2.1,3\n");
    REQUIRE(both.ok());
    auto const& table = both.value->table;
    CHECK(table.origin() == Origin::limesurvey);
    CHECK(table.find_ignoring_case("mood_m1").size() == 1);
    CHECK(table.find_ignoring_case("id") == std::vector<std::size_t>{0});
    CHECK(table.column_count() == 5);
    CHECK(code_count(both, "D190") == 0);
    auto const texts = read_text(
        "Response ID,Date submitted,Last page,Start language,Seed,IP address,How often? [Low mood]\n"
        "1,2026-01-01,2,en,5,192.0.2.1,3\n");
    REQUIRE(texts.ok());
    CHECK(texts.value->table.origin() == Origin::limesurvey);
    CHECK(texts.value->table.column_count() == 6);
    CHECK(code_count(texts, "D190") == 1);
}

TEST_CASE("LimeSurvey: what does not prove it", "[data][exports]") {
    CHECK(read_text("id,submitdate,q1,q2\n1,2026-01-01,2,3\n").value->table.origin() == Origin::none);
    CHECK(read_text("id,token,email,q1\n1,a,b,2\n").value->table.origin() == Origin::none);
    CHECK(read_text("q1,id,submitdate,lastpage\n1,2,2026-01-01,2\n").value->table.origin() == Origin::none);
    data::ReadOptions options;
    options.exports.origin = Origin::limesurvey;
    CHECK(read_text("id,mood[m1]\n1,2\n", options).value->table.find_ignoring_case("mood_m1").size() == 1);
}
