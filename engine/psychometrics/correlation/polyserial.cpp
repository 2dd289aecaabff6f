#include "psychometrics/correlation/polyserial.hpp"

#include "numeric/distributions.hpp"
#include "numeric/moments.hpp"
#include "psychometrics/correlation/newton.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace quaestor::correlation {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// A person who answered both.
struct Seen {
    std::size_t person;
    double z;
    Eigen::Index category;
};

/// P(category | z) and what it hangs on, for one person.
struct Choice {
    double probability;
    double slope;      ///< by rho
    double bend;       ///< twice by rho
    double by_number;  ///< by z
    double at_lower;   ///< by the threshold below, and above
    double at_upper;
};

class Likelihood {
public:
    Likelihood(std::vector<Seen> const& seen, Eigen::VectorXd const& thresholds)
        : seen_(seen), thresholds_(thresholds) {}

    [[nodiscard]] Choice choice(Seen const& one, double rho) const {
        double const rest = std::sqrt((1.0 - rho) * (1.0 + rho));
        double const cube = rest * rest * rest;
        Choice out{};
        std::array<double, 2> ends{};
        for (int end = 0; end < 2; ++end) {
            double const cut = threshold(one.category + end);
            double const sign = end == 0 ? -1.0 : 1.0;
            double const t = (cut - rho * one.z) / rest;
            ends[end == 0 ? 0 : 1] = t;
            if (std::isinf(cut)) continue;
            double const height = numeric::normal_density(t);
            double const turn = (rho * cut - one.z) / cube;
            double const second = (cut + 3.0 * rho * turn * rest) / cube;
            out.slope += sign * height * turn;
            out.bend += sign * height * (second - t * turn * turn);
            out.by_number -= sign * height * rho / rest;
            (end == 0 ? out.at_lower : out.at_upper) = sign * height / rest;
        }
        out.probability = numeric::normal_between(ends[0], ends[1]);
        return out;
    }

    [[nodiscard]] Derivatives at(double rho) const {
        Derivatives sum{0.0, 0.0};
        for (auto const& one : seen_) {
            auto const c = choice(one, rho);
            if (!(c.probability > 0)) return {rho > 0 ? -infinite : infinite, absent};
            double const ratio = c.slope / c.probability;
            sum.score += ratio;
            sum.curvature += c.bend / c.probability - ratio * ratio;
        }
        return sum;
    }

    [[nodiscard]] double log_likelihood(double rho) const {
        double sum = 0.0;
        for (auto const& one : seen_)
            sum += std::log(choice(one, rho).probability);
        return sum;
    }

private:
    [[nodiscard]] double threshold(Eigen::Index i) const {
        if (i == 0) return -infinite;
        return i > thresholds_.size() ? infinite : thresholds_[i - 1];
    }

    std::vector<Seen> const& seen_;
    Eigen::VectorXd const& thresholds_;
};

std::vector<Seen> who_answered_both(NumberItem const& number, CategoricalItem const& ordered) {
    std::vector<Seen> seen;
    for (std::size_t i = 0; i < ordered.codes.size(); ++i) {
        double const z = number.scores[static_cast<Eigen::Index>(i)];
        if (std::isnan(z) || ordered.codes[i] >= ordered.values.size()) continue;
        seen.push_back({i, z, ordered.codes[i]});
    }
    return seen;
}

/// False where one of the two does not vary.
bool add_moments(std::vector<Seen> const& seen, Eigen::VectorXd const& thresholds, PolyserialFit& fit) {
    auto const n = static_cast<Eigen::Index>(seen.size());
    if (n < 2) return false;
    Eigen::MatrixXd pair(n, 2);
    for (Eigen::Index i = 0; i < n; ++i) {
        pair(i, 0) = seen[static_cast<std::size_t>(i)].z;
        pair(i, 1) = static_cast<double>(seen[static_cast<std::size_t>(i)].category);
    }
    Eigen::MatrixXd const covariance = numeric::covariance(pair);
    fit.pearson = numeric::correlation_of(covariance)(0, 1);
    if (std::isnan(fit.pearson)) return false;
    double heights = 0.0;
    for (double const cut : thresholds)
        heights += numeric::normal_density(cut);
    double const population = covariance(1, 1) * static_cast<double>(n - 1) / static_cast<double>(n);
    fit.by_moments = fit.pearson * std::sqrt(population) / heights;
    return true;
}

