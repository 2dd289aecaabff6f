// Workbooks of other projects and workbooks made to mislead, where they lie beside this one.
#include "data/read.hpp"

#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

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

std::string first_error(Outcome<data::ReadResult> const& got) {
    for (auto const& found : got.diagnostics) {
        if (found.severity == Severity::error) return found.code + ": " + found.message;
    }
    return "no error";
}

std::string cell(data::ReadResult const& result, std::size_t column, std::size_t row) {
    return result.table.text(column, row);
}

}  // namespace

TEST_CASE("read_xlsx: the workbooks made to mislead are read or refused as written down",
          "[data][xlsx][corpora]") {
    auto const folder = corpora("handmade/xlsx");
    if (folder.empty()) return;
    auto const plain = data::read(folder + "01_plain.xlsx");
    REQUIRE(plain.ok());
    CHECK(cell(*plain.value, 0, 0) == "P1");
    CHECK(plain.value->table.column(1).integers()[0] == 3);

    auto const formulas = data::read(folder + "03_inline_and_formula.xlsx");
    REQUIRE(formulas.ok());
    CHECK(cell(*formulas.value, 1, 0) == "2");
    CHECK(formulas.value->findings.count("D160") == 1);
    CHECK(formulas.value->findings.count("D159") == 1);
    CHECK(cell(*formulas.value, 1, 3) == "TRUE");

    auto const error = [&](std::string const& name) { return first_error(data::read(folder + name)); };
    CHECK(error("05_billion_laughs.xlsx").find("DOCTYPE") != std::string::npos);
    CHECK(error("07_zip_bomb_200MB.xlsx").starts_with("D151"));
    CHECK(error("11_bad_shared_index.xlsx").find("cell A1") != std::string::npos);
    CHECK(error("15_encrypted_ole.xlsx").find("password") != std::string::npos);
    CHECK(error("17_truncated.xlsx").starts_with("D150"));
    CHECK(data::read(folder + "09_zip_slip_entry.xlsx").value);

    auto const merged = data::read(folder + "13_merged_header.xlsx");
    REQUIRE(merged.ok());
    CHECK(merged.diagnostics[0].code == "D118");
    CHECK(cell(*merged.value, 1, 0) == "1");
}

TEST_CASE("read_xlsx: any workbook of other projects is read or refused in words", "[data][xlsx][corpora]") {
    for (auto const* name : {"xlsx", "csv/frictionless"}) {
        auto const folder = corpora(name);
        if (folder.empty()) continue;
        std::size_t read = 0;
        for (auto const& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.path().extension() != ".xlsx") continue;
            CAPTURE(entry.path().string());
            auto const got = data::read(entry.path().string());
            CHECK(got.value.has_value() != got.diagnostics.has_errors());
            // They hold what is no table, and every one of them is a workbook.
            auto const error = first_error(got);
            CHECK_FALSE(error.starts_with("D150"));
            CHECK_FALSE(error.starts_with("D151"));
            CHECK_FALSE(error.starts_with("D152"));
            read += got.value ? 1 : 0;
        }
        CHECK(read > 10);
    }
}

TEST_CASE("read_xlsx: cells that Excel wrote come back as they are known to be", "[data][xlsx][corpora]") {
    auto const folder = corpora("xlsx/libxlsxwriter/test/functional/xlsx_files");
    if (folder.empty()) return;
    auto const column = [&](std::string const& name) {
        auto const got = data::read(folder + name);
        REQUIRE(got.value);
        auto all = got.value->table.column(0).name();
        for (std::size_t row = 0; row < got.value->table.row_count(); ++row)
            all += "|" + cell(*got.value, 0, row);
        return all;
    };
    CHECK(column("date_1904_01.xlsx") == "1900-01-01|1902-09-26|1913-09-08|1927-05-18|2173-10-14|4637-11-26");
    CHECK(column("date_1904_02.xlsx") == "1904-01-01|1906-09-27|1917-09-09|1931-05-19|2177-10-15|4641-11-27");
    CHECK(column("rich_string01.xlsx") == "Foo|Bar|abcdefg");
    CHECK(column("types08.xlsx") == "TRUE|FALSE");
    CHECK(column("simple01.xlsx") == "Hello|123");
}
