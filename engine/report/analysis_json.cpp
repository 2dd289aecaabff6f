#include "report/analysis_json.hpp"

#include "base/text.hpp"
#include "base/version.hpp"
#include "report/correlations_json.hpp"
#include "report/json_parts.hpp"
#include "report/missing_key.hpp"
#include "report/scores_json.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::report {
namespace {

using json::finite_or_null;
using json::Value;

Value no_estimate(std::string const& reason) {
    return absent_json({"estimate"}, reason);
}

Value estimate_json(double value, double se, double lower, double upper, std::string const& method) {
    Value out;
    out["estimate"] = finite_or_null(value);
    if (std::isfinite(se)) out["se"] = se;
    if (std::isfinite(lower)) out["lower"] = lower;
    if (std::isfinite(upper)) out["upper"] = upper;
    out["method"] = method;
    return out;
}

Value estimate_json(Estimate const& estimate, double se = absent) {
    auto out = estimate_json(estimate.value, se, estimate.lower, estimate.upper, estimate.method);
    if (std::isfinite(estimate.level)) out["level"] = estimate.level;
    return out;
}

Value use_json(SampleUse const& use) {
    Value out;
    out["n"] = use.persons_used;
    out["dropped"] = use.persons_dropped;
    out["rule"] = use.rule;
    return out;
}

Value remarks_json(Diagnostics const& remarks) {
    auto out = Value::array();
    for (auto const& remark : remarks) {
        Value entry;
        entry["code"] = remark.code;
        entry["message"] = remark.message;
        out.push(std::move(entry));
    }
    return out;
}

Value item_json(DescribedItem const& described) {
    auto const& d = described.description;
    Value out;
    out["label"] = described.item->label;
    out["reversed"] = described.reversed;
    out["n"] = d.answered;
    out["missing"] = d.missing;
    auto& reasons = out["missing_by_reason"] = Value::object();
    for (auto const& missing : described.missing)
        reasons[missing_key(missing.reason)] = missing.count;
    out["mean"] = finite_or_null(d.mean);
    out["sd"] = finite_or_null(d.sd);
    out["median"] = finite_or_null(d.median);
    out["min"] = finite_or_null(d.smallest);
    out["max"] = finite_or_null(d.largest);
    out["skew"] = finite_or_null(d.shape.skewness);
    out["kurtosis"] = finite_or_null(d.shape.kurtosis);
    out["skew_adjusted"] = finite_or_null(d.adjusted.skewness);
    out["kurtosis_adjusted"] = finite_or_null(d.adjusted.kurtosis);
    out["skew_population"] = finite_or_null(d.population.skewness);
    out["kurtosis_population"] = finite_or_null(d.population.kurtosis);
    out["floor"] = finite_or_null(d.floor_share);
    out["ceiling"] = finite_or_null(d.ceiling_share);
    if (!std::isfinite(d.mean)) {
        out["reason"] = "nobody answered";
    } else if (!std::isfinite(d.sd)) {
        out["reason"] = "one answer has no spread";
    } else if (!std::isfinite(d.shape.skewness) || !std::isfinite(d.shape.kurtosis)) {
        out["reason"] = d.sd == 0 ? "the answers do not vary" : "too few answers";
    }
    auto& frequencies = out["frequencies"] = Value::object();
    for (auto const& f : d.frequencies)
        frequencies[text::number(f.value)] = f.count;
    return out;
}

constexpr std::string_view no_correlation = "an item does not vary, so it has no correlation";

Value reliability_json(ScaleAnalysis const& scale) {
    Value out;
    if (scale.alpha.value) {
        auto const& a = *scale.alpha.value;
        out["alpha"] = estimate_json(a.alpha, a.standard_error);
        out["alpha_standardized"] =
            estimate_json(a.standardized, absent, absent, absent, "from the mean correlation");
        out["mean_inter_item_r"] = finite_or_null(a.average_r);
        out["sum_mean"] = finite_or_null(a.sum_mean);
        out["sum_sd"] = finite_or_null(a.sum_sd);
        out["sem"] = finite_or_null(a.sem);
        if (!std::isfinite(a.standardized)) {
            out["alpha_standardized"]["reason"] = no_correlation;
            out["reason"] = no_correlation;  // of the mean correlation
        }
    } else {
        out["alpha"] = no_estimate(scale.alpha.reason);
        out["alpha_standardized"] = no_estimate(scale.alpha.reason);
        for (auto const* key : {"mean_inter_item_r", "sum_mean", "sum_sd", "sem"})
            out[key] = Value();
        out["reason"] = scale.alpha.reason;
    }
    if (scale.omega.value) {
        auto const& o = *scale.omega.value;
        out["omega_total"] = estimate_json(o.total, absent, absent, absent,
                                           "one factor, minres, correlations, over the observed variance");
        out["omega_total"]["of_model"] = finite_or_null(o.of_model);
        out["omega_total"]["general_of_observed"] = finite_or_null(o.of_observed);
        out["omega_total"]["loadings"] = by_item(scale.items, o.loadings);
    } else {
        out["omega_total"] = no_estimate(scale.omega.reason);
    }
    if (scale.guttman.value) {
        auto const& l = scale.guttman.value->lambdas;
        out["lambda2"] = estimate_json(l.lambda2, absent, absent, absent, "covariances");
        out["lambda6"] = estimate_json(l.lambda6, absent, absent, absent, "covariances");
        if (!std::isfinite(l.lambda6)) out["lambda6"]["reason"] = "the covariance matrix is singular";
    } else {
        out["lambda2"] = no_estimate(scale.guttman.reason);
        out["lambda6"] = no_estimate(scale.guttman.reason);
    }
    return out;
}

/// Keys and the numbers of item j, null where there is none.
template <class T>
void add_numbers(Value& item, Finding<T> const& finding, Eigen::Index j,
                 std::initializer_list<std::pair<std::string_view, Eigen::VectorXd T::*>> keys) {
    for (auto const& [key, numbers] : keys)
        item[key] = finding.value ? finite_or_null(((*finding.value).*numbers)[j]) : Value();
}

Value options_json(item_analysis::ItemOptionUse const& use) {
    auto out = Value::array();
    for (std::size_t i = 0; i < use.options.size(); ++i) {
        auto const& option = use.options[i];
        Value entry;
        entry["value"] = option.value;
        entry["n"] = option.chosen;
        entry["share"] = option.share;
        entry["mean_rest"] = finite_or_null(option.mean_rest);
        entry["sd_rest"] = finite_or_null(option.sd_rest);
        if (!std::isfinite(option.sd_rest)) entry["reason"] = "one person has no spread";
        entry["disordered"] =
            std::find(use.disordered.begin(), use.disordered.end(), i) != use.disordered.end();
        out.push(std::move(entry));
    }
    return out;
}

Value endorsement_json(item_analysis::ItemOptionUse const& use) {
    auto out = Value::array();
    for (auto const& group : use.groups) {
        Value entry;
        entry["n"] = group.persons;
        entry["rest_low"] = group.lowest;
        entry["rest_high"] = group.highest;
        entry["mean"] = group.mean_answer;
        entry["endorsed"] = json::array_of(group.endorsed);
        out.push(std::move(entry));
    }
    return out;
}

Value quality_json(short_form::Quality const& quality) {
    Value out;
    out["alpha"] = finite_or_null(quality.alpha);
    out["omega_total"] = finite_or_null(quality.omega);
    out["r_full"] = finite_or_null(quality.full_r);
    out["r_left_out"] = finite_or_null(quality.left_out_r);
    if (!std::isfinite(quality.omega)) out["reason"] = "omega needs three items that vary";
    return out;
}

Value short_forms_json(ScaleAnalysis const& scale) {
    if (!scale.short_forms.value) return absent_json({"forms"}, scale.short_forms.reason);
    auto const& found = *scale.short_forms.value;
    Value out;
    out["folds"] = found.folds;
    out["full"]["alpha"] = finite_or_null(found.full.alpha);
    out["full"]["omega_total"] = finite_or_null(found.full.omega);
    if (!std::isfinite(found.full.omega)) out["full"]["reason"] = "an item does not vary";
    auto& forms = out["forms"] = Value::array();
    for (auto const& form : found.forms) {
        Value entry;
        auto& items = entry["items"] = Value::array();
        for (auto const j : form.best.items)
            items.push(scale.items[static_cast<std::size_t>(j)]);
        entry["all"] = quality_json(form.all);
        entry["chosen"] = quality_json(form.chosen);
        entry["held_out"] = quality_json(form.held_out);
        auto& times = entry["times_chosen"] = Value::object();
        for (std::size_t i = 0; i < scale.items.size(); ++i)
            times[scale.items[i]] = form.times_chosen[i];
        entry["exhaustive"] = form.best.exhaustive;
        entry["subsets"] = form.best.looked_at;
        forms.push(std::move(entry));
    }
    return out;
}

Value against_json(Evidence::Against const& entry) {
    Value out;
    out["scale"] = entry.scale;
    out["measure"] = entry.measure;
    if (auto const& found = entry.association.value) {
        out["n"] = found->use.persons_used;
        out["r"] = estimate_json(found->r);
        out["p"] = finite_or_null(found->p);
        out["rho"] = finite_or_null(found->rho);
        out["disattenuated"] = finite_or_null(found->disattenuated);
        if (!std::isfinite(found->disattenuated)) out["reason"] = "neither has an alpha";
    } else {
        out["r"] = no_estimate(entry.association.reason);
    }
    return out;
}

Value groups_json(Evidence::Groups const& entry, std::vector<std::string> const& names) {
    Value out;
    out["scale"] = entry.scale;
    if (!entry.comparison.value) {
        out["reason"] = entry.comparison.reason;
        return out;
    }
    auto const& found = *entry.comparison.value;
    auto& groups = out["groups"] = Value::array();
    for (std::size_t g = 0; g < found.groups.size(); ++g) {
        Value group;
        group["group"] = names[g];
        group["n"] = found.groups[g].persons;
        group["mean"] = finite_or_null(found.groups[g].mean);
        group["sd"] = finite_or_null(found.groups[g].sd);
        if (!std::isfinite(found.groups[g].sd)) group["reason"] = "fewer than two scores";
        groups.push(std::move(group));
    }
    for (auto const& [key, number] : {std::pair{"f", found.f},
                                      {"df1", found.df1},
                                      {"df2", found.df2},
                                      {"p", found.p},
                                      {"eta_squared", found.eta_squared},
                                      {"omega_squared", found.omega_squared}})
        out[key] = finite_or_null(number);
    auto& differences = out["differences"] = Value::array();
    for (std::size_t i = 0; i < found.pairs.size(); ++i) {
        auto const& d = found.differences[i];
        Value entry_of_pair;
        entry_of_pair["first"] = names[found.pairs[i].first];
        entry_of_pair["second"] = names[found.pairs[i].second];
        entry_of_pair["g"] = estimate_json(d.g);
        entry_of_pair["welch_t"] = finite_or_null(d.welch_t);
        entry_of_pair["welch_df"] = finite_or_null(d.welch_df);
        entry_of_pair["p"] = finite_or_null(d.p);
        entry_of_pair["superiority"] = finite_or_null(d.superiority);
        if (!std::isfinite(d.welch_t)) entry_of_pair["reason"] = "the scores of both groups do not vary";
        differences.push(std::move(entry_of_pair));
    }
    return out;
}

Value methods_json(Evidence::Methods const& methods) {
    if (!methods.table.value) return absent_json({"correlations"}, methods.table.reason);
    auto const& found = *methods.table.value;
    Value out;
    out["correlations"] = matrix_json(methods.names, methods.names, found.r);
    auto& measures = out["measures"] = Value::array();
    for (std::size_t j = 0; j < methods.measures.size(); ++j) {
        Value measure;
        measure["measure"] = methods.names[j];
        measure["trait"] = methods.traits[methods.measures[j].trait];
        measure["method"] = methods.methods[methods.measures[j].method];
        measure["alpha"] = finite_or_null(methods.reliabilities[j]);
        if (!std::isfinite(methods.reliabilities[j])) measure["reason"] = "no items to compute alpha of";
        measures.push(std::move(measure));
    }
    out["mean_validity"] = finite_or_null(found.mean_validity);
    out["mean_heterotrait_monomethod"] = finite_or_null(found.mean_heterotrait_monomethod);
    out["mean_heterotrait_heteromethod"] = finite_or_null(found.mean_heterotrait_heteromethod);
    bool const all_there = std::isfinite(found.mean_validity) && std::isfinite(found.mean_heterotrait_monomethod) &&
                           std::isfinite(found.mean_heterotrait_heteromethod);
    if (!all_there) out["reason"] = "there is no such pair, or it does not vary";
    auto& validities = out["validities"] = Value::array();
    for (auto const& v : found.validities) {
        Value validity;
        validity["first"] = methods.names[v.first];
        validity["second"] = methods.names[v.second];
        validity["r"] = finite_or_null(v.r);
        validity["across"] = v.across;
        validity["across_below"] = v.across_below;
        validity["within"] = v.within;
        validity["within_below"] = v.within_below;
        validities.push(std::move(validity));
    }
    return out;
}

Value evidence_json(Evidence const& evidence) {
    auto out = Value::object();
    if (!evidence.against.empty()) {
        auto& against = out["against"] = Value::array();
        for (auto const& entry : evidence.against)
            against.push(against_json(entry));
    }
    if (!evidence.groups.empty()) {
        out["group_column"] = evidence.group_column;
        auto& groups = out["known_groups"] = Value::array();
        for (auto const& entry : evidence.groups)
            groups.push(groups_json(entry, evidence.group_names));
    }
    if (evidence.methods) out["multitrait"] = methods_json(*evidence.methods);
    out["remarks"] = remarks_json(evidence.remarks);
    return out;
}

Value item_analysis_json(ScaleAnalysis const& scale) {
    using item_analysis::ItemsInScale;
    using reliability::Alpha;
    auto out = Value::object();
    for (std::size_t i = 0; i < scale.items.size(); ++i) {
        auto const j = static_cast<Eigen::Index>(i);
        auto& item = out[scale.items[i]] = Value::object();
        add_numbers(item, scale.alpha, j,
                    {{"r_total", &Alpha::item_total_r},
                     {"r_corrected", &Alpha::item_rest_r},
                     {"r_standardized", &Alpha::item_standardized_r},
                     {"alpha_if_dropped", &Alpha::alpha_if_dropped}});
        add_numbers(item, scale.in_scale, j,
                    {{"r_overlap_corrected", &ItemsInScale::r_overlap_corrected},
                     {"squared_multiple_r", &ItemsInScale::squared_multiple_r},
                     {"scale_mean_if_deleted", &ItemsInScale::scale_mean_if_deleted},
                     {"scale_variance_if_deleted", &ItemsInScale::scale_variance_if_deleted},
                     {"difficulty", &ItemsInScale::difficulty},
                     {"upper_mean", &ItemsInScale::upper_mean},
                     {"lower_mean", &ItemsInScale::lower_mean},
                     {"discrimination", &ItemsInScale::discrimination}});
        if (!scale.alpha.value) {
            item["reason"] = scale.alpha.reason;
        } else if (!std::isfinite(scale.alpha.value->item_rest_r[j])) {
            item["reason"] = "the answers do not vary";
        } else if (!std::isfinite(scale.alpha.value->alpha_if_dropped[j])) {
            item["reason"] = "alpha of one item does not exist";
        } else if (!std::isfinite(scale.in_scale.value->squared_multiple_r[j])) {
            item["reason"] = "the items of the scale determine each other, or one does not vary";
        }
        if (scale.options.value) {
            item["options"] = options_json(scale.options.value->items[i]);
            item["endorsement"] = endorsement_json(scale.options.value->items[i]);
        }
    }
    return out;
}

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

std::string reason_of(Diagnostics const& diagnostics) {
    for (auto const& d : diagnostics) {
        if (d.severity == Severity::error) return d.code + ": " + d.message;
    }
    return "not computed";
}

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
        all["remarks"] = remarks_json(analysis.all_items->remarks);
    }
    return out;
}

}  // namespace quaestor::report
