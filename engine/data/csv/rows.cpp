#include "data/csv/rows.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/csv/messages.hpp"
#include "data/total_row.hpp"

#include <algorithm>
#include <utility>

namespace quaestor::data::csv {
namespace {

bool is_blank(Field const& field) {
    return text::trimmed(field.text).empty();
}

bool has_quotes(Record const& record) {
    return record.stray_quote.line > 0 ||
           std::any_of(record.fields.begin(), record.fields.end(), [](Field const& field) { return field.quoted; });
}

std::string hint_for(std::string_view refusal) {
    if (refusal == code::field_count)
        return "answers may have shifted; a field with a delimiter in it stands in quotes";
    if (refusal == code::total_row) return std::string(total_row_hint);
    return "a field with a quote in it stands in quotes, and the quote is doubled";
}

}  // namespace

bool begins_like_a_total(Record const& record) {
    return !record.fields.empty() && names_a_total(record.fields.front().text);
}

std::size_t most_refused(CsvLimits const& limits, std::size_t columns) {
    return limits.refused_cells / columns;
}

void RowCounts::add(RowCounts const& other) {
    rows += other.rows;
    refused += other.refused;
    blank_lines += other.blank_lines;
    with_blank_extras += other.with_blank_extras;
}

Rows::Rows(std::string const& file, Header const& header, CsvLimits const& limits)
    : file_(file), header_(header), limits_(limits) {
    columns_.reserve(header.names.size());
    for (auto const& name : header.names)
        columns_.emplace_back(name);
}

std::optional<Diagnostic> Rows::read(Scanner& scanner, std::size_t file_bytes) {
    // So many rows tell how long a row is, and so how many there will be.
    constexpr std::size_t enough_to_guess = 1000;
    auto const begin = scanner.bytes_read();
    Record record;
    std::optional<Record> perhaps_total;  // known only when no row comes behind it
    while (scanner.next(record)) {
        if (record.is_blank_line()) {
            ++blank_lines_;
            continue;
        }
        if (is_fatal(record.trouble)) return fatal_trouble(file_, record, limits_);
        if (perhaps_total) take(*std::exchange(perhaps_total, std::nullopt));
        if (begins_like_a_total(record)) {
            perhaps_total = record;
            continue;
        }
        take(record);
        auto const refused = refused_.rows().size();
        bool const none_readable = refused == lines_.size() && refused > limits_.refused_at_first;
        if (none_readable || refused > most_refused(limits_, columns_.size()))
            return too_many_refused(file_, refused, columns_.size());
        if (lines_.size() == enough_to_guess) {
            auto const used = scanner.bytes_read() - begin;
            expect_rows(file_bytes / used * enough_to_guess + enough_to_guess, file_bytes);
        }
    }
    if (perhaps_total) refuse_total(*perhaps_total);
    return std::nullopt;
}

void Rows::take(Record const& record) {
    if (auto const reason = reason_to_refuse(record)) {
        refuse(record, *reason);
    } else {
        accept(record);
    }
    lines_.push_back(record.line);
}

void Rows::expect_rows(std::size_t rows, std::size_t file_bytes) {
    // A row that is read has a byte at least for each column: no guess may take more room than that.
    rows = std::min(rows, file_bytes / columns_.size() + 1);
    lines_.reserve(rows);
    for (auto& column : columns_) {
        column.expect_rows(rows);
    }
}

std::size_t Rows::fields_that_count(Record const& record) const {
    auto n = record.fields.size();
    while (n > columns_.size() && is_blank(record.fields[n - 1]))
        --n;
    return n;
}

void Rows::accept(Record const& record) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        columns_[i].add(content(record.fields[i], buffer_));
    }
    if (record.fields.size() > header_.fields) ++rows_with_blank_extras_;
}

void Rows::refuse(Record const& record, Reason const& reason) {
    auto const row = static_cast<std::uint32_t>(lines_.size());
    refused_.add_row(row);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        columns_[i].add_missing(MissingReason::unreadable);
        if (i < record.fields.size()) refused_.add_field(content(record.fields[i], buffer_));
    }
    findings_.add({row, record.line, reason.column, reason.code, reason.detail, record.raw});
}

