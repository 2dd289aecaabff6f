#include "instrument/syntax/session.hpp"

#include "instrument/syntax/messages.hpp"
#include "instrument/syntax/words.hpp"

#include <algorithm>
#include <string_view>

namespace quaestor::instrument::syntax {
namespace {

bool line_end(char c) {
    return c == '\n' || c == '\r';  // as for the grammar's comments
}
bool blank(char c) {
    return c == ' ' || c == '\t';
}

int open_braces(Iterator start, Iterator mistake) {
    int depth = 0;
    while (start < mistake) {
        if (*start == '{') ++depth;
        if (*start == '}') depth = std::max(0, depth - 1);
        start = past_unit(start, mistake);
    }
    return depth;
}

bool starts_line(Iterator text, Iterator at) {
    while (at != text && blank(at[-1]))
        --at;
    return at == text || line_end(at[-1]);
}

/// A quoted text without its end, whose line ends with a brace: `example "title {`.
bool swallows_brace(Iterator first, Iterator end) {
    if (*first != '"' || (end - first > 1 && end[-1] == '"')) return false;
    while (end != first && (blank(end[-1]) || line_end(end[-1])))
        --end;
    return end[-1] == '{';
}

bool resumes_here(std::string_view word, int depth, Resume resume) {
    // A statement's word at the start of a line ends any block: a brace was forgotten, and what follows is
    // still good.
    if (is_statement_word(word)) return true;
    if (depth > 0) return false;
    return resume == Resume::line || (resume == Resume::clause && is_clause_word(word));
}

}  // namespace

Iterator past_unit(Iterator at, Iterator last) {
    if (*at == '#') return std::find_if(at, last, line_end);
    if (*at == '"') {
        for (++at; at != last && !line_end(*at); ++at) {
            if (*at == '\\' && at + 1 != last && !line_end(at[1])) {
                ++at;
            } else if (*at == '"') {
                return at + 1;
            }
        }
        return at;
    }
    if (is_word_character(*at)) return word_end(at, last);
    auto const* after = at + 1;
    while (after != last && (static_cast<unsigned char>(*after) & 0xC0) == 0x80)
        ++after;  // the rest of one character
    return after;
}

Iterator resume_at(Iterator text, Iterator start, Iterator mistake, Iterator last, Resume resume) {
    int depth = open_braces(start, mistake);
    auto at = mistake;
    bool line_start = at != start && starts_line(text, at);
    if (at != last && at == start) at = past_unit(at, last);  // whatever happens, go forward
    while (at != last) {
        if (line_end(*at)) {
            line_start = true;
            ++at;
            continue;
        }
        if (blank(*at)) {
            ++at;
            continue;
        }
        if (*at == '}') {
            if (depth == 0) return at;
            --depth;
            ++at;
            line_start = false;
            continue;
        }
        if (line_start && *at != '#' && resumes_here({at, word_end(at, last)}, depth, resume)) return at;
        auto const* const after = past_unit(at, last);
        if (*at == '{' || swallows_brace(at, after)) ++depth;
        at = after;
        line_start = false;
    }
    return at;
}

void Session::report(std::string const& expected, Iterator at) {
    if (offset(at) == last_reported_) return;
    last_reported_ = offset(at);
    if (diagnostics_.size() == most_told) {  // each report looks through the text before it
        ++untold_;
        return;
    }
    auto const* const found_end = at == end_ ? at : past_unit(at, end_);

    // The braces still open before the mistake, and the end of the last word before it.
    std::vector<Iterator> open;
    auto const* word_before = begin_;
    auto const* before_end = begin_;
    for (auto const* p = begin_; p < at;) {
        auto const* const after = past_unit(p, at);
        if (*p == '{') open.push_back(p);
        if (*p == '}' && !open.empty()) open.pop_back();
        if (!blank(*p) && !line_end(*p) && *p != '#') {
            word_before = p;
            before_end = after;
        }
        p = after;
    }
    SyntaxMistake mistake{expected, {at, found_end}, span(at, found_end), {}, {}, std::nullopt, {}, {}};
    auto const* line = at;
    while (line != begin_ && !line_end(line[-1]))
        --line;
    mistake.line_before = {line, at};
    mistake.line_behind = {at, std::find_if(at, end_, line_end)};
    if (std::find_if(before_end, at, line_end) != at) {
        mistake.before = {word_before, before_end};
        mistake.before_span = span(word_before, before_end);
    }
    if (!open.empty()) mistake.open_brace = span(open.back(), open.back() + 1);
    diagnostics_.add(syntax_error(mistake));
}

Diagnostics Session::take_diagnostics() {
    if (untold_ > 0) {
        auto const last = diagnostics_[diagnostics_.size() - 1].labels.front().span;
        diagnostics_.add(and_more(untold_, Severity::error, last));
    }
    return std::move(diagnostics_);
}

}  // namespace quaestor::instrument::syntax
