/// The codes of what can go wrong between a definition and a data file.
#pragma once

#include <string_view>

namespace quaestor::scoring::code {

// Binding columns to items: errors of the file as a whole.
inline constexpr std::string_view no_column = "C001";        ///< an item has no column
inline constexpr std::string_view several_columns = "C002";  ///< an item has more than one
inline constexpr std::string_view shared_column = "C003";    ///< one column for items of two instruments
inline constexpr std::string_view no_covariate =
    "C004";  ///< warning: a fact about the respondent has no column
inline constexpr std::string_view repeated_id = "C006";  ///< warning, and a finding for each row
inline constexpr std::string_view like_names = "C020";     ///< note: items found by the second rule
inline constexpr std::string_view several_readings = "C021";  ///< the second rule can be applied in several ways
inline constexpr std::string_view like_name_left = "C022";  ///< note: a column named like an item that has another
inline constexpr std::string_view blank_id = "C030";         ///< note: rows without an id

// Maps of columns to items (scoring/column_map, scoring/mapped): errors but for the last.
inline constexpr std::string_view no_map = "C040";            ///< the file, or a line of it, is no map
inline constexpr std::string_view map_column = "C041";        ///< the data has no such column; a note where it is not used
inline constexpr std::string_view map_item = "C042";          ///< no such item or fact about the respondent
inline constexpr std::string_view map_instrument = "C043";    ///< not of this run, or it is open which is meant
inline constexpr std::string_view map_item_twice = "C044";    ///< several lines say of one item what its column is
inline constexpr std::string_view map_column_twice = "C045";  ///< one column for several items of an instrument
inline constexpr std::string_view map_to_be_filled = "C046";  ///< an item that is needed stands without a column
inline constexpr std::string_view map_swapped = "C047";       ///< items stand as columns, and columns as items
inline constexpr std::string_view map_of_others = "C048";     ///< note: lines for instruments that are not of this run

// Waves that stand side by side: errors of the file as a whole, but for the last three.
inline constexpr std::string_view wave_mark = "C050";     ///< a mark that is none, or whose columns are not the items
inline constexpr std::string_view wave_place = "C051";    ///< a mark that fits in two places
inline constexpr std::string_view wave_items = "C052";    ///< items that a wave does not have, or not for itself
inline constexpr std::string_view wave_columns = "C053";  ///< several columns for one thing in one wave
inline constexpr std::string_view wave_rows = "C054";     ///< note: what became of the rows
inline constexpr std::string_view wave_proposal = "C055";   ///< note: columns that look like waves
inline constexpr std::string_view wave_covariate = "C056";  ///< warning: a fact about the respondent lacks in a wave

// How the file writes its answers.
inline constexpr std::string_view declared_answer = "C061";  ///< warning: missing by the file, an answer by the definition
inline constexpr std::string_view by_label = "C060";  ///< note: labels stand in place of codes

// What all rows together show of that (coding/clues).
inline constexpr std::string_view unknown_codes = "C070";    ///< warning: -99 and the like, which nobody declared
inline constexpr std::string_view other_base = "C071";       ///< warning: answered 1 to 5 for 0 to 4
inline constexpr std::string_view runs_against = "C072";     ///< warning: an item against its scale
inline constexpr std::string_view reversed_twice = "C073";   ///< warning: all reversed items against the others
inline constexpr std::string_view dressed_numbers = "C074";  ///< warning: '4, 4 - often, digits of another script
inline constexpr std::string_view dates_for_codes = "C075";  ///< warning
inline constexpr std::string_view constant_items = "C076";   ///< note
inline constexpr std::string_view blank_items = "C077";      ///< note
inline constexpr std::string_view copied_columns = "C078";   ///< warning

// Cells: findings, one each.
inline constexpr std::string_view out_of_range = "C101";  ///< a number that the responses do not have
inline constexpr std::string_view unreadable = "C102";    ///< neither a number nor a code
inline constexpr std::string_view bad_covariate = "C103";
inline constexpr std::string_view doubtful_number = "C104";  ///< 1,234 can be 1.234 or 1234, and 2,5 two answers

// Worked examples.
inline constexpr std::string_view example_fails = "C201";

}  // namespace quaestor::scoring::code
