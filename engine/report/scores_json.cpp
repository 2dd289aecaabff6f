#include "report/scores_json.hpp"

#include "base/version.hpp"

namespace quaestor::report {
namespace {

json::Value value_of(document::Cell const& cell) {
    if (auto const* whole = std::get_if<std::int64_t>(&cell.value)) return *whole;
    if (auto const* number = std::get_if<double>(&cell.value)) return json::finite_or_null(*number);
    if (auto const* text = std::get_if<std::string>(&cell.value)) return *text;
    return {};
}

}  // namespace

json::Value counts_json(Counts const& counts) {
    json::Value out;
    out["rows"] = counts.rows;
    out["scored"] = counts.scored;
    out["partly_scored"] = counts.partly;
    out["not_scored"] = counts.not_scored;
    out["refused"] = counts.refused;
    out["elsewhere"] = counts.elsewhere;
    return out;
}

json::Value clues_json(std::vector<coding::Clue> const& clues) {
    auto out = json::Value::array();
    for (auto const& clue : clues) {
        json::Value one;
        one["code"] = clue.code;
        one["severity"] = clue.severity == Severity::note ? "note" : "warning";
        one["message"] = clue.message;
        one["hint"] = clue.hint;
        one["details"] = json::array_of(clue.details);
        one["items"] = json::array_of(clue.items);
        out.push(std::move(one));
    }
    return out;
}

json::Value scores_json(ScoredFile const& file) {
    json::Value out;
    out["tool"] = "quaestor";
    out["version"] = version();
    out["verb"] = "score";
    out["counts"] = counts_json(file.tally.counts);
    out["provisional"] = json::array_of(provisional_warnings(file));
    out["clues"] = clues_json(file.clues);
    auto const table = score_table(file);
    auto& columns = out["columns"] = json::Value::array();
    for (auto const& column : table.columns)
        columns.push(column.key);
    auto& rows = out["rows"] = json::Value::array();
    for (std::size_t r = 0; r < table.rows; ++r) {
        json::Object row;
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            row.emplace_back(table.columns[c].key, value_of(table.cells(r, c)));
        }
        rows.push(std::move(row));
    }
    return out;
}

}  // namespace quaestor::report
