#include "coding/refused_cell.hpp"

#include "base/fold.hpp"
#include "base/text.hpp"
#include "instrument/decode.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace quaestor::coding {
namespace {

using instrument::ResponseKind;
using instrument::ResponseSet;

/// As text::folded() gives them.
constexpr std::array<std::string_view, 50> missing_words{
    ".",          "..",          "...",         "-",         "--",           "---",
    "?",          "??",          "*",           "/",         "n/a",          "na",
    "n.a.",       "n. a.",       "#n/a",        "nan",       "null",         "#null!",
    "unk",         "unknown",   "missing",      "miss",
    "mis",        "sysmis",      "refused",     "dk",        "don't know",   "no answer",
    "no response", "not answered", "not available", "not applicable", "skipped", "blank",
    "k.a.",       "k. a.",       "ka",          "k.a",       "keine angabe", "keine angaben",
    "keine antwort", "fehlt",    "fehlend",     "weiß nicht", "weiss nicht", "w.n.",
    "nicht beantwortet", "sans réponse", "ns/nc", "nsp"};

constexpr std::array<std::string_view, 40> months{
    "jan",  "january", "januar",    "jän",     "feb",  "february", "februar", "mar",     "march",     "mär",
    "mrz",  "märz",    "apr",       "april",   "may",  "mai",      "jun",     "june",    "juni",      "jul",
    "july", "juli",    "aug",       "august",  "sep",  "sept",     "september", "oct",   "october",   "okt",
    "oktober", "nov",  "november",  "dec",     "december", "dez",  "dezember", "avr",    "ene",       "dic"};

/// Days of Excel from 2000 to 2050; nobody codes an answer so.
constexpr double first_day = 36526;
constexpr double last_day = 55153;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool one_of(std::span<std::string_view const> words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_answer(ResponseSet const& set, std::string_view text) {
    auto const number = text::parse_number(text);
    return number && instrument::decode(set, *number).reason == MissingReason::none;
}

/// 9, 99, 98, 999, 998 ..., all of one digit from 6 on, or nines and a last digit from 5 on.
bool is_round_code(std::string_view digits) {
    if (digits.size() > 5) return false;
    bool const same = digits.find_first_not_of(digits.front()) == std::string_view::npos;
    if (same && digits.front() >= '6') return digits.size() > 1 || digits.front() >= '7';
    bool const nines = digits.find_first_not_of('9') == digits.size() - 1;
    return digits.size() > 1 && nines && digits.back() >= '5';
}

/// `lowest` and `highest` of the answers that there are.
bool is_missing_code(double number, double lowest, double highest) {
    constexpr double largest = 99999;
    if (std::floor(number) != number || std::abs(number) > largest || number == 0) return false;
    auto const digits = text::number(std::abs(number));
    if (number < 0) return number < (lowest < 0 ? lowest - 1 : lowest) && (digits.size() == 1 || is_round_code(digits));
    if (!is_round_code(digits)) return false;
    return number > highest + (digits.size() == 1 ? 1 : 0) || number < lowest - 1;
}

/// Of the answers as the file has them, which may score otherwise.
instrument::Range codes_of(ResponseSet const& set) {
    if (set.kind != ResponseKind::options) return set.values;
    std::optional<instrument::Range> codes;
    for (auto const& option : set.options) {
        if (option.kind != instrument::OptionKind::answer || !option.number) continue;
        if (!codes) codes = {*option.number, *option.number};
        codes->low = std::min(codes->low, *option.number);
        codes->high = std::max(codes->high, *option.number);
    }
    return codes.value_or(instrument::Range{});
}

bool is_day_count(ResponseSet const& set, double number) {
    bool const asked = set.kind == ResponseKind::date || set.kind == ResponseKind::time;
    return !asked && std::floor(number) == number && number >= first_day && number <= last_day &&
           codes_of(set).high < first_day;
}

/// What stands between blanks, points, hyphens, strokes and commas.
std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    while (true) {
        auto const begin = text.find_first_not_of(" .-/,");
        if (begin == std::string_view::npos) return parts;
        text.remove_prefix(begin);
        auto const end = std::min(text.find_first_of(" .-/,"), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

bool is_day_or_month(std::string_view part) {
    return part.size() <= 2 && all_digits(part) && text::parse_number(part).value_or(0) >= 1 &&
           text::parse_number(part).value_or(99) <= 31;
}

bool is_year(std::string_view part) {
    return (part.size() == 4 && (part.starts_with("19") || part.starts_with("20")) && all_digits(part)) ||
           (part.size() == 2 && all_digits(part));
}

bool is_date(std::string_view folded) {
    auto parts = parts_of(folded);
    // A time of day behind it: 2024-02-01 00:00:00.
    if (parts.size() > 2 && parts.back().find(':') != std::string_view::npos) parts.pop_back();
    if (parts.size() == 2) {
        bool const first = one_of(months, parts[0]);
        bool const second = one_of(months, parts[1]);
        if (first == second) return false;
        auto const number = first ? parts[1] : parts[0];
        return is_day_or_month(number) || is_year(number);
    }
    if (parts.size() != 3) return false;
    if (one_of(months, parts[1])) return is_day_or_month(parts[0]) && is_year(parts[2]);
    if (one_of(months, parts[0])) return is_day_or_month(parts[1]) && is_year(parts[2]);
    if (parts[0].size() == 4) return is_year(parts[0]) && is_day_or_month(parts[1]) && is_day_or_month(parts[2]);
    return is_day_or_month(parts[0]) && is_day_or_month(parts[1]) && is_year(parts[2]);
}

bool is_quoted(ResponseSet const& set, std::string_view folded) {
    if (folded.starts_with('=')) folded.remove_prefix(1);
    bool quoted = false;
    while (!folded.empty() && std::string_view("'\"`").find(folded.front()) != std::string_view::npos) {
        folded.remove_prefix(1);
        quoted = true;
    }
    while (!folded.empty() && std::string_view("'\"`").find(folded.back()) != std::string_view::npos) {
        folded.remove_suffix(1);
        quoted = true;
    }
    return quoted && is_answer(set, text::trimmed(folded));
}

/// "4 - often", "(4) often", "4=often", "often (4)".
bool is_labelled(ResponseSet const& set, std::string_view folded) {
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
    if (std::none_of(folded.begin(), folded.end(), letter)) return false;
    if (folded.ends_with(')')) {
        auto const open = folded.rfind('(');
        if (open != std::string_view::npos &&
            is_answer(set, text::trimmed(folded.substr(open + 1, folded.size() - open - 2))))
            return true;
    }
    if (folded.starts_with('(') || folded.starts_with('[')) folded.remove_prefix(1);
    auto const end = folded.find_first_not_of("0123456789", folded.starts_with('-') ? 1 : 0);
    if (end == std::string_view::npos || end == 0) return false;
    // Not 4th, and not 4.5 hours.
    bool const apart = std::string_view(" )]-=:.;,").find(folded[end]) != std::string_view::npos;
    bool const decimal = (folded[end] == '.' || folded[end] == ',') && end + 1 < folded.size() && is_digit(folded[end + 1]);
    return apart && !decimal && is_answer(set, folded.substr(0, end));
}

/// Full-width and Arabic-Indic digits as plain ones; empty where there are none.
std::string plain_digits(std::string_view text) {
    std::string out;
    bool any = false;
    auto const byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
    for (std::size_t at = 0; at < text.size();) {
        bool const full = byte(at) == 0xEF && byte(at + 1) == 0xBC && byte(at + 2) >= 0x90 && byte(at + 2) <= 0x99;
        bool const arabic = byte(at) == 0xD9 && byte(at + 1) >= 0xA0 && byte(at + 1) <= 0xA9;
        if (!full && !arabic) {
            out += text[at++];
            continue;
        }
        out += static_cast<char>('0' + (full ? byte(at + 2) - 0x90 : byte(at + 1) - 0xA0));
        at += full ? 3 : 2;
        any = true;
    }
    return any ? out : std::string();
}

}  // namespace

RefusedCell look_at(ResponseSet const& set, double number) {
    if (is_day_count(set, number)) return {Look::date, {}};
    if (set.kind == ResponseKind::date || set.kind == ResponseKind::time) {
        if (!is_missing_code(number, 0, 0)) return {};
    } else if (auto const codes = codes_of(set); !is_missing_code(number, codes.low, codes.high)) {
        return {};
    }
    return {Look::missing_code, text::number(number)};
}

RefusedCell look_at(ResponseSet const& set, std::string_view cell) {
    cell = text::trimmed(cell);
    if (auto const number = text::parse_number(cell)) return look_at(set, *number);
    constexpr std::size_t longest = 200;
    if (cell.size() > longest) return {};
    auto const folded = text::folded(cell);
    if (one_of(missing_words, folded)) return {Look::missing_code, std::string(cell)};
    bool const date_asked = set.kind == ResponseKind::date || set.kind == ResponseKind::time;
    if (!date_asked && is_date(folded)) return {Look::date, {}};
    if (is_quoted(set, folded)) return {Look::quoted, {}};
    if (is_labelled(set, folded)) return {Look::labelled, {}};
    if (is_answer(set, text::trimmed(plain_digits(cell)))) return {Look::wide, {}};
    return {};
}

RefusedCell look_at(instrument::Covariate const& covariate, std::string_view cell) {
    cell = text::trimmed(cell);
    if (auto const number = text::parse_number(cell)) {
        bool const is_number = covariate.kind == instrument::CovariateKind::number;
        if (!is_missing_code(*number, is_number ? covariate.range.low : 0, is_number ? covariate.range.high : 0))
            return {};
        return {Look::missing_code, text::number(*number)};
    }
    if (one_of(missing_words, text::folded(cell))) return {Look::missing_code, std::string(cell)};
    return {};
}

}  // namespace quaestor::coding
