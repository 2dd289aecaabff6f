#include "numeric/bootstrap.hpp"

#include "numeric/random.hpp"
#include "support/compare.hpp"

#include <numeric>
#include <vector>

using quaestor::absent;
namespace numeric = quaestor::numeric;

namespace {

/// The values of tests/golden/make/bootstrap.py.
Eigen::VectorXd made_up_values() {
    Eigen::VectorXd values(200);
    for (int i = 1; i <= 200; ++i)
        values[i - 1] = (i * i) % 97 + i / 200.0;
    return values;
}

/// Mean and variance of one column of numbers.
numeric::ResampledStatistic mean_and_variance(Eigen::VectorXd const& x) {
    return [x](std::span<std::uint32_t const> times, std::span<double> values) {
        double n = 0;
        double sum = 0;
        double squares = 0;
        for (std::size_t i = 0; i < times.size(); ++i) {
            double const value = x[static_cast<Eigen::Index>(i)];
            n += times[i];
            sum += times[i] * value;
            squares += times[i] * value * value;
        }
        values[0] = sum / n;
        values[1] = squares / n - values[0] * values[0];
    };
}

}  // namespace

TEST_CASE("percentile_interval and bca_interval: agree with plain Python", "[numeric][bootstrap][golden]") {
    auto const want = golden::read("tests/golden/bootstrap/intervals.csv");
    auto const values = made_up_values();
    golden::check(want, "percentile", [&](int level, int bound) {
        auto const got = numeric::percentile_interval(values, level / 100.0);
        return bound == 1 ? got.lower : got.upper;
    });
    double const accelerations[]{0.0, 0.04, -0.1};
    for (int a = 0; a < 3; ++a) {
        golden::check(want, "bca_" + std::to_string(a + 1), [&](int level, int bound) {
            auto const got = numeric::bca_interval(values, 52.5, accelerations[a], level / 100.0);
            return bound == 1 ? got.lower : got.upper;
        });
    }
    golden::check(want, "standard_error", numeric::percentile_interval(values, 0.9).standard_error);
    Eigen::VectorXd jack(40);
    for (int i = 1; i <= 40; ++i)
        jack[i - 1] = std::sin(i) + 0.3 * std::sin(i) * std::sin(i);
    golden::check(want, "acceleration", numeric::acceleration(jack));
}

TEST_CASE("draw_persons: every replication has as many draws as persons and repeats",
          "[numeric][bootstrap][property]") {
    std::vector<std::uint32_t> times(1234);
    std::vector<std::uint32_t> again(1234);
    numeric::draw_persons(7, 3, times);
    numeric::draw_persons(7, 3, again);
    CHECK(times == again);
    CHECK(std::accumulate(times.begin(), times.end(), 0U) == 1234U);
    numeric::draw_persons(7, 4, again);
    CHECK(times != again);
    numeric::draw_persons(8, 3, again);
    CHECK(times != again);
    std::vector<std::uint32_t> one(1);
    numeric::draw_persons(1, 0, one);
    CHECK(one[0] == 1);
}

TEST_CASE("draw_persons: each person is drawn equally often", "[numeric][bootstrap][property]") {
    // 4000 replications of 7 persons: each count is binomial with 28000 draws and p = 1/7; 5 standard errors.
    std::vector<std::uint32_t> times(7);
    std::vector<double> drawn(7);
    for (int b = 0; b < 4000; ++b) {
        numeric::draw_persons(11, b, times);
        for (std::size_t i = 0; i < 7; ++i)
            drawn[i] += times[i];
    }
    for (double const count : drawn)
        CHECK(std::abs(count - 4000.0) < 5 * std::sqrt(28000.0 * 6 / 49));
}

TEST_CASE("bootstrap: any number of threads gives the same numbers, and sums are those of single statistics",
          "[numeric][bootstrap][property]") {
    Eigen::MatrixXd x(613, 2);
    numeric::Random random(5);
    for (Eigen::Index i = 0; i < x.rows(); ++i)
        x.row(i) << random.normal(), random.uniform();
    auto const statistic = mean_and_variance(x.col(0));
    auto const one = numeric::bootstrap(613, 2, statistic, {.replications = 101, .seed = 3, .threads = 1});
    auto const three = numeric::bootstrap(613, 2, statistic, {.replications = 101, .seed = 3, .threads = 3});
    CHECK(one == three);
    auto const sums = numeric::bootstrap_sums(x, {.replications = 101, .seed = 3, .threads = 2});
    CHECK(sums == numeric::bootstrap_sums(x, {.replications = 101, .seed = 3, .threads = 1}));
    CHECK(support::distance(sums.col(0) / 613.0, one.col(0)) < 1e-14);
    // More replications leave the first ones as they were.
    auto const fewer = numeric::bootstrap(613, 2, statistic, {.replications = 10, .seed = 3});
    CHECK(fewer == one.topRows(10));
}

TEST_CASE("bootstrap: the mean of many replications has its known standard error",
          "[numeric][bootstrap][property]") {
    Eigen::VectorXd x(200);
    for (int i = 0; i < 200; ++i)
        x[i] = std::sqrt(i);
    auto const values = numeric::bootstrap(200, 2, mean_and_variance(x), {.replications = 4000});
    double const variance = (x.array() - x.mean()).square().mean();
    auto const interval = numeric::percentile_interval(values.col(0), 0.95);
    // The standard deviation of 4000 draws is within 5 / sqrt(2 x 4000) of the truth.
    CHECK(std::abs(interval.standard_error / std::sqrt(variance / 200) - 1) < 5 / std::sqrt(8000.0));
}

TEST_CASE("jackknife: leaves each person out in turn", "[numeric][bootstrap][property]") {
    Eigen::VectorXd x(150);
    for (int i = 0; i < 150; ++i)
        x[i] = i % 13;
    auto const got = numeric::jackknife(150, 2, mean_and_variance(x), 2);
    for (Eigen::Index i = 0; i < 150; ++i)
        CHECK(golden::near(got(i, 0), (x.sum() - x[i]) / 149, 1e-14));
}

TEST_CASE("bootstrap intervals: absent where there are too few values or the estimate lies outside",
          "[numeric][bootstrap][refusal]") {
    auto values = made_up_values();
    values.head(10).setConstant(absent);
    auto const some = numeric::percentile_interval(values, 0.95);
    CHECK(some.without_value == 10);
    CHECK(std::isfinite(some.lower));
    values.head(11).setConstant(absent);
    auto const many = numeric::percentile_interval(values, 0.95);
    CHECK(many.without_value == 11);
    CHECK(std::isnan(many.lower));
    CHECK(std::isnan(many.standard_error));
    CHECK(std::isnan(numeric::percentile_interval(made_up_values().head(19), 0.95).lower));
    CHECK(std::isnan(numeric::bca_interval(made_up_values(), -1.0, 0.0, 0.95).lower));
    CHECK(std::isnan(numeric::bca_interval(made_up_values(), 50.0, absent, 0.95).upper));
    CHECK(numeric::acceleration(Eigen::VectorXd::Ones(5)) == 0.0);
}
