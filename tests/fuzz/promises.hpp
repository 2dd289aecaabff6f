/// What every target holds the engine to, beside what the sanitizers see.
#pragma once

#include "base/diagnostic.hpp"
#include "base/render.hpp"
#include "base/source.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace fuzz {

/// Ends the program, so that the input is kept.
[[noreturn]] inline void broken(std::string const& promise) {
    std::fprintf(stderr, "broken promise: %s\n", promise.c_str());
    std::abort();
}

inline void promise(bool kept, char const* what) {
    if (!kept) broken(what);
}

/// Two texts that must be one.
inline void same(std::string const& a, std::string const& b, char const* what) {
    if (a != b) broken(std::string(what) + "\n---- one\n" + a + "\n---- other\n" + b + "\n----");
}

/// There is a value or a reason; each finding says something, at a place in the text, and can be shown.
template <class T>
void told(quaestor::Outcome<T> const& outcome, quaestor::SourceText const& source) {
    promise(outcome.value.has_value() || outcome.diagnostics.has_errors(), "no value without an error");
    promise(outcome.ok() == outcome.value.has_value(), "no value beside an error");
    bool const own = source.text().find("boost") == std::string::npos;  // else it may be a quotation
    for (auto const& finding : outcome.diagnostics) {
        promise(!finding.code.empty() && !finding.message.empty(), "a finding has a code and a message");
        promise(!own || finding.message.find("boost") == std::string::npos,
                "no message has a name of our inside");
        for (auto const& label : finding.labels) {
            promise(label.span.begin <= label.span.end, "a place does not end before it begins");
            promise(label.span.end <= source.text().size() + 1, "a place lies in the text");
        }
        promise(!quaestor::render(finding, source).empty(), "a finding can be shown");
    }
}

}  // namespace fuzz
