#include "base/text.hpp"
#include "study/difference/comparer.hpp"
#include "study/difference/matched.hpp"
#include "study/difference/words.hpp"

namespace quaestor::study {

using namespace instrument;
using namespace words;

namespace {

std::vector<std::string> lines(Structure const& structure) {
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

std::vector<std::string> lines(Instrument const& i, Published const& published) {
    std::vector<std::string> out;
    for (auto const& figure : published.figures)
        out.push_back(i.id_of(figure.result) + " " + figure.kind + " " + text::number(figure.value) + " (" +
                      published.title + ")");
    return out;
}

std::vector<std::string> lines(Instrument const& i, Example const& example) {
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

}  // namespace

void Comparer::figures() {
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

}  // namespace quaestor::study
