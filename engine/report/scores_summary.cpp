// What the scores of a file come to: distributions, bands, flags, and the workbook that holds them.
#include "base/text.hpp"
#include "base/version.hpp"
#include "report/findings.hpp"
#include "report/scores.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::report {
namespace {

using document::Cell;
using document::Kind;
using document::Tone;
using instrument::ResultKind;

struct Spread {
    std::size_t n = 0;
    double mean = std::nan("");
    double sd = std::nan("");
    double low = std::nan("");
    double high = std::nan("");
};

Spread spread_of(scoring::ResultColumn const& column) {
    Spread spread;
    double sum = 0;
    for (std::size_t row = 0; row < column.values.size(); ++row) {
        if (column.reasons[row] != MissingReason::none) continue;
        auto const value = column.values[row];
        spread.low = spread.n == 0 ? value : std::min(spread.low, value);
        spread.high = spread.n == 0 ? value : std::max(spread.high, value);
        sum += value;
        ++spread.n;
    }
    if (spread.n == 0) return spread;
    spread.mean = sum / static_cast<double>(spread.n);
    double squares = 0;
    for (std::size_t row = 0; row < column.values.size(); ++row) {
        if (column.reasons[row] != MissingReason::none) continue;
        squares += (column.values[row] - spread.mean) * (column.values[row] - spread.mean);
    }
    if (spread.n > 1) spread.sd = std::sqrt(squares / static_cast<double>(spread.n - 1));
    return spread;
}

bool numeric(instrument::Instrument const& instrument, instrument::ResultRef ref) {
    return ref.kind == ResultKind::scale ||
           instrument.scores[ref.index].expression.type == instrument::ValueType::number;
}

/// "Patient Health Questionnaire: Depression severity", without the first part where there is only one
/// instrument.
std::string named(ScoredFile const& file, ScoredInstrument const& part, std::string const& title) {
    return file.parts.size() > 1 ? part.instrument->id + ": " + title : title;
}

/// How many of the rows that were asked have this state.
std::size_t count_state(ScoredInstrument const& part, std::size_t flag, scoring::FlagState state) {
    auto const& states = part.scores->flags[flag];
    std::size_t n = 0;
    for (std::size_t row = 0; row < states.size(); ++row)
        n += states[row] == state && part.asked(row) ? 1 : 0;
    return n;
}

std::size_t rows_asked(ScoredInstrument const& part, std::size_t rows) {
    if (part.rows_asked == nullptr) return rows;
    return static_cast<std::size_t>(std::count(part.rows_asked->begin(), part.rows_asked->end(), true));
}

std::vector<document::Paragraph> attention(ScoredFile const& file, Counts const& counts) {
    std::vector<document::Paragraph> out;
    for (auto const& warning : provisional_warnings(file))
        out.push_back({warning, Tone::warning});
    for (auto const& part : file.parts) {
        for (std::size_t f = 0; f < part.instrument->flags.size(); ++f) {
            auto const& flag = part.instrument->flags[f];
            if (flag.level != instrument::FlagLevel::urgent) continue;
            auto const yes = count_state(part, f, scoring::FlagState::yes);
            auto const open = count_state(part, f, scoring::FlagState::undetermined);
            if (yes + open == 0) continue;
            out.push_back({"Urgent: " + named(file, part, flag.message) + ": " +
                               text::counted(yes, "person", "people") + "; not known for " +
                               text::counted(open, "person", "people") +
                               " because the answer is missing.",
                           Tone::bad});
        }
    }
    if (counts.refused > 0) {
        out.push_back({text::counted(counts.refused, "row", "rows") + (counts.refused == 1 ? " was" : " were") +
                           " refused and not scored; the sheet Findings says why.",
                       Tone::warning});
    }
    return out;
}

/// Text columns of the first page's tables share one column of the sheet.
constexpr double text_width = 58;

document::Table counts_table(Counts const& counts) {
    document::Table table;
    table.key = "counts";
    table.title = "People";
    table.columns = {{"what", "Rows of the data file", Kind::text, {}, text_width}, {"n", "n", Kind::count}};
    std::vector<std::vector<Cell>> rows{{"read", counts.rows},
                                        {"scored: every scale has a value", counts.scored},
                                        {"partly scored: some scales have a value", counts.partly},
                                        {"not scored: too many answers missing", counts.not_scored},
                                        {"refused: no respondent, or not readable", counts.refused}};
    if (counts.elsewhere > 0) rows.push_back({"left out: of other events and forms", counts.elsewhere});
    table.hold(std::move(rows));
    return table;
}

}  // namespace

