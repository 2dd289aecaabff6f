#include "support/row_scorer.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <stdexcept>

namespace support {
namespace {

using namespace quaestor;
using namespace quaestor::instrument;

/// A number, truth (0 or 1) or text (its place among the texts), or why there is none.
struct Known {
    double value = 0;
    MissingReason reason = MissingReason::none;
    bool incomplete = false;  ///< rests on a scale with missing answers

    [[nodiscard]] bool there() const { return reason == MissingReason::none; }
};

Known absent(MissingReason reason) {
    return {0, reason, false};
}

/// A computed number; what arithmetic cannot give is absent.
Known computed(double value, bool incomplete) {
    return std::isfinite(value) ? Known{value, MissingReason::none, incomplete}
                                : absent(MissingReason::undefined);
}

class Person {
public:
    Person(Instrument const& instrument, std::vector<std::string> const& item_cells,
           std::vector<std::string> const& covariate_cells)
        : model_(instrument), item_cells_(item_cells), covariate_cells_(covariate_cells) {}

    RowResult result(ResultRef ref) const;
    scoring::FlagState flag(Flag const& flag) const;
    [[nodiscard]] bool holds(Expression const& condition) const {
        auto const known = value(condition);
        return known.there() && known.value != 0;
    }

private:
    [[nodiscard]] Known ticked(std::size_t index) const;
    /// After the first `skips` statements; a condition sees what the ones before it left.
    [[nodiscard]] Known item_after(std::size_t index, std::size_t skips) const;
    [[nodiscard]] Known item(std::size_t index) const { return item_after(index, skips_seen_); }
    [[nodiscard]] double code_value(std::size_t index, std::string const& written) const;
    [[nodiscard]] double in_scale(Scale const& scale, double answer) const;
    [[nodiscard]] Known mirrored(std::size_t index) const;
    [[nodiscard]] Known covariate(std::size_t index) const;
    Known scale(Scale const& scale, scoring::Passport& passport) const;
    [[nodiscard]] Known raw(ResultRef ref) const;
    [[nodiscard]] Known shown(ResultRef ref) const;
    [[nodiscard]] Known band(ResultRef ref, std::string const& set) const;
    [[nodiscard]] double norm(Norms const& norms) const;
    [[nodiscard]] Known value(Expression const& e) const;
    [[nodiscard]] Known arithmetic(Expression const& e, std::vector<Known> const& a) const;
    [[nodiscard]] static Known truth(Expression const& e, std::vector<Known> const& a);
    [[nodiscard]] static Known over_list(Expression const& e, std::vector<Known> const& a);
    [[nodiscard]] Known looked_up(Expression const& e, Known key) const;

