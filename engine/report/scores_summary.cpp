// What the scores of a file come to: distributions, bands, flags, and the workbook that holds them.
#include "base/text.hpp"
#include "base/version.hpp"
#include "report/findings.hpp"
#include "report/scores.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace quaestor::report {
namespace {

using document::Cell;
using document::Kind;
using document::Tone;
using instrument::ResultKind;

/// "Patient Health Questionnaire: Depression severity", without the first part where there is only one
/// instrument.
std::string named(ScoredFile const& file, ScoredInstrument const& part, std::string const& title) {
    return file.parts.size() > 1 ? part.instrument->id + ": " + title : title;
}

/// A part of the file and what its scores come to.
struct Tallied {
    ScoredInstrument const& part;
    PartTally const& tally;

    [[nodiscard]] std::uint64_t flagged(std::size_t flag, scoring::FlagState state) const {
        return tally.flags[flag][static_cast<std::size_t>(state)];
    }
};

std::vector<Tallied> tallied(ScoredFile const& file) {
    std::vector<Tallied> out;
    for (std::size_t p = 0; p < file.parts.size(); ++p)
        out.push_back({file.parts[p], file.tally.parts[p]});
    return out;
}

std::vector<document::Paragraph> attention(ScoredFile const& file, Counts const& counts) {
    std::vector<document::Paragraph> out;
    for (auto const& warning : provisional_warnings(file))
        out.push_back({warning, Tone::warning});
    for (auto const& one : tallied(file)) {
        auto const& part = one.part;
        for (std::size_t f = 0; f < part.instrument->flags.size(); ++f) {
            auto const& flag = part.instrument->flags[f];
            if (flag.level != instrument::FlagLevel::urgent) continue;
            auto const yes = one.flagged(f, scoring::FlagState::yes);
            auto const open = one.flagged(f, scoring::FlagState::undetermined);
            if (yes + open == 0) continue;
            out.push_back({"Urgent: " + named(file, part, flag.message) + ": " +
                               text::counted(yes, "person", "people") + "; not known for " +
                               text::counted(open, "person", "people") +
                               " because the answer is missing.",
                           Tone::bad});
        }
    }
    auto const clues = static_cast<std::size_t>(
        std::count_if(file.clues.begin(), file.clues.end(),
                      [](coding::Clue const& clue) { return clue.severity != Severity::note; }));
    if (clues > 0) {
        out.push_back({text::counted(clues, "thing", "things") +
                           " about the whole file should be looked at first: the sheet Findings begins with " +
                           (clues == 1 ? "it." : "them."),
                       Tone::warning});
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
    for (auto const& [part, tally] : tallied(file)) {
        auto const& instrument = *part.instrument;
        for (std::size_t r = 0; r < instrument.declared.size(); ++r) {
            auto const ref = instrument.declared[r];
            if (!is_number(instrument, ref)) continue;
            auto const& s = tally.results[r].spread;
            rows.push_back({named(file, part, instrument.title_of(ref)), s.n(), tally.asked - s.n(),
                            Cell::number_or(s.mean(), "nobody scored"),
                            Cell::number_or(s.sd(), s.n() == 0 ? "" : "one person"), Cell::number_or(s.low(), ""),
                            Cell::number_or(s.high(), "")});
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

void band_rows(ScoredFile const& file, ScoredInstrument const& part, instrument::ResultRef ref,
               std::string const& set, std::map<std::int32_t, std::uint64_t> const& people,
               std::vector<std::vector<Cell>>& rows) {
    std::uint64_t scored = 0;
    for (auto const& [place, n] : people)
        scored += n;
    auto const title = named(file, part, part.instrument->title_of(ref)) + (set.empty() ? "" : ", " + set);
    for (auto const& band : part.instrument->shown(ref).bands_of(set)) {
        auto const found = people.find(static_cast<std::int32_t>(band.text));
        auto const n = found == people.end() ? 0 : found->second;
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
    for (auto const& [part, tally] : tallied(file)) {
        for (std::size_t r = 0; r < part.instrument->declared.size(); ++r) {
            auto const ref = part.instrument->declared[r];
            auto const sets = part.instrument->shown(ref).band_names();
            for (std::size_t b = 0; b < sets.size(); ++b)
                band_rows(file, part, ref, sets[b], tally.results[r].bands[b], rows);
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
    for (auto const& one : tallied(file)) {
        auto const& part = one.part;
        for (std::size_t f = 0; f < part.instrument->flags.size(); ++f) {
            auto const& flag = part.instrument->flags[f];
            auto const n = [&](scoring::FlagState state) { return one.flagged(f, state); };
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
    for (auto const& [part, tally] : tallied(file)) {
        auto const n = [&forms = tally.forms](validity::Verdict verdict) {
            return forms[static_cast<std::size_t>(verdict)];
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
    auto const& counts = file.tally.counts;
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
