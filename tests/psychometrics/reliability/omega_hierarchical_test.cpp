#include "psychometrics/reliability/omega_hierarchical.hpp"

#include "numeric/moments.hpp"
#include "psychometrics/factor/schmid_leiman.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

#include <algorithm>

using quaestor::Severity;
namespace factor = quaestor::factor;
namespace numeric = quaestor::numeric;
namespace reliability = quaestor::reliability;

namespace {

struct Correlations {
    Eigen::MatrixXd r;
    std::int64_t persons = 0;
};
Correlations correlations(std::string const& data, std::string const& scale) {
    auto const items = sample::scale(data, scale);
    auto const rows = numeric::complete_rows(items);
    return {numeric::correlation_of(numeric::covariance(numeric::rows_of(items, rows))),
            static_cast<std::int64_t>(rows.size())};
}

/// Which of our group factors each of the peer's is, by the largest product of loadings.
std::vector<Eigen::Index> partners(Eigen::MatrixXd const& ours, Eigen::MatrixXd const& theirs) {
    std::vector<Eigen::Index> found;
    for (Eigen::Index f = 0; f < theirs.cols(); ++f) {
        Eigen::Index best = 0;
        (ours.transpose() * theirs.col(f)).cwiseAbs().maxCoeff(&best);
        found.push_back(best);
    }
    return found;
}

}  // namespace

TEST_CASE("omega_hierarchical: agrees with psych::omega on real scales",
          "[psychometrics][reliability][golden]") {
    struct {
        std::string data;
        std::string scale;
        Eigen::Index factors;
    } const cases[]{{"bfi", "all25", 2},   {"bfi", "all25", 3},   {"bfi", "all25", 5},
                    {"hs1939", "all9", 2}, {"hs1939", "all9", 3}, {"polidem", "y1_8", 2},
                    {"polidem", "y1_8", 3}};
    for (auto const& each : cases) {
        auto const want = golden::read("tests/golden/reliability/hierarchical_" + each.data + "_" +
                                       each.scale + "_" + std::to_string(each.factors) + ".csv");
        auto const [r, persons] = correlations(each.data, each.scale);
        auto const got = reliability::omega_hierarchical(r, persons, {.group_factors = each.factors});
        REQUIRE(got.ok());
        auto const& omega = *got.value;
        auto const theirs = golden::matrix(want, "loading");
        auto const own = partners(omega.groups, theirs.rightCols(each.factors));
        auto const group = [&](int i) -> auto const& {
            return omega.indices.groups[static_cast<std::size_t>(own[static_cast<std::size_t>(i - 1)])];
        };
        golden::check(want, "hierarchical", omega.indices.hierarchical);
        golden::check(want, "total", omega.indices.total);
        golden::check(want, "subscale_total", [&](int i, int) { return group(i).total; });
        golden::check(want, "subscale_general", [&](int i, int) { return group(i).general; });
        golden::check(want, "subscale_group", [&](int i, int) { return group(i).hierarchical; });
        golden::check(want, "loading", [&](int i, int f) {
            if (f == 1) return omega.general[i - 1];
            auto const column = own[static_cast<std::size_t>(f - 2)];
            double const sign = omega.groups.col(column).dot(theirs.col(f - 1)) < 0 ? -1.0 : 1.0;
            return sign * omega.groups(i - 1, column);
        });
    }
}

