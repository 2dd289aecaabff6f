#include "data/csv/read.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/csv/decimal.hpp"
#include "data/csv/opening.hpp"
#include "data/csv/rows.hpp"
#include "data/csv/scanner.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

namespace quaestor::data {
namespace {

/// Whole lines; whole characters where there is no line end, or none in so many bytes behind the last one that what stands there
/// is no row but what is wrong with the file.
std::string_view whole_part(std::string_view bytes, std::size_t longest_field) {
    if (auto const end = bytes.find_last_of("\r\n");
        end != std::string_view::npos && bytes.size() - end <= longest_field + 1)
        return bytes.substr(0, end + 1);
    bytes = bytes.substr(0, bytes.size() / 4 * 4);
    while (!bytes.empty() && static_cast<unsigned char>(bytes.back()) >= 0x80)
        bytes.remove_suffix(1);
    return bytes;
}

/// What is wrong at a place, and no line behind it can mend.
constexpr std::array final_errors{code::nul_byte, code::not_utf8, code::field_too_long,
                                  code::too_many_columns, code::too_many_refused};

}  // namespace

std::optional<Diagnostic> unreadable_beginning(std::string const& name, std::string_view bytes,
                                               CsvOptions const& options) {
    // Room for the longest field, and for rows behind it.
    bytes = whole_part(bytes.substr(0, 4 * options.limits.field_bytes), options.limits.field_bytes);
    if (text::trimmed(bytes).empty()) {
        return Diagnostic{Severity::error,
                          std::string(code::empty_file),
                          "the first " + text::grouped(bytes.size()) + " bytes of the file are blank",
                          {},
                          "the file must begin with the line of column names",
                          name};
    }
    auto const read = read_csv(name, std::string(bytes), options);
    for (auto const& found : read.diagnostics) {
        if (std::find(final_errors.begin(), final_errors.end(), found.code) != final_errors.end() &&
            found.severity == Severity::error)
            return found;
    }
    return std::nullopt;
}

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
