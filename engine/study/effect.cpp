#include "study/effect.hpp"

#include "base/text.hpp"
#include "scoring/binding.hpp"
#include "scoring/compile.hpp"
#include "scoring/run.hpp"
#include "study/mapping.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace quaestor::study {
namespace {

/// Beyond this two numbers differ: far below a unit of any scale, far above what another order of adding
/// makes.
constexpr double tolerance = 1e-9;

/// One definition and what it makes of the file.
struct Side {
    instrument::Instrument const& instrument;
    scoring::Scores scores{};
    std::size_t refused = 0;
};

bool same_number(double a, double b) {
    return std::abs(a - b) <= tolerance * std::max({1.0, std::abs(a), std::abs(b)});
}

instrument::ValueType type_of(instrument::Instrument const& instrument, instrument::ResultRef ref) {
    return ref.kind == instrument::ResultKind::scale ? instrument::ValueType::number
                                                     : instrument.scores[ref.index].expression.type;
}

std::string const& text_at(instrument::Instrument const& instrument, double place) {
    return instrument.texts[static_cast<std::size_t>(place)];
}

/// Counts of moves in the order in which states are first met, so that bands come as the definition has them.
class Moves {
public:
    void add(std::string const& from, std::string const& to) { ++counts_[{from, to}]; }

    [[nodiscard]] std::vector<Move> listed(std::vector<std::string> const& order) const {
        std::vector<Move> moves;
        for (auto const& [way, people] : counts_)
            moves.push_back({way.first, way.second, people});
        auto const place = [&](std::string const& state) {
            return std::find(order.begin(), order.end(), state) - order.begin();
        };
        std::stable_sort(moves.begin(), moves.end(), [&](Move const& a, Move const& b) {
            return std::pair(place(a.from), place(a.to)) < std::pair(place(b.from), place(b.to));
        });
        return moves;
    }

private:
    std::map<std::pair<std::string, std::string>, std::size_t> counts_;
};

class Comparison {
public:
    Comparison(Side const& before, Side const& after)
        : before_(before), after_(after), touched_(before.scores.rows) {}

    Effect run() {
        effect_.rows = before_.scores.rows;
        effect_.cells_refused = {before_.refused, after_.refused};
        results();
        flags();
        effect_.people_touched = static_cast<std::size_t>(std::count(touched_.begin(), touched_.end(), true));
        return std::move(effect_);
    }

private:
    void results() {
        auto const& olds = before_.scores.results;
        auto const& news = after_.scores.results;
        auto const find = [](Side const& side, std::string const& id) {
            return std::find_if(
                side.scores.results.begin(), side.scores.results.end(),
                [&](scoring::ResultColumn const& c) { return side.instrument.id_of(c.ref) == id; });
        };
        for (auto const& fresh : news) {
            auto const& id = after_.instrument.id_of(fresh.ref);
            auto const old = find(before_, id);
            if (old == olds.end()) {
                effect_.only_after.push_back(id);
                continue;
            }
            values(id, *old, fresh);
            bands(id, *old, fresh);
        }
        for (auto const& old : olds) {
            if (auto const& id = before_.instrument.id_of(old.ref); find(after_, id) == news.end())
                effect_.only_before.push_back(id);
        }
    }

    void values(std::string const& id, scoring::ResultColumn const& old, scoring::ResultColumn const& fresh) {
        ResultEffect effect;
        effect.id = id;
        auto const old_type = type_of(before_.instrument, old.ref);
        auto const type = type_of(after_.instrument, fresh.ref);
        for (std::size_t row = 0; row < effect_.rows; ++row) {
            bool const had = old.reasons[row] == MissingReason::none;
            bool const has = fresh.reasons[row] == MissingReason::none;
            bool same = had == has;
            if (had && has) {
                same = old_type == type && (type == instrument::ValueType::category
                                                ? text_at(before_.instrument, old.values[row]) ==
                                                      text_at(after_.instrument, fresh.values[row])
                                                : same_number(old.values[row], fresh.values[row]));
                auto const change = fresh.values[row] - old.values[row];
                bool const numbers = old_type == instrument::ValueType::number && type == old_type;
                if (!same && numbers && std::abs(change) > std::abs(effect.largest.value_or(0)))
                    effect.largest = change;
                effect.changed += same ? 0 : 1;
            } else {
                effect.appeared += has && !had ? 1 : 0;
                effect.disappeared += had && !has ? 1 : 0;
            }
            effect.same += same ? 1 : 0;
            if (!same) touched_[row] = true;
        }
        effect_.results.push_back(std::move(effect));
    }

