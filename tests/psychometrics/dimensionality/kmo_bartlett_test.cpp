#include "psychometrics/dimensionality/kmo_bartlett.hpp"

#include "numeric/linalg.hpp"
#include "psychometrics/correlation/pearson.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::Severity;
namespace correlation = quaestor::correlation;
namespace dimensionality = quaestor::dimensionality;

TEST_CASE("kmo_bartlett: agrees with psych on real data", "[psychometrics][dimensionality][golden]") {
    for (auto const& [data, scale] : {std::pair{"bfi", "all25"}, {"hs1939", "all9"}}) {
        auto const want = golden::read(std::string("tests/golden/dimensionality/") + data + ".csv");
        auto const r = correlation::pearson(sample::scale(data, scale));
        auto const got = dimensionality::kmo_bartlett(r.value->r, r.value->use.persons_used);
        REQUIRE(got.ok());
        golden::check(want, "persons", static_cast<double>(r.value->use.persons_used));
        golden::check(want, "kmo", got.value->kmo);
        golden::check(want, "item_msa", got.value->item_msa);
        golden::check(want, "chi_squared", got.value->chi_squared);
        golden::check(want, "df", static_cast<double>(got.value->df));
        golden::check(want, "determinant", got.value->determinant);
        double const p = want.value("p_value");
        CHECK(std::abs(got.value->p_value - p) <= 1e-8 * p);
        golden::check(want, "eigenvalue", quaestor::numeric::eigenvalues_symmetric(r.value->r));
    }
}

TEST_CASE("kmo_bartlett: the order of items does not matter", "[psychometrics][dimensionality][property]") {
    Eigen::MatrixXd const r = correlation::pearson(sample::scale("hs1939", "all9")).value->r;
    Eigen::MatrixXd const turned = r.reverse();
    auto const a = dimensionality::kmo_bartlett(r, 301);
    auto const b = dimensionality::kmo_bartlett(turned, 301);
    CHECK(golden::near(a.value->kmo, b.value->kmo, 1e-13));
    CHECK(support::distance(a.value->item_msa, b.value->item_msa.reverse()) < 1e-12);
}

TEST_CASE("kmo_bartlett: nothing correlates with nothing", "[psychometrics][dimensionality]") {
    auto const got = dimensionality::kmo_bartlett(Eigen::MatrixXd::Identity(4, 4), 100);
    REQUIRE(got.ok());
    CHECK(std::isnan(got.value->kmo));
    CHECK(std::isnan(got.value->item_msa[0]));
    CHECK(got.value->chi_squared == 0.0);
    CHECK(got.value->p_value == 1.0);
}

TEST_CASE("kmo_bartlett: names the items that make the matrix singular",
          "[psychometrics][dimensionality][refusal]") {
    Eigen::MatrixXd items = sample::factor_model(80, 4, 1, 0.5, 7);
    items.col(3) = items.col(1) * 2.0;
    auto const r = correlation::pearson(items).value->r;
    auto const got = dimensionality::kmo_bartlett(r, 80, {.names = {{"q1", "q2", "q3", "q4"}}});
    CHECK_FALSE(got.value);
    CHECK(support::message(got.diagnostics, "S105") ==
          "the correlation matrix is singular: items 'q2' and 'q4' can be computed from each other; "
          "KMO and Bartlett's test need its inverse");
}

TEST_CASE("kmo_bartlett: refuses one item and too few persons and an absent correlation",
          "[psychometrics][dimensionality][refusal]") {
    CHECK(support::has(dimensionality::kmo_bartlett(Eigen::MatrixXd::Identity(1, 1), 100).diagnostics, "S101",
                       Severity::error));
    CHECK(support::message(dimensionality::kmo_bartlett(Eigen::MatrixXd::Identity(5, 5), 5).diagnostics,
                           "S102") ==
          "KMO and Bartlett's test of 5 items need more persons than items, found 5");
    Eigen::MatrixXd r = Eigen::MatrixXd::Identity(3, 3);
    r(1, 1) = quaestor::absent;
    CHECK(support::has(dimensionality::kmo_bartlett(r, 100).diagnostics, "S106", Severity::error));
}
