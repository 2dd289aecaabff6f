/// How many factors? As many as have larger eigenvalues than data without any factor would give.
///
/// Items X: n persons (rows) x k items (columns), NaN where an answer is missing.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <cstdint>

namespace quaestor::dimensionality {

enum class EigenvaluesOf {
    components,      ///< the correlation matrix as it is: Horn's own
    common_factors,  ///< with squared multiple correlations in the diagonal (Humphreys & Montanelli)
};

enum class ReferenceData {
    normal,     ///< independent standard normal
    resampled,  ///< each item's own answers, drawn with replacement, each item for itself
};

struct ParallelOptions {
    EigenvaluesOf of = EigenvaluesOf::components;
    ReferenceData data = ReferenceData::normal;
    std::int64_t replications = 500;  ///< at least 20
    double percentile = 0.95;         ///< in (0, 1)
    std::uint64_t seed = 1;
    std::size_t threads = 0;  ///< 0: as many as the machine has; changes nothing but the time
    VariableNames names{};    ///< for messages
};

/// Vectors have one element per eigenvalue, from the largest.
struct ParallelAnalysis {
    Eigen::VectorXd observed;
    Eigen::VectorXd mean;        ///< of the reference data
    Eigen::VectorXd percentile;  ///< of the reference data, type 7
    Eigen::VectorXd sd;          ///< of the reference data; sd / sqrt(replications) is the error of `mean`
    std::int64_t suggested_by_mean = 0;  ///< eigenvalues above the reference before the first that is not
    std::int64_t suggested_by_percentile = 0;
    EigenvaluesOf of = EigenvaluesOf::components;
    ReferenceData data = ReferenceData::normal;
    double level = absent;  ///< the percentile asked for
    std::int64_t replications = 0;
    std::uint64_t seed = 0;
    SampleUse use;
};

/// Parallel analysis by listwise deletion. The same options give the same bits for any number of threads.
///
/// Needs 3 items (S101), more complete persons than items (S102), finite answers (S113) that vary (S103), and
/// a regular correlation matrix for common factors (S105); options with meaning (S111).
/// Normal reference data are drawn as their correlations, by Bartlett's decomposition, not person by person:
/// cost O(replications k^3), whatever n. Resampled data cost O(replications n k^2). Source: Horn (1965),
/// Psychometrika 30, 179-185; Bartlett (1933), Proceedings of the Royal Society of Edinburgh 53, 260-283;
/// Humphreys & Montanelli (1975), Multivariate Behavioral Research 10, 193-205; percentile: Glorfeld (1995),
/// Educational and Psychological Measurement 55, 377-393. Checked against a simulation in R in
/// tests/golden/dimensionality, within its Monte Carlo error.
[[nodiscard]] Outcome<ParallelAnalysis> parallel_analysis(MatrixIn items,
                                                          ParallelOptions const& options = {});

/// The same for a correlation matrix that is not Pearson's of the items at hand (polychoric, pairwise):
/// normal reference data only (S111).
/// Refuses what is no correlation matrix too (S106, S110).
[[nodiscard]] Outcome<ParallelAnalysis> parallel_analysis_of_correlations(
    MatrixIn r, std::int64_t persons, ParallelOptions const& options = {});

}  // namespace quaestor::dimensionality
