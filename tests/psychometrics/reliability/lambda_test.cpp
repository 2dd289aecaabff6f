#include "psychometrics/reliability/lambda.hpp"

#include "psychometrics/reliability/alpha.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::Severity;
namespace reliability = quaestor::reliability;

TEST_CASE("guttman_lambdas: agree with plain R on real scales", "[psychometrics][reliability][golden]") {
    for (auto const& name : sample::scales()) {
        auto const want = golden::read("tests/golden/reliability/" + name.file());
        for (bool const standardized : {false, true}) {
            auto const got = reliability::guttman_lambdas(sample::scale(name.data, name.scale),
                                                          {.standardized = standardized});
            REQUIRE(got.ok());
            auto const& l = got.value->lambdas;
            golden::check(want, standardized ? "lambda_cor" : "lambda_cov", [&](int number, int) {
                return number == 1   ? l.lambda1
                       : number == 2 ? l.lambda2
                       : number == 3 ? l.lambda3
                       : number == 5 ? l.lambda5
                                     : l.lambda6;
            });
        }
    }
}

TEST_CASE("guttman_lambdas: the third is alpha and the second is no smaller",
          "[psychometrics][reliability][property]") {
    for (auto const& name : sample::scales()) {
        auto const items = sample::scale(name.data, name.scale);
        auto const got = reliability::guttman_lambdas(items);
        auto const alpha = reliability::cronbach_alpha(items);
        REQUIRE((got.ok() && alpha.ok()));
        CHECK(golden::near(got.value->lambdas.lambda3, alpha.value->alpha.value, 1e-13));
        CHECK(got.value->lambdas.lambda2 >= got.value->lambdas.lambda3 - 1e-14);
        CHECK(got.value->lambdas.lambda1 <= got.value->lambdas.lambda3);
    }
}

TEST_CASE("guttman_lambdas: items in very different units are not taken for a singular matrix",
          "[psychometrics][reliability][property]") {
    auto items = sample::scale("polidem", "y1_4");
    items.col(0) *= 1e7;
    auto const got = reliability::guttman_lambdas(items);
    REQUIRE(got.ok());
    CHECK_FALSE(std::isnan(got.value->lambdas.lambda6));
    CHECK(got.diagnostics.empty());
}

TEST_CASE("guttman_lambdas: leave lambda 6 out where an item repeats another",
          "[psychometrics][reliability][refusal]") {
    auto items = sample::scale("polidem", "y1_4");
    items.col(3) = items.col(0);
    auto const got = reliability::guttman_lambdas(items);
    REQUIRE(got.ok());
    CHECK(std::isnan(got.value->lambdas.lambda6));
    CHECK(support::has(got.diagnostics, "S105", Severity::warning));
    items.col(3).setConstant(1.0);
    CHECK(support::has(reliability::guttman_lambdas(items).diagnostics, "S103", Severity::warning));
    auto const standardized = reliability::guttman_lambdas(items, {.standardized = true});
    CHECK_FALSE(standardized.value);
    CHECK(support::has(standardized.diagnostics, "S103", Severity::error));
}