std::optional<Rows::Reason> Rows::reason_to_refuse(Record const& record) {
    auto const found = fields_that_count(record);
    if (record.trouble == Trouble::text_after_quote) {
        rest_may_follow_ = true;
        auto const at = record.fields.size();  // the field with the trouble is the one that is not there
        auto const column = at < columns_.size() ? static_cast<std::uint32_t>(at) : no_column;
        return Reason{code::text_after_quote, describe(record, limits_), column};
    }
    if (rest_may_follow_ && has_quotes(record)) {
        rest_may_follow_ = false;
        if (record.stray_quote.line > 0) {
            return Reason{code::stray_quote,
                          shown(record.stray_quote) +
                              " is a quote inside a field, after a row refused for its quotes"};
        }
    }
    if (record.trouble == Trouble::none && found == columns_.size()) return std::nullopt;
    return Reason{
        code::field_count,
        "expected " + text::counted(columns_.size(), "field", "fields") + ", found " +
            (record.trouble == Trouble::none ? text::grouped(found) : describe(record, limits_))};
}

Diagnostic too_many_refused(std::string const& file, std::size_t refused, std::size_t columns) {
    return {Severity::error,
            std::string(code::too_many_refused),
            text::counted(refused, "row", "rows") + " cannot be divided into the header's " +
                text::counted(columns, "field", "fields") + "; no more are tried",
            {},
            "is the first line the header (else --header-line N), and the delimiter the right one?",
            file};
}

void Rows::refuse_total(Record const& record) {
    refuse(record, {code::total_row, std::string(total_row_detail), 0});
    lines_.push_back(record.line);
}

RowCounts Rows::counts() const {
    return {lines_.size(), refused_.rows().size(), blank_lines_, rows_with_blank_extras_};
}

Table Rows::table() {
    std::vector<Column> columns;
    columns.reserve(columns_.size());
    for (auto& column : columns_)
        columns.push_back(column.finish());
    return Table(std::move(columns), std::move(lines_), std::move(refused_));
}

namespace {

void tell_refused(std::string const& file, RowCounts const& rows, Findings const& findings, Diagnostics& diagnostics) {
    if (rows.rows > 0 && rows.refused == rows.rows) {
        auto const first = findings[0];
        diagnostics.add(
            {Severity::error,
             std::string(code::no_row_readable),
             "none of the file's " + text::counted(rows.rows, "row", "rows") + " can be read; line " +
                 std::to_string(first.line) + ": " + std::string(first.detail),
             {},
             "is the first line the header (else --header-line N), and the delimiter the right one?",
             file + ":" + std::to_string(first.line)});
        return;
    }
    for (auto const& count : findings.counts()) {
        std::size_t i = 0;
        while (findings[i].code != count.code)
            ++i;
        auto const first = findings[i];
        diagnostics.add({Severity::warning,
                         count.code,
                         text::counted(count.found, "row is", "rows are") + " refused; " +
                             (count.found > 1 ? "the first, " : "") + "line " + std::to_string(first.line) +
                             ": " + std::string(first.detail),
                         {},
                         hint_for(count.code),
                         file + ":" + std::to_string(first.line)});
    }
}

void tell_skipped(std::string const& file, RowCounts const& rows, std::vector<std::string>& decisions,
                  Diagnostics& diagnostics) {
    auto const note = [&](std::string_view code, std::string message) {
        decisions.push_back("rows: " + message);
        diagnostics.add({Severity::note, std::string(code), std::move(message), {}, {}, file});
    };
    if (rows.blank_lines > 0)
        note(code::blank_lines, text::counted(rows.blank_lines, "blank line", "blank lines") + " skipped");
    if (rows.with_blank_extras > 0)
        note(code::blank_extra_fields, "blank fields behind the last column left out in " +
                                           text::counted(rows.with_blank_extras, "row", "rows"));
    if (rows.rows == 0)
        diagnostics.add(
            {Severity::warning, std::string(code::no_rows), "there are no rows below the header", {}, {}, file});
}

}  // namespace

Diagnostics tell_rows(std::string const& file, RowCounts const& counts, Findings const& findings,
                      std::vector<std::string>& decisions) {
    Diagnostics diagnostics;
    tell_skipped(file, counts, decisions, diagnostics);
    tell_refused(file, counts, findings, diagnostics);
    return diagnostics;
}

}  // namespace quaestor::data::csv
