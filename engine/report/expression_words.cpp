#include "report/expression_words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <optional>

namespace quaestor::report {
namespace {

using instrument::Expression;
using instrument::Instrument;
using instrument::Op;
using instrument::ValueType;

/// How tightly a text holds together: what is looser than its surroundings goes into brackets.
enum Hold { loose, alternative, conjunction, comparison, sum, product, name };

struct Words {
    std::string text;
    Hold hold = name;
};

struct Infix {
    std::string_view sign;
    Hold hold;
};

std::optional<Infix> infix(Op op) {
    switch (op) {
        case Op::add:
            return Infix{" + ", sum};
        case Op::subtract:
            return Infix{" - ", sum};
        case Op::multiply:
            return Infix{" * ", product};
        case Op::divide:
            return Infix{" / ", product};
        case Op::equal:
            return Infix{" = ", comparison};
        case Op::not_equal:
            return Infix{" is not ", comparison};
        case Op::less:
            return Infix{" < ", comparison};
        case Op::less_equal:
            return Infix{" <= ", comparison};
        case Op::greater:
            return Infix{" > ", comparison};
        case Op::greater_equal:
            return Infix{" >= ", comparison};
        case Op::logical_and:
            return Infix{" and ", conjunction};
        case Op::logical_or:
            return Infix{" or ", alternative};
        default:
            return std::nullopt;
    }
}

std::string_view aggregate(Op op) {
    switch (op) {
        case Op::sum:
            return "the sum of ";
        case Op::mean:
            return "the mean of ";
        case Op::min:
            return "the smallest of ";
        case Op::max:
            return "the largest of ";
        case Op::median:
            return "the median of ";
        case Op::sd:
            return "the standard deviation of ";
        default:
            return "";
    }
}

class Speaker {
public:
    explicit Speaker(Instrument const& instrument) : instrument_(instrument) {}

    [[nodiscard]] Words say(Expression const& e) const {
        switch (e.op) {
            case Op::constant:
                return {constant(e)};
            case Op::item:
                return {instrument_.items[e.index].id};
            case Op::covariate:
                return {instrument_.covariates[e.index].id};
            case Op::scale:
                return {instrument_.scales[e.index].id};
            case Op::score:
                return {instrument_.scores[e.index].id};
            case Op::reverse:
                return {instrument_.items[e.index].id + " reversed", loose};
            case Op::band:
                return {"the band" + set_name(e) + " of " + in(e.arguments[0], product), loose};
            case Op::negate:
                return {"-" + in(e.arguments[0], name), product};
            case Op::logical_not:
                return negation(e.arguments[0]);
            case Op::is_missing:
                return {in(e.arguments[0], sum) + " is missing", comparison};
            case Op::in_range:
                return {in(e.arguments[0], sum) + " from " + in(e.arguments[1], sum) + " to " +
                            in(e.arguments[2], sum),
                        comparison};
            case Op::in_set:
                return {in(e.arguments[0], sum) + " is one of " + list(e, 1), comparison};
            case Op::conditional:
                return {say(e.arguments[1]).text + " where " + in(e.arguments[0], alternative) + ", else " +
                            say(e.arguments[2]).text,
                        loose};
            case Op::lookup:
                return {in(e.arguments[0], sum) + " looked up in the table " + table(e), loose};
            case Op::lookup_error:
                return {"the standard error of " + in(e.arguments[0], sum) + " in the table " + table(e),
                        loose};
            case Op::recode:
                return {in(e.arguments[0], sum) + " recoded by the table " + table(e), loose};
            case Op::bin:
                return {bin(e), loose};
            case Op::span:
                return {"the minutes from " + in(e.arguments[0], name) + " to " + in(e.arguments[1], name),
                        loose};
            case Op::profile:
                return {"the digits of " + list(e, 0) + " side by side", loose};
            case Op::count:
            case Op::any:
            case Op::all:
                return conditions(e);
            case Op::clamp:
                return {in(e.arguments[0], sum) + ", but no lower than " + in(e.arguments[1], sum) +
                            " and no higher than " + in(e.arguments[2], sum),
                        loose};
            case Op::round:
                return {in(e.arguments[0], product) + " rounded to " + digits(e), loose};
            case Op::floor:
                return {in(e.arguments[0], product) + " rounded down", loose};
            case Op::ceil:
                return {in(e.arguments[0], product) + " rounded up", loose};
            case Op::abs:
                return {"the size of " + in(e.arguments[0], product) + " without its sign", loose};
            case Op::sqrt:
                return {"the square root of " + in(e.arguments[0], name), loose};
            case Op::ln:
                return {"the natural logarithm of " + in(e.arguments[0], name), loose};
            case Op::exp:
                return {"e to the power of " + in(e.arguments[0], name), loose};
            default:
                break;
        }
        if (auto const between = infix(e.op)) return chain(e, *between);
        if ((e.op == Op::min || e.op == Op::max) && e.arguments.size() == 2 && !e.answered_only) {
            return {(e.op == Op::min ? "the smaller of " : "the larger of ") + in(e.arguments[0], sum) +
                        " and " + in(e.arguments[1], sum),
                    loose};
        }
        return {std::string(aggregate(e.op)) + (e.answered_only ? "what is answered of " : "") + list(e, 0),
                loose};
    }

private:
    /// In brackets where it is looser than `hold`.
    [[nodiscard]] std::string in(Expression const& e, Hold hold) const {
        auto words = say(e);
        return words.hold < hold ? "(" + words.text + ")" : words.text;
    }

