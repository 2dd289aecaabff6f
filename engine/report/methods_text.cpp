#include "report/methods_text.hpp"

#include "base/expects.hpp"
#include "report/references.hpp"

#include <utility>

namespace quaestor::report {

void MethodsText::say(std::string text, std::vector<std::string> const& cited) {
    how_.items.push_back({std::move(text), document::Tone::plain});
    keys_.insert(cited.begin(), cited.end());
}

document::Section MethodsText::section() && {
    document::Notes sources{"Sources", {}};
    for (auto const& entry : references()) {
        if (keys_.erase(std::string(entry.key)) > 0)
            sources.items.push_back({std::string(entry.full), document::Tone::plain});
    }
    expects(keys_.empty(), "methods: a cited source is not in the references");
    return {"methods", "Methods", {std::move(how_), std::move(sources)}, false};
}

}  // namespace quaestor::report
