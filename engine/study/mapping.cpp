#include "study/mapping.hpp"

#include "base/output_file.hpp"
#include "base/sha256.hpp"
#include "scoring/codes.hpp"
#include "scoring/column_map.hpp"

#include <algorithm>
#include <array>

namespace quaestor::study {
namespace {

/// As a word of a command.
std::string as_word(std::string const& name) {
    auto const plain = [](char c) {
        bool const letter =
            static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') ||
               std::string_view("._-/+:,@=").find(c) != std::string_view::npos;
    };
    if (!name.empty() && std::all_of(name.begin(), name.end(), plain)) return name;
    std::string out = "'";
    for (char const c : name)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string proposal(std::string const& data, std::span<Definition const* const> definitions,
                     std::optional<std::string> const& map) {
    if (map) return "or give these items their columns in " + *map;
    auto command = "quaestor map " + as_word(data);
    for (auto const* definition : definitions)
        command += " -i " + as_word(definition->origin == "built in" ? definition->instrument->id
                                                                     : definition->origin);
    return "or say which column is which: " + command + " --suggest -o map.csv, and score with --map map.csv";
}

}  // namespace

std::optional<std::vector<scoring::Mapped>> mapped_columns(
    std::optional<std::string> const& map, std::span<instrument::Instrument const* const> instruments,
    scoring::MapUse use, data::Table const& table, std::string const& file,
    std::vector<data::OtherInput>& others, Diagnostics& diagnostics) {
    if (!map) return std::vector<scoring::Mapped>();
    constexpr std::uint64_t most_bytes = 64'000'000;
    auto const watch = [&](std::uint64_t bytes) -> std::optional<Diagnostic> {
        if (bytes <= most_bytes) return std::nullopt;
        return Diagnostic{Severity::error,
                          std::string(scoring::code::no_map),
                          "the file is too large for a map",
                          {},
                          "a map has a line for each item: was another file meant?",
                          *map};
    };
    auto bytes = read_file(*map, {watch});
    diagnostics.append(std::move(bytes.diagnostics));
    if (!bytes.value) return std::nullopt;
    others.push_back({*map, sha256(*bytes.value), bytes.value->size()});
    auto columns = scoring::read_column_map(*map, std::move(*bytes.value));
    diagnostics.append(std::move(columns.diagnostics));
    if (!columns.value) return std::nullopt;
    auto mapped = scoring::map_columns(*columns.value, instruments, use, table, file);
    diagnostics.append(std::move(mapped.diagnostics));
    return std::move(mapped.instruments);
}

Diagnostics with_map_proposed(Diagnostics const& diagnostics, std::string const& data,
                              std::span<Definition const* const> definitions,
                              std::optional<std::string> const& map) {
    constexpr std::array about_names{scoring::code::no_column, scoring::code::several_columns,
                                     scoring::code::shared_column, scoring::code::several_readings};
    Diagnostics out;
    bool proposed = data == "-";  // it cannot be read twice
    for (auto diagnostic : diagnostics) {
        bool const about =
            std::find(about_names.begin(), about_names.end(), diagnostic.code) != about_names.end();
        if (about && diagnostic.severity == Severity::error && !proposed) {
            diagnostic.hint += (diagnostic.hint.empty() ? "" : "; ") + proposal(data, definitions, map);
            proposed = true;
        }
        out.add(std::move(diagnostic));
    }
    return out;
}

}  // namespace quaestor::study
