// Every number that lavaan and semTools gave for models of simple structure on seven real data sets, where
// they lie beside this project. docs/methods/reliability.md says the same of what differs.
#include "numeric/moments.hpp"
#include "psychometrics/correlation/polychoric.hpp"
#include "psychometrics/reliability/categorical_omega.hpp"
#include "psychometrics/reliability/omega_structure.hpp"
#include "psychometrics/reliability/peers.hpp"
#include "support/golden.hpp"
#include "support/sample.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <map>

#include <catch2/catch.hpp>
#include <rapidjson/document.h>

namespace correlation = quaestor::correlation;
namespace reliability = quaestor::reliability;
namespace sem = quaestor::sem;
namespace fs = std::filesystem;

namespace {

std::string const folder = peers::folder();

/// What lavaan's table of estimates says of a model of simple structure.
struct Model {
    std::vector<std::string> factors;
    std::vector<std::string> items;
    sem::Parts parts;

    explicit Model(rapidjson::Value const& columns) {
        for (rapidjson::SizeType row = 0; row < columns["op"].Size(); ++row) {
            if (std::string(columns["op"][row].GetString()) != "=~") continue;
            std::string const factor = columns["lhs"][row].GetString();
            if (factors.empty() || factors.back() != factor) {
                factors.push_back(factor);
                parts.emplace_back();
            }
            parts.back().push_back(static_cast<Eigen::Index>(items.size()));
            items.emplace_back(columns["rhs"][row].GetString());
        }
    }
    [[nodiscard]] Eigen::Index item(std::string const& name) const {
        return std::find(items.begin(), items.end(), name) - items.begin();
    }
    [[nodiscard]] Eigen::Index factor(std::string const& name) const {
        return std::find(factors.begin(), factors.end(), name) - factors.begin();
    }
};

/// n times the variance of the correlation of acl's items active and energetic in lavaan 0.6.14,
/// diag(lavInspect(fit, "gamma")); of this matrix the files hold no more than the correlation itself.
constexpr double floored_gamma = 0.112318476506;

class Count {
public:
    void number(std::string const& what, double ours, rapidjson::Value const& theirs, double tolerance) {
        if (!theirs.IsNumber()) return;
        ++compared;
        double const difference =
            std::abs(ours - theirs.GetDouble()) / std::max(1.0, std::abs(theirs.GetDouble()));
        bool const same = difference <= tolerance;
        if (same) ++agreed;
        auto const kind = what.substr(what.find(':') + 2, what.find(',') - what.find(':') - 2);
        worst[kind] = std::max(worst[kind], difference);
        CAPTURE(what, ours, theirs.GetDouble(), ours - theirs.GetDouble());
        CHECK(same);
    }
    int compared = 0;
    int agreed = 0;
    int different = 0;
    std::map<std::string, double> worst;  ///< difference by kind of number
};

/// Loadings, factor correlations and residual variances in `column` of lavaan's table.
void compare_estimates(Count& count, std::string const& at, rapidjson::Value const& columns,
                       std::string const& column, Model const& model, sem::FactorModel const& ours,
                       double tolerance) {
    auto const& values = columns[column.c_str()];
    for (rapidjson::SizeType row = 0; row < values.Size(); ++row) {
        std::string const op = columns["op"][row].GetString();
        std::string const left = columns["lhs"][row].GetString();
        std::string const right = columns["rhs"][row].GetString();
        if (op == "=~") {
            count.number(at + ": loading, " + right, ours.loadings[model.item(right)], values[row],
                         tolerance);
        } else if (op == "~~" && model.factor(left) < ours.phi.cols()) {
            if (left == right) continue;
            count.number(at + ": factor correlation, " + left + " " + right,
                         ours.phi(model.factor(left), model.factor(right)), values[row], tolerance);
        } else if (op == "~~") {
            count.number(at + ": residual, " + left, ours.residuals[model.item(left)], values[row],
                         tolerance);
        }
    }
}

/// A peer's number of each factor.
template <class Ours>
void compare_parts(Count& count, std::string const& at, rapidjson::Value const& entry, Model const& model,
                   Ours const& ours, double tolerance) {
    for (auto const& member : entry["value"].GetObject()) {
        auto const part = static_cast<std::size_t>(model.factor(member.name.GetString()));
        count.number(at + ", " + member.name.GetString(), ours(part), member.value, tolerance);
    }
}

void compare_covariances(Count& count, std::string const& data, rapidjson::Value const& results,
                         std::string const& prefix) {
    auto const entry = [&](char const* name) -> rapidjson::Value const& {
        return results[(prefix + ".ML." + name).c_str()];
    };
    auto const& fitted = entry("listwise")["value"];
    Model const model(fitted["estimates"]["columns"]);
    auto const got =
        reliability::omega_of_structure(peers::items(data, model.items, false), model.parts, {model.items});
    REQUIRE(got.value);
    auto const& omega = *got.value;
    CHECK(omega.fit.convergence.converged);
    std::string const at = data + " ML";
    auto const& fit = fitted["fit"];
    count.number(at + ": chi-square, ", omega.fit.chi_squared, fit["chisq"], 1e-7);
    count.number(at + ": df, ", static_cast<double>(omega.fit.df), fit["df"], 0.0);
    count.number(at + ": p, ", omega.fit.p_value, fit["pvalue"], 1e-6);
    count.number(at + ": RMSEA, ", omega.fit.rmsea, fit["rmsea"], 1e-6);
    count.number(at + ": SRMR, ", omega.fit.srmr, fit["srmr"], 1e-6);
    // Two searches of lavaan, which agree with each other to about 1e-5.
    compare_estimates(count, at, entry("std.lv")["value"]["columns"], "est", model, omega.fit.model, 2e-5);
    compare_parts(
        count, at + ": omega over the observed variance", entry("compRelSEM_omega"), model,
        [&](std::size_t part) { return omega.parts[part].of_observed; }, 1e-5);
    compare_parts(
        count, at + ": omega over the model's variance", entry("compRelSEM_omega_modelvar"), model,
        [&](std::size_t part) { return omega.parts[part].of_model; }, 1e-5);
}

/// One factor for each of bfi's scales alone.
void compare_single_scales(Count& count, rapidjson::Value const& results) {
    for (char const letter : std::string("ACENO")) {
        std::string const scale(1, letter);
        auto const got =
            reliability::omega_of_structure(sample::scale("bfi", scale), sem::Parts{{0, 1, 2, 3, 4}});
        REQUIRE(got.value);
        std::string const of = "scale" + scale + ".compRelSEM_omega";
        count.number("bfi " + scale + ": omega over the observed variance, alone",
                     got.value->total.of_observed, results[of.c_str()]["value"][scale.c_str()], 1e-5);
        count.number("bfi " + scale + ": omega over the model's variance, alone", got.value->total.of_model,
                     results[(of + "_modelvar").c_str()]["value"][scale.c_str()], 1e-5);
    }
}

/// The polychoric correlations that lavaan took, in the order of the model.
Eigen::MatrixXd correlations_of(rapidjson::Value const& cor, Model const& model) {
    Eigen::MatrixXd r(model.parts.empty() ? 0 : static_cast<Eigen::Index>(model.items.size()),
                      static_cast<Eigen::Index>(model.items.size()));
    for (rapidjson::SizeType i = 0; i < cor["rows"].Size(); ++i) {
        for (rapidjson::SizeType j = 0; j < cor["cols"].Size(); ++j)
            r(model.item(cor["rows"][i].GetString()), model.item(cor["cols"][j].GetString())) =
                cor["values"][i][j].GetDouble();
    }
    return r;
}

void compare_ordered(Count& count, std::string const& data, rapidjson::Value const& results,
                     std::string const& prefix) {
    auto const entry = [&](char const* name) -> rapidjson::Value const& {
        return results[(prefix + "." + name).c_str()];
    };
    auto const& fitted = entry("WLSMV.ordered")["value"];
    auto const& estimates = fitted["estimates"]["columns"];
    Model const model(estimates);
    auto made = correlation::polychoric(peers::items(data, model.items, prefix == "cfa_dich"));
    REQUIRE(made.value);
    auto polychoric = std::move(*made.value);
    std::string const at = data + " ordered";
    auto const theirs = correlations_of(entry("WLSMV.thresholds_polychorics")["value"]["cor"], model);
    if (data == "acl") {
        // lavaan holds every probability above 1.5e-8, which makes another number of one correlation there
        // and of its variance, and so of every estimate. With those two lavaan's estimates must be ours.
        auto const active = model.item("active");
        auto const energetic = model.item("energetic");
        auto const own = reliability::categorical_omega(polychoric, model.parts);
        REQUIRE(own.value);
        CHECK(std::abs(own.value->parts[1].of_observed -
                       entry("WLSMV.compRelSEM_ordinal")["value"]["ach"].GetDouble()) > 5e-4);
        polychoric.r(active, energetic) = polychoric.r(energetic, active) = theirs(active, energetic);
        polychoric.se(active, energetic) = polychoric.se(energetic, active) =
            std::sqrt(floored_gamma / 433.0);
        count.different += 1;
    }
    for (Eigen::Index i = 0; i < theirs.cols(); ++i) {
        for (Eigen::Index j = 0; j < i; ++j)
            CHECK(std::abs(theirs(i, j) - polychoric.r(i, j)) < 1e-6);
    }
    auto const unweighted =
        reliability::categorical_omega(polychoric, model.parts, {.weighted = false, .names = {model.items}});
    REQUIRE(unweighted.value);
    compare_estimates(count, at + " ULS", entry("ULSMV.ordered")["value"]["estimates"]["columns"], "std.all",
                      model, unweighted.value->fit.model, 2e-5);
    auto const got = reliability::categorical_omega(polychoric, model.parts, {.names = {model.items}});
    REQUIRE(got.value);
    auto const& omega = *got.value;
    count.number(at + ": df, ", static_cast<double>(omega.fit.df), fitted["fit"]["df"], 0.0);
    count.number(at + ": SRMR, ", omega.fit.srmr, fitted["fit"]["srmr"], 1e-5);
    compare_estimates(count, at + " DWLS", estimates, "std.all", model, omega.fit.model, 2e-5);
    compare_parts(
        count, at + ": categorical omega", entry("WLSMV.compRelSEM_ordinal"), model,
        [&](std::size_t part) { return omega.parts[part].of_observed; }, 1e-5);
    compare_parts(
        count, at + ": omega of latent responses", entry("WLSMV.compRelSEM_latent_response"), model,
        [&](std::size_t part) { return omega.latent_parts[part].of_observed; }, 1e-5);
}

}  // namespace

TEST_CASE("structures: every number of lavaan and semTools on seven data sets agrees or differs for a reason",
          "[psychometrics][reliability][sem][golden][peers]") {
    if (!fs::is_directory(folder + "public")) {
        std::cout << "skipped: " << folder << " is not here\n";
        return;
    }
    Count count;
    for (std::string const data : {"acl", "bfi", "hs1939", "lsat6", "lsat7", "science", "verbagg"}) {
        auto const json = peers::document(folder + "public/" + data + "__cfa.json");
        auto const& results = json["results"];
        compare_covariances(count, data, results, data == "verbagg" ? "cfa_poly" : "cfa");
        if (data == "bfi") compare_single_scales(count, results);
        if (data != "hs1939") compare_ordered(count, data, results, data == "verbagg" ? "cfa_dich" : "cfa");
    }
    CHECK(count.agreed == count.compared);
    CHECK(count.compared == 676);
    std::cout << "structures beside lavaan and semTools: " << count.compared << " numbers compared, "
              << count.agreed << " agreed\n";
    for (auto const& [kind, difference] : count.worst)
        std::cout << "  " << kind << ": largest difference " << difference << "\n";
}
