#include "data/csv/read.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/csv/decimal.hpp"
#include "data/csv/opening.hpp"
#include "data/csv/rows.hpp"
#include "data/csv/scanner.hpp"

#include <numeric>
#include <utility>
#include <vector>

namespace quaestor::data {

void prove_decimal(std::string const& name, std::vector<std::size_t> const& columns, CsvOptions const& options,
                   ReadResult& read, Diagnostics& diagnostics) {
    auto notation = csv::find_notation(name, read.table, columns, read.delimiter, options);
    read.table.set_notation(notation.notation);
    read.decisions.insert(read.decisions.end(), notation.decisions.begin(), notation.decisions.end());
    diagnostics.append(std::move(notation.diagnostics));
}

Outcome<ReadResult> read_csv(std::string name, std::string bytes, CsvOptions const& options) {
    auto const& limits = options.limits;
    if (bytes.size() > limits.file_bytes) {
        return Outcome<ReadResult>::failure({Severity::error,
                                             std::string(code::file_too_large),
                                             "the file has " + text::grouped(bytes.size()) + " bytes; " +
                                                 text::grouped(limits.file_bytes) + " are read at most",
                                             {},
                                             "divide the file",
                                             name});
    }
    auto opening = csv::open_csv(name, bytes, options);
    if (!opening.value) return {std::nullopt, std::move(opening.diagnostics)};
    auto& begun = *opening.value;

    csv::Rows rows(name, begun.header, limits);
    csv::Scanner scanner(begun.rows(), begun.delimiter, begun.first_line, limits);
    if (auto error = rows.read(scanner, bytes.size())) return Outcome<ReadResult>::failure(std::move(*error));

    Outcome<ReadResult> outcome;
    auto& result = outcome.value.emplace();
    result.decisions = std::move(begun.decisions);
    result.delimiter = begun.delimiter;
    auto counts = rows.counts();
    counts.blank_lines += begun.blank_lines;
    outcome.diagnostics = std::move(opening.diagnostics);
    outcome.diagnostics.append(csv::tell_rows(name, counts, rows.findings(), result.decisions));
    if (outcome.diagnostics.has_errors()) {
        outcome.value.reset();
        return outcome;
    }
    result.findings = std::move(rows.findings());
    result.table = rows.table();
    if (!options.prove_decimal) return outcome;
    std::vector<std::size_t> all(result.table.column_count());
    std::iota(all.begin(), all.end(), std::size_t{0});
    prove_decimal(name, all, options, result, outcome.diagnostics);
    return outcome;
}

}  // namespace quaestor::data
