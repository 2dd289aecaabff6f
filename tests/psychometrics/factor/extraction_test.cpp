#include "numeric/optimise/bounded_bfgs.hpp"
#include "psychometrics/correlation/pearson.hpp"
#include "psychometrics/factor/extract_minres.hpp"
#include "psychometrics/factor/extract_ml.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

namespace factor = quaestor::factor;
namespace numeric = quaestor::numeric;

namespace {

Eigen::MatrixXd correlations(std::string const& data, std::string const& scale) {
    return quaestor::correlation::pearson(sample::scale(data, scale)).value->r;
}

}  // namespace

TEST_CASE("extraction criteria: gradients agree with central differences",
          "[psychometrics][factor][property]") {
    for (auto const& [data, scale] : {std::pair{"bfi", "all25"}, {"hs1939", "all9"}}) {
        auto const r = correlations(data, scale);
        for (Eigen::Index m = 1; m <= 4; ++m) {
            Eigen::VectorXd const u = 0.3 + 0.6 * (Eigen::VectorXd::Random(r.cols()).array() * 0.5 + 0.5);
            auto const minres = [&](Eigen::VectorXd const& at, Eigen::VectorXd& g) {
                return factor::minres_criterion(r, m, at, g);
            };
            auto const ml = [&](Eigen::VectorXd const& at, Eigen::VectorXd& g) {
                return factor::ml_criterion(r, m, at, g);
            };
            CHECK(numeric::gradient_error(minres, u) < 1e-8);
            CHECK(numeric::gradient_error(ml, u.array().log().matrix()) < 1e-8);
        }
    }
}

TEST_CASE("extract_ml: agrees with factanal and fits no worse", "[psychometrics][factor][golden]") {
    for (auto const& [data, scale, factors] :
         {std::tuple{"bfi", "all25", 1}, {"bfi", "all25", 5}, {"hs1939", "all9", 1}, {"hs1939", "all9", 3}}) {
        auto const want = golden::read(std::string("tests/golden/factor/") + data + "_factanal_" +
                                       std::to_string(factors) + ".csv");
        auto const got = factor::extract_ml(correlations(data, scale), factors);
        CHECK(got.convergence.converged);
        CHECK(got.heywood.empty());
        golden::check(want, "uniqueness", got.uniquenesses);
        CHECK(got.convergence.criterion <= want.value("discrepancy") * (1.0 + 1e-8));
        golden::check(
            want, "discrepancy", [&](int, int) { return got.convergence.criterion; }, 1e-7);
    }
}

TEST_CASE("extraction: finds the model that made the matrix", "[psychometrics][factor][property]") {
    Eigen::MatrixXd loadings(8, 2);
    loadings << 0.8, 0.0, 0.7, 0.1, 0.6, -0.2, 0.5, 0.3, 0.1, 0.7, 0.0, 0.6, -0.1, 0.5, 0.2, 0.6;
    Eigen::MatrixXd r = loadings * loadings.transpose();
    Eigen::VectorXd const u = 1.0 - r.diagonal().array();
    r.diagonal().setOnes();
    for (auto const& got : {factor::extract_minres(r, 2), factor::extract_ml(r, 2)}) {
        CHECK(got.convergence.converged);
        CHECK(support::distance(got.uniquenesses, u) < 1e-6);
        CHECK(support::distance(got.loadings * got.loadings.transpose(), loadings * loadings.transpose()) <
              1e-6);
    }
}

TEST_CASE("extract_minres: no residual is left in the diagonal and none can be made smaller",
          "[psychometrics][factor][property]") {
    auto const r = correlations("bfi", "all25");
    auto const got = factor::extract_minres(r, 5);
    CHECK(got.convergence.converged);
    CHECK(got.convergence.gradient < 1e-9);
    Eigen::MatrixXd const residual = r - got.loadings * got.loadings.transpose();
    CHECK(support::distance(residual.diagonal(), got.uniquenesses) < 1e-8);
    Eigen::MatrixXd off = residual;
    off.diagonal().setZero();
    CHECK(golden::near(0.5 * off.squaredNorm(), got.convergence.criterion, 1e-12));
}

TEST_CASE("extraction: reports a Heywood case", "[psychometrics][factor]") {
    Eigen::MatrixXd r(3, 3);
    r << 1, 0.9, 0.8, 0.9, 1, 0.3, 0.8, 0.3, 1;
    for (auto const& got :
         {factor::extract_minres(r, 1), factor::extract_ml(r + 0.2 * Eigen::MatrixXd::Identity(3, 3), 1)}) {
        CHECK(got.heywood == std::vector<Eigen::Index>{0});
        CHECK(got.uniquenesses[0] == 0.005);
        CHECK(got.convergence.converged);
    }
}

TEST_CASE("extract_minres: works on a singular matrix", "[psychometrics][factor]") {
    Eigen::MatrixXd items = sample::factor_model(100, 6, 1, 0.6, 4);
    items.col(5) = items.col(0) + items.col(1);
    auto const r = quaestor::correlation::pearson(items).value->r;
    CHECK(factor::extract_minres(r, 1).loadings.allFinite());
}
