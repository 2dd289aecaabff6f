#include "data/csv/encoding.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace quaestor;
using namespace std::string_literals;
using data::csv::utf8_text;

namespace {

void check_refused(std::string const& bytes, std::string const& code, std::string const& message,
                   std::string const& where) {
    CAPTURE(message);
    auto const got = utf8_text("f.csv", bytes);
    REQUIRE_FALSE(got.value);
    REQUIRE(got.diagnostics.size() == 1);
    CHECK(got.diagnostics[0].code == code);
    CHECK(got.diagnostics[0].message == message);
    CHECK(got.diagnostics[0].where == where);
    CHECK_FALSE(got.diagnostics[0].hint.empty());
}

}  // namespace

TEST_CASE("utf8_text: skips a byte order mark and nothing else", "[data][csv]") {
    auto const marked = utf8_text("f.csv", "\xEF\xBB\xBFid");
    REQUIRE(marked.ok());
    CHECK(marked.value->text == "id");
    CHECK(marked.value->byte_order_mark);
    auto const plain = utf8_text("f.csv", "id \xC3\xA4 \xF0\x9F\x99\x82");
    REQUIRE(plain.ok());
    CHECK(plain.value->text == "id \xC3\xA4 \xF0\x9F\x99\x82");
    CHECK_FALSE(plain.value->byte_order_mark);
    CHECK(utf8_text("f.csv", "").ok());
}

TEST_CASE("utf8_text: names UTF-16 and UTF-32 with and without mark", "[data][csv][refusal]") {
    auto const said = [](std::string const& which) {
        return "the file is written in " + which + ", and only UTF-8 is read";
    };
    check_refused("\xFF\xFEi\0d\0"s, "D102", said("UTF-16"), "f.csv");
    check_refused("\xFE\xFF\0i\0d"s, "D102", said("UTF-16"), "f.csv");
    check_refused("i\0d\0,\0"s, "D102", said("UTF-16"), "f.csv");
    check_refused("\0i\0d\0,"s, "D102", said("UTF-16"), "f.csv");
    check_refused("\xFF\xFE\0\0i\0\0\0"s, "D102", said("UTF-32"), "f.csv");
    check_refused("\0\0\xFE\xFF\0\0\0i"s, "D102", said("UTF-32"), "f.csv");
}

TEST_CASE("utf8_text: refuses a NUL byte and names its line", "[data][csv][refusal]") {
    check_refused("id,q1\nP1,2\nP\0"s + "2,1\n", "D103", "line 3 holds a NUL byte, which no text has",
                  "f.csv:3");
    check_refused("id,q1\r\nP1,2\r\rP\0"s, "D103", "line 4 holds a NUL byte, which no text has", "f.csv:4");
}

TEST_CASE("utf8_text: refuses what is not UTF-8 and names its line", "[data][csv][refusal]") {
    check_refused("id,q1\nM\xFCller,2\n", "D104", "line 2 is not written in UTF-8", "f.csv:2");
    check_refused("id,q1\rA,2\rB,\xC3", "D104", "line 3 is not written in UTF-8", "f.csv:3");
    check_refused("\xEF\xBB\xBFid,q1\r\nA,\xED\xA0\x80\r\n", "D104", "line 2 is not written in UTF-8",
                  "f.csv:2");
    // At every distance from the eight-byte steps, after and before other characters.
    for (std::size_t n = 0; n < 40; ++n) {
        CAPTURE(n);
        CHECK_FALSE(utf8_text("f", std::string(n, 'x') + "\xFF" + std::string(20, 'y')).value);
        CHECK_FALSE(utf8_text("f", "\xC3\xA4" + std::string(n, 'x') + "\xC3").value);
        CHECK(utf8_text("f", std::string(n, 'x') + "\xE2\x82\xAC" + std::string(n, 'y')).ok());
    }
}
