/// For how many people of a file a new version of a definition changes what.
#pragma once

#include "base/diagnostic.hpp"
#include "data/table.hpp"
#include "study/instruments.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::study {

/// One step between the states of a value: bands, or a flag's three states. Empty is no value.
struct Move {
    std::string from;
    std::string to;
    std::size_t people = 0;
};

/// A scale or score that both definitions have.
struct ResultEffect {
    std::string id;
    std::size_t same = 0;           ///< with the same value, or with none under both
    std::size_t changed = 0;        ///< with another value
    std::size_t appeared = 0;       ///< with a value under the new one only
    std::size_t disappeared = 0;    ///< with a value under the old one only
    std::optional<double> largest;  ///< change of a number, with its sign
};

struct BandEffect {
    std::string id;           ///< of the scale or score, with the set's name: "total", "total.detail"
    std::size_t moved = 0;    ///< people in another band than before
    std::vector<Move> moves;  ///< only where something moved
};

struct FlagEffect {
    std::string id;
    std::size_t moved = 0;
    std::vector<Move> moves;  ///< between yes, no, undetermined
};

/// Counts only: no answer and nobody's id.
struct Effect {
    std::size_t rows = 0;
    std::size_t people_touched = 0;  ///< rows in which anything below differs
    std::vector<ResultEffect> results;
    std::vector<BandEffect> bands;
    std::vector<FlagEffect> flags;
    std::vector<std::string> only_before;  ///< scales, scores and flags that cannot be compared
    std::vector<std::string> only_after;
    std::array<std::size_t, 2> cells_refused{};  ///< cells that the definitions do not cover: before, after

    [[nodiscard]] bool any() const { return people_touched > 0; }
};

/// Scores the table under both. Errors are those of binding (C001, C002) and of the map (C040 to C047), where there is one.
[[nodiscard]] Outcome<Effect> effect(Definition const& before, Definition const& after, data::Table const& table,
                                     std::string const& file, std::optional<std::string> const& map = std::nullopt);

}  // namespace quaestor::study