    Instrument const& model_;
    std::vector<std::string> const& item_cells_;
    std::vector<std::string> const& covariate_cells_;
    mutable std::size_t skips_seen_ = model_.skips.size();
};

double on_the_clock(std::string_view cell) {
    int hours = 0;
    int minutes = 0;
    char rest = 0;
    auto const written = std::string(cell);
    if (std::sscanf(written.c_str(), "%2d:%2d%c", &hours, &minutes, &rest) != 2) return -1;
    return hours < 24 && minutes < 60 && written.size() - written.find(':') == 3 ? hours * 60.0 + minutes
                                                                                 : -1;
}

Known Person::item_after(std::size_t index, std::size_t skips) const {
    auto answer = ticked(index);
    for (std::size_t s = 0; s < skips; ++s) {
        auto const& skip = model_.skips[s];
        if (std::find(skip.items.begin(), skip.items.end(), index) == skip.items.end()) continue;
        if (answer.reason != MissingReason::blank && answer.reason != MissingReason::declared) continue;
        auto const before = skips_seen_;
        skips_seen_ = s;
        auto const asked = value(skip.unless);
        skips_seen_ = before;
        if (!asked.there() || asked.value != 0) continue;
        answer = skip.code.empty() ? absent(MissingReason::skipped) : Known{code_value(index, skip.code)};
    }
    return answer;
}

/// What the code stands for, in scoring, among the responses of the item.
double Person::code_value(std::size_t index, std::string const& written) const {
    auto const wanted = text::parse_number(written);
    for (auto const& option : model_.responses[model_.items[index].responses].options) {
        auto const code = text::parse_number(option.code);
        if (code ? code == wanted : text::equal_ignoring_case(option.code, written)) return option.value;
    }
    return wanted.value_or(0);
}

double Person::in_scale(Scale const& scale, double answer) const {
    if (scale.test) {
        auto const& v = scale.test->values;
        bool counted = false;
        switch (scale.test->op) {
            case Op::in_range:
                counted = answer >= v[0] && answer <= v[1];
                break;
            case Op::in_set:
                counted = std::count(v.begin(), v.end(), answer) > 0;
                break;
            case Op::equal:
                counted = answer == v[0];
                break;
            case Op::not_equal:
                counted = answer != v[0];
                break;
            case Op::less:
                counted = answer < v[0];
                break;
            case Op::less_equal:
                counted = answer <= v[0];
                break;
            case Op::greater:
                counted = answer > v[0];
                break;
            default:
                counted = answer >= v[0];
        }
        return counted ? 1 : 0;
    }
    if (!scale.recoding) return answer;
    for (auto const& row : model_.tables[*scale.recoding].rows) {
        if (row.key == answer) return row.value;
    }
    throw std::logic_error("row_scorer: an answer without a recoding");
}

Known Person::ticked(std::size_t index) const {
    auto const& set = model_.responses[model_.items[index].responses];
    auto const cell = text::trimmed(item_cells_[index]);
    if (cell.empty()) return absent(MissingReason::blank);
    auto const number = text::parse_number(cell);
    for (auto const& option : set.options) {
        auto const code = text::parse_number(option.code);
        bool const same = code && number ? *code == *number
                                         : !code && !number && text::equal_ignoring_case(option.code, cell);
        if (!same) continue;
        if (option.kind == OptionKind::missing) return absent(MissingReason::declared);
        if (option.kind == OptionKind::not_applicable) return absent(MissingReason::not_applicable);
        return {option.value};
    }
    if (set.kind == ResponseKind::text) return {0};
    if (set.kind == ResponseKind::time) {
        auto const minutes = on_the_clock(cell);
        return minutes < 0 ? absent(MissingReason::unreadable) : Known{minutes};
    }
    if (set.kind == ResponseKind::date) throw std::logic_error("row_scorer: no dates");
    if (!number) return absent(MissingReason::unreadable);
    bool const open = set.kind == ResponseKind::number ||
                      (set.kind == ResponseKind::integer && std::trunc(*number) == *number);
    bool const inside = *number >= set.values.low && *number <= set.values.high;
    return open && inside ? Known{*number} : absent(MissingReason::out_of_range);
}

Known Person::mirrored(std::size_t index) const {
    auto answer = item(index);
    auto const& range = model_.responses[model_.items[index].responses].values;
    if (answer.there()) answer.value = range.low + range.high - answer.value;
    return answer;
}

Known Person::covariate(std::size_t index) const {
    auto const& covariate = model_.covariates[index];
    auto const cell = text::trimmed(covariate_cells_[index]);
    if (cell.empty()) return absent(MissingReason::blank);
    if (covariate.kind == CovariateKind::number) {
        auto const number = text::parse_number(cell);
        if (!number) return absent(MissingReason::unreadable);
        bool const inside = *number >= covariate.range.low && *number <= covariate.range.high;
        return inside ? Known{*number} : absent(MissingReason::out_of_range);
    }
    for (auto const& category : covariate.categories) {
        auto names = category.aliases;
        names.push_back(category.name);
        for (auto const& name : names) {
            if (text::equal_ignoring_case(name, cell)) return {static_cast<double>(category.text)};
        }
    }
    return absent(MissingReason::out_of_range);
}

/// How many of `applicable` items may be missing.
double most_missing_of(MissingRule const& rule, double applicable) {
    if (rule.limit == MissingRule::Limit::none) return 0;
    if (rule.limit == MissingRule::Limit::count) return rule.at_most;
    double count = 0;
    while ((count + 1) * 100 <= applicable * rule.at_most)
        ++count;
    return count;
}

Known Person::scale(Scale const& scale, scoring::Passport& passport) const {
    struct Answer {
        double value;
        double weight;
        bool there;
    };
    std::vector<Answer> applicable;
    auto reason = MissingReason::none;
    for (auto const& member : scale.members) {
        auto const answer = member.reversed ? mirrored(member.item) : item(member.item);
        if (answer.reason == MissingReason::not_applicable || answer.reason == MissingReason::skipped)
            continue;
        if (!answer.there() && reason == MissingReason::none) reason = answer.reason;
        auto const weight =
            scale.aggregate == Aggregate::weighted_sum ? model_.items[member.item].weight : 1.0;
        auto value = answer.value;
        if (!answer.there() && scale.missing.action == MissingRule::Action::substitute) {
            auto const& set = model_.responses[model_.items[member.item].responses];
            value = code_value(member.item, scale.missing.code);
            if (member.reversed) value = set.values.low + set.values.high - value;
            value = in_scale(scale, value);
        } else if (answer.there()) {
            value = in_scale(scale, value);
        }
        applicable.push_back({value, weight, answer.there()});
    }
    auto const count = [&](bool there) {
        return static_cast<std::uint32_t>(std::count_if(applicable.begin(), applicable.end(),
                                                        [&](Answer const& a) { return a.there == there; }));
    };
    auto const answered = count(true);
    auto const missing = count(false);
    passport = {answered, answered + missing, scoring::How::not_scored};
    if (answered == 0 || missing > most_missing_of(scale.missing, answered + missing))
        return absent(reason == MissingReason::none ? MissingReason::not_applicable : reason);

    double sum = 0;
    double replaced = 0;
    double weight = 0;
    double whole_weight = 0;
    std::optional<double> least;
    std::optional<double> most;
    for (auto const& answer : applicable) {
        whole_weight += answer.weight;
        if (!answer.there) {
            replaced += answer.weight * answer.value;
            continue;
        }
        sum += answer.weight * answer.value;
        weight += answer.weight;
        if (!least || answer.value < *least) least = answer.value;
        if (!most || answer.value > *most) most = answer.value;
    }
    bool const substituted = missing > 0 && scale.missing.action == MissingRule::Action::substitute;
    bool const prorated = missing > 0 && scale.missing.action == MissingRule::Action::prorate;
    double value = sum;
    if (scale.aggregate == Aggregate::min) {
        value = *least;
    } else if (scale.aggregate == Aggregate::max) {
        value = *most;
    } else if (scale.aggregate == Aggregate::mean) {
        value = substituted ? (sum + replaced) / whole_weight : sum / weight;
    } else if (substituted) {
        value = sum + replaced;
    } else if (prorated) {
        value = sum * whole_weight / weight;
    }
    if (scale.rescale) {
        auto const& r = *scale.rescale;
        value = r.to.low + (value - r.from.low) * ((r.to.high - r.to.low) / (r.from.high - r.from.low));
    }
    auto const known = computed(value, missing > 0);
    if (known.there()) {
        passport.how = missing == 0 ? scoring::How::complete
                       : prorated   ? scoring::How::prorated
                                    : scoring::How::partial;
    }
    return known;
}

Known Person::raw(ResultRef ref) const {
    scoring::Passport ignored;
    return ref.kind == ResultKind::scale ? scale(model_.scales[ref.index], ignored)
                                         : value(model_.scores[ref.index].expression);
}

Known Person::shown(ResultRef ref) const {
    auto known = raw(ref);
    auto const& rounding = model_.shown(ref).rounding;
    if (rounding && known.there())
        known.value = rounded_on_paper(known.value, rounding->digits, rounding->half_even);
    return known;
}

Known Person::band(ResultRef ref, std::string const& name) const {
    auto const& shape = model_.shown(ref);
    auto const seen = shape.rounding && shape.rounding->before_bands ? shown(ref) : raw(ref);
    if (!seen.there()) return seen;
    for (auto const& set : shape.band_sets) {
        if (set.name != name) continue;
        if (set.when) {
            auto const condition = value(*set.when);
            if (!condition.there()) return condition;
            if (condition.value == 0) continue;
        }
        auto found = absent(MissingReason::out_of_range);
        for (auto const& band : set.bands) {
            // Decimal weights may leave a value a last bit below the bound that it is meant to reach.
            bool const reached = seen.value >= band.from || std::abs(seen.value - band.from) <= 1e-9;
            if (reached) found = {static_cast<double>(band.text), MissingReason::none, seen.incomplete};
        }
        return found;
    }
    return absent(MissingReason::unknown_key);
}

double Person::norm(Norms const& norms) const {
    auto const seen = shown(norms.scale);
    if (!seen.there()) return std::nan("");
    for (auto const& row : norms.rows) {
        if (row.when) {
            auto const condition = value(*row.when);
            if (!condition.there()) return std::nan("");
            if (condition.value == 0) continue;
        }
        if (row.mean) return (seen.value - *row.mean) / *row.sd;
        for (auto const& p : row.percentiles) {
            if (p.key == seen.value && !seen.incomplete) return p.value;
        }
        return std::nan("");
    }
    return std::nan("");
}

Known Person::looked_up(Expression const& e, Known key) const {
    if (!key.there()) return key;
    auto const& table = model_.tables[e.index];
    if (table.interpolated && e.op == Op::lookup) {
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            auto const& row = table.rows[i];
            if (row.key == key.value) return {row.value, MissingReason::none, key.incomplete};
            if (i == 0 || row.key < key.value || table.rows[i - 1].key > key.value) continue;
            auto const& below = table.rows[i - 1];
            return {below.value + (key.value - below.key) * (row.value - below.value) / (row.key - below.key),
                    MissingReason::none, key.incomplete};
        }
        return absent(MissingReason::unknown_key);
    }
    if (key.incomplete) return absent(MissingReason::unknown_key);
    for (auto const& row : table.rows) {
        if (row.key != key.value) continue;
        if (e.op == Op::lookup) return {row.value};
        return row.error ? Known{*row.error} : absent(MissingReason::unknown_key);
    }
    return absent(MissingReason::unknown_key);
}

/// `and`, `all`: one false settles it. `or`, `any`: one true does. Else one unknown leaves it open.
Known Person::truth(Expression const& e, std::vector<Known> const& a) {
    double const deciding = e.op == Op::logical_or || e.op == Op::any ? 1 : 0;
    bool incomplete = false;
    bool settled = false;
    bool some = false;
    auto unknown = MissingReason::none;
    for (auto const& part : a) {
        if (!part.there()) {
            if (unknown == MissingReason::none) unknown = part.reason;
            continue;
        }
        some = true;
        incomplete = incomplete || part.incomplete;
        settled = settled || part.value == deciding;
    }
    if (settled) return {deciding, MissingReason::none, incomplete};
    if (unknown != MissingReason::none && !(e.answered_only && some)) return absent(unknown);
    return {1 - deciding, MissingReason::none, incomplete};
}

Known Person::over_list(Expression const& e, std::vector<Known> const& a) {
    std::vector<double> values;
    bool incomplete = false;
    auto unknown = MissingReason::none;
    for (auto const& part : a) {
        if (part.there()) {
            values.push_back(part.value);
            incomplete = incomplete || part.incomplete;
        } else if (unknown == MissingReason::none) {
            unknown = part.reason;
        }
    }
    if (unknown != MissingReason::none && !e.answered_only) return absent(unknown);
    if (values.empty()) return absent(unknown == MissingReason::none ? MissingReason::undefined : unknown);
    double sum = 0;
    for (auto const v : values)
        sum += v;
    auto const n = static_cast<double>(values.size());
    switch (e.op) {
        case Op::sum:
        case Op::count:
            return computed(sum, incomplete);
        case Op::mean:
            return computed(sum / n, incomplete);
        case Op::min:
            return computed(*std::min_element(values.begin(), values.end()), incomplete);
        case Op::max:
            return computed(*std::max_element(values.begin(), values.end()), incomplete);
        case Op::median: {
            std::sort(values.begin(), values.end());
            auto const half = values.size() / 2;
            bool const odd = values.size() % 2 == 1;
            return computed(odd ? values[half] : (values[half - 1] + values[half]) / 2, incomplete);
        }
        case Op::sd: {
            if (values.size() < 2) return absent(MissingReason::undefined);
            double squares = 0;
            for (auto const v : values)
                squares += (v - sum / n) * (v - sum / n);
            return computed(std::sqrt(squares / (n - 1)), incomplete);
        }
        default:
            throw std::logic_error("row_scorer: no operation over a list");
    }
}

/// Operations that have a value only where all their arguments have one.
Known Person::arithmetic(Expression const& e, std::vector<Known> const& a) const {
    bool incomplete = false;
    for (auto const& part : a) {
        if (!part.there()) return part;
        incomplete = incomplete || part.incomplete;
    }
    auto const x = a[0].value;
    auto const y = a.size() > 1 ? a[1].value : 0.0;
    auto const z = a.size() > 2 ? a[2].value : 0.0;
    auto const give = [&](double v) { return computed(v, incomplete); };
    switch (e.op) {
        case Op::negate:
            return give(-x);
        case Op::add:
            return give(x + y);
        case Op::subtract:
            return give(x - y);
        case Op::multiply:
            return give(x * y);
        case Op::divide:
            return y == 0 ? absent(MissingReason::undefined) : give(x / y);
        case Op::equal:
            return give(x == y ? 1 : 0);
        case Op::not_equal:
            return give(x != y ? 1 : 0);
        case Op::less:
            return give(x < y ? 1 : 0);
        case Op::less_equal:
            return give(x <= y ? 1 : 0);
        case Op::greater:
            return give(x > y ? 1 : 0);
        case Op::greater_equal:
            return give(x >= y ? 1 : 0);
        case Op::in_range:
            return give(x >= y && x <= z ? 1 : 0);
        case Op::in_set: {
            bool const found = std::any_of(a.begin() + 1, a.end(), [&](Known k) { return k.value == x; });
            return give(found ? 1 : 0);
        }
        case Op::logical_not:
            return give(x == 0 ? 1 : 0);
        case Op::round:
            return give(rounded_on_paper(x, static_cast<int>(y), false));
        case Op::floor:
            return give(std::floor(x));
        case Op::ceil:
            return give(std::ceil(x));
        case Op::abs:
            return give(std::abs(x));
        case Op::sqrt:
            return give(std::sqrt(x));
        case Op::ln:
            return give(std::log(x));
        case Op::exp:
            return give(std::exp(x));
        case Op::span:
            return give(y < x ? y + 1440 - x : y - x);
        case Op::profile: {
            std::string digits;
            for (auto const& part : a)
                digits += std::to_string(static_cast<int>(part.value));
            return give(std::strtod(digits.c_str(), nullptr));
        }
        case Op::bin: {
            auto const& bin = model_.bins[e.index];
            for (auto const& row : bin.rows) {
                if (x < row.bound || (row.inclusive && x == row.bound)) return give(row.value);
            }
            return give(bin.otherwise);
        }
        case Op::clamp:
            return y > z ? absent(MissingReason::undefined) : give(x < y ? y : x > z ? z : x);
        default:
            throw std::logic_error("row_scorer: no arithmetic");
    }
}

Known Person::value(Expression const& e) const {
    auto const of = [](Expression const& target) {
        return ResultRef{target.op == Op::scale ? ResultKind::scale : ResultKind::score, target.index};
    };
    switch (e.op) {
        case Op::constant:
            return {e.number};
        case Op::item:
            return item(e.index);
        case Op::reverse:
            return mirrored(e.index);
        case Op::covariate:
            return covariate(e.index);
        case Op::scale:
        case Op::score:
            return shown(of(e));
        case Op::band:
            return band(of(e.arguments[0]), model_.texts[e.index]);
        case Op::lookup:
        case Op::lookup_error:
            return looked_up(e, value(e.arguments[0]));
        case Op::is_missing:
            return {value(e.arguments[0]).there() ? 0.0 : 1.0};
        case Op::conditional: {
            auto const condition = value(e.arguments[0]);
            if (!condition.there()) return condition;
            auto chosen = value(e.arguments[condition.value != 0 ? 1 : 2]);
            chosen.incomplete = chosen.there() && (chosen.incomplete || condition.incomplete);
            return chosen;
        }
        default:
            break;
    }
    std::vector<Known> parts;
    for (auto const& argument : e.arguments)
        parts.push_back(value(argument));
    switch (e.op) {
        case Op::logical_and:
        case Op::logical_or:
        case Op::all:
        case Op::any:
            return truth(e, parts);
        case Op::sum:
        case Op::mean:
        case Op::min:
        case Op::max:
        case Op::median:
        case Op::sd:
        case Op::count:
            return over_list(e, parts);
        default:
            return arithmetic(e, parts);
    }
}

RowResult Person::result(ResultRef ref) const {
    RowResult result;
    if (ref.kind == ResultKind::scale) (void)scale(model_.scales[ref.index], result.passport);
    auto const known = shown(ref);
    result.reason = known.reason;
    result.value = known.there() ? known.value : 0;
    for (auto const& set : model_.shown(ref).band_names()) {
        auto const name = band(ref, set);
        result.bands.push_back(name.there() ? model_.texts[static_cast<std::size_t>(name.value)] : "");
    }
    for (auto const& norms : model_.norms) {
        if (norms.scale.kind == ref.kind && norms.scale.index == ref.index)
            result.norms.push_back(norm(norms));
    }
    return result;
}

scoring::FlagState Person::flag(Flag const& flag) const {
    auto const condition = value(flag.when);
    if (!condition.there()) return scoring::FlagState::undetermined;
    return condition.value != 0 ? scoring::FlagState::yes : scoring::FlagState::no;
}

}  // namespace

