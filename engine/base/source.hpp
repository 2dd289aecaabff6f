/// A text with a name, and places in it. Offsets are bytes, half open, and stay valid however nodes are
/// moved.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor {

/// Half-open byte range in one SourceText.
struct SourceSpan {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    friend bool operator==(SourceSpan const&, SourceSpan const&) = default;
};

/// Both count from 1; the column counts characters (code points), a tab as one.
struct LineColumn {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

class SourceText {
public:
    SourceText() : SourceText("", "") {}
    SourceText(std::string name, std::string text);

    [[nodiscard]] std::string const& name() const { return name_; }
    [[nodiscard]] std::string const& text() const { return text_; }
    [[nodiscard]] std::string_view slice(SourceSpan span) const;
    /// An offset past the end is taken as the end.
    [[nodiscard]] LineColumn position(std::uint32_t offset) const;
    /// Line `line` (from 1) without its line end; empty when there is no such line.
    [[nodiscard]] std::string_view line(std::uint32_t line) const;
    /// Byte offset at which line `line` (from 1) starts.
    [[nodiscard]] std::uint32_t line_start(std::uint32_t line) const;

private:
    std::string name_;
    std::string text_;
    std::vector<std::uint32_t> line_starts_;
};

}  // namespace quaestor
