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
struct Group {
    std::string title;
    std::vector<Extreme> texts;
};

[[nodiscard]] std::vector<Group> extremes();

}  // namespace bench
