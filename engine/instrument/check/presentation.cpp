// What is shown of a scale or score: rounding, range, direction, bands, what is known of change.
#include "base/text.hpp"
#include "instrument/check/clauses.hpp"

namespace quaestor::instrument::check {
namespace {

void resolve_rounding(Context& context, std::vector<syntax::Clause> const& clauses, Presentation& shown) {
    auto const* round = only<syntax::RoundClause>(context, clauses, "'round'");
    if (round == nullptr) return;
    if (round->digits.value > 12 || round->digits.text.find('.') != std::string::npos) {
        context.error("L029", round->digits.span, "the digits of 'round' are a whole number from 0 to 12");
        return;
    }
    shown.rounding = Rounding{static_cast<int>(round->digits.value), round->half_even, round->before_bands};
}

BandSet resolve_band_set(Context& context, syntax::BandsClause const& clause) {
    BandSet set;
    set.name = clause.name ? clause.name->text : "";
    set.source = clause.source ? clause.source->text : "";
    set.span = clause.span;
    for (auto const& band : clause.bands) {
        if (!set.bands.empty() && band.from.value <= set.bands.back().from) {
            context.clash("L025", band.from.span, "bands are written from the lowest to the highest",
                          set.bands.back().span, "this one starts at " + text::number(set.bands.back().from));
            context.shaky.insert("band " + band.name.text);
            continue;
        }
        set.bands.push_back({band.from.value, band.name.text, context.text_index(band.name.text), band.span});
    }
    return set;
}

void resolve_bands(Context& context, std::vector<syntax::Clause> const& clauses, Presentation& shown) {
    std::map<std::string, syntax::BandsClause const*> for_everybody;
    for (auto const& clause : clauses) {
        auto const* bands = syntax::as<syntax::BandsClause>(clause);
        if (bands == nullptr) continue;
        auto set = resolve_band_set(context, *bands);
        auto const before = for_everybody.find(set.name);
        if (before != for_everybody.end()) {
            context.clash("L033", bands->span,
                          set.name.empty() ? "the bands are stated twice"
                                           : "the bands '" + set.name + "' are stated twice",
                          before->second->span, "these are for everybody, so the later ones are never used",
                          "give them a name, or a condition: bands when sex = female { … }");
            continue;
        }
        if (!bands->when) for_everybody[set.name] = bands;
        shown.band_sets.push_back(std::move(set));
    }
}

struct ChangeField {
    std::string_view keyword;
    std::optional<double> Change::*field;
    double low;
    double high;  ///< both ends excluded
};
constexpr double unbounded = 1e300;
constexpr ChangeField change_fields[] = {{"sd", &Change::sd, 0, unbounded},
                                         {"retest", &Change::retest, 0, 1},
                                         {"alpha", &Change::alpha, 0, 1},
                                         {"sem", &Change::sem, 0, unbounded},
                                         {"level", &Change::level, 0, 1},
                                         {"within", &Change::mid_within, 0, unbounded},
                                         {"between", &Change::mid_between, 0, unbounded},
                                         {"cutoff", &Change::cutoff, -unbounded, unbounded}};

void resolve_change(Context& context, std::vector<syntax::Clause> const& clauses, Presentation& shown) {
    auto const* clause = only<syntax::ChangeClause>(context, clauses, "'change'");
    if (clause == nullptr) return;
    Change change;
    for (auto const& entry : clause->entries) {
        if (entry.text) change.source = entry.text->text;
        for (auto const& known : change_fields) {
            if (known.keyword != entry.keyword.text) continue;
            auto const value = entry.number->value;
            if (value <= known.low || value >= known.high) {
                context.error("L037", entry.number->span,
                              "'" + entry.keyword.text + "' cannot be " + entry.number->text,
                              known.high == 1 ? "it lies between 0 and 1" : "it is above 0");
            } else if ((change.*known.field).has_value()) {
                context.error("L033", entry.span, "'" + entry.keyword.text + "' is stated twice");
            }
            change.*known.field = value;
        }
    }
    if (change.source.empty()) {
        context.warn("L053", clause->span, "these figures of change have no source",
                     "add: source \"Author et al. (2007)\"");
    }
    shown.change = std::move(change);
}

void refuse_scale_clauses(Context& context, std::vector<syntax::Clause> const& clauses) {
    auto const refuse = [&](SourceSpan span, std::string const& what) {
        context.error("L021", span, what + " belongs to a scale, and this is a score",
                      "a score is computed by its expression");
    };
    for (auto const& clause : clauses) {
        if (auto const* c = syntax::as<syntax::AggregateClause>(clause))
            refuse(c->span, "'" + c->function.text + " of'");
        if (auto const* c = syntax::as<syntax::CountClause>(clause)) refuse(c->span, "'count of'");
        if (auto const* c = syntax::as<syntax::RescaleClause>(clause)) refuse(c->span, "'rescale'");
        if (auto const* c = syntax::as<syntax::MissingClause>(clause)) refuse(c->span, "a missing rule");
        if (auto const* c = syntax::as<syntax::Name>(clause)) refuse(c->span, "'composite'");
    }
}

}  // namespace

void resolve_presentation(Context& context, std::vector<syntax::Clause> const& clauses, bool scale,
                          Presentation& shown) {
    resolve_rounding(context, clauses, shown);
    if (auto const* range = only<syntax::RangeClause>(context, clauses, "'range'")) {
        shown.range = Range{range->range.low.value, range->range.high.value};
        if (shown.range->low > shown.range->high) {
            context.error("L037", range->range.span, "the range runs backwards",
                          "write the lower number first");
        }
    }
    if (auto const* higher = only<syntax::HigherClause>(context, clauses, "'higher'")) {
        shown.higher = higher->direction.text == "better" ? Direction::better : Direction::worse;
    }
    resolve_bands(context, clauses, shown);
    resolve_change(context, clauses, shown);
    if (!scale) refuse_scale_clauses(context, clauses);
}

void resolve_band_conditions(Context& context, std::vector<syntax::Clause> const& clauses,
                             Presentation& shown) {
    for (auto const& clause : clauses) {
        auto const* bands = syntax::as<syntax::BandsClause>(clause);
        if (bands == nullptr || !bands->when) continue;
        auto condition = resolve_early_condition(context, *bands->when, "a set of bands");
        for (auto& set : shown.band_sets) {
            if (set.span == bands->span) set.when = std::move(condition);
        }
    }
}

}  // namespace quaestor::instrument::check
