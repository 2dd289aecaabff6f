/// Vectors and matrices of results as JSON. What does not exist is null.
#pragma once

#include "base/diagnostic.hpp"
#include "document/json.hpp"
#include "numeric/estimate.hpp"
#include "numeric/matrix.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::report {

[[nodiscard]] json::Value vector_json(VectorIn v);
/// Of each item, under its id.
[[nodiscard]] json::Value by_item(std::vector<std::string> const& items, VectorIn v);
/// {"rows": ..., "columns": ..., "values": [[...]]}
[[nodiscard]] json::Value matrix_json(std::vector<std::string> const& rows,
                                      std::vector<std::string> const& columns, MatrixIn m);
/// The keys that would be there, null, and why.
[[nodiscard]] json::Value absent_json(std::initializer_list<std::string_view> keys,
                                      std::string const& reason);
/// {"estimate": null, "reason": ...}
[[nodiscard]] json::Value no_estimate(std::string const& reason);
/// Without what does not exist of error and bounds.
[[nodiscard]] json::Value estimate_json(double value, double se, double lower, double upper,
                                        std::string const& method);
[[nodiscard]] json::Value estimate_json(Estimate const& estimate, double se = absent);
[[nodiscard]] json::Value use_json(SampleUse const& use);
/// Code and message of each.
[[nodiscard]] json::Value remarks_json(Diagnostics const& remarks);

}  // namespace quaestor::report
