#include "bench/language/limits.hpp"

#include "instrument/syntax/session.hpp"

using namespace quaestor;

namespace bench {
namespace {

constexpr std::size_t megabyte = 1U << 20;
constexpr std::size_t largest = 10 * megabyte;
constexpr std::size_t room = largest - 1000;  // for what stands around it
constexpr std::size_t many = 100'000;
constexpr std::size_t most_words = 100'000;  // of a definition

/// `pattern` so many times, `$` in it by the number, `&` by the next one.
std::string each(std::size_t times, std::string const& pattern) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        for (char const c : pattern) {
            if (c == '$' || c == '&') {
                out += std::to_string(c == '$' ? i : i + 1);
            } else {
                out += c;
            }
        }
    }
    return out;
}

/// `part` over and over, up to `bytes`.
std::string filled(std::string const& part, std::size_t bytes) {
    return each(bytes / part.size(), part);
}

/// How many words and signs the language counts in it.
std::size_t words_of(std::string const& text) {
    std::size_t words = 0;
    auto const* at = text.data();
    auto const* const last = at + text.size();
    while (at != last) {
        if (*at != ' ' && *at != '\n') ++words;
        at = instrument::syntax::past_unit(at, last);
    }
    return words;
}

/// As many as a definition may hold beside `rest` other words.
std::string as_many(std::string const& pattern, std::size_t rest = 200) {
    return each((most_words - rest) / words_of(each(1, pattern)), pattern);
}

/// Half of what a definition may hold.
std::string half(std::string const& pattern) {
    return as_many(pattern, most_words / 2 + 200);
}

/// A right definition with `items` and `statements` in it.
std::string around(std::string const& statements, std::string const& items = {}) {
    return "instrument x \"X\" {\n  source \"A\"\n  licence free \"B\"\n  responses r { 0 \"n\" 1 \"y\" }\n"
           "  items r { q \"a\" w \"b\" " +
           items + " }\n  scale total { sum of q, w missing none }\n" + statements +
           "\n  example \"e\" { q, w = 0 expect total = 0 }\n}\n";
}

std::string score(std::string const& expression) {
    return around("score s = " + expression);
}

std::string in_block(std::string const& head, std::string const& lines) {
    return around(head + " {\n" + lines + "}\n");
}

std::string const item = "i$ \"a\"\n";

/// What the limits stop.
std::vector<Extreme> beyond() {
    return {
        {"10 MB and a byte", [] { return std::string(largest + 1, ' '); }},
        {"10 MB of '-'", [] { return score(filled("-", room) + "q"); }},
        {"10 MB of 'not '", [] { return score(filled("not ", room) + "q = 1"); }},
        {"10 MB of 'q + '", [] { return score(filled("q + ", room) + "q"); }},
        {"10 MB of '('", [] { return score(filled("(", room)); }},
        {"10 MB of '{'", [] { return around(filled("{", room)); }},
        {"10 MB of '\"'", [] { return around(filled("\"", room)); }},
        {"10 MB of lines without meaning", [] { return around(filled("garbage line\n", room)); }},
        {"100,000 parentheses", [] { return score(each(many, "(") + "q" + each(many, ")")); }},
        {"100,000 functions", [] { return score(each(many, "abs(") + "q" + each(many, ")")); }},
        {"100,000 'if'", [] { return score(each(many, "if q = 1 then 1 else ") + "0"); }},
        {"100,000 items", [] { return around({}, each(many, item)); }},
        {"100,000 scales", [] { return around(each(many, "scale s$ { sum of q missing none }\n")); }},
    };
}

