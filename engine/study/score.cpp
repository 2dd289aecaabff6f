#include "study/score.hpp"

#include "base/text.hpp"
#include "coding/clues.hpp"
#include "data/csv/read.hpp"
#include "data/exports/unfold.hpp"
#include "data/statistics_package/package_table.hpp"
#include "document/write/csv.hpp"
#include "report/scores_json.hpp"
#include "scoring/codes.hpp"
#include "scoring/compile.hpp"
#include "study/bulk/opening.hpp"
#include "study/bulk/repeats.hpp"
#include "study/coding.hpp"
#include "study/exported.hpp"
#include "study/input.hpp"
#include "study/mapping.hpp"
#include "study/people.hpp"
#include "study/provenance.hpp"
#include "study/responses.hpp"
#include "study/wave_proposal.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <thread>
#include <utility>

namespace quaestor::study {
namespace {

/// Names under which files say who it is, by their letters alone: "Patient ID" is patientid. A column is only
/// taken by its name, never by its content.
constexpr std::array<std::string_view, 17> id_names{
    "id",       "patientid", "participantid", "respondentid", "personid",    "subjectid",
    "clientid", "caseid",    "recordid",      "patient",      "participant", "respondent",
    "subject",  "client",    "studyid",       "pid",          "patientno"};

bool names_a_person(std::string_view name) {
    std::string letters;
    for (char const c : text::lower_ascii(name)) {
        if (c != '_' && c != '-' && c != ' ' && c != '.') letters += c;
    }
    return std::find(id_names.begin(), id_names.end(), letters) != id_names.end();
}

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
        if (read() && lengthen() && bind() && prove_decimal() && columns() && look_for_repeats()) {
            compute();
            if (names_differ()) outcome_.value = std::move(scored_);
        }
        return std::move(outcome_);
    }

    /// The same, line by line to `sink`; none where the file, or what is asked of it, wants the other way.
    std::optional<Outcome<std::unique_ptr<ScoredData>>> run_in_bulk(bulk::Sink const& sink) {
        if (!begin()) return std::nullopt;
        auto const& windows = opening_.windows;
        auto const opened = std::exchange(outcome_.diagnostics, {});
        auto const decided_first = opening_.decided_of_rows;
        if (!bind() || !declares_no_answers() || !no_rows()) return std::nullopt;
        auto const bound = std::exchange(outcome_.diagnostics, {});
        auto const decided_then = scored_->decisions.size();
        if (!columns() || !names_differ()) return std::nullopt;

        bulk_.shape = scored_->file;
        for (std::size_t p = 0; p < bulk_.parts.size(); ++p) {
            auto& part = bulk_.parts[p];
            if (part.tabled != nullptr)
                part.lines = std::make_unique<report::PartLines>(bulk_.shape, p, *part.tabled);
        }
        auto const jobs =
            request_.jobs != 0 ? request_.jobs : std::max(1U, std::thread::hardware_concurrency());
        bulk::Outcome done;
        if (sink.begin(report::score_table(bulk_.shape))) {
            done = bulk::run(bulk_, *windows, jobs, sink, request_.progress);
        } else {
            done.end = bulk::Outcome::End::not_written;
        }
        if (done.end == bulk::Outcome::End::not_written) return std::move(outcome_);
        if (done.end != bulk::Outcome::End::done) return std::nullopt;
        auto const sha256 = request_.hashes ? windows->sha256() : std::string();

        std::vector<data::csv::NamedWitness> witnesses;
        for (std::size_t u = 0; u < bulk_.used.size(); ++u)
            witnesses.push_back({bulk_.header.names[bulk_.used[u]], done.witnesses[u]});
        data::csv::Notation notation{bulk_.notation};
        if (opening_.package == nullptr)
            notation =
                data::csv::find_notation(request_.data, witnesses, bulk_.delimiter, request_.reading.csv);
        if (notation.notation != bulk_.notation) return std::nullopt;
        std::vector<std::string> decided_of_rows;
        auto const rows = tell_rows(done, decided_of_rows);
        if (rows.has_errors()) return std::nullopt;

        auto& findings = scored_->read.findings;
        findings = std::move(done.of_rows);
        if (!done.ids_ascend && !tell_repeats_of(*windows, done.rows.rows)) return std::nullopt;

        auto& decisions = scored_->decisions;
        decisions.insert(at(decided_then), notation.decisions.begin(), notation.decisions.end());
        decisions.insert(at(decided_first), decided_of_rows.begin(), decided_of_rows.end());
        auto const chosen = std::exchange(outcome_.diagnostics, {});
        for (auto const& part : {opened, rows, bound, notation.diagnostics, chosen})
            outcome_.diagnostics.append(part);
        for (std::size_t p = 0; p < done.of_cells.size(); ++p) {
            findings.append(std::move(done.of_cells[p]));
            tell_labels(*bulk_.parts[p].instrument, done.by_label[p], request_.data, decisions,
                        outcome_.diagnostics);
        }
        std::vector<coding::Conclusion> conclusions;
        for (auto const& detective : done.detectives)
            conclusions.push_back(detective.conclude());
        tell_clues(conclusions);
        scored_->file.tally = std::move(done.tally);
        scored_->data_sha256 = sha256;
        scored_->data_bytes = windows->size();
        outcome_.value = std::move(scored_);
        return std::move(outcome_);
    }

private:
    [[nodiscard]] std::vector<std::string>::iterator at(std::size_t decision) {
        return scored_->decisions.begin() + static_cast<std::ptrdiff_t>(decision);
    }

