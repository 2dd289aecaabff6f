#include "instrument/syntax/words.hpp"

#include <algorithm>
#include <vector>

namespace quaestor::instrument::syntax {
namespace {

bool among(std::span<std::string const> words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::span<std::string const> statement_words() {
    static std::vector<std::string> const words{
        "version", "source",    "licence",   "status",     "recall", "language",  "population",
        "note",    "responses", "items",     "respondent", "skip",   "set",       "scale",
        "score",   "table",     "norms",     "flag",       "check",  "attention", "infrequent",
        "pair",    "validity",  "structure", "published",  "example"};
    return words;
}

std::span<std::string const> clause_words() {
    static std::vector<std::string> const words{"sum",    "mean",    "weighted", "min",      "max",
                                                "count",  "rescale", "missing",  "round",    "range",
                                                "higher", "bands",   "change",   "composite"};
    return words;
}

std::span<std::string const> expression_words() {
    static std::vector<std::string> const words{"and",  "or",  "not",    "in",       "if",   "then",
                                                "else", "all", "except", "answered", "when", "expect"};
    return words;
}

bool is_statement_word(std::string_view word) {
    return among(statement_words(), word);
}
bool is_clause_word(std::string_view word) {
    return among(clause_words(), word);
}
bool is_item_modifier(std::string_view word) {
    return word == "reversed" || word == "weight" || word == "optional" || word == "unscored" ||
           word == "alias";
}
bool is_reserved(std::string_view word) {
    return is_statement_word(word) || among(expression_words(), word);
}

}  // namespace quaestor::instrument::syntax
