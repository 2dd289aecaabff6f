/// CSV as write_csv() makes it, read back field by field. Not for files of others: those are read by data/csv.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quaestor::document {

struct CsvField {
    std::string_view text;  ///< without its quotes; valid until the next call
    bool quoted = false;    ///< so "" is an empty text, and nothing at all is no value
    bool last = false;      ///< of its row
};

class CsvFields {
public:
    /// `csv`: whole rows, each with a line end. `csv` outlives this.
    explicit CsvFields(std::string_view csv) : at_(csv.data()), end_(csv.data() + csv.size()) {}

    [[nodiscard]] bool done() const { return at_ == end_; }
    /// A row without an end is a Bug.
    [[nodiscard]] CsvField next() {
        if (at_ != end_ && *at_ == '"') return quoted();
        auto const* const begin = at_;
        while (at_ != end_ && *at_ != ',' && *at_ != '\n')
            ++at_;
        std::string_view const text(begin, static_cast<std::size_t>(at_ - begin));
        return {text, false, passed_end()};
    }

private:
    [[nodiscard]] CsvField quoted();
    /// Goes behind the comma or line end; whether it was a line end.
    [[nodiscard]] bool passed_end();

    char const* at_;
    char const* end_;
    std::string unquoted_;
};

/// What write_csv() had before it for the text of a quoted field.
struct Original {
    std::string_view text;
    bool sure = true;  ///< false: it may as well have been `'` and the text
};
[[nodiscard]] Original original_of(std::string_view quoted);

}  // namespace quaestor::document