    [[nodiscard]] std::string constant(Expression const& e) const {
        if (e.type == ValueType::boolean) return e.number != 0 ? "yes" : "no";
        if (e.type == ValueType::number) return text::number(e.number);
        auto const& word = instrument_.texts[static_cast<std::size_t>(e.number)];
        return word.find(' ') == std::string::npos ? word : "'" + word + "'";
    }

    [[nodiscard]] std::string const& table(Expression const& e) const {
        return instrument_.tables[e.index].name;
    }

    [[nodiscard]] std::string set_name(Expression const& e) const {
        auto const& set = instrument_.texts[e.index];
        return set.empty() ? "" : " '" + set + "'";
    }

    [[nodiscard]] std::string digits(Expression const& e) const {
        if (e.arguments.size() == 1) return "a whole number";
        auto const n = static_cast<std::size_t>(e.arguments[1].number);
        return n == 0 ? "a whole number" : text::counted(n, "decimal", "decimals");
    }

    [[nodiscard]] Words negation(Expression const& e) const {
        if (e.op == Op::is_missing) return {in(e.arguments[0], sum) + " is answered", comparison};
        return {"not " + in(e, name), conjunction};
    }

    /// Items in runs, everything else one by one.
    [[nodiscard]] std::string list(Expression const& e, std::size_t first) const {
        std::vector<std::string> parts;
        std::vector<std::size_t> items;
        auto const flush = [&] {
            if (!items.empty()) parts.push_back(items_in_words(instrument_, items));
            items.clear();
        };
        for (auto i = first; i < e.arguments.size(); ++i) {
            if (e.arguments[i].op == Op::item) {
                items.push_back(e.arguments[i].index);
                continue;
            }
            flush();
            parts.push_back(in(e.arguments[i], sum));
        }
        flush();
        return text::join(parts, ", ");
    }

    /// The item that a condition is about: of "q1 >= 2" and of "q1 is answered".
    static std::optional<std::size_t> subject(Expression const& e) {
        if (e.type != ValueType::boolean || e.arguments.empty()) return std::nullopt;
        auto const& first = e.arguments[0];
        if (e.op == Op::logical_not && first.op == Op::is_missing) return subject(first);
        return first.op == Op::item ? std::optional(first.index) : std::nullopt;
    }

    /// What it says of that item: " >= 2", " answered".
    [[nodiscard]] std::optional<std::string> said_of_item(Expression const& e) const {
        auto const item = subject(e);
        auto const words = say(e);
        if (!item || words.hold != comparison) return std::nullopt;
        auto said = words.text.substr(instrument_.items[*item].id.size());
        return said.starts_with(" is ") ? said.substr(3) : said;
    }

