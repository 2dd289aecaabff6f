#include "base/render.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;

TEST_CASE("render: caret lies under the exact span and the second label under its own line",
          "[base][render]") {
    SourceText const source("x.inst", "items {\n  q1 \"caf\xC3\xA9\"\n}\nsum of q10\n");
    Diagnostic const d{Severity::error,
                       "L014",
                       "item 'q10' is not part of instrument 'phq9'",
                       {{{30, 33}, "no such item"}, {{0, 5}, "the items are declared here"}},
                       "did you mean 'q1'?",
                       ""};
    CHECK(render(d, source) ==
          "x.inst:4:8: error[L014]: item 'q10' is not part of instrument 'phq9'\n"
          "  4 | sum of q10\n"
          "    |        ^^^ no such item\n"
          "  1 | items {\n"
          "    | ----- the items are declared here\n"
          "  hint: did you mean 'q1'?\n");
}

TEST_CASE("render: a span over several lines is cut at the line's end", "[base][render]") {
    SourceText const source("x", "abc def\nghi");
    Diagnostic const d{Severity::warning, "L001", "m", {{{4, 11}, ""}}, "", ""};
    CHECK(render(d, source) == "x:1:5: warning[L001]: m\n  1 | abc def\n    |     ^^^\n");
}

TEST_CASE("render: control characters of the text never reach the terminal", "[base][render]") {
    SourceText const source("x", "a\033[2Jb");
    Diagnostic const d{Severity::error, "L001", "found '\033[2J'", {{{0, 1}, ""}}, "", ""};
    CHECK(render(d, source).find('\033') == std::string::npos);
}

TEST_CASE("render: a diagnostic without a place names its file", "[base][render]") {
    Diagnostic const d{Severity::note, "D001", "m", {}, "h", "data.csv"};
    CHECK(render(d) == "data.csv: note[D001]: m\n  hint: h\n");
}
