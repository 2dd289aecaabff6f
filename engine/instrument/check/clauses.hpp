/// Clauses of a scale or score, picked out of their list.
#pragma once

#include "instrument/check/context.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace quaestor::instrument::check {

/// The one clause of its kind; a second one is L033, said once by whoever asks with a name for it.
template <class Kind>
Kind const* only(Context& context, std::vector<syntax::Clause> const& clauses, std::string const& what) {
    Kind const* found = nullptr;
    for (auto const& clause : clauses) {
        auto const* here = syntax::as<Kind>(clause);
        if (here == nullptr) continue;
        if (found != nullptr && !what.empty()) {
            context.clash("L033", here->span, what + " is stated twice", found->span, "the first is here");
        } else if (found == nullptr) {
            found = here;
        }
    }
    return found;
}

inline bool has_unreadable(std::vector<syntax::Clause> const& clauses) {
    return std::any_of(clauses.begin(), clauses.end(),
                       [](auto const& c) { return syntax::as<syntax::Unreadable>(c) != nullptr; });
}

}  // namespace quaestor::instrument::check
