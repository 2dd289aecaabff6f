/// What the readers of exports have in common in their messages.
#pragma once

#include "base/diagnostic.hpp"

#include <span>
#include <string>
#include <string_view>

namespace quaestor::data::exports {

/// "'a', 'b' and 3 more", each name cut where it is a whole question.
[[nodiscard]] std::string listed(std::span<std::string const> names);

/// Without a place in a text.
[[nodiscard]] Diagnostic said(Severity severity, std::string_view code, std::string message, std::string hint,
                              std::string const& file);

/// Is this one of `names`, without regard to case?
[[nodiscard]] bool is_among(std::string_view name, std::span<std::string const> names);

}  // namespace quaestor::data::exports
