/// A data file read once: hashed as it stands, then as a table.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read.hpp"
#include "report/receipt.hpp"

#include <string>
#include <vector>

namespace quaestor::study {

struct Input {
    std::string sha256;
    std::size_t bytes = 0;
    data::ReadResult read;
};

/// Errors D001 and D1xx.
[[nodiscard]] Outcome<Input> hashed_input(std::string const& path, data::ReadOptions const& options);

/// What else was read, for the receipt.
[[nodiscard]] std::vector<report::HashedFile> inputs_of(data::ReadResult const& read);

}  // namespace quaestor::study
