/// What 'quaestor analyze' was asked for: its words, and what they mean.
#pragma once

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/reading.hpp"
#include "study/analyze.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quaestor::cli {

struct AnalyzeWords {
    std::vector<std::string> arguments;
    study::AnalyzeRequest analyze;
    std::string instrument;
    std::vector<std::string> outputs;
    std::vector<std::string> analyses;
    std::string factors = "parallel";
    std::string extraction = "minres";
    std::string rotation = "oblimin";
    std::string kaiser;
    std::string moments = "adjusted";
    std::string short_by = "alpha";
    std::vector<std::string> short_sizes;
    std::vector<std::string> methods;
    std::string correlation = "pearson";
    std::string use = "listwise";
    Reading reading;
    std::int64_t seed = 1;
    std::int64_t jobs = 0;
    std::int64_t group_factors = 0;  ///< 0: not asked for
    bool force = false;
    bool quiet = false;
};

void declare(OptionParser& parser, AnalyzeWords& request);

/// Words to options; false, with the mistake printed, where one has no meaning.
[[nodiscard]] bool interpret(AnalyzeWords& request, Streams const& streams);

}  // namespace quaestor::cli
