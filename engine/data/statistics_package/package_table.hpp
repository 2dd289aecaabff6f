/// Variables and values of a statistics package as they become a table.
#pragma once

#include "base/diagnostic.hpp"
#include "data/column_builder.hpp"
#include "data/column_info.hpp"
#include "data/read_result.hpp"
#include "data/statistics_package/date.hpp"
#include "data/statistics_package/options.hpp"
#include "data/statistics_package/readstat.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::data::package {

/// What is decided of so many cells that are dates or times, or have a code that the file declares as missing.
[[nodiscard]] std::vector<std::string> decided_of_cells(std::size_t dates, std::size_t declared);

class PackageTable : public RawSink {
public:
    PackageTable(std::string const& file, Program program, PackageLimits const& limits,
                 std::size_t file_bytes);

    bool file(std::string encoding) override;
    bool variable(RawVariable variable) override;
    bool weight(std::string variable) override;
    bool label(std::string const& set, RawValue const& value, std::string label) override;
    bool value(std::size_t row, std::size_t variable, RawValue const& value) override;

    /// Why reading was stopped from here, if it was.
    [[nodiscard]] std::optional<Diagnostic> const& refusal() const { return refusal_; }
    [[nodiscard]] std::string const& encoding() const { return encoding_; }
    [[nodiscard]] Outcome<ReadResult> finish(std::vector<std::string> decisions) &&;

private:
    struct Variable {
        std::string name;
        std::string label_set;
        Moment moment = Moment::none;
        ColumnInfo info;
        ColumnBuilder cells;
        std::size_t rows = 0;  ///< cells so far
    };

    /// A value that keeps its text, with what it stands for.
    struct Label {
        RawValue value;
        std::string text;
        std::string label;
    };

    void add(Variable& variable, std::size_t place, RawValue const& value);
    bool refuse(std::string_view code, std::string message, std::string hint);
    /// Counts against the limits; false where they are passed.
    bool may_add(std::size_t text_bytes);
    /// `text` without half a character at its end, where it was cut; false where it is no UTF-8.
    bool take_text(std::string& text);
    void name_the_nameless(Diagnostics& diagnostics);
    void check_names(Diagnostics& diagnostics) const;
    void say(ReadResult& result, Diagnostics& diagnostics) const;

    std::string const& file_;
    Program program_;
    std::uint64_t most_cells_;
    std::uint64_t most_text_;
    std::optional<Diagnostic> refusal_;

    std::string encoding_;
    std::string weight_;
    std::vector<Variable> variables_;
    std::map<std::string, std::vector<Label>> label_sets_;
    Findings findings_;
    std::uint64_t cells_ = 0;
    std::uint64_t text_bytes_ = 0;
    std::size_t rows_ = 0;
    std::size_t dates_ = 0;
    std::size_t declared_ = 0;
    std::size_t cut_texts_ = 0;
};

}  // namespace quaestor::data::package
