/// Analyses an instrument's items and scales: descriptives, reliability, dimensions, factors.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read.hpp"
#include "report/analysis.hpp"
#include "report/receipt.hpp"
#include "scoring/binding.hpp"
#include "study/correlations.hpp"
#include "study/instruments.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::study {

struct AnalyzeRequest {
    std::vector<std::string> arguments;  ///< the words that asked for it, for the receipt
    std::string data;
    std::optional<std::string> map;  ///< a file that says which column is which item
    data::ReadOptions reading;
    std::vector<std::string> waves;   ///< the mark of the one wave to be analysed, see wave_marks()
    std::vector<std::string> scales;  ///< ids; empty: all measurement scales
    Measures measures;
    report::AnalysisOptions options;
    /// Told what is about to be computed, such as "Optimism, 2 of 5: short forms"; may be empty.
    std::function<void(std::string const& what)> step{};
};

struct AnalyzedData {
    std::string data_sha256;
    std::size_t data_bytes = 0;
    data::ReadResult read;
    scoring::Binding binding;
    std::vector<std::string> decisions;
    report::Analysis analysis;
};

/// `definition` is ok() and outlives the result. A statistic that does not exist is absent with its reason;
/// the run fails only where the data cannot be read or bound (D1xx, C0xx), or where nothing at all could be
/// computed (S199).
[[nodiscard]] Outcome<std::unique_ptr<AnalyzedData>> analyze(AnalyzeRequest const& request,
                                                             Definition const& definition);

[[nodiscard]] report::Receipt receipt_of(AnalyzeRequest const& request, Definition const& definition,
                                         AnalyzedData const& analyzed);

}  // namespace quaestor::study
