#include "psychometrics/agreement/ratings.hpp"

#include "base/text.hpp"
#include "numeric/moments.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::agreement {
namespace {

std::string number_of(Eigen::Index count, std::string_view one, std::string_view many) {
    return text::counted(static_cast<std::size_t>(count), one, many);
}

/// What every statistic asks of its ratings, however it takes missing ones.
std::optional<Diagnostic> refusal(MatrixIn ratings, Needs const& needs) {
    if (ratings.cols() < needs.raters) {
        return Diagnostic{.code = std::string(intake::code::too_few_raters),
                          .message = needs.statistic + " needs at least " +
                                     number_of(needs.raters, "rater", "raters") + ", found " +
                                     std::to_string(ratings.cols())};
    }
    if (ratings.array().isInf().any()) {
        return Diagnostic{.code = std::string(intake::code::not_finite),
                          .message = "a rating is not a finite number"};
    }
    return std::nullopt;
}

Diagnostic too_few_units(Needs const& needs, std::string const& rated, Eigen::Index found, MatrixIn ratings) {
    Eigen::Index worst = 0;
    Eigen::Index most = 0;
    for (Eigen::Index j = 0; j < ratings.cols(); ++j) {
        Eigen::Index const missing = ratings.col(j).array().isNaN().count();
        if (missing > most) worst = j, most = missing;
    }
    return {.code = std::string(intake::code::too_few_units),
            .message = needs.statistic + " needs at least " + number_of(needs.units, "unit", "units") + " " +
                       rated + ", found " + std::to_string(found) + " of " + std::to_string(ratings.rows()),
            .hint = most == 0 ? ""
                              : "rater " + std::to_string(worst + 1) + " left out the most units: " +
                                    std::to_string(most) + " of " + std::to_string(ratings.rows())};
}

std::vector<double> different_values(MatrixIn ratings) {
    std::vector<double> values;
    for (Eigen::Index j = 0; j < ratings.cols(); ++j) {
        for (Eigen::Index i = 0; i < ratings.rows(); ++i) {
            double const rating = ratings(i, j);
            // Most ratings repeat the one before: the list stays short.
            if (!std::isnan(rating) && (values.empty() || values.back() != rating)) values.push_back(rating);
        }
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
    }
    return values;
}

}  // namespace

Outcome<CompleteRatings> complete_ratings(MatrixIn ratings, Needs const& needs) {
    using Failure = Outcome<CompleteRatings>;
    if (auto const why = refusal(ratings, needs)) return Failure::failure(*why);
    auto const rows = numeric::complete_rows(ratings);
    auto const complete = static_cast<Eigen::Index>(rows.size());
    if (complete < needs.units)
        return Failure::failure(too_few_units(needs, "that every rater rated", complete, ratings));
    Outcome<CompleteRatings> outcome;
    outcome.value = CompleteRatings{
        numeric::rows_of(ratings, rows),
        {ratings.rows(), complete, ratings.rows() - complete, complete * ratings.cols(), "complete"}};
    return outcome;
}

Outcome<CategorizedRatings> categorize(MatrixIn ratings, Needs const& needs,
                                       std::vector<double> const& categories) {
    using Failure = Outcome<CategorizedRatings>;
    if (auto const why = refusal(ratings, needs)) return Failure::failure(*why);
    if (std::adjacent_find(categories.begin(), categories.end(), std::greater_equal<>()) !=
        categories.end()) {
        return Failure::failure({.code = std::string(intake::code::bad_option),
                                 .message = "the categories must ascend, each once"});
    }
    CategorizedRatings out;
    auto const found = different_values(ratings);
    out.categories = categories.empty() ? found : categories;
    for (double const value : found) {
        if (std::binary_search(out.categories.begin(), out.categories.end(), value)) continue;
        return Failure::failure({.code = std::string(intake::code::outside_categories),
                                 .message = "a rating is none of the categories that were named"});
    }
    if (out.categories.size() > most_categories) {
        return Failure::failure({.code = std::string(intake::code::too_many_categories),
                                 .message = needs.statistic + " is for categories, and there are " +
                                            text::grouped(out.categories.size()) + " different ratings",
                                 .hint =
                                     "for amounts there are the intraclass correlation and Krippendorff's "
                                     "alpha for intervals"});
    }

    out.units_given = ratings.rows();
    out.places.resize(ratings.rows(), ratings.cols());
    Eigen::Index used = 0;
    for (Eigen::Index i = 0; i < ratings.rows(); ++i) {
        std::int64_t given = 0;
        for (Eigen::Index j = 0; j < ratings.cols(); ++j) {
            double const rating = ratings(i, j);
            bool const there = !std::isnan(rating);
            given += there;
            auto const at = std::lower_bound(out.categories.begin(), out.categories.end(), rating);
            out.places(used, j) = there ? static_cast<int>(at - out.categories.begin()) : -1;
        }
        if (given == 0) continue;
        ++used;
        out.ratings += given;
        if (given > 1) ++out.units_paired;
    }
    out.places.conservativeResize(used, Eigen::NoChange);
    if (out.units_paired < needs.units)
        return Failure::failure(too_few_units(needs, "with two ratings", out.units_paired, ratings));
    Outcome<CategorizedRatings> outcome;
    outcome.value = std::move(out);
    return outcome;
}

Diagnostic all_the_same(std::string const& statistic) {
    return {.code = std::string(intake::code::same_ratings),
            .message = "all ratings are the same, so " + statistic +
                       " cannot tell agreement from chance and does not exist",
            .hint = "the share of agreement is all that can be said"};
}

Diagnostics check_level(double level) {
    return intake::check_level(level);
}

}  // namespace quaestor::agreement
