#include "base/render.hpp"
#include "instrument/json/forms.hpp"
#include "instrument/json/read.hpp"
#include "instrument/json/value.hpp"
#include "instrument/json/write.hpp"
#include "instrument/load.hpp"
#include "instrument/syntax/session.hpp"
#include "support/language.hpp"
#include "support/meaning.hpp"

#include <algorithm>
#include <random>
#include <set>

#include <catch2/catch.hpp>

using namespace quaestor;
namespace json = instrument::json;

namespace {

std::string const small = R"json({
  "quaestor": 1,
  "instrument": {
    "id": "mood",
    "title": "Mood",
    "sources": [{"text": "Author (2020)"}],
    "licence": {"kind": "free", "text": "Public domain"},
    "responses": [{"name": "often", "options": [{"code": 0, "label": "Never"}, {"code": 1, "label": "Often"}]}],
    "items": [{"responses": "often", "items": [{"id": "q1", "label": "Low"}, {"id": "q2", "label": "High", "reversed": true}]}],
    "results": [
      {"scale": {"id": "total", "aggregate": {"function": "sum", "items": "q1, q2"}, "missing": "none", "range": [0, 2]}},
      {"score": {"id": "high", "expression": "total >= 1 and q1 = 1"}}
    ],
    "flags": [{"id": "low", "message": "Low", "when": "q1 = 1"}],
    "examples": [{"title": "none", "answers": [{"items": "all", "value": 0}], "expect": [{"result": "total", "value": 1}]}]
  }
}
)json";

std::string replaced(std::string text, std::string const& from, std::string const& to) {
    auto const at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// The definitions of the project, one of everything included. Those that are wrong are told of by other
/// tests.
std::vector<SourceText> definitions() {
    auto all = support::all_right_definitions();
    all.push_back(support::definition_file("samples/bfi.inst"));
    std::erase_if(all, [](SourceText const& source) { return !instrument::load(source).ok(); });
    REQUIRE(all.size() > 15);
    return all;
}

std::string twin_of(SourceText const& definition) {
    auto const written = json::write(definition);
    if (!written.value) FAIL(definition.name() << " has no twin");
    return *written.value;
}

std::string told(Diagnostics const& diagnostics, SourceText const& source) {
    std::string all;
    for (auto const& one : diagnostics)
        all += render(one, source);
    return all;
}

json::Translation translated(std::string const& name, std::string const& text) {
    SourceText const source(name, text);
    auto outcome = json::translate(source);
    INFO(name << "\n" << told(outcome.diagnostics, source));
    REQUIRE(outcome.ok());
    return *outcome.value;
}

/// The words and signs of a definition, in any order.
std::multiset<std::string> tokens(std::string const& text) {
    std::multiset<std::string> found;
    auto const* at = text.data();
    auto const* const last = at + text.size();
    while (at < last) {
        auto const* const after = instrument::syntax::past_unit(at, last);
        bool const blank = std::string_view(" \t\r\n").find(*at) != std::string_view::npos;
        if (!blank && *at != '#') found.emplace(at, after);
        at = after;
    }
    return found;
}

/// "J005 9:7 /instrument/flags/0/wen", of each finding; checks that it can be shown.
std::vector<std::string> mistakes(std::string const& text) {
    SourceText const source("x.json", text);
    std::vector<std::string> found;
    auto outcome = json::translate(source);
    auto diagnostics = std::move(outcome.diagnostics);
    if (outcome.value)
        diagnostics = outcome.value->at_home(instrument::load(outcome.value->definition()).diagnostics);
    for (auto const& one : diagnostics) {
        if (one.severity != Severity::error) continue;
        REQUIRE(!one.labels.empty());
        for (auto const& label : one.labels) {
            CHECK(label.span.begin <= label.span.end);
            CHECK(label.span.begin <= text.size());
        }
        CHECK(!render(one, source).empty());
        auto const at = source.position(one.labels.front().span.begin);
        auto const& label = one.labels.front().text;
        auto const pointer = label.find('/');
        found.push_back(one.code + " " + std::to_string(at.line) + ":" + std::to_string(at.column) +
                        (pointer == std::string::npos ? "" : " " + label.substr(pointer)));
    }
    return found;
}

std::string first_mistake(std::string const& text) {
    auto const found = mistakes(text);
    return found.empty() ? "none" : found.front();
}
std::string first_mistake(std::string const& from, std::string const& to) {
    return first_mistake(replaced(small, from, to));
}

using Mistakes = std::vector<std::string>;

}  // namespace

