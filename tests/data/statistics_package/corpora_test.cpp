// SPSS files of another project, where they lie beside this one, against what that project expects of them.
#include "data/read.hpp"

#include <filesystem>
#include <iostream>
#include <string>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

/// The folder, or nothing with a note that the test was skipped.
std::string corpus() {
    auto const path = std::string(QUAESTOR_ROOT) + "/../shared/ecosystem/corpora/sav/pyreadstat/test_data";
    if (std::filesystem::is_directory(path)) return path + "/";
    std::cout << "skipped: " << path << " is not here\n";
    return "";
}

/// The rows of a table, cells divided by "|"; "NULL" where a number is missing, codes of missing ones in
/// brackets.
std::string rows_of(std::string const& path) {
    auto const got = data::read(path);
    REQUIRE(got.value);
    auto const& table = got.value->table;
    std::string all;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        for (std::size_t c = 0; c < table.column_count(); ++c) {
            auto text = table.text(c, row);
            auto const reason = table.column(c).missing()[row];
            if (reason == MissingReason::declared) text = "[" + text + "]";
            if (reason == MissingReason::blank) text = "NULL";
            all += (c > 0 ? "|" : "") + text;
        }
        all += "\n";
    }
    return all;
}

std::string const sample =
    "a|1.1|2018-05-06|2018-05-06 10:10:10|1|1|10:10:10\n"
    "b|1.2|1880-05-06|1880-05-06 10:10:10|2|2|23:10:10\n"
    "c|-1000.3|1960-01-01|1960-01-01 00:00:00|1|3|00:00\n"
    "d|-1.4|1583-01-01|1583-01-01 00:00:00|2|1|16:10:10\n"
    "e|1000.3|NULL|NULL|1|1|NULL\n";

}  // namespace

TEST_CASE("read_package: the sample equals its CSV in every format", "[data][package][corpora]") {
    auto const folder = corpus();
    if (folder.empty()) return;
    for (auto const* name : {"basic/sample.sav", "basic/sample.zsav", "basic/sample.por"}) {
        CAPTURE(name);
        CHECK(rows_of(folder + name) == sample);
    }
    CHECK(rows_of(folder + "basic/sample_large.sav").starts_with(sample));
}

TEST_CASE("read_package: declared missing values equal the project's tables of them",
          "[data][package][corpora]") {
    auto const folder = corpus();
    if (folder.empty()) return;
    CHECK(rows_of(folder + "basic/sample_missing.sav") == sample +
                                                              "Z|[-1]|NULL|NULL|[-1]|[-1]|NULL\n"
                                                              "NULL|[2500]|NULL|NULL|NULL|[-3]|NULL\n");
    CHECK(rows_of(folder + "missing_data/missing_test.sav") == "[1]\n2\n");
    CHECK(rows_of(folder + "missing_data/missing_char.sav") == "[Z]\na\n");
    auto const got = data::read(folder + "missing_data/missing_test.sav");
    CHECK(got.value->table.column(0).info().label_of("1") == "missing");
}

TEST_CASE("read_package: letters beyond ASCII and labels of codes", "[data][package][corpora]") {
    auto const folder = corpus();
    if (folder.empty()) return;
    CHECK(data::read(folder + "basic/hebrews.sav").value->table.column(0).name() == "ותק_ב");
    auto const ordered = data::read(folder + "basic/ordered_category.sav");
    CHECK(ordered.value->table.column(0).info().label_of("3") == "medium");
    auto const all = data::read(folder + "multiple_response/simple_alltypes.sav");
    REQUIRE(all.ok());
    auto const& z = all.value->table.column(2);
    CHECK(z.missing()[0] == MissingReason::declared);  // -9 lies in -999 to 0
    CHECK(z.text(0) == "-9");
    CHECK(z.reals()[2] == 1.234);
}
