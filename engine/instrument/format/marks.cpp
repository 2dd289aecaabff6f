#include "instrument/format/marks.hpp"

#include "base/expects.hpp"

#include <algorithm>
#include <string_view>

namespace quaestor::instrument::layout {
namespace {

using namespace syntax;

/// Where a long line is rather torn.
enum Rank : int { at_a_part, at_a_condition, at_a_sum, at_a_product, in_a_list };

/// Columns of one entry; the next entry on the same line has its own.
enum Column : int { first_column, second_column, third_column, fourth_column, fifth_column };

class Marker {
public:
    Marker(std::vector<Token> const& tokens, std::vector<Mark>& marks) : tokens_(tokens), marks_(marks) {}

    void definition(Definition const& tree) {
        signs();
        auto const brace = after(tree.title.span);
        block(brace, Grouping::one_per_line, 2);
        marks_[brace].always_open = true;
        for (auto const& one : tree.statements)
            statement(one);
    }

private:
    // ---- tokens and their marks

    std::size_t at(SourceSpan span) const {
        auto const found = std::lower_bound(
            tokens_.begin(), tokens_.end(), span.begin,
            [](Token const& token, std::uint32_t offset) { return token.span.begin < offset; });
        expects(found != tokens_.end() && found->span.begin == span.begin, "a node begins with a token");
        return static_cast<std::size_t>(found - tokens_.begin());
    }
    /// The first token behind `span`.
    std::size_t after(SourceSpan span) const {
        auto const found = std::lower_bound(
            tokens_.begin(), tokens_.end(), span.end,
            [](Token const& token, std::uint32_t offset) { return token.span.begin < offset; });
        return static_cast<std::size_t>(found - tokens_.begin());
    }
    bool is(std::size_t token, std::string_view text) const { return tokens_[token].text == text; }

    Mark& entry(std::size_t token, int kind = 0) {
        auto& mark = marks_[token];
        mark.role = Role::entry;
        mark.kind = kind;
        return mark;
    }
    void cell(std::size_t token, Column column, int gap = 1, bool right = false) {
        auto& mark = marks_[token];
        mark.role = Role::cell;
        mark.key = column;
        mark.gap = gap;
        mark.right = right;
    }
    void may_break(std::size_t token, Rank rank, bool keep = false) {
        marks_[token].rank = rank;
        marks_[token].keep_break = keep;
    }
    void block(std::size_t brace, Grouping grouping, int between, bool share_columns = true) {
        auto& mark = marks_[brace];
        expects(is(brace, "{"), "a block opens with a brace");
        mark.opens = true;
        mark.grouping = grouping;
        mark.between = between;
        mark.share_columns = share_columns;
        marks_[mark.partner].closes = true;
    }

    /// What the signs say without the tree: braces in pairs, no blanks inside parentheses and ranges.
    void signs() {
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            auto const text = tokens_[i].text;
            auto& mark = marks_[i];
            if (text == "{") open.push_back(i);
            if (text == "}") {
                expects(!open.empty(), "braces stand in pairs");
                mark.partner = open.back();
                marks_[open.back()].partner = i;
                open.pop_back();
            }
            if (text == "," || text == ")" || text == "%") mark.tight_before = true;
            if (text == "(" || text == "-") mark.tight_after = true;  // a '-' between numbers: see chain()
            if (text == ".." || text == ".") mark.tight_before = mark.tight_after = true;
            if ((i > 0 && tokens_[i - 1].text == ",") || text == "except") mark.rank = in_a_list;
            if (text == "and" || text == "or" || text == "then" || text == "else")
                may_break(i, at_a_condition, true);
        }
    }

    // ---- expressions

