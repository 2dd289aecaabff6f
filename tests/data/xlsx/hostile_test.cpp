// Workbooks that are broken, or made to do harm: each ends in a message, soon, and in little memory.
#include "data/read.hpp"
#include "support/workbook.hpp"

#include <chrono>

#include <catch2/catch.hpp>

using namespace quaestor;
using support::Part;
using support::text_row;
using support::WorkbookXml;

namespace {

std::string error_of(std::string const& bytes) {
    auto const begin = std::chrono::steady_clock::now();
    auto const got = data::read_bytes("a.xlsx", bytes);
    auto const took = std::chrono::steady_clock::now() - begin;
    CHECK(took < std::chrono::seconds(30));  // sanitizers and a busy machine included
    if (got.value) return "none";
    return got.diagnostics[0].code + ": " + got.diagnostics[0].message;
}

WorkbookXml with_sheet(std::string const& data) {
    WorkbookXml xml;
    xml.sheets = {{"Data", data}};
    return xml;
}

std::string with_part(std::string const& name, std::string const& content) {
    auto xml = with_sheet(text_row(1, {"id", "q"}) + text_row(2, {"A", "1"}));
    xml.more = {{name, content}};
    return support::bytes_of(xml);
}

Part packed(std::string const& name, std::string const& content) {
    Part part{name, support::deflated(content)};
    part.packed_already = true;
    part.expanded = content.size();
    return part;
}

std::string rels(std::string const& relationships) {
    return "<Relationships>" + relationships + "</Relationships>";
}

}  // namespace

TEST_CASE("read_xlsx: a document type is refused in every part", "[data][xlsx][hostile][refusal]") {
    auto xml = with_sheet(text_row(1, {"id"}));
    xml.before = "<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    CHECK(error_of(support::bytes_of(xml))
              .starts_with("D152: this is not made as Excel makes workbooks: its part 'xl/workbook.xml', "
                           "line 1, declares a document type"));
    for (auto const* part : {"xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml",
                             "_rels/.rels", "xl/_rels/workbook.xml.rels"}) {
        CAPTURE(part);
        CHECK(error_of(
                  with_part(part, "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><sst><si><t>&x;</t></si></sst>"))
                  .find("declares a document type") != std::string::npos);
    }
}

