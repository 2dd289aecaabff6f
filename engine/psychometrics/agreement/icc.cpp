#include "psychometrics/agreement/icc.hpp"

#include "numeric/distributions.hpp"

#include <cmath>

namespace quaestor::agreement {
namespace {

struct Anova {
    RatingVariance ms;
    double n = 0;
    double k = 0;
    double grand_mean = 0;
};

/// Deviations are taken before they are squared, so that large ratings cost no digits. What is left below
/// rounding counts as nothing: tenths, which no double holds, would otherwise deviate.
Anova analyse(MatrixIn ratings) {
    Anova out;
    out.n = static_cast<double>(ratings.rows());
    out.k = static_cast<double>(ratings.cols());
    double const origin = ratings(0, 0);
    Eigen::MatrixXd const x = ratings.array() - origin;
    double const middle = x.mean();
    Eigen::VectorXd const unit = x.rowwise().mean().array() - middle;
    Eigen::VectorXd const rater = x.colwise().mean().transpose().array() - middle;
    double residual = 0;
    for (Eigen::Index j = 0; j < x.cols(); ++j)
        residual += ((x.col(j) - unit).array() - (middle + rater[j])).square().sum();
    double const units = out.k * unit.squaredNorm();
    double const raters = out.n * rater.squaredNorm();
    double const nothing = 1e-24 * (x.cwiseAbs2().sum() + out.n * out.k * origin * origin);
    auto const over = [&](double sum, double df) { return sum > nothing ? sum / df : 0.0; };
    out.grand_mean = origin + middle;
    out.ms.units = over(units, out.n - 1);
    out.ms.raters = over(raters, out.k - 1);
    out.ms.residual = over(residual, (out.n - 1) * (out.k - 1));
    out.ms.within = over(raters + residual, out.n * (out.k - 1));
    return out;
}

/// a / b; absent where units differ less than chance leaves room for.
double share(double a, double b) {
    return b > 0 ? a / b : absent;
}

/// Of a mean of k ratings from that of one: Spearman and Brown's formula. Absent below what one rating can
/// have: there the bound of the mean has no end.
double stepped_up(double icc, double k) {
    double const room = 1 + (k - 1) * icc;
    return room > 0 ? k * icc / room : absent;
}

IccResult with_test(IccForm form, double value, double between, double error, double df1, double df2) {
    IccResult out;
    out.form = form;
    out.icc.value = value;
    if (!(error > 0)) return out;
    out.f = between / error;
    out.df1 = df1;
    out.df2 = df2;
    out.p_value = numeric::f_upper_tail(out.f, df1, df2);
    return out;
}

/// Forms 1 and 3: the bounds of F, turned into those of a single rating and of the mean.
void bound_by_f(IccResult& single, IccResult& mean, double k, double level) {
    if (!std::isfinite(single.f)) return;
    double const p = 0.5 * (1 + level);
    double const low = single.f / numeric::f_quantile(p, single.df1, single.df2);
    double const high = single.f * numeric::f_quantile(p, single.df2, single.df1);
    single.icc = {single.icc.value, (low - 1) / (low + k - 1), (high - 1) / (high + k - 1), level, "F"};
    if (single.f > 0) mean.icc = {mean.icc.value, 1 - 1 / low, 1 - 1 / high, level, "F"};
}

/// Satterthwaite's degrees of freedom of the interval of an agreement of single ratings.
double satterthwaite(Anova const& a, double icc) {
    double const toward_raters = a.k * icc * a.ms.raters;
    double const toward_rest = (a.n * (1 + (a.k - 1) * icc) - a.k * icc) * a.ms.residual;
    double const both = toward_raters + toward_rest;
    return both * both /
           (toward_raters * toward_raters / (a.k - 1) + toward_rest * toward_rest / ((a.n - 1) * (a.k - 1)));
}

Estimate agreement_interval(Anova const& a, double icc, double df, double level) {
    double const p = 0.5 * (1 + level);
    double const f_low = numeric::f_quantile(p, a.n - 1, df);
    double const f_high = numeric::f_quantile(p, df, a.n - 1);
    auto const& ms = a.ms;
    double const rest = a.k * ms.raters + (a.k * a.n - a.k - a.n) * ms.residual;
    return {icc, a.n * (ms.units - f_low * ms.residual) / (f_low * rest + a.n * ms.units),
            a.n * (f_high * ms.units - ms.residual) / (rest + a.n * f_high * ms.units), level,
            "F, Satterthwaite"};
}

void bound_agreement(IccResult& single, IccResult& mean, Anova const& a, IccOptions const& options) {
    if (!std::isfinite(single.f)) return;
    double const one = single.icc.value;
    single.icc = agreement_interval(a, one, satterthwaite(a, one), options.level);
    auto bounds = single.icc;
    if (options.agreement_mean == AgreementMeanInterval::irr) {
        bounds = agreement_interval(a, one, satterthwaite(a, mean.icc.value), options.level);
        bounds.method = "F, Satterthwaite as irr";
    }
    if (!std::isfinite(mean.icc.value)) return;
    mean.icc = {mean.icc.value, stepped_up(bounds.lower, a.k), stepped_up(bounds.upper, a.k), options.level,
                bounds.method};
}

}  // namespace

std::string_view shrout_fleiss_name(IccForm form) {
    constexpr std::array<std::string_view, 6> names{"ICC(1,1)", "ICC(2,1)", "ICC(3,1)",
                                                    "ICC(1,k)", "ICC(2,k)", "ICC(3,k)"};
    return names[static_cast<std::size_t>(form)];
}

std::string_view mcgraw_wong_name(IccForm form) {
    constexpr std::array<std::string_view, 6> names{"ICC(1)", "ICC(A,1)", "ICC(C,1)",
                                                    "ICC(k)", "ICC(A,k)", "ICC(C,k)"};
    return names[static_cast<std::size_t>(form)];
}

Outcome<Icc> intraclass_correlations(MatrixIn ratings, IccOptions const& options) {
    Outcome<Icc> outcome;
    outcome.diagnostics = check_level(options.level);
    if (outcome.diagnostics.has_errors()) return outcome;
    auto gate = complete_ratings(ratings, {"an intraclass correlation", 2, 3});
    outcome.diagnostics.append(std::move(gate.diagnostics));
    if (!gate.value) return outcome;
    auto const a = analyse(gate.value->ratings);
    auto const [units, within, raters, residual] = a.ms;
    if (units == 0 && within == 0) {
        outcome.diagnostics.add(all_the_same("an intraclass correlation"));
        return outcome;
    }

    Icc icc;
    icc.use = gate.value->use;
    icc.mean_squares = a.ms;
    icc.grand_mean = a.grand_mean;
    icc.raters = ratings.cols();
    double const df1 = a.n - 1;
    double const df_within = a.n * (a.k - 1);
    double const df_residual = df1 * (a.k - 1);
    auto const put = [&](IccForm form, double value, double error, double df2) {
        icc.forms[static_cast<std::size_t>(form)] = with_test(form, value, units, error, df1, df2);
    };
    put(IccForm::one_way, share(units - within, units + (a.k - 1) * within), within, df_within);
    put(IccForm::one_way_mean, share(units - within, units), within, df_within);
    put(IccForm::agreement,
        share(units - residual, units + (a.k - 1) * residual + a.k * (raters - residual) / a.n), residual,
        df_residual);
    put(IccForm::agreement_mean, share(units - residual, units + (raters - residual) / a.n), residual,
        df_residual);
    put(IccForm::consistency, share(units - residual, units + (a.k - 1) * residual), residual, df_residual);
    put(IccForm::consistency_mean, share(units - residual, units), residual, df_residual);

    auto const at = [&](IccForm form) -> IccResult& { return icc.forms[static_cast<std::size_t>(form)]; };
    bound_by_f(at(IccForm::one_way), at(IccForm::one_way_mean), a.k, options.level);
    bound_by_f(at(IccForm::consistency), at(IccForm::consistency_mean), a.k, options.level);
    bound_agreement(at(IccForm::agreement), at(IccForm::agreement_mean), a, options);
    outcome.value = std::move(icc);
    return outcome;
}

}  // namespace quaestor::agreement
