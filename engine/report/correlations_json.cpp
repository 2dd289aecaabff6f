#include "report/correlations_json.hpp"

#include "report/json_parts.hpp"

#include <cmath>

namespace quaestor::report {
namespace {

using json::finite_or_null;
using json::Value;

Value rows_of(MatrixIn m) {
    auto out = Value::array();
    for (Eigen::Index i = 0; i < m.rows(); ++i)
        out.push(vector_json(m.row(i).transpose()));
    return out;
}

Value counts_json(correlation::PersonCounts const& counts) {
    auto out = Value::array();
    for (Eigen::Index i = 0; i < counts.rows(); ++i) {
        auto row = Value::array();
        for (Eigen::Index j = 0; j < counts.cols(); ++j)
            row.push(counts(i, j));
        out.push(std::move(row));
    }
    return out;
}

Value pairs_json(std::vector<correlation::PolychoricPair> const& pairs,
                 std::vector<std::string> const& items) {
    auto out = Value::array();
    for (auto const& pair : pairs) {
        Value one;
        one["items"] = json::array_of(std::vector<std::string>{items[static_cast<std::size_t>(pair.first)],
                                                               items[static_cast<std::size_t>(pair.second)]});
        one["n"] = pair.persons;
        one["empty_cells"] = pair.empty_cells;
        one["at_limit"] = pair.at_limit;
        if (std::isfinite(pair.p_value)) {
            one["chi_square"] = pair.chi_squared;
            one["df"] = pair.df;
            one["p"] = pair.p_value;
        }
        if (!pair.convergence.converged) one["converged"] = false;
        out.push(std::move(one));
    }
    return out;
}

Value found_json(correlation::PolychoricMatrix const& matrix, std::vector<std::string> const& items) {
    auto out = matrix_json(items, items, matrix.r);
    if (!matrix.r.allFinite()) {
        out["reason"] = "an item does not vary, or the answers to a pair of items say nothing: see remarks";
    } else if (!matrix.se.allFinite()) {
        out["reason"] = "no standard error at a limit of -1 or 1, or of 3 persons";
    }
    out["se"] = rows_of(matrix.se);
    out["n"] = counts_json(matrix.persons);
    out["used"] = matrix.use.persons_used;
    out["rule"] = matrix.use.rule;
    if (matrix.smoothed) {
        out["smoothed"]["smallest_eigenvalue"] = finite_or_null(matrix.smoothed->smallest_before);
        out["smoothed"]["largest_change"] = finite_or_null(matrix.smoothed->largest_change);
    }
    if (matrix.thresholds.empty()) return out;
    auto kinds = Value::object();
    auto thresholds = Value::object();
    for (std::size_t j = 0; j < items.size(); ++j) {
        bool const ordered = matrix.measures[j] == correlation::Measure::ordered;
        kinds[items[j]] = ordered ? "ordered" : "number";
        if (ordered) thresholds[items[j]] = vector_json(matrix.thresholds[j]);
    }
    out["measures"] = std::move(kinds);
    out["thresholds"] = std::move(thresholds);
    out["pairs"] = pairs_json(matrix.pairs, items);
    return out;
}

}  // namespace

Value correlations_json(Correlations const& correlations) {
    Value out = Value::object();
    for (auto const& [kind, found] : correlations.matrices) {
        out[std::string(correlation::name_of(kind))] =
            found.value ? found_json(*found.value, correlations.items)
                        : absent_json({"rows", "columns", "values", "se", "n"}, found.reason);
    }
    out["remarks"] = remarks_json(correlations.remarks);
    return out;
}

}  // namespace quaestor::report
