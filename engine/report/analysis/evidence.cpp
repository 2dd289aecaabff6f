#include "base/text.hpp"
#include "report/analysis/sections.hpp"

#include <cmath>

namespace quaestor::report {

using document::Cell;
using document::Kind;
using document::Section;
using document::Table;
using document::Tone;
using document::ToneRule;

namespace {

Table against_table(Evidence const& evidence, std::string const& level) {
    Table table;
    table.key = "against";
    table.title = "Scales against other measures";
    table.columns = {{"scale", "Scale"},
                     {"measure", "Against"},
                     {"title", "Title", Kind::text, {}, 30},
                     {"n", "n", Kind::count, {}, {}, "People with both"},
                     {"r", "r", Kind::coefficient, {}, {}, "Pearson"},
                     {"lower", "lower", Kind::coefficient, {}, {}, level + " interval (Fisher z)"},
                     {"upper", "upper", Kind::coefficient, {}, {}, level + " interval (Fisher z)"},
                     {"p", "p", Kind::p_value, {}, {}, "Two-sided, of no correlation"},
                     {"rho", "rho", Kind::coefficient, {}, {}, "Spearman"},
                     {"disattenuated",
                      "r without error",
                      Kind::coefficient,
                      {},
                      {},
                      "r divided by the root of the product of both alphas; a measure without one counts as "
                      "free of error"}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& entry : evidence.against) {
        std::vector<Cell> row{entry.scale, entry.measure, entry.title};
        if (auto const& found = entry.association.value) {
            row.insert(
                row.end(),
                {found->use.persons_used, coefficient(found->r.value), coefficient(found->r.lower, "too few"),
                 coefficient(found->r.upper, "too few"), coefficient(found->p), coefficient(found->rho),
                 coefficient(found->disattenuated, "no reliability")});
        } else {
            row.resize(table.columns.size(), Cell::absent("not computed"));
            table.notes.push_back(entry.scale + " against " + entry.measure + ": " +
                                  entry.association.reason + ".");
        }
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    emphasise(table, {"r"}, document::ColourScale{-1, 0, 1});
    return table;
}

Table groups_table(Evidence const& evidence) {
    Table table;
    table.key = "known_groups";
    table.title = "Scales by groups of '" + evidence.group_column + "'";
    table.columns = {{"scale", "Scale"},
                     {"group", "Group"},
                     {"n", "n", Kind::count},
                     {"mean", "Mean", Kind::number},
                     {"sd", "SD", Kind::number},
                     {"f", "F", Kind::number, {}, {}, "One-way analysis of variance, of the whole scale"},
                     {"p", "p", Kind::p_value},
                     {"eta_squared", "Eta squared", Kind::coefficient, {}, {}, "In this sample"},
                     {"omega_squared", "Omega squared", Kind::coefficient, {}, {}, "In the population"}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& entry : evidence.groups) {
        if (!entry.comparison.value) {
            table.notes.push_back(entry.scale + ": " + entry.comparison.reason + ".");
            continue;
        }
        auto const& found = *entry.comparison.value;
        for (std::size_t g = 0; g < found.groups.size(); ++g) {
            auto const& group = found.groups[g];
            std::vector<Cell> row{g == 0 ? entry.scale : "", evidence.group_names[g], group.persons,
                                  coefficient(group.mean, "nobody"), coefficient(group.sd, "too few")};
            if (g == 0) {
                row.insert(row.end(), {coefficient(found.f), coefficient(found.p),
                                       coefficient(found.eta_squared), coefficient(found.omega_squared)});
            }
            row.resize(table.columns.size());
            rows.push_back(std::move(row));
        }
    }
    table.hold(std::move(rows));
    return table;
}

Table differences_table(Evidence const& evidence, std::string const& level) {
    Table table;
    table.key = "known_group_differences";
    table.title = "How far the groups are apart";
    table.columns = {{"scale", "Scale"},
                     {"groups", "Groups", Kind::text, {}, {}, "The first minus the second"},
                     {"difference", "Difference", Kind::number},
                     {"g", "Hedges' g", Kind::number, {}, {}, "Difference in pooled standard deviations"},
                     {"lower", "lower", Kind::number, {}, {}, level + " interval (noncentral t)"},
                     {"upper", "upper", Kind::number, {}, {}, level + " interval (noncentral t)"},
                     {"t", "Welch t", Kind::number},
                     {"df", "df", Kind::number},
                     {"p", "p", Kind::p_value},
                     {"superiority",
                      "Superiority",
                      Kind::coefficient,
                      {},
                      {},
                      "How often a person of the first group has the higher score of two; ties count half"}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& entry : evidence.groups) {
        if (!entry.comparison.value) continue;
        auto const& found = *entry.comparison.value;
        for (std::size_t i = 0; i < found.pairs.size(); ++i) {
            auto const [a, b] = found.pairs[i];
            auto const& d = found.differences[i];
            rows.push_back({entry.scale, evidence.group_names[a] + " - " + evidence.group_names[b],
                            found.groups[a].mean - found.groups[b].mean,
                            coefficient(d.g.value, "no variance"), coefficient(d.g.lower, ""),
                            coefficient(d.g.upper, ""), coefficient(d.welch_t, "no variance"),
                            coefficient(d.welch_df, ""), coefficient(d.p, ""), coefficient(d.superiority)});
        }
    }
    table.hold(std::move(rows));
    return table;
}

std::string two_digits(double value) {
    return std::isnan(value) ? "none" : text::fixed(value, 2);
}

/// Reliabilities on the diagonal, correlations below it.
Table multitrait_table(Evidence::Methods const& methods) {
    auto const& found = *methods.table.value;
    Table table;
    table.key = "multitrait";
    table.title = "Several traits by several methods";
    table.columns = {{"method", "Method"}, {"trait", "Trait"}};
    std::vector<std::string> keys;
    for (std::size_t j = 0; j < methods.measures.size(); ++j) {
        keys.push_back(methods.names[j]);
        table.columns.push_back(
            {methods.names[j],
             methods.methods[methods.measures[j].method] + ": " + methods.traits[methods.measures[j].trait],
             Kind::coefficient});
    }
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < methods.measures.size(); ++i) {
        auto const& measure = methods.measures[i];
        std::vector<Cell> row{methods.methods[measure.method], methods.traits[measure.trait]};
        for (std::size_t j = 0; j <= i; ++j) {
            auto cell = i == j
                            ? coefficient(methods.reliabilities[i], "-")
                            : coefficient(found.r(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)),
                                          "no variance");
            if (i != j && methods.measures[j].trait == measure.trait) cell.tone = Tone::strong;
            row.push_back(std::move(cell));
        }
        row.resize(table.columns.size());
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    table.frozen_columns = 2;
    table.notes = {
        "On the diagonal Cronbach's alpha, where there is one. Bold: the same trait by two methods.",
        "Means: same trait, other method " + two_digits(found.mean_validity) + "; other trait, same method " +
            two_digits(found.mean_heterotrait_monomethod) + "; other trait, other method " +
            two_digits(found.mean_heterotrait_heteromethod) + "."};
    return table;
}

Table validity_table(Evidence::Methods const& methods) {
    Table table;
    table.key = "validities";
    table.title = "Does the same trait agree more than others do?";
    table.columns = {{"first", "Measure"},
                     {"second", "and"},
                     {"r", "r", Kind::coefficient},
                     {"across", "Others across the methods", Kind::count},
                     {"across_below", "of them below r", Kind::count},
                     {"within", "Others within a method", Kind::count},
                     {"within_below", "of them below r", Kind::count},
                     {"holds", "All below", Kind::flag}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& v : methods.table.value->validities) {
        bool const holds = v.across == v.across_below && v.within == v.within_below;
        rows.push_back({methods.names[v.first], methods.names[v.second], coefficient(v.r, "no variance"),
                        v.across, v.across_below, v.within, v.within_below, holds ? "yes" : "no"});
    }
    table.hold(std::move(rows));
    emphasise(table, {"holds"}, ToneRule{document::when::Equals{"no"}, Tone::warning});
    return table;
}

}  // namespace

Section evidence_section(Analysis const& analysis) {
    auto const& evidence = *analysis.evidence;
    auto const level = percent(analysis.options.level);
    Section section{"evidence", "Other measures", {}, false};
    if (!evidence.against.empty()) section.blocks.emplace_back(against_table(evidence, level));
    if (!evidence.groups.empty()) {
        section.blocks.emplace_back(groups_table(evidence));
        section.blocks.emplace_back(differences_table(evidence, level));
    }
    if (evidence.methods && evidence.methods->table.value) {
        section.blocks.emplace_back(multitrait_table(*evidence.methods));
        section.blocks.emplace_back(validity_table(*evidence.methods));
    } else if (evidence.methods) {
        section.blocks.emplace_back(
            document::Paragraph{"Several methods: " + evidence.methods->table.reason, Tone::warning});
    }
    add_remarks(section, "Remarks", evidence.remarks);
    return section;
}

}  // namespace quaestor::report
