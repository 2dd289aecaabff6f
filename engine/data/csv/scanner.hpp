/// CSV text cut into records and fields (RFC 4180), one record at a time; no copies, no meaning.
///
/// A field that begins with a double quote ends at the next single one; in between, delimiters and line ends
/// are text, and a doubled quote stands for one. Any other field is taken as it stands, blanks and quotes
/// included ('5" tall'). Lines end with LF, CRLF or CR.
#pragma once

#include "data/csv/options.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data::csv {

struct Field {
    std::string_view text;  ///< without the quotes around it
    bool quoted = false;
    bool doubled = false;  ///< holds doubled quotes: see content()
};

/// `text` with doubled quotes made single, in `buffer`.
[[nodiscard]] std::string_view undoubled(std::string_view text, std::string& buffer);

/// What the field says; `buffer` holds it where quotes were doubled.
[[nodiscard]] inline std::string_view content(Field const& field, std::string& buffer) {
    return field.doubled ? undoubled(field.text, buffer) : field.text;
}

enum class Trouble {
    none,
    text_after_quote,  ///< "a"b

    quote_not_closed,  ///< up to the end of the file
    field_too_long,
    too_many_fields,
};

/// A line of the file, from 1, and a character of it (code point), from 1.
struct Place {
    std::uint32_t line = 0;
    std::uint32_t character = 0;
};

struct Record {
    std::vector<Field> fields;  ///< with trouble: those before it
    std::string_view raw;       ///< as it stands in the file, without its line end
    std::uint32_t line = 0;     ///< on which it starts
    Trouble trouble = Trouble::none;
    Place trouble_at;   ///< of an unclosed quote or a long field: where that begins
    Place stray_quote;  ///< the first quote inside a field that does not begin with one; line 0 where there
                        ///< is none

    /// Nothing but blanks. A quoted empty field is something.
    [[nodiscard]] bool is_blank_line() const;
};

class Scanner {
public:
    /// A NUL must stand behind `text`, as it does behind a std::string. `first_line` is the line on which
    /// `text` begins.
    Scanner(std::string_view text, char delimiter, std::uint32_t first_line, CsvLimits const& limits);

    /// The next record into `record`, whose views are parts of the text; false at the end. After a record
    /// with trouble it goes on at the line after the one on which the record began: a quote gone wrong
    /// swallows nothing.
    [[nodiscard]] bool next(Record& record);

    /// The line on which the next record begins.
    [[nodiscard]] std::uint32_t line() const { return line_; }
    [[nodiscard]] std::size_t bytes_read() const { return static_cast<std::size_t>(at_ - begin_); }

private:
    using Stops = std::array<bool, 256>;

    /// A place in the text, cheap to take: characters are counted only when trouble needs them.
    struct Mark {
        char const* at;
        char const* line_begin;
        std::uint32_t line;
    };

    /// Each reads the field at `p` into `field` and gives the place behind it, or sets trouble.
    char const* plain_field(char const* p, Field& field, Record& record) const;
    char const* quoted_field(char const* p, Field& field, Record& record);
    /// All fields of the record at at_, up to its end or to trouble; gives the place behind them.
    char const* read_fields(Record& record);
    /// Behind the line end at `p`.
    char const* next_line(char const* p);
    [[nodiscard]] Mark mark(char const* p) const { return {p, line_begin_, line_}; }
    [[nodiscard]] static Place place_of(Mark const& mark);
    static void set_trouble(Record& record, Trouble trouble, Mark const& mark);
    /// Goes on behind the first line of a record with trouble.
    void recover(Record& record);

    char const* begin_;
    char const* end_;
    char const* at_;
    char const* line_begin_;
    std::uint32_t line_;
    char delimiter_;
    CsvLimits limits_;
    Stops plain_stops_{};   ///< what ends a plain field, or may
    Stops quoted_stops_{};  ///< what matters inside quotes
};

}  // namespace quaestor::data::csv
