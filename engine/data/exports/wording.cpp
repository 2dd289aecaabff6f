#include "data/exports/wording.hpp"

#include "base/text.hpp"
#include "data/csv/messages.hpp"

#include <algorithm>
#include <vector>

namespace quaestor::data::exports {

std::string listed(std::span<std::string const> names) {
    constexpr std::size_t most = 5;
    std::vector<std::string> shown;
    for (auto const& name : names.first(std::min(names.size(), most)))
        shown.push_back("'" + csv::shortened(name) + "'");
    if (names.size() > most)
        return text::join(shown, ", ") + " and " + text::grouped(names.size() - most) + " more";
    if (shown.size() < 2) return text::join(shown, "");
    auto const last = shown.back();
    shown.pop_back();
    return text::join(shown, ", ") + " and " + last;
}

Diagnostic said(Severity severity, std::string_view code, std::string message, std::string hint,
                std::string const& file) {
    return {severity, std::string(code), std::move(message), {}, std::move(hint), file};
}

bool is_among(std::string_view name, std::span<std::string const> names) {
    return std::any_of(names.begin(), names.end(),
                       [&](std::string const& one) { return text::equal_ignoring_case(one, name); });
}

}  // namespace quaestor::data::exports
