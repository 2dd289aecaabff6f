/// What a rotation makes small: a number for every matrix of loadings, and its gradient.
///
/// L: k items x m factors. Values and scaling are those of Bernaards & Jennrich's GPArotation, so that they
/// can be compared.
#pragma once

#include "numeric/matrix.hpp"

#include <string_view>

namespace quaestor::factor {

enum class Simplicity {
    varimax,            ///< - sum_j sum_i (l_ij^2 - mean_i l_ij^2)^2 / 4, see below; orthogonal
    quartimax,          ///< - sum l_ij^4 / 4; orthogonal
    crawford_ferguson,  ///< (1 - p) row complexity + p column complexity; p = m / (2 k) is equamax;
                        ///< orthogonal or oblique
    oblimin,   ///< sum over pairs of columns of the covariance of their squares; p = 0 is quartimin; oblique
    geomin,    ///< sum_i (prod_j (l_ij^2 + p))^(1/m); orthogonal or oblique
    bifactor,  ///< quartimin of all columns but the first; orthogonal or oblique
};

struct RotationCriterion {
    Simplicity simplicity = Simplicity::oblimin;
    double parameter = 0.0;  ///< p above; unused by varimax, quartimax and bifactor
};

struct CriterionValue {
    double value = 0.0;
    Eigen::MatrixXd gradient;  ///< df/dL, k x m
};

/// Cost O(k m^2), crawford_ferguson and oblimin with p other than 0 O(k m^2) too.
/// Source: Bernaards & Jennrich (2005), Educational and Psychological Measurement 65, 676-696; bifactor:
/// Jennrich & Bentler (2011), Psychometrika 76, 537-549; geomin: Yates (1987), Multivariate Exploratory Data
/// Analysis; the Crawford-Ferguson family: Crawford & Ferguson (1970), Psychometrika 35, 321-332.
[[nodiscard]] CriterionValue evaluate(RotationCriterion const& criterion, MatrixIn loadings);

}  // namespace quaestor::factor