    /// count, any and all: over items of which the same is asked, else over conditions of any kind.
    [[nodiscard]] Words conditions(Expression const& e) const {
        if (e.arguments.size() == 1 && e.op != Op::count) return say(e.arguments[0]);
        auto const said = said_of_item(e.arguments[0]);
        std::vector<std::size_t> items;
        for (auto const& argument : e.arguments) {
            if (said && said_of_item(argument) == said) items.push_back(*subject(argument));
        }
        auto const counted = e.answered_only ? std::string("the answered of ") : std::string();
        if (items.size() == e.arguments.size()) {
            auto const whose = counted + items_in_words(instrument_, items);
            if (e.op == Op::count) return {"how many of " + whose + " are" + *said, loose};
            return {(e.op == Op::any ? "any of " + whose + " is" : "all of " + whose + " are") + *said,
                    comparison};
        }
        std::vector<std::string> parts;
        for (auto const& argument : e.arguments)
            parts.push_back(say(argument).text);
        auto const what = e.op == Op::count ? "how many of these hold: "
                          : e.op == Op::any ? "any of these holds: "
                                            : "all of these hold: ";
        return {what + text::join(parts, "; "), loose};
    }

    static void collect(Expression const& e, Op op, std::vector<Expression const*>& terms) {
        for (auto const& argument : e.arguments) {
            if (argument.op == op) {
                collect(argument, op, terms);
            } else {
                terms.push_back(&argument);
            }
        }
    }

    [[nodiscard]] Words chain(Expression const& e, Infix const& between) const {
        bool const associative =
            e.op == Op::add || e.op == Op::multiply || e.op == Op::logical_and || e.op == Op::logical_or;
        std::vector<Expression const*> terms;
        if (associative) {
            collect(e, e.op, terms);
        } else {
            for (auto const& argument : e.arguments)
                terms.push_back(&argument);
        }
        auto const is_condition = [](Expression const* term) { return term->type == ValueType::boolean; };
        if (e.op == Op::add && std::all_of(terms.begin(), terms.end(), is_condition)) {
            std::vector<std::string> parts;
            for (auto const* term : terms)
                parts.push_back(say(*term).text);
            return {"how many of these hold: " + text::join(parts, "; "), loose};
        }
        bool const arithmetic = between.hold >= sum;
        std::vector<std::string> parts;
        for (auto const* term : terms) {
            if (arithmetic && is_condition(term)) {
                parts.push_back("(1 where " + say(*term).text + ")");
            } else {
                auto const hold = say(*term).hold;
                // "a - b - c" is read from the left, so the first may be as loose as the chain itself.
                bool const bare =
                    hold > between.hold || (parts.empty() && hold == between.hold && arithmetic);
                parts.push_back(bare ? say(*term).text : "(" + say(*term).text + ")");
            }
        }
        return {text::join(parts, between.sign), between.hold};
    }

    [[nodiscard]] std::string bin(Expression const& e) const {
        auto const& bin = instrument_.bins[e.index];
        std::vector<std::string> parts;
        for (auto const& row : bin.rows) {
            parts.push_back((row.inclusive ? "up to " : "below ") + text::number(row.bound) + " is " +
                            text::number(row.value));
        }
        parts.push_back("else " + text::number(bin.otherwise));
        return "in classes of " + in(e.arguments[0], sum) + ": " + text::join(parts, ", ");
    }

    Instrument const& instrument_;
};

}  // namespace

std::string in_words(Instrument const& instrument, Expression const& expression) {
    return Speaker(instrument).say(expression).text;
}

std::vector<std::string> steps_in_words(Instrument const& instrument, Expression const& expression) {
    std::vector<std::string> steps;
    auto const* rest = &expression;
    std::string otherwise;
    for (; rest->op == Op::conditional; rest = &rest->arguments[2]) {
        steps.push_back(otherwise + in_words(instrument, rest->arguments[1]) + " where " +
                        in_words(instrument, rest->arguments[0]));
        otherwise = "else ";
    }
    steps.push_back(otherwise + in_words(instrument, *rest));
    return steps;
}

std::string items_in_words(Instrument const& instrument, std::vector<std::size_t> const& items) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto last = i;
        while (last + 1 < items.size() && items[last + 1] == items[last] + 1)
            ++last;
        parts.push_back(instrument.items[items[i]].id);
        if (last > i + 1) {
            parts.back() += " to " + instrument.items[items[last]].id;
            i = last;
        }
    }
    return text::join(parts, ", ");
}

}  // namespace quaestor::report
