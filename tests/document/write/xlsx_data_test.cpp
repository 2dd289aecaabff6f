#include "document/write/xlsx.hpp"

#include "base/expects.hpp"
#include "data/read.hpp"
#include "document/write/csv.hpp"
#include "document/write/zip.hpp"
#include "support/folder.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>

#include <catch2/catch.hpp>

using namespace quaestor;
using namespace quaestor::document;

namespace {

/// A row of every kind of value.
Cell cell(std::size_t row, std::size_t column) {
    switch (column) {
        case 0:
            return "00" + std::to_string(row);
        case 1:
            return row % 5 == 0 ? Cell() : Cell(static_cast<double>(row) / 7);
        case 2:
            return row % 3 == 0 ? Cell("yes") : row % 3 == 1 ? Cell("no") : Cell();
        case 3:
            return static_cast<std::int64_t>(row * 1000);
        default:
            return row % 100 == 17 ? Cell("Núñez, \"J\" <&>\n" + std::to_string(row)) : row % 2 == 0 ? Cell("") : Cell();
    }
}

Table made_up(std::size_t rows) {
    Table table;
    table.key = "scores";
    table.columns = {{"id", "Id", Kind::text},
                     {"mean", "Mean", Kind::number, {}, {}, "Of all."},
                     {"flag", "Flag", Kind::flag},
                     {"n", "Count", Kind::count},
                     {"note", "Note", Kind::text}};
    table.rows = rows;
    table.cells = cell;
    table.frozen_columns = 1;
    table.filter = true;
    table.emphasis = {{{"flag"}, ToneRule{when::Equals{"yes"}, Tone::bad}}};
    return table;
}

Document with(Table table) {
    Document document;
    document.title = "Scores";
    document.summary = {Paragraph{"Careful.", Tone::warning}};
    document.sections = {{"scores", "Scores", {std::move(table)}, true},
                         {"notes", "Notes", {Paragraph{"The end."}}, false}};
    return document;
}

std::string written(Document const& document, unsigned jobs = 0) {
    support::Folder const folder;
    CHECK(write_xlsx(document, folder.path("a.xlsx"), jobs).empty());
    return support::content(folder.path("a.xlsx"));
}

/// The same with the rows first, as lines that come in portions.
std::string streamed(Document const& document, unsigned jobs, std::size_t portion) {
    support::Folder const folder;
    auto table = std::get<Table>(document.sections.front().blocks.front());
    std::vector<std::string> lines;
    for (std::size_t row = 0; row < table.rows; ++row) {
        auto& line = lines.emplace_back();
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            if (column > 0) line += ',';
            append_csv_field(line, table.cells(row, column).value);
        }
        line += '\n';
    }
    XlsxStream stream(table, "Scores", folder.path("a.xlsx"), jobs);
    for (std::size_t row = 0; row < lines.size(); row += portion) {
        std::string some;
        for (std::size_t i = row; i < std::min(row + portion, lines.size()); ++i)
            some += lines[i];
        CHECK(stream.append(some));
    }
    auto empty = document;
    auto& none = std::get<Table>(empty.sections.front().blocks.front());
    none.rows = 0;
    none.cells = nullptr;
    CHECK(stream.finish(empty).empty());
    CHECK(stream.is_clear());
    return support::content(folder.path("a.xlsx"));
}

data::ReadResult read(std::string const& workbook) {
    data::ReadOptions options;
    options.sheet = "Scores";
    auto result = data::read_bytes("a.xlsx", workbook, options);
    REQUIRE(result.ok());
    return std::move(*result.value);
}

std::string sheet_xml(std::string const& workbook) {
    for (auto const& member : zip::members(workbook)) {
        if (member.entry.name == "xl/worksheets/sheet2.xml") return zip::unpacked(member);
    }
    return {};
}

}  // namespace

TEST_CASE("write_xlsx: a data sheet reads back as it was", "[document][xlsx]") {
    auto const rows = std::size_t{9'000};  // several pieces
    auto const result = read(written(with(made_up(rows))));
    auto const& table = result.table;
    REQUIRE(table.row_count() == rows);
    REQUIRE(table.column_count() == 5);
    std::size_t wrong = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < 5; ++column) {
            if (column == 1) continue;
            auto const want = cell(row, column);
            auto const* const text = std::get_if<std::string>(&want.value);
            auto const* const whole = std::get_if<std::int64_t>(&want.value);
            auto const expected = text != nullptr ? *text : whole != nullptr ? std::to_string(*whole) : "";
            wrong += table.text(column, row) == expected ? 0 : 1;
        }
    }
    CHECK(wrong == 0);
    CHECK(table.text(1, 5).empty());
    CHECK(table.text(1, 7) == "1");
    CHECK(table.text(1, 1).substr(0, 15) == "0.1428571428571");
}

