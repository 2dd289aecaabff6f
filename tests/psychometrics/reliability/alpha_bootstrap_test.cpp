#include "psychometrics/reliability/alpha_bootstrap.hpp"

#include "numeric/moments.hpp"
#include "psychometrics/reliability/alpha.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::Severity;
namespace numeric = quaestor::numeric;
namespace reliability = quaestor::reliability;

TEST_CASE("bootstrap_alpha: sums give the alpha of each resample", "[psychometrics][reliability][property]") {
    auto const items = sample::factor_model(90, 4, 1, 0.6, 8);
    auto const slow = numeric::bootstrap(
        90, 1,
        [&](std::span<std::uint32_t const> times, std::span<double> values) {
            std::vector<Eigen::Index> rows;
            for (std::size_t i = 0; i < times.size(); ++i)
                rows.insert(rows.end(), times[i], static_cast<Eigen::Index>(i));
            values[0] = reliability::alpha_of(numeric::covariance(numeric::rows_of(items, rows)));
        },
        {.replications = 200, .seed = 5});
    auto const want = numeric::percentile_interval(slow.col(0), 0.9);
    auto const got = reliability::bootstrap_alpha(items, {.level = 0.9, .replications = 200, .seed = 5});
    REQUIRE(got.ok());
    CHECK(golden::near(got.value->percentile.lower, want.lower, 1e-12));
    CHECK(golden::near(got.value->percentile.upper, want.upper, 1e-12));
    CHECK(golden::near(got.value->standard_error, want.standard_error, 1e-12));
    auto const jack =
        numeric::jackknife(90, 1, [&](std::span<std::uint32_t const> times, std::span<double> values) {
            std::vector<Eigen::Index> rows;
            for (std::size_t i = 0; i < times.size(); ++i)
                rows.insert(rows.end(), times[i], static_cast<Eigen::Index>(i));
            values[0] = reliability::alpha_of(numeric::covariance(numeric::rows_of(items, rows)));
        });
    CHECK(golden::near(got.value->acceleration, numeric::acceleration(jack.col(0)), 1e-10));
}

TEST_CASE("bootstrap_alpha: on a real scale it lies near Feldt's interval and repeats on any threads",
          "[psychometrics][reliability]") {
    auto const items = sample::scale("bfi", "A");
    auto const one = reliability::bootstrap_alpha(items, {.threads = 1});
    auto const two = reliability::bootstrap_alpha(items, {.threads = 3});
    REQUIRE((one.ok() && two.ok()));
    CHECK(one.value->percentile.lower == two.value->percentile.lower);
    CHECK(one.value->bca.upper == two.value->bca.upper);
    CHECK(one.value->percentile.value == reliability::cronbach_alpha(items).value->alpha.value);
    CHECK(one.value->percentile.lower > 0.67);
    CHECK(one.value->percentile.upper < 0.735);
    CHECK(std::abs(one.value->bca.lower - one.value->percentile.lower) < 0.01);
    CHECK(one.value->percentile.method == "bootstrap percentile");
    CHECK(one.value->without_value == 0);
}

TEST_CASE("bootstrap_alpha: refuses few samples and what has no alpha",
          "[psychometrics][reliability][refusal]") {
    auto const items = sample::factor_model(40, 3, 1, 0.6, 8);
    CHECK(support::message(reliability::bootstrap_alpha(items, {.replications = 99}).diagnostics, "S111") ==
          "the number of bootstrap samples must be at least 100, found 99");
    CHECK(support::has(reliability::bootstrap_alpha(Eigen::MatrixXd::Ones(9, 3)).diagnostics, "S104",
                       Severity::error));
    CHECK(support::has(reliability::bootstrap_alpha(items, {.level = 1.0}).diagnostics, "S111",
                       Severity::error));
}
