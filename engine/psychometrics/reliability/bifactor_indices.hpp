/// What a general factor and group factors say about a total score and about subscales.
///
/// g: loadings of k items on the general factor, L: on m group factors, all of them uncorrelated; u:
/// uniquenesses; R: the variances and covariances that scores are made of, observed or implied by the model.
#pragma once

#include "numeric/matrix.hpp"

#include <vector>

namespace quaestor::reliability {

/// A subscale: the items whose largest absolute group loading is on its factor. s = 1'R 1 over these items.
struct GroupIndices {
    std::vector<Eigen::Index> items;
    double total = absent;    ///< omega of the subscale: ((sum g)^2 + (sum l)^2) / s; absent without items
    double general = absent;  ///< (sum g)^2 / s: the general factor's part of it
    double hierarchical = absent;  ///< (sum l)^2 / s: what the subscale measures beside it
    double common_share = absent;  ///< of the group factor in the common variance of these items
    double h = absent;             ///< construct replicability of the group factor, over all items
};

struct BifactorIndices {
    double total = absent;           ///< omega total: 1 - sum u / 1'R 1
    double hierarchical = absent;    ///< omega hierarchical: (sum g)^2 / 1'R 1
    double asymptotic = absent;      ///< hierarchical / total: that of an endlessly long test of the kind
    double common_share = absent;    ///< ECV: sum g^2 / (sum g^2 + sum L^2)
    double uncontaminated = absent;  ///< PUC: pairs of items from different groups / all pairs
    double h = absent;               ///< construct replicability of the general factor
    Eigen::VectorXd
        item_common_share;  ///< I-ECV: g^2 / (g^2 + sum l^2) of each item; absent without loadings
    std::vector<GroupIndices> groups;
};

/// H = 1 / (1 + 1 / sum l^2 / (1 - l^2)); absent where a loading is 1 or beyond.
/// Source: Hancock & Mueller (2001), in Cudeck, du Toit & Sorbom (eds.), Structural Equation Modeling:
/// Present and Future, 195-216.
[[nodiscard]] double construct_replicability(VectorIn loadings);

/// R with a sum above 0. H of loadings of standardized items only.
/// Source: McDonald (1999), Test Theory: A Unified Treatment, ch. 6; Zinbarg, Revelle, Yovel & Li (2005),
/// Psychometrika 70, 123-133; Rodriguez, Reise & Haviland (2016), Psychological Methods 21, 137-150; I-ECV:
/// Stucky & Edelen (2015), in Reise & Revicki (eds.), Handbook of Item Response Theory Modeling, 183-206.
/// Checked against BifactorIndicesCalculator and psych::omega in tests/golden/reliability.
[[nodiscard]] BifactorIndices bifactor_indices(VectorIn general, MatrixIn groups, VectorIn uniquenesses,
                                               MatrixIn r);

}  // namespace quaestor::reliability
