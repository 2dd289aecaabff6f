/// A questionnaire's scoring manual, resolved: every name is an index, every expression has a type. Made by
/// load.hpp, read by scoring, reports and the command line. Nothing here knows data files.
#pragma once

#include "base/source.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::instrument {

struct Range {
    double low = 0;
    double high = 0;

    friend bool operator==(Range const&, Range const&) = default;
};

// ---- answers

enum class OptionKind { answer, missing, not_applicable };

/// One thing that can be ticked, or a code that stands for no answer.
struct Option {
    std::string code;  ///< as a data file has it
    std::optional<double>
        number;  ///< the code as a number, where it is one: `3` and `3.0` are the same answer
    std::string label;
    OptionKind kind = OptionKind::answer;
    double value = 0;  ///< what scoring uses: the code, or what stands after `=>`
    SourceSpan span;
};

/// A time is minutes after midnight, a date days after 1970-01-01; a text has no value to compute with.
enum class ResponseKind { options, integer, number, time, date, text };

struct ResponseSet {
    std::string name;
    ResponseKind kind = ResponseKind::options;
    std::vector<Option>
        options;   ///< of a `{ }` block; for open answers only missing and not-applicable codes
    Range values;  ///< lowest and highest scoring value
    std::string unit;
    SourceSpan span;
};

struct Item {
    std::string id;
    std::string label;
    std::size_t responses = 0;  ///< index into Instrument::responses
    bool reversed = false;      ///< enters scales as values.low + values.high - value
    bool optional = false;      ///< may stay blank without being counted as unanswered
    bool unscored = false;      ///< kept and described, part of no score
    double weight = 1;          ///< for `weighted sum of`
    std::string alias;          ///< the column's name where it differs from the id; may be empty
    SourceSpan span;
};

// ---- who answered

enum class CovariateKind { number, category };

struct Category {
    std::string name;
    std::vector<std::string> aliases;  ///< other ways in which a data file may write it
    std::size_t text = 0;              ///< its place in Instrument::texts
};

struct Covariate {
    std::string id;
    CovariateKind kind = CovariateKind::number;
    Range range;                       ///< of a number
    std::vector<Category> categories;  ///< of a category
    SourceSpan span;
};

// ---- expressions

enum class ValueType { number, boolean, category };

enum class Op {
    constant,   ///< `number`; a boolean constant is 0 or 1; a category constant is an index into
                ///< Instrument::texts
    item,       ///< index: the item's scoring value, not reversed
    covariate,  ///< index
    scale,      ///< index
    score,      ///< index
    band,       ///< arguments[0]: scale or score; index into texts: the name of the set
    negate,
    add,
    subtract,
    multiply,
    divide,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    in_range,  ///< arguments: value, lowest, highest; both ends count
    in_set,    ///< arguments: value, then the constants
    logical_and,
    logical_or,
    logical_not,
    conditional,  ///< arguments: condition, then, else
    lookup,       ///< index: table; arguments[0]: key
    reverse,      ///< index: item
    is_missing,   ///< arguments[0]
    sum,
    mean,
    min,
    max,
    median,
    sd,
    count,
    any,
    all,
    lookup_error,  ///< index: table; arguments[0]: key; the row's standard error
    recode,        ///< index: table; arguments[0]: an answer, complete by definition
    bin,           ///< index: Instrument::bins; arguments[0]
    span,          ///< arguments: two clock times; minutes from the first to the second, across midnight
    profile,       ///< arguments: answers of one digit; their digits in a row as one number
    round,         ///< half away from zero; arguments[1], a constant, gives the digits
    floor,
    ceil,
    abs,
    sqrt,
    ln,
    exp,
    clamp,
};

/// A tree that scoring lays flat before it sees data. Lists are gone: `count(q1..q3 >= 2)` holds three
/// comparisons.
struct Expression {
    Op op = Op::constant;
    ValueType type = ValueType::number;
    double number = 0;
    std::size_t index = 0;
    bool answered_only = false;  ///< of sum, mean ...: missing arguments are left out
    std::uint32_t depth = 1;     ///< of the tree below; bounded, so that walking it is safe
    std::vector<Expression> arguments;
    SourceSpan span;
};

// ---- results

enum class Aggregate { sum, mean, weighted_sum, min, max, count };

/// Which answers a `count` scale counts.
struct CountTest {
    Op op = Op::greater_equal;  ///< a comparison with values[0]; in_range: both ends; in_set: any of `values`
    std::vector<double> values;
};

/// The linear map that takes `from` to `to`; either may run downwards.
struct Rescale {
    Range from;
    Range to;
};

struct Member {
    std::size_t item = 0;
    bool reversed = false;
};

/// How many unanswered items a scale bears, and what is done about them.
struct MissingRule {
    enum class Limit { none, count, percent };
    enum class Action { as_answered, prorate, substitute };

