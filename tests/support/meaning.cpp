#include "support/meaning.hpp"

#include "base/text.hpp"

#include <sstream>

namespace support {
namespace {

using namespace quaestor;
using namespace quaestor::instrument;

std::string shown(Range const& range) {
    return text::number(range.low) + ".." + text::number(range.high);
}

std::string shown(std::optional<double> number) {
    return number ? text::number(*number) : "-";
}

std::string bin_rows(Bin const& bin) {
    std::string out;
    for (auto const& row : bin.rows) {
        out +=
            (row.inclusive ? " to " : " below ") + text::number(row.bound) + "=>" + text::number(row.value);
    }
    return out + " else " + text::number(bin.otherwise);
}

/// Texts and bins by what they hold: their places depend on the order of statements, which means nothing.
std::string operand(Instrument const& model, Expression const& e) {
    if (e.op == Op::constant && e.type == ValueType::category)
        return " '" + model.texts[static_cast<std::size_t>(e.number)] + "'";
    if (e.op == Op::constant) return " " + text::number(e.number);
    if (e.op == Op::band) return " '" + model.texts[e.index] + "'";
    if (e.op == Op::bin) return bin_rows(model.bins[e.index]);
    return " #" + std::to_string(e.index);
}

std::string expression(Instrument const& model, Expression const& e) {
    auto out = "(" + std::to_string(static_cast<int>(e.op)) + operand(model, e);
    if (e.answered_only) out += " answered";
    for (auto const& argument : e.arguments)
        out += expression(model, argument);
    return out + ")";
}

std::string presentation(Instrument const& model, Presentation const& p) {
    std::string out;
    if (p.rounding) {
        out += " round " + std::to_string(p.rounding->digits) + (p.rounding->half_even ? " even" : "") +
               (p.rounding->before_bands ? " before" : "");
    }
    if (p.range) out += " range " + shown(*p.range);
    out += " higher " + std::to_string(static_cast<int>(p.higher));
    for (auto const& set : p.band_sets) {
        out += " bands " + set.name + (set.when ? " when " + expression(model, *set.when) : "") + " '" +
               set.source + "'";
        for (auto const& band : set.bands)
            out += " from " + text::number(band.from) + " '" + band.name + "'";
    }
    if (p.change) {
        auto const& c = *p.change;
        out += " change";
        for (auto const& figure :
             {c.sd, c.retest, c.alpha, c.sem, c.level, c.mid_within, c.mid_between, c.cutoff})
            out += ' ' + shown(figure);
        out += " '" + c.source + "'";
    }
    return out;
}

std::string rows(std::vector<TableRow> const& all) {
    std::string out;
    for (auto const& row : all)
        out += ' ' + text::number(row.key) + "=>" + text::number(row.value) + " se " + shown(row.error);
    return out;
}

std::string scale_rules(Scale const& scale) {
    std::string out = scale.composite ? " composite" : "";
    if (scale.test) {
        out += " test " + std::to_string(static_cast<int>(scale.test->op));
        for (auto const value : scale.test->values)
            out += ' ' + text::number(value);
    }
    if (scale.recoding) out += " by " + std::to_string(*scale.recoding);
    if (scale.rescale) out += " rescale " + shown(scale.rescale->from) + " to " + shown(scale.rescale->to);
    return out + " missing " + describe(scale.missing) + " '" + scale.missing.code + "'";
}

void write_tables(Instrument const& model, std::ostream& out) {
    for (auto const& table : model.tables) {
        out << "table " << table.name << (table.interpolated ? " interpolated" : "") << rows(table.rows)
            << '\n';
    }
    for (auto const& norms : model.norms) {
        out << "norms " << norms.id << ' ' << model.id_of(norms.scale);
        for (auto const& row : norms.rows) {
            out << (row.when ? " when " + expression(model, *row.when) : "") << " mean " << shown(row.mean)
                << " sd " << shown(row.sd) << rows(row.percentiles);
        }
        out << '\n';
    }
}

void write_careless(Instrument const& model, std::ostream& out) {
    for (auto const& check : model.checks)
        out << "check " << check.id << ' ' << expression(model, check.when) << '\n';
    for (auto const& probe : model.attentions)
        out << "attention " << probe.item << ' ' << text::number(probe.expected) << '\n';
    for (auto const& probe : model.infrequents)
        out << "infrequent " << probe.item << ' ' << text::number(probe.above) << '\n';
    for (auto const& pair : model.pairs)
        out << "pair " << pair.first << ' ' << pair.second << ' ' << text::number(pair.within) << '\n';
    for (auto const& threshold : model.thresholds) {
        out << "validity " << threshold.index << (threshold.above ? " above " : " below ")
            << text::number(threshold.value) << '\n';
    }
}

}  // namespace

std::string meaning(Instrument const& model) {
    std::ostringstream out;
    out << model.id << '\n';
    for (auto const& set : model.responses) {
        out << "responses " << set.name << ' ' << static_cast<int>(set.kind) << ' ' << shown(set.values);
        for (auto const& option : set.options) {
            out << " [" << option.code << ' ' << static_cast<int>(option.kind) << ' '
                << text::number(option.value) << ']';
        }
        out << '\n';
    }
    for (auto const& item : model.items) {
        out << "item " << item.id << ' ' << item.responses << (item.reversed ? " reversed" : "")
            << (item.optional ? " optional" : "") << (item.unscored ? " unscored" : "") << ' '
            << text::number(item.weight) << " '" << item.alias << "'\n";
    }
    for (auto const& covariate : model.covariates) {
        out << "covariate " << covariate.id << ' ' << static_cast<int>(covariate.kind) << ' '
            << shown(covariate.range);
        for (auto const& category : covariate.categories)
            out << " [" << category.name << ' ' << text::join(category.aliases, " ") << ']';
        out << '\n';
    }
    for (auto const& scale : model.scales) {
        out << "scale " << scale.id << ' ' << word(scale.aggregate) << " of";
        for (auto const& member : scale.members)
            out << ' ' << member.item << (member.reversed ? "r" : "");
        out << scale_rules(scale) << presentation(model, scale.shown) << '\n';
    }
    for (auto const& score : model.scores) {
        out << "score " << score.id << ' ' << expression(model, score.expression)
            << presentation(model, score.shown) << '\n';
    }
    for (auto const& skip : model.skips) {
        out << "skip";
        for (auto const item : skip.items)
            out << ' ' << item;
        out << " unless " << expression(model, skip.unless) << " '" << skip.code << "'\n";
    }
    write_tables(model, out);
    for (auto const& flag : model.flags)
        out << "flag " << flag.id << ' ' << word(flag.level) << ' ' << expression(model, flag.when) << '\n';
    write_careless(model, out);
    out << "order";
    for (auto const& result : model.declared)
        out << ' ' << model.id_of(result);
    out << '\n';
    return out.str();
}

}  // namespace support