    void bands(std::string const& id, scoring::ResultColumn const& old, scoring::ResultColumn const& fresh) {
        for (auto const& set : fresh.bands) {
            auto const match = std::find_if(old.bands.begin(), old.bands.end(),
                                            [&](auto const& b) { return b.name == set.name; });
            if (match == old.bands.end()) continue;
            BandEffect effect;
            effect.id = id + (set.name.empty() ? "" : "." + set.name);
            Moves moves;
            auto const called = [](instrument::Instrument const& i, std::int32_t place) {
                return place < 0 ? std::string() : i.texts[static_cast<std::size_t>(place)];
            };
            for (std::size_t row = 0; row < effect_.rows; ++row) {
                auto const from = called(before_.instrument, match->places[row]);
                auto const to = called(after_.instrument, set.places[row]);
                if (from == to) continue;
                moves.add(from, to);
                ++effect.moved;
                touched_[row] = true;
            }
            std::vector<std::string> order;
            for (auto const& band : before_.instrument.shown(old.ref).bands_of(set.name))
                order.push_back(band.name);
            for (auto const& band : after_.instrument.shown(fresh.ref).bands_of(set.name))
                order.push_back(band.name);
            effect.moves = moves.listed(order);
            effect_.bands.push_back(std::move(effect));
        }
    }

    void flags() {
        auto const& olds = before_.instrument.flags;
        auto const& news = after_.instrument.flags;
        auto const find = [](std::vector<instrument::Flag> const& list, std::string const& id) {
            return std::find_if(list.begin(), list.end(),
                                [&](instrument::Flag const& f) { return f.id == id; });
        };
        for (std::size_t f = 0; f < news.size(); ++f) {
            auto const old = find(olds, news[f].id);
            if (old == olds.end()) {
                effect_.only_after.push_back(news[f].id);
                continue;
            }
            FlagEffect effect;
            effect.id = news[f].id;
            Moves moves;
            auto const& was = before_.scores.flags[static_cast<std::size_t>(old - olds.begin())];
            for (std::size_t row = 0; row < effect_.rows; ++row) {
                auto const from = was[row];
                auto const to = after_.scores.flags[f][row];
                if (from == to) continue;
                moves.add(std::string(word(from)), std::string(word(to)));
                ++effect.moved;
                touched_[row] = true;
            }
            effect.moves = moves.listed({"no", "yes", "undetermined"});
            effect_.flags.push_back(std::move(effect));
        }
        for (auto const& flag : olds) {
            if (find(news, flag.id) == news.end()) effect_.only_before.push_back(flag.id);
        }
    }

    Side const& before_;
    Side const& after_;
    std::vector<bool> touched_;
    Effect effect_;
};

}  // namespace

Outcome<Effect> effect(Definition const& before, Definition const& after, data::Table const& table,
                       std::string const& file, std::optional<std::string> const& map) {
    Outcome<Effect> outcome;
    std::array<Side, 2> sides{Side{*before.instrument}, Side{*after.instrument}};
    std::vector<instrument::Instrument const*> const instruments{&sides[0].instrument, &sides[1].instrument};
    std::vector<data::OtherInput> others;
    auto const mapped =
        mapped_columns(map, instruments, scoring::MapUse::versions, table, file, others, outcome.diagnostics);
    if (!mapped) return outcome;
    std::array<std::optional<scoring::Binding>, 2> bindings;
    for (std::size_t s = 0; s < sides.size(); ++s) {
        auto bound = scoring::bind(sides[s].instrument, table, file, mapped_for(*mapped, s));
        for (auto diagnostic : bound.diagnostics) {
            diagnostic.message =
                (s == 0 ? "under the old definition, " : "under the new definition, ") + diagnostic.message;
            outcome.diagnostics.add(std::move(diagnostic));
        }
        bindings[s] = std::move(bound.value);
    }
    if (outcome.diagnostics.has_errors()) return outcome;
    for (std::size_t s = 0; s < sides.size(); ++s) {
        data::Findings findings;
        sides[s].scores = scoring::run(sides[s].instrument, scoring::compile(sides[s].instrument),
                                       *bindings[s], table, findings);
        sides[s].refused = findings.total();
    }
    outcome.value = Comparison(sides[0], sides[1]).run();
    return outcome;
}

}  // namespace quaestor::study
