#include "psychometrics/agreement/icc.hpp"

#include "support/compare.hpp"
#include "support/sample.hpp"

#include <random>

using quaestor::absent;
using quaestor::Severity;
namespace agreement = quaestor::agreement;
using agreement::IccForm;

namespace {

Eigen::MatrixXd shrout_fleiss() {
    return sample::columns("tests/data/agreement/shrout_fleiss.csv", {"J1", "J2", "J3", "J4"});
}

void check_forms(std::string const& file, agreement::Icc const& icc,
                 std::vector<std::string> const& quantities) {
    auto const want = golden::read("tests/golden/agreement/" + file);
    auto const of = [&](int row) -> agreement::IccResult const& {
        return icc.forms[static_cast<std::size_t>(row - 1)];
    };
    for (auto const& quantity : quantities) {
        golden::check(want, quantity, [&](int row, int) {
            auto const& form = of(row);
            if (quantity == "icc") return form.icc.value;
            if (quantity == "f") return form.f;
            if (quantity == "df1") return form.df1;
            if (quantity == "df2") return form.df2;
            if (quantity == "p") return form.p_value;
            return quantity == "lower" ? form.icc.lower : form.icc.upper;
        });
    }
}

}  // namespace

TEST_CASE("intraclass_correlations: agree with the table of Shrout and Fleiss",
          "[psychometrics][agreement][golden]") {
    // Shrout & Fleiss (1979), table 4: to two decimals.
    auto const icc = agreement::intraclass_correlations(shrout_fleiss());
    REQUIRE(icc.ok());
    std::vector<double> const printed{.17, .29, .71, .44, .62, .91};
    for (std::size_t i = 0; i < printed.size(); ++i)
        CHECK(std::abs(icc.value->forms[i].icc.value - printed[i]) < 0.005);
    CHECK(icc.value->use.units_used == 6);
    CHECK(icc.value->use.ratings_used == 24);
}

TEST_CASE("intraclass_correlations: agree with psych to the last digits",
          "[psychometrics][agreement][golden]") {
    std::vector<std::string> const all{"icc", "f", "df1", "df2", "p", "lower", "upper"};
    auto const small = agreement::intraclass_correlations(shrout_fleiss());
    REQUIRE(small.ok());
    check_forms("icc_shrout_fleiss.csv", *small.value, all);
    check_forms("icc_shrout_fleiss_lmer.csv", *small.value, all);
    auto const want = golden::read("tests/golden/agreement/icc_shrout_fleiss.csv");
    golden::check(want, "ms_units", small.value->mean_squares.units);
    golden::check(want, "ms_raters", small.value->mean_squares.raters);
    golden::check(want, "ms_residual", small.value->mean_squares.residual);
    auto const large = agreement::intraclass_correlations(sample::scale("bfi", "N"));
    REQUIRE(large.ok());
    check_forms("icc_bfi_N.csv", *large.value, all);
    CHECK(large.value->use.units_used == 2694);
    CHECK(large.value->use.units_dropped == 106);
}

TEST_CASE("intraclass_correlations: agree with psych on items of five scales and on amounts",
          "[psychometrics][agreement][golden]") {
    std::vector<std::string> const all{"icc", "f", "df1", "df2", "lower", "upper"};
    for (std::string const scale : {"A", "C", "E", "O"}) {
        auto const items = sample::columns("samples/bfi.csv",
                                           {scale + "1", scale + "2", scale + "3", scale + "4", scale + "5"});
        auto const icc = agreement::intraclass_correlations(items);
        REQUIRE(icc.ok());
        check_forms("icc_bfi_" + scale + ".csv", *icc.value, all);
    }
    auto const speed = agreement::intraclass_correlations(sample::scale("hs1939", "speed"));
    auto const democracy = agreement::intraclass_correlations(sample::scale("polidem", "y1_4"));
    REQUIRE(speed.ok());
    REQUIRE(democracy.ok());
    check_forms("icc_hs1939_speed.csv", *speed.value, all);
    check_forms("icc_polidem_y1_4.csv", *democracy.value, all);
}

TEST_CASE("intraclass_correlations: agree with irr but for the degrees of freedom of its tests of agreement",
          "[psychometrics][agreement][golden]") {
    auto const ours = agreement::intraclass_correlations(shrout_fleiss());
    auto const theirs = agreement::intraclass_correlations(
        shrout_fleiss(), {.agreement_mean = agreement::AgreementMeanInterval::irr});
    REQUIRE(ours.ok());
    REQUIRE(theirs.ok());
    check_forms("icc_shrout_fleiss_irr.csv", *theirs.value, {"icc", "f", "df1", "lower", "upper"});
    // Under the hypothesis the degrees of freedom are (n - 1)(k - 1); irr takes those of the interval.
    auto const want = golden::read("tests/golden/agreement/icc_shrout_fleiss_irr.csv");
    for (auto const form :
         {IccForm::one_way, IccForm::consistency, IccForm::one_way_mean, IccForm::consistency_mean}) {
        auto const row = std::to_string(static_cast<int>(form) + 1);
        CHECK(golden::near(ours.value->of(form).df2, want.value("df2", row), want.tolerance));
        CHECK(golden::near(ours.value->of(form).p_value, want.value("p", row), want.tolerance));
    }
    CHECK(ours.value->of(IccForm::agreement).df2 == 15);
    CHECK(want.value("df2", "2") < 5);
    // The interval of the mean is that of a single rating, stepped up; irr's is another.
    auto const up = [](double icc) { return 4 * icc / (1 + 3 * icc); };
    auto const& single = ours.value->of(IccForm::agreement).icc;
    auto const& mean = ours.value->of(IccForm::agreement_mean).icc;
    CHECK(golden::near(mean.value, up(single.value), 1e-13));
    CHECK(golden::near(mean.lower, up(single.lower), 1e-13));
    CHECK(golden::near(mean.upper, up(single.upper), 1e-13));
    CHECK(std::abs(theirs.value->of(IccForm::agreement_mean).icc.lower - mean.lower) > 0.03);
}

