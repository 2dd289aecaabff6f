#include "instrument/load.hpp"

#include "instrument/check/resolve.hpp"
#include "instrument/syntax/parse.hpp"
#include "instrument/syntax/session.hpp"
#include "instrument/syntax/tree.hpp"

namespace quaestor::instrument {
namespace {

/// Words in text that could not be read. They may have been declarations, so nobody who uses them is blamed.
check::Unread unknown_words(SourceText const& source, std::vector<SourceSpan> const& skipped) {
    check::Unread unread;
    for (auto const span : skipped) {
        unread.any = true;
        auto const* at = source.text().data() + span.begin;
        auto const* const last = source.text().data() + span.end;
        while (at < last) {
            auto const* const after = syntax::past_unit(at, last);
            unread.words.emplace(at, after);
            at = after;
        }
    }
    return unread;
}

}  // namespace

Outcome<Instrument> load(SourceText const& source) {
    syntax::Definition tree;
    auto parsed = syntax::parse(source, tree);
    auto diagnostics = std::move(parsed.diagnostics);
    Outcome<Instrument> outcome;
    // Without a name there was no instrument to resolve: everything after would be blamed for that.
    if (!tree.name.text.empty() && tree.title.span.end > 0)
        outcome = check::resolve(tree, unknown_words(source, parsed.skipped));
    diagnostics.append(std::move(outcome.diagnostics));
    diagnostics.sort();
    outcome.diagnostics = std::move(diagnostics);
    if (outcome.diagnostics.has_errors()) outcome.value.reset();
    return outcome;
}

}  // namespace quaestor::instrument
