/// The correlation of two normal variables that are seen only through ordered answers: one table of two
/// items.
///
/// The table holds N_ij persons with answer i to one item and j to the other; a and b are the thresholds of
/// the two, a_0 = b_0 = -infinity, and the probability of a cell is that of a rectangle,
///
///   p_ij(rho) = P(a_i-1 < X <= a_i, b_j-1 < Y <= b_j; rho)
///
/// Thresholds come from the margins, and rho maximises sum N_ij log p_ij: the two-step estimate. A table with
/// two rows and two columns makes it the tetrachoric correlation.
/// Source: Pearson (1900), Philosophical Transactions of the Royal Society A 195, 1-47; Olsson (1979),
/// Psychometrika 44, 443-460.
#pragma once

#include "numeric/bivariate_normal.hpp"
#include "numeric/estimate.hpp"

#include <optional>

namespace quaestor::correlation {

/// The likelihood of a table, for one rho after another.
class TableLikelihood {
public:
    /// `counts` rows x columns, not negative; `rows` and `columns` are thresholds, one fewer than categories
    /// and at least one. All of them must outlive this.
    TableLikelihood(Eigen::MatrixXd const& counts, Eigen::VectorXd const& rows,
                    Eigen::VectorXd const& columns);

    /// -1 < rho < 1.
    void move_to(double rho);

    [[nodiscard]] double rho() const { return grid_.rho(); }
    /// Of every cell. Small ones that somebody is in keep their digits; small empty ones may lose theirs.
    [[nodiscard]] Eigen::ArrayXXd const& probabilities() const { return probabilities_; }
    /// Derivative of each probability by rho.
    [[nodiscard]] Eigen::ArrayXXd const& slopes() const { return slopes_; }
    /// sum N log p; -infinity where somebody is in a cell of probability 0.
    [[nodiscard]] double log_likelihood() const;
    /// First and second derivative of the log-likelihood by rho. A cell with somebody in it and without
    /// probability makes the first infinite, towards 0.
    [[nodiscard]] double score() const { return score_; }
    [[nodiscard]] double curvature() const { return curvature_; }

private:
    Eigen::MatrixXd const& counts_;
    Eigen::VectorXd const& rows_;
    Eigen::VectorXd const& columns_;
    numeric::BivariateNormalGrid grid_;
    // Values at the corners of all cells, the outermost at infinity included.
    Eigen::ArrayXXd below_;
    Eigen::ArrayXXd density_;
    Eigen::ArrayXXd probabilities_;
    Eigen::ArrayXXd slopes_;
    double score_ = absent;
    double curvature_ = absent;
};

/// What the table of two items says of their correlation.
struct PolychoricFit {
    double rho = absent;
    bool at_limit = false;  ///< the likelihood rises up to -1 or 1, and rho is that
    Convergence convergence;
    double chi_squared = absent;  ///< likelihood ratio against the table itself: is there one normal
                                  ///< distribution behind it?
    std::int64_t df = 0;          ///< rows * columns - rows - columns; a table of two by two leaves none

    /// By how much one person moves rho; squares summed over all persons are its variance. Of those who
    /// answered both, and of those who answered only one item and so count for its thresholds. Empty at a
    /// limit.
    Eigen::ArrayXXd influence;
    Eigen::ArrayXd influence_of_row;
    Eigen::ArrayXd influence_of_column;
};

/// The answers to two items, and whose thresholds they are seen with.
struct PairTable {
    Eigen::MatrixXd counts;
    Eigen::VectorXd rows;             ///< thresholds
    Eigen::VectorXd columns;          ///< thresholds
    double persons_of_rows = absent;  ///< that the thresholds rest on: all who answered the item
    double persons_of_columns = absent;
};

/// Newton's method on the score, held in a bracket. The start undoes, in the product-moment correlation of
/// the categories, what cutting takes from it.
///
/// Needs two categories with somebody in them on either side; else no value: the table says nothing of rho.
///
/// The influence treats thresholds as estimated: with s the derivatives of log p_ij by rho and by thresholds,
///
///   influence = (s_rho - sum_t A_t influence_t) / sum N s_rho^2,   A_t = sum N s_rho s_t
///
/// with sums of products over the persons (the outer product of scores), as lavaan has it.
/// Source: Muthen (1984), Psychometrika 49, 115-132; Olsson (1979), Psychometrika 44, 443-460.
[[nodiscard]] std::optional<PolychoricFit> fit_polychoric(PairTable const& table);

}  // namespace quaestor::correlation
