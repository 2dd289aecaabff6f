/// What a reliability means for one person's score, and for a longer or shorter test.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/matrix.hpp"

namespace quaestor::reliability {

/// In the units of the score.
struct ScorePrecision {
    double reliability = absent;
    double level = absent;
    double mean = absent;            ///< of the score in the sample
    double sd = absent;              ///< of the score in the sample
    double of_measurement = absent;  ///< sd sqrt(1 - r): of a score around the person's true score
    double of_estimation = absent;   ///< sd sqrt(r (1 - r)): of true scores around their estimate
    double of_difference = absent;   ///< sqrt(2) of_measurement: of the difference of two measurements
    double half_width = absent;      ///< z of_measurement
    double minimal_change = absent;  ///< z of_difference: the minimal detectable change
};

/// r in [0, 1] (else S165), a level in (0, 1) (S111).
/// Source: Lord & Novick (1968), Statistical Theories of Mental Test Scores, ch. 3; Jacobson & Truax (1991),
/// Journal of Consulting and Clinical Psychology 59, 12-19; minimal detectable change: Weir (2005), Journal
/// of Strength and Conditioning Research 19, 231-240.
[[nodiscard]] Outcome<ScorePrecision> score_precision(double reliability, double mean, double sd,
                                                      double level = 0.95);

/// Two answers to one question: where does the person's true score lie?
struct ScoreInterval {
    double score = absent;
    double lower = absent;  ///< score -+ z of_measurement: no use of what others score
    double upper = absent;
    double true_score = absent;  ///< Kelley's: mean + r (score - mean), nearer to the mean
    double true_lower =
        absent;  ///< true_score -+ z of_estimation: a person drawn from this sample's population
    double true_upper = absent;
};

/// Source: Kelley (1947), Fundamentals of Statistics; Lord & Novick (1968), Statistical Theories of Mental
/// Test Scores, ch. 3.
[[nodiscard]] ScoreInterval score_interval(double score, ScorePrecision const& precision);

/// Reliability of a test `times` as long, of parts like those it has: times r / (1 + (times - 1) r). Absent
/// for times <= 0 and where the denominator is not positive. Source: Spearman (1910), British Journal of
/// Psychology 3, 271-295; Brown (1910), British Journal of Psychology 3, 296-322.
[[nodiscard]] double spearman_brown(double reliability, double times);

/// How many times as long a test must be for the reliability that is wished: w (1 - r) / (r (1 - w)). Absent
/// unless both lie in (0, 1).
[[nodiscard]] double length_for(double reliability, double wished);

}  // namespace quaestor::reliability
