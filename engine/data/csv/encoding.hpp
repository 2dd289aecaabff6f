/// Bytes of a file as UTF-8 text, or why they are none.
#pragma once

#include "base/diagnostic.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace quaestor::data::csv {

struct Utf8Text {
    std::string_view bytes;              ///< the caller's, where they are UTF-8 already
    std::optional<std::string> recoded;  ///< else what they say
    std::size_t mark = 0;                ///< length of the byte order mark, which is no text
    std::string decision;                ///< "encoding: UTF-16LE (its byte order mark says so)"

    /// Without the mark, up to the end of what holds it.
    [[nodiscard]] std::string_view text() const {
        return (recoded ? std::string_view(*recoded) : bytes).substr(mark);
    }
};

/// UTF-8, or UTF-16 where a mark or the zero bytes of its ASCII characters prove it; any other encoding must
/// be given, by the name that iconv has for it, since bytes above 127 are letters in each of them.
///
/// Refuses UTF-32 and what is not written in the given encoding (D102), a NUL byte (D103), what is not UTF-8
/// (D104) and an unknown encoding (D107), naming the line. `name` is the file's.
[[nodiscard]] Outcome<Utf8Text> utf8_text(std::string const& name, std::string_view bytes,
                                          std::optional<std::string> const& given = {});

/// How a text is made UTF-8.
struct Recoding {
    std::string encoding;  ///< as iconv calls it
    std::size_t mark = 0;  ///< length of the byte order mark, which is not handed on
    std::string decision;  ///< as Utf8Text::decision
};

/// What utf8_text() takes a text for that begins so; none where that is UTF-8, or UTF-32, which is not read.
[[nodiscard]] std::optional<Recoding> recoding_of(std::string_view beginning, std::optional<std::string> const& given);

}  // namespace quaestor::data::csv
