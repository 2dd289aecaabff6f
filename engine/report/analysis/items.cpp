#include "base/text.hpp"
#include "report/analysis/sections.hpp"
#include "report/missing_key.hpp"

#include <algorithm>
#include <cctype>

namespace quaestor::report {

using document::Cell;
using document::Kind;
using document::Section;
using document::Table;

namespace {

Table item_table(Analysis const& analysis) {
    Table table;
    table.key = "items";
    table.title = "Items as they enter the scales";
    table.columns = {{"item", "Item"},
                     {"label", "Topic", Kind::text, {}, 30},
                     {"reversed", "Reversed", Kind::flag},
                     {"n", "n", Kind::count, {}, {}, "Answers"},
                     {"missing", "Missing", Kind::count},
                     {"mean", "Mean", Kind::number},
                     {"sd", "SD", Kind::number, {}, {}, "Standard deviation, n - 1"},
                     {"median", "Median", Kind::number, 1},
                     {"min", "Lowest", Kind::number, 0},
                     {"max", "Highest", Kind::number, 0},
                     {"skew", "Skew G1", Kind::number, {}, {}, "Corrected for bias, as SPSS, SAS and Excel"},
                     {"kurtosis", "Kurtosis G2", Kind::number, {}, {}, "Excess, corrected for bias"},
                     {"skew_population", "Skew g1", Kind::number, {}, {}, "Not corrected"},
                     {"kurtosis_population", "Kurtosis g2", Kind::number, {}, {}, "Excess, not corrected"},
                     {"floor", "Floor", Kind::percent, {}, {}, "Share of answers at the lowest code"},
                     {"ceiling", "Ceiling", Kind::percent, {}, {}, "Share of answers at the highest code"}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& item : analysis.items) {
        auto const& d = item.description;
        rows.push_back({item.item->id, item.item->label, item.reversed ? "yes" : "", d.answered, d.missing,
                        coefficient(d.mean), coefficient(d.sd), coefficient(d.median),
                        coefficient(d.smallest), coefficient(d.largest),
                        coefficient(d.adjusted.skewness, "no variance"),
                        coefficient(d.adjusted.kurtosis, "no variance"),
                        coefficient(d.population.skewness, "no variance"),
                        coefficient(d.population.kurtosis, "no variance"), coefficient(d.floor_share, ""),
                        coefficient(d.ceiling_share, "")});
    }
    table.hold(std::move(rows));
    table.frozen_columns = 1;
    emphasise(table, {"floor", "ceiling"}, document::DataBar{0, 1});
    return table;
}

/// A column for each reason that occurs; no table where nothing is missing.
Table missing_table(Analysis const& analysis) {
    std::vector<MissingReason> reasons;
    for (auto const& item : analysis.items) {
        for (auto const& missing : item.missing)
            reasons.push_back(missing.reason);
    }
    std::sort(reasons.begin(), reasons.end());
    reasons.erase(std::unique(reasons.begin(), reasons.end()), reasons.end());
    Table table;
    table.key = "missing";
    table.title = "Why answers are missing";
    if (reasons.empty()) return table;
    table.columns = {{"item", "Item"}, {"missing", "Missing", Kind::count}};
    for (auto const reason : reasons) {
        std::string heading(describe(reason));
        heading.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(heading.front())));
        table.columns.push_back({missing_key(reason), std::move(heading), Kind::count});
    }
    std::vector<std::vector<Cell>> rows;
    for (auto const& item : analysis.items) {
        std::vector<Cell> row{item.item->id, item.description.missing};
        for (auto const reason : reasons) {
            std::int64_t count = 0;
            for (auto const& missing : item.missing) {
                if (missing.reason == reason) count = missing.count;
            }
            row.emplace_back(count);
        }
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    return table;
}

Table frequency_table(Analysis const& analysis) {
    std::vector<double> values;
    for (auto const& item : analysis.items) {
        for (auto const& f : item.description.frequencies)
            values.push_back(f.value);
    }
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    Table table;
    table.key = "frequencies";
    table.title = "How often each answer was given";
    constexpr std::size_t widest = 30;
    if (values.size() > widest) return table;
    table.columns = {{"item", "Item"}};
    for (auto const value : values)
        table.columns.push_back({"v" + text::number(value), text::number(value), Kind::count});
    std::vector<std::vector<Cell>> rows;
    for (auto const& item : analysis.items) {
        std::vector<Cell> row{item.item->id};
        for (auto const value : values) {
            std::int64_t count = 0;
            for (auto const& f : item.description.frequencies) {
                if (f.value == value) count = f.count;
            }
            row.emplace_back(count);
        }
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    table.notes = {"Reversed items are counted as reversed."};
    return table;
}

}  // namespace

Section items_section(Analysis const& analysis) {
    Section section{"items", "Items", {item_table(analysis)}, false};
    if (auto missing = missing_table(analysis); missing.rows > 0)
        section.blocks.emplace_back(std::move(missing));
    if (auto frequencies = frequency_table(analysis); frequencies.rows > 0)
        section.blocks.emplace_back(std::move(frequencies));
    return section;
}

}  // namespace quaestor::report
