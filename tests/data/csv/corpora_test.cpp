// Files of other projects and files made to mislead, where they lie beside this one.
#include "data/read.hpp"
#include "support/folder.hpp"

#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidjson/document.h>

using namespace quaestor;
namespace fs = std::filesystem;

namespace {

/// The folder, or nothing with a note that the test was skipped.
std::string corpora(std::string const& folder) {
    auto const path = std::string(QUAESTOR_ROOT) + "/../shared/ecosystem/corpora/" + folder;
    if (fs::is_directory(path)) return path + "/";
    std::cout << "skipped: " << path << " is not here\n";
    return "";
}

std::vector<std::string> files_in(std::string const& folder, std::string const& ending) {
    std::vector<std::string> files;
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().extension() == ending)
            files.push_back(entry.path().string());
    }
    return files;
}

std::string first_error(std::string const& path) {
    auto const got = data::read(path);
    for (auto const& found : got.diagnostics) {
        if (found.severity == Severity::error) return found.code + ": " + found.message;
    }
    return "no error";
}

}  // namespace

TEST_CASE("read: the files made to mislead are read or refused as written down", "[data][csv][corpora]") {
    auto const folder = corpora("handmade/csv");
    if (folder.empty()) return;
    CHECK(first_error(folder + "07_nul_byte.csv") == "D103: line 3 holds a NUL byte, which no text has");
    CHECK(first_error(folder + "13_duplicate_headers.csv") ==
          "D114: the header has 'q1' twice, in columns 2 and 3");
    CHECK(first_error(folder + "19_empty.csv") == "D101: the file is empty");
    CHECK(first_error(folder + "23_unclosed_quote.csv") ==
          "D124: the quote that opens at character 3 of line 2 is never closed");

    auto const decimal_comma = data::read(folder + "01_semicolon_decimal_comma.csv");
    REQUIRE(decimal_comma.ok());
    CHECK(decimal_comma.value->table.column_count() == 3);
    CHECK(decimal_comma.value->table.text(1, 1) == "1,286");
    CHECK(decimal_comma.value->table.column(1).kind() == data::ColumnKind::text);
    CHECK(decimal_comma.value->table.notation().mark == DecimalMark::comma);
    auto const ambiguous = data::read(folder + "03_ambiguous_three_digits.csv");
    REQUIRE(ambiguous.ok());
    CHECK(ambiguous.value->table.text(1, 0) == "1,234");
    CHECK(ambiguous.value->table.notation().mark == DecimalMark::unknown);

    auto const wide = data::read(folder + "05_utf16le_bom.csv");
    REQUIRE(wide.ok());
    CHECK(wide.value->table.text(0, 0) == "P1");
    CHECK(wide.value->table.column(1).integers()[0] == 2);

    auto const ragged = data::read(folder + "15_ragged.csv");
    REQUIRE(ragged.ok());
    CHECK(ragged.value->findings.count("D121") == 2);
    CHECK_FALSE(ragged.value->table.refused(2));

    auto const separated = data::read(folder + "21_sep_line.csv");
    REQUIRE(separated.ok());
    CHECK(separated.value->table.column(1).integers()[0] == 1);

    auto const formulas = data::read(folder + "09_formula_injection.csv");
    REQUIRE(formulas.ok());
    CHECK(formulas.value->table.text(0, 0) == "=1+1");
    CHECK(formulas.value->table.text(1, 0) == "=HYPERLINK(\"http://x.invalid\",\"a\")");
    CHECK(formulas.value->table.text(2, 1) == "+3");

    auto const zeros = data::read(folder + "25_item9_never_endorsed.csv");
    REQUIRE(zeros.ok());
    CHECK(zeros.value->table.column(9).kind() == data::ColumnKind::integer);
}

TEST_CASE("read: equals the expected cells of csv-spectrum", "[data][csv][corpora]") {
    auto const folder = corpora("csv/csv-spectrum");
    if (folder.empty()) return;
    auto const files = files_in(folder + "csvs", ".csv");
    CHECK(files.size() == 12);
    for (auto const& file : files) {
        CAPTURE(file);
        auto const got = data::read(file);
        REQUIRE(got.ok());
        auto const& table = got.value->table;
        rapidjson::Document expected;
        expected.Parse(support::content(folder + "json/" + fs::path(file).stem().string() + ".json").c_str());
        if (expected.IsObject()) {  // one of them is not in a list
            rapidjson::Value list(rapidjson::kArrayType);
            list.PushBack(rapidjson::Value(expected, expected.GetAllocator()), expected.GetAllocator());
            static_cast<rapidjson::Value&>(expected) = list;
        }
        REQUIRE(expected.IsArray());
        REQUIRE(table.row_count() == expected.Size());
        for (rapidjson::SizeType r = 0; r < expected.Size(); ++r) {
            REQUIRE(table.column_count() == expected[r].MemberCount());
            for (auto const& member : expected[r].GetObject()) {
                auto const column = table.find(member.name.GetString());
                REQUIRE(column);
                // That project changed a telephone number in its CSV and not in its JSON.
                if (member.name == "Contact Phone Number") continue;
                // Nor has its CSV kept the CRLF that its JSON has.
                auto got_text = table.text(*column, r);
                auto want = std::string(member.value.GetString());
                std::erase(got_text, '\r');
                std::erase(want, '\r');
                CHECK(got_text == want);
            }
        }
    }
}

TEST_CASE("read: any CSV file of other projects is read or refused in words", "[data][csv][corpora]") {
    auto const folder = corpora("csv");
    if (folder.empty()) return;
    for (auto const& file : files_in(folder, ".csv")) {
        CAPTURE(file);
        auto const got = data::read(file);
        CHECK(got.value.has_value() != got.diagnostics.has_errors());
        for (auto const& found : got.diagnostics) {
            CHECK(found.code.size() == 4);
            CHECK(found.message.size() > 10);
        }
    }
}
