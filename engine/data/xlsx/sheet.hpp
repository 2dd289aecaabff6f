/// A sheet as a stream of rows. Only rows and cells that are written in the file come; most sheets leave out
/// what is blank.
#pragma once

#include "data/xlsx/address.hpp"
#include "data/xlsx/options.hpp"
#include "data/xlsx/strings.hpp"
#include "data/xlsx/xml.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data::xlsx {

enum class CellType {
    number,
    shared_text,  ///< a place in the workbook's list of texts
    text,
    boolean,
    error,
    iso_date,
};

struct Cell {
    Address address;
    CellType type = CellType::number;
    std::uint32_t style = 0;
    bool formula = false;
    bool stored = false;      ///< there is a value, if only an empty one
    std::string_view text{};  ///< the value as it is written; of texts already without escapes
};

struct SheetRow {
    std::uint32_t number = 0;  ///< from 1, as the sheet shows it
    bool hidden = false;
    std::span<Cell const> cells{};  ///< from left to right
};

class RowSink {
public:
    RowSink() = default;
    RowSink(RowSink const&) = delete;
    RowSink& operator=(RowSink const&) = delete;
    virtual ~RowSink() = default;

    /// Rows from top to bottom; the row's texts are valid during the call. An error ends reading.
    [[nodiscard]] virtual std::optional<Diagnostic> row(SheetRow const& row) = 0;
    /// Areas of merged cells, behind all rows.
    virtual void merged(Area const& area) = 0;
};

/// Where a message points: "a.xlsx: sheet 'Data', cell C17".
struct SheetPlace {
    std::string file;
    std::string sheet;

    [[nodiscard]] std::string at(Address const& address) const;
    [[nodiscard]] std::string whole() const;  ///< "a.xlsx: sheet 'Data'"
};

class SheetHandler : public XmlHandler {
public:
    /// All must outlive it. Errors: D152 for cells where none can be, D125 for a text that is too long, and
    /// those of `sink`.
    SheetHandler(SheetPlace const& place, XlsxLimits const& limits, RowSink& sink)
        : place_(place), limits_(limits), sink_(sink) {}

    void open(std::string_view element, Attributes const& attributes) override;
    void close(std::string_view element) override;
    void text(std::string_view characters) override;

private:
    enum class Inside { nothing, value, rich_text };

    void open_row(Attributes const& attributes);
    void open_cell(Attributes const& attributes);
    void open_in_cell(std::string_view element);
    void close_cell();
    void close_row();
    void refuse_sheet(std::string const& what);

    SheetPlace const& place_;
    XlsxLimits const& limits_;
    RowSink& sink_;

    bool in_data_ = false;
    Inside inside_ = Inside::nothing;
    SheetRow row_;
    std::uint32_t last_row_ = 0;
    std::uint32_t next_column_ = 0;
    Cell cell_;
    RichText rich_;
    std::string value_;
    std::vector<Cell> cells_;        ///< of the row; their texts are set when the row is complete
    std::vector<std::size_t> ends_;  ///< of each cell's text in texts_
    std::string texts_;
};

/// Is anything written in the sheet? Stops at the first cell with a value.
class ContentProbe : public XmlHandler {
public:
    void open(std::string_view element, Attributes const& attributes) override;

    [[nodiscard]] bool found() const { return found_; }

private:
    bool found_ = false;
};

}  // namespace quaestor::data::xlsx