    /// The beginning of the file as a table, where all of it can be scored window by window.
    bool begin() {
        if (!request_.waves.empty()) return false;
        auto opened =
            bulk::open_in_bulk(request_.data, reading_options(), request_.window_bytes, request_.hashes);
        if (!opened) return false;
        opening_ = std::move(*opened);
        scored_->read = std::move(opening_.head);
        scored_->read.findings = {};
        scored_->decisions = opening_.decisions;
        outcome_.diagnostics = opening_.diagnostics;
        auto const& csv = request_.reading.csv;
        bulk_.file = data::shown_name(request_.data);
        bulk_.header = opening_.header;
        bulk_.delimiter = opening_.delimiter;
        bulk_.declared = opening_.declared;
        bulk_.missing_codes = request_.reading.exports.missing.size();
        bulk_.limits = csv.limits;
        bulk_.lines_are_final = request_.lines_are_final && !csv.decimal && opening_.package == nullptr;
        if (csv.decimal) bulk_.notation = {*csv.decimal, true};
        return true;
    }

    /// No answer is among the numbers that the file declares as missing: else which of them occur has to be
    /// said.
    [[nodiscard]] bool declares_no_answers() const {
        for (auto const& part : scored_->parts) {
            auto const& instrument = *part.definition->instrument;
            for (std::size_t i = 0; i < instrument.items.size() && opening_.package != nullptr; ++i) {
                auto const column = part.binding.item_columns[i];
                auto const& set = instrument.responses[instrument.items[i].responses];
                if (!column || opening_.declared[*column].empty()) continue;
                if (set.kind != instrument::ResponseKind::options) return false;
                for (auto const& option : set.options) {
                    bool const answer = option.kind == instrument::OptionKind::answer;
                    if (answer && option.number &&
                        scored_->read.table.column(*column).info().declares_missing(*option.number))
                        return false;
                }
            }
        }
        return true;
    }

    /// What there is to say of all rows and cells of the file as it was read, and what was decided.
    Diagnostics tell_rows(bulk::Outcome& done, std::vector<std::string>& decisions) const {
        if (opening_.package != nullptr) {
            decisions =
                data::package::decided_of_cells(opening_.package->dates(), opening_.package->declared());
            return {};
        }
        done.rows.blank_lines += opening_.blank_lines;
        auto told = data::csv::tell_rows(bulk_.file, done.rows, done.of_rows, decisions);
        auto const& codes = request_.reading.exports.missing;
        if (!codes.empty())
            told.append(data::exports::tell_missing(bulk_.file, done.missing.of(codes), decisions));
        return told;
    }

    bool tell_repeats_of(data::csv::Windows& windows, std::size_t rows) {
        auto const& file = scored_->file;
        std::vector<std::size_t> columns{*file.id};
        if (file.wave) columns.push_back(*file.wave);
        auto const repeats = bulk::repeated_rows(bulk_, windows, columns, rows);
        if (!repeats) return false;
        // The one column that tells rows of one id apart.
        std::optional<std::size_t> telling;
        auto const& table = scored_->read.table;
        for (std::size_t c = 0; c < table.column_count() && repeats->count > 0 && !file.wave; ++c) {
            if (c == *file.id || !names_a_wave(table.column(c).name())) continue;
            auto const apart = bulk::repeated_rows(bulk_, windows, {*file.id, c}, rows);
            if (!apart) return false;
            if (apart->count > 0) continue;
            if (telling) {
                telling.reset();
                break;
            }
            telling = c;
        }
        outcome_.diagnostics.append(tell_repeats(*repeats, table, *file.id, file.wave, telling, request_.data,
                                                 scored_->read.findings));
        return true;
    }

