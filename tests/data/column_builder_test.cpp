#include "data/column_builder.hpp"

#include "data/number_text.hpp"

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace quaestor;
using data::ColumnKind;

namespace {

data::Column built(std::vector<std::string> const& cells) {
    data::ColumnBuilder builder("x");
    for (auto const& cell : cells) {
        builder.add(cell);
    }
    return builder.finish();
}

void check_cells(data::Column const& column, std::vector<std::string> const& cells) {
    REQUIRE(column.size() == cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        CAPTURE(i, cells[i]);
        CHECK(column.text(i) == cells[i]);
    }
}

}  // namespace

TEST_CASE("ColumnBuilder: integers stay integers and blanks are missing with value 0", "[data][column]") {
    auto const column = built({"1", "", "-99", "2147483647"});
    REQUIRE(column.kind() == ColumnKind::integer);
    CHECK(column.name() == "x");
    CHECK(column.integers()[0] == 1);
    CHECK(column.integers()[1] == 0);
    CHECK(column.integers()[2] == -99);
    CHECK(column.integers()[3] == 2147483647);
    CHECK(column.missing()[0] == MissingReason::none);
    CHECK(column.missing()[1] == MissingReason::blank);
    check_cells(column, {"1", "", "-99", "2147483647"});
}

TEST_CASE("ColumnBuilder: one fraction makes a column real and keeps what came before", "[data][column]") {
    auto const column = built({"100000", "", "2.5", "4", ""});
    REQUIRE(column.kind() == ColumnKind::real);
    CHECK(column.reals()[0] == 100000.0);
    CHECK(std::isnan(column.reals()[1]));
    CHECK(column.reals()[2] == 2.5);
    CHECK(std::isnan(column.reals()[4]));
    CHECK(column.missing()[1] == MissingReason::blank);
    CHECK(column.missing()[4] == MissingReason::blank);
    check_cells(column, {"100000", "", "2.5", "4", ""});
}

TEST_CASE("ColumnBuilder: a text that no number writes makes the column text and loses nothing",
          "[data][column]") {
    for (auto const* odd :
         {"007", "1.0", "+3", "12345678901234567890", "1e5", "-0", " 3", "3 ", "3,5", "often"}) {
        CAPTURE(odd);
        auto const after_integer = built({"1", "", "-2", odd, "4"});
        CHECK(after_integer.kind() == ColumnKind::text);
        check_cells(after_integer, {"1", "", "-2", odd, "4"});
        auto const after_real = built({"1.5", "", "100000", odd, "4"});
        CHECK(after_real.kind() == ColumnKind::text);
        CHECK(after_real.missing()[1] == MissingReason::blank);
        check_cells(after_real, {"1.5", "", "100000", odd, "4"});
    }
}

TEST_CASE("ColumnBuilder: a cell of blanks is blank and keeps its blanks", "[data][column]") {
    auto const column = built({"1", "  ", "\t", "2"});
    CHECK(column.kind() == ColumnKind::text);
    CHECK(column.missing()[1] == MissingReason::blank);
    CHECK(column.missing()[2] == MissingReason::blank);
    CHECK(column.missing()[3] == MissingReason::none);
    check_cells(column, {"1", "  ", "\t", "2"});
}

TEST_CASE("ColumnBuilder: a column without content is an integer column of blanks", "[data][column]") {
    auto const column = built({"", ""});
    CHECK(column.kind() == ColumnKind::integer);
    CHECK(column.missing()[1] == MissingReason::blank);
    CHECK(built({}).size() == 0);
}

TEST_CASE("ColumnBuilder: unreadable cells have no text and keep their reason in every kind",
          "[data][column]") {
    for (auto const* last : {"3", "3.5", "three"}) {
        CAPTURE(last);
        data::ColumnBuilder builder("x");
        builder.add("1");
        builder.add_missing(MissingReason::unreadable);
        builder.add(last);
        builder.add_missing(MissingReason::unreadable);
        auto const column = builder.finish();
        REQUIRE(column.size() == 4);
        CHECK(column.missing()[1] == MissingReason::unreadable);
        CHECK(column.missing()[3] == MissingReason::unreadable);
        check_cells(column, {"1", "", last, ""});
    }
}

TEST_CASE("ColumnBuilder: any cells come back as they were whatever the room", "[data][column][property]") {
    std::mt19937_64 random(11);
    std::vector<std::string> const pool{"0",     "1",           "23", "-4", "", "0.5",
                                        "12.25", "99999999999", "x",  "01", " "};
    for (int round = 0; round < 300; ++round) {
        auto const kinds = 1 + random() % pool.size();
        std::vector<std::string> cells(random() % 3000);
        data::ColumnBuilder builder("x");
        if (round % 2 == 0) builder.expect_rows(random() % 2000);
        for (auto& cell : cells) {
            cell = pool[random() % 50 == 0 ? random() % kinds : random() % std::min<std::size_t>(4, kinds)];
            builder.add(cell);
        }
        auto const column = builder.finish();
        REQUIRE(column.size() == cells.size());
        for (std::size_t i = 0; i < cells.size(); ++i) {
            bool const blank = cells[i].empty() || cells[i] == " ";
            REQUIRE(column.text(i) == cells[i]);
            REQUIRE(column.missing()[i] == (blank ? MissingReason::blank : MissingReason::none));
        }
    }
}

TEST_CASE("ColumnBuilder: numbers are added as their text would be", "[data][column][property]") {
    std::vector<double> const numbers{
        0, -0.0, 7, -7, 0.5, 2147483647, -2147483648.0, 2147483648.0, 1e20, 0.1, 123456789.5, 1.0 / 3.0, 3};
    for (std::size_t n = 1; n <= numbers.size(); ++n) {
        data::ColumnBuilder by_number("x");
        data::ColumnBuilder by_text("x");
        for (std::size_t i = 0; i < n; ++i) {
            by_number.add_number(numbers[i]);
            by_text.add(data::number_text(numbers[i]));
        }
        auto const one = by_number.finish();
        auto const other = by_text.finish();
        REQUIRE(one.kind() == other.kind());
        for (std::size_t i = 0; i < n; ++i)
            CHECK(one.text(i) == other.text(i));
    }
    data::ColumnBuilder mixed("x");
    mixed.add("007");
    mixed.add_number(7);
    CHECK(mixed.finish().text(1) == "7");
}

TEST_CASE("ColumnBuilder: a code that the file declares as missing stays in every kind of column", "[data][column]") {
    for (auto const* last : {"1", "2.5", "text"}) {
        CAPTURE(last);
        data::ColumnBuilder builder("x");
        builder.add_declared(-99.0);
        builder.add_missing(MissingReason::blank);
        builder.add("1");
        builder.add(last);
        builder.add_declared(0.0);
        auto const column = builder.finish();
        check_cells(column, {"-99", "", "1", last, "0"});
        CHECK(column.missing()[0] == MissingReason::declared);
        CHECK(column.missing()[1] == MissingReason::blank);
        CHECK(column.missing()[2] == MissingReason::none);
        CHECK(column.missing()[4] == MissingReason::declared);
    }
    data::ColumnBuilder builder("x");
    builder.add("1");
    builder.add_declared(7.5);
    builder.add_declared(".a");
    auto const column = builder.finish();
    CHECK(column.kind() == data::ColumnKind::text);
    check_cells(column, {"1", "7.5", ".a"});
    CHECK(column.missing()[2] == MissingReason::declared);
}
