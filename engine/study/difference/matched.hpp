/// The members of two lists by what names them.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

namespace quaestor::study {

/// The members of two lists by what names them: in both, gone, new. Of the same name twice, the first counts.
template <class T, class Name>
struct Matched {
    std::vector<std::pair<T const*, T const*>> both;  ///< before, after; in the order of the new list
    std::vector<T const*> gone;
    std::vector<T const*> added;

    Matched(std::vector<T> const& before, std::vector<T> const& after, Name name) {
        auto const find = [&](std::vector<T> const& list, T const& wanted) -> T const* {
            auto const at = std::find_if(list.begin(), list.end(),
                                         [&](T const& one) { return name(one) == name(wanted); });
            return at == list.end() ? nullptr : &*at;
        };
        for (auto const& one : after) {
            auto const* old = find(before, one);
            if (old == nullptr) {
                added.push_back(&one);
            } else {
                both.emplace_back(old, &one);
            }
        }
        for (auto const& one : before) {
            if (find(after, one) == nullptr) gone.push_back(&one);
        }
    }
};

template <class T, class Name>
Matched<T, Name> matched(std::vector<T> const& before, std::vector<T> const& after, Name name) {
    return Matched<T, Name>(before, after, name);
}

}  // namespace quaestor::study
