/// How a file of answers is read: the options that every verb with such a file has.
#pragma once

#include "cli/options.hpp"
#include "data/read.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::cli {

/// As they were written on the command line; empty or 0 where they were not.
struct Reading {
    std::string delimiter;
    std::string decimal;
    std::string encoding;
    std::int64_t header_line = 0;
    std::optional<std::string> sheet{};
    std::vector<std::string> missing;
    std::string origin;
    std::string dictionary;
};

void declare(OptionParser& parser, Reading& reading);

/// A mistake where options say two things of how waves and items are named in the columns.
[[nodiscard]] std::optional<Diagnostic> waves_mistake(std::string const& verb, bool wave_rows, bool wave_columns,
                                                      bool map);

/// The options, or none with the mistake printed. `verb` begins the message.
[[nodiscard]] std::optional<data::ReadOptions> read_options(std::string const& verb, Reading const& reading,
                                                            Streams const& streams);

/// Their lines in a help text. A help text has the first where the second belongs.
inline constexpr std::string_view reading_place = "<how the file is read>\n";
inline constexpr std::string_view reading_help = R"(How the file is read:
      --delimiter CHARACTER  what separates the fields: a comma, ';', '|', or 'tab'
      --decimal CHARACTER    how numbers are written: '.' as in 2.5, ',' as in 2,5
      --encoding NAME        such as windows-1252; without it UTF-8, and UTF-16 where it is proved;
                             a file of SPSS or Stata says its own
      --header-line N        the line with the names of the columns; lines above it are skipped
      --sheet NAME|N         of a workbook with several sheets: which one, by name or number
      --missing CODES        what stands for no answer in any column, such as --missing UNK,-99
      --export NAME          what wrote the file: qualtrics, redcap or limesurvey, or none of
                             them; without it, what the file itself proves
      --dictionary FILE      the data dictionary of a REDCap project, as it is downloaded
)";

}  // namespace quaestor::cli
