#include "psychometrics/reliability/alpha.hpp"

#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::absent;
using quaestor::Severity;
namespace reliability = quaestor::reliability;

TEST_CASE("cronbach_alpha: agrees with psych and plain R on real scales",
          "[psychometrics][reliability][golden]") {
    for (auto const& name : sample::scales()) {
        auto const want = golden::read("tests/golden/reliability/" + name.file());
        auto const items = sample::scale(name.data, name.scale);
        auto const got = reliability::cronbach_alpha(items);
        REQUIRE(got.ok());
        auto const& alpha = *got.value;
        golden::check(want, "persons", static_cast<double>(alpha.use.persons_used));
        golden::check(want, "alpha", alpha.alpha.value);
        golden::check(want, "alpha_psych", alpha.alpha.value);
        golden::check(want, "feldt_lower", alpha.alpha.lower);
        golden::check(want, "feldt_upper", alpha.alpha.upper);
        golden::check(want, "standardized", alpha.standardized);
        golden::check(want, "average_r", alpha.average_r);
        golden::check(want, "standard_error", alpha.standard_error);
        golden::check(want, "item_total_r", alpha.item_total_r);
        golden::check(want, "item_rest_r", alpha.item_rest_r);
        golden::check(want, "item_standardized_r", alpha.item_standardized_r);
        golden::check(want, "alpha_if_dropped", alpha.alpha_if_dropped);
        golden::check(want, "standardized_if_dropped", alpha.standardized_if_dropped);
        golden::check(want, "sum_sd", alpha.sum_sd);
        golden::check(want, "sem", alpha.sem);
        auto const normal =
            reliability::cronbach_alpha(items, {.interval = reliability::AlphaInterval::duhachek_iacobucci});
        REQUIRE(normal.ok());
        golden::check(want, "duhachek_lower", normal.value->alpha.lower);
        golden::check(want, "duhachek_upper", normal.value->alpha.upper);
    }
}

TEST_CASE("cronbach_alpha: agrees with plain sums on tiny data", "[psychometrics][reliability][golden]") {
    // Variances 1, 7/3 and 4/3; the sums 3, 7, 6 and 11 have variance 131/12 ... by hand.
    Eigen::MatrixXd items(4, 3);
    items << 1, 1, 1, 2, 3, 2, 2, 2, 2, 3, 5, 3;
    auto const got = reliability::cronbach_alpha(items);
    REQUIRE(got.ok());
    // Sums of squares around the means, times 4: items 8, 35, 8; sum 131.
    CHECK(golden::near(got.value->alpha.value, 1.5 * (1.0 - 51.0 / 131.0), 1e-14));
    CHECK(got.value->sum_mean == 6.75);
}

TEST_CASE(
    "cronbach_alpha: unchanged by shifting and rescaling all items and by the order of persons and items",
    "[psychometrics][reliability][property]") {
    auto const items = sample::scale("bfi", "C");
    auto const base = reliability::cronbach_alpha(items);
    REQUIRE(base.ok());
    for (Eigen::MatrixXd const& changed :
         {Eigen::MatrixXd((items.array() * 0.25 - 1000.0).matrix()),
          Eigen::MatrixXd(items.colwise().reverse()), Eigen::MatrixXd(items.rowwise().reverse())}) {
        auto const got = reliability::cronbach_alpha(changed);
        REQUIRE(got.ok());
        CHECK(golden::near(got.value->alpha.value, base.value->alpha.value, 1e-12));
        CHECK(golden::near(got.value->alpha.lower, base.value->alpha.lower, 1e-12));
        CHECK(golden::near(got.value->standardized, base.value->standardized, 1e-12));
        CHECK(golden::near(got.value->item_rest_r.sum(), base.value->item_rest_r.sum(), 1e-11));
    }
}

TEST_CASE("cronbach_alpha: items of equal variance make raw and standardized the same",
          "[psychometrics][reliability][property]") {
    Eigen::MatrixXd items = sample::factor_model(200, 6, 1, 0.6, 3);
    for (Eigen::Index j = 0; j < items.cols(); ++j) {
        Eigen::VectorXd const centred = items.col(j).array() - items.col(j).mean();
        items.col(j) = centred / centred.norm();
    }
    auto const got = reliability::cronbach_alpha(items);
    REQUIRE(got.ok());
    CHECK(golden::near(got.value->alpha.value, got.value->standardized, 1e-12));
    CHECK(support::distance(got.value->item_total_r, got.value->item_standardized_r) < 1e-12);
    CHECK(got.value->alpha.lower < got.value->alpha.value);
    CHECK(got.value->alpha.value < got.value->alpha.upper);
}

