#include "instrument/load.hpp"

#include "base/render.hpp"
#include "support/language.hpp"
#include "support/meaning.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace quaestor;
using instrument::load;

namespace {

std::string const small = R"inst(instrument mood "Mood" {
  source  "Author (2020)"
  licence free "Public domain"
  responses frequency { 0 "Never"  1 "Often" }
  items frequency {
    q1 "Low mood"
    q2 "Größe"  reversed
  }
  scale total "Mood" {
    sum of q1, q2
    missing at most 1
    bands { from 0 "low"  from 1.5 "high" }
  }
  score high = total >= 1 and q1 = 1
  flag low "Low" urgent when q1 = 1
  example "all lowest" { q1, q2 = 0  expect total = 1 }
}
)inst";

std::string replaced(std::string text, std::string const& from, std::string const& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// "6:5-6:7 q1": where a span begins and ends, and what stands there.
std::string place(SourceText const& source, SourceSpan span) {
    auto const from = source.position(span.begin);
    auto const to = source.position(span.end);
    return std::to_string(from.line) + ":" + std::to_string(from.column) + "-" + std::to_string(to.line) +
           ":" + std::to_string(to.column) + " " + std::string(source.slice(span));
}

/// The first label of the first error.
std::string first_error(std::string const& text) {
    SourceText const source("x.inst", text);
    for (auto const& d : load(source).diagnostics) {
        if (d.severity == Severity::error) return d.code + " " + place(source, d.labels.at(0).span);
    }
    return "none";
}

}  // namespace

TEST_CASE("load: every part of the model knows its place in the text", "[instrument][load][spans]") {
    SourceText const source("x.inst", small);
    auto const model = support::instrument_of(source);
    CHECK(place(source, model.responses[0].span) == "4:13-4:22 frequency");
    CHECK(place(source, model.responses[0].options[1].span) == "4:36-4:45 1 \"Often\"");
    CHECK(place(source, model.items[0].span) == "6:5-6:7 q1");
    CHECK(place(source, model.items[1].span) == "7:5-7:7 q2");
    CHECK(place(source, model.scales[0].span) == "9:9-9:14 total");
    CHECK(place(source, model.scales[0].missing.span) == "11:5-11:22 missing at most 1");
    CHECK(place(source, model.scales[0].shown.band_sets[0].bands[1].span) == "12:27-12:42 from 1.5 \"high\"");
    CHECK(place(source, model.scores[0].span) == "14:9-14:13 high");
    CHECK(place(source, model.scores[0].expression.arguments[0].span) == "14:16-14:26 total >= 1");
    CHECK(place(source, model.scores[0].expression.arguments[1].arguments[0].span) == "14:31-14:33 q1");
    CHECK(place(source, model.flags[0].when.span) == "15:30-15:36 q1 = 1");
    CHECK(place(source, model.examples[0].span) == "16:11-16:23 \"all lowest\"");
    CHECK(place(source, model.examples[0].expected[0].span) == "16:38-16:54 expect total = 1");
}

TEST_CASE("load: a mistake is marked at its exact line and column", "[instrument][load][spans]") {
    CHECK(first_error(replaced(small, "sum of q1, q2", "sum of q1, q3")) == "L011 10:16-10:18 q3");
    CHECK(first_error(replaced(small, "q1 = 1\n  flag", "q9 = 1\n  flag")) == "L012 14:31-14:33 q9");
    CHECK(first_error(replaced(small, "urgent", "urgnt")) == "L001 15:18-15:23 urgnt");
    CHECK(first_error(replaced(small, "\"Größe\"  reversed", "\"Größe\"  reverse")) ==
          "L003 7:17-7:24 reverse");  // the column counts letters, not bytes
    CHECK(first_error(replaced(small, "total = 1 }", "total = 1 ")) == "L001 18:1-18:1 ");
}

