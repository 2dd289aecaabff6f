#include "document/write/csv_fields.hpp"

#include "base/expects.hpp"
#include "document/write/clean_text.hpp"
#include "document/write/csv.hpp"

#include <cstring>

namespace quaestor::document {

CsvField CsvFields::quoted() {
    auto const* begin = ++at_;
    bool in_pieces = false;  // text with quotes in it is put together in unquoted_
    unquoted_.clear();
    while (true) {
        auto const* const quote =
            static_cast<char const*>(std::memchr(at_, '"', static_cast<std::size_t>(end_ - at_)));
        expects(quote != nullptr, "CsvFields: quotes that are not closed");
        at_ = quote + 1;
        if (at_ == end_ || *at_ != '"') break;
        unquoted_.append(begin, at_);
        begin = ++at_;
        in_pieces = true;
    }
    if (in_pieces) unquoted_.append(begin, at_ - 1);
    std::string_view const text =
        in_pieces ? std::string_view(unquoted_) : std::string_view(begin, static_cast<std::size_t>(at_ - 1 - begin));
    return {text, true, passed_end()};
}

bool CsvFields::passed_end() {
    expects(at_ != end_ && (*at_ == ',' || *at_ == '\n'), "CsvFields: a row without an end");
    return *at_++ == '\n';
}

Original original_of(std::string_view quoted) {
    auto const behind = quoted.empty() ? quoted : quoted.substr(1);
    bool const defused = quoted.starts_with('\'') && runs_as_formula(behind);
    return {defused ? behind : quoted, !defused || !needs_quotes(quoted)};
}

}  // namespace quaestor::document
