/// What was read, decided and written, with hashes: enough to run it again and to prove that nothing changed.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "document/json.hpp"

#include <string>
#include <vector>

namespace quaestor::report {

struct HashedFile {
    std::string name;  ///< as the user wrote it
    std::string sha256;
    std::size_t bytes = 0;
};

struct UsedDefinition {
    std::string id;
    std::string version;  ///< of the instrument; may be empty
    std::string status;   ///< "verified", "provisional"
    std::string origin;   ///< path, or "built in"
    std::string sha256;
};

struct Receipt {
    std::string verb;
    std::string version;  ///< of the program; only of a receipt that was read
    std::vector<std::string>
        arguments;  ///< verb, files, then every option that was given: enough to run it again
    HashedFile data;
    std::vector<HashedFile> inputs{};  ///< read beside the data: a dictionary; may be absent
    std::vector<UsedDefinition> definitions;
    std::vector<std::string> decisions;                        ///< what was decided by itself
    std::vector<std::pair<std::string, json::Value>> options;  ///< as they were used, with their defaults
    json::Value counts;
    std::vector<HashedFile> outputs;
};

/// No time of day: the same run gives the same bytes.
[[nodiscard]] json::Value receipt_json(Receipt const& receipt);

/// Verb, version, arguments and files of a receipt that was written; the rest is for people. Errors J001 to
/// J008 with their place.
[[nodiscard]] Outcome<Receipt> read_receipt(SourceText const& source);

}  // namespace quaestor::report