TEST_CASE("load: line ends and a byte order mark and comments change nothing", "[instrument][load]") {
    auto const plain = support::meaning(support::instrument_of(small));
    CHECK(support::meaning(support::instrument_of(replaced(small, "\n", "\r\n"))) == plain);
    CHECK(support::meaning(support::instrument_of("\xEF\xBB\xBF" + small)) == plain);
    CHECK(support::meaning(support::instrument_of("# first\n" + replaced(small, "\n", " # \"{ q7\n"))) ==
          plain);
    CHECK(support::meaning(support::instrument_of(replaced(small, "  ", "\t\t"))) == plain);
    CHECK(support::meaning(support::instrument_of(small + "# no line end")) == plain);
    auto one_line = replaced(small, "\n", " ");
    CHECK(support::meaning(support::instrument_of(one_line)) == plain);
}

TEST_CASE("load: with Windows line ends a mistake has the same place and no stray sign",
          "[instrument][load][spans]") {
    auto const wrong = replaced(small, "sum of q1, q2", "sum of q1, q3");
    CHECK(first_error(replaced(wrong, "\n", "\r\n")) == "L011 10:16-10:18 q3");
    auto const open = replaced(small, "\"Low mood\"", "\"Low mood");
    SourceText const source("x.inst", replaced(open, "\n", "\r\n"));
    auto const found = load(source);
    REQUIRE(found.diagnostics.has_errors());
    CHECK(render(found.diagnostics[0], source) ==
          "x.inst:6:8: error[L002]: this text has no closing '\"' on its line\n"
          "  6 |     q1 \"Low mood\n"
          "    |        ^^^^^^^^^\n"
          "  hint: a text stands on one line; write \\\" for a quote inside it\n");
}

// The mark takes no room on the screen and in no editor, and counts as a column here.
TEST_CASE("load: a byte order mark does not shift the columns of the first line",
          "[instrument][load][spans]") {
    CHECK(first_error("\xEF\xBB\xBFinstrument mood {\n}\n") == "L001 1:17-1:18 {");
}

TEST_CASE("load: statements may stand in any order", "[instrument][load][property]") {
    auto const forwards = support::instrument_of(small);
    auto const backwards = support::instrument_of(R"inst(instrument mood "Mood" {
  example "all lowest" { q1, q2 = 0  expect total = 1 }
  flag low "Low" urgent when q1 = 1
  scale total "Mood" {
    bands { from 0 "low"  from 1.5 "high" }
    missing at most 1
    sum of q1, q2
  }
  score high = total >= 1 and q1 = 1
  items frequency { q1 "Low mood" q2 "Größe" reversed }
  responses frequency { 0 "Never"  1 "Often" }
  licence free "Public domain"
  source  "Author (2020)"
})inst");
    CHECK(support::meaning(forwards) == support::meaning(backwards));
}

// Statements may stand in any order, and scores may; sets may not yet: L011 on the set that is declared
// below.
TEST_CASE("load: a set may name a set that stands below it", "[instrument][load]") {
    SourceText const source("x.inst", replaced(small, "  scale total",
                                               "  set rest = all except first\n  set first = q1\n"
                                               "  score other = sum(rest)\n  scale total"));
    CHECK(load(source).ok());
}

TEST_CASE("load: what is no text of a definition is refused at its place", "[instrument][load][refusal]") {
    using namespace std::string_literals;
    CHECK(first_error(replaced(small, "Often", "Of\0ten"s)) == "L005 4:41-4:42 \0"s);
    CHECK(first_error(replaced(small, "Often", "Of\x1B[2Jten")) == "L005 4:41-4:42 \x1B");
    CHECK(first_error(replaced(small, "Often", "Of\x7Ften")) == "L005 4:41-4:42 \x7F");
    CHECK(first_error(replaced(small, "Often", "Of\xFCten")).starts_with("L005 4:41-"));
    CHECK(first_error(replaced(small, "Often", "Of\xC0\xAFten")).starts_with("L005 4:41-"));
    CHECK(first_error("\xFF\xFEi\0n\0"s).starts_with("L005 1:1-"));  // UTF-16
    // Such a text is not looked at any further: one finding.
    CHECK(load(SourceText("x", replaced(small, "Often", "\x01\x02\x03"))).diagnostics.size() == 1);
}

