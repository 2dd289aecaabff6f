#include "instrument/check/context.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace quaestor::instrument::check {

namespace {

/// A name of a megabyte is cut: nobody reads it, and the place is shown.
std::string bounded(std::string message) {
    constexpr std::size_t longest = 300;
    if (message.size() <= longest) return message;
    auto cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(message[cut]) & 0xC0) == 0x80)
        --cut;
    return message.substr(0, cut) + "…";
}

}  // namespace

void Context::claim_column(std::string const& column, Item const& item) {
    auto const [first, fresh] = columns.emplace(text::lower_ascii(column), item.id);
    if (fresh || first->second == item.id) return;
    error("L010", item.span,
          "'" + item.id + "' and '" + first->second + "' would read the same column '" + column + "'",
          "give one of them another id or alias");
}

void Context::tell(Diagnostic diagnostic) {
    if (!enough()) {
        diagnostics.add(std::move(diagnostic));
    } else {
        ++(diagnostic.severity == Severity::error ? untold_errors_ : untold_warnings_);
    }
}

std::optional<Diagnostic> Context::untold(SourceSpan where) const {
    if (untold_errors_ > 0) return syntax::and_more(untold_errors_, Severity::error, where);
    if (untold_warnings_ > 0) return syntax::and_more(untold_warnings_, Severity::warning, where);
    return std::nullopt;
}

void Context::error(std::string code, SourceSpan where, std::string message, std::string hint,
                    std::string label) {
    tell({Severity::error,
          std::move(code),
          bounded(std::move(message)),
          {{where, std::move(label)}},
          std::move(hint),
          ""});
}

void Context::warn(std::string code, SourceSpan where, std::string message, std::string hint) {
    tell({Severity::warning,
          std::move(code),
          bounded(std::move(message)),
          {{where, ""}},
          std::move(hint),
          ""});
}

void Context::clash(std::string code, SourceSpan where, std::string message, SourceSpan other,
                    std::string why, std::string hint) {
    tell({Severity::error,
          std::move(code),
          bounded(std::move(message)),
          {{where, ""}, {other, std::move(why)}},
          std::move(hint),
          ""});
}

bool Context::declare(syntax::Name const& name, SymbolKind kind, std::size_t index) {
    if (name.text == "all") {
        error("L010", name.span, "'all' cannot be a name", "it stands for all scored items");
        return false;
    }
    auto const [first, fresh] = folded.emplace(text::lower_ascii(name.text), name);
    if (!fresh) {
        unresolved.insert(name.text);  // which of the two is meant where it is used, nobody can tell
        auto const& taken = first->second;
        bool const same = taken.text == name.text;
        clash("L010", name.span,
              same ? "'" + name.text + "' is declared twice"
                   : "'" + name.text + "' and '" + taken.text + "' differ only in case",
              taken.span, "the first is here",
              same ? "choose another name" : "columns are found without regard to case; choose another name");
        return false;
    }
    symbols.emplace(name.text, Symbol{kind, index, name.span});
    return true;
}

std::string Context::suggest(std::string const& word, std::vector<SymbolKind> const& kinds) const {
    if (enough()) return {};
    std::vector<std::string> candidates;
    for (auto const& [known, symbol] : symbols) {
        if (std::find(kinds.begin(), kinds.end(), symbol.kind) != kinds.end()) candidates.push_back(known);
    }
    return suggestion(word, candidates);
}

std::size_t Context::text_index(std::string const& text) {
    auto const [known, fresh] = texts_.emplace(text, model.texts.size());
    if (fresh) model.texts.push_back(text);
    return known->second;
}

std::optional<std::size_t> Context::known_text(std::string const& text) const {
    auto const found = texts_.find(text);
    if (found == texts_.end()) return std::nullopt;
    return found->second;
}

std::string some_of(std::vector<std::string> const& names) {
    constexpr std::size_t shown = 20;
    if (names.size() <= shown) return text::join(names, ", ");
    return text::join(std::span(names).first(shown), ", ") + " and " + text::grouped(names.size() - shown) +
           " more";
}

std::string suggestion(std::string const& word, std::vector<std::string> const& candidates) {
    if (auto const near = text::nearest(word, candidates)) return "did you mean '" + *near + "'?";
    return {};
}

}  // namespace quaestor::instrument::check
