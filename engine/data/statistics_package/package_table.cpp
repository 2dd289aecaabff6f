#include "data/statistics_package/package_table.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/csv/messages.hpp"
#include "data/number_text.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace quaestor::data::package {
namespace {

/// A value as its column shows it: a number, a date, a text; ".a" of a tagged missing one. Empty where
/// nothing can be shown.
std::string shown(RawValue const& value, std::string_view text, Moment moment) {
    switch (value.kind) {
        case RawValue::Kind::system_missing:
            return {};
        case RawValue::Kind::tagged_missing:
            return std::string(".") + value.tag;
        case RawValue::Kind::text:
            return std::string(text);
        case RawValue::Kind::number:
            break;
    }
    if (!std::isfinite(value.number)) return {};
    if (auto date = moment_text(value.number, moment)) return *date;
    return number_text(value.number);
}

}  // namespace

std::vector<std::string> decided_of_cells(std::size_t dates, std::size_t declared) {
    std::vector<std::string> decisions;
    if (dates > 0) {
        decisions.push_back("cells: " + text::counted(dates, "cell is a date or time", "cells are dates or times") +
                            ", read as 2024-02-29 and 23:30");
    }
    if (declared > 0) {
        decisions.push_back("missing: " + text::counted(declared, "cell has a code", "cells have a code") +
                            " that the file itself declares as missing");
    }
    return decisions;
}

PackageTable::PackageTable(std::string const& file, Program program, PackageLimits const& limits,
                           std::size_t file_bytes)
    : file_(file),
      program_(program),
      most_cells_(limits.cells.of(file_bytes)),
      most_text_(std::min(limits.text.of(file_bytes), limits.most_text)) {}

bool PackageTable::refuse(std::string_view code, std::string message, std::string hint) {
    refusal_ = Diagnostic{Severity::error, std::string(code), std::move(message), {}, std::move(hint), file_};
    return false;
}

bool PackageTable::may_add(std::size_t text_bytes) {
    text_bytes_ += text_bytes;
    if (++cells_ <= most_cells_ && text_bytes_ <= most_text_) return true;
    return refuse(code::package_expands,
                  "the file has " + std::string(text_bytes_ > most_text_ ? "more text" : "more cells") +
                      " than a file of its size can hold answers",
                  "if the file can be trusted: save it without compression, or export CSV in UTF-8");
}

bool PackageTable::take_text(std::string& text) {
    auto const wrong = text::first_invalid_utf8(text);
    if (!wrong) return true;
    // A label that is too long for its place may have been cut within a character.
    constexpr std::size_t longest_character = 4;
    if (text.size() - *wrong < longest_character) {
        text.resize(*wrong);
        return true;
    }
    return refuse(code::package_encoding, "texts of the file are not in the encoding that it says",
                  "say which it is: --encoding windows-1252, for example");
}

bool PackageTable::file(std::string encoding) {
    encoding_ = std::move(encoding);
    return true;
}

bool PackageTable::variable(RawVariable variable) {
    for (auto* text : {&variable.name, &variable.label}) {
        if (!take_text(*text)) return false;
    }
    auto const moment = variable.is_text ? Moment::none : moment_of(variable.format, program_);
    Variable column{variable.name, variable.label_set, moment, {}, ColumnBuilder(variable.name)};
    column.info.label = std::move(variable.label);
    column.info.format = variable.format;
    column.info.numbers = !variable.is_text && moment == Moment::none;
    for (auto const& range : variable.missing_ranges)
        column.info.missing_ranges.push_back({range.low, range.high});
    for (auto& text : variable.missing_texts) {
        if (!take_text(text)) return false;
        column.info.missing_codes.emplace_back(text.substr(0, text.find_last_not_of(' ') + 1));
    }
    variables_.push_back(std::move(column));
    return true;
}

bool PackageTable::weight(std::string variable) {
    weight_ = std::move(variable);
    return take_text(weight_);
}

bool PackageTable::label(std::string const& set, RawValue const& value, std::string label) {
    Label entry{value, std::string(value.text), std::move(label)};
    entry.value.text = {};
    if (!take_text(entry.text) || !take_text(entry.label)) return false;
    label_sets_[set].push_back(std::move(entry));
    return true;
}

bool PackageTable::value(std::size_t row, std::size_t variable, RawValue const& value) {
    if (variable >= variables_.size() || variables_[variable].rows != row)
        return refuse(code::damaged_package, "the file is damaged: its values do not fit its variables",
                      "copy the file again from where it came");
    if (!may_add(value.text.size())) return false;
    if (text::first_invalid_utf8(value.text)) {
        std::string whole(value.text);
        if (!take_text(whole)) return false;
        ++cut_texts_;
        auto cut = value;
        cut.text = whole;
        add(variables_[variable], variable, cut);
    } else {
        add(variables_[variable], variable, value);
    }
    ++variables_[variable].rows;
    rows_ = std::max(rows_, row + 1);
    return true;
}

