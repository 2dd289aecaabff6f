#include "scoring/mapped.hpp"

#include "scoring/binding.hpp"
#include "support/answers.hpp"
#include "support/language.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using scoring::MapUse;
using support::Answers;

namespace {

instrument::Instrument mood(std::string const& id = "mood") {
    return support::instrument_of("instrument " + id + R"( "Mood" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" }
  items r {
    q1 "One"
    q2 "Two"   alias "tired"
    q3 "Three" optional
  }
  respondent { age number 0..120 }
  scale total { sum of q1..q3 missing at most 1 }
  example "e" { q1..q3 = 1 expect total = 3 }
})");
}

/// The map held against instruments and a file of these columns.
struct Held {
    std::vector<instrument::Instrument> instruments;
    std::vector<std::string> names;
    MapUse use = MapUse::together;

    scoring::MappedColumns operator()(std::string const& csv) const {
        auto const map = scoring::read_column_map("map.csv", csv);
        REQUIRE(map.ok());
        std::vector<instrument::Instrument const*> all;
        for (auto const& one : instruments)
            all.push_back(&one);
        return scoring::map_columns(*map.value, all, use, table(), "study.csv");
    }

    [[nodiscard]] data::Table table() const {
        return Answers{names, {std::vector<std::string>(names.size(), "1")}}.table();
    }

    /// Everything that was said, a line each.
    std::string said(std::string const& csv) const {
        std::string out;
        for (auto const& one : (*this)(csv).diagnostics)
            out += one.where + ": " + one.code + ": " + one.message + "; " + one.hint + "\n";
        return out;
    }
};

}  // namespace

TEST_CASE("map_columns: gives items and covariates their columns", "[scoring][map]") {
    Held const held{{mood()}, {"id", "a", "B", "c", "years"}};
    auto const mapped = held("item,column\nq1,a\nQ2,b\nq3,\nage,years\n,c\n");
    REQUIRE(mapped.diagnostics.empty());
    auto const& of = mapped.instruments.front();
    CHECK(of.items[0].column == 1U);
    CHECK(of.items[1].column == 2U);
    CHECK(of.items[2].told);
    CHECK_FALSE(of.items[2].column);
    CHECK(of.covariates[0].column == 4U);
    CHECK(of.taken == std::vector<bool>{false, true, true, true, true});
    CHECK(of.columns() == 3);
}

TEST_CASE("bind: takes what the map says and finds the rest by name", "[scoring][map]") {
    Held const held{{mood()}, {"q1", "x", "q2", "age", "years"}};
    auto const mapped = held("item,column\nq1,x\nage,years\n");
    auto const bound = scoring::bind(held.instruments[0], held.table(), "study.csv", &mapped.instruments[0]);
    REQUIRE(bound.ok());
    CHECK(bound.value->item_columns[0] == 1U);  // and not 'q1'
    CHECK(bound.value->item_columns[1] == 2U);
    CHECK(bound.value->covariate_columns[0] == 4U);
    CHECK(bound.value->decisions == std::vector<std::string>{"columns: 2 columns of mood as the map says"});
}

TEST_CASE("bind: a column that the map declares as not used is found by no name", "[scoring][map]") {
    Held const held{{mood()}, {"q1", "q2", "q3", "age"}};
    auto const mapped = held("item,column\n,q3\n,age\n");
    REQUIRE(mapped.diagnostics.empty());
    auto const bound = scoring::bind(held.instruments[0], held.table(), "study.csv", &mapped.instruments[0]);
    REQUIRE(bound.value);
    CHECK_FALSE(bound.value->item_columns[2]);
    CHECK_FALSE(bound.value->covariate_columns[0]);
    CHECK(bound.diagnostics[0].code == "C004");
    auto const needed = held("item,column\n,q2\n");
    auto const refused =
        scoring::bind(held.instruments[0], held.table(), "study.csv", &needed.instruments[0]);
    REQUIRE_FALSE(refused.value);
    CHECK(refused.diagnostics[0].code == "C001");
}

TEST_CASE("bind: a map settles what names leave open", "[scoring][map]") {
    Held const held{{mood()}, {"q1_t1", "q2_t1", "q1_t2", "q2_t2"}};
    CHECK_FALSE(scoring::bind(held.instruments[0], held.table(), "study.csv").ok());
    auto const mapped = held("item,column\nq1,q1_t2\nq2,q2_t2\n");
    auto const bound = scoring::bind(held.instruments[0], held.table(), "study.csv", &mapped.instruments[0]);
    REQUIRE(bound.ok());
    CHECK(bound.value->item_columns[0] == 2U);
    CHECK(bound.value->item_columns[1] == 3U);
}

TEST_CASE("map_columns: an item that several instruments have must say whose it is",
          "[scoring][map][refusal]") {
    Held const held{{mood(), mood("gloom")}, {"a", "b", "c", "d", "years"}};
    CHECK(held.said("item,column\nq1,a\n") ==
          "map.csv:2: C043: item 'q1' is in mood and in gloom; write under 'instrument' which is meant; for "
          "both, a line "
          "each\n");
    auto const mapped =
        held("instrument,item,column\nmood,q1,a\nmood,q2,b\nGloom,q1,a\ngloom,q2,d\n,age,years\n");
    REQUIRE(mapped.diagnostics.empty());
    CHECK(mapped.instruments[0].items[0].column == 0U);
    CHECK(mapped.instruments[1].items[0].column == 0U);  // one column for two instruments, as it says
    CHECK(mapped.instruments[0].covariates[0].column == 4U);
    CHECK(mapped.instruments[1].covariates[0].column == 4U);
}

