#include "psychometrics/correlation/latent_fits.hpp"

#include "numeric/moments.hpp"
#include "numeric/parallel.hpp"
#include "psychometrics/correlation/pearson.hpp"

#include <cmath>

namespace quaestor::correlation {
namespace {

/// Cells without anybody, of rows and columns with somebody.
std::int64_t empty_cells(Eigen::MatrixXd const& counts) {
    auto const rows = (counts.rowwise().sum().array() > 0).count();
    auto const columns = (counts.colwise().sum().array() > 0).count();
    return static_cast<std::int64_t>(rows * columns - (counts.array() > 0).count());
}

/// The counts without rows and columns that nobody is in, and `added` in the cells that are left empty.
Eigen::MatrixXd filled(Eigen::MatrixXd const& counts, double added) {
    std::vector<Eigen::Index> rows;
    std::vector<Eigen::Index> columns;
    for (Eigen::Index i = 0; i < counts.rows(); ++i) {
        if (counts.row(i).sum() > 0) rows.push_back(i);
    }
    for (Eigen::Index j = 0; j < counts.cols(); ++j) {
        if (counts.col(j).sum() > 0) columns.push_back(j);
    }
    Eigen::MatrixXd const kept = counts(rows, columns);
    return (kept.array() == 0).select(added, kept);
}

/// Squares of the influence of everyone, summed: the variance of rho.
double variance(PolychoricFit const& fit, Eigen::MatrixXd const& counts, CategoricalItem const& first,
                CategoricalItem const& second) {
    Eigen::ArrayXd const only_first = first.counts.array() - counts.rowwise().sum().array();
    Eigen::ArrayXd const only_second = second.counts.array() - counts.colwise().sum().transpose().array();
    return (counts.array() * fit.influence.square()).sum() +
           (only_first * fit.influence_of_row.square()).sum() +
           (only_second * fit.influence_of_column.square()).sum();
}

void fit_table(CategoricalItem const& first, CategoricalItem const& second, LatentFits const& all,
               double zero_cell, FittedPair& pair) {
    PairTable table;
    table.counts = contingency_table(first, second);
    auto const persons = table.counts.sum();
    pair.persons = static_cast<std::int64_t>(persons);
    pair.empty_cells = empty_cells(table.counts);
    bool const corrected = pair.empty_cells > 0 && zero_cell > 0;
    if (corrected) {
        table.counts = filled(table.counts, zero_cell);
        table.rows = thresholds(table.counts.rowwise().sum(), persons);
        table.columns = thresholds(table.counts.colwise().sum().transpose(), persons);
        table.persons_of_rows = table.persons_of_columns = table.counts.sum();
        pair.outweighed = !table.rows.allFinite() || !table.columns.allFinite();
    } else {
        table.rows = all.thresholds[static_cast<std::size_t>(pair.first)];
        table.columns = all.thresholds[static_cast<std::size_t>(pair.second)];
        table.persons_of_rows = first.counts.sum();
        table.persons_of_columns = second.counts.sum();
    }
    if (pair.outweighed || pair.persons < 3) return;
    pair.polychoric = fit_polychoric(table);
    if (!pair.polychoric) return;
    auto const& fit = *pair.polychoric;
    pair.rho = fit.rho;
    pair.at_limit = fit.at_limit;
    if (fit.at_limit) return;
    pair.se = std::sqrt(corrected ? (table.counts.array() * fit.influence.square()).sum()
                                  : variance(fit, table.counts, first, second));
}

void fit_serial(NumberItem const& number, CategoricalItem const& ordered, Eigen::VectorXd const& cuts,
                FittedPair& pair) {
    for (std::size_t i = 0; i < ordered.codes.size(); ++i) {
        bool const both = ordered.codes[i] < ordered.values.size() &&
                          !std::isnan(number.scores[static_cast<Eigen::Index>(i)]);
        pair.persons += both ? 1 : 0;
    }
    if (pair.persons < 3) return;
    pair.polyserial = fit_polyserial(number, ordered, cuts);
    if (!pair.polyserial) return;
    pair.rho = pair.polyserial->rho;
    pair.se = pair.polyserial->se;
    pair.at_limit = pair.polyserial->at_limit;
}

void fit_numbers(MatrixIn items, FittedPair& pair) {
    Eigen::MatrixXd both(items.rows(), 2);
    both << items.col(pair.first), items.col(pair.second);
    Eigen::MatrixXd const common = numeric::rows_of(both, numeric::complete_rows(both));
    pair.persons = common.rows();
    if (pair.persons < 3) return;
    pair.rho = numeric::correlation_of(numeric::covariance(common))(0, 1);
    pair.se = fisher_se(pair.rho, static_cast<double>(pair.persons));
    pair.at_limit = std::abs(pair.rho) == 1.0;
}

void fit_pair(MatrixIn items, LatentFits const& all, double zero_cell, FittedPair& pair) {
    auto const first = static_cast<std::size_t>(pair.first);
    auto const second = static_cast<std::size_t>(pair.second);
    if (all.ordered[first] && all.ordered[second]) {
        fit_table(*all.ordered[first], *all.ordered[second], all, zero_cell, pair);
    } else if (all.ordered[first]) {
        fit_serial(*all.numbers[second], *all.ordered[first], all.thresholds[first], pair);
    } else if (all.ordered[second]) {
        fit_serial(*all.numbers[first], *all.ordered[second], all.thresholds[second], pair);
    } else {
        fit_numbers(items, pair);
    }
}

}  // namespace

std::optional<LatentFits> fit_pairs(MatrixIn items, std::vector<Measure> const& measures, double zero_cell,
                                    std::size_t threads, Eigen::Index& too_many) {
    LatentFits all;
    for (Eigen::Index j = 0; j < items.cols(); ++j) {
        all.ordered.emplace_back();
        all.numbers.emplace_back();
        all.thresholds.emplace_back();
        if (measures[static_cast<std::size_t>(j)] == Measure::number) {
            all.numbers.back() = number_item(items.col(j));
            continue;
        }
        all.ordered.back() = categorical(items.col(j));
        if (!all.ordered.back()) {
            too_many = j;
            return std::nullopt;
        }
        auto const& counts = all.ordered.back()->counts;
        all.thresholds.back() = thresholds(counts, counts.sum());
    }
    for (Eigen::Index i = 0; i < items.cols(); ++i) {
        for (Eigen::Index j = i + 1; j < items.cols(); ++j)
            all.pairs.push_back({.first = i, .second = j});
    }
    numeric::run_pieces(all.pairs.size(), threads,
                        [&](std::size_t piece) { fit_pair(items, all, zero_cell, all.pairs[piece]); });
    return all;
}

}  // namespace quaestor::correlation
