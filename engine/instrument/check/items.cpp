#include "base/text.hpp"
#include "instrument/check/context.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace quaestor::instrument::check {
namespace {

/// "the items are q1 to q10" or nothing.
std::string items_of(Instrument const& model) {
    if (model.items.empty()) return {};
    if (model.items.size() == 1) return "the only item is " + model.items.front().id;
    return "the items are " + model.items.front().id + " to " + model.items.back().id;
}

std::optional<std::size_t> find_item_named(Context& context, syntax::Name const& name) {
    auto const found = context.symbols.find(name.text);
    if (found != context.symbols.end() && found->second.kind == SymbolKind::item) return found->second.index;
    if (context.unresolved.contains(name.text)) return std::nullopt;
    if (found != context.symbols.end()) {
        context.clash("L011", name.span, "'" + name.text + "' is not an item", found->second.span,
                      "it is declared here");
        return std::nullopt;
    }
    auto hint = items_of(context.model);
    auto const near = context.suggest(name.text, {SymbolKind::item, SymbolKind::set});
    if (!near.empty()) hint += (hint.empty() ? "" : "; ") + near;
    context.error("L011", name.span, "'" + name.text + "' is not an item of this instrument", hint);
    return std::nullopt;
}

std::vector<Member> all_scored(Instrument const& model) {
    std::vector<Member> members;
    for (std::size_t i = 0; i < model.items.size(); ++i) {
        if (!model.items[i].unscored) members.push_back({i, model.items[i].reversed});
    }
    return members;
}

/// Reversal stated in the list itself: for this list only.
bool reverse_here(Context& context, syntax::ItemRange const& range, std::vector<Member>& members) {
    for (auto& member : members) {
        if (member.reversed) {
            auto const& item = context.model.items[member.item];
            context.clash("L022", range.span, "'" + item.id + "' would be reversed twice", item.span,
                          "it is declared as reversed here", "leave out one of the two");
            return false;
        }
        if (!reversible_item(context, member.item, range.span)) return false;
        member.reversed = true;
    }
    return true;
}

/// A reversed value must be a value that the set has: min + max - v.
bool reversible(ResponseSet const& set) {
    if (set.kind == ResponseKind::integer || set.kind == ResponseKind::number) return true;
    if (set.kind != ResponseKind::options) return false;
    std::vector<double> values;
    for (auto const& option : set.options) {
        if (option.kind == OptionKind::answer) values.push_back(option.value);
    }
    std::sort(values.begin(), values.end());
    return std::all_of(values.begin(), values.end(), [&](double value) {
        auto const mirrored = set.values.low + set.values.high - value;
        auto const near = std::lower_bound(values.begin(), values.end(), mirrored - 1e-9);
        return near != values.end() && *near <= mirrored + 1e-9;
    });
}

}  // namespace

bool reversible_item(Context& context, std::size_t item, SourceSpan where) {
    auto const responses = context.model.items[item].responses;
    auto const& set = context.model.responses[responses];
    auto const [known, fresh] = context.reversible.emplace(responses, false);
    if (fresh) known->second = reversible(set);
    if (known->second) return true;
    context.clash("L023", where,
                  "'" + context.model.items[item].id + "' cannot be reversed: the codes of '" + set.name +
                      "' are uneven",
                  set.span,
                  "reversing maps v to " + text::number(set.values.low) + " + " +
                      text::number(set.values.high) + " - v",
                  "declare a second set of responses with the reversed values after '=>'");
    return false;
}

std::optional<std::size_t> resolve_item_name(Context& context, syntax::Name const& name) {
    return find_item_named(context, name);
}

std::optional<std::vector<Member>> resolve_range(Context& context, syntax::ItemRange const& range) {
    constexpr std::size_t most_listed = 300'000;  // a hundred scales of a thousand items are a third of that
    if (context.listed_items > most_listed) return std::nullopt;
    std::vector<Member> members;
    auto const symbol = context.symbols.find(range.first.text);
    if (!range.last && range.first.text == "all") {
        members = all_scored(context.model);
    } else if (!range.last && symbol != context.symbols.end() && symbol->second.kind == SymbolKind::set) {
        context.used_sets.insert(range.first.text);
        members = context.sets[symbol->second.index];
    } else {
        auto const first = find_item_named(context, range.first);
        auto const last = range.last ? find_item_named(context, *range.last) : first;
        if (!first || !last) return std::nullopt;
        if (*first > *last) {
            context.error("L019", range.span,
                          "the range runs backwards: '" + range.first.text + "' stands after '" +
                              range.last->text + "'",
                          "write " + range.last->text + ".." + range.first.text);
            return std::nullopt;
        }
        for (auto i = *first; i <= *last; ++i)
            members.push_back({i, context.model.items[i].reversed});
    }
    context.listed_items += members.size();
    if (context.listed_items > most_listed) {
        context.error("L005", range.span,
                      "the lists up to here name more than " + text::grouped(most_listed) + " items",
                      "is this the right file? No manual needs so many");
        return std::nullopt;
    }
    if (range.reversed && !reverse_here(context, range, members)) return std::nullopt;
    return members;
}

std::optional<std::vector<Member>> resolve_items(Context& context, syntax::ItemList const& list) {
    std::vector<Member> members;
    std::unordered_set<std::size_t> listed;
    bool good = true;
    for (auto const& part : list.parts) {
        auto const found = resolve_range(context, part);
        if (!found) {
            good = false;
            continue;
        }
        for (auto const& member : *found) {
            if (!listed.insert(member.item).second) {
                context.error("L022", part.span,
                              "'" + context.model.items[member.item].id + "' is in this list twice",
                              "it would count twice; name it once");
                good = false;
                break;
            }
            members.push_back(member);
        }
    }
    for (auto const& part : list.except) {
        auto const found = resolve_range(context, part);
        if (!found) {
            good = false;
            continue;
        }
        for (auto const& member : *found) {
            if (listed.erase(member.item) == 0 && good) {
                context.error(
                    "L022", part.span,
                    "'" + context.model.items[member.item].id + "' is left out but was not in the list");
                good = false;
            }
        }
    }
    if (!good) return std::nullopt;
    std::erase_if(members, [&](Member const& member) { return !listed.contains(member.item); });
    if (members.empty()) {
        context.error("L048", list.span, "this list holds no items",
                      "'all' are the items that are not unscored");
        return std::nullopt;
    }
    return members;
}

}  // namespace quaestor::instrument::check
