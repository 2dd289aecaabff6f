#include "instrument/check/resolve.hpp"

#include "base/text.hpp"
#include "instrument/check/context.hpp"
#include "instrument/check/ranges.hpp"

#include <algorithm>

namespace quaestor::instrument::check {
namespace {

/// Every statement of one kind, in the order of the text.
template <class Decl, class Do>
void each(syntax::Definition const& tree, Do&& act) {
    for (auto const& statement : tree.statements) {
        if (auto const* decl = syntax::as<Decl>(statement)) act(*decl);
    }
}

// ---- the card

struct CardField {
    std::string_view keyword;
    std::string Card::*field;
};

void resolve_card_entry(Context& context, syntax::CardEntry const& entry,
                        std::map<std::string, SourceSpan>& seen) {
    auto& card = context.model.card;
    auto const& keyword = entry.keyword.text;
    if (keyword != "source" && keyword != "note") {
        auto const [first, fresh] = seen.emplace(keyword, entry.span);
        if (!fresh) {
            context.clash("L033", entry.span, "'" + keyword + "' is stated twice", first->second,
                          "the first is here");
            return;
        }
    }
    auto const text = entry.text ? entry.text->text : std::string();
    if (keyword == "version") card.version = text;
    if (keyword == "recall") card.recall = text;
    if (keyword == "population") card.population = text;
    if (keyword == "note") card.notes.push_back(text);
    if (keyword == "source") card.sources.push_back({text, entry.doi ? entry.doi->text : ""});
    if (keyword == "language") card.language = entry.choice->text;
    if (keyword == "licence") {
        card.licence_text = text;
        if (entry.choice->text == "registration") card.licence = Licence::registration;
        if (entry.choice->text == "permission") card.licence = Licence::permission;
    }
    if (keyword == "status") {
        card.unverified = text;
        if (entry.choice->text == "provisional") {
            card.status = Status::provisional;
            if (text.empty()) {
                context.error("L031", entry.span, "a provisional definition says what is not verified",
                              "for example: status provisional \"the order of the items\"");
            }
        }
    }
}

void resolve_card(Context& context, syntax::Definition const& tree) {
    std::map<std::string, SourceSpan> seen;
    each<syntax::CardEntry>(tree, [&](auto const& entry) { resolve_card_entry(context, entry, seen); });
    if (tree.title.text.empty())
        context.error("L032", tree.title.span, "the instrument has no title", "write its name in the quotes");
    if (context.model.card.sources.empty() && !context.unresolved.contains("source")) {
        context.error("L032", tree.name.span, "the instrument names no source",
                      "add: source \"Author et al. (2007), Journal 1:2-3\" doi \"…\"");
    }
    if (!seen.contains("licence") && !context.unresolved.contains("licence")) {
        context.error("L032", tree.name.span, "the instrument states no licence",
                      "add: licence free \"…\", licence registration \"…\" or licence permission \"…\"");
    }
}

// ---- answers

std::string code_text(syntax::Code const& code) {
    if (auto const* number = syntax::as<syntax::Number>(code)) return number->text;
    return syntax::as<syntax::Text>(code)->text;
}

SourceSpan code_span(syntax::Code const& code) {
    if (auto const* number = syntax::as<syntax::Number>(code)) return number->span;
    return syntax::as<syntax::Text>(code)->span;
}

/// Cells that are written so are the same: 1 and 1.0, "y" and "Y".
std::string as_found(std::string_view written) {
    auto const number = text::parse_number(written);
    return number ? text::number(*number) : text::lower_ascii(written);
}

void resolve_option(Context& context, syntax::OptionDecl const& decl, ResponseSet& set,
                    std::map<std::string, SourceSpan>& codes) {
    Option option;
    option.span = decl.span;
    option.code = code_text(decl.code);
    option.number = text::parse_number(option.code);
    option.label = decl.label ? decl.label->text : "";
    if (decl.role)
        option.kind = decl.role->text == "missing" ? OptionKind::missing : OptionKind::not_applicable;
    auto const span = code_span(decl.code);
    if (option.code.empty() || text::trimmed(option.code) != option.code) {
        context.error("L028", span, "a code is not empty and has no blanks around it",
                      "an empty cell is blank by itself");
        return;
    }
    if (option.kind != OptionKind::answer && decl.value) {
        context.error("L028", decl.value->span, "a code that is no answer has no scoring value",
                      "leave out '=> " + decl.value->text + "', or leave out '" + decl.role->text + "'");
        return;
    }
    if (option.kind == OptionKind::answer) {
        if (set.kind != ResponseKind::options) {
            context.error("L028", decl.span, "an open answer lists only its missing and not_applicable codes",
                          "write 'missing' before the code, or give all answers in braces without '" +
                              std::string(word(set.kind)) + "'");
            return;
        }
        if (!decl.value && !option.number) {
            context.error("L028", span,
                          "the code '" + option.code + "' is no number, so its scoring value must be stated",
                          "write \"" + option.code + "\" \"label\" => 1");
            return;
        }
        option.value = decl.value ? decl.value->value : *option.number;
    }
    bool const ranged = set.kind == ResponseKind::integer || set.kind == ResponseKind::number;
    bool const inside =
        ranged && option.number && *option.number >= set.values.low && *option.number <= set.values.high;
    if (inside) {
        context.error("L027", span,
                      "the " + std::string(decl.role->text) + " code " + option.code +
                          " lies inside the range of answers",
                      "nobody could tell the answer " + option.code +
                          " from no answer; choose a code outside the range");
        return;
    }
    auto const [first, fresh] = codes.emplace(as_found(option.code), option.span);
    if (!fresh) {
        context.clash("L026", span, "the code " + option.code + " stands twice", first->second,
                      "the first is here");
        return;
    }
    set.options.push_back(std::move(option));
}

ResponseKind kind_of(std::string const& open) {
    if (open == "integer") return ResponseKind::integer;
    if (open == "time") return ResponseKind::time;
    if (open == "date") return ResponseKind::date;
    if (open == "text") return ResponseKind::text;
    return ResponseKind::number;
}

void resolve_responses(Context& context, syntax::ResponsesDecl const& decl) {
    ResponseSet set;
    set.name = decl.name.text;
    set.span = decl.name.span;
    set.unit = decl.unit ? decl.unit->text : "";
    if (context.response_sets.contains(set.name)) {
        context.clash("L010", decl.name.span, "the responses '" + set.name + "' are declared twice",
                      context.model.responses[context.response_sets[set.name]].span, "the first is here");
        return;
    }
    if (decl.open) {
        set.kind = kind_of(decl.open->text);
        if (decl.range) set.values = {decl.range->low.value, decl.range->high.value};
        if (set.kind == ResponseKind::time) set.values = {0, 24 * 60 - 1};
        if (decl.range && set.values.low >= set.values.high) {
            context.error("L037", decl.range->span, "the range runs backwards or holds a single value",
                          "write the lower number first");
        }
    }
    std::map<std::string, SourceSpan> codes;
    bool unreadable = false;  // so that what is left says nothing about what was meant
    for (auto const& line : decl.options) {
        if (auto const* option = syntax::as<syntax::OptionDecl>(line)) {
            auto const before = set.options.size();
            resolve_option(context, *option, set, codes);
            unreadable = unreadable || set.options.size() == before;
            if (set.options.size() == before) context.shaky.insert("responses " + set.name);
        } else {
            unreadable = true;
        }
    }
    if (set.kind == ResponseKind::options) {
        bool first = true;
        for (auto const& option : set.options) {
            if (option.kind != OptionKind::answer) continue;
            set.values.low = first ? option.value : std::min(set.values.low, option.value);
            set.values.high = first ? option.value : std::max(set.values.high, option.value);
            first = false;
        }
        if (first && !unreadable)
            context.error("L028", decl.name.span, "the responses '" + set.name + "' have no answer");
    }
    context.response_sets[set.name] = context.model.responses.size();
    context.model.responses.push_back(std::move(set));
}

// ---- items

void resolve_item(Context& context, syntax::ItemDecl const& decl, std::optional<std::size_t> responses) {
    Item item;
    item.id = decl.name.text;
    item.label = decl.label.text;
    item.span = decl.name.span;
    std::map<std::string, SourceSpan> seen;
    for (auto const& modifier : decl.modifiers) {
        auto const& keyword = modifier.keyword.text;
        auto const [first, fresh] = seen.emplace(keyword, modifier.span);
        if (!fresh) {
            context.clash("L033", modifier.span, "'" + keyword + "' is stated twice for '" + item.id + "'",
                          first->second, "the first is here");
            continue;
        }
        if (keyword == "reversed") item.reversed = true;
        if (keyword == "optional") item.optional = true;
        if (keyword == "unscored") item.unscored = true;
        if (keyword == "weight") item.weight = modifier.number->value;
        if (keyword == "alias") item.alias = modifier.text->text;
    }
    if (!context.declare(decl.name, SymbolKind::item, context.model.items.size())) return;
    context.claim_column(item.id, item);
    context.claim_column(context.model.id + "_" + item.id, item);
    if (!item.alias.empty() && !text::equal_ignoring_case(item.alias, item.id))
        context.claim_column(item.alias, item);
    if (!responses) {
        context.symbols.erase(item.id);
        context.unresolved.insert(item.id);
        return;
    }
    item.responses = *responses;
    bool const reversed = item.reversed;
    context.model.items.push_back(std::move(item));
    if (reversed) (void)reversible_item(context, context.model.items.size() - 1, seen["reversed"]);
}

void resolve_items_block(Context& context, syntax::ItemsDecl const& decl) {
    std::optional<std::size_t> responses;
    auto const found = context.response_sets.find(decl.responses.text);
    if (found != context.response_sets.end()) {
        responses = found->second;
    } else if (!context.unresolved.contains(decl.responses.text)) {
        std::vector<std::string> names;
        for (auto const& [name, index] : context.response_sets) {
            if (!context.enough()) names.push_back(name);
        }
        auto hint = suggestion(decl.responses.text, names);
        if (hint.empty())
            hint = names.empty() ? "declare them first: responses " + decl.responses.text +
                                       " { 0 \"never\" 1 \"often\" }"
                                 : "there are: " + some_of(names);
        context.error("L020", decl.responses.span,
                      "there are no responses called '" + decl.responses.text + "'", hint);
    }
    for (auto const& line : decl.items) {
        if (auto const* item = syntax::as<syntax::ItemDecl>(line)) resolve_item(context, *item, responses);
    }
}

void resolve_categories(Context& context, syntax::CovariateDecl const& decl, Covariate& covariate) {
    std::map<std::string, std::size_t> taken;  // by whom, of the categories
    for (auto const& category : decl.categories) {
        auto const place = covariate.categories.size();
        Category made{category.name.text, {}, context.text_index(category.name.text)};
        bool clash = taken.emplace(as_found(made.name), place).first->second != place;
        for (auto const& alias : category.aliases) {
            made.aliases.push_back(alias.text);
            clash = taken.emplace(as_found(alias.text), place).first->second != place || clash;
        }
        if (clash) {
            context.error("L026", category.span,
                          "two categories of '" + covariate.id + "' would be written the same");
        }
        covariate.categories.push_back(std::move(made));
    }
}

void resolve_covariates(Context& context, syntax::RespondentDecl const& block) {
    for (auto const& line : block.covariates) {
        auto const* decl = syntax::as<syntax::CovariateDecl>(line);
        if (decl == nullptr) continue;
        Covariate covariate;
        covariate.id = decl->name.text;
        covariate.span = decl->name.span;
        if (decl->kind.text == "number") {
            covariate.range = {decl->range->low.value, decl->range->high.value};
            if (covariate.range.low > covariate.range.high) {
                context.error("L037", decl->range->span, "the range runs backwards",
                              "write the lower number first");
            }
        } else {
            covariate.kind = CovariateKind::category;
            resolve_categories(context, *decl, covariate);
        }
        if (context.declare(decl->name, SymbolKind::covariate, context.model.covariates.size())) {
            context.model.covariates.push_back(std::move(covariate));
        }
    }
}

// ---- tables and sets

void resolve_table(Context& context, syntax::TableDecl const& decl) {
    if (context.tables.contains(decl.name.text)) {
        context.clash("L010", decl.name.span, "the table '" + decl.name.text + "' is declared twice",
                      context.model.tables[context.tables[decl.name.text]].span, "the first is here");
        return;
    }
    Table table;
    table.name = decl.name.text;
    table.span = decl.name.span;
    table.interpolated = decl.interpolated;
    table.rows = resolve_rows(context, decl.rows);
    context.tables[table.name] = context.model.tables.size();
    context.model.tables.push_back(std::move(table));
}

void resolve_set(Context& context, syntax::SetDecl const& decl) {
    auto const members = resolve_items(context, decl.items);
    if (!members) {
        context.unresolved.insert(decl.name.text);
        return;
    }
    if (context.declare(decl.name, SymbolKind::set, context.sets.size())) context.sets.push_back(*members);
}

/// A set may name sets that stand below it: each waits for those it names. What waits in a circle is resolved
/// as it stands, and told that the name is no item.
void resolve_sets(Context& context, syntax::Definition const& tree) {
    std::vector<syntax::SetDecl const*> sets;
    std::map<std::string_view, std::size_t> by_name;
    each<syntax::SetDecl>(tree, [&](auto const& decl) {
        by_name.emplace(decl.name.text, sets.size());
        sets.push_back(&decl);
    });
    std::vector<std::size_t> awaited(sets.size());  // how many sets that it names are not there yet
    std::vector<std::vector<std::size_t>> naming(sets.size());  // the sets that name it
    for (std::size_t i = 0; i < sets.size(); ++i) {
        for (auto const* parts : {&sets[i]->items.parts, &sets[i]->items.except}) {
            for (auto const& part : *parts) {
                auto const named = by_name.find(part.first.text);
                if (named == by_name.end() || named->second == i) continue;
                naming[named->second].push_back(i);
                ++awaited[i];
            }
        }
    }
    std::set<std::size_t> waiting;
    std::set<std::size_t> ready;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        waiting.insert(i);
        if (awaited[i] == 0) ready.insert(i);
    }
    while (!waiting.empty()) {
        auto const next = ready.empty() ? *waiting.begin() : *ready.begin();
        ready.erase(next);
        waiting.erase(next);
        resolve_set(context, *sets[next]);
        for (auto const other : naming[next]) {
            if (--awaited[other] == 0 && waiting.contains(other)) ready.insert(other);
        }
    }
}

// ---- scales, scores, flags

/// Declares scales and scores in the order of the text, with what is shown of them, so that any expression
/// may name them.
void declare_results(Context& context, syntax::Definition const& tree,
                     std::vector<std::pair<syntax::ScaleDecl const*, std::size_t>>& scales) {
    for (auto const& statement : tree.statements) {
        if (auto const* decl = syntax::as<syntax::ScaleDecl>(statement)) {
            auto const index = context.model.scales.size();
            if (!context.declare(decl->name, SymbolKind::scale, index)) continue;
            Scale scale;
            scale.id = decl->name.text;
            scale.title = decl->title ? decl->title->text : decl->name.text;
            scale.span = decl->name.span;
            resolve_presentation(context, decl->clauses, true, scale.shown);
            context.model.scales.push_back(std::move(scale));
            context.model.declared.push_back({ResultKind::scale, index});
            scales.emplace_back(decl, index);
        } else if (auto const* score_decl = syntax::as<syntax::ScoreDecl>(statement)) {
            auto const index = context.model.scores.size();
            if (!context.declare(score_decl->name, SymbolKind::score, index)) continue;
            Score score;
            score.id = score_decl->name.text;
            score.title = score_decl->title ? score_decl->title->text : score_decl->name.text;
            score.span = score_decl->name.span;
            resolve_presentation(context, score_decl->clauses, false, score.shown);
            context.model.scores.push_back(std::move(score));
            context.model.declared.push_back({ResultKind::score, index});
            context.scores.push_back({score_decl, Context::Progress::waiting});
        }
    }
}

/// Names first, so that whoever uses a flag as a value learns that it is one.
void declare_flag(Context& context, syntax::FlagDecl const& decl) {
    if (!context.declare(decl.name, SymbolKind::flag, context.model.flags.size())) return;
    Flag flag;
    flag.id = decl.name.text;
    flag.message = decl.message.text;
    flag.span = decl.name.span;
    if (decl.level && decl.level->text == "info") flag.level = FlagLevel::info;
    if (decl.level && decl.level->text == "urgent") flag.level = FlagLevel::urgent;
    context.model.flags.push_back(std::move(flag));
}

void resolve_flag(Context& context, syntax::FlagDecl const& decl) {
    auto condition = resolve_expression(context, decl.when);
    if (!condition) return;
    if (condition->type != ValueType::boolean) {
        context.error("L017", decl.when.span, "a flag needs a condition that is true or false",
                      "compare it: for example >= 1");
        return;
    }
    auto const found = context.symbols.find(decl.name.text);
    bool const declared = found != context.symbols.end() && found->second.kind == SymbolKind::flag &&
                          found->second.span == decl.name.span;
    if (declared) context.model.flags[found->second.index].when = std::move(*condition);
}

}  // namespace

