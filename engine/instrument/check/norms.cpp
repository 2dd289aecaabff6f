#include "base/text.hpp"
#include "instrument/check/context.hpp"

namespace quaestor::instrument::check {
namespace {

bool monotone(std::vector<TableRow> const& rows) {
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].value < rows[i - 1].value) return false;
    }
    return true;
}

std::optional<NormRow> resolve_row(Context& context, syntax::NormRow const& decl) {
    NormRow row;
    if (decl.when) {
        row.when = resolve_early_condition(context, *decl.when, "a row of norms");
        if (!row.when) return std::nullopt;
    }
    if (decl.mean) {
        row.mean = decl.mean->value;
        row.sd = decl.sd->value;
        if (*row.sd <= 0) {
            context.error("L037", decl.sd->span, "a standard deviation is above 0");
            return std::nullopt;
        }
    }
    row.percentiles = resolve_rows(context, decl.percentiles);
    for (auto const& p : row.percentiles) {
        if (p.value >= 0 && p.value <= 100) continue;
        context.error("L037", decl.span,
                      "a percentile lies between 0 and 100, and here is " + text::number(p.value));
        return std::nullopt;
    }
    if (!monotone(row.percentiles)) {
        context.error("L044", decl.span, "these percentiles fall where the raw value rises",
                      "look for a mistyped row: percentiles only rise");
        return std::nullopt;
    }
    return row;
}

}  // namespace

void resolve_norms(Context& context, syntax::NormsDecl const& decl) {
    for (auto const& other : context.model.norms) {
        if (other.id != decl.name.text) continue;
        context.clash("L010", decl.name.span, "the norms '" + other.id + "' are declared twice", other.span,
                      "the first is here");
        return;
    }
    auto const found = context.symbols.find(decl.scale.text);
    bool const result = found != context.symbols.end() &&
                        (found->second.kind == SymbolKind::scale || found->second.kind == SymbolKind::score);
    if (!result) {
        if (!context.unresolved.contains(decl.scale.text)) {
            context.error("L034", decl.scale.span,
                          "'" + decl.scale.text + "' is no scale or score of this instrument",
                          context.suggest(decl.scale.text, {SymbolKind::scale, SymbolKind::score}));
        }
        return;
    }
    Norms norms;
    norms.id = decl.name.text;
    norms.title = decl.title ? decl.title->text : decl.name.text;
    norms.span = decl.name.span;
    norms.scale = {found->second.kind == SymbolKind::scale ? ResultKind::scale : ResultKind::score,
                   found->second.index};
    for (auto const& row : decl.rows) {
        auto made = resolve_row(context, row);
        if (!made) return;
        if (!norms.rows.empty() && norms.rows.front().mean.has_value() != made->mean.has_value()) {
            context.error("L042", row.span, "these norms mix means with percentiles",
                          "declare two norms, one of each kind");
            return;
        }
        if (!norms.rows.empty() && !norms.rows.back().when) {
            context.error("L045", row.span, "this row is never reached: the row before it is for everybody",
                          "a row without 'when' stands last");
            return;
        }
        norms.rows.push_back(std::move(*made));
    }
    context.model.norms.push_back(std::move(norms));
}

}  // namespace quaestor::instrument::check
