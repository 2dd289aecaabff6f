// The first page of a scored workbook, and what the terminal shows of it.
#include "report/findings.hpp"
#include "report/scores.hpp"
#include "scored.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using support::keys;
using support::mood_definition;
using support::row_of;
using support::ScoredText;
using support::shown;

namespace {

std::string const rows = "id,m1,m2,m3\na,2,2,2\nb,1,,2\nc,1,1,\nd,,,1\ne,,,\nf,7,x,0\ng,0\nh,0,0,0\n";

ScoredText const& mood() {
    static ScoredText const scored({mood_definition()}, rows);
    return scored;
}

std::vector<std::string> paragraphs(document::Document const& document) {
    std::vector<std::string> all;
    for (auto const& block : document.summary) {
        if (auto const* paragraph = std::get_if<document::Paragraph>(&block)) all.push_back(paragraph->text);
    }
    return all;
}

std::string instrument_with(std::string const& status) {
    auto text = mood_definition();
    return text.replace(text.find("status  verified"), 16, status);
}

}  // namespace

TEST_CASE("distribution_table: describes those who have a score", "[report][scores]") {
    auto const table = report::distribution_table(mood().file());
    auto const row = row_of(table, "Low mood");  // 6, 4.5, 3, 0
    CHECK(shown(table, row, "n") == "4");
    CHECK(shown(table, row, "missing") == "4");
    CHECK(shown(table, row, "mean") == "3.375");
    CHECK(shown(table, row, "sd").substr(0, 6) == "2.5617");  // of 6, 4.5, 3, 0 with n - 1
    CHECK(shown(table, row, "lowest") == "0");
    CHECK(shown(table, row, "highest") == "6");
}

TEST_CASE("distribution_table: says that nobody or one person was scored", "[report][scores]") {
    ScoredText const nobody({mood_definition()}, "id,m1,m2,m3\na,,,\n");
    auto const none = report::distribution_table(nobody.file());
    CHECK(shown(none, 0, "n") == "0");
    CHECK(shown(none, 0, "mean") == "-nobody scored");
    CHECK(shown(none, 0, "highest") == "-");
    ScoredText const somebody({mood_definition()}, "id,m1,m2,m3\na,1,1,1\n");
    auto const one = report::distribution_table(somebody.file());
    CHECK(shown(one, 0, "mean") == "3");
    CHECK(shown(one, 0, "sd") == "-one person");
}

TEST_CASE("distribution_table: ends are whole where every score is whole", "[report][scores]") {
    auto const decimals = [](std::string const& csv) {
        ScoredText const scored({mood_definition()}, csv);
        auto const table = report::distribution_table(scored.file());
        return table.columns[table.column("lowest")].decimals;
    };
    CHECK(decimals("id,m1,m2,m3\na,1,1,1\n") == 0);
    CHECK(decimals("id,m1,m2,m3\na,1,,2\n") == std::nullopt);
}

TEST_CASE("band_table: every band has its people and shares add up to the scored", "[report][scores]") {
    auto const table = report::band_table(mood().file());
    REQUIRE(table.rows == 3);
    CHECK(shown(table, 0, "band") == "Low mood: low");
    CHECK(shown(table, 0, "from") == "0");
    CHECK(shown(table, 0, "n") == "1");
    CHECK(shown(table, 0, "share") == "0.25");
    CHECK(shown(table, 1, "n") == "2");
    CHECK(shown(table, 2, "n") == "1");
    ScoredText const nobody({mood_definition()}, "id,m1,m2,m3\na,,,\n");
    CHECK(shown(report::band_table(nobody.file()), 0, "share") == "-nobody scored");
}

TEST_CASE("flag_table: yes and no and not known add up to all rows", "[report][scores]") {
    auto const table = report::flag_table(mood().file());
    REQUIRE(table.rows == 1);
    CHECK(shown(table, 0, "level") == "urgent");
    CHECK(shown(table, 0, "yes") == "2");
    CHECK(shown(table, 0, "undetermined") == "3");  // one blank item, a blank form, a refused row
    CHECK(shown(table, 0, "no") == "3");
}

TEST_CASE("validity_table: counts the forms of each instrument", "[report][scores]") {
    auto const table = report::validity_table(mood().file());
    CHECK(shown(table, 0, "instrument") == "A mood scale");
    CHECK(shown(table, 0, "valid") == "5");
    CHECK(shown(table, 0, "review") == "1");
    CHECK(shown(table, 0, "unusable") == "2");
}

TEST_CASE("score_document: what is urgent stands first and names no person", "[report][scores]") {
    auto const document = report::score_document(mood().file(), {}, {});
    auto const said = paragraphs(document);
    REQUIRE(said.size() == 2);
    CHECK(said[0] ==
          "Urgent: Often hopeless: 2 people; not known for 3 people because the answer is missing.");
    CHECK(said[1] == "1 row was refused and not scored; the sheet Findings says why.");
}

TEST_CASE("score_document: an urgent flag that nobody has is not made a warning of", "[report][scores]") {
    ScoredText const fine({mood_definition()}, "id,m1,m2,m3\na,0,0,0\n");
    CHECK(paragraphs(report::score_document(fine.file(), {}, {})).empty());
}

TEST_CASE("score_document: a provisional definition is the first thing that is read", "[report][scores]") {
    ScoredText const scored({instrument_with("status  provisional \"the order of the items\"")}, rows);
    CHECK(report::provisional_warnings(scored.file()) ==
          std::vector<std::string>{
              "mood is provisional, its scores too. Not verified: the order of the items"});
    CHECK(paragraphs(report::score_document(scored.file(), {}, {})).front() ==
          "mood is provisional, its scores too. Not verified: the order of the items");
    CHECK(report::provisional_warnings(mood().file()).empty());
}

TEST_CASE("score_document: has the scores alone on a sheet and findings and a codebook", "[report][scores]") {
    auto const document = report::score_document(mood().file(), {{"Program", "x"}}, {});
    REQUIRE(document.sections.size() == 3);
    CHECK(document.sections[0].title == "Scores");
    CHECK(document.sections[0].data_sheet);
    REQUIRE(document.sections[0].blocks.size() == 1);
    CHECK(std::get<document::Table>(document.sections[0].blocks[0]).title.empty());
    CHECK(document.sections[1].title == "Findings");
    CHECK(document.sections[2].title == "Codebook");
    CHECK(document.facts.size() == 1);
    ScoredText const fine({mood_definition()}, "id,m1,m2,m3\na,0,0,0\n");
    auto const clean = report::score_document(fine.file(), {}, {});
    CHECK(std::get<document::Paragraph>(clean.sections[1].blocks[0]).text ==
          "Every cell could be taken as it is.");
}
