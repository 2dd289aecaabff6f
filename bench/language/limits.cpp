#include "bench/language/limits.hpp"

namespace bench {
namespace {

constexpr std::size_t megabyte = 1U << 20;
constexpr std::size_t largest = 10 * megabyte;  // with a little room for what stands around it
constexpr std::size_t many = 100'000;

std::string repeated(std::string const& part, std::size_t times) {
    std::string out;
    out.reserve(part.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        out += part;
    return out;
}

/// `part` over and over, up to `bytes`.
std::string filled(std::string const& part, std::size_t bytes) {
    return repeated(part, bytes / part.size());
}

/// One of many: `make(i)` for each.
template <class Make>
std::string each(std::size_t times, Make const& make) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i)
        out += make(std::to_string(i));
    return out;
}

/// A right definition with `items` and `statements` in it.
std::string around(std::string const& statements, std::string const& items = {}) {
    return "instrument x \"X\" {\n  source \"A\"\n  licence free \"B\"\n  responses r { 0 \"n\" 1 \"y\" }\n"
           "  items r { q \"a\" w \"b\" " +
           items + " }\n  scale total { sum of q, w missing none }\n" + statements +
           "\n  example \"e\" { q, w = 0 expect total = 0 }\n}\n";
}

std::string score(std::string const& expression) {
    return around("  score s = " + expression);
}

Extreme extreme(std::string name, std::function<std::string()> make) {
    return {std::move(name), std::move(make)};
}

}  // namespace

