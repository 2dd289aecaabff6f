/// What a file says of its columns beside the cells. Files of statistics packages do; text files and sheets
/// say nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data {

/// A code and what it stands for. The code is as Column::text() has it: "1", "-99", ".a", "NA".
struct CodeLabel {
    std::string code;
    std::string label;
};

/// Values that mean no answer, both ends included; one value where they are alike.
struct MissingRange {
    double low = 0;   ///< minus infinity where it has no lower end
    double high = 0;  ///< plus infinity where it has no upper end
};

struct ColumnInfo {
    std::string label{};                         ///< of the variable: "PHQ-9: little interest"
    std::string format{};                        ///< how the program shows its values: "F8.2", "%td"
    std::vector<CodeLabel> labels{};             ///< of values, in the order of the file
    std::vector<CodeLabel> weights{};            ///< of codes: what the file says that they count
    std::vector<MissingRange> missing_ranges{};  ///< numbers that are declared as missing
    std::vector<std::string> missing_codes{};    ///< texts that are
    bool numbers = false;                        ///< the file holds numbers here, and no dates or texts

    /// The label of that code, or an empty text.
    [[nodiscard]] std::string label_of(std::string_view code) const;
    [[nodiscard]] bool declares_missing(double number) const;
    [[nodiscard]] bool empty() const {
        return label.empty() && labels.empty() && weights.empty() && missing_ranges.empty() && missing_codes.empty();
    }
};

}  // namespace quaestor::data