    Limit limit = Limit::none;
    double at_most = 0;  ///< of count: items; of percent: per cent, rounded down to whole items
    Action action = Action::as_answered;
    std::string code;  ///< of substitute: the answer that takes the place of a missing one
    SourceSpan span;
};

struct Rounding {
    int digits = 0;
    bool half_even = false;     ///< else half away from zero
    bool before_bands = false;  ///< bands look at the rounded value
};

enum class Direction { unstated, better, worse };

/// A value belongs to the last band whose `from` it reaches, so that a prorated 41.5 falls into one.
struct Band {
    double from = 0;
    std::string name;
    std::size_t text = 0;  ///< its place in Instrument::texts
    SourceSpan span;
};

/// What is known of change in a scale, for reliable and clinically significant change.
struct Change {
    std::optional<double> sd;
    std::optional<double> retest;
    std::optional<double> alpha;
    std::optional<double> sem;
    std::optional<double> level;
    std::optional<double> mid_within;   ///< minimal important difference within a person
    std::optional<double> mid_between;  ///< between groups
    std::optional<double> cutoff;
    std::string source;
};

/// One way to name values. Sets of one name share a column: the first whose condition holds is used.
struct BandSet {
    std::string name;  ///< empty: the set of the scale itself, column ID_band; else ID_band_NAME
    std::optional<Expression> when;  ///< none: for everybody
    std::string source;
    std::vector<Band> bands;
    SourceSpan span;
};

/// What scales and scores share.
struct Presentation {
    std::optional<Rounding> rounding;
    std::optional<Range> range;
    Direction higher = Direction::unstated;
    std::vector<BandSet> band_sets;
    std::optional<Change> change;

    [[nodiscard]] bool has_band(std::string_view set, std::size_t text) const;
    /// Every band name once, in order, of the sets called `name`.
    [[nodiscard]] std::vector<Band> bands_of(std::string_view name) const;
    /// The names of the sets, each once, in order; "" is the unnamed one.
    [[nodiscard]] std::vector<std::string> band_names() const;
};

enum class ResultKind { scale, score };

/// A scale or score by its kind and its place among its kind.
struct ResultRef {
    ResultKind kind = ResultKind::scale;
    std::size_t index = 0;
};

struct Scale {
    std::string id;
    std::string title;
    Aggregate aggregate = Aggregate::sum;
    std::vector<Member> members;
    std::optional<CountTest> test;        ///< of count
    std::optional<std::size_t> recoding;  ///< table that gives each answer its value here
    std::optional<Rescale> rescale;
    MissingRule missing;
    Presentation shown;
    bool composite = false;  ///< not a measurement scale: no reliability
    Range attainable;        ///< lowest and highest value that the rules can give to a complete form
    Range partial;           ///< the same of any form that the missing rule lets pass
    SourceSpan span;
};

struct Score {
    std::string id;
    std::string title;
    Expression expression;
    Presentation shown;
    std::optional<Range>
        attainable;  ///< what the expression can give, rounded; none where that has no bounds or is a text
    bool whole = false;  ///< only whole numbers
    SourceSpan span;
};

struct TableRow {
    double key = 0;
    double value = 0;
    std::optional<double> error;  ///< standard error
};

struct Table {
    std::string name;
    std::vector<TableRow> rows;  ///< by ascending key
    bool interpolated = false;   ///< between two keys linearly; never beyond the ends
    SourceSpan span;
};

/// `bin(x) { to 15 => 0  below 30 => 1  else 2 }`
struct BinRow {
    double bound = 0;
    bool inclusive = true;  ///< `to`; else `below`
    double value = 0;
};
struct Bin {
    std::vector<BinRow> rows;  ///< by ascending bound
    double otherwise = 0;
};

/// z, T and percentile of a scale by a norm sample. The first row whose condition holds is used.
struct NormRow {
    std::optional<Expression> when;
    std::optional<double> mean;
    std::optional<double> sd;
    std::vector<TableRow> percentiles;  ///< by ascending raw value; empty where mean and sd stand
};
struct Norms {
    std::string id;
    std::string title;
    ResultRef scale;
    std::vector<NormRow> rows;
    SourceSpan span;
};

/// Not asked unless `unless` holds: leaves a scale, or counts as `code`.
struct Skip {
    std::vector<std::size_t> items;
    Expression unless;
    std::string code;  ///< the answer that scoring uses instead; empty: none
    SourceSpan span;
};

enum class FlagLevel { info, warning, urgent };

struct Flag {
    std::string id;
    std::string message;
    FlagLevel level = FlagLevel::warning;
    Expression when;
    SourceSpan span;
};

// ---- careless answers

