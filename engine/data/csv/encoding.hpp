/// Bytes of a file as UTF-8 text, or why they are none.
#pragma once

#include "base/diagnostic.hpp"

#include <string>
#include <string_view>

namespace quaestor::data::csv {

struct Utf8Text {
    std::string_view text;         ///< without byte order mark; a part of `bytes`, up to their end
    bool byte_order_mark = false;  ///< one was there, and is skipped
};

/// Refuses UTF-16 and UTF-32 (D102), a NUL byte (D103) and what is not UTF-8 (D104), naming the line. `name`
/// is the file's.
[[nodiscard]] Outcome<Utf8Text> utf8_text(std::string const& name, std::string_view bytes);

}  // namespace quaestor::data::csv
