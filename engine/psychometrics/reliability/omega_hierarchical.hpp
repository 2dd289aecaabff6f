/// McDonald's omega hierarchical: how much of a total score's variance is one general factor's.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/factor/efa.hpp"
#include "psychometrics/intake/variable_names.hpp"
#include "psychometrics/reliability/bifactor_indices.hpp"

#include <cstdint>

namespace quaestor::reliability {

/// Where the general factor comes from.
enum class GeneralFactor {
    schmid_leiman_oblimin,  ///< oblimin-rotated factors, transformed: the way of psych::omega
    schmid_leiman_geomin,   ///< the same from geomin
    bifactor,               ///< Jennrich and Bentler's rotation, with one factor more
};

[[nodiscard]] std::string_view name_of(GeneralFactor way);  ///< "Schmid-Leiman of oblimin factors", ...

struct HierarchicalOptions {
    Eigen::Index group_factors = 3;  ///< at least 2
    GeneralFactor way = GeneralFactor::schmid_leiman_oblimin;
    factor::ExtractionMethod extraction = factor::ExtractionMethod::minres;
    std::int64_t starts = 10;  ///< of the rotation
    std::uint64_t seed = 1;    ///< of these starts
    VariableNames names{};     ///< for messages
};

struct HierarchicalOmega {
    GeneralFactor way = GeneralFactor::schmid_leiman_oblimin;
    factor::ExtractionMethod extraction = factor::ExtractionMethod::minres;
    Eigen::VectorXd general;       ///< length k
    Eigen::MatrixXd groups;        ///< k x m
    Eigen::VectorXd uniquenesses;  ///< length k
    Eigen::MatrixXd phi;           ///< m x m correlations of the factors before the transformation
    Eigen::VectorXd second_order;  ///< length m; empty for the bifactor rotation
    BifactorIndices indices;       ///< over the observed correlations
    std::int64_t persons = 0;
    Convergence extracted;
    Convergence rotated;
};

/// r: k x k correlations that rest on `persons` persons. Turn items first so that they all mean the same: no
/// item is turned here (psych::omega turns those that load negatively, unless told `flip = FALSE`).
///
/// With two group factors the general loadings are not determined and are set equal, which is a choice and
/// not a finding: S166 says so. Refuses fewer than two group factors (S163), a sum without variance (S104),
/// and what factor::exploratory_factors refuses. Warns of Heywood cases (S108), in the group factors too.
/// Source: Schmid & Leiman (1957), Psychometrika 22, 53-61; McDonald (1999), Test Theory: A Unified
/// Treatment, ch. 6; Zinbarg, Revelle, Yovel & Li (2005), Psychometrika 70, 123-133; Jennrich & Bentler
/// (2011), Psychometrika 76, 537-549. Checked against psych::omega in tests/golden/reliability.
[[nodiscard]] Outcome<HierarchicalOmega> omega_hierarchical(MatrixIn r, std::int64_t persons,
                                                            HierarchicalOptions const& options = {});

}  // namespace quaestor::reliability
