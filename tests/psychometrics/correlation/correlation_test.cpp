#include "numeric/linalg.hpp"
#include "psychometrics/correlation/pearson.hpp"
#include "psychometrics/correlation/rank.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

#include <algorithm>
#include <numeric>

using quaestor::absent;
using quaestor::Severity;
namespace correlation = quaestor::correlation;
using correlation::Missing;

TEST_CASE("pearson and spearman: agree with R on real scales", "[psychometrics][correlation][golden]") {
    for (auto const& name : sample::scales()) {
        auto const want = golden::read("tests/golden/correlation/" + name.file());
        auto const items = sample::scale(name.data, name.scale);
        auto const listwise = correlation::pearson(items);
        REQUIRE(listwise.ok());
        golden::check(want, "persons", static_cast<double>(listwise.value->use.persons_used));
        golden::check_matrix(want, "pearson", listwise.value->r);
        golden::check_matrix(want, "covariance", listwise.value->covariance);
        auto const ranked = correlation::spearman(items);
        REQUIRE(ranked.ok());
        golden::check_matrix(want, "spearman", ranked.value->r);
        CHECK(ranked.value->kind == correlation::Kind::spearman);
        CHECK(ranked.value->use.persons_dropped == listwise.value->use.persons_dropped);
        auto const pairwise = correlation::pearson(items, {.missing = Missing::pairwise});
        REQUIRE(pairwise.ok());
        if (name.data == "bfi") {
            golden::check_matrix(want, "pearson_pairwise", pairwise.value->r);
            golden::check_matrix(want, "covariance_pairwise", pairwise.value->covariance);
        } else {
            CHECK(support::distance(pairwise.value->r, listwise.value->r) < 1e-14);
        }
    }
}

TEST_CASE("pearson: unchanged by shifting and rescaling items and by the order of persons",
          "[psychometrics][correlation][property]") {
    auto const items = sample::scale("hs1939", "all9");
    auto const base = correlation::pearson(items);
    Eigen::MatrixXd moved = items;
    for (Eigen::Index j = 0; j < moved.cols(); ++j) {
        moved.col(j) = (moved.col(j).array() * static_cast<double>(j + 1) + 1e5).matrix();
    }
    Eigen::MatrixXd const reversed = items.colwise().reverse();
    CHECK(support::distance(correlation::pearson(moved).value->r, base.value->r) < 1e-10);
    CHECK(support::distance(correlation::pearson(reversed).value->r, base.value->r) < 1e-13);
    CHECK(base.value->r.isApprox(base.value->r.transpose(), 0.0));
    CHECK(quaestor::numeric::eigenvalues_symmetric(base.value->r).minCoeff() > 0);
}

TEST_CASE("spearman: unchanged by any rising transformation", "[psychometrics][correlation][property]") {
    auto const items = sample::scale("polidem", "y1_8");
    Eigen::MatrixXd const bent = items.array().exp().matrix();
    CHECK(support::distance(correlation::spearman(items).value->r, correlation::spearman(bent).value->r) <
          1e-14);
    auto const pairwise = correlation::spearman(items, {.missing = Missing::pairwise});
    CHECK(support::distance(correlation::spearman(items).value->r, pairwise.value->r) < 1e-14);
}

TEST_CASE("mid_ranks: ties share the mean of their ranks and a missing value has none",
          "[psychometrics][correlation]") {
    Eigen::VectorXd values(6);
    values << 5, 1, absent, 5, 2, 5;
    auto const ranks = correlation::mid_ranks(values);
    CHECK(ranks[0] == 4.0);
    CHECK(ranks[1] == 1.0);
    CHECK(std::isnan(ranks[2]));
    CHECK(ranks[4] == 2.0);
    CHECK(ranks[5] == 4.0);
}

TEST_CASE("pearson: counts the answers behind each pair", "[psychometrics][correlation]") {
    Eigen::MatrixXd items(5, 3);
    items << 1, 2, 3, 2, 1, absent, 3, 4, 5, absent, 3, 1, absent, absent, 2;
    auto const got = correlation::pearson(items, {.missing = Missing::pairwise});
    REQUIRE(got.ok());
    CHECK(got.value->persons(0, 1) == 3);
    CHECK(got.value->persons(0, 2) == 2);
    CHECK(got.value->persons(2, 2) == 4);
    CHECK(got.value->use.persons_used == 4);
    CHECK(got.value->use.rule == "pairwise");
    CHECK(support::has(got.diagnostics, "S112", Severity::warning));
}

TEST_CASE("pearson: warns of an item that does not vary and leaves its correlations out",
          "[psychometrics][correlation][refusal]") {
    Eigen::MatrixXd items(4, 3);
    items << 1, 0.1, 3, 2, 0.1, 1, 3, 0.1, 5, 4, 0.1, 1;
    for (auto const missing : {Missing::listwise, Missing::pairwise}) {
        auto const got = correlation::pearson(items, {.missing = missing, .names = {{"a", "b", "c"}}});
        REQUIRE(got.ok());
        CHECK(support::message(got.diagnostics, "S103") ==
              "item 'b' has the same answer from everyone; their correlations do not exist");
        CHECK(std::isnan(got.value->r(0, 1)));
        CHECK(std::isnan(got.value->r(1, 1)));
        CHECK_FALSE(std::isnan(got.value->r(0, 2)));
    }
}

TEST_CASE("pearson: refuses one item and too few persons", "[psychometrics][correlation][refusal]") {
    Eigen::MatrixXd items = Eigen::MatrixXd::Random(5, 2);
    CHECK(support::message(correlation::pearson(items.leftCols(1)).diagnostics, "S101") ==
          "a correlation needs at least 2 items, found 1");
    items.col(1).tail(3).setConstant(absent);
    auto const few = correlation::pearson(items);
    CHECK_FALSE(few.value);
    CHECK(support::message(few.diagnostics, "S102") ==
          "a correlation needs at least 3 persons with an answer to every item, found 2 of 5");
    CHECK(few.diagnostics[0].hint == "item 2 lacks the most answers: 3 of 5");
    CHECK(support::has(correlation::pearson(items, {.missing = Missing::pairwise}).diagnostics, "S102",
                       Severity::error));
    CHECK(support::has(correlation::spearman(items).diagnostics, "S102", Severity::error));
}

TEST_CASE("pearson and spearman: standard errors by Fisher's z", "[psychometrics][correlation]") {
    // 0.5 of 103 persons: (1 - 0.25) / sqrt(100), and sqrt(1 + 0.125) times that for ranks.
    CHECK(golden::near(correlation::fisher_se(0.5, 103), 0.075, 1e-15));
    CHECK(golden::near(correlation::fisher_se(0.5, 103, 1.125), 0.0795495128834866, 1e-15));
    CHECK(std::isnan(correlation::fisher_se(0.5, 3)));
    CHECK(std::isnan(correlation::fisher_se(1.0, 103)));
    CHECK(std::isnan(correlation::fisher_se(absent, 103)));
    auto const got = correlation::pearson(sample::scale("bfi", "A"), {.missing = Missing::pairwise});
    auto const& m = *got.value;
    CHECK(
        golden::near(m.se(2, 4), correlation::fisher_se(m.r(2, 4), static_cast<double>(m.persons(2, 4))), 0));
    CHECK(m.se(3, 3) == 0.0);
}