TEST_CASE("cronbach_alpha: parallel copies of one item give 1", "[psychometrics][reliability][property]") {
    Eigen::MatrixXd items(5, 3);
    for (Eigen::Index j = 0; j < 3; ++j)
        items.col(j) << 1, 2, 4, 2, 5;
    auto const got = reliability::cronbach_alpha(items);
    REQUIRE(got.ok());
    CHECK(golden::near(got.value->alpha.value, 1.0, 1e-14));
    CHECK(got.value->sem < 1e-6);
}

TEST_CASE("cronbach_alpha: drops persons with a missing answer and counts them",
          "[psychometrics][reliability]") {
    auto items = sample::scale("lsat7", "all5");
    items(0, 0) = items(7, 3) = absent;
    auto const got = reliability::cronbach_alpha(items);
    REQUIRE(got.ok());
    CHECK(got.value->use.persons_given == 1000);
    CHECK(got.value->use.persons_used == 998);
    CHECK(got.value->use.persons_dropped == 2);
    CHECK(got.value->use.rule == "listwise");
}

TEST_CASE("cronbach_alpha: refuses one item and says so", "[psychometrics][reliability][refusal]") {
    auto const got = reliability::cronbach_alpha(Eigen::MatrixXd::Random(10, 1));
    CHECK_FALSE(got.value);
    CHECK(support::message(got.diagnostics, "S101") == "Cronbach's alpha needs at least 2 items, found 1");
}

TEST_CASE("cronbach_alpha: refuses too few persons and all answers missing",
          "[psychometrics][reliability][refusal]") {
    auto const two = reliability::cronbach_alpha(Eigen::MatrixXd::Random(2, 4));
    CHECK(support::message(two.diagnostics, "S102") ==
          "Cronbach's alpha needs at least 3 persons with an answer to every item, found 2 of 2");
    auto const none = reliability::cronbach_alpha(Eigen::MatrixXd::Constant(9, 4, absent));
    CHECK(support::has(none.diagnostics, "S102", Severity::error));
    CHECK_FALSE(none.value);
}

TEST_CASE("cronbach_alpha: warns of a constant item by name and leaves the standardized form out",
          "[psychometrics][reliability][refusal]") {
    auto items = sample::scale("bfi", "A");
    items.col(2).setConstant(0.1);
    auto const got = reliability::cronbach_alpha(items, {.names = {{"A1", "A2", "A3", "A4", "A5"}}});
    REQUIRE(got.ok());
    CHECK(support::message(got.diagnostics, "S103") ==
          "item 'A3' has the same answer from everyone; the standardized alpha is left out");
    CHECK(std::isnan(got.value->standardized));
    CHECK(std::isnan(got.value->item_rest_r[2]));
    CHECK_FALSE(std::isnan(got.value->alpha.value));
    CHECK(got.value->constant == std::vector<Eigen::Index>{2});
}

TEST_CASE("cronbach_alpha: warns of an item that was not reversed", "[psychometrics][reliability][refusal]") {
    auto items = sample::scale("bfi", "A");
    items.col(0) = 7.0 - items.col(0).array();
    auto const got = reliability::cronbach_alpha(items, {.names = {{"A1", "A2", "A3", "A4", "A5"}}});
    REQUIRE(got.ok());
    CHECK(support::message(got.diagnostics, "S114") == "item 'A1' runs against the other items of the scale");
    CHECK(got.value->against == std::vector<Eigen::Index>{0});
}

TEST_CASE("cronbach_alpha: refuses a sum that is the same for everyone",
          "[psychometrics][reliability][refusal]") {
    CHECK(support::has(reliability::cronbach_alpha(Eigen::MatrixXd::Ones(9, 3)).diagnostics, "S104",
                       Severity::error));
    Eigen::MatrixXd balanced(4, 2);
    balanced << 1, 4, 2, 3, 3, 2, 4, 1;
    CHECK(support::has(reliability::cronbach_alpha(balanced).diagnostics, "S104", Severity::error));
}

TEST_CASE("cronbach_alpha: refuses an infinite answer and a level without meaning",
          "[psychometrics][reliability][refusal]") {
    Eigen::MatrixXd items = Eigen::MatrixXd::Random(9, 3);
    CHECK(support::message(reliability::cronbach_alpha(items, {.level = 95}).diagnostics, "S111") ==
          "the level of the interval must be between 0 and 1, both excluded, found 95");
    items(3, 1) = -std::numeric_limits<double>::infinity();
    CHECK(support::has(reliability::cronbach_alpha(items).diagnostics, "S113", Severity::error));
}
