/// What reading a data file gives, whatever its format.
#pragma once

#include "data/exports/dictionary.hpp"
#include "data/findings.hpp"
#include "data/table.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::data {

/// What is known of a file because of the program that exported it. Columns are those of the table.
struct Export {
    std::optional<std::size_t> id{};  ///< the program's own number of the response or record
    std::vector<std::size_t> key{};   ///< what tells the rows of one id apart: event, form, instance
    std::vector<std::size_t> asks{};  ///< those of `key` that say what a row is about: event and form
    /// For each column, the one that says how complete its form is; empty where nothing says so.
    std::vector<std::optional<std::size_t>> status{};
    std::vector<std::string> missing_codes{};          ///< those that were declared missing, wherever they are from
    std::optional<exports::Dictionary> dictionary{};  ///< the one that was given
};

/// A file that was read beside the data.
struct OtherInput {
    std::string name;  ///< as the user wrote it
    std::string sha256;
    std::size_t bytes = 0;
};

struct ReadResult {
    Table table;
    Findings findings;  ///< one for each row that was refused
    char delimiter = '\0';  ///< between the fields of a text file
    std::vector<std::string>
        decisions;  ///< what was decided by itself, for the receipt: "delimiter: ';' (...)"
    Export exported{};
    std::vector<OtherInput> others{};
};

}  // namespace quaestor::data
