// Measurement structures and published figures.
#include "base/text.hpp"
#include "instrument/check/context.hpp"

namespace quaestor::instrument::check {
namespace {

class StructureResolver {
public:
    StructureResolver(Context& context, Structure& structure) : context_(context), structure_(structure) {}

    void factor(syntax::FactorLine const& line) {
        if (!fresh(line.name)) return;
        bool const second = line.keyword.text == "second_order";
        StructureLine made{second ? StructureKind::second_order : StructureKind::factor, line.name.text, {}};
        if (second) {
            for (auto const& part : line.indicators.parts) {
                if (part.last || !known_factor(part.first)) return;
                made.indicators.push_back(part.first.text);
            }
        } else {
            auto const members = resolve_items(context_, line.indicators);
            if (!members) return;
            for (auto const& member : *members)
                made.indicators.push_back(context_.model.items[member.item].id);
        }
        add(std::move(made));
    }
    void general(syntax::GeneralLine const& line) {
        if (fresh(line.name)) add({StructureKind::general, line.name.text, {}});
    }
    void with(syntax::WithLine const& line) {
        for (auto const* name : {&line.first, &line.second}) {
            if (line.residual ? !resolve_item_name(context_, *name).has_value() : !known_factor(*name))
                return;
        }
        auto const kind = line.residual ? StructureKind::residual : StructureKind::covariance;
        structure_.lines.push_back({kind, line.first.text, {line.second.text}});
    }

private:
    void add(StructureLine line) {
        factors_.insert(line.name);
        structure_.lines.push_back(std::move(line));
    }
    bool fresh(syntax::Name const& name) {
        if (!factors_.contains(name.text)) return true;
        context_.error("L010", name.span, "the factor '" + name.text + "' is declared twice");
        return false;
    }
    bool known_factor(syntax::Name const& name) {
        if (factors_.contains(name.text)) return true;
        std::string hint;
        if (!context_.enough()) hint = suggestion(name.text, {factors_.begin(), factors_.end()});
        context_.error("L046", name.span, "'" + name.text + "' is no factor declared above",
                       hint.empty() ? "write first: factor " + name.text + " = items" : hint);
        return false;
    }

    Context& context_;
    Structure& structure_;
    std::set<std::string> factors_;
};

}  // namespace

void resolve_structure(Context& context, syntax::StructureDecl const& decl) {
    for (auto const& other : context.model.structures) {
        if (other.name != decl.name.text) continue;
        context.clash("L010", decl.name.span, "the structure '" + other.name + "' is declared twice",
                      other.span, "the first is here");
        return;
    }
    Structure structure;
    structure.name = decl.name.text;
    structure.span = decl.name.span;
    StructureResolver resolver(context, structure);
    for (auto const& line : decl.lines) {
        if (auto const* factor = syntax::as<syntax::FactorLine>(line)) resolver.factor(*factor);
        if (auto const* general = syntax::as<syntax::GeneralLine>(line)) resolver.general(*general);
        if (auto const* with = syntax::as<syntax::WithLine>(line)) resolver.with(*with);
    }
    context.model.structures.push_back(std::move(structure));
}

void resolve_published(Context& context, syntax::PublishedDecl const& decl) {
    Published published;
    published.title = decl.title.text;
    published.span = decl.title.span;
    for (auto const& row : decl.rows) {
        auto const found = context.symbols.find(row.result.text);
        bool const known = found != context.symbols.end() && (found->second.kind == SymbolKind::scale ||
                                                              found->second.kind == SymbolKind::score);
        if (!known) {
            if (context.unresolved.contains(row.result.text)) continue;
            context.error("L034", row.result.span,
                          "'" + row.result.text + "' is no scale or score of this instrument",
                          context.suggest(row.result.text, {SymbolKind::scale, SymbolKind::score}));
            continue;
        }
        auto const kind = found->second.kind == SymbolKind::scale ? ResultKind::scale : ResultKind::score;
        for (auto const& figure : row.figures) {
            published.figures.push_back({{kind, found->second.index}, figure.kind.text, figure.value.value});
        }
    }
    context.model.published.push_back(std::move(published));
}

}  // namespace quaestor::instrument::check