TEST_CASE("intraclass_correlations: the mean of all raters is Cronbach's alpha with Feldt's interval",
          "[psychometrics][agreement][golden]") {
    auto const want = golden::read("tests/golden/reliability/bfi_C.csv");
    auto const icc = agreement::intraclass_correlations(sample::scale("bfi", "C"));
    REQUIRE(icc.ok());
    auto const& mean = icc.value->of(IccForm::consistency_mean).icc;
    CHECK(golden::near(mean.value, want.value("alpha"), 1e-12));
    CHECK(golden::near(mean.lower, want.value("feldt_lower"), 1e-11));
    CHECK(golden::near(mean.upper, want.value("feldt_upper"), 1e-11));
}

TEST_CASE("intraclass_correlations: unchanged by order and unit and a large constant",
          "[psychometrics][agreement][property]") {
    auto const x = shrout_fleiss();
    auto const base = agreement::intraclass_correlations(x);
    REQUIRE(base.ok());
    for (Eigen::MatrixXd const& changed :
         {Eigen::MatrixXd(x.rowwise().reverse()), Eigen::MatrixXd(x.colwise().reverse()),
          Eigen::MatrixXd(x * 0.1), Eigen::MatrixXd(x.array() + 1e9)}) {
        auto const got = agreement::intraclass_correlations(changed);
        REQUIRE(got.ok());
        for (std::size_t i = 0; i < 6; ++i) {
            CHECK(golden::near(got.value->forms[i].icc.value, base.value->forms[i].icc.value, 1e-11));
            CHECK(golden::near(got.value->forms[i].icc.lower, base.value->forms[i].icc.lower, 1e-11));
            CHECK(golden::near(got.value->forms[i].icc.upper, base.value->forms[i].icc.upper, 1e-11));
        }
    }
}

TEST_CASE("intraclass_correlations: intervals cover what they say",
          "[psychometrics][agreement][property][slow]") {
    // Units with variance 2, raters 0.5, error 1: ICC(2,1) is 2 / 3.5.
    std::mt19937_64 bits(3);
    std::normal_distribution<double> normal;
    int covered = 0;
    constexpr int runs = 1000;
    for (int run = 0; run < runs; ++run) {
        Eigen::MatrixXd x(30, 4);
        for (Eigen::Index j = 0; j < 4; ++j)
            x.col(j).setConstant(std::sqrt(0.5) * normal(bits));
        for (Eigen::Index i = 0; i < 30; ++i) {
            double const unit = std::sqrt(2.0) * normal(bits);
            for (Eigen::Index j = 0; j < 4; ++j)
                x(i, j) += unit + normal(bits);
        }
        auto const icc = agreement::intraclass_correlations(x);
        auto const& got = icc.value->of(IccForm::agreement).icc;
        covered += got.lower <= 2 / 3.5 && 2 / 3.5 <= got.upper;
    }
    CHECK(std::abs(covered - 0.95 * runs) < 4 * std::sqrt(runs * 0.95 * 0.05));
}

TEST_CASE("intraclass_correlations: raters who agree in everything have no test and no interval",
          "[psychometrics][agreement][refusal]") {
    Eigen::MatrixXd x(4, 2);
    x << 0.1, 0.1, 0.2, 0.2, 0.3, 0.3, 0.7, 0.7;
    auto const got = agreement::intraclass_correlations(x);
    REQUIRE(got.ok());
    for (auto const& form : got.value->forms) {
        CHECK(form.icc.value == 1);
        CHECK(std::isnan(form.icc.lower));
        CHECK(std::isnan(form.f));
    }
    x.col(1).array() += 1;  // one rates higher: consistent, and not in agreement
    auto const shifted = agreement::intraclass_correlations(x);
    REQUIRE(shifted.ok());
    CHECK(shifted.value->of(IccForm::consistency).icc.value == 1);
    CHECK(shifted.value->of(IccForm::agreement).icc.value < 0.2);
}

TEST_CASE(
    "intraclass_correlations: refuse one rater and two units and equal ratings and a level without meaning",
    "[psychometrics][agreement][refusal]") {
    auto const code = [](Eigen::MatrixXd const& x, double level = 0.95) {
        auto const got = agreement::intraclass_correlations(x, {.level = level});
        CHECK_FALSE(got.value);
        return got.diagnostics.begin()->code;
    };
    CHECK(code(Eigen::MatrixXd::Random(9, 1)) == "S151");
    CHECK(code(Eigen::MatrixXd::Random(2, 3)) == "S150");
    CHECK(code(Eigen::MatrixXd::Constant(9, 3, 2)) == "S152");
    CHECK(code(Eigen::MatrixXd::Random(9, 3), 1) == "S111");
    Eigen::MatrixXd x = Eigen::MatrixXd::Random(5, 3);
    x(1, 2) = x(2, 2) = x(4, 2) = absent;
    auto const got = agreement::intraclass_correlations(x);
    CHECK(support::message(got.diagnostics, "S150") ==
          "an intraclass correlation needs at least 3 units that every rater rated, found 2 of 5");
    CHECK(got.diagnostics.begin()->hint == "rater 3 left out the most units: 3 of 5");
    x(0, 0) = std::numeric_limits<double>::infinity();
    CHECK(code(x) == "S113");
}
