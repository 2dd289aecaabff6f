/// Codes of one column that stand for no answer: what a file of a statistics package declares, or what was said for the
/// whole file. The meaning is that of such a column in a table (missing_codes.hpp, ColumnInfo); here it is asked of texts.
#pragma once

#include "data/column_info.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data {

class DeclaredCodes {
public:
    DeclaredCodes() = default;
    /// As declare_missing() takes them.
    explicit DeclaredCodes(std::span<std::string const> codes);
    /// Numbers that the file itself declares.
    explicit DeclaredCodes(std::vector<MissingRange> ranges);

    [[nodiscard]] bool empty() const { return codes_.empty() && ranges_.empty(); }
    /// Which of the codes the cell is; of ranges the first.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view cell) const;
    [[nodiscard]] bool has(std::string_view cell) const { return find(cell).has_value(); }

private:
    struct Code {
        std::string text;
        std::optional<double> number;
    };
    std::vector<Code> codes_;
    std::vector<MissingRange> ranges_;
};

}  // namespace quaestor::data
