// Texts that no manual has: each ends soon and with a clear message. The times are generous: they are for
// what grows with the square of the text, not for a slow machine.
#include "base/render.hpp"
#include "instrument/load.hpp"
#include "support/language.hpp"

#include <chrono>
#include <string>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

std::string repeated(std::string const& part, std::size_t times) {
    std::string out;
    out.reserve(part.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        out += part;
    return out;
}

/// A definition with `items` and then `statements` in it.
std::string around(std::string const& statements, std::string const& items = "q1 \"a\" q2 \"b\"") {
    return "instrument x \"X\" {\n  source \"A\"\n  licence free \"B\"\n  responses r { 0 \"n\" 1 \"y\" }\n  "
           "items r { " +
           items + " }\n" + statements +
           "\n  scale total { sum of q1, q2 missing none }\n  example \"e\" { q1, q2 = 0 expect total = 0 "
           "}\n}\n";
}

struct Loaded {
    bool ok = false;
    std::string code;   ///< of the first error
    std::string shown;  ///< the first error as a reader sees it
    std::size_t findings = 0;
    double seconds = 0;
};

Loaded loaded(std::string const& text) {
    SourceText const source("x.inst", text);
    auto const start = std::chrono::steady_clock::now();
    auto const found = instrument::load(source);
    Loaded result;
    for (auto const& d : found.diagnostics) {
        if (d.severity != Severity::error) continue;
        result.code = d.code;
        result.shown = render(d, source);
        break;
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    result.ok = found.ok();
    result.findings = found.diagnostics.size();
    return result;
}

constexpr double patience = support::roomy_stack ? 5 : 60;  // under AddressSanitizer all is ten times slower

}  // namespace

TEST_CASE("load: a text above 10 MB is refused and one below is read", "[instrument][limits]") {
    auto const large = loaded(around("#" + repeated("x", 10U << 20)));
    CHECK(large.code == "L005");
    CHECK(large.shown.find("larger than 10 MB") != std::string::npos);
    CHECK(large.seconds < patience);
    auto const fitting = loaded(around("#" + repeated("x", 10'000'000)));
    CHECK(fitting.ok);
    CHECK(fitting.seconds < patience);
}

TEST_CASE("load: a hundred thousand of anything nested is refused where it gets too deep",
          "[instrument][limits]") {
    auto const n = std::size_t{100'000};
    for (auto const& statement :
         {"score s = " + repeated("(", n) + "q1" + repeated(")", n),
          "score s = " + repeated("not ", n) + "q1 = 1", "score s = " + repeated("-", n) + "q1",
          "score s = " + repeated("abs(", n) + "q1" + repeated(")", n),
          "score s = " + repeated("if q1 = 1 then 1 else ", n) + "0",
          "score s = " + repeated("q1 + ", n) + "q1", "score s = " + repeated("(", n),
          "flag f \"f\" when " + repeated("not (", n)}) {
        auto const found = loaded(around("  " + statement));
        CAPTURE(statement.substr(0, 40), found.shown.substr(0, 400));
        CHECK_FALSE(found.ok);
        CHECK((found.code == "L004" || found.code == "L005"));  // too deep, or already too long
        CHECK(found.findings == 1);
        CHECK(found.shown.size() < 1000);  // the line is not shown whole
        CHECK(found.seconds < patience);
    }
}

TEST_CASE("load: exactly as deep as allowed is read", "[instrument][limits]") {
    CHECK(loaded(around("  score s = " + repeated("(", 99) + "q1" + repeated(")", 99))).ok);
    CHECK(loaded(around("  score s = " + repeated("(", 100) + "q1" + repeated(")", 100))).code == "L004");
    CHECK(loaded(around("  score s = " + repeated("-", 499) + "q1")).ok);
    CHECK(loaded(around("  score s = " + repeated("q1 + ", 499) + "q1")).ok);
    CHECK(loaded(around("  score s = " + repeated("q1 + ", 501) + "q1")).code == "L004");
}

TEST_CASE("load: scores that build on each other are resolved to the limit and refused beyond",
          "[instrument][limits]") {
    auto const chain = [](int length) {
        std::string out = "  score s0 = total\n";
        for (int i = length; i > 0; --i)
            out += "  score s" + std::to_string(i) + " = s" + std::to_string(i - 1) + " + s" +
                   std::to_string(i - 1) + "\n";
        return around(out);
    };
    auto const deep = loaded(chain(60));  // 2^60 paths, each score once
    CHECK(deep.ok);
    CHECK(deep.seconds < patience);
    if (!support::roomy_stack) return;
    CHECK(loaded(chain(98)).ok);
    CHECK(loaded(chain(150)).code == "L004");
}

// Each limit holds by itself, and all together: scores on each other, each many parentheses deep.
TEST_CASE("load: nested expressions in scores on each other are read or refused",
          "[instrument][limits]") {
    std::string statements = "  score s0 = total\n";
    for (int i = 1; i <= 190; ++i) {
        // Written from the top, so that each is resolved while the one above it is.
        statements.insert(0, "  score s" + std::to_string(i) + " = " + repeated("(", 98) + "s" +
                                 std::to_string(i - 1) + repeated(")", 98) + "\n");
    }
    auto const found = loaded(around(statements));
    CHECK((found.ok || found.code == "L004"));
}

TEST_CASE("load: a name of a megabyte is read and compared with no other", "[instrument][limits]") {
    auto const name = "q" + repeated("x", 1'000'000);
    auto const declared = loaded(around("  score s = " + name, "q1 \"a\" q2 \"b\" " + name + " \"c\""));
    CHECK(declared.ok);
    CHECK(declared.seconds < patience);
    auto const unknown = loaded(around("  score s = " + name));
    CHECK(unknown.code == "L012");
    CHECK(unknown.seconds < patience);
    CHECK(loaded(around("  score s = q1", "q1 \"a\" q2 \"" + repeated("x", 1'000'000) + "\"")).ok);
}

// The name stands in the message whole: a megabyte of it.
TEST_CASE("load: a message about a long name stays short", "[instrument][limits]") {
    CHECK(loaded(around("  score s = q" + repeated("x", 1'000'000))).shown.size() < 1000);
}

TEST_CASE("load: five thousand items are read", "[instrument][limits]") {
    std::string items = "q1 \"a\" q2 \"b\"";
    for (int i = 3; i < 5'000; ++i)
        items += " q" + std::to_string(i) + " \"a\"";
    auto const many = loaded(around("  scale all_of_them { sum of all missing none }", items));
    CHECK(many.ok);
    CHECK(many.seconds < patience);
}

// Each new name is compared with each known one: over a minute.
TEST_CASE("load: a hundred thousand items are read or refused soon",
          "[.][instrument][limits][slow]") {
    std::string items = "q1 \"a\" q2 \"b\"";
    for (int i = 3; i < 100'000; ++i)
        items += " q" + std::to_string(i) + " \"a\"";
    CHECK(loaded(around("  scale all_of_them { sum of all missing none }", items)).seconds < patience);
}

// Each option is compared with each before it, and each report reads the text from its beginning: some ten
// seconds each.
TEST_CASE("load: twenty thousand mistakes and options are told soon",
          "[.][instrument][limits][slow]") {
    CHECK(loaded(around(repeated("  scale t {\n", 20'000))).seconds < patience);
    std::string options = "  responses many {";
    for (int i = 0; i < 100'000; ++i)
        options += " " + std::to_string(i) + " \"a\"";
    CHECK(loaded(around(options + " }")).seconds < patience);
}

TEST_CASE("load: ten thousand wrong lines are one finding and soon told", "[instrument][limits]") {
    auto const found = loaded(around(repeated("garbage line\n", 10'000)));
    CHECK(found.code == "L003");
    CHECK(found.findings == 1);
    CHECK(found.seconds < patience);
}

TEST_CASE("load: open braces and quotes without end are told soon", "[instrument][limits]") {
    for (auto const& text :
         {repeated("{", 100'000), repeated("\"", 100'001), repeated("}", 100'000), repeated("(", 100'000),
          repeated("instrument ", 10'000), repeated("# ", 100'000)}) {
        auto const found = loaded("instrument x \"X\" {\n" + text);
        CAPTURE(text.substr(0, 20), found.shown.substr(0, 300));
        CHECK_FALSE(found.ok);
        CHECK_FALSE(found.code.empty());
        CHECK(found.seconds < patience);
    }
}
