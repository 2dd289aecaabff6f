#include "data/xlsx/read.hpp"

#include "support/workbook.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using support::SheetXml;
using support::text_row;
using support::WorkbookXml;

namespace {

Outcome<data::ReadResult> read(std::string const& bytes, data::XlsxOptions const& options = {}) {
    return data::read_xlsx("a.xlsx", bytes, options);
}

/// Names in the first row and `rows` below.
std::string sheet(std::vector<std::string> const& names, std::string const& rows) {
    return text_row(1, names) + rows;
}

/// The texts of a column, "|" between them.
std::string texts(data::ReadResult const& result, std::size_t column) {
    std::string all;
    for (std::size_t row = 0; row < result.table.row_count(); ++row)
        all += (row > 0 ? "|" : "") + result.table.text(column, row);
    return all;
}

/// The column of cells that are written as `cells`, one a row, under the name q.
Outcome<data::ReadResult> column_of(std::vector<std::string> const& cells, WorkbookXml workbook = {}) {
    std::string rows;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto const r = std::to_string(i + 2);
        auto cell = cells[i];
        cell.replace(cell.find("<c"), 2, "<c r=\"B" + r + "\"");
        rows += "<row r=\"" + r + "\"><c r=\"A" + r + "\"><v>" + r + "</v></c>" + cell + "</row>";
    }
    workbook.sheets = {{"Data", sheet({"id", "q"}, rows)}};
    auto got = read(support::bytes_of(workbook));
    REQUIRE(got.value);
    return got;
}

std::string only_error(Outcome<data::ReadResult> const& outcome) {
    REQUIRE_FALSE(outcome.value);
    REQUIRE(outcome.diagnostics.size() == 1);
    return outcome.diagnostics[0].code + ": " + outcome.diagnostics[0].message;
}

std::string message(Outcome<data::ReadResult> const& outcome, std::string const& code) {
    for (auto const& found : outcome.diagnostics) {
        if (found.code == code) return found.message;
    }
    return "no " + code;
}

bool decided(data::ReadResult const& result, std::string const& what) {
    return std::find(result.decisions.begin(), result.decisions.end(), what) != result.decisions.end();
}

}  // namespace

TEST_CASE("read_xlsx: shared, rich and inline texts and numbers are cells like any other", "[data][xlsx]") {
    WorkbookXml xml;
    xml.strings =
        "<si><t>id</t></si><si><r><t>q</t></r><r><rPr><b/></rPr><t>1</t></r></si>"
        "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si><si><t/></si>";
    xml.sheets = {{"Data",
                   "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
                   "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\"><v>3</v></c></row>"
                   "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><r><t>P</t></r><r><t>2</t></r></is></c>"
                   "<c r=\"B3\" t=\"s\"><v>3</v></c></row>"}};
    auto const got = read(support::bytes_of(xml));
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    REQUIRE(table.column_count() == 2);
    CHECK(table.column(0).name() == "id");
    CHECK(table.column(1).name() == "q1");
    CHECK(texts(*got.value, 0) == "東京|P2");
    CHECK(table.column(1).kind() == data::ColumnKind::integer);
    CHECK(table.column(1).integers()[0] == 3);
    CHECK(table.column(1).missing()[1] == MissingReason::blank);
    CHECK(got.diagnostics.empty());
}

TEST_CASE("read_xlsx: places are those of the sheet", "[data][xlsx]") {
    auto const got =
        read(support::workbook("<row r=\"3\"><c r=\"C3\" t=\"inlineStr\"><is><t>id</t></is></c>"
                               "<c r=\"AB3\" t=\"inlineStr\"><is><t>q1</t></is></c></row>"
                               "<row r=\"7\"><c r=\"C7\"><v>1</v></c><c r=\"AB7\"><v>2</v></c></row>"));
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    REQUIRE(table.row_count() == 1);
    CHECK(table.line(0) == 7);
    CHECK(table.place(0) == "row 7 of sheet 'Data'");
    CHECK(table.place(0, 1) == "sheet 'Data', cell AB7, column 'q1'");
    CHECK(table.line_word() == "row");
    CHECK(decided(*got.value, "header: row 3"));
}

TEST_CASE("read_xlsx: cells without an address follow each other", "[data][xlsx]") {
    auto const got = read(support::workbook(
        "<row><c t=\"inlineStr\"><is><t>id</t></is></c><c t=\"inlineStr\"><is><t>q</t></is></c></row>"
        "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"9\"><c><v>3</v></c></row>"));
    REQUIRE(got.ok());
    CHECK(texts(*got.value, 0) == "1|3");
    CHECK(texts(*got.value, 1) == "2|");
    CHECK(got.value->table.line(1) == 9);
}