TEST_CASE("omega_hierarchical: finds the published population of Jensen and Weng",
          "[psychometrics][reliability][golden]") {
    // Jensen & Weng (1994), Intelligence 18, 231-258: group factors on g .9 .8 .7, items on group factors .8
    // .7 .6, .7 .6 .5, .6 .5 .4. The loadings after Schmid and Leiman's transformation are printed with two
    // decimals.
    auto const want = golden::read("tests/golden/reliability/jensen_weng.csv");
    Eigen::MatrixXd pattern = Eigen::MatrixXd::Zero(9, 3);
    pattern.col(0).segment(0, 3) << .8, .7, .6;
    pattern.col(1).segment(3, 3) << .7, .6, .5;
    pattern.col(2).segment(6, 3) << .6, .5, .4;
    Eigen::Vector3d const on_general(.9, .8, .7);
    Eigen::MatrixXd phi = on_general * on_general.transpose();
    phi.diagonal().setOnes();
    Eigen::MatrixXd r = pattern * phi * pattern.transpose();
    r.diagonal().setOnes();
    for (auto const extraction :
         {factor::ExtractionMethod::minres, factor::ExtractionMethod::maximum_likelihood}) {
        for (auto const way : {reliability::GeneralFactor::schmid_leiman_oblimin,
                               reliability::GeneralFactor::schmid_leiman_geomin}) {
            auto const got = reliability::omega_hierarchical(r, 1000, {.way = way, .extraction = extraction});
            REQUIRE(got.ok());
            // Geomin keeps an epsilon and so comes near to zero loadings only.
            double const near = way == reliability::GeneralFactor::schmid_leiman_oblimin ? 0.0051 : 0.03;
            auto const& omega = *got.value;
            golden::check(
                want, "general", [&](int i, int) { return omega.general[i - 1]; }, near);
            auto const own = partners(omega.groups, pattern);
            golden::check(
                want, "group",
                [&](int i, int) { return omega.groups(i - 1, own[static_cast<std::size_t>((i - 1) / 3)]); },
                near);
            if (way == reliability::GeneralFactor::schmid_leiman_geomin) continue;
            double const g = (pattern * on_general).sum();
            CHECK(golden::near(omega.indices.hierarchical, g * g / r.sum(), 1e-6));
        }
    }
}

TEST_CASE("schmid_leiman: the general and group factors reproduce what the correlated factors did",
          "[psychometrics][factor][property]") {
    auto const [r, persons] = correlations("hs1939", "all9");
    auto const solution =
        factor::exploratory_factors(r, persons, {.factors = 3, .rotation = factor::Rotation::oblimin});
    REQUIRE(solution.ok());
    auto const got = factor::schmid_leiman(solution.value->loadings, solution.value->phi);
    // Three factors are reproduced exactly by one above them.
    Eigen::MatrixXd const before =
        solution.value->loadings * solution.value->phi * solution.value->loadings.transpose();
    Eigen::MatrixXd const after = got.general * got.general.transpose() + got.groups * got.groups.transpose();
    CHECK(support::distance(before, after) < 1e-7);
    CHECK_FALSE(got.heywood);
    CHECK(got.convergence.converged);
}

TEST_CASE("omega_hierarchical: the bifactor rotation reproduces the same correlations and repeats",
          "[psychometrics][reliability][property]") {
    auto const [r, persons] = correlations("bfi", "all25");
    reliability::HierarchicalOptions const options{.group_factors = 4,
                                                   .way = reliability::GeneralFactor::bifactor};
    auto const got = reliability::omega_hierarchical(r, persons, options);
    auto const again = reliability::omega_hierarchical(r, persons, options);
    REQUIRE((got.ok() && again.ok()));
    CHECK(got.value->indices.hierarchical == again.value->indices.hierarchical);
    Eigen::VectorXd const communalities =
        got.value->general.cwiseAbs2() + got.value->groups.rowwise().squaredNorm();
    CHECK(support::distance(communalities, Eigen::VectorXd(1.0 - got.value->uniquenesses.array())) < 1e-8);
    // The total rests on the extraction alone: five factors, however turned.
    auto const five = reliability::omega_hierarchical(r, persons, {.group_factors = 5});
    CHECK(golden::near(got.value->indices.total, five.value->indices.total, 1e-8));
}

TEST_CASE("omega_hierarchical: warns of two group factors and refuses one and too many",
          "[psychometrics][reliability][refusal]") {
    auto const [r, persons] = correlations("polidem", "y1_4");
    auto const one = reliability::omega_hierarchical(r, persons, {.group_factors = 1});
    CHECK(support::message(one.diagnostics, "S163") ==
          "omega hierarchical needs at least 2 group factors, found 1");
    CHECK(support::has(reliability::omega_hierarchical(r, persons, {.group_factors = 3}).diagnostics, "S107",
                       Severity::error));
    auto const [nine, n] = correlations("hs1939", "all9");
    auto const two = reliability::omega_hierarchical(nine, n, {.group_factors = 2});
    REQUIRE(two.ok());
    CHECK(support::has(two.diagnostics, "S166", Severity::warning));
}
