#include "data/xlsx/old_office.hpp"

#include "data/codes.hpp"

namespace quaestor::data::xlsx {
namespace {

/// The file lists its streams by names of two-byte characters.
bool has_stream(std::string_view bytes, std::string_view name) {
    std::string wide;
    for (char const c : name) {
        wide += c;
        wide += '\0';
    }
    // Two zero bytes behind it: 'Book' is no part of 'Workbook' then, and 'Workbook' none of a longer name.
    wide += std::string(2, '\0');
    return bytes.find(wide) != std::string_view::npos;
}

}  // namespace

Diagnostic old_office_file(std::string const& file, std::string_view bytes) {
    std::string what = "a password-protected workbook, or an old one (.xls)";
    std::string hint = "open it in Excel, take the password off if it has one, and save it as .xlsx";
    if (has_stream(bytes, "EncryptedPackage")) {
        what = "a workbook with a password";
        hint =
            "in Excel: File, Info, Protect Workbook, Encrypt with Password; leave the field empty and save";
    } else if (has_stream(bytes, "Workbook") || has_stream(bytes, "Book")) {
        what = "an old Excel workbook (.xls)";
        hint = "open it in Excel or LibreOffice and save it as .xlsx";
    } else if (has_stream(bytes, "WordDocument")) {
        what = "an old Word document";
        hint = "answers are read from a sheet or a CSV file";
    }
    return {Severity::error,
            std::string(code::unsupported_format),
            "the file is " + what + ", which cannot be read",
            {},
            std::move(hint),
            file};
}

}  // namespace quaestor::data::xlsx
