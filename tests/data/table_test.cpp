#include "data/table.hpp"

#include "base/expects.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

constexpr auto present = MissingReason::none;
constexpr auto unreadable = MissingReason::unreadable;

/// Two columns and three rows, of which the second was refused.
data::Table sample() {
    data::TextCells ids;
    ids.add("A");
    ids.add("");
    ids.add("C");
    data::RefusedRows refused;
    refused.add_row(1);
    refused.add_field("B");
    return data::Table({data::Column::text("Id", ids, {present, unreadable, present}),
                        data::Column::integer("q1", {1, 0, 3}, {present, unreadable, present})},
                       {2, 3, 5}, refused);
}

}  // namespace

TEST_CASE("Table: finds columns by exact name and by name without case", "[data][table]") {
    auto const table = sample();
    CHECK(table.find("q1") == 1U);
    CHECK_FALSE(table.find("Q1"));
    CHECK_FALSE(table.find("q"));
    CHECK(table.find_ignoring_case("ID") == std::vector<std::size_t>{0});
    CHECK(table.find_ignoring_case("q2").empty());
    data::Table const both({data::Column::integer("Q1", {}, {}), data::Column::integer("q1", {}, {})}, {});
    CHECK(both.find_ignoring_case("q1") == std::vector<std::size_t>{0, 1});
    CHECK(both.find("q1") == 1U);
}

TEST_CASE("Table: gives each row its line and a refused row its own text", "[data][table]") {
    auto const table = sample();
    CHECK(table.row_count() == 3);
    CHECK(table.column_count() == 2);
    CHECK(table.line(0) == 2);
    CHECK(table.line(2) == 5);
    CHECK_FALSE(table.refused(0));
    CHECK(table.refused(1));
    CHECK_FALSE(table.refused(2));
    CHECK(table.text(0, 1) == "B");
    CHECK(table.text(1, 1) == "");  // there was no second field
    CHECK(table.column(0).text(1) == "");
    CHECK(table.text(0, 2) == "C");
    CHECK(table.text(1, 2) == "3");
}

TEST_CASE("RefusedRows: keeps the fields of each row apart", "[data][table]") {
    data::RefusedRows refused;
    refused.add_row(3);
    refused.add_field("a");
    refused.add_field("b");
    refused.add_row(4);
    refused.add_row(9);
    refused.add_field("c");
    CHECK(refused.field(3, 1) == "b");
    CHECK(refused.field(3, 2) == "");
    CHECK(refused.field(4, 0) == "");
    CHECK(refused.field(9, 0) == "c");
    CHECK(refused.field(5, 0) == "");
    CHECK_FALSE(refused.contains(5));
    CHECK_THROWS_AS(refused.add_row(9), Bug);
}

TEST_CASE("Table: our own mistakes are told at once", "[data][table]") {
    CHECK_THROWS_AS(data::Column::integer("x", {1, 2}, {present}), Bug);
    CHECK_THROWS_AS(data::Table({data::Column::integer("x", {1}, {present})}, {}), Bug);
    auto const table = sample();
    CHECK_THROWS_AS(table.column(2), Bug);
    CHECK_THROWS_AS(table.line(3), Bug);
    CHECK_THROWS_AS(table.column(0).integers(), Bug);
    CHECK_THROWS_AS(table.column(1).reals(), Bug);
    CHECK_THROWS_AS(table.column(1).texts(), Bug);
    CHECK_THROWS_AS(table.column(1).text(3), Bug);
}

TEST_CASE("Table: a place is told in the words of its file", "[data][table]") {
    auto const column = data::Column::integer("q1", {1}, {present});
    data::Table const lines({column}, {18});
    CHECK(lines.place(0) == "line 18");
    CHECK(lines.place(0, 0) == "line 18, column 'q1'");
    data::Table const rows({column}, {18}, {}, {data::Places::Kind::rows});
    CHECK(rows.place(0, 0) == "row 18, column 'q1'");
    data::Table const cells({column}, {18}, {}, {data::Places::Kind::cells, "Data", {27}});
    CHECK(cells.place(0) == "row 18 of sheet 'Data'");
    CHECK(cells.place(0, 0) == "sheet 'Data', cell AB18, column 'q1'");
    CHECK_THROWS_AS(data::Table({column}, {18}, {}, {data::Places::Kind::cells, "Data", {}}), Bug);
}
