#include "data/csv/dialect.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace quaestor;
using data::csv::find_dialect;

namespace {

std::string decision(std::string const& text, data::CsvOptions const& options = {}) {
    auto const got = find_dialect("f.csv", text, options);
    REQUIRE(got.ok());
    REQUIRE(got.value->decisions.size() == 1);
    return got.value->decisions.front();
}

std::string error(std::string const& text, data::CsvOptions const& options = {}) {
    auto const got = find_dialect("f.csv", text, options);
    REQUIRE_FALSE(got.value);
    REQUIRE(got.diagnostics.size() == 1);
    CHECK(got.diagnostics[0].where == "f.csv");
    CHECK_FALSE(got.diagnostics[0].hint.empty());
    return got.diagnostics[0].code + ": " + got.diagnostics[0].message;
}

}  // namespace

TEST_CASE("find_dialect: one candidate in the header is the delimiter", "[data][csv][dialect]") {
    CHECK(decision("id,a,b\n1;2;3\n") == "delimiter: ',' (the header has 2 of them and no other candidate)");
    CHECK(decision("id;a;b\nP1;0,435;2,87\nP2;1,286;4\n") ==
          "delimiter: ';' (the header has 2 of them and no other candidate)");
    CHECK(decision("id\ta\n") == "delimiter: TAB (the header has 1 of them and no other candidate)");
    CHECK(decision("id|a\n") == "delimiter: '|' (the header has 1 of them and no other candidate)");
}

TEST_CASE("find_dialect: what stands in quotes is no candidate", "[data][csv][dialect]") {
    CHECK(decision("\"a,b,c\";\"d,e\"\n1;2\n") ==
          "delimiter: ';' (the header has 1 of them and no other candidate)");
    CHECK(decision("\"a;b\nc\",\"d;e\"\n1,2\n") ==
          "delimiter: ',' (the header has 1 of them and no other candidate)");
}

TEST_CASE("find_dialect: a candidate that cuts a quoted name is none", "[data][csv][dialect]") {
    CHECK(decision("id,\"a;b\",c\n1,2,3\n") ==
          "delimiter: ',' (the header has 2 of them and no other candidate)");
    CHECK(decision("id;size (5\");c\n1;2;3\n") ==
          "delimiter: ';' (the header has 2 of them and no other candidate)");
    // The quote that is never closed is for the reader to tell; here it must not make the header one column.
    CHECK(find_dialect("f.csv", "id;\"q1;q2\n1;2;3\n", {}).value->delimiter == ';');
}

TEST_CASE("find_dialect: the rows decide where the header has several candidates", "[data][csv][dialect]") {
    auto const said = " (the header has several candidates; only this one fits the first rows)";
    CHECK(decision("id;q1 (a,b,c);q2\nA;1;2\nB;2;3\n") == std::string("delimiter: ';'") + said);
    CHECK(decision("id,q1 (a|b),q2\nA,1,2\n") == std::string("delimiter: ','") + said);
    // A ragged row and a spreadsheet's trailing delimiters do not unmake the proof.
    CHECK(decision("id;q1,x;q2\nA;1;2\nB;2\nC;1;1;;\n") == std::string("delimiter: ';'") + said);
}

TEST_CASE("find_dialect: several that fit are an error that names them", "[data][csv][dialect][refusal]") {
    CHECK(error("id;a,b\n1;2,3\n") ==
          "D110: the delimiter cannot be told from the first lines: it could be ',' (2 columns) or ';' (2 "
          "columns)");
    CHECK(error("a|b;c|d\n") ==
          "D110: the delimiter cannot be told from the first lines: it could be ';' (2 columns) or '|' (3 "
          "columns)");
    CHECK(error("id;a,b\n1;2\n3\n4\n").starts_with("D110"));  // one row of three is no proof
    auto const hint = find_dialect("f.csv", "a|b;c\n", {}).diagnostics[0].hint;
    CHECK(hint.find("--delimiter") != std::string::npos);
}

TEST_CASE("find_dialect: the given delimiter is taken without proof", "[data][csv][dialect]") {
    data::CsvOptions options;
    options.delimiter = ',';
    CHECK(decision("id;a,b\n1;2,3\n", options) == "delimiter: ',' (given)");
    options.delimiter = '^';
    CHECK(decision("id^a\n", options) == "delimiter: '^' (given)");
}

TEST_CASE("find_dialect: refuses a delimiter that could stand in an answer",
          "[data][csv][dialect][refusal]") {
    for (char const c : {'"', '\n', '\r', 'a', 'Z', '7', '.', '-', '+', '\0', '\xE4'}) {
        CAPTURE(int(c));
        data::CsvOptions options;
        options.delimiter = c;
        CHECK(error("id,a\n", options).starts_with("D111: "));
    }
}

TEST_CASE("find_dialect: honours the line sep= and begins behind it", "[data][csv][dialect]") {
    for (auto const* line : {"sep=;\n", "sep=;\r\n", "SEP=;\r", "\"sep=;\"\n"}) {
        CAPTURE(line);
        std::string const text = line + std::string("id;q,1\nA;1\n");
        auto const got = find_dialect("f.csv", text, {});
        REQUIRE(got.ok());
        CHECK(got.value->delimiter == ';');
        CHECK(got.value->text == "id;q,1\nA;1\n");
        CHECK(got.value->first_line == 2);
        CHECK(got.value->decisions.front() == "delimiter: ';' (the file's first line says so)");
    }
    data::CsvOptions options;
    options.delimiter = ',';
    CHECK(decision("sep=;\nid,a\n", options) == "delimiter: ',' (given; the line 'sep=' is skipped)");
    CHECK(find_dialect("f.csv", "sep=x\n", {}).value->first_line == 1);  // a name, not a delimiter
}

TEST_CASE("find_dialect: a header that nothing divides is one column", "[data][csv][dialect]") {
    CHECK(decision("q1\n1\n2\n").starts_with("delimiter: ',' (of no account"));
    CHECK(decision("comment\nfine\n\"well, yes\"\n").starts_with("delimiter: ',' (of no account"));
}

TEST_CASE("find_dialect: rows with a delimiter below a title are an error", "[data][csv][dialect][refusal]") {
    CHECK(error("Survey 2024\n1,2\nA,1\n") ==
          "D112: the first line has no ',', but the rows below it do: the first line is not the header");
    CHECK(error("Survey 2024\n1;2\nA;1\n").find("no ';'") != std::string::npos);
    CHECK(error("Survey 2024\n\n1,2\nA,1\n\nB\n").starts_with("D112"));
}

TEST_CASE("find_dialect: the names below a title are the header", "[data][csv][dialect]") {
    auto const got = find_dialect("f.csv", "Survey 2024\n\nid;q1\nA;1\n", {});
    REQUIRE(got.ok());
    CHECK(got.value->text == "id;q1\nA;1\n");
    CHECK(got.value->first_line == 3);
    CHECK(got.value->titles_skipped);
    CHECK(got.value->decisions ==
          std::vector<std::string>{"delimiter: ';' (the header has 1 of them and no other candidate)",
                                   "header: line 3, below 1 title line with one filled field"});
}
