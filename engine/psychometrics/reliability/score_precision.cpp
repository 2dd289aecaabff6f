#include "psychometrics/reliability/score_precision.hpp"

#include "base/text.hpp"
#include "numeric/distributions.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"

#include <cmath>

namespace quaestor::reliability {

Outcome<ScorePrecision> score_precision(double reliability, double mean, double sd, double level) {
    Outcome<ScorePrecision> outcome;
    outcome.diagnostics = intake::check_level(level);
    if (outcome.diagnostics.has_errors()) return outcome;
    if (!(reliability >= 0 && reliability <= 1)) {
        outcome.diagnostics.add(
            {.code = std::string(intake::code::no_reliability),
             .message = "a standard error of measurement needs a reliability from 0 to 1, "
                        "found " +
                        (std::isfinite(reliability) ? text::fixed(reliability, 2) : std::string("none")),
             .hint = "a negative one says that items run against each other"});
        return outcome;
    }
    double const z = numeric::normal_quantile(0.5 * (1.0 + level));
    ScorePrecision result;
    result.reliability = reliability;
    result.level = level;
    result.mean = mean;
    result.sd = sd;
    result.of_measurement = sd * std::sqrt(1.0 - reliability);
    result.of_estimation = sd * std::sqrt(reliability * (1.0 - reliability));
    result.of_difference = std::sqrt(2.0) * result.of_measurement;
    result.half_width = z * result.of_measurement;
    result.minimal_change = z * result.of_difference;
    outcome.value = result;
    return outcome;
}

ScoreInterval score_interval(double score, ScorePrecision const& precision) {
    double const z = numeric::normal_quantile(0.5 * (1.0 + precision.level));
    double const true_score = precision.mean + precision.reliability * (score - precision.mean);
    double const spread = z * precision.of_estimation;
    return {score,      score - precision.half_width, score + precision.half_width,
            true_score, true_score - spread,          true_score + spread};
}

double spearman_brown(double reliability, double times) {
    double const denominator = 1.0 + (times - 1.0) * reliability;
    if (!(times > 0) || !(denominator > 0)) return absent;
    return times * reliability / denominator;
}

double length_for(double reliability, double wished) {
    if (!(reliability > 0 && reliability < 1 && wished > 0 && wished < 1)) return absent;
    return wished * (1.0 - reliability) / (reliability * (1.0 - wished));
}

}  // namespace quaestor::reliability
