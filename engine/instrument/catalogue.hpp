/// What the library has, without reading a definition: made at build time from instruments/, so that listing
/// and searching cost no parsing.
#pragma once

#include "instrument/model.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace quaestor::instrument {

/// A folder of instruments/, with its plain name.
struct Area {
    std::string_view id;       ///< "mood"
    std::string_view heading;  ///< "Depression, anxiety and distress"
};

enum class PhraseKind { scale, score, flag, item, population, note };

/// A text of a definition that a search looks at.
struct Phrase {
    PhraseKind kind = PhraseKind::note;
    std::string_view id;  ///< of a scale, score, flag or item; else empty
    std::string_view text;
};

struct Listing {
    std::string_view id;
    std::string_view title;
    std::string_view area;
    std::size_t items = 0;
    Licence licence = Licence::free;
    Status status = Status::verified;
    std::span<Phrase const> phrases;
};

/// An instrument that people ask for and that has no definition, on purpose.
struct NotIncluded {
    std::string_view id;
    std::string_view title;
    std::string_view area;
    std::span<std::string_view const> also;  ///< other names that people type
    std::span<std::string_view const> sources;
    bool proprietary = true;  ///< else its scoring could not be verified
    std::string_view reason;  ///< a sentence or two
    std::string_view ask;     ///< "GL Assessment"
};

struct Catalogue {
    std::span<Area const> areas;        ///< in the order in which they are listed
    std::span<Listing const> listings;  ///< by area in that order, then by id
    std::span<NotIncluded const> not_included;

    [[nodiscard]] Area const* area(std::string_view id) const;
    /// Without regard to case and hyphens, by its id or another name: "GHQ-12".
    [[nodiscard]] NotIncluded const* find_not_included(std::string_view name) const;
};

/// The catalogue of the built-in library.
[[nodiscard]] Catalogue const& catalogue();

/// "phq9" of "PHQ-9" and "pcptsd5" of "pc_ptsd5": small letters and digits alone, and whatever is not ASCII.
[[nodiscard]] std::string bare_name(std::string_view name);

}  // namespace quaestor::instrument
