#include "scoring/tabled.hpp"

#include "base/expects.hpp"
#include "numeric/columns.hpp"

#include <algorithm>
#include <limits>

namespace quaestor::scoring {
namespace {

using Kind = Origin::Kind;

/// So many that working them all out before the first row takes some milliseconds, as some ten thousand rows do.
constexpr std::uint64_t most_keys = 1U << 13U;
/// Bytes of a row add up to less than 2^16.
constexpr std::size_t most_items = 65'535;

/// What a step's register holds where nothing was worked out.
RegisterColumn blank_column() {
    RegisterColumn column;
    std::fill(column.states.begin(), column.states.end(), State{MissingReason::blank, false});
    return column;
}

std::vector<std::vector<Passport>> room_for_passports(std::size_t scales) {
    return std::vector<std::vector<Passport>>(scales, std::vector<Passport>(batch_rows));
}

void fill_constants(Plan const& plan, std::vector<RegisterColumn>& registers) {
    for (auto const& constant : plan.constants) {
        auto& column = registers[constant.out];
        std::fill(column.values.begin(), column.values.end(), constant.value);
        std::fill(column.states.begin(), column.states.end(), State{});
    }
}

std::vector<RegisterColumn const*> columns_of(Step const& step, std::vector<RegisterColumn> const& registers) {
    std::vector<RegisterColumn const*> columns;
    for (auto const argument : step.arguments)
        columns.push_back(&registers[argument]);
    return columns;
}

/// Calls `look` with the gaps of each row that has some.
template <class Look>
void for_each_row(std::span<Gap const> gaps, Look&& look) {
    for (std::size_t first = 0; first < gaps.size();) {
        auto behind = first + 1;
        while (behind < gaps.size() && gaps[behind].row == gaps[first].row)
            ++behind;
        look(gaps.subspan(first, behind - first));
        first = behind;
    }
}

auto gap_of(std::span<Gap const> of_row, std::size_t item) {
    return std::find_if(of_row.begin(), of_row.end(), [&](Gap const& gap) { return gap.item == item; });
}

/// As a place in gap_reasons.
std::size_t place_of(Gap const& gap) {
    return static_cast<std::size_t>(std::find(gap_reasons.begin(), gap_reasons.end(), gap.reason) - gap_reasons.begin());
}

std::span<Passport> passports_of(Step const& step, std::vector<std::vector<Passport>>& passports) {
    return step.kind == StepKind::aggregate ? std::span<Passport>(passports[step.index]) : std::span<Passport>();
}

}  // namespace

std::uint64_t Tabled::Total::keys() const {
    auto const counts = std::uint64_t{members.size() + 1};
    return (counts - fewest) * width + reasons_of_none.size() * counts;
}

bool Tabled::Total::is_looked_up() const {
    return keys() <= most_keys;
}

Gathered Tabled::Total::gathered(std::uint32_t sum, std::uint32_t answered, MissingReason why) const {
    Gathered g;
    g.sum = sum + answered * (lowest - 1);
    g.weight = answered;
    g.applicable_weight = static_cast<double>(members.size());
    g.answered = answered;
    g.applicable = static_cast<std::uint32_t>(members.size());
    g.first_missing = answered < g.applicable ? why : MissingReason::none;
    return g;
}

std::optional<Tabled> Tabled::make(instrument::Instrument const& instrument, Plan const& plan, Binding const& binding,
                                   NumberNotation notation) {
    bool const plain = instrument.covariates.empty() && instrument.skips.empty() && instrument.attentions.empty() &&
                       instrument.infrequents.empty() && instrument.pairs.empty() && plan.checks.empty() &&
                       instrument.items.size() <= most_items;
    Tabled tabled;
    tabled.instrument_ = &instrument;
    tabled.plan_ = &plan;
    if (!plain || !tabled.find_items(binding, notation)) return std::nullopt;
    tabled.find_origins();
    tabled.find_results();
    for (std::size_t i = 0; i < tabled.in_use_.size(); ++i)
        tabled.work_out(i);
    return tabled;
}

bool Tabled::find_items(Binding const& binding, NumberNotation notation) {
    for (std::size_t i = 0; i < instrument_->items.size(); ++i) {
        auto& item = items_.emplace_back();
        if (!binding.item_columns[i]) continue;
        item = ShortAnswers::of(instrument_->responses[instrument_->items[i].responses], notation);
        if (!item) return false;
    }
    return true;
}

Origin Tabled::joined(std::vector<Register> const& arguments) const {
    Origin origin{Kind::constant, 0};
    for (auto const argument : arguments) {
        auto const other = origins_[argument];
        if (other.kind == Kind::constant || other == origin) continue;
        if (origin.kind != Kind::constant) return {Kind::several, 0};
        origin = other;
    }
    return origin;
}

void Tabled::find_origins() {
    origins_.resize(plan_->registers);
    totals_.resize(instrument_->scales.size());
    for (std::uint32_t i = 0; i < plan_->items.size(); ++i)
        origins_[plan_->items[i]] = {Kind::item, i};
    for (auto const& constant : plan_->constants)
        origins_[constant.out] = {Kind::constant, 0};
    is_reversed_.resize(plan_->registers);
    for (auto const& step : plan_->steps) {
        is_reversed_[step.out] = step.kind == StepKind::reverse;
        if (step.kind == StepKind::aggregate) {
            find_total(step);
            auto const scale = static_cast<std::uint32_t>(step.index);
            bool const is_looked_up = totals_[scale] && totals_[scale]->is_looked_up();
            origins_[step.out] = is_looked_up ? Origin{Kind::total, scale} : Origin{Kind::several, 0};
        } else {
            origins_[step.out] = joined(step.arguments);
        }
    }
}

/// A scale that adds or averages items, each once and with the same answers, has a total.
void Tabled::find_total(Step const& step) {
    using instrument::Aggregate;
    auto const& aggregate = plan_->aggregates[step.index];
    bool const adds = aggregate.aggregate == Aggregate::sum || aggregate.aggregate == Aggregate::mean;
    if (!adds || aggregate.action == instrument::MissingRule::Action::substitute) return;
    Total total;
    unsigned values = 0;
    std::optional<std::size_t> responses;
    std::vector<bool> seen(items_.size());
    for (auto const argument : step.arguments) {
        auto const origin = origins_[argument];
        if (origin.kind != Kind::item) return;
        auto const item = origin.index;
        auto const& declared = instrument_->items[item];
        if (seen[item] || responses.value_or(declared.responses) != declared.responses) return;
        seen[item] = true;
        responses = declared.responses;
        if (items_[item]) {
            values = items_[item]->values();
            total.lowest = items_[item]->lowest();
        }
        bool const reversed = argument != plan_->items[item];
        if (reversed && !is_reversed_[argument]) return;
        total.members.push_back({item, static_cast<std::uint8_t>(reversed ? 1 : 0)});
    }
    auto const n = static_cast<std::uint32_t>(total.members.size());
    if (values == 0 || n * std::uint64_t{values} > std::numeric_limits<std::uint16_t>::max()) return;
    for (auto& member : total.members)
        member.turn = static_cast<std::uint8_t>(member.turn != 0 ? values + 1 : 0);
    total.width = n * values + 1;
    // Nothing answered is never scored.
    total.fewest = n - static_cast<std::uint32_t>(std::min<std::size_t>(n - 1, allowed_missing(aggregate, n)));
    totals_[step.index] = std::move(total);
}

void Tabled::use(Origin origin) {
    if (origin.kind != Kind::several && std::find(in_use_.begin(), in_use_.end(), origin) == in_use_.end())
        in_use_.push_back(origin);
}

/// The register is needed row by row.
void Tabled::want(Register r) {
    bool const is_constant = std::any_of(plan_->constants.begin(), plan_->constants.end(),
                                         [&](ConstantRegister const& c) { return c.out == r; });
    bool const is_known = std::find(inputs_.begin(), inputs_.end(), r) != inputs_.end();
    if (origins_[r].kind == Kind::several || is_constant || is_known) return;
    inputs_.push_back(r);
    use(origins_[r]);
}

void Tabled::find_results() {
    std::vector<Register> wanted;
    for (auto const& result : plan_->results) {
        std::vector<Register> registers{result.value};
        for (auto const& band : result.bands)
            registers.push_back(band.band);
        for (auto const& norm : result.norms)
            registers.push_back(norm.value);
        auto const origin = joined(registers);
        result_origins_.push_back(origin);
        use(origin);
        if (origin.kind == Kind::several) wanted.insert(wanted.end(), registers.begin(), registers.end());
    }
    for (auto const flag : plan_->flags) {
        flag_origins_.push_back(origins_[flag]);
        use(origins_[flag]);
        if (origins_[flag].kind == Kind::several) wanted.push_back(flag);
    }
    // From the last step on: what is wanted of several, and what that is made of. Answers are added up where they are.
    for (std::size_t s = plan_->steps.size(); s-- > 0;) {
        auto const& step = plan_->steps[s];
        bool const is_wanted = std::find(wanted.begin(), wanted.end(), step.out) != wanted.end();
        if (!is_wanted || origins_[step.out].kind != Kind::several) continue;
        steps_.push_back(s);
        if (!is_total(step)) wanted.insert(wanted.end(), step.arguments.begin(), step.arguments.end());
    }
    std::reverse(steps_.begin(), steps_.end());
    for (auto const r : wanted)
        want(r);
}

std::uint32_t Tabled::keys(Origin origin) const {
    switch (origin.kind) {
        case Kind::constant:
            return 1;
        case Kind::item:
            return items_[origin.index] ? items_[origin.index]->values() + 1 + gap_reasons.size() : 1;
        case Kind::total:
            return static_cast<std::uint32_t>(totals_[origin.index]->keys());
        case Kind::several:
            break;
    }
    throw Bug("Tabled::keys: several origins have no keys");
}

/// The register from which all others of the origin are made, for the keys from `first` on.
void Tabled::fill(Origin origin, std::uint32_t first, std::size_t rows, std::vector<RegisterColumn>& registers,
                  std::vector<std::vector<Passport>>& passports) const {
    if (origin.kind == Kind::item) {
        auto& column = registers[plan_->items[origin.index]];
        for (std::size_t i = 0; i < rows; ++i) {
            auto const key = first + i;
            auto const values = items_[origin.index] ? items_[origin.index]->values() : 0;
            bool const there = key > 0 && key <= values;
            auto const reason = key == 0 ? MissingReason::blank : MissingReason::none;
            column.states[i] = {key > values ? gap_reasons[key - values - 1] : reason, false};
            column.values[i] = there ? items_[origin.index]->lowest() + static_cast<double>(key - 1) : 0;
        }
    }
    if (origin.kind != Kind::total) return;
    auto const& total = *totals_[origin.index];
    auto const counts = static_cast<std::uint32_t>(total.members.size() + 1);
    auto const step = std::find_if(plan_->steps.begin(), plan_->steps.end(), [&](Step const& s) {
        return s.kind == StepKind::aggregate && s.index == origin.index;
    });
    for (std::size_t i = 0; i < rows; ++i) {
        auto const key = first + static_cast<std::uint32_t>(i);
        auto const first_of_none = total.key_of_none(0, 0);
        auto const behind = key - first_of_none;
        auto const g = key < first_of_none
                           ? total.gathered(key % total.width, total.fewest + key / total.width, MissingReason::blank)
                           : total.gathered(0, behind % counts, reasons_of_none[behind / counts]);
        conclude_scale(plan_->aggregates[origin.index], g, i, registers[step->out], passports[origin.index][i]);
    }
}

void Tabled::work_out(std::size_t place) {
    auto const origin = in_use_[place];
    auto const all = keys(origin);
    values_.resize(plan_->registers);
    std::vector<Register> kept;
    for (auto const r : inputs_) {
        if (origins_[r] != origin) continue;
        kept.push_back(r);
        values_[r].values.resize(all);
        values_[r].states.resize(all);
    }
    auto& scores = people_.emplace_back(room_for(*plan_, all));
    std::vector<RegisterColumn> registers(plan_->registers, blank_column());
    fill_constants(*plan_, registers);
    auto passports = room_for_passports(instrument_->scales.size());
    for (std::uint32_t first = 0; first < all; first += batch_rows) {
        auto const rows = std::min<std::size_t>(batch_rows, all - first);
        fill(origin, first, rows, registers, passports);
        for (auto const& step : plan_->steps) {
            bool const is_base = step.kind == StepKind::aggregate;
            auto const here = origins_[step.out];
            if (is_base || (here != origin && here.kind != Kind::constant)) continue;
            run_step(*plan_, step, columns_of(step, registers), rows, registers[step.out], {});
        }
        store(*plan_, registers, passports, first, rows, scores);
        for (auto const r : kept) {
            std::copy_n(registers[r].values.begin(), rows, values_[r].values.begin() + first);
            std::copy_n(registers[r].states.begin(), rows, values_[r].states.begin() + first);
        }
    }
}

/// Registers of which some are looked up, constant or made row by row: the others have no column.
std::vector<RegisterColumn> Tabled::room_for_registers() const {
    std::vector<RegisterColumn> registers(plan_->registers, RegisterColumn{{}, {}});
    auto const make_room = [&](Register r) { registers[r] = RegisterColumn(); };
    for (auto const r : inputs_)
        make_room(r);
    for (auto const& constant : plan_->constants)
        make_room(constant.out);
    for (auto const s : steps_)
        make_room(plan_->steps[s].out);
    fill_constants(*plan_, registers);
    return registers;
}

Scores const& Tabled::people(Origin origin) const {
    auto const found = std::find(in_use_.begin(), in_use_.end(), origin);
    expects(found != in_use_.end(), "Tabled::people: an origin that is not in use");
    return people_[static_cast<std::size_t>(found - in_use_.begin())];
}

TabledBatch::TabledBatch(Tabled const& tabled)
    : tabled_(tabled),
      answers_(tabled.items_.size(), std::vector<std::uint8_t>(batch_rows)),
      item_keys_(tabled.items_.size()),
      total_keys_(tabled.totals_.size()),
      total_columns_(tabled.totals_.size()),
      answered_(tabled.totals_.size()),
      sums_(batch_rows),
      constant_keys_(batch_rows) {
    auto const add_columns = [&](std::size_t scale) {
        for (auto const& member : tabled.totals_[scale]->members)
            total_columns_[scale].push_back({answers_[member.item].data(), member.turn});
        answered_[scale].resize(batch_rows);
    };
    for (auto const origin : tabled.in_use_) {
        if (origin.kind == Kind::item) item_keys_[origin.index].resize(batch_rows);
        if (origin.kind != Kind::total) continue;
        total_keys_[origin.index].resize(batch_rows);
        add_columns(origin.index);
    }
    if (!tabled.has_several()) return;
    registers_ = tabled.room_for_registers();
    passports_ = room_for_passports(tabled.totals_.size());
    for (auto const s : tabled.steps_) {
        auto const& step = tabled.plan_->steps[s];
        bool const is_total = tabled.is_total(step);
        if (is_total) add_columns(step.index);
        arguments_.push_back(is_total ? std::vector<RegisterColumn const*>() : columns_of(step, registers_));
    }
}

void TabledBatch::run(std::size_t rows, std::span<Gap const> gaps) {
    for (auto const origin : tabled_.in_use_) {
        if (origin.kind == Kind::item) {
            std::copy_n(answers_[origin.index].data(), rows, item_keys_[origin.index].data());
        } else if (origin.kind == Kind::total) {
            auto const& columns = total_columns_[origin.index];
            auto* const keys = total_keys_[origin.index].data();
            auto* const answered = answered_[origin.index].data();
            numeric::column_loops().add(columns.data(), columns.size(), rows, keys, answered);
            auto const& total = *tabled_.totals_[origin.index];
            for (std::size_t i = 0; i < rows; ++i) {
                bool const scored = answered[i] >= total.fewest;
                keys[i] = static_cast<std::uint16_t>(scored ? total.key_of_sum(keys[i], answered[i]) : total.key_of_none(0, answered[i]));
            }
        }
    }
    for_each_row(gaps, [&](std::span<Gap const> of_row) { tell(of_row); });
    if (!tabled_.has_several()) return;
    for (auto const r : tabled_.inputs_)
        look_up(r, rows);
    for (std::size_t s = 0; s < tabled_.steps_.size(); ++s) {
        auto const& step = tabled_.plan_->steps[tabled_.steps_[s]];
        if (tabled_.is_total(step)) {
            add_up(step, rows, gaps);
        } else {
            run_step(*tabled_.plan_, step, arguments_[s], rows, registers_[step.out], passports_of(step, passports_));
        }
    }
}

/// A scale whose totals are too many to be looked up.
void TabledBatch::add_up(Step const& step, std::size_t rows, std::span<Gap const> gaps) {
    auto const& total = *tabled_.totals_[step.index];
    auto const& aggregate = tabled_.plan_->aggregates[step.index];
    auto const& columns = total_columns_[step.index];
    auto& out = registers_[step.out];
    auto& passports = passports_[step.index];
    auto& answered = answered_[step.index];
    numeric::column_loops().add(columns.data(), columns.size(), rows, sums_.data(), answered.data());
    for (std::size_t i = 0; i < rows; ++i)
        conclude_scale(aggregate, total.gathered(sums_[i], answered[i], MissingReason::blank), i, out, passports[i]);
    for_each_row(gaps, [&](std::span<Gap const> of_row) {
        auto const row = of_row.front().row;
        if (answered[row] < total.fewest) out.states[row].reason = reasons_of_none[first_reason(step.index, of_row)];
    });
}

std::size_t TabledBatch::first_reason(std::size_t scale, std::span<Gap const> of_row) const {
    auto const row = of_row.front().row;
    auto const& columns = total_columns_[scale];
    auto const first = std::find_if(columns.begin(), columns.end(), [&](auto const& column) { return column.bytes[row] == 0; });
    auto const& members = tabled_.totals_[scale]->members;
    auto const gap = gap_of(of_row, members[static_cast<std::size_t>(first - columns.begin())].item);
    return gap == of_row.end() ? 0 : 1 + place_of(*gap);
}

/// The keys of a row with gaps.
void TabledBatch::tell(std::span<Gap const> of_row) {
    auto const row = of_row.front().row;
    for (auto const origin : tabled_.in_use_) {
        if (origin.kind == Kind::item) {
            auto const gap = gap_of(of_row, origin.index);
            if (gap == of_row.end()) continue;
            item_keys_[origin.index][row] =
                static_cast<std::uint16_t>(tabled_.items_[origin.index]->values() + 1 + place_of(*gap));
        } else if (origin.kind == Kind::total) {
            auto const& total = *tabled_.totals_[origin.index];
            auto const answered = answered_[origin.index][row];
            if (answered >= total.fewest) continue;
            total_keys_[origin.index][row] = static_cast<std::uint16_t>(total.key_of_none(first_reason(origin.index, of_row), answered));
        }
    }
}

void TabledBatch::look_up(Register r, std::size_t rows) {
    auto const& known = tabled_.values_[r];
    auto const* const at = keys(tabled_.origins_[r]);
    auto& column = registers_[r];
    for (std::size_t i = 0; i < rows; ++i) {
        column.values[i] = known.values[at[i]];
        column.states[i] = known.states[at[i]];
    }
}

std::uint16_t const* TabledBatch::keys(Origin origin) const {
    switch (origin.kind) {
        case Kind::constant:
            return constant_keys_.data();
        case Kind::item:
            return item_keys_[origin.index].data();
        case Kind::total:
            return total_keys_[origin.index].data();
        case Kind::several:
            break;
    }
    throw Bug("TabledBatch::keys: several origins have no keys");
}

}  // namespace quaestor::scoring
