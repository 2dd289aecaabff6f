#include "study/columns.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace quaestor::study {
namespace {

/// A rating from 0 to 10 has eleven codes; what has more is a number.
constexpr std::size_t most_codes = 11;
/// Beyond this a number may be a file number or a telephone, and is never shown.
constexpr double largest_code = 9999;
/// Cells that are no code, out of a hundred, which a column of answers may still have.
constexpr double most_unread_percent = 5;

using Counts = std::map<std::string, std::size_t, std::less<>>;

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words of a column's name: "Patient-ID" is patient and id.
std::vector<std::string> words_of(std::string const& name) {
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < name.size(); ++i) {
        auto const c = name[i];
        bool const upper = c >= 'A' && c <= 'Z';
        bool const after_lower = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
        bool const separator = c == '_' || c == '-' || c == '.' || c == ' ' || c == ':' || c == '/';
        if (separator || (upper && after_lower)) words.emplace_back();
        if (!separator) words.back() += c;
    }
    for (auto& word : words)
        word = text::lower_ascii(word);
    return words;
}

bool names_identity(std::string const& name) {
    auto const lower = text::lower_ascii(name);
    if (among(lower, {"pid",      "patientid", "subjectid", "respondentid", "participantid", "recordid",
                      "caseid",   "studyid",   "ip",        "code",         "initials",      "vorname",
                      "nachname", "firstname", "lastname",  "surname",      "strasse",       "postcode",
                      "plz",      "ssn",       "mrn",       "nhs"}))
        return true;
    for (auto const& word : words_of(name)) {
        if (among(word, {"id", "uuid", "guid", "name", "email", "mail", "phone", "telephone", "mobile",
                         "address", "street", "zip", "token", "pseudonym", "username", "ipaddress"}))
            return true;
    }
    return false;
}

bool names_person(std::string const& name) {
    auto const word = words_of(name).back();
    return among(
        word, {"age",     "alter",  "sex",    "gender", "geschlecht", "education", "school",    "site",
               "centre",  "center", "clinic", "ward",   "arm",        "group",     "treatment", "wave",
               "visit",   "time",   "year",   "month",  "day",        "country",   "language",  "ethnicity",
               "marital", "income", "weight", "height", "cohort",     "session",   "occupation"});
}

/// As people write that there is no answer, in lower case.
bool means_no_answer(std::string const& cell) {
    return among(text::lower_ascii(cell),
                 {"na",    "n/a", "n.a.",         "nan",     "#n/a", "#null!",  "null", "none",
                  "nil",   "unk", "unknown",      "missing", "miss", "refused", "dk",   "k.a.",
                  "k. a.", "ka",  "keine angabe", "-",       "--",   ".",       "?"});
}

bool looks_like_date(std::string_view cell) {
    std::array<std::string_view, 3> parts;
    std::size_t part = 0;
    std::size_t start = 0;
    auto const end = std::min(cell.find_first_of(" T"), cell.size());
    for (std::size_t i = 0; i <= end; ++i) {
        bool const cut = i == end || cell[i] == '-' || cell[i] == '.' || cell[i] == '/';
        if (!cut && (cell[i] < '0' || cell[i] > '9')) return false;
        if (!cut) continue;
        if (part == 3 || i == start || i - start > 4) return false;
        parts[part++] = cell.substr(start, i - start);
        start = i + 1;
    }
    return part == 3 && (parts[0].size() == 4 || parts[2].size() == 4 || parts[2].size() == 2);
}

bool looks_like_time(std::string_view cell) {
    auto const colon = cell.find(':');
    if (colon == 0 || colon > 2 || cell.size() < colon + 3 || cell.size() > colon + 6) return false;
    return std::all_of(cell.begin(), cell.end(), [](char c) { return (c >= '0' && c <= '9') || c == ':'; });
}

Counts count_cells(data::Table const& table, std::size_t column) {
    Counts counts;
    auto const missing = table.column(column).missing();
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (missing[row] != MissingReason::none) continue;
        auto const cell = table.text(column, row);
        auto const trimmed = text::trimmed(cell);
        if (!trimmed.empty()) ++counts[std::string(trimmed)];
    }
    return counts;
}

/// Numbers that files use for no answer. Only one that stands apart from the others is doubtful.
bool used_for_missing(long code) {
    auto const size = code < 0 ? -code : code;
    for (long const nines : {9L, 99L, 999L, 9999L}) {
        if (size >= nines - 2 && size <= nines) return true;
    }
    return code == -1 || size == 66 || size == 77 || size == 88 || size == 777 || size == 888 ||
           size == 7777 || size == 8888;
}

/// The distance between neighbours where all are alike, else 1: 0, 25, 50, 75, 100 has 25.
long step_of(std::vector<Code> const& codes) {
    long step = 0;
    for (std::size_t i = 1; i < codes.size(); ++i) {
        auto const gap = codes[i].value - codes[i - 1].value;
        step = step == 0 ? gap : std::min(step, gap);
    }
    return std::max(step, 1L);
}

