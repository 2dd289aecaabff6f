#include "data/missing_codes.hpp"

#include "data/column_builder.hpp"
#include "data/take_out.hpp"

#include <array>

#include <catch2/catch.hpp>

using namespace quaestor;
using data::declare_missing;

namespace {

data::Table table_of(std::vector<std::vector<std::string>> const& columns) {
    std::vector<data::Column> built;
    for (auto const& cells : columns) {
        data::ColumnBuilder builder("c" + std::to_string(built.size()));
        for (auto const& cell : cells)
            builder.add(cell);
        built.push_back(builder.finish());
    }
    std::vector<std::uint32_t> lines;
    for (std::size_t row = 0; row < columns.front().size(); ++row)
        lines.push_back(static_cast<std::uint32_t>(row + 2));
    return {std::move(built), std::move(lines)};
}

constexpr auto declared = MissingReason::declared;
constexpr auto none = MissingReason::none;

}  // namespace

TEST_CASE("missing codes: numbers as numbers, words as words, in every kind of column", "[data]") {
    auto table = table_of({{"1", "-99", "3"}, {"1.5", "-99", ""}, {"unk", " -99 ", "UNKNOWN"}});
    std::vector<std::string> const codes{"-99", "UNK"};
    std::vector<std::size_t> const all{0, 1, 2};
    auto const counts = declare_missing(table, codes, all);
    CHECK(counts[0].cells == 3);
    CHECK(counts[0].columns == 3);
    CHECK(counts[1].cells == 1);
    CHECK(table.column(0).missing()[1] == declared);
    CHECK(table.column(0).missing()[0] == none);
    CHECK(table.column(1).missing()[1] == declared);
    CHECK(table.column(1).missing()[2] == MissingReason::blank);
    CHECK(table.column(2).missing()[0] == declared);
    CHECK(table.column(2).missing()[2] == none);
    CHECK(table.column(0).text(1) == "-99");
    CHECK(table.column(1).text(1) == "-99");
    CHECK(table.column(2).text(0) == "unk");
    CHECK(describe(counts[0]) == "3 cells in 3 columns hold '-99'");
}

TEST_CASE("missing codes: columns that are not named stay as they are", "[data]") {
    auto table = table_of({{"9"}, {"9"}});
    std::vector<std::string> const codes{"9"};
    std::vector<std::size_t> const first{0};
    CHECK(declare_missing(table, codes, first)[0].cells == 1);
    CHECK(table.column(1).missing()[0] == none);
}

TEST_CASE("take_out: rows and columns go with their findings, the rest keeps its place in the file",
          "[data]") {
    data::ReadResult read;
    read.table = table_of({{"1", "2", "3"}, {"a", "b", "c"}, {"4.5", "5.5", "6.5"}});
    std::vector<std::size_t> const refused{1};
    read.table.refuse(refused);
    read.findings.add({0, 2, 0, "D1", "in a row that goes", ""});
    read.findings.add({1, 3, data::no_column, "D2", "of a row that stays", "raw"});
    read.findings.add({1, 3, 1, "D5", "of the same row, broken in a column that goes", "raw"});
    read.findings.add({2, 4, 1, "D3", "in a column that goes", ""});
    read.findings.add({2, 4, 2, "D4", "moves", ""});
    take_out(read, std::array<std::size_t, 1>{0}, std::array<std::size_t, 1>{1});
    CHECK(read.table.row_count() == 2);
    CHECK(read.table.column_count() == 2);
    CHECK(read.table.line(0) == 3);
    CHECK(read.table.refused(0));
    CHECK(read.table.text(0, 0) == "2");
    CHECK(read.table.text(1, 0) == "5.5");
    CHECK(read.table.column(1).reals()[1] == 6.5);
    REQUIRE(read.findings.size() == 3);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(read.findings[i].row == 0);
        CHECK(read.findings[i].column == data::no_column);
    }
    CHECK(read.findings[2].row == 1);
    CHECK(read.findings[2].column == 1);
    forget_undivided_rows(read);
    CHECK(read.table.text(0, 0).empty());
    CHECK(read.findings[0].raw.empty());
}
