#include "report/scores.hpp"

#include "base/text.hpp"
#include "report/findings.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace quaestor::report {
namespace {

using document::Cell;
using document::Column;
using document::Kind;
using instrument::ResultKind;
using instrument::ValueType;

using Field = ScoreColumn::Field;
using From = ScoreColumn::From;

ValueType type_of(instrument::Instrument const& instrument, instrument::ResultRef ref) {
    return ref.kind == ResultKind::scale ? ValueType::number : instrument.scores[ref.index].expression.type;
}

/// Whole numbers are shown whole; a mean or a metric score with two decimals.
std::optional<int> decimals_of(instrument::Instrument const& instrument, instrument::ResultRef ref) {
    auto const& shown = instrument.shown(ref);
    if (shown.rounding) return shown.rounding->digits;
    if (ref.kind == ResultKind::score) return std::nullopt;
    auto const& scale = instrument.scales[ref.index];
    bool const whole = scale.aggregate != instrument::Aggregate::mean &&
                       scale.missing.action != instrument::MissingRule::Action::prorate;
    return whole ? std::optional<int>(0) : std::nullopt;
}

class ScoreColumns {
public:
    explicit ScoreColumns(ScoredFile const& file) : file_(file) {}

    std::vector<ScoreColumn> build() {
        identify();
        for (std::size_t p = 0; p < file_.parts.size(); ++p) {
            auto const& part = file_.parts[p];
            prefix_ = file_.parts.size() > 1 ? part.instrument->id + "_" : "";
            heading_ = file_.parts.size() > 1 ? part.instrument->id + ": " : "";
            part_ = &part;
            for (std::size_t r = 0; r < part.scores->results.size(); ++r) {
                next_ = {{}, {}, From::result, Field::value, p, r, 0};
                result(part, part.scores->results[r]);
            }
            for (std::size_t f = 0; f < part.instrument->flags.size(); ++f) {
                next_ = {{}, {}, From::flag, Field::whole, p, f, 0};
                flag(part, f);
            }
            next_ = {{}, {}, From::form, Field::answered, p, 0, 0};
            validity(part);
        }
        return std::move(sources_);
    }

private:
    void add(std::string key, std::string heading, Kind kind, std::string explanation,
             std::function<Cell(std::size_t)> cell, std::optional<int> decimals = {},
             document::Variable variable = {}) {
        if (part_ != nullptr && part_->rows_asked != nullptr) {
            cell = [part = part_, asked = std::move(cell)](std::size_t row) {
                return part->asked(row) ? asked(row) : Cell();
            };
        }
        next_.column = {prefix_ + key,
                        heading_ + heading,
                        kind,
                        decimals,
                        {},
                        std::move(explanation),
                        std::move(variable)};
        next_.cell = std::move(cell);
        sources_.push_back(next_);
    }

    void identify() {
        auto const& table = *file_.table;
        auto const carry = [&](std::size_t column, std::string key, std::string heading,
                               std::string explanation) {
            add(
                std::move(key), std::move(heading), Kind::text, std::move(explanation),
                [&table, column](std::size_t row) -> Cell {
                    auto text = table.text(column, row);
                    return text.empty() ? Cell() : Cell(std::move(text));
                },
                {}, carried_variable(table.column(column)));
        };
        auto const name = [&](std::size_t column) { return table.column(column).name(); };
        if (file_.id) {
            carry(*file_.id, name(*file_.id), name(*file_.id), "Who it is, as the data file has it");
        } else {
            auto const place = line_column(table);
            add(place.key, place.heading, place.kind, place.explanation,
                [&table](std::size_t row) -> Cell { return table.line(row); });
        }
        if (file_.wave) carry(*file_.wave, "wave", "Wave", "Which of the person's forms it is");
        for (auto const column : file_.carried)
            carry(column, name(column), name(column), "Carried over from the data file as it is");
    }

