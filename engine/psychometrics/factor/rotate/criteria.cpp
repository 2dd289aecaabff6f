#include "psychometrics/factor/rotate/criteria.hpp"

#include "base/expects.hpp"

#include <cmath>

namespace quaestor::factor {
namespace {

/// Each row's sum less the element itself: x (1 1' - I).
Eigen::MatrixXd others_in_row(MatrixIn x) {
    Eigen::VectorXd const sums = x.rowwise().sum();
    return (-x).colwise() + sums;
}

/// Each column's sum less the element itself: (1 1' - I) x.
Eigen::MatrixXd others_in_column(MatrixIn x) {
    Eigen::RowVectorXd const sums = x.colwise().sum();
    return (-x).rowwise() + sums;
}

CriterionValue varimax(MatrixIn l) {
    Eigen::MatrixXd const squares = l.cwiseAbs2();
    Eigen::RowVectorXd const means = squares.colwise().mean();
    Eigen::MatrixXd const spread = squares.rowwise() - means;
    return {-spread.squaredNorm() / 4.0, -l.cwiseProduct(spread)};
}

CriterionValue quartimax(MatrixIn l) {
    Eigen::MatrixXd const cubes = l.cwiseProduct(l.cwiseAbs2());
    return {-l.cwiseProduct(cubes).sum() / 4.0, -cubes};
}

CriterionValue crawford_ferguson(MatrixIn l, double p) {
    Eigen::MatrixXd const squares = l.cwiseAbs2();
    Eigen::MatrixXd const mix = (1.0 - p) * others_in_row(squares) + p * others_in_column(squares);
    return {squares.cwiseProduct(mix).sum() / 4.0, l.cwiseProduct(mix)};
}

CriterionValue oblimin(MatrixIn l, double p) {
    Eigen::MatrixXd const squares = l.cwiseAbs2();
    Eigen::MatrixXd others = others_in_row(squares);
    if (p != 0.0) {
        Eigen::RowVectorXd const means = others.colwise().mean();
        others.rowwise() -= p * means;
    }
    return {squares.cwiseProduct(others).sum() / 4.0, l.cwiseProduct(others)};
}

CriterionValue geomin(MatrixIn l, double p) {
    auto const m = static_cast<double>(l.cols());
    Eigen::MatrixXd const squares = (l.cwiseAbs2().array() + p).matrix();
    Eigen::VectorXd const products = (squares.array().log().rowwise().sum() / m).exp();
    Eigen::MatrixXd const gradient = (2.0 / m) * (products.asDiagonal() * l.cwiseQuotient(squares));
    return {products.sum(), gradient};
}

CriterionValue bifactor(MatrixIn l) {
    Eigen::Ref<Eigen::MatrixXd const> const groups = l.rightCols(l.cols() - 1);
    Eigen::MatrixXd const squares = groups.cwiseAbs2();
    Eigen::MatrixXd const others = others_in_row(squares);
    CriterionValue result{squares.cwiseProduct(others).sum(), Eigen::MatrixXd::Zero(l.rows(), l.cols())};
    result.gradient.rightCols(groups.cols()) = 4.0 * groups.cwiseProduct(others);
    return result;
}

}  // namespace

CriterionValue evaluate(RotationCriterion const& criterion, MatrixIn loadings) {
    switch (criterion.simplicity) {
        case Simplicity::varimax:
            return varimax(loadings);
        case Simplicity::quartimax:
            return quartimax(loadings);
        case Simplicity::crawford_ferguson:
            return crawford_ferguson(loadings, criterion.parameter);
        case Simplicity::oblimin:
            return oblimin(loadings, criterion.parameter);
        case Simplicity::geomin:
            return geomin(loadings, criterion.parameter);
        case Simplicity::bifactor:
            return bifactor(loadings);
    }
    throw Bug("a simplicity criterion without a formula");
}

}  // namespace quaestor::factor
