#include "data/csv/read.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/column_builder.hpp"
#include "data/csv/decimal.hpp"
#include "data/csv/dialect.hpp"
#include "data/csv/encoding.hpp"
#include "data/csv/header.hpp"
#include "data/csv/messages.hpp"
#include "data/csv/scanner.hpp"
#include "data/refused_rows.hpp"
#include "data/total_row.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace quaestor::data {
namespace {

using csv::Record;
using csv::Trouble;

bool is_blank(csv::Field const& field) {
    return text::trimmed(field.text).empty();
}

bool has_quotes(Record const& record) {
    return record.stray_quote.line > 0 || std::any_of(record.fields.begin(), record.fields.end(),
                                                      [](csv::Field const& field) { return field.quoted; });
}

bool begins_like_a_total(Record const& record) {
    return !record.fields.empty() && names_a_total(record.fields.front().text);
}

/// The rows below a header, as they become a table.
class Rows {
public:
    Rows(std::string const& file, csv::Header const& header, CsvLimits const& limits)
        : file_(file), header_(header), limits_(limits) {
        columns_.reserve(header.names.size());
        for (auto const& name : header.names) {
            columns_.emplace_back(name);
        }
    }

    /// All records up to the end, or the error that stops it.
    [[nodiscard]] std::optional<Diagnostic> read(csv::Scanner& scanner, std::size_t file_bytes);
    /// The table and all there is to say of it; `blank_lines` counts those above the header too.
    [[nodiscard]] Outcome<ReadResult> finish(std::vector<std::string> decisions, std::size_t blank_lines) &&;

private:
    struct Reason {
        std::string_view code;
        std::string detail;
        std::uint32_t column = no_column;
    };

    void expect_rows(std::size_t rows, std::size_t file_bytes);
    /// Number of fields up to the last that is not blank, but not below that of the columns.
    [[nodiscard]] std::size_t fields_that_count(Record const& record) const;
    void take(Record const& record);
    void accept(Record const& record);
    /// Why the row cannot be read, if so.
    [[nodiscard]] std::optional<Reason> reason_to_refuse(Record const& record);
    void refuse(Record const& record, Reason const& reason);
    [[nodiscard]] Diagnostic too_many_refused() const;
    void report_refused(Diagnostics& diagnostics) const;
    void report_skipped(ReadResult& result, Diagnostics& diagnostics) const;

    std::string const& file_;
    csv::Header const& header_;
    CsvLimits const& limits_;
    std::vector<ColumnBuilder> columns_;
    std::vector<std::uint32_t> lines_;
    RefusedRows refused_;
    Findings findings_;
    std::size_t blank_lines_ = 0;
    std::size_t rows_with_blank_extras_ = 0;
    bool rest_may_follow_ =
        false;  ///< after D122, until the next record with a quote settles what the lines between were
    std::string buffer_;
};

std::optional<Diagnostic> Rows::read(csv::Scanner& scanner, std::size_t file_bytes) {
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
        if (csv::is_fatal(record.trouble)) return csv::fatal_trouble(file_, record, limits_);
        if (perhaps_total) take(*std::exchange(perhaps_total, std::nullopt));
        if (begins_like_a_total(record)) {
            perhaps_total = record;
            continue;
        }
        take(record);
        if (refused_.rows().size() > limits_.refused_cells / columns_.size()) return too_many_refused();
        if (lines_.size() == enough_to_guess) {
            auto const used = scanner.bytes_read() - begin;
            expect_rows(file_bytes / used * enough_to_guess + enough_to_guess, file_bytes);
        }
    }
    if (perhaps_total) {
        refuse(*perhaps_total, {code::total_row, std::string(total_row_detail), 0});
        lines_.push_back(perhaps_total->line);
    }
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
        return Reason{code::text_after_quote, csv::describe(record, limits_), column};
    }
    if (rest_may_follow_ && has_quotes(record)) {
        rest_may_follow_ = false;
        if (record.stray_quote.line > 0) {
            return Reason{code::stray_quote,
                          csv::shown(record.stray_quote) +
                              " is a quote inside a field, after a row refused for its quotes"};
        }
    }
    if (record.trouble == Trouble::none && found == columns_.size()) return std::nullopt;
    return Reason{
        code::field_count,
        "expected " + text::counted(columns_.size(), "field", "fields") + ", found " +
            (record.trouble == Trouble::none ? text::grouped(found) : csv::describe(record, limits_))};
}

Diagnostic Rows::too_many_refused() const {
    return {Severity::error,
            std::string(code::too_many_refused),
            text::counted(refused_.rows().size(), "row", "rows") + " cannot be divided into the header's " +
                text::counted(columns_.size(), "field", "fields") + "; no more are tried",
            {},
            "is the first line the header (else --header-line N), and the delimiter the right one?",
            file_};
}

std::string hint_for(std::string_view refusal) {
    if (refusal == code::field_count)
        return "answers may have shifted; a field with a delimiter in it stands in quotes";
    if (refusal == code::total_row) return std::string(total_row_hint);
    return "a field with a quote in it stands in quotes, and the quote is doubled";
}

