#include "psychometrics/reliability/omega_structure.hpp"

#include "psychometrics/intake/codes.hpp"

namespace quaestor::reliability {

OmegaOfSum omega_of_sum(MatrixIn common, MatrixIn observed, MatrixIn implied) {
    auto const share = [&](MatrixIn whole) {
        double const variance = whole.sum();
        return variance > 1e-14 * whole.trace() ? common.sum() / variance : absent;
    };
    return {share(observed), share(implied)};
}

OmegaOfSum omega_of_sum(MatrixIn common, MatrixIn observed, MatrixIn implied,
                        std::vector<Eigen::Index> const& items) {
    Eigen::MatrixXd const part = common(items, items);
    Eigen::MatrixXd const seen = observed(items, items);
    Eigen::MatrixXd const expected = implied(items, items);
    return omega_of_sum(part, seen, expected);
}

Outcome<StructuralOmega> omega_of_structure(MatrixIn items, sem::Parts const& parts,
                                            VariableNames const& names) {
    return intake::of_complete_items(
        items, {"omega", 3, 3}, names,
        [&](intake::CompleteItems const& complete) { return omega_of_structure(complete, parts, names); });
}

Outcome<StructuralOmega> omega_of_structure(intake::CompleteItems const& items, sem::Parts const& parts,
                                            VariableNames const& names) {
    Outcome<StructuralOmega> outcome;
    if (!items.constant.empty()) {
        outcome.diagnostics.add(intake::items_without_variance(
            Severity::error, items.constant, "a factor model needs items that vary", names));
        return outcome;
    }
    auto structure = sem::simple_structure(parts, items.covariance.cols(), names);
    outcome.diagnostics.append(std::move(structure.diagnostics));
    if (!structure.value) return outcome;
    auto const n = static_cast<double>(items.answers.rows());
    Eigen::MatrixXd const s = items.covariance * ((n - 1.0) / n);
    auto fit = sem::fit_covariances(s, items.answers.rows(), *structure.value, names);
    outcome.diagnostics.append(std::move(fit.diagnostics));
    if (!fit.value) return outcome;
    StructuralOmega omega;
    Eigen::MatrixXd const common = sem::common_part(*structure.value, fit.value->model);
    omega.total = omega_of_sum(common, s, fit.value->implied);
    for (auto const& part : parts)
        omega.parts.push_back(omega_of_sum(common, s, fit.value->implied, part));
    omega.items = parts;
    omega.fit = std::move(*fit.value);
    omega.use = items.use;
    outcome.value = std::move(omega);
    return outcome;
}

}  // namespace quaestor::reliability
