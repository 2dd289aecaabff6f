#include "psychometrics/reliability/greatest_lower_bound.hpp"

#include "numeric/linalg.hpp"
#include "numeric/moments.hpp"
#include "psychometrics/reliability/lambda.hpp"
#include "psychometrics/reliability/split_half.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::Severity;
namespace numeric = quaestor::numeric;
namespace reliability = quaestor::reliability;

TEST_CASE("greatest_lower_bound: agrees with psych::glb.algebraic on real scales",
          "[psychometrics][reliability][golden]") {
    for (auto const& name : sample::scales()) {
        auto const want = golden::read("tests/golden/reliability/glb_" + name.file());
        for (bool const standardized : {false, true}) {
            auto const got = reliability::greatest_lower_bound(sample::scale(name.data, name.scale),
                                                               {.standardized = standardized});
            CAPTURE(name.file(), got.value ? got.value->steps : -1);
            REQUIRE(got.ok());
            golden::check(want, standardized ? "glb_cor" : "glb_cov", got.value->glb);
            CHECK(got.value->gap < 1e-7);
        }
    }
}

TEST_CASE("greatest_lower_bound: no lambda is above it and what is left over is a covariance matrix",
          "[psychometrics][reliability][property]") {
    for (auto const& name : sample::scales()) {
        auto const items = sample::scale(name.data, name.scale);
        auto const complete = numeric::rows_of(items, numeric::complete_rows(items));
        Eigen::MatrixXd const c = numeric::covariance(complete);
        auto const got = reliability::greatest_lower_bound_of(c);
        REQUIRE(got);
        auto const lambdas = reliability::lambdas_of(c);
        CHECK(got->glb >= std::max({lambdas.lambda2, lambdas.lambda3, lambdas.lambda6}) - 1e-9);
        CHECK(got->glb >= reliability::split_halves_of(c).largest - 1e-9);
        CHECK(got->error_variances.minCoeff() >= 0);
        Eigen::MatrixXd rest = c;
        rest.diagonal() -= got->error_variances;
        CHECK(numeric::eigenvalues_symmetric(rest)[c.cols() - 1] >= -1e-9 * c.trace());
    }
}

TEST_CASE("greatest_lower_bound: is the reliability where one factor holds exactly",
          "[psychometrics][reliability][property]") {
    Eigen::VectorXd loadings(6);
    loadings << 0.8, 0.7, 0.65, 0.6, 0.5, 0.4;
    Eigen::MatrixXd r = loadings * loadings.transpose();
    r.diagonal().setOnes();
    auto const got = reliability::greatest_lower_bound_of(r);
    REQUIRE(got);
    CHECK(golden::near(got->glb, loadings.sum() * loadings.sum() / r.sum(), 1e-8));
    // Rescaling all items alike changes nothing.
    auto const scaled = reliability::greatest_lower_bound_of(1e6 * r);
    REQUIRE(scaled);
    CHECK(golden::near(scaled->glb, got->glb, 1e-9));
}

TEST_CASE("greatest_lower_bound: warns of few persons and refuses a singular matrix",
          "[psychometrics][reliability][refusal]") {
    auto items = sample::factor_model(60, 5, 1, 0.6, 4);
    auto const few = reliability::greatest_lower_bound(items);
    REQUIRE(few.ok());
    CHECK(support::has(few.diagnostics, "S162", Severity::warning));
    items.col(4) = items.col(0);
    CHECK(support::has(reliability::greatest_lower_bound(items).diagnostics, "S105", Severity::error));
    items.col(4).setConstant(1.0);
    CHECK(support::has(reliability::greatest_lower_bound(items).diagnostics, "S103", Severity::error));
    CHECK(support::has(reliability::greatest_lower_bound(Eigen::MatrixXd::Random(4, 1)).diagnostics, "S101",
                       Severity::error));
}
