/// The confirmatory factor model of simple structure: every item measures one factor, factors correlate,
/// errors do not.
///
///   Sigma = L Phi L' + diag(u)
///
/// L: k x m, in row j one loading l_j, in the column of item j's factor. Phi: factor correlations,
/// diagonal 1. u: residual variances. Factors have variance 1, so that every loading is free.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/matrix.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <string>
#include <vector>

namespace quaestor::sem {

/// Parts of the items: columns of one factor each.
using Parts = std::vector<std::vector<Eigen::Index>>;

struct SimpleStructure {
    std::vector<Eigen::Index> factor_of;  ///< of each item, from 0
    Eigen::Index factors = 1;

    [[nodiscard]] Eigen::Index items() const { return static_cast<Eigen::Index>(factor_of.size()); }
    [[nodiscard]] Eigen::Index correlations() const { return factors * (factors - 1) / 2; }
};

/// Of `items` items in these parts.
/// Refuses (S168) a part that names an item that there is not, an item in two parts or in none, a part of one
/// item, whose error cannot be told from what it measures, and a single part of two, whose two loadings one
/// correlation does not determine.
[[nodiscard]] Outcome<SimpleStructure> simple_structure(Parts const& parts, Eigen::Index items,
                                                        VariableNames const& names = {});

struct FactorModel {
    Eigen::VectorXd loadings;   ///< length k
    Eigen::MatrixXd phi;        ///< m x m
    Eigen::VectorXd residuals;  ///< length k
};

/// All free parameters in one vector: k loadings; the correlations of factors (1, 0), (2, 0) ... (2, 1) ...;
/// k residual variances.
[[nodiscard]] Eigen::Index parameter_count(SimpleStructure const& structure);
[[nodiscard]] Eigen::VectorXd packed(SimpleStructure const& structure, FactorModel const& model);
/// The residuals may be left out: then they are absent.
[[nodiscard]] FactorModel unpacked(SimpleStructure const& structure, VectorIn parameters);

/// k x m: L.
[[nodiscard]] Eigen::MatrixXd loading_matrix(SimpleStructure const& structure, VectorIn loadings);
/// L Phi L', what the items have in common.
[[nodiscard]] Eigen::MatrixXd common_part(SimpleStructure const& structure, FactorModel const& model);

}  // namespace quaestor::sem
