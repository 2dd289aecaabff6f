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

std::string expression(Instrument const& model, Expression const& e) {
    std::string out = "(" + std::to_string(static_cast<int>(e.op));
    if (e.op == Op::constant) {
        out += e.type == ValueType::category ? " '" + model.texts[static_cast<std::size_t>(e.number)] + "'"
                                             : " " + text::number(e.number);
    } else {
        out += " #" + std::to_string(e.index);
    }
    if (e.answered_only) out += " answered";
    for (auto const& argument : e.arguments)
        out += expression(model, argument);
    return out + ")";
}

std::string presentation(Presentation const& p) {
    std::string out;
    if (p.rounding) {
        out += " round " + std::to_string(p.rounding->digits) + (p.rounding->half_even ? " even" : "") +
               (p.rounding->before_bands ? " before" : "");
    }
    if (p.range) out += " range " + shown(*p.range);
    out += " higher " + std::to_string(static_cast<int>(p.higher));
    for (auto const& set : p.band_sets) {
        out += " bands " + set.name + (set.when ? " conditional" : "") + set.source;
        for (auto const& band : set.bands)
            out += " from " + text::number(band.from) + " '" + band.name + "'";
    }
    return out;
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
        out << " missing " << describe(scale.missing) << presentation(scale.shown)
            << (scale.composite ? " composite" : "") << '\n';
    }
    for (auto const& score : model.scores) {
        out << "score " << score.id << ' ' << expression(model, score.expression) << presentation(score.shown)
            << '\n';
    }
    for (auto const& table : model.tables) {
        out << "table " << table.name;
        for (auto const& row : table.rows)
            out << ' ' << text::number(row.key) << "=>" << text::number(row.value);
        out << '\n';
    }
    for (auto const& flag : model.flags)
        out << "flag " << flag.id << ' ' << word(flag.level) << ' ' << expression(model, flag.when) << '\n';
    return out.str();
}

}  // namespace support
