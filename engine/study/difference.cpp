#include "study/difference.hpp"

#include "base/text.hpp"
#include "study/expression_text.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <set>

namespace quaestor::study {
namespace {

using namespace instrument;

std::string range_text(Range const& range) {
    return text::number(range.low) + ".." + text::number(range.high);
}

std::string quoted(std::string const& text) {
    return "'" + text + "'";
}

std::string or_none(std::string const& text) {
    return text.empty() ? "none" : text;
}

std::string ended(std::string text) {
    constexpr std::size_t longest = 160;
    if (text::display_width(text) <= longest) return text;
    std::size_t bytes = 0;
    for (std::size_t width = 0; width < longest - 1; ++width) {
        ++bytes;
        while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80)
            ++bytes;
    }
    return text.substr(0, bytes) + "…";
}

std::string optional_number(std::optional<double> const& number) {
    return number ? text::number(*number) : "none";
}

std::string_view direction(Direction higher) {
    return higher == Direction::better ? "better" : higher == Direction::worse ? "worse" : "not stated";
}

std::string rounding_text(std::optional<Rounding> const& rounding) {
    if (!rounding) return "not rounded";
    return "rounded to " + text::counted(static_cast<std::size_t>(rounding->digits), "decimal", "decimals") +
           (rounding->half_even ? ", ties to the even digit" : "") +
           (rounding->before_bands ? ", before bands" : "");
}

std::string rescale_text(std::optional<Rescale> const& rescale) {
    if (!rescale) return "not rescaled";
    return "rescaled from " + range_text(rescale->from) + " to " + range_text(rescale->to);
}

std::string kind_text(OptionKind kind) {
    return kind == OptionKind::answer    ? "an answer"
           : kind == OptionKind::missing ? "missing"
                                         : "not applicable";
}

std::string test_text(std::optional<CountTest> const& test) {
    if (!test) return "none";
    std::vector<std::string> values;
    for (auto const value : test->values)
        values.push_back(text::number(value));
    switch (test->op) {
        case Op::in_range:
            return "in " + text::join(values, "..");
        case Op::in_set:
            return "in {" + text::join(values, ", ") + "}";
        case Op::equal:
            return "= " + values.front();
        case Op::not_equal:
            return "!= " + values.front();
        case Op::less:
            return "< " + values.front();
        case Op::less_equal:
            return "<= " + values.front();
        case Op::greater:
            return "> " + values.front();
        default:
            return ">= " + values.front();
    }
}

std::string row_text(TableRow const& row) {
    return text::number(row.value) + (row.error ? " (standard error " + text::number(*row.error) + ")" : "");
}

/// Everything about a set of answers but its name and labels.
std::string meaning_of(ResponseSet const& set) {
    auto out = std::string(word(set.kind)) + " " + range_text(set.values) + " " + set.unit;
    for (auto const& option : set.options)
        out += "|" + option.code + " " + kind_text(option.kind) + " " + text::number(option.value);
    return out;
}

/// The members of two lists by what names them: in both, gone, new. Of the same name twice, the first counts.
template <class T, class Name>
struct Matched {
    std::vector<std::pair<T const*, T const*>> both;  ///< before, after; in the order of the new list
    std::vector<T const*> gone;
    std::vector<T const*> added;

    Matched(std::vector<T> const& before, std::vector<T> const& after, Name name) {
        auto const find = [&](std::vector<T> const& list, T const& wanted) -> T const* {
            auto const at = std::find_if(list.begin(), list.end(),
                                         [&](T const& one) { return name(one) == name(wanted); });
            return at == list.end() ? nullptr : &*at;
        };
        for (auto const& one : after) {
            auto const* old = find(before, one);
            if (old == nullptr) {
                added.push_back(&one);
            } else {
                both.emplace_back(old, &one);
            }
        }
        for (auto const& one : before) {
            if (find(after, one) == nullptr) gone.push_back(&one);
        }
    }
};

template <class T, class Name>
Matched<T, Name> matched(std::vector<T> const& before, std::vector<T> const& after, Name name) {
    return Matched<T, Name>(before, after, name);
}

class Comparer {
public:
    Comparer(Instrument const& before, Instrument const& after) : before_(before), after_(after) {}

