#include "report/structure_json.hpp"

#include "report/json_parts.hpp"

#include <cmath>

namespace quaestor::report {
namespace {

using json::finite_or_null;
using json::Value;

/// Of the whole or a part.
Value omegas_json(reliability::OmegaOfSum const& omega) {
    Value out;
    out["of_model"] = finite_or_null(omega.of_model);
    out["of_observed"] = finite_or_null(omega.of_observed);
    if (!std::isfinite(omega.of_model) || !std::isfinite(omega.of_observed))
        out["reason"] = "the sum does not vary";
    return out;
}

}  // namespace

Value model_json(sem::StructureFit const& fit, std::int64_t persons, std::vector<std::string> const& items,
                 std::vector<std::string> const& factors) {
    Value out;
    out["estimator"] = sem::name_of(fit.estimator);
    out["n"] = persons;
    out["converged"] = fit.convergence.converged;
    out["admissible"] = fit.admissible();
    out["df"] = fit.df;
    if (fit.estimator == sem::Estimator::maximum_likelihood) {
        out["chi_square"] = finite_or_null(fit.chi_squared);
        out["p"] = finite_or_null(fit.p_value);
        out["rmsea"] = finite_or_null(fit.rmsea);
        if (fit.df == 0) out["reason"] = "no degrees of freedom";
    }
    out["srmr"] = finite_or_null(fit.srmr);
    out["loadings"] = by_item(items, fit.model.loadings);
    out["residuals"] = by_item(items, fit.model.residuals);
    if (fit.structure.factors > 1) out["factor_correlations"] = matrix_json(factors, factors, fit.model.phi);
    return out;
}

Value structure_json(StructureFinding const& structure, std::vector<std::string> const& items) {
    if (!structure.omega.value && !structure.categorical.value)
        return absent_json({"parts", "total"}, structure.omega.reason);
    Value out;
    out["divided_by"] = structure.source;
    auto const& omega = structure.omega.value;
    auto const& categorical = structure.categorical.value;
    auto const& divided = omega ? omega->items : categorical->items;
    auto& parts = out["parts"] = Value::array();
    for (std::size_t p = 0; p < divided.size(); ++p) {
        Value part;
        part["name"] = structure.parts[p];
        auto& ids = part["items"] = Value::array();
        for (auto const item : divided[p])
            ids.push(items[static_cast<std::size_t>(item)]);
        if (omega) part["omega"] = omegas_json(omega->parts[p]);
        if (categorical) {
            part["categorical_omega"] = omegas_json(categorical->parts[p]);
            part["latent_omega"] = omegas_json(categorical->latent_parts[p]);
        }
        parts.push(std::move(part));
    }
    auto& total = out["total"];
    if (omega) {
        total["omega"] = omegas_json(omega->total);
        out["model"] = model_json(omega->fit, omega->use.persons_used, items, structure.parts);
    } else {
        total["omega"] = absent_json({"of_model", "of_observed"}, structure.omega.reason);
    }
    if (categorical) {
        total["categorical_omega"] = omegas_json(categorical->total);
        total["latent_omega"] = omegas_json(categorical->latent_total);
        out["categorical_model"] =
            model_json(categorical->fit, categorical->use.persons_used, items, structure.parts);
    } else {
        total["categorical_omega"] = absent_json({"of_model", "of_observed"}, structure.categorical.reason);
    }
    return out;
}

}  // namespace quaestor::report
