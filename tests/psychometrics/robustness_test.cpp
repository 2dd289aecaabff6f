#include "psychometrics/agreement/chance_corrected.hpp"
#include "psychometrics/agreement/concordance.hpp"
#include "psychometrics/agreement/fleiss.hpp"
#include "psychometrics/agreement/icc.hpp"
#include "psychometrics/agreement/kappa.hpp"
#include "psychometrics/agreement/kendall.hpp"
#include "psychometrics/agreement/krippendorff.hpp"
#include "psychometrics/agreement/retest.hpp"
#include "psychometrics/correlation/kendall.hpp"
#include "psychometrics/correlation/pearson.hpp"
#include "psychometrics/correlation/polychoric_covariance.hpp"
#include "psychometrics/correlation/rank.hpp"
#include "psychometrics/descriptives/items.hpp"
#include "psychometrics/dimensionality/kmo_bartlett.hpp"
#include "psychometrics/dimensionality/map_test.hpp"
#include "psychometrics/dimensionality/parallel_analysis.hpp"
#include "psychometrics/factor/efa.hpp"
#include "psychometrics/reliability/alpha.hpp"
#include "psychometrics/reliability/categorical_omega.hpp"
#include "psychometrics/reliability/lambda.hpp"
#include "psychometrics/reliability/omega.hpp"
#include "psychometrics/reliability/omega_structure.hpp"
#include "support/compare.hpp"

#include <random>

namespace {

/// Small answers of every awkward kind: few persons, missing answers, constant, repeated and opposite items.
Eigen::MatrixXd awkward(std::mt19937& bits) {
    auto const upto = [&](int most) { return static_cast<int>(bits() % static_cast<unsigned>(most + 1)); };
    Eigen::MatrixXd x(upto(14), upto(7));
    int const missing = upto(3) == 0 ? 4 : 30;
    int const highest = 1 + upto(4);
    for (Eigen::Index j = 0; j < x.cols(); ++j) {
        for (Eigen::Index i = 0; i < x.rows(); ++i)
            x(i, j) = upto(missing) == 0 ? quaestor::absent : upto(highest);
        int const kind = upto(9);
        if (kind == 0) x.col(j).setConstant(2);
        if (kind == 1 && j > 0) x.col(j) = x.col(j - 1);
        if (kind == 2 && j > 0) x.col(j) = 5.0 - x.col(0).array();
        if (kind == 3) x.col(j) *= 1e6;
    }
    return x;
}

/// A value or an error, and no error beside a value.
template <class T>
void holds(quaestor::Outcome<T> const& outcome) {
    CHECK(outcome.value.has_value() == !outcome.diagnostics.has_errors());
    for (auto const& found : outcome.diagnostics) {
        CHECK(found.code.size() == 4);
        CHECK_FALSE(found.message.empty());
        CHECK(found.message.back() != '.');
    }
}

/// Correlations within -1 and 1 or absent, and standard errors of those alone.
template <class Matrix>
void holds_correlations(quaestor::Outcome<Matrix> const& outcome) {
    holds(outcome);
    if (!outcome.value) return;
    auto const& m = *outcome.value;
    for (Eigen::Index j = 0; j < m.r.cols(); ++j) {
        for (Eigen::Index i = 0; i < m.r.rows(); ++i) {
            CHECK((std::isnan(m.r(i, j)) || std::abs(m.r(i, j)) <= 1.0));
            CHECK((std::isnan(m.se(i, j)) || (m.se(i, j) >= 0.0 && !std::isnan(m.r(i, j)))));
            CHECK(!std::isinf(m.se(i, j)));
            CHECK((m.r(i, j) == m.r(j, i) || std::isnan(m.r(i, j))));
        }
    }
}

/// Items in turn.
quaestor::sem::Parts in_parts(Eigen::Index items, std::size_t count) {
    quaestor::sem::Parts parts(count);
    for (Eigen::Index j = 0; j < items; ++j)
        parts[static_cast<std::size_t>(j) % count].push_back(j);
    return parts;
}

}  // namespace