    std::vector<Change> run() {
        card();
        responses();
        items();
        covariates();
        scales();
        scores();
        tables();
        norms();
        flags();
        validity();
        figures();
        std::stable_sort(changes_.begin(), changes_.end(),
                         [](Change const& a, Change const& b) { return a.touches < b.touches; });
        return std::move(changes_);
    }

private:
    void say(Touches touches, std::string text) { changes_.push_back({touches, std::move(text)}); }

    /// "what A, before B" where they differ.
    void now(Touches touches, std::string const& what, std::string const& before, std::string const& after) {
        if (before == after) return;
        bool const commas = (before + after).find(',') != std::string::npos;
        say(touches, what + " " + after + (commas ? " (before: " + before + ")" : ", before " + before));
    }

    // ---- the card

    void card() {
        auto const& a = before_.card;
        auto const& b = after_.card;
        now(Touches::card, "the id of the instrument is", before_.id, after_.id);
        now(Touches::card, "version is", or_none(a.version), or_none(b.version));
        now(Touches::card, "status is", std::string(word(a.status)), std::string(word(b.status)));
        if (a.status == b.status)
            now(Touches::card, "not verified is:", or_none(a.unverified), or_none(b.unverified));
        list(Touches::card, "source", references(a.sources), references(b.sources));
        now(Touches::card, "licence is", std::string(word(a.licence)), std::string(word(b.licence)));
        now(Touches::wording, "licence:", quoted(a.licence_text), quoted(b.licence_text));
        now(Touches::card, "recall period is", or_none(a.recall), or_none(b.recall));
        now(Touches::card, "language is", or_none(a.language), or_none(b.language));
        now(Touches::card, "population is", or_none(a.population), or_none(b.population));
        now(Touches::wording, "title is", quoted(before_.title), quoted(after_.title));
        if (a.notes != b.notes) say(Touches::wording, "the notes are others");
    }

    static std::vector<std::string> references(std::vector<Reference> const& sources) {
        std::vector<std::string> out;
        for (auto const& source : sources)
            out.push_back(source.text + (source.doi.empty() ? "" : ", doi " + source.doi));
        return out;
    }

    /// Lines that are in one and not in the other.
    void list(Touches touches, std::string const& what, std::vector<std::string> const& before,
              std::vector<std::string> const& after) {
        for (auto const& line : after) {
            if (std::find(before.begin(), before.end(), line) == before.end())
                say(touches, "new " + what + ": " + ended(line));
        }
        for (auto const& line : before) {
            if (std::find(after.begin(), after.end(), line) == after.end())
                say(touches, "no longer a " + what + ": " + ended(line));
        }
    }

    // ---- answers and items

    void responses() {
        auto const sets =
            matched(before_.responses, after_.responses, [](ResponseSet const& s) { return s.name; });
        for (auto const& [a, b] : sets.both)
            compare(*a, *b);
        std::set<std::string> renamed;
        for (auto const* b : sets.added) {
            auto const old = std::find_if(sets.gone.begin(), sets.gone.end(), [&](ResponseSet const* a) {
                return !renamed.contains(a->name) && meaning_of(*a) == meaning_of(*b);
            });
            if (old == sets.gone.end()) {
                say(Touches::answers, "a new set of answers: " + b->name);
            } else {
                renamed.insert((*old)->name);
                say(Touches::wording, "the answers " + (*old)->name + " are called " + b->name);
                compare(**old, *b);
            }
        }
        for (auto const* a : sets.gone) {
            if (!renamed.contains(a->name)) say(Touches::answers, "the answers " + a->name + " are gone");
        }
    }

