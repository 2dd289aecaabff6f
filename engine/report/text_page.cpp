#include "report/text_page.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace quaestor::report {
namespace {

constexpr std::string_view hard_blank = "\xC2\xA0";

std::string padded(std::string text, std::size_t width) {
    auto const shown = text::display_width(text);
    if (shown < width) text.append(width - shown, ' ');
    return text;
}

std::string padded_left(std::string const& text, std::size_t width) {
    auto const shown = text::display_width(text);
    return shown < width ? std::string(width - shown, ' ') + text : text;
}

std::string with_plain_blanks(std::string text) {
    for (auto at = text.find(hard_blank); at != std::string::npos; at = text.find(hard_blank, at))
        text.replace(at, hard_blank.size(), " ");
    return text;
}

}  // namespace

std::string unbroken(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == ' ') {
            out += hard_blank;
        } else {
            out += c;
        }
    }
    return out;
}

std::string wrapped(std::string_view words, std::size_t indent, std::size_t width, std::size_t start) {
    std::string out;
    std::size_t column = start;
    bool first = true;
    while (!words.empty()) {
        auto const end = std::min(words.find(' '), words.size());
        auto const word = words.substr(0, end);
        words.remove_prefix(std::min(end + 1, words.size()));
        if (word.empty()) continue;
        if (!first && column + 1 + text::display_width(word) > width) {
            out += "\n" + std::string(indent, ' ');
            column = indent;
        } else if (!first) {
            out += ' ';
            ++column;
        }
        out += word;
        column += text::display_width(word);
        first = false;
    }
    return out;
}

std::string wrapped(std::string_view words, std::size_t indent, std::size_t width) {
    return wrapped(words, indent, width, indent);
}

void TextPage::put(std::string const& lead, std::string const& text) {
    put(lead, text, text::display_width(text::printable(lead)));
}

void TextPage::put(std::string const& lead, std::string const& text, std::size_t hanging) {
    auto line = text::printable(lead);
    line += with_plain_blanks(wrapped(text::printable(text), hanging, width_, text::display_width(line)));
    line.erase(line.find_last_not_of(' ') + 1);
    text_ += line + "\n";
}

void TextPage::heading(std::string const& text) {
    if (!text_.empty()) text_ += "\n";
    put("", text);
}

void TextPage::paragraph(std::string const& text, std::size_t indent) {
    put(std::string(indent, ' '), text);
}

void TextPage::entry(std::string const& name, std::string const& text, std::size_t indent) {
    put(std::string(indent, ' ') + name + "  ", text);
}

void TextPage::hanging_entry(std::string const& name, std::string const& text, std::size_t hanging) {
    put("  " + name + "  ", text, hanging);
}

void TextPage::bullet(std::string const& text, std::size_t indent) {
    put(std::string(indent, ' ') + "- ", text);
}

void TextPage::fact(std::string const& label, std::string const& text, std::size_t indent) {
    constexpr std::size_t label_width = 12;
    if (!text.empty()) put(std::string(indent, ' ') + padded(label, label_width), text);
}

void TextPage::rows(std::vector<std::vector<std::string>> const& rows, std::size_t indent) {
    std::vector<std::size_t> widths;
    for (auto const& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t c = 0; c < row.size(); ++c)
            widths[c] = std::max(widths[c], text::display_width(row[c]));
    }
    for (auto const& row : rows) {
        auto lead = std::string(indent, ' ');
        for (std::size_t c = 0; c + 1 < row.size(); ++c) {
            if (widths[c] > 0) lead += padded(row[c], widths[c] + 2);
        }
        put(lead, row.back());
    }
}

void TextPage::pairs(std::vector<std::pair<std::string, std::string>> const& pairs, std::size_t indent) {
    constexpr std::size_t gap = 4;
    std::size_t first = 0;
    std::size_t second = 0;
    for (auto const& pair : pairs) {
        first = std::max(first, text::display_width(pair.first));
        second = std::max(second, text::display_width(pair.second));
    }
    auto const cell = first + 2 + second;
    auto const room = width_ > indent + cell ? width_ - indent - cell : 0;
    auto const in_a_row = 1 + room / (cell + gap);
    for (std::size_t at = 0; at < pairs.size(); at += in_a_row) {
        auto line = std::string(indent, ' ');
        for (auto i = at; i < std::min(at + in_a_row, pairs.size()); ++i) {
            if (i > at) line += std::string(gap, ' ');
            line += padded_left(pairs[i].first, first) + "  " + padded(pairs[i].second, second);
        }
        put(line, "");
    }
}

}  // namespace quaestor::report