TEST_CASE("write_xlsx: a data sheet says where it ends and what its headings can do", "[document][xlsx]") {
    auto const xml = sheet_xml(written(with(made_up(9'000))));
    auto const has = [&](std::string_view part) { return xml.find(part) != std::string::npos; };
    CHECK(has("<dimension ref=\"A1:E9001\"/>"));
    CHECK(has("<autoFilter ref=\"A1:E9001\"/>"));
    CHECK(has("<conditionalFormatting sqref=\"C2:C9001\">"));
    CHECK(has("state=\"frozen\""));
    CHECK(has("<ignoredError sqref=\"A2:E9001\" numberStoredAsText=\"1\"/>"));
    CHECK(has("</row><row r=\"2\"><c r=\"A2\""));
    CHECK(has("</row></sheetData>"));
    CHECK(sheet_xml(written(with(made_up(0)))).find("<dimension ref=\"A1:E1\"/>") != std::string::npos);
}

TEST_CASE("write_xlsx: any number of threads and rows that come first give the same bytes",
          "[document][xlsx][property]") {
    for (std::size_t const rows : {0, 1, 3'276, 3'277, 20'000}) {  // 3,276 rows are a piece
        auto const document = with(made_up(rows));
        auto const want = written(document, 1);
        CHECK(written(document, 3) == want);
        CHECK(streamed(document, 1, 1) == want);
        CHECK(streamed(document, 2, 1'000) == want);
        CHECK(streamed(document, 5, 7'777) == want);
    }
}

TEST_CASE("write_xlsx: tones and reasons have formats on a data sheet too", "[document][xlsx]") {
    auto table = made_up(0);
    table.hold({{Cell("a", Tone::bad), Cell::absent("nobody answered"), Cell("yes"), Cell(1234567890123456), Cell("b")},
                {Cell("a"), Cell(-0.001), Cell("no"), Cell(2), Cell("b", Tone::muted)}});
    auto const xml = sheet_xml(written(with(table)));
    auto const style = [&](std::string const& place) {
        auto const at = xml.find("<c r=\"" + place + "\" s=\"");
        REQUIRE(at != std::string::npos);
        auto const begin = xml.find("s=\"", at) + 3;
        return xml.substr(begin, xml.find('"', begin) - begin);
    };
    CHECK(style("A2") != style("A3"));
    CHECK(style("B2") != style("B3"));
    CHECK(style("E2") != style("E3"));
    CHECK(style("C2") == style("C3"));
    CHECK(xml.find("<is><t>1234567890123456</t></is>") != std::string::npos);  // a number would be rounded
    CHECK(xml.find("<is><t>nobody answered</t></is>") != std::string::npos);
}

TEST_CASE("write_xlsx: nothing is left beside a workbook with a data sheet", "[document][xlsx]") {
    support::Folder const folder;
    CHECK(write_xlsx(with(made_up(9'000)), folder.path("a.xlsx"), 2).empty());
    auto broken = made_up(9'000);
    broken.cells = [](std::size_t row, std::size_t column) {
        return row == 8'000 && column == 1 ? Cell(std::numeric_limits<double>::quiet_NaN()) : cell(row, column);
    };
    CHECK_THROWS_AS(write_xlsx(with(broken), folder.path("a.xlsx"), 2), Bug);
    {
        XlsxStream const abandoned(made_up(0), "Scores", folder.path("a.xlsx"), 2);
    }
    auto const files = std::distance(std::filesystem::directory_iterator(folder.path()), {});
    CHECK(files == 1);
}

TEST_CASE("XlsxStream: more rows than a sheet holds end it", "[document][xlsx][refusal]") {
    support::Folder const folder;
    Table table;
    table.key = "scores";
    table.columns = {{"n", "N", Kind::count}};
    XlsxStream stream(table, "Scores", folder.path("a.xlsx"), 2);
    std::string lines;
    for (int i = 0; i < 1'048'575; ++i)
        lines += "1\n";
    CHECK(stream.append(lines));
    CHECK_FALSE(stream.append("1\n"));
    REQUIRE(stream.problems().size() == 1);
    CHECK(stream.problems()[0].code == "W101");
    CHECK(stream.problems()[0].message ==
          "sheet 'Scores' would have more than 1,048,576 rows, and a workbook holds 1,048,576");
}

TEST_CASE("XlsxStream: a text that is not certain makes no workbook", "[document][xlsx]") {
    support::Folder const folder;
    for (unsigned const jobs : {1U, 2U}) {
        auto table = made_up(1);
        XlsxStream stream(table, "Scores", folder.path("a.xlsx"), jobs);
        (void)stream.append("1,2,yes,3,\"'=a,b\"\n");
        CHECK(stream.finish(with(table)).empty());
        CHECK_FALSE(stream.is_clear());
    }
}

TEST_CASE("XlsxStream: a place that cannot be written is told", "[document][xlsx][refusal]") {
    support::Folder const folder;
    XlsxStream stream(made_up(0), "Scores", folder.path("no/such.xlsx"));
    CHECK_FALSE(stream.append("1,2,yes,3,\n"));
    REQUIRE(stream.problems().size() == 1);
    CHECK(stream.problems()[0].code == "W103");
}
