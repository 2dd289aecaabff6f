#include "base/fold.hpp"

#include <catch2/catch.hpp>

using quaestor::text::folded;

TEST_CASE("folded: case and blanks and the shape of quotes and dashes make no difference", "[base][fold]") {
    CHECK(folded("Several days") == "several days");
    CHECK(folded("  SEVERAL \t\r\n days ") == "several days");
    CHECK(folded("Several\xC2\xA0"
                 "days\xE2\x80\xAF") == "several days");  // no-break blanks
    CHECK(folded("don\xE2\x80\x99t know") == folded("Don't Know"));
    CHECK(folded("\xE2\x80\x9E"
                 "nie\xE2\x80\x9C") == "\"nie\"");
    CHECK(folded("\xC2\xABoui\xC2\xBB") == "\"oui\"");
    CHECK(folded("1\xE2\x80\x93"
                 "2 days") == "1-2 days");
    CHECK(folded("a \xE2\x80\x94 b") == folded("A - B"));
    CHECK(folded("Other\xE2\x80\xA6") == "other...");
    CHECK(folded("nie\xC2\xADmals") == "niemals");  // a soft hyphen
    CHECK(folded("\xEF\xBB\xBFnever") == "never");  // a byte order mark
    CHECK(folded(" \xE2\x80\x8B ").empty());        // a blank without width
}

TEST_CASE("folded: capitals of other alphabets become small letters", "[base][fold]") {
    CHECK(folded("ÄÖÜÉÈÇÑÅØÆÞÐ") == "äöüéèçñåøæþð");
    CHECK(folded("×÷") == "×÷");  // between the letters of Latin-1, and no letters
    CHECK(folded("ŠŽŁŃŐŰĞŞİŸŒȘȚ") == "šžłńőűğşiÿœșț");
    CHECK(folded("STRAẞE") == "straße");
    CHECK(folded("ẠỮ ƠƯ") == "ạữ ơư");
    CHECK(folded("НИКОГДА ЁЇҐ") == "никогда ёїґ");
    CHECK(folded("ΠΟΤΈ ΆΩΣ") == folded("ποτέ άως"));
    CHECK(folded("ß") == "ß");
}

TEST_CASE("folded: what differs for a reader stays different", "[base][fold]") {
    CHECK(folded("élevé") != folded("eleve"));
    CHECK(folded("several days") != folded("severaldays"));
    CHECK(folded("never") != folded("never."));
    CHECK(folded("1/2") != folded("1-2"));
}

TEST_CASE("folded: bytes that are no UTF-8 stay as they are", "[base][fold]") {
    CHECK(folded("a\xFF"
                 "B") ==
          "a\xFF"
          "b");
    CHECK(folded("\xE2\x80") == "\xE2\x80");
    CHECK(folded("\xC3"
                 "A") ==
          "\xC3"
          "a");
    CHECK(folded("\xF0\x9F\x99\x82") == "\xF0\x9F\x99\x82");
    CHECK(folded("").empty());
}