    void compare(ResponseSet const& a, ResponseSet const& b) {
        auto const what = b.name + ": ";
        now(Touches::answers, what + "answers are", std::string(word(a.kind)), std::string(word(b.kind)));
        bool const ranged = b.kind == ResponseKind::integer || b.kind == ResponseKind::number;
        if (a.kind == b.kind && ranged)
            now(Touches::answers, what + "answers run over", range_text(a.values), range_text(b.values));
        now(Touches::answers, what + "the unit is", or_none(a.unit), or_none(b.unit));
        auto const options = matched(a.options, b.options, [](Option const& o) {
            return o.number ? text::number(*o.number) : text::lower_ascii(o.code);
        });
        for (auto const* o : options.added) {
            say(Touches::answers,
                what + "the code " + o->code + " is new: " + kind_text(o->kind) +
                    (o->kind == OptionKind::answer ? ", scored " + text::number(o->value) : ""));
        }
        for (auto const* o : options.gone) {
            say(Touches::answers, what + "the code " + o->code + " is gone (" + kind_text(o->kind) +
                                      "); it is now out of range");
        }
        for (auto const& [x, y] : options.both) {
            auto const code = what + "the code " + y->code + " is now";
            now(Touches::answers, code, kind_text(x->kind), kind_text(y->kind));
            if (x->kind == OptionKind::answer && y->kind == OptionKind::answer)
                now(Touches::answers, code + " scored", text::number(x->value), text::number(y->value));
            now(Touches::wording, what + "the code " + y->code + " is labelled", quoted(x->label),
                quoted(y->label));
        }
    }

    void items() {
        auto const all = matched(before_.items, after_.items, [](Item const& i) { return i.id; });
        for (auto const* i : all.added) {
            say(Touches::items, "item " + i->id + " is new: " + quoted(i->label) +
                                    (i->reversed ? ", reversed" : "") + (i->unscored ? ", unscored" : "") +
                                    (i->optional ? ", optional" : ""));
        }
        for (auto const* i : all.gone)
            say(Touches::items, "item " + i->id + " is gone");
        for (auto const& [a, b] : all.both) {
            auto const what = "item " + b->id;
            auto const& old_set = before_.responses[a->responses];
            auto const& new_set = after_.responses[b->responses];
            if (old_set.name != new_set.name && meaning_of(old_set) != meaning_of(new_set))
                say(Touches::items,
                    what + " is now answered by " + new_set.name + ", before by " + old_set.name);
            if (a->reversed != b->reversed)
                say(Touches::items, what + (b->reversed ? " is now reversed" : " is no longer reversed"));
            if (a->optional != b->optional)
                say(Touches::items,
                    what + (b->optional ? " may now stay blank" : " no longer may stay blank"));
            if (a->unscored != b->unscored)
                say(Touches::items, what + (b->unscored ? " is now unscored" : " is no longer unscored"));
            now(Touches::items, what + ": the weight is", text::number(a->weight), text::number(b->weight));
            now(Touches::items, what + ": the alias of its column is", or_none(a->alias), or_none(b->alias));
            now(Touches::wording, what + " is labelled", quoted(a->label), quoted(b->label));
        }
        std::vector<std::string> old_order;
        std::vector<std::string> new_order;
        for (auto const& [a, b] : all.both)
            new_order.push_back(b->id);
        for (auto const& item : before_.items) {
            if (std::find(new_order.begin(), new_order.end(), item.id) != new_order.end())
                old_order.push_back(item.id);
        }
        if (old_order != new_order) say(Touches::wording, "the items stand in another order");
    }

