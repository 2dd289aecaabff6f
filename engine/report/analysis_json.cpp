#include "report/analysis_json.hpp"

#include "base/text.hpp"
#include "base/version.hpp"
#include "report/correlations_json.hpp"
#include "report/evidence_json.hpp"
#include "report/items_json.hpp"
#include "report/json_parts.hpp"
#include "report/reliability_json.hpp"
#include "report/scores_json.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::report {
namespace {

using json::finite_or_null;
using json::Value;

Value parallel_json(dimensionality::ParallelAnalysis const& p) {
    Value out;
    out["observed"] = vector_json(p.observed);
    out["simulated_mean"] = vector_json(p.mean);
    out["simulated_95"] = vector_json(p.percentile);
    out["suggested"] = p.suggested_by_percentile;
    out["suggested_by_mean"] = p.suggested_by_mean;
    out["eigenvalues_of"] =
        p.of == dimensionality::EigenvaluesOf::components ? "components" : "common_factors";
    out["replications"] = p.replications;
    out["seed"] = static_cast<std::int64_t>(p.seed);
    return out;
}

Value dimensions_json(Dimensions const& d, std::vector<std::string> const& items) {
    Value out;
    out["n"] = d.persons > 0 ? Value(d.persons) : Value();
    if (d.kmo.value) {
        auto const& k = *d.kmo.value;
        out["kmo"]["overall"] = finite_or_null(k.kmo);
        out["kmo"]["items"] = by_item(items, k.item_msa);
        out["bartlett"]["chi_square"] = finite_or_null(k.chi_squared);
        out["bartlett"]["df"] = k.df;
        out["bartlett"]["p"] = finite_or_null(k.p_value);
        out["determinant"] = finite_or_null(k.determinant);
    } else {
        out["kmo"] = absent_json({"overall", "items"}, d.kmo.reason);
        out["bartlett"] = absent_json({"chi_square", "df", "p"}, d.kmo.reason);
        out["determinant"] = Value();
    }
    if (d.parallel.value) {
        out["eigenvalues"] = vector_json(d.parallel.value->observed);
        out["parallel"] = parallel_json(*d.parallel.value);
    } else {
        out["eigenvalues"] = Value();
        out["parallel"] =
            absent_json({"observed", "simulated_mean", "simulated_95", "suggested"}, d.parallel.reason);
    }
    if (d.map.value) {
        out["map"]["values"] = vector_json(d.map.value->squared);
        out["map"]["suggested"] = d.map.value->suggested_squared;
        out["map"]["values_fourth_power"] = vector_json(d.map.value->fourth);
        out["map"]["suggested_fourth_power"] = d.map.value->suggested_fourth;
    } else {
        out["map"] = absent_json({"values", "suggested"}, d.map.reason);
    }
    if (auto const& reason = d.kmo.value ? d.parallel.reason : d.kmo.reason; !reason.empty())
        out["reason"] = reason;
    return out;
}

Value fit_json(factor::FactorFit const& fit) {
    Value out;
    out["chi_square"] = finite_or_null(fit.chi_squared);
    out["df"] = fit.df;
    out["p"] = finite_or_null(fit.p_value);
    out["rmsea"] = estimate_json(fit.rmsea);
    out["tli"] = finite_or_null(fit.tli);
    out["bic"] = finite_or_null(fit.bic);
    out["rmsr"] = finite_or_null(fit.rmsr);
    out["crms"] = finite_or_null(fit.crms);
    if (!std::isfinite(fit.chi_squared) || !std::isfinite(fit.rmsea.value))
        out["reason"] = fit.df == 0 ? "no degrees of freedom" : "not computed";
    return out;
}

Value efa_json(Finding<factor::FactorSolution> const& finding, std::vector<std::string> const& items) {
    if (!finding.value) {
        return absent_json({"extraction", "rotation", "factors", "loadings", "phi", "communalities",
                            "uniquenesses", "variance", "fit"},
                           finding.reason);
    }
    auto const& e = *finding.value;
    std::vector<std::string> factors;
    for (Eigen::Index j = 0; j < e.loadings.cols(); ++j)
        factors.push_back("F" + std::to_string(j + 1));
    Value out;
    out["extraction"] = factor::name_of(e.extraction);
    out["rotation"] = factor::name_of(e.rotation);
    out["kaiser"] = e.kaiser;
    out["factors"] = static_cast<std::int64_t>(e.loadings.cols());
    out["n"] = e.persons;
    out["converged"] = e.extracted.converged && e.rotated.converged;
    out["loadings"] = matrix_json(items, factors, e.loadings);
    out["structure"] = matrix_json(items, factors, e.structure);
    out["phi"] = matrix_json(factors, factors, e.phi);
    out["communalities"] = by_item(items, e.communalities);
    out["uniquenesses"] = by_item(items, e.uniquenesses);
    auto& variance = out["variance"] = Value::array();
    for (Eigen::Index j = 0; j < e.loadings.cols(); ++j) {
        Value one;
        one["factor"] = factors[static_cast<std::size_t>(j)];
        one["ss_loadings"] = finite_or_null(e.ss_loadings[j]);
        one["proportion"] = finite_or_null(e.proportion[j]);
        one["cumulative"] = finite_or_null(e.cumulative[j]);
        variance.push(std::move(one));
    }
    out["fit"] = fit_json(e.fit);
    out["unrotated"] = matrix_json(items, factors, e.unrotated);
    return out;
}

Value options_json(AnalysisOptions const& options) {
    Value out;
    auto& analyses = out["analyses"] = Value::array();
    analyses.push("items");
    if (options.analyses.reliability) analyses.push("reliability");
    if (options.analyses.dimensionality) analyses.push("dimensionality");
    if (options.analyses.efa) analyses.push("efa");
    if (options.analyses.correlations) analyses.push("correlations");
    out["use"] = options.use == correlation::Missing::pairwise ? "pairwise" : "listwise";
    out["correlation"] = correlation::name_of(options.correlation);
    if (options.zero_cell > 0) out["zero_cell"] = options.zero_cell;
    if (options.smooth) out["smooth"] = true;
    out["level"] = options.level;
    out["factors"] = options.factors ? Value(*options.factors) : Value("parallel");
    out["extraction"] = factor::name_of(options.extraction);
    out["rotation"] = factor::name_of(options.rotation);
    if (options.kaiser) out["kaiser"] = *options.kaiser;
    out["starts"] = options.starts;
    out["bootstrap"] = options.bootstrap;
    if (options.group_factors) out["group_factors"] = *options.group_factors;
    if (!options.group.empty()) out["group"] = options.group;
    out["replications"] = options.replications;
    if (!options.short_forms.sizes.empty()) {
        out["short_by"] = std::string(short_form::name_of(options.short_forms.criterion));
        out["short_keep"] = json::array_of(options.short_forms.keep);
        out["folds"] = options.short_forms.folds;
    }
    out["moments"] = options.moments == descriptives::MomentKind::population ? "population" : "adjusted";
    return out;
}

}  // namespace

