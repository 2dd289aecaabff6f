#include "psychometrics/reliability/split_half.hpp"

#include "numeric/random.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/sum_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace quaestor::reliability {
namespace {

double choose(Eigen::Index from, Eigen::Index size) {
    double result = 1;
    for (Eigen::Index i = 1; i <= size; ++i)
        result = result * static_cast<double>(from - size + i) / static_cast<double>(i);
    return std::round(result);
}

/// The covariance of two halves at its largest and smallest, and where that was.
struct Extremes {
    double largest = -std::numeric_limits<double>::infinity();
    double smallest = std::numeric_limits<double>::infinity();
    std::vector<Eigen::Index> largest_half;
    std::vector<Eigen::Index> smallest_half;
};

/// Every half of `size` items, one after the other; with `hold_first` only those with the first item, as the
/// others are the same splits again where both halves are equally long.
class EverySplit {
public:
    EverySplit(MatrixIn covariance, Eigen::Index size, bool hold_first)
        : covariance_(covariance),
          size_(size),
          rows_(covariance.rowwise().sum()),
          chosen_(static_cast<std::size_t>(size)) {
        with_chosen_.setZero(covariance.cols(), size + 1);
        if (hold_first) {
            take(0, 0, 0, 0, 1);
        } else {
            take(0, 0, 0, 0, covariance.cols() - size + 1);
        }
    }
    [[nodiscard]] Extremes const& found() const { return found_; }

private:
    /// Item number `depth` of the half, from `from` up to before `to`; `variance` and `rows` are of those
    /// chosen.
    void take(Eigen::Index depth, Eigen::Index from, double variance, double rows, Eigen::Index to) {
        for (auto i = from; i < to; ++i) {
            double const more = variance + 2.0 * with_chosen_(i, depth) + covariance_(i, i);
            double const sums = rows + rows_[i];
            chosen_[static_cast<std::size_t>(depth)] = i;
            if (depth + 1 == size_) {
                look_at(sums - more);
                continue;
            }
            auto const rest = covariance_.cols() - i - 1;
            with_chosen_.col(depth + 1).tail(rest) =
                with_chosen_.col(depth).tail(rest) + covariance_.col(i).tail(rest);
            take(depth + 1, i + 1, more, sums, covariance_.cols() - size_ + depth + 2);
        }
    }

    void look_at(double between) {
        if (between > found_.largest) {
            found_.largest = between;
            found_.largest_half = chosen_;
        }
        if (between < found_.smallest) {
            found_.smallest = between;
            found_.smallest_half = chosen_;
        }
    }

    Eigen::Ref<Eigen::MatrixXd const> covariance_;
    Eigen::Index size_;
    Eigen::VectorXd rows_;
    Eigen::MatrixXd with_chosen_;  ///< of each item, with the sum of the first `depth` chosen
    std::vector<Eigen::Index> chosen_;
    Extremes found_;
};

/// From random halves, the swap of two items that helps most, until none does.
class SwapSearch {
public:
    SwapSearch(MatrixIn covariance, Eigen::Index size, SplitHalfOptions const& options)
        : covariance_(covariance), rows_(covariance.rowwise().sum()) {
        for (std::int64_t start = 0; start < options.starts; ++start) {
            for (double const direction : {1.0, -1.0}) {
                auto half = random_half(size, options.seed, static_cast<std::uint64_t>(start));
                double const between = climb(half, direction);
                keep(between, half);
            }
        }
    }
    [[nodiscard]] Extremes const& found() const { return found_; }

private:
    /// Whether each item is in the first half.
    using Half = std::vector<char>;

