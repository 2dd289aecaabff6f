#include "psychometrics/evidence/known_groups.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "numeric/distributions.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::evidence {
namespace {

/// Scores of one group, rising, with their moments.
struct Sample {
    std::vector<double> scores;
    double mean = absent;
    double squares = 0;  ///< sum of squared deviations

    [[nodiscard]] double n() const { return static_cast<double>(scores.size()); }
    [[nodiscard]] double variance() const { return squares / (n() - 1.0); }
};

Sample finished(std::vector<double> scores) {
    Sample sample;
    std::sort(scores.begin(), scores.end());
    sample.scores = std::move(scores);
    if (sample.scores.empty()) return sample;
    double sum = 0;  // around the smallest, so that equal scores have exactly their value as mean
    for (double const score : sample.scores)
        sum += score - sample.scores.front();
    sample.mean = sample.scores.front() + sum / sample.n();
    for (double const score : sample.scores)
        sample.squares += (score - sample.mean) * (score - sample.mean);
    return sample;
}

/// What Hedges multiplies d by.
double unbiasing(double df) {
    return std::exp(std::lgamma(df / 2.0) - std::lgamma((df - 1.0) / 2.0)) * std::sqrt(2.0 / df);
}

Estimate hedges_g(Sample const& a, Sample const& b, double level) {
    double const df = a.n() + b.n() - 2.0;
    double const pooled = std::sqrt((a.squares + b.squares) / df);
    if (!(pooled > 0)) return {};
    double const d = (a.mean - b.mean) / pooled;
    double const scale = std::sqrt(1.0 / a.n() + 1.0 / b.n());
    double const j = unbiasing(df);
    double const tail = 0.5 * (1.0 - level);
    return {j * d, j * scale * numeric::t_noncentrality(d / scale, df, 1.0 - tail),
            j * scale * numeric::t_noncentrality(d / scale, df, tail), level, "noncentral t"};
}

/// Both rising.
double superiority(std::vector<double> const& a, std::vector<double> const& b) {
    double wins = 0;
    for (double const score : a) {
        auto const [first, last] = std::equal_range(b.begin(), b.end(), score);
        wins += static_cast<double>(first - b.begin()) + 0.5 * static_cast<double>(last - first);
    }
    return wins / (static_cast<double>(a.size()) * static_cast<double>(b.size()));
}

GroupDifference difference(Sample const& a, Sample const& b, double level) {
    GroupDifference out;
    double const va = a.variance() / a.n();
    double const vb = b.variance() / b.n();
    if (va + vb > 0) {
        out.welch_t = (a.mean - b.mean) / std::sqrt(va + vb);
        out.welch_df = (va + vb) * (va + vb) / (va * va / (a.n() - 1.0) + vb * vb / (b.n() - 1.0));
        out.p = numeric::t_two_sided(out.welch_t, out.welch_df);
    }
    out.g = hedges_g(a, b, level);
    out.superiority = superiority(a.scores, b.scores);
    return out;
}

void analysis_of_variance(std::vector<Sample> const& samples, std::vector<std::size_t> const& large,
                          KnownGroups& out) {
    double n = 0;
    double sum = 0;
    double within = 0;
    for (auto const g : large) {
        n += samples[g].n();
        sum += samples[g].n() * samples[g].mean;
        within += samples[g].squares;
    }
    double between = 0;
    for (auto const g : large)
        between += samples[g].n() * (samples[g].mean - sum / n) * (samples[g].mean - sum / n);
    out.df1 = static_cast<double>(large.size()) - 1.0;
    out.df2 = n - static_cast<double>(large.size());
    double const mean_within = within / out.df2;
    out.f = between / out.df1 / mean_within;
    out.p = numeric::f_upper_tail(out.f, out.df1, out.df2);
    out.eta_squared = between / (between + within);
    out.omega_squared = std::max(0.0, (between - out.df1 * mean_within) / (between + within + mean_within));
}

std::vector<Sample> samples_of(VectorIn scores, std::vector<int> const& groups, std::size_t names) {
    int const highest = groups.empty() ? -1 : *std::max_element(groups.begin(), groups.end());
    std::vector<std::vector<double>> by_group(std::max(names, static_cast<std::size_t>(highest + 1)));
    for (Eigen::Index i = 0; i < scores.size(); ++i) {
        int const group = groups[static_cast<std::size_t>(i)];
        if (group >= 0 && !std::isnan(scores[i]))
            by_group[static_cast<std::size_t>(group)].push_back(scores[i]);
    }
    std::vector<Sample> samples;
    for (auto& some : by_group)
        samples.push_back(finished(std::move(some)));
    return samples;
}

}  // namespace

Outcome<KnownGroups> known_groups(VectorIn scores, std::vector<int> const& groups,
                                  KnownGroupsOptions const& options) {
    Outcome<KnownGroups> outcome;
    expects(static_cast<Eigen::Index>(groups.size()) == scores.size(), "one group for each score");
    outcome.diagnostics = intake::check_level(options.level);
    auto const refuse = [&](std::string_view code, std::string message, std::string hint = {}) {
        outcome.diagnostics.add(
            {.code = std::string(code), .message = std::move(message), .hint = std::move(hint)});
    };
    if (scores.array().isInf().any()) refuse(intake::code::not_finite, "a score is not a finite number");
    if (outcome.diagnostics.has_errors()) return outcome;

    auto const samples = samples_of(scores, groups, options.names.size());
    KnownGroups result;
    std::vector<std::size_t> large;
    std::vector<std::string> small;
    double within = 0;
    for (std::size_t g = 0; g < samples.size(); ++g) {
        auto const& sample = samples[g];
        result.groups.push_back({static_cast<std::int64_t>(sample.scores.size()), sample.mean,
                                 sample.scores.size() >= 2 ? std::sqrt(sample.variance()) : absent});
        result.use.persons_used += static_cast<std::int64_t>(sample.scores.size());
        within += sample.squares;
        if (sample.scores.size() >= 2) {
            large.push_back(g);
        } else {
            small.push_back("'" + (g < options.names.size() ? options.names[g] : std::to_string(g + 1)) +
                            "'");
        }
    }
    result.use.persons_given = scores.size();
    result.use.persons_dropped = result.use.persons_given - result.use.persons_used;
    result.use.rule = "with a score and a group";
    if (large.size() < 2) {
        refuse(intake::code::too_few_persons, "groups are compared where two of them have two scores each",
               large.empty() ? "no group has" : "one group has");
        return outcome;
    }
    if (!(within > 0)) {
        refuse(intake::code::no_variance, "within every group the scores are all the same");
        return outcome;
    }
    if (!small.empty()) {
        outcome.diagnostics.add(
            {.severity = Severity::warning,
             .code = std::string(intake::code::small_group),
             .message = "left out of the tests, with fewer than two scores: " + text::join(small, ", ")});
    }
    analysis_of_variance(samples, large, result);
    for (std::size_t a = 0; a < large.size(); ++a) {
        for (std::size_t b = a + 1; b < large.size(); ++b) {
            result.pairs.emplace_back(large[a], large[b]);
            result.differences.push_back(difference(samples[large[a]], samples[large[b]], options.level));
        }
    }
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::evidence
