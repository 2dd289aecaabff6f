/// Remembers what cells were that are longer than one sign, or no plain answer: a file says the same few things over and
/// over. For one thread.
#pragma once

#include "base/decimal_mark.hpp"
#include "coding/detective.hpp"
#include "data/declared_codes.hpp"
#include "scoring/short_answers.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quaestor::study::bulk {

struct KnownCell {
    scoring::ShortAnswers::Found found;
    NumberShape shape = NumberShape::none;
    bool blank = false;  ///< or declared: no number bears witness there
    // Where it is out of range or unreadable:
    std::string_view code{};
    coding::Detective::Refused refused{};
};

class CellMemory {
public:
    /// Longer cells are not looked at.
    static constexpr std::size_t longest = 200;

    /// `declared`: what stands for no answer in this column, beside what the definition says.
    [[nodiscard]] KnownCell const& look(scoring::ShortAnswers const& answers, data::DeclaredCodes const* declared,
                                        std::string_view cell);

private:
    struct Entry {
        scoring::ShortAnswers const* answers = nullptr;  ///< none: not filled
        data::DeclaredCodes const* declared = nullptr;
        std::string cell;
        KnownCell known;
    };
    std::vector<Entry> entries_ = std::vector<Entry>(256);
};

}  // namespace quaestor::study::bulk
