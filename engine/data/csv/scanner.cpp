#include "data/csv/scanner.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"

namespace quaestor::data::csv {
namespace {

constexpr char quote = '"';

unsigned char byte(char c) {
    return static_cast<unsigned char>(c);
}

bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

std::string_view between(char const* begin, char const* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::string_view undoubled(std::string_view text, std::string& buffer) {
    buffer.clear();
    for (std::size_t i = 0; i < text.size(); ++i) {
        buffer += text[i];
        if (text[i] == quote) ++i;
    }
    return buffer;
}

bool Record::is_blank_line() const {
    return fields.size() == 1 && trouble == Trouble::none && !fields.front().quoted &&
           text::trimmed(fields.front().text).empty();
}

Scanner::Scanner(std::string_view text, char delimiter, std::uint32_t first_line, CsvLimits const& limits)
    : begin_(text.data()),
      end_(text.data() + text.size()),
      at_(begin_),
      line_begin_(begin_),
      line_(first_line),
      delimiter_(delimiter),
      limits_(limits) {
    expects(begin_ != nullptr && *end_ == '\0', "csv::Scanner: no NUL behind the text");
    for (char const c : {delimiter, quote, '\n', '\r', '\0'}) {
        plain_stops_[byte(c)] = true;
    }
    for (char const c : {quote, '\n', '\r', '\0'}) {
        quoted_stops_[byte(c)] = true;
    }
}

bool Scanner::next(Record& record) {
    if (at_ == end_) return false;
    record.line = line_;
    record.trouble = Trouble::none;
    record.stray_quote = {};
    line_begin_ = at_;
    char const* const p = read_fields(record);
    if (record.trouble != Trouble::none) {
        recover(record);
    } else {
        record.raw = between(at_, p);
        at_ = p == end_ ? p : next_line(p);
    }
    return true;
}

char const* Scanner::read_fields(Record& record) {
    // The fields of the record before are overwritten: nearly always there are as many again.
    auto& fields = record.fields;
    std::size_t n = 0;
    char const* p = at_;
    while (true) {
        if (n == limits_.columns) {
            set_trouble(record, Trouble::too_many_fields, mark(p));
            break;
        }
        if (n == fields.size()) fields.emplace_back();
        p = *p == quote ? quoted_field(p, fields[n], record) : plain_field(p, fields[n], record);
        if (record.trouble != Trouble::none) break;
        ++n;
        if (*p != delimiter_) break;
        ++p;
    }
    fields.resize(n);
    return p;
}

char const* Scanner::plain_field(char const* p, Field& field, Record& record) const {
    char const* const begin = p;
    while (true) {
        while (!plain_stops_[byte(*p)])
            ++p;
        if (*p == quote) {
            if (record.stray_quote.line == 0) record.stray_quote = place_of(mark(p));
        } else if (*p != '\0' || p == end_) {
            break;
        }
        ++p;  // such a quote, or a NUL inside the text, is text
    }
    if (static_cast<std::size_t>(p - begin) > limits_.field_bytes) {
        set_trouble(record, Trouble::field_too_long, mark(begin));
    }
    field = {between(begin, p), false, false};
    return p;
}

char const* Scanner::quoted_field(char const* p, Field& field, Record& record) {
    auto const open = mark(p);
    char const* const begin = ++p;
    bool doubled = false;
    while (true) {
        while (!quoted_stops_[byte(*p)])
            ++p;
        if (static_cast<std::size_t>(p - begin) > limits_.field_bytes) {
            set_trouble(record, Trouble::field_too_long, open);
            return p;
        }
        if (is_line_end(*p)) {
            p = next_line(p);
        } else if (*p == quote && p[1] == quote) {
            doubled = true;
            p += 2;
        } else if (*p == quote) {
            break;
        } else if (p == end_) {
            set_trouble(record, Trouble::quote_not_closed, open);
            return p;
        } else {
            ++p;  // a NUL inside the text is text
        }
    }
    char const* const after = p + 1;
    if (*after != delimiter_ && !is_line_end(*after) && after != end_) {
        set_trouble(record, Trouble::text_after_quote, mark(after));
    }
    field = {between(begin, p), true, doubled};
    return after;
}

char const* Scanner::next_line(char const* p) {
    p += p[0] == '\r' && p[1] == '\n' ? 2 : 1;
    ++line_;
    line_begin_ = p;
    return p;
}

void Scanner::set_trouble(Record& record, Trouble trouble, Mark const& mark) {
    record.trouble = trouble;
    record.trouble_at = place_of(mark);
}

Place Scanner::place_of(Mark const& mark) {
    auto const before = text::display_width(between(mark.line_begin, mark.at));
    return {mark.line, static_cast<std::uint32_t>(before + 1)};
}

void Scanner::recover(Record& record) {
    char const* p = at_;
    while (!is_line_end(*p) && p != end_)
        ++p;
    record.raw = between(at_, p);
    line_ = record.line;
    at_ = p == end_ ? p : next_line(p);
}

}  // namespace quaestor::data::csv
