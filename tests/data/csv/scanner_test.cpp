#include "data/csv/scanner.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace quaestor;
using data::csv::Record;
using data::csv::Scanner;
using data::csv::Trouble;

namespace {

struct Read {
    std::vector<std::string> fields;
    std::uint32_t line;
    Trouble trouble;
    std::uint32_t trouble_line;
    std::uint32_t character;
    std::string raw;
    data::csv::Place stray_quote;
};

std::vector<Read> scan(std::string const& text, char delimiter = ',', data::CsvLimits const& limits = {}) {
    std::vector<Read> all;
    Scanner scanner(text, delimiter, 1, limits);
    Record record;
    std::string buffer;
    while (scanner.next(record)) {
        std::vector<std::string> fields;
        for (auto const& field : record.fields) {
            fields.emplace_back(content(field, buffer));
        }
        all.push_back({fields, record.line, record.trouble, record.trouble_at.line,
                       record.trouble_at.character, std::string(record.raw), record.stray_quote});
    }
    CHECK(scanner.bytes_read() == text.size());
    return all;
}

using Fields = std::vector<std::string>;

}  // namespace

TEST_CASE("Scanner: divides records and keeps every blank", "[data][csv][scanner]") {
    auto const got = scan("a, b ,\n,c,d");
    REQUIRE(got.size() == 2);
    CHECK(got[0].fields == Fields{"a", " b ", ""});
    CHECK(got[1].fields == Fields{"", "c", "d"});
    CHECK(scan("a,").front().fields == Fields{"a", ""});
    CHECK(scan(",").front().fields == Fields{"", ""});
    CHECK(scan("").empty());
}

TEST_CASE("Scanner: takes LF and CRLF and CR as one line end each", "[data][csv][scanner]") {
    for (auto const* end : {"\n", "\r\n", "\r"}) {
        auto const got = scan("a,b" + std::string(end) + end + "c,d" + end);
        REQUIRE(got.size() == 3);
        CHECK(got[0].raw == "a,b");
        CHECK(got[1].fields == Fields{""});
        CHECK(got[2].fields == Fields{"c", "d"});
        CHECK(got[2].line == 3);
    }
}

TEST_CASE("Scanner: quotes hold delimiters and line ends and doubled quotes", "[data][csv][scanner]") {
    auto const got = scan("\"a,b\",\"c\r\nd\n\ne\",\"\"\"\",\"x \"\"y\"\"\",\"\"\nnext\n");
    REQUIRE(got.size() == 2);
    CHECK(got[0].fields == Fields{"a,b", "c\r\nd\n\ne", "\"", "x \"y\"", ""});
    CHECK(got[0].line == 1);
    CHECK(got[1].fields == Fields{"next"});
    CHECK(got[1].line == 5);  // the second field runs over four lines
    CHECK(scan("\"a\"").front().fields == Fields{"a"});
    CHECK(scan("\"a;b\";'c;d'", ';').front().fields == Fields{"a;b", "'c", "d'"});
}

TEST_CASE("Scanner: tells text after a closing quote with line and character",
          "[data][csv][scanner][refusal]") {
    auto const got = scan("h,h\nx,\"\xC3\xA4\"b,2\nC,1\n");
    REQUIRE(got.size() == 3);
    CHECK(got[1].trouble == Trouble::text_after_quote);
    CHECK(got[1].line == 2);
    CHECK(got[1].trouble_line == 2);
    CHECK(got[1].character == 6);  // x , " ä " b
    CHECK(got[1].fields == Fields{"x"});
    CHECK(got[1].raw == "x,\"\xC3\xA4\"b,2");
    CHECK(got[2].fields == Fields{"C", "1"});
    CHECK(got[2].line == 3);
}

TEST_CASE("Scanner: a quote inside a plain field is text and is told", "[data][csv][scanner]") {
    auto const got = scan("x,5\" tall\ny, \"z\"\nz,\"\"\n");
    REQUIRE(got.size() == 3);
    CHECK(got[0].fields == Fields{"x", "5\" tall"});
    CHECK(got[0].trouble == Trouble::none);
    CHECK(got[0].stray_quote.line == 1);
    CHECK(got[0].stray_quote.character == 4);
    CHECK(got[1].fields == Fields{"y", " \"z\""});
    CHECK(got[1].stray_quote.line == 2);
    CHECK(got[1].stray_quote.character == 4);
    CHECK(got[2].stray_quote.line == 0);
}

TEST_CASE("Scanner: a quote that closes too late swallows no line", "[data][csv][scanner][refusal]") {
    auto const got = scan("\"A\",\"oops,1\n\"B\",\"ok\",2\nC,fine,3\n");
    REQUIRE(got.size() == 3);
    CHECK(got[0].trouble == Trouble::text_after_quote);
    CHECK(got[0].line == 1);
    CHECK(got[0].trouble_line == 2);
    CHECK(got[0].character == 2);
    CHECK(got[0].raw == "\"A\",\"oops,1");
    CHECK(got[1].fields == Fields{"B", "ok", "2"});
    CHECK(got[1].line == 2);
    CHECK(got[2].line == 3);
}

TEST_CASE("Scanner: tells where an unclosed quote opened", "[data][csv][scanner][refusal]") {
    auto const got = scan("id,comment,q1\n\"A\n1\",\"oops,1\nB,ok,2\n");
    REQUIRE(got.size() >= 2);
    CHECK(got[1].trouble == Trouble::quote_not_closed);
    CHECK(got[1].line == 2);
    CHECK(got[1].trouble_line == 3);
    CHECK(got[1].character == 4);
    auto const last = scan("\"");
    REQUIRE(last.size() == 1);
    CHECK(last[0].trouble == Trouble::quote_not_closed);
    CHECK(scan("a,\"\"\"").front().trouble == Trouble::quote_not_closed);
}

TEST_CASE("Scanner: stops at the longest field and the most fields", "[data][csv][scanner][refusal]") {
    data::CsvLimits limits;
    limits.field_bytes = 4;
    limits.columns = 3;
    auto const scanned = [&](std::string const& text) { return scan(text, ',', limits); };
    CHECK(scanned("abcd,\"abcd\",x").front().trouble == Trouble::none);
    CHECK(scanned("x,abcde").front().trouble == Trouble::field_too_long);
    CHECK(scanned("x,abcde").front().character == 3);
    CHECK(scanned("x,\"abcde\"").front().trouble == Trouble::field_too_long);
    CHECK(scanned("x,\"a\nb\ncde").front().trouble == Trouble::field_too_long);
    CHECK(scanned("x,\"a\nb\ncde").front().trouble_line == 1);
    CHECK(scanned("1,2,3\n4").front().trouble == Trouble::none);
    auto const wide = scanned("1,2,3,4,5\n6");
    CHECK(wide[0].trouble == Trouble::too_many_fields);
    CHECK(wide[0].fields.size() == 3);
    CHECK(wide[1].fields == Fields{"6"});
}

TEST_CASE("Record: a blank line has nothing but blanks and no quotes", "[data][csv][scanner]") {
    auto const blank = [](std::string const& text) {
        Scanner scanner(text, ',', 1, {});
        Record record;
        REQUIRE(scanner.next(record));
        return record.is_blank_line();
    };
    CHECK(blank("\n"));
    CHECK(blank(" \t\r\n"));
    CHECK_FALSE(blank("\"\"\n"));
    CHECK_FALSE(blank(",\n"));
    CHECK_FALSE(blank("0\n"));
}
