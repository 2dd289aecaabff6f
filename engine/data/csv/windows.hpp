/// A text file in pieces that end where a record does, so that several threads can each take one. One piece is in memory
/// at a time for each of them, however large the file is.
#pragma once

#include "base/sha256.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data::csv {

struct Window {
    std::size_t number = 0;
    std::uint32_t first_line = 0;  ///< of the file
    bool last = false;             ///< nothing but blank lines comes behind it
    std::size_t size = 0;
    std::vector<char> bytes{};     ///< longer than `size`: what stands behind may be read, see marks_overread

    /// Ends with a line feed, if need be one that is not in the file.
    [[nodiscard]] std::string_view text() const { return {bytes.data(), size}; }
};

class Windows {
public:
    /// Small enough to stay in a processor's own cache.
    static constexpr std::size_t usual_bytes = 256 << 10;

    /// The file, opened; none where it is no ordinary file. Pieces have up to `bytes`, or what the longest record has.
    [[nodiscard]] static std::optional<Windows> open(std::string const& path, std::size_t bytes = usual_bytes);
    Windows(Windows&& other) noexcept;
    Windows& operator=(Windows&&) = delete;
    ~Windows();

    /// The first bytes, up to the end of a line; empty where none ends among so many.
    [[nodiscard]] std::string beginning(std::size_t most) const;
    /// Pieces begin here, which is the beginning of a record on this line.
    void start_at(std::size_t offset, std::uint32_t line);

    /// Pieces begin there again, and no bytes are hashed.
    void restart();

    enum class Next { taken, end, no_record_ends, failed };
    /// Quotes are taken to be as RFC 4180 has them: who finds that they are not cannot trust where this piece ends, or
    /// any later one. `no_record_ends`: within as many bytes as a field may have.
    [[nodiscard]] Next next(Window& window);

    [[nodiscard]] std::size_t size() const { return size_; }
    /// From now on no bytes are hashed: it takes a good part of the time.
    void hash_nothing() { hashes_ = false; }
    /// Of all bytes that were taken, those before the start too.
    [[nodiscard]] std::string sha256() const { return hash_.hex(); }

private:
    Windows(int descriptor, std::size_t size, std::size_t bytes)
        : descriptor_(descriptor), size_(size), usual_(bytes) {}
    /// Fills `bytes` from the file; false where it cannot be read so far.
    [[nodiscard]] bool read(std::size_t offset, std::size_t size, char* bytes) const;
    [[nodiscard]] bool rest_is_blank(std::size_t offset) const;

    int descriptor_;
    std::size_t size_;
    std::size_t usual_;
    bool hashes_ = true;
    std::size_t start_ = 0;
    std::uint32_t first_line_ = 1;
    std::size_t at_ = 0;
    std::size_t number_ = 0;
    std::uint32_t line_ = 1;
    Sha256 hash_;
};

}  // namespace quaestor::data::csv
