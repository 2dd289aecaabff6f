#include "instrument/syntax/habits.hpp"

#include "base/text.hpp"
#include "instrument/syntax/messages.hpp"
#include "instrument/syntax/session.hpp"
#include "instrument/syntax/words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace quaestor::instrument::syntax {
namespace {

/// A sign of other languages: how the text goes on where it stands, and how it ends before that.
struct Habit {
    std::string_view behind;
    std::string_view before;
    std::string_view hint;
};
constexpr std::string_view straight_quotes = "texts stand in straight quotes: \"…\"";
constexpr std::array habits{
    Habit{"=", "=", "'equal' is one sign: total = 3"},
    Habit{"=", "!", "'not equal' is written !="},
    Habit{"==", "", "'equal' is one sign: total = 3"},
    Habit{">", "<", "'not equal' is written !="},
    Habit{"<>", "", "'not equal' is written !="},
    Habit{"~=", "", "'not equal' is written !="},
    Habit{"≠", "", "'not equal' is written !="},
    Habit{"=<", "", "'at most' is written <="},
    Habit{"<", "=", "'at most' is written <="},
    Habit{"≤", "", "'at most' is written <="},
    Habit{">", "=", "'at least' is written >="},
    Habit{"=>", "", "'at least' is written >="},
    Habit{"≥", "", "'at least' is written >="},
    Habit{"|", "", "'or' is written as a word: q1 >= 1 or q2 >= 1"},
    Habit{"&", "", "'and' is written as a word: q1 >= 1 and q2 >= 1"},
    Habit{"!", "", "'not' is written as a word: not q1 = 1"},
    Habit{";", "", "nothing stands at the end of a statement: leave out the ';'"},
    Habit{"//", "", "a comment begins with #"},
    Habit{"/", "/", "a comment begins with #"},
    Habit{"*", "/", "a comment begins with # and ends with its line"},
    Habit{"/*", "", "a comment begins with # and ends with its line"},
    Habit{"*", "*", "there are no powers: write x * x"},
    Habit{"^", "", "there are no powers: write x * x"},
    Habit{"×", "", "'times' is written *"},
    Habit{"÷", "", "'divided by' is written /"},
    Habit{":=", "", "a score is set with one sign: score half = total / 2"},
    Habit{"“", "", straight_quotes},
    Habit{"”", "", straight_quotes},
    Habit{"„", "", straight_quotes},
    Habit{"‘", "", straight_quotes},
    Habit{"’", "", straight_quotes},
    Habit{"«", "", straight_quotes},
    Habit{"»", "", straight_quotes},
    Habit{"'", "", straight_quotes},
};

/// The word that the text ends with, blanks aside; and the word that it begins with.
std::string_view last_word(std::string_view text) {
    auto const end = text.find_last_not_of(" \t") + 1;
    auto begin = end;
    while (begin > 0 && is_word_character(text[begin - 1]))
        --begin;
    return text.substr(begin, end - begin);
}
std::string_view first_word(std::string_view text) {
    text.remove_prefix(std::min(text.size(), text.find_first_not_of(" \t")));
    auto const* const begin = text.data();
    return {begin, word_end(begin, begin + text.size())};
}

bool is_number(std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
}

/// `q1-q9`, `q1:q9`, `q1 to q9`, `0-27`.
std::string range_hint(SyntaxMistake const& mistake) {
    constexpr std::array<std::string_view, 6> signs{"-", "–", "—", "−", ":", "to"};
    auto const& behind = mistake.line_behind;
    for (auto const sign : signs) {
        if (!behind.starts_with(sign)) continue;
        auto const first = last_word(mistake.line_before);
        auto const last = first_word(behind.substr(sign.size()));
        bool const items = !first.empty() && !last.empty() && is_letter(first.front()) &&
                           is_letter(last.front()) && !is_reserved(first) && !is_reserved(last);
        bool const numbers = is_number(first) && is_number(last);
        if (items || numbers) {
            return std::string(items ? "a range of items" : "a range") +
                   " is written with two dots: " + std::string(first) + ".." + std::string(last);
        }
    }
    return {};
}

/// `0,5`
std::string comma_hint(SyntaxMistake const& mistake) {
    if (mistake.found != "," || mistake.line_before.empty() || !is_digit(mistake.line_before.back()))
        return {};
    auto const whole = last_word(mistake.line_before);
    auto const* const begin = mistake.line_behind.data() + 1;
    auto const* const end = word_end(begin, mistake.line_behind.data() + mistake.line_behind.size());
    std::string_view const fraction(begin, end);
    if (!is_number(whole) || !is_number(fraction)) return {};
    return "decimals have a point: " + std::string(whole) + "." + std::string(fraction);
}

/// `AND`, `Missing`: words of the language in capitals.
std::string capitals_hint(std::string_view found) {
    auto const small = text::lower_ascii(found);
    if (small == found || !(is_reserved(small) || is_clause_word(small) || is_item_modifier(small)))
        return {};
    return "the words of the language are written in small letters: " + small;
}

/// `missing at most 2 of 3 items`
std::string at_most_hint(SyntaxMistake const& mistake) {
    bool const counts = mistake.found == "of" || mistake.found == "items" || mistake.found == "item";
    auto const number = last_word(mistake.line_before);
    if (!counts || !is_number(number) || mistake.line_before.find("at most") == std::string_view::npos)
        return {};
    return "a scale knows its items, so the number is enough: missing at most " + std::string(number);
}

}  // namespace

std::string habit_hint(SyntaxMistake const& mistake) {
    for (auto const& hint : {at_most_hint(mistake), comma_hint(mistake), range_hint(mistake),
                             capitals_hint(mistake.found), capitals_hint(last_word(mistake.line_before))}) {
        if (!hint.empty()) return hint;
    }
    bool const arrow = mistake.expected.find("'=>'") != std::string::npos;
    for (auto const& habit : habits) {
        if (mistake.line_behind.starts_with(habit.behind) && mistake.line_before.ends_with(habit.before) &&
            !arrow)
            return std::string(habit.hint);
    }
    return {};
}

}  // namespace quaestor::instrument::syntax
