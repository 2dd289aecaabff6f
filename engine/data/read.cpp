#include "data/read.hpp"

#include "base/output_file.hpp"
#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/csv/read.hpp"
#include "data/exports/unfold.hpp"
#include "data/statistics_package/read.hpp"
#include "data/xlsx/old_office.hpp"
#include "data/xlsx/read.hpp"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <filesystem>
#include <istream>
#include <iterator>
#include <string_view>
#include <unistd.h>

namespace quaestor::data {
namespace {

struct Kind {
    std::string_view mark;  ///< how it begins, or how its name ends
    std::string_view name;
};

constexpr std::array signatures{
    Kind{"\x1F\x8B", "a gzip archive"},
    Kind{"%PDF", "a PDF document"},
    Kind{"SQLite format 3", "a SQLite database"},
    Kind{"<", "a web page or another XML document"},
    Kind{"[", "JSON"},
};

constexpr std::array endings{
    Kind{".xls", "an old Excel workbook"},
    Kind{".ods", "an OpenDocument sheet"},
    Kind{".sas7bdat", "a SAS file"},
    Kind{".xpt", "a SAS file"},
    Kind{".rds", "an R file"},
    Kind{".rdata", "an R file"},
    Kind{".json", "JSON"},
    Kind{".ndjson", "JSON"},
    Kind{".xml", "XML"},
    Kind{".gz", "a gzip archive"},
    Kind{".zip", "a zip archive"},
};

bool is_csv(std::string_view ending) {
    return ending.empty() || ending == ".csv" || ending == ".tsv" || ending == ".tab" || ending == ".txt";
}

Outcome<ReadResult> unsupported(std::string const& name, std::string message) {
    return Outcome<ReadResult>::failure({Severity::error,
                                         std::string(code::unsupported_format),
                                         std::move(message),
                                         {},
                                         "read are CSV and TSV (.csv .tsv .tab .txt), Excel workbooks (.xlsx "
                                         ".xlsm), SPSS (.sav .zsav .por), Stata (.dta) and questionnaire "
                                         "responses of FHIR (.json .ndjson); most programs can export one of them",
                                         name});
}

Outcome<ReadResult> refused_option(std::string const& name, std::string message, std::string hint) {
    return Outcome<ReadResult>::failure({Severity::error,
                                         std::string(code::option_of_another_format),
                                         std::move(message),
                                         {},
                                         std::move(hint),
                                         name});
}

Outcome<ReadResult> read_workbook(std::string const& name, std::string_view bytes,
                                  ReadOptions const& options) {
    if (options.csv.delimiter || options.csv.encoding) {
        std::string const option = options.csv.delimiter ? "--delimiter" : "--encoding";
        return refused_option(name, "the file is an Excel workbook, and " + option + " is for text files",
                              "leave out " + option + ", or name the CSV file");
    }
    XlsxOptions xlsx{options.sheet, options.csv.header_line, {}, options.xlsx_limits};
    if (options.csv.decimal) xlsx.notation = {*options.csv.decimal, true};
    auto outcome = read_xlsx(name, bytes, xlsx);
    if (outcome.value) {
        auto& decisions = outcome.value->decisions;
        decisions.insert(decisions.begin(), "format: Excel workbook (it begins like one)");
    }
    return outcome;
}

Outcome<ReadResult> read_package_file(std::string const& name, std::string_view bytes, PackageFormat format,
                                      ReadOptions const& options) {
    auto const what = std::string(name_of(format));
    for (auto const& [option, given] : {std::pair("--delimiter", options.csv.delimiter.has_value()),
                                        std::pair("--decimal", options.csv.decimal.has_value()),
                                        std::pair("--header-line", options.csv.header_line.has_value()),
                                        std::pair("--sheet", options.sheet.has_value())}) {
        if (given)
            return refused_option(name,
                                  std::string(option) + " means nothing for a file of this kind (" + what + ")",
                                  std::string("leave out ") + option + ", or name the file that was meant");
    }
    auto outcome = read_package(name, bytes, format, {options.csv.encoding, options.package_limits, options.package_first_rows});
    if (outcome.value) {
        auto& decisions = outcome.value->decisions;
        decisions.insert(decisions.begin(), "format: " + what + " (it begins like one)");
    }
    return outcome;
}

Outcome<ReadResult> read_responses(std::string const& name, std::string bytes, ReadOptions const& options) {
    auto const& exports = options.exports;
    for (auto const& [option, given] : {std::pair("--delimiter", options.csv.delimiter.has_value()),
                                        std::pair("--decimal", options.csv.decimal.has_value()),
                                        std::pair("--encoding", options.csv.encoding.has_value()),
                                        std::pair("--header-line", options.csv.header_line.has_value()),
                                        std::pair("--sheet", options.sheet.has_value()),
                                        std::pair("--export", exports.origin.has_value()),
                                        std::pair("--dictionary", !exports.dictionary.empty())}) {
        if (given)
            return refused_option(name, std::string(option) + " means nothing for a file of this kind (FHIR)",
                                  std::string("leave out ") + option + ", or name the file that was meant");
    }
    return read_fhir(name, std::move(bytes), options.fhir_limits);
}

/// What the ending of a name promises, where the content begins like something else or nothing known.
std::optional<std::string_view> promised(std::string_view ending) {
    if (ending == ".xlsx" || ending == ".xlsm") return "an Excel workbook";
    if (ending == ".sav" || ending == ".zsav" || ending == ".por") return "an SPSS file";
    if (ending == ".dta") return "a Stata file";
    return std::nullopt;
}

std::string ending_of(std::string const& path) {
    return path == "-" ? "" : text::lower_ascii(std::filesystem::path(path).extension().string());
}

/// Why a file that is none of the kinds with a mark of their own is no text with rows either.
std::optional<Outcome<ReadResult>> refused_as_text(std::string const& name, std::string const& ending,
                                                   std::string_view bytes, ReadOptions const& options) {
    auto const signature = std::find_if(signatures.begin(), signatures.end(),
                                        [&](Kind const& kind) { return bytes.starts_with(kind.mark); });
    if (signature != signatures.end()) {
        return unsupported(
            name, "the file begins like " + std::string(signature->name) + ", which is not read yet");
    }
    if (auto const what = promised(ending))
        return unsupported(name, "the file's name says " + std::string(*what) + ", and it is none");
    if (!is_csv(ending)) {
        auto const known =
            std::find_if(endings.begin(), endings.end(), [&](Kind const& k) { return k.mark == ending; });
        return unsupported(
            name, known != endings.end()
                      ? "the file's name says " + std::string(known->name) + ", which is not read yet"
                      : "files that end with '" + ending + "' are not read");
    }
    if (options.sheet) {
        return refused_option(name, "--sheet is for Excel workbooks, and this is a text file without sheets",
                              "leave out --sheet, or name the workbook");
    }
    return std::nullopt;
}

CsvOptions csv_options(std::string const& ending, ReadOptions const& options) {
    auto csv = options.csv;
    if (ending == ".tsv" || ending == ".tab") csv.likely_delimiter = '\t';
    return csv;
}

/// Why there is no use in reading on, where the beginning shows it.
std::optional<Diagnostic> hopeless(std::string const& path, std::string_view beginning,
                                   ReadOptions const& options) {
    auto const ending = ending_of(path);
    if (beginning.starts_with(archive_mark) || beginning.starts_with(xlsx::old_office_mark) ||
        package_format(beginning, ending) || begins_like_json(beginning))
        return std::nullopt;
    if (auto const refused = refused_as_text(shown_name(path), ending, beginning, options))
        return refused->diagnostics[0];
    return unreadable_beginning(shown_name(path), beginning, csv_options(ending, options));
}

/// A file smaller than this costs little; and a message about a larger one comes as soon as this much is there.
constexpr std::size_t enough_to_judge = 32'000'000;

ReadWatch watch_for(std::string const& path, ReadOptions const& options) {
    auto const most = std::max({options.csv.limits.file_bytes, options.xlsx_limits.file_bytes,
                                options.package_limits.file_bytes, options.fhir_limits.file_bytes});
    auto const size = [path, most](std::uint64_t bytes) -> std::optional<Diagnostic> {
        if (bytes <= most) return std::nullopt;
        return Diagnostic{Severity::error,
                          std::string(code::file_too_large),
                          "the file has more than " + text::grouped(most) + " bytes, and no more are read",
                          {},
                          "divide the file",
                          shown_name(path)};
    };
    return {size, enough_to_judge,
            [&options, path](std::string_view bytes) { return hopeless(path, bytes, options); }};
}

/// Closed with the last who reads from it; none where it is a pipe no longer.
std::optional<Pull> pull_from_pipe(std::string const& path) {
    std::error_code error;
    auto const status = std::filesystem::status(path, error);
    if (!std::filesystem::is_fifo(status) && !std::filesystem::is_socket(status) &&
        !std::filesystem::is_character_file(status))
        return std::nullopt;
    auto const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return std::nullopt;
    std::shared_ptr<void> const closes(nullptr, [descriptor](void*) { ::close(descriptor); });
    return [closes, pull = pull_from(descriptor)](char* to, std::size_t most) { return pull(to, most); };
}

}  // namespace

std::string shown_name(std::string const& path) {
    return path == "-" ? "standard input" : path;
}

std::shared_ptr<ByteInput> keep_input(std::string const& path, ReadOptions const& options) {
    std::optional<Pull> pull;
    if (path != "-") {
        pull = pull_from_pipe(path);
    } else if (options.standard_input == nullptr) {
        if (std::shared_ptr<ByteInput> file = open_bytes(STDIN_FILENO, shown_name(path))) return file;
        pull = pull_from(STDIN_FILENO);
    } else {
        pull = [&in = *options.standard_input](char* to, std::size_t most) {
            in.read(to, static_cast<std::streamsize>(most));
            return in.bad() ? std::ptrdiff_t{-1} : static_cast<std::ptrdiff_t>(in.gcount());
        };
    }
    if (!pull) return nullptr;
    return keep_bytes(shown_name(path), options.scratch_folder, std::move(*pull));
}

Outcome<std::string> read_input(std::string const& path, ReadOptions const& options) {
    auto const watch = watch_for(path, options);
    if (options.kept != nullptr) return quaestor::read_bytes(*options.kept, watch);
    if (path != "-") return read_file(path, watch);
    if (options.standard_input == nullptr) return read_descriptor(STDIN_FILENO, shown_name(path), watch);
    Outcome<std::string> outcome;
    outcome.value = std::string(std::istreambuf_iterator<char>(*options.standard_input), {});
    return outcome;
}

namespace {

/// As it stands in the file, whatever program exported it.
Outcome<ReadResult> read_as_it_stands(std::string const& path, std::string bytes, ReadOptions const& options) {
    auto const name = shown_name(path);
    auto const ending = ending_of(path);
    if (bytes.starts_with(archive_mark)) return read_workbook(name, bytes, options);
    if (bytes.starts_with(xlsx::old_office_mark))
        return Outcome<ReadResult>::failure(xlsx::old_office_file(name, bytes));
    if (auto const format = package_format(bytes, ending))
        return read_package_file(name, bytes, *format, options);
    if (begins_like_json(bytes)) return read_responses(name, std::move(bytes), options);
    if (auto refused = refused_as_text(name, ending, bytes, options)) return std::move(*refused);
    auto outcome = read_csv(name, std::move(bytes), csv_options(ending, options));
    if (outcome.value) {
        auto& decisions = outcome.value->decisions;
        decisions.insert(decisions.begin(), ending.empty()
                                                ? "format: CSV (nothing says otherwise)"
                                                : "format: CSV (the name ends with '" + ending + "')");
    }
    return outcome;
}

}  // namespace

Outcome<ReadResult> read_bytes(std::string const& path, std::string bytes, ReadOptions const& options) {
    return exports::unfold(shown_name(path), read_as_it_stands(path, std::move(bytes), options), options.exports);
}

Outcome<ReadResult> read(std::string const& path, ReadOptions const& options) {
    auto bytes = read_input(path, options);
    if (!bytes.value) return {std::nullopt, std::move(bytes.diagnostics)};
    return read_bytes(path, std::move(*bytes.value), options);
}

}  // namespace quaestor::data
