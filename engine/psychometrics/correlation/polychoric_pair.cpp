#include "psychometrics/correlation/polychoric_pair.hpp"

#include "base/expects.hpp"
#include "numeric/distributions.hpp"
#include "psychometrics/correlation/newton.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace quaestor::correlation {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// Differences of corners keep seven digits of a probability down to here.
constexpr double small_probability = 1e-9;

/// A threshold by number from 0, which is -infinity; the last one is infinity.
double cut(Eigen::VectorXd const& thresholds, Eigen::Index i) {
    if (i == 0) return -infinite;
    return i > thresholds.size() ? infinite : thresholds[i - 1];
}

void cells_between(Eigen::ArrayXXd const& corners, Eigen::ArrayXXd& cells) {
    Eigen::Index const rows = corners.rows() - 1;
    Eigen::Index const columns = corners.cols() - 1;
    cells = corners.bottomRightCorner(rows, columns) - corners.topRightCorner(rows, columns) -
            corners.bottomLeftCorner(rows, columns) + corners.topLeftCorner(rows, columns);
}

/// Of categories numbered 0, 1, 2 ... with these counts: mean and standard deviation.
struct Spread {
    double mean;
    double sd;
};

Spread spread_of(Eigen::VectorXd const& counts) {
    Eigen::VectorXd const codes =
        Eigen::VectorXd::LinSpaced(counts.size(), 0.0, static_cast<double>(counts.size() - 1));
    double const n = counts.sum();
    double const mean = counts.dot(codes) / n;
    double const variance = counts.dot((codes.array() - mean).square().matrix()) / n;
    return {mean, std::sqrt(variance)};
}

/// The correlation of a normal variable with the categories it is cut into.
double kept_by_cutting(Eigen::VectorXd const& thresholds, double sd) {
    double sum = 0.0;
    for (Eigen::Index t = 0; t < thresholds.size(); ++t)
        sum += numeric::normal_density(thresholds[t]);
    return sum / sd;
}

double start_of(PairTable const& table) {
    auto const row = spread_of(table.counts.rowwise().sum());
    auto const column = spread_of(table.counts.colwise().sum().transpose());
    double products = 0.0;
    for (Eigen::Index j = 0; j < table.counts.cols(); ++j) {
        for (Eigen::Index i = 0; i < table.counts.rows(); ++i) {
            products += table.counts(i, j) * (static_cast<double>(i) - row.mean) *
                        (static_cast<double>(j) - column.mean);
        }
    }
    double const r = products / table.counts.sum() /
                     (row.sd * column.sd * kept_by_cutting(table.rows, row.sd) *
                      kept_by_cutting(table.columns, column.sd));
    return std::clamp(r, -0.95, 0.95);
}

/// By how much one person in each category moves the sum over thresholds of `weight` times threshold, where
/// the thresholds rest on `persons`.
Eigen::ArrayXd moved_by_category(Eigen::VectorXd const& thresholds, Eigen::ArrayXd weights, double persons) {
    double level = 0.0;
    for (Eigen::Index t = 0; t < thresholds.size(); ++t) {
        weights[t] /= persons * numeric::normal_density(thresholds[t]);
        level += weights[t] * numeric::normal_cdf(thresholds[t]);
    }
    Eigen::ArrayXd moved(thresholds.size() + 1);
    double from_here = 0.0;
    moved[thresholds.size()] = -level;
    for (Eigen::Index t = thresholds.size() - 1; t >= 0; --t) {
        from_here += weights[t];
        moved[t] = from_here - level;
    }
    return moved;
}

