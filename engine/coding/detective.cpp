#include "coding/detective.hpp"

#include "base/fold.hpp"
#include "base/text.hpp"
#include "instrument/decode.hpp"
#include "numeric/columns.hpp"
#include "scoring/decoder.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

namespace quaestor::coding {
namespace {

using instrument::OptionKind;
using instrument::ResponseKind;
using instrument::ResponseSet;

/// Fewer answers than these say nothing.
constexpr std::uint64_t fewest_of_constant = 20;
constexpr std::uint64_t fewest_of_offset = 20;

/// The least factor that makes whole numbers of all scoring values; none where no small one does.
std::optional<double> factor_of(ResponseSet const& set) {
    if (set.kind == ResponseKind::integer) return 1;
    if (set.kind != ResponseKind::options) return std::nullopt;
    constexpr double tolerance = 1e-9;
    for (double const factor : {1.0, 2.0, 3.0, 4.0, 5.0, 10.0, 100.0, 1000.0}) {
        bool const whole = std::all_of(set.options.begin(), set.options.end(), [&](instrument::Option const& option) {
            auto const value = option.value * factor;
            return option.kind != OptionKind::answer || std::abs(value - std::nearbyint(value)) < tolerance;
        });
        if (whole) return factor;
    }
    return std::nullopt;
}

/// The lowest and highest code of options that are whole numbers in a row, each with a scoring value of its own.
std::optional<instrument::Range> ladder(ResponseSet const& set) {
    if (set.kind != ResponseKind::options) return std::nullopt;
    std::set<double> codes;
    std::set<double> values;
    for (auto const& option : set.options) {
        if (option.kind != OptionKind::answer) continue;
        if (!option.number) return std::nullopt;
        codes.insert(*option.number);
        values.insert(option.value);
    }
    if (codes.size() < 2 || values.size() != codes.size()) return std::nullopt;
    auto const low = *codes.begin();
    auto const high = *codes.rbegin();
    if (std::floor(low) != low || high - low != static_cast<double>(codes.size() - 1)) return std::nullopt;
    return instrument::Range{low, high};
}

/// The scoring value of a code.
double value_of(ResponseSet const& set, double code) {
    return instrument::decode(set, code).value;
}

bool by_number_then_text(std::string const& a, std::string const& b) {
    auto const x = text::parse_number(a);
    auto const y = text::parse_number(b);
    if (x && y) return *x < *y;
    return x || y ? x.has_value() : a < b;
}

}  // namespace

Detective::Detective(instrument::Instrument const& instrument, scoring::Binding const& binding)
    : instrument_(&instrument),
      binding_(&binding),
      items_(instrument.items.size()),
      covariates_(instrument.covariates.size()),
      batch_(instrument.items.size(), StepColumn(scoring::batch_rows)) {
    std::vector<std::int32_t> counts;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        auto const& set = instrument.responses[instrument.items[i].responses];
        Steps steps;
        auto const factor = factor_of(set);
        auto const span = factor ? (set.values.high - set.values.low) * *factor : 0;
        if (factor && binding.item_columns[i] && span < most_steps) {
            steps = {static_cast<std::int32_t>(std::lround(span)) + 1, *factor, set.values.low};
            items_[i].by_step.resize(static_cast<std::size_t>(steps.count) + 1);
        }
        steps_.push_back(steps);
        counts.push_back(steps.count);
    }
    // As long as no row was seen, all items with steps have the same answers.
    auto const first_counted = static_cast<std::size_t>(std::find_if(counts.begin(), counts.end(), [](auto n) { return n > 0; }) - counts.begin());
    for (std::size_t i = 0; i < items_.size(); ++i)
        same_as_.push_back(counts[i] > 0 ? first_counted : i);
    for (std::size_t s = 0; s < instrument.scales.size(); ++s) {
        auto const& scale = instrument.scales[s];
        using instrument::Aggregate;
        bool const adds = scale.aggregate == Aggregate::sum || scale.aggregate == Aggregate::mean ||
                          scale.aggregate == Aggregate::weighted_sum;
        bool const measured = std::all_of(scale.members.begin(), scale.members.end(),
                                          [&](instrument::Member const& member) { return counts[member.item] > 0; });
        constexpr std::size_t fewest_items = 3;
        if (adds && measured && !scale.composite && !scale.recoding && scale.members.size() >= fewest_items &&
            Direction::can_look_at(scale, counts))
            directions_.emplace_back(instrument, s, counts);
    }
}

