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

json::Value no_estimate(std::string const& reason) {
    return absent_json({"estimate"}, reason);
}

json::Value estimate_json(double value, double se, double lower, double upper, std::string const& method) {
    Value out;
    out["estimate"] = finite_or_null(value);
    if (std::isfinite(se)) out["se"] = se;
    if (std::isfinite(lower)) out["lower"] = lower;
    if (std::isfinite(upper)) out["upper"] = upper;
    out["method"] = method;
    return out;
}

json::Value estimate_json(Estimate const& estimate, double se) {
    auto out = estimate_json(estimate.value, se, estimate.lower, estimate.upper, estimate.method);
    if (std::isfinite(estimate.level)) out["level"] = estimate.level;
    return out;
}

json::Value use_json(SampleUse const& use) {
    Value out;
    out["n"] = use.persons_used;
    out["dropped"] = use.persons_dropped;
    out["rule"] = use.rule;
    return out;
}

json::Value remarks_json(Diagnostics const& remarks) {
    auto out = Value::array();
    for (auto const& remark : remarks) {
        Value entry;
        entry["code"] = remark.code;
        entry["message"] = remark.message;
        out.push(std::move(entry));
    }
    return out;
}

}  // namespace quaestor::report
