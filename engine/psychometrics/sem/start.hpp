/// Where the search for a simple structure begins.
#pragma once

#include "psychometrics/sem/simple_structure.hpp"

namespace quaestor::sem {

/// From correlations: in each part with three items or more the loadings of its centroid, items that run
/// against the part with a negative one; in a part of two the root of their correlation. Factor correlations
/// are those of sums of items, each with its loading's sign, corrected for attenuation by the loadings and
/// held within -.9 and .9, and drawn towards 0 until they are positive definite. No loading is below .1 or
/// above .95 in size. Source: Harman (1976), Modern Factor Analysis, ch. 8.
[[nodiscard]] FactorModel starting_model(MatrixIn r, SimpleStructure const& structure);

}  // namespace quaestor::sem
