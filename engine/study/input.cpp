#include "study/input.hpp"

#include "base/sha256.hpp"

namespace quaestor::study {

Outcome<Input> hashed_input(std::string const& path, data::ReadOptions const& options) {
    Outcome<Input> outcome;
    auto bytes = data::read_input(path, options);
    outcome.diagnostics.append(std::move(bytes.diagnostics));
    if (!bytes.value) return outcome;
    Input input;
    input.sha256 = sha256(*bytes.value);
    input.bytes = bytes.value->size();
    auto read = data::read_bytes(path, std::move(*bytes.value), options);
    outcome.diagnostics.append(std::move(read.diagnostics));
    if (!read.value) return outcome;
    input.read = std::move(*read.value);
    outcome.value = std::move(input);
    return outcome;
}

std::vector<report::HashedFile> inputs_of(data::ReadResult const& read) {
    std::vector<report::HashedFile> files;
    for (auto const& other : read.others)
        files.push_back({other.name, other.sha256, other.bytes});
    return files;
}

}  // namespace quaestor::study
