#include "psychometrics/agreement/retest.hpp"
#include "psychometrics/correlation/pearson.hpp"

#include "psychometrics/agreement/concordance.hpp"
#include "psychometrics/agreement/icc.hpp"
#include "psychometrics/agreement/kendall.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

#include <map>
#include <random>

using quaestor::absent;
namespace agreement = quaestor::agreement;

namespace {

Eigen::MatrixXd peak_flow(std::vector<std::string> const& columns) {
    return sample::columns("tests/data/agreement/peak_flow.csv", columns);
}

Eigen::MatrixXd shrout_fleiss() {
    return sample::columns("tests/data/agreement/shrout_fleiss.csv", {"J1", "J2", "J3", "J4"});
}

void check_all(std::string const& file, agreement::Retest const& got) {
    auto const want = golden::read("tests/golden/agreement/" + file);
    std::map<std::string, double> const ours{{"r", got.r.value},
                                             {"r_lower", got.r.lower},
                                             {"r_upper", got.r.upper},
                                             {"change", got.change.value},
                                             {"change_lower", got.change.lower},
                                             {"change_upper", got.change.upper},
                                             {"change_t", got.change_t},
                                             {"change_p", got.change_p},
                                             {"change_sd", got.change_sd},
                                             {"trend_r", got.trend_r},
                                             {"trend_p", got.trend_p},
                                             {"lower_limit", got.lower_limit.value},
                                             {"lower_limit_lower", got.lower_limit.lower},
                                             {"upper_limit", got.upper_limit.value},
                                             {"upper_limit_upper", got.upper_limit.upper},
                                             {"sem", got.sem},
                                             {"sem_agreement", got.sem_agreement},
                                             {"detectable_change", got.detectable_change},
                                             {"repeatability", got.repeatability}};
    CHECK(want.entries.size() == ours.size());
    for (auto const& entry : want.entries) {
        CAPTURE(file, entry.quantity, ours.at(entry.quantity), entry.value);
        CHECK(golden::near(ours.at(entry.quantity), entry.value, want.tolerance));
    }
}

}  // namespace

TEST_CASE("retest: agrees with plain R", "[psychometrics][agreement][golden]") {
    auto const flow = peak_flow({"wright1", "mini1"});
    auto const methods = agreement::retest(flow.col(0), flow.col(1));
    REQUIRE(methods.ok());
    check_all("retest_peak_flow.csv", *methods.value);
    auto const items = sample::columns("samples/bfi.csv", {"N1", "N2"});
    auto const got = agreement::retest(items.col(0), items.col(1));
    REQUIRE(got.ok());
    check_all("retest_bfi_N.csv", *got.value);
    CHECK(got.value->use.units_dropped > 0);
}

TEST_CASE("retest: agrees with the peak flow example of Bland and Altman",
          "[psychometrics][agreement][golden]") {
    // Lancet 1986: the Wright meter less the mini meter, mean -2.1 and standard deviation 38.8 l/min, to one
    // decimal.
    auto const flow = peak_flow({"mini1", "wright1"});
    auto const got = agreement::retest(flow.col(0), flow.col(1));
    REQUIRE(got.ok());
    CHECK(std::abs(got.value->change.value + 2.1) < 0.05);
    CHECK(std::abs(got.value->change_sd - 38.8) < 0.05);
    auto const want = golden::read("tests/golden/agreement/limits_shrout_fleiss.csv");
    auto const x = shrout_fleiss();
    auto const limits = agreement::retest(x.col(3), x.col(0));
    REQUIRE(limits.ok());
    golden::check(want, "bias", limits.value->change.value);
    golden::check(want, "sd", limits.value->change_sd);
    golden::check(want, "lower", limits.value->lower_limit.value);
    golden::check(want, "upper", limits.value->upper_limit.value);
}

TEST_CASE("retest: its errors of measurement are those of the analysis of variance",
          "[psychometrics][agreement][property]") {
    auto const flow = peak_flow({"wright1", "wright2"});
    auto const got = agreement::retest(flow.col(0), flow.col(1));
    auto const icc = agreement::intraclass_correlations(flow);
    REQUIRE(got.ok());
    CHECK(golden::near(got.value->sem, std::sqrt(icc.value->mean_squares.residual), 1e-12));
    CHECK(golden::near(got.value->sem_agreement, std::sqrt(icc.value->mean_squares.within), 1e-12));
    auto const wide = agreement::retest(flow.col(0), flow.col(1), {.coverage = 0.99});
    CHECK(wide.value->upper_limit.value > got.value->upper_limit.value);
    CHECK(wide.value->change.lower == got.value->change.lower);
}

