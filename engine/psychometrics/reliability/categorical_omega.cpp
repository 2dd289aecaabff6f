#include "psychometrics/reliability/categorical_omega.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "numeric/bivariate_normal.hpp"
#include "numeric/distributions.hpp"
#include "psychometrics/intake/codes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace quaestor::reliability {
namespace {

/// From here on a value asks whether the model can be believed.
constexpr double suspiciously_high = 0.95;

Eigen::VectorXd steps(std::vector<double> const& values) {
    Eigen::VectorXd step(static_cast<Eigen::Index>(values.size()) - 1);
    for (std::size_t c = 1; c < values.size(); ++c)
        step[static_cast<Eigen::Index>(c) - 1] = values[c] - values[c - 1];
    return step;
}

/// Covariances of two items' scores for one correlation after another.
class ScorePair {
public:
    ScorePair(std::vector<double> const& values_x, VectorIn x, std::vector<double> const& values_y,
              VectorIn y)
        : x_(x), y_(y), step_x_(steps(values_x)), step_y_(steps(values_y)), grid_(x, y) {
        below_x_ = x.unaryExpr([](double t) { return numeric::normal_cdf(t); });
        below_y_ = y.unaryExpr([](double t) { return numeric::normal_cdf(t); });
    }

    [[nodiscard]] double at(double rho) {
        Eigen::MatrixXd both(x_.size(), y_.size());
        if (std::abs(rho) < 1.0) {
            grid_.move_to(rho);
            both = grid_.below().matrix();
        } else {
            for (Eigen::Index c = 0; c < x_.size(); ++c) {
                for (Eigen::Index d = 0; d < y_.size(); ++d)
                    both(c, d) = numeric::bivariate_normal_cdf(x_[c], y_[d], rho);
            }
        }
        return step_x_.dot((both - below_x_ * below_y_.transpose()) * step_y_);
    }

private:
    Eigen::VectorXd x_;
    Eigen::VectorXd y_;
    Eigen::VectorXd step_x_;
    Eigen::VectorXd step_y_;
    Eigen::VectorXd below_x_;
    Eigen::VectorXd below_y_;
    numeric::BivariateNormalGrid grid_;
};

/// Score covariances by several matrices of correlations of the normal variables at once.
template <std::size_t count>
std::array<Eigen::MatrixXd, count> score_covariances(correlation::PolychoricMatrix const& polychoric,
                                                     std::array<Eigen::MatrixXd, count> const& correlations) {
    Eigen::Index const k = polychoric.r.cols();
    std::array<Eigen::MatrixXd, count> out;
    out.fill(Eigen::MatrixXd(k, k));
    for (Eigen::Index i = 0; i < k; ++i) {
        for (Eigen::Index j = 0; j <= i; ++j) {
            auto const a = static_cast<std::size_t>(i);
            auto const b = static_cast<std::size_t>(j);
            ScorePair pair(polychoric.categories[a], polychoric.thresholds[a], polychoric.categories[b],
                           polychoric.thresholds[b]);
            for (std::size_t m = 0; m < count; ++m)
                out[m](i, j) = out[m](j, i) = pair.at(correlations[m](i, j));
        }
    }
    return out;
}

/// 1 / se^2; or the first pair without.
Outcome<Eigen::MatrixXd> weights_of(correlation::PolychoricMatrix const& polychoric,
                                    CategoricalOmegaOptions const& options) {
    Outcome<Eigen::MatrixXd> outcome;
    Eigen::Index const k = polychoric.r.cols();
    Eigen::MatrixXd weights = Eigen::MatrixXd::Ones(k, k);
    for (Eigen::Index j = 0; j < k; ++j) {
        for (Eigen::Index i = j + 1; i < k; ++i) {
            bool const there = std::isfinite(polychoric.r(i, j));
            bool const weighs = !options.weighted || polychoric.se(i, j) > 0;
            if (there && weighs) {
                if (options.weighted) weights(i, j) = weights(j, i) = std::pow(polychoric.se(i, j), -2.0);
                continue;
            }
            return Outcome<Eigen::MatrixXd>::failure(
                {.code = std::string(intake::code::no_correlation),
                 .message = "the polychoric correlation of " + options.names.item(j) + " with " +
                            options.names.item(i) + (there ? " has no standard error" : " does not exist") +
                            ", so categorical omega does not exist either"});
        }
    }
    outcome.value = std::move(weights);
    return outcome;
}

void warn_of_high_values(CategoricalOmega const& omega, Diagnostics& said) {
    double highest = omega.total.of_observed;
    for (auto const& part : omega.parts)
        highest = std::max(highest, part.of_observed);
    bool const doubtful = omega.fit.srmr > sem::large_srmr || !omega.fit.admissible();
    if (!(highest >= 1.0 || (highest >= suspiciously_high && doubtful))) return;
    said.add({.severity = Severity::warning,
              .code = std::string(intake::code::near_one),
              .message = "categorical omega is " + text::fixed(highest, 3) +
                         ", and the factor model behind it does not hold",
              .hint = "it is no reliability then; report alpha, which rests on no factor model"});
}

}  // namespace

