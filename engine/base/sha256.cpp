#include "base/sha256.hpp"

#include "base/sha256_blocks.hpp"

#include <algorithm>
#include <cstring>
#include <sha2.h>

namespace quaestor {
namespace {

constexpr std::size_t block = 64;

void portable_blocks(std::uint32_t* state, std::uint8_t const* bytes, std::size_t blocks) {
    for (std::size_t i = 0; i < blocks; ++i)
        SHA256Transform(state, bytes + i * block);
}

void take_blocks(std::uint32_t* state, std::uint8_t const* bytes, std::size_t blocks) {
    static auto* const take = sha256_has_instructions() ? sha256_blocks_by_instructions : portable_blocks;
    take(state, bytes, blocks);
}

}  // namespace

void Sha256::update(std::string_view bytes) {
    auto const* at = reinterpret_cast<std::uint8_t const*>(bytes.data());
    auto left = bytes.size();
    auto const held = static_cast<std::size_t>(size_ % block);
    size_ += left;
    if (held > 0) {
        auto const taken = std::min(left, block - held);
        std::memcpy(rest_.data() + held, at, taken);
        at += taken;
        left -= taken;
        if (held + taken < block) return;
        take_blocks(state_.data(), rest_.data(), 1);
    }
    take_blocks(state_.data(), at, left / block);
    if (auto const rest = left % block; rest > 0) std::memcpy(rest_.data(), at + (left - rest), rest);
}

std::string Sha256::hex() const {
    auto state = state_;
    // A one, zeros, and the number of bits fill the last block or two.
    std::array<std::uint8_t, 2 * block> last{};
    auto const held = static_cast<std::size_t>(size_ % block);
    std::memcpy(last.data(), rest_.data(), held);
    last[held] = 0x80;
    auto const blocks = held < block - 8 ? 1U : 2U;
    auto bits = size_ * 8;
    for (std::size_t i = 0; i < 8; ++i, bits >>= 8U)
        last[blocks * block - 1 - i] = static_cast<std::uint8_t>(bits & 0xFFU);
    take_blocks(state.data(), last.data(), blocks);
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (auto const word : state) {
        for (int shift = 28; shift >= 0; shift -= 4)
            out += digits[(word >> static_cast<unsigned>(shift)) & 0x0FU];
    }
    return out;
}

std::string sha256(std::string_view bytes) {
    Sha256 hash;
    hash.update(bytes);
    return hash.hex();
}

}  // namespace quaestor
