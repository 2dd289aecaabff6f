#include "base/text.hpp"
#include "study/difference/comparer.hpp"
#include "study/difference/matched.hpp"
#include "study/difference/words.hpp"
#include "study/expression_text.hpp"

namespace quaestor::study {

using namespace instrument;
using namespace words;

namespace {

std::vector<std::string> careless(Instrument const& i) {
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

std::vector<std::string> skips(Instrument const& i) {
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

}  // namespace

void Comparer::flags() {
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
        now(Touches::wording, "flag " + b->id + ": the message is", quoted(a->message), quoted(b->message));
    }
}

void Comparer::validity() {
    auto const all = matched(before_.checks, after_.checks, [](Check const& c) { return c.id; });
    for (auto const* c : all.added)
        say(Touches::validity, "a new check: " + c->id + " " + quoted(c->message) + " when " +
                                   ended(short_text_of(after_, c->when)));
    for (auto const* c : all.gone)
        say(Touches::validity, "the check " + c->id + " is gone");
    for (auto const& [a, b] : all.both) {
        formula(Touches::validity, "check " + b->id + ": now finds", a->when, b->when);
        now(Touches::wording, "check " + b->id + ": the message is", quoted(a->message), quoted(b->message));
    }
    list(Touches::validity, "rule", careless(before_), careless(after_));
    list(Touches::scoring, "rule", skips(before_), skips(after_));
}

}  // namespace quaestor::study
