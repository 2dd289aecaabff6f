// Omegas of a declared structure: each part and the whole, and the model behind them.
#include "base/text.hpp"
#include "report/analysis/sections.hpp"

#include <cmath>

namespace quaestor::report {

using document::Cell;
using document::Kind;
using document::Section;
using document::Table;

namespace {

std::string names_of(std::vector<Eigen::Index> const& which, std::vector<std::string> const& items) {
    std::vector<std::string> names;
    for (auto const item : which)
        names.push_back(items[static_cast<std::size_t>(item)]);
    return text::join(names, ", ");
}

std::string fit_note(sem::StructureFit const& fit, std::int64_t persons) {
    std::string note = "Fit by " + std::string(sem::name_of(fit.estimator)) +
                       ", n = " + text::grouped(static_cast<std::size_t>(persons)) + ": ";
    if (std::isfinite(fit.chi_squared)) {
        note += "chi-square " + text::fixed(fit.chi_squared, 2) + " with " + std::to_string(fit.df) +
                " degrees of freedom";
        if (std::isfinite(fit.p_value))
            note += ", p " +
                    (fit.p_value < 0.001 ? std::string("< .001") : "= " + text::fixed(fit.p_value, 3)) +
                    ", RMSEA " + text::fixed(fit.rmsea, 3);
        note += ", ";
    }
    note += "SRMR " + text::fixed(fit.srmr, 3) + ".";
    if (!fit.convergence.converged) note += " The search did not converge.";
    if (!fit.admissible()) note += " The solution is inadmissible.";
    return note;
}

Table omegas_table(StructureFinding const& structure, std::vector<std::string> const& items,
                   std::string const& key, std::string const& title) {
    Table table;
    table.key = "structure_" + key;
    table.title = title + ": omega as the definition divides it";
    table.columns = {{"part", "Part"},
                     {"items", "Items", Kind::text, {}, 40},
                     {"omega",
                      "Omega",
                      Kind::coefficient,
                      {},
                      {},
                      "Maximum likelihood, covariances, over the model's variance"},
                     {"observed",
                      "Omega, observed variance",
                      Kind::coefficient,
                      {},
                      {},
                      "The same over the variance of the sum in these data"},
                     {"categorical",
                      "Categorical omega",
                      Kind::coefficient,
                      {},
                      {},
                      "DWLS, polychoric correlations, carried over to the sum of the answers"}};
    auto const& omega = structure.omega.value;
    auto const& categorical = structure.categorical.value;
    auto const row = [&](std::string name, std::string what, reliability::OmegaOfSum const& plain,
                         reliability::OmegaOfSum const& ordered) {
        return std::vector<Cell>{std::move(name), std::move(what), coefficient(plain.of_model),
                                 coefficient(plain.of_observed), coefficient(ordered.of_observed)};
    };
    std::vector<std::vector<Cell>> rows;
    auto const& divided = omega ? omega->items : categorical->items;
    for (std::size_t p = 0; p < divided.size(); ++p) {
        rows.push_back(row(structure.parts[p], names_of(divided[p], items),
                           omega ? omega->parts[p] : reliability::OmegaOfSum{},
                           categorical ? categorical->parts[p] : reliability::OmegaOfSum{}));
    }
    rows.push_back(row("Sum of all", text::counted(items.size(), "item", "items"),
                       omega ? omega->total : reliability::OmegaOfSum{},
                       categorical ? categorical->total : reliability::OmegaOfSum{}));
    table.hold(std::move(rows));
    table.notes.push_back("Divided by " + structure.source +
                          ": every item measures the factor of its part, and factors correlate.");
    if (omega) {
        table.notes.push_back(fit_note(omega->fit, omega->use.persons_used));
    } else {
        table.notes.push_back("Omega: " + structure.omega.reason + ".");
    }
    if (categorical) {
        table.notes.push_back(fit_note(categorical->fit, categorical->use.persons_used));
    } else {
        table.notes.push_back("Categorical omega: " + structure.categorical.reason + ".");
    }
    return table;
}

Table loadings_table(Analysis const& analysis, StructureFinding const& structure,
                     std::vector<std::string> const& items, std::string const& key,
                     std::string const& title) {
    auto const& omega = structure.omega.value;
    auto const& categorical = structure.categorical.value;
    auto const& shape = omega ? omega->fit.structure : categorical->fit.structure;
    Table table;
    table.key = "structure_loadings_" + key;
    table.title = title + ": loadings of these factors";
    table.columns = {{"item", "Item"},
                     {"label", "Topic", Kind::text, {}, 30},
                     {"part", "Part"},
                     {"loading", "Loading", Kind::number, {}, {}, "In the units of the item"},
                     {"residual", "Residual variance", Kind::number},
                     {"standardized", "Standardized", Kind::coefficient},
                     {"polychoric",
                      "Polychoric",
                      Kind::coefficient,
                      {},
                      {},
                      "Loading of the normal variable behind the answers, DWLS"}};
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto const j = static_cast<Eigen::Index>(i);
        auto const part = static_cast<std::size_t>(shape.factor_of[i]);
        std::vector<Cell> row{items[i], label_of(analysis, items[i]), structure.parts[part]};
        double const loading = omega ? omega->fit.model.loadings[j] : absent;
        row.push_back(coefficient(loading));
        row.push_back(coefficient(omega ? omega->fit.model.residuals[j] : absent));
        row.push_back(coefficient(omega ? loading / std::sqrt(omega->fit.implied(j, j)) : absent));
        row.push_back(coefficient(categorical ? categorical->fit.model.loadings[j] : absent));
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    emphasise(table, {"standardized", "polychoric"}, document::ColourScale{-1, 0, 1});
    return table;
}

Table factors_table(StructureFinding const& structure, std::string const& key, std::string const& title) {
    Table table;
    table.key = "structure_factors_" + key;
    table.title = title + ": correlations of these factors";
    table.columns = {{"first", "Part"},
                     {"second", "and"},
                     {"r", "r", Kind::coefficient, {}, {}, "Maximum likelihood, covariances"},
                     {"polychoric", "Polychoric r", Kind::coefficient, {}, {}, "DWLS"}};
    auto const& omega = structure.omega.value;
    auto const& categorical = structure.categorical.value;
    std::vector<std::vector<Cell>> rows;
    for (std::size_t a = 0; a < structure.parts.size(); ++a) {
        for (std::size_t b = a + 1; b < structure.parts.size(); ++b) {
            auto const f = static_cast<Eigen::Index>(a);
            auto const g = static_cast<Eigen::Index>(b);
            rows.push_back({structure.parts[a], structure.parts[b],
                            coefficient(omega ? omega->fit.model.phi(f, g) : absent),
                            coefficient(categorical ? categorical->fit.model.phi(f, g) : absent)});
        }
    }
    table.hold(std::move(rows));
    emphasise(table, {"r", "polychoric"},
              document::ToneRule{document::when::MagnitudeAtLeast{1.0}, document::Tone::warning});
    return table;
}

}  // namespace

void add_structure(Section& section, Analysis const& analysis, StructureFinding const& structure,
                   std::vector<std::string> const& items, std::string const& key, std::string const& title) {
    if (!structure.omega.value && !structure.categorical.value) return;
    section.blocks.emplace_back(omegas_table(structure, items, key, title));
    section.blocks.emplace_back(loadings_table(analysis, structure, items, key, title));
    section.blocks.emplace_back(factors_table(structure, key, title));
}

}  // namespace quaestor::report
