#include "base/text.hpp"
#include "report/agreement.hpp"

#include <array>
#include <cmath>

namespace quaestor::report {
namespace {

using agreement::IccForm;

constexpr std::array<std::string_view, 6> icc_keys{"icc_1_1", "icc_2_1", "icc_3_1",
                                                   "icc_1_k", "icc_2_k", "icc_3_k"};

std::string_view meaning_of(IccForm form) {
    switch (form) {
        case IccForm::one_way:
            return "One rating, when each unit may have had other raters. Every difference between ratings "
                   "of a unit is "
                   "error.";
        case IccForm::agreement:
            return "One rating, when the same raters rated all units and stand for other raters. Raters who "
                   "rate higher "
                   "than others count as error: absolute agreement.";
        case IccForm::consistency:
            return "One rating, when these raters are the only ones of interest. Raters may rate higher than "
                   "others: only "
                   "the order and distances of units count.";
        case IccForm::one_way_mean:
            return "The mean of all ratings of a unit, when each unit may have had other raters.";
        case IccForm::agreement_mean:
            return "The mean of all raters, when the same raters rated all units and stand for others: "
                   "absolute agreement.";
        case IccForm::consistency_mean:
            break;
    }
    return "The mean of all raters, when these are the only ones of interest: consistency; the same number "
           "as Cronbach's "
           "alpha.";
}

AgreementLine line(std::string_view key, std::string name, std::string_view meaning) {
    AgreementLine out;
    out.key = key;
    out.name = std::move(name);
    out.meaning = meaning;
    return out;
}

/// Nothing that was not asked for.
template <class T>
bool asked(Finding<T> const& finding) {
    return finding.value.has_value() || !finding.reason.empty();
}

constexpr std::string_view full_chance = "chance alone would give full agreement: all ratings are the same";
constexpr std::string_view no_deviation = "no rating deviates, so there is no error to compare with";

class Lines {
public:
    Lines(RatingAgreement const& set, AgreementOptions const& options) : set_(set), options_(options) {}

    std::vector<AgreementLine> all() && {
        intraclass();
        if (asked(set_.concordance)) concordance();
        if (asked(set_.chance)) share();
        two_raters();
        if (asked(set_.chance)) many_raters();
        if (asked(set_.light)) light();
        if (asked(set_.krippendorff)) krippendorff();
        if (asked(set_.kendall)) kendall();
        return std::move(lines_);
    }

private:
    /// Fills the line where there is a value; else the reason stands in it.
    template <class T, class Fill>
    void put(AgreementLine out, Finding<T> const& finding, Fill const& fill) {
        if (finding.value) {
            fill(out, *finding.value);
        } else {
            out.reason = finding.reason;
        }
        lines_.push_back(std::move(out));
    }

    void intraclass() {
        if (!asked(set_.icc)) return;
        for (std::size_t i = 0; i < icc_keys.size(); ++i) {
            auto const form = static_cast<IccForm>(i);
            auto const k = std::to_string(set_.raters.size());
            auto name = std::string(agreement::shrout_fleiss_name(form)) + ", " +
                        std::string(agreement::mcgraw_wong_name(form));
            for (auto at = name.find("k)"); at != std::string::npos; at = name.find("k)"))
                name.replace(at, 1, k);
            put(line(icc_keys[i], std::move(name), meaning_of(form)), set_.icc,
                [&](AgreementLine& out, agreement::Icc const& icc) {
                    auto const& result = icc.of(form);
                    out.units = icc.use.units_used;
                    out.value = result.icc;
                    if (!std::isfinite(result.icc.value)) {
                        out.reason = "units do not differ from each other";
                    } else if (!std::isfinite(result.f)) {
                        out.reason = no_deviation;
                    } else {
                        out.test = "F";
                        out.statistic = result.f;
                        out.df1 = result.df1;
                        out.df2 = result.df2;
                        out.p = result.p_value;
                    }
                });
        }
    }

    void concordance() {
        put(line("concordance", "Concordance (Lin)",
                 "How close the ratings lie to complete equality: as a correlation, but lowered where raters "
                 "differ in "
                 "level or spread."),
            set_.concordance, [](AgreementLine& out, agreement::Concordance const& found) {
                out.units = found.use.units_used;
                out.value = found.concordance;
            });
        put(line("mean_r", "Mean correlation of raters",
                 "Pearson's r, averaged over pairs of raters: level and spread of a rater do not matter."),
            set_.concordance, [](AgreementLine& out, agreement::Concordance const& found) {
                out.units = found.use.units_used;
                out.value.value = found.mean_r;
                if (!std::isfinite(found.mean_r)) out.reason = "a rater gave the same rating to all units";
            });
    }

