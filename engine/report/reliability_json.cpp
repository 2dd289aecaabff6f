#include "report/reliability_json.hpp"

#include "report/analysis/coefficients.hpp"
#include "report/json_parts.hpp"
#include "report/structure_json.hpp"

#include <cmath>

namespace quaestor::report {
namespace {

using json::finite_or_null;
using json::Value;

Value coefficient_json(Coefficient const& one) {
    if (!std::isfinite(one.estimate.value)) return no_estimate(one.reason);
    auto out = estimate_json(one.estimate, one.se);
    if (one.estimate.method.empty()) {
        out["method"] = one.how;
    } else {
        out["how"] = one.how;
    }
    return out;
}

void add_sample(ScaleAnalysis const& scale, Value& out) {
    if (scale.alpha.value) {
        auto const& a = *scale.alpha.value;
        out["mean_inter_item_r"] = finite_or_null(a.average_r);
        out["sum_mean"] = finite_or_null(a.sum_mean);
        out["sum_sd"] = finite_or_null(a.sum_sd);
        out["sem"] = finite_or_null(a.sem);
        if (!std::isfinite(a.average_r)) {
            out["reason"] = "an item does not vary, so it has no correlation";
        } else if (!std::isfinite(a.sem)) {
            out["reason"] = "alpha is negative, so there is no standard error of measurement";
        }
    } else {
        for (auto const* key : {"mean_inter_item_r", "sum_mean", "sum_sd", "sem"})
            out[key] = Value();
        out["reason"] = scale.alpha.reason;
    }
}

void add_omega(ScaleAnalysis const& scale, Value& out) {
    if (!scale.omega.value) return;
    auto const& o = *scale.omega.value;
    auto& omega = out["omega_total"];
    omega["estimator"] = factor::name_of(o.estimator);
    omega["n"] = o.use.persons_used;
    omega["of_model"] = finite_or_null(o.of_model);
    omega["general_of_observed"] = finite_or_null(o.of_observed);
    omega["loadings"] = by_item(scale.items, o.loadings);
    omega["converged"] = o.convergence.converged;
    auto const& likelihood = scale.reliability.omega_likelihood;
    if (!likelihood.value) return;
    auto& ml = out["omega_ml"];
    ml["n"] = likelihood.value->use.persons_used;
    ml["loadings"] = by_item(scale.items, likelihood.value->loadings);
    ml["converged"] = likelihood.value->convergence.converged;
}

Value names_json(std::vector<std::string> const& items, std::vector<Eigen::Index> const& which) {
    auto out = Value::array();
    for (auto const item : which)
        out.push(items[static_cast<std::size_t>(item)]);
    return out;
}

Value halves_json(ScaleAnalysis const& scale, reliability::Halves const& halves) {
    Value out;
    out["first_half"] = names_json(scale.items, halves.first);
    out["r"] = finite_or_null(halves.r);
    out["spearman_brown"] = finite_or_null(halves.spearman_brown);
    out["unequal_length"] = finite_or_null(halves.horst);
    out["flanagan_rulon"] = finite_or_null(halves.flanagan_rulon);
    if (!std::isfinite(halves.r)) {
        out["reason"] = "a half does not vary";
    } else if (!std::isfinite(halves.horst)) {
        out["reason"] = "the halves do not correlate positively";
    }
    return out;
}

Value splits_json(ScaleAnalysis const& scale) {
    auto const& finding = scale.reliability.splits;
    if (!finding.value)
        return absent_json({"splits", "exhaustive", "mean", "largest", "smallest"}, finding.reason);
    auto const& s = *finding.value;
    Value out;
    out["splits"] = s.splits;
    out["exhaustive"] = s.exhaustive;
    if (!s.exhaustive) out["starts"] = s.starts;
    out["mean"] = finite_or_null(s.mean);
    out["largest"] = finite_or_null(s.largest);
    out["largest_half"] = names_json(scale.items, s.largest_half);
    out["smallest"] = finite_or_null(s.smallest);
    out["smallest_half"] = names_json(scale.items, s.smallest_half);
    out["odd_even"] = halves_json(scale, s.odd_even);
    out["first_second"] = halves_json(scale, s.first_second);
    return out;
}

Value precision_json(ScaleAnalysis const& scale) {
    auto const& finding = scale.reliability.precision;
    if (!finding.value) {
        return absent_json({"sem", "half_width", "standard_error_of_estimation",
                            "standard_error_of_difference", "minimal_detectable_change"},
                           finding.reason);
    }
    auto const& p = *finding.value;
    Value out;
    out["level"] = p.level;
    out["sem"] = p.of_measurement;
    out["half_width"] = p.half_width;
    out["standard_error_of_estimation"] = p.of_estimation;
    out["standard_error_of_difference"] = p.of_difference;
    out["minimal_detectable_change"] = p.minimal_change;
    return out;
}

Value comparison_json(Finding<reliability::AlphaComparison> const& finding) {
    if (!finding.value) return absent_json({"statistic", "p"}, finding.reason);
    auto const& test = *finding.value;
    Value out;
    out["method"] = test.method;
    out["statistic"] = finite_or_null(test.statistic);
    out["df"] = finite_or_null(test.df1);
    if (std::isfinite(test.df2)) out["df2"] = test.df2;
    out["p"] = finite_or_null(test.p_value);
    return out;
}

Value hierarchical_json(reliability::HierarchicalOmega const& omega, std::vector<std::string> const& items) {
    std::vector<std::string> factors{"general"};
    for (Eigen::Index f = 0; f < omega.groups.cols(); ++f)
        factors.push_back("G" + std::to_string(f + 1));
    Eigen::MatrixXd loadings(omega.general.size(), omega.groups.cols() + 1);
    loadings << omega.general, omega.groups;
    auto const& x = omega.indices;
    Value out;
    out["n"] = omega.persons;
    out["extraction"] = factor::name_of(omega.extraction);
    out["group_factors"] = static_cast<std::int64_t>(omega.groups.cols());
    out["converged"] = omega.extracted.converged && omega.rotated.converged;
    out["omega_hierarchical"] = finite_or_null(x.hierarchical);
    out["omega_total"] = finite_or_null(x.total);
    out["omega_limit"] = finite_or_null(x.asymptotic);
    out["explained_common_variance"] = finite_or_null(x.common_share);
    out["uncontaminated_correlations"] = finite_or_null(x.uncontaminated);
    out["construct_replicability"] = finite_or_null(x.h);
    out["loadings"] = matrix_json(items, factors, loadings);
    out["uniquenesses"] = by_item(items, omega.uniquenesses);
    out["item_explained_common_variance"] = by_item(items, x.item_common_share);
    if (omega.second_order.size() > 0) out["second_order_loadings"] = vector_json(omega.second_order);
    auto& groups = out["groups"] = Value::array();
    for (auto const& g : x.groups) {
        Value group;
        group["items"] = names_json(items, g.items);
        group["omega"] = finite_or_null(g.total);
        group["general"] = finite_or_null(g.general);
        group["omega_hierarchical"] = finite_or_null(g.hierarchical);
        group["construct_replicability"] = finite_or_null(g.h);
        if (g.items.empty()) {
            group["reason"] = "no item has its largest loading here";
        } else if (!std::isfinite(g.h)) {
            group["reason"] = "a loading is 1";
        }
        groups.push(std::move(group));
    }
    if (!std::isfinite(x.h)) out["reason"] = "a loading is 1";
    return out;
}

}  // namespace

Value general_factors_json(std::vector<GeneralFactorFinding> const& general,
                           std::vector<std::string> const& items) {
    auto out = Value::array();
    for (auto const& each : general) {
        Value one = each.omega.value ? hierarchical_json(*each.omega.value, items)
                                     : absent_json({"omega_hierarchical", "omega_total"}, each.omega.reason);
        one["general_factor_by"] = reliability::name_of(each.way);
        out.push(std::move(one));
    }
    return out;
}

Value reliability_json(ScaleAnalysis const& scale) {
    Value out;
    for (auto const& one : coefficients_of(scale))
        out[one.key] = coefficient_json(one);
    add_omega(scale, out);
    add_sample(scale, out);
    auto const& categorical = scale.reliability.categorical_omega.value;
    if (categorical) {
        out["categorical_omega"]["of_model"] = finite_or_null(categorical->total.of_model);
        out["categorical_omega"]["latent"] = finite_or_null(categorical->latent_total.of_observed);
        auto const model = model_json(categorical->fit, categorical->use.persons_used, scale.items, {});
        for (auto const& [key, value] : std::get<json::Object>(model.data()))
            out["categorical_omega"][key] = value;
    }
    out["structure"] = structure_json(scale.reliability.structure, scale.items);
    out["split_half"] = splits_json(scale);
    out["general_factor"] = general_factors_json(scale.reliability.general, scale.items);
    out["precision"] = precision_json(scale);
    if (scale.reliability.glb.value) {
        out["glb"]["error_variances"] = by_item(scale.items, scale.reliability.glb.value->error_variances);
        out["glb"]["proved_to"] = scale.reliability.glb.value->gap;
    }
    return out;
}

Value groups_json(ScaleAnalysis const& scale) {
    auto const& r = scale.reliability;
    Value out;
    auto& groups = out["groups"] = Value::array();
    for (auto const& group : r.groups) {
        Value one;
        one["group"] = group.group;
        if (group.alpha.value) {
            one["n"] = group.alpha.value->use.persons_used;
            one["alpha"] = estimate_json(group.alpha.value->alpha, group.alpha.value->standard_error);
        } else {
            one["alpha"] = no_estimate(group.alpha.reason);
        }
        groups.push(std::move(one));
    }
    out["equal"] = comparison_json(r.groups_compared);
    return out;
}

Value score_intervals_json(ScaleAnalysis const& scale) {
    auto const& r = scale.reliability;
    if (r.scores.empty()) return absent_json({"sums"}, r.no_scores);
    Value out;
    auto& sums = out["sums"] = Value::array();
    for (auto const& row : r.scores) {
        Value one;
        one["sum"] = row.interval.score;
        one["people"] = row.people;
        one["lower"] = row.interval.lower;
        one["upper"] = row.interval.upper;
        one["true_sum"] = row.interval.true_score;
        one["true_lower"] = row.interval.true_lower;
        one["true_upper"] = row.interval.true_upper;
        sums.push(std::move(one));
    }
    return out;
}

Value scales_together_json(ScalesTogether const& together) {
    if (!together.reason.empty())
        return absent_json({"pairs", "stratified_alpha", "structure"}, together.reason);
    Value out;
    out["n"] = together.persons;
    auto& pairs = out["pairs"] = Value::array();
    for (auto const& pair : together.pairs) {
        Value one;
        one["scales"] = json::array_of(
            std::vector<std::string>{together.scales[pair.first], together.scales[pair.second]});
        one["r"] = finite_or_null(pair.r);
        one["r_disattenuated"] = finite_or_null(pair.disattenuated);
        one["difference_reliability"] = finite_or_null(pair.difference_reliability);
        if (!std::isfinite(pair.disattenuated) || !std::isfinite(pair.difference_reliability))
            one["reason"] = "an alpha is not above 0, or a sum does not vary";
        one["alphas_equal"] = comparison_json(pair.alphas);
        one["alphas_equal_feldt"] = comparison_json(pair.feldt);
        pairs.push(std::move(one));
    }
    if (together.stratified.value) {
        out["stratified_alpha"] = estimate_json(together.stratified.value->stratified, absent, absent, absent,
                                                "of the sum of all scales");
        if (std::isfinite(together.stratified.value->parcels)) {
            out["alpha_of_scales"] = estimate_json(together.stratified.value->parcels, absent, absent, absent,
                                                   "each scale's sum as one item");
        }
    } else {
        out["stratified_alpha"] = no_estimate(together.stratified.reason);
    }
    out["structure"] = structure_json(together.structure, together.items);
    out["remarks"] = remarks_json(together.remarks);
    return out;
}

}  // namespace quaestor::report