TEST_CASE("map_columns: versions of an instrument share what is said", "[scoring][map]") {
    Held const held{{mood(), mood()}, {"a", "b"}, MapUse::versions};
    auto const mapped = held("item,column\nq1,a\nq2,b\n");
    REQUIRE(mapped.diagnostics.empty());
    CHECK(mapped.instruments[0].items[1].column == 1U);
    CHECK(mapped.instruments[1].items[1].column == 1U);
}

TEST_CASE("map_columns: every mistake is told at once with its line and what is near",
          "[scoring][map][refusal]") {
    Held const held{{mood(), mood("gloom")}, {"alpha", "beta", "gamma", "delta"}};
    CHECK(held.said("instrument,item,column\n"
                    "mood,q1,alpa\n"
                    "mood,qq2,beta\n"
                    "mod,q2,beta\n"
                    "gloom,tired,beta\n"
                    "gloom,q1,\n"
                    "gloom,q2,gamma\n"
                    "gloom,q2,delta\n"
                    "gloom,q3,gamma\n"
                    ",,gamma\n"
                    ",,omega\n") ==
          "map.csv:2: C041: study.csv has no column 'alpa'; did you mean 'alpha'?\n"
          "map.csv:3: C042: mood has no item or fact about the respondent 'qq2'; did you mean 'q2'?\n"
          "map.csv:4: C043: 'mod' is no instrument of this run; did you mean 'mood'?\n"
          "map.csv:5: C042: gloom has no item or fact about the respondent 'tired'; write 'q2', as the "
          "definition of gloom "
          "calls it\n"
          "map.csv:6: C046: item 'q1' of gloom has no column in the map; write under 'column' what it is "
          "called in "
          "study.csv, or take the line out and it is looked for by its name\n"
          "map.csv:11: C041: study.csv has no column 'omega', which the map says is not used; the columns "
          "are: alpha, "
          "beta, gamma, delta\n"
          "map.csv:8: C044: item 'q2' of gloom stands in the map on lines 7, 8; keep the one that is meant\n"
          "map.csv:9: C045: column 'gamma' is given to several items of gloom: 'q2' (line 7), 'q3' (line 9); "
          "each has a column of its own\n");
}

TEST_CASE("map_columns: a suggestion is never taken", "[scoring][map][refusal]") {
    Held const held{{mood()}, {"a", "b"}};
    auto const csv = "item,column,suggestion\nq1,a,\nq2,,b\n";
    CHECK(held.said(csv) ==
          "map.csv:3: C046: item 'q2' of mood has no column in the map, only the suggestion 'b'; where that "
          "is right, write "
          "the name of the column under 'column'\n");
    CHECK_FALSE(held(csv).instruments[0].items[1].column);
}

TEST_CASE("map_columns: items under column and columns under item are seen and said once",
          "[scoring][map][refusal]") {
    Held const held{{mood()}, {"a", "b", "c"}};
    CHECK(held.said("item,column\na,q1\nb,q2\nzz,q3\n") ==
          "map.csv:2: C047: the map has items where columns belong: 'q1' is an item, and 'a' a column of "
          "study.csv; swap "
          "'item' and 'column' in the first line of the map\n");
}

TEST_CASE("map_columns: a swapped map is seen where a column is called like an item too",
          "[scoring][map][refusal]") {
    Held const held{{mood()}, {"a", "b", "q2"}};
    CHECK(held.said("item,column\na,q1\nb,q2\n").find("C047") != std::string::npos);
    Held const alike{{mood()}, {"q1", "q2"}};
    CHECK(alike.said("item,column\nq1,q2\nq2,q1\n").empty());
}

TEST_CASE("map_columns: lines for other instruments of the library are left out and keep their columns",
          "[scoring][map]") {
    Held const held{{mood()}, {"q1", "q2", "q3"}};
    auto const mapped = held("instrument,item,column\nphq9,q1,q3\n");
    REQUIRE(mapped.diagnostics.size() == 1);
    CHECK(mapped.diagnostics[0].code == "C048");
    CHECK(mapped.diagnostics[0].severity == Severity::note);
    auto const bound = scoring::bind(held.instruments[0], held.table(), "study.csv", &mapped.instruments[0]);
    REQUIRE(bound.value);
    CHECK_FALSE(bound.value->item_columns[2]);
}

TEST_CASE("map_columns: a column that a line gives to an item is used whatever another line says",
          "[scoring][map]") {
    Held const held{{mood()}, {"a", "b"}};
    auto const mapped = held("item,column\nq1,a\nq2,b\n,a\n,b\n");
    CHECK(mapped.diagnostics.empty());
    CHECK(mapped.instruments[0].items[0].column == 0U);
}

TEST_CASE("map_columns: names that differ in case alone must be written as they stand",
          "[scoring][map][refusal]") {
    Held const held{{mood()}, {"A", "a", "b"}};
    CHECK(held("item,column\nq1,a\nq2,b\n").instruments[0].items[0].column == 1U);
    Held const other{{mood()}, {"AB", "Ab", "b"}};
    CHECK(other.said("item,column\nq1,ab\nq2,b\n") ==
          "map.csv:2: C041: column 'ab' could be any of 'AB', 'Ab' of study.csv; write it as it stands in "
          "the file\n");
}

TEST_CASE("map_columns: many mistakes of a kind are counted", "[scoring][map][refusal]") {
    Held const held{{mood()}, {"a"}};
    std::string csv = "item,column\n";
    for (int i = 0; i < 50; ++i)
        csv += "q1,zz" + std::to_string(i) + "\n";
    auto const mapped = held(csv);
    CHECK(mapped.diagnostics.count(Severity::error) == 22);  // 20 of them, how many more, and q1 on all lines
}