void Detective::add(scoring::ItemBatch const& batch, data::Table const& table) {
    std::vector<std::uint8_t const*> answers;
    for (std::size_t item = 0; item < items_.size(); ++item) {
        add_item(item, batch, table);
        answers.push_back(binding_->item_columns[item] ? batch_[item].data() : nullptr);
    }
    for (std::size_t covariate = 0; covariate < covariates_.size(); ++covariate)
        add_covariate(covariate, batch, table);
    count_steps(answers, batch.rows);
}

void Detective::add(std::span<std::uint8_t const* const> answers, std::uint8_t const* taken, std::size_t rows) {
    if (std::find(taken, taken + rows, std::uint8_t{0}) == taken + rows) return count_steps(answers, rows);
    std::vector<std::uint8_t const*> kept(answers.begin(), answers.end());
    for (std::size_t item = 0; item < items_.size(); ++item) {
        if (answers[item] == nullptr) continue;
        numeric::column_loops().keep(answers[item], taken, rows, batch_[item].data());
        kept[item] = batch_[item].data();
    }
    count_steps(kept, rows);
}

void Detective::count_steps(std::span<std::uint8_t const* const> answers, std::size_t rows) {
    for (std::size_t item = 0; item < items_.size(); ++item) {
        auto& by_step = items_[item].by_step;
        if (answers[item] != nullptr && !by_step.empty())
            numeric::column_loops().count_values(answers[item], rows, by_step.data(), by_step.size());
    }
    tell_apart([&](std::size_t a, std::size_t b) { return std::equal(answers[a], answers[a] + rows, answers[b]); });
    for (auto& direction : directions_)
        direction.add(answers, rows);
}

void Detective::add_item(std::size_t item, scoring::ItemBatch const& batch, data::Table const& table) {
    auto const column = binding_->item_columns[item];
    if (!column) return;
    auto const& answers = *batch.decoded[item];
    auto const& steps = steps_[item];
    auto& counts = items_[item];
    auto& out = batch_[item];
    for (std::size_t i = 0; i < batch.rows; ++i) {
        auto const reason = answers.states[i].reason;
        if (reason != MissingReason::none) {
            out[i] = 0;
            bool const refused = reason == MissingReason::out_of_range || reason == MissingReason::unreadable;
            if (refused) add_refused(item, table, *column, batch.first_row + i);
            continue;
        }
        auto const value = answers.values[i];
        if (steps.count > 0) {
            out[i] = static_cast<std::uint8_t>((value - steps.low) * steps.factor + 1.5);
            continue;
        }
        counts.lowest = counts.answered == 0 ? value : std::min(counts.lowest, value);
        counts.highest = counts.answered == 0 ? value : std::max(counts.highest, value);
        ++counts.answered;
    }
}

Detective::Refused Detective::look(ResponseSet const& set, double number) {
    Refused refused{look_at(set, number)};
    if (auto const codes = ladder(set)) {
        refused.below = number == codes->low - 1;
        refused.above = number == codes->high + 1;
    }
    return refused;
}

Detective::Refused Detective::look(ResponseSet const& set, std::string_view text) {
    if (auto const number = text::parse_number(text::trimmed(text))) return look(set, *number);
    return {look_at(set, text)};
}

void Detective::add_refused(std::size_t item, Refused const& refused, std::uint64_t cells) {
    auto& counts = items_[item];
    counts.refused += cells;
    counts.below += refused.below ? cells : 0;
    counts.above += refused.above ? cells : 0;
    count(counts, refused.cell, cells);
}

void Detective::add_refused(std::size_t item, data::Table const& table, std::size_t column, std::size_t row) {
    auto const& set = instrument_->responses[instrument_->items[item].responses];
    auto const& cells = table.column(column);
    if (cells.missing()[row] != MissingReason::none) return;  // the reader refused it, and told so
    switch (cells.kind()) {
        case data::ColumnKind::integer:
            return add_refused(item, look(set, static_cast<double>(cells.integers()[row])));
        case data::ColumnKind::real:
            return add_refused(item, look(set, cells.reals()[row]));
        case data::ColumnKind::text:
            return add_refused(item, look(set, cells.texts()[row]));
    }
}

