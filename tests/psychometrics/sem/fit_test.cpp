#include "psychometrics/sem/fit.hpp"

#include "numeric/linalg.hpp"
#include "numeric/moments.hpp"
#include "numeric/optimise/bounded_bfgs.hpp"
#include "psychometrics/sem/discrepancy.hpp"
#include "psychometrics/sem/start.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

#include <random>

using quaestor::Severity;
namespace numeric = quaestor::numeric;
namespace sem = quaestor::sem;

namespace {

sem::SimpleStructure structure(sem::Parts const& parts, Eigen::Index items) {
    auto const made = sem::simple_structure(parts, items);
    REQUIRE(made.value);
    return *made.value;
}

/// Two correlated factors, of items 1 3 5 7 and 2 4 6; what they imply.
struct Truth {
    sem::SimpleStructure shape = structure({{0, 2, 4, 6}, {1, 3, 5}}, 7);
    sem::FactorModel model;
    Eigen::MatrixXd sigma;

    Truth() {
        model.loadings.resize(7);
        model.loadings << 0.8, 0.7, 0.6, 0.5, 0.7, 0.6, -0.4;
        model.phi.resize(2, 2);
        model.phi << 1.0, -0.35, -0.35, 1.0;
        model.residuals = 1.0 - model.loadings.array().square();
        sigma = sem::common_part(shape, model);
        sigma.diagonal() += model.residuals;
    }
};

Eigen::MatrixXd by_n(Eigen::MatrixXd const& items) {
    auto const rows = numeric::complete_rows(items);
    auto const n = static_cast<double>(rows.size());
    return numeric::covariance(numeric::rows_of(items, rows)) * ((n - 1.0) / n);
}

}  // namespace

TEST_CASE("discrepancies: gradients are those of central differences", "[psychometrics][sem][property]") {
    Truth const truth;
    Eigen::MatrixXd const r = numeric::correlation_of(by_n(sample::factor_model(200, 7, 2, 0.6, 3)));
    Eigen::MatrixXd const w = (Eigen::MatrixXd::Random(7, 7).array() + 2.0).matrix();
    auto const inverse = numeric::invert_positive_definite(r);
    std::mt19937 bits(5);
    std::normal_distribution<double> normal(0.0, 0.05);
    for (int draw = 0; draw < 20; ++draw) {
        Eigen::VectorXd at = sem::packed(truth.shape, truth.model);
        for (auto& x : at)
            x += normal(bits);
        auto const ml = [&](Eigen::VectorXd const& p, Eigen::VectorXd& gradient) {
            return sem::ml_discrepancy(r, inverse->log_determinant, truth.shape, p, gradient);
        };
        auto const ls = [&](Eigen::VectorXd const& p, Eigen::VectorXd& gradient) {
            return sem::least_squares_discrepancy(r, w, truth.shape, p, gradient);
        };
        CHECK(numeric::gradient_error(ml, at) < 1e-8);
        CHECK(numeric::gradient_error(ls, at.head(8)) < 1e-8);
    }
}

TEST_CASE("discrepancies: curvatures are the second derivatives where the model holds",
          "[psychometrics][sem][property]") {
    Truth const truth;
    Eigen::VectorXd const at = sem::packed(truth.shape, truth.model);
    double const log_determinant = numeric::invert_positive_definite(truth.sigma)->log_determinant;
    Eigen::MatrixXd const w = (Eigen::MatrixXd::Random(7, 7).array() + 2.0).matrix();
    Eigen::MatrixXd const ml = sem::ml_curvature(truth.shape, at);
    Eigen::MatrixXd const ls = sem::least_squares_curvature(w, truth.shape, at.head(8));
    constexpr double step = 1e-5;
    for (Eigen::Index p = 0; p < at.size(); ++p) {
        Eigen::VectorXd up = at;
        Eigen::VectorXd down = at;
        up[p] += step;
        down[p] -= step;
        Eigen::VectorXd above(at.size());
        Eigen::VectorXd below(at.size());
        (void)sem::ml_discrepancy(truth.sigma, log_determinant, truth.shape, up, above);
        (void)sem::ml_discrepancy(truth.sigma, log_determinant, truth.shape, down, below);
        CHECK(support::distance((above - below) / (2 * step), ml.col(p)) < 1e-7);
        if (p >= 8) continue;
        (void)sem::least_squares_discrepancy(truth.sigma, w, truth.shape, up.head(8), above);
        (void)sem::least_squares_discrepancy(truth.sigma, w, truth.shape, down.head(8), below);
        CHECK(support::distance((above - below) / (2 * step), ls.col(p)) < 1e-7);
    }
}