/// By how much everyone moves rho: the score of rho, less what the estimates of the first step take from it.
void add_influence(std::vector<Seen> const& seen, NumberItem const& number, CategoricalItem const& ordered,
                   Eigen::VectorXd const& thresholds, Likelihood const& likelihood, PolyserialFit& fit) {
    std::vector<double> scores(ordered.codes.size(), 0.0);
    double information = 0.0;
    double with_mean = 0.0;
    double with_variance = 0.0;
    Eigen::VectorXd with_cuts = Eigen::VectorXd::Zero(thresholds.size());
    for (auto const& one : seen) {
        auto const c = likelihood.choice(one, fit.rho);
        double const score = c.slope / c.probability;
        scores[one.person] = score;
        information += score * score;
        // Derivatives of log f(y) P(category | y), in units of sd and variance.
        double const by_z = c.by_number / c.probability;
        with_mean += score * (one.z - by_z);
        with_variance += score * 0.5 * (one.z * one.z - 1.0 - by_z * one.z);
        if (one.category > 0) with_cuts[one.category - 1] += score * c.at_lower / c.probability;
        if (one.category < thresholds.size()) with_cuts[one.category] += score * c.at_upper / c.probability;
    }
    double const answered = ordered.counts.sum();
    double below = 0.0;
    Eigen::VectorXd shares(thresholds.size());
    for (Eigen::Index t = 0; t < thresholds.size(); ++t) {
        below += ordered.counts[t];
        shares[t] = below / answered;
        with_cuts[t] /= answered * numeric::normal_density(thresholds[t]);
    }
    fit.influence.assign(ordered.codes.size(), 0.0);
    double squares = 0.0;
    for (std::size_t i = 0; i < fit.influence.size(); ++i) {
        double moved = scores[i];
        double const z = number.scores[static_cast<Eigen::Index>(i)];
        if (!std::isnan(z)) moved -= (with_mean * z + with_variance * (z * z - 1.0)) / number.persons;
        if (ordered.codes[i] < ordered.values.size()) {
            for (Eigen::Index t = 0; t < thresholds.size(); ++t)
                moved -= with_cuts[t] * ((ordered.codes[i] <= t ? 1.0 : 0.0) - shares[t]);
        }
        fit.influence[i] = moved / information;
        squares += fit.influence[i] * fit.influence[i];
    }
    fit.se = std::sqrt(squares);
}

}  // namespace

NumberItem number_item(VectorIn answers) {
    NumberItem item;
    item.scores = answers;
    Eigen::Index n = 0;
    Eigen::VectorXd given(answers.size());
    for (double const answer : answers) {
        if (!std::isnan(answer)) given[n++] = answer;
    }
    item.persons = static_cast<double>(n);
    if (n < 2) return item;
    Eigen::VectorXd const known = given.head(n);
    item.mean = numeric::means(known)[0];
    item.sd = std::sqrt(numeric::covariance(known)(0, 0) * (item.persons - 1.0) / item.persons);
    item.scores = (answers.array() - item.mean) / item.sd;
    return item;
}

std::optional<PolyserialFit> fit_polyserial(NumberItem const& number, CategoricalItem const& ordered,
                                            Eigen::VectorXd const& thresholds) {
    if (!(number.sd > 0) || thresholds.size() == 0) return std::nullopt;
    auto const seen = who_answered_both(number, ordered);
    PolyserialFit fit;
    if (!add_moments(seen, thresholds, fit)) return std::nullopt;
    Likelihood const likelihood(seen, thresholds);
    auto const found = most_likely_rho(std::clamp(fit.by_moments, -0.95, 0.95),
                                       [&](double rho) { return likelihood.at(rho); });
    fit.rho = found.rho;
    fit.at_limit = found.at_limit;
    fit.convergence = found.convergence;
    if (fit.at_limit) return fit;
    double const log_likelihood = likelihood.log_likelihood(fit.rho);
    if (log_likelihood > -1e-8) {  // every category is certain, as it is at the limit
        fit.rho = fit.rho > 0 ? 1.0 : -1.0;
        fit.at_limit = fit.convergence.converged = true;
        return fit;
    }
    fit.convergence.gradient = std::abs(likelihood.at(fit.rho).score);
    fit.convergence.criterion = -log_likelihood;
    add_influence(seen, number, ordered, thresholds, likelihood, fit);
    return fit;
}

}  // namespace quaestor::correlation
