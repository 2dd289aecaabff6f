/// Scores a file: definitions, data, binding, plan, validity, one after the other.
#pragma once

#include "base/diagnostic.hpp"
#include "data/csv/windows.hpp"
#include "data/read.hpp"
#include "report/receipt.hpp"
#include "report/scores.hpp"
#include "study/bulk/run.hpp"
#include "study/instruments.hpp"
#include "study/waves.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::study {

struct ScoreRequest {
    std::vector<std::string> arguments;  ///< the words that asked for it, for the receipt
    std::string data;
    std::optional<std::string> map;  ///< a file that says which column is which item
    std::optional<std::string> id;   ///< column that says who it is; none: found by its name
    std::optional<std::string> wave;  ///< column that says which wave a row is of
    std::vector<std::string> waves;  ///< marks of waves whose columns stand side by side, see wave_marks()
    std::vector<std::string> carry;  ///< columns that go along
    data::ReadOptions reading;
    unsigned jobs = 0;
    bool hashes = true;  ///< else the hash of the data may stay empty: nobody asks for a receipt
    /// Lines that have gone cannot be taken back: before they go, they are sure.
    bool lines_are_final = false;
    bulk::Progress progress{};
    /// What is in memory at a time where a file is scored window by window.
    std::size_t window_bytes = data::csv::Windows::usual_bytes;
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
    std::optional<SideWaves> waves;  ///< where they stood side by side
    std::vector<ScoredPart> parts;
    std::vector<std::string> decisions;
    report::ScoredFile file;  ///< points into this struct
};

/// `definitions` are ok() and outlive the result. Errors of data D1xx, of binding C0xx; data problems that
/// leave something to score are findings.
[[nodiscard]] Outcome<std::unique_ptr<ScoredData>> score(ScoreRequest const& request,
                                                         std::vector<Definition> const& definitions);

/// The same, but the score table goes to `sink` as CSV while the file is read, so that memory does not grow with it; what
/// is left are its columns, findings and tally. The bytes and all else are those of score().
///
/// None where the file or what is asked of it wants score(), which may turn out after some lines have gone; where lines
/// are final, those that score() gives begin with the same bytes. An outcome without value and errors: `sink` could not take them.
[[nodiscard]] std::optional<Outcome<std::unique_ptr<ScoredData>>> score_in_bulk(
    ScoreRequest const& request, std::vector<Definition> const& definitions, bulk::Sink const& sink);

/// What the receipt says of a run, but for its outputs.
[[nodiscard]] report::Receipt receipt_of(ScoreRequest const& request,
                                         std::vector<Definition> const& definitions,
                                         ScoredData const& scored);

}  // namespace quaestor::study
