#include "cli/reading.hpp"

#include "cli/console.hpp"
#include "data/exports/unfold.hpp"

namespace quaestor::cli {
namespace {

std::optional<char> delimiter_of(std::string const& written) {
    if (written.empty()) return std::nullopt;
    return written == "tab" ? '\t' : written.front();
}

std::optional<Diagnostic> mistake(std::string const& verb, Reading const& reading) {
    if (reading.delimiter.size() > 1 && reading.delimiter != "tab")
        return usage_error(verb + ": --delimiter takes one character or 'tab'",
                           "for example: --delimiter ';'");
    if (!reading.decimal.empty() && reading.decimal != "." && reading.decimal != ",")
        return usage_error(verb + ": --decimal is '.' or ','", "--decimal , for numbers such as 2,5");
    if (!reading.decimal.empty() && reading.decimal == reading.delimiter)
        return usage_error(verb + ": --decimal and --delimiter cannot be the same",
                           "files with a decimal comma mostly have --delimiter ';'");
    if (!reading.origin.empty() && !data::exports::origin_called(reading.origin))
        return usage_error(verb + ": --export cannot be '" + reading.origin + "'",
                           "it is one of: qualtrics, redcap, limesurvey, none");
    bool const of_redcap = reading.origin.empty() || reading.origin == "redcap";
    if (!reading.dictionary.empty() && !of_redcap)
        return usage_error(verb + ": --dictionary is for an export of REDCap, and --export says '" + reading.origin + "'",
                           "leave out one of them");
    return std::nullopt;
}

}  // namespace

void declare(OptionParser& parser, Reading& reading) {
    parser.option("--delimiter", reading.delimiter);
    parser.option("--decimal", reading.decimal);
    parser.option("--encoding", reading.encoding);
    parser.option("--header-line", reading.header_line, 1, 1'000'000);
    parser.option("--sheet", reading.sheet);
    parser.option("--missing", reading.missing, true);
    parser.option("--export", reading.origin);
    parser.option("--dictionary", reading.dictionary);
}

std::optional<Diagnostic> waves_mistake(std::string const& verb, bool wave_rows, bool wave_columns, bool map) {
    if (wave_rows && wave_columns)
        return usage_error(verb + ": --wave is for waves in rows, --waves for waves in columns",
                           "leave out one of them");
    if (map && wave_columns)
        return usage_error(verb + ": --map and --waves cannot be together: the items must be found by name in each wave",
                           "rename the columns in the file, or score each wave by itself with a map of its columns");
    return std::nullopt;
}

std::optional<data::ReadOptions> read_options(std::string const& verb, Reading const& reading,
                                              Streams const& streams) {
    if (auto const wrong = mistake(verb, reading)) {
        print(streams, *wrong);
        return std::nullopt;
    }
    data::ReadOptions options;
    if (!streams.of_process) options.standard_input = &streams.in;
    options.csv.delimiter = delimiter_of(reading.delimiter);
    if (!reading.decimal.empty())
        options.csv.decimal = reading.decimal == "," ? DecimalMark::comma : DecimalMark::point;
    if (!reading.encoding.empty()) options.csv.encoding = reading.encoding;
    if (reading.header_line > 0) options.csv.header_line = static_cast<std::uint32_t>(reading.header_line);
    options.sheet = reading.sheet;
    options.exports.missing = reading.missing;
    options.exports.origin = data::exports::origin_called(reading.origin);
    options.exports.dictionary = reading.dictionary;
    return options;
}

}  // namespace quaestor::cli
