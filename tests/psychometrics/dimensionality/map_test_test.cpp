#include "psychometrics/dimensionality/map_test.hpp"

#include "psychometrics/correlation/pearson.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::Severity;
namespace correlation = quaestor::correlation;
namespace dimensionality = quaestor::dimensionality;

TEST_CASE("map_test: agrees with plain R on real data", "[psychometrics][dimensionality][golden]") {
    for (auto const& [data, scale] : {std::pair{"bfi", "all25"}, {"hs1939", "all9"}}) {
        auto const want = golden::read(std::string("tests/golden/dimensionality/") + data + ".csv");
        auto const got = dimensionality::map_test(correlation::pearson(sample::scale(data, scale)).value->r);
        REQUIRE(got.ok());
        golden::check(want, "map_squared", got.value->squared);
        golden::check(want, "map_fourth", got.value->fourth);
        golden::check(want, "map_suggested_squared", static_cast<double>(got.value->suggested_squared));
        golden::check(want, "map_suggested_fourth", static_cast<double>(got.value->suggested_fourth));
    }
}

TEST_CASE("map_test: suggests none where nothing correlates", "[psychometrics][dimensionality][property]") {
    auto const got = dimensionality::map_test(Eigen::MatrixXd::Identity(5, 5));
    REQUIRE(got.ok());
    CHECK(got.value->squared[0] == 0.0);
    CHECK(got.value->suggested_squared == 0);
}

TEST_CASE("map_test: refuses two items", "[psychometrics][dimensionality][refusal]") {
    CHECK(support::message(dimensionality::map_test(Eigen::MatrixXd::Identity(2, 2)).diagnostics, "S101") ==
          "the MAP test needs at least 3 items, found 2");
}