std::vector<std::string> provisional_warnings(ScoredFile const& file) {
    std::vector<std::string> out;
    for (auto const& part : file.parts) {
        auto const& card = part.instrument->card;
        if (card.status != instrument::Status::provisional) continue;
        out.push_back(part.instrument->id +
                      " is provisional, its scores too. Not verified: " + card.unverified);
    }
    return out;
}

document::Table distribution_table(ScoredFile const& file) {
    document::Table table;
    table.key = "distribution";
    table.title = "Scores";
    table.columns = {{"score", "Score", Kind::text, {}, text_width},
                     {"n", "Scored", Kind::count, {}, {}, "People with a value"},
                     {"missing", "Not scored", Kind::count},
                     {"mean", "Mean", Kind::number},
                     {"sd", "SD", Kind::number, {}, {}, "Standard deviation, n - 1"},
                     {"lowest", "Lowest", Kind::number},
                     {"highest", "Highest", Kind::number}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& part : file.parts) {
        for (auto const& column : part.scores->results) {
            if (!numeric(*part.instrument, column.ref)) continue;
            auto const s = spread_of(column);
            rows.push_back({named(file, part, part.instrument->title_of(column.ref)), s.n,
                            rows_asked(part, column.values.size()) - s.n, Cell::number_or(s.mean, "nobody scored"),
                            Cell::number_or(s.sd, s.n == 0 ? "" : "one person"), Cell::number_or(s.low, ""),
                            Cell::number_or(s.high, "")});
        }
    }
    // Sums are whole numbers, and their ends are shown as such where no score beside them is otherwise.
    bool whole = true;
    for (auto const& row : rows) {
        for (auto const column : {std::size_t{5}, std::size_t{6}}) {
            auto const* number = std::get_if<double>(&row[column].value);
            whole = whole && (number == nullptr || *number == std::floor(*number));
        }
    }
    if (whole) table.columns[5].decimals = table.columns[6].decimals = 0;
    table.hold(std::move(rows));
    return table;
}

namespace {

void band_rows(ScoredFile const& file, ScoredInstrument const& part, scoring::ResultColumn const& column,
               scoring::ResultColumn::Bands const& bands, std::vector<std::vector<Cell>>& rows) {
    auto const scored =
        std::count_if(bands.places.begin(), bands.places.end(), [](auto place) { return place >= 0; });
    auto const title = named(file, part, part.instrument->title_of(column.ref)) +
                       (bands.name.empty() ? "" : ", " + bands.name);
    for (auto const& band : part.instrument->shown(column.ref).bands_of(bands.name)) {
        auto const n =
            std::count(bands.places.begin(), bands.places.end(), static_cast<std::int32_t>(band.text));
        auto const share = scored > 0 ? static_cast<double>(n) / static_cast<double>(scored) : std::nan("");
        rows.push_back({title + ": " + band.name, band.from, n, Cell::number_or(share, "nobody scored")});
    }
}

}  // namespace

document::Table band_table(ScoredFile const& file) {
    document::Table table;
    table.key = "bands";
    table.title = "Bands";
    table.columns = {{"band", "Band", Kind::text, {}, text_width},
                     {"from", "From", Kind::number, 0},
                     {"n", "People", Kind::count},
                     {"share", "Share of the scored", Kind::percent}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& part : file.parts) {
        for (auto const& column : part.scores->results) {
            for (auto const& bands : column.bands)
                band_rows(file, part, column, bands, rows);
        }
    }
    table.hold(std::move(rows));
    table.emphasis.push_back({{"share"}, document::DataBar{0, 1}});
    return table;
}

