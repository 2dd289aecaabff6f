#include "report/json_parts.hpp"

namespace quaestor::report {

using json::finite_or_null;
using json::Value;

Value vector_json(VectorIn v) {
    auto out = Value::array();
    for (Eigen::Index i = 0; i < v.size(); ++i)
        out.push(finite_or_null(v[i]));
    return out;
}

Value by_item(std::vector<std::string> const& items, VectorIn v) {
    auto out = Value::object();
    for (std::size_t i = 0; i < items.size(); ++i)
        out[items[i]] = finite_or_null(v[static_cast<Eigen::Index>(i)]);
    return out;
}

Value matrix_json(std::vector<std::string> const& rows, std::vector<std::string> const& columns, MatrixIn m) {
    Value out;
    out["rows"] = json::array_of(rows);
    out["columns"] = json::array_of(columns);
    auto& values = out["values"] = Value::array();
    for (Eigen::Index i = 0; i < m.rows(); ++i)
        values.push(vector_json(m.row(i).transpose()));
    return out;
}

Value absent_json(std::initializer_list<std::string_view> keys, std::string const& reason) {
    Value out;
    for (auto const key : keys)
        out[key] = Value();
    out["reason"] = reason;
    return out;
}

}  // namespace quaestor::report
