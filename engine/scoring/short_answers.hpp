/// Answers as one byte each, where a response set has few and whole scoring values: 0 is blank, k the k-th value from the
/// lowest on. The meaning of a cell is that of instrument/decode.hpp; here it is looked up.
#pragma once

#include "base/decimal_mark.hpp"
#include "instrument/labels.hpp"
#include "instrument/model.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::scoring {

class ShortAnswers {
public:
    static constexpr std::uint8_t blank = 0;
    static constexpr std::uint8_t other = 0xFF;  ///< no answer and not blank, or not known without looking closer
    static constexpr unsigned most_values = 250;

    /// None where the set has no options, or values that are not whole or too far apart.
    [[nodiscard]] static std::optional<ShortAnswers> of(instrument::ResponseSet const& set, NumberNotation notation);

    [[nodiscard]] double lowest() const { return lowest_; }
    /// How many values from the lowest to the highest.
    [[nodiscard]] unsigned values() const { return values_; }
    /// A cell that is one digit or a blank; `other` for anything else. Byte 0 stands for an empty cell.
    [[nodiscard]] std::array<std::uint8_t, 256> const& by_byte() const { return by_byte_; }

    struct Found {
        std::uint8_t answer = other;
        bool by_label = false;
    };
    /// What the cells are answers of.
    [[nodiscard]] instrument::ResponseSet const& set() const { return *set_; }
    /// Any cell.
    [[nodiscard]] Found find(std::string_view cell) const;

private:
    ShortAnswers(instrument::ResponseSet const& set, NumberNotation notation, double lowest, unsigned values);

    instrument::ResponseSet const* set_;
    NumberNotation notation_;
    instrument::Labels labels_;
    double lowest_;
    unsigned values_;
    std::array<std::uint8_t, 256> by_byte_{};
};

/// Remembers what longer cells were: a file says the same few things over and over. For one thread.
class ShortMemory {
public:
    struct Known {
        ShortAnswers::Found found;
        NumberShape shape = NumberShape::none;
    };
    [[nodiscard]] Known const& look(ShortAnswers const& answers, std::string_view cell);

private:
    struct Entry {
        instrument::ResponseSet const* set = nullptr;  ///< none: not filled
        std::string cell;
        Known known;
    };
    std::vector<Entry> entries_ = std::vector<Entry>(64);
};

}  // namespace quaestor::scoring
