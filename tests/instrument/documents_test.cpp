// The examples of the documents are true: each of docs/language.md passes the checker and its worked examples
// hold; in docs/codes.md the first of a page gives the code of the page and nothing else, and the second
// gives nothing.
#include "base/render.hpp"
#include "instrument/load.hpp"
#include "scoring/examples.hpp"
#include "support/folder.hpp"

#include <regex>
#include <set>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

std::string document(std::string const& name) {
    return support::content(std::string(QUAESTOR_ROOT) + "/docs/" + name);
}

std::vector<std::string> blocks(std::string const& text) {
    std::vector<std::string> out;
    std::string const open = "```inst\n";
    for (auto at = text.find(open); at != std::string::npos; at = text.find(open, at + 1)) {
        auto const begin = at + open.size();
        out.push_back(text.substr(begin, text.find("```", begin) - begin));
    }
    return out;
}

/// Lines that are no whole definition stand in the one that the documents describe.
std::string whole(std::string const& block) {
    if (block.starts_with("instrument")) return block;
    return "instrument demo \"Demo\" { source \"x\" licence free \"y\"\n"
           " responses frequency { 0 \"never\" 1 \"sometimes\" 2 \"often\" 3 \"always\" }\n"
           " items frequency { q1 \"a\" q2 \"b\" q3 \"c\" q4 \"d\" }\n"
           " respondent { age number 0..120 sex category { female \"F\" male \"M\" } }\n"
           " scale total { sum of q1..q4 missing none }\n" +
           block + " example \"zero\" { q1..q4 = 0 expect total = 0 }\n}\n";
}

struct Said {
    std::set<std::string> codes;
    std::string text;
};

Said said(std::string const& block) {
    SourceText const source("example", whole(block));
    Said out;
    auto const tell = [&](Diagnostics const& diagnostics) {
        for (auto const& d : diagnostics) {
            out.codes.insert(d.code);
            out.text += render(d, source);
        }
    };
    auto const loaded = instrument::load(source);
    tell(loaded.diagnostics);
    if (loaded.value) tell(scoring::run_examples(*loaded.value).diagnostics);
    return out;
}

}  // namespace

TEST_CASE("docs/language.md: every example passes the checker without a word", "[instrument][documents]") {
    auto const examples = blocks(document("language.md"));
    REQUIRE(examples.size() > 18);
    for (auto const& example : examples) {
        INFO(example);
        CHECK(said(example).text.empty());
    }
}

TEST_CASE("docs/codes.md: the wrong example of a page gives its code and the right one nothing",
          "[instrument][documents]") {
    auto const text = document("codes.md");
    std::regex const heading("\n## ([A-Z][0-9]{3}): ");
    std::size_t pairs = 0;
    for (std::sregex_iterator page(text.begin(), text.end(), heading), end; page != end; ++page) {
        auto const begin = static_cast<std::size_t>(page->position());
        auto const body = text.substr(begin, text.find("\n## ", begin + 1) - begin);
        auto const examples = blocks(body);
        if (examples.empty()) continue;
        auto const code = (*page)[1].str();
        CAPTURE(code);
        REQUIRE(examples.size() == 2);
        auto const wrong = said(examples[0]);
        INFO(wrong.text);
        CHECK(wrong.codes == std::set<std::string>{code});
        auto const right = said(examples[1]);
        INFO(right.text);
        CHECK(right.codes.empty());
        ++pairs;
    }
    CHECK(pairs > 30);
}

TEST_CASE("docs/codes.md: every code of the sources has a page and every page a code",
          "[instrument][documents]") {
    std::regex const in_source("\"([LDCJSVWU][0-9]{3})\"");
    std::set<std::string> used;
    for (auto const* folder : {"/engine", "/cli"}) {
        for (auto const& entry :
             std::filesystem::recursive_directory_iterator(std::string(QUAESTOR_ROOT) + folder)) {
            auto const ending = entry.path().extension();
            if (ending != ".cpp" && ending != ".hpp") continue;
            auto const text = support::content(entry.path().string());
            for (std::sregex_iterator code(text.begin(), text.end(), in_source), end; code != end; ++code) {
                used.insert((*code)[1]);
            }
        }
    }
    auto const text = document("codes.md");
    std::regex const heading("\n## ([A-Z][0-9]{3}): ");
    std::set<std::string> explained;
    for (std::sregex_iterator page(text.begin(), text.end(), heading), end; page != end; ++page) {
        CHECK(explained.insert((*page)[1]).second);
    }
    CHECK(used == explained);
}
