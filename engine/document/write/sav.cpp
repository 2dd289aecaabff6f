#include "document/write/sav.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "document/number_format.hpp"
#include "document/write/clean_text.hpp"
#include "document/write/sav_names.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <memory>
#include <optional>
#include <readstat.h>
#include <stdexcept>

namespace quaestor::document {
namespace {

/// SPSS has room for 32,767 bytes, but from the 36th piece of a string on the library repeats names.
constexpr std::size_t widest_text = 8'000;
constexpr std::size_t longest_label = 252;  // bytes; SPSS has room for 255 of a variable
constexpr std::size_t longest_value_label = 120;
constexpr std::size_t longest_file_label = 64;
constexpr std::size_t most_variables = 10'000;  // the library numbers them with four digits

struct Refused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void check(readstat_error_t answer) {
    if (answer == READSTAT_OK) return;
    bool const disk = answer == READSTAT_ERROR_WRITE && errno != 0;
    throw Refused(disk ? std::strerror(errno) : readstat_error_message(answer));
}

/// Called by the library, which is C: nothing may be thrown.
ssize_t append(void const* data, size_t length, void* file) {
    return std::fwrite(data, 1, length, static_cast<std::FILE*>(file)) == length
               ? static_cast<ssize_t>(length)
               : ssize_t{-1};
}

/// Noon of the first day of 2000, always: bytes must not depend on the clock. The library writes the local
/// time, which this is wherever the program runs.
std::time_t fixed_time() {
    std::tm noon{};
    noon.tm_year = 100;
    noon.tm_mday = 1;
    noon.tm_hour = 12;
    noon.tm_isdst = -1;
    return std::mktime(&noon);
}

/// `text` as the file holds it: UTF-8, no zero byte, which would end it, and no longer than a string may be.
struct StringCell {
    std::string text;
    bool cut = false;
    bool repaired = false;

    explicit StringCell(std::string const& from) : text(valid_utf8(from)) {
        std::replace(text.begin(), text.end(), '\0', ' ');
        repaired = text != from;
        cut = text.size() > widest_text;
        text = first_bytes(std::move(text), widest_text);
    }
};

bool is_string(Column const& column) {
    bool const texts = column.kind == Kind::text || column.kind == Kind::flag;
    return texts && column.variable.codes.empty() && !column.variable.numbers;
}

/// The number of a cell in a column of numbers; none where it is missing.
struct NumberOf {
    Variable const& variable;

