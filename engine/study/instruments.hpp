/// A definition by its name in the built-in library or by its path, read, checked and with its worked
/// examples run.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "instrument/catalogue.hpp"
#include "instrument/model.hpp"

#include <memory>
#include <optional>
#include <string>

namespace quaestor::study {

/// A definition's text and what became of it. Diagnostics with labels are about `source`.
struct Definition {
    SourceText source;
    std::string origin;  ///< path as the user gave it, or "built in"
    std::string sha256;
    std::optional<instrument::Instrument> instrument;  ///< none where there are errors
    Diagnostics diagnostics;
    std::size_t examples_run = 0;
    std::size_t examples_failed = 0;
    instrument::NotIncluded const* not_included =
        nullptr;  ///< the name is of one that has no definition, on purpose

    [[nodiscard]] bool ok() const { return instrument.has_value() && !diagnostics.has_errors(); }
};

/// `name` is a path where it ends with `.inst` or `.json`, has a `/`, or names a file; else an id of the
/// library, without regard to case. What ends with `.json` is read as the JSON twin of a definition. Neither:
/// error L060 with the nearest ids, or L062 where the library has no definition of it on purpose. L061 where
/// the file holds no instrument.
[[nodiscard]] Definition load_definition(std::string const& name);

[[nodiscard]] std::vector<Definition const*> pointers_to(std::vector<Definition> const& definitions);

/// From a text at hand.
[[nodiscard]] Definition check_definition(std::string name, std::string text, std::string origin);

}  // namespace quaestor::study