    void result(ScoredInstrument const& part, scoring::ResultColumn const& column) {
        auto const& instrument = *part.instrument;
        auto const& id = instrument.id_of(column.ref);
        auto const& title = instrument.title_of(column.ref);
        auto const type = type_of(instrument, column.ref);
        auto const present = [&column](std::size_t row) {
            return column.reasons[row] == MissingReason::none;
        };
        switch (type) {
            case ValueType::number:
                add(
                    id, title, Kind::number, range_text(instrument, column.ref),
                    [&column, present](std::size_t row) -> Cell {
                        return present(row) ? Cell(column.values[row]) : Cell();
                    },
                    decimals_of(instrument, column.ref), labelled(title, range_text(instrument, column.ref)));
                break;
            case ValueType::boolean:
                add(
                    id, title, Kind::flag, "yes or no; empty where it cannot be told",
                    [&column, present](std::size_t row) -> Cell {
                        return present(row) ? Cell(column.values[row] != 0 ? "yes" : "no") : Cell();
                    },
                    {}, words({{0, "no"}, {1, "yes"}}));
                break;
            case ValueType::category:
                add(id, title, Kind::flag, title, [&column, present, &instrument](std::size_t row) -> Cell {
                    return present(row) ? Cell(instrument.texts[static_cast<std::size_t>(column.values[row])])
                                        : Cell();
                });
        }
        if (part.instrument->declared[next_.index].kind == ResultKind::scale) passport(column, id, title);
        for (auto const& bands : column.bands) {
            next_.field = Field::band;
            next_.place = static_cast<std::size_t>(&bands - column.bands.data());
            add(
                id + (bands.name.empty() ? "_band" : "_band_" + bands.name),
                title + (bands.name.empty() ? ", band" : ", " + bands.name), Kind::flag,
                "Where the value falls",
                [&bands, &instrument](std::size_t row) -> Cell {
                    return bands.places[row] < 0
                               ? Cell()
                               : Cell(instrument.texts[static_cast<std::size_t>(bands.places[row])]);
                },
                {}, band_words(instrument, column.ref, bands.name));
        }
        for (auto const& norm : column.norms)
            norms(instrument, column, norm);
    }

    /// z and T, or the percentile. One set of norms has the plain names; of several, each later one adds its
    /// own.
    void norms(instrument::Instrument const& instrument, scoring::ResultColumn const& column,
               scoring::ResultColumn::Norm const& norm) {
        auto const& declared = instrument.norms[norm.norms];
        bool const moments = declared.rows.front().mean.has_value();
        bool const first = std::none_of(column.norms.begin(), column.norms.end(), [&](auto const& other) {
            return other.norms < norm.norms &&
                   instrument.norms[other.norms].rows.front().mean.has_value() == moments;
        });
        auto const key = instrument.id_of(column.ref) + (first ? "" : "_" + declared.id);
        auto const title = instrument.title_of(column.ref);
        next_.place = static_cast<std::size_t>(&norm - column.norms.data());
        auto const cell = [&norm](double factor, double offset) {
            return [&norm, factor, offset](std::size_t row) -> Cell {
                return std::isnan(norm.values[row]) ? Cell() : Cell(offset + factor * norm.values[row]);
            };
        };
        if (moments) {
            next_.field = Field::z;
            add(key + "_z", title + ", z", Kind::number, declared.title, cell(1, 0));
            next_.field = Field::t;
            add(key + "_t", title + ", T", Kind::number, declared.title + "; mean 50, standard deviation 10",
                cell(10, 50));
        } else {
            next_.field = Field::percentile;
            add(key + "_percentile", title + ", percentile", Kind::number, declared.title, cell(1, 0));
        }
    }

    void passport(scoring::ResultColumn const& column, std::string const& id, std::string const& title) {
        next_.field = Field::answers_used;
        add(id + "_n", title + ", answers used", Kind::count, "How many answers the value rests on",
            [&column](std::size_t row) -> Cell { return column.passports[row].answered; });
        next_.field = Field::how;
        add(
            id + "_how", title + ", how", Kind::flag,
            "complete: all answers there; prorated or partial: some missing, scored by the scale's rule; "
            "not_scored: too many missing",
            [&column](std::size_t row) -> Cell { return word(column.passports[row].how); }, {}, how_words());
    }

    /// The variable of a column that keeps what it is in a file of SPSS or Stata; in any other file cells are
    /// texts, and ids with zeros in front of them stay apart.
    static document::Variable carried_variable(data::Column const& column) {
        document::Variable variable;
        auto const& info = column.info();
        variable.label = info.label;
        if (!info.numbers || column.kind() == data::ColumnKind::text) return variable;
        variable.numbers = true;
        for (auto const& [low, high] : info.missing_ranges)
            variable.missing.push_back({low, high});
        for (auto const& [code, label] : info.labels) {
            if (auto const number = text::parse_number(code)) variable.codes.push_back({*number, label});
        }
        return variable;
    }

    [[nodiscard]] document::Variable labelled(std::string const& title, std::string const& range) const {
        return {.label = heading_ + title + (range.empty() ? "" : " (" + range + ")")};
    }

