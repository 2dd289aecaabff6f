/// How many components? As many as leave the smallest correlations behind when they are partialled out.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <cstdint>

namespace quaestor::dimensionality {

struct MapOptions {
    VariableNames names{};  ///< for messages
};

/// Element m belongs to m components taken out, from 0: with 0 the correlations themselves. (psych::vss
/// starts at 1.) Both have length k - 1; an element is absent where nothing is left to correlate.
struct MapTest {
    Eigen::VectorXd squared;             ///< mean squared partial correlation (1976)
    Eigen::VectorXd fourth;              ///< mean fourth power (2000)
    std::int64_t suggested_squared = 0;  ///< components at the minimum
    std::int64_t suggested_fourth = 0;
};

/// Velicer's minimum average partial test of r (k x k).
///
/// With A the first m principal component loadings, C = r - A A', and its off-diagonal elements scaled to
/// correlations.
/// Refuses what is no correlation matrix (S101 below 3 items, S106, S110). A singular one is fine as long as
/// some residual variance is left.
/// Cost O(k^3).
/// Source: Velicer (1976), Psychometrika 41, 321-327; fourth power: Velicer, Eaton & Fava (2000), in Goffin &
/// Helmes (eds.), Problems and Solutions in Human Assessment, 41-71; O'Connor (2000), Behavior Research
/// Methods, Instruments, & Computers 32, 396-402.
/// Checked against plain R in tests/golden/dimensionality.
[[nodiscard]] Outcome<MapTest> map_test(MatrixIn r, MapOptions const& options = {});

}  // namespace quaestor::dimensionality
