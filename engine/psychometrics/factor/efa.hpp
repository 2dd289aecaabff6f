/// Exploratory factor analysis of a correlation matrix.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/factor/efa_fit.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace quaestor::factor {

enum class ExtractionMethod { minres, maximum_likelihood };

enum class Rotation {
    none,
    varimax,
    quartimax,
    equamax,
    bifactor,           ///< orthogonal
    geomin_orthogonal,  ///< epsilon 0.01
    oblimin,            ///< direct oblimin with gamma
    geomin,             ///< oblique, epsilon 0.01
};

[[nodiscard]] std::string_view name_of(ExtractionMethod method);  ///< "minres", "maximum likelihood"
[[nodiscard]] std::string_view name_of(Rotation rotation);        ///< "varimax", ...
[[nodiscard]] bool is_oblique(Rotation rotation);

struct EfaOptions {
    Eigen::Index factors = 1;
    ExtractionMethod extraction = ExtractionMethod::minres;
    Rotation rotation = Rotation::oblimin;
    double gamma = 0.0;  ///< of oblimin; 0 is direct quartimin, at most 1
    /// Kaiser normalisation. None: as psych::fa does, for varimax only. SPSS normalises for oblimin too.
    std::optional<bool> kaiser{};
    std::int64_t starts = 10;  ///< of the rotation: the unrotated position and random ones
    std::uint64_t seed = 1;    ///< of the random starts
    double level = 0.90;       ///< of the interval of RMSEA, in (0, 1)
    VariableNames names{};     ///< for messages
};

/// k items, m factors. Signs and order of the factors as `align` chooses them.
struct FactorSolution {
    ExtractionMethod extraction = ExtractionMethod::minres;
    Rotation rotation = Rotation::none;
    bool kaiser = false;                 ///< whether rows were normalised
    Eigen::MatrixXd loadings;            ///< k x m pattern
    Eigen::MatrixXd phi;                 ///< m x m factor correlations, the identity when orthogonal
    Eigen::MatrixXd structure;           ///< k x m correlations of items with factors, loadings * phi
    Eigen::VectorXd communalities;       ///< diagonal of loadings phi loadings'
    Eigen::VectorXd uniquenesses;        ///< 1 - communality; below 0 only in a Heywood case
    Eigen::VectorXd complexity;          ///< Hofmann's: (sum_j l^2)^2 / sum_j l^4; absent without loadings
    Eigen::VectorXd ss_loadings;         ///< diagonal of phi loadings' loadings
    Eigen::VectorXd proportion;          ///< ss_loadings / k
    Eigen::VectorXd cumulative;          ///< running sum of proportion
    Eigen::VectorXd share_of_common;     ///< ss_loadings / their sum
    Eigen::MatrixXd unrotated;           ///< k x m
    Eigen::VectorXd eigenvalues;         ///< of r, all k
    Eigen::VectorXd common_eigenvalues;  ///< of r with the communalities in its diagonal, all k
    FactorFit fit;
    std::vector<Eigen::Index> heywood;  ///< items whose uniqueness ended at its lower bound
    std::int64_t persons = 0;
    Convergence extracted;
    Convergence rotated;  ///< absent numbers and converged = true when nothing was rotated
    Eigen::VectorXd rotation_criterion_by_start;  ///< empty when nothing was rotated
    Eigen::Index best_start = 0;
    std::uint64_t seed = 0;
};

/// Extracts m common factors and rotates them.
///
///   r = L Phi L' + diag(u)
///
/// r: k x k correlations (Pearson, polychoric, ...), resting on `persons` persons, who enter the fit
/// statistics only. Conventions are those of psych::fa, named in efa_fit.hpp and rotate/align.hpp.
/// Refuses: no correlation matrix (S101, S106, S110); options without meaning (S111); more factors than the
/// correlations can determine (S107); fewer persons than items (S102); a singular matrix for maximum
/// likelihood (S105, for minres a warning: fit statistics are absent then).
/// Warns of Heywood cases (S108) and of a model without fit statistics (S118); notes when most rotation
/// starts ended elsewhere than the best (S115). Cost O(k^3) per step of the extraction, O(k m^2) per step of
/// the rotation. Source: Harman (1976), Modern Factor Analysis; Hofmann (1978), Multivariate Behavioral
/// Research 13, 247-250; see the headers of extraction and rotation. Checked against psych::fa in
/// tests/golden/factor.
[[nodiscard]] Outcome<FactorSolution> exploratory_factors(MatrixIn r, std::int64_t persons,
                                                          EfaOptions const& options);

}  // namespace quaestor::factor