TEST_CASE("load: findings come in the order of the text", "[instrument][load][property]") {
    for (auto const& path : support::bad_definitions()) {
        auto const source = support::definition_file(path);
        std::uint32_t last = 0;
        for (auto const& d : load(source).diagnostics) {
            CAPTURE(path, d.message);
            REQUIRE_FALSE(d.labels.empty());
            CHECK(d.labels[0].span.begin >= last);
            last = d.labels[0].span.begin;
        }
    }
}

TEST_CASE("load: the card is read as written", "[instrument][load]") {
    auto const model = support::instrument_of(support::definition_file("tests/language/good/card.inst"));
    CHECK(model.title == "Karte des Instruments: \"Fragen\" mit Rückstrich \\ und Ä, ß, 数");
    auto const& card = model.card;
    CHECK(card.version == "1.0, Übersetzung");
    REQUIRE(card.sources.size() == 2);
    CHECK(card.sources[0].text == "Müller & Söhne (2020), Zeitschrift 1:2-3");
    CHECK(card.sources[0].doi == "10.1000/xyz(1)");
    CHECK(card.sources[1].doi.empty());
    CHECK(card.licence == instrument::Licence::permission);
    CHECK(card.licence_text == "Ask the authors");
    CHECK(card.status == instrument::Status::provisional);
    CHECK(card.unverified == "the order of the items");
    CHECK(card.recall == "past month");
    CHECK(card.language == "de");
    CHECK(card.population == "Adults");
    CHECK(card.notes ==
          std::vector<std::string>{"A first note.", "A second note, with a # that starts no comment."});
    CHECK(model.items[0].alias == "Größe (cm)");
    CHECK(model.responses[0].options[1].label == "Manchmal # selten");
}

TEST_CASE("load: the range that the rules can give is known before any data", "[instrument][load]") {
    auto const model = support::instrument_of(support::definition_file("tests/language/good/weights.inst"));
    CHECK(model.scales[0].attainable == instrument::Range{-2, 13});
    CHECK(model.scales[0].composite);
    CHECK(model.scales[1].attainable == instrument::Range{0, 8});
    CHECK(model.scales[1].shown.higher == instrument::Direction::worse);
    CHECK_FALSE(model.scales[1].composite);
    auto const rules =
        support::instrument_of(support::definition_file("tests/language/good/missing_rules.inst"));
    CHECK(rules.scales.back().attainable == instrument::Range{0, 4});
}

// The range of a rounded scale is found with ties away from zero even where the scale says 'half even'.
TEST_CASE("load: the range of a scale that rounds ties to even is rounded so too",
          "[instrument][load]") {
    SourceText const source("x.inst", R"inst(instrument x "X" {
  source "A" licence free "B"
  responses r { 0 "a" => 0.5 1 "b" => 2.5 }
  items r { q1 "a" q2 "b" }
  scale total { mean of q1, q2 missing none round 0 half even range 0..2 }
  example "e" { q1, q2 = 1 expect total = 2 }
})inst");
    CHECK(load(source).ok());
}

// A sum of what is there may lie below the sum of all lowest answers, and then falls into no band without a
// word: the range is found as if every item were answered. So it is where an answer that does not apply
// leaves the scale.
TEST_CASE("load: the range of a partial sum begins where the fewest answers lead",
          "[instrument][load]") {
    auto const found = [](std::string const& responses, std::string const& rule) {
        return load(SourceText("x.inst", R"inst(instrument x "X" {
  source "A" licence free "B"
  responses r { 1 "a" 2 "b" 3 "c" )inst" + responses +
                                             R"inst( }
  items r { q1 "a" q2 "b" q3 "c" q4 "d" }
  scale total { sum of all )inst" + rule + R"inst(  bands { from 4 "low" from 8 "high" } }
  example "e" { all = 1 expect total = 4 }
})inst"))
            .diagnostics.size();
    };
    CHECK(found("", "missing none") == 0);
    CHECK(found("", "missing at most 1 prorate") == 0);
    CHECK(found("", "missing at most 1") > 0);
    CHECK(found("not_applicable 8 \"n\"", "missing none") > 0);
}
