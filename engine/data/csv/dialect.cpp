#include "data/csv/dialect.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/csv/scanner.hpp"
#include "data/csv/titles.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace quaestor::data::csv {
namespace {

constexpr std::size_t rows_tried = 20;

/// Letters, digits, signs and the decimal point are the stuff of fields; quotes and line ends have their own
/// meaning.
bool can_delimit(char c) {
    bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    bool const digit = c >= '0' && c <= '9';
    bool const ascii = static_cast<unsigned char>(c) < 0x80;
    return ascii && !letter && !digit && std::string_view("\"\r\n.-+").find(c) == std::string_view::npos &&
           c != '\0';
}

/// The file's first lines as one candidate divides them.
struct Trial {
    char delimiter = ',';
    bool readable = false;     ///< the header's quotes close where they should
    bool stray_quote = false;  ///< a quote inside a field of the header: it was cut at the wrong place
    std::size_t header_fields = 0;
    std::size_t rows = 0;
    std::size_t fitting_rows = 0;  ///< with as many fields as the header, blank ones at the end aside
    std::size_t divided_rows = 0;  ///< with more than one field

    [[nodiscard]] bool divides_header() const { return readable && header_fields > 1; }
    [[nodiscard]] bool clean() const { return readable && !stray_quote; }
};

std::size_t fields_without_blank_end(Record const& record) {
    auto n = record.fields.size();
    while (n > 0 && text::trimmed(record.fields[n - 1].text).empty())
        --n;
    return n;
}

Trial try_delimiter(char delimiter, std::string_view text, CsvLimits const& limits) {
    Trial trial;
    trial.delimiter = delimiter;
    Scanner scanner(text, delimiter, 1, limits);
    Record record;
    std::size_t named = 0;
    bool header_seen = false;
    while (trial.rows < rows_tried && scanner.next(record)) {
        if (record.is_blank_line()) continue;
        auto const fields = record.trouble == Trouble::none ? record.fields.size() : 0;
        if (!header_seen) {
            header_seen = true;
            trial.readable = record.trouble == Trouble::none;
            trial.stray_quote = record.stray_quote.line > 0;
            trial.header_fields = fields;
            named = fields_without_blank_end(record);
            if (!trial.readable) break;
            continue;
        }
        ++trial.rows;
        if (fields > 1) ++trial.divided_rows;
        if (fields >= named && fields_without_blank_end(record) <= trial.header_fields) ++trial.fitting_rows;
    }
    return trial;
}

struct Separator {
    char delimiter;
    std::size_t length;  ///< of the line with its end
};

/// Excel's first line `sep=;`, which is no data.
std::optional<Separator> separator_line(std::string_view text) {
    auto const end = text.find_first_of("\r\n");
    auto line = text.substr(0, end);
    if (line.size() >= 2 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
    if (line.size() != 5 || !text::equal_ignoring_case(line.substr(0, 4), "sep=") || !can_delimit(line[4]))
        return {};
    if (end == std::string_view::npos) return Separator{line[4], text.size()};
    return Separator{line[4], end + (text.substr(end).starts_with("\r\n") ? 2 : 1)};
}

Diagnostic refusal(std::string_view code, std::string message, std::string const& name, std::string hint) {
    return {Severity::error, std::string(code), std::move(message), {}, std::move(hint), name};
}

Diagnostic ambiguous(std::string const& name, std::vector<Trial> const& possible) {
    std::vector<std::string> words;
    for (auto const& trial : possible) {
        words.push_back(shown_delimiter(trial.delimiter) + " (" +
                        text::counted(trial.header_fields, "column", "columns") + ")");
    }
    return refusal(
        code::ambiguous_delimiter,
        "the delimiter cannot be told from the first lines: it could be " + text::join(words, " or "), name,
        "say which it is with --delimiter");
}

/// Several candidates divide the header. Proof is a candidate that fits most rows where no other fits any.
std::optional<Trial> proved_by_rows(std::vector<Trial> const& possible) {
    std::optional<Trial> proved;
    for (auto const& trial : possible) {
        if (trial.fitting_rows == 0) continue;
        if (proved) return std::nullopt;
        proved = trial;
    }
    return proved && 2 * proved->fitting_rows > proved->rows ? proved : std::nullopt;
}

/// Where no candidate divides the header and a quote is wrong in it. The reader says which; it needs
/// any delimiter.
char most_frequent(std::string_view first_line) {
    return *std::max_element(candidates.begin(), candidates.end(), [&](char a, char b) {
        return std::count(first_line.begin(), first_line.end(), a) <
               std::count(first_line.begin(), first_line.end(), b);
    });
}

struct Choice {
    char delimiter;
    std::string reason;
};

Outcome<Choice> chosen(char delimiter, std::string reason) {
    Outcome<Choice> outcome;
    outcome.value = Choice{delimiter, std::move(reason)};
    return outcome;
}

/// Nothing divides the header.
Outcome<Choice> one_column(std::string const& name, std::vector<Trial> const& trials, std::string_view text) {
    bool const any_clean =
        std::any_of(trials.begin(), trials.end(), [](Trial const& t) { return t.clean(); });
    if (!any_clean) return chosen(most_frequent(text.substr(0, text.find_first_of("\r\n"))), "a guess");
    for (auto const& trial : trials) {
        if (2 * trial.divided_rows > trial.rows) {
            return Outcome<Choice>::failure(
                refusal(code::undivided_header,
                        "the first line has no " + shown_delimiter(trial.delimiter) +
                            ", but the rows below it do: the first line is not the header",
                        name,
                        "the file must begin with the line of column names; a field with a delimiter in it "
                        "stands in quotes"));
        }
    }
    return chosen(candidates.front(), "of no account: the header has none of , ; TAB | and is one column");
}

/// Those that divide the header; and among them, where there are any, those that leave no quote inside a
/// field.
std::vector<Trial> dividing(std::vector<Trial> possible) {
    std::erase_if(possible, [](Trial const& t) { return !t.divides_header(); });
    if (std::any_of(possible.begin(), possible.end(), [](Trial const& t) { return t.clean(); })) {
        std::erase_if(possible, [](Trial const& t) { return !t.clean(); });
    }
    return possible;
}

Outcome<Choice> prove(std::string const& name, std::string_view text, CsvOptions const& options) {
    std::vector<Trial> trials;
    for (char const candidate : candidates) {
        trials.push_back(try_delimiter(candidate, text, options.limits));
    }
    auto const possible = dividing(trials);
    if (possible.empty()) return one_column(name, trials, text);
    if (possible.size() == 1) {
        auto const& only = possible.front();
        return chosen(only.delimiter, "the header has " + text::grouped(only.header_fields - 1) +
                                          " of them and no other candidate");
    }
    if (auto const proved = proved_by_rows(possible)) {
        return chosen(proved->delimiter,
                      "the header has several candidates; only this one fits the first rows");
    }
    auto const likely = std::find_if(possible.begin(), possible.end(),
                                     [&](Trial const& t) { return t.delimiter == options.likely_delimiter; });
    if (likely != possible.end()) {
        return chosen(likely->delimiter, "the header has several candidates; the file's name says this one");
    }
    return Outcome<Choice>::failure(ambiguous(name, possible));
}

}  // namespace

std::string shown_delimiter(char delimiter) {
    if (delimiter == '\t') return "TAB";
    if (delimiter == ' ') return "blank";
    return "'" + text::printable({&delimiter, 1}) + "'";
}

Outcome<Dialect> find_dialect(std::string const& name, std::string_view text, CsvOptions const& options) {
    if (options.delimiter && !can_delimit(*options.delimiter)) {
        return Outcome<Dialect>::failure(refusal(
            code::unusable_delimiter, shown_delimiter(*options.delimiter) + " cannot be a delimiter", name,
            "a delimiter is one sign: , ; | a tab, or another that stands in no number, word or quote"));
    }
    Outcome<Dialect> outcome;
    Dialect dialect;
    dialect.text = text;
    auto const separator = separator_line(text);
    if (separator) {
        dialect.text.remove_prefix(separator->length);
        dialect.first_line = 2;
    }
    auto const known = options.delimiter ? options.delimiter
                       : separator       ? std::optional(separator->delimiter)
                                         : std::nullopt;
    auto start = find_start(name, dialect.text, dialect.first_line, known, options);
    if (!start.value) return {std::nullopt, std::move(start.diagnostics)};
    dialect.text = start.value->text;
    dialect.first_line = start.value->first_line;
    auto choice = options.delimiter
                      ? chosen(*options.delimiter, separator ? "given; the line 'sep=' is skipped" : "given")
                  : separator ? chosen(separator->delimiter, "the file's first line says so")
                              : prove(name, dialect.text, options);
    outcome.diagnostics = std::move(choice.diagnostics);
    if (!choice.value) return outcome;
    dialect.delimiter = choice.value->delimiter;
    dialect.decisions.push_back("delimiter: " + shown_delimiter(dialect.delimiter) + " (" +
                                choice.value->reason + ")");
    if (!start.value->decision.empty()) {
        dialect.decisions.push_back(std::move(start.value->decision));
        dialect.titles_skipped = !options.header_line;
    }
    outcome.value = std::move(dialect);
    return outcome;
}

}  // namespace quaestor::data::csv
