#include "instrument/json/write.hpp"

#include "base/expects.hpp"
#include "instrument/json/forms.hpp"
#include "instrument/json/value.hpp"
#include "instrument/load.hpp"
#include "instrument/syntax/parse.hpp"
#include "instrument/syntax/session.hpp"
#include "instrument/syntax/tree.hpp"

#include <array>

namespace quaestor::instrument::json {
namespace {

using syntax::as;

bool leading_zero(std::string_view digits) {
    if (digits.starts_with('-')) digits.remove_prefix(1);
    return digits.size() > 1 && digits[0] == '0' && digits[1] != '.';
}

/// As written, but for leading zeros, which JSON does not know.
Value number_of(syntax::Number const& written) {
    auto digits = written.text;
    auto const first = digits.starts_with('-') ? 1U : 0U;
    while (leading_zero(digits))
        digits.erase(first, 1);
    return number(std::move(digits));
}

/// A code is what stands in a data file: `01` keeps its zero, as a text.
Value code_of(syntax::Number const& written) {
    return leading_zero(written.text) ? text(written.text) : number(written.text);
}
Value code_of(syntax::Code const& code) {
    if (auto const* digits = as<syntax::Number>(code)) return code_of(*digits);
    return text(as<syntax::Text>(code)->text);
}

Value range_of(syntax::NumberRange const& range) {
    auto pair = array();
    pair.items = {number_of(range.low), number_of(range.high)};
    return pair;
}

Value names_of(std::vector<syntax::Name> const& names) {
    auto list = array();
    for (auto const& name : names)
        list.items.push_back(text(name.text));
    return list;
}

void put_text(Value& into, char const* key, std::optional<syntax::Text> const& words) {
    if (words) put(into, key, text(words->text));
}
void put_name(Value& into, char const* key, std::optional<syntax::Name> const& name) {
    if (name) put(into, key, text(name->text));
}
void put_number(Value& into, char const* key, std::optional<syntax::Number> const& digits) {
    if (digits) put(into, key, number_of(*digits));
}

class Writer {
public:
    Writer(SourceText const& source, Value& instrument) : source_(source), instrument_(instrument) {}

    void write(syntax::Statement const& statement) {
        if (auto const* s = as<syntax::CardEntry>(statement)) return card(*s);
        if (auto const* s = as<syntax::ResponsesDecl>(statement)) return responses(*s);
        if (auto const* s = as<syntax::ItemsDecl>(statement)) return items(*s);
        if (auto const* s = as<syntax::RespondentDecl>(statement)) return respondent(*s);
        if (auto const* s = as<syntax::SkipDecl>(statement)) return skip(*s);
        if (auto const* s = as<syntax::SetDecl>(statement)) return set(*s);
        if (auto const* s = as<syntax::ScaleDecl>(statement)) return scale(*s);
        if (auto const* s = as<syntax::ScoreDecl>(statement)) return score(*s);
        if (auto const* s = as<syntax::TableDecl>(statement)) return table(*s);
        if (auto const* s = as<syntax::NormsDecl>(statement)) return norms(*s);
        if (auto const* s = as<syntax::FlagDecl>(statement)) return flag(*s);
        if (auto const* s = as<syntax::CheckDecl>(statement)) return check(*s);
        if (auto const* s = as<syntax::ProbeDecl>(statement)) return probe(*s);
        if (auto const* s = as<syntax::PairDecl>(statement)) return pair(*s);
        if (auto const* s = as<syntax::ValidityDecl>(statement)) return validity(*s);
        if (auto const* s = as<syntax::StructureDecl>(statement)) return structure(*s);
        if (auto const* s = as<syntax::PublishedDecl>(statement)) return published(*s);
        if (auto const* s = as<syntax::ExampleDecl>(statement)) return example(*s);
        throw Bug("json: a statement that cannot be written");
    }

private:
    [[nodiscard]] Value slice(SourceSpan span) const { return text(tidied(source_.slice(span))); }

    /// The list under `key`, where statements of that kind are collected.
    void add(char const* key, Value value) {
        for (auto& member : instrument_.members) {
            if (member.key == key) return member.value.items.push_back(std::move(value));
        }
        auto list = array();
        list.items.push_back(std::move(value));
        put(instrument_, key, std::move(list));
    }