    void covariates() {
        auto const all =
            matched(before_.covariates, after_.covariates, [](Covariate const& c) { return c.id; });
        for (auto const* c : all.added)
            say(Touches::respondent, c->id + " of the respondent is new");
        for (auto const* c : all.gone)
            say(Touches::respondent, c->id + " of the respondent is gone");
        auto const spell = [](Covariate const& c) {
            if (c.kind == CovariateKind::number) return "a number " + range_text(c.range);
            std::string out = "a category";
            for (auto const& category : c.categories) {
                out += " " + category.name;
                for (auto const& alias : category.aliases)
                    out += " '" + alias + "'";
            }
            return out;
        };
        for (auto const& [a, b] : all.both)
            now(Touches::respondent, b->id + " is", spell(*a), spell(*b));
    }

    // ---- scales and scores

    void scales() {
        auto const all = matched(before_.scales, after_.scales, [](Scale const& s) { return s.id; });
        for (auto const* s : all.added) {
            say(Touches::scoring, "a new scale: " + s->id + " " + quoted(s->title) + ", " +
                                      std::string(word(s->aggregate)) + " of " +
                                      text::counted(s->members.size(), "item", "items") + ", " +
                                      range_text(s->attainable));
        }
        for (auto const* s : all.gone)
            say(Touches::scoring, "the scale " + s->id + " is gone");
        for (auto const& [a, b] : all.both)
            compare(*a, *b);
    }

    void compare(Scale const& a, Scale const& b) {
        auto const what = b.id + ":";
        now(Touches::scoring, what + " now", "the " + std::string(word(a.aggregate)) + " of its items",
            "the " + std::string(word(b.aggregate)) + " of its items");
        members(a, b);
        if (a.test && b.test)
            now(Touches::scoring, what + " counts answers", test_text(a.test), test_text(b.test));
        now(Touches::scoring, what + " its items are recoded by", recoding(before_, a), recoding(after_, b));
        now(Touches::scoring, what + " now", rescale_text(a.rescale), rescale_text(b.rescale));
        now(Touches::scoring, what + " now", describe(a.missing), describe(b.missing));
        if (a.composite != b.composite)
            say(Touches::scoring,
                what + (b.composite ? " now a composite, without reliability" : " no longer a composite"));
        presentation(b.id, a.shown, b.shown);
        // Where the range is stated on both sides, it has been compared.
        if (!a.shown.range || !b.shown.range)
            now(Touches::scoring, what + " its values can run over", range_text(a.attainable),
                range_text(b.attainable));
        now(Touches::wording, what + " the title is", quoted(a.title), quoted(b.title));
    }

    static std::string recoding(Instrument const& instrument, Scale const& scale) {
        return scale.recoding ? "the table " + instrument.tables[*scale.recoding].name : "no table";
    }

    void members(Scale const& a, Scale const& b) {
        std::map<std::string, bool> old;
        for (auto const& member : a.members)
            old.emplace(before_.items[member.item].id, member.reversed);
        std::vector<std::string> in;
        for (auto const& member : b.members) {
            auto const& id = after_.items[member.item].id;
            auto const found = old.find(id);
            if (found == old.end()) {
                in.push_back(id + (member.reversed ? " (reversed)" : ""));
                continue;
            }
            if (found->second != member.reversed)
                say(Touches::scoring, b.id + ": item " + id +
                                          (member.reversed ? " is now reversed" : " is no longer reversed"));
            old.erase(found);
        }
        std::vector<std::string> out;
        for (auto const& member : a.members) {
            if (auto const& id = before_.items[member.item].id; old.contains(id)) out.push_back(id);
        }
        auto const part = [&](std::vector<std::string> const& ids, std::string const& verb) {
            if (ids.empty()) return;
            say(Touches::scoring, b.id + ": " + (ids.size() == 1 ? "item " : "items ") +
                                      text::join(ids, ", ") + (ids.size() == 1 ? " is " : " are ") + verb);
        };
        part(in, "now part of it");
        part(out, "no longer part of it");
    }

