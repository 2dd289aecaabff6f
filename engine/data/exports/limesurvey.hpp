/// Exports of LimeSurvey: its own columns first, then the questions under their code, their code and text, or
/// their text alone.
///
/// Its own columns are id, submitdate, lastpage, startlanguage and seed, and where the survey has them token,
/// startdate, datestamp, ipaddr and refurl. An array has one column for each row: `phq[SQ001]`.
#pragma once

#include "base/diagnostic.hpp"
#include "data/exports/options.hpp"
#include "data/read_result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace quaestor::data::exports {

struct LimesurveyShape {
    bool has_codes = true;  ///< the headings begin with the question's code
    std::string proof;
};

/// Nothing where the table does not prove that it is one.
[[nodiscard]] std::optional<LimesurveyShape> find_limesurvey(Table const& table);

/// Each question goes by its code, too: `phq_SQ001`. Columns that tell who people are are left out but for
/// those of `options.named`; N/A (never shown) is declared missing; what was not submitted is counted (D180);
/// headings without codes (D190) and answers that are codes such as A2 (D191) are told of.
[[nodiscard]] Diagnostics unfold_limesurvey(std::string const& file, LimesurveyShape const& shape,
                                            ExportOptions const& options, ReadResult& read);

/// `phq_SQ001` for `phq[SQ001]` and for `phq[SQ001]. Little interest`; `phq` for `phq. How often?`. Empty
/// where the heading does not begin with a code.
[[nodiscard]] std::string name_of_heading(std::string_view heading);

}  // namespace quaestor::data::exports
