#include "psychometrics/correlation/polychoric_covariance.hpp"

#include "numeric/distributions.hpp"
#include "numeric/parallel.hpp"
#include "psychometrics/correlation/answers.hpp"
#include "psychometrics/correlation/latent_fits.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"

#include <algorithm>
#include <string>

namespace quaestor::correlation {
namespace {

Outcome<PolychoricCovariance> refusal(std::string_view code, std::string message, std::string hint) {
    return Outcome<PolychoricCovariance>::failure(
        {.code = std::string(code), .message = std::move(message), .hint = std::move(hint)});
}

std::vector<LatentParameter> parameters_of(LatentFits const& fits) {
    std::vector<LatentParameter> parameters;
    for (std::size_t j = 0; j < fits.thresholds.size(); ++j) {
        for (Eigen::Index t = 0; t < fits.thresholds[j].size(); ++t) {
            parameters.push_back(
                {.item = static_cast<Eigen::Index>(j), .threshold = t, .estimate = fits.thresholds[j][t]});
        }
    }
    for (auto const& pair : fits.pairs)
        parameters.push_back({.item = pair.first, .other = pair.second, .estimate = pair.rho});
    return parameters;
}

/// Influence of each category (rows) on each threshold (columns) of an item; the last row, of no answer, is
/// 0.
Eigen::MatrixXd threshold_influence(CategoricalItem const& item, Eigen::VectorXd const& thresholds) {
    Eigen::MatrixXd influence = Eigen::MatrixXd::Zero(item.categories() + 1, thresholds.size());
    double const n = item.counts.sum();
    double below = 0.0;
    for (Eigen::Index t = 0; t < thresholds.size(); ++t) {
        below += item.counts[t];
        for (Eigen::Index c = 0; c < item.categories(); ++c) {
            influence(c, t) =
                ((c <= t ? 1.0 : 0.0) - below / n) / (n * numeric::normal_density(thresholds[t]));
        }
    }
    return influence;
}

/// Influence on a correlation by the categories of both items; the last row and column are for no answer.
Eigen::MatrixXd pair_influence(PolychoricFit const& fit) {
    Eigen::Index const rows = fit.influence.rows();
    Eigen::Index const columns = fit.influence.cols();
    Eigen::MatrixXd influence = Eigen::MatrixXd::Zero(rows + 1, columns + 1);
    influence.topLeftCorner(rows, columns) = fit.influence.matrix();
    influence.col(columns).head(rows) = fit.influence_of_row.matrix();
    influence.row(rows).head(columns) = fit.influence_of_column.matrix().transpose();
    return influence;
}

class Influences {
public:
    explicit Influences(LatentFits const& fits) : fits_(fits) {
        for (std::size_t j = 0; j < fits.ordered.size(); ++j)
            thresholds_.push_back(threshold_influence(*fits.ordered[j], fits.thresholds[j]));
        for (auto const& pair : fits.pairs)
            pairs_.push_back(pair_influence(*pair.polychoric));
    }

    /// Of persons first ... first + rows - 1 on every parameter, into `out`.
    void of_persons(std::size_t first, Eigen::MatrixXd& out) const {
        Eigen::Index column = 0;
        for (std::size_t j = 0; j < thresholds_.size(); ++j) {
            for (Eigen::Index t = 0; t < thresholds_[j].cols(); ++t, ++column) {
                for (Eigen::Index i = 0; i < out.rows(); ++i)
                    out(i, column) = thresholds_[j](code(j, first, i), t);
            }
        }
        for (std::size_t p = 0; p < pairs_.size(); ++p, ++column) {
            auto const a = static_cast<std::size_t>(fits_.pairs[p].first);
            auto const b = static_cast<std::size_t>(fits_.pairs[p].second);
            for (Eigen::Index i = 0; i < out.rows(); ++i)
                out(i, column) = pairs_[p](code(a, first, i), code(b, first, i));
        }
    }

private:
    [[nodiscard]] Eigen::Index code(std::size_t item, std::size_t first, Eigen::Index i) const {
        return fits_.ordered[item]->codes[first + static_cast<std::size_t>(i)];
    }

    LatentFits const& fits_;
    std::vector<Eigen::MatrixXd> thresholds_;
    std::vector<Eigen::MatrixXd> pairs_;
};

Eigen::MatrixXd summed_products(Influences const& influences, std::size_t persons, Eigen::Index parameters,
                                std::size_t threads) {
    // Fixed pieces and blocks, so that the order of summation is ours.
    constexpr std::size_t pieces = 8;
    constexpr std::size_t block = 256;
    std::vector<Eigen::MatrixXd> sums(pieces);
    numeric::run_pieces(pieces, threads, [&](std::size_t piece) {
        sums[piece].setZero(parameters, parameters);
        std::size_t const end = persons * (piece + 1) / pieces;
        for (std::size_t from = persons * piece / pieces; from < end; from += block) {
            Eigen::MatrixXd rows(static_cast<Eigen::Index>(std::min(block, end - from)), parameters);
            influences.of_persons(from, rows);
            sums[piece].selfadjointView<Eigen::Lower>().rankUpdate(rows.transpose());
        }
    });
    Eigen::MatrixXd total = sums[0];
    for (std::size_t piece = 1; piece < pieces; ++piece)
        total += sums[piece];
    total.triangularView<Eigen::StrictlyUpper>() = total.transpose();
    return total;
}

}  // namespace

Outcome<PolychoricCovariance> polychoric_covariance(MatrixIn items, PolychoricOptions const& options) {
    auto const& names = options.names;
    if (options.zero_cell != 0) {
        return Outcome<PolychoricCovariance>::failure(
            intake::option_out_of_range("what is added to an empty cell", options.zero_cell,
                                        "0 where covariances of the estimates are wanted"));
    }
    Outcome<PolychoricCovariance> outcome;
    auto answers = answers_that_count(items, {options.missing, names});
    if (!answers.value) {
        outcome.diagnostics = std::move(answers.diagnostics);
        return outcome;
    }
    if (!answers.value->constant.empty()) {
        outcome.diagnostics.add(
            intake::items_without_variance(Severity::error, answers.value->constant, "", names));
        return outcome;
    }
    std::vector<Measure> const ordered(static_cast<std::size_t>(items.cols()), Measure::ordered);
    Eigen::Index too_many = 0;
    auto const fits = fit_pairs(answers.value->values, ordered, 0.0, options.threads, too_many);
    if (!fits) {
        return refusal(intake::code::not_ordered,
                       names.item(too_many) + " has more than " + std::to_string(most_categories) +
                           " different answers, too many for ordered categories",
                       "leave it out");
    }
    for (auto const& pair : fits->pairs) {
        if (pair.polychoric && !pair.at_limit) continue;
        return refusal(intake::code::no_correlation,
                       "the correlation of " + names.item(pair.first) + " with " + names.item(pair.second) +
                           (pair.at_limit ? " ended at -1 or 1" : " does not exist") +
                           ", so its covariances with other estimates cannot be computed",
                       "leave out one of the two items, or join categories that few chose");
    }
    PolychoricCovariance result;
    result.parameters = parameters_of(*fits);
    result.use = answers.value->use;
    result.covariance =
        summed_products(Influences(*fits), static_cast<std::size_t>(answers.value->values.rows()),
                        static_cast<Eigen::Index>(result.parameters.size()), options.threads);
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::correlation
