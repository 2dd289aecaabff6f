/// Exports of Qualtrics: header lines that are no respondents, columns that tell who people are, responses of
/// nobody.
///
/// Seen in real files: three header lines (names, question texts, `{"ImportId":"QID1"}`); older ones with two
/// (V1, V2 ... Q1; then ResponseID, ResponseSet ... and question texts); and either with the extra lines
/// deleted by hand.
#pragma once

#include "base/diagnostic.hpp"
#include "data/exports/options.hpp"
#include "data/read_result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data::exports {

/// What a column holds. All but `question` are of Qualtrics itself.
enum class QualtricsPart { question, id, status, finished, personal, other };

struct QualtricsShape {
    std::vector<QualtricsPart> parts;      ///< one for each column
    std::vector<std::string> meanings;     ///< what the second header line calls V1, V2 ...; else empty
    std::vector<std::size_t> header_rows;  ///< rows of the table that belong to the header
    std::string proof;                     ///< "line 3 holds ImportIds": for people
};

/// Nothing where the table does not prove that it is one.
[[nodiscard]] std::optional<QualtricsShape> find_qualtrics(Table const& table);

/// Takes out the header rows, and columns that tell who people are but for those of `options.named`; refuses
/// previews and tests of the survey (D177, D178), names what was taken for spam (D179), counts what was not
/// finished (D180), and declares -99 missing (seen and not answered).
[[nodiscard]] Diagnostics unfold_qualtrics(std::string const& file, QualtricsShape const& shape,
                                           ExportOptions const& options, ReadResult& read);

/// Several choices in one cell, as in `1,4`. Never a number: 1,4 is neither 14 nor 1.4.
[[nodiscard]] bool is_choice_list(std::string_view cell);

}  // namespace quaestor::data::exports
