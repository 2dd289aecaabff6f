#include "psychometrics/correlation/kendall.hpp"

#include "numeric/moments.hpp"
#include "numeric/parallel.hpp"
#include "psychometrics/correlation/answers.hpp"
#include "psychometrics/correlation/categories.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace quaestor::correlation {
namespace {

/// Persons who gave the same two answers, and how they stand to all others.
struct Standing {
    double persons;
    double order;        ///< in the same order with, less in the opposite order
    double share_first;  ///< persons with the same first answer
    double share_second;
};

TauB tau_of(std::vector<Standing> const& standings, double n, double first_pairs, double second_pairs) {
    TauB result;
    if (!(first_pairs > 0) || !(second_pairs > 0)) return result;
    double const w = std::sqrt(first_pairs * second_pairs);  // exact where both have the same ties
    double sum = 0.0;
    for (auto const& s : standings)
        sum += s.persons * s.order;
    result.tau = std::clamp(sum / w, -1.0, 1.0);
    if (std::abs(result.tau) == 1.0) return result;
    // Divided by w on the way, so that the powers of n stay small.
    double const mean = n * result.tau * (first_pairs + second_pairs) / w;
    double squares = 0.0;
    for (auto const& s : standings) {
        double const v = s.share_first * second_pairs + s.share_second * first_pairs;
        double const influence = 2.0 * s.order + result.tau * (v / w) - mean;
        squares += s.persons * influence * influence;
    }
    result.se = std::sqrt(squares) / w;
    return result;
}

/// n^2 - sum of squares: ordered pairs of persons with different answers.
double different_pairs(Eigen::VectorXd const& counts) {
    double const n = counts.sum();
    return n * n - counts.squaredNorm();
}

TauB tau_of_table(Eigen::MatrixXd const& table) {
    Eigen::VectorXd const rows = table.rowwise().sum();
    Eigen::VectorXd const columns = table.colwise().sum().transpose();
    // Persons in earlier rows and earlier columns.
    Eigen::MatrixXd before = Eigen::MatrixXd::Zero(table.rows() + 1, table.cols() + 1);
    for (Eigen::Index j = 0; j < table.cols(); ++j) {
        for (Eigen::Index i = 0; i < table.rows(); ++i)
            before(i + 1, j + 1) = table(i, j) + before(i, j + 1) + before(i + 1, j) - before(i, j);
    }
    double const n = before(table.rows(), table.cols());
    std::vector<Standing> standings;
    for (Eigen::Index j = 0; j < table.cols(); ++j) {
        for (Eigen::Index i = 0; i < table.rows(); ++i) {
            if (table(i, j) == 0) continue;
            double const earlier_rows = before(i, table.cols());
            double const up_to_row = before(i + 1, table.cols());
            double const earlier_columns = before(table.rows(), j);
            double const up_to_column = before(table.rows(), j + 1);
            double const same = before(i, j) + (n - up_to_row - up_to_column + before(i + 1, j + 1));
            double const opposite = (earlier_rows - before(i, j + 1)) + (earlier_columns - before(i + 1, j));
            standings.push_back({table(i, j), same - opposite, rows[i], columns[j]});
        }
    }
    return tau_of(standings, n, different_pairs(rows), different_pairs(columns));
}

/// Which of the different values, in their order, each element is.
struct Levels {
    std::vector<std::size_t> of;
    Eigen::VectorXd counts;
};

Levels levels_of(VectorIn values) {
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    Levels levels;
    levels.counts.setZero(static_cast<Eigen::Index>(sorted.size()));
    for (double const value : values) {
        auto const level =
            static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin());
        levels.of.push_back(level);
        levels.counts[static_cast<Eigen::Index>(level)] += 1.0;
    }
    return levels;
}

/// Counts by level, with sums over the levels below in O(log levels).
class RunningCounts {
public:
    explicit RunningCounts(std::size_t levels) : tree_(levels + 1, 0.0) {}
    void add(std::size_t level) {
        ++total_;
        for (std::size_t at = level + 1; at < tree_.size(); at += at & (~at + 1))
            ++tree_[at];
    }
    [[nodiscard]] double below(std::size_t level) const {
        double sum = 0.0;
        for (std::size_t at = level; at > 0; at -= at & (~at + 1))
            sum += tree_[at];
        return sum;
    }
    [[nodiscard]] double above(std::size_t level) const { return total_ - below(level + 1); }

private:
    std::vector<double> tree_;
    double total_ = 0.0;
};

