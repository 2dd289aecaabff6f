/// The codes of everything that reading data can find. A code never changes its meaning.
///
/// "Refused" is said of one row, which stays in the table without values; an error is said of the file, which
/// is not read.
#pragma once

#include <array>
#include <string_view>

namespace quaestor::data::code {

// The file as a whole: errors.
inline constexpr std::string_view empty_file = "D101";
inline constexpr std::string_view wrong_encoding = "D102";  ///< UTF-32, or not in the encoding that was given
inline constexpr std::string_view nul_byte = "D103";
inline constexpr std::string_view not_utf8 = "D104";
inline constexpr std::string_view file_too_large = "D105";
inline constexpr std::string_view unsupported_format = "D106";
inline constexpr std::string_view unknown_encoding = "D107";  ///< the one asked for is not known

// Delimiter and header.
inline constexpr std::string_view ambiguous_delimiter =
    "D110";                                                     ///< error: several fit, or none can be proved
inline constexpr std::string_view unusable_delimiter = "D111";  ///< error: the one asked for cannot delimit
inline constexpr std::string_view undivided_header =
    "D112";  ///< error: rows have a delimiter, the header has none
inline constexpr std::string_view no_column_names = "D113";       ///< error: the header is all blank
inline constexpr std::string_view duplicate_name = "D114";        ///< error
inline constexpr std::string_view column_without_name = "D115";   ///< warning: called 'column 7'
inline constexpr std::string_view too_many_columns = "D116";      ///< error
inline constexpr std::string_view blank_names_left_out = "D117";  ///< note: blank names at the header's end

inline constexpr std::string_view titles_skipped = "D118";  ///< note: lines above the header
inline constexpr std::string_view no_header_line = "D119";  ///< error: the one asked for is not there

// Rows. D121 to D123 are findings, one a row, with one warning for all; in the header D122 is an error.
inline constexpr std::string_view no_rows = "D120";  ///< warning: nothing below the header
inline constexpr std::string_view field_count = "D121";
inline constexpr std::string_view text_after_quote = "D122";
inline constexpr std::string_view stray_quote = "D123";       ///< in what may be the rest of a row with D122
inline constexpr std::string_view quote_not_closed = "D124";  ///< error: where the row ends is unknown
inline constexpr std::string_view field_too_long = "D125";    ///< error
inline constexpr std::string_view too_many_refused = "D126";  ///< error
inline constexpr std::string_view no_row_readable = "D127";   ///< error: every row was refused
inline constexpr std::string_view blank_lines = "D128";       ///< note
inline constexpr std::string_view blank_extra_fields = "D129";  ///< note
inline constexpr std::string_view total_row = "D130";  ///< the last row adds up or averages the others

// Numbers.
inline constexpr std::string_view ambiguous_numbers = "D131";  ///< warning: 1,234 may be 1.234 or 1234
inline constexpr std::string_view two_decimal_marks =
    "D132";  ///< warning: a point in some columns, a comma in others
inline constexpr std::string_view decimal_comma = "D133";  ///< note: proved

// Workbooks. D159 to D161 are findings, one a cell; in the header they are errors.
inline constexpr std::string_view damaged_workbook = "D150";  ///< error
inline constexpr std::string_view workbook_expands = "D151";  ///< error: more than such a file can hold
inline constexpr std::string_view broken_workbook = "D152";   ///< error
inline constexpr std::string_view sheet_unclear = "D154";     ///< error: several would do, or none
inline constexpr std::string_view no_such_sheet = "D155";     ///< error
inline constexpr std::string_view option_of_another_format = "D156";  ///< error
inline constexpr std::string_view merged_header = "D157";             ///< error
inline constexpr std::string_view title_above_header = "D158";        ///< error
inline constexpr std::string_view error_cell = "D159";
inline constexpr std::string_view formula_without_value = "D160";
inline constexpr std::string_view unusable_number = "D161";  ///< outside the calendar, or none at all
inline constexpr std::string_view numbers_as_text = "D162";  ///< note
inline constexpr std::string_view hidden_rows = "D163";      ///< note
inline constexpr std::string_view long_numbers = "D164";     ///< warning
inline constexpr std::string_view stale_formulas = "D165";   ///< warning
inline constexpr std::string_view merged_cells = "D166";     ///< warning

// Exports of survey programs. D175 and D177 to D179 are findings.
inline constexpr std::string_view export_found = "D170";         ///< note
inline constexpr std::string_view another_export = "D171";       ///< error: not the one that was said
inline constexpr std::string_view personal_column = "D172";      ///< note: taken along, as asked for
inline constexpr std::string_view missing_codes = "D173";        ///< note: how many cells hold one
inline constexpr std::string_view unmet_missing_code = "D174";   ///< note
inline constexpr std::string_view several_choices = "D175";      ///< 1,4 in the cell of an item
inline constexpr std::string_view missing_code_counts = "D176";  ///< error: it is an answer of an item
inline constexpr std::string_view preview_response = "D177";     ///< refused
inline constexpr std::string_view test_response = "D178";        ///< refused
inline constexpr std::string_view spam_response = "D179";        ///< scored
inline constexpr std::string_view unfinished = "D180";           ///< note
inline constexpr std::string_view no_respondent = "D181";        ///< warning: all are previews or tests
inline constexpr std::string_view no_dictionary = "D182";        ///< error
inline constexpr std::string_view dictionary_choices = "D183";   ///< warning: not 'code, label'
inline constexpr std::string_view not_in_dictionary = "D184";    ///< note; error where no column is in it
inline constexpr std::string_view codes_differ = "D185";         ///< warning: dictionary and definition
inline constexpr std::string_view repeated_key = "D186";       ///< warning: record, event, form and instance
inline constexpr std::string_view belongs_elsewhere = "D187";  ///< note: rows of other events and forms
inline constexpr std::string_view unopened_form = "D188";      ///< note: its boxes are blank, not unticked
inline constexpr std::string_view labels_mapped = "D189";  ///< note; warning where codes stand beside them
inline constexpr std::string_view headings_are_texts = "D190";  ///< note
inline constexpr std::string_view answer_codes = "D191";        ///< note
inline constexpr std::string_view unknown_status = "D192";      ///< warning

// Files of statistics packages.
inline constexpr std::string_view damaged_package = "D200";   ///< error
inline constexpr std::string_view package_version = "D201";   ///< error
inline constexpr std::string_view package_encoding = "D202";  ///< error
inline constexpr std::string_view weight_ignored = "D203";    ///< note
inline constexpr std::string_view package_expands = "D204";   ///< error: more than such a file can hold
inline constexpr std::string_view cut_texts = "D205";         ///< note: half a character at the end of a text

// Questionnaire responses of FHIR. D234 to D236 are findings, the last two about one cell.
inline constexpr std::string_view not_json = "D230";           ///< error
inline constexpr std::string_view json_too_deep = "D231";      ///< error: or more values than such a file has
inline constexpr std::string_view repeated_json_key = "D232";  ///< error
inline constexpr std::string_view no_response = "D233";        ///< error: another resource, or none
inline constexpr std::string_view entered_in_error = "D234";   ///< refused
inline constexpr std::string_view several_answers = "D235";    ///< to one question, or its linkId twice
inline constexpr std::string_view no_usable_answer = "D236";
inline constexpr std::string_view response_status = "D237";         ///< warning: not completed or amended
inline constexpr std::string_view several_questionnaires = "D238";  ///< warning; note where none is named
inline constexpr std::string_view part_of_result = "D239";          ///< warning: one page of more
inline constexpr std::string_view left_unread = "D240";       ///< note: other resources, items without linkId
inline constexpr std::string_view mixed_codings = "D241";     ///< warning; note where only the system lacks
inline constexpr std::string_view weights_disagree = "D242";  ///< warning: file and definition
inline constexpr std::string_view weights_taken =
    "D243";  ///< warning: nothing but weights says what was answered
inline constexpr std::string_view not_of_definition = "D244";  ///< note: linkIds that are no items

/// Findings about one cell in a row that is otherwise read. All others of this reader are about a row.
inline constexpr std::array about_cells{error_cell, formula_without_value, unusable_number, several_answers,
                                        no_usable_answer};

}  // namespace quaestor::data::code
