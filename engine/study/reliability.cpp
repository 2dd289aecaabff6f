#include "study/reliability.hpp"

#include "numeric/moments.hpp"
#include "psychometrics/correlation/polychoric.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "study/correlations.hpp"
#include "study/division.hpp"
#include "study/keep.hpp"

#include <cmath>
#include <map>
#include <set>

namespace quaestor::study {
namespace {

using reliability::GeneralFactor;
using report::Finding;

/// More different sums than this are no table that somebody looks a score up in.
constexpr std::size_t most_scores = 400;

void by_bootstrap(intake::CompleteItems const& items, VariableNames const& names,
                  report::AnalysisOptions const& options, report::ScaleAnalysis& scale) {
    if (options.bootstrap == 0) return;
    auto& out = scale.reliability;
    out.alpha_bootstrap = keep(reliability::bootstrap_alpha(items, {options.level, options.bootstrap,
                                                                    options.seed, options.jobs, names}),
                               scale.remarks);
    out.omega_bootstrap =
        keep(reliability::bootstrap_omega(items, options.level,
                                          {options.bootstrap, options.seed, options.jobs}, {.names = names}),
             scale.remarks);
}

/// Each sum that somebody has, from low to high.
void look_up_scores(MatrixIn answers, report::ScaleReliability& out) {
    if (!out.precision.value) {
        out.no_scores = out.precision.reason;
        return;
    }
    std::map<double, std::int64_t> people;
    Eigen::VectorXd const sums = answers.rowwise().sum();
    for (double const sum : sums) {
        ++people[sum];
        if (people.size() > most_scores) {
            out.no_scores = "more than " + std::to_string(most_scores) + " different sums";
            return;
        }
    }
    for (auto const& [score, count] : people)
        out.scores.push_back({reliability::score_interval(score, *out.precision.value), count});
}

void by_group(scoring::ItemMatrix const& matrix, report::AnalysisOptions const& options, Groups const& groups,
              report::ScaleAnalysis& scale) {
    auto& out = scale.reliability;
    if (options.group.empty()) {
        out.groups_compared.reason = "not asked for: --group COLUMN";
        return;
    }
    std::vector<reliability::SampleAlpha> samples;
    for (auto const& name : groups.names) {
        std::vector<Eigen::Index> rows;
        for (std::size_t i = 0; i < groups.of_row.size(); ++i) {
            if (groups.of_row[i] == name) rows.push_back(static_cast<Eigen::Index>(i));
        }
        report::GroupAlpha group;
        group.group = name;
        group.alpha = keep_quietly(
            reliability::cronbach_alpha(numeric::rows_of(matrix.values, rows), {.level = options.level}));
        if (group.alpha.value) {
            samples.push_back(
                {group.alpha.value->alpha.value, group.alpha.value->use.persons_used, matrix.values.cols()});
        }
        out.groups.push_back(std::move(group));
    }
    if (samples.size() < 2) {
        out.groups_compared.reason = "fewer than two groups have an alpha";
    } else {
        out.groups_compared =
            keep_quietly(samples.size() == 2 ? reliability::compare_independent(samples[0], samples[1])
                                             : reliability::compare_independent(samples));
    }
}

/// Of complete answers, where these are few and ordered.
Finding<correlation::PolychoricMatrix> polychoric_of(MatrixIn answers, VariableNames const& names) {
    Finding<correlation::PolychoricMatrix> out;
    for (Eigen::Index j = 0; j < answers.cols(); ++j) {
        std::set<double> different;
        for (Eigen::Index i = 0; i < answers.rows() && different.size() <= most_ordered_options; ++i)
            different.insert(answers(i, j));
        if (different.size() <= most_ordered_options) continue;
        out.reason =
            names.item(j) + " has more than " + std::to_string(most_ordered_options) + " different answers";
        return out;
    }
    out = keep_quietly(correlation::polychoric(answers, {.names = names}));
    if (out.value && !out.value->r.allFinite()) {
        out.value.reset();
        out.reason = "two items have no polychoric correlation";
    }
    return out;
}

/// Of the normal variables behind the answers, and of the answers by way of them.
void of_latent_responses(Finding<correlation::PolychoricMatrix> const& polychoric, VariableNames const& names,
                         report::ScaleAnalysis& scale) {
    auto& out = scale.reliability;
    if (!polychoric.value) {
        for (auto* const why : {&out.ordinal_alpha.reason, &out.ordinal_omega.reason,
                                &out.categorical_omega.reason, &out.categorical_omega_uls.reason})
            *why = polychoric.reason;
        return;
    }
    auto const& matrix = *polychoric.value;
    out.ordinal_alpha.value = reliability::alpha_of(matrix.r);
    out.ordinal_omega = keep_quietly(reliability::omega_of_correlations(matrix.r, {.names = names}));
    sem::Parts one(1);
    for (Eigen::Index j = 0; j < matrix.r.cols(); ++j)
        one[0].push_back(j);
    auto weighted = reliability::categorical_omega(matrix, one, {.names = names});
    // Why there is none is told in its place; remarks are for numbers that there are.
    out.categorical_omega =
        weighted.value ? keep(std::move(weighted), scale.remarks) : keep_quietly(std::move(weighted));
    out.categorical_omega_uls =
        keep_quietly(reliability::categorical_omega(matrix, one, {.weighted = false, .names = names}));
}

/// Both omegas of items that a definition divides.
report::StructureFinding structure_of(intake::CompleteItems const& items,
                                      Finding<correlation::PolychoricMatrix> const& polychoric,
                                      Division const& division, VariableNames const& names,
                                      Diagnostics& remarks) {
    report::StructureFinding out;
    out.source = division.source;
    out.parts = division.names;
    auto plain = reliability::omega_of_structure(items, division.parts, names);
    out.omega = plain.value ? keep(std::move(plain), remarks) : keep_quietly(std::move(plain));
    if (!polychoric.value) {
        out.categorical.reason = polychoric.reason;
        return out;
    }
    auto ordered = reliability::categorical_omega(*polychoric.value, division.parts, {.names = names});
    out.categorical = ordered.value ? keep(std::move(ordered), remarks) : keep_quietly(std::move(ordered));
    return out;
}

void leave_out(report::StructureFinding& structure, std::string const& reason) {
    structure.omega.reason = structure.categorical.reason = reason;
}

std::optional<std::int64_t> group_factors(report::Dimensions const& dimensions,
                                          report::AnalysisOptions const& options) {
    if (options.group_factors) return options.group_factors;
    if (options.factors) return options.factors;
    if (dimensions.parallel.value) return dimensions.parallel.value->suggested_by_percentile;
    return std::nullopt;
}

}  // namespace

void leave_out_reliability(report::ScaleAnalysis& scale, std::string const& reason) {
    auto& out = scale.reliability;
    for (auto* const why :
         {&scale.alpha.reason, &scale.omega.reason, &scale.guttman.reason, &out.alpha_jackknife.reason,
          &out.alpha_bootstrap.reason, &out.omega_likelihood.reason, &out.omega_bootstrap.reason,
          &out.guttman_standardized.reason, &out.kuder_richardson.reason, &out.splits.reason, &out.glb.reason,
          &out.precision.reason, &out.no_scores, &out.ordinal_alpha.reason, &out.ordinal_omega.reason,
          &out.categorical_omega.reason, &out.categorical_omega_uls.reason})
        *why = reason;
    leave_out(out.structure, reason);
}

std::vector<report::GeneralFactorFinding> general_factors(Finding<correlation::PolychoricMatrix> const& basis,
                                                          report::Dimensions const& dimensions,
                                                          report::AnalysisOptions const& options,
                                                          VariableNames const& names, Diagnostics& remarks) {
    auto const count = group_factors(dimensions, options);
    std::vector<report::GeneralFactorFinding> out;
    for (auto const way : {GeneralFactor::schmid_leiman_oblimin, GeneralFactor::schmid_leiman_geomin,
                           GeneralFactor::bifactor}) {
        report::GeneralFactorFinding finding;
        finding.way = way;
        if (!basis.value) {
            finding.omega.reason = basis.reason;
        } else if (!count) {
            finding.omega.reason = "the number of group factors is not known: " + dimensions.parallel.reason;
        } else if (*count < 2) {
            finding.omega.reason =
                options.group_factors || options.factors
                    ? "one factor has no group factors beside it"
                    : "parallel analysis suggests no more than one factor, so that there are no "
                      "group factors; --group-factors N asks for them";
        } else {
            reliability::HierarchicalOptions wished;
            wished.group_factors = static_cast<Eigen::Index>(*count);
            wished.way = way;
            wished.extraction = options.extraction;
            wished.starts = options.starts;
            wished.seed = options.seed;
            wished.names = names;
            auto fitted =
                reliability::omega_hierarchical(basis.value->r, basis.value->use.persons_used, wished);
            finding.omega = way == GeneralFactor::schmid_leiman_oblimin ? keep(std::move(fitted), remarks)
                                                                        : keep_quietly(std::move(fitted));
        }
        out.push_back(std::move(finding));
    }
    return out;
}

void analyze_reliability(instrument::Instrument const& instrument, scoring::ItemMatrix const& matrix,
                         report::AnalysisOptions const& options, Groups const& groups,
                         report::ScaleAnalysis& scale) {
    auto& out = scale.reliability;
    VariableNames const names(matrix.names);
    auto gate = intake::complete_items(matrix.values, {"Cronbach's alpha", 2, 3}, names);
    if (!gate.value) {
        leave_out_reliability(scale, keep(std::move(gate), scale.remarks).reason);
    } else {
        auto const& items = *gate.value;
        auto const likelihood = factor::ExtractionMethod::maximum_likelihood;
        scale.alpha =
            keep(reliability::cronbach_alpha(items, {.level = options.level, .names = names}), scale.remarks);
        scale.omega = keep(reliability::omega_total(items, {.names = names}), scale.remarks);
        scale.guttman = keep(reliability::guttman_lambdas(items, {.names = names}), scale.remarks);
        out.alpha_jackknife = keep(reliability::jackknife_alpha(items, options.level), scale.remarks);
        by_bootstrap(items, names, options, scale);
        out.omega_likelihood = keep_quietly(reliability::omega_total(
            items, {.estimator = likelihood, .standardized = false, .names = names}));
        out.guttman_standardized =
            keep_quietly(reliability::guttman_lambdas(items, {.standardized = true, .names = names}));
        out.kuder_richardson = keep_quietly(reliability::kuder_richardson(items, {names}));
        out.splits = keep_quietly(reliability::split_halves(items, {.seed = options.seed, .names = names}));
        out.glb = keep_quietly(reliability::greatest_lower_bound(items, {.names = names}));
        auto const polychoric = polychoric_of(items.answers, names);
        of_latent_responses(polychoric, names, scale);
        auto const division = division_of(instrument, *scale.scale, matrix);
        if (division.value) {
            out.structure = structure_of(items, polychoric, *division.value, names, scale.remarks);
        } else {
            leave_out(out.structure, division.reason);
        }
        if (scale.alpha.value) {
            auto const& alpha = *scale.alpha.value;
            out.precision = keep_quietly(
                reliability::score_precision(alpha.alpha.value, alpha.sum_mean, alpha.sum_sd, options.level));
        } else {
            out.precision.reason = scale.alpha.reason;
        }
        look_up_scores(items.answers, out);
    }
    if (options.bootstrap == 0) {
        out.alpha_bootstrap.reason = out.omega_bootstrap.reason = "not asked for: --bootstrap N";
    }
    by_group(matrix, options, groups, scale);
}

report::ScalesTogether scales_together(std::vector<report::ScaleAnalysis> const& scales,
                                       std::vector<scoring::ItemMatrix> const& matrices) {
    report::ScalesTogether out;
    Eigen::Index columns = 0;
    for (auto const& matrix : matrices)
        columns += matrix.values.cols();
    Eigen::MatrixXd all(matrices.front().values.rows(), columns);
    Eigen::Index at = 0;
    std::vector<std::vector<Eigen::Index>> strata;
    Division division;
    std::vector<std::string> ids;
    bool shared = false;
    std::vector<std::size_t> seen;
    for (std::size_t s = 0; s < matrices.size(); ++s) {
        out.scales.push_back(scales[s].scale->id);
        division.names.push_back(scales[s].scale->title);
        ids.insert(ids.end(), matrices[s].names.begin(), matrices[s].names.end());
        auto const width = matrices[s].values.cols();
        all.middleCols(at, width) = matrices[s].values;
        strata.emplace_back();
        for (Eigen::Index j = 0; j < width; ++j)
            strata.back().push_back(at + j);
        at += width;
        for (auto const item : matrices[s].items) {
            shared = shared || std::find(seen.begin(), seen.end(), item) != seen.end();
            seen.push_back(item);
        }
    }
    auto const rows = numeric::complete_rows(all);
    out.persons = static_cast<std::int64_t>(rows.size());
    if (rows.size() < 3) {
        out.reason = "fewer than 3 people answered every item of every scale";
        out.stratified.reason = out.reason;
        leave_out(out.structure, out.reason);
        return out;
    }
    Eigen::MatrixXd sums(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(matrices.size()));
    Eigen::VectorXd alphas(sums.cols());
    std::vector<Eigen::MatrixXd> answers;
    for (Eigen::Index s = 0; s < sums.cols(); ++s) {
        answers.push_back(numeric::rows_of(matrices[static_cast<std::size_t>(s)].values, rows));
        sums.col(s) = answers.back().rowwise().sum();
        alphas[s] = reliability::alpha_of(numeric::covariance(answers.back()));
    }
    Eigen::MatrixXd const c = numeric::covariance(sums);
    Eigen::MatrixXd const r = numeric::correlation_of(c);
    for (Eigen::Index i = 0; i < r.cols(); ++i) {
        for (Eigen::Index j = i + 1; j < r.cols(); ++j) {
            report::ScalePair pair;
            pair.first = static_cast<std::size_t>(i);
            pair.second = static_cast<std::size_t>(j);
            pair.r = r(i, j);
            pair.disattenuated = reliability::disattenuated(r(i, j), alphas[i], alphas[j]);
            Eigen::Matrix2d both;
            both << c(i, i), c(i, j), c(j, i), c(j, j);
            pair.difference_reliability = reliability::difference_reliability(both, alphas[i], alphas[j]);
            pair.alphas = keep_quietly(reliability::compare_same_persons(
                answers[static_cast<std::size_t>(i)], answers[static_cast<std::size_t>(j)]));
            pair.feldt =
                keep_quietly(reliability::compare_dependent(alphas[i], alphas[j], r(i, j), out.persons));
            out.pairs.push_back(std::move(pair));
        }
    }
    if (shared) {
        out.stratified.reason = "scales share items, so that their errors do too";
        leave_out(out.structure, "scales share items");
        return out;
    }
    out.stratified = keep_quietly(reliability::stratified_alpha(all, strata));
    VariableNames const names(ids);
    auto const gate = intake::complete_items(all, {"omega", 3, 3}, names);
    if (gate.value) {
        division.parts = std::move(strata);
        division.source = "the scales";
        out.items = std::move(ids);
        out.structure = structure_of(*gate.value, polychoric_of(gate.value->answers, names), division, names,
                                     out.remarks);
    } else {
        leave_out(out.structure, report::reason_of(gate.diagnostics));
    }
    return out;
}

}  // namespace quaestor::study
