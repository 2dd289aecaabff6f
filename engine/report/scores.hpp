/// Scored people as a table, and what their scores come to.
#pragma once

#include "coding/clues.hpp"
#include "data/findings.hpp"
#include "data/table.hpp"
#include "document/document.hpp"
#include "instrument/model.hpp"
#include "report/tally.hpp"
#include "scoring/run.hpp"
#include "validity/screen.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::report {

struct FindingsOptions;  // report/findings.hpp

/// What one definition made of the file. The pointers outlive the report.
struct ScoredInstrument {
    instrument::Instrument const* instrument = nullptr;
    scoring::Binding const* binding = nullptr;
    scoring::Scores const* scores = nullptr;
    validity::Screen const* screen = nullptr;
    std::vector<bool> const* rows_asked = nullptr;  ///< by row, where some rows are of other forms

    /// Else its cells in this row are empty, and it counts nowhere.
    [[nodiscard]] bool asked(std::size_t row) const { return rows_asked == nullptr || (*rows_asked)[row]; }
};

struct ScoredFile {
    std::string name;
    data::Table const* table = nullptr;
    data::Findings const* findings = nullptr;
    std::optional<std::size_t> id{};     ///< column that says who it is
    std::optional<std::size_t> wave{};   ///< column that says which wave the row is of
    std::vector<std::size_t> carried{};  ///< further columns that go along, as they are
    std::vector<ScoredInstrument> parts{};
    std::vector<coding::Clue> clues{};  ///< what the answers of all rows point to
    std::size_t elsewhere = 0;  ///< rows of the file that are not in the table: none of the instruments was asked
    Tally tally{};              ///< of all that
};

/// A column of the score table, and where it comes from.
struct ScoreColumn {
    enum class From : std::uint8_t { person, result, flag, form };
    enum class Field : std::uint8_t {
        whole,  ///< of a person or a flag: all there is
        // of a result
        value,
        answers_used,
        how,
        band,        ///< `place`: in ResultColumn::bands
        z,           ///< z, t and percentile: `place` in ResultColumn::norms
        t,
        percentile,
        // of a form
        answered,
        missing,
        out_of_range,
        unreadable,
        longest_run,
        variability,
        verdict,
        reasons,
        why_not_scored,
    };

    document::Column column;
    std::function<document::Cell(std::size_t row)> cell;
    From from = From::person;
    Field field = Field::whole;
    std::size_t part = 0;   ///< but for a person: which instrument
    std::size_t index = 0;  ///< which result or flag of it
    std::size_t place = 0;
};

/// Those of score_table(), in its order.
[[nodiscard]] std::vector<ScoreColumn> score_columns(ScoredFile const& file);

/// One row a respondent, in the order of the input: id and carried columns, results with their passports and
/// bands, flags, validity. With several instruments every column but the carried ones is prefixed. Where no
/// column says who it is, the first column is the row's line in the file.
[[nodiscard]] document::Table score_table(ScoredFile const& file);

/// Why results are absent in this row: "total: 5 of 14 answers missing, at most 3 may be". Empty where all
/// are there.
[[nodiscard]] std::string why_not_scored(ScoredInstrument const& part, std::size_t row);

/// The same of one result that is absent, by its place in the definition: "total: 5 of 14 answers
/// missing, at most 3 may be".
[[nodiscard]] std::string why_absent(instrument::Instrument const& instrument, std::size_t result,
                                     MissingReason reason, scoring::Passport const& passport);

/// What each column of the score table means.
[[nodiscard]] document::Table codebook(ScoredFile const& file);

/// n, mean, spread and range of every scale and numeric score, over those that are scored.
[[nodiscard]] document::Table distribution_table(ScoredFile const& file);
/// How many people fall into each band.
[[nodiscard]] document::Table band_table(ScoredFile const& file);
/// How many people each flag was raised for, and for how many it is not known.
[[nodiscard]] document::Table flag_table(ScoredFile const& file);
/// How many forms of each instrument are valid, to be looked at, unusable.
[[nodiscard]] document::Table validity_table(ScoredFile const& file);

/// The whole workbook; `facts` closes the first page.
[[nodiscard]] document::Document score_document(ScoredFile const& file, std::vector<document::Fact> facts,
                                                FindingsOptions const& findings);

/// "provisional: the order of the items" of each provisional definition.
[[nodiscard]] std::vector<std::string> provisional_warnings(ScoredFile const& file);

}  // namespace quaestor::report