    static document::Variable words(std::vector<document::Code> codes) { return {.codes = std::move(codes)}; }

    /// From 1, in the order of the bands.
    static document::Variable band_words(instrument::Instrument const& instrument, instrument::ResultRef ref,
                                         std::string const& set) {
        document::Variable variable{.ordered = true};
        for (auto const& band : instrument.shown(ref).bands_of(set))
            variable.codes.push_back(
                {static_cast<double>(variable.codes.size() + 1), instrument.texts[band.text]});
        return variable;
    }

    static document::Variable how_words() {
        using scoring::How;
        document::Variable variable;
        for (auto const how : {How::complete, How::prorated, How::partial, How::not_scored})
            variable.codes.push_back(
                {static_cast<double>(variable.codes.size() + 1), std::string(word(how))});
        return variable;
    }

    /// What is undetermined is declared missing: no share may count it as a no.
    static document::Variable flag_words() {
        using scoring::FlagState;
        constexpr double undetermined = -9;
        return {.codes = {{0, std::string(word(FlagState::no))},
                          {1, std::string(word(FlagState::yes))},
                          {undetermined, std::string(word(FlagState::undetermined))}},
                .missing = {{undetermined, undetermined}}};
    }

    static document::Variable verdict_words() {
        using validity::Verdict;
        return words({{0, std::string(word(Verdict::no))},
                      {1, std::string(word(Verdict::yes))},
                      {2, std::string(word(Verdict::review))}});
    }

    static std::string range_text(instrument::Instrument const& instrument, instrument::ResultRef ref) {
        auto const& shown = instrument.shown(ref);
        auto range = shown.range;
        if (!range && ref.kind == ResultKind::scale) range = instrument.scales[ref.index].attainable;
        auto text = range ? text::number(range->low) + " to " + text::number(range->high) : std::string();
        if (shown.higher != instrument::Direction::unstated) {
            text += text.empty() ? "higher is " : ", higher is ";
            text += shown.higher == instrument::Direction::better ? "better" : "worse";
        }
        return text;
    }

    void flag(ScoredInstrument const& part, std::size_t f) {
        auto const& flag = part.instrument->flags[f];
        auto const& states = part.scores->flags[f];
        add(
            "flag_" + flag.id, flag.message, Kind::flag,
            std::string(word(flag.level)) + ": " + flag.message +
                ". undetermined: the answer that would tell is missing, which is no all-clear",
            [&states](std::size_t row) -> Cell { return word(states[row]); }, {}, flag_words());
    }

    void validity(ScoredInstrument const& part) {
        auto const& forms = part.screen->forms();
        auto const count = [&](char const* key, char const* heading, char const* explanation,
                               std::uint32_t validity::Form::*field, Field name) {
            next_.field = name;
            add(key, heading, Kind::count, explanation,
                [&forms, field](std::size_t row) -> Cell { return forms[row].*field; });
        };
        count("n_answered", "Answered", "Items with an answer that counts", &validity::Form::answered, Field::answered);
        count("n_missing", "Missing", "Items left blank or with a code for no answer",
              &validity::Form::missing, Field::missing);
        count("n_out_of_range", "Out of range", "Numbers that the item does not have",
              &validity::Form::out_of_range, Field::out_of_range);
        count("n_unreadable", "Unreadable", "Cells that are no code of the item",
              &validity::Form::unreadable, Field::unreadable);
        count("longest_run", "Longest run", "How often the same answer stands in a row, over items with the same options",
              &validity::Form::longest_run, Field::longest_run);
        next_.field = Field::variability;
        add("irv", "Variability", Kind::number, "Standard deviation of the person's own answers to items with options",
            [&forms](std::size_t row) -> Cell {
                return std::isnan(forms[row].variability) ? Cell() : Cell(forms[row].variability);
            });
        next_.field = Field::verdict;
        add(
            "valid", "Valid", Kind::flag, "yes; review: somebody should look at it; no: nothing usable",
            [&forms](std::size_t row) -> Cell { return word(forms[row].verdict); }, {}, verdict_words());
        auto const* screen = part.screen;
        next_.field = Field::reasons;
        add("validity_reasons", "Why", Kind::text, "Why the form is not simply valid",
            [screen](std::size_t row) -> Cell { return text_or_empty(screen->reasons(row)); });
        next_.field = Field::why_not_scored;
        add("not_scored_why", "Not scored because", Kind::text, "Why a result is absent",
            [part](std::size_t row) -> Cell { return text_or_empty(why_not_scored(part, row)); });
    }

