/// Fleiss' kappa of any number of raters, as a whole and for each category.
///
/// ratings: n units (rows) x k raters (columns), NaN where a rating is missing. Which rater gave which
/// rating does not matter: each unit may have other raters.
#pragma once

#include "psychometrics/agreement/ratings.hpp"

#include <vector>

namespace quaestor::agreement {

/// Agreement on one category against all others.
struct CategoryKappa {
    double category = absent;
    double share = absent;  ///< of all ratings
    double kappa = absent;  ///< absent where no rating, or every one, is this category
    double z = absent;      ///< over its standard error were there no agreement beyond chance
    double p_value = absent;
};

struct FleissKappa {
    double kappa = absent;
    double observed = absent;             ///< mean share of pairs of raters who agree
    double expected = absent;             ///< the same by chance
    double null_standard_error = absent;  ///< were there no agreement beyond chance
    double z = absent;
    double p_value = absent;  ///< two-sided
    std::vector<CategoryKappa> categories;
    UnitUse use;
};

/// By the units that all rated, so that each has the same number of ratings.
///
///   kappa = (P - Pe) / (1 - Pe),   P = mean_i (sum_j n_ij^2 - k) / (k (k - 1)),   Pe = sum_j p_j^2
///   kappa_j = 1 - sum_i n_ij (k - n_ij) / (n k (k - 1) p_j (1 - p_j))
/// The standard errors of z are those of Fleiss, Nee & Landis under the hypothesis of no agreement beyond
/// chance; for an interval, and for ratings that are missing, see chance_corrected().
///
/// Needs 2 raters (S151), 2 units that all rated (S150), ratings that are not all the same (S152), and what
/// categorize() asks for.
/// Source: Fleiss (1971), Psychological Bulletin 76, 378-382; Fleiss, Nee & Landis (1979), Psychological
/// Bulletin 86, 974-977.
/// Checked against irr::kappam.fleiss and the paper in tests/golden/agreement.
[[nodiscard]] Outcome<FleissKappa> fleiss_kappa(MatrixIn ratings, std::vector<double> const& categories = {});

}  // namespace quaestor::agreement
