#include "base/text.hpp"
#include "study/difference/comparer.hpp"
#include "study/difference/matched.hpp"
#include "study/difference/words.hpp"

#include <set>

namespace quaestor::study {

using namespace instrument;
using namespace words;

void Comparer::responses() {
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

void Comparer::compare(ResponseSet const& a, ResponseSet const& b) {
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
        say(Touches::answers,
            what + "the code " + o->code + " is gone (" + kind_text(o->kind) + "); it is now out of range");
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

void Comparer::items() {
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
            say(Touches::items, what + " is now answered by " + new_set.name + ", before by " + old_set.name);
        if (a->reversed != b->reversed)
            say(Touches::items, what + (b->reversed ? " is now reversed" : " is no longer reversed"));
        if (a->optional != b->optional)
            say(Touches::items, what + (b->optional ? " may now stay blank" : " no longer may stay blank"));
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

void Comparer::covariates() {
    auto const all = matched(before_.covariates, after_.covariates, [](Covariate const& c) { return c.id; });
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

}  // namespace quaestor::study
