#include "study/expression_text.hpp"

#include "base/text.hpp"

#include <optional>
#include <vector>

namespace quaestor::study {
namespace {

using instrument::Expression;
using instrument::Instrument;
using instrument::Op;

std::string_view sign(Op op) {
    switch (op) {
        case Op::add:
            return " + ";
        case Op::subtract:
            return " - ";
        case Op::multiply:
            return " * ";
        case Op::divide:
            return " / ";
        case Op::equal:
            return " = ";
        case Op::not_equal:
            return " != ";
        case Op::less:
            return " < ";
        case Op::less_equal:
            return " <= ";
        case Op::greater:
            return " > ";
        case Op::greater_equal:
            return " >= ";
        case Op::logical_and:
            return " and ";
        case Op::logical_or:
            return " or ";
        default:
            return "";
    }
}

std::string_view function(Op op) {
    switch (op) {
        case Op::negate:
            return "-";
        case Op::logical_not:
            return "not ";
        case Op::is_missing:
            return "missing";
        case Op::sum:
            return "sum";
        case Op::mean:
            return "mean";
        case Op::min:
            return "min";
        case Op::max:
            return "max";
        case Op::median:
            return "median";
        case Op::sd:
            return "sd";
        case Op::count:
            return "count";
        case Op::any:
            return "any";
        case Op::all:
            return "all";
        case Op::span:
            return "span";
        case Op::profile:
            return "profile";
        case Op::round:
            return "round";
        case Op::floor:
            return "floor";
        case Op::ceil:
            return "ceil";
        case Op::abs:
            return "abs";
        case Op::sqrt:
            return "sqrt";
        case Op::ln:
            return "ln";
        case Op::exp:
            return "exp";
        case Op::clamp:
            return "clamp";
        case Op::lookup:
            return "lookup";
        case Op::lookup_error:
            return "lookup_error";
        case Op::recode:
            return "recode";
        default:
            return "";
    }
}

class Speller {
public:
    Speller(Instrument const& instrument, bool brief) : instrument_(instrument), brief_(brief) {}

    [[nodiscard]] std::string spell(Expression const& e) const {
        switch (e.op) {
            case Op::constant:
                return constant(e);
            case Op::item:
                return instrument_.items[e.index].id;
            case Op::covariate:
                return instrument_.covariates[e.index].id;
            case Op::scale:
                return instrument_.scales[e.index].id;
            case Op::score:
                return instrument_.scores[e.index].id;
            case Op::reverse:
                return "reverse(" + instrument_.items[e.index].id + ")";
            case Op::band:
                return "band(" + spell(e.arguments[0]) + set_name(e) + ")";
            case Op::in_range:
                return held(e.arguments[0]) + " in " + spell(e.arguments[1]) + ".." + spell(e.arguments[2]);
            case Op::in_set:
                return spell(e.arguments[0]) + " in {" + list(e, 1) + "}";
            case Op::conditional:
                return "if " + spell(e.arguments[0]) + " then " + spell(e.arguments[1]) + " else " +
                       spell(e.arguments[2]);
            case Op::bin:
                return bin(e);
            case Op::lookup:
            case Op::lookup_error:
            case Op::recode:
                return std::string(function(e.op)) + "(" + instrument_.tables[e.index].name + ", " +
                       list(e, 0) + ")";
            default:
                break;
        }
        if (auto const between = sign(e.op); !between.empty()) return chain(e, between);
        return std::string(function(e.op)) + "(" + (e.answered_only ? "answered " : "") + list(e, 0) + ")";
    }

private:
    [[nodiscard]] std::string constant(Expression const& e) const {
        if (e.type == instrument::ValueType::boolean) return e.number != 0 ? "true" : "false";
        if (e.type == instrument::ValueType::category)
            return "\"" + instrument_.texts[static_cast<std::size_t>(e.number)] + "\"";
        return text::number(e.number);
    }

    [[nodiscard]] std::string set_name(Expression const& e) const {
        auto const& name = e.index < instrument_.texts.size() ? instrument_.texts[e.index] : std::string();
        return name.empty() ? "" : ", " + name;
    }

