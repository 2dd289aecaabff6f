#include "data/xlsx/strings.hpp"

#include <catch2/catch.hpp>

using namespace quaestor::data::xlsx;

TEST_CASE("unescaped: escapes become the characters that XML does not take", "[data][xlsx][strings]") {
    CHECK(unescaped("a_x000D__x000A_b") == "a\r\nb");
    CHECK(unescaped("_x00E4__x20AC_") == "ä€");
    CHECK(unescaped("_xD83D__xDE00_!") == "😀!");
    // An underscore that is meant as such, before what would be an escape.
    CHECK(unescaped("_x005F_x000D_") == "_x000D_");
    CHECK(unescaped("_x005f_") == "_");
}

TEST_CASE("unescaped: what only looks like an escape stays", "[data][xlsx][strings]") {
    for (auto const* text :
         {"", "_x", "_x000", "_x000D", "_x00G0_", "_X000D_", "_x-00D_", "item_x1_y", "_x000d"}) {
        CAPTURE(text);
        CHECK(unescaped(text) == text);
    }
}

TEST_CASE("unescaped: half a character and NUL are replaced so that the text stays text",
          "[data][xlsx][strings]") {
    CHECK(unescaped("a_xD83D_b") ==
          "a\xEF\xBF\xBD"
          "b");
    CHECK(unescaped("_xDE00__xD83D_") == "\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(unescaped("_xD83D__x0041_") ==
          "\xEF\xBF\xBD"
          "A");
    CHECK(unescaped("_x0000_") == "\xEF\xBF\xBD");
}
