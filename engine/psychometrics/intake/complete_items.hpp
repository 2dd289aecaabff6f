/// The one gate to every statistic that needs complete answers: drops persons, counts them, and says what is
/// lacking.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <string>
#include <utility>
#include <vector>

namespace quaestor::intake {

/// What a statistic cannot do without.
struct Needs {
    std::string statistic;  ///< as the message names it: "Cronbach's alpha"
    Eigen::Index items = 2;
    Eigen::Index persons = 3;  ///< with an answer to every item
};

struct CompleteItems {
    Eigen::MatrixXd answers;               ///< complete persons x items
    Eigen::MatrixXd covariance;            ///< denominator n - 1
    std::vector<Eigen::Index> constant{};  ///< columns in which all complete persons answered the same
    SampleUse use;
};

/// Listwise: a person with a missing answer is dropped.
/// Refuses too few items (S101), too few complete persons (S102) and answers that are not finite (S113).
[[nodiscard]] Outcome<CompleteItems> complete_items(MatrixIn items, Needs const& needs,
                                                    VariableNames const& names = {});

/// A statistic of the items that passed the gate, which speaks first; nothing where they do not pass.
template <class Statistic>
[[nodiscard]] auto of_complete_items(MatrixIn items, Needs const& needs, VariableNames const& names,
                                     Statistic const& statistic) {
    decltype(statistic(std::declval<CompleteItems const&>())) outcome;
    auto gate = complete_items(items, needs, names);
    outcome.diagnostics.append(std::move(gate.diagnostics));
    if (!gate.value) return outcome;
    auto computed = statistic(*gate.value);
    outcome.diagnostics.append(std::move(computed.diagnostics));
    outcome.value = std::move(computed.value);
    return outcome;
}

/// S103: items that do not vary. As a warning where the statistic can go on (`consequence`: "the standardized
/// alpha is left out"), as an error where it cannot.
[[nodiscard]] Diagnostic items_without_variance(Severity severity, std::vector<Eigen::Index> const& columns,
                                                std::string const& consequence,
                                                VariableNames const& names = {});

/// S111: an option has no meaning. `expected`: "between 0 and 1, both excluded".
[[nodiscard]] Diagnostic option_out_of_range(std::string const& option, double found,
                                             std::string const& expected);

/// S111 unless 0 < level < 1.
[[nodiscard]] Diagnostics check_level(double level);

}  // namespace quaestor::intake
