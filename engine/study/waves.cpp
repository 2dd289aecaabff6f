#include "study/waves.hpp"

#include "base/text.hpp"
#include "data/lengthen.hpp"
#include "scoring/codes.hpp"
#include "study/wave_columns.hpp"

#include <algorithm>
#include <utility>

namespace quaestor::study {
namespace {

namespace code = scoring::code;

std::string quoted(std::string const& name) {
    return "'" + name + "'";
}

std::string listed(std::vector<std::string> names) {
    constexpr std::size_t most = 12;
    auto const count = names.size();
    if (count > most) names.resize(most);
    auto out = text::join(names, ", ");
    if (count > most) out += " and " + std::to_string(count - most) + " more";
    return out;
}

Diagnostic said(Severity severity, std::string_view code, std::string message, std::string hint,
                std::string const& file) {
    return {severity, std::string(code), std::move(message), {}, std::move(hint), file};
}

/// How the file calls a column in a wave.
std::string const& heading(data::Table const& table, std::size_t wave, std::size_t column) {
    return table.turns().places[wave][column].name;
}

/// Looks at the columns of one instrument wave by wave.
class Coverage {
public:
    Coverage(SideWaves const& waves, instrument::Instrument const& instrument,
             scoring::Binding const& binding, data::Table const& table, std::string const& file)
        : waves_(waves), instrument_(instrument), binding_(binding), table_(table), file_(file) {}

    Outcome<std::vector<bool>> run() {
        if (!each_wave_has_its_own()) return std::move(outcome_);
        std::vector<bool> asked;
        for (std::size_t wave = 0; wave < waves_.names.size(); ++wave)
            asked.push_back(in_wave(wave));
        covariates(asked);
        if (!outcome_.diagnostics.has_errors()) outcome_.value = std::move(asked);
        return std::move(outcome_);
    }

private:
    bool each_wave_has_its_own() {
        std::vector<std::string> common;
        std::size_t bound = 0;
        for (std::size_t i = 0; i < instrument_.items.size(); ++i) {
            auto const column = binding_.item_columns[i];
            if (!column) continue;
            ++bound;
            if (waves_.has[*column].empty()) common.push_back(quoted(table_.column(*column).name()));
        }
        if (common.empty()) return true;
        bool const all = common.size() == bound;
        outcome_.diagnostics.add(said(
            Severity::error, code::wave_items,
            "--waves: " + listed(common) + " of " + instrument_.id + (common.size() == 1 ? " has" : " have") +
                " no mark of a wave, and every wave would have the same answers",
            all ? "score " + instrument_.id + " in a run of its own, without --waves"
                : "give the columns the mark of their wave, or name that wave: --waves base=,...",
            file_));
        return false;
    }

    bool in_wave(std::size_t wave) {
        std::vector<std::string> lacking;
        std::optional<std::size_t> there;
        for (std::size_t i = 0; i < instrument_.items.size(); ++i) {
            auto const& item = instrument_.items[i];
            auto const column = binding_.item_columns[i];
            if (column && waves_.has[*column][wave]) {
                there = column;
            } else if (!item.optional && !item.unscored) {
                lacking.push_back(item.id);
            }
        }
        if (!there || lacking.empty()) return there.has_value();
        outcome_.diagnostics.add(
            said(Severity::error, code::wave_items,
                 "--waves: " + text::counted(lacking.size(), "item", "items") + " of " + instrument_.id +
                     (lacking.size() == 1 ? " has" : " have") + " no column in wave " +
                     quoted(waves_.names[wave]) + ": " + listed(lacking),
                 "other items of that wave are called such as " + quoted(heading(table_, wave, *there)) +
                     "; a wave without any of the items is one in which " + instrument_.id + " was not asked",
                 file_));
        return true;
    }

    void covariates(std::vector<bool> const& asked) {
        for (std::size_t i = 0; i < instrument_.covariates.size(); ++i) {
            auto const column = binding_.covariate_columns[i];
            if (!column || waves_.has[*column].empty()) continue;
            std::vector<std::string> lacking;
            for (std::size_t wave = 0; wave < asked.size(); ++wave) {
                if (asked[wave] && !waves_.has[*column][wave]) lacking.push_back(quoted(waves_.names[wave]));
            }
            if (lacking.empty()) continue;
            auto const& id = instrument_.covariates[i].id;
            outcome_.diagnostics.add(
                said(Severity::warning, code::wave_covariate,
                     "--waves: there is no column for '" + id + "' of " + instrument_.id + " in " +
                         (lacking.size() == 1 ? "wave " : "waves ") + listed(lacking) +
                         ": it is missing there for everybody",
                     "a column called '" + id + "', without a mark, holds for all waves", file_));
        }
    }

