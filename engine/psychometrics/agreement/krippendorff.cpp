#include "psychometrics/agreement/krippendorff.hpp"

#include "base/text.hpp"
#include "numeric/bootstrap.hpp"
#include "psychometrics/intake/codes.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace quaestor::agreement {
namespace {

constexpr std::size_t most_ratios = 5000;

/// Ratings of the units that have two, one unit after another.
struct Pairable {
    std::vector<std::size_t> begins;    ///< of each unit in `places`; one more than there are units
    std::vector<std::uint32_t> places;  ///< in `values`
    std::vector<double> values;         ///< different ratings, ascending

    [[nodiscard]] std::size_t units() const { return begins.size() - 1; }
};

Pairable pairable_of(MatrixIn ratings) {
    Pairable out;
    std::vector<double> given;
    out.begins.push_back(0);
    for (Eigen::Index i = 0; i < ratings.rows(); ++i) {
        auto const before = given.size();
        for (Eigen::Index j = 0; j < ratings.cols(); ++j) {
            if (!std::isnan(ratings(i, j))) given.push_back(ratings(i, j));
        }
        if (given.size() - before < 2) {
            given.resize(before);
        } else {
            out.begins.push_back(given.size());
        }
    }
    out.values = given;
    std::sort(out.values.begin(), out.values.end());
    out.values.erase(std::unique(out.values.begin(), out.values.end()), out.values.end());
    out.places.reserve(given.size());
    for (double const rating : given) {
        auto const at = std::lower_bound(out.values.begin(), out.values.end(), rating);
        out.places.push_back(static_cast<std::uint32_t>(at - out.values.begin()));
    }
    return out;
}

struct Disagreement {
    double observed = absent;
    double expected = absent;
    double values = 0;

    /// Absent where all ratings are the same.
    [[nodiscard]] double alpha() const { return expected > 0 ? 1 - observed / expected : absent; }
};

/// What is needed for any sample of the same units.
class Differences {
public:
    Differences(Pairable const& data, Measurement measurement) : data_(data), measurement_(measurement) {
        if (measurement == Measurement::interval) positions_ = around_their_mean();
        if (measurement == Measurement::ordinal) return;
        within_.reserve(data.units());
        for (std::size_t u = 0; u < data.units(); ++u)
            within_.push_back(within(u, positions_));
    }

    /// `times` says how often each unit is there.
    [[nodiscard]] Disagreement of(std::span<std::uint32_t const> times) const {
        std::vector<double> counts(data_.values.size(), 0.0);
        double all = 0;
        for (std::size_t u = 0; u < data_.units(); ++u) {
            if (times[u] == 0) continue;
            for (auto at = data_.begins[u]; at < data_.begins[u + 1]; ++at)
                counts[data_.places[at]] += times[u];
            all += times[u] * static_cast<double>(data_.begins[u + 1] - data_.begins[u]);
        }
        auto const ranks = measurement_ == Measurement::ordinal ? mid_ranks(counts) : std::vector<double>();
        double observed = 0;
        for (std::size_t u = 0; u < data_.units(); ++u) {
            if (times[u] > 0) observed += times[u] * (ranks.empty() ? within_[u] : within(u, ranks));
        }
        Disagreement out;
        out.values = all;
        out.observed = observed / all;
        out.expected = between(counts, all, ranks.empty() ? positions_ : ranks) / (all * (all - 1));
        return out;
    }

private:
    /// Interval sums lose no digits to a large mean.
    [[nodiscard]] std::vector<double> around_their_mean() const {
        double const first = data_.values.front();
        double sum = 0;
        for (auto const place : data_.places)
            sum += data_.values[place] - first;
        double const mean = first + sum / static_cast<double>(data_.places.size());
        auto out = data_.values;
        for (double& value : out)
            value -= mean;
        return out;
    }

    [[nodiscard]] static std::vector<double> mid_ranks(std::vector<double> const& counts) {
        std::vector<double> ranks;
        ranks.reserve(counts.size());
        double below = 0;
        for (double const count : counts) {
            ranks.push_back(below + 0.5 * count);
            below += count;
        }
        // Around the middle, as interval positions are around their mean.
        for (double& rank : ranks)
            rank -= 0.5 * below;
        return ranks;
    }

    [[nodiscard]] double ratio(std::uint32_t a, std::uint32_t b) const {
        double const sum = data_.values[a] + data_.values[b];
        double const share = a == b ? 0 : (data_.values[a] - data_.values[b]) / sum;
        return share * share;
    }

    /// Differences of all ordered pairs within a unit, over the number of ratings less one.
    [[nodiscard]] double within(std::size_t unit, std::vector<double> const& positions) const {
        auto const begin = data_.begins[unit];
        auto const end = data_.begins[unit + 1];
        auto const m = static_cast<double>(end - begin);
        if (!positions.empty()) {
            double sum = 0;
            for (auto at = begin; at < end; ++at)
                sum += positions[data_.places[at]];
            double squares = 0;
            for (auto at = begin; at < end; ++at) {
                double const deviation = positions[data_.places[at]] - sum / m;
                squares += deviation * deviation;
            }
            return 2 * m * squares / (m - 1);
        }
        double pairs = 0;
        for (auto at = begin; at < end; ++at) {
            for (auto other = begin; other < at; ++other) {
                auto const a = data_.places[at];
                auto const b = data_.places[other];
                pairs += measurement_ == Measurement::ratio ? ratio(a, b) : static_cast<double>(a != b);
            }
        }
        return 2 * pairs / (m - 1);
    }

