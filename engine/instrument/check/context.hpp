/// What the steps of resolving share: the model in the making, the names so far, and the findings.
#pragma once

#include "base/diagnostic.hpp"
#include "instrument/model.hpp"
#include "instrument/syntax/messages.hpp"
#include "instrument/syntax/tree.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace quaestor::instrument::check {

enum class SymbolKind { item, covariate, set, scale, score, flag };

struct Symbol {
    SymbolKind kind = SymbolKind::item;
    std::size_t index = 0;
    SourceSpan span;
};

class Context {
public:
    Instrument model;
    Diagnostics diagnostics;

    std::map<std::string, Symbol> symbols;  ///< items, covariates, sets, scales, scores, flags
    std::map<std::string, std::size_t> response_sets;
    std::map<std::size_t, bool> reversible;  ///< response sets that were looked at
    std::map<std::string, std::size_t> tables;
    std::vector<std::vector<Member>> sets;  ///< by a set symbol's index
    std::size_t listed_items = 0;           ///< in all lists, sets and ranges unfolded
    std::set<std::size_t> used_items;       ///< in a scale, score or flag
    std::set<std::string> used_sets;
    std::set<std::string> shaky;  ///< declared, but with a mistake: examples that use them are not blamed
    bool unread = false;          ///< parts of the text could not be read
    std::set<std::string> unresolved;  ///< names whose declaration is wrong: no further blame

    /// Scores are resolved when first needed, since their type and order follow from what they use.
    enum class Progress { waiting, running, done, failed };
    struct PendingScore {
        syntax::ScoreDecl const* decl = nullptr;
        Progress progress = Progress::waiting;
    };
    std::vector<PendingScore> scores;
    static constexpr int deepest = 800;
    int depth = 0;  ///< of formulas inside formulas, over all scores that wait for each other
    std::vector<std::size_t> running;  ///< scores being resolved, outermost first: a circle shows here

    // Past syntax::most_told of them, findings are only counted.
    void error(std::string code, SourceSpan where, std::string message, std::string hint = {},
               std::string label = {});
    void warn(std::string code, SourceSpan where, std::string message, std::string hint = {});
    /// As error(), with a second place that says why.
    void clash(std::string code, SourceSpan where, std::string message, SourceSpan other, std::string why,
               std::string hint = {});

    /// As many are told as will be: candidates for a hint need not be looked for.
    [[nodiscard]] bool enough() const { return diagnostics.size() >= syntax::most_told; }
    /// How many findings more than those in `diagnostics`, as L063 at `where`; none where all are told.
    [[nodiscard]] std::optional<Diagnostic> untold(SourceSpan where) const;

    /// Two items that would read one column are L010.
    void claim_column(std::string const& column, Item const& item);

    /// False, with L010 reported, when the name is taken.
    bool declare(syntax::Name const& name, SymbolKind kind, std::size_t index);

    /// Declared names by their lower-case form. Those whose declaration is wrong stay, though they are no
    /// symbols.
    std::map<std::string, syntax::Name> folded;
    std::map<std::string, std::string> columns;  ///< lower-case column names by the item that reads them

    /// "did you mean 'q9'?" among the names of the given kinds, or nothing.
    [[nodiscard]] std::string suggest(std::string const& word, std::vector<SymbolKind> const& kinds) const;

    /// The place of `text` in Instrument::texts, added if new.
    std::size_t text_index(std::string const& text);
    /// The place of `text` in Instrument::texts, where it has one.
    [[nodiscard]] std::optional<std::size_t> known_text(std::string const& text) const;

private:
    void tell(Diagnostic diagnostic);

    std::size_t untold_warnings_ = 0;
    std::size_t untold_errors_ = 0;
    std::map<std::string, std::size_t> texts_;  ///< places in Instrument::texts
};

/// "a, b, c and 312 more": the first of them.
[[nodiscard]] std::string some_of(std::vector<std::string> const& names);

/// "did you mean 'x'?" or nothing.
[[nodiscard]] std::string suggestion(std::string const& word, std::vector<std::string> const& candidates);

// ---- the steps, each in a file of its own

/// Items that a list names, in its order, sets and ranges unfolded; none where something in it is wrong
/// (reported).
[[nodiscard]] std::optional<std::vector<Member>> resolve_items(Context& context,
                                                               syntax::ItemList const& list);
/// The items of `a` or `a..b`; `what` names the construct in messages.
/// False, with L023 reported at `where`, when reversing would give values that nobody can tick.
bool reversible_item(Context& context, std::size_t item, SourceSpan where);

/// The item of that name; none, with L011 reported, where it is none.
[[nodiscard]] std::optional<std::size_t> resolve_item_name(Context& context, syntax::Name const& name);
[[nodiscard]] std::optional<std::vector<Member>> resolve_range(Context& context,
                                                               syntax::ItemRange const& range);

[[nodiscard]] std::optional<Expression> resolve_expression(Context& context, syntax::Chain const& chain);

void resolve_scale(Context& context, syntax::ScaleDecl const& decl, Scale& scale);
/// Rounding, range, direction, bands and change; clauses that only scales have are refused here. Conditions
/// of bands wait for resolve_band_conditions, since they may use anything that is declared.
void resolve_presentation(Context& context, std::vector<syntax::Clause> const& clauses, bool scale,
                          Presentation& shown);

/// Resolves score `index` unless it is done; `use` is where its name stands. False when it is wrong or part
/// of a circle (L018, with the circle printed).
bool ensure_score(Context& context, std::size_t index, SourceSpan use);

/// `when` of band sets: items and facts about the respondent only.
void resolve_band_conditions(Context& context, std::vector<syntax::Clause> const& clauses,
                             Presentation& shown);

/// A condition that must be known before any scale is: of items and facts about the respondent. `what` names
/// it.
[[nodiscard]] std::optional<Expression> resolve_early_condition(Context& context, syntax::Chain const& chain,
                                                                std::string const& what);

void resolve_skip(Context& context, syntax::SkipDecl const& decl);
void resolve_norms(Context& context, syntax::NormsDecl const& decl);
void resolve_check(Context& context, syntax::CheckDecl const& decl);
void resolve_probe(Context& context, syntax::ProbeDecl const& decl);
void resolve_pair(Context& context, syntax::PairDecl const& decl);
void resolve_thresholds(Context& context, syntax::ValidityDecl const& decl);
void resolve_structure(Context& context, syntax::StructureDecl const& decl);
void resolve_published(Context& context, syntax::PublishedDecl const& decl);
/// Rows of a table or of percentiles, sorted; keys that stand twice are L030.
[[nodiscard]] std::vector<TableRow> resolve_rows(Context& context, std::vector<syntax::RowDecl> const& rows);

void resolve_example(Context& context, syntax::ExampleDecl const& decl);

/// What only shows once everything is known: bands and tables that cover their input, columns that would be
/// called the same, unused sets, items in no score, a missing card.
void check_whole(Context& context, syntax::Definition const& tree);

}  // namespace quaestor::instrument::check
