#include "data/statistics_package/portable_alphabet.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace quaestor::data::package {
namespace {

constexpr std::size_t titles = 200;
constexpr std::size_t characters = 256;
constexpr std::size_t place_of_zero = 64;
constexpr std::string_view mark = "SPSSPORT";  // behind the table

/// Offsets of the bytes that count: the ends of the lines of 80 do not.
std::vector<std::size_t> places_of_head(std::string_view bytes) {
    constexpr std::size_t wanted = titles + characters + mark.size();
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < bytes.size() && places.size() < wanted; ++i) {
        if (bytes[i] != '\r' && bytes[i] != '\n') places.push_back(i);
    }
    if (places.size() < wanted) places.clear();
    return places;
}

}  // namespace

std::optional<std::string> with_plain_alphabet(std::string_view bytes) {
    auto const places = places_of_head(bytes);
    if (places.empty()) return std::nullopt;
    for (std::size_t i = 0; i < mark.size(); ++i) {
        if (bytes[places[titles + characters + i]] != mark[i]) return std::nullopt;
    }
    auto const filler = bytes[places[titles + place_of_zero]];
    std::array<bool, characters> seen{};
    std::optional<std::string> plain;
    for (std::size_t i = 0; i < characters; ++i) {
        auto const place = places[titles + i];
        auto& known = seen[static_cast<unsigned char>(bytes[place])];
        if (known && bytes[place] != filler) {
            if (!plain) plain = std::string(bytes);
            (*plain)[place] = filler;
        }
        known = true;
    }
    return plain;
}

}  // namespace quaestor::data::package
