#include "numeric/quantiles.hpp"

#include "support/golden.hpp"

#include <cmath>

#include <catch2/catch.hpp>

namespace numeric = quaestor::numeric;

TEST_CASE("sample_quantile: is what the definition gives by hand", "[numeric][quantiles][golden]") {
    // Sorted 1 2 4 9 16: a tenth lies 0.4 of the way from 1 to 2, 95 of 100 0.8 of the way from 9 to 16.
    std::vector<double> const values{9, 1, 4, 16, 2};
    CHECK(numeric::sample_quantile(values, 0.0) == 1.0);
    CHECK(golden::near(numeric::sample_quantile(values, 0.1), 1.4, 1e-15));
    CHECK(numeric::sample_quantile(values, 0.25) == 2.0);
    CHECK(numeric::sample_quantile(values, 0.5) == 4.0);
    CHECK(golden::near(numeric::sample_quantile(values, 0.95), 14.6, 1e-15));
    CHECK(numeric::sample_quantile(values, 1.0) == 16.0);
}

TEST_CASE("sample_quantile: gives nothing for no values and no probability",
          "[numeric][quantiles][refusal]") {
    CHECK(std::isnan(numeric::sample_quantile({}, 0.5)));
    CHECK(std::isnan(numeric::sample_quantile({1.0}, 1.5)));
    CHECK(std::isnan(numeric::sample_quantile({1.0}, quaestor::absent)));
    CHECK(numeric::sample_quantile({3.0}, 0.2) == 3.0);
}
