/// Agreement of raters in a file, or of scores over waves.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read.hpp"
#include "report/agreement.hpp"
#include "report/receipt.hpp"
#include "study/instruments.hpp"
#include "study/ratings.hpp"
#include "study/score.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::study {

struct AgreementRequest {
    std::vector<std::string> arguments;  ///< the words that asked for it, for the receipt
    std::string data;
    data::ReadOptions reading;
    RatingColumns columns;                ///< where no instrument is scored
    std::vector<std::string> categories;  ///< in their order
    std::optional<agreement::Measurement>
        measurement;  ///< none: nominal for words, interval for scores, else an error
    std::optional<agreement::Weighting> weighting;  ///< none: identity, or linear for an ordinal scale
    std::string weights_file;                       ///< one's own weights, a CSV file; empty: none
    std::optional<std::string> id;                  ///< of scores: who it is, and which wave
    std::optional<std::string> wave;
    std::vector<std::string> waves;   ///< marks of waves whose columns stand side by side; or empty
    std::vector<std::string> scores;  ///< ids of scales and scores; empty: all
    report::AgreementOptions options;
};

struct AgreedData {
    std::string data_sha256;
    std::size_t data_bytes = 0;
    data::ReadResult read;               ///< of ratings
    std::unique_ptr<ScoredData> scored;  ///< of scores
    std::vector<report::HashedFile> inputs;
    std::vector<std::string> decisions;
    report::AgreementReport report;

    [[nodiscard]] data::Table const& table() const { return scored ? scored->read.table : read.table; }
    [[nodiscard]] data::Findings const& findings() const {
        return scored ? scored->read.findings : read.findings;
    }
};

/// `definitions` are ok() and outlive the result; empty where ratings stand in the file as they are. A
/// statistic that does not exist is absent with its reason; the run fails where the data cannot be read
/// (D1xx), does not hold what was asked for (C005, C080 to C084), and where nothing at all could be
/// computed (S199).
[[nodiscard]] Outcome<std::unique_ptr<AgreedData>> agree(AgreementRequest const& request,
                                                         std::vector<Definition> const& definitions);

[[nodiscard]] report::Receipt receipt_of(AgreementRequest const& request,
                                         std::vector<Definition> const& definitions,
                                         AgreedData const& agreed);

}  // namespace quaestor::study
