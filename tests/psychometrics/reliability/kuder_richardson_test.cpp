#include "psychometrics/reliability/kuder_richardson.hpp"

#include "psychometrics/reliability/alpha.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::absent;
using quaestor::Severity;
namespace reliability = quaestor::reliability;

TEST_CASE("kuder_richardson: agrees with plain R and its first form is alpha",
          "[psychometrics][reliability][golden]") {
    auto const want = golden::read("tests/golden/reliability/kuder_richardson_lsat7_all5.csv");
    auto const items = sample::scale("lsat7", "all5");
    auto const got = reliability::kuder_richardson(items);
    REQUIRE(got.ok());
    golden::check(want, "kr20", got.value->kr20);
    golden::check(want, "kr20_mixed", got.value->kr20_mixed);
    golden::check(want, "kr21", got.value->kr21);
    CHECK(golden::near(reliability::cronbach_alpha(items).value->alpha.value, got.value->kr20, 1e-12));
    CHECK(got.value->kr21 <= got.value->kr20);
    CHECK(got.value->kr20_mixed > got.value->kr20);
    // Answers 1 and 2 in place of 0 and 1.
    auto const shifted = reliability::kuder_richardson(items.array() + 1.0);
    REQUIRE(shifted.ok());
    CHECK(golden::near(shifted.value->kr21, got.value->kr21, 1e-13));
    CHECK(shifted.value->low == 1.0);
}

TEST_CASE("kuder_richardson: refuses a third answer and a sum that is the same for everyone",
          "[psychometrics][reliability][refusal]") {
    auto items = sample::scale("lsat7", "all5");
    items(3, 2) = 2;
    auto const three = reliability::kuder_richardson(items, {.names = {{"a", "b", "c", "d", "e"}}});
    CHECK_FALSE(three.value);
    CHECK(support::message(three.diagnostics, "S161") ==
          "Kuder-Richardson needs items with the same two answers; item 'a' has others");
    CHECK(support::has(reliability::kuder_richardson(Eigen::MatrixXd::Ones(9, 3)).diagnostics, "S104",
                       Severity::error));
    CHECK(support::has(reliability::kuder_richardson(Eigen::MatrixXd::Constant(9, 3, absent)).diagnostics,
                       "S102", Severity::error));
}
