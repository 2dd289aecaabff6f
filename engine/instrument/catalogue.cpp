#include "instrument/catalogue.hpp"

#include <algorithm>

namespace quaestor::instrument {

Area const* Catalogue::area(std::string_view id) const {
    auto const found = std::find_if(areas.begin(), areas.end(), [&](Area const& a) { return a.id == id; });
    return found == areas.end() ? nullptr : &*found;
}

NotIncluded const* Catalogue::find_not_included(std::string_view name) const {
    auto const wanted = bare_name(name);
    for (auto const& each : not_included) {
        if (each.id == wanted || std::find(each.also.begin(), each.also.end(), wanted) != each.also.end())
            return &each;
    }
    return nullptr;
}

std::string bare_name(std::string_view name) {
    std::string out;
    for (char const c : name) {
        bool const upper = c >= 'A' && c <= 'Z';
        bool const kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
        if (upper || kept) out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

}  // namespace quaestor::instrument
