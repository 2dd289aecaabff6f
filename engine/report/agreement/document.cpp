#include "base/text.hpp"
#include "base/version.hpp"
#include "document/number_format.hpp"
#include "report/agreement.hpp"
#include "report/analysis/sections.hpp"
#include "report/methods_text.hpp"

#include <cmath>

namespace quaestor::report {
namespace {

using document::Cell;
using document::Kind;
using document::Notes;
using document::Paragraph;
using document::Section;
using document::Table;
using document::Tone;

/// "F(5, 15) = 11.03"
std::string test_text(AgreementLine const& line) {
    if (line.test.empty()) return {};
    auto const df = [](double value) {
        return document::shown(value, Kind::number, value == std::floor(value) ? 0 : 1);
    };
    auto out = line.test == "chi_square" ? std::string("chi-square") : line.test;
    if (std::isfinite(line.df1))
        out += "(" + df(line.df1) + (std::isfinite(line.df2) ? ", " + df(line.df2) : "") + ")";
    return out + " = " + document::shown(line.statistic, Kind::number);
}

/// Columns and cells that both tables share, `kind` being that of the numbers.
Table line_table(AgreementReport const& report, std::string key, std::string title, Kind kind) {
    Table table;
    table.key = std::move(key);
    table.title = std::move(title);
    auto const level = percent(report.options.level);
    if (report.sets.size() > 1) table.columns.push_back({"set", "Score", Kind::text, {}, 24});
    table.columns.push_back({"statistic", "Statistic", Kind::text, {}, 36});
    table.columns.push_back({"units", "n", Kind::count, {}, {}, "Units that went into the number"});
    table.columns.push_back({"estimate", "Value", kind});
    table.columns.push_back({"se", "SE", kind, {}, {}, "Standard error"});
    table.columns.push_back({"lower", "lower", kind, {}, {}, level + " interval"});
    table.columns.push_back({"upper", "upper", kind, {}, {}, level + " interval"});
    table.columns.push_back({"test", "Test", Kind::text, {}, 22});
    table.columns.push_back({"p", "p", Kind::p_value});
    return table;
}

std::vector<Cell> line_row(AgreementReport const& report, RatingAgreement const& set, std::string const& name,
                           AgreementLine const& line) {
    std::vector<Cell> row;
    if (report.sets.size() > 1) row.emplace_back(set.title);
    row.emplace_back(name);
    row.push_back(line.units > 0 ? Cell(line.units) : Cell::absent());
    row.push_back(coefficient(line.value.value, line.reason));
    row.push_back(coefficient(line.standard_error, ""));
    row.push_back(coefficient(line.value.lower, ""));
    row.push_back(coefficient(line.value.upper, ""));
    row.push_back(line.test.empty() ? Cell::absent() : Cell(test_text(line)));
    row.push_back(coefficient(line.p, ""));
    return row;
}

/// What the lines mean, each once.
Notes meanings(std::string title, std::vector<AgreementLine> const& lines) {
    Notes notes{std::move(title), {}};
    for (auto const& line : lines) {
        if (!line.meaning.empty()) notes.items.push_back({line.name + ": " + line.meaning, Tone::plain});
    }
    return notes;
}

Table category_table(RatingAgreement const& set, agreement::FleissKappa const& fleiss) {
    Table table;
    table.key = "categories_" + set.id;
    table.title = "Categories";
    table.columns = {
        {"category", "Category", Kind::text, {}, 24},
        {"share", "Share", Kind::percent, {}, {}, "Of all ratings of units that all rated"},
        {"kappa", "Fleiss' kappa", Kind::coefficient, {}, {}, "This category against all others"},
        {"z", "z", Kind::number},
        {"p", "p", Kind::p_value}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& category : fleiss.categories) {
        std::string label = text::number(category.category);
        for (std::size_t c = 0; c < set.labels.size(); ++c) {
            if (set.categories[c] == category.category) label = set.labels[c];
        }
        rows.push_back({label, category.share, coefficient(category.kappa, "no rating, or every one"),
                        coefficient(category.z, ""), coefficient(category.p_value, "")});
    }
    table.hold(std::move(rows));
    table.notes = {"z tests whether agreement is that of chance; by the " +
                   text::counted(static_cast<std::size_t>(fleiss.use.units_used), "unit", "units") +
                   " that every rater rated."};
    return table;
}

Table cross_table(RatingAgreement const& set, agreement::Kappa const& kappa) {
    Table table;
    table.key = "table_" + set.id;
    table.title = set.raters[0] + " (rows) and " + set.raters[1] + " (columns)";
    table.columns.push_back({"category", "Category", Kind::text, {}, 24});
    std::vector<std::string> labels;
    for (std::size_t c = 0; c < kappa.categories.size(); ++c)
        labels.push_back(c < set.labels.size() ? set.labels[c] : text::number(kappa.categories[c]));
    for (std::size_t c = 0; c < labels.size(); ++c)
        table.columns.push_back({"c" + std::to_string(c + 1), labels[c], Kind::count});
    std::vector<std::vector<Cell>> rows;
    for (std::size_t r = 0; r < labels.size(); ++r) {
        std::vector<Cell> row{labels[r]};
        for (std::size_t c = 0; c < labels.size(); ++c) {
            row.emplace_back(static_cast<std::int64_t>(
                kappa.table(static_cast<Eigen::Index>(r), static_cast<Eigen::Index>(c))));
        }
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    if (std::isfinite(kappa.largest)) {
        table.notes = {"With these frequencies of both raters kappa could be at most " +
                       document::shown(kappa.largest, Kind::coefficient) + "."};
    }
    return table;
}

/// How many units each rater rated, and, of amounts, how.
Table rater_table(AgreementReport const& report, RatingAgreement const& set) {
    Table table;
    table.key = "raters_" + set.id;
    table.title = report.rater_word == "wave" ? "Waves" : "Raters";
    bool const amounts = !report.options.of_categories();
    table.columns = {{"rater", report.rater_word == "wave" ? "Wave" : "Rater", Kind::text, {}, 24},
                     {"rated", "Rated", Kind::count},
                     {"missing", "Missing", Kind::count}};
    if (amounts) {
        table.columns.push_back({"mean", "Mean", Kind::number});
        table.columns.push_back({"sd", "SD", Kind::number});
    }
    std::vector<std::vector<Cell>> rows;
    for (std::size_t j = 0; j < set.raters.size(); ++j) {
        auto const column = set.ratings.col(static_cast<Eigen::Index>(j));
        double n = 0;
        double sum = 0;
        for (double const value : column) {
            if (std::isnan(value)) continue;
            n += 1;
            sum += value;
        }
        double squares = 0;
        for (double const value : column) {
            if (!std::isnan(value)) squares += (value - sum / n) * (value - sum / n);
        }
        auto const rated = static_cast<std::int64_t>(n);
        std::vector<Cell> row{set.raters[j], rated, static_cast<std::int64_t>(column.size()) - rated};
        if (amounts) {
            row.push_back(Cell::number_or(n > 0 ? sum / n : absent, "no rating"));
            row.push_back(
                Cell::number_or(n > 1 ? std::sqrt(squares / (n - 1)) : absent, "fewer than two ratings"));
        }
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    return table;
}

Section set_section(AgreementReport const& report, RatingAgreement const& set) {
    Section section{set.id, set.title, {rater_table(report, set)}, false};
    if (set.kappa.value) section.blocks.emplace_back(cross_table(set, *set.kappa.value));
    if (set.fleiss.value) section.blocks.emplace_back(category_table(set, *set.fleiss.value));
    auto notes = meanings("What the numbers mean", agreement_lines(set, report.options));
    if (!set.repeated.empty()) {
        auto const more = meanings("", repeated_lines(set, set.repeated.front()));
        notes.items.insert(notes.items.end(), more.items.begin(), more.items.end());
    }
    section.blocks.emplace_back(std::move(notes));
    return section;
}

Section methods_section(AgreementReport const& report) {
    MethodsText methods;
    auto const& options = report.options;
    auto const level = percent(options.level);
    methods.say(
        "Missing ratings: n stands beside every number. Intraclass correlations, concordance, Cohen's, "
        "Light's "
        "and Kendall's coefficients use units that all raters rated; the others take units with two ratings.",
        {});
    if (options.of_categories()) {
        methods.say("Cohen's kappa: Cohen (1960), weighted by Cohen (1968); " + level +
                        " interval and test by the standard errors of Fleiss, Cohen & Everitt (1969).",
                    {"Cohen (1960)", "Cohen (1968)", "Fleiss, Cohen & Everitt (1969)"});
        methods.say(
            "Conger's, Fleiss', Gwet's and Brennan and Prediger's coefficients: (pa - pe) / (1 - pe) with "
            "weights " +
                options.weights() +
                ", in the form of Gwet (2014) for missing ratings; standard errors by "
                "linearization over units, intervals and tests by t. Fleiss (1971); Conger (1980); Gwet "
                "(2008); "
                "Brennan & Prediger (1981). Fleiss' kappa by category: tests by Fleiss, Nee & Landis (1979).",
            {"Gwet (2014)", "Fleiss (1971)", "Conger (1980)", "Gwet (2008)", "Brennan & Prediger (1981)",
             "Fleiss, Nee & Landis (1979)", "Light (1971)"});
    } else {
        methods.say(
            "Intraclass correlations: Shrout & Fleiss (1979), named after McGraw & Wong (1996), too; " +
                level +
                " intervals by F, those of agreement with Satterthwaite's degrees of freedom. The interval "
                "of "
                "ICC(2,k) is " +
                (options.agreement_mean == agreement::AgreementMeanInterval::irr
                     ? "that of irr::icc, which puts ICC(2,k) where the formula has ICC(2,1)."
                     : "that of ICC(2,1), stepped up, as in psych; irr::icc gives another."),
            {"Shrout & Fleiss (1979)", "McGraw & Wong (1996)"});
        methods.say("Concordance: Lin (1989), of more than two raters Barnhart, Haber & Song (2002).",
                    {"Lin (1989)", "Barnhart, Haber & Song (2002)"});
        methods.say(
            "Limits of agreement, coefficient of repeatability: Bland & Altman (1986, 1999). Smallest "
            "detectable "
            "change: Weir (2005).",
            {"Bland & Altman (1986)", "Bland & Altman (1999)", "Weir (2005)"});
    }
    methods.say("Krippendorff's alpha, " + std::string(agreement::name_of(options.measurement)) +
                    ": Krippendorff (2011)" +
                    (options.replications > 0
                         ? "; interval by percentiles of " +
                               text::grouped(static_cast<std::size_t>(options.replications)) +
                               " samples of units (seed " + std::to_string(options.seed) +
                               "), not by Krippendorff's own algorithm, which draws single differences."
                         : std::string(".")),
                {"Krippendorff (2011)", "Hayes & Krippendorff (2007)"});
    if (options.measurement != agreement::Measurement::nominal)
        methods.say("Kendall's W: corrected for ties, Kendall & Smith (1939).", {"Kendall & Smith (1939)"});
    return std::move(methods).section();
}

}  // namespace

Table agreement_table(AgreementReport const& report) {
    auto table = line_table(report, "agreement", "Agreement", Kind::coefficient);
    std::vector<std::vector<Cell>> rows;
    for (auto const& set : report.sets) {
        for (auto const& line : agreement_lines(set, report.options))
            rows.push_back(line_row(report, set, line.name, line));
    }
    table.hold(std::move(rows));
    return table;
}

Table repeated_table(AgreementReport const& report) {
    auto table = line_table(report, "repeated", "Two measurements", Kind::number);
    std::vector<std::vector<Cell>> rows;
    for (auto const& set : report.sets) {
        for (auto const& repeated : set.repeated) {
            auto const pair = set.repeated.size() > 1
                                  ? set.raters[repeated.first] + " and " + set.raters[repeated.second] + ": "
                                  : std::string();
            for (auto const& line : repeated_lines(set, repeated))
                rows.push_back(line_row(report, set, pair + line.name, line));
        }
    }
    table.hold(std::move(rows));
    return table;
}

document::Document agreement_document(AgreementReport const& report, std::vector<document::Fact> facts) {
    document::Document out;
    out.title = "Agreement";
    out.subtitle = report.data_name;
    out.producer = "quaestor " + std::string(version());
    for (auto const& unverified : report.provisional)
        out.summary.emplace_back(Paragraph{unverified, Tone::warning});
    if (report.rows_refused > 0) {
        out.summary.emplace_back(Paragraph{
            text::counted(report.rows_refused, "row was", "rows were") + " refused and rates nothing.",
            Tone::warning});
    }
    if (report.cells_not_taken > 0) {
        auto const what = report.rater_word == "wave"
                              ? std::string(" no answer of the item; 'quaestor score' names them.")
                              : std::string(" not readable and no rating.");
        out.summary.emplace_back(
            Paragraph{text::counted(report.cells_not_taken, "cell is", "cells are") + what, Tone::warning});
    }
    out.summary.emplace_back(agreement_table(report));
    if (auto repeated = repeated_table(report); repeated.rows > 0)
        out.summary.emplace_back(std::move(repeated));
    out.facts = std::move(facts);
    for (auto const& set : report.sets)
        out.sections.push_back(set_section(report, set));
    out.sections.push_back(methods_section(report));
    return out;
}

}  // namespace quaestor::report
