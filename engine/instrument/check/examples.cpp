
#include "base/text.hpp"
#include "instrument/check/context.hpp"
#include "instrument/decode.hpp"

#include <algorithm>

namespace quaestor::instrument::check {
namespace {

struct Written {
    std::string text;
    SourceSpan span;
    bool number = false;
    bool name = false;
};

Written written(syntax::SetElement const& value) {
    if (auto const* n = syntax::as<syntax::Number>(value)) return {n->text, n->span, true, false};
    if (auto const* t = syntax::as<syntax::Text>(value)) return {t->text, t->span, false, false};
    auto const& name = *syntax::as<syntax::Name>(value);
    return {name.text, name.span, false, true};
}

void set_number(Expectation& expectation, std::string const& written) {
    expectation.number = text::parse_number(written);
    auto const dot = written.find('.');
    expectation.decimals = dot == std::string::npos ? 0 : static_cast<int>(written.size() - dot - 1);
}

class ExampleResolver {
public:
    ExampleResolver(Context& context, Example& example) : context_(context), example_(example) {}

    void given(syntax::GivenLine const& line);
    void expect(syntax::ExpectList const& line);
    void expect(syntax::ExpectValue const& line);

private:
    std::optional<Symbol> target(syntax::Name const& name);
    bool covariate(syntax::GivenLine const& line);
    std::optional<Expectation> field(syntax::ExpectValue const& line, Symbol const& symbol);
    std::optional<Expectation> band(Expectation expectation, Written const& value);
    std::optional<Expectation> norm(Expectation expectation, std::string const& name, Written const& value);
    std::optional<Expectation> value_of(Expectation expectation, Written const& value);