    /// The table keeps its columns only; the instruments have scored nobody yet.
    bool no_rows() {
        auto& file = scored_->file;
        scored_->read.table.keep_rows({});
        bulk_.used = used_columns();
        for (auto& scored : scored_->parts) {
            auto& part = bulk_.parts.emplace_back();
            part.instrument = &*scored.definition->instrument;
            part.binding = &scored.binding;
            part.plan = scoring::compile(*part.instrument);
        }
        for (std::size_t p = 0; p < bulk_.parts.size(); ++p) {
            auto& part = bulk_.parts[p];
            auto& scored = scored_->parts[p];
            auto tabled = scoring::Tabled::make(*part.instrument, part.plan, *part.binding, bulk_.notation);
            if (tabled && validity::ShortScreen::can_look_at(*tabled))
                part.tabled = std::make_unique<scoring::Tabled>(std::move(*tabled));
            scored.scores = scoring::room_for(part.plan, 0);
            scored.screen = std::make_unique<validity::Screen>(*part.instrument, scored_->read.table);
        }
        point_at_parts();
        file.tally.parts.resize(bulk_.parts.size());
        return true;
    }

    [[nodiscard]] data::ReadOptions reading_options() const {
        auto reading = request_.reading;
        reading.csv.prove_decimal = false;  // only the columns in use are of account
        reading.exports.named = request_.carry;
        if (request_.id) reading.exports.named.push_back(*request_.id);
        if (request_.wave) reading.exports.named.push_back(*request_.wave);
        return reading;
    }

    bool read() {
        auto input = hashed_input(request_.data, reading_options());
        outcome_.diagnostics.append(std::move(input.diagnostics));
        if (!input.value) return false;
        scored_->data_sha256 = std::move(input.value->sha256);
        scored_->data_bytes = input.value->bytes;
        scored_->read = std::move(input.value->read);
        scored_->decisions = scored_->read.decisions;
        return true;
    }

    [[nodiscard]] std::vector<instrument::Instrument const*> instruments() const {
        std::vector<instrument::Instrument const*> all;
        for (auto const& definition : definitions_)
            all.push_back(&*definition.instrument);
        return all;
    }

    /// Waves that stand side by side become rows.
    bool lengthen() {
        if (request_.waves.empty()) return true;
        auto waves = make_long(scored_->read, request_.waves, instruments(), request_.data);
        outcome_.diagnostics.append(std::move(waves.diagnostics));
        if (!waves.value) return false;
        scored_->decisions.insert(scored_->decisions.end(), waves.value->decisions.begin(),
                                  waves.value->decisions.end());
        scored_->waves = std::move(waves.value);
        return true;
    }

    void propose(std::vector<scoring::Binding const*> const& bound) {
        if (!request_.waves.empty()) return;
        outcome_.diagnostics.append(propose_waves(scored_->read.table, instruments(), bound, request_.data));
    }

    bool bind() {
        auto said = bind_columns();
        std::vector<Definition const*> all;
        for (auto const& definition : definitions_)
            all.push_back(&definition);
        outcome_.diagnostics.append(with_map_proposed(said, request_.data, all, request_.map));
        std::vector<scoring::Binding const*> bindings;
        for (auto const& part : scored_->parts)
            bindings.push_back(&part.binding);
        if (scored_->parts.size() != definitions_.size()) {
            propose({});
            return false;
        }
        if (!outcome_.diagnostics.has_errors()) look_at_export();
        if (!outcome_.diagnostics.has_errors() && scored_->waves) look_at_waves(bindings);
        if (outcome_.diagnostics.has_errors()) return false;
        propose(bindings);
        return true;
    }

    Diagnostics bind_columns() {
        Diagnostics said;
        auto const all = instruments();
        auto const mapped = mapped_columns(request_.map, all, scoring::MapUse::together, scored_->read.table,
                                           request_.data, scored_->read.others, said);
        if (!mapped) return said;
        std::vector<scoring::Binding const*> bindings;
        scored_->parts.reserve(definitions_.size());
        for (std::size_t i = 0; i < definitions_.size(); ++i) {
            auto binding = scoring::bind(*all[i], scored_->read.table, request_.data, mapped_for(*mapped, i));
            said.append(std::move(binding.diagnostics));
            if (!binding.value) continue;
            for (auto const& decision : binding.value->decisions)
                scored_->decisions.push_back(decision);
            scored_->parts.push_back({&definitions_[i], std::move(*binding.value), {}, {}, nullptr});
        }
        if (scored_->parts.size() != definitions_.size()) return said;
        for (auto const& part : scored_->parts)
            bindings.push_back(&part.binding);
        said.append(scoring::shared_columns(all, bindings, scored_->read.table, request_.data));
        return said;
    }

