#include "document/write/csv.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "support/folder.hpp"

#include <limits>

#include <catch2/catch.hpp>

using namespace quaestor;
using namespace quaestor::document;

namespace {

Table one_row(std::vector<Cell> cells) {
    Table table;
    table.key = "t";
    for (std::size_t i = 0; i < cells.size(); ++i)
        table.columns.push_back({"c" + std::to_string(i), "Heading"});
    table.hold({std::move(cells)});
    return table;
}

std::string written(Table const& table, CsvOptions const& options = {}) {
    std::string bytes;
    auto const sink = [&](std::string_view chunk) {
        bytes += chunk;
        return Diagnostics();
    };
    CHECK(write_csv(table, sink, options).empty());
    return bytes;
}

/// The row below the header.
std::string row(std::vector<Cell> cells) {
    auto const bytes = written(one_row(std::move(cells)));
    return bytes.substr(bytes.find('\n') + 1);
}

}  // namespace

TEST_CASE("write_csv: quotes only what needs them", "[document][csv]") {
    CHECK(row({"a", "b c", "x,y", "say \"hi\"", "two\nlines", " edge", "", Cell()}) ==
          "a,b c,\"x,y\",\"say \"\"hi\"\"\",\"two\nlines\",\" edge\",\"\",\n");
}

TEST_CASE("write_csv: text that runs is defused and numbers are left alone", "[document][csv]") {
    CHECK(row({"=1+1", "@x", "-3 mg", "-3", -3, -3.5, "=\"a\",b"}) ==
          "\"'=1+1\",\"'@x\",\"'-3 mg\",-3,-3,-3.5,\"'=\"\"a\"\",b\"\n");
    auto table = one_row({1});
    table.columns[0].key = "=cmd";
    CHECK(written(table) == "\"'=cmd\"\n1\n");
}

TEST_CASE("write_csv: numbers read back to the same value", "[document][csv][property]") {
    for (double const number : {0.1 + 0.2, 1.0 / 3, 1e300, 5e-324, -123456.789, 2.0}) {
        auto const field = row({number, "end"});
        auto const back = text::parse_number(field.substr(0, field.find(',')));
        REQUIRE(back);
        CHECK(*back == number);
    }
    CHECK(row({-0.0, std::numeric_limits<std::int64_t>::max()}) == "0,9223372036854775807\n");
}

TEST_CASE("write_csv: a missing value is an empty field whatever the reason", "[document][csv]") {
    CHECK(row({Cell::absent("no variance"), 1}) == ",1\n");
    CHECK(row({Cell()}) == "\"\"\n");  // an empty line would be skipped, and with it the row
}

TEST_CASE("write_csv: a number that is not finite is our bug", "[document][csv][refusal]") {
    auto const sink = [](std::string_view) { return Diagnostics(); };
    CHECK_THROWS_AS(write_csv(one_row({std::numeric_limits<double>::quiet_NaN()}), sink), Bug);
}

TEST_CASE("write_csv: bytes that are no text are replaced and a mark opens the file on request",
          "[document][csv]") {
    CHECK(row({"\xFFx"}) == "\xEF\xBF\xBDx\n");
    CHECK(written(one_row({1}), {.byte_order_mark = true}) ==
          "\xEF\xBB\xBF"
          "c0\n1\n");
}

TEST_CASE("write_csv: streams in chunks and stops when the sink fails", "[document][csv]") {
    Table table;
    table.columns = {{"n", "n"}, {"s", "s"}};
    table.rows = 400'000;
    table.cells = [](std::size_t i, std::size_t j) { return j == 0 ? Cell(i) : Cell("abcdefgh"); };
    std::size_t chunks = 0;
    std::size_t bytes = 0;
    auto const count = [&](std::string_view chunk) {
        ++chunks;
        bytes += chunk.size();
        return Diagnostics();
    };
    CHECK(write_csv(table, count).empty());
    CHECK(chunks == 6);
    CHECK(bytes == 4 + 400'000 * 10 + 10 + 90 * 2 + 900 * 3 + 9'000 * 4 + 90'000 * 5 + 300'000 * 6);

    std::size_t calls = 0;
    auto const full = [&](std::string_view) {
        ++calls;
        Diagnostics diagnostics;
        diagnostics.add({Severity::error, "W003", "no room"});
        return diagnostics;
    };
    CHECK(write_csv(table, full).has_errors());
    CHECK(calls == 1);
}

TEST_CASE("write_csv: a file that cannot take the bytes is reported", "[document][csv][refusal]") {
    support::Folder const folder;
    CHECK(write_csv(one_row({"x"}), folder.path("a.csv")).empty());
    CHECK(support::content(folder.path("a.csv")) == "c0\nx\n");
    for (auto const& path : {std::string("/dev/full"), folder.path("no/such.csv")}) {
        auto const found = write_csv(one_row({"x"}), path);
        REQUIRE(found.size() == 1);
        CHECK(found[0].code == "W106");
    }
}
