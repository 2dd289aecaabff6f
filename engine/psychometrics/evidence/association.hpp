/// How a score goes with another measure: convergent and discriminant evidence.
///
/// Scores x and y: n persons each, in the same order, NaN where there is none.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"

namespace quaestor::evidence {

struct AssociationOptions {
    double level = 0.95;  ///< in (0, 1)
    /// Reliabilities of x and y, in (0, 1]; absent where they are not known.
    double reliability_x = absent;
    double reliability_y = absent;
};

struct Association {
    Estimate r;           ///< Pearson; interval by Fisher's z, absent below 4 persons and for |r| = 1
    double p = absent;    ///< two-sided, of no correlation
    double rho = absent;  ///< Spearman
    /// r / sqrt(reliability x reliability): what r would be without error of measurement; can exceed 1, which
    /// says that a reliability is too low. With one reliability known the other counts as 1.
    double disattenuated = absent;
    SampleUse use;  ///< those with both
};

/// Needs 3 persons with both scores (S102), scores that vary (S103) and are finite (S113), a level in (0, 1)
/// and reliabilities in (0, 1] (S111).
/// Cost O(n log n).
/// Source: Fisher (1921), Metron 1, 3-32; Spearman (1904), American Journal of Psychology 15, 72-101.
/// Checked against R's cor.test() in tests/golden/evidence.
[[nodiscard]] Outcome<Association> association(VectorIn x, VectorIn y,
                                               AssociationOptions const& options = {});

}  // namespace quaestor::evidence
