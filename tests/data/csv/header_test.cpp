#include "data/csv/header.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

Outcome<data::csv::Header> header(std::string const& text, data::CsvLimits const& limits = {}) {
    data::csv::Scanner scanner(text, ',', 1, limits);
    data::csv::Record record;
    REQUIRE(scanner.next(record));
    return data::csv::read_header("f.csv", record, limits);
}

std::string error(std::string const& text, data::CsvLimits const& limits = {}) {
    auto const got = header(text, limits);
    REQUIRE_FALSE(got.value);
    for (auto const& found : got.diagnostics) {
        if (found.severity == Severity::error) return found.where + " " + found.code + ": " + found.message;
    }
    return "no error";
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("read_header: names lose the blanks around them and keep their case", "[data][csv][header]") {
    auto const got = header(" id ,\"Q 1 \",\"say \"\"x\"\"\",\tq2\n");
    REQUIRE(got.ok());
    CHECK(got.value->names == Names{"id", "Q 1", "say \"x\"", "q2"});
    CHECK(got.diagnostics.empty());
    CHECK(header("q1,Q1\n").ok());  // not the same name
}

TEST_CASE("read_header: refuses the same name twice and names both columns", "[data][csv][header][refusal]") {
    CHECK(error("id,q1,q1,q2\n") == "f.csv:1 D114: the header has 'q1' twice, in columns 2 and 3");
    CHECK(error("id, q1,x,\"q1\"\n") == "f.csv:1 D114: the header has 'q1' twice, in columns 2 and 4");
    CHECK(header("a,b,a,b,a\n").diagnostics.size() == 3);
    CHECK(error("column 2,,x\n") == "f.csv:1 D114: the header has 'column 2' twice, in columns 1 and 2");
}

TEST_CASE("read_header: a file without header shows none of its answers", "[data][csv][header][refusal]") {
    CHECK(error("P1,37,2,37\n") == "f.csv:1 D114: the header has the same number in columns 2 and 4");
}

TEST_CASE("read_header: a column without name before others is called by its place", "[data][csv][header]") {
    auto const got = header("\"\",id,,q1\n");
    REQUIRE(got.ok());
    CHECK(got.value->names == Names{"column 1", "id", "column 3", "q1"});
    REQUIRE(got.diagnostics.size() == 1);
    CHECK(got.diagnostics[0].code == "D115");
    CHECK(got.diagnostics[0].severity == Severity::warning);
    CHECK(got.value->decisions == Names{"columns without a name: called 'column 1', 'column 3'"});
    CHECK(header(",,,,,x\n").value->decisions ==
          Names{"columns without a name: called 'column 1', 'column 2', 'column 3' and 2 more"});
}

TEST_CASE("read_header: leaves out blank names at the end", "[data][csv][header]") {
    auto const got = header("id,q1,, \n");
    REQUIRE(got.ok());
    CHECK(got.value->names == Names{"id", "q1"});
    CHECK(got.value->fields == 4);
    REQUIRE(got.diagnostics.size() == 1);
    CHECK(got.diagnostics[0].code == "D117");
    CHECK(got.diagnostics[0].severity == Severity::note);
    CHECK(got.value->decisions == Names{"header: 2 blank column names at the end of the header left out"});
}

TEST_CASE("read_header: refuses a line without any name", "[data][csv][header][refusal]") {
    CHECK(error(",, ,\n") == "f.csv:1 D113: the first line has delimiters but no column names");
}

TEST_CASE("read_header: refuses misplaced quotes and more columns than the limit",
          "[data][csv][header][refusal]") {
    CHECK(error("id,\"a\"b\n") == "f.csv:1:7 D122: character 7 of line 1 follows a closing quote");
    CHECK(header("id,a\"b\n").value->names == Names{"id", "a\"b"});
    CHECK(error("id,\"a\n") ==
          "f.csv:1:4 D124: the quote that opens at character 4 of line 1 is never closed");
    data::CsvLimits limits;
    limits.columns = 2;
    CHECK(header("a,b\n", limits).ok());
    CHECK(error("a,b,c\n", limits) == "f.csv:1:5 D116: the header has more than 2 fields");
    limits.field_bytes = 3;
    CHECK(error("a,bcde\n", limits) ==
          "f.csv:1:3 D125: the field at character 3 of line 1 is longer than 3 bytes");
}
