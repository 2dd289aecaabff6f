#include "base/text.hpp"
#include "report/analysis/sections.hpp"

#include <cmath>

namespace quaestor::report {

using document::Cell;
using document::Section;
using document::Tone;

Cell coefficient(double value, std::string reason) {
    return Cell::number_or(value, std::move(reason));
}

std::string percent(double share) {
    return text::number(std::round(share * 1e6) / 1e4) + "%";
}

std::string label_of(Analysis const& analysis, std::string const& id) {
    for (auto const& item : analysis.instrument->items) {
        if (item.id == id) return item.label;
    }
    return {};
}

std::vector<std::string> factor_names(Eigen::Index count) {
    std::vector<std::string> names;
    for (Eigen::Index j = 0; j < count; ++j)
        names.push_back("F" + std::to_string(j + 1));
    return names;
}

void emphasise(document::Table& table, std::vector<std::string> columns,
               decltype(document::Emphasis::look) look) {
    table.emphasis.push_back({std::move(columns), std::move(look)});
}

void add_remarks(Section& section, std::string const& title, Diagnostics const& remarks) {
    document::Notes notes{title, {}};
    for (auto const& remark : remarks) {
        if (remark.severity == Severity::note) continue;
        notes.items.push_back(
            {remark.message + (remark.hint.empty() ? "" : "; " + remark.hint), Tone::warning});
    }
    if (!notes.items.empty()) section.blocks.emplace_back(std::move(notes));
}

}  // namespace quaestor::report
