/// The definitions that are built into the program.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::instrument {

struct EmbeddedFile {
    std::string_view path;  ///< "instruments/mood/phq9.inst"
    std::string_view text;
};

/// All of them, by path. Made at build time from instruments/.
[[nodiscard]] std::span<EmbeddedFile const> embedded_files();

/// "phq9" of "instruments/mood/phq9.inst".
[[nodiscard]] std::string_view id_of(EmbeddedFile const& file);
/// "mood" of "instruments/mood/phq9.inst".
[[nodiscard]] std::string_view area_of(EmbeddedFile const& file);

/// By id, without regard to case.
[[nodiscard]] std::optional<EmbeddedFile> find_embedded(std::string_view id);
/// Every id, for suggestions.
[[nodiscard]] std::vector<std::string> embedded_ids();

}  // namespace quaestor::instrument
