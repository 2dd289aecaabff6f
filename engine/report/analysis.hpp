/// Everything that an analysis of one instrument found, as the statistics gave it. study/ fills it;
/// analysis_json and analysis_document show it.
#pragma once

#include "base/diagnostic.hpp"
#include "coding/clues.hpp"
#include "instrument/model.hpp"
#include "psychometrics/correlation/pearson.hpp"
#include "psychometrics/descriptives/items.hpp"
#include "psychometrics/dimensionality/kmo_bartlett.hpp"
#include "psychometrics/dimensionality/map_test.hpp"
#include "psychometrics/dimensionality/parallel_analysis.hpp"
#include "psychometrics/factor/efa.hpp"
#include "psychometrics/reliability/alpha.hpp"
#include "psychometrics/reliability/lambda.hpp"
#include "psychometrics/reliability/omega.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quaestor::report {

/// A statistic, or why there is none.
template <class T>
struct Finding {
    std::optional<T> value;
    std::string reason;  ///< empty where there is a value
};

/// Shared by a scale and by all items together.
struct Dimensions {
    Finding<dimensionality::KmoBartlett> kmo;
    Finding<dimensionality::ParallelAnalysis> parallel;
    Finding<dimensionality::MapTest> map;
};

/// Items in the order of their columns.
struct ScaleAnalysis {
    instrument::Scale const* scale = nullptr;
    std::vector<std::string> items;
    SampleUse use;
    Finding<reliability::Alpha> alpha;
    Finding<reliability::Omega> omega;
    Finding<reliability::Guttman> guttman;
    Dimensions dimensions;
    Finding<factor::FactorSolution> efa;
    Diagnostics remarks;  ///< warnings and reasons, in the order in which they came
};

struct AllItemsAnalysis {
    std::vector<std::string> items;
    SampleUse use;
    Finding<correlation::CorrelationMatrix> pearson;
    Finding<correlation::CorrelationMatrix> spearman;
    Dimensions dimensions;
    Finding<factor::FactorSolution> efa;
    Diagnostics remarks;
};

struct DescribedItem {
    instrument::Item const* item = nullptr;
    bool reversed = false;  ///< described as it enters scales
    descriptives::ItemDescription description;
};

/// Options as they were used, for the reader of a result.
struct AnalysisOptions {
    double level = 0.95;
    std::uint64_t seed = 1;
    std::int64_t replications = 500;
    std::optional<std::int64_t> factors{};  ///< asked for; else by parallel analysis
    factor::ExtractionMethod extraction = factor::ExtractionMethod::minres;
    factor::Rotation rotation = factor::Rotation::oblimin;
    std::optional<bool> kaiser{};
    std::int64_t starts = 10;
    descriptives::MomentKind moments = descriptives::MomentKind::adjusted;
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
    std::optional<AllItemsAnalysis> all_items;  ///< where there is more than one scale, or none
};

/// "S103: item 'A1' does not vary": errors of an outcome as one sentence for a reader.
[[nodiscard]] std::string reason_of(Diagnostics const& diagnostics);

}  // namespace quaestor::report