std::vector<Extreme> extremes() {
    constexpr std::size_t room = largest - 1000;
    return {
        extreme("10 MB and a byte", [] { return std::string(largest + 1, ' '); }),
        extreme("10 MB of blanks", [] { return around(std::string(room, ' ')); }),
        extreme("10 MB of one comment", [] { return around("#" + std::string(room, 'x')); }),
        extreme("10 MB of empty comments", [] { return around(filled("#\n", room)); }),
        extreme("10 MB of one text", [] { return around("  note \"" + std::string(room, 'x') + "\""); }),
        extreme("10 MB of one name", [] { return score("q" + std::string(room, 'x')); }),
        extreme("10 MB of digits", [] { return score(std::string(room, '1')); }),
        extreme("10 MB of '-'", [] { return score(std::string(room, '-') + "q"); }),
        extreme("10 MB of 'not '", [] { return score(filled("not ", room) + "q = 1"); }),
        extreme("10 MB of 'q + '", [] { return score(filled("q + ", room) + "q"); }),
        extreme("10 MB of '('", [] { return score(std::string(room, '(')); }),
        extreme("10 MB of '{'", [] { return around(std::string(room, '{')); }),
        extreme("10 MB of '}'", [] { return around(std::string(room, '}')); }),
        extreme("10 MB of '\"'", [] { return around(std::string(room, '"')); }),
        extreme("10 MB of lines without meaning", [] { return around(filled("garbage line\n", room)); }),
        extreme("10 MB of statements cut short", [] { return around(filled("  scale t {\n", room)); }),
        extreme("10 MB of wrong statements", [] { return around(filled("  scale t { sum }\n", room)); }),
        extreme("10 MB of one list", [] { return around("  set t = " + filled("q, ", room) + "q"); }),
        extreme("10 MB of one set of values", [] { return score("q in {" + filled("0, ", room) + "0}"); }),
        extreme("10 MB of words after 'sum of'",
                [] { return around("  scale t { sum of " + filled("q..w, ", room) + "q missing none }"); }),
        extreme("a name of 1 MB", [] { return score("q" + std::string(megabyte, 'x')); }),
        extreme("an item with a name of 1 MB",
                [] { return around({}, "q" + std::string(megabyte, 'x') + " \"c\""); }),
        extreme("100,000 parentheses", [] { return score(repeated("(", many) + "q" + repeated(")", many)); }),
        extreme("100,000 functions",
                [] { return score(repeated("abs(", many) + "q" + repeated(")", many)); }),
        extreme("100,000 'if'", [] { return score(repeated("if q = 1 then 1 else ", many) + "0"); }),
        extreme("100,000 items",
                [] { return around({}, each(many, [](auto const& i) { return "q" + i + " \"a\"\n"; })); }),
        extreme("100,000 items in a scale",
                [] {
                    return around("  scale t { sum of all missing none }",
                                  each(many, [](auto const& i) { return "q" + i + " \"a\"\n"; }));
                }),
        extreme("100,000 items named one by one",
                [] {
                    return around(
                        "  set t = " + each(many, [](auto const& i) { return "q" + i + ", "; }) + "q",
                        each(many, [](auto const& i) { return "q" + i + " \"a\"\n"; }));
                }),
        extreme("100,000 unknown items",
                [] {
                    return around("  set t = " + each(many, [](auto const& i) { return "z" + i + ", "; }) +
                                  "q");
                }),
        extreme("100,000 items of one name", [] { return around({}, repeated("q1 \"a\"\n", many)); }),
        extreme("100,000 answers",
                [] {
                    return around("  responses t { " +
                                  each(many, [](auto const& i) { return i + " \"a\" "; }) + "}");
                }),
        extreme("100,000 sets of answers",
                [] {
                    return around(each(
                        many, [](auto const& i) { return "  responses r" + i + " { 0 \"n\" 1 \"y\" }\n"; }));
                }),
        extreme("100,000 scales",
                [] {
                    return around(each(many, [](auto const& i) {
                        return "  scale s" + i + " { sum of q, w missing none }\n";
                    }));
                }),
        extreme(
            "100,000 scores",
            [] { return around(each(many, [](auto const& i) { return "  score s" + i + " = q + w\n"; })); }),
        extreme("100,000 scores on each other",
                [] {
                    return around("  score s = q\n" + each(many, [](auto const& i) {
                                      return "  score t" + i + " = t" + std::to_string(std::stoul(i) + 1) +
                                             "\n";
                                  }));
                }),
        extreme("100,000 sets",
                [] { return around(each(many, [](auto const& i) { return "  set s" + i + " = q, w\n"; })); }),
        extreme("100,000 sets of sets",
                [] {
                    return around("  set s = q\n" + each(many, [](auto const& i) {
                                      return "  set t" + i + " = t" + std::to_string(std::stoul(i) + 1) +
                                             "\n";
                                  }));
                }),
        extreme("100,000 bands",
                [] {
                    return around("  scale t { sum of q, w missing none bands { " +
                                  each(many, [](auto const& i) { return "from " + i + " \"b" + i + "\" "; }) +
                                  "} }");
                }),
        extreme("100,000 rows of a table",
                [] {
                    return around("  table t { " +
                                  each(many, [](auto const& i) { return i + " => " + i + " "; }) +
                                  "}\n  score s = lookup(t, q)");
                }),
        extreme("100,000 flags",
                [] {
                    return around(
                        each(many, [](auto const& i) { return "  flag f" + i + " \"F\" when q = 1\n"; }));
                }),
        extreme("100,000 skips",
                [] { return around(each(many, [](auto const&) { return "  skip w unless q = 1\n"; })); }),
        extreme("100,000 pairs",
                [] { return around(each(many, [](auto const&) { return "  pair q ~ w within 1\n"; })); }),
        extreme("100,000 examples",
                [] {
                    return around(each(many, [](auto const& i) {
                        return "  example \"e" + i + "\" { q, w = 1 expect total = 2 }\n";
                    }));
                }),
        extreme("100,000 expectations",
                [] {
                    return around("  example \"f\" { q, w = 1\n" + repeated("expect total = 2\n", many) +
                                  "}");
                }),
        extreme("100,000 covariates",
                [] {
                    return around("  respondent {\n" +
                                  each(many, [](auto const& i) { return "c" + i + " number 0..1\n"; }) + "}");
                }),
        extreme("100,000 categories",
                [] {
                    return around("  respondent { c category { " +
                                  each(many, [](auto const& i) { return "c" + i + " \"" + i + "\" "; }) +
                                  "} }");
                }),
        extreme("100,000 instruments", [] { return repeated("instrument x \"X\" { }\n", many); }),
    };
}

}  // namespace bench
