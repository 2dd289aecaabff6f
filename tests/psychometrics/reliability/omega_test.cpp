#include "psychometrics/reliability/omega.hpp"

#include "psychometrics/reliability/alpha.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::Severity;
namespace reliability = quaestor::reliability;

TEST_CASE("omega_total: agrees with psych on real scales", "[psychometrics][reliability][golden]") {
    for (auto const& name : sample::scales()) {
        if (name.data == "hs1939" && name.scale != "all9") continue;  // three items: no number there
        auto const want = golden::read("tests/golden/reliability/omega_" + name.file());
        auto const got = reliability::omega_total(sample::scale(name.data, name.scale));
        REQUIRE(got.ok());
        CHECK(got.value->convergence.converged);
        golden::check(want, "total", got.value->total);
        golden::check(want, "of_observed", got.value->of_observed);
    }
}

TEST_CASE("omega_total: by maximum likelihood of covariances it is lavaan's with semTools",
          "[psychometrics][reliability][golden]") {
    auto const want = golden::read("tests/golden/reliability/omega_semtools.csv");
    int row = 0;
    for (auto const& name : {sample::ScaleName{"bfi", "A"},
                             {"bfi", "C"},
                             {"bfi", "E"},
                             {"bfi", "N"},
                             {"bfi", "O"},
                             {"lsat7", "all5"},
                             {"polidem", "y1_4"}}) {
        auto const got = reliability::omega_total(
            sample::scale(name.data, name.scale),
            {.estimator = quaestor::factor::ExtractionMethod::maximum_likelihood, .standardized = false});
        REQUIRE(got.ok());
        ++row;
        auto const number = std::to_string(row);
        CAPTURE(name.file());
        CHECK(golden::near(got.value->of_observed, want.value("of_observed", number), want.tolerance));
        if (name.data == "polidem") continue;
        CHECK(golden::near(got.value->of_model, want.value("of_model", number), want.tolerance));
    }
}

TEST_CASE("bootstrap_omega: lies around omega and repeats on any threads", "[psychometrics][reliability]") {
    auto const items = sample::factor_model(150, 5, 1, 0.6, 21);
    auto const one = reliability::bootstrap_omega(items, 0.9, {.replications = 200, .threads = 1});
    auto const two = reliability::bootstrap_omega(items, 0.9, {.replications = 200, .threads = 2});
    REQUIRE((one.ok() && two.ok()));
    CHECK(one.value->percentile.lower == two.value->percentile.lower);
    CHECK(one.value->percentile.value == reliability::omega_total(items).value->total);
    CHECK(one.value->percentile.lower < one.value->percentile.value);
    CHECK(one.value->percentile.value < one.value->percentile.upper);
    CHECK(support::has(reliability::bootstrap_omega(items, 0.9, {.replications = 50}).diagnostics, "S111",
                       Severity::error));
}

TEST_CASE("omega: all three forms give the truth where one factor holds exactly",
          "[psychometrics][reliability][property]") {
    Eigen::VectorXd loadings(5);
    loadings << 0.8, 0.7, 0.6, 0.5, 0.4;
    Eigen::MatrixXd r = loadings * loadings.transpose();
    r.diagonal().setOnes();
    auto const got = reliability::omega_of_correlations(r);
    REQUIRE(got.ok());
    double const common = 9.0;  // (sum of loadings)^2
    double const truth = common / (common + 5.0 - loadings.squaredNorm());
    CHECK(golden::near(got.value->total, truth, 1e-9));
    CHECK(golden::near(got.value->of_observed, truth, 1e-9));
    CHECK(golden::near(got.value->of_model, truth, 1e-9));
    CHECK(support::distance(got.value->loadings, loadings) < 1e-8);
}

TEST_CASE("omega: equal loadings make it standardized alpha", "[psychometrics][reliability][property]") {
    Eigen::MatrixXd r = Eigen::MatrixXd::Constant(6, 6, 0.35);
    r.diagonal().setOnes();
    auto const got = reliability::omega_of_correlations(r);
    REQUIRE(got.ok());
    CHECK(golden::near(got.value->total, 6 * 0.35 / (1 + 5 * 0.35), 1e-9));
}

TEST_CASE("omega: warns of a Heywood case", "[psychometrics][reliability][refusal]") {
    Eigen::MatrixXd r(3, 3);
    r << 1, 0.9, 0.8, 0.9, 1, 0.3, 0.8, 0.3, 1;  // the first loading would be 0.9 0.8 / 0.3 squared: above 1
    auto const got = reliability::omega_of_correlations(r, {.names = {{"a", "b", "c"}}});
    REQUIRE(got.ok());
    CHECK(support::message(got.diagnostics, "S108") ==
          "item 'a' has no variance of its own left in the factor model (a Heywood case)");
    CHECK(got.value->heywood == std::vector<Eigen::Index>{0});
}

TEST_CASE("omega_total: refuses two items and constant items and too few persons",
          "[psychometrics][reliability][refusal]") {
    Eigen::MatrixXd items = sample::factor_model(50, 4, 1, 0.7, 5);
    CHECK(support::message(reliability::omega_total(items.leftCols(2)).diagnostics, "S101") ==
          "omega needs at least 3 items, found 2");
    CHECK(support::has(reliability::omega_total(items.topRows(2)).diagnostics, "S102", Severity::error));
    items.col(1).setConstant(4.0);
    auto const constant = reliability::omega_total(items);
    CHECK_FALSE(constant.value);
    CHECK(support::has(constant.diagnostics, "S103", Severity::error));
}
