#include "coding/clues.hpp"

#include "base/text.hpp"
#include "instrument/decode.hpp"
#include "scoring/codes.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace quaestor::coding {
namespace {

using text::counted;

constexpr std::size_t most_listed = 12;

std::string first_of(std::vector<std::string> names) {
    auto const count = names.size();
    if (count > most_listed) names.resize(most_listed);
    auto out = text::join(names, ", ");
    if (count > most_listed) out += " and " + std::to_string(count - most_listed) + " more";
    return out;
}

/// "q1, q4 to q9": items that follow each other in the definition are told by the first and the last.
std::string spans_of(instrument::Instrument const& instrument, std::vector<std::size_t> const& items) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin < items.size();) {
        auto end = begin + 1;
        while (end < items.size() && items[end] == items[end - 1] + 1)
            ++end;
        auto const& first = instrument.items[items[begin]].id;
        if (end - begin > 2) {
            parts.push_back(first + " to " + instrument.items[items[end - 1]].id);
        } else {
            for (auto i = begin; i < end; ++i)
                parts.push_back(instrument.items[items[i]].id);
        }
        begin = end;
    }
    return first_of(std::move(parts));
}

/// "q1 4, q2 7"
std::string with_cells(std::vector<CellsOf> const& where) {
    std::vector<std::string> parts;
    for (auto const& one : where)
        parts.push_back(one.id + " " + text::grouped(one.cells));
    return first_of(std::move(parts));
}

std::uint64_t cells_of(std::vector<CellsOf> const& where) {
    return std::accumulate(where.begin(), where.end(), std::uint64_t{0},
                           [](std::uint64_t sum, CellsOf const& one) { return sum + one.cells; });
}

/// "41 cells of 12 items", or of columns where facts about the respondent are among them.
std::string cells_and_columns(std::vector<CellsOf> const& where) {
    bool const facts =
        std::any_of(where.begin(), where.end(), [](CellsOf const& one) { return one.is_fact; });
    return counted(cells_of(where), "cell", "cells") + " of " +
           (facts ? counted(where.size(), "column", "columns") : counted(where.size(), "item", "items"));
}

/// As a definition writes a code.
std::string as_declared(std::string const& code) {
    return text::parse_number(code) ? code : "\"" + code + "\"";
}

/// As a shell takes it.
std::string as_argument(std::vector<std::string> const& codes) {
    auto const list = text::join(codes, ",");
    bool const plain =
        list.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,/-") ==
        std::string::npos;
    return plain ? list : "\"" + list + "\"";
}

/// -9, -99, -88 and the like: nobody types these by mistake.
bool is_made_for_missing(std::string_view code) {
    if (!code.starts_with('-')) return false;
    code.remove_prefix(1);
    return !code.empty() && code[0] >= '7' && code[0] <= '9' &&
           code.find_first_not_of(code[0]) == std::string_view::npos;
}

class Teller {
public:
    explicit Teller(std::span<Conclusion const> conclusions) : conclusions_(conclusions) {}

    std::vector<Clue> run() {
        unknown_codes();
        for (auto const& one : conclusions_) {
            for (auto const& offset : one.offsets)
                tell(one, offset);
            for (auto const& scale : one.against)
                tell(one, scale);
            tell_dressed(one);
            tell_dates(one);
            tell_constant(one);
            tell_blank(one);
            for (auto const& items : one.copies)
                tell_copies(one, items);
        }
        std::stable_sort(clues_.begin(), clues_.end(),
                         [](Clue const& a, Clue const& b) { return a.code < b.code; });
        return std::move(clues_);
    }

private:
    [[nodiscard]] std::string named(Conclusion const& one, std::string const& item) const {
        return conclusions_.size() > 1 ? one.instrument->id + "." + item : item;
    }

    [[nodiscard]] std::vector<std::string> names(Conclusion const& one,
                                                 std::vector<std::size_t> const& items) const {
        std::vector<std::string> out;
        for (auto const i : items)
            out.push_back(named(one, one.instrument->items[i].id));
        return out;
    }

    void add(Severity severity, std::string_view code, std::string message, std::string hint,
             std::vector<std::string> items) {
        clues_.push_back(
            {severity, std::string(code), std::move(message), std::move(hint), {}, std::move(items)});
    }

    /// --missing is for every column of the file.
    [[nodiscard]] bool is_answer_somewhere(std::string const& code) const {
        auto const answers = [&](auto const& set) { return decode(set, code).reason == MissingReason::none; };
        return std::any_of(conclusions_.begin(), conclusions_.end(), [&](Conclusion const& one) {
            auto const& instrument = *one.instrument;
            auto const item = [&](instrument::Item const& i) {
                auto const& set = instrument.responses[i.responses];
                return set.kind != instrument::ResponseKind::text && answers(set);
            };
            return std::any_of(instrument.items.begin(), instrument.items.end(), item) ||
                   std::any_of(instrument.covariates.begin(), instrument.covariates.end(), answers);
        });
    }

