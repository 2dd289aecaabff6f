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

/// "line 4", "lines 4 and 7", "lines 4, 7, 9, 12, 15 and 3 more"; of a sheet "row 4" and so on. `first` has as many as
/// are named, or more.
std::string lines_of(data::Table const& table, std::vector<std::uint32_t> const& first, std::size_t count) {
    constexpr std::size_t most = 5;
    std::string const word(table.line_word());
    if (count == 1) return word + " " + std::to_string(first.front());
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < first.size() && i < most; ++i)
        lines.push_back(std::to_string(first[i]));
    auto last = text::grouped(count - lines.size()) + " more";
    if (count <= most) {
        last = lines.back();
        lines.pop_back();
    }
    return word + "s " + text::join(lines, ", ") + " and " + last;
}

/// The one column that tells rows of one id apart.
std::optional<std::size_t> telling_column(data::Table const& table, std::size_t id) {
    std::optional<std::size_t> found;
    for (std::size_t c = 0; c < table.column_count(); ++c) {
        if (c == id || !names_a_wave(table.column(c).name())) continue;
        if (!data::repeated_rows(table, std::array{id, c}).again.empty()) continue;
        if (found) return std::nullopt;
        found = c;
    }
    return found;
}

/// The column is one of the file, which holds for all of its waves.
bool same_in_each_turn(data::Turns const& turns, std::size_t column) {
    auto const& name = turns.places.front()[column].name;
    return std::all_of(turns.places.begin(), turns.places.end(),
                       [&](auto const& places) { return places[column].name == name; });
}

}  // namespace

bool names_a_wave(std::string_view column) {
    return std::find(wave_names.begin(), wave_names.end(), scoring::name_key(column)) != wave_names.end();
}

Diagnostics tell_repeats(RepeatedRows const& repeats, data::Table const& table, std::size_t id,
                         std::optional<std::size_t> wave, std::optional<std::size_t> telling,
                         std::string const& file, data::Findings& findings) {
    Diagnostics diagnostics;
    auto const& name = table.column(id).name();
    if (repeats.blank_count > 0) {
        diagnostics.add({Severity::note,
                         std::string(scoring::code::blank_id),
                         text::counted(repeats.blank_count, "row has", "rows have") + " no id in '" + name +
                             "': " + lines_of(table, repeats.blank, repeats.blank_count),
                         {},
                         "",
                         file});
    }
    if (repeats.count == 0) return diagnostics;
    std::vector<std::uint32_t> lines;
    for (auto const& again : repeats.again) {
        lines.push_back(again.line);
        auto const detail = std::string(wave ? "the same id and wave" : "the same id") + " as in " +
                            lines_of(table, {again.first_line}, 1);
        findings.add({again.row, again.line, static_cast<std::uint32_t>(id), scoring::code::repeated_id, detail,
                      again.text});
    }
    findings.add_not_kept(scoring::code::repeated_id, static_cast<std::uint32_t>(id),
                           repeats.count - repeats.again.size());
    std::string hint;
    if (telling) {
        hint = "if these are waves, --wave '" + table.column(*telling).name() + "' tells them apart";
    } else if (!wave && table.turns().turn.empty()) {
        hint = "if these are waves, --wave names the column that tells them apart";
    }
    diagnostics.add({Severity::warning,
                     std::string(scoring::code::repeated_id),
                     text::counted(repeats.count, "row repeats", "rows repeat") + " an id of '" + name + "'" +
                         (wave ? " in the same wave of '" + table.column(*wave).name() + "'" : "") + ": " +
                         lines_of(table, lines, repeats.count) + "; every row is kept and scored by itself",
                     {},
                     std::move(hint),
                     file});
    return diagnostics;
}

Diagnostics report_repeats(data::ReadResult& read, std::size_t id, std::optional<std::size_t> wave,
                           std::string const& file) {
    auto const& table = read.table;
    std::vector<std::size_t> columns{id};
    if (wave) columns.push_back(*wave);
    auto found = data::repeated_rows(table, columns);
    if (auto const& turns = table.turns(); !turns.turn.empty() && same_in_each_turn(turns, id)) {
        // Who is twice in the file is so in each of the waves that stood side by side: that is told once.
        auto const later = [&](std::uint32_t row) { return turns.turn[row] > 0; };
        std::erase_if(found.again, [&](data::Repeats::Again const& again) { return later(again.row); });
        std::erase_if(found.blank, later);
        wave.reset();
    }
    RepeatedRows repeats;
    repeats.count = found.again.size();
    repeats.blank_count = found.blank.size();
    for (auto const row : found.blank)
        repeats.blank.push_back(table.line(row));
    for (auto const& again : found.again)
        repeats.again.push_back({again.row, table.line(again.row), table.line(again.first), table.text(id, again.row)});
    auto const telling = wave || found.again.empty() || !table.turns().turn.empty() ? std::nullopt : telling_column(table, id);
    return tell_repeats(repeats, table, id, wave, telling, file, read.findings);
}

}  // namespace quaestor::study
