#include "base/version.hpp"
#include "report/agreement.hpp"

#include <cmath>

namespace quaestor::report {
namespace {

using json::finite_or_null;
using json::Value;

void put(Value& out, std::string_view key, double number) {
    if (std::isfinite(number)) out[key] = number;
}

Value line_json(AgreementLine const& line) {
    Value out;
    out["estimate"] = finite_or_null(line.value.value);
    put(out, "se", line.standard_error);
    put(out, "lower", line.value.lower);
    put(out, "upper", line.value.upper);
    if (std::isfinite(line.value.lower)) out["level"] = line.value.level;
    if (std::isfinite(line.value.lower)) out["method"] = line.value.method;
    put(out, "observed", line.observed);
    put(out, "expected", line.expected);
    if (!line.test.empty()) {
        auto& test = out["test"];
        test["statistic"] = line.test;
        test["value"] = line.statistic;
        put(test, line.test == "F" ? "df1" : "df", line.df1);
        put(test, "df2", line.df2);
        test["p"] = finite_or_null(line.p);
    } else {
        put(out, "p", line.p);
    }
    out["n"] = line.units;
    if (!line.reason.empty()) out["reason"] = line.reason;
    return out;
}

Value categories_json(RatingAgreement const& set) {
    auto out = Value::array();
    auto const* fleiss = set.fleiss.value ? &*set.fleiss.value : nullptr;
    for (std::size_t c = 0; c < set.labels.size(); ++c) {
        Value entry;
        entry["category"] = set.labels[c];
        if (fleiss != nullptr) {
            for (auto const& of : fleiss->categories) {
                if (of.category != set.categories[c]) continue;
                entry["share"] = finite_or_null(of.share);
                entry["fleiss_kappa"] = finite_or_null(of.kappa);
                entry["z"] = finite_or_null(of.z);
                entry["p"] = finite_or_null(of.p_value);
                if (!std::isfinite(of.kappa))
                    entry["reason"] = "no rating, or every one, is of this category";
            }
        }
        out.push(std::move(entry));
    }
    return out;
}

Value table_json(RatingAgreement const& set, agreement::Kappa const& kappa) {
    Value out;
    out["rows"] = set.raters[0];
    out["columns"] = set.raters[1];
    auto& counts = out["counts"] = Value::array();
    for (Eigen::Index i = 0; i < kappa.table.rows(); ++i) {
        auto row = Value::array();
        for (Eigen::Index j = 0; j < kappa.table.cols(); ++j)
            row.push(static_cast<std::int64_t>(kappa.table(i, j)));
        counts.push(std::move(row));
    }
    out["largest_kappa"] = finite_or_null(kappa.largest);
    return out;
}

Value set_json(RatingAgreement const& set, AgreementOptions const& options) {
    Value out;
    out["title"] = set.title;
    out["raters"] = json::array_of(set.raters);
    out["units"] = static_cast<std::int64_t>(set.ratings.rows());
    auto& rated = out["rated"] = Value::array();
    for (Eigen::Index j = 0; j < set.ratings.cols(); ++j)
        rated.push(
            static_cast<std::int64_t>(set.ratings.rows() - set.ratings.col(j).array().isNaN().count()));
    if (!set.labels.empty()) out["categories"] = categories_json(set);
    if (set.kappa.value) out["table"] = table_json(set, *set.kappa.value);
    if (set.icc.value) {
        auto const& squares = set.icc.value->mean_squares;
        auto& ms = out["mean_squares"];
        ms["units"] = squares.units;
        ms["within"] = squares.within;
        ms["raters"] = squares.raters;
        ms["residual"] = squares.residual;
    }
    auto& statistics = out["statistics"] = Value::object();
    for (auto const& line : agreement_lines(set, options))
        statistics[line.key] = line_json(line);
    if (set.krippendorff.value && set.krippendorff.value->replications > 0)
        statistics["krippendorff"]["samples_without_value"] = set.krippendorff.value->without_value;
    auto repeated = Value::array();
    for (auto const& pair : set.repeated) {
        Value entry;
        entry["first"] = set.raters[pair.first];
        entry["second"] = set.raters[pair.second];
        for (auto const& line : repeated_lines(set, pair))
            entry[line.key] = line_json(line);
        repeated.push(std::move(entry));
    }
    if (!set.repeated.empty()) out["repeated"] = std::move(repeated);
    return out;
}

}  // namespace

Value agreement_json(AgreementReport const& report) {
    Value out;
    out["tool"] = "quaestor";
    out["version"] = version();
    out["verb"] = "agreement";
    if (!report.provisional.empty()) out["provisional"] = json::array_of(report.provisional);
    auto& provenance = out["provenance"];
    provenance["data_sha256"] = report.data_sha256;
    if (!report.definition_sha256.empty())
        provenance["definition_sha256"] = json::array_of(report.definition_sha256);
    provenance["seed"] = static_cast<std::int64_t>(report.options.seed);
    auto& options = provenance["options"];
    options["measurement"] = agreement::name_of(report.options.measurement);
    options["weights"] = report.options.weights();
    options["level"] = report.options.level;
    options["bootstrap"] = report.options.replications;
    options["icc_2_k_interval"] =
        report.options.agreement_mean == agreement::AgreementMeanInterval::irr ? "irr" : "mcgraw-wong";
    out["data"]["rows"] = report.rows;
    out["data"]["refused"] = report.rows_refused;
    out["data"]["cells_not_taken"] = report.cells_not_taken;
    auto& sets = out["sets"] = Value::object();
    for (auto const& set : report.sets)
        sets[set.id] = set_json(set, report.options);
    return out;
}

}  // namespace quaestor::report
