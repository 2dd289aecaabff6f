/// The library as text: the list by area, what a search found, and what is not in it.
#pragma once

#include "instrument/catalogue.hpp"
#include "instrument/search.hpp"

#include <cstddef>
#include <string>

namespace quaestor::cli {

/// Of a line of text where nothing says how wide it may be.
inline constexpr std::size_t default_width = 100;

/// Below the heading of each area, its instruments. Width 0: one line an instrument, as long as it needs to
/// be.
[[nodiscard]] std::string instrument_list(instrument::Catalogue const& catalogue, std::size_t width);

/// One entry a hit, with where the words were found; the later ones, beyond twenty, by their ids.
[[nodiscard]] std::string search_list(instrument::SearchResult const& result, std::size_t width);

/// Why there is no definition, and whom to ask.
[[nodiscard]] std::string not_included_text(instrument::Catalogue const& catalogue,
                                            instrument::NotIncluded const& absent, std::size_t width);

/// "mood: Depression, anxiety and distress"; empty where the library has no such instrument.
[[nodiscard]] std::string area_in_words(instrument::Catalogue const& catalogue, std::string_view id);

}  // namespace quaestor::cli