    /// Which wave asked what.
    void look_at_waves(std::vector<scoring::Binding const*> const& bindings) {
        auto const& waves = *scored_->waves;
        auto const& table = scored_->read.table;
        std::vector<bool> any(waves.names.size());
        for (auto& part : scored_->parts) {
            auto asked = asked_in(waves, *part.definition->instrument, part.binding, table, request_.data);
            outcome_.diagnostics.append(std::move(asked.diagnostics));
            if (!asked.value) continue;
            for (std::size_t wave = 0; wave < any.size(); ++wave) {
                any[wave] = any[wave] || (*asked.value)[wave];
                if ((*asked.value)[wave]) continue;
                scored_->decisions.push_back("waves: " + part.definition->instrument->id +
                                             " was not asked in '" + waves.names[wave] + "'");
            }
            if (std::find(asked.value->begin(), asked.value->end(), false) == asked.value->end()) continue;
            part.asked.resize(table.row_count(), true);
            for (std::size_t row = 0; row < table.row_count(); ++row) {
                if (!(*asked.value)[table.turns().turn[row]]) part.asked[row] = false;
            }
        }
        for (std::size_t wave = 0; wave < any.size(); ++wave) {
            if (any[wave] || outcome_.diagnostics.has_errors()) continue;
            outcome_.diagnostics.add(
                trouble(std::string(scoring::code::wave_items),
                        "--waves: wave '" + waves.names[wave] + "' has the items of none of the instruments",
                        request_.data, "leave it out of --waves, or rename its columns"));
        }
        if (!outcome_.diagnostics.has_errors())
            outcome_.diagnostics.append(tell_unanswered(waves, bindings, table, request_.data));
    }

    void look_at_export() {
        std::vector<Bound> bound;
        for (auto const& part : scored_->parts)
            bound.push_back({&*part.definition->instrument, &part.binding});
        outcome_.diagnostics.append(compare_codes(scored_->read, bound, request_.data));
        outcome_.diagnostics.append(compare_responses(scored_->read, bound, request_.data));
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
        for (auto const& places : table.turns().places) {
            for (std::size_t c = 0; c < places.size(); ++c) {
                if (!text::equal_ignoring_case(places[c].name, name)) continue;
                auto const& own = table.column(c).name();
                outcome_.diagnostics.add(trouble(
                    "C005",
                    option + ": '" + name + "' is a column of one wave; of all waves it is '" + own + "'",
                    request_.data, option + " " + own));
                return std::nullopt;
            }
        }
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
        if (scored_->waves) file.wave = scored_->waves->column;
        if (request_.id) {
            file.id = column(*request_.id, "--id");
        } else {
            find_id();
        }
        auto const carry = [&](std::size_t c) {
            if (c == file.id || std::find(file.carried.begin(), file.carried.end(), c) != file.carried.end())
                return;
            file.carried.push_back(c);
        };
        for (auto const c : scored_->read.exported.key)
            carry(c);
        for (auto const& name : request_.carry) {
            if (auto const c = column(name, "--carry")) carry(*c);
        }
        if (outcome_.diagnostics.has_errors()) return false;
        return true;
    }

    bool look_for_repeats() {
        auto const& file = scored_->file;
        // Where an export says what tells the rows of one id apart, its reader has looked at all of that.
        if (file.id && scored_->read.exported.key.empty())
            outcome_.diagnostics.append(report_repeats(scored_->read, *file.id, file.wave, request_.data));
        leave_out_other_columns();
        return true;
    }

    /// Of items and covariates, ascending.
    [[nodiscard]] std::vector<std::size_t> used_columns() const {
        std::set<std::size_t> used;
        for (auto const& part : scored_->parts) {
            for (auto const* columns : {&part.binding.item_columns, &part.binding.covariate_columns}) {
                for (auto const& c : *columns) {
                    if (c) used.insert(*c);
                }
            }
        }
        return {used.begin(), used.end()};
    }