TEST_CASE("fit_covariances: finds the model that made the covariances", "[psychometrics][sem][property]") {
    Truth const truth;
    Eigen::VectorXd const sd = Eigen::VectorXd::LinSpaced(7, 0.5, 4.0);
    Eigen::MatrixXd const s = sd.asDiagonal() * truth.sigma * sd.asDiagonal();
    auto const got = sem::fit_covariances(s, 300, truth.shape);
    REQUIRE(got.ok());
    CHECK(got.diagnostics.empty());
    CHECK(got.value->convergence.converged);
    CHECK(support::distance(got.value->model.loadings, truth.model.loadings.cwiseProduct(sd)) < 1e-6);
    CHECK(support::distance(got.value->model.phi, truth.model.phi) < 1e-7);
    CHECK(support::distance(got.value->implied, s) < 1e-6);
    CHECK(got.value->chi_squared < 1e-9);
    CHECK(got.value->df == 28 - 15);
    CHECK(golden::near(got.value->p_value, 1.0, 1e-9));
    CHECK(got.value->srmr < 1e-8);
    CHECK(got.value->rmsea == 0.0);
}

TEST_CASE("fit_correlations: finds the model whatever the weights", "[psychometrics][sem][property]") {
    Truth const truth;
    Eigen::MatrixXd const w = (Eigen::MatrixXd::Random(7, 7).array() + 2.0).matrix() * 1e4;
    for (auto const& weights : {w, Eigen::MatrixXd()}) {
        auto const got = sem::fit_correlations(truth.sigma, weights, truth.shape);
        REQUIRE(got.ok());
        CHECK(got.value->convergence.converged);
        CHECK(support::distance(got.value->model.loadings, truth.model.loadings) < 1e-7);
        CHECK(support::distance(got.value->model.phi, truth.model.phi) < 1e-7);
        CHECK(got.value->df == 21 - 8);
    }
}