TEST_CASE("every statistic: gives a value or says why not whatever the answers",
          "[psychometrics][property][refusal][slow]") {
    namespace factor = quaestor::factor;
    namespace dimensionality = quaestor::dimensionality;
    namespace reliability = quaestor::reliability;
    namespace correlation = quaestor::correlation;
    std::mt19937 bits(7);
    for (int run = 0; run < 1500; ++run) {
        auto const x = awkward(bits);
        CAPTURE(run, x.rows(), x.cols());
        holds(quaestor::descriptives::describe_items(x, {.lowest = 0, .highest = 4}));
        auto const alpha = reliability::cronbach_alpha(x);
        holds(alpha);
        if (alpha.value) {
            auto const& a = *alpha.value;
            CHECK(a.alpha.value <= 1.0);
            CHECK(a.alpha.lower <= a.alpha.value);
            CHECK(a.alpha.value <= a.alpha.upper);
            CHECK(std::isnan(a.standardized) == !a.constant.empty());
        }
        holds(reliability::guttman_lambdas(x));
        holds(reliability::guttman_lambdas(x, {.standardized = true}));
        holds(reliability::omega_total(x));
        holds(reliability::omega_of_structure(x, in_parts(x.cols(), 1)));
        holds(reliability::omega_of_structure(x, in_parts(x.cols(), 2)));
        if (auto const latent = correlation::polychoric(x, {.threads = 1}); latent.value) {
            for (bool const weighted : {true, false}) {
                holds(reliability::categorical_omega(*latent.value, in_parts(x.cols(), 1),
                                                     {.weighted = weighted, .names = {}}));
                holds(reliability::categorical_omega(*latent.value, in_parts(x.cols(), 2),
                                                     {.weighted = weighted, .names = {}}));
            }
        }
        holds(dimensionality::parallel_analysis(x, {.replications = 20, .threads = 1}));
        for (auto const missing : {correlation::Missing::listwise, correlation::Missing::pairwise}) {
            holds_correlations(correlation::spearman(x, {.missing = missing}));
            holds_correlations(correlation::kendall(x, {.missing = missing}, 1));
            holds_correlations(correlation::polychoric(x, {.missing = missing, .threads = 1}));
            holds_correlations(correlation::polychoric(
                x, {.missing = missing, .zero_cell = 0.5, .smooth = true, .threads = 1}));
            std::vector<correlation::Measure> measures;
            for (Eigen::Index j = 0; j < x.cols(); ++j)
                measures.push_back(j % 2 == 0 ? correlation::Measure::ordered : correlation::Measure::number);
            holds_correlations(correlation::mixed(x, measures, {.missing = missing, .threads = 1}));
            auto const covariance = correlation::polychoric_covariance(x, {.missing = missing, .threads = 1});
            holds(covariance);
            if (covariance.value) CHECK(covariance.value->covariance.allFinite());
            auto const r = correlation::pearson(x, {.missing = missing});
            holds(r);
            if (!r.value) continue;
            auto const persons = r.value->use.persons_used;
            holds(dimensionality::kmo_bartlett(r.value->r, persons));
            holds(dimensionality::map_test(r.value->r));
            for (auto const method :
                 {factor::ExtractionMethod::minres, factor::ExtractionMethod::maximum_likelihood}) {
                for (auto const rotation : {factor::Rotation::varimax, factor::Rotation::oblimin}) {
                    auto const got = factor::exploratory_factors(
                        r.value->r, persons,
                        {.factors = 2, .extraction = method, .rotation = rotation, .starts = 2});
                    holds(got);
                    if (got.value) CHECK(got.value->loadings.allFinite());
                }
            }
        }
    }
}

TEST_CASE("every statistic of agreement: gives a value or says why not whatever the ratings",
          "[psychometrics][agreement][property][refusal][slow]") {
    namespace agreement = quaestor::agreement;
    std::mt19937 bits(11);
    for (int run = 0; run < 1500; ++run) {
        auto const x = awkward(bits);
        CAPTURE(run, x.rows(), x.cols());
        auto const icc = agreement::intraclass_correlations(x);
        holds(icc);
        if (icc.value) {
            for (auto const& form : icc.value->forms) {
                CHECK_FALSE(form.icc.value > 1 + 1e-12);
                double const rounding = 1e-9 * (1 + std::abs(form.icc.value));
                CHECK_FALSE(form.icc.lower > form.icc.value + rounding);
                CHECK_FALSE(form.icc.upper < form.icc.value - rounding);
            }
        }
        auto const all = agreement::chance_corrected(x, {.weighting = agreement::Weighting::linear});
        holds(all);
        if (all.value) {
            for (auto const& one : {all.value->agreement, all.value->brennan_prediger, all.value->gwet,
                                    all.value->fleiss, all.value->conger, all.value->krippendorff}) {
                CHECK_FALSE(one.value.value > 1 + 1e-12);
                CHECK_FALSE(one.standard_error < 0);
            }
        }
        for (auto const measurement : {agreement::Measurement::nominal, agreement::Measurement::ordinal,
                                       agreement::Measurement::interval, agreement::Measurement::ratio}) {
            auto const alpha =
                agreement::krippendorff_alpha(x, {.measurement = measurement, .replications = 20});
            holds(alpha);
            if (alpha.value) CHECK(alpha.value->alpha.value <= 1);
        }
        holds(agreement::fleiss_kappa(x));
        holds(agreement::light_kappa(x));
        holds(agreement::kendall_w(x));
        holds(agreement::concordance(x));
        holds(agreement::cohen_kappa(x));
        if (x.cols() < 2) continue;
        holds(agreement::cohen_kappa(x.leftCols(2), {.weighting = agreement::Weighting::quadratic}));
        holds(agreement::retest(x.col(0), x.col(1)));
    }
}
