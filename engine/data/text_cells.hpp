/// Many texts kept compactly: one buffer, and where each text ends in it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data {

/// Up to 4 GB of text together: offsets are 32 bits wide. Who adds keeps below that.
class TextCells {
public:
    void add(std::string_view text);
    void append(TextCells const& other);
    void reserve(std::size_t cells) { ends_.reserve(cells); }

    [[nodiscard]] std::size_t size() const { return ends_.size(); }
    [[nodiscard]] std::size_t bytes() const { return bytes_.size(); }
    /// Valid until the next add().
    [[nodiscard]] std::string_view operator[](std::size_t i) const {
        auto const begin = i == 0 ? 0 : ends_[i - 1];
        return std::string_view(bytes_).substr(begin, ends_[i] - begin);
    }

private:
    std::string bytes_;
    std::vector<std::uint32_t> ends_;
};

}  // namespace quaestor::data
