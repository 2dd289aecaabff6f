#include "report/instrument_scoring.hpp"

#include "base/text.hpp"
#include "report/expression_words.hpp"
#include "report/instrument.hpp"

#include <algorithm>
#include <array>

namespace quaestor::report {
namespace {

using instrument::Aggregate;
using instrument::Instrument;
using instrument::MissingRule;
using instrument::Op;

constexpr std::size_t inner = 6;  ///< indent of what is said of one scale

std::string condition(Instrument const& instrument, std::optional<instrument::Expression> const& when) {
    return when ? "where " + in_words(instrument, *when) : "";
}

void skips(Instrument const& instrument, TextPage& page) {
    if (instrument.skips.empty()) return;
    page.heading("Not asked of everybody");
    for (auto const& skip : instrument.skips) {
        auto const whose = items_in_words(instrument, skip.items);
        page.bullet(whose + (skip.items.size() == 1 ? " is" : " are") + " only asked where " +
                    in_words(instrument, skip.unless) + "; elsewhere " +
                    (skip.code.empty() ? "a blank is not missing, and leaves the scale"
                                       : "a blank counts as " + skip.code));
    }
}

std::string test_in_words(instrument::CountTest const& test) {
    auto const first = text::number(test.values.front());
    switch (test.op) {
        case Op::in_range:
            return "from " + first + " to " + text::number(test.values.back());
        case Op::in_set: {
            std::vector<std::string> values;
            for (auto const value : test.values)
                values.push_back(text::number(value));
            return "one of " + text::join(values, ", ");
        }
        case Op::less:
            return "< " + first;
        case Op::less_equal:
            return "<= " + first;
        case Op::greater:
            return "> " + first;
        case Op::not_equal:
            return "not " + first;
        case Op::equal:
            return "= " + first;
        default:
            return ">= " + first;
    }
}

std::string missing_in_words(instrument::Scale const& scale) {
    auto const& rule = scale.missing;
    auto const items = scale.members.size();
    if (rule.limit == MissingRule::Limit::none) return "no answer may be missing";
    auto out = "at most " + std::to_string(instrument::most_missing(rule, items)) + " of " +
               text::counted(items, "answer", "answers") + " may be missing";
    if (rule.limit == MissingRule::Limit::percent) out += " (" + text::number(rule.at_most) + " %)";
    switch (rule.action) {
        case MissingRule::Action::as_answered:
            return out + "; it is scored from those that are there";
        case MissingRule::Action::prorate:
            return out + "; what is there is prorated to all of them";
        case MissingRule::Action::substitute:
            return out + "; each counts as " + rule.code;
    }
    return out;
}

std::string rounding_in_words(std::optional<instrument::Rounding> const& rounding) {
    if (!rounding) return {};
    auto out = "to " + (rounding->digits == 0 ? std::string("a whole number")
                                              : text::counted(static_cast<std::size_t>(rounding->digits),
                                                              "decimal", "decimals"));
    if (rounding->half_even) out += ", halves to the even digit";
    return out +
           (rounding->before_bands ? ", before the bands look at it" : ", after the bands have looked at it");
}

std::string range_and_direction(std::optional<instrument::Range> const& range, instrument::Direction higher) {
    std::vector<std::string> parts;
    if (range) parts.push_back(range_in_words(*range));
    if (higher == instrument::Direction::better) parts.emplace_back("higher is better");
    if (higher == instrument::Direction::worse) parts.emplace_back("higher is worse");
    return text::join(parts, ", ");
}

std::string bands_in_words(Instrument const& instrument, instrument::BandSet const& set) {
    std::vector<std::string> parts;
    for (auto const& band : set.bands)
        parts.push_back(unbroken("from " + text::number(band.from) + " " + band.name));
    auto out = text::join(parts, ", ");
    if (!set.name.empty()) out = "'" + set.name + "': " + out;
    if (set.when) out += "; " + condition(instrument, set.when);
    if (!set.source.empty()) out += " (" + set.source + ")";
    return out;
}

std::string change_in_words(instrument::Change const& change) {
    std::vector<std::string> parts;
    auto const add = [&](std::string_view what, std::optional<double> const& value) {
        if (value) parts.push_back(unbroken(std::string(what) + " " + text::number(*value)));
    };
    add("standard deviation", change.sd);
    add("retest reliability", change.retest);
    add("alpha", change.alpha);
    add("standard error of measurement", change.sem);
    add("confidence level", change.level);
    add("minimal important difference", change.mid_within);
    add("minimal important difference between groups", change.mid_between);
    add("cut-off", change.cutoff);
    return text::join(parts, ", ") + (change.source.empty() ? "" : " (" + change.source + ")");
}

/// Rounding, range, bands and change: what scales and scores share.
void presentation(Instrument const& instrument, instrument::Presentation const& shown,
                  std::optional<instrument::Range> const& range, TextPage& page) {
    page.fact("rounded", rounding_in_words(shown.rounding), inner);
    page.fact("range", range_and_direction(range, shown.higher), inner);
    for (auto const& set : shown.band_sets)
        page.fact("bands", bands_in_words(instrument, set), inner);
    if (shown.change) page.fact("change", change_in_words(*shown.change), inner);
}

void scale(Instrument const& instrument, instrument::Scale const& scale, TextPage& page) {
    page.fact("is", scoring_in_words(instrument, scale), inner);
    std::vector<std::size_t> reversed;
    for (auto const& member : scale.members) {
        if (member.reversed) reversed.push_back(member.item);
    }
    page.fact("reversed", items_in_words(instrument, reversed), inner);
    if (scale.recoding)
        page.fact("recoded", "each answer first, by the table " + instrument.tables[*scale.recoding].name,
                  inner);
    page.fact("missing", missing_in_words(scale), inner);
    if (scale.rescale) {
        auto const& r = *scale.rescale;
        page.fact("rescaled",
                  "so that " + text::number(r.from.low) + " becomes " + text::number(r.to.low) + " and " +
                      text::number(r.from.high) + " becomes " + text::number(r.to.high),
                  inner);
    }
    if (scale.composite) page.fact("composite", "no measurement scale: no reliability is computed", inner);
    presentation(instrument, scale.shown, scale.shown.range ? scale.shown.range : scale.attainable, page);
}

void score(Instrument const& instrument, instrument::Score const& score, TextPage& page) {
    if (score.expression.type == instrument::ValueType::boolean) {
        page.fact("is", "yes where " + in_words(instrument, score.expression) + ", else no", inner);
        return presentation(instrument, score.shown, std::nullopt, page);
    }
    std::string label = "is";
    for (auto const& step : steps_in_words(instrument, score.expression)) {
        page.fact(label, step, inner);
        label.clear();
    }
    presentation(instrument, score.shown, score.shown.range ? score.shown.range : score.attainable, page);
}

void results(Instrument const& instrument, TextPage& page) {
    page.heading("Scoring");
    bool const scores = !instrument.scores.empty();
    bool const reversal =
        std::any_of(instrument.scales.begin(), instrument.scales.end(), [](auto const& each) {
            return std::any_of(each.members.begin(), each.members.end(),
                               [](auto const& m) { return m.reversed; });
        });
    if (reversal)
        page.paragraph("A reversed answer counts as the lowest plus the highest value minus its own.");
    if (scores) {
        page.paragraph(
            "In formulas an item stands for its scored value, not reversed. A score is missing where "
            "something that decides it is missing.");
    }
    for (auto const ref : instrument.declared) {
        page.paragraph("");
        page.entry(instrument.id_of(ref), instrument.title_of(ref));
        if (ref.kind == instrument::ResultKind::scale) {
            scale(instrument, instrument.scales[ref.index], page);
        } else {
            score(instrument, instrument.scores[ref.index], page);
        }
    }
}

void tables(Instrument const& instrument, TextPage& page) {
    if (instrument.tables.empty()) return;
    page.heading("Tables");
    for (auto const& table : instrument.tables) {
        page.entry(table.name, table.interpolated ? "(linear between its values, nothing beyond them)"
                                                  : "(these values alone, nothing between or beyond them)");
        std::vector<std::pair<std::string, std::string>> pairs;
        for (auto const& row : table.rows) {
            pairs.emplace_back(text::number(row.key),
                               text::number(row.value) +
                                   (row.error ? " (standard error " + text::number(*row.error) + ")" : ""));
        }
        page.pairs(pairs, inner);
    }
}

void norms(Instrument const& instrument, TextPage& page) {
    if (instrument.norms.empty()) return;
    page.heading("Norms");
    for (auto const& each : instrument.norms) {
        bool const percentiles = !each.rows.empty() && !each.rows.front().percentiles.empty();
        page.entry(each.id, each.title);
        page.fact("gives",
                  (percentiles ? "the percentile of " : "z and T (mean 50, standard deviation 10) of ") +
                      instrument.id_of(each.scale),
                  inner);
        for (auto const& row : each.rows) {
            auto const whom = row.when ? ", " + condition(instrument, row.when) : std::string();
            if (row.mean) {
                page.fact("norm",
                          "mean " + text::number(*row.mean) + ", standard deviation " +
                              text::number(*row.sd) + whom,
                          inner);
                continue;
            }
            page.fact("norm", "values and their percentiles" + whom, inner);
            std::vector<std::pair<std::string, std::string>> pairs;
            for (auto const& p : row.percentiles)
                pairs.emplace_back(text::number(p.key), text::number(p.value));
            page.pairs(pairs, inner);
        }
    }
}

void flags(Instrument const& instrument, TextPage& page) {
    if (instrument.flags.empty()) return;
    page.heading("Flags (yes, no, or undetermined where an answer that decides is missing)");
    for (auto const& flag : instrument.flags) {
        page.entry(flag.id, std::string(word(flag.level)) + ": " + flag.message);
        page.fact("raised", "where " + in_words(instrument, flag.when), inner);
    }
}

std::string threshold_in_words(instrument::Threshold const& threshold) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> names{{
        {"longstring", "the longest run of one answer"},
        {"irv", "the standard deviation of a form's answers"},
        {"missing", "the number of missing answers"},
    }};
    auto what = threshold.index;
    for (auto const& [index, words] : names) {
        if (index == threshold.index) what = words;
    }
    return what + (threshold.above ? " above " : " below ") + text::number(threshold.value);
}

void careless_answers(Instrument const& instrument, TextPage& page) {
    auto const& i = instrument;
    if (i.checks.empty() && i.attentions.empty() && i.infrequents.empty() && i.pairs.empty() &&
        i.thresholds.empty())
        return;
    page.heading("Careless answers (a form is marked for review where one of these holds)");
    for (auto const& check : i.checks)
        page.bullet(check.message + ": " + in_words(i, check.when));
    for (auto const& attention : i.attentions) {
        page.bullet(i.items[attention.item].id + " tells everybody to tick " +
                    text::number(attention.expected) + ", and the answer is another");
    }
    for (auto const& infrequent : i.infrequents)
        page.bullet(i.items[infrequent.item].id + " is answered above " + text::number(infrequent.above) +
                    ", which hardly anybody does");
    for (auto const& pair : i.pairs)
        page.bullet(i.items[pair.first].id + " and " + i.items[pair.second].id +
                    " ask the same and differ by more than " + text::number(pair.within));
    for (auto const& threshold : i.thresholds)
        page.bullet(threshold_in_words(threshold));
}

/// Indicators by name: neighbouring items as a run, factors as they are.
std::string indicators(Instrument const& instrument, std::vector<std::string> const& names) {
    std::vector<std::string> parts;
    std::vector<std::size_t> run;
    auto const flush = [&] {
        if (!run.empty()) parts.push_back(items_in_words(instrument, run));
        run.clear();
    };
    for (auto const& name : names) {
        auto const found = std::find_if(instrument.items.begin(), instrument.items.end(),
                                        [&](auto const& item) { return item.id == name; });
        if (found != instrument.items.end()) {
            run.push_back(static_cast<std::size_t>(found - instrument.items.begin()));
            continue;
        }
        flush();
        parts.push_back(name);
    }
    flush();
    return text::join(parts, ", ");
}

void structures(Instrument const& instrument, TextPage& page) {
    if (instrument.structures.empty()) return;
    page.heading("Structure (the measurement model)");
    for (auto const& structure : instrument.structures) {
        page.paragraph(structure.name);
        for (auto const& line : structure.lines) {
            auto const names = indicators(instrument, line.indicators);
            switch (line.kind) {
                case instrument::StructureKind::factor:
                    page.entry(line.name, "is measured by " + names, inner);
                    break;
                case instrument::StructureKind::second_order:
                    page.entry(line.name, "stands behind " + names, inner);
                    break;
                case instrument::StructureKind::general:
                    page.entry(line.name, "is a general factor of all items", inner);
                    break;
                case instrument::StructureKind::covariance:
                    page.entry(line.name, "correlates with " + names, inner);
                    break;
                case instrument::StructureKind::residual:
                    page.paragraph("the residual of " + line.name + " correlates with that of " + names,
                                   inner);
                    break;
            }
        }
    }
}

void published(Instrument const& instrument, TextPage& page) {
    if (instrument.published.empty()) return;
    page.heading("Published figures");
    for (auto const& each : instrument.published) {
        page.paragraph(each.title);
        std::vector<std::string> parts;
        for (auto const& figure : each.figures) {
            parts.push_back(unbroken(instrument.id_of(figure.result) + ": " + figure.kind + " " +
                                     text::number(figure.value)));
        }
        page.paragraph(text::join(parts, ", "), inner);
    }
}

void examples(Instrument const& instrument, TextPage& page) {
    if (instrument.examples.empty()) return;
    page.heading("Worked examples (" + std::to_string(instrument.examples.size()) + ", in the definition)");
    for (auto const& example : instrument.examples)
        page.bullet(example.title);
}

}  // namespace

