#include "report/findings.hpp"

#include "base/text.hpp"
#include "instrument/labels.hpp"
#include "scoring/codes.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <utility>

namespace quaestor::report {

using document::Cell;
using document::Kind;

namespace {

Cell cell_or_empty(std::string text) {
    return text.empty() ? Cell() : Cell(std::move(text));
}

/// A clue has no row, no line and no one column.
Cell clue_cell(coding::Clue const& clue, std::string const& rule, std::size_t column) {
    switch (column) {
        case 3:
            return cell_or_empty(text::join(clue.items, ", "));
        case 4:
            return clue.code;
        case 5:
            return cell_or_empty(rule);
        case 6:
            return clue.message + "; " + clue.hint;
        default:
            return {};
    }
}

}  // namespace

document::Column line_column(data::Table const& table) {
    if (table.places().kind == data::Places::Kind::lines)
        return {"line", "Line", Kind::count, {}, {}, "Line of the data file; the header is line 1"};
    if (table.places().kind == data::Places::Kind::rows)
        return {"file_row", "File row", Kind::count, {}, {}, "Row of the data file, from 1"};
    return {"sheet_row", "Sheet row", Kind::count, {}, {}, "Row of the sheet '" + table.places().sheet + "'"};
}

std::vector<std::size_t> in_order(data::Findings const& findings) {
    std::vector<std::size_t> order(findings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    auto const comes_before = [&](std::size_t a, std::size_t b) { return findings.place(a) < findings.place(b); };
    if (!std::is_sorted(order.begin(), order.end(), comes_before)) std::stable_sort(order.begin(), order.end(), comes_before);
    return order;
}

std::string item_of(ScoredFile const& file, std::size_t column) {
    std::vector<std::string> names;
    for (auto const& part : file.parts) {
        auto const before = file.parts.size() > 1 ? part.instrument->id + "." : std::string();
        for (std::size_t i = 0; i < part.instrument->items.size(); ++i) {
            if (part.binding->item_columns[i] == column)
                names.push_back(before + part.instrument->items[i].id);
        }
        for (std::size_t i = 0; i < part.instrument->covariates.size(); ++i) {
            if (part.binding->covariate_columns[i] == column)
                names.push_back(before + part.instrument->covariates[i].id);
        }
    }
    return text::join(names, ", ");
}

std::string nearest_label(ScoredFile const& file, data::Finding const& finding) {
    if (finding.code != scoring::code::unreadable) return {};
    for (auto const& part : file.parts) {
        for (std::size_t i = 0; i < part.instrument->items.size(); ++i) {
            if (part.binding->item_columns[i] != finding.column) continue;
            auto const& set = part.instrument->responses[part.instrument->items[i].responses];
            if (auto label = instrument::nearest_option(set, finding.raw); !label.empty()) return label;
        }
    }
    return {};
}

document::Table findings_table(ScoredFile const& file, FindingsOptions const& options) {
    document::Table table;
    table.key = "findings";
    table.title = "Findings";
    table.columns = {
        {"row", "Row", Kind::count, {}, {}, "Row of the data; the first below the header is 1. Empty for the whole file"},
        line_column(*file.table),
        {"column", "Column", Kind::text, {}, {}, "Column of the data file"},
        {"item", "Item", Kind::text, {}, {}, "Item of the definition that the column holds"},
        {"code", "Code", Kind::text, {}, {}, "What kind of finding; 'quaestor help CODE' explains it"},
        {"rule", "Finding", Kind::text, {}, {}, "The same in words"},
        {"detail", "What was expected", Kind::text, {}, {}, "Of the whole file: what its answers look like, and what to do"}};
    if (options.show_values) {
        table.columns.push_back({"found", "Found", Kind::text, {}, {}, "What stands in the cell"});
        table.columns.push_back(
            {"near", "Did you mean", Kind::text, {}, {}, "The label of the item that comes near"});
    }
    table.rows = file.clues.size() + file.findings->size();
    auto const order = std::make_shared<std::vector<std::size_t> const>(in_order(*file.findings));
    std::vector<std::string> items;
    for (std::size_t column = 0; column < file.table->column_count(); ++column)
        items.push_back(item_of(file, column));
    std::map<std::string, std::string, std::less<>> rules;
    for (auto const& code : file.findings->counts())
        rules[code.code] = options.rule ? options.rule(code.code) : std::string();
    for (auto const& clue : file.clues)
        rules[clue.code] = options.rule ? options.rule(clue.code) : std::string();
    table.cells = [&file, order, items = std::move(items), rules = std::move(rules)](
                      std::size_t row, std::size_t column) -> Cell {
        if (row < file.clues.size()) return clue_cell(file.clues[row], rules.find(file.clues[row].code)->second, column);
        row -= file.clues.size();
        auto const finding = (*file.findings)[(*order)[row]];
        bool const of_row = finding.column == data::no_column;
        switch (column) {
            case 0:
                return file.table->file_row(finding.row) + 1;
            case 1:
                return finding.line;
            case 2:
                return of_row ? Cell() : Cell(file.table->heading(finding.row, finding.column));
            case 3:
                return of_row ? Cell() : cell_or_empty(items[finding.column]);
            case 4:
                return finding.code;
            case 5:
                return cell_or_empty(rules.find(finding.code)->second);
            case 6:
                return finding.detail;
            case 7:
                return finding.raw;
            default:
                return cell_or_empty(nearest_label(file, finding));
        }
    };
    table.filter = true;
    return table;
}

}  // namespace quaestor::report
