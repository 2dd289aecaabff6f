/// Remembers what cells were that are longer than one sign, or no plain answer: a file says the same few things over and
/// over. For one thread.
#pragma once

#include "base/decimal_mark.hpp"
#include "coding/detective.hpp"
#include "scoring/short_answers.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quaestor::study::bulk {

struct KnownCell {
    scoring::ShortAnswers::Found found;
    NumberShape shape = NumberShape::none;
    bool blank = false;
    // Where it is out of range or unreadable:
    std::string_view code{};
    coding::Detective::Refused refused{};
};

class CellMemory {
public:
    /// Longer cells are not looked at.
    static constexpr std::size_t longest = 200;

    [[nodiscard]] KnownCell const& look(scoring::ShortAnswers const& answers, std::string_view cell);

private:
    struct Entry {
        scoring::ShortAnswers const* answers = nullptr;  ///< none: not filled
        std::string cell;
        KnownCell known;
    };
    std::vector<Entry> entries_ = std::vector<Entry>(256);
};

}  // namespace quaestor::study::bulk
