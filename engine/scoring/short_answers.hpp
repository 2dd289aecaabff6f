/// Answers as one byte each, where a response set has few and whole scoring values: 0 is none, k the k-th value from the
/// lowest on. The meaning of a cell is that of instrument/decode.hpp; here it is looked up.
#pragma once

#include "base/decimal_mark.hpp"
#include "base/missing.hpp"
#include "instrument/labels.hpp"
#include "instrument/model.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace quaestor::scoring {

class ShortAnswers {
public:
    static constexpr std::uint8_t none = 0;
    static constexpr std::uint8_t other = 0xFF;  ///< not known without looking closer, or not to be told by a byte
    static constexpr unsigned most_values = 250;

    /// None where the set has no options, or values that are not whole or too far apart.
    [[nodiscard]] static std::optional<ShortAnswers> of(instrument::ResponseSet const& set, NumberNotation notation);

    [[nodiscard]] double lowest() const { return lowest_; }
    /// How many values from the lowest to the highest.
    [[nodiscard]] unsigned values() const { return values_; }
    /// A cell that is one digit or a blank; `other` for anything else. Byte 0 stands for an empty cell.
    [[nodiscard]] std::array<std::uint8_t, 256> const& by_byte() const { return by_byte_; }

    /// A cell of two digits, by their number; `other` where it is no plain answer, or must be looked at.
    [[nodiscard]] std::array<std::uint8_t, 100> const& by_two_digits() const { return by_two_digits_; }

    struct Found {
        std::uint8_t answer = other;
        MissingReason reason = MissingReason::none;  ///< of `none`: blank, or one of gap_reasons
        bool by_label = false;
    };
    /// What the cells are answers of.
    [[nodiscard]] instrument::ResponseSet const& set() const { return *set_; }
    /// Any cell.
    [[nodiscard]] Found find(std::string_view cell) const;

private:
    ShortAnswers(instrument::ResponseSet const& set, NumberNotation notation, double lowest, unsigned values);
    /// The answer of a cell that is one and nothing else to tell; else `other`.
    [[nodiscard]] std::uint8_t plain(std::string_view cell) const;

    instrument::ResponseSet const* set_;
    NumberNotation notation_;
    instrument::Labels labels_;
    double lowest_;
    unsigned values_;
    std::array<std::uint8_t, 256> by_byte_{};
    std::array<std::uint8_t, 100> by_two_digits_{};
};

/// Why a byte may be 0 where the cell is not blank.
inline constexpr std::array<MissingReason, 3> gap_reasons{MissingReason::declared, MissingReason::out_of_range,
                                                          MissingReason::unreadable};

/// Why a byte is 0: the cell is blank, or one of these.
inline constexpr std::array<MissingReason, 4> reasons_of_none{MissingReason::blank, gap_reasons[0], gap_reasons[1],
                                                              gap_reasons[2]};

/// A cell of a batch that is not blank and no answer.
struct Gap {
    std::uint16_t row = 0;   ///< of the batch
    std::uint16_t item = 0;  ///< of the instrument
    MissingReason reason = MissingReason::declared;  ///< one of gap_reasons
};

}  // namespace quaestor::scoring
