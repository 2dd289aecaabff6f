/// The pages of docs/codes.md, built into the program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quaestor::cli {

/// The whole text. Made at build time from docs/codes.md.
[[nodiscard]] std::string_view codes_text();

struct CodePage {
    std::string_view code;   ///< "L011"
    std::string_view title;  ///< "not an item"
    std::string_view body;   ///< paragraphs and examples, as they are written
};

/// Every page, in the order of the text.
[[nodiscard]] std::vector<CodePage> code_pages();

/// "out of range": the title of the code's page; empty where there is none.
[[nodiscard]] std::string title_of(std::string_view code);

/// A page for the terminal: title, paragraphs, examples marked wrong and right.
[[nodiscard]] std::string code_page_text(CodePage const& page);

}  // namespace quaestor::cli
