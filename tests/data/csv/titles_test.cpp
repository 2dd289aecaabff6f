#include "data/csv/titles.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace quaestor;
using data::csv::find_start;

namespace {

/// The line of the file on which the header is.
std::uint32_t header_line(std::string const& text, std::optional<char> delimiter = {}) {
    auto const got = find_start("f.csv", text, 1, delimiter, {});
    REQUIRE(got.ok());
    CHECK(got.value->decision.empty() == (got.value->first_line == 1));
    return got.value->first_line;
}

}  // namespace

TEST_CASE("find_start: titles above the names are skipped", "[data][csv][titles]") {
    CHECK(header_line("Survey 2024\nid,q1\nA,1\n") == 2);
    CHECK(header_line("Survey 2024\n\nexported\r\nid;q1\nA;1\n") == 4);
    CHECK(header_line("Survey 2024;;\n;;\nid;q1;q2\nA;1;2\n") == 3);  // as a spreadsheet writes them
    CHECK(header_line("\"Two\nlines\"\nid\tq1\nA\t1\n") == 3);
    auto const got = find_start("f.csv", "a title\nid,q1\nA,1\n", 2, {}, {});
    CHECK(got.value->text == "id,q1\nA,1\n");
    CHECK(got.value->first_line == 3);
    CHECK(got.value->decision == "header: line 3, below 1 title line with one filled field");
}

TEST_CASE("find_start: commas within the rows make no header of one of them", "[data][csv][titles][regression]") {
    CHECK(header_line("Ward 4;;\nid;hours;how\n007;7,5;well\n008;6,5;fine\n") == 2);
    // Each delimiter has names below titles, one earlier and the other more of them.
    auto const got = find_start("f.csv", "a title\nWard 3, spring\nid;hours;how\n7;7,5;x\n8;6,5;y\n9;6,5;z\n", 1, {}, {});
    REQUIRE_FALSE(got.value);
    CHECK(got.diagnostics[0].code == "D110");
    CHECK(got.diagnostics[0].message ==
          "the delimiter cannot be told from the first lines: it could be ',' with the header on line 2 (2 columns) or ';' "
          "with the header on line 3 (3 columns)");
}

TEST_CASE("find_start: nothing is skipped where names may stand on the first line", "[data][csv][titles]") {
    CHECK(header_line("id,q1\nA,1\nB,2\n") == 1);
    CHECK(header_line("id;q1\nx,y\nz,u\n") == 1);  // two fields by one of the delimiters
    CHECK(header_line("comment\nfine\n\"well, yes\"\n") == 1);
    CHECK(header_line("Survey 2024\n1,2\n3,4\n") == 1);  // numbers are no names
    CHECK(header_line("Survey 2024\nx,x\n3,4\n") == 1);  // nor is the same twice
    CHECK(header_line("Survey 2024\nid,q1\n") == 1);     // no row shows that it is one
    CHECK(header_line("Survey 2024\nso, well\nA\nB\nC,D\n") == 1);
    CHECK(header_line("q1\n1\n2\n") == 1);
    CHECK(header_line("Survey, 2024\nid;q1\nA;1\n", ';') == 2);  // the known delimiter counts alone
}

TEST_CASE("find_start: the line that is asked for", "[data][csv][titles]") {
    data::CsvOptions options;
    options.header_line = 3;
    auto const got = find_start("f.csv", "Survey, 2024\r\nby us\r\nid,q1\r\nA,1", 1, {}, options);
    REQUIRE(got.ok());
    CHECK(got.value->text == "id,q1\r\nA,1");
    CHECK(got.value->first_line == 3);
    CHECK(got.value->decision == "header: line 3 (given)");
    for (auto const* text : {"id,q1\nA,1\n", "id", "a\nb\n\n \n"}) {
        auto const none = find_start("f.csv", text, 1, {}, options);
        REQUIRE_FALSE(none.value);
        CHECK(none.diagnostics[0].code == "D119");
        CHECK(none.diagnostics[0].message == "there is no header on line 3");
    }
}
