#include "psychometrics/agreement/chance_corrected.hpp"

#include "numeric/distributions.hpp"

#include <cmath>

namespace quaestor::agreement {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr std::string_view method = "t, Gwet linearization";

/// What each unit brings along, in the order of units.
struct Units {
    ArrayXd ratings;    ///< r_i
    ArrayXd agreement;  ///< sum_k r_ik (r*_ik - 1): over all ordered pairs of ratings
    double paired = 0;  ///< units with two ratings
};

class Rated {
public:
    Rated(CategorizedRatings const& rated, MatrixXd weights, double level)
        : places_(rated.places),
          weights_(std::move(weights)),
          level_(level),
          n_(static_cast<double>(rated.places.rows())),
          q_(static_cast<double>(weights_.rows())) {
        look_at_units();
        pa_ = mean_of_paired(units_.agreement);
        pi_ = VectorXd::Zero(weights_.rows());
        for (Index i = 0; i < places_.rows(); ++i)
            each(i, [&](Index, int place) { pi_[place] += 1 / (n_ * units_.ratings[i]); });
    }

    [[nodiscard]] double df() const { return n_ - 1; }

    [[nodiscard]] Coefficient share_of_agreement() const {
        return coefficient(pa_, 0, n_ / units_.paired * of_paired(), n_);
    }

    [[nodiscard]] Coefficient brennan_prediger() const {
        return corrected(weights_.sum() / (q_ * q_), ArrayXd());
    }

    [[nodiscard]] Coefficient gwet() const {
        if (q_ < 2) return {};
        double const each_pair = weights_.sum() / (q_ * (q_ - 1));
        VectorXd const open = (1 - pi_.array()).matrix();
        return corrected(each_pair * pi_.dot(open), each_pair * mean_by_unit(open));
    }

    [[nodiscard]] Coefficient fleiss() const {
        VectorXd const weighted = weights_ * pi_;
        return corrected(pi_.dot(weighted), mean_by_unit(weighted));
    }

    [[nodiscard]] Coefficient conger() const;
    [[nodiscard]] Coefficient krippendorff() const;

private:
    template <class Visit>
    void each(Index unit, Visit const& visit) const {
        for (Index g = 0; g < places_.cols(); ++g) {
            if (int const place = places_(unit, g); place >= 0) visit(g, place);
        }
    }

    void look_at_units() {
        units_.ratings = ArrayXd::Zero(places_.rows());
        units_.agreement = ArrayXd::Zero(places_.rows());
        for (Index i = 0; i < places_.rows(); ++i) {
            double ratings = 0;
            double agreement = 0;
            each(i, [&](Index g, int place) {
                ratings += 1;
                for (Index h = 0; h < g; ++h) {
                    if (places_(i, h) >= 0) agreement += 2 * weights_(place, places_(i, h));
                }
            });
            units_.ratings[i] = ratings;
            units_.agreement[i] = agreement;
            if (ratings > 1) units_.paired += 1;
        }
    }

    [[nodiscard]] ArrayXd of_paired() const {
        return (units_.ratings > 1)
            .select(units_.agreement / (units_.ratings * (units_.ratings - 1)).max(1), 0.0);
    }

    [[nodiscard]] double mean_of_paired(ArrayXd const&) const { return of_paired().sum() / units_.paired; }

    /// Mean of a value of categories over the ratings of each unit.
    [[nodiscard]] ArrayXd mean_by_unit(VectorXd const& of_category) const {
        ArrayXd out = ArrayXd::Zero(places_.rows());
        for (Index i = 0; i < places_.rows(); ++i) {
            each(i, [&](Index, int place) { out[i] += of_category[place]; });
            out[i] /= units_.ratings[i];
        }
        return out;
    }

    /// `chance` has each unit's part in pe; empty where pe is a constant.
    [[nodiscard]] Coefficient corrected(double pe, ArrayXd const& chance) const {
        double const room = 1 - pe;
        if (!(room > 1e-12)) return without_value(pa_, pe);
        double const value = (pa_ - pe) / room;
        ArrayXd const paired = (units_.ratings > 1).cast<double>();
        ArrayXd parts = n_ / units_.paired * (of_paired() - pe * paired) / room;
        if (chance.size() > 0) parts -= 2 * (1 - value) * (chance - pe) / room;
        return coefficient(pa_, pe, parts, n_);
    }

    [[nodiscard]] static Coefficient without_value(double pa, double pe) {
        Coefficient out;
        out.observed = pa;
        out.expected = pe;
        return out;
    }