    static Cell text_or_empty(std::string text) { return text.empty() ? Cell() : Cell(std::move(text)); }

    ScoredFile const& file_;
    ScoredInstrument const* part_ = nullptr;  ///< whose columns come next; none for those of the file
    std::vector<ScoreColumn> sources_;
    ScoreColumn next_;  ///< where the columns to come are from
    std::string prefix_;
    std::string heading_;
};

std::string why_scale(instrument::Scale const& scale, scoring::Passport const& passport) {
    auto const missing = passport.applicable - passport.answered;
    if (passport.applicable == 0) return "no item applies";
    if (passport.answered == 0) return "nothing was answered";
    return std::to_string(missing) + " of " + text::counted(passport.applicable, "answer", "answers") +
           " missing, " +
           (scale.missing.limit == instrument::MissingRule::Limit::none
                ? "none may be"
                : "at most " + std::to_string(most_missing(scale.missing, passport.applicable)) + " may be");
}

std::string why_score(MissingReason reason) {
    switch (reason) {
        case MissingReason::unknown_key:
            return "the table has no such value";
        case MissingReason::undefined:
            return "the arithmetic has no result";
        default:
            return "what it needs is missing (" + std::string(describe(reason)) + ")";
    }
}

}  // namespace

std::vector<ScoreColumn> score_columns(ScoredFile const& file) {
    return ScoreColumns(file).build();
}

document::Table score_table(ScoredFile const& file) {
    auto sources = std::make_shared<std::vector<ScoreColumn>>(score_columns(file));
    document::Table table;
    table.key = "scores";
    table.title = "Scores";
    for (auto const& source : *sources)
        table.columns.push_back(source.column);
    table.rows = file.table->row_count();
    table.cells = [sources](std::size_t row, std::size_t column) { return (*sources)[column].cell(row); };
    table.frozen_columns = 1 + (file.wave ? 1U : 0U) + file.carried.size();
    table.filter = true;
    std::vector<std::string> flags;
    std::vector<std::string> verdicts;
    std::vector<std::string> hows;
    for (auto const& column : table.columns) {
        if (column.key.find("flag_") != std::string::npos) flags.push_back(column.key);
        if (column.key.ends_with("valid")) verdicts.push_back(column.key);
        if (column.key.ends_with("_how")) hows.push_back(column.key);
    }
    using document::Tone;
    using document::ToneRule;
    using document::when::Equals;
    auto const emphasise = [&](std::vector<std::string> const& columns, char const* value, Tone tone) {
        if (columns.empty()) return;
        ToneRule const rule{Equals{value}, tone};
        table.emphasis.push_back({columns, rule});
    };
    emphasise(flags, "yes", Tone::bad);
    emphasise(flags, "undetermined", Tone::warning);
    emphasise(verdicts, "no", Tone::bad);
    emphasise(verdicts, "review", Tone::warning);
    emphasise(hows, "not_scored", Tone::muted);
    emphasise(hows, "prorated", Tone::notice);
    emphasise(hows, "partial", Tone::notice);
    return table;
}

std::string why_not_scored(ScoredInstrument const& part, std::size_t row) {
    std::vector<std::string> reasons;
    for (std::size_t r = 0; r < part.scores->results.size(); ++r) {
        auto const& column = part.scores->results[r];
        auto const reason = column.reasons[row];
        if (reason == MissingReason::none || !part.asked(row)) continue;
        reasons.push_back(why_absent(*part.instrument, r, reason,
                                     column.passports.empty() ? scoring::Passport() : column.passports[row]));
    }
    return text::join(reasons, "; ");
}

std::string why_absent(instrument::Instrument const& instrument, std::size_t result, MissingReason reason,
                       scoring::Passport const& passport) {
    auto const ref = instrument.declared[result];
    return instrument.id_of(ref) + ": " +
           (ref.kind == ResultKind::scale ? why_scale(instrument.scales[ref.index], passport) : why_score(reason));
}

document::Table codebook(ScoredFile const& file) {
    auto const sources = score_columns(file);
    document::Table table;
    table.key = "codebook";
    table.title = "What the columns mean";
    table.columns = {{"column", "Column"}, {"heading", "Heading"}, {"meaning", "Meaning"}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& source : sources) {
        rows.push_back({source.column.key, source.column.heading, source.column.explanation});
    }
    table.hold(std::move(rows));
    return table;
}

}  // namespace quaestor::report