document::Table flag_table(ScoredFile const& file) {
    document::Table table;
    table.key = "flags";
    table.title = "Flags";
    table.columns = {{"flag", "Flag", Kind::text, {}, text_width},
                     {"level", "Level", Kind::flag},
                     {"yes", "Yes", Kind::count},
                     {"undetermined",
                      "Undetermined",
                      Kind::count,
                      {},
                      {},
                      "The answer that would tell is missing: no all-clear"},
                     {"no", "No", Kind::count}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& part : file.parts) {
        for (std::size_t f = 0; f < part.instrument->flags.size(); ++f) {
            auto const& flag = part.instrument->flags[f];
            auto const n = [&](scoring::FlagState state) { return count_state(part, f, state); };
            rows.push_back({named(file, part, flag.message), word(flag.level), n(scoring::FlagState::yes),
                            n(scoring::FlagState::undetermined), n(scoring::FlagState::no)});
        }
    }
    table.hold(std::move(rows));
    table.emphasis.push_back({{"level"}, document::ToneRule{document::when::Equals{"urgent"}, Tone::bad}});
    table.emphasis.push_back(
        {{"level"}, document::ToneRule{document::when::Equals{"warning"}, Tone::warning}});
    return table;
}

document::Table validity_table(ScoredFile const& file) {
    document::Table table;
    table.key = "validity";
    table.title = "Forms";
    table.columns = {
        {"instrument", "Form", Kind::text, {}, text_width},
        {"valid", "Valid", Kind::count, {}, {}, "Nothing speaks against it"},
        {"review", "To review", Kind::count, {}, {}, "Somebody should look at it; validity_reasons says why"},
        {"unusable", "Unusable", Kind::count, {}, {}, "Nothing was answered, or the row was refused"}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& part : file.parts) {
        auto const& forms = part.screen->forms();
        auto const n = [&](validity::Verdict verdict) {
            std::size_t count = 0;
            for (std::size_t row = 0; row < forms.size(); ++row)
                count += forms[row].verdict == verdict && part.asked(row) ? 1 : 0;
            return count;
        };
        rows.push_back({part.instrument->title, n(validity::Verdict::yes), n(validity::Verdict::review),
                        n(validity::Verdict::no)});
    }
    table.hold(std::move(rows));
    return table;
}

document::Document score_document(ScoredFile const& file, std::vector<document::Fact> facts,
                                  FindingsOptions const& options) {
    document::Document out;
    auto const counts = count(file);
    std::vector<std::string> titles;
    for (auto const& part : file.parts)
        titles.push_back(part.instrument->title);
    out.title = "Scores";
    out.subtitle = text::join(titles, " · ");
    out.producer = "quaestor " + std::string(version());
    for (auto& paragraph : attention(file, counts))
        out.summary.emplace_back(std::move(paragraph));
    out.summary.emplace_back(counts_table(counts));
    out.summary.emplace_back(distribution_table(file));
    if (auto bands = band_table(file); bands.rows > 0) out.summary.emplace_back(std::move(bands));
    if (auto flags = flag_table(file); flags.rows > 0) out.summary.emplace_back(std::move(flags));
    out.summary.emplace_back(validity_table(file));
    out.facts = std::move(facts);

    auto scores = score_table(file);
    scores.title.clear();
    out.sections.push_back({"scores", "Scores", {std::move(scores)}, true});
    auto findings = findings_table(file, options);
    document::Section section{"findings", "Findings", {}, false};
    if (findings.rows == 0) {
        section.blocks.emplace_back(document::Paragraph{"Every cell could be taken as it is.", Tone::good});
    } else {
        section.blocks.emplace_back(
            document::Paragraph{"Cells that are not answers of their item are counted as missing and never "
                                "scored; correct them in the data file and run again.",
                                Tone::plain});
        section.blocks.emplace_back(std::move(findings));
    }
    out.sections.push_back(std::move(section));
    out.sections.push_back({"codebook", "Codebook", {codebook(file)}, false});
    return out;
}

}  // namespace quaestor::report
