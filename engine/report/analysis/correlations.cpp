#include "report/analysis/sections.hpp"

namespace quaestor::report {

using document::Cell;
using document::Kind;
using document::Section;
using document::Table;

namespace {

Table correlation_table(correlation::CorrelationMatrix const& matrix, std::vector<std::string> const& items,
                        std::string const& key, std::string const& title) {
    Table table;
    table.key = key;
    table.title = title;
    table.columns = {{"item", "Item"}};
    for (auto const& item : items)
        table.columns.push_back({item, item, Kind::coefficient});
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::vector<Cell> row{items[i]};
        for (std::size_t j = 0; j < items.size(); ++j) {
            row.push_back(coefficient(matrix.r(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)),
                                      "no variance"));
        }
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    table.frozen_columns = 1;
    emphasise(table, items, document::ColourScale{-1, 0, 1});
    return table;
}

}  // namespace

Section correlations_section(Analysis const& analysis) {
    Section section{"correlations", "Correlations", {}, false};
    auto const& all = *analysis.all_items;
    if (all.pearson.value)
        section.blocks.emplace_back(correlation_table(*all.pearson.value, all.items, "pearson",
                                                      "Pearson correlations, reversed items reversed"));
    if (all.spearman.value)
        section.blocks.emplace_back(
            correlation_table(*all.spearman.value, all.items, "spearman", "Spearman rank correlations"));
    return section;
}

}  // namespace quaestor::report