TEST_CASE("read_xlsx: a number is what Excel shows of it", "[data][xlsx]") {
    auto const got = column_of({"<c><v>3</v></c>", "<c><v>0.30000000000000004</v></c>",
                                "<c><v>2.2999999999999998</v></c>", "<c><v>1E-3</v></c>", "<c><v>-0</v></c>",
                                "<c><v>2.0</v></c>", "<c><v>0.33333333333333331</v></c>"});
    CHECK(texts(*got.value, 1) == "3|0.3|2.3|0.001|0|2|0.333333333333333");
    CHECK(got.value->table.column(1).kind() == data::ColumnKind::real);
    // 2.2999999999999998 is how Excel writes 2.3, which is not another number.
    CHECK(decided(*got.value, "cells: of 2 numbers the first 15 digits are read, as Excel shows them"));
}

TEST_CASE("read_xlsx: whole numbers stay whole and long ones are told", "[data][xlsx]") {
    auto const got =
        column_of({"<c><v>123456789012345</v></c>", "<c><v>9007199254740991</v></c>", "<c><v>1E+20</v></c>"});
    CHECK(texts(*got.value, 1) == "123456789012345|9007199254740991|100000000000000000000");
    CHECK(
        message(got, "D164") ==
        "2 cells hold whole numbers of more than 15 digits, the first of them B3: Excel may have changed the "
        "last digits");
}

TEST_CASE("read_xlsx: a number that stands as text is a number unless text would be lost", "[data][xlsx]") {
    auto const text = [](std::string const& t) { return "<c t=\"inlineStr\"><is><t>" + t + "</t></is></c>"; };
    auto const numbers = column_of({text("3"), "<c><v>4</v></c>", text("-2.5")});
    CHECK(numbers.value->table.column(1).kind() == data::ColumnKind::real);
    CHECK(message(numbers, "D162") == "2 cells hold numbers as text, the first of them B2; read as numbers");
    auto const ids = column_of({text("007"), text("1"), "<c><v>12.5</v></c>"});
    CHECK(ids.value->table.column(1).kind() == data::ColumnKind::text);
    CHECK(texts(*ids.value, 1) == "007|1|12.5");
    CHECK(message(ids, "D162") == "1 cell holds a number as text (B3); read as numbers");
}

TEST_CASE("read_xlsx: a comma in a text is a decimal mark only where that is said", "[data][xlsx]") {
    auto const bytes =
        support::workbook(sheet({"id", "q"}, text_row(2, {"007", "2,5"}) + text_row(3, {"008", "1.234,5"}) +
                                                 "<row r=\"4\"><c r=\"B4\"><v>1.234</v></c></row>"));
    auto const plain = read(bytes);
    REQUIRE(plain.ok());
    CHECK(texts(*plain.value, 1) == "2,5|1.234,5|1.234");
    data::XlsxOptions options;
    options.notation = {DecimalMark::comma, true};
    auto const given = read(bytes, options);
    REQUIRE(given.ok());
    CHECK(texts(*given.value, 1) == "2.5|1234.5|1.234");
    CHECK(given.value->table.column(1).kind() == data::ColumnKind::real);
    CHECK(texts(*given.value, 0) == "007|008|");
}

TEST_CASE("read_xlsx: booleans are words", "[data][xlsx]") {
    auto const got = column_of({"<c t=\"b\"><v>1</v></c>", "<c t=\"b\"><v>0</v></c>"});
    CHECK(texts(*got.value, 1) == "TRUE|FALSE");
}

TEST_CASE("read_xlsx: dates and times become ISO text by the format of the cell", "[data][xlsx][date]") {
    WorkbookXml xml;
    xml.formats = {"dd/mm/yyyy", "hh:mm", "0.00"};
    auto const got =
        column_of({"<c s=\"1\"><v>45351</v></c>", "<c s=\"2\"><v>0.97916666666666663</v></c>",
                   "<c s=\"3\"><v>45351</v></c>", "<c s=\"99\"><v>45351</v></c>", "<c s=\"1\"/>",
                   "<c t=\"d\"><v>2024-02-29T00:00:00</v></c>", "<c t=\"d\"><v>2024-02-29T23:30</v></c>"},
                  xml);
    CHECK(texts(*got.value, 1) == "2024-02-29|23:30|45351|45351||2024-02-29|2024-02-29 23:30");
    CHECK(decided(*got.value, "cells: 4 cells are dates or times, read as 2024-02-29 and 23:30"));
}

