#include "data/csv/messages.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"

namespace quaestor::data::csv {
namespace {

std::string_view hint_for(Trouble trouble) {
    switch (trouble) {
        case Trouble::text_after_quote:
            return "a field with a quote in it stands in quotes as a whole, and the quote in it is doubled: "
                   "\"5\"\" tall\"";
        case Trouble::quote_not_closed:
            return "close the quote, or take it away";
        case Trouble::field_too_long:
            return "is there a quote that opens and is never closed?";
        case Trouble::too_many_fields:
            return "is this the right delimiter? it can be given with --delimiter";
        case Trouble::none:
            break;
    }
    return {};
}

}  // namespace

std::string shortened(std::string_view name) {
    constexpr std::size_t longest = 60;
    if (text::display_width(name) <= longest) return std::string(name);
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80)
        --end;
    return std::string(name.substr(0, end)) + "...";
}

std::string shown(Place const& place) {
    return "character " + text::grouped(place.character) + " of line " + std::to_string(place.line);
}

std::string_view code_of(Trouble trouble) {
    switch (trouble) {
        case Trouble::text_after_quote:
            return code::text_after_quote;
        case Trouble::quote_not_closed:
            return code::quote_not_closed;
        case Trouble::field_too_long:
            return code::field_too_long;
        case Trouble::too_many_fields:
            return code::field_count;
        case Trouble::none:
            break;
    }
    return {};
}

std::string describe(Record const& record, CsvLimits const& limits) {
    switch (record.trouble) {
        case Trouble::text_after_quote:
            return shown(record.trouble_at) + " follows a closing quote";
        case Trouble::quote_not_closed:
            return "the quote that opens at " + shown(record.trouble_at) + " is never closed";
        case Trouble::field_too_long:
            return "the field at " + shown(record.trouble_at) + " is longer than " +
                   text::grouped(limits.field_bytes) + " bytes";
        case Trouble::too_many_fields:
            return "more than " + text::counted(limits.columns, "field", "fields");
        case Trouble::none:
            break;
    }
    return {};
}

Diagnostic fatal_trouble(std::string const& file, Record const& record, CsvLimits const& limits) {
    auto const where = file + ":" + std::to_string(record.trouble_at.line) + ":" +
                       std::to_string(record.trouble_at.character);
    return {Severity::error,
            std::string(code_of(record.trouble)),
            describe(record, limits),
            {},
            std::string(hint_for(record.trouble)),
            where};
}

Diagnostic header_trouble(std::string const& file, Record const& record, CsvLimits const& limits) {
    auto diagnostic = fatal_trouble(file, record, limits);
    if (record.trouble == Trouble::too_many_fields) {
        diagnostic.code = code::too_many_columns;
        diagnostic.message = "the header has " + describe(record, limits);
    }
    return diagnostic;
}

bool is_fatal(Trouble trouble) {
    return trouble == Trouble::quote_not_closed || trouble == Trouble::field_too_long;
}

}  // namespace quaestor::data::csv
