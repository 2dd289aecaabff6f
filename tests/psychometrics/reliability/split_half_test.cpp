#include "psychometrics/reliability/split_half.hpp"

#include "numeric/moments.hpp"
#include "psychometrics/reliability/alpha.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

#include <algorithm>

using quaestor::Severity;
namespace numeric = quaestor::numeric;
namespace reliability = quaestor::reliability;

namespace {

Eigen::MatrixXd covariance_of(Eigen::MatrixXd const& x) {
    return numeric::covariance(numeric::rows_of(x, numeric::complete_rows(x)));
}

/// Every subset of the wanted size, by the bits of a number.
std::vector<double> all_splits(Eigen::MatrixXd const& covariance) {
    auto const k = static_cast<unsigned>(covariance.cols());
    std::vector<double> values;
    for (unsigned bits = 0; bits < (1U << k); ++bits) {
        std::vector<Eigen::Index> half;
        for (unsigned i = 0; i < k; ++i) {
            if ((bits >> i) & 1U) half.push_back(static_cast<Eigen::Index>(i));
        }
        if (half.size() == k / 2) values.push_back(reliability::halves_of(covariance, half).flanagan_rulon);
    }
    return values;
}

}  // namespace

TEST_CASE("split_halves: all splits agree with psych on real scales",
          "[psychometrics][reliability][golden]") {
    for (auto const& name : sample::scales()) {
        if (name.data == "hs1939" && name.scale != "all9") continue;  // three items: no number there
        if (name.scale == "all25") continue;                          // below: psych samples splits
        auto const want = golden::read("tests/golden/reliability/splits_" + name.file());
        for (bool const standardized : {false, true}) {
            auto const got = reliability::split_halves(sample::scale(name.data, name.scale),
                                                       {.standardized = standardized});
            REQUIRE(got.ok());
            std::string const kind = standardized ? "_cor" : "_cov";
            CHECK(got.value->exhaustive);
            golden::check(want, "largest" + kind, got.value->largest);
            golden::check(want, "smallest" + kind, got.value->smallest);
            golden::check(want, "mean" + kind, got.value->mean);
            if (standardized) continue;
            golden::check(want, "odd_even_r", got.value->odd_even.r);
            golden::check(want, "odd_even_spearman_brown", got.value->odd_even.spearman_brown);
            golden::check(want, "odd_even_flanagan_rulon", got.value->odd_even.flanagan_rulon);
        }
    }
}

TEST_CASE("split_halves: of 25 items no split that psych sampled is better or worse",
          "[psychometrics][reliability][golden]") {
    auto const want = golden::read("tests/golden/reliability/splits_bfi_all25.csv");
    auto items = sample::scale("bfi", "all25");
    for (Eigen::Index j = 15; j < 20; ++j)
        items.col(j) = 7.0 - items.col(j).array();  // psych turns the items of neuroticism by itself
    auto const got = reliability::split_halves(items);
    REQUIRE(got.ok());
    CHECK(got.value->exhaustive);
    CHECK(got.value->splits == 5200300.0);
    CHECK(got.value->largest >= want.value("largest_cov", ""));
    CHECK(got.value->smallest <= want.value("smallest_cov", ""));
    // The search finds what looking at all of them finds.
    auto const searched = reliability::split_halves(items, {.most_splits = 1000});
    REQUIRE(searched.ok());
    CHECK_FALSE(searched.value->exhaustive);
    CHECK(searched.value->starts == 200);
    CHECK(golden::near(searched.value->largest, got.value->largest, 1e-12));
    CHECK(golden::near(searched.value->smallest, got.value->smallest, 1e-12));
}

TEST_CASE("split_halves_of: looks at every split once", "[psychometrics][reliability][property]") {
    for (Eigen::Index const k : {2, 3, 4, 7, 8, 9}) {
        auto const c = covariance_of(sample::factor_model(60, k, 2, 0.6, static_cast<unsigned>(k)));
        auto const values = all_splits(c);
        auto const got = reliability::split_halves_of(c);
        CAPTURE(k);
        CHECK(golden::near(got.largest, *std::max_element(values.begin(), values.end()), 1e-13));
        CHECK(golden::near(got.smallest, *std::min_element(values.begin(), values.end()), 1e-13));
        double sum = 0;
        for (double const value : values)
            sum += value;
        CHECK(golden::near(got.mean, sum / static_cast<double>(values.size()), 1e-13));
        CHECK(got.splits * (k % 2 == 0 ? 2 : 1) == static_cast<double>(values.size()));
        if (k % 2 == 0) CHECK(golden::near(got.mean, reliability::alpha_of(c), 1e-13));
    }
}

TEST_CASE("halves_of: Horst is Spearman-Brown for equal halves and right for parallel items of any number",
          "[psychometrics][reliability][property]") {
    Eigen::MatrixXd c = Eigen::MatrixXd::Constant(7, 7, 0.4);
    c.diagonal().setOnes();
    double const truth = 7 * 0.4 / (1 + 6 * 0.4);
    for (std::vector<Eigen::Index> const& half : {std::vector<Eigen::Index>{0}, {0, 1}, {2, 4, 6}}) {
        auto const got = reliability::halves_of(c, half);
        CHECK(golden::near(got.horst, truth, 1e-13));
        CHECK(got.spearman_brown < truth);
    }
    auto const even = covariance_of(sample::factor_model(80, 6, 1, 0.7, 3));
    auto const halves = reliability::split_halves_of(even).first_second;
    CHECK(golden::near(halves.horst, halves.spearman_brown, 1e-12));
    CHECK(halves.first == std::vector<Eigen::Index>{0, 1, 2});
}

TEST_CASE("split_halves: refuses one item and constant items and sums",
          "[psychometrics][reliability][refusal]") {
    CHECK(support::has(reliability::split_halves(Eigen::MatrixXd::Random(9, 1)).diagnostics, "S101",
                       Severity::error));
    CHECK(support::has(reliability::split_halves(Eigen::MatrixXd::Ones(9, 4)).diagnostics, "S104",
                       Severity::error));
    auto items = sample::factor_model(30, 4, 1, 0.6, 2);
    items.col(3).setConstant(2.0);
    auto const raw = reliability::split_halves(items);
    CHECK(raw.ok());
    CHECK(support::has(reliability::split_halves(items, {.standardized = true}).diagnostics, "S103",
                       Severity::error));
    // A half that does not vary has no correlation with the other.
    auto const halves = reliability::halves_of(covariance_of(items), {3});
    CHECK(std::isnan(halves.r));
    CHECK(halves.flanagan_rulon == 0.0);
}