json::Value analysis_json(Analysis const& analysis) {
    Value out;
    out["tool"] = "quaestor";
    out["version"] = version();
    out["verb"] = "analyze";
    out["instrument"] = analysis.instrument->id;
    if (analysis.instrument->card.status == instrument::Status::provisional) {
        out["provisional"] = analysis.instrument->card.unverified;
    }
    out["provenance"]["data_sha256"] = analysis.data_sha256;
    out["provenance"]["definition_sha256"] = analysis.definition_sha256;
    out["provenance"]["seed"] = static_cast<std::int64_t>(analysis.options.seed);
    out["provenance"]["options"] = options_json(analysis.options);
    out["data"]["rows"] = analysis.rows;
    out["data"]["used"] = analysis.all_items        ? Value(analysis.all_items->use.persons_used)
                          : analysis.scales.empty() ? Value()
                                                    : Value(analysis.scales.front().use.persons_used);
    out["data"]["refused"] = analysis.rows_refused;
    out["data"]["cells_not_taken"] = analysis.cells_not_taken;
    out["clues"] = clues_json(analysis.clues);
    auto& items = out["items"] = Value::object();
    for (auto const& item : analysis.items)
        items[item.item->id] = item_json(item);
    out["correlations"] = correlations_json(analysis.correlations);
    auto& scales = out["scales"] = Value::object();
    for (auto const& scale : analysis.scales) {
        auto& entry = scales[scale.scale->id];
        entry["title"] = scale.scale->title;
        entry["sample"] = use_json(scale.use);
        entry["n"] = scale.use.persons_used;
        entry["items"] = json::array_of(scale.items);
        entry["item_analysis"] = item_analysis_json(scale);
        entry["reliability"] = reliability_json(scale);
        if (!analysis.options.short_forms.sizes.empty()) entry["short_forms"] = short_forms_json(scale);
        if (!analysis.options.group.empty()) entry["reliability_by_group"] = groups_json(scale);
        entry["scores"] = score_intervals_json(scale);
        entry["dimensionality"] = dimensions_json(scale.dimensions, scale.items);
        entry["efa"] = efa_json(scale.efa, scale.items);
        entry["remarks"] = remarks_json(scale.remarks);
    }
    if (analysis.evidence) out["evidence"] = evidence_json(*analysis.evidence);
    if (analysis.all_items) {
        auto& all = out["all_items"];
        all["sample"] = use_json(analysis.all_items->use);
        all["dimensionality"] = dimensions_json(analysis.all_items->dimensions, analysis.all_items->items);
        all["efa"] = efa_json(analysis.all_items->efa, analysis.all_items->items);
        all["general_factor"] = general_factors_json(analysis.all_items->general, analysis.all_items->items);
        all["scales"] = scales_together_json(analysis.all_items->scales);
        all["remarks"] = remarks_json(analysis.all_items->remarks);
    }
    return out;
}

}  // namespace quaestor::report
