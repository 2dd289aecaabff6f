#include "base/text.hpp"
#include "study/difference/comparer.hpp"
#include "study/difference/matched.hpp"
#include "study/difference/words.hpp"
#include "study/expression_text.hpp"

#include <map>

namespace quaestor::study {

using namespace instrument;
using namespace words;

namespace {

std::string recoding(Instrument const& instrument, Scale const& scale) {
    return scale.recoding ? "the table " + instrument.tables[*scale.recoding].name : "no table";
}

}  // namespace

void Comparer::scales() {
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

void Comparer::compare(Scale const& a, Scale const& b) {
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

void Comparer::members(Scale const& a, Scale const& b) {
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
            say(Touches::scoring,
                b.id + ": item " + id + (member.reversed ? " is now reversed" : " is no longer reversed"));
        old.erase(found);
    }
    std::vector<std::string> out;
    for (auto const& member : a.members) {
        if (auto const& id = before_.items[member.item].id; old.contains(id)) out.push_back(id);
    }
    auto const part = [&](std::vector<std::string> const& ids, std::string const& verb) {
        if (ids.empty()) return;
        say(Touches::scoring, b.id + ": " + (ids.size() == 1 ? "item " : "items ") + text::join(ids, ", ") +
                                  (ids.size() == 1 ? " is " : " are ") + verb);
    };
    part(in, "now part of it");
    part(out, "no longer part of it");
}

void Comparer::scores() {
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

}  // namespace quaestor::study
