#include "instrument/check/context.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace quaestor::instrument::check {

void Context::error(std::string code, SourceSpan where, std::string message, std::string hint,
                    std::string label) {
    diagnostics.add({Severity::error,
                     std::move(code),
                     std::move(message),
                     {{where, std::move(label)}},
                     std::move(hint),
                     ""});
}

void Context::warn(std::string code, SourceSpan where, std::string message, std::string hint) {
    diagnostics.add(
        {Severity::warning, std::move(code), std::move(message), {{where, ""}}, std::move(hint), ""});
}

void Context::clash(std::string code, SourceSpan where, std::string message, SourceSpan other,
                    std::string why, std::string hint) {
    diagnostics.add({Severity::error,
                     std::move(code),
                     std::move(message),
                     {{where, ""}, {other, std::move(why)}},
                     std::move(hint),
                     ""});
}

bool Context::declare(syntax::Name const& name, SymbolKind kind, std::size_t index) {
    if (name.text == "all") {
        error("L010", name.span, "'all' cannot be a name", "it stands for all scored items");
        return false;
    }
    for (auto const& [known, symbol] : symbols) {
        if (!text::equal_ignoring_case(known, name.text)) continue;
        clash("L010", name.span,
              known == name.text ? "'" + name.text + "' is declared twice"
                                 : "'" + name.text + "' and '" + known + "' differ only in case",
              symbol.span, "the first is here",
              "columns are found without regard to case; choose another name");
        return false;
    }
    symbols.emplace(name.text, Symbol{kind, index, name.span});
    return true;
}

std::string Context::suggest(std::string const& word, std::vector<SymbolKind> const& kinds) const {
    std::vector<std::string> candidates;
    for (auto const& [known, symbol] : symbols) {
        if (std::find(kinds.begin(), kinds.end(), symbol.kind) != kinds.end()) candidates.push_back(known);
    }
    return suggestion(word, candidates);
}

std::size_t Context::text_index(std::string const& text) {
    auto const found = std::find(model.texts.begin(), model.texts.end(), text);
    if (found != model.texts.end()) return static_cast<std::size_t>(found - model.texts.begin());
    model.texts.push_back(text);
    return model.texts.size() - 1;
}

std::string suggestion(std::string const& word, std::vector<std::string> const& candidates) {
    if (auto const near = text::nearest(word, candidates)) return "did you mean '" + *near + "'?";
    return {};
}

}  // namespace quaestor::instrument::check
