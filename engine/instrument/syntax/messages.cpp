#include "instrument/syntax/messages.hpp"

#include "base/text.hpp"
#include "instrument/syntax/habits.hpp"
#include "instrument/syntax/words.hpp"

#include <array>
#include <vector>

namespace quaestor::instrument::syntax {
namespace {

/// "'w15'", "the end of the file", "a text in quotes".
std::string shown(std::string_view found) {
    if (found.empty()) return "the end of the file";
    if (found.front() == '"') return "a text in quotes";
    if (found.front() == '#') return "a comment";
    constexpr std::size_t longest = 40;
    return "'" + std::string(found.substr(0, longest)) + (found.size() > longest ? "…'" : "'");
}

std::string suggestion(std::string_view found, std::span<std::string const> words) {
    if (auto const near = text::nearest(found, words)) return "did you mean '" + *near + "'?";
    return {};
}

struct Advice {
    std::string_view expected;
    std::string_view hint;
};
constexpr std::array advice{
    Advice{"a source", "write: source \"Author et al. (2007)\" doi \"10.1186/…\""},
    Advice{"a range", "write the lowest and the highest value: 0..27"},
    Advice{"'..'", "write the lowest and the highest value: 0..27"},
    Advice{"a missing rule",
           "write one of: missing none, missing at most 3, missing at most 20%; 'prorate' or 'as CODE' may "
           "follow"},
    Advice{"'free', 'registration' or 'permission'", "for example: licence free \"Public domain\""},
    Advice{"'verified' or 'provisional'", "for example: status provisional \"the order of the items\""},
    Advice{"'better' or 'worse'", "say what a high score means: higher better"},
    Advice{"'from'", "a band is its lower bound and its name: from 10 \"moderate\""},
    Advice{"a band", "a band is its lower bound and its name: from 10 \"moderate\""},
    Advice{"'of'", "for example: sum of q1..q9"},
    Advice{"'sum'", "for example: weighted sum of q1..q9"},
    Advice{"'most'",
           "write one of: missing none, missing at most 3, missing at most 20%; 'prorate' or 'as CODE' may "
           "follow"},
    Advice{"'number' or 'category'",
           "for example: age number 0..120, or: sex category { female \"f\"  male \"m\" }"},
    Advice{"'=>'", "an arrow stands between the two: 1 => 100"},
    Advice{"'sum', 'mean', 'weighted sum', 'min' or 'max'", "for example: sum of q1..q9"},
    Advice{a_label, "a short topic in your own words: q1 \"Loss of interest\""},
    Advice{"a title in quotes", "for example: instrument phq9 \"Patient Health Questionnaire\" {"},
    Advice{"'instrument'", "a definition starts with: instrument ID \"Title\" {"},
    Advice{"an expression", "for example: sum(q1..q9), or: if total >= 10 then \"yes\" else \"no\""},
    Advice{"'else'", "every 'if' needs both answers: if C then A else B"},
    Advice{"'then'", "every 'if' needs both answers: if C then A else B"},
    Advice{"'when'", "say what raises the flag: when q9 >= 1"},
};

/// Words that only stand inside statements, for suggestions.
std::vector<std::string> inner_words() {
    std::vector<std::string> words{"from",     "of",      "doi",      "unit",    "most",
                                   "none",     "prorate", "better",   "worse",   "category",
                                   "number",   "integer", "reversed", "weight",  "optional",
                                   "unscored", "alias",   "info",     "warning", "urgent"};
    words.insert(words.end(), clause_words().begin(), clause_words().end());
    words.insert(words.end(), expression_words().begin(), expression_words().end());
    return words;
}

std::string hint_for(std::string const& expected, std::string_view found) {
    if (expected == a_name && is_reserved(found))
        return "the language uses this word itself; choose another name";
    for (auto const& line : advice) {
        if (line.expected == expected) return std::string(line.hint);
    }
    bool const exact = is_reserved(found) || is_clause_word(found);
    return found.size() > 2 && !exact ? suggestion(found, inner_words()) : "";
}

}  // namespace

Diagnostic syntax_error(SyntaxMistake const& mistake) {
    auto const& expected = mistake.expected;
    auto const found = mistake.found;
    auto const before = mistake.before;
    auto const& open_brace = mistake.open_brace;
    auto const elsewhere = habit_hint(mistake);
    auto const make = [&](char const* code, std::string message, std::string hint) {
        return Diagnostic{Severity::error,
                          code,
                          std::move(message),
                          {{mistake.where, ""}},
                          elsewhere.empty() ? std::move(hint) : elsewhere,
                          ""};
    };
    if (expected == closing_quote) {
        return make("L002", "this text has no closing '\"' on its line",
                    "a text stands on one line; write \\\" for a quote inside it");
    }
    if (expected == a_known_escape) {
        return make("L002", "after a backslash only '\"' and '\\' can stand",
                    "write \\\" for a quote and \\\\ for a backslash");
    }
    if (expected == less_nesting) {
        return make("L004", "this is nested deeper than 100 levels",
                    "give parts of it names as scores of their own");
    }
    if (expected == a_statement) {
        auto hint = suggestion(found, statement_words());
        if (hint.empty() && is_clause_word(found)) {
            hint =
                "this belongs inside the braces of a scale or score; is a '{' missing, or one '}' too many?";
        }
        return make("L003", "no statement starts with " + shown(found), hint);
    }
    if (expected == a_clause) {
        return make("L003", "no part of a scale or score starts with " + shown(found),
                    suggestion(found, clause_words()));
    }
    if (expected == a_modifier) {
        auto hint = suggestion(found, inner_words());
        if (hint.empty())
            hint = "after a label can stand: reversed, weight W, optional, unscored, alias \"column\"";
        return make("L003", "an item is not described by " + shown(found), hint);
    }
    if (expected == nothing_more) {
        return make("L001", "the instrument ends before " + shown(found),
                    "one file holds one instrument; is there one '}' too many above?");
    }
    if (expected == "'}'") {
        auto diagnostic = make("L001", "expected '}', found " + shown(found), hint_for(expected, found));
        if (open_brace) diagnostic.labels.push_back({*open_brace, "this '{' is still open"});
        return diagnostic;
    }
    bool const reserved_name = expected == a_name && is_reserved(found);
    if (!before.empty() && !reserved_name) {
        auto diagnostic =
            make("L001", "expected " + expected + " after " + shown(before), hint_for(expected, found));
        diagnostic.labels.front().span = mistake.before_span;
        return diagnostic;
    }
    return make("L001", "expected " + expected + ", found " + shown(found), hint_for(expected, found));
}

Diagnostic and_more(std::size_t untold, Severity severity, SourceSpan where) {
    bool const errors = severity == Severity::error;
    return {severity,
            "L063",
            "and " + text::counted(untold, errors ? "mistake" : "warning", errors ? "mistakes" : "warnings") +
                " more",
            {{where, ""}},
            "mend these first",
            ""};
}

}  // namespace quaestor::instrument::syntax
