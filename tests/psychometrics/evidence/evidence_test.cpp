#include "psychometrics/evidence/association.hpp"
#include "psychometrics/evidence/known_groups.hpp"
#include "psychometrics/evidence/multitrait.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::absent;
using quaestor::Severity;
namespace evidence = quaestor::evidence;

TEST_CASE("association: agrees with R's cor.test and Fisher's z", "[psychometrics][evidence][golden]") {
    auto const want = golden::read("tests/golden/evidence/hs1939_x1_x4.csv");
    auto const x = sample::columns("tests/data/hs1939.csv", {"x1", "x4"});
    auto const got = evidence::association(x.col(0), x.col(1), {.reliability_x = 0.7, .reliability_y = 0.8});
    REQUIRE(got.ok());
    golden::check(want, "r", got.value->r.value);
    golden::check(want, "lower", got.value->r.lower);
    golden::check(want, "upper", got.value->r.upper);
    golden::check(want, "p", got.value->p);
    golden::check(want, "disattenuated", got.value->disattenuated);
}

TEST_CASE("association: leaves out who lacks one, and refuses what does not vary",
          "[psychometrics][evidence][refusal]") {
    Eigen::VectorXd x(6);
    Eigen::VectorXd y(6);
    x << 1, 2, 3, 4, absent, 6;
    y << 2, 4, 6, 8, 10, absent;
    auto const got = evidence::association(x, y);
    REQUIRE(got.ok());
    CHECK(got.value->use.persons_used == 4);
    CHECK(got.value->r.value == 1.0);
    CHECK(std::isnan(got.value->r.lower));  // at 1 Fisher's z has no interval
    CHECK(got.value->p == 0.0);
    CHECK(std::isnan(got.value->disattenuated));
    y.setConstant(3);
    CHECK(support::has(evidence::association(x, y).diagnostics, "S103", Severity::error));
    CHECK(support::has(evidence::association(x.head(2), x.head(2)).diagnostics, "S102", Severity::error));
    CHECK(support::has(evidence::association(x, x, {.reliability_x = 1.2}).diagnostics, "S111",
                       Severity::error));
}

TEST_CASE("known_groups: two schools agree with R", "[psychometrics][evidence][golden]") {
    auto const want = golden::read("tests/golden/evidence/hs1939_x4_by_school.csv");
    auto const x4 = sample::columns("tests/data/hs1939.csv", {"x4"});
    // The file has Pasteur's pupils first.
    std::vector<int> school(301, 1);
    std::fill_n(school.begin(), 156, 0);
    auto const got = evidence::known_groups(x4.col(0), school);
    REQUIRE(got.ok());
    auto const& found = *got.value;
    golden::check(want, "mean_1", found.groups[0].mean);
    golden::check(want, "mean_2", found.groups[1].mean);
    golden::check(want, "sd_1", found.groups[0].sd);
    golden::check(want, "sd_2", found.groups[1].sd);
    golden::check(want, "f", found.f);
    golden::check(want, "p_pooled", found.p);
    REQUIRE(found.differences.size() == 1);
    auto const& difference = found.differences[0];
    golden::check(want, "welch_t", difference.welch_t);
    golden::check(want, "welch_df", difference.welch_df);
    golden::check(want, "welch_p", difference.p);
    golden::check(want, "g", difference.g.value);
    golden::check(want, "g_lower", difference.g.lower);
    golden::check(want, "g_upper", difference.g.upper);
    golden::check(want, "superiority", difference.superiority);
}

TEST_CASE("known_groups: five levels of education agree with R and effectsize",
          "[psychometrics][evidence][golden]") {
    auto const want = golden::read("tests/golden/evidence/bfi_age_by_education.csv");
    auto const x = sample::columns("samples/bfi.csv", {"age", "education"});
    std::vector<int> group;
    for (Eigen::Index i = 0; i < x.rows(); ++i)
        group.push_back(std::isnan(x(i, 1)) ? -1 : static_cast<int>(x(i, 1)) - 1);
    auto const got = evidence::known_groups(x.col(0), group);
    REQUIRE(got.ok());
    golden::check(want, "f", got.value->f);
    golden::check(want, "eta_squared", got.value->eta_squared);
    golden::check(want, "omega_squared", got.value->omega_squared);
    CHECK(got.value->pairs.size() == 10);
}

TEST_CASE("known_groups: a group of one is shown and named, not tested", "[psychometrics][evidence]") {
    Eigen::VectorXd y(6);
    y << 1, 2, 3, 4, 9, absent;
    auto const got = evidence::known_groups(y, {0, 0, 1, 1, 2, 0}, {.names = {"a", "b", "c"}});
    REQUIRE(got.ok());
    CHECK(got.value->df1 == 1.0);
    CHECK(got.value->differences.size() == 1);
    CHECK(got.value->groups[2].persons == 1);
    CHECK(support::message(got.diagnostics, "S143").find("'c'") != std::string::npos);
    CHECK(support::has(evidence::known_groups(y, {0, 1, 2, 3, 4, 5}).diagnostics, "S102", Severity::error));
    Eigen::VectorXd same = Eigen::VectorXd::Constant(4, 2.0);
    CHECK(support::has(evidence::known_groups(same, {0, 0, 1, 1}).diagnostics, "S103", Severity::error));
}

TEST_CASE("multitrait: counts what each validity coefficient exceeds", "[psychometrics][evidence]") {
    // Two traits by two methods: columns t1m1, t2m1, t1m2, t2m2.
    auto const items = sample::scale("bfi", "all25");
    Eigen::MatrixXd scores(items.rows(), 4);
    scores.col(0) = items.col(0) + items.col(1);    // agreeableness
    scores.col(1) = items.col(15) + items.col(16);  // neuroticism
    scores.col(2) = items.col(2) + items.col(3);
    scores.col(3) = items.col(17) + items.col(18);
    auto const got = evidence::multitrait(scores, {{0, 0}, {1, 0}, {0, 1}, {1, 1}});
    REQUIRE(got.ok());
    REQUIRE(got.value->validities.size() == 2);
    for (auto const& validity : got.value->validities) {
        CHECK(validity.across == 2);  // one in its row, one in its column
        CHECK(validity.within == 2);  // one within each method
        CHECK(validity.across_below == 2);
        CHECK(validity.within_below == 2);
    }
    CHECK(golden::near(got.value->mean_validity, 0.5 * (got.value->r(0, 2) + got.value->r(1, 3)), 1e-15));
    CHECK(golden::near(got.value->mean_heterotrait_monomethod,
                       0.5 * (got.value->r(0, 1) + got.value->r(2, 3)), 1e-15));
    CHECK(golden::near(got.value->mean_heterotrait_heteromethod,
                       0.5 * (got.value->r(0, 3) + got.value->r(1, 2)), 1e-15));
    CHECK(support::has(evidence::multitrait(scores, {{0, 0}, {0, 0}, {0, 1}, {1, 1}}).diagnostics, "S111",
                       Severity::error));
}