TEST_CASE("read_xlsx: the workbook says from when its dates are counted", "[data][xlsx][date]") {
    WorkbookXml xml;
    xml.formats = {"yyyy-mm-dd"};
    std::vector<std::string> const cells{"<c s=\"1\"><v>60</v></c>"};
    CHECK(texts(*column_of(cells, xml).value, 1) == "1900-02-29");
    xml.workbook_properties = "<workbookPr date1904=\"1\"/>";
    auto const got = column_of(cells, xml);
    CHECK(texts(*got.value, 1) == "1904-03-01");
    CHECK(decided(*got.value, "dates: counted from 1904, as the workbook says"));
    xml.workbook_properties = "<workbookPr date1904=\"false\"/>";
    CHECK(texts(*column_of(cells, xml).value, 1) == "1900-02-29");
}

TEST_CASE("read_xlsx: errors and formulas without value are unreadable cells of rows that are read",
          "[data][xlsx][refusal]") {
    WorkbookXml xml;
    xml.formats = {"yyyy-mm-dd"};
    auto const got = column_of({"<c t=\"e\"><v>#N/A</v></c>", "<c><f>1+1</f></c>", "<c><f>1+1</f><v/></c>",
                                "<c><f>1+1</f><v>2</v></c>", "<c t=\"str\"><f>\"\"</f><v></v></c>",
                                "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "<c s=\"1\"><v>-1</v></c>",
                                "<c><v>nan</v></c>", "<c t=\"e\"><v>Patient Jones</v></c>"},
                               xml);
    auto const& column = got.value->table.column(1);
    std::vector<MissingReason> const want{
        MissingReason::unreadable, MissingReason::unreadable, MissingReason::unreadable,
        MissingReason::none,       MissingReason::blank,      MissingReason::unreadable,
        MissingReason::unreadable, MissingReason::unreadable, MissingReason::unreadable};
    CHECK(std::vector<MissingReason>(column.missing().begin(), column.missing().end()) == want);
    CHECK(column.integers()[3] == 2);
    auto const& findings = got.value->findings;
    CHECK(findings.count("D159") == 3);
    CHECK(findings.count("D160") == 2);
    CHECK(findings.count("D161") == 2);
    REQUIRE(findings.size() == 7);
    CHECK(findings[0].detail == "an error of Excel (#N/A)");
    CHECK(findings[0].raw == "#N/A");
    CHECK(findings[0].line == 2);
    CHECK(findings[0].column == 1);
    // What is no known error may be anything, so it is not shown.
    CHECK(findings[6].detail == "an error of Excel");
    CHECK(got.value->table.refused_rows().empty());
    CHECK(got.diagnostics.empty());
}

TEST_CASE("read_xlsx: values that nobody computed are told", "[data][xlsx]") {
    WorkbookXml xml;
    xml.workbook_properties = "<calcPr calcId=\"1\" fullCalcOnLoad=\"1\"/>";
    std::vector<std::string> const cells{"<c><f>1+1</f><v>0</v></c>", "<c><v>1</v></c>"};
    CHECK(message(column_of(cells, xml), "D165").starts_with("1 cell is a formula (B2), and the program"));
    CHECK(message(column_of({"<c><v>1</v></c>"}, xml), "D165") == "no D165");
    CHECK(message(column_of(cells), "D165") == "no D165");
}

TEST_CASE("read_xlsx: blank rows are left out and hidden ones are read and both are said", "[data][xlsx]") {
    auto const got = read(support::workbook(
        sheet({"id", "q"}, "<row r=\"2\"/>" + text_row(3, {"A", "1"}) + text_row(4, {"  ", ""}) +
                               "<row r=\"5\" hidden=\"1\"><c r=\"A5\"><v>5</v></c></row>")));
    REQUIRE(got.ok());
    CHECK(got.value->table.row_count() == 2);
    CHECK(message(got, "D128") == "2 blank rows skipped");
    CHECK(message(got, "D163") == "1 row is hidden, by a filter or by hand, and read like all others");
    CHECK(got.diagnostics.count(Severity::note) == 3);  // and a number as text
}

TEST_CASE("read_xlsx: a column without a name is kept where it holds something", "[data][xlsx]") {
    auto const got = read(
        support::workbook(sheet({"id", "", "q"}, text_row(2, {"A", "", "1"}) + text_row(3, {"B", "x", "2"}) +
                                                     text_row(4, {"C", "", "3", "", "late"}))));
    REQUIRE(got.value);
    auto const& table = got.value->table;
    REQUIRE(table.column_count() == 4);
    CHECK(table.column(1).name() == "column B");
    CHECK(table.column(3).name() == "column E");
    CHECK(texts(*got.value, 1) == "|x|");
    CHECK(texts(*got.value, 3) == "||late");
    CHECK(table.place(2, 3) == "sheet 'Data', cell E4, column 'column E'");
    CHECK(message(got, "D115") ==
          "there are cells below no name; their columns are called 'column B', 'column E'");
}