    /// Differences of all ordered pairs of ratings.
    [[nodiscard]] double between(std::vector<double> const& counts, double all,
                                 std::vector<double> const& positions) const {
        if (!positions.empty()) {
            double sum = 0;
            double squares = 0;
            for (std::size_t c = 0; c < counts.size(); ++c) {
                sum += counts[c] * positions[c];
                squares += counts[c] * positions[c] * positions[c];
            }
            double const out = 2 * (all * squares - sum * sum);
            return out > 1e-12 * all * squares ? out : 0;
        }
        double out = 0;
        if (measurement_ == Measurement::nominal) {
            for (double const count : counts)
                out += count * (all - count);
            return out;
        }
        for (std::uint32_t a = 0; a < counts.size(); ++a) {
            if (counts[a] == 0) continue;
            double row = 0;
            for (std::uint32_t b = 0; b < a; ++b)
                row += counts[b] * ratio(a, b);
            out += 2 * counts[a] * row;
        }
        return out;
    }

    Pairable const& data_;
    Measurement measurement_;
    std::vector<double>
        positions_;               ///< of `values` where differences are squared distances; empty for others
    std::vector<double> within_;  ///< by unit; empty where it depends on the sample
};

std::optional<Diagnostic> refusal(Pairable const& data, MatrixIn ratings, Measurement measurement) {
    if (ratings.cols() < 2) {
        return Diagnostic{.code = std::string(intake::code::too_few_raters),
                          .message = "Krippendorff's alpha needs at least 2 raters, found " +
                                     std::to_string(ratings.cols())};
    }
    if (ratings.array().isInf().any()) {
        return Diagnostic{.code = std::string(intake::code::not_finite),
                          .message = "a rating is not a finite number"};
    }
    if (data.units() < 2) {
        return Diagnostic{.code = std::string(intake::code::too_few_units),
                          .message = "Krippendorff's alpha needs at least 2 units with two ratings, found " +
                                     std::to_string(data.units()) + " of " + std::to_string(ratings.rows())};
    }
    if (data.values.size() < 2) return all_the_same("Krippendorff's alpha");
    if (measurement != Measurement::ratio) return std::nullopt;
    if (data.values.front() < 0) {
        return Diagnostic{.code = std::string(intake::code::no_ratio_scale),
                          .message = "a rating is below 0, and a ratio scale has nothing there",
                          .hint = "on an interval scale differences count, whatever the zero is"};
    }
    if (data.values.size() > most_ratios) {
        return Diagnostic{.code = std::string(intake::code::too_many_categories),
                          .message = "Krippendorff's alpha for ratios takes up to " +
                                     text::grouped(most_ratios) + " different ratings, found " +
                                     text::grouped(data.values.size()),
                          .hint = "round the ratings, or take the interval scale"};
    }
    return std::nullopt;
}

}  // namespace

std::string_view name_of(Measurement measurement) {
    switch (measurement) {
        case Measurement::ordinal:
            return "ordinal";
        case Measurement::interval:
            return "interval";
        case Measurement::ratio:
            return "ratio";
        case Measurement::nominal:
            break;
    }
    return "nominal";
}

Outcome<KrippendorffAlpha> krippendorff_alpha(MatrixIn ratings, KrippendorffOptions const& options) {
    Outcome<KrippendorffAlpha> outcome;
    outcome.diagnostics = check_level(options.level);
    if (outcome.diagnostics.has_errors()) return outcome;
    auto const data = pairable_of(ratings);
    if (auto why = refusal(data, ratings, options.measurement)) {
        outcome.diagnostics.add(std::move(*why));
        return outcome;
    }

    Differences const differences(data, options.measurement);
    auto const found = differences.of(std::vector<std::uint32_t>(data.units(), 1U));
    KrippendorffAlpha out;
    out.alpha.value = found.alpha();
    out.observed = found.observed;
    out.expected = found.expected;
    out.values = static_cast<std::int64_t>(found.values);
    auto const used = static_cast<std::int64_t>(data.units());
    out.use = {ratings.rows(), used, ratings.rows() - used, out.values, "paired"};
    if (options.replications > 0) {
        auto const drawn =
            numeric::bootstrap(data.units(), 1,
                               [&](std::span<std::uint32_t const> times, std::span<double> value) {
                                   value[0] = differences.of(times).alpha();
                               },
                               {options.replications, options.seed, options.threads});
        auto const interval = numeric::percentile_interval(drawn.col(0), options.level);
        out.alpha = {out.alpha.value, interval.lower, interval.upper, options.level,
                     "bootstrap percentile, units"};
        out.standard_error = interval.standard_error;
        out.replications = interval.replications;
        out.without_value = interval.without_value;
    }
    outcome.value = std::move(out);
    return outcome;
}

}  // namespace quaestor::agreement