/// For each threshold of the rows: sum over persons of the scores of rho and of the threshold. `per_cell`:
/// N s_rho / p.
Eigen::ArrayXd joint_scores(Eigen::ArrayXXd const& per_cell, Eigen::VectorXd const& rows,
                            Eigen::VectorXd const& columns, double rho) {
    double const rest = std::sqrt((1.0 - rho) * (1.0 + rho));
    Eigen::ArrayXd sums = Eigen::ArrayXd::Zero(rows.size());
    for (Eigen::Index t = 0; t < rows.size(); ++t) {
        double below = -infinite;
        for (Eigen::Index j = 0; j < per_cell.cols(); ++j) {
            double const upto = (cut(columns, j + 1) - rho * rows[t]) / rest;
            sums[t] += numeric::normal_between(below, upto) * (per_cell(t, j) - per_cell(t + 1, j));
            below = upto;
        }
        sums[t] *= numeric::normal_density(rows[t]);
    }
    return sums;
}

void add_influence(PolychoricFit& fit, PairTable const& table, TableLikelihood const& likelihood) {
    Eigen::ArrayXXd const counts = table.counts.array();
    auto const& p = likelihood.probabilities();
    Eigen::ArrayXXd scores = Eigen::ArrayXXd::Zero(p.rows(), p.cols());
    Eigen::ArrayXXd per_cell = scores;
    for (Eigen::Index j = 0; j < p.cols(); ++j) {
        for (Eigen::Index i = 0; i < p.rows(); ++i) {
            if (counts(i, j) <= 0) continue;
            scores(i, j) = likelihood.slopes()(i, j) / p(i, j);
            per_cell(i, j) = counts(i, j) * scores(i, j) / p(i, j);
        }
    }
    double const information = (counts * scores.square()).sum();
    Eigen::ArrayXd const by_row = moved_by_category(
        table.rows, joint_scores(per_cell, table.rows, table.columns, fit.rho), table.persons_of_rows);
    Eigen::ArrayXd const by_column = moved_by_category(
        table.columns, joint_scores(per_cell.transpose(), table.columns, table.rows, fit.rho),
        table.persons_of_columns);
    fit.influence = scores;
    fit.influence.colwise() -= by_row;
    fit.influence.rowwise() -= by_column.transpose();
    fit.influence /= information;
    fit.influence_of_row = -by_row / information;
    fit.influence_of_column = -by_column / information;
}

/// The log-likelihood where rho is -1 or 1 and all probability lies on a line.
double log_likelihood_at_limit(PairTable const& table, bool positive) {
    Eigen::Index const rows = table.rows.size();
    Eigen::Index const columns = table.columns.size();
    Eigen::ArrayXXd corners = Eigen::ArrayXXd::Zero(rows + 2, columns + 2);
    for (Eigen::Index i = 1; i < corners.rows(); ++i) {
        for (Eigen::Index j = 1; j < corners.cols(); ++j) {
            corners(i, j) = numeric::bivariate_normal_cdf(cut(table.rows, i), cut(table.columns, j),
                                                          positive ? 1.0 : -1.0);
        }
    }
    Eigen::ArrayXXd cells;
    cells_between(corners, cells);
    double sum = 0.0;
    for (Eigen::Index j = 0; j < cells.cols(); ++j) {
        for (Eigen::Index i = 0; i < cells.rows(); ++i) {
            if (table.counts(i, j) > 0) sum += table.counts(i, j) * std::log(std::max(cells(i, j), 0.0));
        }
    }
    return sum;
}

/// Near its limits a likelihood can be flat to the last bit, and any point of that is as good as the limit.
bool no_worse_at_limit(PairTable const& table, double rho, double log_likelihood) {
    if (std::abs(rho) < 0.9) return false;
    double const slack = 1e-8 + 1e-13 * std::abs(log_likelihood);
    return log_likelihood_at_limit(table, rho > 0) >= log_likelihood - slack;
}

void add_test(PolychoricFit& fit, PairTable const& table, double log_likelihood) {
    double const n = table.counts.sum();
    // Thresholds of other persons too are not this table's own.
    if (table.persons_of_rows != n || table.persons_of_columns != n) return;
    double saturated = 0.0;
    for (double const count : table.counts.reshaped()) {
        if (count > 0) saturated += count * std::log(count / n);
    }
    fit.df = static_cast<std::int64_t>(table.counts.size() - table.counts.rows() - table.counts.cols());
    fit.chi_squared = std::max(0.0, 2.0 * (saturated - log_likelihood));
}

