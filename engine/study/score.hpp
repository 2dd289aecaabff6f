/// Scores a file: definitions, data, binding, plan, validity, one after the other.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read.hpp"
#include "report/receipt.hpp"
#include "report/scores.hpp"
#include "study/instruments.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::study {

struct ScoreRequest {
    std::vector<std::string> arguments;  ///< the words that asked for it, for the receipt
    std::string data;
    std::optional<std::string> id;   ///< column that says who it is; none: found by its name
    std::optional<std::string> wave;  ///< column that says which wave a row is of
    std::vector<std::string> carry;  ///< columns that go along
    data::ReadOptions reading;
    unsigned jobs = 0;
};

/// One definition with what it made of the file. Not to be moved once scored: the report points into it.
struct ScoredPart {
    Definition const* definition = nullptr;
    scoring::Binding binding;
    std::vector<bool> asked;  ///< by row; empty where every row was asked
    scoring::Scores scores;
    std::unique_ptr<validity::Screen> screen;
};

struct ScoredData {
    std::string data_sha256;
    std::size_t data_bytes = 0;
    data::ReadResult read;
    std::vector<ScoredPart> parts;
    std::vector<std::string> decisions;
    report::ScoredFile file;  ///< points into this struct
};

/// `definitions` are ok() and outlive the result. Errors of data D1xx, of binding C0xx; data problems that
/// leave something to score are findings.
[[nodiscard]] Outcome<std::unique_ptr<ScoredData>> score(ScoreRequest const& request,
                                                         std::vector<Definition> const& definitions);

/// What the receipt says of a run, but for its outputs.
[[nodiscard]] report::Receipt receipt_of(ScoreRequest const& request,
                                         std::vector<Definition> const& definitions,
                                         ScoredData const& scored);

/// Provenance for the first page of a workbook.
[[nodiscard]] std::vector<document::Fact> facts_of(std::string const& data, std::string const& sha256,
                                                   std::vector<Definition const*> const& definitions,
                                                   std::vector<std::string> const& decisions);

}  // namespace quaestor::study
