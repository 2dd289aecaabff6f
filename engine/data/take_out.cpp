#include "data/take_out.hpp"

#include <algorithm>
#include <vector>

namespace quaestor::data {
namespace {

std::vector<std::size_t> all_but(std::size_t count, std::span<std::size_t const> taken) {
    std::vector<std::size_t> rest;
    for (std::size_t i = 0; i < count; ++i) {
        if (!std::binary_search(taken.begin(), taken.end(), i)) rest.push_back(i);
    }
    return rest;
}

/// How far a place moves up.
std::uint32_t taken_before(std::span<std::size_t const> taken, std::size_t place) {
    return static_cast<std::uint32_t>(std::lower_bound(taken.begin(), taken.end(), place) - taken.begin());
}

}  // namespace

void take_out(ReadResult& read, std::span<std::size_t const> rows, std::span<std::size_t const> columns) {
    if (rows.empty() && columns.empty()) return;
    auto& table = read.table;
    Findings kept;
    for (std::size_t i = 0; i < read.findings.size(); ++i) {
        auto finding = read.findings[i];
        if (std::binary_search(rows.begin(), rows.end(), finding.row)) continue;
        if (finding.column != no_column) {
            bool const gone = std::binary_search(columns.begin(), columns.end(), finding.column);
            bool const of_the_row = table.refused(finding.row);  // which stays, whatever column it was that broke it
            if (gone && !of_the_row) continue;
            finding.column = gone ? no_column : finding.column - taken_before(columns, finding.column);
        }
        finding.row -= taken_before(rows, finding.row);
        kept.add(finding);
    }
    read.findings = std::move(kept);
    if (!columns.empty()) table.keep_columns(all_but(table.column_count(), columns));
    if (!rows.empty()) table.keep_rows(all_but(table.row_count(), rows));
}

void forget_undivided_rows(ReadResult& read) {
    read.table.forget_refused_texts();
    Findings silent;
    for (std::size_t i = 0; i < read.findings.size(); ++i) {
        auto finding = read.findings[i];
        if (read.table.refused(finding.row)) finding.raw = {};
        silent.add(finding);
    }
    read.findings = std::move(silent);
}

}  // namespace quaestor::data