    void card(syntax::CardEntry const& entry);
    void responses(syntax::ResponsesDecl const& decl);
    void items(syntax::ItemsDecl const& decl);
    void respondent(syntax::RespondentDecl const& decl);
    void skip(syntax::SkipDecl const& decl);
    void set(syntax::SetDecl const& decl);
    void scale(syntax::ScaleDecl const& decl);
    void score(syntax::ScoreDecl const& decl);
    void table(syntax::TableDecl const& decl);
    void norms(syntax::NormsDecl const& decl);
    void flag(syntax::FlagDecl const& decl);
    void check(syntax::CheckDecl const& decl);
    void probe(syntax::ProbeDecl const& decl);
    void pair(syntax::PairDecl const& decl);
    void validity(syntax::ValidityDecl const& decl);
    void structure(syntax::StructureDecl const& decl);
    void published(syntax::PublishedDecl const& decl);
    void example(syntax::ExampleDecl const& decl);

    void clauses(std::vector<syntax::Clause> const& list, Value& into) const;
    void clause(syntax::Clause const& one, Value& into) const;

    SourceText const& source_;
    Value& instrument_;
};

Value rows_of(std::vector<syntax::RowDecl> const& rows) {
    auto list = array();
    for (auto const& row : rows) {
        auto one = object();
        put(one, "key", number_of(row.key));
        put(one, "value", number_of(row.value));
        put_number(one, "se", row.error);
        list.items.push_back(std::move(one));
    }
    return list;
}

void Writer::card(syntax::CardEntry const& entry) {
    auto const& keyword = entry.keyword.text;
    if (keyword == "source") {
        auto one = object();
        put_text(one, "text", entry.text);
        put_text(one, "doi", entry.doi);
        return add("sources", std::move(one));
    }
    if (keyword == "note") return add("notes", text(entry.text->text));
    if (keyword == "licence" || keyword == "status") {
        auto one = object();
        put_name(one, "kind", entry.choice);
        put_text(one, "text", entry.text);
        put(instrument_, keyword, std::move(one));
        return;
    }
    put(instrument_, keyword, text(keyword == "language" ? entry.choice->text : entry.text->text));
}

void Writer::responses(syntax::ResponsesDecl const& decl) {
    auto one = object();
    put(one, "name", text(decl.name.text));
    put_name(one, "kind", decl.open);
    if (decl.range) put(one, "range", range_of(*decl.range));
    put_text(one, "unit", decl.unit);
    auto options = array();
    for (auto const& line : decl.options) {
        auto const& declared = *as<syntax::OptionDecl>(line);
        auto option = object();
        put_name(option, "role", declared.role);
        put(option, "code", code_of(declared.code));
        put_text(option, "label", declared.label);
        put_number(option, "value", declared.value);
        options.items.push_back(std::move(option));
    }
    if (!options.items.empty()) put(one, "options", std::move(options));
    add("responses", std::move(one));
}

void Writer::items(syntax::ItemsDecl const& decl) {
    auto block = object();
    put(block, "responses", text(decl.responses.text));
    auto list = array();
    for (auto const& line : decl.items) {
        auto const& declared = *as<syntax::ItemDecl>(line);
        auto item = object();
        put(item, "id", text(declared.name.text));
        put(item, "label", text(declared.label.text));
        for (auto const& modifier : declared.modifiers) {
            auto const& keyword = modifier.keyword.text;
            if (modifier.number) {
                put(item, keyword, number_of(*modifier.number));
            } else {
                put(item, keyword, modifier.text ? text(modifier.text->text) : truth(true));
            }
        }
        list.items.push_back(std::move(item));
    }
    put(block, "items", std::move(list));
    add("items", std::move(block));
}

void Writer::respondent(syntax::RespondentDecl const& decl) {
    for (auto const& line : decl.covariates) {
        auto const& declared = *as<syntax::CovariateDecl>(line);
        auto one = object();
        put(one, "id", text(declared.name.text));
        if (declared.range) {
            put(one, "number", range_of(*declared.range));
        } else {
            auto categories = array();
            for (auto const& category : declared.categories) {
                auto group = object();
                put(group, "name", text(category.name.text));
                auto aliases = array();
                for (auto const& alias : category.aliases)
                    aliases.items.push_back(text(alias.text));
                if (!aliases.items.empty()) put(group, "aliases", std::move(aliases));
                categories.items.push_back(std::move(group));
            }
            put(one, "categories", std::move(categories));
        }
        add("respondent", std::move(one));
    }
}

void Writer::skip(syntax::SkipDecl const& decl) {
    auto one = object();
    put(one, "items", slice(decl.items.span));
    put(one, "unless", slice(decl.unless.span));
    if (decl.value) put(one, "as", code_of(*decl.value));
    add("skips", std::move(one));
}

void Writer::set(syntax::SetDecl const& decl) {
    auto one = object();
    put(one, "name", text(decl.name.text));
    put(one, "items", slice(decl.items.span));
    add("sets", std::move(one));
}

Value missing_of(syntax::MissingClause const& missing) {
    if (!missing.at_most) return text("none");
    auto rule = object();
    put(rule, missing.percent ? "at_most_percent" : "at_most", number_of(*missing.at_most));
    if (missing.prorate) put(rule, "prorate", truth(true));
    if (missing.substitute) put(rule, "as", code_of(*missing.substitute));
    return rule;
}

Value change_of(syntax::ChangeClause const& change) {
    auto figures = object();
    for (auto const& entry : change.entries) {
        auto const& keyword = entry.keyword.text;
        auto const key = keyword == "within" || keyword == "between" ? "mid_" + keyword : keyword;
        put(figures, key, entry.number ? number_of(*entry.number) : text(entry.text->text));
    }
    return figures;
}

void Writer::clause(syntax::Clause const& one, Value& into) const {
    if (auto const* c = as<syntax::AggregateClause>(one)) {
        auto made = object();
        put(made, "function", text(c->function.text == "weighted" ? "weighted sum" : c->function.text));
        put(made, "items", slice(c->items.span));
        put_name(made, "recoded_by", c->recoding);
        put(into, "aggregate", std::move(made));
    } else if (auto const* counted = as<syntax::CountClause>(one)) {
        auto made = object();
        put(made, "function", text("count"));
        put(made, "items", slice(counted->items.span));
        put(made, "where", slice({counted->test.op.span.begin, counted->span.end}));
        put(into, "aggregate", std::move(made));
    } else if (auto const* rescale = as<syntax::RescaleClause>(one)) {
        auto map = object();
        put(map, "from", range_of(rescale->from));
        put(map, "to", range_of(rescale->to));
        put(into, "rescale", std::move(map));
    } else if (auto const* missing = as<syntax::MissingClause>(one)) {
        put(into, "missing", missing_of(*missing));
    } else if (auto const* round = as<syntax::RoundClause>(one)) {
        auto rounding = object();
        put(rounding, "digits", number_of(round->digits));
        if (round->half_even) put(rounding, "half_even", truth(true));
        if (round->before_bands) put(rounding, "before_bands", truth(true));
        put(into, "round", std::move(rounding));
    } else if (auto const* range = as<syntax::RangeClause>(one)) {
        put(into, "range", range_of(range->range));
    } else if (auto const* higher = as<syntax::HigherClause>(one)) {
        put(into, "higher", text(higher->direction.text));
    } else if (auto const* change = as<syntax::ChangeClause>(one)) {
        put(into, "change", change_of(*change));
    } else if (auto const* word = as<syntax::Name>(one)) {
        put(into, word->text, truth(true));
    }
}

void Writer::clauses(std::vector<syntax::Clause> const& list, Value& into) const {
    for (auto const& one : list) {
        auto const* bands = as<syntax::BandsClause>(one);
        if (bands == nullptr) {
            clause(one, into);
            continue;
        }
        auto set = object();
        put_name(set, "name", bands->name);
        if (bands->when) put(set, "when", slice(bands->when->span));
        put_text(set, "source", bands->source);
        auto declared = array();
        for (auto const& band : bands->bands) {
            auto lowest = object();
            put(lowest, "from", number_of(band.from));
            put(lowest, "name", text(band.name.text));
            declared.items.push_back(std::move(lowest));
        }
        put(set, "bands", std::move(declared));
        Value* sets = nullptr;
        for (auto& member : into.members) {
            if (member.key == "bands") sets = &member.value;
        }
        if (sets == nullptr) sets = &put(into, "bands", array());
        sets->items.push_back(std::move(set));
    }
}

void Writer::scale(syntax::ScaleDecl const& decl) {
    auto one = object();
    put(one, "id", text(decl.name.text));
    put_text(one, "title", decl.title);
    clauses(decl.clauses, one);
    auto result = object();
    put(result, "scale", std::move(one));
    add("results", std::move(result));
}

void Writer::score(syntax::ScoreDecl const& decl) {
    auto one = object();
    put(one, "id", text(decl.name.text));
    put_text(one, "title", decl.title);
    put(one, "expression", slice(decl.expression.span));
    clauses(decl.clauses, one);
    auto result = object();
    put(result, "score", std::move(one));
    add("results", std::move(result));
}

void Writer::table(syntax::TableDecl const& decl) {
    auto one = object();
    put(one, "name", text(decl.name.text));
    if (decl.interpolated) put(one, "interpolated", truth(true));
    put(one, "rows", rows_of(decl.rows));
    add("tables", std::move(one));
}

void Writer::norms(syntax::NormsDecl const& decl) {
    auto one = object();
    put(one, "id", text(decl.name.text));
    put_text(one, "title", decl.title);
    put(one, "scale", text(decl.scale.text));
    auto rows = array();
    for (auto const& declared : decl.rows) {
        auto row = object();
        if (declared.when) put(row, "when", slice(declared.when->span));
        put_number(row, "mean", declared.mean);
        put_number(row, "sd", declared.sd);
        if (!declared.mean) put(row, "percentiles", rows_of(declared.percentiles));
        rows.items.push_back(std::move(row));
    }
    put(one, "rows", std::move(rows));
    add("norms", std::move(one));
}

void Writer::flag(syntax::FlagDecl const& decl) {
    auto one = object();
    put(one, "id", text(decl.name.text));
    put(one, "message", text(decl.message.text));
    put_name(one, "level", decl.level);
    put(one, "when", slice(decl.when.span));
    add("flags", std::move(one));
}

void Writer::check(syntax::CheckDecl const& decl) {
    auto one = object();
    put(one, "id", text(decl.name.text));
    put(one, "message", text(decl.message.text));
    put(one, "when", slice(decl.when.span));
    add("checks", std::move(one));
}

void Writer::probe(syntax::ProbeDecl const& decl) {
    bool const instructed = decl.keyword.text == "attention";
    auto one = object();
    put(one, "item", text(decl.item.text));
    put(one, instructed ? "expects" : "above", code_of(decl.value));
    add(instructed ? "attention" : "infrequent", std::move(one));
}

void Writer::pair(syntax::PairDecl const& decl) {
    auto one = object();
    put(one, "first", text(decl.first.text));
    put(one, "second", text(decl.second.text));
    put(one, "within", number_of(decl.within));
    add("pairs", std::move(one));
}

void Writer::validity(syntax::ValidityDecl const& decl) {
    for (auto const& threshold : decl.thresholds) {
        auto one = object();
        put(one, "index", text(threshold.index.text));
        put(one, threshold.relation.text, number_of(threshold.value));
        add("validity", std::move(one));
    }
}

void Writer::structure(syntax::StructureDecl const& decl) {
    auto one = object();
    put(one, "name", text(decl.name.text));
    auto lines = array();
    for (auto const& line : decl.lines) {
        auto said = object();
        if (auto const* factor = as<syntax::FactorLine>(line)) {
            auto measured = object();
            put(measured, "name", text(factor->name.text));
            put(measured, "items", slice(factor->indicators.span));
            put(said, factor->keyword.text, std::move(measured));
        } else if (auto const* general = as<syntax::GeneralLine>(line)) {
            put(said, "general", text(general->name.text));
        } else if (auto const* with = as<syntax::WithLine>(line)) {
            put(said, with->residual ? "residual" : "with", names_of({with->first, with->second}));
        }
        lines.items.push_back(std::move(said));
    }
    put(one, "lines", std::move(lines));
    add("structures", std::move(one));
}

void Writer::published(syntax::PublishedDecl const& decl) {
    auto one = object();
    put(one, "title", text(decl.title.text));
    auto figures = array();
    for (auto const& row : decl.rows) {
        auto said = object();
        put(said, "result", text(row.result.text));
        for (auto const& figure : row.figures) {
            if (said.find(figure.kind.text) != nullptr) {  // stated again: a row of its own
                figures.items.push_back(std::move(said));
                said = object();
                put(said, "result", text(row.result.text));
            }
            put(said, figure.kind.text, number_of(figure.value));
        }
        figures.items.push_back(std::move(said));
    }
    put(one, "figures", std::move(figures));
    add("published", std::move(one));
}

void put_value(Value& into, syntax::SetElement const& value, bool is_answer) {
    if (auto const* digits = as<syntax::Number>(value)) {
        put(into, "value", is_answer ? code_of(*digits) : number_of(*digits));
    } else if (auto const* words = as<syntax::Text>(value)) {
        put(into, "value", text(words->text));
    } else {
        put(into, "word", text(as<syntax::Name>(value)->text));
    }
}

void Writer::example(syntax::ExampleDecl const& decl) {
    auto one = object();
    put(one, "title", text(decl.title.text));
    auto answers = array();
    auto expectations = array();
    for (auto const& line : decl.lines) {
        auto said = object();
        if (auto const* given = as<syntax::GivenLine>(line)) {
            put(said, "items", slice(given->targets.span));
            put_value(said, given->value, true);
            answers.items.push_back(std::move(said));
        } else if (auto const* list = as<syntax::ExpectList>(line)) {
            put(said, list->kind.text, names_of(list->names));
            expectations.items.push_back(std::move(said));
        } else if (auto const* expected = as<syntax::ExpectValue>(line)) {
            put(said, "result", text(expected->target.text));
            put_name(said, "field", expected->field);
            put_value(said, expected->value, false);
            expectations.items.push_back(std::move(said));
        }
    }
    if (!answers.items.empty()) put(one, "answers", std::move(answers));
    if (!expectations.items.empty()) put(one, "expect", std::move(expectations));
    add("examples", std::move(one));
}

}  // namespace

std::string tidied(std::string_view words) {
    std::string out;
    bool gap = false;
    auto const* at = words.data();
    auto const* const last = at + words.size();
    while (at < last) {
        bool const blank = *at == ' ' || *at == '\t' || *at == '\r' || *at == '\n';
        if (blank || *at == '#') {
            gap = true;
            at = blank ? at + 1 : syntax::past_unit(at, last);
            continue;
        }
        if (gap && !out.empty()) out += ' ';
        gap = false;
        auto const* const after = syntax::past_unit(at, last);
        out.append(at, after);
        at = after;
    }
    return out;
}

Value value_of(SourceText const& source, syntax::Definition const& tree) {
    auto said = object();
    put(said, "id", text(tree.name.text));
    put(said, "title", text(tree.title.text));
    Writer writer(source, said);
    for (auto const& statement : tree.statements)
        writer.write(statement);

    // Kinds of statements in the order of the form.
    auto const* form = document_form().find("instrument")->form;
    auto instrument = object();
    for (auto const& key : form->keys) {
        for (auto& member : said.members) {
            if (member.key == key.name) instrument.members.push_back(std::move(member));
        }
    }
    auto root = object();
    put(root, "quaestor", number(std::string(form_version)));
    put(root, "instrument", std::move(instrument));
    return root;
}

Outcome<std::string> write(SourceText const& definition) {
    auto loaded = load(definition);
    Outcome<std::string> outcome;
    outcome.diagnostics = std::move(loaded.diagnostics);
    if (!loaded.value) return outcome;
    syntax::Definition tree;
    (void)syntax::parse(definition, tree);
    outcome.value = print(value_of(definition, tree));
    return outcome;
}

}  // namespace quaestor::instrument::json