bool two_used(Eigen::VectorXd const& counts) {
    return (counts.array() > 0).count() >= 2;
}

}  // namespace

TableLikelihood::TableLikelihood(Eigen::MatrixXd const& counts, Eigen::VectorXd const& rows,
                                 Eigen::VectorXd const& columns)
    : counts_(counts), rows_(rows), columns_(columns), grid_(rows, columns) {
    expects(counts.rows() == rows.size() + 1 && counts.cols() == columns.size() + 1,
            "a table has one category more than thresholds");
    below_.setZero(rows.size() + 2, columns.size() + 2);
    density_ = below_;
    for (Eigen::Index i = 0; i < rows.size(); ++i)
        below_(i + 1, columns.size() + 1) = numeric::normal_cdf(rows[i]);
    for (Eigen::Index j = 0; j < columns.size(); ++j)
        below_(rows.size() + 1, j + 1) = numeric::normal_cdf(columns[j]);
    below_(rows.size() + 1, columns.size() + 1) = 1.0;
}

void TableLikelihood::move_to(double rho) {
    grid_.move_to(rho);
    below_.block(1, 1, rows_.size(), columns_.size()) = grid_.below();
    cells_between(below_, probabilities_);
    Eigen::ArrayXXd bends;
    density_.block(1, 1, rows_.size(), columns_.size()) = grid_.density_slope();
    cells_between(density_, bends);
    density_.block(1, 1, rows_.size(), columns_.size()) = grid_.density();
    cells_between(density_, slopes_);

    score_ = curvature_ = 0.0;
    for (Eigen::Index j = 0; j < counts_.cols(); ++j) {
        for (Eigen::Index i = 0; i < counts_.rows(); ++i) {
            if (counts_(i, j) <= 0) continue;
            double& p = probabilities_(i, j);
            if (p < small_probability) {
                p = numeric::bivariate_normal_rectangle({cut(rows_, i), cut(rows_, i + 1)},
                                                        {cut(columns_, j), cut(columns_, j + 1)}, rho);
            }
            if (p == 0.0) {
                score_ = rho > 0 ? -infinite : infinite;
                curvature_ = absent;
                return;
            }
            double const ratio = slopes_(i, j) / p;
            score_ += counts_(i, j) * ratio;
            curvature_ += counts_(i, j) * (bends(i, j) / p - ratio * ratio);
        }
    }
}

double TableLikelihood::log_likelihood() const {
    double sum = 0.0;
    for (Eigen::Index j = 0; j < counts_.cols(); ++j) {
        for (Eigen::Index i = 0; i < counts_.rows(); ++i) {
            if (counts_(i, j) > 0) sum += counts_(i, j) * std::log(probabilities_(i, j));
        }
    }
    return sum;
}

std::optional<PolychoricFit> fit_polychoric(PairTable const& table) {
    if (!two_used(table.counts.rowwise().sum()) || !two_used(table.counts.colwise().sum().transpose()))
        return std::nullopt;
    TableLikelihood likelihood(table.counts, table.rows, table.columns);
    PolychoricFit fit;
    auto const found = most_likely_rho(start_of(table), [&](double rho) {
        likelihood.move_to(rho);
        return Derivatives{likelihood.score(), likelihood.curvature()};
    });
    fit.rho = found.rho;
    fit.at_limit = found.at_limit;
    fit.convergence = found.convergence;
    if (fit.at_limit) return fit;
    likelihood.move_to(fit.rho);
    double const log_likelihood = likelihood.log_likelihood();
    if (no_worse_at_limit(table, fit.rho, log_likelihood)) {
        fit.rho = fit.rho > 0 ? 1.0 : -1.0;
        fit.at_limit = fit.convergence.converged = true;
        return fit;
    }
    fit.convergence.gradient = std::abs(likelihood.score());
    fit.convergence.criterion = -log_likelihood;
    add_influence(fit, table, likelihood);
    add_test(fit, table, log_likelihood);
    return fit;
}

}  // namespace quaestor::correlation
