/// What is told of pairs of items whose correlation is not what one would expect.
#pragma once

#include "base/diagnostic.hpp"
#include "psychometrics/correlation/correlation_matrix.hpp"

#include <string>
#include <vector>

namespace quaestor::correlation {

struct NamedPair {
    Eigen::Index first = 0;
    Eigen::Index second = 0;
    double rho = absent;
};

/// Gathered while a matrix is filled.
struct PairRemarks {
    std::vector<NamedPair> at_limit{};    ///< rho is -1 or 1
    std::vector<NamedPair> no_table{};    ///< those who answered both gave one answer to one of them
    std::vector<NamedPair> outweighed{};  ///< what was added to empty cells left nothing to the last category
};

/// S131 for those at a limit, S132 for those without a correlation: one warning each, with the first pair by
/// name.
[[nodiscard]] Diagnostics told(PairRemarks const& remarks, VariableNames const& names);

}  // namespace quaestor::correlation