void Detective::add_covariate(std::size_t covariate, scoring::ItemBatch const& batch, data::Table const& table) {
    auto const column = binding_->covariate_columns[covariate];
    if (!column) return;
    auto const& states = batch.covariates[covariate]->states;
    for (std::size_t i = 0; i < batch.rows; ++i) {
        bool const refused =
            states[i].reason == MissingReason::out_of_range || states[i].reason == MissingReason::unreadable;
        auto const row = batch.first_row + i;
        if (!refused || table.column(*column).missing()[row] != MissingReason::none) continue;
        count(covariates_[covariate],
              look_at(instrument_->covariates[covariate], table.column(*column).text(row)));
    }
}

void Detective::count(Counts& counts, RefusedCell const& cell, std::uint64_t cells) {
    counts.by_look[static_cast<std::size_t>(cell.look)] += cells;
    if (cell.look != Look::missing_code) return;
    auto& spelled = counts.codes[text::folded(cell.code)];
    if (spelled.cells == 0 || cell.code < spelled.code) spelled.code = cell.code;
    spelled.cells += cells;
}

void Detective::merge(Detective const& other) {
    auto const add = [](std::vector<Counts>& mine, std::vector<Counts> const& theirs) {
        for (std::size_t i = 0; i < mine.size(); ++i) {
            auto& a = mine[i];
            auto const& b = theirs[i];
            if (b.answered > 0) {
                a.lowest = a.answered == 0 ? b.lowest : std::min(a.lowest, b.lowest);
                a.highest = a.answered == 0 ? b.highest : std::max(a.highest, b.highest);
            }
            a.answered += b.answered;
            for (std::size_t s = 0; s < a.by_step.size(); ++s)
                a.by_step[s] += b.by_step[s];
            a.below += b.below;
            a.above += b.above;
            a.refused += b.refused;
            for (std::size_t l = 0; l < looks; ++l)
                a.by_look[l] += b.by_look[l];
            for (auto const& [folded, code] : b.codes) {
                auto& spelled = a.codes[folded];
                if (spelled.cells == 0 || code.code < spelled.code) spelled.code = code.code;
                spelled.cells += code.cells;
            }
        }
    };
    add(items_, other.items_);
    add(covariates_, other.covariates_);
    tell_apart([&](std::size_t a, std::size_t b) { return other.same_as_[a] == other.same_as_[b]; });
    for (std::size_t s = 0; s < directions_.size(); ++s)
        directions_[s].merge(other.directions_[s]);
}

/// Items that were the same stay so where `same` says yes; those of them that part from the first may be the same as one
/// another.
template <class Same>
void Detective::tell_apart(Same&& same) {
    std::vector<std::pair<std::size_t, std::size_t>> parted;  // what they were the same as, and the first that parted
    for (std::size_t item = 0; item < same_as_.size(); ++item) {
        auto const before = same_as_[item];
        if (before == item || same(before, item)) continue;
        auto const found = std::find_if(parted.begin(), parted.end(),
                                        [&](auto const& p) { return p.first == before && same(p.second, item); });
        same_as_[item] = found != parted.end() ? found->second : item;
        if (found == parted.end()) parted.emplace_back(before, item);
    }
}

std::uint64_t Detective::answered(std::size_t item) const {
    auto const& counts = items_[item];
    if (counts.by_step.empty()) return counts.answered;
    return std::accumulate(counts.by_step.begin() + 1, counts.by_step.end(), std::uint64_t{0});
}

bool Detective::is_constant(std::size_t item) const {
    auto const& counts = items_[item];
    if (counts.by_step.empty()) return counts.lowest == counts.highest;
    return std::count_if(counts.by_step.begin() + 1, counts.by_step.end(), [](auto n) { return n > 0; }) == 1;
}

