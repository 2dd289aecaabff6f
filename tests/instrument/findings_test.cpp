// What a reader is told about wrong definitions: tests/language/bad, one pair of files for each rule.
#include "instrument/load.hpp"
#include "support/language.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

/// Every code in the sources of engine/instrument.
std::set<std::string> codes_of_the_engine() {
    std::set<std::string> codes;
    for (auto const& path : support::project_files("engine/instrument", ".cpp")) {
        auto const text = support::project_file(path);
        for (auto at = text.find("\"L"); at != std::string::npos; at = text.find("\"L", at + 1)) {
            auto const code = text.substr(at + 1, 4);
            bool const digits =
                std::all_of(code.begin() + 1, code.end(), [](char c) { return c >= '0' && c <= '9'; });
            if (code.size() == 4 && digits && text.substr(at + 5, 1) == "\"") codes.insert(code);
        }
    }
    return codes;
}

}  // namespace

TEST_CASE("a bad definition: is told about as its file says", "[instrument][language][golden]") {
    CHECK(support::bad_definitions().size() > 150);
    for (auto const& path : support::bad_definitions()) {
        CAPTURE(path);
        CHECK(support::findings_text(support::definition_file(path)) ==
              support::project_file(support::expected_path(path)));
    }
}

TEST_CASE("a bad definition: no expected findings lie about without their definition",
          "[instrument][language]") {
    auto const expected = support::project_files("tests/language/bad", ".expected");
    auto const definitions = support::project_files("tests/language/bad", ".inst");
    REQUIRE(expected.size() == definitions.size());
    for (auto const& path : definitions)
        CHECK(std::count(expected.begin(), expected.end(), support::expected_path(path)) == 1);
}

TEST_CASE("a bad definition: there is one for every code of the language", "[instrument][language]") {
    auto const codes = codes_of_the_engine();
    CHECK(codes.size() >= 34);
    std::set<std::string> shown;
    for (auto const& path : support::bad_definitions()) {
        for (auto const& d : instrument::load(support::definition_file(path)).diagnostics)
            shown.insert(d.code);
    }
    for (auto const& code : codes) {
        CAPTURE(code);
        CHECK(shown.contains(code));
    }
}

TEST_CASE("a bad definition: is told about in the same way where lines end with a carriage return alone",
          "[instrument][language]") {
    auto const codes = [](SourceText const& source) {
        std::vector<std::string> out;
        for (auto const& d : instrument::load(source).diagnostics)
            out.push_back(d.code + " " + std::to_string(d.labels.front().span.begin));
        return out;
    };
    for (auto const& path : support::bad_definitions()) {
        auto const source = support::definition_file(path);
        auto text = source.text();
        std::replace(text.begin(), text.end(), '\n', '\r');
        CAPTURE(path);
        CHECK(codes(SourceText(path, text)) == codes(source));
    }
}

TEST_CASE("a bad definition: five mistakes are five findings", "[instrument][language]") {
    auto const found = instrument::load(support::definition_file("tests/language/bad/five_mistakes.inst"));
    CHECK_FALSE(found.value.has_value());
    CHECK(found.diagnostics.size() == 5);
    std::set<std::string> codes;
    for (auto const& d : found.diagnostics)
        codes.insert(d.code);
    CHECK(codes.size() == 5);
}

TEST_CASE("a bad definition: without a value there is an error", "[instrument][language]") {
    for (auto const& path : support::bad_definitions()) {
        auto const found = instrument::load(support::definition_file(path));
        CAPTURE(path);
        CHECK(found.value.has_value() != found.diagnostics.has_errors());
    }
}

TEST_CASE("a finding: is a sentence as the house writes it", "[instrument][language]") {
    for (auto const& path : support::bad_definitions()) {
        auto const source = support::definition_file(path);
        for (auto const& d : instrument::load(source).diagnostics) {
            CAPTURE(path, d.message, d.hint);
            CHECK_FALSE(d.message.empty());
            CHECK_FALSE(d.message.ends_with("."));
            CHECK_FALSE((d.message[0] >= 'A' && d.message[0] <= 'Z'));
            CHECK(d.message.find('\n') == std::string::npos);
            for (auto const* word : {"invalid", "illegal", "error occurred", "please", "boost", "quaestor"}) {
                CHECK(d.message.find(word) == std::string::npos);
                CHECK(d.hint.find(word) == std::string::npos);
            }
            REQUIRE_FALSE(d.labels.empty());
            for (auto const& label : d.labels) {
                CHECK(label.span.begin <= label.span.end);
                CHECK(label.span.end <= source.text().size());
            }
        }
    }
}
