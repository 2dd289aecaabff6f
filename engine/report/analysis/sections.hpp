/// The sections of the document of an analysis, one file each, and what they share.
#pragma once

#include "document/document.hpp"
#include "report/analysis.hpp"

#include <string>
#include <vector>

namespace quaestor::report {

// Where a reader's eye should stop. Conventions of the field, shown as colour and never as a verdict.
inline constexpr double weak_item_rest = 0.30;  // Nunnally & Bernstein (1994), Psychometric Theory, ch. 8
inline constexpr double weak_discrimination =
    0.20;  // Ebel & Frisbie (1991), Essentials of Educational Measurement, ch. 13
inline constexpr double small_loading = 0.30;
inline constexpr double low_kmo = 0.60;

[[nodiscard]] document::Section items_section(Analysis const& analysis);
/// What each item does in its scale.
[[nodiscard]] document::Section item_analysis_section(Analysis const& analysis);
/// Who chooses which option, and curves of it.
[[nodiscard]] document::Section options_section(Analysis const& analysis);
[[nodiscard]] document::Section reliability_section(Analysis const& analysis);
/// Omegas of a structure and its model, where there are any; `key` and `title` name what it divides.
void add_structure(document::Section& section, Analysis const& analysis, StructureFinding const& structure,
                   std::vector<std::string> const& items, std::string const& key, std::string const& title);
/// Only where short forms were asked for.
[[nodiscard]] document::Section short_forms_section(Analysis const& analysis);
/// Only where other measures were asked for.
[[nodiscard]] document::Section evidence_section(Analysis const& analysis);
/// Omega hierarchical: loadings on a general factor and group factors.
[[nodiscard]] document::Section general_factor_section(Analysis const& analysis);
/// Standard errors and score intervals, groups, and scales beside each other.
[[nodiscard]] document::Section precision_section(Analysis const& analysis);
[[nodiscard]] document::Section dimensions_section(Analysis const& analysis);
[[nodiscard]] document::Section factors_section(Analysis const& analysis);
[[nodiscard]] document::Section correlations_section(Analysis const& analysis);
/// How the numbers were made, with the sources.
[[nodiscard]] document::Section methods_section(Analysis const& analysis);

// What they share.
[[nodiscard]] document::Cell coefficient(double value, std::string reason = "not computed");
/// "95%", "99.9%": a coverage is never rounded up to certainty.
[[nodiscard]] std::string percent(double share);
/// Of an item, by its id.
[[nodiscard]] std::string label_of(Analysis const& analysis, std::string const& id);
/// "F1", "F2", ...
[[nodiscard]] std::vector<std::string> factor_names(Eigen::Index count);
/// How cells of these columns look. Not in line: GCC 12 then sees uninitialised members in the variant.
void emphasise(document::Table& table, std::vector<std::string> columns,
               decltype(document::Emphasis::look) look);
/// Warnings and reasons under the name of what they are about; notes are left out.
void add_remarks(document::Section& section, std::string const& title, Diagnostics const& remarks);

}  // namespace quaestor::report
