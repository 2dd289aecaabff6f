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

Table precision_table(Analysis const& analysis) {
    auto const level = percent(analysis.options.level);
    Table table;
    table.key = "precision";
    table.title = "Precision of one person's sum";
    table.columns = {
        {"scale", "Scale"},
        {"reliability", "Alpha", Kind::coefficient},
        {"mean", "Mean", Kind::number},
        {"sd", "SD", Kind::number},
        {"sem", "SEM", Kind::number, {}, {}, "Standard error of measurement: SD sqrt(1 - alpha)"},
        {"half_width", "-+ " + level, Kind::number, {}, {}, "Half of the " + level + " interval"},
        {"see", "SEE", Kind::number, {}, {}, "Standard error of estimation: SD sqrt(alpha (1 - alpha))"},
        {"sdiff", "SE of a difference", Kind::number, {}, {}, "Of two measurements of one person"},
        {"mdc",
         "Smallest change",
         Kind::number,
         {},
         {},
         "Minimal detectable change at " + level + ": a smaller one may be error of measurement"},
        {"double", "Alpha if twice as long", Kind::coefficient},
        {"half", "Alpha if half as long", Kind::coefficient},
        {"items_90",
         "Items for .90",
         Kind::count,
         {},
         {},
         "How many items like these an alpha of .90 needs"}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& scale : analysis.scales) {
        auto const& found = scale.reliability.precision;
        std::vector<Cell> row{scale.scale->title};
        if (!found.value) {
            for (std::size_t i = 1; i < table.columns.size(); ++i)
                row.push_back(Cell::absent("not computed"));
            table.notes.push_back(scale.scale->title + ": " + found.reason + ".");
        } else {
            auto const& p = *found.value;
            for (double const value :
                 {p.reliability, p.mean, p.sd, p.of_measurement, p.half_width, p.of_estimation,
                  p.of_difference, p.minimal_change, reliability::spearman_brown(p.reliability, 2.0),
                  reliability::spearman_brown(p.reliability, 0.5)})
                row.push_back(coefficient(value));
            double const items =
                reliability::length_for(p.reliability, 0.9) * static_cast<double>(scale.items.size());
            row.push_back(items < 1e6 ? Cell(static_cast<std::int64_t>(std::ceil(items - 1e-9)))
                                      : Cell::absent("no number of items"));
        }
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    table.notes.push_back(
        "Sums of the items, whatever the scale is scored as; divide by the number of items for "
        "a mean. Longer and shorter scales by Spearman-Brown: items like those there are.");
    return table;
}

Table scores_table(Analysis const& analysis, ScaleAnalysis const& scale) {
    auto const level = percent(analysis.options.level);
    Table table;
    table.key = "scores_" + scale.scale->id;
    table.title = scale.scale->title + ": what a sum says";
    table.columns = {
        {"score", "Sum", Kind::number},
        {"people", "People", Kind::count},
        {"lower", "lower", Kind::number, {}, {}, level + " interval: sum -+ z SEM"},
        {"upper", "upper", Kind::number, {}, {}, level + " interval: sum -+ z SEM"},
        {"true_score",
         "Estimated true sum",
         Kind::number,
         {},
         {},
         "Kelley's: nearer to the mean by as much as the scale is unreliable"},
        {"true_lower",
         "lower",
         Kind::number,
         {},
         {},
         level + " interval of the true sum: -+ z SEE, for somebody of this sample's population"},
        {"true_upper",
         "upper",
         Kind::number,
         {},
         {},
         level + " interval of the true sum: -+ z SEE, for somebody of this sample's population"}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& each : scale.reliability.scores) {
        auto const& i = each.interval;
        rows.push_back({i.score, each.people, i.lower, i.upper, i.true_score, i.true_lower, i.true_upper});
    }
    table.hold(std::move(rows));
    table.notes = {"The same width at every sum: one standard error of measurement for the whole scale."};
    return table;
}

Table groups_table(Analysis const& analysis) {
    auto const level = percent(analysis.options.level);
    Table table;
    table.key = "alpha_by_group";
    table.title = "Alpha by " + text::printable(analysis.options.group);
    table.columns = {{"scale", "Scale"},
                     {"group", "Group"},
                     {"n", "n", Kind::count},
                     {"alpha", "Alpha", Kind::coefficient},
                     {"lower", "lower", Kind::coefficient, {}, {}, level + " interval (Feldt)"},
                     {"upper", "upper", Kind::coefficient, {}, {}, level + " interval (Feldt)"},
                     {"sem", "SEM of the sum", Kind::number},
                     {"test", "Test", Kind::text},
                     {"statistic", "Statistic", Kind::number},
                     {"p", "p", Kind::p_value, {}, {}, "That alpha is the same in all groups"}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& scale : analysis.scales) {
        auto const& r = scale.reliability;
        for (std::size_t g = 0; g < r.groups.size(); ++g) {
            auto const& group = r.groups[g];
            std::vector<Cell> row{scale.scale->title, group.group};
            if (group.alpha.value) {
                auto const& a = *group.alpha.value;
                row.emplace_back(a.use.persons_used);
                for (double const value : {a.alpha.value, a.alpha.lower, a.alpha.upper})
                    row.push_back(coefficient(value));
                row.push_back(coefficient(a.sem, "alpha is negative"));
            } else {
                for (int i = 0; i < 5; ++i)
                    row.push_back(Cell::absent("not computed"));
                table.notes.push_back(scale.scale->title + ", " + group.group + ": " + group.alpha.reason +
                                      ".");
            }
            if (g > 0) {
                for (int i = 0; i < 3; ++i)
                    row.emplace_back();
            } else if (r.groups_compared.value) {
                auto const& test = *r.groups_compared.value;
                row.emplace_back(test.method);
                row.push_back(coefficient(test.statistic));
                row.push_back(coefficient(test.p_value));
            } else {
                for (int i = 0; i < 3; ++i)
                    row.push_back(Cell::absent("not computed"));
                table.notes.push_back(scale.scale->title + ": " + r.groups_compared.reason + ".");
            }
            rows.push_back(std::move(row));
        }
    }
    table.hold(std::move(rows));
    return table;
}

Table pairs_table(Analysis const& analysis, ScalesTogether const& together) {
    Table table;
    table.key = "scale_pairs";
    table.title = "Scales beside each other";
    table.columns = {{"first", "Scale"},
                     {"second", "and"},
                     {"r", "r", Kind::coefficient, {}, {}, "Of the two sums"},
                     {"disattenuated",
                      "r of true scores",
                      Kind::coefficient,
                      {},
                      {},
                      "Corrected for attenuation: r / sqrt(alpha alpha)"},
                     {"difference", "Reliability of the difference", Kind::coefficient},
                     {"t",
                      "t",
                      Kind::number,
                      {},
                      {},
                      "That both alphas are equal: log(1 - alpha), by leaving out each person"},
                     {"p", "p", Kind::p_value}};
    auto const title = [&](std::size_t scale) { return analysis.scales[scale].scale->title; };
    std::vector<std::vector<Cell>> rows;
    for (auto const& pair : together.pairs) {
        std::vector<Cell> row{title(pair.first), title(pair.second),
                              coefficient(pair.r, "a sum does not vary"),
                              coefficient(pair.disattenuated, "an alpha is not above 0"),
                              coefficient(pair.difference_reliability, "not defined")};
        if (pair.alphas.value) {
            row.push_back(coefficient(pair.alphas.value->statistic));
            row.push_back(coefficient(pair.alphas.value->p_value));
        } else {
            row.push_back(Cell::absent("not computed"));
            row.push_back(Cell::absent("not computed"));
            table.notes.push_back(title(pair.first) + " and " + title(pair.second) + ": " +
                                  pair.alphas.reason + ".");
        }
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    emphasise(table, {"disattenuated"}, ToneRule{document::when::MagnitudeAtLeast{1.0}, Tone::warning});
    table.notes.push_back(
        "People with an answer to every item of every scale: " +
        text::grouped(static_cast<std::size_t>(together.persons)) +
        ". A correlation of true scores of 1 or beyond says that the alphas are too low for it, or "
        "that errors of the two scales go together.");
    if (together.stratified.value) {
        table.notes.push_back("Stratified alpha of the sum of all scales: " +
                              text::fixed(together.stratified.value->stratified, 3) + ".");
    } else {
        table.notes.push_back("Stratified alpha of the sum of all scales: " + together.stratified.reason +
                              ".");
    }
    return table;
}

}  // namespace

Section precision_section(Analysis const& analysis) {
    Section section{"precision", "Precision", {precision_table(analysis)}, false};
    if (!analysis.options.group.empty()) section.blocks.emplace_back(groups_table(analysis));
    if (analysis.all_items) {
        auto const& together = analysis.all_items->scales;
        if (together.reason.empty()) {
            section.blocks.emplace_back(pairs_table(analysis, together));
        } else if (analysis.scales.size() > 1) {
            section.blocks.emplace_back(Paragraph{"Scales beside each other: " + together.reason + "."});
        }
    }
    for (auto const& scale : analysis.scales) {
        if (!scale.reliability.scores.empty()) {
            section.blocks.emplace_back(scores_table(analysis, scale));
        } else {
            section.blocks.emplace_back(
                Paragraph{scale.scale->title + ", what a sum says: " + scale.reliability.no_scores + "."});
        }
    }
    return section;
}

}  // namespace quaestor::report
