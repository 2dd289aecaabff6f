#include "document/write/csv.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "document/write/clean_text.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>

namespace quaestor::document {
namespace {

constexpr std::size_t chunk = 1 << 20;

void append_quoted(std::string& out, std::string_view text, bool defused) {
    out += '"';
    if (defused) out += '\'';
    for (char const c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

/// One field after another into the buffer.
struct Fields {
    std::string& out;

    void operator()(Absent const&) const {}
    void operator()(std::int64_t number) const { append_number(number); }
    void operator()(double number) const {
        expects(std::isfinite(number), "csv: a number that is not finite");
        append_number(number == 0 ? 0.0 : number);  // no "-0"
    }
    void operator()(std::string_view text) const {
        if (text::first_invalid_utf8(text)) return (*this)(std::string_view(valid_utf8(text)));
        auto const defused = runs_as_formula(text);
        if (defused || needs_quotes(text)) {
            append_quoted(out, text, defused);
        } else {
            out += text;
        }
    }
    void operator()(std::string const& text) const { (*this)(std::string_view(text)); }

private:
    template <class Number>
    void append_number(Number number) const {
        std::array<char, 32> digits{};
        auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        out.append(digits.data(), end);
    }
};

/// A file that only takes bytes at its end.
class File {
public:
    explicit File(std::string const& path)
        : path_(path), file_(std::fopen(path.c_str(), "wb"), &std::fclose) {}

    [[nodiscard]] Diagnostics append(std::string_view bytes) const {
        auto const written = file_ != nullptr &&
                             std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size() &&
                             std::fflush(file_.get()) == 0;
        return written ? Diagnostics() : trouble();
    }

private:
    [[nodiscard]] Diagnostics trouble() const {
        Diagnostics diagnostics;
        diagnostics.add({Severity::error,
                         "W106",
                         std::string("the table cannot be written: ") + std::strerror(errno),
                         {},
                         "make room or choose another place",
                         path_});
        return diagnostics;
    }

    std::string path_;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

void append_header(std::string& out, Table const& table) {
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        if (column > 0) out += ',';
        Fields{out}(table.columns[column].key);
    }
    out += '\n';
}

void append_row(std::string& out, Table const& table, std::size_t row) {
    auto const start = out.size();
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        if (column > 0) out += ',';
        std::visit(Fields{out}, table.cells(row, column).value);
    }
    if (out.size() == start) out += "\"\"";  // readers would skip an empty line, and with it the row
    out += '\n';
}

}  // namespace

bool needs_quotes(std::string_view text) {
    // Blanks at an end are part of the text, but some readers strip them outside quotes.
    return text.empty() || text.front() == ' ' || text.back() == ' ' ||
           text.find_first_of(",\"\r\n") != std::string_view::npos;
}

void append_csv_field(std::string& out, Cell::Value const& value) {
    std::visit(Fields{out}, value);
}

void append_csv_text(std::string& out, std::string_view text) {
    Fields{out}(text);
}

Diagnostics write_csv(Table const& table, OutputSink const& sink, CsvOptions const& options) {
    expects(!table.columns.empty(), "csv: a table without columns");
    std::string buffer;
    buffer.reserve(chunk + chunk / 8);
    if (options.byte_order_mark) buffer += "\xEF\xBB\xBF";
    append_header(buffer, table);
    Diagnostics diagnostics;
    for (std::size_t row = 0; row < table.rows; ++row) {
        append_row(buffer, table, row);
        if (buffer.size() < chunk) continue;
        diagnostics.append(sink(buffer));
        if (diagnostics.has_errors()) return diagnostics;
        buffer.clear();
    }
    if (!buffer.empty()) diagnostics.append(sink(buffer));
    return diagnostics;
}

Diagnostics write_csv(Table const& table, std::string const& path, CsvOptions const& options) {
    File const file(path);
    return write_csv(
        table, [&](std::string_view bytes) { return file.append(bytes); }, options);
}

}  // namespace quaestor::document
