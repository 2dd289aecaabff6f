#include "instrument/check/formulas.hpp"

#include "instrument/rounding.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::instrument::check {
namespace {

double of_one(Op op, double x) {
    switch (op) {
        case Op::negate:
            return -x;
        case Op::logical_not:
            return x == 0;
        case Op::floor:
            return std::floor(x);
        case Op::ceil:
            return std::ceil(x);
        case Op::abs:
            return std::abs(x);
        case Op::sqrt:
            return std::sqrt(x);
        case Op::ln:
            return std::log(x);
        case Op::exp:
            return std::exp(x);
        default:
            return std::nan("");
    }
}

double of_two(Op op, double x, double y) {
    switch (op) {
        case Op::add:
            return x + y;
        case Op::subtract:
            return x - y;
        case Op::multiply:
            return x * y;
        case Op::divide:
            return y == 0 ? std::nan("") : x / y;
        case Op::equal:
            return x == y;
        case Op::not_equal:
            return x != y;
        case Op::less:
            return x < y;
        case Op::less_equal:
            return x <= y;
        case Op::greater:
            return x > y;
        case Op::greater_equal:
            return x >= y;
        default:
            return std::nan("");
    }
}

double of_list(Op op, std::vector<double> const& values) {
    double out = op == Op::min || op == Op::max ? values.front() : 0;
    for (auto const x : values) {
        switch (op) {
            case Op::min:
                out = std::min(out, x);
                break;
            case Op::max:
                out = std::max(out, x);
                break;
            case Op::profile:
                out = out * 10 + x;
                break;
            default:
                out += x;
        }
    }
    return op == Op::mean ? out / static_cast<double>(values.size()) : out;
}

}  // namespace

bool same(Expression const& a, Expression const& b) {
    if (a.op != b.op || a.number != b.number || a.index != b.index || a.answered_only != b.answered_only ||
        a.arguments.size() != b.arguments.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.arguments.size(); ++i) {
        if (!same(a.arguments[i], b.arguments[i])) return false;
    }
    return true;
}

double result_of(Op op, std::vector<double> const& values) {
    if (values.empty()) return std::nan("");
    auto const zero = [](double x) { return x == 0; };
    switch (op) {
        case Op::logical_and:
        case Op::all:
            return std::none_of(values.begin(), values.end(), zero) ? 1 : 0;
        case Op::logical_or:
        case Op::any:
            return std::all_of(values.begin(), values.end(), zero) ? 0 : 1;
        case Op::in_set:
            return std::find(values.begin() + 1, values.end(), values[0]) != values.end() ? 1 : 0;
        case Op::in_range:
            return values[0] >= values[1] && values[0] <= values[2] ? 1 : 0;
        case Op::clamp:
            return values[1] > values[2] ? std::nan("") : std::clamp(values[0], values[1], values[2]);
        case Op::round: {
            Rounding rounding;
            rounding.digits = values.size() > 1 ? static_cast<int>(values[1]) : 0;
            return rounded(values[0], rounding);
        }
        case Op::sum:
        case Op::count:
        case Op::mean:
        case Op::min:
        case Op::max:
        case Op::profile:
            return of_list(op, values);
        default:
            return values.size() == 1 ? of_one(op, values[0]) : of_two(op, values[0], values[1]);
    }
}

}  // namespace quaestor::instrument::check
