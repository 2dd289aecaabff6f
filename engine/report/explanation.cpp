#include "report/explanation.hpp"

#include "base/text.hpp"
#include "scoring/trace.hpp"

#include <algorithm>

namespace quaestor::report {
namespace {

using instrument::ResultKind;
using instrument::ResultRef;

/// The parts of one text, each step under the heading of what it leads to.
class Explanation {
public:
    Explanation(ScoredFile const& file, ScoredInstrument const& part, std::size_t row,
                std::vector<std::string> const& wanted)
        : file_(file),
          part_(part),
          instrument_(*part.instrument),
          row_(row),
          wanted_(wanted),
          trace_(instrument_, *part.binding, *file.table, row) {}

    std::string text() {
        heading();
        if (file_.table->refused(row_)) {
            out_ += "The row could not be read, so nothing of it is scored.\n";
            return std::move(out_);
        }
        for (std::size_t r = 0; r < part_.scores->results.size(); ++r) {
            auto const& column = part_.scores->results[r];
            if (is_wanted(instrument_.id_of(column.ref))) result(column);
        }
        for (std::size_t f = 0; f < instrument_.flags.size(); ++f) {
            if (is_wanted(instrument_.flags[f].id)) flag(f);
        }
        if (wanted_.empty()) {
            validity();
            sources();
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] bool is_wanted(std::string const& id) const {
        return wanted_.empty() || std::any_of(wanted_.begin(), wanted_.end(), [&](std::string const& one) {
                   return text::equal_ignoring_case(one, id);
               });
    }

    void heading() {
        out_ += instrument_.title + " [" + instrument_.id + "]\n";
        out_ += text::printable(file_.name) + ", row " + text::grouped(file_.table->file_row(row_) + 1);
        auto const& places = file_.table->places();
        if (places.kind == data::Places::Kind::cells) out_ += ", " + text::printable(file_.table->place(row_));
        if (places.kind == data::Places::Kind::lines) out_ += ", line " + text::grouped(file_.table->line(row_));
        if (file_.wave) out_ += ", wave " + text::printable(file_.table->text(*file_.wave, row_));
        out_ += "\n";
    }

    /// Steps from `first` on, set in columns.
    void steps(scoring::Trace trace, std::size_t first = 0) {
        trace.steps.erase(trace.steps.begin(), trace.steps.begin() + static_cast<std::ptrdiff_t>(first));
        for (auto const& line : scoring::lines(trace))
            out_ += "  " + text::printable(line) + "\n";
    }

    void result(scoring::ResultColumn const& column) {
        auto const ref = column.ref;
        out_ += "\n" + instrument_.title_of(ref) + " [" + instrument_.id_of(ref) + "]\n";
        auto const trace = trace_.result(ref);
        auto const shown = trace.steps.size();
        steps(trace);
        if (ref.kind == ResultKind::scale) passport(column, ref);
        for (auto const& bands : column.bands) {
            steps(trace_.band(ref, bands.name), shown);
            source_of_bands(ref, bands.name);
        }
        for (auto const& norm : column.norms) {
            steps(trace_.norm(norm.norms), shown);
            out_ += "    norms: " + instrument_.norms[norm.norms].title + "\n";
        }
    }

    void passport(scoring::ResultColumn const& column, ResultRef ref) {
        auto const& passport = column.passports[row_];
        out_ += "    " + std::string(word(passport.how)) + ": " + text::grouped(passport.answered) + " of " +
                text::counted(passport.applicable, "answer", "answers") +
                "; rule: " + describe(instrument_.scales[ref.index].missing) + "\n";
    }

    void source_of_bands(ResultRef ref, std::string const& name) {
        for (auto const& set : instrument_.shown(ref).band_sets) {
            if (set.name != name || set.source.empty()) continue;
            out_ += "    bands: " + set.source + "\n";
            return;
        }
    }

    void flag(std::size_t f) {
        auto const& flag = instrument_.flags[f];
        out_ += "\nFlag: " + flag.message + " [" + flag.id + ", " + std::string(word(flag.level)) + "]\n";
        steps(trace_.flag(f));
        if (part_.scores->flags[f][row_] == scoring::FlagState::undetermined)
            out_ += "    an answer that would tell is missing: that is no all-clear\n";
    }

    void validity() {
        auto const& form = part_.screen->forms()[row_];
        out_ += "\nForm\n  valid: " + std::string(word(form.verdict));
        if (auto const why = part_.screen->reasons(row_); !why.empty()) out_ += " (" + why + ")";
        out_ += "\n";
    }

    void sources() {
        out_ += "\nSources\n";
        for (auto const& source : instrument_.card.sources)
            out_ += "  " + source.text + (source.doi.empty() ? "" : ", doi " + source.doi) + "\n";
        if (instrument_.card.status == instrument::Status::provisional)
            out_ += "  The definition is provisional: " + instrument_.card.unverified + "\n";
    }

    ScoredFile const& file_;
    ScoredInstrument const& part_;
    instrument::Instrument const& instrument_;
    std::size_t row_;
    std::vector<std::string> const& wanted_;
    scoring::RowTrace trace_;
    std::string out_;
};

}  // namespace

std::string explanation(ScoredFile const& file, ScoredInstrument const& part, std::size_t row,
                        std::vector<std::string> const& wanted) {
    return Explanation(file, part, row, wanted).text();
}

std::vector<std::string> explainable(instrument::Instrument const& instrument) {
    std::vector<std::string> ids;
    for (auto const ref : instrument.declared)
        ids.push_back(instrument.id_of(ref));
    for (auto const& flag : instrument.flags)
        ids.push_back(flag.id);
    return ids;
}

}  // namespace quaestor::report