void PackageTable::add(Variable& variable, std::size_t place, RawValue const& value) {
    auto& cells = variable.cells;
    bool const tagged = value.kind == RawValue::Kind::tagged_missing;
    if (value.kind == RawValue::Kind::system_missing) return cells.add_missing(MissingReason::blank);
    if (tagged || value.declared) {
        ++declared_;
        bool const number = value.kind == RawValue::Kind::number && variable.moment == Moment::none;
        if (number && std::isfinite(value.number)) return cells.add_declared(value.number);
        auto const code = shown(value, value.text, variable.moment);
        text_bytes_ += code.size();
        return cells.add_declared(code);
    }
    if (value.kind == RawValue::Kind::text) return cells.add(value.text);
    auto const date = moment_text(value.number, variable.moment);
    bool const is_moment = variable.moment != Moment::none;
    if (!std::isfinite(value.number) || (is_moment && !date)) {
        findings_.add(
            {static_cast<std::uint32_t>(variable.rows), static_cast<std::uint32_t>(variable.rows + 1),
             static_cast<std::uint32_t>(place), code::unusable_number,
             is_moment ? "shown as a date or time, and outside the calendar" : "no number that can be read",
             std::isfinite(value.number) ? number_text(value.number) : std::string("infinite")});
        return cells.add_missing(MissingReason::unreadable);
    }
    if (!is_moment) return cells.add_number(value.number);
    ++dates_;
    text_bytes_ += date->size();
    cells.add(*date);
}

void PackageTable::name_the_nameless(Diagnostics& diagnostics) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < variables_.size(); ++i) {
        auto& variable = variables_[i];
        if (!text::trimmed(variable.name).empty()) continue;
        ++found;
        variable.name = "column " + std::to_string(i + 1);
        variable.cells.rename(variable.name);
    }
    if (found == 0) return;
    diagnostics.add({Severity::warning,
                     std::string(code::column_without_name),
                     text::counted(found, "variable has no name and is", "variables have no name and are") +
                         " called by the place, as 'column 7'",
                     {},
                     {},
                     file_});
}

void PackageTable::check_names(Diagnostics& diagnostics) const {
    constexpr std::size_t most_shown = 20;
    std::unordered_map<std::string_view, std::size_t> seen;
    std::size_t found = 0;
    for (std::size_t i = 0; i < variables_.size(); ++i) {
        auto const [earlier, is_new] = seen.emplace(variables_[i].name, i);
        if (is_new || found++ >= most_shown) continue;
        diagnostics.add({Severity::error,
                         std::string(code::duplicate_name),
                         "two variables are called '" + csv::shortened(variables_[i].name) + "', number " +
                             text::grouped(earlier->second + 1) + " and " + text::grouped(i + 1),
                         {},
                         "give each variable its own name, so that no answer is taken from the wrong one",
                         file_});
    }
}

void PackageTable::say(ReadResult& result, Diagnostics& diagnostics) const {
    auto const of_cells = decided_of_cells(dates_, declared_);
    result.decisions.insert(result.decisions.end(), of_cells.begin(), of_cells.end());
    if (cut_texts_ > 0) {
        auto const message = text::counted(cut_texts_, "text ends", "texts end") +
                             " within a character, as they were cut to the length of their variable; the rest of it is left out";
        result.decisions.push_back("cells: " + message);
        diagnostics.add({Severity::note, std::string(code::cut_texts), message, {}, {}, file_});
    }
    if (!weight_.empty()) {
        auto const message =
            "the file is weighted by '" + csv::shortened(weight_) + "'; weights are not applied";
        result.decisions.push_back("weight: " + message);
        diagnostics.add({Severity::note, std::string(code::weight_ignored), message, {}, {}, file_});
    }
    if (rows_ == 0) {
        diagnostics.add({Severity::warning,
                         std::string(code::no_rows),
                         "the file has variables and no rows",
                         {},
                         {},
                         file_});
    }
}

Outcome<ReadResult> PackageTable::finish(std::vector<std::string> decisions) && {
    Outcome<ReadResult> outcome;
    bool const whole = std::all_of(variables_.begin(), variables_.end(),
                                   [&](Variable const& variable) { return variable.rows == rows_; });
    if (variables_.empty() || !whole) {
        refuse(code::damaged_package,
               variables_.empty() ? "the file has no variables" : "the file is cut off within a row",
               "copy the file again from where it came");
        return Outcome<ReadResult>::failure(std::move(*refusal_));
    }
    name_the_nameless(outcome.diagnostics);
    check_names(outcome.diagnostics);
    if (outcome.diagnostics.has_errors()) return outcome;

    outcome.value.emplace();
    auto& result = *outcome.value;
    result.decisions = std::move(decisions);
    say(result, outcome.diagnostics);
    std::vector<Column> columns;
    for (auto& variable : variables_) {
        auto column = variable.cells.finish();
        if (auto const set = label_sets_.find(variable.label_set); set != label_sets_.end()) {
            for (auto const& one : set->second) {
                auto code = shown(one.value, one.text, variable.moment);
                if (!code.empty()) variable.info.labels.push_back({std::move(code), one.label});
            }
        }
        column.set_info(std::move(variable.info));
        columns.push_back(std::move(column));
    }
    std::vector<std::uint32_t> lines(rows_);
    std::iota(lines.begin(), lines.end(), 1U);
    Places places;
    places.kind = Places::Kind::rows;
    result.table = Table(std::move(columns), std::move(lines), {}, std::move(places));
    result.findings = std::move(findings_);
    return outcome;
}

}  // namespace quaestor::data::package
