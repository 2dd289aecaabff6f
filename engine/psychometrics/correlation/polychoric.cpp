#include "psychometrics/correlation/polychoric.hpp"

#include "base/expects.hpp"
#include "numeric/distributions.hpp"
#include "psychometrics/correlation/answers.hpp"
#include "psychometrics/correlation/latent_fits.hpp"
#include "psychometrics/correlation/pair_remarks.hpp"
#include "psychometrics/correlation/smooth.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"

#include <string>

namespace quaestor::correlation {
namespace {

PolychoricPair report_of(FittedPair const& pair) {
    auto const& fit = *pair.polychoric;
    PolychoricPair out;
    out.first = pair.first;
    out.second = pair.second;
    out.persons = pair.persons;
    out.empty_cells = pair.empty_cells;
    out.at_limit = fit.at_limit;
    out.chi_squared = fit.chi_squared;
    out.df = fit.df;
    if (fit.df > 0)
        out.p_value = numeric::chi_squared_upper_tail(fit.chi_squared, static_cast<double>(fit.df));
    out.convergence = fit.convergence;
    return out;
}

void fill_items(MatrixIn answers, LatentFits const& fits, PolychoricMatrix& result) {
    Eigen::Index const k = answers.cols();
    result.r.setConstant(k, k, absent);
    result.se = result.r;
    result.persons.setZero(k, k);
    result.thresholds = fits.thresholds;
    for (Eigen::Index j = 0; j < k; ++j) {
        auto const item = static_cast<std::size_t>(j);
        result.persons(j, j) = (!answers.col(j).array().isNaN()).count();
        auto const& ordered = fits.ordered[item];
        result.categories.push_back(ordered ? ordered->values : std::vector<double>{});
        bool const varies = ordered ? ordered->categories() > 1 : fits.numbers[item]->sd > 0;
        if (!varies) continue;
        result.r(j, j) = 1.0;
        result.se(j, j) = 0.0;
    }
}

PairRemarks fill_pairs(LatentFits const& fits, PolychoricMatrix& result) {
    PairRemarks remarks;
    for (auto const& pair : fits.pairs) {
        Eigen::Index const i = pair.first;
        Eigen::Index const j = pair.second;
        result.persons(i, j) = result.persons(j, i) = pair.persons;
        result.r(i, j) = result.r(j, i) = pair.rho;
        result.se(i, j) = result.se(j, i) = pair.se;
        if (pair.polychoric) result.pairs.push_back(report_of(pair));
        NamedPair const named{i, j, pair.rho};
        bool const both_vary = result.r(i, i) == 1.0 && result.r(j, j) == 1.0;
        if (pair.at_limit) {
            remarks.at_limit.push_back(named);
        } else if (std::isnan(pair.rho) && both_vary && pair.persons >= 3) {
            (pair.outweighed ? remarks.outweighed : remarks.no_table).push_back(named);
        }
    }
    return remarks;
}

}  // namespace

Outcome<PolychoricMatrix> mixed(MatrixIn items, std::vector<Measure> const& measures,
                                PolychoricOptions const& options) {
    expects(static_cast<Eigen::Index>(measures.size()) == items.cols(), "one measure for each item");
    if (!(options.zero_cell >= 0 && options.zero_cell <= 1)) {
        return Outcome<PolychoricMatrix>::failure(
            intake::option_out_of_range("what is added to an empty cell", options.zero_cell, "from 0 to 1"));
    }
    Outcome<PolychoricMatrix> outcome;
    auto answers = answers_that_count(items, {options.missing, options.names});
    outcome.diagnostics.append(std::move(answers.diagnostics));
    if (!answers.value) return outcome;
    auto const& values = answers.value->values;
    Eigen::Index too_many = 0;
    auto const fits = fit_pairs(values, measures, options.zero_cell, options.threads, too_many);
    if (!fits) {
        outcome.diagnostics.add({.code = std::string(intake::code::not_ordered),
                                 .message = options.names.item(too_many) + " has more than " +
                                            std::to_string(most_categories) +
                                            " different answers, too many for ordered categories",
                                 .hint = "as a number it can stand in a mixed matrix (--correlation mixed)"});
        return outcome;
    }
    PolychoricMatrix result;
    result.kind = Kind::mixed;
    result.use = answers.value->use;
    result.measures = measures;
    fill_items(values, *fits, result);
    auto const remarks = fill_pairs(*fits, result);
    if (options.missing == Missing::pairwise)
        outcome.diagnostics.append(thin_pairs(result.persons, options.names));
    outcome.diagnostics.append(told(remarks, options.names));
    outcome.diagnostics.append(make_proper(result, options.smooth, options.names));
    outcome.value = std::move(result);
    return outcome;
}

Outcome<PolychoricMatrix> polychoric(MatrixIn items, PolychoricOptions const& options) {
    std::vector<Measure> const ordered(static_cast<std::size_t>(items.cols()), Measure::ordered);
    auto outcome = mixed(items, ordered, options);
    if (outcome.value) outcome.value->kind = Kind::polychoric;
    return outcome;
}

}  // namespace quaestor::correlation
