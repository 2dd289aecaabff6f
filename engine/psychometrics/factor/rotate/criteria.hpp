/// What a rotation makes small: a number for every matrix of loadings, and its gradient.
///
/// L: k items x m factors. Values and scaling are those of Bernaards & Jennrich's GPArotation, so that they
/// can be compared.
#pragma once

#include "numeric/matrix.hpp"

#include <string_view>

namespace quaestor::factor {

enum class Simplicity {
    /// - sum_ij (l_ij^2 - mean_i l_ij^2)^2 / 4; orthogonal
    varimax,
    /// - sum_ij l_ij^4 / 4; orthogonal
    quartimax,
    /// (1 - p) times the sum of l^2 l^2 over pairs within rows plus p times that within columns, / 4; p = m /
    /// (2 k)
    /// is equamax; orthogonal or oblique
    crawford_ferguson,
    /// sum over pairs of columns of l^2 l^2 less p times the product of their means, / 4; p = 0 is quartimin;
    /// oblique
    oblimin,
    /// sum_i (prod_j (l_ij^2 + p))^(1/m); orthogonal or oblique
    geomin,
    /// four times quartimin of all columns but the first; orthogonal or oblique
    bifactor,
};

struct RotationCriterion {
    Simplicity simplicity = Simplicity::oblimin;
    double parameter = 0.0;  ///< p above; unused by varimax, quartimax and bifactor
};

struct CriterionValue {
    double value = 0.0;
    Eigen::MatrixXd gradient;  ///< df/dL, k x m
};

/// Cost O(k m).
/// Source: Bernaards & Jennrich (2005), Educational and Psychological Measurement 65, 676-696; bifactor:
/// Jennrich & Bentler (2011), Psychometrika 76, 537-549; geomin: Yates (1987), Multivariate Exploratory Data
/// Analysis; the Crawford-Ferguson family: Crawford & Ferguson (1970), Psychometrika 35, 321-332.
[[nodiscard]] CriterionValue evaluate(RotationCriterion const& criterion, MatrixIn loadings);

}  // namespace quaestor::factor
