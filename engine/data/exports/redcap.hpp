/// Exports of REDCap: one row for each record, event, repeating form and instance of it.
///
/// Seen in real files: the record's number first, then redcap_event_name, redcap_repeat_instrument,
/// redcap_repeat_instance, redcap_data_access_group and redcap_survey_identifier where the project has them;
/// the fields of each form, a checkbox as one column for each code (`chk___1`), and behind them
/// `<form>_complete` with 0, 1 or 2. Rows of other events and forms have blanks there.
#pragma once

#include "base/diagnostic.hpp"
#include "data/exports/options.hpp"
#include "data/read_result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::data::exports {

struct RedcapShape {
    std::size_t record = 0;  ///< column of the record's number
    std::string proof;       ///< "its columns 'redcap_event_name' and 's_complete'": for people
};

/// Nothing where the table does not prove that it is one.
[[nodiscard]] std::optional<RedcapShape> find_redcap(Table const& table);

/// Fills `read.exported`. With `dictionary`, fields with a decimal comma are read so, and an export of labels
/// gets the codes that stand for them (D189). Boxes of a form that nobody opened are blank, not unticked
/// (D188). Two rows of one key are told of (D186); redcap_survey_identifier is left out unless it is in
/// `options.named`.
[[nodiscard]] Diagnostics unfold_redcap(std::string const& file, RedcapShape const& shape,
                                        std::optional<Dictionary> dictionary, ExportOptions const& options,
                                        ReadResult& read);

}  // namespace quaestor::data::exports
