#include "report/scores.hpp"

#include "report/scores_json.hpp"
#include "scored.hpp"

#include <set>

#include <catch2/catch.hpp>

using namespace quaestor;
using support::keys;
using support::mood_definition;
using support::row_of;
using support::ScoredText;
using support::shown;

namespace {

std::string const rows =
    "id,town,m1,m2,m3\n"
    "a,X,2,2,2\n"   // complete, highest band, flag
    "b,X,1,,2\n"    // prorated; no pair
    "c,Y,1,1,\n"    // prorated; flag not known
    "d,Y,,,1\n"     // two missing: nothing
    "e,Z,,,\n"      // blank
    "f,Z,7,x,0\n"   // not taken
    "g,Z,0\n"       // refused
    "h,Z,0,0,0\n";  // lowest band

ScoredText const& mood() {
    static ScoredText const scored({mood_definition()}, rows);
    return scored;
}

}  // namespace

TEST_CASE("score_table: columns come in a fixed order under fixed names", "[report][scores]") {
    CHECK(keys(report::score_table(mood().file())) ==
          std::vector<std::string>{"id", "total", "total_n", "total_how", "total_band", "couple", "couple_n",
                                   "couple_how", "flag_hopeless", "n_answered", "n_missing", "n_out_of_range",
                                   "n_unreadable", "longest_run", "irv", "valid", "validity_reasons",
                                   "not_scored_why"});
}

TEST_CASE("score_table: carried columns follow the id and several instruments prefix the rest",
          "[report][scores]") {
    auto other = mood_definition();
    other.replace(other.find("instrument mood"), 15, "instrument tone");
    std::string csv = "id,town,mood_m1,mood_m2,mood_m3,tone_m1,tone_m2,tone_m3\na,X,1,1,1,2,2,2\n";
    ScoredText const both({mood_definition(), other}, csv, {"town"});
    auto const table = report::score_table(both.file());
    auto const names = keys(table);
    CHECK(names[0] == "id");
    CHECK(names[1] == "town");
    CHECK(names[2] == "mood_total");
    CHECK(names[5] == "mood_total_band");
    CHECK(names[9] == "mood_flag_hopeless");
    CHECK(names[19] == "tone_total");
    CHECK(names.back() == "tone_not_scored_why");
    CHECK(table.frozen_columns == 2);
    CHECK(shown(table, 0, "mood_total") == "3");
    CHECK(shown(table, 0, "tone_total") == "6");
    CHECK(shown(table, 0, "town") == "X");
}

TEST_CASE("score_table: without an id the line of the file stands for it", "[report][scores]") {
    ScoredText const scored({mood_definition()}, "m1,m2,m3\n0,0,0\n1,1,1\n");
    auto const table = report::score_table(scored.file());
    CHECK(table.columns[0].key == "line");
    CHECK(shown(table, 1, "line") == "3");
}

TEST_CASE("score_table: values and passports and bands and flags of planted rows", "[report][scores]") {
    auto const table = report::score_table(mood().file());
    struct {
        char const* id;
        std::vector<std::string> cells;  ///< total, n, how, band, pair, couple_how, flag
    } const want[]{
        {"a", {"6", "3", "complete", "high", "2", "complete", "yes"}},
        {"b", {"4.5", "2", "prorated", "some", "-", "not_scored", "yes"}},
        {"c", {"3", "2", "prorated", "some", "1", "complete", "undetermined"}},
        {"d", {"-", "1", "not_scored", "-", "-", "not_scored", "no"}},
        {"e", {"-", "0", "not_scored", "-", "-", "not_scored", "undetermined"}},
        {"f", {"-", "1", "not_scored", "-", "-", "not_scored", "no"}},
        {"g", {"-", "0", "not_scored", "-", "-", "not_scored", "undetermined"}},
        {"h", {"0", "3", "complete", "low", "0", "complete", "no"}},
    };
    for (auto const& each : want) {
        CAPTURE(each.id);
        auto const row = row_of(table, each.id);
        std::vector<std::string> got;
        for (auto const* column :
             {"total", "total_n", "total_how", "total_band", "couple", "couple_how", "flag_hopeless"})
            got.push_back(shown(table, row, column));
        CHECK(got == each.cells);
    }
}

