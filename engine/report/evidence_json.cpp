#include "report/evidence_json.hpp"

#include "report/json_parts.hpp"

#include <cmath>

namespace quaestor::report {

using json::finite_or_null;
using json::Value;

namespace {

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
    bool const all_there = std::isfinite(found.mean_validity) &&
                           std::isfinite(found.mean_heterotrait_monomethod) &&
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

}  // namespace

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

}  // namespace quaestor::report
