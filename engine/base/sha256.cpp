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

std::uint8_t const* bytes_of(std::string_view text) {
    return reinterpret_cast<std::uint8_t const*>(text.data());
}

void take_blocks(std::uint32_t* state, std::uint8_t const* bytes, std::size_t blocks) {
    static auto* const take = sha256_has_instructions() ? sha256_blocks_by_instructions : portable_blocks;
    take(state, bytes, blocks);
}

}  // namespace

std::string_view Sha256::fill(std::string_view bytes) {
    auto const held = static_cast<std::size_t>(size_ % block);
    size_ += bytes.size();
    if (held == 0) return bytes;
    auto const taken = std::min(bytes.size(), block - held);
    std::memcpy(rest_.data() + held, bytes.data(), taken);
    if (held + taken == block) take_blocks(state_.data(), rest_.data(), 1);
    return bytes.substr(taken);
}

void Sha256::take(std::string_view bytes) {
    auto const rest = bytes.size() % block;
    take_blocks(state_.data(), bytes_of(bytes), bytes.size() / block);
    if (rest > 0) std::memcpy(rest_.data(), bytes.data() + (bytes.size() - rest), rest);
}

void Sha256::update(std::string_view bytes) {
    take(fill(bytes));
}

void Sha256::update_both(Sha256& a, std::string_view bytes_of_a, Sha256& b, std::string_view bytes_of_b) {
    auto of_a = a.fill(bytes_of_a);
    auto of_b = b.fill(bytes_of_b);
    if (sha256_has_instructions()) {
        auto const blocks = std::min(of_a.size(), of_b.size()) / block;
        sha256_blocks_of_both({a.state_.data(), bytes_of(of_a)}, {b.state_.data(), bytes_of(of_b)}, blocks);
        of_a.remove_prefix(blocks * block);
        of_b.remove_prefix(blocks * block);
    }
    a.take(of_a);
    b.take(of_b);
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