    void scores() {
        auto const all = matched(before_.scores, after_.scores, [](Score const& s) { return s.id; });
        for (auto const* s : all.added)
            say(Touches::scoring, "a new score: " + s->id + " " + quoted(s->title) + " = " +
                                      ended(short_text_of(after_, s->expression)));
        for (auto const* s : all.gone)
            say(Touches::scoring, "the score " + s->id + " is gone");
        for (auto const& [a, b] : all.both) {
            formula(Touches::scoring, b->id + ": the formula is now", a->expression, b->expression);
            presentation(b->id, a->shown, b->shown);
            now(Touches::wording, b->id + ": the title is", quoted(a->title), quoted(b->title));
        }
    }

    void formula(Touches touches, std::string const& what, Expression const& a, Expression const& b) {
        if (text_of(before_, a) == text_of(after_, b)) return;
        auto const old = ended(short_text_of(before_, a));
        auto const fresh = ended(short_text_of(after_, b));
        say(touches,
            what + " " + fresh +
                (old != fresh ? ", before " + old : ": the same words, but over other items than before"));
    }

    void presentation(std::string const& id, Presentation const& a, Presentation const& b) {
        auto const range = [](Presentation const& p) {
            return p.range ? range_text(*p.range) : "not stated";
        };
        now(Touches::scoring, id + ": now", rounding_text(a.rounding), rounding_text(b.rounding));
        now(Touches::scoring, id + ": the range is", range(a), range(b));
        now(Touches::scoring, id + ": a higher value is", std::string(direction(a.higher)),
            std::string(direction(b.higher)));
        change_figures(id, a.change, b.change);
        auto const name = [&](Instrument const& instrument) {
            return [&instrument](BandSet const& set) {
                return set.name + "|" + (set.when ? text_of(instrument, *set.when) : "");
            };
        };
        band_sets(id, a.band_sets, b.band_sets, name(before_), name(after_));
    }

    template <class OldName, class NewName>
    void band_sets(std::string const& id, std::vector<BandSet> const& a, std::vector<BandSet> const& b,
                   OldName old_name, NewName new_name) {
        auto const called = [&](Instrument const& instrument, BandSet const& set) {
            return id + (set.name.empty() ? "" : "." + set.name) +
                   (set.when ? " (when " + ended(short_text_of(instrument, *set.when)) + ")" : "");
        };
        std::set<BandSet const*> used;
        for (auto const& set : b) {
            auto const old = std::find_if(a.begin(), a.end(), [&](BandSet const& s) {
                return !used.contains(&s) && old_name(s) == new_name(set);
            });
            if (old == a.end()) {
                std::vector<std::string> parts;
                for (auto const& band : set.bands)
                    parts.push_back("from " + text::number(band.from) + " " + quoted(band.name));
                say(Touches::scoring,
                    "new bands of " + called(after_, set) + ": " + ended(text::join(parts, ", ")));
                continue;
            }
            used.insert(&*old);
            bands(called(after_, set), *old, set);
            now(Touches::wording, "the source of the bands of " + called(after_, set) + " is",
                or_none(old->source), or_none(set.source));
        }
        for (auto const& set : a) {
            if (!used.contains(&set))
                say(Touches::scoring, "the bands of " + called(before_, set) + " are gone");
        }
    }

    void bands(std::string const& id, BandSet const& a, BandSet const& b) {
        auto const all = matched(a.bands, b.bands, [](Band const& band) { return band.name; });
        for (auto const& [x, y] : all.both) {
            if (x->from != y->from)
                say(Touches::scoring, "band " + quoted(y->name) + " of " + id + " now begins at " +
                                          text::number(y->from) + ", before " + text::number(x->from));
        }
        std::set<Band const*> renamed;
        for (auto const* y : all.added) {
            auto const old = std::find_if(all.gone.begin(), all.gone.end(),
                                          [&](Band const* x) { return x->from == y->from; });
            if (old == all.gone.end()) {
                say(Touches::scoring,
                    "a new band of " + id + ": " + quoted(y->name) + " from " + text::number(y->from));
            } else {
                renamed.insert(*old);
                say(Touches::scoring, "the band of " + id + " from " + text::number(y->from) +
                                          " is now called " + quoted(y->name) + ", before " +
                                          quoted((*old)->name));
            }
        }
        for (auto const* x : all.gone) {
            if (!renamed.contains(x))
                say(Touches::scoring, "band " + quoted(x->name) + " of " + id + " is gone; it began at " +
                                          text::number(x->from));
        }
    }

