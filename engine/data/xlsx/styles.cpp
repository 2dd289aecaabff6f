#include "data/xlsx/styles.hpp"

namespace quaestor::data::xlsx {

void StylesHandler::open(std::string_view element, Attributes const& attributes) {
    if (element == "numFmt" && depth() == 2) {
        if (auto const id = attributes.number("numFmtId"))
            own_formats_[*id] = date_kind(attributes.text("formatCode"));
    } else if (element == "cellXfs" && depth() == 1) {
        in_cell_styles_ = true;
    } else if (element == "xf" && depth() == 2 && in_cell_styles_) {
        auto const id = attributes.number("numFmtId").value_or(0);
        auto const own = own_formats_.find(id);
        kinds_.push_back(own != own_formats_.end() ? own->second : date_kind(id));
    }
}

void StylesHandler::close(std::string_view element) {
    if (element == "cellXfs") in_cell_styles_ = false;
}

}  // namespace quaestor::data::xlsx
