/// A column while it is read, cell by cell: integer as long as no text is lost by that, then real, then text.
#pragma once

#include "base/missing.hpp"
#include "data/table.hpp"
#include "data/text_cells.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data {

class ColumnBuilder {
public:
    explicit ColumnBuilder(std::string name) : name_(std::move(name)) {}

    /// Makes room for `rows` in one go. Only for speed: more or fewer may come.
    void expect_rows(std::size_t rows);

    void add(std::string_view text) {
        if (size_ == room_) grow();
        // Nearly every answer is one digit: worth a way without any call.
        if (kind_ == ColumnKind::integer && text.size() == 1 && text.front() >= '0' && text.front() <= '9') {
            integers_[size_++] = text.front() - '0';
        } else {
            add_any(text);
        }
    }

    /// As add() with number_text(value): for files that hold numbers and no texts. `value` must be finite.
    void add_number(double value);

    /// A cell whose code the file itself declares as missing. Its number, or its text, stays; with a text the
    /// column is one of texts.
    void add_declared(double number);
    void add_declared(std::string_view text);

    /// A cell without value or text.
    void add_missing(MissingReason reason);

    void rename(std::string name) { name_ = std::move(name); }

    /// The builder is empty afterwards.
    [[nodiscard]] Column finish();

private:
    void grow() { expect_rows(room_ < 16 ? 16 : room_ * 2); }
    void add_any(std::string_view text);
    void become_real();
    void become_text();

    std::string name_;
    ColumnKind kind_ = ColumnKind::integer;
    std::size_t size_ = 0;
    std::size_t room_ = 0;                ///< length of missing_ and of the values of this kind
    std::vector<MissingReason> missing_;  ///< `none` where nothing was added yet
    std::vector<std::int32_t> integers_;
    std::vector<double> reals_;
    TextCells texts_;
};

}  // namespace quaestor::data
