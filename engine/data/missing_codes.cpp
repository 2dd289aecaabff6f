#include "data/missing_codes.hpp"

#include "base/text.hpp"

#include <optional>

namespace quaestor::data {
namespace {

struct Sought {
    std::string_view text;
    std::optional<double> number;
};

bool is(Sought const& code, double number) {
    return code.number && *code.number == number;
}

bool is(Sought const& code, std::string_view cell) {
    if (!code.number) return text::equal_ignoring_case(code.text, cell);
    auto const number = text::parse_number(cell);
    return number && is(code, *number);
}

bool is(Sought const& code, Column const& column, std::size_t row) {
    switch (column.kind()) {
        case ColumnKind::integer:
            return is(code, static_cast<double>(column.integers()[row]));
        case ColumnKind::real:
            return is(code, column.reals()[row]);
        case ColumnKind::text:
            break;
    }
    return is(code, text::trimmed(column.texts()[row]));
}

}  // namespace

std::vector<MissingCode> declare_missing(Table& table, std::span<std::string const> codes,
                                         std::span<std::size_t const> columns) {
    std::vector<MissingCode> counts;
    std::vector<Sought> sought;
    for (auto const& code : codes) {
        counts.push_back({code, 0, 0});
        sought.push_back({code, text::parse_number(code)});
    }
    for (auto const c : columns) {
        auto& column = table.column_to_change(c);
        std::vector<std::size_t> here(codes.size());
        for (std::size_t row = 0; row < column.size(); ++row) {
            if (column.missing()[row] != MissingReason::none) continue;
            for (std::size_t k = 0; k < sought.size(); ++k) {
                if (!is(sought[k], column, row)) continue;
                column.set_missing(row, MissingReason::declared);
                ++here[k];
                break;
            }
        }
        for (std::size_t k = 0; k < here.size(); ++k) {
            counts[k].cells += here[k];
            counts[k].columns += here[k] > 0 ? 1 : 0;
        }
    }
    return counts;
}

std::string describe(MissingCode const& code) {
    return text::counted(code.cells, "cell", "cells") + " in " +
           text::counted(code.columns, "column", "columns") + (code.cells == 1 ? " holds '" : " hold '") +
           code.code + "'";
}

}  // namespace quaestor::data
