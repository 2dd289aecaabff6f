/// Whether no two rows of a file can have the same id: whether ids come each behind the one before, which no
/// two equal ones do. Shorter ones come first, then by their bytes.
#pragma once

#include <string>
#include <string_view>

namespace quaestor::study::bulk {

struct Ascending {
    bool holds = true;
    std::string first{};
    std::string last{};

    /// `next` follows.
    void then(std::string_view next);
    void then(Ascending const& next);
};

/// Whether an id comes behind another.
[[nodiscard]] bool comes_behind(std::string_view next, std::string_view last);

}  // namespace quaestor::study::bulk
