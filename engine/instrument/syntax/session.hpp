/// What one parse knows beside the grammar: where the text starts, what went wrong, how deep we are.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quaestor::instrument::syntax {

using Iterator = char const*;

struct session_tag;

// What words are made of, without any locale.

inline bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
inline bool is_word_character(char c) {
    return is_letter(c) || is_digit(c);
}

inline Iterator word_end(Iterator at, Iterator last) {
    while (at != last && is_word_character(*at))
        ++at;
    return at;
}

class Session {
public:
    /// Deep enough for any manual, shallow enough for any stack.
    static constexpr int deepest = 100;

    explicit Session(SourceText const& source)
        : begin_(source.text().data()), end_(source.text().data() + source.text().size()) {}

    [[nodiscard]] std::uint32_t offset(Iterator at) const { return static_cast<std::uint32_t>(at - begin_); }
    [[nodiscard]] SourceSpan span(Iterator first, Iterator last) const {
        return {offset(first), offset(last)};
    }

    /// `expected` is the name of the rule or token that was not there. At most one report for a place.
    void report(std::string const& expected, Iterator at);

    /// What recovery stepped over: names in it may have been declarations, so their absence is nobody else's
    /// mistake.
    void skipped(Iterator first, Iterator last) { skipped_.push_back(span(first, last)); }

    [[nodiscard]] Iterator begin() const { return begin_; }
    [[nodiscard]] Iterator end() const { return end_; }
    /// Of the first `most_told` mistakes, and how many more there are.
    [[nodiscard]] Diagnostics take_diagnostics();
    [[nodiscard]] std::vector<SourceSpan> take_skipped() { return std::move(skipped_); }

    int depth = 0;

private:
    Iterator begin_;
    Iterator end_;
    std::uint32_t last_reported_ = UINT32_MAX;
    std::size_t untold_ = 0;
    Diagnostics diagnostics_;
    std::vector<SourceSpan> skipped_;
};

/// What recovery looks for: the next statement, the next clause of the same block, or just the next line.
enum class Resume { statement, clause, line };

/// Where parsing goes on after a mistake at `mistake` in something that began at `start`; `text` is where all
/// begins. Skips comments and quoted texts, closes the braces that were opened since `start`, and always
/// moves forward.
[[nodiscard]] Iterator resume_at(Iterator text, Iterator start, Iterator mistake, Iterator last,
                                 Resume resume);

/// Past a comment, a quoted text, a word or a single sign that starts at `at`.
[[nodiscard]] Iterator past_unit(Iterator at, Iterator last);

}  // namespace quaestor::instrument::syntax
