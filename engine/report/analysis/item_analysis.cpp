#include "base/text.hpp"
#include "report/analysis/sections.hpp"

#include <algorithm>

namespace quaestor::report {

using document::Cell;
using document::Column;
using document::Kind;
using document::Paragraph;
using document::Section;
using document::Table;
using document::Tone;
using document::ToneRule;

namespace {

/// A number of item j, or absent where the statistic or the number is.
template <class T, class Pick>
Cell of_item(Finding<T> const& finding, Pick pick, Eigen::Index j, std::string reason) {
    return finding.value ? coefficient(pick(*finding.value)[j], std::move(reason))
                         : Cell::absent("not computed");
}

/// Under the headings of SPSS's RELIABILITY, so that the two can be laid side by side.
Table item_total_table(Analysis const& analysis, ScaleAnalysis const& scale) {
    Table table;
    table.key = "item_total_" + scale.scale->id;
    table.title = scale.scale->title + ": item-total statistics";
    table.columns = {
        {"item", "Item"},
        {"label", "Topic", Kind::text, {}, 30},
        {"scale_mean_if_deleted", "Scale Mean if Item Deleted", Kind::number},
        {"scale_variance_if_deleted", "Scale Variance if Item Deleted", Kind::number},
        {"r_corrected",
         "Corrected Item-Total Correlation",
         Kind::coefficient,
         {},
         {},
         "With the sum of the other items"},
        {"squared_multiple_r",
         "Squared Multiple Correlation",
         Kind::coefficient,
         {},
         {},
         "Of the item and the others as its predictors"},
        {"alpha_if_dropped",
         "Cronbach's Alpha if Item Deleted",
         Kind::coefficient,
         {},
         {},
         "Blue where the scale would gain"},
        {"r_total", "Item-total r", Kind::coefficient, {}, {}, "With the sum of all items"},
        {"r_standardized",
         "r standardized",
         Kind::coefficient,
         {},
         {},
         "With the sum of the standardized items"},
        {"r_overlap_corrected",
         "r corrected for overlap",
         Kind::coefficient,
         {},
         {},
         "With the sum of the standardized items, each with its squared multiple correlation in place of its "
         "variance"}};
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < scale.items.size(); ++i) {
        auto const j = static_cast<Eigen::Index>(i);
        auto const in_scale = [&](auto member, std::string reason) {
            return of_item(
                scale.in_scale, [&](auto const& v) -> auto const& { return v.*member; }, j,
                std::move(reason));
        };
        auto const of_alpha = [&](auto member, std::string reason) {
            return of_item(
                scale.alpha, [&](auto const& v) -> auto const& { return v.*member; }, j, std::move(reason));
        };
        using item_analysis::ItemsInScale;
        using reliability::Alpha;
        auto dropped = of_alpha(&Alpha::alpha_if_dropped, "too few items");
        if (scale.alpha.value && scale.alpha.value->alpha_if_dropped[j] > scale.alpha.value->alpha.value) {
            dropped.tone = Tone::notice;
        }
        rows.push_back({scale.items[i], label_of(analysis, scale.items[i]),
                        in_scale(&ItemsInScale::scale_mean_if_deleted, ""),
                        in_scale(&ItemsInScale::scale_variance_if_deleted, ""),
                        of_alpha(&Alpha::item_rest_r, "no variance"),
                        in_scale(&ItemsInScale::squared_multiple_r, "not unique"), std::move(dropped),
                        of_alpha(&Alpha::item_total_r, "no variance"),
                        of_alpha(&Alpha::item_standardized_r, "no variance"),
                        in_scale(&ItemsInScale::r_overlap_corrected, "not unique")});
    }
    table.hold(std::move(rows));
    table.frozen_columns = 1;
    emphasise(table, {"r_corrected"}, ToneRule{document::when::Below{weak_item_rest}, Tone::warning});
    table.notes = {
        "Marked are corrected item-total correlations below .30, and alpha where it would rise without "
        "the item."};
    return table;
}

Table difficulty_table(Analysis const& analysis, ScaleAnalysis const& scale) {
    auto const& found = *scale.in_scale.value;
    Table table;
    table.key = "difficulty_" + scale.scale->id;
    table.title = scale.scale->title + ": difficulty and discrimination";
    table.columns = {{"item", "Item"},
                     {"label", "Topic", Kind::text, {}, 30},
                     {"difficulty",
                      "Difficulty",
                      Kind::coefficient,
                      {},
                      {},
                      "Mean answer between the lowest (0) and the highest (1): high means easy"},
                     {"lower_mean",
                      "Mean of the lower 27%",
                      Kind::number,
                      {},
                      {},
                      "People with the lowest sums of the scale's items"},
                     {"upper_mean",
                      "Mean of the upper 27%",
                      Kind::number,
                      {},
                      {},
                      "People with the highest sums of the scale's items"},
                     {"discrimination",
                      "Discrimination D",
                      Kind::coefficient,
                      {},
                      {},
                      "Upper minus lower mean, as a share of the answers' range"}};
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < scale.items.size(); ++i) {
        auto const j = static_cast<Eigen::Index>(i);
        rows.push_back({scale.items[i], label_of(analysis, scale.items[i]),
                        coefficient(found.difficulty[j], "no bounds"), coefficient(found.lower_mean[j]),
                        coefficient(found.upper_mean[j]), coefficient(found.discrimination[j], "no bounds")});
    }
    table.hold(std::move(rows));
    table.frozen_columns = 1;
    emphasise(table, {"difficulty"}, document::DataBar{0, 1});
    emphasise(table, {"discrimination"}, ToneRule{document::when::Below{weak_discrimination}, Tone::warning});
    table.notes = {"Each group counts " + text::number(std::round(found.group_persons * 100) / 100) +
                   " people; those who tie where a group ends count in part. Marked is a discrimination "
                   "below .20."};
    return table;
}

