#include "base/source.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace quaestor {

SourceText::SourceText(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < text_.size(); ++i) {
        if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
    }
}

std::string_view SourceText::slice(SourceSpan span) const {
    auto const begin = std::min<std::size_t>(span.begin, text_.size());
    auto const end = std::clamp<std::size_t>(span.end, begin, text_.size());
    return std::string_view(text_).substr(begin, end - begin);
}

LineColumn SourceText::position(std::uint32_t offset) const {
    offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
    auto const after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    auto const start = *std::prev(after);
    auto before = std::string_view(text_).substr(start, offset - start);
    if (start == 0 && before.starts_with("\xEF\xBB\xBF"))
        before.remove_prefix(3);  // a byte order mark takes no place
    return {static_cast<std::uint32_t>(after - line_starts_.begin()),
            static_cast<std::uint32_t>(text::display_width(before) + 1)};
}

std::string_view SourceText::line(std::uint32_t line) const {
    if (line == 0 || line > line_starts_.size()) return {};
    auto const start = line_starts_[line - 1];
    auto const rest = std::string_view(text_).substr(start);
    auto shown = rest.substr(0, rest.find('\n'));
    if (shown.ends_with('\r')) shown.remove_suffix(1);
    return shown;
}

std::uint32_t SourceText::line_start(std::uint32_t line) const {
    if (line == 0 || line > line_starts_.size()) return static_cast<std::uint32_t>(text_.size());
    return line_starts_[line - 1];
}

}  // namespace quaestor
