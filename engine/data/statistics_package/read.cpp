#include "data/statistics_package/read.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/statistics_package/package_table.hpp"
#include "data/statistics_package/portable_alphabet.hpp"
#include "data/statistics_package/readstat.hpp"

#include <algorithm>
#include <array>

namespace quaestor::data {
namespace {

using package::Trouble;

package::Format raw_format(PackageFormat format) {
    switch (format) {
        case PackageFormat::spss:
            return package::Format::sav;
        case PackageFormat::spss_portable:
            return package::Format::por;
        case PackageFormat::stata:
            break;
    }
    return package::Format::dta;
}

/// Files of Stata before version 13 begin with their version and the order of bytes.
bool is_old_stata(std::string_view bytes) {
    if (bytes.size() < 4) return false;
    auto const version = static_cast<unsigned char>(bytes[0]);
    return version >= 104 && version <= 115 && (bytes[1] == 1 || bytes[1] == 2) && bytes[2] == 1;
}

Diagnostic trouble_with(std::string const& name, PackageFormat format, Trouble trouble,
                        std::string const& encoding) {
    auto const error = [&](std::string_view code, std::string message, std::string hint) {
        return Diagnostic{Severity::error, std::string(code), std::move(message), {}, std::move(hint), name};
    };
    auto const what = "the " + std::string(name_of(format));
    auto const program = std::string(format == PackageFormat::stata ? "Stata" : "SPSS");
    switch (trouble) {
        case Trouble::encoding:
            return error(code::package_encoding, "texts of " + what + " are not in the encoding " + encoding,
                         "say which it is: --encoding windows-1252, for example");
        case Trouble::unknown_encoding:
            return error(code::package_encoding, "the encoding " + encoding + " is not known",
                         "say which it is: --encoding windows-1252, for example");
        case Trouble::version:
            return error(code::package_version,
                         what + " is of a version, or packed in a way, that is not read",
                         "open it in " + program + " and save it again, or export CSV in UTF-8");
        default:
            return error(code::damaged_package, what + " is cut off or damaged",
                         "copy the file again from where it came; if that does not help, open it in " +
                             program + " and save it");
    }
}

}  // namespace

std::optional<PackageFormat> package_format(std::string_view bytes, std::string_view ending) {
    if (bytes.starts_with("$FL2") || bytes.starts_with("$FL3")) return PackageFormat::spss;
    if (bytes.starts_with("<stata_dta>")) return PackageFormat::stata;
    if (ending == ".dta" && is_old_stata(bytes)) return PackageFormat::stata;
    // A portable file begins with titles in several alphabets, in lines of 80 characters.
    constexpr std::size_t titles = 500;
    constexpr std::array text_endings{".csv", ".tsv", ".tab", ".txt"};  // there it is a word like any other
    bool const is_text = std::find(text_endings.begin(), text_endings.end(), ending) != text_endings.end();
    if (!is_text && bytes.substr(0, titles).find("SPSS PORT FILE") != std::string_view::npos)
        return PackageFormat::spss_portable;
    return std::nullopt;
}

std::string_view name_of(PackageFormat format) {
    switch (format) {
        case PackageFormat::spss:
            return "SPSS file";
        case PackageFormat::spss_portable:
            return "portable SPSS file";
        case PackageFormat::stata:
            break;
    }
    return "Stata file";
}

Outcome<ReadResult> read_package(std::string const& name, std::string_view bytes, PackageFormat format,
                                 PackageOptions const& options) {
    if (bytes.size() > options.limits.file_bytes) {
        return Outcome<ReadResult>::failure({Severity::error,
                                             std::string(code::file_too_large),
                                             "the file has " + text::grouped(bytes.size()) + " bytes; " +
                                                 text::grouped(options.limits.file_bytes) +
                                                 " are read at most",
                                             {},
                                             "divide the file",
                                             name});
    }
    auto const program = format == PackageFormat::stata ? package::Program::stata : package::Program::spss;
    package::PackageTable table(name, program, options.limits, bytes.size());
    auto const plain =
        format == PackageFormat::spss_portable ? package::with_plain_alphabet(bytes) : std::nullopt;
    auto const trouble = package::read_raw(plain ? *plain : bytes, raw_format(format), options.encoding, table,
                                           options.first_rows);
    if (table.refusal()) return Outcome<ReadResult>::failure(*table.refusal());
    auto const encoding = options.encoding ? *options.encoding : table.encoding();
    if (trouble != Trouble::none) {
        auto const shown = encoding.empty() ? "that it says" : "'" + text::printable(encoding) + "'";
        return Outcome<ReadResult>::failure(trouble_with(name, format, trouble, shown));
    }
    std::vector<std::string> decisions;
    if (!encoding.empty())
        decisions.push_back("encoding: " + text::printable(encoding) +
                            (options.encoding ? " (given)" : " (the file says so)"));
    return std::move(table).finish(std::move(decisions));
}

}  // namespace quaestor::data
