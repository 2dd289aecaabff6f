/// Every source once: what a report cites and what the headers name.
#pragma once

#include <span>
#include <string_view>

namespace quaestor::report {

struct Reference {
    std::string_view key;   ///< "Cronbach (1951)", as the text cites it
    std::string_view full;  ///< as a list of references has it
};

[[nodiscard]] std::span<Reference const> references();

}  // namespace quaestor::report
