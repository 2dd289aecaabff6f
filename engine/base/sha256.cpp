#include "base/sha256.hpp"

#include <array>
#include <cstdint>
#include <sha2.h>

namespace quaestor {

std::string sha256(std::string_view bytes) {
    SHA2_CTX context;
    SHA256Init(&context);
    SHA256Update(&context, reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size());
    std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest{};
    SHA256Final(digest.data(), &context);
    static constexpr std::string_view hex = "0123456789abcdef";
    std::string out;
    for (auto const b : digest) {
        out += hex[b >> 4];
        out += hex[b & 0x0F];
    }
    return out;
}

}  // namespace quaestor
