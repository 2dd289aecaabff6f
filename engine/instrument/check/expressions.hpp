/// How names and types of expressions are settled. A list (`q1..q8`) lives only while it is resolved: an
/// operator over it is applied to each of its elements, and a function takes the elements as its arguments.
#pragma once

#include "instrument/check/context.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quaestor::instrument::check {

struct Value {
    std::vector<Expression> elements;
    bool list = false;
};
using Resolved = std::optional<Value>;

struct FunctionFacts;

class ExpressionResolver {
public:
    explicit ExpressionResolver(Context& context) : context_(context) {}

    Resolved chain(syntax::Chain const& chain);

private:
    Resolved operand(syntax::Operand const& operand);
    Resolved prefixed(syntax::Prefixed const& prefixed);
    Resolved primary(syntax::Primary const& primary);
    Resolved reference(syntax::ItemRange const& range);
    Resolved named(syntax::Name const& name);
    Resolved conditional(syntax::Conditional const& conditional);
    Resolved choice(Expression condition, Expression then, Expression otherwise, SourceSpan span);
    Resolved decision(syntax::Decision const& decision);
    Resolved bin(syntax::Bin const& bin);
    Resolved call(syntax::Call const& call);
    Resolved band_call(syntax::Call const& call);
    Resolved span_call(syntax::Call const& call);
    Resolved special_call(syntax::Call const& call, FunctionFacts const& facts);
    Resolved lookup(syntax::Call const& call, Op op);
    bool profile_fits(syntax::Call const& call, std::vector<Expression> const& elements);
    bool comparison_for_all(syntax::Call const& call, std::vector<Expression> const& elements);
    bool difference_for_range(syntax::Call const& call, std::vector<Expression> const& elements);
    bool computable(std::size_t item, SourceSpan where);
    Resolved scalar_argument(syntax::Call const& call, std::size_t i);
    std::optional<std::vector<Expression>> arguments(syntax::Call const& call);

    Resolved apply(Value left, syntax::Operation const& operation);
    Resolved membership(Value left, syntax::Operation const& operation);
    std::optional<std::vector<Expression>> bounds(Expression const& e, syntax::NumberRange const& range);
    std::optional<std::vector<Expression>> constants(Expression const& e, syntax::ValueSet const& set);
    Resolved comparison_right(Value const& left, syntax::Operation const& operation);
    Resolved category_constant(Expression const& beside, std::string const& text, SourceSpan span);

    /// Deeper than any manual, shallow enough to be walked on any stack.
    static constexpr std::uint32_t deepest = 500;
    bool shallow(Value const& value, SourceSpan where);
    bool want(Expression const& e, ValueType type, std::string const& by);
    bool want_numeric(Expression const& e, std::string const& by);
    bool single(Resolved const& value, SourceSpan where, std::string const& by);

    Context& context_;
    bool text_allowed_ =
        false;  ///< inside missing() and valid(), where an item needs no value to compute with
};

/// "a number", "true or false", "a text"
[[nodiscard]] std::string_view kind_of(ValueType type);

// Nodes of the tree; `make` keeps count of its depth.
[[nodiscard]] Value one(Expression expression);
[[nodiscard]] Expression make(Op op, ValueType type, SourceSpan span, std::vector<Expression> arguments = {});
[[nodiscard]] std::vector<Expression> pack(Expression a);
[[nodiscard]] std::vector<Expression> pack(Expression a, Expression b);
[[nodiscard]] Expression constant(double number, ValueType type, SourceSpan span);

/// The one name that an operand consists of, if it is nothing else.
[[nodiscard]] syntax::Name const* bare_name(syntax::Operand const& operand);

}  // namespace quaestor::instrument::check