TEST_CASE("read_xlsx: parts that break off or nest without end", "[data][xlsx][hostile][refusal]") {
    CHECK(error_of(with_part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>")).find("breaks off") !=
          std::string::npos);
    CHECK(error_of(with_part("xl/worksheets/sheet1.xml", "")).find("breaks off or is no XML") !=
          std::string::npos);
    std::string deep;
    for (int i = 0; i < 100'000; ++i)
        deep += "<a>";
    CHECK(error_of(with_part("xl/worksheets/sheet1.xml", deep)).find("nests elements") != std::string::npos);
}

TEST_CASE("read_xlsx: a part that unpacks to far more than the file is stopped",
          "[data][xlsx][hostile][refusal]") {
    auto xml = with_sheet(text_row(1, {"id"}));
    std::string const blanks = "<sst>" + std::string(100'000'000, ' ') + "</sst>";
    for (auto const* part :
         {"xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"}) {
        xml.more = {packed(part, blanks)};
        CHECK(error_of(support::bytes_of(xml)).starts_with("D151: the workbook has "));
    }
}

TEST_CASE("read_xlsx: one long text used by many cells is stopped", "[data][xlsx][hostile][refusal]") {
    auto xml = with_sheet("");
    xml.strings = "<si><t>" + std::string(1'000'000, 'x') + "</t></si>";
    std::string rows = text_row(1, {"id"});
    for (int i = 2; i < 1000; ++i)
        rows += "<row><c t=\"s\"><v>0</v></c></row>";
    xml.sheets[0].data = rows;
    CHECK(error_of(support::bytes_of(xml)) ==
          "D151: the sheet has more text than a file of its size can hold answers");
    xml.strings = "<si><t>" + std::string(1'100'000, 'x') + "</t></si>";
    CHECK(error_of(support::bytes_of(xml)).starts_with("D125: text 1 of the workbook's list is longer"));
}

TEST_CASE("read_xlsx: few cells in very many rows and columns are stopped",
          "[data][xlsx][hostile][refusal]") {
    std::string rows = "<row>";
    for (int i = 0; i < 16'384; ++i)
        rows += "<c t=\"str\"><v>n" + std::to_string(i) + "</v></c>";
    rows += "</row>";
    for (int i = 0; i < 10'000; ++i)
        rows += "<row><c><v>1</v></c></row>";
    CHECK(error_of(support::workbook(rows)) ==
          "D151: the sheet has more cells than a file of its size can hold answers");
    CHECK(error_of(support::workbook(rows + "<row>" + std::string(1, '<') + "/row>")).starts_with("D151"));
}

TEST_CASE("read_xlsx: a name written in a column beyond the last of a sheet is refused",
          "[data][xlsx][hostile][refusal]") {
    std::string row = "<row>";
    for (int i = 0; i <= 16'384; ++i)
        row += "<c/>";
    CHECK(error_of(support::workbook(row + "</row>")).find("more cells than a row can have") !=
          std::string::npos);
    CHECK(error_of(support::workbook("<row r=\"1048577\"/>")).find("no number that a row can have") !=
          std::string::npos);
    CHECK(error_of(support::workbook("<row r=\"0\"/>")).find("no number that a row can have") !=
          std::string::npos);
    CHECK(error_of(support::workbook("<row r=\"1\"><c r=\"B2\"/></row>")).find("address lies elsewhere") !=
          std::string::npos);
}

TEST_CASE("read_xlsx: cells and rows that cannot be told apart are refused",
          "[data][xlsx][hostile][refusal]") {
    auto const head = text_row(1, {"id", "q"});
    CHECK(error_of(
              support::workbook(head + "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"B2\"><v>2</v></c></row>"))
              .find("cell B2 is there more than once") != std::string::npos);
    CHECK(error_of(support::workbook(head + text_row(3, {"A"}) + text_row(2, {"B"}))).find("behind row 3") !=
          std::string::npos);
    // Out of order within a row nothing is in doubt.
    auto const got = data::read_bytes(
        "a.xlsx",
        support::workbook(head + "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>2</v></c></row>"));
    REQUIRE(got.ok());
    CHECK(got.value->table.text(0, 0) == "2");
}

TEST_CASE("read_xlsx: a place in the list of texts that is not there names the cell",
          "[data][xlsx][hostile][refusal]") {
    for (auto const* place : {"7", "-1", "1e3", "99999999999999999999", "x"}) {
        auto const cell = std::string(" t=\"s\"><v>") + place + "</v></c></row>";
        auto const in_header =
            data::read_bytes("a.xlsx", support::workbook("<row r=\"1\"><c r=\"A1\"" + cell));
        REQUIRE_FALSE(in_header.ok());
        CHECK(in_header.diagnostics[0].code == "D152");
        CHECK(in_header.diagnostics[0].where == "a.xlsx: sheet 'Data', cell A1");
        CHECK(error_of(support::workbook(text_row(1, {"id"}) + "<row r=\"2\"><c r=\"A2\"" + cell))
                  .find("cell A2 refers to") != std::string::npos);
    }
}

TEST_CASE("read_xlsx: nothing outside the archive is followed", "[data][xlsx][hostile][refusal]") {
    auto const leads_to = [](std::string const& target, std::string const& more = "") {
        return with_part(
            "xl/_rels/workbook.xml.rels",
            rels("<Relationship Id=\"rId1\" Type=\"t/worksheet\" Target=\"" + target + "\"" + more + "/>"));
    };
    for (auto const* target : {"../../../../etc/passwd", "..", "worksheets/../../a", "file:///etc/passwd",
                               "http://x.invalid/a.xml", "", "/", "a//b", ".\\a", "./a"}) {
        CAPTURE(target);
        CHECK(error_of(leads_to(target)).find("leads out of the file, or to nowhere") != std::string::npos);
    }
    CHECK(error_of(leads_to("http://x.invalid/a.xml", " TargetMode=\"External\""))
              .find("lies in another file") != std::string::npos);
    CHECK(error_of(leads_to("worksheets/none.xml")).find("'xl/worksheets/none.xml' is missing") !=
          std::string::npos);
    CHECK(error_of(with_part("xl/_rels/workbook.xml.rels", rels(""))).find("is nowhere in the file") !=
          std::string::npos);
    CHECK(error_of(with_part("../../../tmp/evil.txt", "x")) == "none");
}

TEST_CASE("read_xlsx: links and macros in a workbook are of no interest", "[data][xlsx][hostile]") {
    auto xml = with_sheet(text_row(1, {"id", "q"}) + text_row(2, {"A", "1"}));
    xml.more = {{"xl/vbaProject.bin", "macro"},
                {"xl/externalLinks/externalLink1.xml", "<!DOCTYPE x><x/>"},
                {"xl/worksheets/_rels/sheet1.xml.rels",
                 rels("<Relationship Id=\"r\" Type=\"t/hyperlink\" Target=\"file:///etc/passwd\" "
                      "TargetMode=\"External\"/>")}};
    CHECK(error_of(support::bytes_of(xml)) == "none");
}

TEST_CASE("read: an archive that is no workbook is told by what it is", "[data][xlsx][refusal]") {
    auto const of = [](std::string const& part) { return error_of(support::archive({Part{part, "x"}})); };
    CHECK(of("content.xml") ==
          "D106: the file begins like an Excel workbook and is an OpenDocument file (.ods)");
    CHECK(of("word/document.xml") == "D106: the file begins like an Excel workbook and is a Word document");
    CHECK(of("answers.csv") == "D106: the file begins like an Excel workbook and is another zip archive");
    CHECK(of("xl/workbook.bin").find(".xlsb") != std::string::npos);
}

TEST_CASE("read: a workbook with a password and an old one are told apart", "[data][xlsx][refusal]") {
    auto const wide = [](std::string const& name) {
        std::string out;
        for (char const c : name)
            out += std::string(1, c) + '\0';
        return "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(500, '\0') + out + std::string(40, '\0');
    };
    CHECK(error_of(wide("EncryptedPackage")) ==
          "D106: the file is a workbook with a password, which cannot be read");
    CHECK(error_of(wide("Workbook")) ==
          "D106: the file is an old Excel workbook (.xls), which cannot be read");
    CHECK(error_of(wide("Book")).find("(.xls)") != std::string::npos);
    CHECK(error_of(wide("Other")).find("a password-protected workbook, or an old one (.xls)") !=
          std::string::npos);
}

TEST_CASE("read_xlsx: every way of cutting a workbook off ends in words", "[data][xlsx][hostile][refusal]") {
    auto const whole = with_part("x", "y");
    for (std::size_t length = 4; length < whole.size(); length += 7) {
        CAPTURE(length);
        CHECK(error_of(whole.substr(0, length)).starts_with("D150"));
    }
}
