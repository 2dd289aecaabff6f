#include "base/text.hpp"
#include "report/analysis/sections.hpp"
#include "report/analysis_document.hpp"

#include <functional>

namespace quaestor::report {

using document::Cell;
using document::Kind;
using document::Section;
using document::Table;

namespace {

using Matrix = correlation::PolychoricMatrix;

/// A square table of items; `cell` gives what stands where.
Table square(std::vector<std::string> const& items, std::string key, std::string title, Kind kind,
             std::function<Cell(Eigen::Index, Eigen::Index)> const& cell) {
    Table table;
    table.key = std::move(key);
    table.title = std::move(title);
    table.columns = {{"item", "Item"}};
    for (auto const& item : items)
        table.columns.push_back({item, item, kind});
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::vector<Cell> row{items[i]};
        for (std::size_t j = 0; j < items.size(); ++j)
            row.push_back(cell(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)));
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    table.frozen_columns = 1;
    return table;
}

/// How the standard errors were made, and where they stop.
std::string about_errors(correlation::Kind kind) {
    switch (kind) {
        case correlation::Kind::pearson:
            return "Standard errors: (1 - r^2) / sqrt(n - 3), under normality.";
        case correlation::Kind::spearman:
            return "Standard errors: (1 - r^2) sqrt((1 + r^2 / 2) / (n - 3)).";
        case correlation::Kind::kendall:
            return "Tau-b; standard errors of large samples, ties counted.";
        default:
            return "Standard errors count thresholds as estimated; there is none at a limit of -1 or 1.";
    }
}

std::string about_persons(Matrix const& matrix) {
    return matrix.use.rule == "pairwise"
               ? "Each pair by those who answered both, the fewest " +
                     text::grouped(static_cast<std::size_t>(matrix.fewest_persons())) + "."
               : "By the " + text::grouped(static_cast<std::size_t>(matrix.use.persons_used)) +
                     " people who answered all of these items.";
}

Table correlation_table(Matrix const& matrix, std::vector<std::string> const& items) {
    auto table =
        square(items, std::string(correlation::name_of(matrix.kind)),
               std::string(correlation::words_of(matrix.kind)) + " correlations, reversed items reversed",
               Kind::coefficient, [&](Eigen::Index i, Eigen::Index j) {
                   return coefficient(matrix.r(i, j), i == j ? "no variance" : "none");
               });
    emphasise(table, items, document::ColourScale{-1, 0, 1});
    table.notes.push_back(about_persons(matrix));
    if (matrix.smoothed) {
        table.notes.push_back("Smoothed, because it was not positive definite (smallest eigenvalue " +
                              text::fixed(matrix.smoothed->smallest_before, 4) +
                              "); no correlation changed by more than " +
                              text::fixed(matrix.smoothed->largest_change, 4) + ".");
    }
    return table;
}

Table error_table(Matrix const& matrix, std::vector<std::string> const& items) {
    auto table = square(items, std::string(correlation::name_of(matrix.kind)) + "_se",
                        std::string(correlation::words_of(matrix.kind)) + " correlations: standard errors",
                        Kind::coefficient, [&](Eigen::Index i, Eigen::Index j) {
                            return i == j ? Cell() : coefficient(matrix.se(i, j), "none");
                        });
    table.notes.push_back(about_errors(matrix.kind));
    return table;
}

Table person_table(Matrix const& matrix, std::vector<std::string> const& items) {
    return square(items, "pairwise_n", "People who answered both items", Kind::count,
                  [&](Eigen::Index i, Eigen::Index j) { return Cell(matrix.persons(i, j)); });
}

Table threshold_table(Matrix const& matrix, std::vector<std::string> const& items) {
    Table table;
    table.key = "thresholds";
    table.title = "Thresholds of ordered answers";
    std::size_t most = 0;
    for (auto const& cuts : matrix.thresholds)
        most = std::max(most, static_cast<std::size_t>(cuts.size()));
    table.columns = {{"item", "Item"}};
    for (std::size_t t = 1; t <= most; ++t)
        table.columns.push_back({"t" + std::to_string(t), "Threshold " + std::to_string(t), Kind::number, 3});
    std::vector<std::vector<Cell>> rows;
    for (std::size_t j = 0; j < items.size(); ++j) {
        std::vector<Cell> row{items[j]};
        for (std::size_t t = 0; t < most; ++t) {
            auto const& cuts = matrix.thresholds[j];
            row.push_back(t < static_cast<std::size_t>(cuts.size()) ? Cell(cuts[static_cast<Eigen::Index>(t)])
                                                                    : Cell());
        }
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    table.frozen_columns = 1;
    table.notes.emplace_back(
        "Where the normal variable behind an item is cut between one answer and the next.");
    return table;
}

bool rests_on_thresholds(correlation::Kind kind) {
    return kind == correlation::Kind::polychoric || kind == correlation::Kind::mixed;
}

}  // namespace

Section correlations_section(Analysis const& analysis) {
    Section section{"correlations", "Correlations", {}, false};
    auto const& [items, matrices, remarks] = analysis.correlations;
    add_remarks(section, "Correlations: remarks", remarks);
    // What was asked for stands first.
    for (bool const asked : {true, false}) {
        for (auto const& [kind, found] : matrices) {
            if ((kind == analysis.options.correlation) != asked) continue;
            if (!found.value) {
                section.blocks.emplace_back(document::Paragraph{
                    std::string(correlation::words_of(kind)) + " correlations: " + found.reason,
                    document::Tone::warning});
                continue;
            }
            section.blocks.emplace_back(correlation_table(*found.value, items));
            if (!asked) continue;
            section.blocks.emplace_back(error_table(*found.value, items));
            if (found.value->use.rule == "pairwise")
                section.blocks.emplace_back(person_table(*found.value, items));
            if (rests_on_thresholds(kind)) section.blocks.emplace_back(threshold_table(*found.value, items));
        }
    }
    return section;
}

Table correlation_pairs(Analysis const& analysis) {
    auto const& [items, matrices, remarks] = analysis.correlations;
    Table table;
    table.key = "correlations";
    table.columns = {{"item_1", "Item"}, {"item_2", "Item"}};
    for (auto const& matrix : matrices) {
        std::string const name(correlation::name_of(matrix.kind));
        table.columns.push_back({name, name, Kind::coefficient});
        table.columns.push_back({name + "_se", name + " se", Kind::coefficient});
        table.columns.push_back({name + "_n", name + " n", Kind::count});
    }
    std::vector<std::vector<Cell>> rows;
    for (std::size_t a = 0; a < items.size(); ++a) {
        for (std::size_t b = a + 1; b < items.size(); ++b) {
            auto const i = static_cast<Eigen::Index>(a);
            auto const j = static_cast<Eigen::Index>(b);
            std::vector<Cell> row{items[a], items[b]};
            for (auto const& matrix : matrices) {
                auto const& found = matrix.found.value;
                row.push_back(found ? coefficient(found->r(i, j), "") : Cell());
                row.push_back(found ? coefficient(found->se(i, j), "") : Cell());
                row.push_back(found ? Cell(found->persons(i, j)) : Cell());
            }
            rows.push_back(std::move(row));
        }
    }
    table.hold(std::move(rows));
    return table;
}

}  // namespace quaestor::report
