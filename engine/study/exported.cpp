#include "study/exported.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/exports/wording.hpp"
#include "data/take_out.hpp"
#include "instrument/decode.hpp"
#include "scoring/decoder.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace quaestor::study {
namespace {

using data::exports::listed;
using data::exports::said;

bool is_answer(instrument::ResponseSet const& set, std::string const& code) {
    return set.kind != instrument::ResponseKind::text && decode(set, code).reason == MissingReason::none;
}

bool is_unknown(instrument::ResponseSet const& set, std::string const& code) {
    auto const reason = decode(set, code).reason;
    return reason == MissingReason::out_of_range || reason == MissingReason::unreadable;
}

/// What a dictionary and a response set do not agree on; empty where they do.
std::string disagreement(data::exports::Field const& field, instrument::ResponseSet const& set,
                         std::vector<std::string> const& missing) {
    for (auto const& choice : field.choices) {
        for (auto const& option : set.options) {
            bool const same_label = text::equal_ignoring_case(choice.label, option.label);
            auto const number = text::parse_number(choice.code);
            bool const same_code = choice.code == option.code || (number && number == option.number);
            if (same_label && !same_code)
                return "'" + option.label + "' is " + choice.code + " in the dictionary and " + option.code +
                       " in the definition";
        }
    }
    std::vector<std::string> codes;
    std::vector<std::string> unknown;
    for (auto const& choice : field.choices) {
        codes.push_back(choice.code);
        bool const declared = data::exports::is_among(choice.code, missing);
        if (!declared && is_unknown(set, choice.code)) unknown.push_back(choice.code);
    }
    bool const all_there =
        std::all_of(set.options.begin(), set.options.end(), [&](instrument::Option const& option) {
            return option.kind != instrument::OptionKind::answer ||
                   data::exports::is_among(option.code, codes);
        });
    if (unknown.empty() && all_there) return {};
    return "the dictionary has the codes " + text::join(codes, ", ") + ", the definition expects " +
           scoring::allowed_answers(set);
}

void compare_missing(data::ReadResult const& read, Bound const& part, std::string const& file,
                     Diagnostics& diagnostics) {
    for (auto const& code : read.exported.missing_codes) {
        std::vector<std::string> items;
        for (std::size_t i = 0; i < part.instrument->items.size(); ++i) {
            auto const& item = part.instrument->items[i];
            if (part.binding->item_columns[i] && is_answer(part.instrument->responses[item.responses], code))
                items.push_back(item.id);
        }
        for (std::size_t i = 0; i < part.instrument->covariates.size(); ++i) {
            auto const& covariate = part.instrument->covariates[i];
            if (part.binding->covariate_columns[i] && decode(covariate, code).reason == MissingReason::none)
                items.push_back(covariate.id);
        }
        if (items.empty()) continue;
        diagnostics.add(said(Severity::error, data::code::missing_code_counts,
                             "'" + code + "' is to stand for no answer, and is an answer of " +
                                 listed(items) + " of " + part.instrument->id,
                             "a code that only some columns use for no answer is recoded in the file", file));
    }
}

void compare_dictionary(data::ReadResult const& read, Bound const& part, std::string const& file,
                        Diagnostics& diagnostics) {
    if (!read.exported.dictionary) return;
    std::map<std::string, std::vector<std::string>> found;
    for (std::size_t i = 0; i < part.instrument->items.size(); ++i) {
        auto const column = part.binding->item_columns[i];
        if (!column) continue;
        auto const place = read.exported.dictionary->place_of(read.table.heading(0, *column));
        if (!place || place->field->type != data::exports::FieldType::one_of || place->field->choices.empty())
            continue;
        auto const& item = part.instrument->items[i];
        auto const& set = part.instrument->responses[item.responses];
        if (set.kind != instrument::ResponseKind::options) continue;
        auto const what = disagreement(*place->field, set, read.exported.missing_codes);
        if (!what.empty()) found[what].push_back(item.id);
    }
    for (auto const& [what, items] : found) {
        diagnostics.add(said(
            Severity::warning, data::code::codes_differ,
            listed(items) + " of " + part.instrument->id + ": " + what,
            "is this the form that the definition means? A code for no answer is told with --missing", file));
    }
}

/// Event and form of every row, as numbers that are the same where these are.
std::vector<std::size_t> groups_of(data::ReadResult const& read, std::vector<std::string>& names) {
    std::map<std::vector<std::string>, std::size_t> numbers;
    std::vector<std::size_t> groups;
    for (std::size_t row = 0; row < read.table.row_count(); ++row) {
        std::vector<std::string> key;
        std::vector<std::string> shown;
        for (auto const column : read.exported.asks) {
            key.push_back(read.table.text(column, row));
            if (!key.back().empty()) shown.push_back(key.back());
        }
        auto const [place, is_new] = numbers.emplace(std::move(key), names.size());
        if (is_new) names.push_back(shown.empty() ? "no event or form" : text::join(shown, ", "));
        groups.push_back(place->second);
    }
    return groups;
}

/// The columns in which anything says that the definition was asked: its items, and how complete their forms
/// are.
std::vector<std::size_t> telling_columns(data::ReadResult const& read, scoring::Binding const& binding) {
    std::set<std::size_t> columns;
    for (auto const& column : binding.item_columns) {
        if (!column) continue;
        columns.insert(*column);
        auto const& status = read.exported.status;
        if (*column < status.size() && status[*column]) columns.insert(*status[*column]);
    }
    return {columns.begin(), columns.end()};
}

std::vector<bool> asked_groups(data::ReadResult const& read, scoring::Binding const& binding,
                               std::vector<std::size_t> const& groups, std::size_t count) {
    std::vector<bool> asked(count);
    for (auto const column : telling_columns(read, binding)) {
        auto const missing = read.table.column(column).missing();
        for (std::size_t row = 0; row < groups.size(); ++row) {
            if (missing[row] != MissingReason::blank && !read.table.refused(row)) asked[groups[row]] = true;
        }
    }
    return asked;
}

}  // namespace