Table option_table(Analysis const& analysis, ScaleAnalysis const& scale) {
    Table table;
    table.key = "options_" + scale.scale->id;
    table.title = scale.scale->title + ": who chooses which option";
    table.columns = {
        {"item", "Item"},
        {"label", "Topic", Kind::text, {}, 30},
        {"option", "Answer", Kind::number, 0, {}, "As it enters the scale, reversed where it is"},
        {"chosen", "Chosen", Kind::count},
        {"share", "Share", Kind::percent},
        {"mean_rest",
         "Mean rest score",
         Kind::number,
         {},
         {},
         "Mean sum of the other items of those who chose it"},
        {"sd_rest", "SD", Kind::number, {}, {}, "Of their rest scores"},
        {"order", "Order", Kind::flag, {}, {}, "Does the mean rise from option to option?"}};
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < scale.items.size(); ++i) {
        auto const& item = scale.options.value->items[i];
        for (std::size_t o = 0; o < item.options.size(); ++o) {
            auto const& use = item.options[o];
            bool const down =
                std::find(item.disordered.begin(), item.disordered.end(), o) != item.disordered.end();
            rows.push_back({scale.items[i], label_of(analysis, scale.items[i]), use.value, use.chosen,
                            use.share, coefficient(use.mean_rest), coefficient(use.sd_rest, "one person"),
                            down ? "falls" : ""});
        }
    }
    table.hold(std::move(rows));
    table.frozen_columns = 1;
    emphasise(table, {"share"}, document::DataBar{0, 1});
    emphasise(table, {"order"}, ToneRule{document::when::Equals{"falls"}, Tone::warning});
    table.notes = {
        "Who chooses a higher option should have more on the other items. 'falls': less than who "
        "chose the option before, where each was chosen by ten people or more."};
    return table;
}

/// One row for each group of people by rest score, one column for each option.
Table curve_table(ScaleAnalysis const& scale, std::size_t i) {
    auto const& item = scale.options.value->items[i];
    Table table;
    table.key = "curve_" + scale.scale->id + "_" + scale.items[i];
    table.title = scale.items[i] + ": endorsement by rest score";
    table.columns = {{"rest", "Rest score"},
                     {"persons", "People", Kind::count},
                     {"mean_answer", "Mean answer", Kind::number}};
    for (auto const& option : item.options) {
        auto const value = text::number(option.value);
        table.columns.push_back({"v" + value, "Answer " + value, Kind::percent});
    }
    std::vector<std::vector<Cell>> rows;
    for (auto const& group : item.groups) {
        auto const low = text::number(group.lowest);
        auto const high = text::number(group.highest);
        std::vector<Cell> row{low == high ? low : low + " to " + high, group.persons, group.mean_answer};
        for (double const share : group.endorsed)
            row.emplace_back(share);
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    return table;
}

document::Figure curve_figure(Analysis const& analysis, ScaleAnalysis const& scale, std::size_t i) {
    auto const table = curve_table(scale, i);
    document::Figure figure;
    figure.key = "figure_" + table.key;
    figure.title = scale.items[i] + ": " + label_of(analysis, scale.items[i]);
    figure.chart = document::Chart::stacked_percent_bars;
    figure.table = table.key;
    figure.categories = "rest";
    for (std::size_t c = 3; c < table.columns.size(); ++c)
        figure.series.push_back({table.columns[c].key});
    figure.category_axis = {"Rest score"};
    figure.value_axis = {"Share who chose it", 0.0, 1.0};
    figure.description =
        "One bar a group of people by rest score, divided by who chose which option, light for low ones and "
        "dark for high ones. Dark parts should grow from top to bottom.";
    return figure;
}

}  // namespace

Section item_analysis_section(Analysis const& analysis) {
    Section section{"item_analysis", "Item analysis", {}, false};
    for (auto const& scale : analysis.scales) {
        if (!scale.in_scale.value) {
            section.blocks.emplace_back(
                Paragraph{scale.scale->title + ": " + scale.in_scale.reason, Tone::warning});
            continue;
        }
        section.blocks.emplace_back(item_total_table(analysis, scale));
        section.blocks.emplace_back(difficulty_table(analysis, scale));
    }
    return section;
}

Section options_section(Analysis const& analysis) {
    Section section{"options", "Options", {}, false};
    for (auto const& scale : analysis.scales) {
        if (!scale.options.value) continue;  // the reason stands with the item analysis
        section.blocks.emplace_back(option_table(analysis, scale));
        for (std::size_t i = 0; i < scale.items.size(); ++i) {
            if (scale.options.value->items[i].options.empty()) continue;
            section.blocks.emplace_back(curve_table(scale, i));
            section.blocks.emplace_back(curve_figure(analysis, scale, i));
        }
    }
    if (section.blocks.empty()) section.blocks.emplace_back(Paragraph{"No scale has options to look at."});
    return section;
}

}  // namespace quaestor::report
