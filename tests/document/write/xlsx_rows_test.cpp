#include "document/write/xlsx_rows.hpp"

#include "base/expects.hpp"
#include "document/write/csv.hpp"

#include <limits>

#include <catch2/catch.hpp>

using namespace quaestor;
using namespace quaestor::document;
using xlsx::RowXml;

namespace {

std::vector<xlsx::RowColumn> columns(std::vector<Kind> const& kinds) {
    std::vector<xlsx::RowColumn> all;
    for (auto const kind : kinds)
        all.push_back({kind, 2, 5, 6});
    return all;
}

/// The cell of a text, from the sign that closes "<t".
std::string text_cell(std::string_view words) {
    RowXml row(columns({Kind::text}));
    row.begin_row(2);
    row.text(0, words, 5);
    std::string const xml(row.xml());
    std::string const before = "<row r=\"2\"><c r=\"A2\" s=\"5\" t=\"inlineStr\"><is><t";
    std::string const behind = "</t></is></c>";
    REQUIRE(xml.starts_with(before));
    REQUIRE(xml.ends_with(behind));
    return xml.substr(before.size(), xml.size() - before.size() - behind.size());
}

std::string number_cell(double number) {
    RowXml row(columns({Kind::number}));
    row.begin_row(2);
    row.number(0, number, 5);
    std::string const xml(row.xml());
    auto const begin = xml.find("<v>") + 3;
    return xml.substr(begin, xml.find("</v>") - begin);
}

/// What lines of CSV become; empty where they are of no use.
std::string from_csv(std::vector<Kind> const& kinds, std::string_view csv, std::uint32_t row = 2) {
    RowXml rows(columns(kinds));
    return rows.lines(csv, row) ? std::string(rows.xml()) : std::string();
}

std::string field_of(std::string_view text) {
    std::string csv;
    append_csv_text(csv, text);
    return csv;
}

}  // namespace

