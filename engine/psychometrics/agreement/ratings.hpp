/// Ratings of units by raters: the gate to every statistic of agreement.
///
/// ratings: n units (rows: persons, texts, images) x k raters (columns), NaN where a rater left a unit out.
/// Categories are numbers here; what they are called is known elsewhere.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/matrix.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quaestor::agreement {

/// Which units went into a number.
struct UnitUse {
    std::int64_t units_given = 0;
    std::int64_t units_used = 0;
    std::int64_t units_dropped = 0;  ///< given - used
    std::int64_t ratings_used = 0;
    std::string rule{};  ///< "complete": rated by everyone; "paired": at least twice; "rated": at least once
};

/// What a statistic cannot do without.
struct Needs {
    std::string statistic;  ///< as the message names it: "Fleiss' kappa"
    Eigen::Index raters = 2;
    Eigen::Index units = 2;
};

struct CompleteRatings {
    Eigen::MatrixXd ratings;  ///< units that everyone rated x raters
    UnitUse use;
};

/// Listwise: a unit that a rater left out is dropped.
/// Refuses too few raters (S151), too few complete units (S150) and ratings that are not finite (S113).
[[nodiscard]] Outcome<CompleteRatings> complete_ratings(MatrixIn ratings, Needs const& needs);

struct CategorizedRatings {
    std::vector<double> categories;  ///< q, ascending
    Eigen::MatrixXi places;          ///< units with a rating x raters: in `categories`, -1 for none
    std::int64_t units_given = 0;
    std::int64_t units_paired = 0;  ///< with at least two ratings
    std::int64_t ratings = 0;       ///< in all units that have one
};

/// More different ratings than this are no categories.
inline constexpr std::size_t most_categories = 500;

/// Ratings as places in the list of categories: `categories`, ascending, or, where it is empty, those that
/// occur.
/// Refuses too few raters (S151), too few units with two ratings (S150), ratings that are not finite (S113)
/// or not among `categories` (S154), categories that do not ascend (S111), and more than most_categories
/// (S156).
[[nodiscard]] Outcome<CategorizedRatings> categorize(MatrixIn ratings, Needs const& needs,
                                                     std::vector<double> const& categories = {});

/// S152: agreement cannot be told from chance, because all ratings are the same.
[[nodiscard]] Diagnostic all_the_same(std::string const& statistic);

/// S111 unless 0 < level < 1.
[[nodiscard]] Diagnostics check_level(double level);

}  // namespace quaestor::agreement
