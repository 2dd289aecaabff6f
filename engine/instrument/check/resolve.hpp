/// Syntax tree -> model: names become indices, every mistake is named once.
#pragma once

#include "base/diagnostic.hpp"
#include "instrument/model.hpp"

#include <set>
#include <string>

namespace quaestor::instrument::syntax {
struct Definition;
}

namespace quaestor::instrument::check {

/// What the parser could not read. Where there is any, nothing is called missing that may stand in it.
struct Unread {
    bool any = false;
    std::set<std::string> words;
};

/// The model is whole only where the outcome is ok(). Errors and warnings L010 to L055.
[[nodiscard]] Outcome<Instrument> resolve(syntax::Definition const& tree, Unread const& unread);

}  // namespace quaestor::instrument::check