    static void of_coefficient(AgreementLine& out, agreement::ChanceCorrected const& all,
                               agreement::Coefficient const& one, std::string_view otherwise = full_chance) {
        out.units = all.use.units_used;
        out.value = one.value;
        out.standard_error = one.standard_error;
        out.observed = one.observed;
        out.expected = one.expected;
        if (!std::isfinite(one.value.value)) out.reason = otherwise;
        if (!std::isfinite(one.t)) return;
        out.test = "t";
        out.statistic = one.t;
        out.df1 = all.df;
        out.p = one.p_value;
    }

    [[nodiscard]] bool weighted() const {
        return options_.own_weights.size() > 0 || options_.weighting != agreement::Weighting::identity;
    }
    [[nodiscard]] std::string with_weights(std::string const& name) const {
        return weighted() ? name + ", " + options_.weights() + " weights" : name;
    }

    void share() {
        put(line("agreement", with_weights("Share of agreement"),
                 weighted() ? "How much any two ratings of a unit agree, a near miss counting in part. "
                              "Chance is in it."
                            : "How often any two ratings of a unit are the same. Chance is in it."),
            set_.chance, [](AgreementLine& out, agreement::ChanceCorrected const& all) {
                of_coefficient(out, all, all.agreement);
                out.expected = absent;
                out.test.clear();  // that there is no agreement at all is nobody's hypothesis
                out.statistic = out.df1 = out.p = absent;
            });
    }

    void two_raters() {
        auto const kappa = [&](std::string_view key, std::string name, std::string_view meaning,
                               Finding<agreement::Kappa> const& finding) {
            if (!asked(finding)) return;
            put(line(key, std::move(name), meaning), finding,
                [](AgreementLine& out, agreement::Kappa const& found) {
                    out.units = found.use.units_used;
                    out.value = found.kappa;
                    out.standard_error = found.standard_error;
                    out.observed = found.observed;
                    out.expected = found.expected;
                    if (!std::isfinite(found.z)) return;
                    out.test = "z";
                    out.statistic = found.z;
                    out.p = found.p_value;
                });
        };
        kappa("kappa", "Cohen's kappa",
              "Agreement of two raters beyond what their own frequencies of categories give by chance; every "
              "disagreement counts the same.",
              set_.kappa);
        kappa("kappa_linear", "Cohen's kappa, linear weights",
              "A disagreement counts by the number of steps.", set_.linear);
        kappa("kappa_quadratic", "Cohen's kappa, quadratic weights",
              "A disagreement counts by its square: far ones much more. Close to ICC(2,1).", set_.quadratic);
        kappa("kappa_own", "Cohen's kappa, weights of " + options_.own_weights_name,
              "A disagreement counts as the weights say.", set_.own);
    }

    void many_raters() {
        auto const put_one = [&](std::string_view key, std::string name, std::string_view meaning,
                                 agreement::Coefficient agreement::ChanceCorrected::*which) {
            put(line(key, with_weights(name), meaning), set_.chance,
                [&](AgreementLine& out, agreement::ChanceCorrected const& all) {
                    bool const one = all.categories < 2;
                    of_coefficient(out, all, all.*which,
                                   one ? std::string_view("there is one category only") : full_chance);
                });
        };
        if (set_.raters.size() > 2) {
            put_one("conger", "Conger's kappa",
                    "Cohen's kappa of more than two raters: chance by each rater's own frequencies.",
                    &agreement::ChanceCorrected::conger);
        }
        put_one(
            "fleiss", "Fleiss' kappa",
            "Chance by the frequencies of all raters together: for units that may have other raters each.",
            &agreement::ChanceCorrected::fleiss);
        put_one("gwet", weighted() ? "Gwet's AC2" : "Gwet's AC1",
                "Chance only for ratings that are hard to decide: stays high where nearly all ratings fall "
                "into one "
                "category, and kappa drops.",
                &agreement::ChanceCorrected::gwet);
        put_one("brennan_prediger", "Brennan & Prediger",
                "Chance as if every category were as likely, whatever was used.",
                &agreement::ChanceCorrected::brennan_prediger);
    }

    void light() {
        put(line("light", "Light's kappa", "The mean of Cohen's kappa over all pairs of raters."), set_.light,
            [](AgreementLine& out, agreement::LightKappa const& found) {
                out.units = found.use.units_used;
                out.value.value = found.kappa;
            });
    }

