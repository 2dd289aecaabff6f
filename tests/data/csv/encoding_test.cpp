#include "data/csv/encoding.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace quaestor;
using namespace std::string_literals;
using data::csv::utf8_text;

namespace {

void check_refused(std::string const& bytes, std::string const& code, std::string const& message,
                   std::string const& where, std::optional<std::string> const& given = {}) {
    CAPTURE(message);
    auto const got = utf8_text("f.csv", bytes, given);
    REQUIRE_FALSE(got.value);
    REQUIRE(got.diagnostics.size() == 1);
    CHECK(got.diagnostics[0].code == code);
    CHECK(got.diagnostics[0].message == message);
    CHECK(got.diagnostics[0].where == where);
    CHECK_FALSE(got.diagnostics[0].hint.empty());
}

}  // namespace

namespace {

/// What the bytes say, and how they were read.
std::string read_as(std::string const& bytes, std::string const& decision,
                    std::optional<std::string> const& given = {}) {
    auto const got = utf8_text("f.csv", bytes, given);
    REQUIRE(got.ok());
    CHECK(got.value->decision == decision);
    return std::string(got.value->text());
}

}  // namespace

TEST_CASE("utf8_text: skips a byte order mark and nothing else", "[data][csv]") {
    CHECK(read_as("\xEF\xBB\xBFid", "encoding: UTF-8, byte order mark skipped") == "id");
    CHECK(read_as("id \xC3\xA4 \xF0\x9F\x99\x82", "encoding: UTF-8") == "id \xC3\xA4 \xF0\x9F\x99\x82");
    CHECK(read_as("", "encoding: UTF-8").empty());
}

TEST_CASE("utf8_text: UTF-16 is read where a mark or zero bytes prove it", "[data][csv]") {
    auto const marked = [](std::string const& end) {
        return "encoding: UTF-16" + end + " (its byte order mark says so)";
    };
    CHECK(read_as("\xFF\xFEi\0d\0"s, marked("LE")) == "id");
    CHECK(read_as("\xFE\xFF\0i\0d\0\xE4"s, marked("BE")) == "id\xC3\xA4");
    CHECK(read_as("i\0d\0,\0"s, "encoding: UTF-16LE (every second byte is zero)") == "id,");
    CHECK(read_as("\0i\0d\0,"s, "encoding: UTF-16BE (every second byte is zero)") == "id,");
    // A character beyond 16 bits is a pair; half a pair, and half a character, are none.
    CHECK(read_as("\xFF\xFE\x3D\xD8\x42\xDE"s, marked("LE")) == "\xF0\x9F\x99\x82");
    check_refused("\xFF\xFEi\0\n\0\x3D\xD8x\0"s, "D102", "line 2 is not written in UTF-16LE", "f.csv:2");
    check_refused("\xFF\xFEi\0d"s, "D102", "line 1 is not written in UTF-16LE", "f.csv:1");
    check_refused("\xFF\xFEi\0\n\0\0\0"s, "D103", "line 2 holds a NUL byte, which no text has", "f.csv:2");
    check_refused("\xFF\xFE\0\0i\0\0\0"s, "D102", "the file is written in UTF-32, which is not read",
                  "f.csv");
    check_refused("\0\0\xFE\xFF\0\0\0i"s, "D102", "the file is written in UTF-32, which is not read",
                  "f.csv");
}

TEST_CASE("utf8_text: any other encoding is read when it is given", "[data][csv]") {
    CHECK(read_as("M\xFCller \x80", "encoding: windows-1252 (given)", "windows-1252") ==
          "M\xC3\xBCller \xE2\x82\xAC");
    CHECK(read_as("\xC2\xEE\xEF\xF0\xEE\xF1", "encoding: windows-1251 (given)", "windows-1251") ==
          "\xD0\x92\xD0\xBE\xD0\xBF\xD1\x80\xD0\xBE\xD1\x81");
    CHECK(read_as("id", "encoding: UTF-8 (given)", "utf-8") == "id");
    // A text longer than one step of the conversion, with a character across the step.
    for (std::size_t n = 65530; n < 65540; ++n)
        CHECK(read_as(std::string(n, 'x') + "\xE4y", "encoding: latin1 (given)", "latin1") ==
              std::string(n, 'x') + "\xC3\xA4y");
    check_refused("id\nA\x81", "D102", "line 2 is not written in windows-1252", "f.csv:2", "windows-1252");
    check_refused("id", "D107", "there is no encoding called 'klingon'", "f.csv", "klingon");
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
