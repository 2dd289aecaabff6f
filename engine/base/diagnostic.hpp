/// What is wrong, as data: made by the engine, shown by the program.
///
/// Diagnostics lie beside a value and not in its place, because warnings exist on success too and there are
/// many errors.
#pragma once

#include "base/source.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quaestor {

enum class Severity { note, warning, error };

/// The first label is where it went wrong; later ones say why ("declared here").
struct Label {
    SourceSpan span;
    std::string text;
};

/// One finding. `code` never changes its meaning once released: tests, docs and `quaestor help CODE` hang on
/// it.
struct Diagnostic {
    Severity severity = Severity::error;
    std::string code;             ///< L language, D data, C scoring, S statistics, W writing, U usage: "L003"
    std::string message;          ///< one sentence, small first letter, no full stop, names the thing
    std::vector<Label> labels{};  ///< places in the source text; none for data, files and statistics
    std::string hint{};           ///< what to write instead; empty when we cannot know
    std::string where{};          ///< file, or file and row, for what has no place in a source text
    std::vector<std::string> details{};  ///< lines beneath the place: how something came about
};

class Diagnostics {
public:
    void add(Diagnostic diagnostic) { list_.push_back(std::move(diagnostic)); }
    void append(Diagnostics other);
    /// By place in the text; those without a place first, in the order in which they were found.
    void sort();

    [[nodiscard]] bool has_errors() const;
    [[nodiscard]] std::size_t count(Severity severity) const;
    [[nodiscard]] bool empty() const { return list_.empty(); }
    [[nodiscard]] std::size_t size() const { return list_.size(); }
    [[nodiscard]] Diagnostic const& operator[](std::size_t i) const { return list_[i]; }
    [[nodiscard]] auto begin() const { return list_.begin(); }
    [[nodiscard]] auto end() const { return list_.end(); }

private:
    std::vector<Diagnostic> list_;
};

/// A stage's answer: what it made, if anything, and all it had to say. No value means at least one error.
template <class T>
struct Outcome {
    std::optional<T> value;
    Diagnostics diagnostics;

    [[nodiscard]] bool ok() const { return value.has_value() && !diagnostics.has_errors(); }

    static Outcome failure(Diagnostic diagnostic) {
        Outcome outcome;
        outcome.diagnostics.add(std::move(diagnostic));
        return outcome;
    }
};

}  // namespace quaestor
