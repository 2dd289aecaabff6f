#include "instrument/formula_text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <string_view>

namespace quaestor::instrument {
namespace {

/// How tightly an operation binds; what binds less than the place where it stands gets parentheses.
enum class Rank { loosest, disjunction, conjunction, negation, comparison, sum, product, sign, whole };

struct Written {
    std::string_view sign;
    Rank rank;
};

Written written(Op op) {
    switch (op) {
        case Op::logical_or:
            return {"or", Rank::disjunction};
        case Op::logical_and:
            return {"and", Rank::conjunction};
        case Op::logical_not:
            return {"not ", Rank::negation};
        case Op::equal:
            return {"=", Rank::comparison};
        case Op::not_equal:
            return {"!=", Rank::comparison};
        case Op::less:
            return {"<", Rank::comparison};
        case Op::less_equal:
            return {"<=", Rank::comparison};
        case Op::greater:
            return {">", Rank::comparison};
        case Op::greater_equal:
            return {">=", Rank::comparison};
        case Op::in_range:
        case Op::in_set:
            return {"in", Rank::comparison};
        case Op::add:
            return {"+", Rank::sum};
        case Op::subtract:
            return {"-", Rank::sum};
        case Op::multiply:
            return {"*", Rank::product};
        case Op::divide:
            return {"/", Rank::product};
        case Op::negate:
            return {"-", Rank::sign};
        case Op::conditional:
            return {"if", Rank::loosest};
        default:
            return {"", Rank::whole};
    }
}

std::string_view function(Op op) {
    switch (op) {
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
        case Op::is_missing:
            return "missing";
        default:
            return "";
    }
}

/// `b` is `a` over the next items: both are elements of one list.
bool follows(Expression const& a, Expression const& b) {
    if (a.op != b.op || a.number != b.number || a.answered_only != b.answered_only ||
        a.arguments.size() != b.arguments.size()) {
        return false;
    }
    bool const item = a.op == Op::item || a.op == Op::reverse;
    if (b.index != a.index + (item ? 1 : 0)) return false;
    for (std::size_t i = 0; i < a.arguments.size(); ++i) {
        if (!follows(a.arguments[i], b.arguments[i])) return false;
    }
    return true;
}

bool holds_item(Expression const& e) {
    return e.op == Op::item || e.op == Op::reverse ||
           std::any_of(e.arguments.begin(), e.arguments.end(),
                       [](auto const& part) { return holds_item(part); });
}

class Writer {
public:
    explicit Writer(Instrument const& instrument) : instrument_(instrument) {}

    /// `length`: over how many neighbouring items the formula goes, as an element of a list.
    std::string write(Expression const& e, Rank around, std::size_t length = 1) const {
        auto const rank = written(e.op).rank;
        auto out = bare(e, rank, length);
        return rank < around ? "(" + out + ")" : out;
    }

private:
    std::string item(std::size_t index, std::size_t length) const {
        auto const& items = instrument_.items;
        return length == 1 ? items[index].id : items[index].id + ".." + items[index + length - 1].id;
    }

    /// A category by its name; what could be taken for something else in quotes.
    std::string word(std::size_t text) const {
        auto const& words = instrument_.texts[text];
        bool const category = std::any_of(
            instrument_.covariates.begin(), instrument_.covariates.end(), [&](Covariate const& c) {
                return std::any_of(c.categories.begin(), c.categories.end(),
                                   [&](Category const& one) { return one.text == text; });
            });
        return category ? words : '"' + words + '"';
    }

    std::string list(std::vector<Expression> const& parts) const {
        std::vector<std::string> words;
        for (std::size_t i = 0; i < parts.size();) {
            std::size_t length = 1;
            while (holds_item(parts[i]) && i + length < parts.size() &&
                   follows(parts[i + length - 1], parts[i + length]))
                ++length;
            words.push_back(write(parts[i], Rank::loosest, length));
            i += length;
        }
        return text::join(words, ", ");
    }

    std::string bare(Expression const& e, Rank rank, std::size_t length) const {
        auto const part = [&](std::size_t i, Rank around = Rank::loosest) {
            return write(e.arguments[i], around, length);
        };
        auto const tighter = static_cast<Rank>(static_cast<int>(rank) + 1);
        switch (e.op) {
            case Op::constant:
                return e.type == ValueType::category ? word(static_cast<std::size_t>(e.number))
                                                     : value_text(instrument_, e.type, e.number);
            case Op::item:
                return item(e.index, length);
            case Op::reverse:
                return "reverse(" + item(e.index, length) + ")";
            case Op::covariate:
                return instrument_.covariates[e.index].id;
            case Op::scale:
                return instrument_.scales[e.index].id;
            case Op::score:
                return instrument_.scores[e.index].id;
            case Op::band: {
                auto const& set = instrument_.texts[e.index];
                return "band(" + part(0) + (set.empty() ? ")" : ", " + set + ")");
            }
            case Op::lookup:
                return "lookup(" + instrument_.tables[e.index].name + ", " + part(0) + ")";
            case Op::lookup_error:
                return "lookup_error(" + instrument_.tables[e.index].name + ", " + part(0) + ")";
            case Op::recode:
                return part(0) + " recoded by " + instrument_.tables[e.index].name;
            case Op::bin:
                return "bin(" + part(0) + ")";
            case Op::conditional:
                return "if " + part(0) + " then " + part(1) + " else " + part(2);
            case Op::in_range:
                return part(0, tighter) + " in " + part(1) + ".." + part(2);
            case Op::in_set: {
                std::vector<std::string> words;
                for (std::size_t i = 1; i < e.arguments.size(); ++i)
                    words.push_back(part(i));
                return part(0, tighter) + " in {" + text::join(words, ", ") + "}";
            }
            case Op::negate:
            case Op::logical_not:
                return std::string(written(e.op).sign) + part(0, rank);
            default:
                break;
        }
        if (rank != Rank::whole)
            return part(0, rank) + " " + std::string(written(e.op).sign) + " " + part(1, tighter);
        bool const over_list =
            e.arguments.size() > 1 && e.op != Op::clamp && e.op != Op::round && e.op != Op::span;
        auto const inside = over_list ? list(e.arguments) : part(0);
        std::string out = std::string(function(e.op)) + "(" + (e.answered_only ? "answered " : "") + inside;
        for (std::size_t i = 1; !over_list && i < e.arguments.size(); ++i)
            out += ", " + part(i);
        return out + ")";
    }

    Instrument const& instrument_;
};

}  // namespace

std::string formula_text(Instrument const& instrument, Expression const& formula) {
    return Writer(instrument).write(formula, Rank::loosest);
}

std::string value_text(Instrument const& instrument, ValueType type, double value) {
    switch (type) {
        case ValueType::boolean:
            return value != 0 ? "true" : "false";
        case ValueType::category:
            return '"' + instrument.texts[static_cast<std::size_t>(value)] + '"';
        case ValueType::number:
            break;
    }
    return text::number(value);
}

}  // namespace quaestor::instrument
