/// Texts that are made once and copied into line after line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::report {

/// Bytes that only grow at their end, with room to write a little too far.
class LineBuffer {
public:
    /// So many bytes may be written behind the end, beyond those that were reserved.
    static constexpr std::size_t overwrite = 128;

    [[nodiscard]] std::string_view bytes() const { return {bytes_.get(), size_}; }
    [[nodiscard]] std::size_t size() const { return size_; }
    void clear() { size_ = 0; }
    /// Before up to `size` bytes are put.
    void reserve(std::size_t size) {
        if (size_ + size + overwrite > room_) grow(size);
    }
    void put(std::string_view text);
    void put(char c) { bytes_[size_++] = c; }
    [[nodiscard]] char& back() { return bytes_[size_ - 1]; }

    /// For who writes himself: the end, and where the end is when he is done. room_at() is reserve() for an end that was
    /// not told yet: where it is then.
    [[nodiscard]] char* end() { return bytes_.get() + size_; }
    void end_at(char const* end) { size_ = static_cast<std::size_t>(end - bytes_.get()); }
    [[nodiscard]] char* room_at(char* to, std::size_t size) {
        if (static_cast<std::size_t>(to - bytes_.get()) + size + overwrite <= room_) return to;
        end_at(to);
        grow(size);
        return end();
    }

private:
    void grow(std::size_t size);

    std::size_t size_ = 0;
    std::size_t room_ = 0;
    std::unique_ptr<char[]> bytes_;
};

/// Short texts by key, each in a slot of the same size with its length behind it, so that all of a slot is copied without
/// a question.
class TextSlots {
public:
    static constexpr std::size_t longest_text = LineBuffer::overwrite - 1;
    /// None of the texts is longer.
    explicit TextSlots(std::vector<std::string> const& texts);

    /// Bytes of a slot: 32, 64 or 128.
    [[nodiscard]] std::size_t stride() const { return stride_; }
    [[nodiscard]] char const* slots() const { return lines_.front().bytes; }

private:
    struct alignas(64) CacheLine {
        char bytes[64];
    };
    std::size_t stride_ = 32;
    std::vector<CacheLine> lines_;
};

/// Copies a slot of TextSlots; where its text ends. Up to LineBuffer::overwrite bytes are written.
[[nodiscard]] inline char* put_slot(char const* slots, std::size_t stride, std::size_t key, char* to) {
    auto const* const slot = slots + key * stride;
    __builtin_memcpy(to, slot, 32);
    if (stride > 32) __builtin_memcpy(to + 32, slot + 32, 32);
    if (stride > 64) __builtin_memcpy(to + 64, slot + 64, 64);
    return to + static_cast<unsigned char>(slot[stride - 1]);
}

/// The text of a number, remembered: people's scores are few different ones.
class NumberTexts {
public:
    static constexpr std::size_t longest = 24;
    /// Where the text ends. `to` has room for LineBuffer::overwrite bytes.
    [[nodiscard]] char* put(double number, char* to);

private:
    struct Entry {
        std::uint64_t bits = 0;
        char text[32]{};
        std::uint8_t size = 0;  ///< 0: not used yet
    };
    std::vector<Entry> entries_ = std::vector<Entry>(4096);
};

}  // namespace quaestor::report
