/// Vectors and matrices of results as JSON. What does not exist is null.
#pragma once

#include "document/json.hpp"
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

}  // namespace quaestor::report