    void unknown_codes() {
        std::vector<UnknownCode> all;
        for (auto const& one : conclusions_) {
            for (auto const& code : one.unknown) {
                auto found = std::find_if(all.begin(), all.end(), [&](UnknownCode const& other) {
                    return text::equal_ignoring_case(other.code, code.code);
                });
                if (found == all.end()) found = all.insert(all.end(), {code.code, {}});
                for (auto const& where : code.where)
                    found->where.push_back({named(one, where.id), where.cells, where.is_fact});
            }
        }
        // One or two cells are told by themselves; a code is what many rows have, and of some one is enough.
        constexpr std::uint64_t fewest = 3;
        std::erase_if(all, [](UnknownCode const& code) {
            return cells_of(code.where) < fewest && !is_made_for_missing(code.code);
        });
        if (all.empty()) return;
        Clue clue;
        clue.code = scoring::code::unknown_codes;
        std::vector<std::string> told;
        std::vector<std::string> everywhere;
        std::vector<std::string> declared;
        for (auto const& code : all) {
            told.push_back("'" + code.code + "' in " + cells_and_columns(code.where));
            clue.details.push_back("'" + code.code + "': " + with_cells(code.where));
            if (!is_answer_somewhere(code.code)) everywhere.push_back(code.code);
            declared.push_back("missing " + as_declared(code.code) + " \"No answer\"");
            for (auto const& where : code.where) {
                if (std::find(clue.items.begin(), clue.items.end(), where.id) == clue.items.end())
                    clue.items.push_back(where.id);
            }
        }
        bool const single = all.size() == 1;
        clue.message = (single ? "a code that no definition has: " : "codes that no definition has: ") +
                       first_of(std::move(told)) + "; these cells were refused";
        clue.hint = single ? "if it stands for no answer, " : "if they stand for no answer, ";
        if (!everywhere.empty()) clue.hint += "write --missing " + as_argument(everywhere) + "; or ";
        clue.hint += "add to the responses, in a definition of your own: " + text::join(declared, "  ");
        clues_.push_back(std::move(clue));
    }

    void tell(Conclusion const& one, Offset const& offset) {
        auto const range = [](double low, double high) {
            return text::number(low) + " to " + text::number(high);
        };
        bool const up = offset.step > 0;
        auto const absent = up ? offset.lowest : offset.highest;
        auto const beyond = up ? offset.highest + 1 : offset.lowest - 1;
        auto const items = spans_of(*one.instrument, offset.items);
        bool const single = offset.items.size() == 1;
        auto const message = items + " of " + one.instrument->id + (single ? " looks" : " look") +
                             " answered " + range(offset.lowest + offset.step, offset.highest + offset.step) +
                             ", where the definition has " + range(offset.lowest, offset.highest) + ": of " +
                             counted(offset.answers, "answer", "answers") + " none is " +
                             text::number(absent) + ", and " + text::grouped(offset.beyond) +
                             (offset.beyond == 1 ? " is " : " are ") + text::number(beyond) + " and " +
                             (offset.beyond == 1 ? "was" : "were") + " refused; if so, every score made of " +
                             (single ? "it" : "them") + " is wrong";
        std::string hint;
        if (offset.highest - offset.lowest == 1) {
            hint =
                "see which code means which answer (1 and 2 are often yes and no, in this order), and recode "
                "the file";
        } else {
            hint = up ? "if so, take 1 off each of these answers in the file, and run again"
                      : "if so, add 1 to each of these answers in the file, and run again; if 0 stands for "
                        "no answer, "
                        "write --missing 0";
        }
        hint += "; 'quaestor help C071' shows how to change a definition instead";
        add(Severity::warning, scoring::code::other_base, message, hint, names(one, offset.items));
    }

    /// "6 minus the answer", where all of these items have the same codes.
    static std::string turned(instrument::Instrument const& instrument,
                              std::vector<std::size_t> const& items) {
        std::string out;
        for (auto const i : items) {
            auto const& set = instrument.responses[instrument.items[i].responses];
            std::vector<double> codes;
            for (auto const& option : set.options) {
                if (option.kind == instrument::OptionKind::answer && option.number)
                    codes.push_back(*option.number);
            }
            if (codes.empty()) codes = {set.values.low, set.values.high};
            auto const [low, high] = std::minmax_element(codes.begin(), codes.end());
            auto const here = text::number(*low + *high) + " minus the answer";
            if (!out.empty() && out != here) return "lowest plus highest code minus the answer";
            out = here;
        }
        return out;
    }

