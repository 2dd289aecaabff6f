#include "document/write/clean_text.hpp"

#include "base/text.hpp"

#include <catch2/catch.hpp>

using namespace quaestor::document;

TEST_CASE("runs_as_formula: formulas yes and numbers no", "[document][clean_text]") {
    for (auto const* text : {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx", "\rx", "\nx", "-3 mg", "+3", "--",
                             "\xEF\xBC\x9D"
                             "1"}) {
        CAPTURE(text);
        CHECK(runs_as_formula(text));
    }
    for (auto const* text : {"", "-3", "-3.5e-7", "-", "=", "x=1", "3-1", " =1", "\xEF\xBC\xA1"}) {
        CAPTURE(text);
        CHECK_FALSE(runs_as_formula(text));
    }
}

TEST_CASE("sheet_text: a literal escape stays a literal", "[document][clean_text]") {
    CHECK(sheet_text("_x0041_").text == "_x005F_x0041_");
    CHECK(sheet_text("a_x004a_b_x0000_").text == "a_x005F_x004a_b_x005F_x0000_");
    CHECK(sheet_text("_x41_ _xGGGG_ phq_x1").text == "_x41_ _xGGGG_ phq_x1");
}

TEST_CASE("sheet_text: what XML cannot hold is replaced and told", "[document][clean_text]") {
    auto const wrong = sheet_text(std::string_view("a\0b\xFF\xEF\xBF\xBF", 7));
    CHECK(wrong.text ==
          "a\xEF\xBF\xBD"
          "b\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(wrong.repaired);
    CHECK_FALSE(sheet_text("na\xC3\xAFve\n").repaired);
}

TEST_CASE("sheet_text: a long text is cut between characters and says so", "[document][clean_text]") {
    auto const fits = sheet_text(std::string(cell_limit, 'a'));
    CHECK_FALSE(fits.cut);
    CHECK(fits.text.size() == cell_limit);

    auto const cut = sheet_text(std::string(cell_limit + 1, 'a'));
    CHECK(cut.cut);
    CHECK(cut.text.size() == cell_limit);
    CHECK(cut.text.ends_with("cut here: a cell holds no more]"));

    std::string smiles;  // two UTF-16 units each
    for (int i = 0; i < 16'384; ++i)
        smiles += "\xF0\x9F\x98\x80";
    auto const half = sheet_text(smiles);
    CHECK(half.cut);
    CHECK_FALSE(quaestor::text::first_invalid_utf8(half.text));
    CHECK(half.text.size() < 4 * 16'384);
}

TEST_CASE("sheet_names: valid and short and all different", "[document][clean_text]") {
    auto const names =
        sheet_names({"Summary", "summary", "a/b:c?", "'quoted'", "", "History", "[]",
                     "A very long title that goes on and on", "A very long title that goes on and up"});
    CHECK(names == std::vector<std::string>{"Summary", "summary (2)", "a b c", "quoted", "Sheet", "History 1",
                                            "Sheet (2)", "A very long title that goes on",
                                            "A very long title that goes (2)"});
    // Case beyond ASCII is unknown here, so these count as alike.
    CHECK(sheet_names({"\xC3\x89t\xC3\xA9", "\xC3\xA9t\xC3\xA9"})[1] == "\xC3\xA9t\xC3\xA9 (2)");
}

TEST_CASE("sheet_names: the limit counts UTF-16 units", "[document][clean_text]") {
    std::string smiles;
    for (int i = 0; i < 20; ++i)
        smiles += "\xF0\x9F\x98\x80";
    auto const names = sheet_names({smiles, smiles});
    CHECK(names[0].size() == 15 * 4);      // 30 units; a half character would be the 31st
    CHECK(names[1].size() == 13 * 4 + 4);  // 26 units and " (2)"
}

TEST_CASE("one_line: no control characters", "[document][clean_text]") {
    CHECK(one_line("a\nb\tc\x7F\xFF") == "a b c \xEF\xBF\xBD");
}