    std::optional<double> operator()(Absent const&) const { return std::nullopt; }
    std::optional<double> operator()(std::int64_t number) const { return static_cast<double>(number); }
    std::optional<double> operator()(double number) const {
        expects(std::isfinite(number), "sav: a number that is not finite");
        return number == 0 ? 0.0 : number;  // no "-0"
    }
    std::optional<double> operator()(std::string const& text) const {
        if (variable.numbers) {
            auto const number = text::parse_number(text);
            expects(number.has_value(), "sav: a text that is no number in a column of numbers");
            return number;
        }
        auto const code = std::find_if(variable.codes.begin(), variable.codes.end(),
                                       [&](Code const& one) { return one.word == text; });
        expects(code != variable.codes.end(), "sav: a word without its code");
        return code->number;
    }
};

/// Strings come in few widths: SPSS adds files together only where theirs are alike.
std::size_t string_width(std::size_t longest) {
    static constexpr std::array<std::size_t, 6> widths{16, 64, 255, 1'000, 4'000, widest_text};
    return *std::lower_bound(widths.begin(), widths.end(), longest);
}

/// What has to be known of a column before its first cell is written.
struct Shape {
    bool string = false;
    std::size_t longest = 0;  ///< bytes of the longest text
    int decimals = 0;
};

int decimals_in(std::string_view number) {
    constexpr std::size_t most = 16;
    auto const point = number.find('.');
    return point == std::string_view::npos ? 0 : static_cast<int>(std::min(number.size() - point - 1, most));
}

std::vector<Shape> shapes_of(Table const& table, Diagnostics& diagnostics) {
    std::vector<Shape> shapes;
    std::vector<std::size_t> looked_at;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        auto const& column = table.columns[c];
        bool const words = !column.variable.codes.empty() && !column.variable.numbers;
        shapes.push_back({is_string(column), 0, words ? 0 : decimals_of(column.kind, column.decimals)});
        if (shapes[c].string || column.variable.numbers) looked_at.push_back(c);
        if (column.variable.numbers) shapes[c].decimals = 0;
    }
    std::size_t cut = 0;
    std::size_t repaired = 0;
    for (std::size_t row = 0; row < table.rows; ++row) {
        for (auto const c : looked_at) {
            auto const cell = table.cells(row, c);
            auto const* const text = std::get_if<std::string>(&cell.value);
            if (text == nullptr) continue;
            StringCell const held(*text);
            cut += held.cut ? 1 : 0;
            repaired += held.repaired ? 1 : 0;
            shapes[c].longest = std::max(shapes[c].longest, held.text.size());
            if (!shapes[c].string) shapes[c].decimals = std::max(shapes[c].decimals, decimals_in(held.text));
        }
    }
    if (cut > 0) {
        diagnostics.add({Severity::warning,
                         "W104",
                         text::counted(cut, "text was", "texts were") + " cut to the " +
                             text::grouped(widest_text) + " bytes that a string of the SPSS file holds",
                         {},
                         "write CSV too, which keeps them whole"});
    }
    if (repaired > 0) {
        diagnostics.add(
            {Severity::warning,
             "W105",
             text::counted(repaired, "text has", "texts have") +
                 " bytes that are no characters; the SPSS file shows something else in their place",
             {},
             "read the data with --encoding"});
    }
    return shapes;
}

using Writer = std::unique_ptr<readstat_writer_t, decltype(&readstat_writer_free)>;

void add_codes(readstat_writer_t* writer, readstat_variable_t* variable, Variable const& of) {
    for (auto const& [low, high] : of.missing) {
        check(low == high ? readstat_variable_add_missing_double_value(variable, low)
                          : readstat_variable_add_missing_double_range(variable, low, high));
    }
    if (of.codes.empty()) return;
    auto* const labels = readstat_add_label_set(writer, READSTAT_TYPE_DOUBLE, "labels");
    for (auto const& [number, word] : of.codes)
        readstat_label_double_value(labels, number, first_bytes(one_line(word), longest_value_label).c_str());
    readstat_variable_set_label_set(variable, labels);
}

readstat_measure_t measure_of(Column const& column, Shape const& shape) {
    if (column.variable.ordered) return READSTAT_MEASURE_ORDINAL;
    return shape.string || !column.variable.codes.empty() ? READSTAT_MEASURE_NOMINAL : READSTAT_MEASURE_SCALE;
}

readstat_variable_t* add_variable(readstat_writer_t* writer, Column const& column, std::string const& name,
                                  Shape const& shape) {
    constexpr std::size_t least_shown = 8;
    constexpr std::size_t most_shown = 40;
    constexpr std::size_t room = 10;            // 999999.99
    constexpr std::size_t widest_format = 255;  // that of a longer string says no more
    auto const shown = std::clamp(shape.longest, least_shown, most_shown);
    auto const width = shape.string ? string_width(shape.longest) : 0;
    auto* const variable = readstat_add_variable(
        writer, name.c_str(), shape.string ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE, width);
    if (variable == nullptr) throw std::bad_alloc();
    auto const& label = column.variable.label.empty() ? column.heading : column.variable.label;
    readstat_variable_set_label(variable, first_bytes(one_line(label), longest_label).c_str());
    readstat_variable_set_measure(variable, measure_of(column, shape));
    readstat_variable_set_display_width(variable, static_cast<int>(shown));
    auto const format =
        shape.string ? "A" + std::to_string(std::min(width, widest_format))
                     : "F" + std::to_string(std::max(shown, room)) + "." + std::to_string(shape.decimals);
    readstat_variable_set_format(variable, format.c_str());
    if (!shape.string) add_codes(writer, variable, column.variable);
    return variable;
}

void write_row(readstat_writer_t* writer, Table const& table, std::vector<Shape> const& shapes,
               std::vector<readstat_variable_t*> const& variables, std::size_t row) {
    check(readstat_begin_row(writer));
    for (std::size_t c = 0; c < variables.size(); ++c) {
        auto const cell = table.cells(row, c);
        if (shapes[c].string) {
            auto const* const text = std::get_if<std::string>(&cell.value);
            expects(text != nullptr || std::holds_alternative<Absent>(cell.value),
                    "sav: a number in a column of texts");
            check(text == nullptr
                      ? readstat_insert_missing_value(writer, variables[c])
                      : readstat_insert_string_value(writer, variables[c], StringCell(*text).text.c_str()));
            continue;
        }
        auto const number = std::visit(NumberOf{table.columns[c].variable}, cell.value);
        check(number ? readstat_insert_double_value(writer, variables[c], *number)
                     : readstat_insert_missing_value(writer, variables[c]));
    }
    check(readstat_end_row(writer));
}

void write_table(Table const& table, std::vector<std::string> const& names, std::vector<Shape> const& shapes,
                 std::string const& path) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(path.c_str(), "wb"), &std::fclose);
    if (file == nullptr) throw Refused(std::strerror(errno));
    Writer const owner(readstat_writer_init(), &readstat_writer_free);
    if (owner == nullptr) throw std::bad_alloc();
    auto* const writer = owner.get();
    check(readstat_set_data_writer(writer, append));
    check(readstat_writer_set_file_timestamp(writer, fixed_time()));
    check(readstat_writer_set_file_label(writer,
                                         first_bytes(one_line(table.title), longest_file_label).c_str()));
    check(readstat_writer_set_compression(writer, READSTAT_COMPRESS_ROWS));
    std::vector<readstat_variable_t*> variables;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        variables.push_back(add_variable(writer, table.columns[c], names[c], shapes[c]));
    errno = 0;
    check(readstat_begin_writing_sav(writer, file.get(), static_cast<long>(table.rows)));
    for (std::size_t row = 0; row < table.rows; ++row)
        write_row(writer, table, shapes, variables, row);
    check(readstat_end_writing(writer));
    if (std::fflush(file.get()) != 0) throw Refused(std::strerror(errno));
}

