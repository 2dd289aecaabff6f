/// Many rows wrong in the same way: what was found, one entry each, and counts that are always exact.
///
/// Never an exception, and bounded: of each code the first 1,000,000 are kept, of a text from the file the
/// first 200 bytes, and 1 GB of text over all. What is more than that is counted, and no longer kept.
#pragma once

#include "data/text_cells.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quaestor::data {

inline constexpr std::uint32_t no_column = std::numeric_limits<std::uint32_t>::max();

struct Finding {
    std::uint32_t row = 0;             ///< of the table, from 0
    std::uint32_t line = 0;            ///< of the file, from 1
    std::uint32_t column = no_column;  ///< of the table, from 0, where it is about one column
    std::string_view code{};
    std::string_view
        detail{};  ///< for people, beside the code: "expected 15 fields, found 14". Never an answer or an id
    std::string_view raw{};  ///< what stood in the file; may be anything, so shown only when asked for
};

struct CodeCount {
    std::string code;
    std::size_t found = 0;
    std::size_t kept = 0;
};

class Findings {
public:
    static constexpr std::size_t most_kept_per_code = 1'000'000;
    static constexpr std::size_t longest_raw = 200;

    void add(Finding const& finding);
    /// So many more of a code, of which nothing is kept.
    void add_not_kept(std::string_view code, std::uint32_t column, std::size_t count);
    /// Those of `other` after these, as of rows that come behind so many; counts add up.
    void append(Findings const& other, std::uint32_t rows_before = 0);
    void append(Findings&& other);

    /// Without what is wrong with single cells of columns that `wanted` does not say yes to. What is wrong
    /// with whole rows stays, and so do exact counts.
    [[nodiscard]] Findings about(std::function<bool(std::uint32_t column)> const& wanted) const;

    /// The same findings in a table whose rows and columns stand elsewhere; `moved` gives the new places.
    [[nodiscard]] Findings moved(
        std::function<std::pair<std::uint32_t, std::uint32_t>(std::uint32_t row, std::uint32_t column)> const& moved) const;

    /// Findings that were kept, in the order in which they came.
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] bool empty() const { return entries_.empty(); }
    /// The texts are valid until the next add().
    [[nodiscard]] Finding operator[](std::size_t i) const;
    /// By line, and of one line what is about no column before all columns in turn.
    [[nodiscard]] std::uint64_t place(std::size_t i) const {
        return std::uint64_t{entries_[i].line} << 32U | static_cast<std::uint32_t>(entries_[i].column + 1U);
    }

    /// All that were found, kept or not.
    [[nodiscard]] std::size_t count(std::string_view code) const;
    /// In the order in which each code was first found.
    [[nodiscard]] std::vector<CodeCount> const& counts() const { return counts_; }
    [[nodiscard]] std::size_t total() const;

private:
    struct Entry {
        std::uint32_t row;
        std::uint32_t line;
        std::uint32_t column;
        std::uint32_t code;    ///< in counts_
        std::uint32_t detail;  ///< in details_
    };

    std::uint32_t code_index(std::string_view code);
    std::uint32_t detail_index(std::string_view detail);
    /// Counts one; whether there is room to keep it.
    bool count_one(std::uint32_t code, std::uint32_t column);

    std::vector<CodeCount> counts_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t>
        not_kept_;  ///< by code (in counts_) and column
    std::vector<Entry> entries_;
    TextCells details_;  ///< of many entries each, as a rule
    TextCells raw_;      ///< of each entry
};

}  // namespace quaestor::data
