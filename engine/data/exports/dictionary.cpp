#include "data/exports/dictionary.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/exports/wording.hpp"
#include "data/table.hpp"

#include <algorithm>
#include <array>

namespace quaestor::data::exports {
namespace {

/// One column of the dictionary under its two names. The long ones have changed a little over the years, so
/// their first words count.
struct Heading {
    std::string_view download;
    std::string_view api;
};

constexpr Heading name_heading{"variable / field name", "field_name"};
constexpr Heading form_heading{"form name", "form_name"};
constexpr Heading type_heading{"field type", "field_type"};
constexpr Heading label_heading{"field label", "field_label"};
constexpr Heading choices_heading{"choices", "select_choices_or_calculations"};
constexpr Heading validation_heading{"text validation type", "text_validation_type_or_show_slider_number"};

std::optional<std::size_t> find(Table const& table, Heading const& heading) {
    for (std::size_t c = 0; c < table.column_count(); ++c) {
        auto const name = text::lower_ascii(text::trimmed(table.column(c).name()));
        if (name == heading.api || name.starts_with(heading.download)) return c;
    }
    return std::nullopt;
}

/// R writes NA where the API gave nothing.
std::string cell(Table const& table, std::optional<std::size_t> column, std::size_t row) {
    if (!column) return {};
    auto const text = table.text(*column, row);
    auto const shown = text::trimmed(text);
    return shown == "NA" ? std::string() : std::string(shown);
}

FieldType type_of(std::string_view word) {
    constexpr std::array<std::string_view, 4> with_choices{"radio", "dropdown", "yesno", "truefalse"};
    if (word == "text" || word == "notes") return FieldType::text;
    if (word == "checkbox") return FieldType::checkbox;
    if (word == "calc" || word == "slider") return FieldType::computed;
    bool const one_of = std::find(with_choices.begin(), with_choices.end(), word) != with_choices.end();
    return one_of ? FieldType::one_of : FieldType::other;
}

class Reader {
public:
    Reader(Table const& table, std::string const& file) : table_(table), file_(file) {}

    Outcome<Dictionary> run() {
        auto const name = find(table_, name_heading);
        auto const type = find(table_, type_heading);
        if (!name || !type) {
            return Outcome<Dictionary>::failure(said(
                Severity::error, code::no_dictionary,
                std::string("this is no data dictionary of REDCap: it has no column '") +
                    (!name ? "Variable / Field Name" : "Field Type") + "'",
                "in REDCap: Project Setup, Data Dictionary, Download the current Data Dictionary", file_));
        }
        form_ = find(table_, form_heading);
        label_ = find(table_, label_heading);
        choices_ = find(table_, choices_heading);
        validation_ = find(table_, validation_heading);
        for (std::size_t row = 0; row < table_.row_count(); ++row)
            field(row, cell(table_, name, row), cell(table_, type, row));
        if (dictionary_.fields.empty()) {
            return Outcome<Dictionary>::failure(
                said(Severity::error, code::no_dictionary, "the data dictionary names no field", "", file_));
        }
        report();
        Outcome<Dictionary> outcome;
        outcome.value = std::move(dictionary_);
        outcome.diagnostics = std::move(diagnostics_);
        return outcome;
    }

private:
    void field(std::size_t row, std::string name, std::string const& type) {
        if (name.empty()) return;
        if (dictionary_.find(name) != nullptr) twice_.push_back(name);
        Field field;
        field.form = cell(table_, form_, row);
        field.label = cell(table_, label_, row);
        field.type = type_of(text::lower_ascii(type));
        field.validation = cell(table_, validation_, row);
        if (type == "yesno") field.choices = {{"1", "Yes"}, {"0", "No"}};
        if (type == "truefalse") field.choices = {{"1", "True"}, {"0", "False"}};
        bool const lists = field.type == FieldType::one_of || field.type == FieldType::checkbox;
        if (lists && field.choices.empty()) {
            bool good = true;
            for (auto& choice : choices_of(cell(table_, choices_, row))) {
                good = good && choice;
                if (choice) field.choices.push_back(std::move(*choice));
            }
            if (!good) unreadable_.push_back(name);
        }
        field.name = std::move(name);
        dictionary_.fields.push_back(std::move(field));
    }

    void report() {
        if (!unreadable_.empty())
            diagnostics_.add(said(Severity::warning, code::dictionary_choices,
                                  "the choices of " + listed(unreadable_) +
                                      " cannot all be read: a choice is written 'code, label'",
                                  "the choices that can be read count", file_));
        if (!twice_.empty())
            diagnostics_.add(said(
                Severity::warning, code::dictionary_choices,
                "the dictionary has " + listed(twice_) + " more than once; the first counts", "", file_));
    }

    Table const& table_;
    std::string const& file_;
    std::optional<std::size_t> form_;
    std::optional<std::size_t> label_;
    std::optional<std::size_t> choices_;
    std::optional<std::size_t> validation_;
    std::vector<std::string> unreadable_;
    std::vector<std::string> twice_;
    Dictionary dictionary_;
    Diagnostics diagnostics_;
};

}  // namespace

Field const* Dictionary::find(std::string_view name) const {
    auto const found = std::find_if(fields.begin(), fields.end(), [&](Field const& field) {
        return text::equal_ignoring_case(field.name, name);
    });
    return found == fields.end() ? nullptr : &*found;
}

std::optional<Dictionary::Place> Dictionary::place_of(std::string_view column) const {
    if (auto const* field = find(column)) return Place{field, nullptr};
    auto const split = column.find("___");
    if (split == std::string_view::npos) return std::nullopt;
    auto const* field = find(column.substr(0, split));
    if (field == nullptr) return std::nullopt;
    for (auto const& choice : field->choices) {
        if (text::equal_ignoring_case(checkbox_column(field->name, choice.code), column))
            return Place{field, &choice};
    }
    return std::nullopt;
}

std::vector<std::optional<Choice>> choices_of(std::string_view text) {
    std::vector<std::optional<Choice>> choices;
    while (!text::trimmed(text).empty()) {
        auto const bar = std::min(text.find('|'), text.size());
        auto const part = text::trimmed(text.substr(0, bar));
        text.remove_prefix(std::min(bar + 1, text.size()));
        if (part.empty()) continue;
        auto const comma = part.find(',');
        if (comma == std::string_view::npos || text::trimmed(part.substr(0, comma)).empty()) {
            choices.emplace_back();
            continue;
        }
        choices.push_back(Choice{std::string(text::trimmed(part.substr(0, comma))),
                                 std::string(text::trimmed(part.substr(comma + 1)))});
    }
    return choices;
}

std::string checkbox_column(std::string_view field, std::string_view code) {
    auto column = std::string(field) + "___";
    for (char const c : text::lower_ascii(code)) {
        if (c == '-' || c == '.' || c == '_') column += '_';
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) column += c;
    }
    return column;
}

Outcome<Dictionary> dictionary_of(Table const& table, std::string const& file) {
    return Reader(table, file).run();
}

}  // namespace quaestor::data::exports
