#include "scoring/column_map.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/read.hpp"
#include "scoring/codes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace quaestor::scoring {
namespace {

constexpr std::array<std::string_view, 3> read_columns{"instrument", "item", "column"};
constexpr std::array<std::string_view, 4> unread_columns{"how", "suggestion", "topic", "note"};
constexpr std::string_view usual_header = "instrument,item,column";

/// Spreadsheets put quotes around a comment that has a comma in it.
bool is_comment(std::string_view line) {
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t'))
        line.remove_prefix(1);
    return line.starts_with('#') || line.starts_with("\"#");
}

/// The lines of comments are blank, so that all others keep their numbers.
std::string without_comments(std::string_view bytes) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    std::string out;
    out.reserve(bytes.size());
    if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
    while (!bytes.empty()) {
        auto const end = std::min(bytes.find_first_of("\r\n"), bytes.size());
        auto const line = bytes.substr(0, end);
        if (!is_comment(line)) out += line;
        if (end < bytes.size()) out += bytes[end];
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return out;
}

bool is_text(std::string_view bytes) {
    return bytes.find('\0') == std::string_view::npos;
}

class MapReader {
public:
    MapReader(std::string const& name, data::ReadResult const& read)
        : table_(read.table), findings_(read.findings) {
        map_.name = name;
        for (std::size_t i = 0; i < findings_.size(); ++i) {
            bool const of_row =
                findings_[i].column == data::no_column || findings_[i].code == data::code::total_row;
            if (of_row) refusals_.emplace(findings_[i].row, i);
        }
    }

    Outcome<ColumnMap> run() {
        if (!header()) return std::move(outcome_);
        for (std::size_t row = 0; row < table_.row_count(); ++row)
            add(row);
        if (map_.rows.empty() && !outcome_.diagnostics.has_errors()) {
            tell(map_.name, "the map has no line below its header",
                 "write a line for each item, or make a map: quaestor map DATA -i INSTRUMENT -o map.csv");
        }
        if (!outcome_.diagnostics.has_errors()) outcome_.value = std::move(map_);
        return std::move(outcome_);
    }

private:
    void tell(std::string where, std::string message, std::string hint) {
        outcome_.diagnostics.add({Severity::error,
                                  std::string(code::no_map),
                                  std::move(message),
                                  {},
                                  std::move(hint),
                                  std::move(where)});
    }

    [[nodiscard]] std::optional<std::size_t> called(std::string_view name) const {
        auto const found = table_.find_ignoring_case(name);
        return found.empty() ? std::nullopt : std::optional(found.front());
    }

    bool header() {
        instrument_ = called("instrument");
        item_ = called("item");
        column_ = called("column");
        suggestion_ = called("suggestion");
        std::vector<std::string> names;
        for (auto const& column : table_.columns())
            names.push_back("'" + column.name() + "'");
        if (names.size() > 8) names.resize(8);
        if (!item_ || !column_) {
            tell(map_.name,
                 std::string("the map has no column called '") + (item_ ? "column" : "item") +
                     "': its first line has " + text::join(names, ", "),
                 "the first line names what stands below it: " + std::string(usual_header));
            return false;
        }
        std::vector<std::string> known(read_columns.begin(), read_columns.end());
        known.insert(known.end(), unread_columns.begin(), unread_columns.end());
        for (auto const& column : table_.columns()) {
            auto const is_it = [&](std::string const& one) {
                return text::equal_ignoring_case(one, column.name());
            };
            auto const same = std::count_if(
                table_.columns().begin(), table_.columns().end(),
                [&](auto const& other) { return text::equal_ignoring_case(other.name(), column.name()); });
            if (std::any_of(known.begin(), known.end(), is_it) && same == 1) continue;
            if (same > 1) {
                tell(map_.name, "the map has several columns called '" + column.name() + "'",
                     "keep one of them");
                return false;
            }
            auto const near = text::nearest(text::lower_ascii(column.name()), known);
            tell(map_.name, "a map has no column '" + column.name() + "'",
                 near ? "did you mean '" + *near + "'?"
                      : "its columns are: " + text::join(known, ", ") + "; for remarks take 'note'");
        }
        return !outcome_.diagnostics.has_errors();
    }

    [[nodiscard]] std::string cell(std::optional<std::size_t> column, std::size_t row) const {
        return column ? std::string(text::trimmed(table_.text(*column, row))) : std::string();
    }

    /// Why the row cannot be read as it stands; empty where it can. A last row that begins like a total is
    /// one like others.
    [[nodiscard]] std::string refusal(std::size_t row) const {
        if (!table_.refused(row)) return {};
        auto const found = refusals_.find(row);
        if (found == refusals_.end()) return "it cannot be divided into its columns";
        auto const finding = findings_[found->second];
        return finding.code == data::code::total_row ? std::string() : std::string(finding.detail);
    }

    void refuse(std::uint32_t line, std::string const& why) {
        constexpr std::size_t most_told = 20;
        if (++refused_ > most_told) return;
        tell(map_.name + ":" + std::to_string(line), "the line cannot be read: " + why,
             "each line has as many fields as the first; a name with a comma in it stands in quotes");
    }

    void add(std::size_t row) {
        if (is_comment(table_.text(0, row))) return;
        auto const line = table_.line(row);
        if (auto const why = refusal(row); !why.empty()) return refuse(line, why);
        MapRow made{line, cell(instrument_, row), cell(item_, row), cell(column_, row),
                    cell(suggestion_, row)};
        bool blank = true;
        for (std::size_t c = 0; c < table_.column_count(); ++c)
            blank = blank && text::trimmed(table_.text(c, row)).empty();
        if (blank) return;
        if (made.item.empty() && made.column.empty()) {
            tell(map_.place(made), "the line names neither an item nor a column",
                 "write both, or a column alone where it is not used");
            return;
        }
        map_.rows.push_back(std::move(made));
    }

    data::Table const& table_;
    data::Findings const& findings_;
    std::unordered_map<std::size_t, std::size_t> refusals_;  ///< by row: the place of its finding
    std::size_t refused_ = 0;
    std::optional<std::size_t> instrument_;
    std::optional<std::size_t> item_;
    std::optional<std::size_t> column_;
    std::optional<std::size_t> suggestion_;
    ColumnMap map_;
    Outcome<ColumnMap> outcome_;
};

}  // namespace

Outcome<ColumnMap> read_column_map(std::string const& name, std::string bytes) {
    data::ReadOptions options;
    options.exports.origin = data::Origin::none;
    options.csv.prove_decimal = false;
    options.csv.limits.file_bytes = 64'000'000;
    options.csv.limits.columns = 100;
    auto const read =
        data::read_bytes(name, is_text(bytes) ? without_comments(bytes) : std::move(bytes), options);
    if (!read.value) {
        Outcome<ColumnMap> outcome;
        for (auto diagnostic : read.diagnostics) {
            if (diagnostic.severity != Severity::error) continue;
            // Options of the data file, which its hint would name, mean nothing here.
            bool const divided_wrongly = diagnostic.code == data::code::no_row_readable ||
                                         diagnostic.code == data::code::ambiguous_delimiter ||
                                         diagnostic.code == data::code::undivided_header;
            if (divided_wrongly)
                diagnostic.hint = "each line has as many fields as the first: " + std::string(usual_header);
            outcome.diagnostics.add(std::move(diagnostic));
        }
        return outcome;
    }
    return MapReader(name, *read.value).run();
}

}  // namespace quaestor::scoring
