#include "base/text.hpp"
#include "report/analysis/coefficients.hpp"
#include "report/analysis/sections.hpp"
#include "report/analysis_document.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::report {

using document::Cell;
using document::Kind;
using document::Paragraph;
using document::Section;
using document::Table;
using document::Tone;

namespace {

/// Every coefficient of one scale, with how it was made.
Table coefficient_table(ScaleAnalysis const& scale) {
    Table table;
    table.key = "coefficients_" + scale.scale->id;
    table.title = scale.scale->title + ": every coefficient";
    table.columns = {{"coefficient", "Coefficient", Kind::text, {}, 36},
                     {"estimate", "Estimate", Kind::coefficient},
                     {"se", "SE", Kind::coefficient},
                     {"lower", "lower", Kind::coefficient},
                     {"upper", "upper", Kind::coefficient},
                     {"interval", "Interval", Kind::text, {}, 26},
                     {"how", "How", Kind::text, {}, 60},
                     {"beside", "Beside other programs", Kind::text, {}, 60}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& one : coefficients_of(scale)) {
        auto const& e = one.estimate;
        auto const bound = [](double value) { return std::isfinite(value) ? Cell(value) : Cell(); };
        rows.push_back({one.name, coefficient(e.value, one.reason), bound(one.se), bound(e.lower),
                        bound(e.upper), e.method, one.how, one.beside});
    }
    table.hold(std::move(rows));
    table.notes = {
        "n = " + text::grouped(static_cast<std::size_t>(scale.use.persons_used)) + ", " +
        text::counted(scale.items.size(), "item", "items") +
        ". Each coefficient answers another question: alpha and the lambdas are lower bounds, omega rests "
        "on a model, the greatest lower bound on large samples."};
    return table;
}

}  // namespace

Section reliability_section(Analysis const& analysis) {
    Section section{"reliability", "Reliability", {reliability_table(analysis)}, false};
    for (auto const& scale : analysis.scales) {
        if (!scale.alpha.value) {
            section.blocks.emplace_back(
                Paragraph{scale.scale->title + ": " + scale.alpha.reason, Tone::warning});
        }
        section.blocks.emplace_back(coefficient_table(scale));
        add_structure(section, analysis, scale.reliability.structure, scale.items, scale.scale->id,
                      scale.scale->title);
        add_remarks(section, scale.scale->title + ": remarks", scale.remarks);
    }
    if (analysis.all_items) {
        auto const& together = analysis.all_items->scales;
        add_structure(section, analysis, together.structure, together.items, "all_scales",
                      "All scales together");
        add_remarks(section, "All scales together: remarks", together.remarks);
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
                     {"categorical",
                      "Categorical omega",
                      Kind::coefficient,
                      {},
                      {},
                      "One factor, DWLS, polychoric correlations, carried over to the sum of the answers"},
                     {"lambda2", "Lambda 2", Kind::coefficient},
                     {"lambda6", "Lambda 6", Kind::coefficient},
                     {"mean_r", "Mean r", Kind::coefficient, {}, {}, "Mean correlation of two items"},
                     {"sem",
                      "SEM",
                      Kind::number,
                      {},
                      {},
                      "Standard error of measurement of the sum of the items; divide by their number for a "
                      "mean"}};
    bool const divided = std::any_of(
        analysis.scales.begin(), analysis.scales.end(),
        [](ScaleAnalysis const& scale) { return scale.reliability.structure.omega.value.has_value(); });
    if (divided) {
        table.columns.push_back({"structure",
                                 "Omega by parts",
                                 Kind::coefficient,
                                 {},
                                 {},
                                 "A factor for each part that the definition divides the scale into, maximum "
                                 "likelihood, over the model's variance"});
    }
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
        auto const& categorical = scale.reliability.categorical_omega.value;
        row.push_back(categorical ? coefficient(categorical->total.of_observed)
                                  : Cell::absent("not computed"));
        row.push_back(scale.guttman.value ? coefficient(scale.guttman.value->lambdas.lambda2)
                                          : Cell::absent("not computed"));
        row.push_back(scale.guttman.value ? coefficient(scale.guttman.value->lambdas.lambda6)
                                          : Cell::absent("not computed"));
        alpha([](auto const& a) { return a.average_r; });
        alpha([](auto const& a) { return a.sem; });
        if (divided) {
            auto const& structure = scale.reliability.structure.omega.value;
            row.push_back(structure ? coefficient(structure->total.of_model) : Cell::absent("not computed"));
        }
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    return table;
}

}  // namespace quaestor::report