/// How many codes at the upper end stand apart: -1 is asked of the mirrored codes.
std::size_t apart_above(std::vector<Code> const& codes, bool mirrored) {
    auto const sign = mirrored ? -1L : 1L;
    // Along a run of codes that mean no answer (8, 9) down to the first that does not.
    std::size_t known = 0;
    while (known + 1 < codes.size() && used_for_missing(sign * codes[codes.size() - 1 - known].value))
        ++known;
    for (std::size_t cut = known; cut > 0; --cut) {
        std::vector<Code> const rest(codes.begin(), codes.end() - static_cast<std::ptrdiff_t>(cut));
        auto const gap = codes[rest.size()].value - rest.back().value;
        auto const first = sign * codes[rest.size()].value;
        bool const two_digits = first > 60 || first < -1;
        if (rest.size() < 2 && !two_digits) continue;
        // -1 touches the run from 0 on, and is yet no answer more often than not.
        bool const minus_one = mirrored && first == -1 && sign * rest.back().value == 0 && rest.size() > 2;
        if (gap > step_of(rest) || minus_one) return cut;
    }
    if (codes.size() < 3) return 0;
    std::vector<Code> const rest(codes.begin(), codes.end() - 1);
    auto const gap = codes.back().value - rest.back().value;
    auto const span = rest.back().value - rest.front().value;
    return gap > std::max(3 * step_of(rest), span) ? 1 : 0;
}

void set_doubtful_apart(ColumnLook& look) {
    for (bool changed = true; changed;) {
        changed = false;
        for (bool const mirrored : {false, true}) {
            auto codes = look.codes;
            if (mirrored) {
                std::reverse(codes.begin(), codes.end());
                for (auto& code : codes)
                    code.value = -code.value;
            }
            auto const cut = apart_above(codes, mirrored);
            for (std::size_t i = 0; i < cut; ++i) {
                auto const at = mirrored ? look.codes.begin() : look.codes.end() - 1;
                look.doubtful.push_back(*at);
                look.codes.erase(at);
            }
            changed = changed || cut > 0;
        }
    }
    std::sort(look.doubtful.begin(), look.doubtful.end(), [](Code a, Code b) { return a.value < b.value; });
}

/// Few codes, close together or evenly spaced.
bool compact(std::vector<Code> const& codes) {
    if (codes.empty() || codes.size() > most_codes) return false;
    auto const span = codes.back().value - codes.front().value;
    auto const step = step_of(codes);
    return span <= 12 || (span / step <= 10 && std::all_of(codes.begin(), codes.end(), [&](Code code) {
                              return (code.value - codes.front().value) % step == 0;
                          }));
}

bool leading_zero(std::string_view cell) {
    return cell.size() > 2 && cell.front() == '0' &&
           cell.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Fills codes, words and unread; false where the column holds no answers in codes.
bool read_codes(Counts const& cells, NumberNotation notation, ColumnLook& look) {
    std::map<long, std::size_t> codes;
    std::size_t words = 0;
    for (auto const& [cell, count] : cells) {
        auto const number = read_number(cell, notation);
        if (number && std::abs(*number) <= largest_code && *number == std::round(*number) &&
            !leading_zero(cell)) {
            codes[std::lround(*number)] += count;
        } else if (means_no_answer(cell)) {
            look.words[cell] += count;
            words += count;
        } else {
            look.unread += count;
        }
    }
    auto const rest = look.filled - words;
    auto const bearable = std::max(2.0, static_cast<double>(rest) * most_unread_percent / 100);
    if (static_cast<double>(look.unread) > bearable || look.unread * 2 > rest) return false;
    for (auto const& [value, count] : codes)
        look.codes.push_back({value, count});
    if (look.codes.size() > most_codes + 4) return false;  // a few more may be codes for no answer
    set_doubtful_apart(look);
    return compact(look.codes);
}

Look other_look(Counts const& cells, NumberNotation notation, std::size_t filled) {
    std::size_t dates = 0;
    std::size_t times = 0;
    std::size_t numbers = 0;
    std::size_t whole = 0;
    bool zeros = false;
    for (auto const& [cell, count] : cells) {
        dates += looks_like_date(cell) ? count : 0;
        times += looks_like_time(cell) ? count : 0;
        auto const number = read_number(cell, notation);
        numbers += number ? count : 0;
        whole += number && *number == std::round(*number) ? count : 0;
        zeros = zeros || leading_zero(cell);
    }
    if (dates * 10 >= filled * 9) return Look::date;
    if (times * 10 >= filled * 9) return Look::time;
    bool const numeric = numbers * 10 >= filled * 9;
    // Nobody shares a value: in all but the shortest files that is an identifier.
    constexpr std::size_t enough = 8;
    if (cells.size() == filled && filled >= enough && (whole == filled || zeros)) return Look::identity;
    return numeric ? Look::numbers : Look::text;
}

bool nameable(std::string const& name) {
    return std::none_of(name.begin(), name.end(), [](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F;
    });
}

}  // namespace

std::vector<ColumnLook> look_at_columns(data::Table const& table) {
    std::vector<ColumnLook> looks;
    auto const names_column = [&](std::string const& name) {
        return nameable(name) && table.find_ignoring_case(name).size() == 1;
    };
    for (std::size_t c = 0; c < table.column_count(); ++c) {
        ColumnLook look;
        look.column = c;
        auto const& column = table.column(c);
        look.name = column.other_name().empty() ? column.name() : column.other_name();
        auto const cells = count_cells(table, c);
        for (auto const& [cell, count] : cells)
            look.filled += count;
        if (!names_column(look.name)) {
            look.look = Look::unnameable;
        } else if (look.filled == 0) {
            look.look = Look::empty;
        } else if (column.of_program()) {
            look.look = Look::program;
        } else if (names_identity(look.name)) {
            look.look = Look::identity;
        } else if (names_person(look.name)) {
            look.look = Look::person;
        } else {
            look.look = read_codes(cells, table.notation(c), look)
                            ? Look::answers
                            : other_look(cells, table.notation(c), look.filled);
        }
        looks.push_back(std::move(look));
    }
    return looks;
}

}  // namespace quaestor::study
