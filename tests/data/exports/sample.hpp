/// Exports as they are read in tests: a file beside the tests, or a text.
#pragma once

#include "data/read.hpp"

#include <algorithm>
#include <string>

namespace support {

inline quaestor::Outcome<quaestor::data::ReadResult> read_file_of(
    std::string const& name, quaestor::data::ReadOptions const& options = {}) {
    return quaestor::data::read(std::string(QUAESTOR_ROOT) + "/tests/data/" + name, options);
}

inline quaestor::Outcome<quaestor::data::ReadResult> read_text(
    std::string const& text, quaestor::data::ReadOptions const& options = {}) {
    return quaestor::data::read_bytes("sample.csv", text, options);
}

/// How many diagnostics have this code.
template <class Outcome>
std::size_t code_count(Outcome const& outcome, std::string const& code) {
    return static_cast<std::size_t>(std::count_if(outcome.diagnostics.begin(), outcome.diagnostics.end(),
                                                  [&](auto const& one) { return one.code == code; }));
}

}  // namespace support
