/// Where the rows of an SPSS file begin, and how they are laid out: as much of its dictionary as it takes to run along
/// them. What the dictionary means is left to ReadStat.
///
/// Source: the format as it is described in the manual of PSPP ("System File Format").
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace quaestor::data::package {

struct SavLayout {
    struct Variable {
        std::size_t width = 0;  ///< bytes of a text; 0: a number
        std::size_t slots = 1;  ///< of eight bytes each
    };

    bool compressed = false;  ///< by rows: small whole numbers in a byte, which is larger by 100
    std::optional<std::size_t> rows{};  ///< where the file says how many
    bool utf8 = false;  ///< texts are said to be; else what is beyond ASCII has to be recoded
    std::vector<Variable> variables{};
    std::size_t data_at = 0;  ///< offset of the first row

    /// No row takes more bytes.
    [[nodiscard]] std::size_t longest_row() const;
};

/// `beginning` has the dictionary, and may have more. None for what is packed otherwise (.zsav), for texts in several
/// pieces, for numbers or an order of bytes that are not those of a PC, and for what is damaged or breaks off.
[[nodiscard]] std::optional<SavLayout> sav_layout(std::string_view beginning);

}  // namespace quaestor::data::package