    void chain(Chain const& node) {
        operand(node.first);
        for (auto const& step : node.rest) {
            auto const sign = at(step.op.span);
            if (is(sign, "+") || is(sign, "-") || is(sign, "*") || is(sign, "/")) {
                marks_[sign].tight_after = false;
                may_break(sign, is(sign, "*") || is(sign, "/") ? at_a_product : at_a_sum, true);
            }
            operand(step.operand);
        }
    }
    void operand(Operand const& node) {
        if (auto const* const values = as<ValueSet>(node)) {
            auto const brace = at(values->span);
            marks_[brace].tight_after = true;
            marks_[marks_[brace].partner].tight_before = true;
        } else if (auto const* const prefixed = as<Prefixed>(node)) {
            primary(prefixed->operand);
        } else if (auto const* const inner = as<Chain>(node)) {
            chain(*inner);
        }
    }
    void primary(Primary const& node) {
        if (auto const* const call = as<Call>(node)) {
            marks_[at(call->function.span) + 1].tight_before = true;
            for (auto const& argument : call->arguments)
                chain(argument);
        } else if (auto const* const conditional = as<Conditional>(node)) {
            chain(conditional->condition);
            chain(conditional->then);
            chain(conditional->otherwise);
        } else if (auto const* const decision = as<Decision>(node)) {
            decide(*decision);
        } else if (auto const* const bin = as<Bin>(node)) {
            bins(*bin);
        } else if (auto const* const inner = as<Chain>(node)) {
            chain(*inner);
        }
    }
    void decide(Decision const& node) {
        block(at(node.rows.front().span) - 1, Grouping::one_per_line, 2);
        for (auto const& row : node.rows) {
            entry(at(row.span));
            chain(row.condition);
            cell(at(row.value.span) - 1, second_column);
            chain(row.value);
        }
        otherwise(at(node.otherwise.span) - 1);
        chain(node.otherwise);
    }
    void bins(Bin const& node) {
        marks_[at(node.span) + 1].tight_before = true;
        chain(node.number);
        block(at(node.rows.front().span) - 1, Grouping::as_written, 2);
        for (auto const& row : node.rows) {
            entry(at(row.span));
            cell(at(row.bound.span), second_column, 1, true);
            cell(at(row.value.span) - 1, third_column);
            cell(at(row.value.span), fourth_column, 1, true);
        }
        otherwise(at(node.otherwise.span) - 1);
    }
    void otherwise(std::size_t word) {
        auto& mark = entry(word, 1);
        mark.rank = -1;
        mark.keep_break = false;
    }

    // ---- clauses

    void clauses(std::vector<Clause> const& nodes) {
        for (auto const& node : nodes) {
            if (auto const* const aggregate = as<AggregateClause>(node)) {
                entry(at(aggregate->span));
                if (aggregate->recoding) may_break(at(aggregate->recoding->span) - 2, at_a_part);
            } else if (auto const* const count = as<CountClause>(node)) {
                entry(at(count->span));
                operand(count->test.operand);
            } else if (auto const* const rescale = as<RescaleClause>(node)) {
                entry(at(rescale->span));
            } else if (auto const* const missing = as<MissingClause>(node)) {
                entry(at(missing->span));
            } else if (auto const* const round = as<RoundClause>(node)) {
                entry(at(round->span));
            } else if (auto const* const range = as<RangeClause>(node)) {
                entry(at(range->span));
            } else if (auto const* const higher = as<HigherClause>(node)) {
                entry(at(higher->span));
            } else if (auto const* const bands = as<BandsClause>(node)) {
                band_set(*bands);
            } else if (auto const* const change = as<ChangeClause>(node)) {
                changes(*change);
            } else if (auto const* const word = as<Name>(node)) {
                entry(at(word->span));
            }
        }
    }
    void band_set(BandsClause const& node) {
        entry(at(node.span));
        if (node.when) chain(*node.when);
        if (node.source) may_break(at(node.source->span) - 1, at_a_part);
        block(at(node.bands.front().span) - 1, Grouping::one_per_line, 2);
        for (auto const& band : node.bands) {
            entry(at(band.span));
            cell(at(band.from.span), second_column, 1, true);
            cell(at(band.name.span), third_column);
        }
    }
    void changes(ChangeClause const& node) {
        entry(at(node.span));
        block(at(node.span) + 1, Grouping::as_written, 2);
        for (auto const& one : node.entries) {
            auto const word = at(one.span);
            if (is(word, "between")) continue;  // goes on with `mid within`
            entry(is(word - 1, "mid") ? word - 1 : word);
        }
    }

    // ---- statements