std::vector<TableRow> resolve_rows(Context& context, std::vector<syntax::RowDecl> const& rows) {
    std::vector<TableRow> out;
    std::map<double, SourceSpan> seen;
    for (auto const& row : rows) {
        auto const [first, fresh] = seen.emplace(row.key.value, row.key.span);
        if (!fresh) {
            context.clash("L030", row.key.span, "the key " + row.key.text + " stands twice", first->second,
                          "the first is here");
            continue;
        }
        TableRow made{row.key.value, row.value.value, std::nullopt};
        if (row.error) {
            made.error = row.error->value;
            if (row.error->value < 0)
                context.error("L037", row.error->span, "a standard error is not negative");
        }
        out.push_back(made);
    }
    std::sort(out.begin(), out.end(), [](TableRow const& a, TableRow const& b) { return a.key < b.key; });
    return out;
}

bool ensure_score(Context& context, std::size_t index, SourceSpan use) {
    constexpr std::size_t deepest = 100;
    auto& pending = context.scores[index];
    if (pending.progress == Context::Progress::done) return true;
    if (pending.progress == Context::Progress::failed) return false;
    auto& score = context.model.scores[index];
    if (pending.progress == Context::Progress::running) {
        auto const start = std::find(context.running.begin(), context.running.end(), index);
        std::string circle;
        for (auto at = start; at != context.running.end(); ++at)
            circle += context.model.scores[*at].id + " -> ";
        context.clash("L018", use, "this score needs itself: " + circle + score.id, score.span,
                      "it is declared here", "a score can only use what is known before it");
        return false;
    }
    if (context.running.size() >= deepest) {
        context.error("L004", use, "scores build on each other more than 100 deep");
        return false;
    }
    pending.progress = Context::Progress::running;
    context.running.push_back(index);
    auto expression = resolve_expression(context, pending.decl->expression);
    context.running.pop_back();
    // Not `score` or `pending`: the vectors do not grow here, but the state may have been read by a circle
    // meanwhile.
    context.scores[index].progress = expression ? Context::Progress::done : Context::Progress::failed;
    if (!expression) return false;
    auto const& shown = context.model.scores[index].shown;
    bool const numeric = expression->type == ValueType::number;
    if (!numeric && (shown.rounding || shown.range || !shown.band_sets.empty())) {
        context.error("L017", pending.decl->name.span,
                      "'" + score.id + "' is no number, so it has no rounding, range or bands");
    }
    context.model.scores[index].expression = std::move(*expression);
    note_attainable(context.model, context.model.scores[index]);
    context.model.evaluation.push_back({ResultKind::score, index});
    return true;
}

