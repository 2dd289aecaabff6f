#include "report/analysis_document.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "report/references.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace quaestor::report {
namespace {

using document::Cell;
using document::Column;
using document::Kind;
using document::Paragraph;
using document::Section;
using document::Table;
using document::Tone;
using document::ToneRule;

// Where a reader's eye should stop. Conventions of the field, shown as colour and never as a verdict.
constexpr double weak_item_rest = 0.30;  // Nunnally & Bernstein (1994), Psychometric Theory, ch. 8
constexpr double small_loading = 0.30;
constexpr double low_kmo = 0.60;

Cell coefficient(double value, std::string reason = "not computed") {
    return Cell::number_or(value, std::move(reason));
}

/// "95%", "99.9%": a coverage is never rounded up to certainty.
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

void add_remarks(Section& section, std::string const& title, Diagnostics const& remarks) {
    document::Notes notes{title, {}};
    for (auto const& remark : remarks) {
        if (remark.severity == Severity::note) continue;
        notes.items.push_back(
            {remark.message + (remark.hint.empty() ? "" : "; " + remark.hint), Tone::warning});
    }
    if (!notes.items.empty()) section.blocks.emplace_back(std::move(notes));
}

// ---- items

Table item_table(Analysis const& analysis) {
    Table table;
    table.key = "items";
    table.title = "Items as they enter the scales";
    bool const population = analysis.options.moments == descriptives::MomentKind::population;
    table.columns = {{"item", "Item"},
                     {"label", "Topic", Kind::text, {}, 30},
                     {"reversed", "Reversed", Kind::flag},
                     {"n", "n", Kind::count, {}, {}, "Answers"},
                     {"missing", "Missing", Kind::count},
                     {"mean", "Mean", Kind::number},
                     {"sd", "SD", Kind::number, {}, {}, "Standard deviation, n - 1"},
                     {"median", "Median", Kind::number, 1},
                     {"min", "Lowest", Kind::number, 0},
                     {"max", "Highest", Kind::number, 0},
                     {"skew", "Skew", Kind::number, {}, {}, population ? "g1" : "G1, corrected for bias"},
                     {"kurtosis",
                      "Kurtosis",
                      Kind::number,
                      {},
                      {},
                      population ? "g2, excess" : "G2, excess, corrected for bias"},
                     {"floor", "Floor", Kind::percent, {}, {}, "Share of answers at the lowest code"},
                     {"ceiling", "Ceiling", Kind::percent, {}, {}, "Share of answers at the highest code"}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& item : analysis.items) {
        auto const& d = item.description;
        rows.push_back({item.item->id, item.item->label, item.reversed ? "yes" : "", d.answered, d.missing,
                        coefficient(d.mean), coefficient(d.sd), coefficient(d.median),
                        coefficient(d.smallest), coefficient(d.largest),
                        coefficient(d.skewness, "no variance"), coefficient(d.kurtosis, "no variance"),
                        coefficient(d.floor_share, ""), coefficient(d.ceiling_share, "")});
    }
    table.hold(std::move(rows));
    table.frozen_columns = 1;
    table.emphasis.push_back({{"floor", "ceiling"}, document::DataBar{0, 1}});
    return table;
}

Table frequency_table(Analysis const& analysis) {
    std::vector<double> values;
    for (auto const& item : analysis.items) {
        for (auto const& f : item.description.frequencies)
            values.push_back(f.value);
    }
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    Table table;
    table.key = "frequencies";
    table.title = "How often each answer was given";
    constexpr std::size_t widest = 30;
    if (values.size() > widest) return table;
    table.columns = {{"item", "Item"}};
    for (auto const value : values)
        table.columns.push_back({"v" + text::number(value), text::number(value), Kind::count});
    std::vector<std::vector<Cell>> rows;
    for (auto const& item : analysis.items) {
        std::vector<Cell> row{item.item->id};
        for (auto const value : values) {
            std::int64_t count = 0;
            for (auto const& f : item.description.frequencies) {
                if (f.value == value) count = f.count;
            }
            row.emplace_back(count);
        }
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    table.notes = {"Reversed items are counted as reversed."};
    return table;
}

Section items_section(Analysis const& analysis) {
    Section section{"items", "Items", {item_table(analysis)}, false};
    if (auto frequencies = frequency_table(analysis); frequencies.rows > 0)
        section.blocks.emplace_back(std::move(frequencies));
    return section;
}

// ---- reliability

Table item_rest_table(Analysis const& analysis, ScaleAnalysis const& scale) {
    auto const& a = *scale.alpha.value;
    Table table;
    table.key = "items_" + scale.scale->id;
    table.title = scale.scale->title + ": items";
    table.columns = {{"item", "Item"},
                     {"label", "Topic", Kind::text, {}, 30},
                     {"r_corrected",
                      "Corrected item-total r",
                      Kind::coefficient,
                      {},
                      {},
                      "With the sum of the other items"},
                     {"r_total", "Item-total r", Kind::coefficient, {}, {}, "With the sum of all items"},
                     {"r_standardized",
                      "r standardized",
                      Kind::coefficient,
                      {},
                      {},
                      "With the sum of the standardized items"},
                     {"alpha_if_dropped",
                      "Alpha if dropped",
                      Kind::coefficient,
                      {},
                      {},
                      "Blue where the scale would gain"}};
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < scale.items.size(); ++i) {
        auto const j = static_cast<Eigen::Index>(i);
        auto dropped = coefficient(a.alpha_if_dropped[j], "too few items");
        if (a.alpha_if_dropped[j] > a.alpha.value) dropped.tone = Tone::notice;
        rows.push_back({scale.items[i], label_of(analysis, scale.items[i]),
                        coefficient(a.item_rest_r[j], "no variance"),
                        coefficient(a.item_total_r[j], "no variance"),
                        coefficient(a.item_standardized_r[j], "no variance"), std::move(dropped)});
    }
    table.hold(std::move(rows));
    table.emphasis.push_back(
        {{"r_corrected"}, ToneRule{document::when::Below{weak_item_rest}, Tone::warning}});
    table.notes = {
        "Marked are corrected item-total correlations below .30, and alpha where it would rise without "
        "the item."};
    return table;
}

Section reliability_section(Analysis const& analysis) {
    Section section{"reliability", "Reliability", {reliability_table(analysis)}, false};
    for (auto const& scale : analysis.scales) {
        if (scale.alpha.value) {
            section.blocks.emplace_back(item_rest_table(analysis, scale));
        } else {
            section.blocks.emplace_back(
                Paragraph{scale.scale->title + ": " + scale.alpha.reason, Tone::warning});
        }
        add_remarks(section, scale.scale->title + ": remarks", scale.remarks);
    }
    return section;
}

// ---- dimensions

Table scree_table(dimensionality::ParallelAnalysis const& p, std::string const& key,
                  std::string const& title) {
    Table table;
    table.key = "scree_" + key;
    table.title = title + ": eigenvalues";
    table.columns = {{"component", "Component", Kind::count},
                     {"observed", "Observed", Kind::number},
                     {"simulated_mean", "Simulated mean", Kind::number},
                     {"simulated_95", "Simulated 95th percentile", Kind::number},
                     {"above", "Above the percentile", Kind::flag}};
    std::vector<std::vector<Cell>> rows;
    for (Eigen::Index i = 0; i < p.observed.size(); ++i) {
        rows.push_back({static_cast<std::int64_t>(i + 1), p.observed[i], p.mean[i], p.percentile[i],
                        i < p.suggested_by_percentile ? "yes" : ""});
    }
    table.hold(std::move(rows));
    table.emphasis.push_back({{"above"}, ToneRule{document::when::Equals{"yes"}, Tone::good}});
    table.notes = {"Principal components of the correlations beside those of " +
                   text::grouped(static_cast<std::size_t>(p.replications)) +
                   " samples of independent normal data of the same size (seed " + std::to_string(p.seed) +
                   ")."};
    return table;
}

document::Figure scree_figure(std::string const& key, std::string const& title) {
    return {"figure_" + key,
            title + ": scree plot with parallel analysis",
            document::Chart::lines,
            "scree_" + key,
            "component",
            {{"observed"},
             {"simulated_mean", document::Stroke::reference},
             {"simulated_95", document::Stroke::limit}},
            {"Component"},
            {"Eigenvalue", 0.0},
            "Observed eigenvalues as a line with marks; mean and 95th percentile of the simulated ones as "
            "dashed and dotted "
            "lines. Components above the dotted line are more than chance."};
}

void add_dimensions(Section& section, Dimensions const& d, std::string const& key, std::string const& title) {
    if (!d.parallel.value) {
        section.blocks.emplace_back(Paragraph{title + ": " + d.parallel.reason, Tone::warning});
        return;
    }
    section.blocks.emplace_back(scree_figure(key, title));
    section.blocks.emplace_back(scree_table(*d.parallel.value, key, title));
}

Section dimensions_section(Analysis const& analysis) {
    Section section{"dimensions", "Dimensions", {dimension_table(analysis)}, false};
    if (analysis.all_items) add_dimensions(section, analysis.all_items->dimensions, "all", "All items");
    for (auto const& scale : analysis.scales)
        add_dimensions(section, scale.dimensions, scale.scale->id, scale.scale->title);
    return section;
}

// ---- factors

Table loading_table(Analysis const& analysis, factor::FactorSolution const& e,
                    std::vector<std::string> const& items, std::string const& key, std::string const& title) {
    auto const factors = factor_names(e.loadings.cols());
    Table table;
    table.key = "loadings_" + key;
    table.title = title + ": " + (factor::is_oblique(e.rotation) ? "pattern loadings" : "loadings");
    table.columns = {{"item", "Item"}, {"label", "Topic", Kind::text, {}, 30}};
    for (auto const& name : factors)
        table.columns.push_back({name, name, Kind::coefficient});
    table.columns.push_back({"communality", "Communality", Kind::coefficient});
    table.columns.push_back({"uniqueness", "Uniqueness", Kind::coefficient});
    table.columns.push_back(
        {"complexity", "Complexity", Kind::number, 1, {}, "How many factors the item rests on (Hofmann)"});
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto const j = static_cast<Eigen::Index>(i);
        std::vector<Cell> row{items[i], label_of(analysis, items[i])};
        for (Eigen::Index f = 0; f < e.loadings.cols(); ++f)
            row.emplace_back(e.loadings(j, f));
        row.push_back(coefficient(e.communalities[j]));
        row.push_back(coefficient(e.uniquenesses[j]));
        row.push_back(coefficient(e.complexity[j]));
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    table.emphasis.push_back({factors, ToneRule{document::when::MagnitudeBelow{small_loading}, Tone::muted}});
    table.emphasis.push_back({factors, document::ColourScale{-1, 0, 1}});
    table.notes = {"Loadings below .30 in size are grey."};
    return table;
}

Table variance_table(factor::FactorSolution const& e, std::string const& key, std::string const& title) {
    Table table;
    table.key = "variance_" + key;
    table.title = title + ": variance" +
                  (factor::is_oblique(e.rotation) && e.phi.rows() > 1 ? " and factor correlations" : "");
    auto const factors = factor_names(e.loadings.cols());
    table.columns = {{"factor", "Factor"},
                     {"ss", "SS loadings", Kind::number},
                     {"proportion", "Proportion", Kind::percent},
                     {"cumulative", "Cumulative", Kind::percent}};
    bool const correlated = factor::is_oblique(e.rotation) && e.phi.rows() > 1;
    if (correlated) {
        for (auto const& name : factors)
            table.columns.push_back({"phi_" + name, "r with " + name, Kind::coefficient});
    }
    std::vector<std::vector<Cell>> rows;
    for (Eigen::Index j = 0; j < e.loadings.cols(); ++j) {
        std::vector<Cell> row{factors[static_cast<std::size_t>(j)], e.ss_loadings[j], e.proportion[j],
                              e.cumulative[j]};
        for (Eigen::Index f = 0; correlated && f < e.phi.cols(); ++f)
            row.emplace_back(e.phi(j, f));
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    return table;
}

Table fit_table(factor::FactorSolution const& e, std::string const& key, std::string const& title) {
    auto const& fit = e.fit;
    Table table;
    table.key = "fit_" + key;
    table.title = title + ": fit";
    table.columns = {{"n", "n", Kind::count},
                     {"chi_square", "Chi-square", Kind::number},
                     {"df", "df", Kind::count},
                     {"p", "p", Kind::p_value},
                     {"rmsea", "RMSEA", Kind::coefficient, 3},
                     {"rmsea_lower", "lower", Kind::coefficient, 3},
                     {"rmsea_upper", "upper", Kind::coefficient, 3},
                     {"tli", "TLI", Kind::coefficient, 3},
                     {"bic", "BIC", Kind::number, 1},
                     {"rmsr", "RMSR", Kind::coefficient, 3}};
    auto const reason = std::string(fit.df == 0 ? "no degrees of freedom" : "not computed");
    table.hold({{e.persons, coefficient(fit.chi_squared, reason), fit.df, coefficient(fit.p_value, reason),
                 coefficient(fit.rmsea.value, reason), coefficient(fit.rmsea.lower, reason),
                 coefficient(fit.rmsea.upper, reason), coefficient(fit.tli, reason),
                 coefficient(fit.bic, reason), coefficient(fit.rmsr, reason)}});
    if (std::isfinite(fit.rmsea.level)) {
        table.notes = {
            "Chi-square with Bartlett's sample size and RMSEA over n, as psych::fa; confirmatory "
            "software differs. The interval of RMSEA covers " +
            percent(fit.rmsea.level) + "."};
    }
    return table;
}

void add_factors(Section& section, Analysis const& analysis, Finding<factor::FactorSolution> const& finding,
                 std::vector<std::string> const& items, std::string const& key, std::string const& title) {
    if (!finding.value) {
        section.blocks.emplace_back(
            Paragraph{title + ": no factor analysis. " + finding.reason, Tone::warning});
        return;
    }
    auto const& e = *finding.value;
    auto const count = static_cast<std::size_t>(e.loadings.cols());
    section.blocks.emplace_back(Paragraph{
        title + ": " + text::counted(count, "factor", "factors") + ", extraction " +
            std::string(factor::name_of(e.extraction)) + ", rotation " +
            (count > 1 ? std::string(factor::name_of(e.rotation)) + (e.kaiser ? " with" : " without") +
                             " Kaiser normalisation"
                       : "none") +
            (e.extracted.converged && e.rotated.converged ? "."
                                                          : ". NOT CONVERGED: do not rely on these numbers."),
        e.extracted.converged && e.rotated.converged ? Tone::strong : Tone::bad});
    section.blocks.emplace_back(loading_table(analysis, e, items, key, title));
    section.blocks.emplace_back(variance_table(e, key, title));
    section.blocks.emplace_back(fit_table(e, key, title));
}

Section factors_section(Analysis const& analysis) {
    Section section{"factors", "Factors", {}, false};
    if (analysis.all_items) {
        add_factors(section, analysis, analysis.all_items->efa, analysis.all_items->items, "all",
                    "All items");
        add_remarks(section, "All items: remarks", analysis.all_items->remarks);
    }
    for (auto const& scale : analysis.scales) {
        add_factors(section, analysis, scale.efa, scale.items, scale.scale->id, scale.scale->title);
    }
    return section;
}

// ---- correlations

Table correlation_table(correlation::CorrelationMatrix const& matrix, std::vector<std::string> const& items,
                        std::string const& key, std::string const& title) {
    Table table;
    table.key = key;
    table.title = title;
    table.columns = {{"item", "Item"}};
    for (auto const& item : items)
        table.columns.push_back({item, item, Kind::coefficient});
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::vector<Cell> row{items[i]};
        for (std::size_t j = 0; j < items.size(); ++j) {
            row.push_back(coefficient(matrix.r(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)),
                                      "no variance"));
        }
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    table.frozen_columns = 1;
    table.emphasis.push_back({items, document::ColourScale{-1, 0, 1}});
    return table;
}

Section correlations_section(Analysis const& analysis) {
    Section section{"correlations", "Correlations", {}, false};
    auto const& all = *analysis.all_items;
    if (all.pearson.value)
        section.blocks.emplace_back(correlation_table(*all.pearson.value, all.items, "pearson",
                                                      "Pearson correlations, reversed items reversed"));
    if (all.spearman.value)
        section.blocks.emplace_back(
            correlation_table(*all.spearman.value, all.items, "spearman", "Spearman rank correlations"));
    return section;
}

// ---- methods

/// Text with the sources that it cites; each must be in references().
class Methods {
public:
    void say(std::string text, std::vector<std::string> const& cited) {
        how_.items.push_back({std::move(text), Tone::plain});
        keys_.insert(cited.begin(), cited.end());
    }
    Section section() && {
        document::Notes sources{"Sources", {}};
        for (auto const& entry : references()) {
            if (keys_.erase(std::string(entry.key)) > 0)
                sources.items.push_back({std::string(entry.full), Tone::plain});
        }
        expects(keys_.empty(), "methods: a cited source is not in the references");
        return {"methods", "Methods", {std::move(how_), std::move(sources)}, false};
    }

private:
    document::Notes how_{"How the numbers were made", {}};
    std::set<std::string> keys_;
};

void say_extraction(Methods& methods, AnalysisOptions const& options) {
    if (options.extraction == factor::ExtractionMethod::maximum_likelihood) {
        methods.say("Factor extraction: maximum likelihood, Joreskog (1967); Lawley & Maxwell (1971).",
                    {"Joreskog (1967)", "Lawley & Maxwell (1971)"});
    } else {
        methods.say(
            "Factor extraction: minres, the least squares of residual correlations, "
            "Harman & Jones (1966).",
            {"Harman & Jones (1966)"});
    }
}

void say_rotation(Methods& methods, AnalysisOptions const& options) {
    std::string criterion;
    std::string source;
    switch (options.rotation) {
        case factor::Rotation::none:
            methods.say("Rotation: none.", {});
            return;
        case factor::Rotation::varimax:
            criterion = "varimax", source = "Kaiser (1958)";
            break;
        case factor::Rotation::quartimax:
            criterion = "quartimax", source = "Neuhaus & Wrigley (1954)";
            break;
        case factor::Rotation::geomin:
            criterion = "geomin with epsilon 0.01, oblique", source = "Yates (1987)";
            break;
        default:
            criterion = "direct oblimin with gamma 0, oblique", source = "Jennrich & Sampson (1966)";
    }
    methods.say("Rotation of two factors or more: " + criterion + ", " + source +
                    ", by gradient projection with " +
                    text::counted(static_cast<std::size_t>(options.starts), "start", "starts") + " (seed " +
                    std::to_string(options.seed) +
                    "), Bernaards & Jennrich (2005). Signs and order of factors are fixed so that a run "
                    "repeats.",
                {source, "Bernaards & Jennrich (2005)"});
}

Section methods_section(Analysis const& analysis) {
    Methods methods;
    auto const& options = analysis.options;
    auto const level = percent(options.level);
    methods.say(
        "Missing answers: listwise within each scale, and over all scored items for what is said of "
        "all items; n stands beside every number. Items are reversed as declared before anything is "
        "computed.",
        {});
    methods.say("Skewness and kurtosis: " +
                    std::string(options.moments == descriptives::MomentKind::population
                                    ? "g1 and g2, not corrected for bias"
                                    : "G1 and G2, corrected for bias, as in SPSS, SAS and Excel") +
                    "; kurtosis is the excess over the normal distribution. Joanes & Gill (1998).",
                {"Joanes & Gill (1998)"});
    methods.say("Alpha: Cronbach (1951), from covariances with n - 1; " + level +
                    " interval by F, Feldt (1965). Standardized alpha: from the mean correlation.",
                {"Cronbach (1951)", "Feldt (1965)"});
    methods.say(
        "Omega total: one factor by minres from the correlations, 1 - sum of uniquenesses / sum of "
        "all correlations, as psych::omega with one factor. McDonald (1999); Revelle & Zinbarg "
        "(2009). Other programs divide by the model's variance or use covariances, and print "
        "another number.",
        {"McDonald (1999)", "Revelle & Zinbarg (2009)"});
    methods.say("Lambda 2 and 6: Guttman (1945), from covariances.", {"Guttman (1945)"});
    methods.say(
        "Standard error of measurement: of the sum of the items, whatever the scale is scored as; "
        "divide by the number of items for a mean.",
        {});
    methods.say("Sampling adequacy: Kaiser & Rice (1974). Sphericity: Bartlett (1951).",
                {"Kaiser & Rice (1974)", "Bartlett (1951)"});
    methods.say(
        "Parallel analysis: Horn (1965) with the 95th percentile of Glorfeld (1995), principal "
        "components, " +
            text::grouped(static_cast<std::size_t>(options.replications)) +
            " samples of independent normal data (seed " + std::to_string(options.seed) +
            "). Minimum average partial: Velicer (1976).",
        {"Horn (1965)", "Glorfeld (1995)", "Velicer (1976)"});
    methods.say("Number of factors: " +
                    (options.factors ? std::to_string(*options.factors) + ", as asked for."
                                     : std::string("as parallel analysis suggests, and at least one.")),
                {});
    say_extraction(methods, options);
    say_rotation(methods, options);
    methods.say("Fit: Bartlett's chi-square (1951), RMSEA by Steiger (1990), TLI by Tucker & Lewis (1973).",
                {"Bartlett (1951)", "Steiger (1990)", "Tucker & Lewis (1973)"});
    return std::move(methods).section();
}

std::vector<document::Block> summary(Analysis const& analysis) {
    std::vector<document::Block> out;
    auto const& card = analysis.instrument->card;
    if (card.status == instrument::Status::provisional) {
        out.emplace_back(Paragraph{
            "The definition is provisional, and so is what follows. Not verified: " + card.unverified,
            Tone::warning});
    }
    if (analysis.rows_refused > 0) {
        out.emplace_back(Paragraph{text::counted(analysis.rows_refused, "row", "rows") +
                                       " could not be read; every answer in it counts as missing.",
                                   Tone::warning});
    }
    if (analysis.cells_not_taken > 0) {
        out.emplace_back(
            Paragraph{text::counted(analysis.cells_not_taken, "cell is", "cells are") +
                          " no answer of the item and counted as missing; 'quaestor score' names them.",
                      Tone::warning});
    }
    out.emplace_back(reliability_table(analysis));
    out.emplace_back(dimension_table(analysis));
    return out;
}

}  // namespace

