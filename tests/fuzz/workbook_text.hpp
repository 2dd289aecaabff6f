/// A workbook as one text, in which a fuzzer can change what the sheets say without breaking the archive:
/// a line "=== xl/workbook.xml" before the content of each part.
#pragma once

#include "support/workbook.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

inline constexpr std::string_view part_mark = "=== ";

inline std::string text_of(std::vector<support::Part> const& parts) {
    std::string text;
    for (auto const& part : parts)
        text += std::string(part_mark) + part.name + "\n" + part.content + "\n";
    return text;
}

inline std::vector<support::Part> parts_of(std::string_view text) {
    std::vector<support::Part> parts;
    while (text.starts_with(part_mark)) {
        auto const line = text.find('\n');
        auto const name = text.substr(part_mark.size(), line - part_mark.size());
        text.remove_prefix(line == std::string_view::npos ? text.size() : line + 1);
        auto const next = text.find("\n" + std::string(part_mark));
        support::Part part{std::string(name), std::string(text.substr(0, next))};
        part.packed = false;
        parts.push_back(std::move(part));
        text.remove_prefix(next == std::string_view::npos ? text.size() : next + 1);
    }
    return parts;
}

}  // namespace fuzz