double covariance_of_scores(std::vector<double> const& values_x, VectorIn thresholds_x,
                            std::vector<double> const& values_y, VectorIn thresholds_y, double rho) {
    expects(static_cast<Eigen::Index>(values_x.size()) == thresholds_x.size() + 1 &&
                static_cast<Eigen::Index>(values_y.size()) == thresholds_y.size() + 1 && std::abs(rho) <= 1.0,
            "covariance_of_scores: one more value than thresholds, and a correlation");
    return ScorePair(values_x, thresholds_x, values_y, thresholds_y).at(rho);
}

Outcome<CategoricalOmega> categorical_omega(correlation::PolychoricMatrix const& polychoric,
                                            sem::Parts const& parts, CategoricalOmegaOptions const& options) {
    Outcome<CategoricalOmega> outcome;
    Eigen::Index const k = polychoric.r.cols();
    if (k < 3) {
        outcome.diagnostics.add(
            {.code = std::string(intake::code::too_few_items),
             .message = "categorical omega needs at least 3 items, found " + std::to_string(k)});
        return outcome;
    }
    auto const weights = weights_of(polychoric, options);
    outcome.diagnostics.append(weights.diagnostics);
    if (!weights.value) return outcome;
    auto structure = sem::simple_structure(parts, k, options.names);
    outcome.diagnostics.append(std::move(structure.diagnostics));
    if (!structure.value) return outcome;
    auto fit = sem::fit_correlations(polychoric.r, options.weighted ? *weights.value : Eigen::MatrixXd(),
                                     *structure.value, options.names);
    Eigen::MatrixXd const common = sem::common_part(*structure.value, fit.value->model);
    if (!(common.cwiseAbs().maxCoeff() <= 1.0)) {
        std::vector<Eigen::Index> beyond;
        for (Eigen::Index j = 0; j < k; ++j) {
            if (!(common.col(j).cwiseAbs().maxCoeff() <= 1.0)) beyond.push_back(j);
        }
        outcome.diagnostics.add(
            {.code = std::string(intake::code::inadmissible),
             .message =
                 "in the factor model of the polychoric correlations, " + options.names.items(beyond) +
                 (beyond.size() > 1 ? " have" : " has") +
                 " more than all variance in common with others, so categorical omega does not exist"});
        return outcome;
    }
    outcome.diagnostics.append(std::move(fit.diagnostics));

    CategoricalOmega omega;
    omega.fit = std::move(*fit.value);
    omega.items = parts;
    omega.use = polychoric.use;
    std::array<Eigen::MatrixXd, 3> const latent{common, polychoric.r, omega.fit.implied};
    auto const scores = score_covariances(polychoric, latent);
    omega.total = omega_of_sum(scores[0], scores[1], scores[2]);
    omega.latent_total = omega_of_sum(latent[0], latent[1], latent[2]);
    for (auto const& part : parts) {
        omega.parts.push_back(omega_of_sum(scores[0], scores[1], scores[2], part));
        omega.latent_parts.push_back(omega_of_sum(latent[0], latent[1], latent[2], part));
    }
    warn_of_high_values(omega, outcome.diagnostics);
    outcome.value = std::move(omega);
    return outcome;
}

}  // namespace quaestor::reliability
