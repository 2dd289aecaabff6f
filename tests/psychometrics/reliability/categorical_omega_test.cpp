#include "psychometrics/reliability/categorical_omega.hpp"

#include "numeric/distributions.hpp"
#include "numeric/moments.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

#include <random>

using quaestor::Severity;
namespace correlation = quaestor::correlation;
namespace numeric = quaestor::numeric;
namespace reliability = quaestor::reliability;
namespace sem = quaestor::sem;

namespace {

correlation::PolychoricMatrix polychoric(Eigen::MatrixXd const& items) {
    auto got = correlation::polychoric(items);
    REQUIRE(got.value);
    return std::move(*got.value);
}

sem::Parts one_part(Eigen::Index items) {
    sem::Parts parts(1);
    for (Eigen::Index j = 0; j < items; ++j)
        parts[0].push_back(j);
    return parts;
}

/// Answers cut out of one normal factor at these thresholds, and their numbers.
Eigen::MatrixXd cut(Eigen::MatrixXd const& normal, std::vector<double> const& thresholds,
                    std::vector<double> const& values) {
    return normal.unaryExpr([&](double x) {
        std::size_t category = 0;
        while (category < thresholds.size() && x > thresholds[category])
            ++category;
        return values[category];
    });
}

}  // namespace

TEST_CASE("categorical_omega: is that of semTools with its fit by DWLS",
          "[psychometrics][reliability][sem][golden]") {
    struct Case {
        std::string data;
        std::string scale;
        Eigen::Index factors;
    };
    for (auto const& [data, scale, factors] :
         {Case{"bfi", "all25", 5}, {"lsat6", "all5", 1}, {"lsat7", "all5", 1}, {"verbagg", "dich24", 3}}) {
        auto const want = golden::read("tests/golden/reliability/categorical_" + data + ".csv");
        auto const items = sample::scale(data, scale);
        sem::Parts parts(static_cast<std::size_t>(factors));
        for (auto const& entry : want.all("part"))
            parts[static_cast<std::size_t>(entry.value) - 1].push_back(std::stoi(entry.row) - 1);
        auto const got = reliability::categorical_omega(polychoric(items), parts);
        REQUIRE(got.value);
        auto const& omega = *got.value;
        CHECK(omega.fit.convergence.converged);
        golden::check(want, "df", static_cast<double>(omega.fit.df));
        golden::check(want, "srmr", omega.fit.srmr);
        golden::check(want, "loading", omega.fit.model.loadings);
        if (factors > 1) golden::check_matrix(want, "phi", omega.fit.model.phi);
        auto const at = [](int row) { return static_cast<std::size_t>(row) - 1; };
        golden::check(want, "ordinal", [&](int row, int) { return omega.parts[at(row)].of_observed; });
        golden::check(want, "latent", [&](int row, int) { return omega.latent_parts[at(row)].of_observed; });
        auto const unweighted =
            reliability::categorical_omega(polychoric(items), parts, {.weighted = false, .names = {}});
        REQUIRE(unweighted.value);
        golden::check(want, "uls_loading", unweighted.value->fit.model.loadings);
        if (factors == 1) {
            CHECK(omega.total.of_observed == omega.parts[0].of_observed);
            continue;
        }
        auto const totals = golden::read("tests/golden/reliability/structure_totals.csv");
        std::string const row = data == "bfi" ? "1" : "3";
        CHECK(golden::near(omega.total.of_observed, totals.value("categorical_of_observed", row),
                           totals.tolerance));
        CHECK(
            golden::near(omega.total.of_model, totals.value("categorical_of_model", row), totals.tolerance));
    }
}

TEST_CASE("covariance_of_scores: is the covariance of answers cut out of normal variables",
          "[psychometrics][reliability][property]") {
    std::vector<double> const values{0, 1, 3};
    Eigen::Vector2d const thresholds(-0.5, 0.8);
    Eigen::VectorXd const half = Eigen::VectorXd::Constant(1, 0.0);
    // Two halves: 1/4 + asin(rho) / (2 pi), less 1/4.
    double const rho = 0.6;
    CHECK(golden::near(reliability::covariance_of_scores({0, 1}, half, {0, 1}, half, rho),
                       std::asin(rho) / (2.0 * 3.14159265358979323846), 1e-14));
    // An item with itself: its variance.
    double const p1 = numeric::normal_cdf(0.8) - numeric::normal_cdf(-0.5);
    double const p2 = 1.0 - numeric::normal_cdf(0.8);
    double const mean = p1 + 3.0 * p2;
    CHECK(golden::near(reliability::covariance_of_scores(values, thresholds, values, thresholds, 1.0),
                       p1 + 9.0 * p2 - mean * mean, 1e-14));
    CHECK(golden::near(reliability::covariance_of_scores(values, thresholds, {0, 1}, half, 0.0), 0.0, 1e-15));
    // Twice the numbers, twice the covariance; turned round, the other sign.
    double const c = reliability::covariance_of_scores(values, thresholds, {0, 1}, half, rho);
    CHECK(golden::near(reliability::covariance_of_scores({5, 7, 11}, thresholds, {0, 1}, half, rho), 2.0 * c,
                       1e-14));
    CHECK(golden::near(reliability::covariance_of_scores(values, thresholds, {0, 1}, half, -rho), -c, 1e-14));
}

