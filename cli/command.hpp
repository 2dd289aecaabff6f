/// What a verb of the program is: its words, and what runs.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::cli {

enum class Exit : int {
    done = 0,
    differs = 1,
    usage = 2,
    definition = 3,
    data = 4,
    output = 5,
    not_computable = 6,
    bug = 70,
};

/// Commands never touch std::cout: tests run them in process.
struct Streams {
    std::istream& in;
    std::ostream& out;    ///< the product
    std::ostream& err;    ///< talk
    bool colour = false;  ///< a terminal that wants it
    std::size_t width = 0;  ///< of a line of `out`; 0 where nothing limits it
    bool err_is_terminal = false;
    bool out_is_terminal = false;
    bool of_process = false;  ///< `in` is the process's own standard input, of which nothing was read
};

using Arguments = std::span<std::string const>;

struct Command {
    std::string_view name;
    std::string_view summary;  ///< one line, for the list of verbs
    std::string_view help;     ///< the whole: usage, options, examples, exit status
    Exit (*run)(Arguments, Streams const&);
    std::vector<std::string> (*options)();  ///< as they are declared, "-o,--output": help must name each
};

/// The help of a verb as it is printed: with the lines that several verbs share (reading.hpp).
[[nodiscard]] std::string help_text(Command const& command);

extern Command const score_command;
extern Command const analyze_command;
extern Command const agreement_command;
extern Command const check_command;
extern Command const format_command;
extern Command const convert_command;
extern Command const new_command;
extern Command const map_command;
extern Command const diff_command;
extern Command const explain_command;
extern Command const verify_command;
extern Command const instruments_command;
extern Command const help_command;

[[nodiscard]] std::span<Command const* const> commands();

/// The program without its name: finds the verb, runs it, and turns a fault of ours into exit 70.
[[nodiscard]] Exit run(std::vector<std::string> const& arguments, Streams const& streams);

}  // namespace quaestor::cli
