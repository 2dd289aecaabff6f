/// A JSON tree that conforms (conform.hpp) -> the text of the definition that it says.
#pragma once

#include "base/source.hpp"
#include "instrument/json/value.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quaestor::instrument::json {

/// What a part of the text was made of. Places lie inside each other like the objects they come from.
struct Place {
    SourceSpan text;
    Value const* value = nullptr;
    std::size_t outer = 0;  ///< index of the place around it; of the first: itself
    bool verbatim =
        false;  ///< the text is what the value says, byte for byte: places inside it are known too
};

struct Emitted {
    std::string text;
    std::vector<Place> places;  ///< by where they begin, outer before inner; the first is the whole
};

[[nodiscard]] Emitted emit(Value const& root);

}  // namespace quaestor::instrument::json
