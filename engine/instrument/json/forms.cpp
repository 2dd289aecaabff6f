#include "instrument/json/forms.hpp"

#include "instrument/json/value.hpp"

#include <algorithm>
#include <array>

namespace quaestor::instrument::json {
namespace {

// In the order of docs/language.md where one form does not need another.

Form const source_form{
    "source",
    "where the instrument comes from",
    {{"text", Holds::text, "author, year, title", true}, {"doi", Holds::text, "without https://doi.org/"}}};
Form const licence_form{
    "licence",
    "who may use the instrument",
    {{"kind", Holds::word, "how one may use it", true, nullptr, {"free", "registration", "permission"}},
     {"text", Holds::text, "the condition in words", true}}};
Form const status_form{
    "status",
    "whether the definition was compared with its source",
    {{"kind", Holds::word, "verified or provisional", true, nullptr, {"verified", "provisional"}},
     {"text", Holds::text, "what is not verified"}}};

Form const option_form{"option",
                       "one answer that can be ticked, or a code that stands for none",
                       {{"role",
                         Holds::word,
                         "a code that is no answer to score",
                         false,
                         nullptr,
                         {"missing", "not_applicable"}},
                        {"code", Holds::code, "as a data file has it", true},
                        {"label", Holds::text, "the words of the option"},
                        {"value", Holds::number, "what scoring uses, where it is not the code"}}};
Form const responses_form{
    "responses",
    "answers that items share: options, or an open answer of some kind",
    {{"name", Holds::name, "by which items refer to it", true},
     {"kind",
      Holds::word,
      "of an open answer",
      false,
      nullptr,
      {"integer", "number", "time", "date", "text"}},
     {"range", Holds::range, "lowest and highest answer of an integer or number"},
     {"unit", Holds::text, "minutes, kg"},
     {"options", Holds::forms, "of an open answer only its missing and not_applicable codes", false,
      &option_form}},
    {},
    {{"range", "kind"}, {"unit", "range"}}};

Form const item_form{"item",
                     "one question",
                     {{"id", Holds::name, "its name in the definition", true},
                      {"label", Holds::text, "a short topic in words of your own", true},
                      {"reversed", Holds::truth, "enters every scale reversed"},
                      {"weight", Holds::number, "for a weighted sum"},
                      {"optional", Holds::truth, "may stay blank without counting as unanswered"},
                      {"unscored", Holds::truth, "part of no scale"},
                      {"alias", Holds::text, "its column in a data file"}}};
Form const items_form{"items",
                      "items that share their responses, in order",
                      {{"responses", Holds::name, "the name of the responses", true},
                       {"items", Holds::forms, "the items in order", true, &item_form}}};

Form const category_form{"category",
                         "one group of respondents",
                         {{"name", Holds::name, "its name in the definition", true},
                          {"aliases", Holds::texts, "other ways in which a data file writes it"}}};
Form const covariate_form{"covariate",
                          "a fact about the respondent",
                          {{"id", Holds::name, "its name in the definition", true},
                           {"number", Holds::range, "it is a number: lowest and highest"},
                           {"categories", Holds::forms, "it is one of these groups", false, &category_form}},
                          {{"number", "categories"}}};

Form const skip_form{"skip",
                     "items that are not asked unless something holds",
                     {{"items", Holds::items, "which items", true},
                      {"unless", Holds::expression, "when they are asked", true},
                      {"as", Holds::code, "the answer that scoring uses instead"}}};
Form const set_form{
    "set",
    "a named list of items",
    {{"name", Holds::name, "its name", true}, {"items", Holds::items, "what it holds", true}}};

Form const row_form{"row",
                    "one row of a table",
                    {{"key", Holds::number, "what is looked up", true},
                     {"value", Holds::number, "what stands there", true},
                     {"se", Holds::number, "its standard error"}}};
Form const table_form{"table",
                      "a conversion table",
                      {{"name", Holds::name, "its name", true},
                       {"interpolated", Holds::truth, "between two keys linearly"},
                       {"rows", Holds::forms, "by key", true, &row_form}}};

Form const aggregate_form{
    "aggregate",
    "what a scale is made of",
    {{"function",
      Holds::word,
      "how answers become one number",
      true,
      nullptr,
      {"sum", "mean", "weighted sum", "min", "max", "count"}},
     {"items", Holds::items, "of which items", true},
     {"recoded_by", Holds::name, "the table that gives an answer its value in this scale"},
     {"where", Holds::test, "of count: which answers count"}}};
Form const missing_form{
    "missing",
    "how many unanswered items a scale bears, and what is done about them",
    {{"at_most", Holds::number, "so many items"},
     {"at_most_percent", Holds::number, "so many per cent of the items, rounded down"},
     {"prorate", Holds::truth, "the sum of the answered, brought to the full number of items"},
     {"as", Holds::code, "the answer that takes the place of a missing one"}},
    {{"at_most", "at_most_percent"}}};
Form const round_form{"round",
                      "rounding of the result",
                      {{"digits", Holds::number, "decimals", true},
                       {"half_even", Holds::truth, "else half away from zero"},
                       {"before_bands", Holds::truth, "bands look at the rounded value"}}};
Form const rescale_form{
    "rescale",
    "the linear map from one range to another",
    {{"from", Holds::range, "the range before", true}, {"to", Holds::range, "the range after", true}}};
Form const band_form{
    "band",
    "a severity band by its lower bound",
    {{"from", Holds::number, "lowest value in it", true}, {"name", Holds::text, "its name", true}}};
Form const band_set_form{"band_set",
                         "one way to name values",
                         {{"name", Holds::name, "none: the scale's own set"},
                          {"when", Holds::expression, "for whom; none: for everybody"},
                          {"source", Holds::text, "where the cut-offs come from"},
                          {"bands", Holds::forms, "from the lowest to the highest", true, &band_form}}};
Form const change_form{"change",
                       "what is known of change in a scale",
                       {{"sd", Holds::number, "standard deviation"},
                        {"retest", Holds::number, "retest reliability"},
                        {"alpha", Holds::number, "internal consistency"},
                        {"sem", Holds::number, "standard error of measurement"},
                        {"level", Holds::number, "of confidence"},
                        {"mid_within", Holds::number, "minimal important difference within a person"},
                        {"mid_between", Holds::number, "minimal important difference between groups"},
                        {"cutoff", Holds::number, "between dysfunctional and functional"},
                        {"source", Holds::text, "where the figures come from"}}};

Form const scale_form{
    "scale",
    "items that together measure something",
    {{"id", Holds::name, "its name, and its column", true},
     {"title", Holds::text, "for people"},
     {"aggregate", Holds::form, "what it is made of", true, &aggregate_form},
     {"missing", Holds::missing, "its missing rule", true, &missing_form},
     {"round", Holds::form, "rounding", false, &round_form},
     {"rescale", Holds::form, "to another range", false, &rescale_form},
     {"range", Holds::range, "lowest and highest value"},
     {"higher", Holds::word, "what a high value means", false, nullptr, {"better", "worse"}},
     {"bands", Holds::forms, "severity bands", false, &band_set_form},
     {"change", Holds::form, "figures of change", false, &change_form},
     {"composite", Holds::truth, "not a measurement scale"}}};
Form const score_form{
    "score",
    "a number, yes or no, or category derived from answers and earlier results",
    {{"id", Holds::name, "its name, and its column", true},
     {"title", Holds::text, "for people"},
     {"expression", Holds::expression, "how it is computed", true},
     {"round", Holds::form, "rounding", false, &round_form},
     {"range", Holds::range, "lowest and highest value"},
     {"higher", Holds::word, "what a high value means", false, nullptr, {"better", "worse"}},
     {"bands", Holds::forms, "severity bands", false, &band_set_form},
     {"change", Holds::form, "figures of change", false, &change_form}}};
Form const result_form{"result",
                       "a scale or a score; they stand in the order of the output's columns",
                       {{"scale", Holds::form, "a scale", false, &scale_form},
                        {"score", Holds::form, "a score", false, &score_form}},
                       {{"scale", "score"}}};

Form const norm_row_form{"norm_row",
                         "the norms of one group",
                         {{"when", Holds::expression, "for whom; none: for everybody"},
                          {"mean", Holds::number, "mean of the norm sample"},
                          {"sd", Holds::number, "its standard deviation"},
                          {"percentiles", Holds::forms, "percentile of each raw value", false, &row_form}},
                         {{"mean", "percentiles"}},
                         {{"mean", "sd"}, {"sd", "mean"}}};
Form const norms_form{
    "norms",
    "z, T and percentile of a scale by a norm sample",
    {{"id", Holds::name, "its name", true},
     {"title", Holds::text, "for people"},
     {"scale", Holds::name, "of which scale or score", true},
     {"rows", Holds::forms, "the first whose condition holds is used", true, &norm_row_form}}};

Form const flag_form{"flag",
                     "something that a person must see",
                     {{"id", Holds::name, "its name, and its column", true},
                      {"message", Holds::text, "what is shown", true},
                      {"level", Holds::word, "how urgent", false, nullptr, {"info", "warning", "urgent"}},
                      {"when", Holds::expression, "what raises it", true}}};
Form const check_form{"check",
                      "a contradiction between answers",
                      {{"id", Holds::name, "its name", true},
                       {"message", Holds::text, "what is shown", true},
                       {"when", Holds::expression, "what contradicts itself", true}}};
Form const attention_form{
    "attention",
    "an item that tells everybody what to tick",
    {{"item", Holds::name, "which item", true}, {"expects", Holds::code, "the right answer", true}}};
Form const infrequent_form{"infrequent",
                           "an item that hardly anybody agrees with",
                           {{"item", Holds::name, "which item", true},
                            {"above", Holds::code, "answers above this are suspect", true}}};
Form const pair_form{"pair",
                     "two items that ask the same",
                     {{"first", Holds::name, "one item", true},
                      {"second", Holds::name, "the other", true},
                      {"within", Holds::number, "how far apart answers may lie", true}}};
Form const threshold_form{"threshold",
                          "the instrument's own threshold of a validity index",
                          {{"index", Holds::name, "which index", true},
                           {"above", Holds::number, "suspect above this"},
                           {"below", Holds::number, "suspect below this"}},
                          {{"above", "below"}}};

Form const factor_form{
    "factor",
    "a factor and what it is measured by",
    {{"name", Holds::name, "its name", true}, {"items", Holds::items, "its items, or factors", true}}};
Form const structure_line_form{"structure_line",
                               "one line of a measurement model",
                               {{"factor", Holds::form, "a factor", false, &factor_form},
                                {"second_order", Holds::form, "a factor of factors", false, &factor_form},
                                {"general", Holds::name, "a factor of all items"},
                                {"with", Holds::two_names, "two factors that may correlate"},
                                {"residual", Holds::two_names, "two items whose residuals may correlate"}},
                               {{"factor", "second_order", "general", "with", "residual"}}};
Form const structure_form{"structure",
                          "a measurement model",
                          {{"name", Holds::name, "its name", true},
                           {"lines", Holds::forms, "its lines in order", true, &structure_line_form}}};

Form const figures_form{"figures",
                        "published figures of one scale",
                        {{"result", Holds::name, "which scale or score", true},
                         {"n", Holds::number, "respondents"},
                         {"mean", Holds::number, "mean"},
                         {"sd", Holds::number, "standard deviation"},
                         {"alpha", Holds::number, "Cronbach's alpha"},
                         {"omega", Holds::number, "McDonald's omega"},
                         {"retest", Holds::number, "retest reliability"}}};
Form const published_form{"published",
                          "figures of one sample of a paper",
                          {{"title", Holds::text, "which sample", true},
                           {"figures", Holds::forms, "its figures", true, &figures_form}}};

Form const answer_form{
    "answer",
    "an answer of a worked example",
    {{"items", Holds::items, "whose answer: items, or one fact about the respondent", true},
     {"value", Holds::code, "the answer as a data file has it"},
     {"word", Holds::name, "missing, or a category by its name"}},
    {{"value", "word"}}};
Form const expectation_form{"expectation",
                            "what a worked example must give",
                            {{"result", Holds::name, "of which scale, score or flag"},
                             {"field", Holds::name, "band, how, n, z, t, percentile; none: the value itself"},
                             {"value", Holds::code, "a number, or a category or band in words"},
                             {"word", Holds::name, "missing, true, false, prorated, undetermined"},
                             {"flags", Holds::names, "these are raised"},
                             {"missing", Holds::names, "these have no value"}},
                            {{"result", "flags", "missing"}, {"value", "word", "flags", "missing"}},
                            {{"field", "result"}}};
Form const example_form{"example",
                        "a worked example",
                        {{"title", Holds::text, "what it shows", true},
                         {"answers", Holds::forms, "what the respondent answered", false, &answer_form},
                         {"expect", Holds::forms, "what must come of it", false, &expectation_form}}};

Form const instrument_form{
    "instrument",
    "one questionnaire",
    {{"id", Holds::name, "its name", true},
     {"title", Holds::text, "for people", true},
     {"version", Holds::text, "of the questionnaire"},
     {"sources", Holds::forms, "where it comes from", true, &source_form},
     {"licence", Holds::form, "who may use it", true, &licence_form},
     {"status", Holds::form, "whether it was verified", false, &status_form},
     {"recall", Holds::text, "the time that answers look back on"},
     {"language", Holds::name, "of the wording: en, de"},
     {"population", Holds::text, "for whom it was made"},
     {"notes", Holds::texts, "remarks"},
     {"responses", Holds::forms, "the answers", true, &responses_form},
     {"items", Holds::forms, "the items, in order", true, &items_form},
     {"respondent", Holds::forms, "facts about the respondent", false, &covariate_form},
     {"skips", Holds::forms, "what is not always asked", false, &skip_form},
     {"sets", Holds::forms, "named lists of items", false, &set_form},
     {"tables", Holds::forms, "conversion tables", false, &table_form},
     {"results", Holds::forms, "scales and scores, in the order of the output", true, &result_form},
     {"norms", Holds::forms, "norm samples", false, &norms_form},
     {"flags", Holds::forms, "what a person must see", false, &flag_form},
     {"checks", Holds::forms, "contradictions between answers", false, &check_form},
     {"attention", Holds::forms, "instructed items", false, &attention_form},
     {"infrequent", Holds::forms, "bogus items", false, &infrequent_form},
     {"pairs", Holds::forms, "items that ask the same", false, &pair_form},
     {"validity", Holds::forms, "thresholds over the engine's defaults", false, &threshold_form},
     {"structures", Holds::forms, "measurement models", false, &structure_form},
     {"published", Holds::forms, "figures of papers", false, &published_form},
     {"examples", Holds::forms, "worked examples", false, &example_form}}};
Form const root_form{"definition",
                     "a definition",
                     {{"$schema", Holds::text, "for editors"},
                      {"quaestor", Holds::number, "the version of this form: 1", true},
                      {"instrument", Holds::form, "the questionnaire", true, &instrument_form}}};

constexpr std::array forms_in_order{
    &source_form,    &licence_form, &status_form,         &option_form,     &responses_form,
    &item_form,      &items_form,   &category_form,       &covariate_form,  &skip_form,
    &set_form,       &row_form,     &table_form,          &aggregate_form,  &missing_form,
    &round_form,     &rescale_form, &band_form,           &band_set_form,   &change_form,
    &scale_form,     &score_form,   &result_form,         &norm_row_form,   &norms_form,
    &flag_form,      &check_form,   &attention_form,      &infrequent_form, &pair_form,
    &threshold_form, &factor_form,  &structure_line_form, &structure_form,  &figures_form,
    &published_form, &answer_form,  &expectation_form,    &example_form,    &instrument_form,
    &root_form};

// ---- the schema

Value reference(std::string_view name) {
    auto value = object();
    put(value, "$ref", text("#/$defs/" + std::string(name)));
    return value;
}

Value texts_of(std::vector<std::string_view> const& words) {
    auto list = array();
    for (auto const word : words)
        list.items.push_back(text(std::string(word)));
    return list;
}

Value typed(char const* type) {
    auto value = object();
    put(value, "type", text(type));
    return value;
}

Value list_of(Value items) {
    auto list = typed("array");
    put(list, "items", std::move(items));
    return list;
}

Value fixed_list_of(Value items, char const* length) {
    auto list = list_of(std::move(items));
    put(list, "minItems", number(length));
    put(list, "maxItems", number(length));
    return list;
}

Value described(Key const& key) {
    switch (key.holds) {
        case Holds::text:
        case Holds::test:
        case Holds::items:
        case Holds::expression:
            return typed("string");
        case Holds::name:
            return reference("identifier");
        case Holds::word: {
            auto value = object();
            put(value, "enum", texts_of(key.words));
            return value;
        }
        case Holds::number:
            return typed("number");
        case Holds::truth:
            return typed("boolean");
        case Holds::code: {
            auto value = object();
            put(value, "type", texts_of({"number", "string"}));
            return value;
        }
        case Holds::range:
            return fixed_list_of(typed("number"), "2");
        case Holds::texts:
            return list_of(typed("string"));
        case Holds::names: {
            auto list = list_of(reference("identifier"));
            put(list, "minItems", number("1"));
            return list;
        }
        case Holds::two_names:
            return fixed_list_of(reference("identifier"), "2");
        case Holds::form:
            return reference(key.form->name);
        case Holds::forms:
            return list_of(reference(key.form->name));
        case Holds::missing: {
            auto none = object();
            put(none, "const", text("none"));
            auto either = array();
            either.items = {none, reference(key.form->name)};
            auto value = object();
            put(value, "oneOf", std::move(either));
            return value;
        }
    }
    return object();
}

Value required(std::vector<std::string_view> const& keys) {
    auto value = object();
    put(value, "required", texts_of(keys));
    return value;
}

Value schema_of(Form const& form) {
    auto result = typed("object");
    put(result, "description", text(std::string(form.about)));
    auto properties = object();
    std::vector<std::string_view> needed;
    for (auto const& key : form.keys) {
        auto value = described(key);
        put(value, "description", text(std::string(key.about)));
        if (&form == &root_form && key.name == "quaestor")
            put(value, "const", number(std::string(form_version)));
        put(properties, std::string(key.name), std::move(value));
        if (key.required) needed.push_back(key.name);
    }
    put(result, "properties", std::move(properties));
    if (!needed.empty()) put(result, "required", texts_of(needed));
    put(result, "additionalProperties", truth(false));
    auto groups = array();
    for (auto const& group : form.one_of) {
        auto alternatives = array();
        for (auto const key : group)
            alternatives.items.push_back(required({key}));
        auto one_of = object();
        put(one_of, "oneOf", std::move(alternatives));
        groups.items.push_back(std::move(one_of));
    }
    if (!groups.items.empty()) put(result, "allOf", std::move(groups));
    auto needs = object();
    for (auto const& [first, second] : form.needs)
        put(needs, std::string(first), texts_of({second}));
    if (!needs.members.empty()) put(result, "dependentRequired", std::move(needs));
    return result;
}

}  // namespace

Key const* Form::find(std::string_view key) const {
    auto const found = std::find_if(keys.begin(), keys.end(), [&](Key const& k) { return k.name == key; });
    return found == keys.end() ? nullptr : &*found;
}

Form const& document_form() {
    return root_form;
}

std::span<Form const* const> all_forms() {
    return forms_in_order;
}

std::string schema() {
    auto root = object();
    put(root, "$schema", text("https://json-schema.org/draft/2020-12/schema"));
    put(root, "title", text("A questionnaire's scoring manual, for Quaestor"));
    put(root, "description",
        text("The JSON twin of a definition (.inst). Expressions and lists of items are texts in the "
             "language of "
             "definitions. Numbers are plain decimals without an exponent."));
    put(root, "$ref", text("#/$defs/" + std::string(root_form.name)));
    auto definitions = object();
    auto identifier = typed("string");
    put(identifier, "pattern", text("^[A-Za-z_][A-Za-z0-9_]*$"));
    put(definitions, "identifier", std::move(identifier));
    for (auto const* form : all_forms())
        put(definitions, std::string(form->name), schema_of(*form));
    put(root, "$defs", std::move(definitions));
    return print(root);
}

}  // namespace quaestor::instrument::json