std::vector<std::string> keys_of(Table const& table) {
    std::vector<std::string> keys;
    for (auto const& column : table.columns)
        keys.push_back(column.key);
    return keys;
}

void tell_names(Table const& table, std::vector<std::string> const& names, Diagnostics& diagnostics) {
    constexpr std::size_t most = 5;
    std::vector<std::string> changed;
    std::size_t found = 0;
    for (std::size_t c = 0; c < names.size(); ++c) {
        auto const& key = table.columns[c].key;
        if (names[c] == key || found++ >= most) continue;
        changed.push_back("'" + first_bytes(text::printable(valid_utf8(key)), 80) + "' is " + names[c]);
    }
    if (found == 0) return;
    diagnostics.add({Severity::note,
                     "W108",
                     "SPSS has rules for names, so in this file " + text::join(changed, ", ") +
                         (found > most ? ", and " + text::grouped(found - most) + " more" : ""),
                     {},
                     {}});
}

}  // namespace

Diagnostics write_sav(Table const& table, std::string const& path) {
    expects(!table.columns.empty(), "sav: a table without columns");
    Diagnostics diagnostics;
    auto const refuse = [&](std::string const& why, std::string hint) {
        diagnostics.add(
            {Severity::error, "W107", "the SPSS file cannot be written: " + why, {}, std::move(hint), path});
    };
    if (table.columns.size() > most_variables) {
        refuse("it would have more than " + text::grouped(most_variables) + " variables",
               "write CSV instead, which has no such limit");
        return diagnostics;
    }
    auto const names = sav_names(keys_of(table));
    auto const shapes = shapes_of(table, diagnostics);
    try {
        write_table(table, names, shapes, path);
    } catch (Refused const& refused) {
        refuse(refused.what(), "make room or choose another place");
    }
    if (!diagnostics.has_errors()) tell_names(table, names, diagnostics);
    return diagnostics;
}

}  // namespace quaestor::document
