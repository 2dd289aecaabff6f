#include "data/repeats.hpp"

#include "data/read.hpp"

#include <array>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

data::Table table_of(std::string const& csv) {
    auto read = data::read_bytes("t.csv", csv);
    REQUIRE(read.value);
    return std::move(read.value->table);
}

std::vector<std::uint32_t> again(data::Table const& table, std::vector<std::size_t> const& columns) {
    std::vector<std::uint32_t> rows;
    for (auto const& each : data::repeated_rows(table, columns).again)
        rows.push_back(each.row);
    return rows;
}

}  // namespace

TEST_CASE("repeated_rows: names the first row of each repetition", "[data]") {
    auto const table = table_of("id,w\na,1\nb,1\na,2\na,1\nb,1\n");
    auto const repeats = data::repeated_rows(table, std::array{std::size_t{0}});
    REQUIRE(repeats.again.size() == 3);
    CHECK(repeats.again[1].row == 3);
    CHECK(repeats.again[1].first == 0);  // not row 2
    CHECK(repeats.again[2].first == 1);
    CHECK(again(table, {0, 1}) == std::vector<std::uint32_t>{3, 4});
}

TEST_CASE("repeated_rows: texts are compared and neither numbers nor blanks at their ends", "[data]") {
    CHECK(again(table_of("id,x\n007,1\n7,1\n07,1\n7.0,1\n"), {0}).empty());
    CHECK(again(table_of("id,x\n7,1\n8,1\n7,1\n"), {0}) ==
          std::vector<std::uint32_t>{2});  // a column of numbers
    CHECK(again(table_of("id,x\n1.5,1\n1.5,1\n"), {0}).size() == 1);
    CHECK(again(table_of("id,x\n\" a\",1\na,1\nA,1\n"), {0}) == std::vector<std::uint32_t>{1});
    // Two cells are not one text: 'a' 'bc' and 'ab' 'c'.
    CHECK(again(table_of("id,x\na,bc\nab,c\n"), {0, 1}).empty());
    CHECK(again(table_of("id,x\na,b\nb,a\n"), {0, 1}).empty());
}

TEST_CASE("repeated_rows: blanks and refused rows repeat nothing", "[data]") {
    auto const table = table_of("id,x\n,1\n  ,1\na,1\na\n,2\n");
    auto const repeats = data::repeated_rows(table, std::array{std::size_t{0}});
    CHECK(repeats.again.empty());
    CHECK(repeats.blank == std::vector<std::uint32_t>{0, 1, 4});
    // A blank wave is a wave.
    CHECK(again(table_of("id,w\na,\na,\n"), {0, 1}).size() == 1);
    CHECK(data::repeated_rows(table_of("id,x\n"), std::array{std::size_t{0}}).again.empty());
}

TEST_CASE("repeated_rows: every one of many rows is found once", "[data]") {
    std::string csv = "id,x\n";
    for (int i = 0; i < 20000; ++i)
        csv += "p" + std::to_string(i % 15000) + ",1\n";
    auto const rows = again(table_of(csv), {0});
    REQUIRE(rows.size() == 5000);
    CHECK(rows.front() == 15000);
    CHECK(rows.back() == 19999);
}
