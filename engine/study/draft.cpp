#include "study/draft.hpp"

#include "base/text.hpp"
#include "instrument/syntax/words.hpp"
#include "study/column_groups.hpp"
#include "study/columns.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace quaestor::study {
namespace {

/// A code that may be no answer, in a set of responses.
struct Doubt {
    std::size_t cells = 0;
    std::vector<std::string> columns;
};

// ---- names

/// ASCII for the letters of western languages; anything else becomes an underscore.
std::string ascii_of(std::string const& text) {
    static std::array<std::pair<std::string_view, std::string_view>, 46> const letters{{
        {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "Ae"}, {"Ö", "Oe"}, {"Ü", "Ue"}, {"ß", "ss"},
        {"é", "e"},  {"è", "e"},  {"ê", "e"},  {"ë", "e"},  {"É", "E"},  {"È", "E"},  {"á", "a"},
        {"à", "a"},  {"â", "a"},  {"ã", "a"},  {"å", "a"},  {"Å", "A"},  {"À", "A"},  {"Á", "A"},
        {"æ", "ae"}, {"Æ", "Ae"}, {"ø", "oe"}, {"Ø", "Oe"}, {"í", "i"},  {"ì", "i"},  {"î", "i"},
        {"ï", "i"},  {"ó", "o"},  {"ò", "o"},  {"ô", "o"},  {"õ", "o"},  {"ú", "u"},  {"ù", "u"},
        {"û", "u"},  {"ñ", "n"},  {"Ñ", "N"},  {"ç", "c"},  {"Ç", "C"},  {"š", "s"},  {"Š", "S"},
        {"ž", "z"},  {"Ž", "Z"},  {"č", "c"},  {"ł", "l"},
    }};
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        auto const* const found = std::find_if(letters.begin(), letters.end(), [&](auto const& pair) {
            return std::string_view(text).substr(i).starts_with(pair.first);
        });
        if (found != letters.end()) {
            out += found->second;
            i += found->first.size();
            continue;
        }
        auto const c = text[i++];
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain) {
            out += c;
        } else if (!out.empty() && out.back() != '_') {
            out += '_';
        }
    }
    while (!out.empty() && out.back() == '_')
        out.pop_back();
    return out;
}

