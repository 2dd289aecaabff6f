#include "psychometrics/reliability/composite.hpp"

#include "psychometrics/reliability/alpha.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::absent;
using quaestor::Severity;
namespace reliability = quaestor::reliability;

namespace {

std::vector<std::vector<Eigen::Index>> five_traits() {
    std::vector<std::vector<Eigen::Index>> strata(5);
    for (Eigen::Index j = 0; j < 25; ++j)
        strata[static_cast<std::size_t>(j / 5)].push_back(j);
    return strata;
}

}  // namespace

TEST_CASE("stratified_alpha: agrees with plain R on the five traits",
          "[psychometrics][reliability][golden]") {
    auto const want = golden::read("tests/golden/reliability/stratified_bfi.csv");
    auto const got = reliability::stratified_alpha(sample::scale("bfi", "all25"), five_traits());
    REQUIRE(got.ok());
    golden::check(want, "alpha", got.value->alphas);
    golden::check(want, "stratified", got.value->stratified);
    golden::check(want, "parcels", got.value->parcels);
}

TEST_CASE("stratified_alpha: one stratum is alpha", "[psychometrics][reliability][property]") {
    auto const items = sample::scale("bfi", "C");
    auto const got = reliability::stratified_alpha(items, {{0, 1, 2, 3, 4}});
    REQUIRE(got.ok());
    CHECK(golden::near(got.value->stratified, reliability::cronbach_alpha(items).value->alpha.value, 1e-13));
    CHECK(std::isnan(got.value->parcels));
}

TEST_CASE("composite_reliability: known truths of sums and differences",
          "[psychometrics][reliability][property]") {
    // Two parts of variance 4 with reliability .8 that correlate .5: a difference loses what they share.
    Eigen::Matrix2d c;
    c << 4, 2, 2, 4;
    CHECK(golden::near(reliability::difference_reliability(c, 0.8, 0.8), (0.8 - 0.5) / (1 - 0.5), 1e-15));
    CHECK(
        golden::near(reliability::composite_reliability(c, Eigen::Vector2d(0.8, 0.8), Eigen::Vector2d(1, 1)),
                     1 - 1.6 / 12, 1e-15));
    CHECK(golden::near(
        reliability::composite_reliability(c, Eigen::Vector2d(0.8, 0.3), Eigen::Vector2d(7, 0)), 0.8, 1e-15));
    CHECK(std::isnan(
        reliability::composite_reliability(c, Eigen::Vector2d(0.8, absent), Eigen::Vector2d(1, 1))));
    c << 4, 4, 4, 4;
    CHECK(std::isnan(reliability::difference_reliability(c, 0.8, 0.8)));  // the difference does not vary
    CHECK(golden::near(reliability::disattenuated(0.4, 0.8, 0.5), 0.4 / std::sqrt(0.4), 1e-15));
    CHECK(std::isnan(reliability::disattenuated(0.4, 0.0, 0.5)));
}

TEST_CASE("stratified_alpha: refuses a stratum of one item", "[psychometrics][reliability][refusal]") {
    CHECK(support::has(reliability::stratified_alpha(sample::scale("bfi", "C"), {{0, 1}, {2}}).diagnostics,
                       "S101", Severity::error));
}
