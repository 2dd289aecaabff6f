/// Rows in pieces that end where a record does, so that several threads can each take one. One piece is in memory
/// at a time for each of them, however large the file is.
#pragma once

#include "base/byte_input.hpp"
#include "base/sha256.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quaestor::data::csv {

struct Window {
    std::size_t number = 0;
    std::uint32_t first_line = 0;  ///< of the file
    bool last = false;             ///< nothing but blank lines comes behind it
    std::size_t size = 0;
    std::size_t taken = 0;         ///< bytes of the file that it stands for
    std::vector<char> bytes{};     ///< longer than `size`: what stands behind may be read, see marks_overread

    /// Ends with a line feed, if need be one that is not in the file.
    [[nodiscard]] std::string_view text() const { return {bytes.data(), size}; }
    /// Without that line feed. Only of a window whose bytes are the file's.
    [[nodiscard]] std::string_view of_file() const { return {bytes.data(), taken}; }
    /// So that so many bytes and a line feed can stand there.
    void make_room(std::size_t wanted);
};

class Windows {
public:
    /// Small enough to stay in a processor's own cache, with the lines that are made of it.
    static constexpr std::size_t usual_bytes = 128 << 10;

    Windows() = default;
    Windows(Windows const&) = delete;
    Windows& operator=(Windows const&) = delete;
    virtual ~Windows() = default;

    enum class Next { taken, end, no_record_ends, failed };
    [[nodiscard]] virtual Next next(Window& window) = 0;
    /// Pieces begin at the first row again, and no bytes are hashed.
    virtual void restart() = 0;

    /// Of the file, once the end was reached.
    [[nodiscard]] virtual std::size_t size() const = 0;
    /// Of the file, where that is known from the start.
    [[nodiscard]] virtual std::optional<std::size_t> known_size() const = 0;
    /// From now on no bytes are hashed: it takes a good part of the time.
    virtual void hash_nothing() = 0;
    /// Where a window's bytes are the file's: what who takes the windows has to bring up to date with Window::of_file(), in
    /// their order. nullptr where that is done here, or no hash is wanted.
    [[nodiscard]] virtual Sha256* hash_of_windows() { return nullptr; }
    /// Of all bytes of the file, once the end was reached.
    [[nodiscard]] virtual std::string sha256() const = 0;
};

/// A text in UTF-8.
class TextWindows : public Windows {
public:
    /// Pieces have up to `bytes`, or what the longest record has.
    explicit TextWindows(std::shared_ptr<ByteInput> input, std::size_t bytes = usual_bytes)
        : input_(std::move(input)), usual_(bytes) {}

    /// The first bytes, up to the end of a line; empty where none ends among so many.
    [[nodiscard]] std::string beginning(std::size_t most);
    /// Pieces begin here, which is the beginning of a record on this line.
    void start_at(std::size_t offset, std::uint32_t line);

    /// Quotes are taken to be as RFC 4180 has them: who finds that they are not cannot trust where this piece ends, or
    /// any later one. `no_record_ends`: within as many bytes as a field may have.
    [[nodiscard]] Next next(Window& window) override;
    void restart() override;

    [[nodiscard]] std::size_t size() const override { return input_->size(); }
    [[nodiscard]] std::optional<std::size_t> known_size() const override { return input_->known_size(); }
    void hash_nothing() override { hashes_ = false; }
    [[nodiscard]] Sha256* hash_of_windows() override { return hashes_ ? &hash_ : nullptr; }
    [[nodiscard]] std::string sha256() const override { return hash_.hex(); }

private:
    [[nodiscard]] bool rest_is_blank(std::size_t offset);

    std::shared_ptr<ByteInput> input_;
    std::size_t usual_;
    bool hashes_ = true;
    std::size_t start_ = 0;
    std::uint32_t first_line_ = 1;
    std::size_t at_ = 0;
    std::size_t blank_up_to_ = 0;  ///< where rest_is_blank() goes on
    std::size_t number_ = 0;
    std::uint32_t line_ = 1;
    Sha256 hash_;
};

}  // namespace quaestor::data::csv