TEST_CASE("score_table: validity columns of planted rows", "[report][scores]") {
    auto const table = report::score_table(mood().file());
    auto const f = row_of(table, "f");
    CHECK(shown(table, f, "n_answered") == "1");
    CHECK(shown(table, f, "n_missing") == "0");
    CHECK(shown(table, f, "n_out_of_range") == "1");
    CHECK(shown(table, f, "n_unreadable") == "1");
    CHECK(shown(table, f, "irv") == "-");
    CHECK(shown(table, f, "valid") == "review");
    CHECK(shown(table, f, "validity_reasons") == "1 answer out of range; 1 unreadable answer");
    auto const a = row_of(table, "a");
    CHECK(shown(table, a, "longest_run") == "3");
    CHECK(shown(table, a, "irv") == "0");
    CHECK(shown(table, a, "valid") == "yes");
    CHECK(shown(table, a, "validity_reasons") == "-");
    CHECK(shown(table, row_of(table, "e"), "valid") == "no");
    CHECK(shown(table, row_of(table, "e"), "n_missing") == "3");
    CHECK(shown(table, row_of(table, "g"), "valid") == "no");
}

TEST_CASE("why_not_scored: says how many answers are missing and how many may be", "[report][scores]") {
    auto const& part = mood().file().parts.front();
    CHECK(report::why_not_scored(part, 0).empty());
    CHECK(report::why_not_scored(part, 1) == "couple: 1 of 2 answers missing, none may be");
    CHECK(report::why_not_scored(part, 3) ==
          "total: 2 of 3 answers missing, at most 1 may be; couple: nothing was answered");
    CHECK(report::why_not_scored(part, 4) == "total: nothing was answered; couple: nothing was answered");
    CHECK(report::why_not_scored(part, 7).empty());
}

TEST_CASE("count: rows are scored or partly or not or refused", "[report][scores]") {
    auto const& counts = mood().file().tally.counts;
    CHECK(counts.rows == 8);
    CHECK(counts.scored == 3);      // a, c, h
    CHECK(counts.partly == 1);      // b
    CHECK(counts.not_scored == 3);  // d, e, f
    CHECK(counts.refused == 1);     // g
}

TEST_CASE("count: adds up for every subset of rows", "[report][scores][property]") {
    std::vector<std::string> lines;
    std::istringstream in(rows);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line + "\n");
    for (std::size_t skip = 1; skip < lines.size(); ++skip) {
        std::string csv;
        for (std::size_t i = 0; i < lines.size(); ++i)
            csv += i == skip ? "" : lines[i];
        auto const counts = ScoredText({mood_definition()}, csv).file().tally.counts;
        CHECK(counts.rows == 7);
        CHECK(counts.scored + counts.partly + counts.not_scored + counts.refused == counts.rows);
    }
}

TEST_CASE("codebook: explains every column of the scores", "[report][scores]") {
    for (auto const* id : {"mood", "phq9"}) {
        CAPTURE(id);
        std::string csv = "id,town,m1,m2,m3\na,X,0,0,0\n";
        if (std::string(id) == "phq9")
            csv = "id,town,q1,q2,q3,q4,q5,q6,q7,q8,q9,q10\na,X,0,0,0,0,0,0,0,0,0,0\n";
        ScoredText const scored({std::string(id) == "mood" ? mood_definition() : std::string(id)}, csv,
                                {"town"});
        auto const table = report::codebook(scored.file());
        std::vector<std::string> explained;
        for (std::size_t row = 0; row < table.rows; ++row) {
            explained.push_back(shown(table, row, "column"));
            CAPTURE(explained.back());
            CHECK(shown(table, row, "heading").size() > 1);
            CHECK(shown(table, row, "meaning").size() > 3);
        }
        CHECK(explained == keys(report::score_table(scored.file())));
    }
}

TEST_CASE("scores_json: says the counts and gives null where there is no value", "[report][scores]") {
    auto const text = json::write(report::scores_json(mood().file()), 0);
    CHECK(text.find(R"("counts":{"rows":8,"scored":3,"partly_scored":1,"not_scored":3,"refused":1,"elsewhere":0})") !=
          std::string::npos);
    CHECK(
        text.find(
            R"({"id":"b","total":4.5,"total_n":2,"total_how":"prorated","total_band":"some","couple":null,)") !=
        std::string::npos);
    CHECK(text.find(R"("provisional":[])") != std::string::npos);
}
