#include "study/people.hpp"

#include "base/text.hpp"
#include "data/repeats.hpp"
#include "scoring/codes.hpp"
#include "scoring/name_key.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace quaestor::study {
namespace {

/// Keys of names under which files say which wave a row is of.
constexpr std::array<std::string_view, 14> wave_names{
    "wave",    "visit",       "time",  "timepoint", "timepoints",      "session", "occasion",
    "measure", "measurement", "phase", "event",     "redcapeventname", "survey",  "round"};

/// "line 4", "lines 4 and 7", "lines 4, 7, 9, 12, 15 and 3 more"; of a sheet "row 4" and so on.
std::string lines_of(data::Table const& table, std::vector<std::uint32_t> const& rows) {
    constexpr std::size_t most = 5;
    std::string const word(table.line_word());
    if (rows.size() == 1) return word + " " + std::to_string(table.line(rows.front()));
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < rows.size() && i < most; ++i)
        lines.push_back(std::to_string(table.line(rows[i])));
    auto last = text::grouped(rows.size() - lines.size()) + " more";
    if (rows.size() <= most) {
        last = lines.back();
        lines.pop_back();
    }
    return word + "s " + text::join(lines, ", ") + " and " + last;
}

/// The one column that tells rows of one id apart.
std::optional<std::size_t> telling_column(data::Table const& table, std::size_t id) {
    std::optional<std::size_t> found;
    for (std::size_t c = 0; c < table.column_count(); ++c) {
        auto const key = scoring::name_key(table.column(c).name());
        if (c == id || std::find(wave_names.begin(), wave_names.end(), key) == wave_names.end()) continue;
        if (!data::repeated_rows(table, std::array{id, c}).again.empty()) continue;
        if (found) return std::nullopt;
        found = c;
    }
    return found;
}

}  // namespace

Diagnostics report_repeats(data::ReadResult& read, std::size_t id, std::optional<std::size_t> wave,
                           std::string const& file) {
    Diagnostics diagnostics;
    auto const& table = read.table;
    std::vector<std::size_t> columns{id};
    if (wave) columns.push_back(*wave);
    auto const repeats = data::repeated_rows(table, columns);
    if (!repeats.blank.empty()) {
        diagnostics.add({Severity::note,
                         std::string(scoring::code::blank_id),
                         text::counted(repeats.blank.size(), "row has", "rows have") + " no id in '" +
                             table.column(id).name() + "': " + lines_of(table, repeats.blank),
                         {},
                         "",
                         file});
    }
    if (repeats.again.empty()) return diagnostics;
    std::vector<std::uint32_t> rows;
    for (auto const& again : repeats.again) {
        rows.push_back(again.row);
        auto const detail = std::string(wave ? "the same id and wave" : "the same id") + " as in " +
                            lines_of(table, {again.first});
        read.findings.add({again.row, table.line(again.row), static_cast<std::uint32_t>(id),
                           scoring::code::repeated_id, detail, table.text(id, again.row)});
    }
    std::string hint;
    if (auto const telling = wave ? std::nullopt : telling_column(table, id)) {
        hint = "if these are waves, --wave '" + table.column(*telling).name() + "' tells them apart";
    } else if (!wave) {
        hint = "if these are waves, --wave names the column that tells them apart";
    }
    diagnostics.add({Severity::warning,
                     std::string(scoring::code::repeated_id),
                     text::counted(rows.size(), "row repeats", "rows repeat") + " an id of '" +
                         table.column(id).name() + "'" +
                         (wave ? " in the same wave of '" + table.column(*wave).name() + "'" : "") + ": " +
                         lines_of(table, rows) + "; every row is kept and scored by itself",
                     {},
                     std::move(hint),
                     file});
    return diagnostics;
}

}  // namespace quaestor::study
