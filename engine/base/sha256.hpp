/// SHA-256 (FIPS 180-4), for receipts: by the processor's own instructions where it has them, else by libmd.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace quaestor {

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// The same over bytes that come in pieces.
class Sha256 {
public:
    void update(std::string_view bytes);
    /// Two at once, which takes two thirds of the time of one after the other.
    static void update_both(Sha256& a, std::string_view bytes_of_a, Sha256& b, std::string_view bytes_of_b);
    /// Of all bytes so far; more may follow.
    [[nodiscard]] std::string hex() const;

private:
    /// Fills the block that was begun: what is left of `bytes`.
    [[nodiscard]] std::string_view fill(std::string_view bytes);
    /// Whole blocks of `bytes` into the state; what is left is kept for the next.
    void take(std::string_view bytes);

    std::array<std::uint32_t, 8> state_{0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A,
                                        0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19};
    std::array<std::uint8_t, 64> rest_{};  ///< bytes that fill no block yet
    std::uint64_t size_ = 0;
};

}  // namespace quaestor