    Context& context_;
    Example& example_;
};

/// `age = 30`: a single name that is a covariate.
bool ExampleResolver::covariate(syntax::GivenLine const& line) {
    if (line.targets.parts.size() != 1 || line.targets.parts.front().last || !line.targets.except.empty())
        return false;
    auto const found = context_.symbols.find(line.targets.parts.front().first.text);
    if (found == context_.symbols.end() || found->second.kind != SymbolKind::covariate) return false;
    auto value = written(line.value);
    if (value.name && value.text == "missing") value.text.clear();
    auto const& facts = context_.model.covariates[found->second.index];
    if (facts.kind == CovariateKind::number && facts.range.low > facts.range.high) return true;
    auto const answer = decode(facts, value.text);
    if (answer.reason != MissingReason::none && answer.reason != MissingReason::blank) {
        context_.error("L035", value.span,
                       "'" + value.text + "' is no value that '" + found->first + "' can have");
        return true;
    }
    example_.given.push_back({false, found->second.index, value.text});
    return true;
}

void ExampleResolver::given(syntax::GivenLine const& line) {
    if (covariate(line)) return;
    auto const members = resolve_items(context_, line.targets);
    if (!members) return;
    auto value = written(line.value);
    if (value.name) {
        if (value.text != "missing") {
            context_.error("L035", value.span, "an answer is a code, a code in quotes, or 'missing'",
                           value.text == "blank" ? "write missing" : "");
            return;
        }
        value.text.clear();
    }
    for (auto const& member : *members) {
        auto const& item = context_.model.items[member.item];
        auto const& set = context_.model.responses[item.responses];
        auto const reason = decode(set, value.text).reason;
        if (context_.shaky.contains("responses " + set.name)) return;
        if (reason == MissingReason::out_of_range || reason == MissingReason::unreadable) {
            context_.clash("L035", value.span,
                           "'" + value.text + "' is no answer that '" + item.id + "' can have", set.span,
                           "its responses are declared here");
            return;
        }
        example_.given.push_back({true, member.item, value.text});
    }
}

std::optional<Symbol> ExampleResolver::target(syntax::Name const& name) {
    if (context_.unresolved.contains(name.text)) return std::nullopt;
    auto const found = context_.symbols.find(name.text);
    if (found != context_.symbols.end()) {
        auto const kind = found->second.kind;
        if (kind == SymbolKind::scale || kind == SymbolKind::score || kind == SymbolKind::flag)
            return found->second;
    }
    context_.error("L034", name.span, "'" + name.text + "' is no scale, score or flag of this instrument",
                   context_.suggest(name.text, {SymbolKind::scale, SymbolKind::score, SymbolKind::flag}));
    return std::nullopt;
}

ResultRef result_of(Symbol const& symbol) {
    return {symbol.kind == SymbolKind::scale ? ResultKind::scale : ResultKind::score, symbol.index};
}

void ExampleResolver::expect(syntax::ExpectList const& line) {
    for (auto const& name : line.names) {
        auto const symbol = target(name);
        if (!symbol) continue;
        Expectation expectation;
        expectation.span = name.span;
        bool const is_flag = symbol->kind == SymbolKind::flag;
        if ((line.kind.text == "flags") != is_flag) {
            context_.error(
                "L034", name.span,
                is_flag ? "a flag is never missing, it is undetermined" : "'" + name.text + "' is not a flag",
                is_flag ? "write: expect " + name.text + " = undetermined"
                        : "write: expect " + name.text + " = …");
            continue;
        }
        if (is_flag) {
            expectation.kind = ExpectKind::flag;
            expectation.flag = symbol->index;
            expectation.text = "yes";
        } else {
            expectation.result = result_of(*symbol);
            expectation.missing = true;
        }
        example_.expected.push_back(std::move(expectation));
    }
}

std::optional<Expectation> ExampleResolver::band(Expectation expectation, Written const& value) {
    expectation.kind = ExpectKind::band;
    expectation.missing = value.name && value.text == "missing";
    expectation.text = value.text;
    auto const& shown = context_.model.shown(expectation.result);
    auto const text = context_.known_text(value.text);
    bool const any = std::any_of(shown.band_sets.begin(), shown.band_sets.end(), [&](BandSet const& set) {
        return set.name == expectation.band_set && !set.bands.empty();
    });
    bool const known = expectation.missing || (text && shown.has_band(expectation.band_set, *text));
    if (known && any) return expectation;
    if (context_.shaky.contains("band " + value.text)) return std::nullopt;
    std::vector<std::string> names;
    if (!context_.enough()) {
        for (auto const& band : shown.bands_of(expectation.band_set))
            names.push_back(band.name);
    }
    auto hint = names.empty() ? "'" + context_.model.id_of(expectation.result) + "' has no bands"
                              : suggestion(value.text, names);
    if (hint.empty()) hint = "the bands are: " + some_of(names);
    context_.error("L034", value.span, "there is no band '" + value.text + "'", hint);
    return std::nullopt;
}

std::optional<Expectation> ExampleResolver::field(syntax::ExpectValue const& line, Symbol const& symbol) {
    Expectation expectation;
    expectation.span = line.span;
    auto const value = written(line.value);
    if (symbol.kind == SymbolKind::flag) {
        expectation.kind = ExpectKind::flag;
        expectation.flag = symbol.index;
        expectation.text = value.text;
        if (!line.field && (value.text == "yes" || value.text == "no" || value.text == "undetermined"))
            return expectation;
        context_.error("L034", line.span, "a flag is yes, no or undetermined",
                       "write: expect " + line.target.text + " = yes");
        return std::nullopt;
    }
    expectation.result = result_of(symbol);
    if (!line.field) return value_of(std::move(expectation), value);
    auto const& name = line.field->text;
    if (name == "band" || name.starts_with("band_")) {
        if (name != "band") expectation.band_set = name.substr(5);
        return band(std::move(expectation), value);
    }
    if (name == "z" || name == "t" || name == "percentile") return norm(std::move(expectation), name, value);
    if (symbol.kind == SymbolKind::scale && name == "n" && value.number) {
        expectation.kind = ExpectKind::answered;
        expectation.number = text::parse_number(value.text);
        return expectation;
    }
    bool const how = value.text == "complete" || value.text == "prorated" || value.text == "partial" ||
                     value.text == "not_scored";
    if (symbol.kind == SymbolKind::scale && name == "how" && how) {
        expectation.kind = ExpectKind::how;
        expectation.text = value.text;
        return expectation;
    }
    context_.error("L034", line.span, "this cannot be expected of '" + line.target.text + "'",
                   symbol.kind == SymbolKind::scale
                       ? "of a scale: ID = number, ID.band = \"…\", ID.n = "
                         "number, ID.how = complete|prorated|partial|not_scored"
                       : "of a score: ID = value, ID.band = \"…\", ID.z, ID.t, ID.percentile");
    return std::nullopt;
}

std::optional<Expectation> ExampleResolver::norm(Expectation expectation, std::string const& name,
                                                 Written const& value) {
    expectation.kind = name == "z" ? ExpectKind::z : name == "t" ? ExpectKind::t : ExpectKind::percentile;
    expectation.missing = value.name && value.text == "missing";
    bool known = false;
    for (auto const& norms : context_.model.norms) {
        bool const same =
            norms.scale.kind == expectation.result.kind && norms.scale.index == expectation.result.index;
        known = known || (same && norms.rows.front().mean.has_value() == (name != "percentile"));
    }
    if (!known || (!expectation.missing && !value.number)) {
        context_.error("L034", value.span,
                       "'" + context_.model.id_of(expectation.result) + "' has no norms that give this",
                       "z and t come from norms with mean and sd, percentile from norms with percentiles");
        return std::nullopt;
    }
    set_number(expectation, value.text);
    return expectation;
}

std::optional<Expectation> ExampleResolver::value_of(Expectation expectation, Written const& value) {
    if (value.name && value.text == "missing") {
        expectation.missing = true;
        return expectation;
    }
    bool const unresolved = expectation.result.kind == ResultKind::score &&
                            context_.scores[expectation.result.index].progress != Context::Progress::done;
    if (unresolved) return std::nullopt;  // its own mistake is told
    auto const type = expectation.result.kind == ResultKind::scale
                          ? ValueType::number
                          : context_.model.scores[expectation.result.index].expression.type;
    bool const truth = value.name && (value.text == "true" || value.text == "false" || value.text == "yes" ||
                                      value.text == "no");
    bool const fits = (type == ValueType::number && value.number) || (type == ValueType::boolean && truth) ||
                      (type == ValueType::category && !value.number);
    if (!fits) {
        context_.error("L034", value.span,
                       "'" + context_.model.id_of(expectation.result) + "' never has such a value",
                       type == ValueType::number    ? "it is a number"
                       : type == ValueType::boolean ? "it is true or false"
                                                    : "it is a text: write it in quotes");
        return std::nullopt;
    }
    if (value.number) {
        set_number(expectation, value.text);
    } else if (truth && type == ValueType::boolean) {
        expectation.number = value.text == "true" || value.text == "yes" ? 1 : 0;
    } else {
        expectation.text = value.text;
    }
    return expectation;
}

void ExampleResolver::expect(syntax::ExpectValue const& line) {
    auto const symbol = target(line.target);
    if (!symbol) return;
    if (auto expectation = field(line, *symbol)) example_.expected.push_back(std::move(*expectation));
}

}  // namespace

void resolve_example(Context& context, syntax::ExampleDecl const& decl) {
    Example example;
    example.title = decl.title.text;
    example.span = decl.title.span;
    ExampleResolver resolver(context, example);
    for (auto const& line : decl.lines) {
        if (auto const* given = syntax::as<syntax::GivenLine>(line)) resolver.given(*given);
        if (auto const* list = syntax::as<syntax::ExpectList>(line)) resolver.expect(*list);
        if (auto const* value = syntax::as<syntax::ExpectValue>(line)) resolver.expect(*value);
    }
    context.model.examples.push_back(std::move(example));
}

}  // namespace quaestor::instrument::check
