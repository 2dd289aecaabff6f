/// Every reliability coefficient of a scale in one list, which JSON, the workbook and the terminal show.
#pragma once

#include "report/analysis.hpp"

#include <string>
#include <vector>

namespace quaestor::report {

struct Coefficient {
    std::string key;    ///< in JSON
    std::string name;   ///< for people
    Estimate estimate;  ///< its method says where the interval comes from
    double se = absent;
    std::string how;     ///< model, estimator and matrix: "one factor, minres, correlations"
    std::string reason;  ///< why there is no number; empty where there is one
    /// Why another program may print another number; empty where none is known to.
    std::string beside{};
};

[[nodiscard]] std::vector<Coefficient> coefficients_of(ScaleAnalysis const& scale);

}  // namespace quaestor::report