Outcome<Instrument> resolve(syntax::Definition const& tree, Unread const& unread) {
    Context context;
    context.unread = unread.any;
    context.unresolved = unread.words;
    context.model.id = tree.name.text;
    context.model.title = tree.title.text;
    resolve_card(context, tree);
    each<syntax::ResponsesDecl>(tree, [&](auto const& decl) { resolve_responses(context, decl); });
    each<syntax::ItemsDecl>(tree, [&](auto const& decl) { resolve_items_block(context, decl); });
    each<syntax::RespondentDecl>(tree, [&](auto const& decl) { resolve_covariates(context, decl); });
    resolve_sets(context, tree);
    each<syntax::TableDecl>(tree, [&](auto const& decl) { resolve_table(context, decl); });

    std::vector<std::pair<syntax::ScaleDecl const*, std::size_t>> scales;
    declare_results(context, tree, scales);
    each<syntax::FlagDecl>(tree, [&](auto const& decl) { declare_flag(context, decl); });
    each<syntax::SkipDecl>(tree, [&](auto const& decl) { resolve_skip(context, decl); });
    for (auto const& [decl, index] : scales) {
        resolve_band_conditions(context, decl->clauses, context.model.scales[index].shown);
    }
    for (std::size_t i = 0; i < context.scores.size(); ++i) {
        resolve_band_conditions(context, context.scores[i].decl->clauses, context.model.scores[i].shown);
    }
    for (auto const& [decl, index] : scales) {
        resolve_scale(context, *decl, context.model.scales[index]);
        context.model.evaluation.push_back({ResultKind::scale, index});
    }
    for (std::size_t i = 0; i < context.scores.size(); ++i) {
        (void)ensure_score(context, i, context.model.scores[i].span);
    }
    each<syntax::FlagDecl>(tree, [&](auto const& decl) { resolve_flag(context, decl); });
    each<syntax::CheckDecl>(tree, [&](auto const& decl) { resolve_check(context, decl); });
    each<syntax::ProbeDecl>(tree, [&](auto const& decl) { resolve_probe(context, decl); });
    each<syntax::PairDecl>(tree, [&](auto const& decl) { resolve_pair(context, decl); });
    each<syntax::ValidityDecl>(tree, [&](auto const& decl) { resolve_thresholds(context, decl); });
    each<syntax::NormsDecl>(tree, [&](auto const& decl) { resolve_norms(context, decl); });
    each<syntax::StructureDecl>(tree, [&](auto const& decl) { resolve_structure(context, decl); });
    each<syntax::PublishedDecl>(tree, [&](auto const& decl) { resolve_published(context, decl); });
    each<syntax::ExampleDecl>(tree, [&](auto const& decl) { resolve_example(context, decl); });
    check_whole(context, tree);

    Outcome<Instrument> outcome;
    if (auto more = context.untold(tree.name.span)) context.diagnostics.add(std::move(*more));
    outcome.diagnostics = std::move(context.diagnostics);
    if (!outcome.diagnostics.has_errors()) outcome.value = std::move(context.model);
    return outcome;
}

}  // namespace quaestor::instrument::check
