#include "data/csv/read.hpp"

#include "base/render.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace quaestor;
using namespace std::string_literals;
using data::ColumnKind;
using data::read_csv;

namespace {

data::ReadResult table_of(std::string const& bytes, data::CsvOptions const& options = {}) {
    auto got = read_csv("f.csv", bytes, options);
    for (auto const& found : got.diagnostics) {
        UNSCOPED_INFO(render(found));
    }
    REQUIRE(got.ok());
    return std::move(*got.value);
}

/// "where code: message" of the only error.
std::string error(std::string const& bytes, data::CsvOptions const& options = {}) {
    auto const got = read_csv("f.csv", bytes, options);
    REQUIRE_FALSE(got.value);
    REQUIRE(got.diagnostics.count(Severity::error) == 1);
    auto const found = std::find_if(got.diagnostics.begin(), got.diagnostics.end(),
                                    [](Diagnostic const& d) { return d.severity == Severity::error; });
    return found->where + " " + found->code + ": " + found->message;
}

std::vector<std::string> said(std::string const& bytes) {
    std::vector<std::string> all;
    for (auto const& found : read_csv("f.csv", bytes).diagnostics) {
        all.push_back(found.where + " " + found.code + ": " + found.message);
    }
    return all;
}

std::vector<std::string> row(data::Table const& table, std::size_t i) {
    std::vector<std::string> cells;
    for (std::size_t c = 0; c < table.column_count(); ++c) {
        cells.push_back(table.text(c, i));
    }
    return cells;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("read_csv: a plain file becomes typed columns with lines and decisions", "[data][csv]") {
    auto const got = table_of("id,q1,w,t\nA,3,1.5,07\nB,,2,x\n");
    auto const& table = got.table;
    REQUIRE(table.row_count() == 2);
    REQUIRE(table.column_count() == 4);
    CHECK(table.column(0).kind() == ColumnKind::text);
    CHECK(table.column(1).kind() == ColumnKind::integer);
    CHECK(table.column(2).kind() == ColumnKind::real);
    CHECK(table.column(3).kind() == ColumnKind::text);
    CHECK(table.column(1).integers()[0] == 3);
    CHECK(table.column(1).missing()[1] == MissingReason::blank);
    CHECK(row(table, 0) == Texts{"A", "3", "1.5", "07"});
    CHECK(row(table, 1) == Texts{"B", "", "2", "x"});
    CHECK(table.line(0) == 2);
    CHECK(table.line(1) == 3);
    CHECK(got.findings.empty());
    CHECK(got.decisions == Texts{"encoding: UTF-8",
                                 "delimiter: ',' (the header has 3 of them and no other candidate)",
                                 "decimal mark: '.' (as in the column 'w')"});
    CHECK(said("id,q1\nA,3\n").empty());
}

TEST_CASE("read_csv: line ends and the last line without one make no difference", "[data][csv]") {
    for (auto const* end : {"\n", "\r\n", "\r"}) {
        for (bool const closed : {true, false}) {
            CAPTURE(std::string(end).size(), closed);
            auto const text = "id,q1"s + end + "A,1" + end + "B,\"2\"" + (closed ? end : "");
            auto const got = table_of(text);
            REQUIRE(got.table.row_count() == 2);
            CHECK(got.table.column(1).integers()[1] == 2);
            CHECK(got.table.line(1) == 3);
        }
    }
    CHECK(row(table_of("id,q1\nA,").table, 0) == Texts{"A", ""});
}

TEST_CASE("read_csv: lines count physically where quoted fields run over several", "[data][csv]") {
    auto const got = table_of("id,comment,q1\nA,\"one\ntwo\r\nthree\",1\n\nB,fine,2\n");
    REQUIRE(got.table.row_count() == 2);
    CHECK(got.table.text(1, 0) == "one\ntwo\r\nthree");
    CHECK(got.table.line(0) == 2);
    CHECK(got.table.line(1) == 6);
    auto const separated = table_of("\xEF\xBB\xBFsep=;\r\nid;q1\r\nA;1\r\n");
    CHECK(separated.table.line(0) == 3);
    CHECK(separated.table.column(0).name() == "id");
    CHECK(separated.decisions == Texts{"encoding: UTF-8, byte order mark skipped",
                                       "delimiter: ';' (the file's first line says so)"});
}

TEST_CASE("read_csv: a quoted cell is its content and a quoted number a number", "[data][csv]") {
    auto const got = table_of("id,q1,t\n\"A\"\"1\",\"3\",\"\"\nB,4,\" x \"\n");
    CHECK(row(got.table, 0) == Texts{"A\"1", "3", ""});
    CHECK(got.table.column(1).kind() == ColumnKind::integer);
    CHECK(got.table.column(2).missing()[0] == MissingReason::blank);
    CHECK(got.table.text(2, 1) == " x ");
}

TEST_CASE("read_csv: a ragged row is refused at its place and the others are read", "[data][csv][refusal]") {
    std::string const bytes = "id,q1,q2\nA,1\nB,1,2,3\nC,1,2\n";
    auto const got = table_of(bytes);
    auto const& table = got.table;
    REQUIRE(table.row_count() == 3);
    CHECK(table.refused(0));
    CHECK(table.refused(1));
    CHECK_FALSE(table.refused(2));
    CHECK(table.column(1).kind() == ColumnKind::integer);
    for (auto const& column : table.columns()) {
        CHECK(column.missing()[0] == MissingReason::unreadable);
        CHECK(column.missing()[1] == MissingReason::unreadable);
        CHECK(column.missing()[2] == MissingReason::none);
    }
    CHECK(row(table, 0) == Texts{"A", "1", ""});
    CHECK(row(table, 1) == Texts{"B", "1", "2"});
    CHECK(row(table, 2) == Texts{"C", "1", "2"});
    CHECK(table.column(0).text(0) == "");

    REQUIRE(got.findings.size() == 2);
    CHECK(got.findings[0].code == "D121");
    CHECK(got.findings[0].row == 0);
    CHECK(got.findings[0].line == 2);
    CHECK(got.findings[0].column == data::no_column);
    CHECK(got.findings[0].detail == "expected 3 fields, found 2");
    CHECK(got.findings[0].raw == "A,1");
    CHECK(got.findings[1].row == 1);
    CHECK(got.findings[1].line == 3);
    CHECK(got.findings[1].detail == "expected 3 fields, found 4");
    CHECK(said(bytes) ==
          Texts{"f.csv:2 D121: 2 rows are refused; the first, line 2: expected 3 fields, found 2"});
}

TEST_CASE("read_csv: what stands in a refused row does not change a column's kind", "[data][csv]") {
    auto const got = table_of("id,q1,q2\nA,1,2\nSmith, J,often,2\nC,1,2\n");
    CHECK(got.table.column(1).kind() == ColumnKind::integer);
    CHECK(got.table.text(1, 1) == " J");
}

TEST_CASE("read_csv: blank fields too many are harmless and told once", "[data][csv]") {
    std::string const bytes = "id,q1\nA,1,\nB,2,, \nC,3\n";
    auto const got = table_of(bytes);
    CHECK(got.table.refused_rows().empty());
    CHECK(row(got.table, 1) == Texts{"B", "2"});
    CHECK(said(bytes) == Texts{"f.csv D129: blank fields behind the last column left out in 2 rows"});
    CHECK(got.decisions.back() == "rows: blank fields behind the last column left out in 2 rows");
    // Too few stay too few, blank or not.
    CHECK(table_of("id,q1,q2\nA,\nB,1,2\n").table.refused(0));
}

TEST_CASE("read_csv: blank names at the header's end may stay away in rows but hold no content",
          "[data][csv][refusal]") {
    auto const got = table_of("id,q1,,\nA,1,,\nB,2\nC,,4,\nD,1,\n");
    CHECK(got.table.column_count() == 2);
    CHECK(got.table.row_count() == 4);
    REQUIRE(got.findings.size() == 1);
    CHECK(got.findings[0].line == 4);
    CHECK(got.findings[0].detail == "expected 2 fields, found 3");
    CHECK(said("id,q1,,\nA,1,,\nB,2\n") ==
          Texts{"f.csv:1 D117: 2 blank column names at the end of the header left out"});
}

TEST_CASE("read_csv: text after a closing quote refuses its row with line and column",
          "[data][csv][refusal]") {
    std::string const bytes = "id,comment,q1\nA,\"say \"hi\"\",1\nB,ok,2\n";
    auto const got = table_of(bytes);
    REQUIRE(got.table.row_count() == 2);
    CHECK(got.table.refused(0));
    CHECK(got.table.text(0, 0) == "A");
    CHECK(got.table.column(2).integers()[1] == 2);
    REQUIRE(got.findings.size() == 1);
    CHECK(got.findings[0].code == "D122");
    CHECK(got.findings[0].line == 2);
    CHECK(got.findings[0].column == 1);
    CHECK(got.findings[0].detail == "character 9 of line 2 follows a closing quote");
    CHECK(said(bytes) ==
          Texts{"f.csv:2 D122: 1 row is refused; line 2: character 9 of line 2 follows a closing quote"});
}

TEST_CASE("read_csv: a quote inside a plain field is text", "[data][csv]") {
    auto const got = table_of("id,comment,q1\nA,5\" tall,1\nB, \"ok\",2\n");
    CHECK(got.findings.empty());
    CHECK(row(got.table, 0) == Texts{"A", "5\" tall", "1"});
    CHECK(row(got.table, 1) == Texts{"B", " \"ok\"", "2"});
}

TEST_CASE("read_csv: the rest of a row with broken quotes is not taken for another row",
          "[data][csv][refusal]") {
    std::string const bytes = "id,comment,q1\nA,\"a\"b,\"x\ny\",3,4\nB,5\" tall,2\nC,\"ok\",3\n";
    auto const got = table_of(bytes);
    REQUIRE(got.table.row_count() == 4);
    CHECK(got.table.refused(0));
    CHECK(got.table.refused(1));
    CHECK_FALSE(got.table.refused(2));
    REQUIRE(got.findings.size() == 2);
    CHECK(got.findings[0].code == "D122");
    CHECK(got.findings[1].code == "D123");
    CHECK(got.findings[1].line == 3);
    CHECK(got.findings[1].detail ==
          "character 2 of line 3 is a quote inside a field, after a row refused for its quotes");
    // A row with sound quotes ends the suspicion.
    auto const sound = table_of("id,comment,q1\nA,\"a\"b,1\nB,\"ok\",1\nC,5\" tall,2\n");
    CHECK(sound.findings.size() == 1);
}

TEST_CASE("read_csv: an unclosed quote is an error that names its line", "[data][csv][refusal]") {
    CHECK(error("id,comment,q1\nA,\"oops,1\nB,ok,2\n") ==
          "f.csv:2:3 D124: the quote that opens at character 3 of line 2 is never closed");
    CHECK(error("id,comment,q1\nA,ok,1\nB,ok,\"") ==
          "f.csv:3:6 D124: the quote that opens at character 6 of line 3 is never closed");
}

TEST_CASE("read_csv: a quote closed by the next row's loses no row", "[data][csv][refusal]") {
    auto const got = table_of("\"id\",\"comment\",\"q1\"\n\"A\",\"oops,1\n\"B\",\"ok\",2\n\"C\",\"ok\",3\n");
    REQUIRE(got.table.row_count() == 3);
    CHECK(got.table.refused(0));
    CHECK(row(got.table, 1) == Texts{"B", "ok", "2"});
    CHECK(got.table.line(1) == 3);
    CHECK(row(got.table, 2) == Texts{"C", "ok", "3"});
}

TEST_CASE("read_csv: an empty file is an error and a header alone a table without rows",
          "[data][csv][refusal]") {
    for (auto const* empty : {"", "\n", " \r\n\t\n", "\xEF\xBB\xBF", "sep=;\n"}) {
        CHECK(error(empty) == "f.csv D101: the file is empty");
    }
    for (auto const* text : {"id,q1", "id,q1\n", "id,q1\n\n"}) {
        auto const got = table_of(text);
        CHECK(got.table.row_count() == 0);
        CHECK(got.table.column_count() == 2);
        CHECK(got.table.column(1).size() == 0);
    }
    CHECK(said("id,q1\n") == Texts{"f.csv D120: there are no rows below the header"});
    CHECK(read_csv("f.csv", "id,q1\n").diagnostics.count(Severity::warning) == 1);
}

TEST_CASE("read_csv: blank lines are skipped and counted and rows of delimiters are not", "[data][csv]") {
    std::string const bytes = "\n  \nid,q1\n\nA,1\n\r\n,\nB,2\n\n";
    auto const got = table_of(bytes);
    REQUIRE(got.table.row_count() == 3);
    CHECK(got.table.line(0) == 5);
    CHECK(row(got.table, 1) == Texts{"", ""});
    CHECK_FALSE(got.table.refused(1));
    CHECK(said(bytes) == Texts{"f.csv D128: 5 blank lines skipped"});
    CHECK(got.decisions.back() == "rows: 5 blank lines skipped");
    auto const one = table_of("q1\n1\n\n\"\"\n2\n");
    REQUIRE(one.table.row_count() == 3);
    CHECK(one.table.column(0).missing()[1] == MissingReason::blank);
}

TEST_CASE("read_csv: a file of which no row fits is an error", "[data][csv][refusal]") {
    CHECK(error("id,q1,q2\nA,1\nB,2\n") ==
          "f.csv:2 D127: none of the file's 2 rows can be read; line 2: expected 3 fields, found 2");
    CHECK(error("id,t\n\nA,\"x\"y\n") ==
          "f.csv:3 D127: none of the file's 1 row can be read; line 3: character 6 of line 3 follows a "
          "closing quote");
}

TEST_CASE("read_csv: limits end in a clear error", "[data][csv][refusal]") {
    data::CsvOptions options;
    options.limits.file_bytes = 10;
    CHECK(table_of("id,q1\nA,1\n", options).table.row_count() == 1);
    CHECK(error("id,q1\nA,12\n", options) == "f.csv D105: the file has 11 bytes; 10 are read at most");
    options = {};
    options.limits.field_bytes = 8;
    CHECK(error("id,q1\nA,1\nB,123456789\n", options) ==
          "f.csv:3:3 D125: the field at character 3 of line 3 is longer than 8 bytes");
    CHECK(error("id,q1\nA,\"1\nB,2\nC,3\nD,4\n", options) ==
          "f.csv:2:3 D125: the field at character 3 of line 2 is longer than 8 bytes");
    options = {};
    options.limits.columns = 3;
    auto const wide = table_of("id,q1\nA,1,2,3,4\nB,2\n", options);
    REQUIRE(wide.findings.size() == 1);
    CHECK(wide.findings[0].code == "D121");
    CHECK(wide.findings[0].detail == "expected 2 fields, found more than 3 fields");
    options = {};
    options.limits.refused_cells = 6;
    CHECK(table_of("id,q1,q2\nA\nB\nC,1,2\n", options).findings.size() == 2);
    CHECK(error("id,q1,q2\nA\nB\nC,1,2\nD\n", options) ==
          "f.csv D126: 3 rows cannot be divided into the header's 3 fields; no more are tried");
}

TEST_CASE("read_csv: short rows below a long header take no room beyond their limit",
          "[data][csv][refusal]") {
    // Guessed from the first thousand rows alone, this file would have millions of rows of 2000 columns.
    std::string bytes = "id";
    for (int i = 1; i < 2000; ++i) {
        bytes += ",q" + std::to_string(i);
    }
    for (int i = 0; i < 4'000'000; ++i) {
        bytes += "\na";
    }
    data::CsvOptions options;
    options.limits.refused_cells = 4'000'000;
    CHECK(error(bytes, options).starts_with("f.csv D126: 2,001 rows"));
}

TEST_CASE("read_csv: a file that was never CSV is refused by its bytes", "[data][csv][refusal]") {
    CHECK(error("id,q1\nP1,2\nP\0"s + "2,1\n") == "f.csv:3 D103: line 3 holds a NUL byte, which no text has");
    CHECK(error("id,q1\nJos\xE9,1\n") == "f.csv:2 D104: line 2 is not written in UTF-8");
}

TEST_CASE("read_csv: reads more rows than were guessed from the first thousand", "[data][csv]") {
    std::string bytes = "id,q1\n";
    for (int i = 0; i < 1000; ++i) {
        bytes += std::string(200, 'x') + ",1\n";
    }
    for (int i = 0; i < 9000; ++i) {
        bytes += "y," + std::to_string(i) + "\n";
    }
    auto const got = table_of(bytes);
    REQUIRE(got.table.row_count() == 10000);
    CHECK(got.table.column(1).integers()[9999] == 8999);
    CHECK(got.table.line(9999) == 10001);
}

TEST_CASE("read_csv: no message shows an answer or an id", "[data][csv][property]") {
    // Everything below the header is secret; whatever goes wrong, only Finding::raw and the table may hold
    // it.
    Texts const files{"id,q1\nSECRET,SECRET,SECRET\nok,1\n",
                      "id,q1\nSECRET\nok,1\n",
                      "id,q1\n\"SECRET\"SECRET,SECRET\nok,1\n",
                      "id,q1\nx,\"SECRET\"SECRET\nSEC\"RET,1\nok,1\n",
                      "id,q1\nok,1\nSECRET,\"SECRET\n",
                      "id,q1\nSECRET\n",
                      "id,q1\nSECRET,\xFFSECRET\n",
                      "id;a,b\nSECRET;SECRET,SECRET\n",
                      "title\nSECRET,SECRET\n",
                      "id,q1\nSECRET,1,,\n\nSECRET,SECRET\n",
                      "id,q1\nSECRET,SECRET\0"s};
    for (auto const& bytes : files) {
        CAPTURE(bytes);
        auto const got = read_csv("f.csv", bytes);
        CHECK_FALSE(got.diagnostics.empty());
        for (auto const& found : got.diagnostics) {
            CHECK((render(found) + found.hint).find("SEC") == std::string::npos);
        }
        if (!got.value) continue;
        for (auto const& decision : got.value->decisions) {
            CHECK(decision.find("SEC") == std::string::npos);
        }
        for (std::size_t i = 0; i < got.value->findings.size(); ++i) {
            CHECK(got.value->findings[i].detail.find("SEC") == std::string::npos);
        }
    }
}

TEST_CASE("read_csv: a last row that begins like a total is no respondent", "[data][csv]") {
    auto const got = table_of("id,q1\nA,3\nB,2\nTotal,5\n");
    CHECK(got.table.row_count() == 3);
    CHECK_FALSE(got.table.refused(1));
    CHECK(got.table.refused(2));
    CHECK(got.findings.count("D130") == 1);
    CHECK(
        said("id,q1\nA,3\n Mittelwert: ,5\n") ==
        Texts{
            "f.csv:3 D130: 1 row is refused; line 3: the last row begins like a total of the rows above it"});
    // Anywhere else it is what somebody is called.
    for (auto const* text : {"id,q1\nTotal,3\nB,2\n", "id,q1\nA,3\nTotals ahead,2\n", "id,q1\nA,3\n,2\n"})
        CHECK(table_of(text).table.refused_rows().empty());
}

TEST_CASE("read_csv: titles above the header are skipped and told of", "[data][csv]") {
    auto const got = table_of("Clinic data\n\nid;q1\nA;3\n");
    CHECK(got.table.line(0) == 4);
    CHECK(got.table.column(1).integers()[0] == 3);
    CHECK(said("Clinic data\nid;q1\nA;3\n") ==
          Texts{"f.csv D118: header: line 2, below 1 title line with one filled field"});
}

TEST_CASE("unreadable_beginning: tells what no later line can mend, and only that", "[data][csv][read]") {
    auto const code = [](std::string const& bytes) {
        auto const found = data::unreadable_beginning("a.csv", bytes);
        return found ? found->code : std::string();
    };
    CHECK(code(std::string(5'000'000, '"')) == "D125");
    CHECK(code(std::string(5'000'000, 'x')) == "D125");
    CHECK(code(std::string(5'000'000, ',')) == "D116");
    CHECK(code(std::string(5'000'000, ' ')) == "D101");
    CHECK(code(std::string("id,q1\n1,2\n") + '\0' + std::string(100, '\n')) == "D103");
    for (char const c : {'"', 'x'})
        CHECK(code("id,q1\n1,2\n" + std::string(5'000'000, c)) == "D125");
    CHECK(code("id,q1\n1,2\n" + std::string(5'000'000, '\0')) == "D103");
    CHECK(code("id,q1\n1,2\n3") == "");
    CHECK(code("id,q1\n1\n2\n") == "");  // rows that can be read may follow
}
