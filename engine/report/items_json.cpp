#include "report/items_json.hpp"

#include "base/text.hpp"
#include "report/json_parts.hpp"
#include "report/missing_key.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::report {

using json::finite_or_null;
using json::Value;

namespace {

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

}  // namespace

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

}  // namespace quaestor::report
