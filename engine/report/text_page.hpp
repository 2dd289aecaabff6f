/// Plain text for a terminal: headings, entries and facts, wrapped to a width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quaestor::report {

/// `text` with blanks at which no line is broken.
[[nodiscard]] std::string unbroken(std::string_view text);

/// `words` in lines of at most `width`, broken at blanks. The first line begins at column `start`, where it
/// is taken to stand already; the others are indented by `indent`. A word that is longer than a line keeps
/// its length.
[[nodiscard]] std::string wrapped(std::string_view words, std::size_t indent, std::size_t width,
                                  std::size_t start);
/// The same, with all lines at one indent.
[[nodiscard]] std::string wrapped(std::string_view words, std::size_t indent, std::size_t width);

class TextPage {
public:
    explicit TextPage(std::size_t width) : width_(width) {}

    /// A line of its own at the left, after a blank one where something stands before it.
    void heading(std::string const& text);
    /// A paragraph.
    void paragraph(std::string const& text, std::size_t indent = 2);
    /// A name, two blanks and a text, whose further lines stand below its beginning.
    void entry(std::string const& name, std::string const& text, std::size_t indent = 2);
    /// The same, with its further lines at the indent `hanging`.
    void hanging_entry(std::string const& name, std::string const& text, std::size_t hanging);
    /// A dash and a text.
    void bullet(std::string const& text, std::size_t indent = 2);
    /// A label in a column of its own and a text; nothing where the text is empty.
    void fact(std::string const& label, std::string const& text, std::size_t indent = 2);
    /// Rows whose columns are aligned; the last one is wrapped, one that is empty throughout takes no room.
    void rows(std::vector<std::vector<std::string>> const& rows, std::size_t indent = 2);
    /// Short pairs side by side, as many as fit, read from the left to the right.
    void pairs(std::vector<std::pair<std::string, std::string>> const& pairs, std::size_t indent = 4);

    [[nodiscard]] std::string const& text() const { return text_; }

private:
    void put(std::string const& lead, std::string const& text);
    void put(std::string const& lead, std::string const& text, std::size_t hanging);

    std::size_t width_;
    std::string text_;
};

}  // namespace quaestor::report