void Rows::report_refused(Diagnostics& diagnostics) const {
    std::vector<CodeCount> const& counts = findings_.counts();
    if (!lines_.empty() && refused_.rows().size() == lines_.size()) {
        auto const first = findings_[0];
        diagnostics.add(
            {Severity::error,
             std::string(code::no_row_readable),
             "none of the file's " + text::counted(lines_.size(), "row", "rows") + " can be read; line " +
                 std::to_string(first.line) + ": " + std::string(first.detail),
             {},
             "is the first line the header (else --header-line N), and the delimiter the right one?",
             file_ + ":" + std::to_string(first.line)});
        return;
    }
    for (auto const& count : counts) {
        std::size_t i = 0;
        while (findings_[i].code != count.code)
            ++i;
        auto const first = findings_[i];
        diagnostics.add({Severity::warning,
                         count.code,
                         text::counted(count.found, "row is", "rows are") + " refused; " +
                             (count.found > 1 ? "the first, " : "") + "line " + std::to_string(first.line) +
                             ": " + std::string(first.detail),
                         {},
                         hint_for(count.code),
                         file_ + ":" + std::to_string(first.line)});
    }
}

void Rows::report_skipped(ReadResult& result, Diagnostics& diagnostics) const {
    if (blank_lines_ > 0) {
        auto const message = text::counted(blank_lines_, "blank line", "blank lines") + " skipped";
        result.decisions.push_back("rows: " + message);
        diagnostics.add({Severity::note, std::string(code::blank_lines), message, {}, {}, file_});
    }
    if (rows_with_blank_extras_ > 0) {
        auto const message = "blank fields behind the last column left out in " +
                             text::counted(rows_with_blank_extras_, "row", "rows");
        result.decisions.push_back("rows: " + message);
        diagnostics.add({Severity::note, std::string(code::blank_extra_fields), message, {}, {}, file_});
    }
    if (lines_.empty()) {
        diagnostics.add({Severity::warning,
                         std::string(code::no_rows),
                         "there are no rows below the header",
                         {},
                         {},
                         file_});
    }
}

Outcome<ReadResult> Rows::finish(std::vector<std::string> decisions, std::size_t blank_lines) && {
    Outcome<ReadResult> outcome;
    outcome.value.emplace();
    auto& result = *outcome.value;
    result.decisions = std::move(decisions);
    blank_lines_ += blank_lines;
    report_skipped(result, outcome.diagnostics);
    report_refused(outcome.diagnostics);
    if (outcome.diagnostics.has_errors()) {
        outcome.value.reset();
        return outcome;
    }
    std::vector<Column> columns;
    columns.reserve(columns_.size());
    for (auto& column : columns_) {
        columns.push_back(column.finish());
    }
    result.table = Table(std::move(columns), std::move(lines_), std::move(refused_));
    result.findings = std::move(findings_);
    return outcome;
}

Outcome<ReadResult> failure(std::string_view why, std::string message, std::string const& file,
                            std::string hint = {}) {
    return Outcome<ReadResult>::failure(
        {Severity::error, std::string(why), std::move(message), {}, std::move(hint), file});
}

template <class T>
Outcome<ReadResult> stopped(Outcome<T> stage) {
    return {std::nullopt, std::move(stage.diagnostics)};
}

/// The first record that is something; counts the blank lines above it.
bool find_header(csv::Scanner& scanner, Record& record, std::size_t& blank_lines) {
    while (scanner.next(record)) {
        if (!record.is_blank_line()) return true;
        ++blank_lines;
    }
    return false;
}

}  // namespace

Outcome<ReadResult> read_csv(std::string name, std::string bytes, CsvOptions const& options) {
    auto const& limits = options.limits;
    if (bytes.size() > limits.file_bytes) {
        return failure(code::file_too_large,
                       "the file has " + text::grouped(bytes.size()) + " bytes; " +
                           text::grouped(limits.file_bytes) + " are read at most",
                       name, "divide the file");
    }
    auto const utf8 = csv::utf8_text(name, bytes, options.encoding);
    if (!utf8.value) return stopped(utf8);
    if (text::trimmed(utf8.value->text()).empty())
        return failure(code::empty_file, "the file is empty", name);
    auto dialect = csv::find_dialect(name, utf8.value->text(), options);
    if (!dialect.value) return stopped(std::move(dialect));

    csv::Scanner scanner(dialect.value->text, dialect.value->delimiter, dialect.value->first_line, limits);
    Record record;
    std::size_t blank_lines = 0;
    if (!find_header(scanner, record, blank_lines))
        return failure(code::empty_file, "the file is empty", name);
    auto header = csv::read_header(name, record, limits);
    if (!header.value) return stopped(std::move(header));

    Rows rows(name, *header.value, limits);
    if (auto error = rows.read(scanner, bytes.size())) return Outcome<ReadResult>::failure(std::move(*error));

    std::vector<std::string> decisions{utf8.value->decision};
    for (auto const& more : {dialect.value->decisions, header.value->decisions}) {
        decisions.insert(decisions.end(), more.begin(), more.end());
    }
    auto outcome = std::move(rows).finish(std::move(decisions), blank_lines);
    Diagnostics diagnostics;
    if (dialect.value->titles_skipped) {
        diagnostics.add({Severity::note,
                         std::string(code::titles_skipped),
                         dialect.value->decisions.back(),
                         {},
                         "another line with --header-line N",
                         name});
    }
    diagnostics.append(std::move(header.diagnostics));
    diagnostics.append(std::move(outcome.diagnostics));
    if (outcome.value) {
        auto& result = *outcome.value;
        auto notation = csv::find_notation(name, result.table, dialect.value->delimiter, options);
        result.table.set_notation(notation.notation);
        result.decisions.insert(result.decisions.end(), notation.decisions.begin(), notation.decisions.end());
        diagnostics.append(std::move(notation.diagnostics));
    }
    outcome.diagnostics = std::move(diagnostics);
    return outcome;
}

}  // namespace quaestor::data
