#include "data/exports/redcap_labels.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/column_builder.hpp"
#include "data/exports/made_anew.hpp"
#include "data/exports/redcap_forms.hpp"
#include "data/exports/wording.hpp"

#include <algorithm>
#include <map>

namespace quaestor::data::exports {
namespace {

/// From label to code; a label that two codes share is in it with no code.
using Codes = std::map<std::string, std::string, std::less<>>;

Codes codes_of(std::vector<Choice> const& choices) {
    Codes codes;
    for (auto const& choice : choices) {
        auto const [place, is_new] = codes.emplace(choice.label, choice.code);
        if (!is_new) place->second.clear();
    }
    return codes;
}

bool is_code(std::vector<Choice> const& choices, std::string_view cell) {
    return std::any_of(choices.begin(), choices.end(), [&](Choice const& choice) {
        auto const number = text::parse_number(choice.code);
        return choice.code == cell || (number && number == text::parse_number(cell));
    });
}

bool is_box(Column const& column) {
    return column.name().find("___") != std::string::npos;
}

std::vector<Choice> const& box_choices() {
    static std::vector<Choice> const choices{{"1", "Checked"}, {"0", "Unchecked"}};
    return choices;
}

/// What the cells of one column say: labels where one is no code, codes where one is no label.
struct Words {
    bool labels = false;
    bool codes = false;
    bool whole = true;  ///< each cell is one of them
};

Words words_of(Column const& column, std::vector<Choice> const& choices) {
    Words words;
    auto const codes = codes_of(choices);
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.missing()[row] != MissingReason::none) continue;
        auto const text = column.text(row);
        auto const cell = text::trimmed(text);
        auto const label = codes.find(cell);
        bool const known = label != codes.end() && !label->second.empty();
        bool const code = is_code(choices, cell);
        words.labels = words.labels || (known && !code);
        words.codes = words.codes || (code && !known);
        words.whole = words.whole && (known || code);
    }
    return words;
}

Column with_codes(Column const& column, std::vector<Choice> const& choices) {
    auto const codes = codes_of(choices);
    ColumnBuilder builder(column.name());
    for (std::size_t row = 0; row < column.size(); ++row) {
        auto const text = column.text(row);
        auto const code = codes.find(text::trimmed(text));
        builder.add(code == codes.end() ? text : code->second);
    }
    return with_facts_of(column, builder.finish());
}

}  // namespace

Diagnostics codes_for_labels(std::string const& file, Dictionary const* dictionary, ReadResult& read) {
    struct Mapped {
        std::size_t column;
        std::vector<Choice> const* choices;
        Words words;
    };
    std::vector<Mapped> columns;
    for (std::size_t c = 0; c < read.table.column_count(); ++c) {
        auto const& column = read.table.column(c);
        if (is_status(column)) continue;
        auto const place = dictionary != nullptr ? dictionary->place_of(column.name()) : std::nullopt;
        std::vector<Choice> const* choices = nullptr;
        if (place && place->field->type == FieldType::one_of) choices = &place->field->choices;
        if (is_box(column)) choices = &box_choices();
        if (choices != nullptr && !choices->empty())
            columns.push_back({c, choices, words_of(column, *choices)});
    }
    Diagnostics diagnostics;
    std::vector<std::string> with_labels;
    std::vector<std::string> with_codes_only;
    for (auto const& one : columns) {
        auto const& name = read.table.column(one.column).name();
        if (one.words.labels) with_labels.push_back(name);
        if (one.words.codes) with_codes_only.push_back(name);
    }
    if (with_labels.empty()) return diagnostics;
    if (!with_codes_only.empty()) {
        diagnostics.add(said(Severity::warning, code::labels_mapped,
                             listed(with_labels) + " hold labels and " + listed(with_codes_only) +
                                 " codes: nothing is translated",
                             "export 'Raw data', which holds codes throughout", file));
        return diagnostics;
    }
    std::vector<std::string> mapped;
    for (auto const& one : columns) {
        if (!one.words.labels || !one.words.whole) continue;
        auto& column = read.table.column_to_change(one.column);
        mapped.push_back(column.name());
        column = with_codes(column, *one.choices);
    }
    auto const message = "the export holds labels; " +
                         (mapped.empty() ? std::string("none of them is translated")
                                         : "they became the codes of the dictionary in " + listed(mapped));
    read.decisions.push_back("labels: " + message);
    diagnostics.add(said(Severity::note, code::labels_mapped, message,
                         dictionary == nullptr ? "--dictionary FILE.csv has the codes of all fields" : "",
                         file));
    return diagnostics;
}

}  // namespace quaestor::data::exports