TEST_CASE("json: a definition and its twin mean the same", "[instrument][json][property]") {
    for (auto const& source : definitions()) {
        INFO(source.name());
        auto const twin = twin_of(source);
        auto const back = translated(source.name() + ".json", twin);
        CHECK(support::meaning(support::instrument_of(back.definition())) ==
              support::meaning(support::instrument_of(source)));
        CHECK(twin_of(back.definition()) == twin);
        CHECK(translated("again", twin_of(back.definition())).definition().text() ==
              back.definition().text());
    }
}

TEST_CASE("json: from a definition and back the same words stand in the text",
          "[instrument][json][property]") {
    for (auto const& source : definitions()) {
        // One block holds what several held; 'mid' and modifiers stand as often as they are needed.
        auto const before = tokens(source.text());
        auto const after = tokens(translated("x", twin_of(source)).definition().text());
        std::vector<std::string> lost;
        std::vector<std::string> gained;
        std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                            std::back_inserter(lost));
        std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                            std::back_inserter(gained));
        INFO(source.name());
        CHECK(lost == std::vector<std::string>{});
        CHECK(gained == std::vector<std::string>{});
    }
}

TEST_CASE("json: titles and labels and the card survive with quotes and backslashes", "[instrument][json]") {
    SourceText const source("x.inst", R"inst(instrument mood "A \"mood\" of C:\\ größe" {
  source "Author" doi "10.1/x"  source "Another"
  licence permission "ask"  status provisional "all"  version "2" recall "week" language en population "adults"
  note "one"  note "tab	here"
  responses f { 01 "one" => 1  02 "two" => 2  "x y" "text" => 3  missing -9 "na" }
  items f { q1 "One" optional alias "c 1" reversed }
  scale total "T" { sum of q1  missing at most 50% prorate round 1 half even before bands composite }
  example "e" { q1 = 01 expect total = 3.0 }
})inst");
    auto const back = translated("x.json", twin_of(source));
    auto const first = support::instrument_of(source);
    auto const second = support::instrument_of(back.definition());
    CHECK(second.title == "A \"mood\" of C:\\ größe");
    CHECK(second.card.sources.size() == 2);
    CHECK(second.card.sources[0].doi == "10.1/x");
    CHECK(second.card.licence == first.card.licence);
    CHECK(second.card.status == first.card.status);
    CHECK(second.card.unverified == "all");
    CHECK(second.card.version == "2");
    CHECK(second.card.recall == "week");
    CHECK(second.card.language == "en");
    CHECK(second.card.population == "adults");
    CHECK(second.card.notes == first.card.notes);
    CHECK(second.responses[0].options[0].code == "01");
    CHECK(second.items[0].alias == "c 1");
    CHECK(second.examples[0].expected[0].decimals == 1);
    CHECK(support::meaning(first) == support::meaning(second));
}

TEST_CASE("json: what a person writes is read in any order of keys", "[instrument][json]") {
    CHECK(mistakes(small) == Mistakes{});
    CHECK(mistakes("\xEF\xBB\xBF" + small) == Mistakes{});
    CHECK(mistakes(replaced(small, "\"quaestor\"", "\"$schema\": \"x\", \"quaestor\"")) == Mistakes{});
    CHECK(mistakes(replaced(small, "\"missing\": \"none\", \"range\": [0, 2]",
                            "\"range\": [0, 2], \"missing\": \"none\"")) == Mistakes{});
    CHECK(mistakes(replaced(small, "\"flags\"", "\"sets\": [], \"flags\"")) == Mistakes{});
    CHECK(mistakes(replaced(small, "\"reversed\": true", "\"reversed\": true, \"optional\": false")) ==
          Mistakes{});
}

