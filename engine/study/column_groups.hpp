/// Columns of answers that look as if they belonged together: by the pattern of their names, and by their
/// codes.
#pragma once

#include "data/table.hpp"
#include "study/columns.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::study {

using Looks = std::vector<ColumnLook>;

/// Columns that look as if one question had been asked of each in the same way.
struct Group {
    std::string key;                   ///< the pattern of their names: "phq9_#"
    std::vector<std::size_t> members;  ///< places in Looks, in the order of the file
    std::vector<long> codes;           ///< that occur in any of them, ascending
};

struct Grouping {
    std::vector<Group> groups;       ///< in the order of the file
    std::vector<std::size_t> alone;  ///< answers without company; where nothing has company, each is a group
};

/// Every column of answers is in a group or alone. What only a group can tell of a code is settled in
/// `looks`: one that stood apart in a column is an answer where others of its group have it, and one at the
/// end of the run that a cell or so has, in one column of many, is a slip before it is an answer.
[[nodiscard]] Grouping group_columns(Looks& looks);

/// Which items of a group run against the others, and how clearly.
///
/// Items are turned one after another, the one that runs most against the rest first, until none does; what
/// had to be turned is what may be reversed. Where that is more than half, it is the others.
class Directions {
public:
    Directions(data::Table const& table, Looks const& looks, Group const& group);

    /// Correlation of the group's `item` with the mean of the others; none where it runs with them.
    [[nodiscard]] std::optional<double> against(std::size_t item) const;

private:
    [[nodiscard]] double with_the_rest(std::size_t item) const;

    std::vector<std::vector<double>> columns_;
    std::vector<double> signs_;
};

}  // namespace quaestor::study
