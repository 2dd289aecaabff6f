#include "psychometrics/reliability/omega_structure.hpp"

#include "psychometrics/reliability/omega.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

#include <array>
#include <tuple>

using quaestor::Severity;
namespace reliability = quaestor::reliability;
namespace sem = quaestor::sem;

namespace {

/// `factors` parts of as many consecutive items.
sem::Parts consecutive(Eigen::Index items, Eigen::Index factors) {
    sem::Parts parts(static_cast<std::size_t>(factors));
    Eigen::Index const each = items / factors;
    for (Eigen::Index j = 0; j < items; ++j)
        parts[static_cast<std::size_t>(j / each)].push_back(j);
    return parts;
}

}  // namespace

TEST_CASE("omega_of_structure: fit and omegas are those of lavaan and semTools",
          "[psychometrics][reliability][sem][golden]") {
    struct Case {
        std::string data;
        std::string scale;
        Eigen::Index factors;
    };
    for (auto const& [data, scale, factors] :
         {Case{"bfi", "all25", 5}, {"hs1939", "all9", 3}, {"lsat6", "all5", 1}, {"lsat7", "all5", 1}}) {
        auto const want = golden::read("tests/golden/reliability/structure_" + data + ".csv");
        auto const items = sample::scale(data, scale);
        auto const got = reliability::omega_of_structure(items, consecutive(items.cols(), factors));
        REQUIRE(got.value);
        auto const& omega = *got.value;
        CHECK(omega.fit.convergence.converged);
        CHECK(omega.fit.admissible());
        golden::check(want, "chi_squared", omega.fit.chi_squared);
        golden::check(want, "df", static_cast<double>(omega.fit.df));
        golden::check(want, "p_value", omega.fit.p_value);
        golden::check(want, "rmsea", omega.fit.rmsea);
        golden::check(want, "srmr", omega.fit.srmr);
        golden::check(want, "loading", omega.fit.model.loadings);
        golden::check(want, "residual", omega.fit.model.residuals);
        if (factors > 1) golden::check_matrix(want, "phi", omega.fit.model.phi);
        auto const part = [&](int row) { return omega.parts[static_cast<std::size_t>(row) - 1]; };
        golden::check(want, "of_observed", [&](int row, int) { return part(row).of_observed; });
        golden::check(want, "of_model", [&](int row, int) { return part(row).of_model; });
    }
}

TEST_CASE("omega_of_structure: omega of the total is the sums over matrices of lavaan",
          "[psychometrics][reliability][sem][golden]") {
    auto const want = golden::read("tests/golden/reliability/structure_totals.csv");
    std::array<reliability::OmegaOfSum, 2> totals;
    for (auto const& [row, data, scale, factors] :
         {std::tuple{0U, "bfi", "all25", 5}, {1U, "hs1939", "all9", 3}}) {
        auto const items = sample::scale(data, scale);
        auto const got = reliability::omega_of_structure(items, consecutive(items.cols(), factors));
        REQUIRE(got.value);
        totals.at(row) = got.value->total;
    }
    auto const of = [&](int row) { return totals.at(static_cast<std::size_t>(row) - 1); };
    golden::check(want, "total_of_observed", [&](int row, int) { return of(row).of_observed; });
    golden::check(want, "total_of_model", [&](int row, int) { return of(row).of_model; });
}

TEST_CASE("omega_of_structure: one part is omega of one factor by maximum likelihood",
          "[psychometrics][reliability][sem][property]") {
    auto const items = sample::scale("bfi", "E");
    auto const structured = reliability::omega_of_structure(items, {{0, 1, 2, 3, 4}});
    auto const plain = reliability::omega_total(
        items, {.estimator = quaestor::factor::ExtractionMethod::maximum_likelihood, .standardized = false});
    REQUIRE((structured.value && plain.value));
    CHECK(golden::near(structured.value->total.of_model, plain.value->of_model, 1e-7));
    CHECK(golden::near(structured.value->total.of_observed, plain.value->of_observed, 1e-7));
    CHECK(structured.value->total.of_model == structured.value->parts[0].of_model);
    CHECK(structured.value->use.persons_used == plain.value->use.persons_used);
}

TEST_CASE("omega_of_sum: gives the truth of two factors that are known",
          "[psychometrics][reliability][property]") {
    // Loadings .8 and .6 on either factor, correlation .5: by hand.
    Eigen::Vector4d const loadings(0.8, 0.6, 0.8, 0.6);
    Eigen::Matrix4d common = loadings * loadings.transpose();
    common.topRightCorner(2, 2) *= 0.5;
    common.bottomLeftCorner(2, 2) *= 0.5;
    Eigen::Matrix4d sigma = common;
    sigma.diagonal().setOnes();
    auto const total = reliability::omega_of_sum(common, sigma, sigma);
    CHECK(golden::near(total.of_model, (1.96 + 1.96 + 1.96) / (5.88 + 2 * (0.36 + 0.64)), 1e-14));
    auto const part = reliability::omega_of_sum(common, sigma, sigma, {0, 1});
    CHECK(golden::near(part.of_observed, 1.96 / 2.96, 1e-14));
    Eigen::Matrix2d against;
    against << 1, -1, -1, 1;
    CHECK(std::isnan(reliability::omega_of_sum(against, against, against).of_observed));
}

TEST_CASE("omega_of_structure: refuses what no factors can have and items that do not vary",
          "[psychometrics][reliability][refusal]") {
    Eigen::MatrixXd items = sample::factor_model(80, 6, 2, 0.7, 5);
    CHECK(support::message(reliability::omega_of_structure(items, {{0, 2, 4}, {1, 3}}).diagnostics, "S168") ==
          "item 6 is in no part of the scale");
    CHECK(support::has(reliability::omega_of_structure(items.leftCols(2), {{0, 1}}).diagnostics, "S101",
                       Severity::error));
    items.col(5) = items.col(0) + items.col(1);
    CHECK(support::has(reliability::omega_of_structure(items, {{0, 2, 4}, {1, 3, 5}}).diagnostics, "S105",
                       Severity::error));
    items.col(3).setConstant(2.0);
    CHECK(support::message(reliability::omega_of_structure(items, {{0, 2, 4}, {1, 3, 5}}).diagnostics,
                           "S103") ==
          "item 4 has the same answer from everyone; a factor model needs items that vary");
}