TEST_CASE("json: what has not the form is refused at its place", "[instrument][json][refusal]") {
    CHECK(mistakes(replaced(small, "\"when\"", "\"wen\"")) ==
          Mistakes{"J007 14:15 /instrument/flags/0", "J005 14:47 /instrument/flags/0/wen"});
    CHECK(first_mistake("\"Mood\"", "7") == "J006 5:14 /instrument/title");
    CHECK(first_mistake("\"Mood\"", "null") == "J006 5:14 /instrument/title");
    CHECK(first_mistake("\"Mood\"", "[\"Mood\"]") == "J006 5:14 /instrument/title");
    CHECK(first_mistake("\"reversed\": true", "\"reversed\": \"yes\"").starts_with("J006 9:"));
    CHECK(first_mistake("[0, 2]", "[0, 2, 3]").starts_with("J006 11:"));
    CHECK(first_mistake("\"none\"", "\"some\"").starts_with("J006 11:"));
    CHECK(first_mistake("    \"title\": \"Mood\",\n", "") == "J007 3:17 /instrument");
    CHECK(first_mistake("{\"score\":", "{\"score\": {\"id\": \"a\", \"expression\": \"1\"}, \"scale\":")
              .starts_with("J0"));
    CHECK(first_mistake("\"none\"", R"({"at_most": 1, "at_most_percent": 10})") ==
          "J008 11:131 /instrument/results/0/scale/missing/at_most_percent");
    CHECK(first_mistake("\"none\"", "{}").starts_with("J007 11:"));
    CHECK(first_mistake("\"free\"", "\"fre\"") == "J009 7:25 /instrument/licence/kind");
    CHECK(first_mistake("\"mood\"", "\"my mood\"") == "J009 4:11 /instrument/id");
    CHECK(first_mistake("\"mood\"", "\"scale\"") == "J009 4:11 /instrument/id");
    CHECK(first_mistake("\"Mood\"", "\"Mo\\nod\"") == "J010 5:17 /instrument/title");
    CHECK(first_mistake("\"Mood\"", "\"Mo\\u0000od\"") == "J010 5:17 /instrument/title");
    CHECK(first_mistake("\"Mood\"", "\"Mo\\u007Fod\"") == "J010 5:17 /instrument/title");
    CHECK(first_mistake("\"Mood\"", "\"Mo\\uDC00od\"").starts_with("J0"));
    CHECK(first_mistake("[0, 2]", "[0, 2e0]") == "J011 11:118 /instrument/results/0/scale/range/1");
    CHECK(first_mistake("[0, 2]", "[0, 0.00000000001e-2147483639]").starts_with("J011 11:"));
    CHECK(first_mistake("[0, 2]", "[0, " + std::string(400, '9') + "]").starts_with("J011 11:"));
    CHECK(first_mistake("\"quaestor\": 1", "\"quaestor\": 2") == "J013 2:15 /quaestor");
    CHECK(first_mistake(R"({"resourceType": "Questionnaire", "item": []})") == "J007 1:18 /resourceType");
    CHECK(first_mistake("[]") == "J006 1:1");
    CHECK(first_mistake("7") == "J006 1:1");
    CHECK(first_mistake("{}") == "J007 1:1");
}

