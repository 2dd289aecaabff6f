#include "report/analysis/coefficients.hpp"

#include "base/text.hpp"

#include <cmath>

namespace quaestor::report {
namespace {

constexpr char const* no_correlation = "an item does not vary, so it has no correlation";

class List {
public:
    /// One whose number comes from `finding`.
    template <class T, class Pick>
    void add(std::string key, std::string name, Finding<T> const& finding, Pick&& pick, std::string how,
             std::string beside = {}, std::string reason = "not defined here") {
        Coefficient one{std::move(key), std::move(name), {}, absent, std::move(how), {}, std::move(beside)};
        if (finding.value) {
            one.estimate.value = pick(*finding.value);
            if (!std::isfinite(one.estimate.value)) one.reason = std::move(reason);
        } else {
            one.reason = finding.reason;
        }
        list_.push_back(std::move(one));
    }
    /// One with an interval.
    template <class T, class Pick>
    void add_interval(std::string key, std::string name, Finding<T> const& finding, Pick&& pick, double se,
                      std::string how, std::string beside = {}) {
        add(
            std::move(key), std::move(name), finding, [](T const&) { return absent; }, std::move(how),
            std::move(beside));
        auto& one = list_.back();
        if (!finding.value) return;
        one.estimate = pick(*finding.value);
        one.se = se;
        one.reason = std::isfinite(one.estimate.value) ? "" : "not defined here";
    }
    [[nodiscard]] std::vector<Coefficient> take() && { return std::move(list_); }

private:
    std::vector<Coefficient> list_;
};

double se_of(Finding<reliability::Alpha> const& finding) {
    return finding.value ? finding.value->standard_error : absent;
}
template <class T>
double se_of(Finding<T> const& finding) {
    return finding.value ? finding.value->standard_error : absent;
}

std::string samples(std::int64_t replications, std::uint64_t seed) {
    return text::grouped(static_cast<std::size_t>(replications)) + " bootstrap samples, seed " +
           std::to_string(seed);
}

void add_alphas(List& list, ScaleAnalysis const& scale) {
    auto const& more = scale.reliability;
    list.add_interval(
        "alpha", "Alpha", scale.alpha, [](auto const& a) { return a.alpha; }, se_of(scale.alpha),
        "covariances with n - 1",
        "SPSS, psych, JASP and jamovi print the same; with pairwise deletion they print another");
    list.add(
        "alpha_standardized", "Standardized alpha", scale.alpha, [](auto const& a) { return a.standardized; },
        "from the mean correlation", "of standardized items, which is not how the scale is scored",
        no_correlation);
    list.add_interval(
        "alpha_jackknife", "Alpha, distribution-free interval", more.alpha_jackknife,
        [](auto const& a) { return a.alpha; }, se_of(more.alpha_jackknife),
        "standard error by leaving out each person");
    std::string const drawn = more.alpha_bootstrap.value ? samples(more.alpha_bootstrap.value->replications,
                                                                   more.alpha_bootstrap.value->seed)
                                                         : "bootstrap samples";
    list.add_interval(
        "alpha_bootstrap", "Alpha, bootstrap percentile", more.alpha_bootstrap,
        [](auto const& a) { return a.percentile; }, se_of(more.alpha_bootstrap), drawn);
    list.add_interval(
        "alpha_bca", "Alpha, bootstrap BCa", more.alpha_bootstrap, [](auto const& a) { return a.bca; },
        se_of(more.alpha_bootstrap), drawn);
    list.add(
        "ordinal_alpha", "Ordinal alpha", more.ordinal_alpha, [](double a) { return a; },
        "of polychoric correlations: of the normal variables behind the answers, not of the score",
        "psych::alpha of psych::polychoric; higher than any reliability of the scored answers");
    list.add(
        "kr20", "KR-20", more.kuder_richardson, [](auto const& k) { return k.kr20; },
        "both variances by n: alpha of items with two answers",
        "a textbook's sum of pq over a variance by n - 1 is larger by a little");
    list.add(
        "kr21", "KR-21", more.kuder_richardson, [](auto const& k) { return k.kr21; },
        "as if all items were equally difficult");
}

/// What is wrong with the model behind a number, for its description; empty where nothing is.
template <class T>
std::string doubts(Finding<T> const& finding) {
    if (!finding.value) return {};
    auto const& fit = finding.value->fit;
    std::string out;
    if (!fit.convergence.converged) out += "; the search did not converge";
    if (!fit.admissible()) out += "; the solution is inadmissible";
    if (fit.srmr > sem::large_srmr) out += "; the model fits badly, SRMR " + text::fixed(fit.srmr, 3);
    return out;
}

/// Of the whole, as the definition divides it.
void add_divided(List& list, StructureFinding const& structure) {
    std::string const parts =
        structure.parts.empty()
            ? std::string("a factor for each part")
            : text::counted(structure.parts.size(), "correlated factor", "correlated factors") + " (" +
                  structure.source + ")";
    char const* const total = "semTools::compRelSEM(return.total = TRUE)";
    list.add(
        "omega_structure", "Omega of the declared structure", structure.omega,
        [](auto const& o) { return o.total.of_model; },
        parts + ", maximum likelihood, covariances, over the model's variance" + doubts(structure.omega),
        std::string(total) + " with obs.var = FALSE");
    list.add(
        "omega_structure_observed", "Omega of the declared structure, observed variance", structure.omega,
        [](auto const& o) { return o.total.of_observed; },
        parts + ", maximum likelihood, covariances, over the observed variance" + doubts(structure.omega),
        total);
    list.add(
        "categorical_omega_structure", "Categorical omega of the declared structure", structure.categorical,
        [](auto const& o) { return o.total.of_observed; },
        parts + ", DWLS, polychoric correlations, carried over to the sum of the answers" +
            doubts(structure.categorical),
        "of the sum of all items; semTools prints categorical omega part by part");
}

void add_omegas(List& list, ScaleAnalysis const& scale) {
    auto const& more = scale.reliability;
    char const* const psych = "one factor, minres, correlations, over the observed variance";
    list.add(
        "omega_total", "Omega total", scale.omega, [](auto const& o) { return o.total; }, psych,
        "psych::omega(nfactors = 1) prints this; with its default of three factors it prints more");
    list.add_interval(
        "omega_total_bootstrap", "Omega total, bootstrap percentile", more.omega_bootstrap,
        [](auto const& o) { return o.percentile; }, se_of(more.omega_bootstrap),
        std::string(psych) +
            (more.omega_bootstrap.value
                 ? "; " + samples(more.omega_bootstrap.value->replications, more.omega_bootstrap.value->seed)
                 : ""));
    list.add(
        "omega_ml", "Omega, maximum likelihood", more.omega_likelihood,
        [](auto const& o) { return o.of_model; },
        "one factor, maximum likelihood, covariances, over the model's variance",
        "semTools::reliability's omega, and most confirmatory programs'");
    list.add(
        "omega_ml_observed", "Omega, maximum likelihood, observed variance", more.omega_likelihood,
        [](auto const& o) { return o.of_observed; },
        "one factor, maximum likelihood, covariances, over the observed variance",
        "semTools::compRelSEM prints this");
    list.add(
        "ordinal_omega", "Ordinal omega", more.ordinal_omega, [](auto const& o) { return o.total; },
        "one factor, minres, polychoric correlations: of the variables behind the answers, not of the score",
        "psych::omega of psych::polychoric");
    list.add(
        "categorical_omega", "Categorical omega", more.categorical_omega,
        [](auto const& o) { return o.total.of_observed; },
        "one factor, DWLS, polychoric correlations, carried over to the sum of the answers (Green & Yang)" +
            doubts(more.categorical_omega),
        "semTools::compRelSEM(ord.scale = TRUE) prints this; of the latent responses it prints more");
    list.add(
        "categorical_omega_uls", "Categorical omega, unweighted", more.categorical_omega_uls,
        [](auto const& o) { return o.total.of_observed; },
        "the same with one factor by ULS" + doubts(more.categorical_omega_uls));
    add_divided(list, more.structure);
    list.add(
        "construct_replicability", "H", scale.omega, [](auto const& o) { return o.h; },
        "one factor, minres, correlations: of the best weighted sum, not of the scale's", {},
        "a loading is 1");
    Finding<reliability::HierarchicalOmega> none;
    auto const& general = more.general.empty() ? none : more.general.front().omega;
    std::string how = "Schmid-Leiman of oblimin factors, correlations";
    if (general.value) {
        how = text::counted(static_cast<std::size_t>(general.value->groups.cols()), "group factor",
                            "group factors") +
              ", " + std::string(factor::name_of(general.value->extraction)) + ", " +
              std::string(reliability::name_of(general.value->way)) + ", correlations";
    }
    list.add(
        "omega_hierarchical", "Omega hierarchical", general,
        [](auto const& o) { return o.indices.hierarchical; }, how,
        "psych::omega takes three group factors unless told otherwise, and turns items by itself");
    list.add(
        "omega_total_factors", "Omega total of these factors", general,
        [](auto const& o) { return o.indices.total; }, how,
        "omega total of psych::omega with as many factors");
    list.add(
        "explained_common_variance", "ECV", general, [](auto const& o) { return o.indices.common_share; },
        how);
    list.add(
        "uncontaminated_correlations", "PUC", general, [](auto const& o) { return o.indices.uncontaminated; },
        how + "; an item belongs to the group factor of its largest loading");
}

void add_bounds(List& list, ScaleAnalysis const& scale) {
    auto const& more = scale.reliability;
    char const* const other = "psych::guttman uses correlations";
    auto const lambda = [&](int number, auto pick, std::string const& beside, std::string const& reason) {
        auto const key = "lambda" + std::to_string(number);
        auto const name = "Lambda " + std::to_string(number);
        list.add(key, name, scale.guttman, pick, "covariances", beside, reason);
        list.add(key + "_standardized", name + ", standardized", more.guttman_standardized, pick,
                 "correlations", {}, reason);
    };
    lambda(
        1, [](auto const& g) { return g.lambdas.lambda1; }, other, "");
    lambda(
        2, [](auto const& g) { return g.lambdas.lambda2; }, other, "");
    lambda(
        3, [](auto const& g) { return g.lambdas.lambda3; }, "alpha by another name", "");
    auto const& splits = more.splits;
    std::string how = "covariances";
    if (splits.value) {
        how += splits.value->exhaustive
                   ? ", all " + text::grouped(static_cast<std::size_t>(splits.value->splits)) + " splits"
                   : ", best of " + text::grouped(static_cast<std::size_t>(splits.value->starts)) +
                         " searches, seed " + std::to_string(splits.value->seed);
    }
    list.add(
        "lambda4", "Lambda 4 (best split half)", splits, [](auto const& s) { return s.largest; }, how,
        "psych::splitHalf uses correlations, and samples splits above 16 items");
    lambda(
        5, [](auto const& g) { return g.lambdas.lambda5; }, other, "");
    lambda(
        6, [](auto const& g) { return g.lambdas.lambda6; }, other, "the covariance matrix is singular");
    list.add(
        "beta", "Beta (worst split half)", splits, [](auto const& s) { return s.smallest; }, how,
        "beta of ICLUST comes from a clustering of the items and is another number");
    list.add(
        "split_half_mean", "Mean split half", splits, [](auto const& s) { return s.mean; },
        "covariances, mean of all splits, exactly", "alpha where the number of items is even");
    list.add(
        "odd_even", "Odd-even, Spearman-Brown", splits,
        [](auto const& s) { return s.odd_even.spearman_brown; }, "as for halves of equal length", {},
        "a half does not vary");
    list.add(
        "odd_even_unequal", "Odd-even, unequal length", splits,
        [](auto const& s) { return s.odd_even.horst; }, "Horst, by the number of items in each half", {},
        "the halves do not correlate positively");
    list.add(
        "odd_even_rulon", "Odd-even, Flanagan-Rulon", splits,
        [](auto const& s) { return s.odd_even.flanagan_rulon; }, "covariances of the halves");
    list.add(
        "first_second", "First and second half, Spearman-Brown", splits,
        [](auto const& s) { return s.first_second.spearman_brown; }, "as for halves of equal length", {},
        "a half does not vary");
    list.add(
        "first_second_unequal", "First and second half, unequal length", splits,
        [](auto const& s) { return s.first_second.horst; }, "Horst, by the number of items in each half", {},
        "the halves do not correlate positively");
    list.add(
        "first_second_rulon", "First and second half, Flanagan-Rulon", splits,
        [](auto const& s) { return s.first_second.flanagan_rulon; }, "covariances of the halves");
    list.add(
        "glb", "Greatest lower bound", more.glb, [](auto const& g) { return g.glb; },
        "covariances, semidefinite program" +
            std::string(more.glb.value && more.glb.value->use.persons_used < reliability::persons_for_glb
                            ? "; below 1,000 people it lies above that of the population"
                            : ""),
        "psych::glb.algebraic prints this; psych::glb.fa is a factor analysis and prints another number");
}

}  // namespace

std::vector<Coefficient> coefficients_of(ScaleAnalysis const& scale) {
    List list;
    add_alphas(list, scale);
    add_omegas(list, scale);
    add_bounds(list, scale);
    return std::move(list).take();
}

}  // namespace quaestor::report