document::Table reliability_table(Analysis const& analysis) {
    Table table;
    table.key = "reliability";
    table.title = "Reliability";
    auto const level = percent(analysis.options.level);
    table.columns = {{"scale", "Scale"},
                     {"items", "Items", Kind::count},
                     {"n", "n", Kind::count, {}, {}, "People with an answer to every item of the scale"},
                     {"dropped", "Dropped", Kind::count, {}, {}, "People with an answer missing"},
                     {"alpha", "Alpha", Kind::coefficient, {}, {}, "Cronbach's alpha"},
                     {"lower", "lower", Kind::coefficient, {}, {}, level + " interval (Feldt)"},
                     {"upper", "upper", Kind::coefficient, {}, {}, level + " interval (Feldt)"},
                     {"standardized", "Standardized alpha", Kind::coefficient},
                     {"omega", "Omega total", Kind::coefficient, {}, {}, "One factor, minres, correlations"},
                     {"lambda2", "Lambda 2", Kind::coefficient},
                     {"lambda6", "Lambda 6", Kind::coefficient},
                     {"mean_r", "Mean inter-item r", Kind::coefficient},
                     {"sem",
                      "SEM of the sum",
                      Kind::number,
                      {},
                      {},
                      "Standard error of measurement of the sum of the items; divide by their number for a "
                      "mean"}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& scale : analysis.scales) {
        std::vector<Cell> row{scale.scale->title, scale.items.size(), scale.use.persons_used,
                              scale.use.persons_dropped};
        auto const alpha = [&](auto&& pick) {
            row.push_back(scale.alpha.value ? coefficient(pick(*scale.alpha.value))
                                            : Cell::absent("not computed"));
        };
        if (!scale.alpha.value) table.notes.push_back(scale.scale->title + ": " + scale.alpha.reason + ".");
        alpha([](auto const& a) { return a.alpha.value; });
        alpha([](auto const& a) { return a.alpha.lower; });
        alpha([](auto const& a) { return a.alpha.upper; });
        alpha([](auto const& a) { return a.standardized; });
        row.push_back(scale.omega.value ? coefficient(scale.omega.value->total)
                                        : Cell::absent("not computed"));
        row.push_back(scale.guttman.value ? coefficient(scale.guttman.value->lambdas.lambda2)
                                          : Cell::absent("not computed"));
        row.push_back(scale.guttman.value ? coefficient(scale.guttman.value->lambdas.lambda6)
                                          : Cell::absent("not computed"));
        alpha([](auto const& a) { return a.average_r; });
        alpha([](auto const& a) { return a.sem; });
        rows.push_back(std::move(row));
    }
    table.hold(std::move(rows));
    return table;
}

