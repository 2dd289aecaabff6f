#include "psychometrics/reliability/bifactor_indices.hpp"

#include "support/compare.hpp"

#include <Eigen/LU>

namespace reliability = quaestor::reliability;

namespace {

/// The example of Rodriguez, Reise & Haviland (2016), as the help of the R package BifactorIndicesCalculator
/// has it.
Eigen::MatrixXd example() {
    Eigen::MatrixXd l(12, 4);
    l << .82, .10, 0, 0,  //
        .77, .35, 0, 0,   //
        .79, .32, 0, 0,   //
        .66, .39, 0, 0,   //
        .51, 0, .71, 0,   //
        .56, 0, .43, 0,   //
        .68, 0, .13, 0,   //
        .60, 0, .50, 0,   //
        .83, 0, 0, .47,   //
        .60, 0, 0, .27,   //
        .78, 0, 0, .28,   //
        .55, 0, 0, .75;
    return l;
}

}  // namespace

TEST_CASE("bifactor_indices: agree with BifactorIndicesCalculator on a published example",
          "[psychometrics][reliability][golden]") {
    auto const want = golden::read("tests/golden/reliability/bifactor_example.csv");
    auto const loadings = example();
    Eigen::VectorXd const u = 1.0 - loadings.rowwise().squaredNorm().array();
    Eigen::MatrixXd r = loadings * loadings.transpose();
    r.diagonal().setOnes();
    auto const got = reliability::bifactor_indices(loadings.col(0), loadings.rightCols(3), u, r);
    golden::check(want, "total", got.total);
    golden::check(want, "hierarchical", got.hierarchical);
    golden::check(want, "common_share", got.common_share);
    golden::check(want, "uncontaminated", got.uncontaminated);
    golden::check(want, "item_common_share", got.item_common_share);
    auto const group = [&](int i) -> auto const& {
        return got.groups[static_cast<std::size_t>(i - 1)];
    };
    golden::check(want, "subscale_total", [&](int i, int) { return group(i).total; });
    golden::check(want, "subscale_hierarchical", [&](int i, int) { return group(i).hierarchical; });
    golden::check(want, "subscale_common_share", [&](int i, int) { return group(i).common_share; });
    CHECK(got.groups[1].items == std::vector<Eigen::Index>{4, 5, 6, 7});
}

TEST_CASE("construct_replicability: is the reliability of the best weighted sum",
          "[psychometrics][reliability][property]") {
    // Of one factor, the squared correlation of the regression score with the factor: l' R^-1 l.
    Eigen::VectorXd const l = example().col(0);
    Eigen::MatrixXd r = l * l.transpose();
    r.diagonal().setOnes();
    double const weighted = l.dot(r.inverse() * l);
    CHECK(golden::near(reliability::construct_replicability(l), weighted, 1e-12));
    CHECK(std::isnan(reliability::construct_replicability(Eigen::Vector2d(0.5, 1.0))));
    CHECK(reliability::construct_replicability(Eigen::Vector2d(0, 0)) == 0.0);
}
