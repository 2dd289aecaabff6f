#include "data/repeats.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"

#include <bit>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

namespace quaestor::data {
namespace {

/// A cell as text, copied only where it is a number.
class CellText {
public:
    CellText(Column const& column, std::size_t row) {
        if (column.kind() == ColumnKind::text) {
            text_ = text::trimmed(column.texts()[row]);
        } else {
            number_ = column.text(row);
            text_ = number_;
        }
    }
    CellText(CellText const&) = delete;
    CellText& operator=(CellText const&) = delete;

    [[nodiscard]] std::string_view get() const { return text_; }

private:
    std::string number_;
    std::string_view text_;
};

/// Rows by their cells, in a table of places with open addressing: 8 bytes a row, and no text is copied.
class Rows {
public:
    Rows(Table const& table, std::span<std::size_t const> columns)
        : table_(table), columns_(columns), places_(std::bit_ceil(2 * table.row_count() + 1), nobody) {}

    /// The row that was added first of those with the same cells: `row` itself where there is none yet.
    std::uint32_t add(std::uint32_t row) {
        auto const last = places_.size() - 1;
        for (auto place = hash(row) & last;; place = (place + 1) & last) {
            if (places_[place] == nobody) places_[place] = row;
            if (places_[place] == row || same(places_[place], row)) return places_[place];
        }
    }

private:
    static constexpr auto nobody = std::numeric_limits<std::uint32_t>::max();

    [[nodiscard]] std::size_t hash(std::size_t row) const {
        std::size_t hash = 0;
        for (auto const c : columns_) {
            CellText const cell(table_.column(c), row);
            hash = hash * 0x9E3779B97F4A7C15U + std::hash<std::string_view>{}(cell.get());
        }
        return hash ^ (hash >> 32U);
    }

    [[nodiscard]] bool same(std::size_t a, std::size_t b) const {
        for (auto const c : columns_) {
            CellText const one(table_.column(c), a);
            CellText const other(table_.column(c), b);
            if (one.get() != other.get()) return false;
        }
        return true;
    }

    Table const& table_;
    std::span<std::size_t const> columns_;
    std::vector<std::uint32_t> places_;
};

}  // namespace

Repeats repeated_rows(Table const& table, std::span<std::size_t const> columns) {
    expects(!columns.empty(), "data::repeated_rows: at least one column");
    Repeats repeats;
    Rows rows(table, columns);
    for (std::uint32_t row = 0; row < table.row_count(); ++row) {
        if (table.refused(row)) continue;
        if (CellText(table.column(columns.front()), row).get().empty()) {
            repeats.blank.push_back(row);
            continue;
        }
        if (auto const first = rows.add(row); first != row) repeats.again.push_back({row, first});
    }
    return repeats;
}

}  // namespace quaestor::data
