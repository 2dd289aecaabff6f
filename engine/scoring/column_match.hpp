/// Columns for names, by two rules. The first takes a name as it stands, in any case. The second, for what
/// the first does not find, goes by name_key(), and by names that all have the same words before or behind
/// them; it holds only where the columns can be read in one way.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::scoring {

/// What looks for its column.
struct Sought {
    std::vector<std::string> names;  ///< it goes by any of them
    bool needed = true;
};

/// The columns of each sought one; several where the names leave it open.
using Found = std::vector<std::vector<std::size_t>>;

/// By the first rule, in the order of the columns. A column that is not `free` belongs to nobody.
[[nodiscard]] Found columns_as_named(std::vector<Sought> const& sought,
                                     std::vector<std::string> const& columns, std::vector<bool> const& free);

/// One way of reading the columns by the second rule.
struct Reading {
    std::string before;  ///< 'base_' where all names begin with it, as the first column writes it
    std::string behind;  ///< '_t1'; both are empty where the names stand by themselves
    Found found;

    [[nodiscard]] bool plain() const { return before.empty() && behind.empty(); }
};

/// The plain reading, and where `with_affix` each with the same words before or behind the names that finds
/// more than half of the needed ones. Something that is neither letter nor digit must set the words apart
/// from the name.
[[nodiscard]] std::vector<Reading> readings(std::vector<Sought> const& sought,
                                            std::vector<std::string> const& columns,
                                            std::vector<bool> const& free, bool with_affix);

/// What the readings come to for those that are `open`.
struct Choice {
    std::optional<std::size_t> only;  ///< finds every needed one once, no column twice, and has no rival
    std::vector<std::size_t>
        possible;  ///< where there is none: those that find every needed one, and their rivals
};

/// A rival finds more than half of the needed ones: two waves of one questionnaire are rivals, even where the
/// second lacks an item.
[[nodiscard]] Choice choose(std::vector<Reading> const& readings, std::vector<Sought> const& sought,
                            std::vector<bool> const& open);

}  // namespace quaestor::scoring
