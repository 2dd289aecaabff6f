#include "data/csv/titles.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/csv/dialect.hpp"
#include "data/csv/scanner.hpp"

#include <algorithm>
#include <set>

namespace quaestor::data::csv {
namespace {

constexpr std::size_t records_tried = 20;

std::size_t filled_fields(Record const& record) {
    return static_cast<std::size_t>(
        std::count_if(record.fields.begin(), record.fields.end(),
                      [](Field const& field) { return !text::trimmed(field.text).empty(); }));
}

/// Two or more, each different and none a number.
bool looks_like_names(Record const& record) {
    std::set<std::string, std::less<>> seen;
    std::string buffer;
    for (auto const& field : record.fields) {
        auto const name = text::trimmed(content(field, buffer));
        if (name.empty()) continue;
        if (text::parse_number(name) || !seen.emplace(name).second) return false;
    }
    return seen.size() >= 2;
}

/// Where the names begin, behind how many titles, and how many there are.
struct Names {
    char delimiter = ',';
    std::size_t titles = 0;
    std::uint32_t line = 0;
    std::size_t fields = 0;
};

/// As this delimiter divides the lines; none where the first line has two fields already, or no names come.
std::optional<Names> names_below_titles(std::string_view text, char delimiter, CsvLimits const& limits) {
    Scanner scanner(text, delimiter, 1, limits);
    Record record;
    Names found;
    found.delimiter = delimiter;
    std::size_t tried = 0;
    while (tried < records_tried && scanner.next(record)) {
        if (record.is_blank_line()) continue;
        ++tried;
        if (record.trouble != Trouble::none) return std::nullopt;
        if (filled_fields(record) <= 1) {
            ++found.titles;
            continue;
        }
        if (found.titles == 0 || !looks_like_names(record)) return std::nullopt;
        found.line = record.line;
        found.fields = filled_fields(record);
        auto const fields = record.fields.size();
        std::size_t rows = 0;
        std::size_t fitting = 0;
        for (; rows < records_tried && scanner.next(record);) {
            if (record.is_blank_line()) continue;
            ++rows;
            if (record.trouble == Trouble::none && record.fields.size() == fields) ++fitting;
        }
        if (rows > 0 && 2 * fitting > rows) return found;
        return std::nullopt;
    }
    return std::nullopt;
}

bool divides_first_record(std::string_view text, char delimiter, CsvLimits const& limits) {
    Scanner scanner(text, delimiter, 1, limits);
    Record record;
    while (scanner.next(record)) {
        if (!record.is_blank_line()) return record.trouble != Trouble::none || filled_fields(record) > 1;
    }
    return false;
}

/// Offset of the line `lines` below the first, if there is one.
std::optional<std::size_t> offset_of_line(std::string_view text, std::uint32_t lines) {
    std::size_t at = 0;
    for (; lines > 0; --lines) {
        at = text.find_first_of("\r\n", at);
        if (at == std::string_view::npos) return std::nullopt;
        at += text.substr(at).starts_with("\r\n") ? 2 : 1;
    }
    if (text::trimmed(text.substr(at)).empty()) return std::nullopt;
    return at;
}

Outcome<Start> start_at(std::string_view text, std::uint32_t first_line, std::uint32_t skipped,
                        std::string decision) {
    Outcome<Start> outcome;
    outcome.value =
        Start{text.substr(*offset_of_line(text, skipped)), first_line + skipped, std::move(decision)};
    return outcome;
}

Diagnostic unclear(std::string const& name, std::uint32_t first_line, std::vector<Names> const& possible) {
    std::vector<std::string> words;
    for (auto const& one : possible)
        words.push_back(shown_delimiter(one.delimiter) + " with the header on line " +
                        std::to_string(first_line + one.line - 1) + " (" +
                        text::counted(one.fields, "column", "columns") + ")");
    return {Severity::error,
            std::string(code::ambiguous_delimiter),
            "the delimiter cannot be told from the first lines: it could be " + text::join(words, " or "),
            {},
            "say which it is with --delimiter",
            name};
}

/// The one that comes first and has the most fields: another divides rows below the header at commas within them.
std::optional<Names> proved(std::vector<Names> const& possible) {
    auto const first = std::min_element(possible.begin(), possible.end(),
                                        [](Names const& a, Names const& b) { return a.line < b.line; });
    bool const none_has_more = std::all_of(possible.begin(), possible.end(), [&](Names const& other) {
        return other.line == first->line || other.fields < first->fields;
    });
    return none_has_more ? std::optional(*first) : std::nullopt;
}

}  // namespace

Outcome<Start> find_start(std::string const& name, std::string_view text, std::uint32_t first_line,
                          std::optional<char> delimiter, CsvOptions const& options) {
    if (options.header_line) {
        auto const line = *options.header_line;
        if (line >= first_line && offset_of_line(text, line - first_line))
            return start_at(text, first_line, line - first_line,
                            "header: line " + std::to_string(line) + " (given)");
        return Outcome<Start>::failure({Severity::error,
                                        std::string(code::no_header_line),
                                        "there is no header on line " + std::to_string(line),
                                        {},
                                        "--header-line takes the line of the file that has the column names",
                                        name});
    }
    std::vector<char> const tried =
        delimiter ? std::vector<char>{*delimiter} : std::vector<char>(candidates.begin(), candidates.end());
    bool const divided = std::any_of(tried.begin(), tried.end(), [&](char one) {
        return divides_first_record(text, one, options.limits);
    });
    std::vector<Names> possible;
    for (char const one : tried) {
        if (divided) break;
        if (auto const names = names_below_titles(text, one, options.limits)) possible.push_back(*names);
    }
    if (!possible.empty()) {
        auto const names = proved(possible);
        if (!names) return Outcome<Start>::failure(unclear(name, first_line, possible));
        auto const line = first_line + names->line - 1;
        return start_at(text, first_line, names->line - 1,
                        "header: line " + std::to_string(line) + ", below " +
                            text::counted(names->titles, "title line", "title lines") + " with one filled field");
    }
    Outcome<Start> outcome;
    outcome.value = Start{text, first_line};
    return outcome;
}

}  // namespace quaestor::data::csv
