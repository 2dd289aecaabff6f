/// Texts of a workbook: runs of formatted text joined, marks for pronunciation left out, and the escapes by
/// which XML takes control characters.
#pragma once

#include "data/text_cells.hpp"
#include "data/xlsx/options.hpp"
#include "data/xlsx/xml.hpp"

#include <string>
#include <string_view>

namespace quaestor::data::xlsx {

/// `_x000D_` becomes a carriage return and `_x005F_` an underscore; two halves of a character become it.
/// Half a character alone, and NUL, become U+FFFD.
[[nodiscard]] std::string unescaped(std::string_view text);

/// The text of one <si> or <is>: told of each element inside it, and of the characters.
class RichText {
public:
    void open(std::string_view element);
    void close(std::string_view element);
    void characters(std::string_view text);

    /// What was collected, with its escapes; begins anew.
    [[nodiscard]] std::string take();
    [[nodiscard]] std::size_t size() const { return text_.size(); }

private:
    std::string text_;
    int phonetic_ = 0;
    bool in_text_ = false;
};

/// Reads the part 'sharedStrings'.
class StringsHandler : public XmlHandler {
public:
    /// `file` is the workbook's name.
    StringsHandler(std::string const& file, XlsxLimits const& limits) : file_(file), limits_(limits) {}

    void open(std::string_view element, Attributes const& attributes) override;
    void close(std::string_view element) override;
    /// Error D125 where one is longer than a cell may be, or all together than can be kept.
    void text(std::string_view characters) override;

    TextCells strings;

private:
    void refuse_length(std::string const& what);

    std::string const& file_;
    XlsxLimits const& limits_;
    RichText rich_;
};

}  // namespace quaestor::data::xlsx
