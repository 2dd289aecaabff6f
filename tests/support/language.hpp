/// Definitions as files of tests/language, and what a reader is told about them.
#pragma once

#include "base/source.hpp"
#include "instrument/model.hpp"

#include <string>
#include <vector>

namespace support {

/// The bytes of a file below the project's root. Throws where it cannot be read.
[[nodiscard]] std::string project_file(std::string const& path);

/// Paths below the project's root of the files in `folder` that end in `ending`, in the order of their names.
[[nodiscard]] std::vector<std::string> project_files(std::string const& folder, std::string const& ending);

/// The definition at `path`, under that name.
[[nodiscard]] quaestor::SourceText definition_file(std::string const& path);

/// Everything that is found in a definition, as a person sees it: what loading reports, and when nothing
/// stands in the way, which of its examples fail.
[[nodiscard]] std::string findings_text(quaestor::SourceText const& source);

/// A definition that must be right. Throws with the findings where it is not.
[[nodiscard]] quaestor::instrument::Instrument instrument_of(quaestor::SourceText const& source);
[[nodiscard]] quaestor::instrument::Instrument instrument_of(std::string const& text);

/// The definitions that are built into the program, and those of tests/language/good.
[[nodiscard]] std::vector<quaestor::SourceText> all_right_definitions();

/// Scores that build on each other are resolved inside each other. Under AddressSanitizer each takes some 40
/// kB of stack, and the two hundred that are allowed do not fit: tests of that limit look here first.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool roomy_stack = false;
#else
inline constexpr bool roomy_stack = true;
#endif

/// Paths of the definitions in tests/language/bad; without the one that needs a roomy stack where there is
/// none.
[[nodiscard]] std::vector<std::string> bad_definitions();

/// "bad/x.inst" -> "bad/x.expected"
[[nodiscard]] std::string expected_path(std::string const& definition);

}  // namespace support
