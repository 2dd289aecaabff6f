#include "study/score.hpp"

#include "base/text.hpp"
#include "base/version.hpp"
#include "report/scores_json.hpp"
#include "scoring/compile.hpp"
#include "study/coding.hpp"
#include "study/exported.hpp"
#include "study/input.hpp"
#include "study/people.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace quaestor::study {
namespace {

/// Names under which files say who it is. A column is only taken by its name, never by its content.
constexpr std::array<std::string_view, 12> id_names{
    "id",        "patient_id", "participant_id", "respondent_id", "person_id", "subject_id",
    "client_id", "case_id",    "record_id",      "patientid",     "study_id",  "pid"};

Diagnostic trouble(std::string code, std::string message, std::string const& file, std::string hint) {
    return {Severity::error, std::move(code), std::move(message), {}, std::move(hint), file};
}

std::vector<std::string> names_of(data::Table const& table) {
    std::vector<std::string> names;
    for (auto const& column : table.columns())
        names.push_back(column.name());
    return names;
}

class Scorer {
public:
    Scorer(ScoreRequest const& request, std::vector<Definition> const& definitions)
        : request_(request), definitions_(definitions), scored_(std::make_unique<ScoredData>()) {}

    Outcome<std::unique_ptr<ScoredData>> run() {
        if (read() && bind() && columns()) {
            compute();
            if (names_differ()) outcome_.value = std::move(scored_);
        }
        return std::move(outcome_);
    }

private:
    bool read() {
        auto reading = request_.reading;
        reading.exports.named = request_.carry;
        if (request_.id) reading.exports.named.push_back(*request_.id);
        if (request_.wave) reading.exports.named.push_back(*request_.wave);
        auto input = hashed_input(request_.data, reading);
        outcome_.diagnostics.append(std::move(input.diagnostics));
        if (!input.value) return false;
        scored_->data_sha256 = std::move(input.value->sha256);
        scored_->data_bytes = input.value->bytes;
        scored_->read = std::move(input.value->read);
        scored_->decisions = scored_->read.decisions;
        return true;
    }

    bool bind() {
        std::vector<instrument::Instrument const*> instruments;
        std::vector<scoring::Binding const*> bindings;
        scored_->parts.reserve(definitions_.size());
        for (auto const& definition : definitions_) {
            auto binding = scoring::bind(*definition.instrument, scored_->read.table, request_.data);
            outcome_.diagnostics.append(std::move(binding.diagnostics));
            if (!binding.value) continue;
            for (auto const& decision : binding.value->decisions)
                scored_->decisions.push_back(decision);
            scored_->parts.push_back({&definition, std::move(*binding.value), {}, {}, nullptr});
        }
        if (scored_->parts.size() != definitions_.size()) return false;
        for (auto const& part : scored_->parts) {
            instruments.push_back(&*part.definition->instrument);
            bindings.push_back(&part.binding);
        }
        outcome_.diagnostics.append(
            scoring::shared_columns(instruments, bindings, scored_->read.table, request_.data));
        if (!outcome_.diagnostics.has_errors()) look_at_export();
        return !outcome_.diagnostics.has_errors();
    }

    void look_at_export() {
        std::vector<Bound> bound;
        for (auto const& part : scored_->parts)
            bound.push_back({&*part.definition->instrument, &part.binding});
        outcome_.diagnostics.append(compare_codes(scored_->read, bound, request_.data));
        auto elsewhere = leave_out_elsewhere(scored_->read, bound, request_.data);
        outcome_.diagnostics.append(std::move(elsewhere.diagnostics));
        for (auto& decision : elsewhere.decisions)
            scored_->decisions.push_back(std::move(decision));
        scored_->file.elsewhere = elsewhere.rows;
        for (std::size_t i = 0; i < elsewhere.asked.size(); ++i)
            scored_->parts[i].asked = std::move(elsewhere.asked[i]);
    }

    std::optional<std::size_t> column(std::string const& name, std::string const& option) {
        auto const& table = scored_->read.table;
        if (auto const exact = table.find(name)) return exact;
        auto const found = table.find_ignoring_case(name);
        if (found.size() == 1) return found.front();
        auto const near = text::nearest(name, names_of(table));
        outcome_.diagnostics.add(trouble("C005", option + ": the file has no column '" + name + "'",
                                         request_.data,
                                         near ? "did you mean '" + *near + "'?"
                                              : "the columns are: " + text::join(names_of(table), ", ")));
        return std::nullopt;
    }

    bool columns() {
        auto& file = scored_->file;
        if (request_.wave) file.wave = column(*request_.wave, "--wave");
        if (request_.id) {
            file.id = column(*request_.id, "--id");
        } else {
            find_id();
        }
        auto const carry = [&](std::size_t c) {
            if (c == file.id || std::find(file.carried.begin(), file.carried.end(), c) != file.carried.end()) return;
            file.carried.push_back(c);
        };
        for (auto const c : scored_->read.exported.key)
            carry(c);
        for (auto const& name : request_.carry) {
            if (auto const c = column(name, "--carry")) carry(*c);
        }
        if (outcome_.diagnostics.has_errors()) return false;
        // Where an export says what tells the rows of one id apart, its reader has looked at all of that.
        if (file.id && scored_->read.exported.key.empty())
            outcome_.diagnostics.append(report_repeats(scored_->read, *file.id, file.wave, request_.data));
        leave_out_other_columns();
        return true;
    }

