/// The standard bivariate normal distribution: two variables with mean 0, variance 1 and correlation rho.
///
/// Everything rests on one identity: the probability of a quadrant changes with rho as the density at its
/// corner,
///
///   P(X <= x, Y <= y; rho) = P(X <= x) P(Y <= y) + integral from 0 to rho of density(x, y; r) dr
///
/// and with r = sin t the integrand has no square root left:
///
///   exp(-(x^2 + y^2 - 2 x y sin t) / (2 cos^2 t)) / (2 pi) dt
///
/// It is integrated by Gauss-Legendre rules over pieces of t that become shorter towards +-pi/2.
/// Source: Plackett (1954), Biometrika 41, 351-360; Drezner & Wesolowsky (1990), Journal of Statistical
/// Computation and Simulation 35, 101-107; Genz (2004), Statistics and Computing 14, 251-260.
/// Checked against 40 digits of plain Python in tests/golden/numeric/bivariate_normal.csv.
#pragma once

#include "numeric/matrix.hpp"

namespace quaestor::numeric {

/// At (x, y), which may be infinite; |rho| < 1, else absent.
[[nodiscard]] double bivariate_normal_density(double x, double y, double rho);

/// P(X <= x, Y <= y). Infinite x and y are fine; |rho| <= 1; absent for anything else. Absolute error below
/// 1e-15.
[[nodiscard]] double bivariate_normal_cdf(double x, double y, double rho);

struct Interval {
    double low;   ///< may be -infinity
    double high;  ///< may be infinity; not below `low`
};

/// P(x.low < X <= x.high, y.low < Y <= y.high) for |rho| < 1, else absent. A sum of positive terms: the
/// relative error stays below 1e-11 also where the probability is 1e-200. Slower than the differences of a
/// cdf, which lose every digit there.
[[nodiscard]] double bivariate_normal_rectangle(Interval x, Interval y, double rho);

/// The distribution on a whole grid of points at once, for one rho after another: the corners of the cells of
/// a table. The points of a quadrature rule are shared by all corners, and a step to a rho nearby needs few
/// of them.
class BivariateNormalGrid {
public:
    /// Finite points; rho starts at 0. Neither may be empty.
    BivariateNormalGrid(VectorIn x, VectorIn y);

    /// -1 < rho < 1.
    void move_to(double rho);

    [[nodiscard]] double rho() const { return rho_; }
    /// P(X <= x_i, Y <= y_j). Absolute error about 1e-15.
    [[nodiscard]] Eigen::ArrayXXd const& below() const { return below_; }
    /// density(x_i, y_j): also the derivative of `below` by rho.
    [[nodiscard]] Eigen::ArrayXXd const& density() const { return density_; }
    /// Derivative of `density` by rho.
    [[nodiscard]] Eigen::ArrayXXd density_slope() const;

private:
    double rho_ = 0.0;
    Eigen::ArrayXXd squares_;   ///< x_i^2 + y_j^2
    Eigen::ArrayXXd products_;  ///< x_i y_j
    Eigen::ArrayXXd below_;
    Eigen::ArrayXXd density_;
    Eigen::ArrayXXd sum_;  ///< room for a quadrature
};

}  // namespace quaestor::numeric
