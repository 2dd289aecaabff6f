// The grammar, in the order of docs/language.md. `>>` stands only where another alternative may follow; after
// that `>`.
#include "instrument/syntax/annotate.hpp"
#include "instrument/syntax/parse.hpp"
#include "instrument/syntax/terminals.hpp"
#include "instrument/syntax/tree_adapted.hpp"

namespace quaestor::instrument::syntax {
namespace {

using x3::attr;
using x3::eoi;
using x3::eol;
using x3::matches;

auto const skipper = x3::ascii::space | ('#' >> *(x3::char_ - eol) >> (eol | eoi));

// Absent parts of a node that several statements share.
std::optional<Name> const no_name{};
std::optional<Text> const no_text{};
std::optional<Number> const no_number{};
std::optional<NumberRange> const no_range{};
std::optional<Code> const no_code{};

template <class Attribute, class Id>
using Rule = x3::rule<Id, Attribute>;

// ---- ids: what happens around each rule

struct item_range_id : Spanned {};
struct item_reference_id : Spanned {};
struct item_list_id : Spanned {};
struct number_range_id : Spanned {};
struct value_set_id : Spanned {};
struct call_id : Spanned {};
struct conditional_id : Spanned {};
struct negative_id : Spanned {};
struct decision_row_id : Spanned {};
struct decision_id : Spanned {};
struct bin_row_id : Spanned {};
struct bin_id : Spanned {};
struct product_id : Spanned {};
struct total_id : Spanned {};
struct comparison_id : Spanned {};
struct negation_id : Spanned {};
struct conjunction_id : Spanned {};
struct expression_id : Spanned {};
struct card_id : Spanned {};
struct option_id : Spanned {};
struct option_line_id : Recovers<Resume::line> {};
struct responses_id : Spanned {};
struct modifier_id : Spanned {};
struct item_id : Spanned {};
struct item_line_id : Recovers<Resume::line> {};
struct items_id : Spanned {};
struct category_id : Spanned {};
struct covariate_id : Spanned {};
struct covariate_line_id : Recovers<Resume::line> {};
struct respondent_id : Spanned {};
struct set_id : Spanned {};
struct aggregate_id : Spanned {};
struct count_id : Spanned {};
struct rescale_id : Spanned {};
struct change_entry_id : Spanned {};
struct change_id : Spanned {};
struct missing_id : Spanned {};
struct round_id : Spanned {};
struct range_id : Spanned {};
struct higher_id : Spanned {};
struct band_id : Spanned {};
struct bands_id : Spanned {};
struct clause_id : Recovers<Resume::clause> {};
struct scale_id : Spanned {};
struct score_id : Spanned {};
struct row_id : Spanned {};
struct table_id : Spanned {};
struct skip_id : Spanned {};
struct norm_row_id : Spanned {};
struct norms_id : Spanned {};
struct check_id : Spanned {};
struct probe_id : Spanned {};
struct pair_id : Spanned {};
struct threshold_id : Spanned {};
struct validity_id : Spanned {};
struct factor_line_id : Spanned {};
struct with_line_id : Spanned {};
struct general_line_id : Spanned {};
struct structure_line_id : Recovers<Resume::line> {};
struct structure_id : Spanned {};
struct figure_id : Spanned {};
struct published_row_id : Spanned {};
struct published_id : Spanned {};
struct flag_id : Spanned {};
struct given_id : Spanned {};
struct expect_list_id : Spanned {};
struct expect_value_id : Spanned {};
struct example_line_id : Recovers<Resume::line> {};
struct example_id : Spanned {};
struct statement_id : Recovers<Resume::statement> {};
struct definition_id : Spanned {};

// ---- rules: the texts are what a reader is told we expected

Rule<ItemRange, item_range_id> const item_range = "an item";
Rule<ItemRange, item_reference_id> const item_reference = "an item";
Rule<ItemList, item_list_id> const item_list = "items";
Rule<NumberRange, number_range_id> const number_range = "a range";
Rule<ValueSet, value_set_id> const value_set = "values in braces";
Rule<SetElement, class set_element_id> const set_element = "a value";
Rule<Call, call_id> const call = "a function";
Rule<Conditional, conditional_id> const conditional = "'if'";
Rule<DecisionRow, decision_row_id> const decision_row = "'when'";
Rule<Decision, decision_id> const decision = "'decide'";
Rule<BinRow, bin_row_id> const bin_row = "'to' or 'below'";
Rule<Bin, bin_id> const bin = "'bin'";
Rule<Primary, class primary_id> const primary = "an expression";
Rule<Prefixed, negative_id> const negative = "an expression";
Rule<Operation, class times_id> const times = "an operator";
Rule<Operation, class plus_id> const plus = "an operator";
Rule<Operation, class compared_id> const compared = "a comparison";
Rule<Operation, class in_range_id> const in_range = "a range";
Rule<Operation, class in_values_id> const in_values = "values";
Rule<Operation, class and_also_id> const and_also = "'and'";
Rule<Operation, class or_else_id> const or_else = "'or'";
Rule<Chain, product_id> const product = "an expression";
Rule<Chain, total_id> const total = "an expression";
Rule<Chain, comparison_id> const comparison = "an expression";
Rule<Prefixed, negation_id> const negation = "an expression";
Rule<Chain, conjunction_id> const conjunction = "an expression";
Rule<Chain, expression_id> const expression = "an expression";
Rule<Name, class word_of_id> const licence_kind = "'free', 'registration' or 'permission'";
Rule<Name, class status_kind_id> const status_kind = "'verified' or 'provisional'";
Rule<Name, class direction_id> const direction = "'better' or 'worse'";
Rule<Name, class covariate_kind_id> const covariate_kind = "'number' or 'category'";
Rule<Name, class level_id> const level = "'info', 'warning' or 'urgent'";
Rule<Name, class aggregate_word_id> const aggregate_word =
    "'sum', 'mean', 'weighted sum', 'min', 'max' or 'count'";
Rule<Text, class title_id> const title = "a title in quotes";
Rule<Text, class label_id> const label = a_label;
Rule<CardEntry, card_id> const card_entry = "a statement";
Rule<Code, class code_id> const code = "a code";
Rule<OptionDecl, option_id> const option = "an answer option";
Rule<OptionLine, option_line_id> const option_line = "an answer option";
Rule<Name, class open_kind_id> const open_kind =
    "the answer options in braces, 'integer', 'number', 'time', 'date' or 'text'";
Rule<ResponsesDecl, responses_id> const responses = "responses";
Rule<std::vector<OptionLine>, class option_block_id> const option_block = "the answer options in braces";
Rule<Modifier, modifier_id> const modifier = a_modifier;
Rule<ItemDecl, item_id> const item = "an item";
Rule<ItemLine, item_line_id> const item_line = "an item";
Rule<ItemsDecl, items_id> const items = "items";
Rule<CategoryDecl, category_id> const category = "a category";
Rule<std::vector<CategoryDecl>, class categories_id> const categories = "the categories in braces";
Rule<CovariateDecl, covariate_id> const covariate = "a fact about the respondent";
Rule<CovariateLine, covariate_line_id> const covariate_line = "a fact about the respondent";
Rule<RespondentDecl, respondent_id> const respondent = "respondent";
Rule<SetDecl, set_id> const set = "set";
Rule<AggregateClause, aggregate_id> const aggregate = "an aggregate";
Rule<x3::unused_type, class at_word_id> const at_word = "a missing rule";
Rule<MissingClause, missing_id> const missing = "a missing rule";
Rule<CountClause, count_id> const count = "count";
Rule<Operation, class count_test_id> const count_test = "a comparison, 'in A..B' or 'in {a, b}'";
Rule<RescaleClause, rescale_id> const rescale = "rescale";
Rule<ChangeEntry, change_entry_id> const change_entry =
    "'sd', 'retest', 'alpha', 'sem', 'level', 'mid', 'cutoff' or 'source'";
Rule<ChangeClause, change_id> const change = "change";
Rule<RoundClause, round_id> const round = "round";
Rule<RangeClause, range_id> const range = "range";
Rule<HigherClause, higher_id> const higher = "higher";
Rule<BandDecl, band_id> const band = "a band";
Rule<BandsClause, bands_id> const bands = "bands";
Rule<Clause, clause_id> const clause = "a part of a scale";
Rule<std::vector<Clause>, class clause_block_id> const clause_block = "'{'";
Rule<ScaleDecl, scale_id> const scale = "scale";
Rule<ScoreDecl, score_id> const score = "score";
Rule<RowDecl, row_id> const row = "a row of the table";
Rule<TableDecl, table_id> const table = "table";
Rule<SkipDecl, skip_id> const skip = "skip";
Rule<NormRow, norm_row_id> const norm_row = "'when', 'mean' or 'percentiles'";
Rule<NormRow, class norm_moments_id> const norm_moments = "'mean'";
Rule<NormRow, class norm_percentiles_id> const norm_percentiles = "'percentiles'";
Rule<NormsDecl, norms_id> const norms = "norms";
Rule<CheckDecl, check_id> const check = "check";
Rule<ProbeDecl, probe_id> const probe = "attention";
Rule<PairDecl, pair_id> const pair = "pair";
Rule<ThresholdDecl, threshold_id> const threshold = "an index and its threshold";
Rule<ValidityDecl, validity_id> const validity = "validity";
Rule<FactorLine, factor_line_id> const factor_line = "factor";
Rule<WithLine, with_line_id> const with_line = "with";
Rule<GeneralLine, general_line_id> const general_line = "general";
Rule<StructureLine, structure_line_id> const structure_line = "a line of the structure";
Rule<StructureDecl, structure_id> const structure = "structure";
Rule<FigureDecl, figure_id> const figure = "'n', 'mean', 'sd' or 'alpha'";
Rule<PublishedRow, published_row_id> const published_row = "a scale and its figures";
Rule<PublishedDecl, published_id> const published = "published";
Rule<FlagDecl, flag_id> const flag = "flag";
Rule<GivenLine, given_id> const given = "an answer";
Rule<ExpectList, expect_list_id> const expect_list = "an expectation";
Rule<ExpectValue, expect_value_id> const expect_value = "an expectation";
Rule<ExampleLine, example_line_id> const example_line = "an answer or an expectation";
Rule<ExampleDecl, example_id> const example = "example";
Rule<Statement, statement_id> const statement = a_statement;
Rule<Definition, definition_id> const definition = "an instrument";

// ---- items

auto const item_range_def = matches[word("reversed")] >> name >> -(sign("..") > name);
auto const item_reference_def = attr(false) >> name >> -(sign("..") > name);
auto const exceptions = (x3::omit[word("except")] > (item_range % ',')) | attr(std::vector<ItemRange>{});
auto const item_list_def = (item_range % ',') >> exceptions;

// ---- expressions, from the tightest binding outwards

auto const number_range_def = (number >> sign("..")) > number;
auto const set_element_def = number | text_in_quotes | name;
auto const value_set_def = (sign("{") > (set_element % ',')) > sign("}");

auto const call_def = ((name >> sign("(")) > matches[word("answered")]) > ((expression % ',') > sign(")"));
auto const conditional_def = x3::omit[word("if")] > expression > x3::omit[word("then")] > expression >
                             x3::omit[word("else")] > expression;
auto const decision_row_def = (x3::omit[word("when")] > expression) > (sign("=>") > expression);
auto const decision_def = ((x3::omit[word("decide")] >> sign("{")) > +decision_row) >
                          ((x3::omit[word("else")] > expression) > sign("}"));
auto const bin_row_def = (word("to") | word("below")) > number > (sign("=>") > number);
auto const bin_def = ((x3::omit[word("bin")] >> sign("(")) > expression) >
                     (sign(")") > (sign("{") > (+bin_row > ((x3::omit[word("else")] > number) > sign("}")))));
auto const parenthesised = (sign("(") > expression) > sign(")");
auto const primary_def =
    conditional | decision | bin | call | item_reference | plain_number | text_in_quotes | parenthesised;

auto const negative_def = *op("-") >> primary;
auto const times_def = (op("*") | op("/")) > negative;
auto const product_def = negative >> *times;
auto const plus_def = (op("+") | op("-")) > product;
auto const total_def = product >> *plus;
auto const comparator = op("!=") | op("<=") | op(">=") | op("<") | op(">") | op("=");
auto const in_range_def = word("in") >> number_range;
auto const in_values_def = word("in") > value_set;
auto const compared_def = comparator > total;
auto const comparison_def = total >> *(compared | in_range | in_values);
auto const negation_def = *word("not") >> comparison;
auto const and_also_def = word("and") > negation;
auto const conjunction_def = negation >> *and_also;
auto const or_else_def = word("or") > conjunction;
auto const expression_def = nested[conjunction >> *or_else];

// ---- the card

auto const title_def = text_in_quotes;
auto const label_def = text_in_quotes;
auto const licence_kind_def = word("free") | word("registration") | word("permission");
auto const status_kind_def = word("verified") | word("provisional");
auto const plain_entry = word("version") | word("recall") | word("population") | word("note");
auto const card_entry_def =
    (plain_entry > attr(no_name) > text_in_quotes > attr(no_text)) |
    (word("source") > attr(no_name) > text_in_quotes > -(x3::omit[word("doi")] > text_in_quotes)) |
    (word("licence") > licence_kind > text_in_quotes > attr(no_text)) |
    (word("status") > status_kind > -text_in_quotes > attr(no_text)) |
    (word("language") > name > attr(no_text) > attr(no_text));

// ---- answers and items

auto const code_def = number | text_in_quotes;
auto const option_def = (-(word("missing") | word("not_applicable")) >> code) > -text_in_quotes >
                        -(sign("=>") > number);
auto const block_end = sign("}") | eoi | at_statement_word;
auto const option_line_def = option | Expected("an answer option: a code and its label");
auto const option_block_def = (sign("{") > *(!block_end >> option_line)) > sign("}");
auto const no_options = attr(std::vector<OptionLine>{});
auto const open_kind_def = word("integer") | word("number");
auto const unit = -(x3::omit[word("unit")] > text_in_quotes);
auto const closed_responses = (x3::omit[word("responses")] > name) >> attr(no_name) >> attr(no_range) >>
                              attr(no_text) >> option_block;
auto const open_responses = (x3::omit[word("responses")] > name) >
                            (open_kind > number_range > unit > (option_block | no_options));
auto const unranged = word("time") | word("date") | word("text");
auto const unranged_responses = (x3::omit[word("responses")] > name) >> unranged >> attr(no_range) >>
                                attr(no_text) >> (option_block | no_options);
auto const responses_def = closed_responses | unranged_responses | open_responses;

auto const modifier_def =
    ((word("reversed") | word("optional") | word("unscored")) >> attr(no_number) >> attr(no_text)) |
    (word("weight") > number > attr(no_text)) | (word("alias") > attr(no_number) > text_in_quotes);
auto const item_def = name > label > *modifier > no_stray_word;
auto const item_line_def = item | Expected(a_name);
auto const items_end = sign("}") | eoi | (!at_item_called_like_a_statement >> at_statement_word);
auto const items_def = ((x3::omit[word("items")] > name) > sign("{")) >
                       (*(!items_end >> item_line) > sign("}"));

// ---- the respondent

auto const category_def = name >> *text_in_quotes;
auto const covariate_kind_def = word("number") | word("category");
auto const categories_def = (sign("{") > +category) > sign("}");
auto const no_categories = attr(std::vector<CategoryDecl>{});
auto const numeric_covariate = (name > &covariate_kind) >> ((word("number") > number_range) > no_categories);
auto const grouped_covariate = name >> ((word("category") > attr(no_range)) > categories);
auto const covariate_def = numeric_covariate | grouped_covariate;
auto const covariate_line_def = covariate | Expected(a_name);
auto const respondent_def = (word("respondent") > sign("{")) > (*(!block_end >> covariate_line) > sign("}"));

auto const skip_value = (x3::omit[word("as")] > code) | attr(no_code);
auto const skip_def = (x3::omit[word("skip")] > item_list) >
                      ((x3::omit[word("unless")] > expression) > skip_value);

auto const set_def = (x3::omit[word("set")] > name) > (sign("=") > item_list);

// ---- scales and scores

auto const aggregate_word_def =
    word("sum") | word("mean") | (word("weighted") > x3::omit[word("sum")]) | word("min") | word("max");
auto const recoding = -(x3::omit[word("recoded") > word("by")] > name);
auto const aggregate_def = aggregate_word > ((x3::omit[word("of")] > item_list) > recoding);
auto const count_test_def = compared | in_range | in_values;
auto const count_def = (x3::omit[word("count")] > x3::omit[word("of")]) >
                       (item_list > (x3::omit[word("where")] > count_test));
auto const rescale_def = (x3::omit[word("rescale")] > number_range) > (x3::omit[word("to")] > number_range);
auto const substitute = (x3::omit[word("as")] > code) | attr(no_code);
auto const at_word_def = x3::omit[word("at")];
auto const missing_none = word("missing") >> x3::omit[word("none")] >> attr(no_number) >> attr(false) >>
                          attr(false) >> attr(no_code);
auto const missing_some = (word("missing") > at_word) >
                          (x3::omit[word("most")] > plain_number > matches[sign("%")] >
                           matches[word("prorate")] > substitute);
auto const missing_def = missing_none | missing_some;
auto const round_def = x3::omit[word("round")] > plain_number > matches[word("half") > word("even")] >
                       matches[word("before") > word("bands")];
auto const range_def = word("range") > number_range;
auto const direction_def = word("better") | word("worse");
auto const higher_def = word("higher") > direction;
auto const band_def = (x3::omit[word("from")] > number) > text_in_quotes;
auto const no_condition = attr(std::optional<Chain>{});
auto const bands_def = ((x3::omit[word("bands")] > -name) > -(x3::omit[word("when")] > expression)) >
                       (-(x3::omit[word("source")] > text_in_quotes) > (sign("{") > (+band > sign("}"))));
auto const change_number = word("sd") | word("retest") | word("alpha") | word("sem") | word("level") |
                           word("cutoff") | word("within") | word("between");
auto const change_entry_def =
    (change_number > number > attr(no_text)) | (word("source") > attr(no_number) > text_in_quotes);
auto const change_def = (word("change") > sign("{")) >
                        (+(change_entry | (x3::omit[word("mid")] > change_entry)) > sign("}"));
auto const clause_def = missing | round | range | higher | bands | change | rescale | count |
                        word("composite") | aggregate | Expected(a_clause);
auto const clause_block_def = (sign("{") > *(!block_end >> clause)) > sign("}");
auto const scale_def = ((x3::omit[word("scale")] > name) > -text_in_quotes) > clause_block;
auto const no_clauses = attr(std::vector<Clause>{});
auto const score_def = (((x3::omit[word("score")] > name) > -text_in_quotes) > (sign("=") > expression)) >
                       (clause_block | no_clauses);

auto const row_def = (number > sign("=>")) > (number > -(x3::omit[word("se")] > number));
auto const table_def = ((x3::omit[word("table")] > name) > matches[word("interpolated")]) >
                       (sign("{") > (+row > sign("}")));

auto const moments = (x3::omit[word("mean")] > number) > (x3::omit[word("sd")] > number);
auto const no_rows = attr(std::vector<RowDecl>{});
auto const norm_when = -(x3::omit[word("when")] > expression);
auto const norm_moments_def = norm_when >> moments >> no_rows;
auto const norm_percentiles_def = norm_when >> attr(no_number) >> attr(no_number) >>
                                  ((x3::omit[word("percentiles")] > sign("{")) > (+row > sign("}")));
auto const norm_row_def = !sign("}") >>
                          (norm_percentiles | norm_moments | Expected("'when', 'mean' or 'percentiles'"));
auto const norms_def = ((x3::omit[word("norms")] > name) > -text_in_quotes) >
                       ((x3::omit[word("for")] > name) > (sign("{") > (+norm_row > sign("}"))));

auto const check_def = ((x3::omit[word("check")] > name) > text_in_quotes) >
                       (x3::omit[word("when")] > expression);
auto const attention = (word("attention") > name) > (x3::omit[word("expects")] > code);
auto const infrequent = (word("infrequent") > name) > (x3::omit[word("above")] > code);
auto const probe_def = attention | infrequent;
auto const pair_def = ((x3::omit[word("pair")] > name) > (sign("~") > name)) >
                      (x3::omit[word("within")] > number);
auto const threshold_def = name >> ((word("above") | word("below")) > number);
auto const validity_def = (word("validity") > sign("{")) > (+threshold > sign("}"));

auto const factor_line_def = ((word("factor") | word("second_order")) > name) > (sign("=") > item_list);
auto const general_line_def = word("general") > name;
auto const with_line_def = (matches[word("residual")] >> name) >> (x3::omit[word("with")] > name);
auto const structure_line_def = factor_line | general_line | with_line |
                                Expected("'factor', 'second_order', 'general', 'residual' or 'F with G'");
auto const structure_def = ((x3::omit[word("structure")] > name) > sign("{")) >
                           (*(!block_end >> structure_line) > sign("}"));

auto const figure_def =
    (word("n") | word("mean") | word("sd") | word("alpha") | word("omega") | word("retest")) > number;
auto const published_row_def = name >> +figure;
auto const published_def = ((x3::omit[word("published")] > title) > sign("{")) > (+published_row > sign("}"));

auto const level_def = word("info") | word("warning") | word("urgent");
auto const flag_def = ((x3::omit[word("flag")] > name) > text_in_quotes > -level) >
                      (x3::omit[word("when")] > expression);

// ---- worked examples

auto const answer = number | text_in_quotes | word("missing") | name;
auto const given_def = item_list > (sign("=") > answer);
auto const expect_list_def = x3::omit[word("expect")] >> (word("flags") | word("missing")) >> (name % ',');
auto const expect_value_def = ((x3::omit[word("expect")] > name) > -(sign(".") > name)) >
                              (sign("=") > answer);
auto const example_line_def =
    expect_list | expect_value | given | Expected("an answer (q1 = 3) or an expectation (expect total = 42)");
auto const example_def = ((x3::omit[word("example")] > title) > sign("{")) >
                         (*(!block_end >> example_line) > sign("}"));

// ---- the whole

auto const statement_def = responses | items | respondent | skip | set | scale | score | table | norms |
                           flag | check | probe | pair | validity | structure | published | example |
                           card_entry | Expected(a_statement);
auto const definition_def = ((x3::omit[word("instrument")] > name) > title) >
                            (sign("{") > (*(!(sign("}") | eoi) >> statement) > sign("}")));

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunused-parameter"
#endif
BOOST_SPIRIT_DEFINE(item_range, item_reference, item_list, number_range, value_set, set_element, call,
                    conditional, decision_row, decision, bin_row, bin, primary, negative, times, product,
                    plus, total, compared, in_range, in_values, comparison, negation, and_also, conjunction,
                    or_else, expression)
BOOST_SPIRIT_DEFINE(licence_kind, status_kind, direction, covariate_kind, level, aggregate_word, title, label,
                    card_entry, code, option, option_line, option_block, open_kind, responses, modifier, item,
                    item_line, items)
BOOST_SPIRIT_DEFINE(category, categories, covariate, covariate_line, respondent, set, aggregate, at_word,
                    missing, round, range, higher, band, bands, clause, clause_block, scale, score, row,
                    table, flag, given, expect_list, expect_value, example_line, example, statement,
                    definition)
BOOST_SPIRIT_DEFINE(skip, count, count_test, rescale, change_entry, change, norm_moments, norm_percentiles,
                    norm_row, norms, check, probe, pair, threshold, validity, factor_line, with_line,
                    general_line, structure_line, structure, figure, published_row, published)
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

/// Where the words and signs become more than any manual needs: `most` of them stand before it.
Iterator past_words(std::string const& text, std::size_t most) {
    auto const* at = text.data();
    auto const* const last = at + text.size();
    for (std::size_t words = 0; at != last; at = past_unit(at, last)) {
        bool const nothing = *at == ' ' || *at == '\t' || *at == '\r' || *at == '\n' || *at == '#';
        if (!nothing && words++ == most) break;
    }
    return at;
}

/// What no definition may hold, found before the grammar looks at it.
std::optional<Diagnostic> unreadable_text(SourceText const& source) {
    constexpr std::size_t largest = 10U << 20;
    constexpr std::size_t most_words = 100'000;  // 200 items with all that belongs to them have 8,000
    auto const& text = source.text();
    auto const refuse = [&](std::size_t at, std::string message, std::string hint) {
        auto const offset = static_cast<std::uint32_t>(at);
        return Diagnostic{Severity::error, "L005", std::move(message), {{{offset, offset + 1}, ""}},
                          std::move(hint), ""};
    };
    if (text.size() > largest)
        return refuse(0, "the definition is larger than 10 MB", "is this the right file?");
    if (auto const at = text::first_invalid_utf8(text)) {
        return refuse(*at, "the text is not UTF-8 from here on", "save the file as UTF-8");
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F) {
            return refuse(i, "a control character cannot stand in a definition",
                          "delete it; an editor may not show it");
        }
    }
    auto const* const end = past_words(text, most_words);
    if (end != text.data() + text.size()) {
        return refuse(static_cast<std::size_t>(end - text.data()),
                      "the definition has more than " + text::grouped(most_words) + " words and signs",
                      "is this the right file? A questionnaire of 200 items needs some 8,000");
    }
    return std::nullopt;
}

}  // namespace

Parsed parse(SourceText const& source, Definition& result) {
    Parsed parsed;
    if (auto problem = unreadable_text(source)) {
        parsed.diagnostics.add(std::move(*problem));
        return parsed;
    }
    Session session(source);
    Iterator first = source.text().data();
    Iterator const last = first + source.text().size();
    if (source.text().starts_with("\xEF\xBB\xBF")) first += 3;  // a byte order mark, as some editors write it
    auto const grammar = x3::with<session_tag>(
        std::ref(session))[(definition | Expected("'instrument'")) > (eoi | Expected(nothing_more))];
    try {
        x3::phrase_parse(first, last, grammar, skipper, result);
    } catch (x3::expectation_failure<Iterator> const& failure) {
        // Outside every statement: the head of the instrument or its end. Nothing can be resumed after it.
        auto at = failure.where();
        x3::skip_over(at, last, x3::make_context<x3::skipper_tag>(skipper));
        session.report(failure.which(), at);
        session.skipped(at, last);
    }
    parsed.diagnostics = session.take_diagnostics();
    parsed.skipped = session.take_skipped();
    return parsed;
}

}  // namespace quaestor::instrument::syntax
