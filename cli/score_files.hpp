/// Several files in one run of 'score': which there are, and what each is written to.
#pragma once

#include "base/diagnostic.hpp"
#include "cli/command.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quaestor::cli {

/// The words of a command line.
struct FileWords {
    std::vector<std::string> data;
    std::optional<std::string> list{};  ///< a file with a name on each line, or between NULs; '-' is standard input
    std::vector<std::string> outputs;
    std::string findings;
};

/// One file and its outputs.
struct FileJob {
    std::string data;
    std::vector<std::string> outputs;
    std::string findings;  ///< empty: none
};

/// In an output '%' stands for the name of the file without its folder and ending; one that ends with '/' is a folder, and
/// means 'FOLDER/%.csv'. Every file of several has outputs of its own.
///
/// Wrong usage where several would be written to one output, or to standard output; D001 where the list cannot be read.
[[nodiscard]] Outcome<std::vector<FileJob>> jobs_of(FileWords const& words, Streams const& streams);

/// What was asked for (OptionParser::given(), behind the verb), as if `job` alone had been.
[[nodiscard]] std::vector<std::string> words_of(std::vector<std::string> const& arguments, FileJob const& job);

}  // namespace quaestor::cli
