#include "data/text_cells.hpp"

#include "base/expects.hpp"

#include <limits>

namespace quaestor::data {

void TextCells::add(std::string_view text) {
    constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
    expects(text.size() <= most - bytes_.size(), "data::TextCells: more than 4 GB of text");
    bytes_ += text;
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
}

void TextCells::append(TextCells const& other) {
    constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
    auto const before = bytes_.size();
    expects(other.bytes_.size() <= most - before, "data::TextCells: more than 4 GB of text");
    bytes_ += other.bytes_;
    for (auto const end : other.ends_)
        ends_.push_back(static_cast<std::uint32_t>(before + end));
}

}  // namespace quaestor::data
