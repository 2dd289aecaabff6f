/// Which of a workbook's cell styles show a number as a date or a time.
#pragma once

#include "data/xlsx/date.hpp"
#include "data/xlsx/xml.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace quaestor::data::xlsx {

/// Reads the part 'styles'.
class StylesHandler : public XmlHandler {
public:
    void open(std::string_view element, Attributes const& attributes) override;
    void close(std::string_view element) override;

    /// One for each cell style, in the order in which cells refer to them.
    [[nodiscard]] std::vector<DateKind> const& kinds() const { return kinds_; }

private:
    std::map<std::uint32_t, DateKind> own_formats_;
    std::vector<DateKind> kinds_;
    bool in_cell_styles_ = false;
};

}  // namespace quaestor::data::xlsx