    SideWaves const& waves_;
    instrument::Instrument const& instrument_;
    scoring::Binding const& binding_;
    data::Table const& table_;
    std::string const& file_;
    Outcome<std::vector<bool>> outcome_;
};

}  // namespace

Outcome<SideWaves> make_long(data::ReadResult& read, std::vector<std::string> const& written,
                             std::vector<instrument::Instrument const*> const& instruments,
                             std::string const& file) {
    Outcome<SideWaves> outcome;
    auto marks = wave_marks(written);
    outcome.diagnostics.append(std::move(marks.diagnostics));
    if (!marks.value) return outcome;
    auto divided = divide_by_waves(names_with_marks(read.table), *marks.value, instruments, file);
    outcome.diagnostics.append(std::move(divided.diagnostics));
    if (!divided.value) return outcome;
    auto const& sides = divided.value->sides;
    if (auto const reason = data::reason_against(read, sides); !reason.empty()) {
        outcome.diagnostics.add(said(Severity::error, code::wave_columns, "--waves: " + reason,
                                     "name fewer waves in a run, or make a row for each wave in the file",
                                     file));
        return outcome;
    }
    SideWaves waves;
    waves.names = sides.waves;
    waves.decisions = std::move(divided.value->decisions);
    waves.has.resize(sides.common.size());
    for (auto const& column : sides.columns) {
        auto& has = waves.has.emplace_back();
        for (auto const& from : column.by_wave)
            has.push_back(from.has_value());
    }
    waves.has.emplace_back();  // the wave itself
    auto const rows = read.table.row_count();
    waves.column = data::lengthen(read, sides);
    auto const became = text::counted(rows, "row is", "rows are") + " " +
                        text::counted(read.table.row_count(), "row", "rows") +
                        " of scores, one for each wave: " + text::join(waves.names, ", ");
    waves.decisions.push_back("waves: " + became);
    outcome.diagnostics.add(said(Severity::note, code::wave_rows, became, "", file));
    outcome.value = std::move(waves);
    return outcome;
}

Outcome<std::vector<bool>> asked_in(SideWaves const& waves, instrument::Instrument const& instrument,
                                    scoring::Binding const& binding, data::Table const& table,
                                    std::string const& file) {
    return Coverage(waves, instrument, binding, table, file).run();
}

Diagnostics tell_unanswered(SideWaves const& waves, std::vector<scoring::Binding const*> const& bindings,
                            data::Table const& table, std::string const& file) {
    std::vector<bool> answered(table.row_count());
    for (auto const* binding : bindings) {
        for (auto const& column : binding->item_columns) {
            if (!column) continue;
            auto const missing = table.column(*column).missing();
            for (std::size_t row = 0; row < missing.size(); ++row) {
                if (missing[row] != MissingReason::blank) answered[row] = true;
            }
        }
    }
    std::vector<std::size_t> rows(waves.names.size());
    std::vector<std::size_t> blank(waves.names.size());
    for (std::size_t row = 0; row < answered.size(); ++row) {
        auto const wave = table.turns().turn[row];
        ++rows[wave];
        if (!answered[row]) ++blank[wave];
    }
    Diagnostics diagnostics;
    for (std::size_t wave = 0; wave < waves.names.size(); ++wave) {
        if (blank[wave] == 0) continue;
        bool const one = blank[wave] == 1;
        diagnostics.add(said(Severity::note, code::wave_rows,
                             "in wave " + quoted(waves.names[wave]) + " " + text::grouped(blank[wave]) +
                                 " of " + text::counted(rows[wave], "row", "rows") +
                                 (one ? " has" : " have") + " no answer at all" +
                                 (one ? ": it stays, and is counted as not scored"
                                      : ": they stay, and are counted as not scored"),
                             "", file));
    }
    return diagnostics;
}

}  // namespace quaestor::study