/// Words that stand where a name may follow: as a name they would mislead a reader, if not the parser.
bool misleading(std::string const& word) {
    static std::set<std::string, std::less<>> const words{
        "reversed", "optional", "unscored",   "weight", "alias",      "not_applicable", "integer",
        "number",   "category", "respondent", "factor", "instrument", "decide",         "bin"};
    return instrument::syntax::is_reserved(word) || instrument::syntax::is_clause_word(word) ||
           words.contains(word);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// ---- the text

std::string quoted(std::string const& text) {
    std::string out = "\"";
    for (auto const c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

/// A column's name inside a remark; the sentence of a form's question is too long for one.
std::string shown(std::string const& name) {
    constexpr std::size_t most = 40;
    auto out = text::printable(name);
    if (text::display_width(out) <= most) return out;
    std::size_t bytes = 0;
    for (std::size_t width = 0; width < most - 1; ++width) {
        ++bytes;
        while (bytes < out.size() && (static_cast<unsigned char>(out[bytes]) & 0xC0) == 0x80)
            ++bytes;
    }
    return out.substr(0, bytes) + "…";
}

std::string listed(std::vector<std::string> names) {
    constexpr std::size_t most = 8;
    auto const count = names.size();
    if (count > most) names.resize(most);
    for (auto& name : names)
        name = shown(name);
    return text::join(names, ", ") + (count > most ? " and " + std::to_string(count - most) + " more" : "");
}

/// "w1 to w14 (14 columns)"
std::string spanned(std::vector<std::string> const& names) {
    constexpr std::size_t few = 4;
    if (names.size() <= few) return listed(names);
    return shown(names.front()) + " to " + shown(names.back()) + " (" + std::to_string(names.size()) +
           " columns)";
}

std::string times(std::size_t cells) {
    return cells == 1 ? "once" : cells == 2 ? "twice" : text::grouped(cells) + " times";
}

std::string in_words(long code) {
    return code < 0 ? "minus_" + std::to_string(-code) : std::to_string(code);
}

class Writer {
public:
    Writer(data::Table const& table, std::string const& file)
        : table_(table), file_(file), looks_(look_at_columns(table)) {}

    Outcome<Draft> run() {
        auto grouping = group_columns(looks_);
        if (grouping.groups.empty()) return Outcome<Draft>::failure(nothing());
        name_things(grouping);
        head();
        responses(grouping.groups);
        items(grouping.groups);
        scales(grouping.groups);
        alone(grouping.alone);
        left_out();
        remark(2, "A worked example from the manual proves the scoring: example \"all lowest\" { … }.");
        out_ += "}\n";
        draft_.text = std::move(out_);
        draft_.groups = grouping.groups.size();
        Outcome<Draft> outcome;
        outcome.value = std::move(draft_);
        return outcome;
    }

private:
    [[nodiscard]] Diagnostic nothing() const {
        return {Severity::error,
                "D140",
                table_.row_count() == 0 ? "the file has no rows, so nothing shows what its columns hold"
                                        : "no column of this file looks like the answers to an item",
                {},
                "answers are whole numbers with at most eleven different codes in a column; where they are "
                "written as words, "
                "replace them by their codes first",
                file_};
    }

    // -- names

    std::string fresh(std::string name) {
        for (std::size_t n = 2;; ++n) {
            if (taken_.insert(text::lower_ascii(name)).second) return name;
            auto const last = name.find_last_not_of("0123456789");
            if (n > 2 && last != std::string::npos && name[last] == '_') name.erase(last);
            name += "_" + std::to_string(n);
        }
    }

    /// No other column may answer to the item's id, or a scorer could not tell which is meant.
    std::string item_id(ColumnLook const& look) {
        auto const clashes = [&](std::string const& id) {
            for (auto const& other : looks_) {
                if (other.column == look.column) continue;
                if (text::equal_ignoring_case(other.name, id) ||
                    text::equal_ignoring_case(other.name, id_ + "_" + id))
                    return true;
            }
            return taken_.contains(text::lower_ascii(id));
        };
        auto const base = name_like(look.name);
        auto id = base;
        for (std::size_t n = 2; clashes(id); ++n)
            id = base + "_" + std::to_string(n);
        taken_.insert(text::lower_ascii(id));
        return id;
    }

    void name_things(Grouping const& grouping) {
        auto stem = file_.substr(file_.find_last_of("/\\") + 1);
        if (auto const dot = stem.find('.'); dot != std::string::npos) stem.resize(dot);
        id_ = file_ == "-" || ascii_of(stem).empty() ? "draft" : name_like(stem);
        for (auto const& group : grouping.groups) {
            for (auto const m : group.members)
                ids_[m] = item_id(looks_[m]);
        }
        for (auto const& group : grouping.groups) {
            auto key = group.key;
            std::erase(key, '#');
            std::erase(key, '*');
            auto const stem_of_key = ascii_of(key);
            bool const only = grouping.groups.size() == 1 || stem_of_key.empty();
            scale_ids_.push_back(fresh(only ? "total" : name_like(key) + "_total"));
        }
    }

    // -- lines

    void line(std::size_t indent, std::string const& text) { out_ += std::string(indent, ' ') + text + "\n"; }

    /// A comment of any length, wrapped.
    void remark(std::size_t indent, std::string const& text) {
        constexpr std::size_t width = 100;
        std::string now = "#";
        std::size_t at = 0;
        while (at < text.size()) {
            auto const end = std::min(text.find(' ', at), text.size());
            auto const word = text.substr(at, end - at);
            if (now.size() > 1 && indent + text::display_width(now) + 1 + text::display_width(word) > width) {
                line(indent, now);
                now = "#";
            }
            now += " " + word;
            at = end + 1;
        }
        line(indent, now);
    }

    void ask(std::size_t indent, std::string const& question) {
        remark(indent, question);
        ++draft_.questions;
    }

    /// What the author may add by deleting the '#'.
    void offer(std::size_t indent, std::string const& text) { line(indent, "#   " + text); }

    // -- parts

    void head() {
        auto const name =
            file_ == "-" ? std::string("standard input") : shown(file_.substr(file_.find_last_of("/\\") + 1));
        remark(0, "A draft from " + name + ": " + text::counted(table_.row_count(), "row", "rows") + ", " +
                      text::counted(table_.column_count(), "column", "columns") +
                      ". It says what the columns look like, and knows nothing of the questionnaire. Answer "
                      "the questions below from "
                      "the manual, correct what it says otherwise, and delete the remarks; then run: "
                      "quaestor check FILE");
        line(0, "instrument " + id_ + " " + quoted("Title still to be written") + " {");
        ask(2, "Which manual or paper is this scored by, in which version?");
        line(2, "source  \"Still to be written: the manual or paper that the scoring follows\"");
        ask(2, "Who holds the rights? free, registration or permission, and what has to be done before use?");
        line(2, "licence permission \"Still to be written: who holds the rights and what they allow\"");
        line(2, "status  provisional \"a draft made from a data file: nothing is verified\"");
        out_ += "\n";
    }

    struct Set {
        std::vector<long> codes;
        std::string name;
        std::map<long, Doubt> doubts;
        std::map<std::string, Doubt> words;
        std::vector<std::string> unread_columns;
        std::size_t unread = 0;
        std::vector<std::string> columns;
    };

    void responses(std::vector<Group> const& groups) {
        for (auto const& group : groups) {
            auto found = std::find_if(sets_.begin(), sets_.end(),
                                      [&](Set const& s) { return s.codes == group.codes; });
            if (found == sets_.end()) {
                sets_.push_back({group.codes, set_name(group.codes), {}, {}, {}, 0, {}});
                found = sets_.end() - 1;
            }
            set_of_.push_back(static_cast<std::size_t>(found - sets_.begin()));
            for (auto const m : group.members)
                collect(*found, looks_[m]);
        }
        for (auto const& set : sets_)
            write(set);
    }

    std::string set_name(std::vector<long> const& codes) {
        auto const name = codes.size() == 1
                              ? "only_" + in_words(codes.front())
                              : "from_" + in_words(codes.front()) + "_to_" + in_words(codes.back());
        return fresh(name);
    }

    static void collect(Set& set, ColumnLook const& look) {
        set.columns.push_back(look.name);
        for (auto const& code : look.doubtful) {
            auto& doubt = set.doubts[code.value];
            doubt.cells += code.cells;
            doubt.columns.push_back(look.name);
        }
        for (auto const& [word, cells] : look.words) {
            auto& doubt = set.words[word];
            doubt.cells += cells;
            doubt.columns.push_back(look.name);
        }
        set.unread += look.unread;
        if (look.unread > 0) set.unread_columns.push_back(look.name);
    }

    void write(Set const& set) {
        remark(2, "Codes of " + spanned(set.columns) + ". Each label is to be the wording of the form.");
        line(2, "responses " + set.name + " {");
        for (auto const code : set.codes)
            line(4, std::to_string(code) + " " + quoted("label of " + std::to_string(code)));
        line(2, "}");
        gaps(set);
        for (auto const& [code, doubt] : set.doubts)
            doubtful(set, code, doubt);
        for (auto const& [word, doubt] : set.words) {
            ask(2, text::printable(word) + " stands " + times(doubt.cells) + " (" + listed(doubt.columns) +
                       "). Does it mean that there is no answer? Then add to " + set.name + ":");
            offer(2, "missing " + quoted(word) + " \"not answered\"");
        }
        if (set.unread > 0) {
            ask(2, text::counted(set.unread, "cell", "cells") + " of " + listed(set.unread_columns) +
                       (set.unread == 1 ? " holds" : " hold") +
                       " something else, which is not shown here. Slips, or codes that the manual knows?");
        }
        out_ += "\n";
    }

    void gaps(Set const& set) {
        if (set.codes.size() == 1) {
            ask(2, "Only " + std::to_string(set.codes.front()) +
                       " occurs. Does a blank cell mean that it was not ticked, or that there is no answer?");
            return;
        }
        long step = set.codes[1] - set.codes[0];
        for (std::size_t i = 2; i < set.codes.size(); ++i)
            step = std::min(step, set.codes[i] - set.codes[i - 1]);
        bool any = false;
        for (std::size_t i = 1; i < set.codes.size(); ++i) {
            for (auto code = set.codes[i - 1] + step; code < set.codes[i]; code += step) {
                auto const text = std::to_string(code);
                ask(2, "Nobody has " + text + ". Is it an answer that nobody chose? Then add to " + set.name +
                           ":");
                offer(2, text + " " + quoted("label of " + text));
                any = true;
            }
        }
        if (!any) {
            ask(2, "Are there answers below " + std::to_string(set.codes.front()) + " or above " +
                       std::to_string(set.codes.back()) +
                       " that nobody chose? They belong into the list, too.");
        }
    }

    void doubtful(Set const& set, long code, Doubt const& doubt) {
        auto const text = std::to_string(code);
        ask(2, text + " occurs " + times(doubt.cells) + " (" + listed(doubt.columns) +
                   "), apart from the other codes. No answer, a slip, or an answer? As it stands, it is "
                   "reported and not scored. Add to " +
                   set.name + " one of:");
        offer(2, "missing " + text + " \"not answered\"");
        offer(2, "not_applicable " + text + " \"does not apply\"");
        offer(2, text + " " + quoted("label of " + text));
    }

    void items(std::vector<Group> const& groups) {
        for (std::size_t g = 0; g < groups.size(); ++g) {
            auto const& group = groups[g];
            if (g == 0) {
                remark(2,
                       "A label is a short topic in words of your own: the sentence of the form may be "
                       "protected.");
            }
            line(2, "items " + sets_[set_of_[g]].name + " {");
            std::size_t width = 0;
            for (auto const m : group.members)
                width = std::max(width, ids_[m].size());
            for (auto const m : group.members) {
                auto const& id = ids_[m];
                auto text = id + std::string(width - id.size() + 1, ' ') + quoted("topic of " + id);
                if (!text::equal_ignoring_case(id, looks_[m].name))
                    text += " alias " + quoted(looks_[m].name);
                line(4, text);
                ++draft_.items;
            }
            line(2, "}");
            against_the_rest(group);
            out_ += "\n";
        }
    }

    void against_the_rest(Group const& group) {
        // With two items nobody can tell which runs against which; beyond the limit it is no questionnaire.
        constexpr std::size_t most = 60;
        if (group.members.size() < 3 || group.members.size() > most) return;
        Directions const directions(table_, looks_, group);
        for (std::size_t i = 0; i < group.members.size(); ++i) {
            auto const r = directions.against(i);
            if (!r) continue;
            ask(2,
                ids_[group.members[i]] +
                    " runs against the other items of this block (r = " + text::fixed(*r, 2) +
                    " with the mean of the others). Is it reversed? Then write 'reversed' behind its label.");
        }
    }

    void scales(std::vector<Group> const& groups) {
        for (std::size_t g = 0; g < groups.size(); ++g) {
            auto const& group = groups[g];
            auto const k = static_cast<long>(group.members.size());
            auto const first = shown(looks_[group.members.front()].name);
            bool const single = group.members.size() < 2;
            ask(2, single ? "Is " + first + " a scale by itself, or part of one with others, or neither?"
                          : "Do " + first + " to " + shown(looks_[group.members.back()].name) +
                                " form one scale, several, or none?");
            line(2, "scale " + scale_ids_[g] + " \"Title still to be written\" {");
            ask(4, "A sum or a mean, and of all of them?");
            line(4,
                 "sum of " + ids_[group.members.front()] + (single ? "" : ".." + ids_[group.members.back()]));
            ask(4,
                "How many answers may be missing, and what is done about them? Look it up; the strictest "
                "rule stands here.");
            line(4, "missing none");
            offer(4, "missing at most N prorate");
            ask(4, "What range does the manual state? From the codes found it would be:");
            offer(4, "range " + std::to_string(k * group.codes.front()) + ".." +
                         std::to_string(k * group.codes.back()));
            ask(4, "Is a higher value better or worse? Are there cut-offs?");
            offer(4, "higher better");
            offer(4, "bands { from LOWEST \"name\"  from NEXT \"name\" }");
            line(2, "}");
            out_ += "\n";
        }
    }

    void alone(std::vector<std::size_t> const& columns) {
        for (auto const i : columns) {
            auto const& look = looks_[i];
            ++draft_.left_out;
            std::size_t cells = 0;
            std::vector<std::string> codes;
            for (auto const& code : look.codes) {
                cells += code.cells;
                codes.push_back(std::to_string(code.value));
            }
            // Values that hardly repeat may say who it is.
            bool const repeats = cells >= 3 * look.codes.size();
            ask(2, "The column " + shown(look.name) + " stands alone" +
                       (repeats ? ", with the codes " + text::join(codes, ", ") : std::string()) +
                       ". An item, a fact about the respondent, or neither? It is left out.");
        }
    }

    void left_out() {
        static std::array<std::pair<Look, std::string_view>, 9> const reasons{{
            {Look::identity, "look like who it is"},
            {Look::person, "look like facts about the respondent or the visit"},
            {Look::date, "look like dates"},
            {Look::time, "look like clock times"},
            {Look::numbers, "hold numbers with many values"},
            {Look::text, "hold text"},
            {Look::empty, "are empty"},
            {Look::program, "belong to the survey program itself"},
            {Look::unnameable,
             "cannot be named: another column has that name in other case, or a control character stands in "
             "it"},
        }};
        bool any = false;
        bool person = false;
        for (auto const& [kind, reason] : reasons) {
            std::vector<std::string> names;
            for (auto const& look : looks_) {
                if (look.look == kind) names.push_back(shown(look.name));
            }
            if (names.empty()) continue;
            if (!any) remark(2, "Left out:");
            any = true;
            person = person || kind == Look::person;
            draft_.left_out += names.size();
            remark(2, "- columns that " + std::string(reason) + ": " + text::join(names, ", "));
        }
        if (person) {
            ask(2,
                "Do norms or rules of the manual need a fact about the respondent? It is declared like this, "
                "with the codes of the file:");
            offer(2, "respondent { age number 18..99   sex category { female \"F\"  male \"M\" } }");
        }
        if (any) out_ += "\n";
    }

    data::Table const& table_;
    std::string const& file_;
    Looks looks_;
    std::string id_;
    std::map<std::size_t, std::string> ids_;
    std::vector<std::string> scale_ids_;
    std::set<std::string> taken_;
    std::vector<Set> sets_;
    std::vector<std::size_t> set_of_;
    std::string out_;
    Draft draft_;
};

}  // namespace

std::string name_like(std::string const& column) {
    constexpr std::size_t longest = 32;
    auto name = ascii_of(column);
    if (name.size() > longest) name.resize(longest);
    while (!name.empty() && name.back() == '_')
        name.pop_back();
    if (name.empty()) return "item";
    if (is_digit(name.front())) name.insert(0, "q");
    if (misleading(name) || misleading(text::lower_ascii(name))) name += "_item";
    return name;
}

Outcome<Draft> draft_definition(data::Table const& table, std::string const& file) {
    return Writer(table, file).run();
}

}  // namespace quaestor::study
