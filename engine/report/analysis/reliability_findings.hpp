/// What an analysis has to say of reliability beyond alpha, omega total and Guttman's bounds.
#pragma once

#include "psychometrics/reliability/alpha.hpp"
#include "psychometrics/reliability/alpha_bootstrap.hpp"
#include "psychometrics/reliability/categorical_omega.hpp"
#include "psychometrics/reliability/compare.hpp"
#include "psychometrics/reliability/composite.hpp"
#include "psychometrics/reliability/greatest_lower_bound.hpp"
#include "psychometrics/reliability/kuder_richardson.hpp"
#include "psychometrics/reliability/lambda.hpp"
#include "psychometrics/reliability/omega.hpp"
#include "psychometrics/reliability/omega_hierarchical.hpp"
#include "psychometrics/reliability/omega_structure.hpp"
#include "psychometrics/reliability/score_precision.hpp"
#include "psychometrics/reliability/split_half.hpp"
#include "report/finding.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quaestor::report {

/// A sum that somebody has, and between which bounds the true score lies.
struct ScoreRow {
    reliability::ScoreInterval interval;
    std::int64_t people = 0;
};

/// Alpha of the people of one group.
struct GroupAlpha {
    std::string group;
    Finding<reliability::Alpha> alpha;
};

/// The general factor in one way.
struct GeneralFactorFinding {
    reliability::GeneralFactor way = reliability::GeneralFactor::schmid_leiman_oblimin;
    Finding<reliability::HierarchicalOmega> omega;
};

/// A scale, or all scales, as a definition divides it: each part a factor, factors correlated.
struct StructureFinding {
    std::string source;              ///< who divides it so: "structure 'two_factors'"
    std::vector<std::string> parts;  ///< their names
    Finding<reliability::StructuralOmega> omega;
    Finding<reliability::CategoricalOmega> categorical;  ///< DWLS
};

struct ScaleReliability {
    Finding<reliability::AlphaJackknife> alpha_jackknife;
    Finding<reliability::AlphaBootstrap> alpha_bootstrap;
    Finding<reliability::Omega> omega_likelihood;  ///< maximum likelihood, covariances
    Finding<reliability::OmegaBootstrap> omega_bootstrap;
    Finding<double> ordinal_alpha;                                 ///< of polychoric correlations
    Finding<reliability::Omega> ordinal_omega;                     ///< likewise, one factor, minres
    Finding<reliability::CategoricalOmega> categorical_omega;      ///< one factor, DWLS
    Finding<reliability::CategoricalOmega> categorical_omega_uls;  ///< one factor, ULS
    StructureFinding structure;
    Finding<reliability::Guttman> guttman_standardized;
    Finding<reliability::KuderRichardson> kuder_richardson;
    Finding<reliability::SplitHalves> splits;
    Finding<reliability::GreatestLowerBound> glb;
    std::vector<GeneralFactorFinding> general;       ///< the first is the one that tables show
    Finding<reliability::ScorePrecision> precision;  ///< by alpha
    std::vector<ScoreRow> scores;
    std::string no_scores;  ///< why there are none
    std::vector<GroupAlpha> groups;
    Finding<reliability::AlphaComparison> groups_compared;
};

/// Two scales.
struct ScalePair {
    std::size_t first = 0;
    std::size_t second = 0;
    double r = absent;                             ///< of the sums
    double disattenuated = absent;                 ///< by the two alphas
    double difference_reliability = absent;        ///< of the difference of the sums
    Finding<reliability::AlphaComparison> alphas;  ///< by leaving out each person
    Finding<reliability::AlphaComparison> feldt;   ///< what other programs print; liberal with few items
};

/// Scales beside each other, over people with an answer to every item of each.
struct ScalesTogether {
    std::vector<std::string> scales;  ///< ids
    std::int64_t persons = 0;
    std::vector<ScalePair> pairs;
    Finding<reliability::StratifiedAlpha> stratified;  ///< of the sum of all scales
    std::vector<std::string> items;                    ///< ids of the columns of `structure`
    StructureFinding structure;                        ///< each scale a part
    Diagnostics remarks;                               ///< on its models
    std::string reason;                                ///< why there is nothing
};

}  // namespace quaestor::report
