/// What proofs over formulas share: when two are the same, what holds where one stands, and what an operation
/// gives.
#pragma once

#include "instrument/model.hpp"

#include <vector>

namespace quaestor::instrument::check {

/// The same formula, wherever it stands.
[[nodiscard]] bool same(Expression const& a, Expression const& b);

/// What holds where an expression stands: a condition of the branches around it.
struct Guard {
    Expression const* condition = nullptr;
    bool holds = true;
};

/// `op` over values that are all there, as scoring computes it; a condition is 1 or 0. NaN where there is no
/// result, and for operations that need more than numbers (tables, bands, clock times).
[[nodiscard]] double result_of(Op op, std::vector<double> const& values);

}  // namespace quaestor::instrument::check
