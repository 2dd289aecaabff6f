// Right definitions with one character changed: what is told of them, and what goes through in silence.
#include "base/render.hpp"
#include "instrument/load.hpp"
#include "scoring/examples.hpp"
#include "support/language.hpp"
#include "support/meaning.hpp"

#include <cctype>
#include <random>
#include <set>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

struct Mutant {
    std::string text;
    std::string what;  ///< "4:13 delete 'q'"
};

/// One character deleted, replaced or inserted.
Mutant mutant(SourceText const& source, std::mt19937_64& random) {
    static std::string const characters =
        "abcdefghijklmnopqrstuvwxyzQ0123456789_\"\\#{}()=<>!+-*/%.,;: \n\t$&'?@[]^`|~\x01\xC3";
    auto text = source.text();
    auto const at = static_cast<std::size_t>(random() % text.size());
    auto const put = characters[random() % characters.size()];
    auto const place = source.position(static_cast<std::uint32_t>(at));
    auto const where = std::to_string(place.line) + ":" + std::to_string(place.column);
    switch (random() % 3) {
        case 0:
            text.erase(at, 1);
            return {std::move(text), where + " delete"};
        case 1:
            text[at] = put;
            return {std::move(text), where + " replace by '" + put + "'"};
        default:
            text.insert(at, 1, put);
            return {std::move(text), where + " insert '" + put + "'"};
    }
}

/// What the tokens of the text say, whatever stands between quotes and in comments.
bool quoted_or_comment(std::string const& text, std::size_t at) {
    bool quoted = false;
    for (std::size_t i = text.rfind('\n', at) + 1; i < at; ++i) {
        if (text[i] == '"') quoted = !quoted;
        if (text[i] == '#' && !quoted) return true;
    }
    return quoted;
}

}  // namespace

TEST_CASE("load: a changed character never breaks the program and a refusal has a reason",
          "[instrument][mutation][property]") {
    std::size_t refused = 0;
    std::size_t read = 0;
    for (auto const& source : support::all_right_definitions()) {
        std::mt19937_64 random(source.text().size());
        for (int i = 0; i < 250; ++i) {
            auto const changed = mutant(source, random);
            SourceText const text(source.name(), changed.text);
            auto const found = instrument::load(text);
            for (auto const& d : found.diagnostics) {
                for (auto const& label : d.labels) {
                    bool const inside =
                        label.span.begin <= label.span.end && label.span.end <= changed.text.size();
                    if (!inside) FAIL(source.name() << " " << changed.what << ": " << d.message);
                }
                if (render(d, text).empty()) FAIL(source.name() << " " << changed.what);
            }
            if (found.value) {
                ++read;
                if (found.diagnostics.has_errors()) FAIL(source.name() << " " << changed.what);
                (void)scoring::run_examples(*found.value);
            } else {
                ++refused;
                if (!found.diagnostics.has_errors()) FAIL(source.name() << " " << changed.what);
            }
        }
    }
    CHECK(refused > 1000);
    CHECK(read > 1000);
}

// A change that is neither told of by load(), nor seen by the worked examples, nor without meaning, and
// stands outside quotes. They are few, and each is a number that the examples of its definition do not pin
// down.
TEST_CASE("load: most changes of meaning are told of or make an example fail",
          "[instrument][mutation][property]") {
    std::size_t meant = 0;
    std::vector<std::string> silent;
    for (auto const& source : support::all_right_definitions()) {
        auto const before = support::meaning(support::instrument_of(source));
        std::mt19937_64 random(source.text().size() + 1);
        for (int i = 0; i < 250; ++i) {
            auto const changed = mutant(source, random);
            std::size_t at = 0;
            while (at < source.text().size() && changed.text[at] == source.text()[at])
                ++at;
            if (quoted_or_comment(source.text(), at)) continue;
            SourceText const text(source.name(), changed.text);
            auto const found = instrument::load(text);
            if (found.value && support::meaning(*found.value) == before) continue;
            ++meant;
            if (!found.diagnostics.empty()) continue;
            if (!found.value || !scoring::run_examples(*found.value).diagnostics.empty()) continue;
            silent.push_back(source.name() + ":" + changed.what);
        }
    }
    for (auto const& one : silent)
        UNSCOPED_INFO(one);  // shown when it fails
    CHECK(meant > 1000);
    CHECK(silent.size() * 40 < meant);
}

TEST_CASE("load: a left out word never shows a name of the program's inside",
          "[instrument][mutation][property]") {
    std::set<std::string> shown;
    auto const is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    for (auto const& source : support::all_right_definitions()) {
        auto const& text = source.text();
        for (std::size_t from = 0; from < text.size();) {
            auto to = from + 1;
            while (is_word(text[from]) && to < text.size() && is_word(text[to]))
                ++to;
            bool const blank = std::isspace(static_cast<unsigned char>(text[from])) != 0;
            if (!blank && !quoted_or_comment(text, from)) {
                auto cut = text;
                cut.erase(from, to - from);
                for (auto const& d : instrument::load(SourceText("x", cut)).diagnostics) {
                    if (d.message.find("boost") != std::string::npos) shown.insert(d.message);
                }
            }
            from = to;
        }
    }
    std::string all;
    for (auto const& message : shown)
        all += message + "\n";
    CHECK(all == "");
}
