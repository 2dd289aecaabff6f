/// What a data file itself declares as missing, against what a definition says.
#pragma once

#include "base/diagnostic.hpp"
#include "data/table.hpp"
#include "instrument/model.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace quaestor::scoring {

/// `item_columns` has the column of each item, as in Binding. Warns (C061) of codes that occur, are answers
/// of their item, and are declared as missing by the file. They are taken as missing: the file is about these
/// people, and an answer that is left out can be seen, while a wrong one cannot.
[[nodiscard]] Diagnostics declared_answers(instrument::Instrument const& instrument,
                                           std::span<std::optional<std::size_t> const> item_columns,
                                           data::Table const& table, std::string const& file);

}  // namespace quaestor::scoring
