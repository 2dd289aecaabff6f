/// The program run in process, and its outputs read back by code that shares nothing with what wrote them.
#pragma once

#include "cli/command.hpp"
#include "support/folder.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace support {

struct Ran {
    quaestor::cli::Exit exit = quaestor::cli::Exit::done;
    std::string out;
    std::string err;
};

[[nodiscard]] Ran run(std::vector<std::string> const& arguments, std::string const& input = {});

/// "score samples/clinic.csv -i phq9" as words; no quotes.
[[nodiscard]] Ran run(std::string const& line);

/// A CSV text (RFC 4180). Throws where a row has another number of fields than the first.
class Sheet {
public:
    explicit Sheet(std::string const& csv);

    [[nodiscard]] std::vector<std::string> const& columns() const { return columns_; }
    [[nodiscard]] std::vector<std::vector<std::string>> const& rows() const { return rows_; }
    /// Of the one row whose first field is `id`. Throws where there is no such row or column.
    [[nodiscard]] std::string at(std::string const& id, std::string const& column) const;
    [[nodiscard]] std::vector<std::string> column(std::string const& name) const;
    [[nodiscard]] std::size_t count(std::string const& column, std::string const& value) const;

private:
    std::vector<std::string> columns_;
    std::vector<std::vector<std::string>> rows_;
};

/// A JSON text with its values by path: "/scales/total/reliability/alpha/estimate".
class Json {
public:
    explicit Json(std::string const& text);
    ~Json();
    Json(Json const&) = delete;
    Json& operator=(Json const&) = delete;

    [[nodiscard]] bool has(std::string const& path) const;
    [[nodiscard]] bool null(std::string const& path) const;  ///< there, and null
    /// These throw where the path leads to nothing of the kind.
    [[nodiscard]] double number(std::string const& path) const;
    [[nodiscard]] std::string text(std::string const& path) const;
    [[nodiscard]] std::size_t size(std::string const& path) const;  ///< of an array or object
    [[nodiscard]] std::vector<std::string> keys(std::string const& path) const;
    /// Paths of every null that has no "reason" beside it or above it, down from `path`.
    [[nodiscard]] std::vector<std::string> nulls_without_reason() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Name and content of every file below a folder, hidden ones too.
[[nodiscard]] std::map<std::string, std::string> listing(std::string const& folder);

/// The bytes of a file below the project's root.
[[nodiscard]] std::string project_file(std::string const& path);

/// `text` with the first `from` replaced; throws where there is none.
[[nodiscard]] std::string replaced(std::string text, std::string const& from, std::string const& to);

/// The definition of two items, 0 to 2 each, with their sum as `total`, none missing.
[[nodiscard]] std::string small_definition();

}  // namespace support
