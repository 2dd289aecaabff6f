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

}  // namespace quaestor::data
