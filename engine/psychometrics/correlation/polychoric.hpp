/// Correlations of the normal variables behind items, of which only ordered answers are seen.
///
/// Items X: n persons (rows) x k items (columns), NaN where an answer is missing. The answers that occur are
/// an item's categories, in their order; what numbers they are makes no difference.
#pragma once

#include "base/diagnostic.hpp"
#include "psychometrics/correlation/correlation_matrix.hpp"

#include <vector>

namespace quaestor::correlation {

struct PolychoricOptions {
    Missing missing = Missing::listwise;
    double zero_cell = 0.0;   ///< added to each empty cell of a table of two items, which then has thresholds
                              ///< of its own, as shares of its persons; from 0 to 1 (psych's `correct`)
    bool smooth = false;      ///< a matrix that is not positive definite
    std::size_t threads = 0;  ///< 0: as many as the machine has; changes nothing but the time
    VariableNames names{};    ///< for messages
};

/// Two items; first < second.
struct PolychoricPair {
    Eigen::Index first = 0;
    Eigen::Index second = 0;
    std::int64_t persons = 0;
    std::int64_t empty_cells = 0;  ///< of categories that somebody chose
    bool at_limit = false;         ///< the likelihood rises up to -1 or 1
    double chi_squared = absent;  ///< likelihood ratio: one bivariate normal against any table; listwise only
    std::int64_t df = 0;
    double p_value = absent;
    Convergence convergence;
};

enum class Measure {
    ordered,  ///< categories with a normal variable behind them
    number,   ///< normal itself
};

struct PolychoricMatrix : CorrelationMatrix {
    std::vector<Measure> measures;
    std::vector<std::vector<double>> categories;  ///< of each ordered item: the answers that occur, rising
    std::vector<Eigen::VectorXd> thresholds;      ///< of each ordered item, one fewer than categories
    std::vector<PolychoricPair> pairs;  ///< of ordered items: (0, 1), (0, 2) ... (1, 2) ...; without those
                                        ///< that have no value
};

/// Polychoric correlations, tetrachoric where both items have two categories: maximum likelihood in two steps
/// (see polychoric_pair.hpp), without a correction for empty cells unless it is asked for. Thresholds are
/// those of everyone who answered the item; `se` counts them as estimated.
///
/// Needs 2 items (S101) and 3 persons with complete answers, pairwise 3 with at least two answers (S102);
/// finite answers (S113), at most 50 different ones to an item (S130); a zero cell from 0 to 1 (S111).
/// Warns of items without variance (S103) and pairs with fewer than 3 common answers (S112); of pairs whose
/// correlation is at the limit of -1 or 1, which then has no standard error (S131), or whose table has one
/// row or column, or too much added to it, which then is absent (S132); of a matrix that is not positive
/// definite (S133) or was smoothed (S134).
/// Cost O(n k^2) to count, and a few hundred exponentials for each pair.
/// Source: Olsson (1979), Psychometrika 44, 443-460; standard errors: Muthen (1984), Psychometrika 49,
/// 115-132.
/// Checked against lavaan::lavCor, psych::polychoric and polycor::polychor in tests/golden/correlation.
[[nodiscard]] Outcome<PolychoricMatrix> polychoric(MatrixIn items, PolychoricOptions const& options = {});

/// Each pair by what its two items are: polychoric, polyserial (see polyserial.hpp) or Pearson, so that items
/// with few answers and numbers stand in one matrix. One measure for each item.
///
/// Needs, warnings and codes as `polychoric`.
/// Cost as `polychoric`, and O(n) for each of a few steps of a polyserial pair.
/// Checked against lavaan::lavCor in tests/golden/correlation.
[[nodiscard]] Outcome<PolychoricMatrix> mixed(MatrixIn items, std::vector<Measure> const& measures,
                                              PolychoricOptions const& options = {});

}  // namespace quaestor::correlation
