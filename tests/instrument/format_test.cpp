// One layout: what it looks like, and that it changes nothing but blanks.
#include "instrument/format/format.hpp"

#include "instrument/load.hpp"
#include "instrument/syntax/tokens.hpp"
#include "support/language.hpp"
#include "support/meaning.hpp"

#include <random>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

std::string formatted(std::string const& text) {
    SourceText const source("test.inst", text);
    auto const outcome = instrument::format(source);
    REQUIRE(outcome.ok());
    return *outcome.value;
}

/// A definition around `body`, which stands between the card and the end.
std::string with(std::string const& body) {
    return "instrument x \"X\" {\n  source  \"A\"\n  licence free \"B\"\n\n" + body + "}\n";
}

/// Words and signs on lines of their own, comments behind "//" where they trail.
std::vector<std::string> content(SourceText const& source) {
    std::vector<std::string> all;
    for (auto const& token : instrument::syntax::tokens(source)) {
        for (auto const& comment : token.above)
            all.emplace_back(source.slice(comment.span));
        all.emplace_back(token.text);
        if (token.trailing) all.push_back("//" + std::string(source.slice(token.trailing->span)));
    }
    return all;
}

/// What the definition makes of answers; its findings, without their places, where it has errors.
std::string meaning(SourceText const& source) {
    auto const loaded = instrument::load(source);
    if (loaded.ok()) return support::meaning(*loaded.value);
    std::string all;
    for (auto const& diagnostic : loaded.diagnostics)
        all += diagnostic.code + " " + diagnostic.message + "\n";
    return all;
}

std::vector<SourceText> all_definitions() {
    auto sources = support::all_right_definitions();
    for (auto const& path : support::project_files("samples", ".inst"))
        sources.push_back(support::definition_file(path));
    return sources;
}

/// The same tokens with other blanks between them, up to three line ends, and a comment here and there. A
/// sign stays at its number and a name on the line of its label, as the grammar wants it.
std::string scattered(SourceText const& source, std::mt19937_64& random) {
    static std::vector<std::string> const blanks{" ", "  ", "\n", "\n\n\n", "\t", " ", "\r\n  ", "      "};
    std::string out;
    auto const tokens = instrument::syntax::tokens(source);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        auto const& token = tokens[i];
        for (auto const& comment : token.above)
            out += "\n" + std::string(source.slice(comment.span)) + "\n";
        out += token.text;
        if (token.trailing) {
            out += std::string(source.slice(token.trailing->span)) + "\n";
        } else if (i + 1 < tokens.size() && tokens[i + 1].text.starts_with('"')) {
            out += " ";
        } else if (token.text == "-") {
            continue;
        } else if (random() % 40 == 0) {
            out += random() % 2 == 0 ? "# behind\n" : "\n# above\n";
        } else {
            out += blanks[random() % blanks.size()];
        }
    }
    return out;
}

}  // namespace

TEST_CASE("format: the definitions of the library and the samples are in the style", "[instrument][format]") {
    for (std::string const folder : {"instruments", "samples"}) {
        for (auto const& path : support::project_files(folder, ".inst")) {
            INFO("quaestor format " << path);
            auto const text = support::project_file(path);
            CHECK((formatted(text) == text));
        }
    }
}

TEST_CASE("format: every definition keeps its words and comments and meaning",
          "[instrument][format][property]") {
    for (auto const& source : all_definitions()) {
        CAPTURE(source.name());
        SourceText const text(source.name(), formatted(source.text()));
        CHECK(content(text) == content(source));
        CHECK(meaning(text) == meaning(source));
        CHECK(formatted(text.text()) == text.text());
    }
}

TEST_CASE("format: however the blanks stand the words stay and the second time changes nothing",
          "[instrument][format][property]") {
    for (auto const& source : all_definitions()) {
        std::mt19937_64 random(source.text().size());
        for (int i = 0; i < 5; ++i) {
            SourceText const messy(source.name(), scattered(source, random));
            CAPTURE(messy.text());
            auto const outcome = instrument::format(messy);
            REQUIRE(outcome.ok());
            SourceText const text(source.name(), *outcome.value);
            CHECK(content(text) == content(messy));
            CHECK(formatted(text.text()) == text.text());
        }
    }
}

TEST_CASE("format: no line has blanks at its end and none is wider than need be",
          "[instrument][format][property]") {
    for (auto const& source : all_definitions()) {
        auto const text = formatted(source.text());
        CAPTURE(source.name());
        CHECK(text.find(" \n") == std::string::npos);
        CHECK(text.find("\n\n\n") == std::string::npos);
        CHECK(text.find("\t") == std::string::npos);
        CHECK(text.find("{\n\n") == std::string::npos);
        CHECK(text.find("\n\n  }") == std::string::npos);
        CHECK(text.ends_with("}\n"));
    }
}

TEST_CASE("format: columns", "[instrument][format]") {
    CHECK(formatted("instrument x \"X\" { version \"1\" source \"A\" doi \"10.1/x\"\n licence free \"B\" "
                    "language en }") ==
          "instrument x \"X\" {\n"
          "  version  \"1\"\n"
          "  source   \"A\" doi \"10.1/x\"\n"
          "  licence  free \"B\"\n"
          "  language en\n"
          "}\n");
    CHECK(formatted(
              with("responses r {\n0 \"Never\"=>2.50\n10 \"Very often\"   => 10\nmissing 99 \"?\" }\n")) ==
          with("  responses r {\n"
               "     0 \"Never\"      => 2.50\n"
               "    10 \"Very often\" =>   10\n"
               "    missing 99 \"?\"\n"
               "  }\n"));
    CHECK(
        formatted(with(
            "items r {\n a1 \"Short\" alias \"x\"\n a10 \"A longer label\" reversed   weight 2 alias \"y\"\n"
            "a2 \"Ä\"\n}\n")) == with("  items r {\n"
                                      "    a1  \"Short\"                             alias \"x\"\n"
                                      "    a10 \"A longer label\"  reversed weight 2 alias \"y\"\n"
                                      "    a2  \"Ä\"\n"
                                      "  }\n"));
    CHECK(formatted(with("table t {\n7 => 7.00 8 => 9.51\n10 => 12.40 11=>13.33\n}\n")) ==
          with("  table t {\n"
               "     7 =>  7.00    8 =>  9.51\n"
               "    10 => 12.40   11 => 13.33\n"
               "  }\n"));
    CHECK(formatted(with("score a = b\nscore longer \"T\"=c\n")) == with("  score a          = b\n"
                                                                         "  score longer \"T\" = c\n"));
}