    bool prove_decimal() {
        auto& read = scored_->read;
        if (read.delimiter == '\0') return true;
        auto columns = used_columns();
        if (read.table.origin() != data::Origin::none) {
            columns.resize(read.table.column_count());
            std::iota(columns.begin(), columns.end(), std::size_t{0});
        }
        auto const known = read.decisions.size();
        data::prove_decimal(request_.data, columns, request_.reading.csv, read, outcome_.diagnostics);
        scored_->decisions.insert(scored_->decisions.end(),
                                  read.decisions.begin() + static_cast<std::ptrdiff_t>(known),
                                  read.decisions.end());
        return true;
    }

    /// What is wrong in columns that nothing is made of is no problem of this run.
    void leave_out_other_columns() {
        std::set<std::size_t> used(scored_->file.carried.begin(), scored_->file.carried.end());
        if (scored_->file.id) used.insert(*scored_->file.id);
        if (scored_->file.wave) used.insert(*scored_->file.wave);
        for (auto const column : used_columns())
            used.insert(column);
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
            if (!taken.contains(c) && names_a_person(table.column(c).name())) candidates.push_back(c);
        }
        if (candidates.size() == 1) {
            scored_->file.id = candidates.front();
            scored_->decisions.push_back("id: column '" + table.column(candidates.front()).name() +
                                         "', by its name (--id chooses another)");
        } else {
            scored_->decisions.push_back("id: none, rows are known by their " +
                                         std::string(table.line_word()) + " (--id names a column)");
        }
    }

    void compute() {
        auto& file = scored_->file;
        auto const& table = scored_->read.table;
        auto& findings = scored_->read.findings;
        std::vector<coding::Conclusion> conclusions;
        for (auto& part : scored_->parts) {
            auto const& instrument = *part.definition->instrument;
            part.screen = std::make_unique<validity::Screen>(instrument, table);
            std::vector<coding::Detective> detectives(scoring::threads_of(table.row_count(), request_.jobs),
                                                      coding::Detective(instrument, part.binding));
            scoring::RunOptions options;
            options.jobs = request_.jobs;
            options.observe = [&](scoring::ItemBatch const& batch) {
                part.screen->look(batch);
                detectives[batch.thread].add(batch, table);
            };
            part.scores = scoring::run(instrument, scoring::compile(instrument), part.binding, table,
                                       findings, options);
            tell_labels(instrument, part.scores.by_label, request_.data, scored_->decisions,
                        outcome_.diagnostics);
            for (std::size_t i = 1; i < detectives.size(); ++i)
                detectives.front().merge(detectives[i]);
            conclusions.push_back(detectives.front().conclude());
        }
        tell_clues(conclusions);
        point_at_parts();
        file.tally = report::tally_of(file);
    }

    void tell_clues(std::vector<coding::Conclusion> const& conclusions) {
        scored_->file.clues = coding::clues_of(conclusions);
        outcome_.diagnostics.append(coding::said_of(scored_->file.clues, request_.data));
    }

    void point_at_parts() {
        auto& file = scored_->file;
        file.name = request_.data;
        file.table = &scored_->read.table;
        file.findings = &scored_->read.findings;
        for (auto const& part : scored_->parts) {
            file.parts.push_back({&*part.definition->instrument, &part.binding, &part.scores,
                                  part.screen.get(), part.asked.empty() ? nullptr : &part.asked});
        }
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
    bulk::Opening opening_;
    bulk::Plan bulk_;
};

}  // namespace

Outcome<std::unique_ptr<ScoredData>> score(ScoreRequest const& request,
                                           std::vector<Definition> const& definitions) {
    return Scorer(request, definitions).run();
}

std::optional<Outcome<std::unique_ptr<ScoredData>>> score_in_bulk(ScoreRequest const& request,
                                                                  std::vector<Definition> const& definitions,
                                                                  bulk::Sink const& sink) {
    return Scorer(request, definitions).run_in_bulk(sink);
}

report::Receipt receipt_of(ScoreRequest const& request, std::vector<Definition> const& definitions,
                           ScoredData const& scored) {
    auto receipt = receipt_for("score", request.arguments,
                               {request.data, scored.data_sha256, scored.data_bytes}, pointers_to(definitions));
    receipt.inputs = inputs_of(scored.read);
    receipt.decisions = scored.decisions;
    receipt.counts = report::counts_json(scored.file.tally.counts);
    count_findings(receipt, scored.read.findings);
    return receipt;
}

}  // namespace quaestor::study
