/// Files in which each wave of a person has columns of its own: made long before anything else looks at them.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read_result.hpp"
#include "instrument/model.hpp"
#include "scoring/binding.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::study {

/// What there is to know of a table that was made long.
struct SideWaves {
    std::vector<std::string> names;  ///< in the order that was asked for
    std::size_t column = 0;          ///< of the table: which wave a row is of
    /// By column of the table and wave: the file has it. Empty for a column that holds for all waves.
    std::vector<std::vector<bool>> has;
    std::vector<std::string> decisions;
};

/// `written` is what --waves says, see wave_marks(). Errors C050, C051, C053; note C054 says what became of
/// the rows.
[[nodiscard]] Outcome<SideWaves> make_long(data::ReadResult& read, std::vector<std::string> const& written,
                                           std::vector<instrument::Instrument const*> const& instruments,
                                           std::string const& file);

/// In which waves an instrument was asked: those that have its items. Error C052 where a wave has some of the
/// needed items and not all, or an item stands in a column that holds for all waves and would be answered
/// alike in each. Warning C056 where a wave lacks a fact about the respondent.
[[nodiscard]] Outcome<std::vector<bool>> asked_in(SideWaves const& waves,
                                                  instrument::Instrument const& instrument,
                                                  scoring::Binding const& binding, data::Table const& table,
                                                  std::string const& file);

/// Note C054 for each wave in which some have answered nothing that is to be scored. They stay, and are not
/// scored.
[[nodiscard]] Diagnostics tell_unanswered(SideWaves const& waves,
                                          std::vector<scoring::Binding const*> const& bindings,
                                          data::Table const& table, std::string const& file);

}  // namespace quaestor::study
