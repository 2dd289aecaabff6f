/// A definition as it is written: nothing is resolved, each node knows its place. The meaning is in
/// model.hpp.
#pragma once

#include "base/source.hpp"

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include <boost/spirit/home/x3/support/ast/variant.hpp>
#include <boost/variant/get.hpp>

namespace quaestor::instrument::syntax {

namespace x3 = boost::spirit::x3;

struct Node {
    SourceSpan span;
};

struct Name : Node {
    std::string text;
};
struct Text : Node {
    std::string text;  ///< without quotes and escapes
};
struct Number : Node {
    std::string text;  ///< as written
    double value = 0;
};

/// The alternative `T` of a variant node, or nothing.
template <class T, class... Alternatives>
[[nodiscard]] T const* as(x3::variant<Alternatives...> const& node) {
    if constexpr ((std::is_same_v<T, Alternatives> || ...)) {
        return boost::get<T>(&node.get());
    } else {
        auto const* held = boost::get<x3::forward_ast<T>>(&node.get());
        return held == nullptr ? nullptr : &held->get();
    }
}

/// Stands where recovery skipped text; first alternative, so the default.
struct Unreadable : Node {};

// ---- items

struct ItemRange : Node {
    bool reversed = false;
    Name first;
    std::optional<Name> last;
};
struct ItemList : Node {
    std::vector<ItemRange> parts;
    std::vector<ItemRange> except;
};

// ---- expressions

struct Call;
struct Conditional;
struct Decision;
struct Bin;
struct Chain;

struct Primary : x3::variant<Number, Text, ItemRange, x3::forward_ast<Call>, x3::forward_ast<Conditional>,
                             x3::forward_ast<Decision>, x3::forward_ast<Bin>, x3::forward_ast<Chain>> {
    using base_type::base_type;
    using base_type::operator=;
};
/// `- x` or `not x`: prefixes as a list, so that their number costs no depth.
struct Prefixed : Node {
    std::vector<Name> prefixes;
    Primary operand;
};
struct NumberRange : Node {
    Number low;
    Number high;
};
struct SetElement : x3::variant<Number, Text, Name> {
    using base_type::base_type;
    using base_type::operator=;
};
struct ValueSet : Node {
    std::vector<SetElement> elements;
};
/// A range or a set stands only after `in`. The first alternative is the default, so it must not hold another
/// Operand.
struct Operand : x3::variant<NumberRange, ValueSet, Prefixed, x3::forward_ast<Chain>> {
    using base_type::base_type;
    using base_type::operator=;
};
struct Operation {
    Name op;
    Operand operand;
};
/// One level of precedence: operands of the same rank, from the left.
struct Chain : Node {
    Operand first;
    std::vector<Operation> rest;
};
struct Call : Node {
    Name function;
    bool answered = false;
    std::vector<Chain> arguments;
};
struct Conditional : Node {
    Chain condition;
    Chain then;
    Chain otherwise;
};

/// `decide { when C => A  when D => B  else E }`: the first condition that holds.
struct DecisionRow : Node {
    Chain condition;
    Chain value;
};
struct Decision : Node {
    std::vector<DecisionRow> rows;
    Chain otherwise;
};
/// `bin(x) { to 15 => 0  below 30 => 1  else 2 }`: the first bound that the number does not pass.
struct BinRow : Node {
    Name relation;  ///< `to` or `below`
    Number bound;
    Number value;
};
struct Bin : Node {
    Chain number;
    std::vector<BinRow> rows;
    Number otherwise;
};

// ---- statements

/// `version "…"`, `source "…" doi "…"`, `licence free "…"`, `status provisional "…"`, `language en` ...
struct CardEntry : Node {
    Name keyword;
    std::optional<Name> choice;
    std::optional<Text> text;
    std::optional<Text> doi;
};

struct Code : x3::variant<Number, Text> {
    using base_type::base_type;
    using base_type::operator=;
};
struct OptionDecl : Node {
    std::optional<Name> role;  ///< `missing` or `not_applicable`
    Code code;
    std::optional<Text> label;
    std::optional<Number> value;
};
struct OptionLine : x3::variant<Unreadable, OptionDecl> {
    using base_type::base_type;
    using base_type::operator=;
};
struct ResponsesDecl : Node {
    Name name;
    std::optional<Name> open;  ///< `integer`, `number`, `time`, `date` or `text`
    std::optional<NumberRange> range;
    std::optional<Text> unit;
    std::vector<OptionLine> options;
};

struct Modifier : Node {
    Name keyword;
    std::optional<Number> number;
    std::optional<Text> text;
};
struct ItemDecl : Node {
    Name name;
    Text label;
    std::vector<Modifier> modifiers;
};
struct ItemLine : x3::variant<Unreadable, ItemDecl> {
    using base_type::base_type;
    using base_type::operator=;
};
struct ItemsDecl : Node {
    Name responses;
    std::vector<ItemLine> items;
};

struct CategoryDecl : Node {
    Name name;
    std::vector<Text> aliases;
};
struct CovariateDecl : Node {
    Name name;
    Name kind;
    std::optional<NumberRange> range;
    std::vector<CategoryDecl> categories;
};
struct CovariateLine : x3::variant<Unreadable, CovariateDecl> {
    using base_type::base_type;
    using base_type::operator=;
};
struct RespondentDecl : Node {
    Name keyword;
    std::vector<CovariateLine> covariates;
};

struct SkipDecl : Node {
    ItemList items;
    Chain unless;
    std::optional<Code> value;
};

struct SetDecl : Node {
    Name name;
    ItemList items;
};

struct AggregateClause : Node {
    Name function;  ///< `sum`, `mean`, `weighted`, `min`, `max`
    ItemList items;
    std::optional<Name> recoding;  ///< the table that gives an answer its value in this scale
};
/// `count of q1..q9 where >= 2`
struct CountClause : Node {
    ItemList items;
    Operation test;
};
struct RescaleClause : Node {
    NumberRange from;
    NumberRange to;
};
struct MissingClause : Node {
    Name keyword;
    std::optional<Number> at_most;  ///< none: `missing none`
    bool percent = false;
    bool prorate = false;
    std::optional<Code> substitute;
};
struct RoundClause : Node {
    Number digits;
    bool half_even = false;
    bool before_bands = false;
};
struct RangeClause : Node {
    Name keyword;
    NumberRange range;
};
struct HigherClause : Node {
    Name keyword;
    Name direction;
};
struct BandDecl : Node {
    Number from;
    Text name;
};
struct BandsClause : Node {
    std::optional<Name> name;
    std::optional<Chain> when;
    std::optional<Text> source;
    std::vector<BandDecl> bands;
};
/// `sd 8.7`, `mid within 3`, `source "…"`
struct ChangeEntry : Node {
    Name keyword;
    std::optional<Number> number;
    std::optional<Text> text;
};
struct ChangeClause : Node {
    Name keyword;
    std::vector<ChangeEntry> entries;
};
/// A bare Name is a clause of one word: `composite`.
struct Clause : x3::variant<Unreadable, AggregateClause, CountClause, RescaleClause, MissingClause,
                            RoundClause, RangeClause, HigherClause, BandsClause, ChangeClause, Name> {
    using base_type::base_type;
    using base_type::operator=;
};
struct ScaleDecl : Node {
    Name name;
    std::optional<Text> title;
    std::vector<Clause> clauses;
};
struct ScoreDecl : Node {
    Name name;
    std::optional<Text> title;
    Chain expression;
    std::vector<Clause> clauses;
};

struct RowDecl : Node {
    Number key;
    Number value;
    std::optional<Number> error;  ///< standard error, after `se`
};
struct TableDecl : Node {
    Name name;
    bool interpolated = false;
    std::vector<RowDecl> rows;
};

/// `when sex = female mean 23.2 sd 3.9`, or with `percentiles { 7 => 0.5 … }`
struct NormRow : Node {
    std::optional<Chain> when;
    std::optional<Number> mean;
    std::optional<Number> sd;
    std::vector<RowDecl> percentiles;
};
struct NormsDecl : Node {
    Name name;
    std::optional<Text> title;
    Name scale;
    std::vector<NormRow> rows;
};

struct CheckDecl : Node {
    Name name;
    Text message;
    Chain when;
};
/// `attention a3 expects 4`, `infrequent b7 above 3`
struct ProbeDecl : Node {
    Name keyword;
    Name item;
    Code value;
};
struct PairDecl : Node {
    Name first;
    Name second;
    Number within;
};
struct ThresholdDecl : Node {
    Name index;
    Name relation;  ///< `above` or `below`
    Number value;
};
struct ValidityDecl : Node {
    Name keyword;
    std::vector<ThresholdDecl> thresholds;
};

/// `factor F = ITEMS`, `second_order G = F, H`: a name and what it is measured by.
struct FactorLine : Node {
    Name keyword;
    Name name;
    ItemList indicators;
};
/// `F with G`, `residual A with B`
struct WithLine : Node {
    bool residual = false;
    Name first;
    Name second;
};
/// `general G`
struct GeneralLine : Node {
    Name keyword;
    Name name;
};
struct StructureLine : x3::variant<Unreadable, FactorLine, GeneralLine, WithLine> {
    using base_type::base_type;
    using base_type::operator=;
};
struct StructureDecl : Node {
    Name name;
    std::vector<StructureLine> lines;
};

struct FigureDecl : Node {
    Name kind;  ///< `n`, `mean`, `sd`, `alpha` ...
    Number value;
};
struct PublishedRow : Node {
    Name result;
    std::vector<FigureDecl> figures;
};
struct PublishedDecl : Node {
    Text title;
    std::vector<PublishedRow> rows;
};

struct FlagDecl : Node {
    Name name;
    Text message;
    std::optional<Name> level;
    Chain when;
};

struct GivenLine : Node {
    ItemList targets;
    SetElement value;
};
struct ExpectList : Node {
    Name kind;  ///< `flags` or `missing`
    std::vector<Name> names;
};
struct ExpectValue : Node {
    Name target;
    std::optional<Name> field;
    SetElement value;
};
struct ExampleLine : x3::variant<Unreadable, GivenLine, ExpectList, ExpectValue> {
    using base_type::base_type;
    using base_type::operator=;
};
struct ExampleDecl : Node {
    Text title;
    std::vector<ExampleLine> lines;
};

struct Statement : x3::variant<Unreadable, CardEntry, ResponsesDecl, ItemsDecl, RespondentDecl, SkipDecl,
                               SetDecl, ScaleDecl, ScoreDecl, TableDecl, NormsDecl, FlagDecl, CheckDecl,
                               ProbeDecl, PairDecl, ValidityDecl, StructureDecl, PublishedDecl, ExampleDecl> {
    using base_type::base_type;
    using base_type::operator=;
};

struct Definition : Node {
    Name name;
    Text title;
    std::vector<Statement> statements;
};

}  // namespace quaestor::instrument::syntax
