#include "report/line_texts.hpp"

#include "base/expects.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>

namespace quaestor::report {

void LineBuffer::grow(std::size_t size) {
    constexpr std::size_t least = 1 << 16;
    auto const room = std::max(least, (size_ + size + overwrite) * 2);
    auto bytes = std::unique_ptr<char[]>(new char[room]);  // NOLINT: not filled with zeros
    if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
    bytes_ = std::move(bytes);
    room_ = room;
}

void LineBuffer::put(std::string_view text) {
    if (text.empty()) return;
    std::memcpy(bytes_.get() + size_, text.data(), text.size());
    size_ += text.size();
}

TextSlots::TextSlots(std::vector<std::string> const& texts) {
    std::size_t longest = 0;
    for (auto const& text : texts)
        longest = std::max(longest, text.size());
    expects(longest <= longest_text, "TextSlots: a text too long");
    while (stride_ <= longest)
        stride_ *= 2;
    lines_.resize(texts.size() * stride_ / sizeof(CacheLine) + 1);
    auto* slot = lines_.front().bytes;
    for (auto const& text : texts) {
        std::memcpy(slot, text.data(), text.size());
        slot[stride_ - 1] = static_cast<char>(text.size());
        slot += stride_;
    }
}

char* NumberTexts::put(double number, char* to) {
    auto const bits = std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number);  // no "-0"
    auto& entry = entries_[(bits * 0x9E3779B97F4A7C15U) >> 52U];
    if (entry.bits != bits || entry.size == 0) {
        auto const end = std::to_chars(entry.text, entry.text + sizeof entry.text, std::bit_cast<double>(bits)).ptr;
        entry.size = static_cast<std::uint8_t>(end - entry.text);
        entry.bits = bits;
    }
    std::memcpy(to, entry.text, sizeof entry.text);
    return to + entry.size;
}

}  // namespace quaestor::report
