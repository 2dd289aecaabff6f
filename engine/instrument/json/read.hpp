/// A JSON definition (forms.hpp) -> a definition's text, which load() then reads as any other: one language,
/// one checker. Places in that text lead back to the JSON.
///
/// J001 not JSON, or more text after its end      J008 keys that exclude or need each other
/// J002 bytes that are no text                    J009 no name, or none of the words that can stand
/// J003 too large, or nested too deep             J010 a text that cannot stand in a definition
/// J004 a key that stands twice                   J011 a number that is no plain decimal
/// J005 a key that nobody knows                   J012 a text that is not in the language
/// J006 another kind of value was expected        J013 another version of the form
/// J007 a key that must stand and does not        J014 what the language would understand differently
/// J015 there are more mistakes than are told
#pragma once

#include "base/diagnostic.hpp"
#include "base/source.hpp"

#include <memory>
#include <string>

namespace quaestor::instrument::json {

/// A definition that came from JSON.
class Translation {
public:
    /// As a definition file would have it, in canonical layout.
    [[nodiscard]] SourceText const& definition() const;
    /// What was found in definition(), moved to where it stands in the JSON, with the pointer beside the
    /// caret.
    [[nodiscard]] Diagnostics at_home(Diagnostics found) const;

    struct Places;
    explicit Translation(std::shared_ptr<Places const> places) : places_(std::move(places)) {}

private:
    std::shared_ptr<Places const> places_;
};

/// All mistakes of form in one run, at most 100. What stands in a text of the JSON says nothing beyond its
/// place: expressions and lists of items are read alone before they are set in, names must be names, and the
/// whole is read back and compared. Whether the definition makes sense is load()'s to say.
[[nodiscard]] Outcome<Translation> translate(SourceText const& json);

/// Whether a file of that name is taken as JSON.
[[nodiscard]] bool is_json(std::string const& name);

}  // namespace quaestor::instrument::json