    void statement(Statement const& node) {
        if (auto const* const card = as<CardEntry>(node)) {
            entry(at(card->span), 1);
            cell(at(card->span) + 1, second_column);
        } else if (auto const* const responses = as<ResponsesDecl>(node)) {
            response_set(*responses);
        } else if (auto const* const items = as<ItemsDecl>(node)) {
            item_block(*items);
        } else if (auto const* const respondent = as<RespondentDecl>(node)) {
            covariates(*respondent);
        } else if (auto const* const skip = as<SkipDecl>(node)) {
            entry(at(skip->span), 5);
            chain(skip->unless);
            auto const word = at(skip->unless.span) - 1;
            cell(word, second_column);
            may_break(word, at_a_part);
        } else if (auto const* const set = as<SetDecl>(node)) {
            entry(at(set->span), 6);
            cell(after(set->name.span), second_column);
        } else if (auto const* const scale = as<ScaleDecl>(node)) {
            entry(at(scale->span), 7);
            if (scale->title) cell(at(scale->title->span), second_column);
            auto const brace = after(scale->title ? scale->title->span : scale->name.span);
            cell(brace, third_column);
            block(brace, Grouping::one_per_line, 2, false);
            clauses(scale->clauses);
        } else if (auto const* const score = as<ScoreDecl>(node)) {
            entry(at(score->span), 8);
            if (score->title) cell(at(score->title->span), second_column);
            cell(after(score->title ? score->title->span : score->name.span), third_column);
            may_break(at(score->expression.span), at_a_part, true);
            chain(score->expression);
            auto const brace = after(score->expression.span);
            if (is(brace, "{")) block(brace, Grouping::one_per_line, 2, false);
            clauses(score->clauses);
        } else {
            later_statement(node);
        }
    }
    void later_statement(Statement const& node) {
        if (auto const* const table = as<TableDecl>(node)) {
            entry(at(table->span), 9);
            if (!table->interpolated) cell(after(table->name.span), second_column);
            rows(at(table->rows.front().span) - 1, table->rows);
        } else if (auto const* const norm = as<NormsDecl>(node)) {
            norms(*norm);
        } else if (auto const* const flag = as<FlagDecl>(node)) {
            entry(at(flag->span), 11);
            cell(at(flag->message.span), second_column);
            if (flag->level) cell(at(flag->level->span), third_column);
            condition(flag->when);
        } else if (auto const* const check = as<CheckDecl>(node)) {
            entry(at(check->span), 12);
            cell(at(check->message.span), second_column);
            condition(check->when);
        } else if (auto const* const probe = as<ProbeDecl>(node)) {
            entry(at(probe->span), is(at(probe->span), "attention") ? 13 : 14);
            cell(after(probe->item.span), second_column);
        } else if (auto const* const pair = as<PairDecl>(node)) {
            entry(at(pair->span), 15);
            cell(after(pair->first.span), second_column);
            cell(after(pair->second.span), third_column);
        } else if (auto const* const validity = as<ValidityDecl>(node)) {
            entry(at(validity->span), 16);
            block(at(validity->span) + 1, Grouping::as_written, 3);
            for (auto const& threshold : validity->thresholds) {
                entry(at(threshold.span));
                cell(at(threshold.relation.span), second_column);
                cell(at(threshold.value.span), third_column, 1, true);
            }
        } else if (auto const* const structure = as<StructureDecl>(node)) {
            factors(*structure);
        } else if (auto const* const published = as<PublishedDecl>(node)) {
            figures(*published);
        } else if (auto const* const example = as<ExampleDecl>(node)) {
            answers(*example);
        }
    }
    void condition(Chain const& when) {
        auto const word = at(when.span) - 1;
        cell(word, fourth_column);
        may_break(word, at_a_part);
        chain(when);
    }
    void response_set(ResponsesDecl const& node) {
        entry(at(node.span), 2);
        auto const kind = after(node.name.span);
        cell(kind, second_column);
        auto const brace = node.options.empty() ? kind : at(node_span(node.options.front())) - 1;
        if (!is(brace, "{")) return;
        block(brace, Grouping::one_per_line, 2);
        bool const numbers =
            std::all_of(node.options.begin(), node.options.end(), [](OptionLine const& line) {
                auto const* const option = as<OptionDecl>(line);
                return option->role || as<Number>(option->code) != nullptr;
            });
        for (auto const& line : node.options) {
            auto const& option = *as<OptionDecl>(line);
            auto& mark = entry(at(option.span), option.role ? 1 : 0);
            if (option.role) continue;
            mark.key = first_column;
            mark.right = numbers;
            if (option.label) cell(at(option.label->span), second_column);
            if (!option.value) continue;
            cell(at(option.value->span) - 1, third_column);
            cell(at(option.value->span), fourth_column, 1, true);
        }
    }
    static SourceSpan node_span(OptionLine const& line) { return as<OptionDecl>(line)->span; }