    void change_figures(std::string const& id, std::optional<instrument::Change> const& a,
                        std::optional<instrument::Change> const& b) {
        if (!a && !b) return;
        auto const old = a.value_or(instrument::Change{});
        auto const fresh = b.value_or(instrument::Change{});
        auto const figure = [&](std::string const& name, std::optional<double> instrument::Change::*field) {
            now(Touches::scoring, id + ": change is judged with " + name, optional_number(old.*field),
                optional_number(fresh.*field));
        };
        figure("sd", &instrument::Change::sd);
        figure("retest", &instrument::Change::retest);
        figure("alpha", &instrument::Change::alpha);
        figure("sem", &instrument::Change::sem);
        figure("level", &instrument::Change::level);
        figure("mid within", &instrument::Change::mid_within);
        figure("mid between", &instrument::Change::mid_between);
        figure("cutoff", &instrument::Change::cutoff);
        now(Touches::wording, id + ": the source of the figures of change is", or_none(old.source),
            or_none(fresh.source));
    }

    // ---- tables and norms

    void tables() {
        auto const all = matched(before_.tables, after_.tables, [](Table const& t) { return t.name; });
        for (auto const* t : all.added)
            say(Touches::scoring,
                "a new table: " + t->name + ", " + text::counted(t->rows.size(), "row", "rows"));
        for (auto const* t : all.gone)
            say(Touches::scoring, "the table " + t->name + " is gone");
        for (auto const& [a, b] : all.both) {
            if (a->interpolated != b->interpolated)
                say(Touches::scoring, "table " + b->name +
                                          (b->interpolated ? " is now interpolated between its rows"
                                                           : " is no longer interpolated"));
            rows("table " + b->name, a->rows, b->rows);
        }
    }

    void rows(std::string const& what, std::vector<TableRow> const& a, std::vector<TableRow> const& b) {
        constexpr std::size_t most = 10;
        std::vector<std::string> lines;
        auto const all = matched(a, b, [](TableRow const& row) { return row.key; });
        for (auto const& [x, y] : all.both) {
            if (row_text(*x) != row_text(*y))
                lines.push_back(text::number(y->key) + " now gives " + row_text(*y) + ", before " +
                                row_text(*x));
        }
        for (auto const* row : all.added)
            lines.push_back("a new row: " + text::number(row->key) + " gives " + row_text(*row));
        for (auto const* row : all.gone)
            lines.push_back("the row " + text::number(row->key) + " is gone");
        auto const count = lines.size();
        for (std::size_t i = 0; i < std::min(count, most); ++i)
            say(Touches::scoring, what + ": " + lines[i]);
        if (count > most)
            say(Touches::scoring,
                what + ": and " + text::counted(count - most, "more row differs", "more rows differ"));
    }

    void norms() {
        auto const all = matched(before_.norms, after_.norms, [](Norms const& n) { return n.id; });
        for (auto const* n : all.added)
            say(Touches::scoring, "new norms: " + n->id + " for " + after_.id_of(n->scale));
        for (auto const* n : all.gone)
            say(Touches::scoring, "the norms " + n->id + " are gone");
        for (auto const& [a, b] : all.both) {
            auto const what = "norms " + b->id;
            now(Touches::scoring, what + ": they are for", before_.id_of(a->scale), after_.id_of(b->scale));
            now(Touches::wording, what + ": the title is", quoted(a->title), quoted(b->title));
            if (a->rows.size() != b->rows.size()) {
                now(Touches::scoring, what + ": the number of groups is", std::to_string(a->rows.size()),
                    std::to_string(b->rows.size()));
                continue;
            }
            for (std::size_t i = 0; i < b->rows.size(); ++i)
                norm_row(what + ", group " + std::to_string(i + 1), a->rows[i], b->rows[i]);
        }
    }

