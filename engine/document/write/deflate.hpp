/// Compression for large files (RFC 1951), made for speed: a piece at a time, and pieces that were compressed apart can
/// stand one behind the other.
///
/// By zlib: the same bytes for the same piece, whatever was packed before and wherever it lies (docs/decisions/0007).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace quaestor::document {

class Deflater {
public:
    Deflater();
    Deflater(Deflater const&) = delete;
    Deflater& operator=(Deflater const&) = delete;
    ~Deflater();

    /// Sets `out` to `piece` compressed: whole bytes that refer to nothing outside the piece. Behind the one that is
    /// `last` comes no other.
    void pack(std::string_view piece, bool last, std::string& out);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// As zip has it, of `bytes` behind those that have `before`.
[[nodiscard]] std::uint32_t crc32(std::string_view bytes, std::uint32_t before = 0);

}  // namespace quaestor::document
