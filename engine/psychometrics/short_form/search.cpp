#include "psychometrics/short_form/search.hpp"

#include "base/expects.hpp"
#include "numeric/random.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace quaestor::short_form {
namespace {

/// Gains below this are rounding.
constexpr double tiny = 1e-12;

/// How many items of each facet a subset must have.
class Content {
public:
    Content(std::vector<int> const& facets, Eigen::Index items, Eigen::Index least) : facets_(facets) {
        expects(facets_.empty() || static_cast<Eigen::Index>(facets_.size()) == items,
                "one facet per item, or none");
        for (int const facet : facets_) {
            if (facet < 0) continue;
            auto const f = static_cast<std::size_t>(facet);
            if (f >= least_.size()) least_.resize(f + 1);
            if (least_[f] < least) ++least_[f];
        }
    }
    [[nodiscard]] Eigen::Index needed() const {
        return std::accumulate(least_.begin(), least_.end(), Eigen::Index{0});
    }
    [[nodiscard]] bool kept_by(Subset const& subset) const {
        if (least_.empty()) return true;
        auto missing = least_;
        for (auto const item : subset) {
            if (int const facet = facets_[static_cast<std::size_t>(item)]; facet >= 0)
                --missing[static_cast<std::size_t>(facet)];
        }
        return std::all_of(missing.begin(), missing.end(), [](Eigen::Index left) { return left <= 0; });
    }
    /// The first items of a shuffled order that together keep the facets.
    [[nodiscard]] Subset first_of(std::vector<Eigen::Index> const& order, Eigen::Index size) const {
        Subset subset;
        auto missing = least_;
        std::vector<Eigen::Index> others;
        for (auto const item : order) {
            int const facet = facets_.empty() ? -1 : facets_[static_cast<std::size_t>(item)];
            if (facet >= 0 && missing[static_cast<std::size_t>(facet)] > 0) {
                --missing[static_cast<std::size_t>(facet)];
                subset.push_back(item);
            } else {
                others.push_back(item);
            }
        }
        auto const left = static_cast<std::ptrdiff_t>(size) - std::ssize(subset);
        subset.insert(subset.end(), others.begin(), others.begin() + left);
        std::sort(subset.begin(), subset.end());
        return subset;
    }

private:
    std::vector<int> const& facets_;
    std::vector<Eigen::Index> least_;
};

/// The next subset of the same size in dictionary order; false after the last.
bool advance(Subset& subset, Eigen::Index items) {
    auto const size = std::ssize(subset);
    for (auto i = size - 1; i >= 0; --i) {
        auto& item = subset[static_cast<std::size_t>(i)];
        if (item >= items - (size - i)) continue;
        ++item;
        for (auto j = i + 1; j < size; ++j)
            subset[static_cast<std::size_t>(j)] = subset[static_cast<std::size_t>(j - 1)] + 1;
        return true;
    }
    return false;
}

std::optional<Found> look_at_all(MatrixIn covariance, Eigen::Index size, Criterion criterion,
                                 Content const& content) {
    Found best;
    best.exhaustive = true;
    Subset subset(static_cast<std::size_t>(size));
    std::iota(subset.begin(), subset.end(), Eigen::Index{0});
    do {
        if (!content.kept_by(subset)) continue;
        ++best.looked_at;
        double const value = value_of(criterion, covariance, subset);
        if (std::isnan(value) || value <= best.value + tiny) continue;
        best.value = value;
        best.items = subset;
    } while (advance(subset, covariance.cols()));
    return best.items.empty() ? std::nullopt : std::optional(best);
}

/// Exchanges one item for another as long as that gains.
double climb(MatrixIn covariance, Criterion criterion, Content const& content, Subset& subset,
             std::int64_t& looked_at) {
    double value = value_of(criterion, covariance, subset);
    for (;;) {
        Subset best;
        double best_value = std::isnan(value) ? -std::numeric_limits<double>::infinity() : value + tiny;
        for (std::size_t out = 0; out < subset.size(); ++out) {
            for (Eigen::Index in = 0; in < covariance.cols(); ++in) {
                if (std::binary_search(subset.begin(), subset.end(), in)) continue;
                Subset candidate = subset;
                candidate[out] = in;
                std::sort(candidate.begin(), candidate.end());
                if (!content.kept_by(candidate)) continue;
                ++looked_at;
                double const gained = value_of(criterion, covariance, candidate);
                if (!(gained > best_value)) continue;
                best_value = gained;
                best = std::move(candidate);
            }
        }
        if (best.empty()) return value;
        subset = std::move(best);
        value = best_value;
    }
}

std::optional<Found> climb_from_starts(MatrixIn covariance, Eigen::Index size, SearchOptions const& options,
                                       Content const& content) {
    Found best;
    std::vector<Eigen::Index> order(static_cast<std::size_t>(covariance.cols()));
    for (std::int64_t start = 0; start < options.starts; ++start) {
        numeric::Random random(options.seed, static_cast<std::uint64_t>(start));
        std::iota(order.begin(), order.end(), Eigen::Index{0});
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[random.below(i)]);
        auto subset = content.first_of(order, size);
        double const value = climb(covariance, options.criterion, content, subset, best.looked_at);
        if (std::isnan(value)) continue;
        if (best.items.empty() || value > best.value + tiny) {
            best.items = subset;
            best.value = value;
            best.starts_best = 1;
        } else if (value > best.value - tiny) {
            ++best.starts_best;
        }
    }
    return best.items.empty() ? std::nullopt : std::optional(best);
}

}  // namespace

std::int64_t subsets_of(Eigen::Index items, Eigen::Index size) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    std::int64_t count = 1;
    for (Eigen::Index i = 1; i <= size; ++i) {
        if (count > most / (items - size + i)) return most;
        count = count * (items - size + i) / i;
    }
    return count;
}

std::optional<Found> best_subset(MatrixIn covariance, Eigen::Index size, SearchOptions const& options) {
    expects(size >= 2 && size < covariance.cols(),
            "a short form has 2 items or more, and fewer than the scale");
    Content const content(options.facets, covariance.cols(), options.least_per_facet);
    if (content.needed() > size) return std::nullopt;
    std::int64_t const cost = options.criterion == Criterion::omega ? 100 : 1;
    if (subsets_of(covariance.cols(), size) <= options.exhaustive_up_to / cost) {
        return look_at_all(covariance, size, options.criterion, content);
    }
    return climb_from_starts(covariance, size, options, content);
}

}  // namespace quaestor::short_form
