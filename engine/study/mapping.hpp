/// The map of a run (--map), held against its definitions and its data.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read_result.hpp"
#include "instrument/model.hpp"
#include "scoring/mapped.hpp"
#include "study/instruments.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace quaestor::study {

/// What the map says of each instrument: empty where there is no map, none where it cannot be read. It
/// becomes one of the `others` that were read beside the data, for the receipt. Mistakes of the map are
/// errors among the diagnostics; what it says without them is there all the same, so that one run can tell
/// what else is wrong.
[[nodiscard]] std::optional<std::vector<scoring::Mapped>> mapped_columns(
    std::optional<std::string> const& map, std::span<instrument::Instrument const* const> instruments,
    scoring::MapUse use, data::Table const& table, std::string const& file,
    std::vector<data::OtherInput>& others, Diagnostics& diagnostics);

/// That of one instrument, for scoring::bind.
[[nodiscard]] inline scoring::Mapped const* mapped_for(std::vector<scoring::Mapped> const& mapped,
                                                       std::size_t instrument) {
    return mapped.empty() ? nullptr : &mapped[instrument];
}

/// The same diagnostics; the first that says that items did not find their columns proposes how to say which
/// is which.
[[nodiscard]] Diagnostics with_map_proposed(Diagnostics const& diagnostics, std::string const& data,
                                            std::span<Definition const* const> definitions,
                                            std::optional<std::string> const& map);

}  // namespace quaestor::study
