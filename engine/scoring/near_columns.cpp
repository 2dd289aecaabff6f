#include "scoring/near_columns.hpp"

#include "base/text.hpp"
#include "scoring/name_key.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace quaestor::scoring {
namespace {

constexpr std::size_t longest_compared = 64;

/// A key's last number; empty where it has none.
std::string_view last_number(std::string_view key) {
    auto const last = key.find_last_of("0123456789");
    if (last == std::string_view::npos) return {};
    auto const before = key.find_last_not_of("0123456789", last);
    auto const first = before == std::string_view::npos ? 0 : before + 1;
    return key.substr(first, last + 1 - first);
}

bool stands_apart_in(std::string const& key, std::string_view name) {
    auto const parts = name_parts(name);
    for (std::size_t k = 1; k < parts.size(); ++k) {
        if (parts[k].begin == parts[k - 1].end) continue;
        if (name_key(name.substr(parts[k].begin)) == key || name_key(name.substr(0, parts[k - 1].end)) == key)
            return true;
    }
    return false;
}

std::optional<std::size_t> distance(std::string const& wanted, std::string_view name) {
    if (name.size() > longest_compared || wanted.empty()) return std::nullopt;
    auto const key = name_key(name);
    if (key == wanted) return 0;
    if (key.find(wanted) != std::string::npos && stands_apart_in(wanted, name)) return 1;
    auto const number = last_number(key);
    auto const wanted_number = last_number(wanted);
    if (!number.empty() && !wanted_number.empty() && number != wanted_number) return std::nullopt;
    // A name of three letters may differ in one, a long one in a third: further away, a guess would be noise.
    auto const limit = std::max<std::size_t>(1, wanted.size() / 3);
    auto const lengths = key.size() > wanted.size() ? key.size() - wanted.size() : wanted.size() - key.size();
    if (lengths > limit) return std::nullopt;
    auto const edits = text::edit_distance(wanted, key);
    if (edits > limit) return std::nullopt;
    return 1 + edits;
}

}  // namespace

std::vector<NearColumn> near_columns(Sought const& sought, std::vector<std::string> const& columns,
                                     std::vector<bool> const& free, std::size_t most) {
    std::vector<std::string> keys;
    for (auto const& name : sought.names)
        keys.push_back(name_key(name));
    std::vector<NearColumn> near;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (!free[c]) continue;
        std::optional<std::size_t> best;
        for (auto const& key : keys) {
            if (auto const d = distance(key, columns[c]); d && (!best || *d < *best)) best = d;
        }
        if (best) near.push_back({c, *best});
    }
    std::stable_sort(near.begin(), near.end(),
                     [](NearColumn const& a, NearColumn const& b) { return a.distance < b.distance; });
    if (near.size() > most) near.resize(most);
    return near;
}

}  // namespace quaestor::scoring