TEST_CASE("fit_covariances: another order of items gives the same fit", "[psychometrics][sem][property]") {
    Eigen::MatrixXd const s = by_n(sample::scale("hs1939", "all9"));
    auto const straight = sem::fit_covariances(s, 301, structure({{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}, 9));
    std::vector<Eigen::Index> const order{8, 3, 0, 7, 4, 1, 6, 5, 2};
    Eigen::MatrixXd const turned = s(order, order);
    auto const mixed = sem::fit_covariances(turned, 301, structure({{2, 5, 8}, {1, 4, 7}, {0, 3, 6}}, 9));
    REQUIRE((straight.ok() && mixed.ok()));
    CHECK(golden::near(mixed.value->chi_squared, straight.value->chi_squared, 1e-9));
    for (std::size_t i = 0; i < order.size(); ++i) {
        CHECK(golden::near(mixed.value->model.loadings[static_cast<Eigen::Index>(i)],
                           straight.value->model.loadings[order[i]], 1e-6));
    }
}

TEST_CASE("fit_covariances: three items and one factor fit exactly", "[psychometrics][sem][property]") {
    Eigen::MatrixXd const s = by_n(sample::scale("hs1939", "textual"));
    auto const got = sem::fit_covariances(s, 301, structure({{0, 1, 2}}, 3));
    REQUIRE(got.ok());
    CHECK(got.value->df == 0);
    CHECK(got.value->chi_squared < 1e-8);
    CHECK(std::isnan(got.value->p_value));
    CHECK(std::isnan(got.value->rmsea));
    CHECK(support::distance(got.value->implied, s) < 1e-6);
}

TEST_CASE("fit_covariances: tells of variances and correlations that are none",
          "[psychometrics][sem][refusal]") {
    Eigen::MatrixXd r(3, 3);
    r << 1, 0.9, 0.8, 0.9, 1, 0.5, 0.8, 0.5, 1;  // the first loading would be 0.9 0.8 / 0.5 squared: above 1
    auto const heywood = sem::fit_covariances(r, 100, structure({{0, 1, 2}}, 3), {{"a", "b", "c"}});
    REQUIRE(heywood.value);
    CHECK(heywood.value->negative_residuals == std::vector<Eigen::Index>{0});
    CHECK_FALSE(heywood.value->admissible());
    CHECK(support::message(heywood.diagnostics, "S169") ==
          "the one-factor model (maximum likelihood) has a negative residual variance of item 'a'");

    // Items of two parts that go together more than those within them.
    Eigen::MatrixXd between = Eigen::MatrixXd::Constant(6, 6, 0.5);
    between.topLeftCorner(3, 3).setConstant(0.4);
    between.bottomRightCorner(3, 3).setConstant(0.4);
    between.diagonal().setOnes();
    auto const beyond = sem::fit_covariances(between, 100, structure({{0, 1, 2}, {3, 4, 5}}, 6));
    REQUIRE(beyond.value);
    CHECK(beyond.value->improper_factors);
    CHECK(golden::near(beyond.value->model.phi(1, 0), 1.25, 1e-6));
    CHECK(support::has(beyond.diagnostics, "S169", Severity::warning));
}

TEST_CASE("fit_covariances: warns where residual correlations are large and refuses a singular matrix",
          "[psychometrics][sem][refusal]") {
    Eigen::MatrixXd r = Eigen::MatrixXd::Constant(6, 6, 0.1);
    r.topLeftCorner(3, 3).setConstant(0.7);
    r.bottomRightCorner(3, 3).setConstant(0.7);
    r.diagonal().setOnes();
    auto const poor = sem::fit_covariances(r, 100, structure({{0, 1, 2, 3, 4, 5}}, 6));
    REQUIRE(poor.value);
    CHECK(poor.value->srmr > sem::large_srmr);
    CHECK(support::has(poor.diagnostics, "S170", Severity::warning));
    Eigen::MatrixXd const singular = Eigen::MatrixXd::Ones(4, 4);
    CHECK(support::has(sem::fit_covariances(singular, 100, structure({{0, 1, 2, 3}}, 4)).diagnostics, "S105",
                       Severity::error));
}

TEST_CASE("simple_structure: refuses divisions that no factors can have", "[psychometrics][sem][refusal]") {
    auto const said = [](sem::Parts const& parts, Eigen::Index items) {
        auto const made = sem::simple_structure(parts, items);
        CHECK_FALSE(made.value);
        return support::message(made.diagnostics, "S168");
    };
    CHECK(said({{0, 1, 2}, {2, 3, 4}}, 5) == "item 3 is in two parts of the scale");
    CHECK(said({{0, 1}, {3, 4}}, 6) == "items 3 and 6 are in no part of the scale");
    CHECK(said({{0, 1, 2}, {3}}, 4) ==
          "item 4 stands alone in its part: its error cannot be told from what it measures");
    CHECK(said({{0, 1}}, 2) == "two items do not determine the loadings of a factor");
    CHECK(said({{0, 1, 2}, {}}, 3) == "a part of the scale has no items");
    CHECK(sem::simple_structure({{0, 1}, {2, 3}}, 4).value);
}
