/// An option that is one of a few words.
#pragma once

#include "base/text.hpp"
#include "cli/console.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quaestor::cli {

/// What `word` stands for; nothing, with what there is printed, for any other.
template <class T, std::size_t n>
[[nodiscard]] std::optional<T> choose(std::string const& verb, std::string const& option,
                                      std::string const& word,
                                      std::array<std::pair<std::string_view, T>, n> const& known,
                                      Streams const& streams) {
    std::vector<std::string> words;
    for (auto const& [name, value] : known) {
        if (name == word) return value;
        words.emplace_back(name);
    }
    auto const near = text::nearest(word, words);
    print(streams,
          usage_error(verb + ": " + option + " cannot be '" + word + "'",
                      near ? "did you mean '" + *near + "'?" : "it is one of: " + text::join(words, ", ")));
    return std::nullopt;
}

}  // namespace quaestor::cli
