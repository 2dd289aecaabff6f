/// Which values an expression can have, one by one: what a table must hold. Intervals are ranges.hpp.
#pragma once

#include "instrument/model.hpp"

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace quaestor::instrument::check {

/// What a value rests on: an item, or a fact about the respondent.
using Leaf = std::pair<Op, std::size_t>;

/// On complete forms: a table takes no total that lacks an answer.
struct Values {
    std::vector<double> all;  ///< ascending, each once
    bool exact = true;        ///< each of them does occur; else some may not
    std::set<Leaf> leaves;
};

class ValueLister {
public:
    explicit ValueLister(Instrument const& model) : model_(model) {}

    /// None where they are too many to list, any fraction, or texts.
    [[nodiscard]] std::optional<Values> of(Expression const& e);

private:
    std::optional<Values> item(std::size_t index, bool reversed);
    std::optional<Values> scale(std::size_t index);
    std::optional<Values> score(std::size_t index);
    std::optional<Values> member(Scale const& scale, Member const& member);
    std::optional<Values> operation(Expression const& e);
    std::optional<Values> listed(Expression const& e);
    std::optional<Values> table_value(Expression const& e);
    std::optional<Values> binned(Expression const& e);
    std::optional<Values> product(Op op, std::vector<Values> const& parts);
    std::optional<Values> folded(Op op, std::vector<Values> const& parts);
    std::optional<Values> whole_numbers(Expression const& e);
    template <class F>
    std::optional<Values> mapped(Values in, F&& f);

    Instrument const& model_;
    std::map<std::size_t, std::optional<Values>> scores_;  ///< a formula may name another many times
    int depth_ = 0;
    std::size_t work_ = 0;  ///< so that no text takes long
};

/// What the expression rests on, through scales and scores.
[[nodiscard]] std::set<Leaf> leaves_of(Instrument const& model, Expression const& e);

}  // namespace quaestor::instrument::check