/// A contradiction between answers.
struct Check {
    std::string id;
    std::string message;
    Expression when;
    SourceSpan span;
};
/// An item that tells everybody what to tick.
struct Attention {
    std::size_t item = 0;
    double expected = 0;
};
/// An item that hardly anybody agrees with.
struct Infrequent {
    std::size_t item = 0;
    double above = 0;
};
/// Two items that ask the same.
struct Pair {
    std::size_t first = 0;
    std::size_t second = 0;
    double within = 0;
};
/// The instrument's own threshold of a validity index.
struct Threshold {
    std::string index;
    bool above = true;
    double value = 0;
};

// ---- measurement model and published figures

enum class StructureKind { factor, second_order, general, covariance, residual };
/// Items or factors by name: the structure is handed on as it is written.
struct StructureLine {
    StructureKind kind = StructureKind::factor;
    std::string name;
    std::vector<std::string> indicators;
};
struct Structure {
    std::string name;
    std::vector<StructureLine> lines;
    SourceSpan span;
};

struct PublishedFigure {
    ResultRef result;
    std::string kind;  ///< n, mean, sd, alpha, omega, retest
    double value = 0;
};
struct Published {
    std::string title;
    std::vector<PublishedFigure> figures;
    SourceSpan span;
};

// ---- worked examples

struct Given {
    bool is_item = true;  ///< else a covariate
    std::size_t index = 0;
    std::string cell;  ///< as a data file would have it; empty is blank
};

enum class ExpectKind { value, band, how, answered, z, t, percentile, flag };

struct Expectation {
    ExpectKind kind = ExpectKind::value;
    std::string band_set;  ///< of band: which set; empty is the unnamed one
    ResultRef result;      ///< of value, band, how, answered
    std::size_t flag = 0;  ///< of flag
    bool missing = false;  ///< the value or band is expected to be absent
    std::optional<double> number;
    int decimals = 0;  ///< of `number` as written: so many must agree
    std::string text;  ///< of band, how, flag and a category's value
    SourceSpan span;
};

struct Example {
    std::string title;
    std::vector<Given> given;
    std::vector<Expectation> expected;
    SourceSpan span;
};

// ---- the whole

enum class Licence { free, registration, permission };
enum class Status { verified, provisional };

struct Reference {
    std::string text;
    std::string doi;  ///< may be empty
};

struct Card {
    std::string version;
    std::vector<Reference> sources;
    Licence licence = Licence::free;
    std::string licence_text;
    Status status = Status::verified;
    std::string unverified;  ///< of a provisional definition: what is not verified
    std::string recall;
    std::string language;
    std::string population;
    std::vector<std::string> notes;
};

struct Instrument {
    std::string id;
    std::string title;
    Card card;
    std::vector<ResponseSet> responses;
    std::vector<Item> items;
    std::vector<Covariate> covariates;
    std::vector<Scale> scales;
    std::vector<Score> scores;
    std::vector<ResultRef> declared;    ///< scales and scores in the order of the text: the order of outputs
    std::vector<ResultRef> evaluation;  ///< the same, each after what it needs
    std::vector<Skip> skips;            ///< in the order of the text
    std::vector<Table> tables;
    std::vector<Bin> bins;
    std::vector<Norms> norms;
    std::vector<Flag> flags;
    std::vector<Check> checks;
    std::vector<Attention> attentions;
    std::vector<Infrequent> infrequents;
    std::vector<Pair> pairs;
    std::vector<Threshold> thresholds;
    std::vector<Structure> structures;
    std::vector<Published> published;
    std::vector<Example> examples;
    std::vector<std::string>
        texts;  ///< every category, band and text constant once; values of categories index it

    [[nodiscard]] Presentation const& shown(ResultRef ref) const {
        return ref.kind == ResultKind::scale ? scales[ref.index].shown : scores[ref.index].shown;
    }
    [[nodiscard]] std::string const& id_of(ResultRef ref) const {
        return ref.kind == ResultKind::scale ? scales[ref.index].id : scores[ref.index].id;
    }
    [[nodiscard]] std::string const& title_of(ResultRef ref) const {
        return ref.kind == ResultKind::scale ? scales[ref.index].title : scores[ref.index].title;
    }
};

[[nodiscard]] std::string_view word(ResponseKind kind);
[[nodiscard]] std::string_view word(Licence licence);
[[nodiscard]] std::string_view word(Status status);
[[nodiscard]] std::string_view word(FlagLevel level);
[[nodiscard]] std::string_view word(Aggregate aggregate);  ///< "sum", "mean", "weighted sum" ...

/// "at most 3 missing, prorated": for people.
[[nodiscard]] std::string describe(MissingRule const& rule);

/// How many of `items` may be missing under `rule`.
[[nodiscard]] std::size_t most_missing(MissingRule const& rule, std::size_t items);

}  // namespace quaestor::instrument
