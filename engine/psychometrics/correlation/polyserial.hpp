/// The correlation of a number with the normal variable behind ordered answers. With two answers it is the
/// biserial correlation; Pearson's r of a number with two codes is the point-biserial one.
///
/// Source: Pearson (1909), Biometrika 7, 96-105; Olsson, Drasgow & Dorans (1982), Psychometrika 47, 337-347.
#pragma once

#include "numeric/estimate.hpp"
#include "psychometrics/correlation/categories.hpp"

#include <optional>
#include <vector>

namespace quaestor::correlation {

/// Numbers as standard scores, and where they came from.
struct NumberItem {
    Eigen::VectorXd scores;   ///< (y - mean) / sd, NaN where there is no answer
    double mean = absent;     ///< of everyone who answered
    double sd = absent;       ///< denominator n; 0 where the item does not vary
    double persons = absent;  ///< who answered
};

[[nodiscard]] NumberItem number_item(VectorIn answers);

struct PolyserialFit {
    double rho = absent;         ///< maximum likelihood in two steps
    double by_moments = absent;  ///< r sd / sum of the normal density at the thresholds
    double pearson = absent;     ///< r, of the number with the categories' numbers: point-biserial for two
    double se = absent;          ///< of rho, mean, variance and thresholds counted as estimated
    bool at_limit = false;
    Convergence convergence;
    std::vector<double> influence{};  ///< of each person on rho; empty at a limit
};

/// Two steps: mean and standard deviation of the number and thresholds of the answers from everyone who gave
/// them, then the rho that makes most likely which category each person chose, given the number,
///
///   P(category c | z) = Phi((a_c - rho z) / s) - Phi((a_c-1 - rho z) / s),   s = sqrt(1 - rho^2)
///
/// `by_moments` needs no likelihood, and is what polycor::polyserial gives; the categories' numbers are 0, 1,
/// 2 ... and sd is theirs, with denominator n (psych::biserial has n - 1).
///
/// None where those who answered both gave one answer only, or do not differ in the number.
/// Cost O(n) for each of a few steps.
/// Checked against likelihoods in plain R, polycor::polyserial and psych::biserial in
/// tests/golden/correlation.
[[nodiscard]] std::optional<PolyserialFit> fit_polyserial(NumberItem const& number,
                                                          CategoricalItem const& ordered,
                                                          Eigen::VectorXd const& thresholds);

}  // namespace quaestor::correlation
