#include "base/text.hpp"
#include "report/analysis/sections.hpp"

#include <cmath>

namespace quaestor::report {

using document::Cell;
using document::Kind;
using document::Paragraph;
using document::Section;
using document::Table;
using document::Tone;
using document::ToneRule;

namespace {

Table loading_table(Analysis const& analysis, factor::FactorSolution const& e,
                    std::vector<std::string> const& items, std::string const& key, std::string const& title) {
    auto const factors = factor_names(e.loadings.cols());
    Table table;
    table.key = "loadings_" + key;
    table.title = title + ": " + (factor::is_oblique(e.rotation) ? "pattern loadings" : "loadings");
    table.columns = {{"item", "Item"}, {"label", "Topic", Kind::text, {}, 30}};
    for (auto const& name : factors)
        table.columns.push_back({name, name, Kind::coefficient});
    table.columns.push_back({"communality", "Communality", Kind::coefficient});
    table.columns.push_back({"uniqueness", "Uniqueness", Kind::coefficient});
    table.columns.push_back(
        {"complexity", "Complexity", Kind::number, 1, {}, "How many factors the item rests on (Hofmann)"});
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto const j = static_cast<Eigen::Index>(i);
        std::vector<Cell> row{items[i], label_of(analysis, items[i])};
        for (Eigen::Index f = 0; f < e.loadings.cols(); ++f)
            row.emplace_back(e.loadings(j, f));
        row.push_back(coefficient(e.communalities[j]));
        row.push_back(coefficient(e.uniquenesses[j]));
        row.push_back(coefficient(e.complexity[j]));
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    emphasise(table, factors, ToneRule{document::when::MagnitudeBelow{small_loading}, Tone::muted});
    emphasise(table, factors, document::ColourScale{-1, 0, 1});
    table.notes = {"Loadings below .30 in size are grey."};
    return table;
}

Table variance_table(factor::FactorSolution const& e, std::string const& key, std::string const& title) {
    Table table;
    table.key = "variance_" + key;
    table.title = title + ": variance" +
                  (factor::is_oblique(e.rotation) && e.phi.rows() > 1 ? " and factor correlations" : "");
    auto const factors = factor_names(e.loadings.cols());
    table.columns = {{"factor", "Factor"},
                     {"ss", "SS loadings", Kind::number},
                     {"proportion", "Proportion", Kind::percent},
                     {"cumulative", "Cumulative", Kind::percent}};
    bool const correlated = factor::is_oblique(e.rotation) && e.phi.rows() > 1;
    if (correlated) {
        for (auto const& name : factors)
            table.columns.push_back({"phi_" + name, "r with " + name, Kind::coefficient});
    }
    std::vector<std::vector<Cell>> rows;
    for (Eigen::Index j = 0; j < e.loadings.cols(); ++j) {
        std::vector<Cell> row{factors[static_cast<std::size_t>(j)], e.ss_loadings[j], e.proportion[j],
                              e.cumulative[j]};
        for (Eigen::Index f = 0; correlated && f < e.phi.cols(); ++f)
            row.emplace_back(e.phi(j, f));
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    return table;
}

Table fit_table(factor::FactorSolution const& e, std::string const& key, std::string const& title) {
    auto const& fit = e.fit;
    Table table;
    table.key = "fit_" + key;
    table.title = title + ": fit";
    table.columns = {{"n", "n", Kind::count},
                     {"chi_square", "Chi-square", Kind::number},
                     {"df", "df", Kind::count},
                     {"p", "p", Kind::p_value},
                     {"rmsea", "RMSEA", Kind::coefficient, 3},
                     {"rmsea_lower", "lower", Kind::coefficient, 3},
                     {"rmsea_upper", "upper", Kind::coefficient, 3},
                     {"tli", "TLI", Kind::coefficient, 3},
                     {"bic", "BIC", Kind::number, 1},
                     {"rmsr", "RMSR", Kind::coefficient, 3}};
    auto const reason = std::string(fit.df == 0 ? "no degrees of freedom" : "not computed");
    table.hold({{e.persons, coefficient(fit.chi_squared, reason), fit.df, coefficient(fit.p_value, reason),
                 coefficient(fit.rmsea.value, reason), coefficient(fit.rmsea.lower, reason),
                 coefficient(fit.rmsea.upper, reason), coefficient(fit.tli, reason),
                 coefficient(fit.bic, reason), coefficient(fit.rmsr, reason)}});
    if (std::isfinite(fit.rmsea.level)) {
        table.notes = {
            "Chi-square with Bartlett's sample size and RMSEA over n, as psych::fa; confirmatory "
            "software differs. The interval of RMSEA covers " +
            percent(fit.rmsea.level) + "."};
    }
    return table;
}

void add_factors(Section& section, Analysis const& analysis, Finding<factor::FactorSolution> const& finding,
                 std::vector<std::string> const& items, std::string const& key, std::string const& title) {
    if (!finding.value) {
        section.blocks.emplace_back(
            Paragraph{title + ": no factor analysis. " + finding.reason, Tone::warning});
        return;
    }
    auto const& e = *finding.value;
    auto const count = static_cast<std::size_t>(e.loadings.cols());
    section.blocks.emplace_back(Paragraph{
        title + ": " + text::counted(count, "factor", "factors") + ", extraction " +
            std::string(factor::name_of(e.extraction)) + ", rotation " +
            (count > 1 ? std::string(factor::name_of(e.rotation)) + (e.kaiser ? " with" : " without") +
                             " Kaiser normalisation"
                       : "none") +
            (e.extracted.converged && e.rotated.converged ? "."
                                                          : ". NOT CONVERGED: do not rely on these numbers."),
        e.extracted.converged && e.rotated.converged ? Tone::strong : Tone::bad});
    section.blocks.emplace_back(loading_table(analysis, e, items, key, title));
    section.blocks.emplace_back(variance_table(e, key, title));
    section.blocks.emplace_back(fit_table(e, key, title));
}

}  // namespace

Section factors_section(Analysis const& analysis) {
    Section section{"factors", "Factors", {}, false};
    if (analysis.all_items) {
        add_factors(section, analysis, analysis.all_items->efa, analysis.all_items->items, "all",
                    "All items");
        add_remarks(section, "All items: remarks", analysis.all_items->remarks);
    }
    for (auto const& scale : analysis.scales) {
        add_factors(section, analysis, scale.efa, scale.items, scale.scale->id, scale.scale->title);
    }
    return section;
}

}  // namespace quaestor::report