TEST_CASE("read_xlsx: a name that stands twice is refused by its cells", "[data][xlsx][refusal]") {
    auto const got = read(support::workbook(sheet({"id", "q", "q "}, text_row(2, {"A", "1", "2"}))));
    CHECK(only_error(got) == "D114: the header has 'q' twice, in cells B1 and C1");
    CHECK(got.diagnostics[0].where == "a.xlsx: sheet 'Data', cell C1");
    auto const numbers =
        read(support::workbook("<row r=\"1\"><c r=\"A1\"><v>4711</v></c><c r=\"B1\"><v>4711</v></c></row>" +
                               text_row(2, {"1", "2"})));
    CHECK(only_error(numbers) == "D114: the header has the same number in cells A1 and B1");
}

TEST_CASE("read_xlsx: an error in the header is no name", "[data][xlsx][refusal]") {
    auto const got = read(support::workbook("<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#REF!</v></c></row>"));
    CHECK(only_error(got) ==
          "D159: cell A1 of the header cannot be read: it holds an error of Excel (#REF!)");
}

TEST_CASE("read_xlsx: titles above the names are skipped and said", "[data][xlsx][header]") {
    auto const rows = text_row(1, {"Clinic list"}) + text_row(2, {"", "", "March 2024"}) +
                      text_row(4, {"id", "q1", "q2"}) + text_row(5, {"A", "1", "2"}) +
                      text_row(6, {"B", "", "2"});
    for (std::string const merged : {"", "<mergeCells><mergeCell ref=\"A1:C1\"/></mergeCells>"}) {
        WorkbookXml xml;
        xml.sheets = {{"Data", rows, merged}};
        auto const got = read(support::bytes_of(xml));
        REQUIRE(got.ok());
        CHECK(got.value->table.column(2).name() == "q2");
        CHECK(got.value->table.row_count() == 2);
        CHECK(message(got, "D118") == "the header is row 4, below 2 title rows with one filled cell");
        CHECK(message(got, "D166") == "no D166");
    }
}

TEST_CASE("read_xlsx: a table of one column is no title", "[data][xlsx][header]") {
    auto const got =
        read(support::workbook(text_row(1, {"id"}) + text_row(2, {"A"}) + text_row(3, {"B", "left early"}) +
                               text_row(4, {"C"}) + text_row(5, {"D"})));
    REQUIRE(got.value);
    CHECK(got.value->table.column(0).name() == "id");
    CHECK(texts(*got.value, 0) == "A|B|C|D");
}

TEST_CASE("read_xlsx: a title above rows without names is refused", "[data][xlsx][header][refusal]") {
    auto const got = read(support::workbook(text_row(2, {"Clinic list"}) + text_row(3, {"1", "2", "3"}) +
                                            text_row(4, {"4", "5", "6"})));
    CHECK(only_error(got).starts_with("D158: row 2 has one cell and the rows below have more"));
}

TEST_CASE("read_xlsx: the row of the names can be given", "[data][xlsx][header]") {
    auto const bytes =
        support::workbook(text_row(1, {"id", "first"}) + text_row(3, {"id", "q"}) + text_row(4, {"A", "1"}));
    data::XlsxOptions options;
    options.header_row = 3;
    auto const got = read(bytes, options);
    REQUIRE(got.ok());
    CHECK(got.value->table.column(1).name() == "q");
    CHECK(decided(*got.value, "header: row 3 (given)"));
    for (std::uint32_t const row : {2U, 5U}) {
        options.header_row = row;
        CHECK(only_error(read(bytes, options)) == "D119: there is no header in row " + std::to_string(row));
    }
}

TEST_CASE("read_xlsx: merged cells are refused in the header and told below it", "[data][xlsx][header]") {
    WorkbookXml xml;
    auto const rows = text_row(2, {"id", "PHQ", "", "q3"}) + text_row(3, {"A", "1", "2", "3"}) +
                      text_row(4, {"", "1", "2", "3"});
    xml.sheets = {{"Data", rows, "<mergeCells><mergeCell ref=\"B2:C2\"/></mergeCells>"}};
    CHECK(only_error(read(support::bytes_of(xml)))
              .starts_with("D157: the cells B2:C2 of the header are merged"));
    xml.sheets[0].behind = "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>";
    CHECK(only_error(read(support::bytes_of(xml))).starts_with("D157: the cells A1:A2"));
    xml.sheets[0].behind = "<mergeCells><mergeCell ref=\"B2:B2\"/><mergeCell ref=\"A3:A4\"/></mergeCells>";
    auto const got = read(support::bytes_of(xml));
    REQUIRE(got.ok());
    CHECK(message(got, "D166").starts_with("1 area of merged cells (A3): only the first cell"));
    CHECK(texts(*got.value, 0) == "A|");
}