    [[nodiscard]] Half random_half(Eigen::Index size, std::uint64_t seed, std::uint64_t stream) const {
        numeric::Random random(seed, stream);
        Half half(static_cast<std::size_t>(covariance_.cols()), 0);
        std::vector<std::size_t> order(half.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (std::size_t i = 0; i < static_cast<std::size_t>(size); ++i) {
            std::swap(order[i], order[i + random.below(order.size() - i)]);
            half[order[i]] = 1;
        }
        return half;
    }

    /// The covariance of the halves where no swap changes it in `direction` any more.
    double climb(Half& half, double direction) const {
        auto const k = covariance_.cols();
        Eigen::VectorXd with_first = Eigen::VectorXd::Zero(k);
        for (Eigen::Index i = 0; i < k; ++i) {
            if (in(half, i)) with_first += covariance_.col(i);
        }
        double between = 0;
        for (Eigen::Index i = 0; i < k; ++i) {
            if (in(half, i)) between += rows_[i] - with_first[i];
        }
        double const enough = 1e-12 * covariance_.trace();
        for (;;) {
            double best = enough;
            Eigen::Index leaves = -1;
            Eigen::Index enters = -1;
            for (Eigen::Index x = 0; x < k; ++x) {
                if (!in(half, x)) continue;
                for (Eigen::Index y = 0; y < k; ++y) {
                    if (in(half, y)) continue;
                    double const variance = -2.0 * with_first[x] + covariance_(x, x) +
                                            2.0 * (with_first[y] - covariance_(x, y)) + covariance_(y, y);
                    double const gain = direction * (rows_[y] - rows_[x] - variance);
                    if (gain > best) {
                        best = gain;
                        leaves = x;
                        enters = y;
                    }
                }
            }
            if (leaves < 0) return between;
            between += direction * best;
            with_first += covariance_.col(enters) - covariance_.col(leaves);
            half[static_cast<std::size_t>(leaves)] = 0;
            half[static_cast<std::size_t>(enters)] = 1;
        }
    }

    static bool in(Half const& half, Eigen::Index i) { return half[static_cast<std::size_t>(i)] != 0; }

    void keep(double between, Half const& half) {
        double const margin =
            1e-9 * covariance_.trace();  // the first of those that are equal but for rounding
        bool const larger = between > found_.largest + margin;
        bool const smaller = between < found_.smallest - margin;
        if (!larger && !smaller) return;
        std::vector<Eigen::Index> items;
        for (Eigen::Index i = 0; i < covariance_.cols(); ++i) {
            if (in(half, i)) items.push_back(i);
        }
        if (larger) {
            found_.largest = between;
            found_.largest_half = items;
        }
        if (smaller) {
            found_.smallest = between;
            found_.smallest_half = items;
        }
    }

    Eigen::Ref<Eigen::MatrixXd const> covariance_;
    Eigen::VectorXd rows_;
    Extremes found_;
};

}  // namespace

Halves halves_of(MatrixIn covariance, std::vector<Eigen::Index> first) {
    auto const k = covariance.cols();
    Eigen::VectorXd in_first = Eigen::VectorXd::Zero(k);
    for (auto const i : first)
        in_first[i] = 1.0;
    Eigen::VectorXd const in_second = 1.0 - in_first.array();
    Halves halves;
    double const variance_a = in_first.dot(covariance * in_first);
    double const variance_b = in_second.dot(covariance * in_second);
    double const between = in_first.dot(covariance * in_second);
    double const total = variance_a + variance_b + 2.0 * between;
    if (total > 0) halves.flanagan_rulon = 4.0 * between / total;
    if (variance_a > 0 && variance_b > 0) {
        double const r = std::clamp(between / std::sqrt(variance_a * variance_b), -1.0, 1.0);
        halves.r = r;
        if (r > -1.0) halves.spearman_brown = 2.0 * r / (1.0 + r);
        double const p = static_cast<double>(first.size()) / static_cast<double>(k);
        double const pq = p * (1.0 - p);
        if (r >= 1.0) {
            halves.horst = 1.0;
        } else if (r > 0) {
            double const rest = 1.0 - r * r;
            halves.horst = (r * std::sqrt(r * r + 4.0 * pq * rest) - r * r) / (2.0 * pq * rest);
        }
    }
    halves.first = std::move(first);
    return halves;
}

SplitHalves split_halves_of(MatrixIn covariance, SplitHalfOptions const& options) {
    auto const k = covariance.cols();
    auto const size = k / 2;
    bool const even = k % 2 == 0;
    double const total = covariance.sum();
    SplitHalves result;
    std::vector<Eigen::Index> odd;
    std::vector<Eigen::Index> early;
    for (Eigen::Index i = 0; i < k; ++i) {
        if (i % 2 == 0) odd.push_back(i);
        if (i < k - size) early.push_back(i);
    }
    result.odd_even = halves_of(covariance, std::move(odd));
    result.first_second = halves_of(covariance, std::move(early));
    // Every pair of items is in different halves equally often.
    auto const a = static_cast<double>(size);
    auto const items = static_cast<double>(k);
    result.mean = 4.0 * a * (items - a) / (items * (items - 1.0)) * (total - covariance.trace()) / total;
    result.splits = choose(k, size) / (even ? 2.0 : 1.0);
    result.exhaustive = result.splits <= static_cast<double>(options.most_splits);
    Extremes found;
    if (result.exhaustive) {
        found = EverySplit(covariance, size, even).found();
    } else {
        found = SwapSearch(covariance, size, options).found();
        result.starts = options.starts;
        result.seed = options.seed;
    }
    result.largest = halves_of(covariance, found.largest_half).flanagan_rulon;
    result.smallest = halves_of(covariance, found.smallest_half).flanagan_rulon;
    result.largest_half = std::move(found.largest_half);
    result.smallest_half = std::move(found.smallest_half);
    return result;
}

Outcome<SplitHalves> split_halves(MatrixIn items, SplitHalfOptions const& options) {
    return intake::of_complete_items(
        items, {"a split half", 2, 3}, options.names,
        [&](intake::CompleteItems const& complete) { return split_halves(complete, options); });
}

Outcome<SplitHalves> split_halves(intake::CompleteItems const& items, SplitHalfOptions const& options) {
    Outcome<SplitHalves> outcome;
    auto const matrix = intake::sum_matrix(items, options.standardized, "split halves do not exist", options.names);
    outcome.diagnostics.append(matrix.diagnostics);
    if (!matrix.value) return outcome;
    auto result = split_halves_of(*matrix.value, options);
    result.use = items.use;
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::reliability
