/// A data file of any kind as a table. The reader is picked by how the file begins, then by how its name
/// ends; what a survey program exported becomes a table of respondents (exports/unfold.hpp).
#pragma once

#include "base/byte_input.hpp"
#include "base/diagnostic.hpp"
#include "data/csv/options.hpp"
#include "data/exports/options.hpp"
#include "data/fhir/read.hpp"
#include "data/read_result.hpp"
#include "data/statistics_package/options.hpp"
#include "data/xlsx/options.hpp"

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>

namespace quaestor::data {

struct ReadOptions {
    CsvOptions csv{};
    std::optional<std::string> sheet{};  ///< of a workbook: by name or number; see xlsx/workbook.hpp
    XlsxLimits xlsx_limits{};
    ExportOptions exports{};
    PackageLimits package_limits{};
    std::size_t package_first_rows = 0;  ///< of a file of SPSS or Stata, so many are read; 0: all
    std::string scratch_folder = "/tmp";     ///< for what must be kept while it is read
    FhirLimits fhir_limits{};
    std::istream* standard_input = nullptr;  ///< what '-' reads; without it the process's own standard input
    /// What keep_input() gave for the same path.
    std::shared_ptr<ByteInput> kept{};
};

/// Where `path` is standard input or a pipe, which come only once: what keeps them as far as they are read, so that they
/// can be read again. Standard input that is an ordinary file is kept already. Else null.
[[nodiscard]] std::shared_ptr<ByteInput> keep_input(std::string const& path, ReadOptions const& options = {});

/// How messages call it: '-' is standard input.
[[nodiscard]] std::string shown_name(std::string const& path);

/// The bytes of the file, or of standard input for '-'. Error D001, D002. For who wants to hash what is read.
[[nodiscard]] Outcome<std::string> read_input(std::string const& path, ReadOptions const& options = {});

/// `path` is only the name here. A workbook, and a file of SPSS or Stata, is what begins like one, whatever
/// its name (old Stata files are also known by it), and so is FHIR, which begins like JSON. CSV is what ends with .csv, .tsv, .tab or .txt, standard
/// input, and a name without ending (a pipe); all else, and whatever begins like another format, is error
/// D106, which says what the file seems to be. An option that means nothing for the format is error D156,
/// since the file is not the one that was thought of.
[[nodiscard]] Outcome<ReadResult> read_bytes(std::string const& path, std::string bytes,
                                             ReadOptions const& options = {});

/// Both in one.
[[nodiscard]] Outcome<ReadResult> read(std::string const& path, ReadOptions const& options = {});

}  // namespace quaestor::data