document::Table dimension_table(Analysis const& analysis) {
    Table table;
    table.key = "dimension_rules";
    table.title = "How many factors, and is there anything to factor?";
    table.columns = {{"of", "Of"},
                     {"n", "n", Kind::count},
                     {"kmo", "KMO", Kind::coefficient, {}, {}, "Sampling adequacy; below .60 is poor"},
                     {"chi_square", "Bartlett chi-square", Kind::number},
                     {"df", "df", Kind::count},
                     {"p", "p", Kind::p_value},
                     {"parallel",
                      "Parallel analysis",
                      Kind::count,
                      {},
                      {},
                      "Components above the 95th percentile of chance"},
                     {"map", "Velicer's MAP", Kind::count},
                     {"extracted", "Extracted", Kind::count}};
    std::vector<std::vector<Cell>> rows;
    auto const add = [&](std::string const& title, SampleUse const& use, Dimensions const& d,
                         Finding<factor::FactorSolution> const& efa) {
        std::vector<Cell> row{title, use.persons_used};
        if (d.kmo.value) {
            row.push_back(coefficient(d.kmo.value->kmo));
            row.push_back(coefficient(d.kmo.value->chi_squared));
            row.emplace_back(d.kmo.value->df);
            row.push_back(coefficient(d.kmo.value->p_value));
        } else {
            for (int i = 0; i < 4; ++i)
                row.push_back(Cell::absent("not computed"));
        }
        row.push_back(d.parallel.value ? Cell(d.parallel.value->suggested_by_percentile)
                                       : Cell::absent("not computed"));
        row.push_back(d.map.value ? Cell(d.map.value->suggested_squared) : Cell::absent("not computed"));
        row.push_back(efa.value ? Cell(static_cast<std::int64_t>(efa.value->loadings.cols()))
                                : Cell::absent("not computed"));
        rows.push_back(std::move(row));
        std::vector<std::string> said;
        for (auto const& reason : {d.kmo.reason, d.parallel.reason, d.map.reason, efa.reason}) {
            bool const known = std::any_of(said.begin(), said.end(),
                                           [&](std::string const& other) { return reason.ends_with(other); });
            if (reason.empty() || known) continue;
            said.push_back(reason);
            table.notes.push_back(title + ": " + reason + ".");
        }
    };
    if (analysis.all_items) {
        add("All items", analysis.all_items->use, analysis.all_items->dimensions, analysis.all_items->efa);
    }
    for (auto const& scale : analysis.scales)
        add(scale.scale->title, scale.use, scale.dimensions, scale.efa);
    table.hold(std::move(rows));
    table.emphasis.push_back({{"kmo"}, ToneRule{document::when::Below{low_kmo}, Tone::warning}});
    return table;
}

document::Document analysis_document(Analysis const& analysis, std::vector<document::Fact> facts) {
    document::Document out;
    out.title = "Item and scale analysis";
    out.subtitle = analysis.instrument->title;
    out.producer = "quaestor " + std::string(version());
    out.summary = summary(analysis);
    out.facts = std::move(facts);
    out.sections.push_back(items_section(analysis));
    out.sections.push_back(reliability_section(analysis));
    out.sections.push_back(dimensions_section(analysis));
    out.sections.push_back(factors_section(analysis));
    if (analysis.all_items) out.sections.push_back(correlations_section(analysis));
    out.sections.push_back(methods_section(analysis));
    return out;
}

}  // namespace quaestor::report