TauB tau_of_numbers(VectorIn x, VectorIn y) {
    auto const first = levels_of(x);
    auto const second = levels_of(y);
    std::size_t const n = first.of.size();
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return first.of[a] < first.of[b]; });
    std::vector<Standing> standings(n);
    for (std::size_t i = 0; i < n; ++i) {
        standings[i] = {1.0, 0.0, first.counts[static_cast<Eigen::Index>(first.of[i])],
                        second.counts[static_cast<Eigen::Index>(second.of[i])]};
    }
    // Once upwards against those with a smaller first value, once downwards against those with a larger one.
    auto const pass = [&](double sign) {
        RunningCounts seen(static_cast<std::size_t>(second.counts.size()));
        for (std::size_t from = 0; from < n;) {
            std::size_t to = from;
            for (; to < n && first.of[order[to]] == first.of[order[from]]; ++to) {
                std::size_t const level = second.of[order[to]];
                standings[order[to]].order += sign * (seen.below(level) - seen.above(level));
            }
            for (; from < to; ++from)
                seen.add(second.of[order[from]]);
        }
    };
    pass(1.0);
    std::reverse(order.begin(), order.end());
    pass(-1.0);
    return tau_of(standings, static_cast<double>(n), different_pairs(first.counts),
                  different_pairs(second.counts));
}

}  // namespace

TauB kendall_tau_b(VectorIn x, VectorIn y) {
    auto const first = categorical(x);
    auto const second = categorical(y);
    return first && second ? tau_of_table(contingency_table(*first, *second)) : tau_of_numbers(x, y);
}

Outcome<CorrelationMatrix> kendall(MatrixIn items, CorrelationOptions const& options, std::size_t threads) {
    Outcome<CorrelationMatrix> outcome;
    auto answers = answers_that_count(items, options);
    outcome.diagnostics.append(std::move(answers.diagnostics));
    if (!answers.value) return outcome;
    auto const& values = answers.value->values;
    Eigen::Index const k = values.cols();
    CorrelationMatrix result;
    result.kind = Kind::kendall;
    result.use = answers.value->use;
    result.r.setConstant(k, k, absent);
    result.se = result.r;
    result.persons.setZero(k, k);
    std::vector<std::optional<CategoricalItem>> categories;
    for (Eigen::Index j = 0; j < k; ++j) {
        categories.push_back(categorical(values.col(j)));
        result.persons(j, j) = (!values.col(j).array().isNaN()).count();
        bool const varies = !categories.back() || categories.back()->categories() > 1;
        if (!varies) continue;
        result.r(j, j) = 1.0;
        result.se(j, j) = 0.0;
    }
    auto const one_row = [&](std::size_t row) {
        auto const i = static_cast<Eigen::Index>(row);
        for (Eigen::Index j = i + 1; j < k; ++j) {
            TauB tau;
            auto const& first = categories[row];
            auto const& second = categories[static_cast<std::size_t>(j)];
            if (first && second) {
                auto const table = contingency_table(*first, *second);
                result.persons(i, j) = static_cast<std::int64_t>(table.sum());
                tau = tau_of_table(table);
            } else {
                Eigen::MatrixXd pair(values.rows(), 2);
                pair << values.col(i), values.col(j);
                Eigen::MatrixXd const common = numeric::rows_of(pair, numeric::complete_rows(pair));
                result.persons(i, j) = common.rows();
                if (common.rows() > 0) tau = tau_of_numbers(common.col(0), common.col(1));
            }
            result.persons(j, i) = result.persons(i, j);
            result.r(i, j) = result.r(j, i) = tau.tau;
            result.se(i, j) = result.se(j, i) = tau.se;
        }
    };
    numeric::run_pieces(static_cast<std::size_t>(k), threads, one_row);
    if (options.missing == Missing::pairwise)
        outcome.diagnostics.append(thin_pairs(result.persons, options.names));
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::correlation
