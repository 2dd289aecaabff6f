#include "data/csv/header.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/csv/messages.hpp"

#include <algorithm>
#include <unordered_map>

namespace quaestor::data::csv {
namespace {

std::vector<std::string> trimmed_names(Record const& record) {
    std::vector<std::string> names;
    names.reserve(record.fields.size());
    std::string buffer;
    for (auto const& field : record.fields) {
        names.emplace_back(text::trimmed(content(field, buffer)));
    }
    while (!names.empty() && names.back().empty())
        names.pop_back();
    return names;
}

/// A name that is a number is no name but an answer: the header is missing, and an answer is never shown.
Diagnostic twice(std::string const& file, Record const& record, std::string const& name, std::size_t first,
                 std::size_t second) {
    auto const columns = "columns " + text::grouped(first + 1) + " and " + text::grouped(second + 1);
    auto const where = file + ":" + std::to_string(record.line);
    if (text::parse_number(name)) {
        return {Severity::error,
                std::string(code::duplicate_name),
                "the header has the same number in " + columns,
                {},
                "the file must begin with the line of column names",
                where};
    }
    return {Severity::error,
            std::string(code::duplicate_name),
            "the header has '" + shortened(name) + "' twice, in " + columns,
            {},
            "give each column its own name, so that no answer is taken from the wrong one",
            where};
}

void name_the_nameless(Outcome<Header>& outcome, std::string const& file, Record const& record) {
    std::vector<std::string> called;
    auto& names = outcome.value->names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!names[i].empty()) continue;
        names[i] = "column " + std::to_string(i + 1);
        called.push_back("'" + names[i] + "'");
    }
    if (called.empty()) return;
    auto const more = called.size() > 3 ? called.size() - 3 : 0;
    called.resize(std::min<std::size_t>(called.size(), 3));
    auto const list = text::join(called, ", ") + (more > 0 ? " and " + text::grouped(more) + " more" : "");
    outcome.value->decisions.push_back("columns without a name: called " + list);
    outcome.diagnostics.add({Severity::warning,
                             std::string(code::column_without_name),
                             "the header has columns without a name; they are called " + list,
                             {},
                             "give the column a name in the first line if it is needed",
                             file + ":" + std::to_string(record.line)});
}

void refuse_duplicates(Outcome<Header>& outcome, std::string const& file, Record const& record) {
    constexpr std::size_t most_shown = 20;
    std::unordered_map<std::string_view, std::size_t> seen;
    std::size_t found = 0;
    auto const& names = outcome.value->names;
    for (std::size_t i = 0; i < names.size() && found < most_shown; ++i) {
        auto const [earlier, is_new] = seen.emplace(names[i], i);
        if (is_new) continue;
        outcome.diagnostics.add(twice(file, record, names[i], earlier->second, i));
        ++found;
    }
}

}  // namespace

Outcome<Header> read_header(std::string const& file, Record const& record, CsvLimits const& limits) {
    if (record.trouble != Trouble::none)
        return Outcome<Header>::failure(header_trouble(file, record, limits));
    Outcome<Header> outcome;
    outcome.value = Header{trimmed_names(record), record.fields.size()};
    auto& header = *outcome.value;
    auto const where = file + ":" + std::to_string(record.line);
    if (header.names.empty()) {
        return Outcome<Header>::failure({Severity::error,
                                         std::string(code::no_column_names),
                                         "the first line has delimiters but no column names",
                                         {},
                                         "the file must begin with the line of column names",
                                         where});
    }
    if (auto const blank = header.fields - header.names.size(); blank > 0) {
        auto const message = text::counted(blank, "blank column name", "blank column names") +
                             " at the end of the header left out";
        header.decisions.push_back("header: " + message);
        outcome.diagnostics.add(
            {Severity::note, std::string(code::blank_names_left_out), message, {}, {}, where});
    }
    name_the_nameless(outcome, file, record);
    refuse_duplicates(outcome, file, record);
    if (outcome.diagnostics.has_errors()) outcome.value.reset();
    return outcome;
}

}  // namespace quaestor::data::csv