TEST_CASE("retest: equal changes have no test and a measurement without spread has no correlation",
          "[psychometrics][agreement][refusal]") {
    Eigen::VectorXd const a = Eigen::VectorXd::LinSpaced(5, 0.1, 0.5);
    Eigen::VectorXd const later = a.array() + 0.3;
    auto const same = agreement::retest(a, later);
    REQUIRE(same.ok());
    CHECK(std::isnan(same.value->change_t));
    CHECK(std::isnan(same.value->trend_r));
    CHECK(std::abs(same.value->sem) < 1e-12);
    auto const flat = agreement::retest(a, Eigen::VectorXd::Constant(5, 2));
    REQUIRE(flat.ok());
    CHECK(std::isnan(flat.value->r.value));
    CHECK(support::has(agreement::retest(a.head(2), later.head(2)).diagnostics, "S150",
                       quaestor::Severity::error));
    CHECK(support::has(agreement::retest(a, later, {.level = 1}).diagnostics, "S111",
                       quaestor::Severity::error));
    CHECK(support::has(agreement::retest(a, later, {.coverage = 0}).diagnostics, "S111",
                       quaestor::Severity::error));
}

TEST_CASE("concordance and kendall_w: agree with irr", "[psychometrics][agreement][golden]") {
    auto const want = golden::read("tests/golden/agreement/concordance_shrout_fleiss.csv");
    auto const w = agreement::kendall_w(shrout_fleiss());
    REQUIRE(w.ok());
    golden::check(want, "w", w.value->w);
    golden::check(want, "chi_squared", w.value->chi_squared);
    golden::check(want, "p", w.value->p_value);
    auto const lin = agreement::concordance(shrout_fleiss());
    REQUIRE(lin.ok());
    golden::check(want, "concordance", lin.value->concordance.value);
    // irr::meancor averages Fisher's z, we the correlations themselves.
    auto const r = quaestor::correlation::pearson(shrout_fleiss()).value->r;
    double z = 0;
    double plain = 0;
    for (Eigen::Index i = 0; i < 4; ++i) {
        for (Eigen::Index j = i + 1; j < 4; ++j) {
            z += std::atanh(r(i, j)) / 6;
            plain += r(i, j) / 6;
        }
    }
    golden::check(want, "mean_r", std::tanh(z));
    CHECK(golden::near(lin.value->mean_r, plain, 1e-14));
    CHECK(std::isnan(lin.value->concordance.lower));
}

TEST_CASE("concordance: the interval of two raters covers what it says",
          "[psychometrics][agreement][property][slow]") {
    // Correlation .8, means .3 apart, spreads 1 and 1.2: 2 * .96 / (1 + 1.44 + .09).
    double const truth = 2 * 0.96 / (1 + 1.44 + 0.09);
    std::mt19937_64 bits(5);
    std::normal_distribution<double> normal;
    int covered = 0;
    constexpr int runs = 2000;
    for (int run = 0; run < runs; ++run) {
        Eigen::MatrixXd x(100, 2);
        for (Eigen::Index i = 0; i < x.rows(); ++i) {
            double const common = normal(bits);
            x(i, 0) = common;
            x(i, 1) = 0.3 + 1.2 * (0.8 * common + 0.6 * normal(bits));
        }
        auto const got = agreement::concordance(x);
        covered += got.value->concordance.lower <= truth && truth <= got.value->concordance.upper;
    }
    CHECK(std::abs(covered - 0.95 * runs) < 4 * std::sqrt(runs * 0.95 * 0.05));
}

TEST_CASE("concordance and kendall_w: refuse ratings that do not differ",
          "[psychometrics][agreement][refusal]") {
    Eigen::MatrixXd const same = Eigen::MatrixXd::Constant(9, 3, 1.5);
    CHECK(support::has(agreement::concordance(same).diagnostics, "S152", quaestor::Severity::error));
    CHECK(support::has(agreement::kendall_w(same).diagnostics, "S152", quaestor::Severity::error));
    Eigen::MatrixXd twins(5, 2);
    twins << 1, 1, 2, 2, 3, 3, 4, 4, 5, 5;
    CHECK(golden::near(agreement::concordance(twins).value->concordance.value, 1, 1e-12));
    CHECK(golden::near(agreement::kendall_w(twins).value->w, 1, 1e-15));
}
