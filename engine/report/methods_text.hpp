/// How numbers were made, in sentences, with the sources that they cite.
#pragma once

#include "document/document.hpp"

#include <set>
#include <string>
#include <vector>

namespace quaestor::report {

class MethodsText {
public:
    /// `cited` are keys of references().
    void say(std::string text, std::vector<std::string> const& cited);
    /// The sentences as they were said; the sources once each, in the order of references(), of which each
    /// must be.
    [[nodiscard]] document::Section section() &&;

private:
    document::Notes how_{"How the numbers were made", {}};
    std::set<std::string> keys_;
};

}  // namespace quaestor::report
