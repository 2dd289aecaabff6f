/// Finding instruments by words: names, abbreviations, and what they measure.
#pragma once

#include "instrument/catalogue.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::instrument {

enum class Place { id, title, area, scale, score, flag, item, population, note };

/// A text with one of the words in it.
struct Match {
    Place place = Place::title;
    std::string_view id;  ///< of a scale, score, flag or item; else empty
    std::string_view text;
    double weight = 0;  ///< how much it says of what the instrument is about
};

struct Hit {
    Listing const* listing = nullptr;  ///< one of these two is there
    NotIncluded const* not_included = nullptr;
    std::size_t words = 0;  ///< how many of the words it has
    double weight = 0;
    std::vector<Match> matches;  ///< each text once, the one that says most first
};

/// A word that is nowhere in the library, and the nearest one that is, which was looked for in its place.
struct UnknownWord {
    std::string word;
    std::optional<std::string> instead;
};

struct SearchResult {
    std::vector<Hit> hits;  ///< best first: all have all words, or, where no instrument does, as many as any
    bool all_words = true;
    std::vector<UnknownWord> unknown;
};

/// Small and capital letters are the same, and so are "well-being" and "wellbeing". A word is found where a
/// word of the text starts with it, from three letters on. Words such as "of" only count where there are no
/// others.
[[nodiscard]] SearchResult search(Catalogue const& catalogue, std::span<std::string const> words);

}  // namespace quaestor::instrument