Diagnostics compare_codes(data::ReadResult const& read, std::vector<Bound> const& bound,
                          std::string const& file) {
    Diagnostics diagnostics;
    for (auto const& part : bound) {
        compare_missing(read, part, file, diagnostics);
        compare_dictionary(read, part, file, diagnostics);
    }
    return diagnostics;
}

Elsewhere leave_out_elsewhere(data::ReadResult& read, std::vector<Bound> const& bound,
                              std::string const& file) {
    Elsewhere found;
    if (read.exported.asks.empty()) return found;
    std::vector<std::string> names;
    auto const groups = groups_of(read, names);
    std::vector<std::vector<bool>> asked;
    for (auto const& part : bound)
        asked.push_back(asked_groups(read, *part.binding, groups, names.size()));

    std::vector<std::size_t> out;
    std::vector<std::size_t> counts(names.size());
    found.asked.resize(bound.size());
    for (std::size_t row = 0; row < groups.size(); ++row) {
        auto const group = groups[row];
        bool const here =
            read.table.refused(row) ||
            std::any_of(asked.begin(), asked.end(), [&](auto const& part) { return part[group]; });
        if (!here) {
            out.push_back(row);
            ++counts[group];
            continue;
        }
        for (std::size_t part = 0; part < bound.size(); ++part)
            found.asked[part].push_back(read.table.refused(row) || asked[part][group]);
    }
    // Where nothing at all was answered, that is what there is to tell.
    if (out.size() == groups.size()) return {};
    for (auto& part : found.asked) {
        if (std::find(part.begin(), part.end(), false) == part.end()) part.clear();
    }
    if (out.empty()) return found;
    found.rows = out.size();
    std::vector<std::string> shown;
    for (std::size_t group = 0; group < names.size(); ++group) {
        if (counts[group] > 0) shown.push_back(names[group] + ": " + std::to_string(counts[group]));
    }
    auto const message =
        text::counted(out.size(), "row belongs", "rows belong") +
        " to events and forms in which nothing was asked that is to be scored (" +
        (shown.size() > 6 ? std::to_string(shown.size()) + " of them" : text::join(shown, "; ")) + ")";
    found.decisions.push_back("rows: " + message);
    found.diagnostics.add(
        said(Severity::note, data::code::belongs_elsewhere, message + "; they are left out", "", file));
    data::take_out(read, out, {});
    return found;
}

}  // namespace quaestor::study