Conclusion Detective::conclude() const {
    Conclusion out;
    out.instrument = instrument_;
    out.offsets = offsets();
    out.unknown = unknown_codes();
    out.against = against();
    out.copies = copies();
    for (std::size_t i = 0; i < items_.size(); ++i) {
        for (std::size_t l = 0; l < looks; ++l) {
            if (items_[i].by_look[l] > 0) out.refused[l].push_back({instrument_->items[i].id, items_[i].by_look[l], false});
        }
    }
    // Items that all answer alike who read with care, that few are asked, or whose codes are others.
    std::set<std::size_t> expected;
    for (auto const& attention : instrument_->attentions)
        expected.insert(attention.item);
    for (auto const& infrequent : instrument_->infrequents)
        expected.insert(infrequent.item);
    for (auto const& skip : instrument_->skips)
        expected.insert(skip.items.begin(), skip.items.end());
    for (auto const& offset : out.offsets)
        expected.insert(offset.items.begin(), offset.items.end());
    std::uint64_t most_answers = 0;
    for (std::size_t i = 0; i < items_.size(); ++i)
        most_answers = std::max(most_answers, answered(i));
    constexpr std::uint64_t fewest_beside_blank = 3;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        auto const& item = instrument_->items[i];
        auto const& counts = items_[i];
        bool const is_text = instrument_->responses[item.responses].kind == ResponseKind::text;
        if (!binding_->item_columns[i] || expected.contains(i) || is_text || item.optional || item.unscored) continue;
        if (answered(i) >= fewest_of_constant && is_constant(i)) out.constant.push_back(i);
        if (answered(i) + counts.refused == 0 && most_answers >= fewest_beside_blank) out.blank.push_back(i);
    }
    return out;
}

std::vector<UnknownCode> Detective::unknown_codes() const {
    std::map<std::string, UnknownCode> found;
    auto const gather = [&](std::string const& id, Counts const& counts, bool is_fact) {
        for (auto const& [folded, spelled] : counts.codes) {
            auto& code = found[folded];
            if (code.where.empty() || spelled.code < code.code) code.code = spelled.code;
            code.where.push_back({id, spelled.cells, is_fact});
        }
    };
    for (std::size_t i = 0; i < items_.size(); ++i)
        gather(instrument_->items[i].id, items_[i], false);
    for (std::size_t i = 0; i < covariates_.size(); ++i)
        gather(instrument_->covariates[i].id, covariates_[i], true);
    std::vector<UnknownCode> out;
    for (auto& [folded, code] : found)
        out.push_back(std::move(code));
    std::sort(out.begin(), out.end(),
              [](UnknownCode const& a, UnknownCode const& b) { return by_number_then_text(a.code, b.code); });
    return out;
}

std::vector<Offset> Detective::offsets() const {
    struct Ends {
        std::vector<std::size_t> items;
        std::uint64_t answered = 0;
        std::uint64_t at_lowest = 0;
        std::uint64_t at_highest = 0;
        std::uint64_t below = 0;
        std::uint64_t above = 0;
    };
    std::map<std::pair<double, double>, Ends> found;  // items with the same codes tell of each other
    for (std::size_t i = 0; i < items_.size(); ++i) {
        auto const& set = instrument_->responses[instrument_->items[i].responses];
        auto const codes = ladder(set);
        if (!codes || steps_[i].count == 0) continue;
        auto const at = [&](double code) {
            auto const step = (value_of(set, code) - steps_[i].low) * steps_[i].factor;
            return items_[i].by_step[static_cast<std::size_t>(std::lround(step)) + 1];
        };
        auto& ends = found[{codes->low, codes->high}];
        ends.items.push_back(i);
        ends.answered += answered(i);
        ends.at_lowest += at(codes->low);
        ends.at_highest += at(codes->high);
        ends.below += items_[i].below;
        ends.above += items_[i].above;
    }
    std::vector<Offset> out;
    for (auto const& [codes, ends] : found) {
        // People count from 0 or from 1, and from nothing else.
        bool const from_one = codes.first == 0 && ends.at_lowest == 0 && ends.above > ends.below;
        bool const from_zero = codes.first == 1 && ends.at_highest == 0 && ends.below > ends.above;
        if (!from_one && !from_zero) continue;
        auto const beyond = from_one ? ends.above : ends.below;
        auto const answers = ends.answered + beyond;
        // One slip among many answers is a slip.
        constexpr std::uint64_t share = 100;
        if (answers < fewest_of_offset || beyond * share < answers) continue;
        out.push_back({ends.items, from_one ? 1 : -1, codes.first, codes.second, answers, beyond});
    }
    return out;
}

