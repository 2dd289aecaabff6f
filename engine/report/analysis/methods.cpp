#include "base/text.hpp"
#include "report/analysis/sections.hpp"
#include "report/methods_text.hpp"

namespace quaestor::report {

using document::Section;

namespace {

void say_extraction(MethodsText& methods, AnalysisOptions const& options) {
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

void say_rotation(MethodsText& methods, AnalysisOptions const& options) {
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

void say_evidence(MethodsText& methods, Evidence const& evidence, std::string const& level) {
    if (!evidence.against.empty()) {
        methods.say("Other measures: the scores of the scales as they are defined, by those with both; " +
                        level +
                        " interval by Fisher (1921); r without error of measurement by Spearman (1904).",
                    {"Fisher (1921)", "Spearman (1904)"});
    }
    if (!evidence.groups.empty()) {
        methods.say(
            "Known groups: one-way analysis of variance; two groups by Welch (1947); Hedges' g, Hedges "
            "(1981), exactly corrected for bias, with its interval by the noncentral t, Steiger & "
            "Fouladi (1997); superiority, Vargha & Delaney (2000). No correction for many comparisons.",
            {"Welch (1947)", "Hedges (1981)", "Steiger & Fouladi (1997)", "Vargha & Delaney (2000)"});
    }
    if (evidence.methods) {
        methods.say(
            "Several traits by several methods: Campbell & Fiske (1959), correlations of those who have "
            "both measures.",
            {"Campbell & Fiske (1959)"});
    }
}

void say_correlations(MethodsText& methods, AnalysisOptions const& options) {
    std::string const basis = "Dimensions and factors rest on ";
    switch (options.correlation) {
        case correlation::Kind::pearson:
            methods.say(basis + "Pearson correlations.", {"Pearson (1896)"});
            break;
        case correlation::Kind::spearman:
            methods.say(basis + "Spearman's rank correlations, Spearman (1904).", {"Spearman (1904)"});
            break;
        case correlation::Kind::kendall:
            methods.say(
                basis + "Kendall's tau-b, Kendall (1945), with standard errors by Brown & Benedetti (1977).",
                {"Kendall (1945)", "Brown & Benedetti (1977)"});
            break;
        case correlation::Kind::polychoric:
        case correlation::Kind::mixed:
            methods.say(
                basis +
                    std::string(options.correlation == correlation::Kind::mixed
                                    ? "mixed correlations: polychoric, polyserial or Pearson as items are "
                                      "ordered answers or numbers"
                                    : "polychoric correlations") +
                    ", maximum likelihood in two steps, Olsson (1979), with standard errors by Muthen "
                    "(1984); " +
                    (options.zero_cell > 0 ? text::number(options.zero_cell) + " is added to empty cells."
                                           : std::string("nothing is added to empty cells.")),
                {"Olsson (1979)", "Muthen (1984)"});
            if (options.correlation == correlation::Kind::mixed) {
                methods.say("Polyserial correlations: Olsson, Drasgow & Dorans (1982).",
                            {"Olsson, Drasgow & Dorans (1982)"});
            }
    }
    if (options.correlation != correlation::Kind::pearson) {
        methods.say(
            "Chi-square, RMSEA, TLI and Bartlett's test are made for Pearson correlations of normal "
            "variables; with "
            "others they are a description and no test. The reference of parallel analysis is Pearson "
            "correlations of "
            "normal data too.",
            {});
    }
    if (options.use == correlation::Missing::pairwise) {
        methods.say(
            "Correlations rest on all who answered both items (pairwise); n of dimensions and factors is the "
            "fewest behind any pair.",
            {});
    }
    if (options.smooth) {
        methods.say("A matrix that is not positive definite is smoothed by its eigenvalues, Wothke (1993).",
                    {"Wothke (1993)"});
    }
    methods.say(
        "Standard errors of Pearson and Spearman correlations: from Fisher's z, Fisher (1921); Bonett & "
        "Wright "
        "(2000).",
        {"Fisher (1921)", "Bonett & Wright (2000)"});
}

void say_reliability(MethodsText& methods, AnalysisOptions const& options) {
    methods.say(
        "Alpha: Cronbach (1951), from covariances with n - 1; " + percent(options.level) +
            " interval by F, Feldt (1965), which assumes normal answers; the standard error is that of "
            "Duhachek & Iacobucci (2004). Standardized alpha: from the mean correlation. The "
            "distribution-free interval leaves out each person in turn, Efron & Tibshirani (1993); "
            "with many people it is that of Yuan, Guarnaccia & Hayslip (2003). "
            "Items with two answers have KR-20 and KR-21, Kuder & Richardson (1937).",
        {"Cronbach (1951)", "Feldt (1965)", "Duhachek & Iacobucci (2004)", "Efron & Tibshirani (1993)",
         "Yuan, Guarnaccia & Hayslip (2003)", "Kuder & Richardson (1937)"});
    if (options.bootstrap > 0) {
        methods.say("Bootstrap: " + text::grouped(static_cast<std::size_t>(options.bootstrap)) +
                        " samples of people (seed " + std::to_string(options.seed) +
                        "); percentile intervals, and for alpha BCa, Efron (1987). Omega: Kelley & "
                        "Pornprasertmanit (2016).",
                    {"Efron (1987)", "Kelley & Pornprasertmanit (2016)"});
    }
    methods.say(
        "Omega total: one factor by minres from the correlations, 1 - sum of uniquenesses / sum of "
        "all correlations, as psych::omega with one factor. McDonald (1999); Revelle & Zinbarg "
        "(2009). Other programs divide by the model's variance or use covariances, and print "
        "another number: the table of every coefficient has those too.",
        {"McDonald (1999)", "Revelle & Zinbarg (2009)"});
    methods.say(
        "Omega of a declared structure: each part of the scale a factor, factors correlated, by maximum "
        "likelihood from covariances with n, Joreskog (1969); what the factors give to the variance of a sum "
        "over the model's variance and over the observed, Raykov & Shrout (2002). SRMR above .08 is called "
        "large, Hu & Bentler (1999).",
        {"Joreskog (1969)", "Raykov & Shrout (2002)", "Hu & Bentler (1999)"});
    methods.say(
        "Categorical omega: the factor model of the polychoric correlations, least squares weighted by one "
        "over "
        "their asymptotic variances (DWLS), Muthen (1984), carried over to the sum of the answers, Green & "
        "Yang (2009). Ordinal alpha and omega are of the variables behind the answers, and higher.",
        {"Muthen (1984)", "Green & Yang (2009)"});
    methods.say(
        "Omega hierarchical: the general factor of Schmid & Leiman (1957) over obliquely rotated factors, "
        "and of a "
        "bifactor rotation, Jennrich & Bentler (2011), over the observed correlations. Zinbarg, Revelle, "
        "Yovel & Li "
        "(2005). ECV and PUC: Rodriguez, Reise & Haviland (2016); I-ECV: Stucky & Edelen (2015). H: "
        "Hancock & Mueller (2001).",
        {"Schmid & Leiman (1957)", "Jennrich & Bentler (2011)", "Zinbarg, Revelle, Yovel & Li (2005)",
         "Rodriguez, Reise & Haviland (2016)", "Stucky & Edelen (2015)", "Hancock & Mueller (2001)"});
    methods.say(
        "Lambda 1 to 6: Guttman (1945), from covariances and from correlations. Split halves are as equal as "
        "can be; lambda 4 is the best of them, beta the worst, Revelle (1979). Halves of unequal length: "
        "Horst "
        "(1951); Flanagan and Rulon: Rulon (1939). Greatest lower bound: Bentler & Woodward (1980), by "
        "semidefinite optimisation.",
        {"Guttman (1945)", "Revelle (1979)", "Horst (1951)", "Rulon (1939)", "Bentler & Woodward (1980)"});
    methods.say(
        "Standard error of measurement: of the sum of the items, whatever the scale is scored as; "
        "divide by the number of items for a mean. True scores and their intervals: Kelley (1947); Lord & "
        "Novick "
        "(1968). Smallest change: Weir (2005).",
        {"Kelley (1947)", "Lord & Novick (1968)", "Weir (2005)"});
    methods.say(
        "Scales beside each other: correction for attenuation, Spearman (1904); equality of alphas by log(1 "
        "- alpha) "
        "and a standard error that leaves out each person in turn, Efron & Tibshirani (1993), since the test "
        "of Feldt "
        "(1980) rejects too often where there are few items; JSON has both. Stratified alpha: Rajaratnam, "
        "Cronbach & "
        "Gleser (1965).",
        {"Spearman (1904)", "Efron & Tibshirani (1993)", "Feldt (1980)",
         "Rajaratnam, Cronbach & Gleser (1965)"});
    if (!options.group.empty()) {
        methods.say(
            "Groups: equality of two alphas by W, Feldt (1969), of more by chi-square, Hakstian & Whalen "
            "(1976).",
            {"Feldt (1969)", "Hakstian & Whalen (1976)"});
    }
}

}  // namespace

Section methods_section(Analysis const& analysis) {
    MethodsText methods;
    auto const& options = analysis.options;
    methods.say(
        "Missing answers: listwise within each scale, and over all scored items for what is said of "
        "all items; n stands beside every number. Items are reversed as declared before anything is "
        "computed.",
        {});
    methods.say(
        "Skewness and kurtosis: G1 and G2, corrected for bias, as in SPSS, SAS and Excel, and g1 and g2, "
        "not corrected; kurtosis is the excess over the normal distribution. Joanes & Gill (1998).",
        {"Joanes & Gill (1998)"});
    methods.say(
        "Difficulty: the mean answer between the lowest and the highest. Discrimination: the difference of "
        "the means of the upper and lower 27% by the sum of the items, Kelley (1939), people who tie where "
        "a group ends counting in part; below .20 is weak, Ebel & Frisbie (1991). Correlation corrected for "
        "overlap: Cureton (1966).",
        {"Kelley (1939)", "Ebel & Frisbie (1991)", "Cureton (1966)"});
    methods.say(
        "Options: the mean rest score of those who chose each should rise from option to option, Linacre "
        "(2002); endorsement by fifths of the rest score, people with the same rest score together, "
        "Sijtsma & Molenaar (2002).",
        {"Linacre (2002)", "Sijtsma & Molenaar (2002)"});
    if (!options.short_forms.sizes.empty()) {
        methods.say(
            "Short forms: the subset of items with the highest " +
                std::string(short_form::name_of(options.short_forms.criterion)) +
                "; every subset where there are up to 200,000 (2,000 for omega), else exchanges of items "
                "from 50 "
                "random starts. The best of many is too good by chance, so the people are dealt into " +
                std::to_string(options.short_forms.folds) +
                " folds at random, and what the others chose is judged by each fold, Stone (1974). What "
                "short "
                "forms lose: Widaman, Little, Preacher & Sawalani (2011).",
            {"Stone (1974)", "Widaman, Little, Preacher & Sawalani (2011)"});
    }
    auto const& asked = options.analyses;
    if (asked.reliability) say_reliability(methods, options);
    say_correlations(methods, options);
    if (asked.dimensionality) {
        methods.say("Sampling adequacy: Kaiser & Rice (1974). Sphericity: Bartlett (1951).",
                    {"Kaiser & Rice (1974)", "Bartlett (1951)"});
        methods.say(
            "Parallel analysis: Horn (1965) with the 95th percentile of Glorfeld (1995), principal "
            "components, " +
                text::grouped(static_cast<std::size_t>(options.replications)) +
                " samples of independent normal data (seed " + std::to_string(options.seed) +
                "). Minimum average partial: Velicer (1976).",
            {"Horn (1965)", "Glorfeld (1995)", "Velicer (1976)"});
    }
    if (asked.efa) {
        methods.say("Number of factors: " +
                        (options.factors ? std::to_string(*options.factors) + ", as asked for."
                                         : std::string("as parallel analysis suggests, and at least one.")),
                    {});
        say_extraction(methods, options);
        say_rotation(methods, options);
        methods.say(
            "Fit: Bartlett's chi-square (1951), RMSEA by Steiger (1990), TLI by Tucker & Lewis (1973).",
            {"Bartlett (1951)", "Steiger (1990)", "Tucker & Lewis (1973)"});
    }
    if (analysis.evidence) say_evidence(methods, *analysis.evidence, percent(options.level));
    return std::move(methods).section();
}

}  // namespace quaestor::report
