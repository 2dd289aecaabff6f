#include "psychometrics/dimensionality/parallel_analysis.hpp"

#include "numeric/linalg.hpp"
#include "numeric/moments.hpp"
#include "numeric/parallel.hpp"
#include "numeric/quantiles.hpp"
#include "numeric/random.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/given_matrix.hpp"

#include <cmath>
#include <optional>
#include <vector>

namespace quaestor::dimensionality {
namespace {

/// None for common factors of a singular matrix.
std::optional<Eigen::VectorXd> eigenvalues(MatrixIn r, EigenvaluesOf of) {
    if (of == EigenvaluesOf::components) return numeric::eigenvalues_symmetric(r);
    auto const inverted = numeric::invert_positive_definite(r);
    if (!inverted) return std::nullopt;
    Eigen::MatrixXd reduced = r;
    reduced.diagonal().array() -= inverted->inverse.diagonal().array().inverse();
    return numeric::eigenvalues_symmetric(reduced);
}

/// Correlations of independent normal items, without their answers: the sums of squares and products of n
/// persons about the means are L L', where L is lower triangular with the roots of chi-squared variables, of
/// n - 1, n - 2, ... degrees of freedom, in its diagonal and normal ones below.
Eigen::MatrixXd normal_correlations(std::int64_t persons, Eigen::Index items, numeric::Random& random) {
    Eigen::MatrixXd lower = Eigen::MatrixXd::Zero(items, items);
    for (Eigen::Index j = 0; j < items; ++j) {
        lower(j, j) = std::sqrt(random.chi_squared(persons - 1 - j));
        for (Eigen::Index i = j + 1; i < items; ++i)
            lower(i, j) = random.normal();
    }
    Eigen::MatrixXd const products = lower * lower.transpose();
    return numeric::correlation_of(products);
}

Eigen::MatrixXd resampled_data(MatrixIn answers, numeric::Random& random) {
    Eigen::MatrixXd x(answers.rows(), answers.cols());
    auto const n = static_cast<std::uint64_t>(answers.rows());
    for (Eigen::Index j = 0; j < answers.cols(); ++j) {
        for (Eigen::Index i = 0; i < answers.rows(); ++i) {
            x(i, j) = answers(static_cast<Eigen::Index>(random.below(n)), j);
        }
    }
    return x;
}

/// Eigenvalues of one replication. What has no eigenvalues (an item drawn constant) is drawn again.
Eigen::VectorXd replicate(MatrixIn answers, std::int64_t persons, Eigen::Index items,
                          ParallelOptions const& options, std::uint64_t stream) {
    numeric::Random random(options.seed, stream);
    for (int attempt = 0; attempt < 100; ++attempt) {
        Eigen::MatrixXd const r =
            options.data == ReferenceData::normal
                ? normal_correlations(persons, items, random)
                : numeric::correlation_of(numeric::covariance(resampled_data(answers, random)));
        if (!r.allFinite()) continue;
        if (auto values = eigenvalues(r, options.of)) return *std::move(values);
    }
    return Eigen::VectorXd::Constant(items, absent);
}

std::int64_t leading_above(VectorIn observed, VectorIn reference) {
    std::int64_t count = 0;
    while (count < observed.size() && observed[count] > reference[count])
        ++count;
    return count;
}

Diagnostics check_options(ParallelOptions const& options) {
    Diagnostics found;
    // Below this the 95th percentile is the largest value drawn.
    if (options.replications < 20) {
        found.add(intake::option_out_of_range("the number of replications",
                                              static_cast<double>(options.replications), "at least 20"));
    }
    if (!(options.percentile > 0 && options.percentile < 1)) {
        found.add(intake::option_out_of_range("the percentile", options.percentile,
                                              "between 0 and 1, both excluded"));
    }
    return found;
}

/// `answers` is read for resampled data only.
Outcome<ParallelAnalysis> against_reference(MatrixIn r, MatrixIn answers, std::int64_t persons,
                                            ParallelOptions const& options) {
    Outcome<ParallelAnalysis> outcome;
    Eigen::Index const k = r.cols();
    auto observed = eigenvalues(r, options.of);
    if (!observed) {
        outcome.diagnostics.add(intake::singular_matrix(
            Severity::error, r, "the communalities of common factors need its inverse", options.names));
        return outcome;
    }
    auto const replications = static_cast<std::size_t>(options.replications);
    Eigen::MatrixXd drawn(k, options.replications);
    numeric::run_pieces(replications, options.threads, [&](std::size_t piece) {
        drawn.col(static_cast<Eigen::Index>(piece)) = replicate(answers, persons, k, options, piece);
    });
    if (!drawn.allFinite()) {
        outcome.diagnostics.add(
            {.code = std::string(intake::code::no_reference),
             .message =
                 "the reference data of the parallel analysis have no eigenvalues: some items hardly vary",
             .hint = "use normal reference data, or leave out items that nearly everyone answers the same"});
        return outcome;
    }

    ParallelAnalysis result;
    result.observed = *std::move(observed);
    result.mean = numeric::means(drawn.transpose());
    result.percentile.resize(k);
    result.sd.resize(k);
    for (Eigen::Index j = 0; j < k; ++j) {
        Eigen::VectorXd const row = drawn.row(j);
        result.percentile[j] = numeric::sample_quantile(
            std::vector<double>(row.data(), row.data() + row.size()), options.percentile);
        result.sd[j] = std::sqrt(numeric::covariance(row)(0, 0));
    }
    result.suggested_by_mean = leading_above(result.observed, result.mean);
    result.suggested_by_percentile = leading_above(result.observed, result.percentile);
    result.of = options.of;
    result.data = options.data;
    result.level = options.percentile;
    result.replications = options.replications;
    result.seed = options.seed;
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace

Outcome<ParallelAnalysis> parallel_analysis(MatrixIn items, ParallelOptions const& options) {
    Outcome<ParallelAnalysis> outcome;
    outcome.diagnostics = check_options(options);
    if (outcome.diagnostics.has_errors()) return outcome;
    auto gate = intake::complete_items(items, {"a parallel analysis", 3, items.cols() + 1}, options.names);
    outcome.diagnostics.append(std::move(gate.diagnostics));
    if (!gate.value) return outcome;
    if (!gate.value->constant.empty()) {
        outcome.diagnostics.add(intake::items_without_variance(Severity::error, gate.value->constant,
                                                               "a parallel analysis needs items that vary",
                                                               options.names));
        return outcome;
    }
    auto compared = against_reference(numeric::correlation_of(gate.value->covariance), gate.value->answers,
                                      gate.value->use.persons_used, options);
    if (compared.value) compared.value->use = gate.value->use;
    outcome.diagnostics.append(std::move(compared.diagnostics));
    outcome.value = std::move(compared.value);
    return outcome;
}

Outcome<ParallelAnalysis> parallel_analysis_of_correlations(MatrixIn r, std::int64_t persons,
                                                            ParallelOptions const& options) {
    Outcome<ParallelAnalysis> outcome;
    outcome.diagnostics = check_options(options);
    if (options.data != ReferenceData::normal) {
        outcome.diagnostics.add({.code = std::string(intake::code::bad_option),
                                 .message = "a correlation matrix alone has no answers to resample",
                                 .hint = "use normal reference data, or give the answers themselves"});
    }
    outcome.diagnostics.append(intake::check_correlation_matrix(r, "a parallel analysis", 3, options.names));
    if (outcome.diagnostics.has_errors()) return outcome;
    if (persons <= r.cols()) {
        outcome.diagnostics.add({.code = std::string(intake::code::too_few_persons),
                                 .message = "a parallel analysis of " + std::to_string(r.cols()) +
                                            " items needs more persons than items, found " +
                                            std::to_string(persons)});
        return outcome;
    }
    auto compared = against_reference(r, Eigen::MatrixXd(), persons, options);
    if (compared.value) compared.value->use = {persons, persons, 0, "as given"};
    outcome.diagnostics.append(std::move(compared.diagnostics));
    outcome.value = std::move(compared.value);
    return outcome;
}

}  // namespace quaestor::dimensionality