    void item_block(ItemsDecl const& node) {
        entry(at(node.span), 3);
        auto const brace = after(node.responses.span);
        cell(brace, second_column);
        block(brace, Grouping::one_per_line, 2);
        for (auto const& line : node.items) {
            auto const& item = *as<ItemDecl>(line);
            entry(at(item.span));
            cell(at(item.label.span), second_column);
            auto const& modifiers = item.modifiers;
            if (modifiers.empty()) continue;
            bool const alias = is(at(modifiers.back().span), "alias");
            bool const others = modifiers.size() > 1 || !alias;
            if (others) cell(at(modifiers.front().span), third_column, 2);
            if (alias) cell(at(modifiers.back().span), fourth_column, others ? 1 : 2);
        }
    }
    void covariates(RespondentDecl const& node) {
        entry(at(node.span), 4);
        block(at(node.span) + 1, Grouping::one_per_line, 2);
        for (auto const& line : node.covariates) {
            auto const& covariate = *as<CovariateDecl>(line);
            entry(at(covariate.span));
            cell(at(covariate.kind.span), second_column);
            if (covariate.categories.empty()) continue;
            block(after(covariate.kind.span), Grouping::as_written, 2);
            for (auto const& category : covariate.categories)
                entry(at(category.span));
        }
    }
    void rows(std::size_t brace, std::vector<RowDecl> const& nodes) {
        block(brace, Grouping::as_written, 2);
        for (auto const& row : nodes) {
            auto& mark = entry(at(row.span));
            mark.key = first_column;
            mark.right = true;
            auto const value = at(row.value.span);
            cell(value - 1, second_column);
            cell(value, third_column, 1, true);
            if (!row.error) continue;
            cell(at(row.error->span) - 1, fourth_column);
            cell(at(row.error->span), fifth_column, 1, true);
        }
    }
    void norms(NormsDecl const& node) {
        entry(at(node.span), 10);
        block(after(node.scale.span), Grouping::one_per_line, 2);
        for (auto const& row : node.rows) {
            entry(at(row.span));
            if (row.when) chain(*row.when);
            if (row.mean) {
                if (row.when) cell(at(row.mean->span) - 1, second_column);
                cell(at(row.mean->span), third_column, 1, true);
                cell(at(row.sd->span) - 1, fourth_column);
                cell(at(row.sd->span), fifth_column, 1, true);
            } else {
                rows(at(row.percentiles.front().span) - 1, row.percentiles);
            }
        }
    }
    void factors(StructureDecl const& node) {
        entry(at(node.span), 17);
        block(after(node.name.span), Grouping::one_per_line, 2);
        for (auto const& line : node.lines) {
            if (auto const* const factor = as<FactorLine>(line)) {
                entry(at(factor->span));
                cell(after(factor->name.span), second_column);
            } else if (auto const* const with = as<WithLine>(line)) {
                entry(at(with->span), 1);
            } else if (auto const* const general = as<GeneralLine>(line)) {
                entry(at(general->span), 2);
            }
        }
    }
    void figures(PublishedDecl const& node) {
        entry(at(node.span), 18);
        block(after(node.title.span), Grouping::one_per_line, 3);
        for (auto const& row : node.rows) {
            entry(at(row.span));
            int key = second_column;
            for (auto const& figure : row.figures) {
                int const gap = key == second_column ? 1 : 2;
                cell(at(figure.span), static_cast<Column>(key), gap);
                marks_[at(figure.span)].gap_on_one_line = gap;
                cell(at(figure.value.span), static_cast<Column>(key + 1), 1, true);
                key += 2;
            }
        }
    }
    void answers(ExampleDecl const& node) {
        entry(at(node.span), 19);
        block(after(node.title.span), Grouping::as_written, 3, false);
        for (auto const& line : node.lines) {
            if (auto const* const given = as<GivenLine>(line)) entry(at(given->span), 1);
            if (auto const* const list = as<ExpectList>(line)) entry(at(list->span), 2);
            if (auto const* const value = as<ExpectValue>(line)) entry(at(value->span), 2);
        }
    }

    std::vector<Token> const& tokens_;
    std::vector<Mark>& marks_;
};

}  // namespace

std::vector<Mark> marks(std::vector<syntax::Token> const& tokens, syntax::Definition const& tree) {
    std::vector<Mark> all(tokens.size());
    Marker(tokens, all).definition(tree);
    return all;
}

}  // namespace quaestor::instrument::layout
