/// What a map of columns (column_map.hpp) comes to for the definitions and the data file of a run.
#pragma once

#include "base/diagnostic.hpp"
#include "data/table.hpp"
#include "instrument/model.hpp"
#include "scoring/column_map.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace quaestor::scoring {

/// A line of the map about one item or covariate.
struct MappedTo {
    bool told = false;                    ///< there is one, so that nothing is looked for by name
    std::optional<std::size_t> column{};  ///< none: it has no column
};

/// What it says of one instrument.
struct Mapped {
    std::vector<MappedTo> items;       ///< one for each item
    std::vector<MappedTo> covariates;  ///< one for each covariate
    std::vector<bool> taken;           ///< by column: the map has it, so nobody finds it by name

    [[nodiscard]] std::size_t columns() const;  ///< how many items and covariates have one
};

/// How the definitions of a run stand to each other.
enum class MapUse {
    together,  ///< an item that several have must say whose it is; a fact about the respondent is that of all
    versions,  ///< of one instrument: what several have is meant in all
};

struct MappedColumns {
    std::vector<Mapped> instruments;  ///< as they were given
    Diagnostics diagnostics;
};

/// All mistakes of the map in one go, each with its line: C041 to C047. What a line with a mistake is about
/// counts as told, so that it is not looked for by name as well. Lines for instruments of the library that
/// are not of this run are left out (note C048), but nobody finds their columns by name.
[[nodiscard]] MappedColumns map_columns(ColumnMap const& map,
                                        std::span<instrument::Instrument const* const> instruments,
                                        MapUse use, data::Table const& table, std::string const& file);

}  // namespace quaestor::scoring
