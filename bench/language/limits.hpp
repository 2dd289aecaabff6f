/// Texts that no manual has: each must load, or be refused in words, soon and in little memory.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace bench {

struct Extreme {
    std::string name;
    std::function<std::string()> make;
};

[[nodiscard]] std::vector<Extreme> extremes();

}  // namespace bench
