#include "data/exports/redcap.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/exports/redcap_forms.hpp"
#include "data/exports/redcap_labels.hpp"
#include "data/exports/wording.hpp"
#include "data/repeats.hpp"
#include "data/take_out.hpp"

#include <algorithm>
#include <array>

namespace quaestor::data::exports {
namespace {

/// What tells the rows of one record apart.
constexpr std::string_view instance_name = "redcap_repeat_instance";
constexpr std::array<std::string_view, 3> key_names{"redcap_event_name", "redcap_repeat_instrument",
                                                    instance_name};
constexpr std::string_view survey_identifier = "redcap_survey_identifier";
constexpr std::array<std::string_view, 2> further_names{"redcap_data_access_group", survey_identifier};

std::optional<std::size_t> column_called(Table const& table, std::string_view name) {
    auto const found = table.find_ignoring_case(name);
    if (found.size() != 1) return std::nullopt;
    return found.front();
}

bool is_own(Column const& column) {
    auto const& name = column.name();
    return name.starts_with("redcap_") || name.ends_with("_timestamp") || is_status(column);
}

class Unfolding {
public:
    Unfolding(std::string const& file, ExportOptions const& options, ReadResult& read)
        : file_(file), options_(options), read_(read) {}

    Diagnostics run(RedcapShape const& shape, std::optional<Dictionary> dictionary) {
        read_.exported.id = shape.record;
        leave_out_people(shape);
        if (dictionary) meet(*dictionary);
        if (diagnostics_.has_errors()) return std::move(diagnostics_);
        for (std::size_t c = 0; c < read_.table.column_count(); ++c) {
            auto& column = read_.table.column_to_change(c);
            if (is_own(column)) column.set_of_program();
        }
        for (auto const name : key_names) {
            auto const column = column_called(read_.table, name);
            if (!column) continue;
            read_.exported.key.push_back(*column);
            if (name != instance_name) read_.exported.asks.push_back(*column);
        }
        auto labels = codes_for_labels(file_, dictionary ? &*dictionary : nullptr, read_);
        diagnostics_.append(std::move(labels));
        diagnostics_.append(look_at_forms(file_, dictionary ? &*dictionary : nullptr, read_));
        look_for_repeated_keys();
        read_.exported.dictionary = std::move(dictionary);
        return std::move(diagnostics_);
    }

private:
    void leave_out_people(RedcapShape const& shape) {
        auto what = "REDCap (" + shape.proof + ")";
        auto const people = column_called(read_.table, survey_identifier);
        bool const left_out = people && !is_among(survey_identifier, options_.named);
        if (left_out) {
            what += "; left out, since it tells who people are: '" + std::string(survey_identifier) + "'";
            take_out(read_, {}, std::array{*people});
            if (*people < shape.record) --*read_.exported.id;
        }
        read_.decisions.push_back("export: " + what);
        diagnostics_.add(said(Severity::note, code::export_found, "read as an export of " + what,
                              left_out ? "--carry takes along a column by its name" : "", file_));
    }

    /// Each column of the file and its field.
    void meet(Dictionary const& dictionary) {
        std::vector<std::string> unknown;
        std::size_t known = 0;
        for (std::size_t c = 0; c < read_.table.column_count(); ++c) {
            auto& column = read_.table.column_to_change(c);
            auto const place = dictionary.place_of(column.name());
            if (!place) {
                if (!is_own(column)) unknown.push_back(column.name());
                continue;
            }
            ++known;
            if (place->field->type != FieldType::text) continue;
            if (place->field->validation.starts_with("number")) {
                bool const comma = place->field->validation.ends_with("comma_decimal");
                column.set_notation({comma ? DecimalMark::comma : DecimalMark::point, comma});
            } else if (place->field->validation == "integer") {
                column.set_notation({DecimalMark::point, false});
            }
        }
        // The first field of every project is its record's number.
        if (auto const record = column_called(read_.table, dictionary.fields.front().name))
            read_.exported.id = *record;
        read_.decisions.push_back("dictionary: " + text::counted(known, "column", "columns") +
                                  " of the file in it, " + std::to_string(unknown.size()) + " not");
        if (known == 0) {
            diagnostics_.add(said(Severity::error, code::not_in_dictionary,
                                  "no column of the file is a field of the dictionary",
                                  "is it that of this project?", file_));
        } else if (!unknown.empty()) {
            diagnostics_.add(said(Severity::note, code::not_in_dictionary,
                                  "the dictionary does not have " + listed(unknown), "", file_));
        }
    }

    void look_for_repeated_keys() {
        auto const& table = read_.table;
        std::vector<std::size_t> columns{*read_.exported.id};
        columns.insert(columns.end(), read_.exported.key.begin(), read_.exported.key.end());
        auto const again = repeated_rows(table, columns).again;
        if (again.empty()) return;
        diagnostics_.add(said(Severity::warning, code::repeated_key,
                              text::counted(again.size(), "row repeats", "rows repeat") +
                                  " a record with the same event, form and instance, the first in " +
                                  table.place(again.front().row) + "; every row is kept and scored by itself",
                              "REDCap exports each of them once: were several exports put together?", file_));
    }

    std::string const& file_;
    ExportOptions const& options_;
    ReadResult& read_;
    Diagnostics diagnostics_;
};

}  // namespace

std::optional<RedcapShape> find_redcap(Table const& table) {
    std::vector<std::string> own;
    std::vector<std::string> statuses;
    bool boxes = false;
    std::optional<std::size_t> record;
    for (std::size_t c = 0; c < table.column_count(); ++c) {
        auto const& name = table.column(c).name();
        auto const is_name = [&](std::string_view one) { return text::equal_ignoring_case(name, one); };
        bool const key = std::any_of(key_names.begin(), key_names.end(), is_name) ||
                         std::any_of(further_names.begin(), further_names.end(), is_name);
        if (key) own.push_back(name);
        if (is_status(table.column(c))) statuses.push_back(name);
        boxes = boxes || name.find("___") != std::string::npos;
        // Row numbers of R may stand before it.
        if (c < 2 && is_name("record_id")) record = c;
    }
    bool const proved = !own.empty() || (!statuses.empty() && (record || boxes));
    if (!proved) return std::nullopt;
    own.insert(own.end(), statuses.begin(), statuses.end());
    return RedcapShape{record.value_or(0), "its columns " + listed(own)};
}

Diagnostics unfold_redcap(std::string const& file, RedcapShape const& shape,
                          std::optional<Dictionary> dictionary, ExportOptions const& options,
                          ReadResult& read) {
    return Unfolding(file, options, read).run(shape, std::move(dictionary));
}

}  // namespace quaestor::data::exports