TEST_CASE("format: expressions and lists", "[instrument][format]") {
    CHECK(formatted(with(
              "score a=if ( b+c )*-2>=- d then sum (q1 .. q3 , q5) else count( q1..q2 in { 1 ,2 } )\n")) ==
          with("  score a = if (b + c) * -2 >= -d then sum(q1..q3, q5) else count(q1..q2 in {1, 2})\n"));
    CHECK(formatted(with("score a = bin (x){to -5=>1 below 7=>2 else 0}\n")) ==
          with("  score a = bin(x) { to -5 => 1  below 7 => 2  else 0 }\n"));
    CHECK(formatted(
              with("scale a {missing at most 20 %\n\nrange -3 .. 4 sum of all except q1,reversed q2}\n")) ==
          with("  scale a {\n"
               "    missing at most 20%\n"
               "\n"
               "    range -3..4\n"
               "    sum of all except q1, reversed q2\n"
               "  }\n"));
    std::string items = "first_of_the_items";
    for (int i = 2; i < 9; ++i)
        items += ", item_with_a_name_" + std::to_string(i);
    CHECK(
        formatted(with("set many = " + items + "\n")) ==
        with("  set many = first_of_the_items, item_with_a_name_2, item_with_a_name_3, item_with_a_name_4,\n"
             "      item_with_a_name_5, item_with_a_name_6, item_with_a_name_7, item_with_a_name_8\n"));
    CHECK(formatted(with("score a \"A title that takes some room\" = count(answer_one..answer_nine >= 2) + "
                         "(answer_ten >= 1) + answer_eleven\n")) ==
          with("  score a \"A title that takes some room\" =\n"
               "      count(answer_one..answer_nine >= 2) + (answer_ten >= 1) + answer_eleven\n"));
}

TEST_CASE("format: the lines of examples are the author's and a shifted column finds its place again",
          "[instrument][format]") {
    CHECK(formatted(with("example \"e\" {\n    q1 = 1  q2 = 2\n\n\n    q3 = 3\n"
                         "    expect total = 10   expect band = \"a\"\n"
                         "    expect other = 9   expect last = 1\n}\n")) ==
          with("  example \"e\" {\n"
               "    q1 = 1   q2 = 2\n"
               "\n"
               "    q3 = 3\n"
               "    expect total = 10   expect band = \"a\"\n"
               "    expect other = 9   expect last = 1\n"
               "  }\n"));
    CHECK(formatted(with("example \"e\" {\n"
                         "    expect total = 1000   expect band = \"a\"\n"
                         "    expect other = 9    expect last = 1\n}\n")) ==
          with("  example \"e\" {\n"
               "    expect total = 1000   expect band = \"a\"\n"
               "    expect other = 9      expect last = 1\n"
               "  }\n"));
}

TEST_CASE("format: comments stay where they are", "[instrument][format]") {
    CHECK(formatted("# top  \n\n#top 2\ninstrument x \"X\" {# head\n#first\nsource \"A\"#of A\n\n# of the "
                    "licence\nlicence "
                    "free \"B\"\nscale t { # open\nsum of q1,# one\nq2 # two\n# own\nmissing none\n# "
                    "last\n}# closed\n"
                    "  # end\n}\n\n\n# after\n") ==
          "# top\n"
          "\n"
          "#top 2\n"
          "instrument x \"X\" {   # head\n"
          "  #first\n"
          "  source \"A\"   #of A\n"
          "\n"
          "  # of the licence\n"
          "  licence free \"B\"\n"
          "\n"
          "  scale t {   # open\n"
          "    sum of q1,   # one\n"
          "        q2   # two\n"
          "    # own\n"
          "    missing none\n"
          "    # last\n"
          "  }   # closed\n"
          "  # end\n"
          "}\n"
          "\n"
          "# after\n");
    CHECK(formatted(with("  score a = b     # one\n  score long = c  # two: \"{\n")) ==
          with("  score a    = b   # one\n"
               "  score long = c   # two: \"{\n"));
}

TEST_CASE("format: a quote with a sign of a comment and escapes stay as written", "[instrument][format]") {
    auto const text = with("  note \"No # comment, \\\" no end, \\\\\"\n");
    CHECK(formatted(text) == text);
    CHECK(formatted("\xEF\xBB\xBF" + text) == text);
}

TEST_CASE("format: a text with mistakes of syntax is refused with its findings",
          "[instrument][format][refusal]") {
    for (auto const& path : support::project_files("tests/language/bad", ".inst")) {
        CAPTURE(path);
        auto const source = support::definition_file(path);
        auto const outcome = instrument::format(source);
        CHECK(outcome.value.has_value() != outcome.diagnostics.has_errors());
    }
    CHECK_FALSE(instrument::format(SourceText("x", "instrument x \"X\" { items r { q1 } }")).value);
    CHECK_FALSE(instrument::format(SourceText("x", "")).value);
}