    void norm_row(std::string const& what, NormRow const& a, NormRow const& b) {
        condition(Touches::scoring, what + ": now holds when", a.when, b.when);
        now(Touches::scoring, what + ": the mean is", optional_number(a.mean), optional_number(b.mean));
        now(Touches::scoring, what + ": the standard deviation is", optional_number(a.sd),
            optional_number(b.sd));
        rows(what + ", percentiles", a.percentiles, b.percentiles);
    }

    void condition(Touches touches, std::string const& what, std::optional<Expression> const& a,
                   std::optional<Expression> const& b) {
        if (a && b) return formula(touches, what, *a, *b);
        now(touches, what, a ? ended(short_text_of(before_, *a)) : "always",
            b ? ended(short_text_of(after_, *b)) : "always");
    }

    // ---- flags and validity

    void flags() {
        auto const all = matched(before_.flags, after_.flags, [](Flag const& f) { return f.id; });
        for (auto const* f : all.added)
            say(Touches::flags, "a new " + std::string(word(f->level)) + " flag: " + f->id + " " +
                                    quoted(f->message) + " when " + ended(short_text_of(after_, f->when)));
        for (auto const* f : all.gone)
            say(Touches::flags,
                "the " + std::string(word(f->level)) + " flag " + f->id + " is gone: " + quoted(f->message));
        for (auto const& [a, b] : all.both) {
            now(Touches::flags, "flag " + b->id + ": its level is", std::string(word(a->level)),
                std::string(word(b->level)));
            formula(Touches::flags, "flag " + b->id + ": now raised when", a->when, b->when);
            now(Touches::wording, "flag " + b->id + ": the message is", quoted(a->message),
                quoted(b->message));
        }
    }

    void validity() {
        auto const all = matched(before_.checks, after_.checks, [](Check const& c) { return c.id; });
        for (auto const* c : all.added)
            say(Touches::validity, "a new check: " + c->id + " " + quoted(c->message) + " when " +
                                       ended(short_text_of(after_, c->when)));
        for (auto const* c : all.gone)
            say(Touches::validity, "the check " + c->id + " is gone");
        for (auto const& [a, b] : all.both) {
            formula(Touches::validity, "check " + b->id + ": now finds", a->when, b->when);
            now(Touches::wording, "check " + b->id + ": the message is", quoted(a->message),
                quoted(b->message));
        }
        list(Touches::validity, "rule", careless(before_), careless(after_));
        list(Touches::scoring, "rule", skips(before_), skips(after_));
    }

    static std::vector<std::string> careless(Instrument const& i) {
        std::vector<std::string> out;
        for (auto const& a : i.attentions)
            out.push_back("attention " + i.items[a.item].id + " expects " + text::number(a.expected));
        for (auto const& a : i.infrequents)
            out.push_back("infrequent " + i.items[a.item].id + " above " + text::number(a.above));
        for (auto const& p : i.pairs)
            out.push_back("pair " + i.items[p.first].id + " ~ " + i.items[p.second].id + " within " +
                          text::number(p.within));
        for (auto const& t : i.thresholds)
            out.push_back(t.index + (t.above ? " above " : " below ") + text::number(t.value));
        return out;
    }

    static std::vector<std::string> skips(Instrument const& i) {
        std::vector<std::string> out;
        for (auto const& skip : i.skips) {
            std::vector<std::string> ids;
            for (auto const item : skip.items)
                ids.push_back(i.items[item].id);
            out.push_back("skip " + text::join(ids, ", ") + " unless " + text_of(i, skip.unless) +
                          (skip.code.empty() ? "" : " as " + skip.code));
        }
        return out;
    }

    // ---- what scores nothing