    void tell(Conclusion const& one, AgainstScale const& against) {
        auto const& instrument = *one.instrument;
        auto const& scale = instrument.scales[against.scale];
        auto const where = " of scale '" + scale.id + "' of " + instrument.id;
        auto const people =
            counted(static_cast<std::size_t>(against.n), "person", "people") + " with all answers";
        std::vector<std::size_t> items;
        std::vector<std::string> with_r;
        for (auto const& item : against.items) {
            items.push_back(item.item);
            with_r.push_back(instrument.items[item.item].id + " (r = " + text::fixed(item.r, 2) + ", " +
                             (item.reversed ? "reversed" : "not reversed") + " by the definition)");
        }
        if (against.reversed_r) {
            add(Severity::warning, scoring::code::reversed_twice,
                "the reversed items" + where + ", " + spans_of(instrument, items) +
                    ", run against its other items (r = " + text::fixed(*against.reversed_r, 2) + ", " +
                    people + "); the file seems to hold them reversed already, and they are reversed twice",
                "if so, turn them back in the file (" + turned(instrument, items) +
                    "), and run again; or take out 'reversed' in a definition of your own, see 'quaestor "
                    "help C073'",
                names(one, items));
            return;
        }
        bool const single = items.size() == 1;
        add(Severity::warning, scoring::code::runs_against,
            first_of(std::move(with_r)) + where + (single ? " runs" : " run") + " against the other items; " +
                people,
            std::string("see whether the file has ") + (single ? "it" : "them") +
                " the other way round than the definition expects; if so, turn " + (single ? "it" : "them") +
                " round in the file (" + turned(instrument, items) + "), and run again",
            names(one, items));
    }

    void tell_dressed(Conclusion const& one) {
        constexpr std::array<std::pair<Look, std::string_view>, 3> kinds{
            {{Look::quoted, "in quotes or with an apostrophe"},
             {Look::labelled, "with a label beside the number"},
             {Look::wide, "in digits of another script"}}};
        std::vector<std::string> told;
        std::vector<std::string> items;
        std::vector<std::string> details;
        for (auto const& [look, words] : kinds) {
            auto const& where = one.refused[static_cast<std::size_t>(look)];
            if (where.empty()) continue;
            told.push_back(cells_and_columns(where) + " " + std::string(words));
            details.push_back(std::string(words) + ": " + with_cells(where));
            for (auto const& item : where)
                items.push_back(named(one, item.id));
        }
        if (told.empty()) return;
        add(Severity::warning, scoring::code::dressed_numbers,
            "answers of " + one.instrument->id +
                " that are no plain numbers were refused: " + text::join(told, ", "),
            "only a plain code, or the whole label of an answer, is read: leave in these cells nothing but "
            "the number "
            "('Find and replace' of Excel does it for all of them), or export codes in place of labels",
            std::move(items));
        clues_.back().details = std::move(details);
    }

    void tell_dates(Conclusion const& one) {
        auto const& where = one.refused[static_cast<std::size_t>(Look::date)];
        if (where.empty()) return;
        std::vector<std::string> items;
        for (auto const& item : where)
            items.push_back(named(one, item.id));
        add(Severity::warning, scoring::code::dates_for_codes,
            cells_and_columns(where) + " of " + one.instrument->id +
                (cells_of(where) == 1 ? " holds" : " hold") +
                " a date where an answer should stand: " + with_cells(where),
            "Excel makes dates of texts such as 1-2 or 3/4, and what was typed cannot be told from the date "
            "any more: "
            "take these answers from where they came from, into cells that are formatted as text",
            std::move(items));
    }

    void tell_constant(Conclusion const& one) {
        if (one.constant.empty()) return;
        add(Severity::note, scoring::code::constant_items,
            "everybody who answered gave the same answer to " + spans_of(*one.instrument, one.constant) +
                " of " + one.instrument->id + (one.constant.size() == 1 ? "" : ", to each its own"),
            "this may be so; if it cannot, see how the column came into the file", names(one, one.constant));
    }

    void tell_blank(Conclusion const& one) {
        if (one.blank.empty()) return;
        bool const single = one.blank.size() == 1;
        add(Severity::note, scoring::code::blank_items,
            spans_of(*one.instrument, one.blank) + " of " + one.instrument->id + (single ? " is" : " are") +
                " without any answer in this file",
            "if people were asked, see whether their answers stand in another column", names(one, one.blank));
    }

    void tell_copies(Conclusion const& one, std::vector<std::size_t> const& items) {
        add(Severity::warning, scoring::code::copied_columns,
            spans_of(*one.instrument, items) + " of " + one.instrument->id +
                " have the same answer in every row",
            "one column may have been copied over another: see that each has its own answers",
            names(one, items));
    }

    std::span<Conclusion const> conclusions_;
    std::vector<Clue> clues_;
};

}  // namespace

std::vector<Clue> clues_of(std::span<Conclusion const> conclusions) {
    return Teller(conclusions).run();
}

Diagnostics said_of(std::span<Clue const> clues, std::string const& file) {
    Diagnostics out;
    for (auto const& clue : clues)
        out.add({clue.severity, clue.code, clue.message, {}, clue.hint, file, clue.details});
    return out;
}

}  // namespace quaestor::coding