std::vector<AgainstScale> Detective::against() const {
    std::vector<DirectionResult> results;
    for (auto const& direction : directions_)
        results.push_back(direction.result());
    // The smallest scale knows an item best: two scales of one questionnaire may well run against each other.
    auto const size = [&](DirectionResult const& result) { return instrument_->scales[result.scale].members.size(); };
    std::stable_sort(results.begin(), results.end(),
                     [&](DirectionResult const& a, DirectionResult const& b) { return size(a) < size(b); });
    std::set<std::size_t> seen;
    std::vector<AgainstScale> out;
    for (auto const& result : results) {
        AgainstScale here{result.scale, result.n, {}, {}};
        bool const together =
            result.reversed_with_others && is_clearly_negative(*result.reversed_with_others, result.n);
        for (auto const& item : result.items) {
            if (!seen.insert(item.item).second) continue;
            if (together ? item.reversed : is_clearly_negative(item.r, result.n)) here.items.push_back(item);
        }
        if (here.items.empty()) continue;
        if (together) here.reversed_r = result.reversed_with_others;
        out.push_back(std::move(here));
    }
    std::sort(out.begin(), out.end(), [](AgainstScale const& a, AgainstScale const& b) { return a.scale < b.scale; });
    return out;
}

bool Detective::may_be_copied(std::size_t item) const {
    auto const& by_step = items_[item].by_step;
    auto const given = answered(item);
    auto const different = std::count_if(by_step.begin() + 1, by_step.end(), [](auto n) { return n > 0; });
    auto const commonest = *std::max_element(by_step.begin() + 1, by_step.end());
    // Two questions with yes and no are easily answered alike by everybody, or all but a few.
    constexpr std::uint64_t fewest = 30;
    constexpr std::uint64_t fewest_of_two = 100;
    constexpr std::uint64_t fewest_others = 10;
    return given - commonest >= fewest_others && given >= (different > 2 ? fewest : fewest_of_two);
}

std::vector<std::vector<std::size_t>> Detective::copies() const {
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t item = 0; item < same_as_.size(); ++item) {
        // Those of the same steps may still be of other answers.
        auto const alike = [&](std::vector<std::size_t> const& group) {
            auto const first = group.front();
            return same_as_[first] == same_as_[item] && steps_[first].count == steps_[item].count &&
                   steps_[first].low == steps_[item].low;
        };
        auto const group = std::find_if(groups.begin(), groups.end(), alike);
        if (group == groups.end()) {
            groups.push_back({item});
        } else {
            group->push_back(item);
        }
    }
    std::erase_if(groups, [&](auto const& group) { return group.size() < 2 || !may_be_copied(group.front()); });
    return groups;
}

Conclusion look_at(instrument::Instrument const& instrument, scoring::Binding const& binding,
                   data::Table const& table) {
    Detective detective(instrument, binding);
    std::vector<std::optional<scoring::ItemDecoder>> decoders;
    std::vector<scoring::RegisterColumn> items(instrument.items.size());
    std::vector<scoring::RegisterColumn> covariates(instrument.covariates.size());
    scoring::ItemBatch batch;
    for (std::size_t i = 0; i < items.size(); ++i) {
        decoders.emplace_back();
        auto const& set = instrument.responses[instrument.items[i].responses];
        if (auto const column = binding.item_columns[i]) decoders.back().emplace(set, table, *column);
        batch.decoded.push_back(&items[i]);
    }
    for (auto const& covariate : covariates)
        batch.covariates.push_back(&covariate);
    for (batch.first_row = 0; batch.first_row < table.row_count(); batch.first_row += scoring::batch_rows) {
        batch.rows = std::min(scoring::batch_rows, table.row_count() - batch.first_row);
        data::Findings told_elsewhere;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (decoders[i]) (void)decoders[i]->run(batch.first_row, batch.rows, items[i], told_elsewhere);
        }
        for (std::size_t i = 0; i < covariates.size(); ++i) {
            if (auto const column = binding.covariate_columns[i])
                scoring::decode_covariate(instrument.covariates[i], table, *column, batch.first_row, batch.rows,
                                          covariates[i], told_elsewhere);
        }
        detective.add(batch, table);
    }
    return detective.conclude();
}

}  // namespace quaestor::coding