    void figures() {
        auto const structures =
            matched(before_.structures, after_.structures, [](Structure const& s) { return s.name; });
        for (auto const* s : structures.added)
            say(Touches::figures, "a new measurement model: " + s->name);
        for (auto const* s : structures.gone)
            say(Touches::figures, "the measurement model " + s->name + " is gone");
        for (auto const& [a, b] : structures.both)
            list(Touches::figures, "part of the model " + b->name, lines(*a), lines(*b));
        auto const published =
            matched(before_.published, after_.published, [](Published const& p) { return p.title; });
        for (auto const* p : published.added)
            say(Touches::figures, "new published figures: " + quoted(p->title));
        for (auto const* p : published.gone)
            say(Touches::figures, "the published figures " + quoted(p->title) + " are gone");
        for (auto const& [a, b] : published.both)
            list(Touches::figures, "published figure", lines(before_, *a), lines(after_, *b));
        auto const examples =
            matched(before_.examples, after_.examples, [](Example const& e) { return e.title; });
        for (auto const* e : examples.added)
            say(Touches::figures, "a new worked example: " + quoted(e->title));
        for (auto const* e : examples.gone)
            say(Touches::figures, "the worked example " + quoted(e->title) + " is gone");
        for (auto const& [a, b] : examples.both) {
            if (lines(before_, *a) != lines(after_, *b))
                say(Touches::figures, "the worked example " + quoted(b->title) + " says something else");
        }
    }

    static std::vector<std::string> lines(Structure const& structure) {
        std::vector<std::string> out;
        for (auto const& line : structure.lines) {
            auto const rest = text::join(line.indicators, ", ");
            switch (line.kind) {
                case StructureKind::factor:
                    out.push_back("factor " + line.name + " = " + rest);
                    break;
                case StructureKind::second_order:
                    out.push_back("second_order " + line.name + " = " + rest);
                    break;
                case StructureKind::general:
                    out.push_back("general " + line.name);
                    break;
                case StructureKind::covariance:
                    out.push_back(line.name + " with " + rest);
                    break;
                case StructureKind::residual:
                    out.push_back("residual " + line.name + " with " + rest);
                    break;
            }
        }
        return out;
    }

    static std::vector<std::string> lines(Instrument const& i, Published const& published) {
        std::vector<std::string> out;
        for (auto const& figure : published.figures)
            out.push_back(i.id_of(figure.result) + " " + figure.kind + " " + text::number(figure.value) +
                          " (" + published.title + ")");
        return out;
    }

    static std::vector<std::string> lines(Instrument const& i, Example const& example) {
        std::vector<std::string> out;
        for (auto const& given : example.given)
            out.push_back((given.is_item ? i.items[given.index].id : i.covariates[given.index].id) + " = " +
                          given.cell);
        for (auto const& e : example.expected) {
            auto const id = e.kind == ExpectKind::flag ? i.flags[e.flag].id : i.id_of(e.result);
            out.push_back(std::to_string(static_cast<int>(e.kind)) + id + "." + e.band_set +
                          (e.missing ? " missing" : "") + " " + optional_number(e.number) + " " + e.text);
        }
        return out;
    }

    Instrument const& before_;
    Instrument const& after_;
    std::vector<study::Change> changes_;
};

}  // namespace

std::string_view heading(Touches touches) {
    switch (touches) {
        case Touches::card:
            return "The instrument";
        case Touches::answers:
            return "Answers";
        case Touches::items:
            return "Items";
        case Touches::respondent:
            return "The respondent";
        case Touches::scoring:
            return "Scales and scores";
        case Touches::flags:
            return "Flags";
        case Touches::validity:
            return "Validity";
        case Touches::figures:
            return "Models, published figures and examples";
        case Touches::wording:
            return "Wording only";
    }
    return "";
}

std::vector<Change> difference(Definition const& before, Definition const& after) {
    return Comparer(*before.instrument, *after.instrument).run();
}

}  // namespace quaestor::study
