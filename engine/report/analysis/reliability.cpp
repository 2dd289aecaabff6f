#include "report/analysis/sections.hpp"
#include "report/analysis_document.hpp"

namespace quaestor::report {

using document::Cell;
using document::Kind;
using document::Paragraph;
using document::Section;
using document::Table;
using document::Tone;
using document::ToneRule;

namespace {

Table item_rest_table(Analysis const& analysis, ScaleAnalysis const& scale) {
    auto const& a = *scale.alpha.value;
    Table table;
    table.key = "items_" + scale.scale->id;
    table.title = scale.scale->title + ": items";
    table.columns = {{"item", "Item"},
                     {"label", "Topic", Kind::text, {}, 30},
                     {"r_corrected",
                      "Corrected item-total r",
                      Kind::coefficient,
                      {},
                      {},
                      "With the sum of the other items"},
                     {"r_total", "Item-total r", Kind::coefficient, {}, {}, "With the sum of all items"},
                     {"r_standardized",
                      "r standardized",
                      Kind::coefficient,
                      {},
                      {},
                      "With the sum of the standardized items"},
                     {"alpha_if_dropped",
                      "Alpha if dropped",
                      Kind::coefficient,
                      {},
                      {},
                      "Blue where the scale would gain"}};
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < scale.items.size(); ++i) {
        auto const j = static_cast<Eigen::Index>(i);
        auto dropped = coefficient(a.alpha_if_dropped[j], "too few items");
        if (a.alpha_if_dropped[j] > a.alpha.value) dropped.tone = Tone::notice;
        rows.push_back({scale.items[i], label_of(analysis, scale.items[i]),
                        coefficient(a.item_rest_r[j], "no variance"),
                        coefficient(a.item_total_r[j], "no variance"),
                        coefficient(a.item_standardized_r[j], "no variance"), std::move(dropped)});
    }
    table.hold(std::move(rows));
    emphasise(table, {"r_corrected"}, ToneRule{document::when::Below{weak_item_rest}, Tone::warning});
    table.notes = {
        "Marked are corrected item-total correlations below .30, and alpha where it would rise without "
        "the item."};
    return table;
}

}  // namespace

Section reliability_section(Analysis const& analysis) {
    Section section{"reliability", "Reliability", {reliability_table(analysis)}, false};
    for (auto const& scale : analysis.scales) {
        if (scale.alpha.value) {
            section.blocks.emplace_back(item_rest_table(analysis, scale));
        } else {
            section.blocks.emplace_back(
                Paragraph{scale.scale->title + ": " + scale.alpha.reason, Tone::warning});
        }
        add_remarks(section, scale.scale->title + ": remarks", scale.remarks);
    }
    return section;
}

document::Table reliability_table(Analysis const& analysis) {
    Table table;
    table.key = "reliability";
    table.title = "Reliability";
    auto const level = percent(analysis.options.level);
    table.columns = {{"scale", "Scale"},
                     {"items", "Items", Kind::count},
                     {"n", "n", Kind::count, {}, {}, "People with an answer to every item of the scale"},
                     {"dropped", "Dropped", Kind::count, {}, {}, "People with an answer missing"},
                     {"alpha", "Alpha", Kind::coefficient, {}, {}, "Cronbach's alpha"},
                     {"lower", "lower", Kind::coefficient, {}, {}, level + " interval (Feldt)"},
                     {"upper", "upper", Kind::coefficient, {}, {}, level + " interval (Feldt)"},
                     {"standardized", "Standardized alpha", Kind::coefficient},
                     {"omega", "Omega total", Kind::coefficient, {}, {}, "One factor, minres, correlations"},
                     {"lambda2", "Lambda 2", Kind::coefficient},
                     {"lambda6", "Lambda 6", Kind::coefficient},
                     {"mean_r", "Mean inter-item r", Kind::coefficient},
                     {"sem",
                      "SEM of the sum",
                      Kind::number,
                      {},
                      {},
                      "Standard error of measurement of the sum of the items; divide by their number for a "
                      "mean"}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& scale : analysis.scales) {
        std::vector<Cell> row{scale.scale->title, scale.items.size(), scale.use.persons_used,
                              scale.use.persons_dropped};
        auto const alpha = [&](auto&& pick) {
            row.push_back(scale.alpha.value ? coefficient(pick(*scale.alpha.value))
                                            : Cell::absent("not computed"));
        };
        if (!scale.alpha.value) table.notes.push_back(scale.scale->title + ": " + scale.alpha.reason + ".");
        alpha([](auto const& a) { return a.alpha.value; });
        alpha([](auto const& a) { return a.alpha.lower; });
        alpha([](auto const& a) { return a.alpha.upper; });
        alpha([](auto const& a) { return a.standardized; });
        row.push_back(scale.omega.value ? coefficient(scale.omega.value->total)
                                        : Cell::absent("not computed"));
        row.push_back(scale.guttman.value ? coefficient(scale.guttman.value->lambdas.lambda2)
                                          : Cell::absent("not computed"));
        row.push_back(scale.guttman.value ? coefficient(scale.guttman.value->lambdas.lambda6)
                                          : Cell::absent("not computed"));
        alpha([](auto const& a) { return a.average_r; });
        alpha([](auto const& a) { return a.sem; });
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    return table;
}

}  // namespace quaestor::report