std::string range_in_words(instrument::Range const& range) {
    return text::number(range.low) + " to " + text::number(range.high);
}

std::string scoring_in_words(Instrument const& instrument, instrument::Scale const& scale) {
    std::vector<std::size_t> items;
    std::vector<std::string> weighted;
    for (auto const& member : scale.members) {
        items.push_back(member.item);
        auto const& item = instrument.items[member.item];
        weighted.push_back(item.id + " times " + text::number(item.weight));
    }
    auto const names = items_in_words(instrument, items);
    auto const whose =
        items.size() == 1 ? "1 item: " + names : std::to_string(items.size()) + " items: " + names;
    switch (scale.aggregate) {
        case Aggregate::sum:
            return "the sum of " + whose;
        case Aggregate::mean:
            return "the mean of " + whose;
        case Aggregate::weighted_sum:
            return "the sum of " + text::join(weighted, ", ");
        case Aggregate::min:
            return "the smallest of " + whose;
        case Aggregate::max:
            return "the largest of " + whose;
        case Aggregate::count:
            return "how many of " + whose + " are " + (scale.test ? test_in_words(*scale.test) : "");
    }
    return {};
}

void add_scoring(Instrument const& instrument, TextPage& page) {
    skips(instrument, page);
    results(instrument, page);
    tables(instrument, page);
    norms(instrument, page);
    flags(instrument, page);
    careless_answers(instrument, page);
    structures(instrument, page);
    published(instrument, page);
    examples(instrument, page);
}

}  // namespace quaestor::report
