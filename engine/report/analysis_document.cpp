#include "report/analysis_document.hpp"

#include "base/text.hpp"
#include "base/version.hpp"
#include "report/analysis/sections.hpp"

namespace quaestor::report {
namespace {

using document::Paragraph;
using document::Tone;

std::vector<document::Block> summary(Analysis const& analysis) {
    std::vector<document::Block> out;
    auto const& card = analysis.instrument->card;
    if (card.status == instrument::Status::provisional) {
        out.emplace_back(Paragraph{
            "The definition is provisional, and so is what follows. Not verified: " + card.unverified,
            Tone::warning});
    }
    if (analysis.rows_refused > 0) {
        out.emplace_back(Paragraph{text::counted(analysis.rows_refused, "row was", "rows were") +
                                       " refused; every answer in " +
                                       (analysis.rows_refused == 1 ? "it" : "them") + " counts as missing.",
                                   Tone::warning});
    }
    if (analysis.cells_not_taken > 0) {
        out.emplace_back(
            Paragraph{text::counted(analysis.cells_not_taken, "cell is", "cells are") +
                          " no answer of the item and counted as missing; 'quaestor score' names them.",
                      Tone::warning});
    }
    for (auto const& clue : analysis.clues) {
        auto const tone = clue.severity == Severity::note ? Tone::plain : Tone::warning;
        out.emplace_back(Paragraph{clue.code + ": " + clue.message + "; " + clue.hint + ".", tone});
    }
    if (analysis.options.analyses.reliability) out.emplace_back(reliability_table(analysis));
    if (analysis.options.analyses.dimensionality) out.emplace_back(dimension_table(analysis));
    return out;
}

}  // namespace

document::Document analysis_document(Analysis const& analysis, std::vector<document::Fact> facts) {
    document::Document out;
    out.title = "Item and scale analysis";
    out.subtitle = analysis.instrument->title;
    out.producer = "quaestor " + std::string(version());
    out.summary = summary(analysis);
    out.facts = std::move(facts);
    out.sections.push_back(items_section(analysis));
    out.sections.push_back(item_analysis_section(analysis));
    out.sections.push_back(options_section(analysis));
    auto const& asked = analysis.options.analyses;
    if (asked.reliability) out.sections.push_back(reliability_section(analysis));
    if (asked.reliability) out.sections.push_back(precision_section(analysis));
    if (!analysis.options.short_forms.sizes.empty()) out.sections.push_back(short_forms_section(analysis));
    if (analysis.evidence) out.sections.push_back(evidence_section(analysis));
    if (asked.dimensionality) out.sections.push_back(dimensions_section(analysis));
    if (asked.efa) out.sections.push_back(factors_section(analysis));
    if (asked.reliability) out.sections.push_back(general_factor_section(analysis));
    if (asked.correlations) out.sections.push_back(correlations_section(analysis));
    out.sections.push_back(methods_section(analysis));
    return out;
}

}  // namespace quaestor::report