TEST_CASE("read_xlsx: a last row that adds up the others is no respondent", "[data][xlsx]") {
    auto const got =
        read(support::workbook(sheet({"id", "q"}, text_row(2, {"Total", "1"}) + text_row(3, {"A", "1"}) +
                                                      text_row(5, {"Mean:", "1"}) + "<row r=\"6\"/>")));
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    REQUIRE(table.row_count() == 3);
    CHECK_FALSE(table.refused(0));
    CHECK(table.refused(2));
    CHECK(table.column(1).missing()[2] == MissingReason::unreadable);
    CHECK(table.text(0, 2) == "Mean:");
    CHECK(got.value->findings.count("D130") == 1);
    CHECK(message(got, "D130") ==
          "1 row is refused; row 5: the last row begins like a total of the rows above it");
}

TEST_CASE("read_xlsx: the sheet is the only one with anything in it or the one asked for",
          "[data][xlsx][sheet]") {
    WorkbookXml xml;
    xml.sheets = {{"Leer", ""},
                  {"Data", sheet({"id", "q"}, text_row(2, {"A", "1"}))},
                  {"2", sheet({"id", "q"}, text_row(2, {"C", "1"}))},
                  {"Codes", sheet({"id", "q"}, text_row(2, {"B", "2"})), "", "hidden"}};
    auto const with = [&](std::optional<std::string> const& name) {
        data::XlsxOptions options;
        options.sheet = name;
        return read(support::bytes_of(xml), options);
    };
    CHECK(only_error(with({})) ==
          "D154: the workbook has several sheets: 1 'Leer' (empty), 2 'Data', 3 '2', 4 'Codes' (hidden)");
    CHECK(with({}).diagnostics[0].hint == "choose one by name or number: --sheet 2");
    CHECK(with("data").value->table.text(0, 0) == "A");
    CHECK(with("4").value->table.text(0, 0) == "B");
    CHECK(with("2").value->table.text(0, 0) == "C");  // a name goes before a number
    CHECK(only_error(with("5")) == "D155: there is no sheet '5'");
    CHECK(with("Data ").diagnostics[0].hint.find("2 'Data'") != std::string::npos);
    CHECK(only_error(with("Leer")) == "D101: the sheet is empty");

    xml.sheets.erase(xml.sheets.begin() + 2);
    auto const only = with({});
    REQUIRE(only.ok());
    CHECK(decided(*only.value, "sheet: 'Data' (the only visible one with anything in it)"));
    xml.sheets[1].state = "veryHidden";
    CHECK(only_error(with({})).starts_with("D154: no visible sheet of the workbook has anything in it"));
}

TEST_CASE("read_xlsx: a sheet with names alone is a table without rows", "[data][xlsx]") {
    auto const got = read(support::workbook(text_row(1, {"id", "q"})));
    REQUIRE(got.value);
    CHECK(got.value->table.row_count() == 0);
    CHECK(message(got, "D120") == "there are no rows below the header");
}

TEST_CASE("read_xlsx: no message shows what stands in a cell below the header", "[data][xlsx][privacy]") {
    WorkbookXml xml;
    xml.workbook_properties = "<calcPr fullCalcOnLoad=\"1\"/>";
    std::string const secret = "Qsecret";
    auto const cell = [&](std::string const& place, std::string const& more) {
        return "<c r=\"" + place + "\" t=\"str\">" + more + "<v>" + secret + "</v></c>";
    };
    xml.sheets = {
        {"Data",
         sheet({"id", "q"}, "<row r=\"2\" hidden=\"1\">" + cell("A2", "<f>1</f>") + "<c r=\"B2\"><v>" +
                                secret + "</v></c><c r=\"D2\"><v>12345678901234567</v></c></row>"),
         "<mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells>"}};
    auto const got = read(support::bytes_of(xml));
    REQUIRE(got.value);
    CHECK(got.diagnostics.size() >= 5);
    for (auto const& found : got.diagnostics)
        CHECK((found.message + found.hint + found.where).find(secret) == std::string::npos);
    for (std::size_t i = 0; i < got.value->findings.size(); ++i)
        CHECK(got.value->findings[i].detail.find(secret) == std::string_view::npos);
}
