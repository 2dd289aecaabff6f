#include "instrument/syntax/tokens.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace quaestor::instrument::syntax {
namespace {

bool digit(char c) {
    return c >= '0' && c <= '9';
}
bool word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || digit(c);
}
bool line_end(char c) {
    return c == '\n' || c == '\r';  // the grammar's comments end at either
}

/// Where the token that starts at `at` ends.
std::size_t token_end(std::string_view text, std::size_t at) {
    auto end = at + 1;
    if (text[at] == '"') {
        while (end < text.size() && text[end] != '"')
            end += text[end] == '\\' ? 2 : 1;
        return std::min(end + 1, text.size());
    }
    if (digit(text[at])) {
        while (end < text.size() && digit(text[end]))
            ++end;
        if (end + 1 < text.size() && text[end] == '.' && digit(text[end + 1])) {
            for (++end; end < text.size() && digit(text[end]);)
                ++end;
        }
        return end;
    }
    if (word_character(text[at])) {
        while (end < text.size() && word_character(text[end]))
            ++end;
        return end;
    }
    for (std::string_view const sign : {"..", "=>", "<=", ">=", "!="}) {
        if (text.substr(at).starts_with(sign)) return at + sign.size();
    }
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        ++end;
    return end;
}

}  // namespace

std::vector<Token> tokens(SourceText const& source) {
    std::string_view const text = source.text();
    std::vector<Token> all;
    std::vector<Comment> above;
    int line_ends = 0;
    std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    auto const span = [](std::size_t begin, std::size_t end) {
        return SourceSpan{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    };
    while (at < text.size()) {
        if (line_end(text[at])) {
            if (text.substr(at).starts_with("\r\n")) ++at;
            ++line_ends;
            ++at;
        } else if (text[at] == ' ' || text[at] == '\t') {
            ++at;
        } else if (text[at] == '#') {
            auto const end = static_cast<std::size_t>(
                std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), line_end) -
                text.begin());
            auto const length = text.substr(at, end - at).find_last_not_of(" \t") + 1;
            Comment const comment{span(at, at + length), line_ends};
            if (line_ends == 0 && !all.empty()) {
                all.back().trailing = comment;
            } else {
                above.push_back(comment);
            }
            line_ends = 0;
            at = end;
        } else {
            auto const end = token_end(text, at);
            all.push_back({span(at, end), text.substr(at, end - at), line_ends, std::move(above), {}});
            above.clear();
            line_ends = 0;
            at = end;
        }
    }
    all.push_back({span(text.size(), text.size()), {}, line_ends, std::move(above), {}});
    return all;
}

}  // namespace quaestor::instrument::syntax
