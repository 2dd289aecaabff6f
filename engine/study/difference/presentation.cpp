#include "base/text.hpp"
#include "study/difference/comparer.hpp"
#include "study/difference/matched.hpp"
#include "study/difference/words.hpp"
#include "study/expression_text.hpp"

#include <algorithm>
#include <set>

namespace quaestor::study {

using namespace instrument;
using namespace words;

void Comparer::presentation(std::string const& id, Presentation const& a, Presentation const& b) {
    auto const range = [](Presentation const& p) { return p.range ? range_text(*p.range) : "not stated"; };
    now(Touches::scoring, id + ": now", rounding_text(a.rounding), rounding_text(b.rounding));
    now(Touches::scoring, id + ": the range is", range(a), range(b));
    now(Touches::scoring, id + ": a higher value is", std::string(direction(a.higher)),
        std::string(direction(b.higher)));
    change_figures(id, a.change, b.change);
    band_sets(id, a.band_sets, b.band_sets);
}

void Comparer::band_sets(std::string const& id, std::vector<BandSet> const& a,
                         std::vector<BandSet> const& b) {
    auto const name = [](Instrument const& instrument, BandSet const& set) {
        return set.name + "|" + (set.when ? text_of(instrument, *set.when) : "");
    };
    auto const called = [&](Instrument const& instrument, BandSet const& set) {
        return id + (set.name.empty() ? "" : "." + set.name) +
               (set.when ? " (when " + ended(short_text_of(instrument, *set.when)) + ")" : "");
    };
    std::set<BandSet const*> used;
    for (auto const& set : b) {
        auto const old = std::find_if(a.begin(), a.end(), [&](BandSet const& s) {
            return !used.contains(&s) && name(before_, s) == name(after_, set);
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
        if (!used.contains(&set)) say(Touches::scoring, "the bands of " + called(before_, set) + " are gone");
    }
}

void Comparer::bands(std::string const& id, BandSet const& a, BandSet const& b) {
    auto const all = matched(a.bands, b.bands, [](Band const& band) { return band.name; });
    for (auto const& [x, y] : all.both) {
        if (x->from != y->from)
            say(Touches::scoring, "band " + quoted(y->name) + " of " + id + " now begins at " +
                                      text::number(y->from) + ", before " + text::number(x->from));
    }
    std::set<Band const*> renamed;
    for (auto const* y : all.added) {
        auto const old =
            std::find_if(all.gone.begin(), all.gone.end(), [&](Band const* x) { return x->from == y->from; });
        if (old == all.gone.end()) {
            say(Touches::scoring,
                "a new band of " + id + ": " + quoted(y->name) + " from " + text::number(y->from));
        } else {
            renamed.insert(*old);
            say(Touches::scoring, "the band of " + id + " from " + text::number(y->from) + " is now called " +
                                      quoted(y->name) + ", before " + quoted((*old)->name));
        }
    }
    for (auto const* x : all.gone) {
        if (!renamed.contains(x))
            say(Touches::scoring,
                "band " + quoted(x->name) + " of " + id + " is gone; it began at " + text::number(x->from));
    }
}

void Comparer::change_figures(std::string const& id, std::optional<instrument::Change> const& a,
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

}  // namespace quaestor::study
