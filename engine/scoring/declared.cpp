#include "scoring/declared.hpp"

#include "base/text.hpp"
#include "instrument/decode.hpp"
#include "scoring/codes.hpp"

#include <map>
#include <set>
#include <vector>

namespace quaestor::scoring {
namespace {

/// Numbers that occur in the column and that the file declares as missing there.
std::set<double> declared_numbers(data::Column const& column) {
    std::set<double> numbers;
    if (column.info().missing_ranges.empty() || column.kind() == data::ColumnKind::text) return numbers;
    bool const whole = column.kind() == data::ColumnKind::integer;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.missing()[row] != MissingReason::declared) continue;
        auto const number = whole ? static_cast<double>(column.integers()[row]) : column.reals()[row];
        if (column.info().declares_missing(number)) numbers.insert(number);
    }
    return numbers;
}

}  // namespace

Diagnostics declared_answers(instrument::Instrument const& instrument,
                             std::span<std::optional<std::size_t> const> item_columns,
                             data::Table const& table, std::string const& file) {
    std::map<double, std::vector<std::string>> columns_of;
    for (std::size_t i = 0; i < instrument.items.size(); ++i) {
        if (!item_columns[i]) continue;
        auto const& set = instrument.responses[instrument.items[i].responses];
        if (set.kind == instrument::ResponseKind::text) continue;
        auto const& column = table.column(*item_columns[i]);
        for (auto const number : declared_numbers(column)) {
            if (instrument::decode(set, number).reason == MissingReason::none)
                columns_of[number].push_back("'" + column.name() + "'");
        }
    }
    Diagnostics diagnostics;
    for (auto& [number, columns] : columns_of) {
        constexpr std::size_t most = 5;
        auto const more = columns.size() > most ? columns.size() - most : 0;
        columns.resize(columns.size() - more);
        diagnostics.add({Severity::warning,
                         std::string(code::declared_answer),
                         "the file declares " + text::number(number) + " as missing in " +
                             text::join(columns, ", ") +
                             (more > 0 ? " and " + text::grouped(more) + " more" : "") + ", and for " +
                             instrument.id + " it is an answer; it is taken as missing",
                         {},
                         "if it is an answer, take the declaration out of the file",
                         file});
    }
    return diagnostics;
}

}  // namespace quaestor::scoring