    void krippendorff() {
        auto const scale = std::string(agreement::name_of(options_.measurement));
        put(line("krippendorff", "Krippendorff's alpha, " + scale,
                 "One less the differences within units over those between any two ratings, on the scale of "
                 "measurement; ratings may be missing. Krippendorff asks for .800, and .667 for tentative "
                 "conclusions."),
            set_.krippendorff, [&](AgreementLine& out, agreement::KrippendorffAlpha const& found) {
                out.units = found.use.units_used;
                out.value = found.alpha;
                out.standard_error = found.standard_error;
                if (found.replications > 0 && !std::isfinite(found.alpha.lower)) {
                    out.reason = "no interval: in " + std::to_string(found.without_value) + " of " +
                                 std::to_string(found.replications) + " samples all ratings are the same";
                }
            });
    }

    void kendall() {
        put(line("kendall_w", "Kendall's W",
                 "Whether raters put the units into the same order: 0 not at all, 1 wholly."),
            set_.kendall, [](AgreementLine& out, agreement::KendallW const& found) {
                out.units = found.use.units_used;
                out.value.value = found.w;
                out.test = "chi_square";
                out.statistic = found.chi_squared;
                out.df1 = found.df;
                out.p = found.p_value;
            });
    }

    RatingAgreement const& set_;
    AgreementOptions const& options_;
    std::vector<AgreementLine> lines_;
};

}  // namespace

std::string AgreementOptions::weights() const {
    return own_weights.size() > 0 ? own_weights_name : std::string(agreement::name_of(weighting));
}

std::vector<AgreementLine> agreement_lines(RatingAgreement const& set, AgreementOptions const& options) {
    return Lines(set, options).all();
}

std::vector<AgreementLine> repeated_lines(RatingAgreement const& set, Repeated const& repeated) {
    std::vector<AgreementLine> out;
    auto const& first = set.raters[repeated.first];
    auto const& second = set.raters[repeated.second];
    auto const& found = repeated.retest;
    auto const put = [&](std::string_view key, std::string name, std::string_view meaning,
                         Estimate const& value, std::string reason = {}) -> AgreementLine& {
        auto& entry = out.emplace_back(line(key, std::move(name), meaning));
        entry.value = value;
        if (found.value) entry.units = found.value->use.units_used;
        if (!std::isfinite(value.value)) entry.reason = found.value ? std::move(reason) : found.reason;
        return entry;
    };
    auto const number = [](double value) { return Estimate{value, absent, absent, absent, {}}; };
    agreement::Retest const none;
    auto const& r = found.value ? *found.value : none;
    put("first_mean", "Mean, " + first, "", number(r.first_mean));
    put("first_sd", "SD, " + first, "", number(r.first_sd));
    put("second_mean", "Mean, " + second, "", number(r.second_mean));
    put("second_sd", "SD, " + second, "", number(r.second_sd));
    put("r", "Pearson's r", "Whether the order and distances of units stay; a shift of all does not show.",
        r.r, "a measurement does not vary");
    auto& change = put("change", "Mean change",
                       "Second less first: a shift of all, by learning, time or method.", r.change);
    if (std::isfinite(r.change_t)) {
        change.test = "t";
        change.statistic = r.change_t;
        change.df1 = static_cast<double>(change.units - 1);
        change.p = r.change_p;
    }
    put("change_sd", "SD of changes", "", number(r.change_sd));
    put("change_d", "Mean change / SD of changes", "The size of the shift (d_z).", number(r.change_d),
        "all changes are the same");
    put("lower_limit", "Lower limit of agreement",
        "Bland and Altman: 95% of changes are expected to lie between the two limits.", r.lower_limit);
    put("upper_limit", "Upper limit of agreement", "", r.upper_limit);
    auto& trend =
        put("trend_r", "r of change and mean",
            "Away from 0, changes grow or shrink with the size of what is measured, and the limits hold on "
            "average only.",
            number(r.trend_r), "all changes are the same, or all means");
    trend.p = r.trend_p;
    put("sem", "Standard error of measurement", "SD of changes / root of 2: a shift of all is no error.",
        number(r.sem));
    put("sem_agreement", "Standard error of measurement, agreement", "A shift of all is error, too.",
        number(r.sem_agreement));
    put("detectable_change", "Smallest detectable change",
        "Of a single person: larger changes than this are chance in less than 5% of unchanged people.",
        number(r.detectable_change));
    put("repeatability", "Coefficient of repeatability",
        "The same with a shift of all counted as error: two measurements of one unit differ by less in 95% "
        "of cases.",
        number(r.repeatability));
    return out;
}

bool has_value(RatingAgreement const& set, AgreementOptions const& options) {
    for (auto const& entry : agreement_lines(set, options)) {
        if (std::isfinite(entry.value.value)) return true;
    }
    return false;
}

}  // namespace quaestor::report
