/// A statistic, or why there is none.
#pragma once

#include "base/diagnostic.hpp"

#include <optional>
#include <string>

namespace quaestor::report {

template <class T>
struct Finding {
    std::optional<T> value;
    std::string reason;  ///< empty where there is a value
};

/// "S103: item 'A1' does not vary": errors of an outcome as one sentence for a reader.
[[nodiscard]] std::string reason_of(Diagnostics const& diagnostics);

}  // namespace quaestor::report
