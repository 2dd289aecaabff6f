/// The verbs in process, and tables from texts.
#pragma once

#include "cli/command.hpp"
#include "data/read.hpp"
#include "study/instruments.hpp"

#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace support {

struct Ran {
    quaestor::cli::Exit exit = quaestor::cli::Exit::done;
    std::string out;
    std::string err;
};

inline Ran run(std::vector<std::string> const& arguments, std::string const& input = {}) {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    auto const exit = quaestor::cli::run(arguments, {in, out, err});
    return {exit, out.str(), err.str()};
}

inline quaestor::data::Table table_of(std::string const& csv) {
    auto read = quaestor::data::read_bytes("answers.csv", csv);
    if (!read.value) throw std::runtime_error("no table: " + read.diagnostics[0].message);
    return std::move(read.value->table);
}

inline bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

/// `text` with every `from` replaced; throws where there is none.
inline std::string with(std::string text, std::string const& from, std::string const& to) {
    auto at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error("there is no '" + from + "' to replace");
    for (; at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

}  // namespace support