TEST_CASE("json: what is not JSON is refused at its place", "[instrument][json][refusal]") {
    using namespace std::string_literals;
    CHECK(first_mistake("").starts_with("J001 1:1"));
    CHECK(first_mistake(small + "{}") == "J001 18:1");
    CHECK(first_mistake("\"id\": \"mood\",", "\"id\": \"mood\"").starts_with("J001 5:"));
    CHECK(first_mistake("[0, 2]", "[0, 2,]").starts_with("J001 11:"));
    CHECK(first_mistake("[0, 2]", "[0, 02]").starts_with("J001 11:"));
    CHECK(first_mistake("[0, 2]", "[0, NaN]").starts_with("J001 11:"));
    CHECK(first_mistake("[0, 2]", "[0, +2]").starts_with("J001 11:"));
    CHECK(first_mistake("\"Mood\"", "\"Mo\nod\"").starts_with("J001 5:"));
    CHECK(first_mistake("\"Mood\"", "\"Mo\\xod\"").starts_with("J001 5:"));
    CHECK(first_mistake("{\n", "{ // here\n").starts_with("J001 1:"));
    CHECK(first_mistake("Public",
                        "P\xFC"
                        "blic") == "J002 7:43");
    CHECK(first_mistake(small + "\0junk"s) == "J002 18:1");
    CHECK(first_mistake(std::string(100, '[')) == "J003 1:65");
    CHECK(first_mistake(std::string(1'000'000, '[')) == "J003 1:65");
    std::string bomb;
    for (int i = 0; i < 100'000; ++i)
        bomb += "{\"a\":";
    CHECK(first_mistake(bomb).starts_with("J003 1:"));
    CHECK(first_mistake(std::string((10U << 20) + 1, ' ')) == "J003 1:1");
    std::string many = "[0";
    for (int i = 0; i < 1'100'000; ++i)
        many += ",0";
    CHECK(first_mistake(many + "]").starts_with("J003 1:"));
    CHECK(first_mistake("\"title\": \"Mood\"", "\"id\": \"other\", \"title\": \"Mood\"") ==
          "J004 5:5 /instrument/id");
    CHECK(first_mistake("\"title\": \"Mood\"", "\"i\\u0064\": \"other\", \"title\": \"Mood\"")
              .starts_with("J004 5:5"));
}

TEST_CASE("json: all mistakes of form are told in one run", "[instrument][json][refusal]") {
    auto text = replaced(small, "\"when\"", "\"wen\"");
    text = replaced(text, "\"free\"", "\"fre\"");
    text = replaced(text, "\"Mood\"", "7");
    CHECK(mistakes(text) == Mistakes{"J006 5:14 /instrument/title", "J009 7:25 /instrument/licence/kind",
                                     "J007 14:15 /instrument/flags/0", "J005 14:47 /instrument/flags/0/wen"});
    std::string flags;
    for (int i = 0; i < 500; ++i)
        flags += std::string(i == 0 ? "" : ",") + "7";
    auto const many =
        mistakes(replaced(small, R"({"id": "low", "message": "Low", "when": "q1 = 1"})", flags));
    CHECK(many.size() == 101);
    CHECK(std::any_of(many.begin(), many.end(), [](std::string const& m) { return m.starts_with("J015"); }));
}

TEST_CASE("json: a mistake of meaning is shown where it stands in the JSON", "[instrument][json][refusal]") {
    CHECK(first_mistake("q1, q2", "q1, q7") == "L011 11:80 /instrument/results/0/scale/aggregate/items");
    CHECK(first_mistake("total >= 1 and q1 = 1", "totl >= 1") ==
          "L012 12:47 /instrument/results/1/score/expression");
    CHECK(first_mistake("total >= 1 and q1 = 1", "q1 = \\\"\\u00fc\\\" and q9 = 1") ==
          "L017 12:52 /instrument/results/1/score/expression");
    CHECK(first_mistake("[0, 2]", "[0, 3]") == "L024 11:114 /instrument/results/0/scale/range");
    CHECK(first_mistake("\"responses\": \"often\"", "\"responses\": \"oftn\"") ==
          "L020 9:30 /instrument/items/0/responses");
    CHECK(first_mistake("\"id\": \"q2\"", "\"id\": \"q1\"").starts_with("L010 9:"));
}

TEST_CASE("json: no text brings in more than its place holds", "[instrument][json][refusal]") {
    std::string const where = "total >= 1 and q1 = 1";
    for (std::string const injected :
         {"1 flag z \\\"m\\\" when q1 = 1", "1 { range 0..1 }", "1 }", "1 } instrument y \\\"y\\\" {",
          "1 # all", "", " ", "1 score b = 2", "(1", "1)", "\\\"a", "1 1", "# x",
          "1 }\\u0009flag z \\\"m\\\" when 1 = 1 {", "decide { when q1 = 1 => 2 else 3 } }",
          "if q1 = 1 then 2", "bin(q1) { to 1 => 2 else 3", "in 1..2"}) {
        INFO(injected);
        CHECK(first_mistake(where, injected).starts_with("J012 12:"));
    }
    for (std::string const injected : {"q1, q2 missing none", "q1, q2 }", "q1 range 0..1", "q1 = 3",
                                       "q1 # q2", "", "q1,", "q1 q2", "q1..", "q1, q2 recoded by t"}) {
        INFO(injected);
        CHECK(first_mistake("q1, q2", injected).starts_with("J012 11:"));
    }
    for (std::string const injected :
         {"q1 \\\"x\\\"", "q1\\u0020reversed", "q1{", "q1#", "", "1q", "q-1", "ä"}) {
        INFO(injected);
        CHECK(first_mistake("\"id\": \"q1\"", "\"id\": \"" + injected + "\"").starts_with("J009 9:"));
    }
    auto const counted = replaced(small, R"({"function": "sum", "items": "q1, q2"})",
                                  R"({"function": "count", "items": "q1, q2", "where": "WHERE"})");
    CHECK(mistakes(replaced(counted, "WHERE", ">= 1")) == Mistakes{});
    CHECK(mistakes(replaced(counted, "WHERE", "in {0, 1}")) == Mistakes{});
    for (std::string const injected : {">= 1 missing none", ">= 1 }", "1", "", ">=", ">= 1 # x"}) {
        INFO(injected);
        CHECK(first_mistake(replaced(counted, "WHERE", injected)).starts_with("J012 11:"));
    }
    // Quotes and braces in texts are texts.
    auto const texts = replaced(small, "\"Mood\"", R"("\" { } flag x \"y\" when 1 = 1 # \\")");
    CHECK(mistakes(texts) == Mistakes{});
    CHECK(support::instrument_of(translated("x", texts).definition()).title ==
          R"(" { } flag x "y" when 1 = 1 # \)");
}

TEST_CASE("json: words that the language would read differently are refused", "[instrument][json][refusal]") {
    auto const with = [](std::string const& line) {
        return first_mistake(replaced(
            small, "\"flags\"", R"("structures": [{"name": "s", "lines": [)" + line + "]}], \"flags\""));
    };
    CHECK(with(R"({"factor": {"name": "F", "items": "q1, q2"}})") == "none");
    CHECK(with(R"({"general": "with"}, {"with": ["general", "G"]})") != "none");
    auto const label = replaced(small, R"("code": 0, "label": "Never")", R"("code": 0)");
    CHECK(first_mistake(replaced(label, R"("code": 1, "label": "Often")", R"("code": "x")")) ==
          "J014 8:49 /instrument/responses/0/options/0");
    CHECK(first_mistake(R"("function": "sum",)", R"("function": "sum", "where": ">= 1",)") != "none");
    CHECK(first_mistake("\"id\": \"q2\"", "\"id\": \"optional\"") != "none");
}

TEST_CASE("json: the schema in the project is that of the forms", "[instrument][json][golden]") {
    CHECK(support::project_file("engine/instrument/json/instrument.schema.json") == json::schema());
}

TEST_CASE("json: every key that is written is in the schema and every key of it is written",
          "[instrument][json]") {
    SourceText const text("schema", support::project_file("engine/instrument/json/instrument.schema.json"));
    auto const schema = json::parse(text);
    REQUIRE(schema.ok());
    std::set<std::string> known;
    for (auto const& definition : (*schema.value)->find("$defs")->members) {
        auto const* properties = definition.value.find("properties");
        if (properties == nullptr) continue;
        for (auto const& property : properties->members)
            known.insert(property.key);
    }
    std::set<std::string> written{"$schema"};
    auto const collect = [&](auto const& self, json::Value const& value) -> void {
        for (auto const& member : value.members) {
            written.insert(member.key);
            self(self, member.value);
        }
        for (auto const& item : value.items)
            self(self, item);
    };
    for (auto const& source : definitions()) {
        auto const twin = json::parse(SourceText("twin", twin_of(source)));
        REQUIRE(twin.ok());
        collect(collect, **twin.value);
    }
    std::vector<std::string> unknown;
    std::set_difference(written.begin(), written.end(), known.begin(), known.end(),
                        std::back_inserter(unknown));
    CHECK(unknown == std::vector<std::string>{});
    std::vector<std::string> unused;
    std::set_difference(known.begin(), known.end(), written.begin(), written.end(),
                        std::back_inserter(unused));
    CHECK(unused == std::vector<std::string>{});
}

TEST_CASE("json: changed bytes never break the program and a refusal has a reason",
          "[instrument][json][mutation][property]") {
    std::string const bytes = "{}[]\",:\\u0019tfn -.eE/#\n\x01\xC3\xFF" + std::string(1, '\0');
    std::vector<std::string> const seeds{
        small, twin_of(support::definition_file("tests/language/good/everything.inst")),
        twin_of(support::definition_file("samples/bfi.inst"))};
    std::size_t refused = 0;
    std::mt19937_64 random(20240229);
    for (auto const& seed : seeds) {
        for (int i = 0; i < 250; ++i) {
            auto text = seed;
            for (auto changes = 1 + random() % 3; changes > 0; --changes) {
                auto const at = static_cast<std::size_t>(random() % text.size());
                auto const put = bytes[random() % bytes.size()];
                switch (random() % 4) {
                    case 0:
                        text.erase(at, 1);
                        break;
                    case 1:
                        text[at] = put;
                        break;
                    case 2:
                        text.insert(at, 1, put);
                        break;
                    default:
                        text.erase(at, random() % 40);
                }
            }
            SourceText const source("x.json", text);
            auto outcome = json::translate(source);
            if (!outcome.value) {
                ++refused;
                if (!outcome.diagnostics.has_errors()) FAIL("refused without a reason");
            } else {
                auto const loaded = instrument::load(outcome.value->definition());
                outcome.diagnostics = outcome.value->at_home(loaded.diagnostics);
            }
            for (auto const& one : outcome.diagnostics) {
                for (auto const& label : one.labels) {
                    if (label.span.begin > label.span.end || label.span.begin > text.size())
                        FAIL(one.message);
                }
                if (render(one, source).empty()) FAIL(one.message);
            }
        }
    }
    CHECK(refused > 300);
}
