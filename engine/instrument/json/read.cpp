#include "instrument/json/read.hpp"

#include "instrument/json/conform.hpp"
#include "instrument/json/emit.hpp"
#include "instrument/json/value.hpp"
#include "instrument/json/write.hpp"
#include "instrument/syntax/parse.hpp"
#include "instrument/syntax/tree.hpp"

#include <algorithm>

namespace quaestor::instrument::json {

struct Translation::Places {
    SourceText json;
    SourceText definition;
    std::shared_ptr<Value const> tree;
    std::vector<Place> places;

    /// The smallest place that holds all of `span`.
    [[nodiscard]] Place const& around(SourceSpan span) const {
        auto const after =
            std::upper_bound(places.begin(), places.end(), span.begin,
                             [](std::uint32_t at, Place const& place) { return at < place.text.begin; });
        auto at = static_cast<std::size_t>(after - places.begin());
        at = at == 0 ? 0 : at - 1;
        while (at != 0 && places[at].text.end < span.end)
            at = places[at].outer;
        return places[at];
    }

    [[nodiscard]] SourceSpan at_home(SourceSpan span) const {
        auto const& place = around(span);
        if (!place.verbatim) return place.value->span;
        auto const begin = place_within(json, *place.value, span.begin - place.text.begin);
        auto const end = place_within(json, *place.value, span.end - place.text.begin);
        return {begin, std::max(begin + 1, end)};
    }
};

namespace {

/// What says the same as an absent key.
bool says_nothing(Value const& value) {
    if (value.type == Type::truth) return !value.truth;
    return value.type == Type::array && value.items.empty();
}

/// The first part of `said` that is something else in `understood`; none where both say the same.
Value const* difference(Value const& said, Value const& understood) {
    if (said.type != understood.type) return &said;
    switch (said.type) {
        case Type::text:
            return said.text == understood.text || tidied(said.text) == tidied(understood.text) ? nullptr
                                                                                                : &said;
        case Type::number:
            return said.text == understood.text ? nullptr : &said;
        case Type::truth:
            return said.truth == understood.truth ? nullptr : &said;
        case Type::null:
            return nullptr;
        case Type::array:
            for (std::size_t i = 0; i < said.items.size(); ++i) {
                if (i == understood.items.size()) return &said.items[i];
                if (auto const* found = difference(said.items[i], understood.items[i])) return found;
            }
            return said.items.size() == understood.items.size() ? nullptr : &said;
        case Type::object: {
            std::size_t matched = 0;
            for (auto const& member : said.members) {
                auto const* other = understood.find(member.key);
                if (other == nullptr) {
                    if (says_nothing(member.value) || member.key == "$schema") continue;
                    return &member.value;
                }
                ++matched;
                if (auto const* found = difference(member.value, *other)) return found;
            }
            return matched == understood.members.size() ? nullptr : &said;
        }
    }
    return nullptr;
}

}  // namespace

SourceText const& Translation::definition() const {
    return places_->definition;
}

Diagnostics Translation::at_home(Diagnostics found) const {
    Diagnostics moved;
    for (auto diagnostic : found) {
        bool first = true;
        for (auto& label : diagnostic.labels) {
            auto const& place = places_->around(label.span);
            label.span = places_->at_home(label.span);
            if (first) label.text += (label.text.empty() ? "at " : ", at ") + pointer_of(*place.value);
            first = false;
        }
        moved.add(std::move(diagnostic));
    }
    moved.sort();
    return moved;
}

Outcome<Translation> translate(SourceText const& json) {
    Outcome<Translation> outcome;
    auto parsed = parse(json);
    outcome.diagnostics = std::move(parsed.diagnostics);
    if (!parsed.value) return outcome;
    auto const& root = *parsed.value;
    outcome.diagnostics.append(conform(json, *root));
    outcome.diagnostics.sort();
    if (outcome.diagnostics.has_errors()) return outcome;

    auto emitted = emit(*root);
    auto places = std::make_shared<Translation::Places>();
    places->json = json;
    places->definition = SourceText(json.name(), std::move(emitted.text));
    places->tree = root;
    places->places = std::move(emitted.places);

    // A word that is a name here and a keyword there could still be read differently. Where the text cannot
    // be read at all, load() says so.
    syntax::Definition tree;
    auto const reading = syntax::parse(places->definition, tree);
    if (!reading.diagnostics.has_errors()) {
        if (auto const* at = difference(*root, value_of(places->definition, tree))) {
            bool const large = at->type == Type::object || at->type == Type::array;
            SourceSpan const span{at->span.begin, large ? at->span.begin + 1 : at->span.end};
            outcome.diagnostics.add(mistake("J014", span, *at,
                                            "the language would read this as something else",
                                            "another name, or a key that belongs here, makes it clear"));
            return outcome;
        }
    }
    outcome.value = Translation(std::move(places));
    return outcome;
}

bool is_json(std::string const& name) {
    return name.ends_with(".json");
}

}  // namespace quaestor::instrument::json
