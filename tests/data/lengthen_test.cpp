#include "data/lengthen.hpp"

#include "data/read.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

data::ReadResult read_of(std::string const& csv) {
    auto read = data::read_bytes("t.csv", csv);
    REQUIRE(read.value);
    return std::move(*read.value);
}

/// id | q = q_1, q_2 | r = r_1, nothing
data::SideBySide two_waves() {
    return {{"1", "2"}, {0}, {{"q", {1, 2}}, {"r", {3, std::nullopt}}}};
}

}  // namespace

TEST_CASE("lengthen: each cell keeps its text, its line and its heading", "[data][waves]") {
    auto read = read_of("id,q_1,q_2,r_1\n007,1,2.5,x\n008,,0,\n");
    CHECK(data::reason_against(read, two_waves()).empty());
    CHECK(data::lengthen(read, two_waves()) == 3);
    auto const& table = read.table;
    REQUIRE(table.row_count() == 4);
    std::vector<std::vector<std::string>> rows;
    for (std::size_t row = 0; row < 4; ++row) {
        auto& texts = rows.emplace_back();
        for (std::size_t c = 0; c < table.column_count(); ++c)
            texts.push_back(table.text(c, row));
    }
    CHECK(rows ==
          std::vector<std::vector<std::string>>{
              {"007", "1", "x", "1"}, {"007", "2.5", "", "2"}, {"008", "", "", "1"}, {"008", "0", "", "2"}});
    CHECK(table.column(2).missing()[1] == MissingReason::blank);
    CHECK(table.line(1) == 2);
    CHECK(table.line(2) == 3);
    CHECK(table.heading(0, 1) == "q_1");
    CHECK(table.heading(1, 1) == "q_2");
    CHECK(table.place(3, 1) == "line 3, column 'q_2'");
    CHECK(table.file_row(3) == 1);
}

TEST_CASE("lengthen: numbers stay numbers of the widest kind that keeps all texts", "[data][waves]") {
    auto const kind = [](std::string const& csv) {
        auto read = read_of("id,q_1,q_2,r_1\n" + csv);
        data::lengthen(read, two_waves());
        return read.table.column(1).kind();
    };
    CHECK(kind("1,1,2,0\n") == data::ColumnKind::integer);
    CHECK(kind("1,1,2.5,0\n") == data::ColumnKind::real);
    CHECK(kind("1,1,02,0\n") == data::ColumnKind::text);
    CHECK(kind("1,2147483647,0.1,0\n") == data::ColumnKind::real);
    auto read = read_of("id,q_1,q_2,r_1\n1,2147483647,0.1,0\n");
    data::lengthen(read, two_waves());
    CHECK(read.table.text(1, 0) == "2147483647");
}

TEST_CASE("lengthen: a refused row is refused in each wave and found once", "[data][waves]") {
    auto read = read_of("id,q_1,q_2,r_1\na,1,2,x\nb,1\nc,1,2,x\n");
    auto const found = read.findings.total();
    data::lengthen(read, two_waves());
    CHECK(read.findings.total() == found);
    CHECK(read.findings[0].row == 2);
    CHECK(std::vector<std::uint32_t>(read.table.refused_rows().begin(), read.table.refused_rows().end()) ==
          std::vector<std::uint32_t>{2, 3});
    CHECK(read.table.text(0, 3) == "b");
    CHECK(read.table.text(3, 3) == "2");
    CHECK(read.table.column(2).missing()[3] == MissingReason::unreadable);
}

TEST_CASE("lengthen: rows that are taken out take their turn with them", "[data][waves]") {
    auto read = read_of("id,q_1,q_2,r_1\na,1,2,x\nb,0,1,y\n");
    data::lengthen(read, two_waves());
    read.table.keep_rows(std::vector<std::size_t>{1, 3});
    CHECK(read.table.place(0, 1) == "line 2, column 'q_2'");
    CHECK(read.table.place(1, 1) == "line 3, column 'q_2'");
    CHECK(read.table.file_row(1) == 1);
}
