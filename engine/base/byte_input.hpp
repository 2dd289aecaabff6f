/// Bytes at any place of an input, as often as need be. What comes only once, from a pipe, is kept for that while it is
/// read: its beginning in memory, the rest in a file without a name, which is gone as soon as the input is.
#pragma once

#include "base/diagnostic.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace quaestor {

class ByteInput {
public:
    virtual ~ByteInput() = default;

    /// Fills `to` with what stands from `offset` on, and says with how many bytes: fewer than `size` only where the input
    /// ends. None where it cannot be read or kept; problem() has why.
    [[nodiscard]] virtual std::optional<std::size_t> read(std::size_t offset, std::size_t size, char* to) = 0;
    /// Of all of it; until its end was read, of what is there.
    [[nodiscard]] virtual std::size_t size() const = 0;
    /// Of all of it, where that is known before its end was read.
    [[nodiscard]] virtual std::optional<std::size_t> known_size() const { return std::nullopt; }
    /// Error D001 or D002.
    [[nodiscard]] std::optional<Diagnostic> const& problem() const { return problem_; }

protected:
    std::optional<Diagnostic> problem_;
};

/// An ordinary file, opened; none where it is none, or cannot be opened. It is as long as it was then.
[[nodiscard]] std::unique_ptr<ByteInput> open_bytes(std::string const& path);
/// The same of what is open already, and of which nothing was read.
[[nodiscard]] std::unique_ptr<ByteInput> open_bytes(int descriptor, std::string name);

/// The next bytes of what comes once, and how many: 0 at its end, less, with errno, where it cannot be read.
using Pull = std::function<std::ptrdiff_t(char* to, std::size_t most)>;

/// Keeps up to so many bytes in memory.
inline constexpr std::size_t kept_in_memory = std::size_t{1} << 20U;

/// `name` is for messages; `folder` is where the file without a name is made.
[[nodiscard]] std::unique_ptr<ByteInput> keep_bytes(std::string name, std::string folder, Pull pull,
                                                    std::size_t in_memory = kept_in_memory);

/// Reads from `descriptor`, which outlives what reads.
[[nodiscard]] Pull pull_from(int descriptor);

}  // namespace quaestor