    /// What is wrong in columns that nothing is made of is no problem of this run.
    void leave_out_other_columns() {
        std::set<std::size_t> used(scored_->file.carried.begin(), scored_->file.carried.end());
        if (scored_->file.id) used.insert(*scored_->file.id);
        if (scored_->file.wave) used.insert(*scored_->file.wave);
        for (auto const& part : scored_->parts) {
            for (auto const* columns : {&part.binding.item_columns, &part.binding.covariate_columns}) {
                for (auto const& c : *columns) {
                    if (c) used.insert(*c);
                }
            }
        }
        auto& read = scored_->read;
        read.findings = read.findings.about([&](std::uint32_t column) { return used.contains(column); });
    }

    void find_id() {
        auto const& table = scored_->read.table;
        if (auto const own = scored_->read.exported.id) {
            scored_->file.id = own;
            scored_->decisions.push_back("id: column '" + table.column(*own).name() +
                                         "', that of the export (--id chooses another)");
            return;
        }
        std::set<std::size_t> taken;
        for (auto const& part : scored_->parts) {
            for (auto const& c : part.binding.item_columns) {
                if (c) taken.insert(*c);
            }
        }
        std::vector<std::size_t> candidates;
        for (std::size_t c = 0; c < table.column_count(); ++c) {
            auto const name = text::lower_ascii(table.column(c).name());
            if (!taken.contains(c) && std::find(id_names.begin(), id_names.end(), name) != id_names.end())
                candidates.push_back(c);
        }
        if (candidates.size() == 1) {
            scored_->file.id = candidates.front();
            scored_->decisions.push_back("id: column '" + table.column(candidates.front()).name() +
                                         "', by its name (--id chooses another)");
        } else {
            scored_->decisions.push_back("id: none, rows are known by their " + std::string(table.line_word()) + " (--id names a column)");
        }
    }

    void compute() {
        auto& file = scored_->file;
        auto const& table = scored_->read.table;
        auto& findings = scored_->read.findings;
        for (auto& part : scored_->parts) {
            auto const& instrument = *part.definition->instrument;
            part.screen = std::make_unique<validity::Screen>(instrument, table);
            scoring::RunOptions options;
            options.jobs = request_.jobs;
            options.observe = [&part](scoring::ItemBatch const& batch) { part.screen->look(batch); };
            part.scores = scoring::run(instrument, scoring::compile(instrument), part.binding, table,
                                       findings, options);
            tell_labels(instrument, part.scores.by_label, request_.data, scored_->decisions,
                        outcome_.diagnostics);
        }
        file.name = request_.data;
        file.table = &table;
        file.findings = &findings;
        for (auto const& part : scored_->parts) {
            file.parts.push_back({&*part.definition->instrument, &part.binding, &part.scores, part.screen.get(),
                                  part.asked.empty() ? nullptr : &part.asked});
        }
        file.tally = report::tally_of(file);
    }

    /// Two columns of one name would be told apart by nobody, and in JSON one would be lost.
    bool names_differ() {
        std::set<std::string> seen;
        for (auto const& output : report::score_table(scored_->file).columns) {
            if (seen.insert(output.key).second) continue;
            outcome_.diagnostics.add(trouble("C009",
                                             "the scores would have two columns called '" + output.key +
                                                 "': one of the file, and one that is computed",
                                             request_.data, "rename the column in the file"));
        }
        return !outcome_.diagnostics.has_errors();
    }

    ScoreRequest const& request_;
    std::vector<Definition> const& definitions_;
    std::unique_ptr<ScoredData> scored_;
    Outcome<std::unique_ptr<ScoredData>> outcome_;
};

}  // namespace

Outcome<std::unique_ptr<ScoredData>> score(ScoreRequest const& request,
                                           std::vector<Definition> const& definitions) {
    return Scorer(request, definitions).run();
}

report::Receipt receipt_of(ScoreRequest const& request, std::vector<Definition> const& definitions,
                           ScoredData const& scored) {
    report::Receipt receipt;
    receipt.verb = "score";
    receipt.arguments = request.arguments;
    receipt.data = {request.data, scored.data_sha256, scored.data_bytes};
    for (auto const& definition : definitions) {
        auto const& card = definition.instrument->card;
        receipt.definitions.push_back({definition.instrument->id, card.version,
                                       std::string(word(card.status)), definition.origin, definition.sha256});
    }
    receipt.inputs = inputs_of(scored.read);
    receipt.decisions = scored.decisions;
    receipt.counts = report::counts_json(scored.file.tally.counts);
    for (auto const& code : scored.read.findings.counts())
        receipt.counts["findings"][code.code] = code.found;
    return receipt;
}

std::vector<document::Fact> facts_of(std::string const& data, std::string const& sha256,
                                     std::vector<Definition const*> const& definitions,
                                     std::vector<std::string> const& decisions) {
    std::vector<document::Fact> facts;
    facts.push_back({"Program", "quaestor " + std::string(version())});
    facts.push_back({"Data", data});
    facts.push_back({"Data, SHA-256", sha256});
    for (auto const* definition : definitions) {
        auto const& instrument = *definition->instrument;
        facts.push_back({"Definition", instrument.id + ", " + definition->origin + ", " +
                                           std::string(word(instrument.card.status))});
        facts.push_back({"Definition, SHA-256", definition->sha256});
        for (auto const& source : instrument.card.sources) {
            facts.push_back({"Source", source.text + (source.doi.empty() ? "" : ", doi " + source.doi)});
        }
        facts.push_back(
            {"Licence", std::string(word(instrument.card.licence)) + ": " + instrument.card.licence_text});
    }
    for (auto const& decision : decisions)
        facts.push_back({"Decided", decision});
    return facts;
}

}  // namespace quaestor::study
