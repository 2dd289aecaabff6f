#include "base/text.hpp"
#include "report/analysis/sections.hpp"
#include "report/analysis_document.hpp"

namespace quaestor::report {

using document::Cell;
using document::Kind;
using document::Paragraph;
using document::Section;
using document::Table;
using document::Tone;
using short_form::Quality;
using short_form::ShortForm;

namespace {

double Quality::*number_of(short_form::Criterion criterion) {
    switch (criterion) {
        case short_form::Criterion::alpha:
            return &Quality::alpha;
        case short_form::Criterion::omega:
            return &Quality::omega;
        case short_form::Criterion::full_r:
            return &Quality::full_r;
        case short_form::Criterion::left_out_r:
            return &Quality::left_out_r;
    }
    return &Quality::alpha;
}

std::string items_of(ScaleAnalysis const& scale, short_form::Subset const& subset) {
    std::vector<std::string> names;
    for (auto const j : subset)
        names.push_back(scale.items[static_cast<std::size_t>(j)]);
    return text::join(names, ", ");
}

std::string search_of(ShortForm const& form) {
    auto const subsets = text::grouped(static_cast<std::size_t>(form.best.looked_at));
    if (form.best.exhaustive) return "all " + subsets;
    return subsets + ", best of " + std::to_string(form.best.starts_best) + " starts alike";
}

Table times_table(Analysis const& analysis, ScaleAnalysis const& scale) {
    auto const& found = *scale.short_forms.value;
    Table table;
    table.key = "short_form_items_" + scale.scale->id;
    table.title = scale.scale->title + ": in how many of " + std::to_string(found.folds) +
                  " folds each item was chosen";
    table.columns = {{"item", "Item"}, {"label", "Topic", Kind::text, {}, 30}};
    std::vector<std::string> keys;
    for (auto const& form : found.forms) {
        auto const size = std::to_string(form.size);
        keys.push_back("of_" + size);
        table.columns.push_back({keys.back(), "Of " + size, Kind::count});
    }
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < scale.items.size(); ++i) {
        std::vector<Cell> row{scale.items[i], label_of(analysis, scale.items[i])};
        for (auto const& form : found.forms)
            row.emplace_back(form.times_chosen[i]);
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    emphasise(table, keys, document::DataBar{0, static_cast<double>(found.folds)});
    table.notes = {"Items that are chosen in some folds only are there by chance as much as by merit."};
    return table;
}

}  // namespace

Table short_forms_table(Analysis const& analysis, ScaleAnalysis const& scale) {
    auto const& found = *scale.short_forms.value;
    auto const criterion = number_of(analysis.options.short_forms.criterion);
    auto const name = std::string(short_form::name_of(analysis.options.short_forms.criterion));
    Table table;
    table.key = "short_forms_" + scale.scale->id;
    table.title = scale.scale->title + ": best short forms by " + name;
    table.columns = {
        {"size", "Items", Kind::count},
        {"items", "Which", Kind::text, {}, 40},
        {"alpha", "Alpha", Kind::coefficient},
        {"omega", "Omega total", Kind::coefficient},
        {"full_r",
         "r with the scale",
         Kind::coefficient,
         {},
         {},
         "With the sum of all items; shared items make it high"},
        {"left_out_r", "r with the items left out", Kind::coefficient},
        {"chosen",
         "By those who chose",
         Kind::coefficient,
         {},
         {},
         "The criterion of the short forms chosen without a tenth of the people (or as many folds as asked "
         "for), among those who chose"},
        {"held_out",
         "By those held out",
         Kind::coefficient,
         {},
         {},
         "The same short forms among the people who had no part in choosing: what to expect of new people"},
        {"chance", "Due to chance", Kind::coefficient, {}, {}, "The difference of the two"},
        {"subsets", "Subsets looked at", Kind::text}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& form : found.forms) {
        double const chosen = form.chosen.*criterion;
        double const held_out = form.held_out.*criterion;
        rows.push_back({static_cast<std::int64_t>(form.size), items_of(scale, form.best.items),
                        coefficient(form.all.alpha), coefficient(form.all.omega, "below 3 items"),
                        coefficient(form.all.full_r), coefficient(form.all.left_out_r), coefficient(chosen),
                        coefficient(held_out), coefficient(chosen - held_out), search_of(form)});
    }
    table.hold(std::move(rows));
    table.notes = {"All " + std::to_string(scale.items.size()) + " items: alpha " +
                   text::fixed(found.full.alpha, 3) + ". " + std::to_string(found.folds) + " folds, seed " +
                   std::to_string(analysis.options.seed) + "."};
    return table;
}

Section short_forms_section(Analysis const& analysis) {
    Section section{"short_forms", "Short forms", {}, false};
    for (auto const& scale : analysis.scales) {
        if (!scale.short_forms.value) {
            section.blocks.emplace_back(
                Paragraph{scale.scale->title + ": " + scale.short_forms.reason, Tone::warning});
            continue;
        }
        section.blocks.emplace_back(short_forms_table(analysis, scale));
        section.blocks.emplace_back(times_table(analysis, scale));
    }
    return section;
}

}  // namespace quaestor::report
