/// What variables are called in messages. Statistics know columns by position only; the names are carried for
/// words.
#pragma once

#include "numeric/matrix.hpp"

#include <string>
#include <vector>

namespace quaestor {

class VariableNames {
public:
    VariableNames() = default;
    /// One name per column, in their order. Fewer names than columns leave the rest to their position.
    VariableNames(std::vector<std::string> names) : names_(std::move(names)) {}

    /// "item 'A1'", or "item 3" for the third column without a name.
    [[nodiscard]] std::string item(Eigen::Index column) const;
    /// "item 'A1'", "items 'A1' and 'A4'", "items 'A1', 'A2', 'A3' and 9 more". `columns` is not empty.
    [[nodiscard]] std::string items(std::vector<Eigen::Index> const& columns) const;

private:
    [[nodiscard]] std::string bare(Eigen::Index column) const;

    std::vector<std::string> names_;
};

}  // namespace quaestor
