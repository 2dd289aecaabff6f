#include "data/csv/decimal.hpp"

#include "data/csv/read.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

struct Found {
    DecimalMark mark;
    std::string code;  ///< of the message, if there is one
    std::string message;
};

Found found(std::string const& text) {
    auto const got = data::read_csv("f.csv", text);
    REQUIRE(got.ok());
    Found found{got.value->table.notation().mark, "", ""};
    for (auto const& one : got.diagnostics) {
        found.code = one.code;
        found.message = one.message;
    }
    return found;
}

}  // namespace

TEST_CASE("find_notation: a decimal comma is proved by one number that has no other reading",
          "[data][csv][decimal]") {
    auto const comma = found("id;a;b\nA;0,435;2\nB;1,286;2,5\n");
    CHECK(comma.mark == DecimalMark::comma);
    CHECK(comma.code == "D133");
    CHECK(comma.message == "numbers are read with a decimal comma, as in the columns 'a', 'b'");
    CHECK(found("id\ta\nA\t1.234,5\n").mark == DecimalMark::comma);
    CHECK(found("id;a\nA;2,5\nB;1,234\n").mark == DecimalMark::comma);
}

TEST_CASE("find_notation: a point, and nothing to say of it", "[data][csv][decimal]") {
    for (auto const* text :
         {"id,a\nA,1\n", "id,a\nA,1.234\n", "id;a\nA;0.125\nB;1.234\n", "id,a\nA,\"1,4\"\n",
          "id;a\nA;well, yes\nB;2,5\n", "id;a\nA;1,2,3\n", "id;a\nA;01,02\nB;x\n", "id;a;b\nA;2.5;1.234\n"}) {
        CAPTURE(text);
        auto const point = found(text);
        CHECK(point.mark == DecimalMark::point);
        CHECK(point.code.empty());
    }
}

TEST_CASE("find_notation: what may be thousands is not decided", "[data][csv][decimal]") {
    auto const doubt = found("id,x\nA,\"1,234\"\nB,\"5,678\"\n");
    CHECK(doubt.mark == DecimalMark::unknown);
    CHECK(doubt.code == "D131");
    CHECK(doubt.message ==
          "numbers in the column 'x' can be read in two ways, as 1,234 can be 1.234 or 1234; such cells are "
          "not read");
    auto const point = found("id;x\nA;1.234\n");  // of a country with a decimal comma, perhaps
    CHECK(point.mark == DecimalMark::unknown);
    CHECK(point.message ==
          "numbers in the column 'x' can be read in two ways, as 1.234 can be 1.234 or 1234; such cells are not read");
    CHECK(found("id;x\nA;1,234\nB;2\n").mark == DecimalMark::unknown);
}

TEST_CASE("find_notation: columns that disagree", "[data][csv][decimal]") {
    auto const two = found("id;a;b\nA;2.5;2,5\n");
    CHECK(two.mark == DecimalMark::unknown);
    CHECK(two.code == "D132");
    CHECK(two.message ==
          "the column 'a' writes a decimal point and the column 'b' a comma; numbers with a comma are not "
          "read");
}

TEST_CASE("find_notation: a column that disagrees with itself", "[data][csv][decimal][regression]") {
    auto const one = found("id;a\nA;2.5\nB;2,5\n");
    CHECK(one.mark == DecimalMark::unknown);
    CHECK(one.message ==
          "the column 'a' has numbers with a decimal point and others with a comma; those with a comma are not read");
}

TEST_CASE("find_notation: what is given is not proved", "[data][csv][decimal]") {
    data::CsvOptions options;
    options.decimal = DecimalMark::comma;
    auto const got = data::read_csv("f.csv", "id,x\nA,\"1,234\"\n", options);
    REQUIRE(got.ok());
    CHECK(got.value->table.notation() == NumberNotation{DecimalMark::comma, true});
    CHECK(got.value->decisions.back() == "decimal mark: ',' (given)");
    CHECK(got.diagnostics.empty());
}