    /// `parts` have the coefficient, or what it is without its correction for small samples, as their mean.
    [[nodiscard]] Coefficient coefficient(double pa, double pe, ArrayXd const& parts, double units) const {
        auto out = without_value(pa, pe);
        double const value = (pa - pe) / (1 - pe);
        out.value = {value, absent, absent, level_, std::string(method)};
        if (!(units > 1)) return out;
        out.standard_error = std::sqrt((parts - parts.mean()).square().sum() / (units * (units - 1)));
        double const reach = numeric::t_quantile(0.5 * (1 + level_), df()) * out.standard_error;
        out.value.lower = value - reach;
        out.value.upper = std::min(1.0, value + reach);
        if (out.standard_error > 1e-14) {
            out.t = value / out.standard_error;
            out.p_value = numeric::t_two_sided(out.t, df());
        }
        return out;
    }

    Eigen::MatrixXi const& places_;
    MatrixXd weights_;
    double level_;
    double n_;
    double q_;
    Units units_;
    double pa_ = 0;
    VectorXd pi_;
};

Coefficient Rated::conger() const {
    // Raters without a rating take no part.
    std::vector<Index> raters;
    for (Index g = 0; g < places_.cols(); ++g) {
        if ((places_.col(g).array() >= 0).any()) raters.push_back(g);
    }
    auto const r = static_cast<double>(raters.size());
    MatrixXd shares = MatrixXd::Zero(places_.cols(), weights_.rows());  // p_gk
    VectorXd rated = VectorXd::Zero(places_.cols());
    for (Index i = 0; i < places_.rows(); ++i) {
        each(i, [&](Index g, int place) {
            shares(g, place) += 1;
            rated[g] += 1;
        });
    }
    for (Index const g : raters)
        shares.row(g) /= rated[g];
    MatrixXd const weighted = shares * weights_;  // raters x categories
    VectorXd const mean = shares.colwise().sum().transpose() / r;
    VectorXd const of_mean = weights_ * mean;
    VectorXd const of_self = weighted.cwiseProduct(shares).rowwise().sum();
    VectorXd const with_mean = shares * of_mean;
    // All pairs of raters, less each with itself.
    double const pe = (r * r * mean.dot(of_mean) - of_self.sum()) / (r * (r - 1));

    ArrayXd chance = ArrayXd::Constant(places_.rows(), r * with_mean.sum() - of_self.sum());
    for (Index i = 0; i < places_.rows(); ++i) {
        each(i, [&](Index g, int place) {
            double const pooled = r * (of_mean[place] - with_mean[g]);
            double const own = weighted(g, place) - of_self[g];
            chance[i] += n_ / rated[g] * (pooled - own);
        });
    }
    return corrected(pe, chance / (r * (r - 1)));
}

Coefficient Rated::krippendorff() const {
    ArrayXd const paired = (units_.ratings > 1).cast<double>();
    double const n = units_.paired;
    double const total = (units_.ratings * paired).sum();
    double const mean = total / n;
    VectorXd pi = VectorXd::Zero(weights_.rows());
    for (Index i = 0; i < places_.rows(); ++i) {
        if (paired[i] > 0) each(i, [&](Index, int place) { pi[place] += 1 / total; });
    }
    double const pe = pi.dot(weights_ * pi);
    ArrayXd const agreed = paired * units_.agreement / (mean * (units_.ratings - 1).max(1));
    double const share = agreed.sum() / n;
    double const pa = share + (1 - share) / total;
    auto out = without_value(pa, pe);
    if (1 - pe > 1e-12) out.value.value = (pa - pe) / (1 - pe);
    return out;
}

}  // namespace

Outcome<ChanceCorrected> chance_corrected(MatrixIn ratings, ChanceOptions const& options) {
    Outcome<ChanceCorrected> outcome;
    outcome.diagnostics = check_level(options.level);
    if (outcome.diagnostics.has_errors()) return outcome;
    auto sorted = categorize(ratings, {"agreement", 2, 2}, options.categories);
    outcome.diagnostics.append(std::move(sorted.diagnostics));
    if (!sorted.value) return outcome;
    auto const& categories = sorted.value->categories;
    MatrixXd weights = options.own_weights;
    if (weights.size() == 0) {
        weights = weights_of(options.weighting, categories);
    } else if (auto checked = own_weights(weights, static_cast<Index>(categories.size())); checked.value) {
        weights = *checked.value;
    } else {
        outcome.diagnostics.append(std::move(checked.diagnostics));
        return outcome;
    }

    Rated const rated(*sorted.value, std::move(weights), options.level);
    ChanceCorrected out;
    out.agreement = rated.share_of_agreement();
    out.brennan_prediger = rated.brennan_prediger();
    out.gwet = rated.gwet();
    out.fleiss = rated.fleiss();
    out.conger = rated.conger();
    out.krippendorff = rated.krippendorff();
    out.categories = static_cast<std::int64_t>(categories.size());
    out.df = rated.df();
    auto const used = static_cast<std::int64_t>(sorted.value->places.rows());
    out.use = {sorted.value->units_given, used, sorted.value->units_given - used, sorted.value->ratings,
               "rated"};
    outcome.value = std::move(out);
    return outcome;
}

}  // namespace quaestor::agreement
