/// A workbook while it is made. The library writes all of it but the rows of the data sheets, which come from a stream of
/// our own and are put in their places in the end.
#pragma once

#include "document/write/xlsx_data.hpp"
#include "document/write/xlsx_plan.hpp"
#include "document/write/xlsx_sheet.hpp"
#include "document/write/xlsx_style.hpp"

#include <memory>
#include <string>
#include <vector>

namespace quaestor::document::xlsx {

/// A sheet with all that is decided of it.
struct PlannedSheet {
    Sheet sheet;
    std::string name;
    Plan plan;
    DataRows* rows = nullptr;  ///< of a data sheet, and finished
};

class Book {
public:
    /// Goes to `path`, which is made at once. `large`: the sheets for reading may have more than 4 GiB of XML, which a
    /// workbook with data sheets cannot. `has_data`: there are data sheets. Throws
    /// Refused or std::system_error, as all functions here do.
    Book(std::string path, bool large, bool has_data);
    Book(Book const&) = delete;
    Book& operator=(Book const&) = delete;
    ~Book();

    [[nodiscard]] std::unique_ptr<DataRows> data_rows(Table const& table, unsigned threads);
    /// Once.
    [[nodiscard]] TextTroubles write(Document const& document, std::vector<PlannedSheet> const& sheets);

private:
    struct Library;

    void put_rows(std::string const& package, std::vector<PlannedSheet> const& sheets) const;

    std::string path_;
    std::string folder_;
    std::unique_ptr<Library> library_;
};

}  // namespace quaestor::document::xlsx
