#include "base/source.hpp"

#include <catch2/catch.hpp>

using quaestor::SourceText;

TEST_CASE("SourceText: a position counts characters and not bytes", "[base][source]") {
    SourceText const source("a.inst", "eins\nzw\xC3\xB6lf x\n");
    auto const at = source.position(12);  // the x: ö takes two bytes
    CHECK(at.line == 2);
    CHECK(at.column == 7);
}

TEST_CASE("SourceText: an offset past the end is the end", "[base][source]") {
    SourceText const source("a", "ab\ncd");
    auto const at = source.position(99);
    CHECK(at.line == 2);
    CHECK(at.column == 3);
    CHECK(source.slice({3, 99}) == "cd");
    CHECK(source.slice({9, 4}).empty());
}

TEST_CASE("SourceText: lines come without their line end", "[base][source]") {
    SourceText const source("a", "one\r\ntwo\n\nfour");
    CHECK(source.line(1) == "one");
    CHECK(source.line(2) == "two");
    CHECK(source.line(3).empty());
    CHECK(source.line(4) == "four");
    CHECK(source.line(5).empty());
    CHECK(source.line(0).empty());
    CHECK(source.line_start(2) == 5);
}