TEST_CASE("letters_of: as sheets count columns", "[document][xlsx]") {
    CHECK(xlsx::letters_of(0) == "A");
    CHECK(xlsx::letters_of(25) == "Z");
    CHECK(xlsx::letters_of(26) == "AA");
    CHECK(xlsx::letters_of(701) == "ZZ");
    CHECK(xlsx::letters_of(702) == "AAA");
    CHECK(xlsx::letters_of(16'383) == "XFD");
}

TEST_CASE("RowXml: texts are what they were", "[document][xlsx]") {
    CHECK(text_cell("007") == ">007");
    CHECK(text_cell("12345678901234567890") == ">12345678901234567890");
    CHECK(text_cell("=1+1") == ">=1+1");
    CHECK(text_cell("a<b & \"c\" > d") == ">a&lt;b &amp; \"c\" &gt; d");
    CHECK(text_cell("]]>") == ">]]&gt;");
    CHECK(text_cell("Núñez 😀") == ">Núñez 😀");
    CHECK(text_cell(" left") == " xml:space=\"preserve\"> left");
    CHECK(text_cell("right\n") == " xml:space=\"preserve\">right\n");
    CHECK(text_cell("a\tb") == ">a\tb");
    CHECK(text_cell("bell\x07 and\r\x1F") == ">bell_x0007_ and_x000D__x001F_");
    CHECK(text_cell("_x0041_ _x_") == ">_x005F_x0041_ _x_");
    CHECK(text_cell("not_scored") == ">not_scored");
}

TEST_CASE("RowXml: texts that no cell holds are told", "[document][xlsx]") {
    RowXml row(columns({Kind::text}));
    row.begin_row(2);
    std::string const longest(32'767, 'x');
    row.text(0, longest, 5);
    CHECK(row.xml().find(longest) != std::string_view::npos);
    CHECK(row.take_troubles().cut == 0);
    row.clear();
    row.text(0, longest + "x", 5);
    CHECK(row.xml().find(longest) == std::string_view::npos);
    CHECK(row.xml().find("[... cut here: a cell holds no more]") != std::string_view::npos);
    CHECK(row.take_troubles().cut == 1);
    row.text(0, "a\xFF", 5);
    row.text(0, std::string_view("\0", 1), 5);
    CHECK(row.take_troubles().repaired == 2);
    CHECK(row.take_troubles().repaired == 0);
}

TEST_CASE("RowXml: a text may be all escapes", "[document][xlsx]") {
    auto const cell = text_cell(std::string(32'767 / 7, '\x01'));
    CHECK(cell.size() == 1 + 32'767 / 7 * 7);
}

TEST_CASE("RowXml: numbers read back to the same value", "[document][xlsx]") {
    CHECK(number_cell(0.1 + 0.2) == "0.30000000000000004");
    CHECK(number_cell(-0.0) == "0");
    CHECK(number_cell(-3) == "-3");
    CHECK(number_cell(999'999'999'999'999) == "999999999999999");
    CHECK(number_cell(1e300) == "1e+300");
    CHECK(number_cell(5e-324) == "5e-324");
    CHECK_THROWS_AS(number_cell(std::numeric_limits<double>::quiet_NaN()), Bug);
    CHECK_THROWS_AS(number_cell(-std::numeric_limits<double>::infinity()), Bug);
}

TEST_CASE("RowXml: another format than the usual one of the column", "[document][xlsx]") {
    RowXml row(columns({Kind::text, Kind::number}));
    row.begin_row(1'048'576);
    row.text(0, "a", 123'456);
    row.number(1, 2, 7);
    row.text(1, "", 8);
    row.end_row();
    CHECK(row.xml() ==
          "<row r=\"1048576\"><c r=\"A1048576\" s=\"123456\" t=\"inlineStr\"><is><t>a</t></is></c>"
          "<c r=\"B1048576\" s=\"7\"><v>2</v></c><c r=\"B1048576\" s=\"8\"/></row>");
}

TEST_CASE("RowXml: lines of CSV become the cells that they were", "[document][xlsx]") {
    CHECK(from_csv({Kind::text, Kind::number, Kind::flag}, "007,-1.5,yes\n\"\",,\n") ==
          "<row r=\"2\"><c r=\"A2\" s=\"5\" t=\"inlineStr\"><is><t>007</t></is></c><c r=\"B2\" s=\"5\"><v>-1.5</v></c>"
          "<c r=\"C2\" s=\"5\" t=\"inlineStr\"><is><t>yes</t></is></c></row>"
          "<row r=\"3\"><c r=\"A3\" s=\"5\"/></row>");
    // Shown as 0.00, so without its sign.
    CHECK(from_csv({Kind::number}, "-0.001\n") == "<row r=\"2\"><c r=\"A2\" s=\"6\"><v>-0.001</v></c></row>");
    for (std::string const text : {"a,b", "a \"b\"", "\"", "line\nend", " a ", "=1+1", "'=1+1", "@x", "-", "'", "-3", "\"\"x"}) {
        RowXml want(columns({Kind::text}));
        want.begin_row(9);
        want.text(0, text, 5);
        want.end_row();
        CHECK(from_csv({Kind::text}, field_of(text) + "\n", 9) == want.xml());
    }
}

TEST_CASE("RowXml: lines of which the text is not certain are of no use", "[document][xlsx]") {
    REQUIRE(field_of("=a,b") == field_of("'=a,b"));
    CHECK(from_csv({Kind::text}, field_of("=a,b") + "\n").empty());
    CHECK_FALSE(from_csv({Kind::text}, field_of("'a,b") + "\n").empty());
}

TEST_CASE("RowXml: lines that are none of ours are our bug", "[document][xlsx][refusal]") {
    CHECK_THROWS_AS(from_csv({Kind::text}, "a"), Bug);
    CHECK_THROWS_AS(from_csv({Kind::text}, "\"a"), Bug);
    CHECK_THROWS_AS(from_csv({Kind::text}, "a,b\n"), Bug);
    CHECK_THROWS_AS(from_csv({Kind::text, Kind::text}, "a\n"), Bug);
    CHECK_THROWS_AS(from_csv({Kind::number}, "nan\n"), Bug);
    CHECK_THROWS_AS(from_csv({Kind::number}, "-inf\n"), Bug);
}
