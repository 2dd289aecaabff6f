#include "psychometrics/intake/given_matrix.hpp"

#include "psychometrics/correlation/pearson.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::absent;
using quaestor::Severity;
namespace correlation = quaestor::correlation;
namespace intake = quaestor::intake;

TEST_CASE("check_correlation_matrix: names the first entry that is no correlation",
          "[psychometrics][intake][refusal]") {
    Eigen::MatrixXd const good = Eigen::MatrixXd::Identity(3, 3);
    CHECK(intake::check_correlation_matrix(good, "KMO", 2).empty());
    auto const code = [](Eigen::MatrixXd const& r) {
        return intake::check_correlation_matrix(r, "KMO", 2)[0].code;
    };
    auto bad = good;
    bad(1, 0) = absent;
    CHECK(code(bad) == "S106");
    bad = good;
    bad(1, 0) = 0.5;
    CHECK(code(bad) == "S110");
    bad = good;
    bad(2, 2) = 0.9;
    CHECK(code(bad) == "S110");
    bad = good;
    bad(2, 0) = bad(0, 2) = 1.5;
    CHECK(code(bad) == "S110");
    CHECK(code(Eigen::MatrixXd::Zero(2, 3)) == "S110");
    CHECK(code(Eigen::MatrixXd::Identity(1, 1)) == "S101");
}

TEST_CASE("singular_matrix: names the items that hang together", "[psychometrics][intake][refusal]") {
    Eigen::MatrixXd items = sample::factor_model(100, 5, 1, 0.6, 1);
    items.col(4) = items.col(1) + items.col(2);
    auto const r = correlation::pearson(items).value->r;
    auto const found =
        intake::singular_matrix(Severity::error, r, "KMO needs its inverse", {{"a", "b", "c", "d", "e"}});
    CHECK(found.code == "S105");
    CHECK(found.message ==
          "the correlation matrix is singular: items 'b', 'c' and 'e' can be computed from each other; KMO "
          "needs its inverse");
}