    [[nodiscard]] std::string list(Expression const& e, std::size_t first) const {
        std::vector<std::string> parts;
        for (auto i = first; i < e.arguments.size(); ++i) {
            auto const last = brief_ ? run_end(e, i) : i;
            auto text = spell(e.arguments[i]);
            if (last > i + 1) {
                auto const from = instrument_.items[*leading_item(e.arguments[i])].id;
                auto const to = instrument_.items[*leading_item(e.arguments[last])].id;
                text = from + ".." + to + text.substr(from.size());
                i = last;
            }
            parts.push_back(std::move(text));
        }
        return text::join(parts, ", ");
    }

    /// The item that the argument's text starts with.
    [[nodiscard]] static std::optional<std::size_t> leading_item(Expression const& e) {
        if (e.op == Op::item) return e.index;
        bool const compares = e.op == Op::equal || e.op == Op::not_equal || e.op == Op::less ||
                              e.op == Op::less_equal || e.op == Op::greater || e.op == Op::greater_equal ||
                              e.op == Op::in_range || e.op == Op::in_set;
        if (compares && e.arguments.front().op == Op::item) return e.arguments.front().index;
        return std::nullopt;
    }

    /// The last argument from `at` on that says the same of the next item.
    [[nodiscard]] std::size_t run_end(Expression const& e, std::size_t at) const {
        auto const first = leading_item(e.arguments[at]);
        if (!first) return at;
        auto const rest = [&](std::size_t i, std::size_t item) {
            return spell(e.arguments[i]).substr(instrument_.items[item].id.size());
        };
        auto end = at;
        while (end + 1 < e.arguments.size()) {
            auto const next = leading_item(e.arguments[end + 1]);
            if (!next || *next != *first + (end + 1 - at) || rest(end + 1, *next) != rest(at, *first)) break;
            ++end;
        }
        return end;
    }

    [[nodiscard]] std::string chain(Expression const& e, std::string_view between) const {
        std::vector<std::string> parts;
        for (auto const& argument : e.arguments) {
            bool const associative =
                e.op == argument.op && (e.op == Op::add || e.op == Op::multiply || e.op == Op::logical_and ||
                                        e.op == Op::logical_or);
            bool const first = parts.empty() && binds(argument.op) == binds(e.op) && binds(e.op) >= 5;
            bool const bare = binds(argument.op) > binds(e.op) || associative || first;
            parts.push_back(bare ? spell(argument) : "(" + spell(argument) + ")");
        }
        return text::join(parts, between);
    }

    [[nodiscard]] std::string held(Expression const& e) const {
        return binds(e.op) > 4 ? spell(e) : "(" + spell(e) + ")";
    }

    /// How tightly an operation holds its arguments together; a function or a name most of all.
    [[nodiscard]] static int binds(Op op) {
        switch (op) {
            case Op::conditional:
                return 1;
            case Op::logical_or:
                return 2;
            case Op::logical_and:
                return 3;
            case Op::equal:
            case Op::not_equal:
            case Op::less:
            case Op::less_equal:
            case Op::greater:
            case Op::greater_equal:
            case Op::in_range:
            case Op::in_set:
                return 4;
            case Op::add:
            case Op::subtract:
                return 5;
            case Op::multiply:
            case Op::divide:
                return 6;
            default:
                return 7;
        }
    }

    [[nodiscard]] std::string bin(Expression const& e) const {
        auto const& bin = instrument_.bins[e.index];
        std::string out = "bin(" + spell(e.arguments[0]) + ") {";
        for (auto const& row : bin.rows)
            out += (row.inclusive ? " to " : " below ") + text::number(row.bound) + " => " +
                   text::number(row.value);
        return out + " else " + text::number(bin.otherwise) + " }";
    }

    Instrument const& instrument_;
    bool brief_;
};

}  // namespace

std::string text_of(instrument::Instrument const& instrument, instrument::Expression const& expression) {
    return Speller(instrument, false).spell(expression);
}

std::string short_text_of(instrument::Instrument const& instrument,
                          instrument::Expression const& expression) {
    return Speller(instrument, true).spell(expression);
}

}  // namespace quaestor::study
