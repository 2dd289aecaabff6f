/// Remembers what cells were that are longer than one sign, or no plain answer: a file says the same few
/// things over and over. For one instrument and one thread.
#pragma once

#include "base/decimal_mark.hpp"
#include "coding/detective.hpp"
#include "data/declared_codes.hpp"
#include "scoring/short_answers.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::study::bulk {

/// A cell of one item.
struct KnownCell {
    std::size_t item = 0;
    std::string text;
    scoring::ShortAnswers::Found found{};
    NumberShape shape = NumberShape::none;
    bool blank = false;  ///< or declared: no number bears witness there
    // Where it is out of range or unreadable:
    std::string_view code{};
    coding::Detective::Refused refused{};
    std::uint64_t times = 0;  ///< that it was met and told of, since the last tell()
};

class CellMemory {
public:
    /// Longer cells are not looked at.
    static constexpr std::size_t longest = 200;

    /// Valid until the next tell(). `declared`: what stands for no answer in the item's column, beside what
    /// the definition says; nullptr for nothing.
    [[nodiscard]] KnownCell& look(std::size_t item, scoring::ShortAnswers const& answers,
                                  data::DeclaredCodes const* declared, std::string_view cell);
    /// The same of a cell that is one sign.
    [[nodiscard]] KnownCell& look(std::size_t item, scoring::ShortAnswers const& answers,
                                  data::DeclaredCodes const* declared, char sign);
    /// Tells of refused cells that were met since the last time, and makes room for others.
    void tell(coding::Detective& detective);

private:
    /// By the hash of item and cell: at that place, or at one of the few behind it.
    std::array<KnownCell*, 1024> places_{};
    std::vector<std::array<KnownCell*, 256>> signs_;  ///< by item and sign
    std::deque<KnownCell> cells_;
};

}  // namespace quaestor::study::bulk
