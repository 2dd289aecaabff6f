/// The data dictionary of a REDCap project: its fields, with the codes and labels of their answers.
#pragma once

#include "base/diagnostic.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data {
class Table;
}

namespace quaestor::data::exports {

struct Choice {
    std::string code;  ///< `0`, `-99`, `x`
    std::string label;
};

enum class FieldType { text, one_of, checkbox, computed, other };

struct Field {
    std::string name;
    std::string form;
    std::string label;
    FieldType type = FieldType::other;
    std::vector<Choice> choices;  ///< of one_of and checkbox; yes-no and true-false fields have theirs, too
    std::string validation;       ///< of a text: "integer", "number_comma_decimal", "date_ymd"; may be empty
};

struct Dictionary {
    std::vector<Field> fields;

    [[nodiscard]] Field const* find(std::string_view name) const;
    /// The field that has this column, and for a checkbox the choice: `chk____2` is the code -2 of `chk`.
    struct Place {
        Field const* field = nullptr;
        Choice const* choice = nullptr;
    };
    [[nodiscard]] std::optional<Place> place_of(std::string_view column) const;
};

/// "0, Not at all | 1, Several days": divided at each `|`, blanks around code and label left out. A code ends
/// at the first comma, so that a label may hold others. None for a part without comma.
[[nodiscard]] std::vector<std::optional<Choice>> choices_of(std::string_view text);

/// The name of a checkbox's column for one code: `-` and `.` become `_`, capitals small letters, and whatever
/// no name can hold is left out.
[[nodiscard]] std::string checkbox_column(std::string_view field, std::string_view code);

/// The dictionary as downloaded (18 columns with long names) or as the API gives it (snake_case). Error D182
/// where it is none; warning D183 for choices that cannot be read.
[[nodiscard]] Outcome<Dictionary> dictionary_of(Table const& table, std::string const& file);

}  // namespace quaestor::data::exports
