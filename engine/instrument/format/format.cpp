#include "instrument/format/format.hpp"

#include "base/expects.hpp"
#include "instrument/format/lines.hpp"
#include "instrument/format/marks.hpp"
#include "instrument/format/printer.hpp"
#include "instrument/syntax/parse.hpp"
#include "instrument/syntax/tokens.hpp"
#include "instrument/syntax/tree.hpp"

#include <algorithm>

namespace quaestor::instrument {
namespace {

/// One round of laying out. Columns that an edit shifted may need a second one to find each other.
Outcome<std::string> laid_out(SourceText const& source) {
    syntax::Definition tree;
    auto parsed = syntax::parse(source, tree);
    Outcome<std::string> outcome;
    outcome.diagnostics = std::move(parsed.diagnostics);
    if (outcome.diagnostics.has_errors()) return outcome;
    auto const tokens = syntax::tokens(source);
    outcome.value = layout::aligned(layout::lines(source, tokens, layout::marks(tokens, tree)));
    return outcome;
}

bool same_comments(SourceText const& a, syntax::Token const& x, SourceText const& b, syntax::Token const& y) {
    auto const same = [&](syntax::Comment const& one, syntax::Comment const& other) {
        return a.slice(one.span) == b.slice(other.span);
    };
    return std::equal(x.above.begin(), x.above.end(), y.above.begin(), y.above.end(), same) &&
           x.trailing.has_value() == y.trailing.has_value() &&
           (!x.trailing || same(*x.trailing, *y.trailing));
}

/// Nothing but blanks and line ends may differ.
bool same_tokens(SourceText const& a, SourceText const& b) {
    auto const of_a = syntax::tokens(a);
    auto const of_b = syntax::tokens(b);
    return std::equal(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(),
                      [&](syntax::Token const& x, syntax::Token const& y) {
                          return x.text == y.text && same_comments(a, x, b, y);
                      });
}

}  // namespace

Outcome<std::string> format(SourceText const& source) {
    constexpr int most_rounds = 20;
    auto outcome = laid_out(source);
    for (int round = 0; outcome.value; ++round) {
        expects(round < most_rounds, "a layout comes to rest");
        SourceText const text(source.name(), *outcome.value);
        expects(same_tokens(source, text), "formatting changes nothing but blanks");
        auto again = laid_out(text);
        expects(again.ok(), "a formatted definition can be read");
        if (*again.value == text.text()) break;
        outcome.value = std::move(again.value);
    }
    return outcome;
}

}  // namespace quaestor::instrument
