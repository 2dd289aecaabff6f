/// A document as an Excel workbook (Office Open XML), through libxlsxwriter, but for the rows of data sheets, which are
/// made to XML and compressed by faster ways of our own.
///
/// The first sheet, Summary, has title, subtitle, the summary's blocks and the facts; then comes one sheet
/// per section. Numbers are numbers, shown by number formats; emphasis becomes conditional formats and
/// figures become native charts, so both follow when a reader changes a cell. Nothing becomes a formula. Rows
/// go to the disk as they are read from their table, so memory stays flat.
///
/// The same document gives the same bytes, at any time, in any time zone and locale, on any number of threads; another
/// kind of processor may compress to other bytes with the same content. On a data sheet a number keeps all its digits,
/// elsewhere 16 (the library's choice). Whole numbers of more than 15 digits are written as text,
/// since a spreadsheet would round them.
#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace quaestor::document {

/// Writes the whole workbook to `path`, replacing what is there; scratch files stand beside it and are gone
/// afterwards. Errors, which leave nothing usable at `path`: W101 (a table has more rows than a sheet), W102
/// (more columns), W103 (cannot be written). Warnings: W104 (a text was cut to what a cell holds), W105 (a
/// text had bytes that are no text). A number that is not finite is a Bug. `jobs`: threads, 0 all there are.
[[nodiscard]] Diagnostics write_xlsx(Document const& document, std::string const& path, unsigned jobs = 0);

/// The same where the rows of one data sheet come first, and the document that they belong to is known in the end: the
/// bytes are those of write_xlsx(), in memory that does not grow with the rows.
class XlsxStream {
public:
    /// `table`: the key and the columns of the data sheet; nothing is read. `name` is for messages.
    XlsxStream(Table const& table, std::string name, std::string path, unsigned jobs = 0);
    XlsxStream(XlsxStream const&) = delete;
    XlsxStream& operator=(XlsxStream const&) = delete;
    ~XlsxStream();

    /// Whole rows as write_csv() has them; their cells have no tone, and those without a value no reason. False where
    /// there are problems(), or where it is not clear what a text was before it became CSV; then nothing more is taken.
    [[nodiscard]] bool append(std::string_view lines);
    /// No more rows come. From now on is_clear() is final. False as of append().
    [[nodiscard]] bool close();
    /// W101 to W103, as write_xlsx().
    [[nodiscard]] Diagnostics const& problems() const;
    /// Writes the workbook; rows of the table that was streamed are not read from `document`. Where is_clear() is false,
    /// there is no workbook.
    [[nodiscard]] Diagnostics finish(Document document);
    [[nodiscard]] bool is_clear() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace quaestor::document
