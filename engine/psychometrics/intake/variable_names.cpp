#include "psychometrics/intake/variable_names.hpp"

#include "base/expects.hpp"

namespace quaestor {

std::string VariableNames::bare(Eigen::Index column) const {
    auto const at = static_cast<std::size_t>(column);
    return at < names_.size() ? "'" + names_[at] + "'" : std::to_string(column + 1);
}

std::string VariableNames::item(Eigen::Index column) const {
    return "item " + bare(column);
}

std::string VariableNames::items(std::vector<Eigen::Index> const& columns) const {
    expects(!columns.empty(), "a list of items to name");
    if (columns.size() == 1) return item(columns.front());
    constexpr std::size_t most = 6;  // what a reader takes in at a glance; 7 or more end in "and 5 more"
    std::size_t const shown = columns.size() > most ? most - 1 : columns.size() - 1;
    std::string text = "items ";
    for (std::size_t i = 0; i < shown; ++i)
        text += (i == 0 ? "" : ", ") + bare(columns[i]);
    if (columns.size() > most) return text + " and " + std::to_string(columns.size() - shown) + " more";
    return text + " and " + bare(columns.back());
}

}  // namespace quaestor