double rounded_on_paper(double value, int digits, bool half_even) {
    char buffer[64];
    (void)std::snprintf(buffer, sizeof buffer, "%.14e", std::abs(value));
    std::string const written = buffer;  // "2.67500000000000e+00"
    auto const e = written.find('e');
    auto const exponent = std::atoi(written.c_str() + e + 1);
    auto const all = written.substr(0, 1) + written.substr(2, e - 2);
    auto const length = exponent + 1 + digits;  // so many digits are kept
    if (length >= static_cast<int>(all.size())) return value;
    auto const cut = length < 0 ? 0 : static_cast<std::size_t>(length);
    auto kept = "0" + all.substr(0, cut);
    auto const rest = length < 0 ? std::string("0") : all.substr(cut);
    auto const tie = "5" + std::string(rest.size() - 1, '0');
    bool const odd = (kept.back() - '0') % 2 == 1;
    if (rest > tie || (rest == tie && (odd || !half_even))) {
        auto at = kept.size() - 1;
        while (kept[at] == '9')
            kept[at--] = '0';
        ++kept[at];
    }
    auto const whole = kept + "e-" + std::to_string(digits);
    return std::copysign(std::strtod(whole.c_str(), nullptr), value);
}

RowScores score_row(Instrument const& instrument, std::vector<std::string> const& item_cells,
                    std::vector<std::string> const& covariate_cells) {
    Person const person(instrument, item_cells, covariate_cells);
    RowScores scores;
    for (auto const ref : instrument.declared)
        scores.results.push_back(person.result(ref));
    for (auto const& flag : instrument.flags)
        scores.flags.push_back(person.flag(flag));
    for (auto const& check : instrument.checks)
        scores.checks.push_back(person.holds(check.when));
    return scores;
}

}  // namespace support