/// Large in few words.
std::vector<Extreme> few_words() {
    return {
        {"10 MB of blanks", [] { return around(filled(" ", room)); }},
        {"10 MB of one comment", [] { return around("#" + filled("x", room)); }},
        {"10 MB of empty comments", [] { return around(filled("#\n", room)); }},
        {"10 MB of one text", [] { return around("note \"" + filled("x", room) + "\""); }},
        {"10 MB of one name", [] { return score("q" + filled("x", room)); }},
        {"10 MB of digits", [] { return score(filled("1", room)); }},
        {"an unknown name of 1 MB", [] { return score("q" + filled("x", megabyte)); }},
        {"an item with a name of 1 MB", [] { return around({}, "q" + filled("x", megabyte) + " \"c\""); }},
        {"1,000 unknown names of 10 kB",
         [] { return around("set t = " + each(1000, "z" + filled("x", 10'000) + "$, ") + "q"); }},
        {"1,000 items with names of 10 kB",
         [] { return around({}, each(1000, "z" + filled("x", 10'000) + "$ \"a\"\n")); }},
    };
}

/// As many words as are read, of one thing.
std::vector<Extreme> one_thing() {
    return {
        {"'-'", [] { return score(as_many("-") + "q"); }},
        {"'not '", [] { return score(as_many("not ") + "q = 1"); }},
        {"'q + '", [] { return score(as_many("q + ") + "q"); }},
        {"'('", [] { return score(as_many("(")); }},
        {"'{'", [] { return around(as_many("{")); }},
        {"'}'", [] { return around(as_many("}")); }},
        {"'if'", [] { return score(as_many("if q = 1 then 1 else ") + "0"); }},
        {"statements cut short", [] { return around(as_many("scale t {\n")); }},
        {"wrong statements", [] { return around(as_many("scale t { sum }\n")); }},
        {"lines without meaning", [] { return around(as_many("garbage line\n")); }},
        {"values", [] { return score("q in {" + as_many("$, ") + "0}"); }},
        {"items", [] { return around({}, as_many(item)); }},
        {"items of one name", [] { return around({}, as_many("i \"a\"\n")); }},
        {"unknown items", [] { return around("set t = " + as_many("z$, ") + "q"); }},
        {"answers", [] { return in_block("responses t", as_many("$ \"a\"\n")); }},
        {"sets of answers", [] { return around(as_many("responses r$ { 0 \"n\" 1 \"y\" }\n")); }},
        {"scales", [] { return around(as_many("scale s$ { sum of q missing none }\n")); }},
        {"scores", [] { return around(as_many("score s$ = q + w\n")); }},
        {"scores of one name", [] { return around(as_many("score s = q\n")); }},
        {"scores on each other", [] { return around(as_many("score t$ = t&\n")); }},
        {"scores that are texts",
         [] { return around(as_many("score s$ = if q = 1 then \"a$\" else \"b\"\n")); }},
        {"sets", [] { return around(as_many("set s$ = q, w\n")); }},
        {"sets of sets", [] { return around("set t0 = q\n" + as_many("set t& = t$\n")); }},
        {"sets in the wrong order", [] { return around(as_many("set t$ = t&\n")); }},
        {"bands",
         [] {
             return around("scale t { sum of q missing none bands {" + as_many("from $ \"b$\"\n") + "} }");
         }},
        {"sets of bands",
         [] {
             return around("scale t { sum of q missing none " + as_many("bands b$ { from 0 \"b$\" }\n") +
                           "}");
         }},
        {"rows of a table", [] { return in_block("score s = lookup(t, q)\ntable t", as_many("$ => $\n")); }},
        {"tables", [] { return around(as_many("table t$ { 0 => 0 1 => 1 }\n")); }},
        {"rows of a decision", [] { return score("decide { " + as_many("when q = 1 => $\n") + "else 0 }"); }},
        {"rows of a bin", [] { return score("bin(q) { " + as_many("to $ => $\n") + "else 0 }"); }},
        {"flags", [] { return around(as_many("flag f$ \"F\" when q = 1\n")); }},
        {"checks", [] { return around(as_many("check c$ \"C\" when q = 1 and w = 1\n")); }},
        {"skips", [] { return around(as_many("skip w unless q = 1\n")); }},
        {"pairs", [] { return around(as_many("pair q ~ w within 1\n")); }},
        {"covariates", [] { return in_block("respondent", as_many("c$ number 0..1\n")); }},
        {"categories", [] { return in_block("respondent", "c category {" + as_many("c$ \"$\"\n") + "}"); }},
        {"examples", [] { return around(as_many("example \"e$\" { q, w = 1 expect total = 2 }\n")); }},
        {"expectations",
         [] { return in_block("example \"f\"", "q, w = 1\n" + as_many("expect total = 2\n")); }},
        {"factors", [] { return in_block("structure s", as_many("factor f$ = q, w\n")); }},
        {"published figures", [] { return in_block("published \"P\"", as_many("total n $\n")); }},
        {"instruments", [] { return as_many("instrument x \"X\" { }\n"); }},
    };
}

/// Half the words for one thing and half for another that looks at all of the first.
std::vector<Extreme> two_things() {
    std::string const large_scale = "scale t { sum of all missing at most 1 }\n";
    return {
        {"items in a scale", [=] { return around(large_scale, half(item)); }},
        {"items, each named once", [] { return around("set t = " + half("i$, ") + "q", half(item)); }},
        {"items, each left out",
         [] { return around("set t = all except " + half("i$, ") + "q", half(item)); }},
        {"reversed items, many answers",
         [] {
             return around("responses t {" + half("$ \"a\"\n") + "}\nitems t {" +
                           half("i$ \"a\" reversed\n") + "}");
         }},
        {"given answers, many answers",
         [] {
             return around("responses t {" + half("$ \"a\"\n") + "}\nitems t { i \"a\" }\nexample \"f\" {" +
                           half("i = 9999\n") + "expect total = 0 }");
         }},
        {"scales of all items",
         [] { return around(half("scale s$ { sum of all missing none }\n"), half(item)); }},
        {"scores of all items", [] { return around(half("score s$ = sum(all)\n"), half(item)); }},
        {"sets that grow", [] { return around("set t0 = q\n" + half("set t& = t$, i$\n"), half(item)); }},
        {"examples of all items",
         [] { return around(half("example \"e$\" { all = 1 expect total = 2 }\n"), half(item)); }},
        {"scores of a large scale",
         [=] { return around(large_scale + half("score s$ = t + 1\n"), half(item)); }},
        {"flags of a large scale",
         [=] { return around(large_scale + half("flag f$ \"F\" when t > 1\n"), half(item)); }},
        {"skips in a large scale",
         [=] { return around(large_scale + half("skip i$ unless q = 1\n"), half(item)); }},
        {"lookups in a large table",
         [] { return around("table t {" + half("$ => $\n") + "}\n" + half("score s$ = lookup(t, q)\n")); }},
        {"conditions on many categories",
         [] {
             return around("respondent { c category {" + half("c$\n") + "} }\n" +
                           half("flag f$ \"F\" when c = \"c$\"\n"));
         }},
        {"bands for many groups",
         [] {
             return around("respondent { age number 0..99999 }\nscale t { sum of q missing none " +
                           as_many("bands when age = $ { from 0 \"b\" }\n") + "}");
         }},
        {"norms for many groups",
         [] {
             return around("respondent { age number 0..99999 }\nnorms n \"N\" for total {" +
                           as_many("when age = $ mean 1 sd 1\n") + "}");
         }},
        {"expected bands of many",
         [] {
             return around("scale t { sum of q missing none bands {" + half("from $ \"b$\"\n") +
                           "} }\nexample \"f\" { q = 0 " + half("expect t.band = \"b0\"\n") + "}");
         }},
    };
}

}  // namespace

std::vector<Group> extremes() {
    return {{"beyond the limits", beyond()},
            {"large in few words", few_words()},
            {"as many words as may be, of one thing", one_thing()},
            {"as many words as may be, of two things", two_things()}};
}

}  // namespace bench
