#include "psychometrics/reliability/score_precision.hpp"

#include "support/compare.hpp"

#include <cmath>

using quaestor::Severity;
namespace reliability = quaestor::reliability;

TEST_CASE("score_precision: gives the worked example of Jacobson and Truax",
          "[psychometrics][reliability][golden]") {
    // Jacobson & Truax (1991): s = 7.5, r = .80; standard error 3.35, of the difference 4.74.
    auto const got = reliability::score_precision(0.80, 50, 7.5);
    REQUIRE(got.ok());
    CHECK(golden::near(got.value->of_measurement, 3.35, 0.005 / 3.35));
    CHECK(golden::near(got.value->of_difference, 4.74, 0.005 / 4.74));
    CHECK(golden::near(got.value->minimal_change, 1.959963984540054 * 7.5 * std::sqrt(0.4), 1e-12));
}

TEST_CASE("score_interval: Kelley's estimate lies between score and mean and is the score where r is 1",
          "[psychometrics][reliability][property]") {
    auto const some = reliability::score_precision(0.75, 20, 6, 0.9);
    REQUIRE(some.ok());
    auto const interval = reliability::score_interval(28, *some.value);
    CHECK(interval.true_score == 26.0);
    CHECK(golden::near(interval.upper - interval.lower, 2 * 1.6448536269514722 * 3, 1e-12));
    CHECK(golden::near(interval.true_upper - 26, 1.6448536269514722 * 6 * std::sqrt(0.1875), 1e-12));
    auto const perfect = reliability::score_interval(28, *reliability::score_precision(1.0, 20, 6).value);
    CHECK(perfect.lower == 28.0);
    CHECK(perfect.true_score == 28.0);
    auto const none = reliability::score_interval(28, *reliability::score_precision(0.0, 20, 6).value);
    CHECK(none.true_score == 20.0);
}

TEST_CASE("score_precision: refuses a reliability outside 0 to 1 and a level without meaning",
          "[psychometrics][reliability][refusal]") {
    CHECK(support::message(reliability::score_precision(-0.2, 0, 1).diagnostics, "S165") ==
          "a standard error of measurement needs a reliability from 0 to 1, found -0.20");
    CHECK(support::has(reliability::score_precision(quaestor::absent, 0, 1).diagnostics, "S165",
                       Severity::error));
    CHECK(support::has(reliability::score_precision(0.8, 0, 1, 95).diagnostics, "S111", Severity::error));
}

TEST_CASE("spearman_brown: length_for turns it round", "[psychometrics][reliability][property]") {
    CHECK(golden::near(reliability::spearman_brown(0.6, 2), 0.75, 1e-15));
    CHECK(golden::near(reliability::spearman_brown(0.75, 0.5), 0.6, 1e-15));
    for (double const wished : {0.5, 0.7, 0.9, 0.99}) {
        auto const times = reliability::length_for(0.62, wished);
        CHECK(golden::near(reliability::spearman_brown(0.62, times), wished, 1e-13));
    }
    CHECK(std::isnan(reliability::spearman_brown(0.6, 0)));
    CHECK(std::isnan(reliability::spearman_brown(-0.5, 4)));
    CHECK(std::isnan(reliability::length_for(0, 0.9)));
    CHECK(std::isnan(reliability::length_for(0.8, 1)));
}
