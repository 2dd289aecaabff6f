#include "base/text.hpp"
#include "report/analysis/sections.hpp"
#include "report/analysis_document.hpp"

#include <algorithm>

namespace quaestor::report {

using document::Cell;
using document::Kind;
using document::Paragraph;
using document::Section;
using document::Table;
using document::Tone;
using document::ToneRule;

namespace {

Table scree_table(dimensionality::ParallelAnalysis const& p, std::string const& key,
                  std::string const& title) {
    Table table;
    table.key = "scree_" + key;
    table.title = title + ": eigenvalues";
    table.columns = {{"component", "Component", Kind::count},
                     {"observed", "Observed", Kind::number},
                     {"simulated_mean", "Simulated mean", Kind::number},
                     {"simulated_95", "Simulated 95th percentile", Kind::number},
                     {"above", "Above the percentile", Kind::flag}};
    std::vector<std::vector<Cell>> rows;
    for (Eigen::Index i = 0; i < p.observed.size(); ++i) {
        rows.push_back({static_cast<std::int64_t>(i + 1), p.observed[i], p.mean[i], p.percentile[i],
                        i < p.suggested_by_percentile ? "yes" : ""});
    }
    table.hold(std::move(rows));
    emphasise(table, {"above"}, ToneRule{document::when::Equals{"yes"}, Tone::good});
    table.notes = {"Principal components of the correlations beside those of " +
                   text::grouped(static_cast<std::size_t>(p.replications)) +
                   " samples of independent normal data of the same size (seed " + std::to_string(p.seed) +
                   ")."};
    return table;
}

document::Figure scree_figure(std::string const& key, std::string const& title) {
    return {"figure_" + key,
            title + ": scree plot with parallel analysis",
            document::Chart::lines,
            "scree_" + key,
            "component",
            {{"observed"},
             {"simulated_mean", document::Stroke::reference},
             {"simulated_95", document::Stroke::limit}},
            {"Component"},
            {"Eigenvalue", 0.0},
            "Observed eigenvalues as a line with marks; mean and 95th percentile of the simulated ones as "
            "dashed and dotted "
            "lines. Components above the dotted line are more than chance."};
}

void add_dimensions(Section& section, Dimensions const& d, std::string const& key, std::string const& title) {
    if (!d.parallel.value) {
        section.blocks.emplace_back(Paragraph{title + ": " + d.parallel.reason, Tone::warning});
        return;
    }
    section.blocks.emplace_back(scree_figure(key, title));
    section.blocks.emplace_back(scree_table(*d.parallel.value, key, title));
}

}  // namespace

Section dimensions_section(Analysis const& analysis) {
    Section section{"dimensions", "Dimensions", {dimension_table(analysis)}, false};
    if (analysis.all_items) add_dimensions(section, analysis.all_items->dimensions, "all", "All items");
    for (auto const& scale : analysis.scales)
        add_dimensions(section, scale.dimensions, scale.scale->id, scale.scale->title);
    return section;
}

document::Table dimension_table(Analysis const& analysis) {
    Table table;
    table.key = "dimension_rules";
    table.title = "How many factors, and is there anything to factor?";
    table.columns = {{"of", "Of"},
                     {"n", "n", Kind::count},
                     {"kmo", "KMO", Kind::coefficient, {}, {}, "Sampling adequacy; below .60 is poor"},
                     {"chi_square", "Bartlett chi-square", Kind::number},
                     {"df", "df", Kind::count},
                     {"p", "p", Kind::p_value},
                     {"parallel",
                      "Parallel analysis",
                      Kind::count,
                      {},
                      {},
                      "Components above the 95th percentile of chance"},
                     {"map", "Velicer's MAP", Kind::count},
                     {"extracted", "Extracted", Kind::count}};
    std::vector<std::vector<Cell>> rows;
    auto const add = [&](std::string const& title, SampleUse const& use, Dimensions const& d,
                         Finding<factor::FactorSolution> const& efa) {
        std::vector<Cell> row{title, d.persons > 0 ? d.persons : use.persons_used};
        if (d.kmo.value) {
            row.push_back(coefficient(d.kmo.value->kmo));
            row.push_back(coefficient(d.kmo.value->chi_squared));
            row.emplace_back(d.kmo.value->df);
            row.push_back(coefficient(d.kmo.value->p_value));
        } else {
            for (int i = 0; i < 4; ++i)
                row.push_back(Cell::absent("not computed"));
        }
        row.push_back(d.parallel.value ? Cell(d.parallel.value->suggested_by_percentile)
                                       : Cell::absent("not computed"));
        row.push_back(d.map.value ? Cell(d.map.value->suggested_squared) : Cell::absent("not computed"));
        row.push_back(efa.value ? Cell(static_cast<std::int64_t>(efa.value->loadings.cols()))
                                : Cell::absent("not computed"));
        rows.push_back(std::move(row));
        std::vector<std::string> said;
        for (auto const& reason : {d.kmo.reason, d.parallel.reason, d.map.reason, efa.reason}) {
            bool const known = std::any_of(said.begin(), said.end(),
                                           [&](std::string const& other) { return reason.ends_with(other); });
            if (reason.empty() || known) continue;
            said.push_back(reason);
            table.notes.push_back(title + ": " + reason + ".");
        }
    };
    if (analysis.all_items) {
        add("All items", analysis.all_items->use, analysis.all_items->dimensions, analysis.all_items->efa);
    }
    for (auto const& scale : analysis.scales)
        add(scale.scale->title, scale.use, scale.dimensions, scale.efa);
    table.hold(std::move(rows));
    emphasise(table, {"kmo"}, ToneRule{document::when::Below{low_kmo}, Tone::warning});
    return table;
}

}  // namespace quaestor::report