TEST_CASE("categorical_omega: is the reliability of the scores that a model makes",
          "[psychometrics][reliability][property]") {
    // The truth from two forms with the same factor: their correlation is the reliability.
    std::mt19937 bits(11);
    std::normal_distribution<double> normal;
    Eigen::Index const persons = 40000;
    Eigen::VectorXd const loadings = Eigen::VectorXd::LinSpaced(6, 0.5, 0.8);
    Eigen::MatrixXd first(persons, 6);
    Eigen::MatrixXd second(persons, 6);
    for (Eigen::Index i = 0; i < persons; ++i) {
        double const factor = normal(bits);
        for (Eigen::Index j = 0; j < 6; ++j) {
            double const rest = std::sqrt(1.0 - loadings[j] * loadings[j]);
            first(i, j) = loadings[j] * factor + rest * normal(bits);
            second(i, j) = loadings[j] * factor + rest * normal(bits);
        }
    }
    std::vector<double> const cuts{0.3, 1.0, 1.6};
    for (auto const& values : {std::vector<double>{0, 1, 2, 3}, std::vector<double>{0, 1, 4, 5}}) {
        Eigen::MatrixXd const answers = cut(first, cuts, values);
        Eigen::MatrixXd sums(persons, 2);
        sums << answers.rowwise().sum(), cut(second, cuts, values).rowwise().sum();
        double const truth = numeric::correlation_of(numeric::covariance(sums))(1, 0);
        auto const got = reliability::categorical_omega(polychoric(answers), one_part(6));
        REQUIRE(got.ok());
        CHECK(got.diagnostics.empty());
        CHECK(std::abs(got.value->total.of_observed - truth) < 0.01);
        CHECK(std::abs(got.value->total.of_model - got.value->total.of_observed) < 0.005);
        CHECK(got.value->latent_total.of_observed > truth + 0.05);
    }
}

TEST_CASE("categorical_omega: does not mind how the items are ordered",
          "[psychometrics][reliability][property]") {
    auto const items = sample::scale("lsat7", "all5");
    auto const straight = reliability::categorical_omega(polychoric(items), one_part(5));
    std::vector<Eigen::Index> const order{3, 0, 4, 2, 1};
    Eigen::MatrixXd const turned = items(Eigen::all, order);
    auto const mixed = reliability::categorical_omega(polychoric(turned), one_part(5));
    REQUIRE((straight.ok() && mixed.ok()));
    CHECK(golden::near(straight.value->total.of_observed, mixed.value->total.of_observed, 1e-8));
}

TEST_CASE("categorical_omega: warns where a model that does not hold makes it high",
          "[psychometrics][reliability][refusal]") {
    // 24 answers on verbal aggression, a factor for each kind of act: residual correlations are large, since
    // situations count too.
    sem::Parts acts(3);
    for (Eigen::Index j = 0; j < 24; ++j)
        acts[static_cast<std::size_t>(j % 6 / 2)].push_back(j);
    auto const high = reliability::categorical_omega(polychoric(sample::scale("verbagg", "dich24")), acts);
    REQUIRE(high.value);
    CHECK(high.value->fit.srmr > sem::large_srmr);
    CHECK(support::has(high.diagnostics, "S170", Severity::warning));
    CHECK(support::message(high.diagnostics, "S171") ==
          "categorical omega is 0.952, and the factor model behind it does not hold");
    auto const fair = reliability::categorical_omega(polychoric(sample::scale("bfi", "E")), one_part(5));
    REQUIRE(fair.value);
    CHECK(fair.diagnostics.empty());
}

TEST_CASE("categorical_omega: refuses too few items and pairs without a correlation and impossible loadings",
          "[psychometrics][reliability][refusal]") {
    auto const answers = cut(sample::factor_model(300, 4, 1, 0.7, 8), {-0.5, 0.5}, {0, 1, 2});
    CHECK(support::message(
              reliability::categorical_omega(polychoric(answers.leftCols(2)), one_part(2)).diagnostics,
              "S101") == "categorical omega needs at least 3 items, found 2");
    auto matrix = polychoric(answers);
    matrix.se(2, 0) = matrix.se(0, 2) = quaestor::absent;
    CHECK(support::message(reliability::categorical_omega(matrix, one_part(4)).diagnostics, "S106") ==
          "the polychoric correlation of item 1 with item 3 has no standard error, so categorical omega does "
          "not exist either");
    CHECK(reliability::categorical_omega(matrix, one_part(4), {.weighted = false, .names = {}}).value);
    auto const three = polychoric(answers.leftCols(3));
    auto beyond = three;
    beyond.r << 1, 0.9, 0.8, 0.9, 1, 0.5, 0.8, 0.5, 1;
    auto const got = reliability::categorical_omega(beyond, one_part(3), {.weighted = false, .names = {}});
    CHECK_FALSE(got.value);
    CHECK(support::message(got.diagnostics, "S169") ==
          "in the factor model of the polychoric correlations, item 1 has more than all variance in common "
          "with others, so categorical omega does not exist");
}
