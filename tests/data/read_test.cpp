#include "data/read.hpp"

#include "support/folder.hpp"
#include "support/workbook.hpp"

#include <sstream>
#include <string>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

std::string only_error(Outcome<data::ReadResult> const& outcome) {
    REQUIRE_FALSE(outcome.value);
    REQUIRE(outcome.diagnostics.size() == 1);
    return outcome.diagnostics[0].code + ": " + outcome.diagnostics[0].message;
}

}  // namespace

TEST_CASE("read: takes CSV and TSV by the ending in any case", "[data][read]") {
    support::Folder const folder;
    for (auto const* name : {"a.csv", "a.CSV", "a.txt", "a.tsv", "a.tab", "plain"}) {
        CAPTURE(name);
        auto const got = data::read(folder.file(name, "id,q1\nA,1\n"));
        REQUIRE(got.ok());
        CHECK(got.value->table.text(1, 0) == "1");
    }
    CHECK(data::read(folder.path("a.csv")).value->decisions.front() ==
          "format: CSV (the name ends with '.csv')");
    CHECK(data::read(folder.path("plain")).value->decisions.front() ==
          "format: CSV (nothing says otherwise)");
}

TEST_CASE("read: the ending tsv settles what could be TAB or comma", "[data][read]") {
    support::Folder const folder;
    std::string const bytes = "id\tq1,a\n1,2\t3\n";
    CHECK_FALSE(data::read(folder.file("a.csv", bytes)).ok());
    auto const got = data::read(folder.file("a.tsv", bytes));
    REQUIRE(got.ok());
    CHECK(got.value->table.column(1).name() == "q1,a");
    CHECK(got.value->table.text(0, 0) == "1,2");
}

TEST_CASE("read: a missing file and a folder are told by the system's words", "[data][read][refusal]") {
    support::Folder const folder;
    CHECK(only_error(data::read(folder.path("none.csv"))).starts_with("D001: the file cannot be opened"));
    CHECK(only_error(data::read(folder.path())) == "D001: this is a folder, not a file");
}

TEST_CASE("read: refuses other formats by what they begin with even under another name",
          "[data][read][refusal]") {
    using namespace std::string_literals;
    std::pair<std::string, std::string> const cases[] = {
        {"<html><table>", "web page"}, {"[{\"resourceType\"", "JSON"},
        {"%PDF-1.4", "PDF"},           {"\x1F\x8B\x08"s, "gzip"},
    };
    for (auto const& [bytes, named] : cases) {
        CAPTURE(named);
        auto const got = data::read_bytes("answers.csv", bytes);
        auto const error = only_error(got);
        CHECK(error.starts_with("D106: the file begins like "));
        CHECK(error.find(named) != std::string::npos);
        CHECK(got.diagnostics[0].hint.find(".csv .tsv") != std::string::npos);
        CHECK(got.diagnostics[0].where == "answers.csv");
    }
}

TEST_CASE("read: refuses other endings and says what they are", "[data][read][refusal]") {
    CHECK(only_error(data::read_bytes("a.XLSX", "x")) ==
          "D106: the file's name says an Excel workbook, and it is none");
    CHECK(only_error(data::read_bytes("a.sav", "x")) ==
          "D106: the file's name says an SPSS file, and it is none");
    CHECK(only_error(data::read_bytes("a.docx", "x")) == "D106: files that end with '.docx' are not read");
}

TEST_CASE("read: a minus is standard input", "[data][read]") {
    std::istringstream in("id;q1\nA;1\n");
    data::ReadOptions options;
    options.standard_input = &in;
    auto const got = data::read("-", options);
    REQUIRE(got.ok());
    CHECK(got.value->table.text(0, 0) == "A");

    std::istringstream nothing("");
    options.standard_input = &nothing;
    auto const empty = data::read("-", options);
    CHECK(only_error(empty) == "D101: the file is empty");
    CHECK(empty.diagnostics[0].where == "standard input");
}

TEST_CASE("read: a workbook is known by its content whatever its name", "[data][read][xlsx]") {
    auto const bytes =
        support::workbook(support::text_row(1, {"id", "q1"}) + support::text_row(2, {"A", "1"}));
    for (auto const* name : {"a.xlsx", "a.csv", "a", "a.sav"}) {
        CAPTURE(name);
        auto const got = data::read_bytes(name, bytes);
        REQUIRE(got.ok());
        CHECK(got.value->table.text(0, 0) == "A");
        CHECK(got.value->decisions.front() == "format: Excel workbook (it begins like one)");
    }
}

TEST_CASE("read: an option that means nothing for the format is refused", "[data][read][refusal]") {
    auto const workbook = support::workbook(support::text_row(1, {"id"}) + support::text_row(2, {"A"}));
    data::ReadOptions delimiter;
    delimiter.csv.delimiter = ';';
    CHECK(only_error(data::read_bytes("a.xlsx", workbook, delimiter)) ==
          "D156: the file is an Excel workbook, and --delimiter is for text files");
    data::ReadOptions encoding;
    encoding.csv.encoding = "latin1";
    CHECK(only_error(data::read_bytes("a.xlsx", workbook, encoding)).find("--encoding") != std::string::npos);
    data::ReadOptions sheet;
    sheet.sheet = "1";
    CHECK(only_error(data::read_bytes("a.csv", "id\n1\n", sheet)).starts_with("D156: --sheet is for Excel"));
    CHECK(data::read_bytes("a.xlsx", workbook, sheet).ok());
}
