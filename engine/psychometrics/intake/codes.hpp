/// The codes of everything that a statistic can have to say about what it was given.
#pragma once

#include <string_view>

namespace quaestor::intake::code {

using Code = std::string_view;

// What there is too little of: errors.
inline constexpr Code too_few_items = "S101";
inline constexpr Code too_few_persons = "S102";  ///< with the answers that the statistic needs

// Answers and correlations.
inline constexpr Code no_variance = "S103";            ///< items that all answered the same: warning or error
inline constexpr Code constant_sum = "S104";           ///< error: the sum is the same for everyone
inline constexpr Code singular_matrix = "S105";        ///< items computable from others: warning or error
inline constexpr Code no_correlation = "S106";         ///< error: one is needed that does not exist
inline constexpr Code no_correlation_matrix = "S110";  ///< error: not symmetric, beyond 1, ...
inline constexpr Code thin_pairs = "S112";             ///< warning: too few answered both items
inline constexpr Code not_finite = "S113";             ///< error: an infinite answer
inline constexpr Code outside_range = "S116";          ///< warning: answers beyond the responses offered

inline constexpr Code not_ordered = "S130";            ///< error: too many different answers for categories
inline constexpr Code at_limit = "S131";               ///< warning: a correlation that ended at -1 or 1
inline constexpr Code empty_table = "S132";            ///< warning: two items whose table says nothing
inline constexpr Code not_positive_definite = "S133";  ///< warning: a matrix with negative eigenvalues
inline constexpr Code smoothed = "S134";               ///< warning: a matrix that was made positive definite

// The request.
inline constexpr Code too_many_factors = "S107";  ///< error: the correlations cannot determine them
inline constexpr Code bad_option = "S111";        ///< error

// What came out.
inline constexpr Code heywood_case = "S108";     ///< warning: an item without variance of its own
inline constexpr Code runs_against = "S114";     ///< warning: an item against the rest of its scale
inline constexpr Code other_rotations = "S115";  ///< note: most starts ended elsewhere than the best
inline constexpr Code no_reference = "S117";     ///< error: nothing to compare eigenvalues with
inline constexpr Code disordered_options = "S140";  ///< warning: a higher option goes with less on the others
inline constexpr Code no_short_form = "S141";        ///< error: nothing of that size keeps the content
inline constexpr Code unsteady_search = "S142";      ///< warning: the best of a search was found once only
inline constexpr Code small_group = "S143";          ///< warning: a group with fewer than two scores
inline constexpr Code improper_model =
    "S118";  ///< warning: what the factor model implies is no proper matrix

// Ratings.
inline constexpr Code too_few_units = "S150";   ///< error: units with the ratings that the statistic needs
inline constexpr Code too_few_raters = "S151";  ///< error: raters, or more than the statistic is for
inline constexpr Code same_ratings = "S152";    ///< error: all ratings are the same
inline constexpr Code outside_categories = "S154";   ///< error: a rating is none of the categories named
inline constexpr Code bad_weights = "S155";          ///< error: weights of agreement that are none
inline constexpr Code too_many_categories = "S156";  ///< error: so many that they are amounts
inline constexpr Code no_ratio_scale = "S157";       ///< error: a rating below 0

// Reliability.
inline constexpr Code more_than_two_answers = "S161";  ///< error: Kuder-Richardson takes two
inline constexpr Code small_sample_bound = "S162";     ///< warning: the greatest lower bound of few persons
inline constexpr Code no_group_factors = "S163";       ///< error: fewer than two of them
inline constexpr Code interval_in_doubt = "S164";      ///< warning: answers far from what an interval assumes
inline constexpr Code no_reliability = "S165";         ///< error: a reliability outside 0 to 1
inline constexpr Code undetermined_general = "S166";   ///< warning: two group factors leave a choice
inline constexpr Code few_for_bootstrap = "S167";      ///< warning: resamples of few persons

// Factor models of a declared structure.
inline constexpr Code no_structure = "S168";  ///< error: a division of the items that no factors can have
inline constexpr Code inadmissible = "S169";  ///< variances or correlations that are none: warning or error
inline constexpr Code poor_fit = "S170";      ///< warning: large residual correlations
inline constexpr Code near_one = "S171";      ///< warning: a high coefficient of a model that does not hold

}  // namespace quaestor::intake::code
