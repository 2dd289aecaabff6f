/// The records below a header, as they become the rows of a table: which are taken, refused or skipped, and what is said
/// of them.
#pragma once

#include "base/diagnostic.hpp"
#include "data/column_builder.hpp"
#include "data/csv/header.hpp"
#include "data/csv/options.hpp"
#include "data/csv/scanner.hpp"
#include "data/findings.hpp"
#include "data/refused_rows.hpp"
#include "data/table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quaestor::data::csv {

/// How many of a file's lines were what.
struct RowCounts {
    std::size_t rows = 0;
    std::size_t refused = 0;
    std::size_t blank_lines = 0;
    std::size_t with_blank_extras = 0;  ///< rows with blank fields behind the last column

    void add(RowCounts const& other);
};

class Rows {
public:
    /// All three outlive it.
    Rows(std::string const& file, Header const& header, CsvLimits const& limits);

    /// All records up to the end, or the error that stops it.
    [[nodiscard]] std::optional<Diagnostic> read(Scanner& scanner, std::size_t file_bytes);

    /// A record that is no blank line and has no trouble that ends the reading.
    void take(Record const& record);
    /// The last record of a file, where it begins like a total.
    void refuse_total(Record const& record);

    [[nodiscard]] RowCounts counts() const;
    [[nodiscard]] Findings& findings() { return findings_; }
    /// The rows are gone afterwards.
    [[nodiscard]] Table table();

private:
    struct Reason {
        std::string_view code;
        std::string detail;
        std::uint32_t column = no_column;
    };

    void expect_rows(std::size_t rows, std::size_t file_bytes);
    /// Number of fields up to the last that is not blank, but not below that of the columns.
    [[nodiscard]] std::size_t fields_that_count(Record const& record) const;
    void accept(Record const& record);
    /// Why the row cannot be read, if so.
    [[nodiscard]] std::optional<Reason> reason_to_refuse(Record const& record);
    void refuse(Record const& record, Reason const& reason);

    std::string const& file_;
    Header const& header_;
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

[[nodiscard]] bool begins_like_a_total(Record const& record);

/// So many refused rows, and no more are tried.
[[nodiscard]] std::size_t most_refused(CsvLimits const& limits, std::size_t columns);
[[nodiscard]] Diagnostic too_many_refused(std::string const& file, std::size_t refused, std::size_t columns);

/// What there is to say of the rows of a file, and the decisions among it. `findings` are those of refused rows. An error
/// where none of them can be read.
[[nodiscard]] Diagnostics tell_rows(std::string const& file, RowCounts const& counts, Findings const& findings,
                                    std::vector<std::string>& decisions);

}  // namespace quaestor::data::csv
