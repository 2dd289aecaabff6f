#include "scoring/tabled.hpp"

#include "base/expects.hpp"
#include "numeric/columns.hpp"

#include <algorithm>

namespace quaestor::scoring {
namespace {

using Kind = Origin::Kind;

constexpr std::uint32_t most_keys = 1U << 16U;
constexpr std::size_t most_items = 250;  // so that a byte counts them

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

std::span<Passport> passports_of(Step const& step, std::vector<std::vector<Passport>>& passports) {
    return step.kind == StepKind::aggregate ? std::span<Passport>(passports[step.index]) : std::span<Passport>();
}

}  // namespace

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
    for (auto const& step : plan_->steps) {
        if (step.kind == StepKind::aggregate) {
            find_total(step);
            auto const scale = static_cast<std::uint32_t>(step.index);
            origins_[step.out] = totals_[scale] ? Origin{Kind::total, scale} : Origin{Kind::several, 0};
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
    for (auto const argument : step.arguments) {
        auto const origin = origins_[argument];
        if (origin.kind != Kind::item) return;
        auto const item = origin.index;
        auto const& declared = instrument_->items[item];
        auto const seen = std::any_of(total.members.begin(), total.members.end(),
                                      [&](Total::Member const& m) { return m.item == item; });
        if (seen || responses.value_or(declared.responses) != declared.responses) return;
        responses = declared.responses;
        if (items_[item]) values = items_[item]->values();
        bool reversed = false;
        if (argument != plan_->items[item]) {
            auto const made = std::find_if(plan_->steps.begin(), plan_->steps.end(),
                                           [&](Step const& s) { return s.out == argument; });
            reversed = made->kind == StepKind::reverse;
            if (!reversed) return;
        }
        total.members.push_back({item, static_cast<std::uint8_t>(reversed ? 1 : 0)});
    }
    if (values == 0) return;
    for (auto& member : total.members)
        member.turn = static_cast<std::uint8_t>(member.turn != 0 ? values + 1 : 0);
    auto const n = static_cast<std::uint32_t>(total.members.size());
    total.width = n * values + 1;
    total.keys = (n + 1) * (total.width + static_cast<std::uint32_t>(gap_reasons.size()));
    total.scored.resize(n + 1);
    for (std::uint32_t answered = 1; answered <= n; ++answered)
        total.scored[answered] = n - answered <= allowed_missing(aggregate, n);
    if (total.keys <= most_keys) totals_[step.index] = std::move(total);
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
    // From the last step on: what is wanted of several, and what that is made of.
    for (std::size_t s = plan_->steps.size(); s-- > 0;) {
        auto const& step = plan_->steps[s];
        bool const is_wanted = std::find(wanted.begin(), wanted.end(), step.out) != wanted.end();
        if (!is_wanted || origins_[step.out].kind != Kind::several) continue;
        steps_.push_back(s);
        wanted.insert(wanted.end(), step.arguments.begin(), step.arguments.end());
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
            return totals_[origin.index]->keys;
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
    // One made-up answer for each of a total: the kernel of scales sees as many answers as there are, and their sum.
    auto const& total = *totals_[origin.index];
    auto const n = total.members.size();
    auto const& scale_items = items_;
    double lowest = 0;
    for (auto const& member : total.members) {
        if (scale_items[member.item]) lowest = scale_items[member.item]->lowest();
    }
    std::vector<RegisterColumn> answers(n, blank_column());
    std::vector<RegisterColumn const*> arguments;
    for (auto const& answer : answers)
        arguments.push_back(&answer);
    for (std::size_t i = 0; i < rows; ++i) {
        auto const key = first + i;
        bool const has_gap = key >= total.key_of(0, 0);
        auto const behind = key - (has_gap ? total.key_of(0, 0) : 0);
        auto const answered = has_gap ? behind % (n + 1) : key / total.width;
        auto const sum = has_gap ? 0 : static_cast<double>(key % total.width) + static_cast<double>(answered) * (lowest - 1);
        for (std::size_t j = 0; j < n; ++j) {
            bool const there = j < answered;
            auto const why = has_gap ? gap_reasons[behind / (n + 1)] : MissingReason::blank;
            answers[j].states[i] = {there ? MissingReason::none : why, false};
            answers[j].values[i] = there && j == 0 ? sum : 0;
        }
    }
    auto const step = std::find_if(plan_->steps.begin(), plan_->steps.end(), [&](Step const& s) {
        return s.kind == StepKind::aggregate && s.index == origin.index;
    });
    run_step(*plan_, *step, arguments, rows, registers[step->out], passports_of(*step, passports));
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
      constant_keys_(batch_rows) {
    for (auto const origin : tabled.in_use_) {
        if (origin.kind == Kind::item) item_keys_[origin.index].resize(batch_rows);
        if (origin.kind != Kind::total) continue;
        total_keys_[origin.index].resize(batch_rows);
        for (auto const& member : tabled.totals_[origin.index]->members)
            total_columns_[origin.index].push_back({answers_[member.item].data(), member.turn});
    }
    if (!tabled.has_several()) return;
    registers_.resize(tabled.plan_->registers);
    fill_constants(*tabled.plan_, registers_);
    passports_ = room_for_passports(tabled.totals_.size());
    for (auto const s : tabled.steps_)
        arguments_.push_back(columns_of(tabled.plan_->steps[s], registers_));
}

void TabledBatch::run(std::size_t rows, std::span<Gap const> gaps) {
    std::array<std::uint8_t, batch_rows> answered;
    for (auto const origin : tabled_.in_use_) {
        if (origin.kind == Kind::item) {
            std::copy_n(answers_[origin.index].data(), rows, item_keys_[origin.index].data());
        } else if (origin.kind == Kind::total) {
            auto const& total = *tabled_.totals_[origin.index];
            auto* const keys = total_keys_[origin.index].data();
            numeric::column_loops().add(total_columns_[origin.index].data(), total.members.size(), rows, keys,
                                        answered.data());
            auto const width = static_cast<std::uint16_t>(total.width);
            for (std::size_t i = 0; i < rows; ++i)
                keys[i] = static_cast<std::uint16_t>(keys[i] + answered[i] * width);
        }
    }
    for (std::size_t first = 0; first < gaps.size();) {
        auto behind = first + 1;
        while (behind < gaps.size() && gaps[behind].row == gaps[first].row)
            ++behind;
        tell(gaps.subspan(first, behind - first));
        first = behind;
    }
    if (!tabled_.has_several()) return;
    for (auto const r : tabled_.inputs_)
        look_up(r, rows);
    for (std::size_t s = 0; s < tabled_.steps_.size(); ++s) {
        auto const& step = tabled_.plan_->steps[tabled_.steps_[s]];
        run_step(*tabled_.plan_, step, arguments_[s], rows, registers_[step.out], passports_of(step, passports_));
    }
}

/// The keys of a row with gaps.
void TabledBatch::tell(std::span<Gap const> of_row) {
    auto const row = of_row.front().row;
    auto const gap_of = [&](std::size_t item) {
        return std::find_if(of_row.begin(), of_row.end(), [&](Gap const& gap) { return gap.item == item; });
    };
    auto const place_of = [](Gap const& gap) {
        return static_cast<std::size_t>(std::find(gap_reasons.begin(), gap_reasons.end(), gap.reason) - gap_reasons.begin());
    };
    for (auto const origin : tabled_.in_use_) {
        if (origin.kind == Kind::item) {
            auto const gap = gap_of(origin.index);
            if (gap == of_row.end()) continue;
            item_keys_[origin.index][row] =
                static_cast<std::uint16_t>(tabled_.items_[origin.index]->values() + 1 + place_of(*gap));
        } else if (origin.kind == Kind::total) {
            auto const& total = *tabled_.totals_[origin.index];
            auto& key = total_keys_[origin.index][row];
            auto const answered = key / total.width;
            if (total.scored[answered]) continue;
            auto const first = std::find_if(total.members.begin(), total.members.end(),
                                            [&](Tabled::Total::Member const& m) { return answers_[m.item][row] == 0; });
            auto const gap = gap_of(first->item);
            if (gap != of_row.end()) key = static_cast<std::uint16_t>(total.key_of(place_of(*gap), answered));
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
