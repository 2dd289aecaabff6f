#include "report/analysis/sections.hpp"

namespace quaestor::report {

using document::Cell;
using document::Kind;
using document::Paragraph;
using document::Section;
using document::Table;

namespace {

std::string group_name(Eigen::Index f) {
    return "G" + std::to_string(f + 1);
}

Table ways_table(std::vector<GeneralFactorFinding> const& general, std::string const& key,
                 std::string const& title) {
    Table table;
    table.key = "general_" + key;
    table.title = title + ": general factor, several ways";
    table.columns = {
        {"way", "General factor by"},
        {"groups", "Group factors", Kind::count},
        {"hierarchical",
         "Omega hierarchical",
         Kind::coefficient,
         {},
         {},
         "The general factor's share of the variance of the sum of standardized items"},
        {"total", "Omega total", Kind::coefficient},
        {"asymptotic",
         "Limit",
         Kind::coefficient,
         {},
         {},
         "Omega hierarchical over omega total: of an endlessly long scale of the kind"},
        {"ecv", "ECV", Kind::coefficient, {}, {}, "The general factor's share of the common variance"},
        {"puc",
         "PUC",
         Kind::coefficient,
         {},
         {},
         "Share of the correlations that only the general factor explains"},
        {"h", "H", Kind::coefficient, {}, {}, "Construct replicability of the general factor"}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& each : general) {
        std::vector<Cell> row{std::string(reliability::name_of(each.way))};
        if (each.omega.value) {
            auto const& o = *each.omega.value;
            row.emplace_back(static_cast<std::int64_t>(o.groups.cols()));
            for (double const value : {o.indices.hierarchical, o.indices.total, o.indices.asymptotic,
                                       o.indices.common_share, o.indices.uncontaminated, o.indices.h})
                row.push_back(coefficient(value));
            if (!o.extracted.converged || !o.rotated.converged)
                table.notes.push_back(std::string(reliability::name_of(each.way)) +
                                      ": the search did not converge.");
        } else {
            for (int i = 0; i < 7; ++i)
                row.push_back(Cell::absent("not computed"));
            table.notes.push_back(std::string(reliability::name_of(each.way)) + ": " + each.omega.reason +
                                  ".");
        }
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    table.notes.push_back(
        "Where the ways differ much, the items do not determine a general factor, and no single omega "
        "hierarchical should be reported.");
    return table;
}

Table loadings_table(Analysis const& analysis, reliability::HierarchicalOmega const& omega,
                     std::vector<std::string> const& items, std::string const& key,
                     std::string const& title) {
    Table table;
    table.key = "general_loadings_" + key;
    table.title = title + ": " + std::string(reliability::name_of(omega.way));
    table.columns = {
        {"item", "Item"}, {"label", "Topic", Kind::text, {}, 30}, {"general", "General", Kind::coefficient}};
    std::vector<std::string> loadings{"general"};
    for (Eigen::Index f = 0; f < omega.groups.cols(); ++f) {
        table.columns.push_back({group_name(f), group_name(f), Kind::coefficient});
        loadings.push_back(group_name(f));
    }
    table.columns.push_back({"uniqueness", "Uniqueness", Kind::coefficient});
    table.columns.push_back({"iecv",
                             "I-ECV",
                             Kind::coefficient,
                             {},
                             {},
                             "The general factor's share of the item's common variance"});
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto const j = static_cast<Eigen::Index>(i);
        std::vector<Cell> row{items[i], label_of(analysis, items[i]), omega.general[j]};
        for (Eigen::Index f = 0; f < omega.groups.cols(); ++f)
            row.emplace_back(omega.groups(j, f));
        row.push_back(coefficient(omega.uniquenesses[j]));
        row.push_back(coefficient(omega.indices.item_common_share[j], "no loadings"));
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    emphasise(table, loadings, document::ColourScale{-1, 0, 1});
    return table;
}

Table groups_table(reliability::HierarchicalOmega const& omega, std::vector<std::string> const& items,
                   std::string const& key, std::string const& title) {
    Table table;
    table.key = "general_groups_" + key;
    table.title = title + ": group factors as subscales";
    table.columns = {{"group", "Group factor"},
                     {"items", "Items", Kind::text, {}, 40},
                     {"total", "Omega of the subscale", Kind::coefficient},
                     {"general", "of it general", Kind::coefficient},
                     {"hierarchical",
                      "of it its own",
                      Kind::coefficient,
                      {},
                      {},
                      "Omega hierarchical of the subscale: what it measures beside the general factor"},
                     {"h", "H", Kind::coefficient}};
    std::vector<std::vector<Cell>> rows;
    for (std::size_t f = 0; f < omega.indices.groups.size(); ++f) {
        auto const& group = omega.indices.groups[f];
        std::string names;
        for (auto const item : group.items)
            names += (names.empty() ? "" : ", ") + items[static_cast<std::size_t>(item)];
        rows.push_back({group_name(static_cast<Eigen::Index>(f)), names, coefficient(group.total, "no items"),
                        coefficient(group.general, "no items"), coefficient(group.hierarchical, "no items"),
                        coefficient(group.h, "a loading is 1")});
    }
    table.hold(std::move(rows));
    table.notes = {"An item belongs to the group factor of its largest loading."};
    return table;
}

void add(Section& section, Analysis const& analysis, std::vector<GeneralFactorFinding> const& general,
         std::vector<std::string> const& items, std::string const& key, std::string const& title) {
    if (general.empty()) return;
    auto const& first = general.front().omega;
    if (!first.value) {
        section.blocks.emplace_back(Paragraph{title + ": " + first.reason + "."});
        return;
    }
    section.blocks.emplace_back(ways_table(general, key, title));
    section.blocks.emplace_back(loadings_table(analysis, *first.value, items, key, title));
    section.blocks.emplace_back(groups_table(*first.value, items, key, title));
}

}  // namespace

Section general_factor_section(Analysis const& analysis) {
    Section section{"general_factor", "General factor", {}, false};
    for (auto const& scale : analysis.scales)
        add(section, analysis, scale.reliability.general, scale.items, scale.scale->id, scale.scale->title);
    if (analysis.all_items)
        add(section, analysis, analysis.all_items->general, analysis.all_items->items, "all_items",
            "All items");
    return section;
}

}  // namespace quaestor::report
