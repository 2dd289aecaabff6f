#include "psychometrics/correlation/pearson.hpp"

#include "numeric/moments.hpp"
#include "psychometrics/correlation/answers.hpp"

#include <cmath>

namespace quaestor::correlation {

double fisher_se(double r, double persons, double spread) {
    if (!(std::abs(r) < 1.0) || !(persons > 3)) return absent;
    return (1.0 - r * r) * std::sqrt(spread / (persons - 3.0));
}

Outcome<CorrelationMatrix> pearson(MatrixIn items, CorrelationOptions const& options) {
    Outcome<CorrelationMatrix> outcome;
    auto answers = answers_that_count(items, options);
    outcome.diagnostics.append(std::move(answers.diagnostics));
    if (!answers.value) return outcome;
    CorrelationMatrix result;
    result.use = answers.value->use;
    if (options.missing == Missing::pairwise) {
        auto moments = numeric::pairwise_moments(answers.value->values);
        result.r = std::move(moments.correlation);
        result.covariance = std::move(moments.covariance);
        result.persons = std::move(moments.persons);
        outcome.diagnostics.append(thin_pairs(result.persons, options.names));
    } else {
        result.covariance = numeric::covariance(answers.value->values);
        result.r = numeric::correlation_of(result.covariance);
        result.persons.setConstant(items.cols(), items.cols(), result.use.persons_used);
    }
    result.se = standard_errors(result, [](double r, double persons) { return fisher_se(r, persons); });
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::correlation
