/// Everything that an analysis of one instrument found, as the statistics gave it. study/ fills it;
/// analysis_json and analysis_document show it.
#pragma once

#include "base/diagnostic.hpp"
#include "base/missing.hpp"
#include "coding/clues.hpp"
#include "instrument/model.hpp"
#include "psychometrics/correlation/polychoric.hpp"
#include "psychometrics/descriptives/items.hpp"
#include "psychometrics/dimensionality/kmo_bartlett.hpp"
#include "psychometrics/dimensionality/map_test.hpp"
#include "psychometrics/dimensionality/parallel_analysis.hpp"
#include "psychometrics/factor/efa.hpp"
#include "psychometrics/item_analysis/in_scale.hpp"
#include "psychometrics/item_analysis/options.hpp"
#include "psychometrics/reliability/alpha.hpp"
#include "psychometrics/reliability/lambda.hpp"
#include "psychometrics/reliability/omega.hpp"
#include "psychometrics/short_form/cross_validation.hpp"
#include "report/evidence.hpp"
#include "report/analysis/reliability_findings.hpp"
#include "report/finding.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quaestor::report {

/// Shared by a scale and by all items together.
struct Dimensions {
    Finding<dimensionality::KmoBartlett> kmo;
    Finding<dimensionality::ParallelAnalysis> parallel;
    Finding<dimensionality::MapTest> map;
    std::int64_t persons =
        0;  ///< that they rest on; pairwise the fewest behind any pair; 0 where there are none
};

/// Items in the order of their columns.
struct ScaleAnalysis {
    instrument::Scale const* scale = nullptr;
    std::vector<std::string> items;
    SampleUse use;
    Finding<item_analysis::ItemsInScale> in_scale;
    Finding<item_analysis::OptionUses> options;
    Finding<reliability::Alpha> alpha;
    Finding<reliability::Omega> omega;
    Finding<reliability::Guttman> guttman;
    Finding<short_form::ShortForms> short_forms;  ///< neither value nor reason where none were asked for
    ScaleReliability reliability;
    Dimensions dimensions;
    Finding<factor::FactorSolution> efa;
    Diagnostics remarks;  ///< warnings and reasons, in the order in which they came
};

struct AllItemsAnalysis {
    std::vector<std::string> items;
    SampleUse use;
    Dimensions dimensions;
    Finding<factor::FactorSolution> efa;
    std::vector<GeneralFactorFinding> general;
    ScalesTogether scales;
    Diagnostics remarks;
};

/// Answers of an item that are none, by why.
struct MissingCount {
    MissingReason reason = MissingReason::blank;
    std::int64_t count = 0;  ///< at least 1
};

/// Of all scored items, or of the one scale that was asked for.
struct Correlations {
    struct Matrix {
        correlation::Kind kind = correlation::Kind::pearson;
        Finding<correlation::PolychoricMatrix>
            found;  ///< thresholds and pairs for polychoric and mixed alone
    };
    std::vector<std::string> items;
    std::vector<Matrix> matrices;  ///< Pearson, Spearman, and what else was asked for
    Diagnostics remarks;
};

struct DescribedItem {
    instrument::Item const* item = nullptr;
    bool reversed = false;  ///< described as it enters scales
    descriptives::ItemDescription description;
    std::vector<MissingCount> missing;  ///< by rising reason; they add up to description.missing
};

/// Short forms that were asked for; no sizes: none.
struct ShortFormWish {
    std::vector<std::int64_t> sizes{};
    short_form::Criterion criterion = short_form::Criterion::alpha;
    std::vector<std::string> keep{};  ///< ids of scales, of each of which an item must stay
    std::int64_t folds = 10;
};

/// What is looked at beside the items one by one.
struct Analyses {
    bool reliability = true;
    bool dimensionality = true;
    bool efa = true;
    bool correlations = true;  ///< of all items
};

/// Options as they were used, for the reader of a result.
struct AnalysisOptions {
    Analyses analyses;
    double level = 0.95;
    std::uint64_t seed = 1;
    std::int64_t replications = 500;
    std::optional<std::int64_t> factors{};  ///< asked for; else by parallel analysis
    factor::ExtractionMethod extraction = factor::ExtractionMethod::minres;
    factor::Rotation rotation = factor::Rotation::oblimin;
    std::optional<bool> kaiser{};
    std::int64_t starts = 10;
    ShortFormWish short_forms{};
    EvidenceWish evidence{};
    descriptives::MomentKind moments = descriptives::MomentKind::adjusted;
    correlation::Kind correlation = correlation::Kind::pearson;  ///< that dimensions and factors rest on
    correlation::Missing use = correlation::Missing::listwise;   ///< of correlations
    double zero_cell = 0;
    bool smooth = false;
    std::int64_t bootstrap = 0;                    ///< samples for intervals; 0: none
    std::optional<std::int64_t> group_factors{};   ///< of omega hierarchical; else as factors, from two on
    std::string group{};                           ///< column by which reliability is compared; empty: none
    unsigned jobs = 0;  ///< changes nothing but the time
};

struct Analysis {
    instrument::Instrument const* instrument = nullptr;
    std::string data_name;
    std::string data_sha256;
    std::string definition_sha256;
    AnalysisOptions options;
    std::size_t rows = 0;
    std::size_t rows_refused = 0;     ///< could not be read; every answer of theirs is missing
    std::size_t cells_not_taken = 0;  ///< no answer of their item; counted as missing
    std::vector<coding::Clue> clues;  ///< what the answers of all rows point to
    std::vector<DescribedItem> items;
    std::vector<ScaleAnalysis> scales;
    std::optional<Evidence> evidence;  ///< where some was asked for
    Correlations correlations;
    std::optional<AllItemsAnalysis> all_items;  ///< where there is more than one scale, or none
};

}  // namespace quaestor::report
