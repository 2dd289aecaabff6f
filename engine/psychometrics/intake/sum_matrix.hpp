/// The matrix that a statistic of the sum of the items is made from.
#pragma once

#include "psychometrics/intake/complete_items.hpp"

#include <string>

namespace quaestor::intake {

/// S104, `consequence`: "alpha does not exist".
[[nodiscard]] Diagnostic constant_sum(std::string const& consequence, bool standardized = false,
                                      std::string hint = {});

/// Items x items: their covariances, or their correlations where the statistic is of standardized items.
/// S103 where items without variance cannot be standardized; S104 where the sum is the same for everyone,
/// with `consequence`: "split halves do not exist".
[[nodiscard]] Outcome<Eigen::MatrixXd> sum_matrix(CompleteItems const& items, bool standardized,
                                                  std::string const& consequence,
                                                  VariableNames const& names = {});

}  // namespace quaestor::intake
