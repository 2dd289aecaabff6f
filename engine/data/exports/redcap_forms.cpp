#include "data/exports/redcap_forms.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/exports/wording.hpp"

#include <algorithm>
#include <array>

namespace quaestor::data::exports {
namespace {

constexpr std::string_view status_ending = "_complete";
constexpr std::array<std::string_view, 6> statuses{"0", "1", "2", "Incomplete", "Unverified", "Complete"};

std::vector<std::optional<std::size_t>> status_columns(Table const& table, Dictionary const* dictionary,
                                                       std::optional<std::size_t> record) {
    std::vector<std::optional<std::size_t>> status(table.column_count());
    std::optional<std::size_t> next;
    for (std::size_t c = table.column_count(); c-- > 0;) {
        auto const& name = table.column(c).name();
        if (is_status(table.column(c))) next = c;
        // What tells the rows apart belongs to no form.
        if (c == record || name.starts_with("redcap_")) continue;
        status[c] = next;
        if (dictionary == nullptr) continue;
        auto const place = dictionary->place_of(name);
        if (!place) continue;
        auto const own = table.find_ignoring_case(place->field->form + std::string(status_ending));
        status[c] = own.size() == 1 ? std::optional(own.front()) : std::nullopt;
    }
    return status;
}

/// One form, as columns.
struct Form {
    std::size_t status = 0;
    std::vector<std::size_t> boxes;
    std::vector<std::size_t> others;
};

/// What REDCap computes says nothing of whether somebody opened the form.
bool is_computed(Dictionary const* dictionary, Column const& column) {
    auto const place = dictionary != nullptr ? dictionary->place_of(column.name()) : std::nullopt;
    return place && place->field->type == FieldType::computed;
}

std::vector<Form> forms_of(Table const& table, std::vector<std::optional<std::size_t>> const& status,
                           Dictionary const* dictionary) {
    std::vector<Form> forms;
    for (std::size_t c = 0; c < table.column_count(); ++c) {
        if (!status[c] || *status[c] == c) continue;
        auto form =
            std::find_if(forms.begin(), forms.end(), [&](Form const& f) { return f.status == *status[c]; });
        if (form == forms.end()) form = forms.insert(forms.end(), Form{*status[c], {}, {}});
        if (is_computed(dictionary, table.column(c))) continue;
        bool const box = table.column(c).name().find("___") != std::string::npos;
        (box ? form->boxes : form->others).push_back(c);
    }
    return forms;
}

/// Neither unverified nor complete, and nothing in it but empty boxes.
bool is_unopened(Table const& table, Form const& form, std::size_t row) {
    auto const status = table.text(form.status, row);
    if (!status.empty() && status != "0" && status != "Incomplete") return false;
    auto const unticked = [&](std::size_t c) {
        auto const text = table.text(c, row);
        return text == "0" || text == "Unchecked" || text.empty();
    };
    auto const blank = [&](std::size_t c) { return table.column(c).missing()[row] == MissingReason::blank; };
    return std::all_of(form.boxes.begin(), form.boxes.end(), unticked) &&
           std::all_of(form.others.begin(), form.others.end(), blank);
}

/// How many rows had filled boxes of a form that nobody opened.
std::size_t blank_unopened_boxes(Table& table, Form const& form) {
    std::size_t rows = 0;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.refused(row) || !is_unopened(table, form, row)) continue;
        bool any = false;
        for (auto const c : form.boxes) {
            if (table.column(c).missing()[row] != MissingReason::none) continue;
            table.column_to_change(c).set_missing(row, MissingReason::blank);
            any = true;
        }
        rows += any ? 1 : 0;
    }
    return rows;
}

std::string statuses_of(Table const& table, std::size_t column) {
    std::array<std::size_t, 3> counts{};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        auto const text = table.text(column, row);
        auto const found = std::find(statuses.begin(), statuses.end(), text);
        if (found != statuses.end())
            ++counts[static_cast<std::size_t>(found - statuses.begin()) % counts.size()];
    }
    auto name = table.column(column).name();
    name.resize(name.size() - status_ending.size());
    return "form '" + name + "': " + std::to_string(counts[2]) + " complete, " + std::to_string(counts[1]) +
           " unverified, " + std::to_string(counts[0]) + " incomplete";
}

}  // namespace

bool is_status(Column const& column) {
    if (!column.name().ends_with(status_ending) || column.name().size() == status_ending.size()) return false;
    if (column.kind() == ColumnKind::real) return false;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.missing()[row] != MissingReason::none) continue;
        if (std::find(statuses.begin(), statuses.end(), column.text(row)) == statuses.end()) return false;
    }
    return true;
}

Diagnostics look_at_forms(std::string const& file, Dictionary const* dictionary, ReadResult& read) {
    Diagnostics diagnostics;
    auto& status = read.exported.status;
    status = status_columns(read.table, dictionary, read.exported.id);
    std::size_t rows = 0;
    for (auto const& form : forms_of(read.table, status, dictionary)) {
        read.decisions.push_back(statuses_of(read.table, form.status));
        if (!form.boxes.empty()) rows += blank_unopened_boxes(read.table, form);
    }
    if (rows == 0) return diagnostics;
    auto const message = text::counted(rows, "form", "forms") + " with boxes to tick " +
                         (rows == 1 ? "was" : "were") +
                         " never opened: the boxes are blank there, not unticked";
    read.decisions.push_back("checkboxes: " + message);
    diagnostics.add(said(Severity::note, code::unopened_form, message, "", file));
    return diagnostics;
}

}  // namespace quaestor::data::exports
