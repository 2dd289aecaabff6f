#include "scoring/run.hpp"

#include "scoring/decoder.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <thread>

namespace quaestor::scoring {
namespace {

/// One thread's registers, and how they are filled.
class Worker {
public:
    Worker(instrument::Instrument const& instrument, Plan const& plan, Binding const& binding,
           data::Table const& table)
        : instrument_(instrument),
          plan_(plan),
          binding_(binding),
          table_(table),
          registers_(plan.registers),
          by_label_(instrument.items.size()) {
        for (std::size_t i = 0; i < instrument.items.size(); ++i) {
            decoders_.emplace_back();
            auto const& set = instrument.responses[instrument.items[i].responses];
            if (binding.item_columns[i]) decoders_.back().emplace(set, table, *binding.item_columns[i]);
        }
        for (auto const& constant : plan.constants) {
            std::fill(registers_[constant.out].values.begin(), registers_[constant.out].values.end(),
                      constant.value);
        }
        for (auto const& step : plan.steps) {
            std::vector<RegisterColumn const*> arguments;
            for (auto const argument : step.arguments)
                arguments.push_back(&registers_[argument]);
            arguments_.push_back(std::move(arguments));
        }
        passports_.resize(instrument.scales.size());
        for (auto& passports : passports_)
            passports.resize(batch_rows);
    }

    void run(std::size_t first, std::size_t rows, Scores& scores, data::Findings& findings) {
        compute(first, rows, findings);
        store(plan_, registers_, passports_, first, rows, scores);
    }

    /// Cells of each item so far that held a label in place of a code.
    [[nodiscard]] std::vector<std::size_t> const& by_label() const { return by_label_; }

    RowRegisters run_row(std::size_t row) {
        data::Findings findings;  // told where the file is scored
        compute(row, 1, findings);
        RowRegisters out;
        for (auto const& column : registers_) {
            out.values.push_back(column.values[0]);
            out.states.push_back(column.states[0]);
        }
        for (auto const& passports : passports_)
            out.passports.push_back(passports[0]);
        return out;
    }

    [[nodiscard]] ItemBatch items(std::size_t first, std::size_t rows, std::size_t thread) const {
        ItemBatch batch;
        batch.first_row = first;
        batch.rows = rows;
        batch.thread = thread;
        for (auto const item : plan_.answers)
            batch.items.push_back(&registers_[item]);
        for (auto const check : plan_.checks)
            batch.checks.push_back(&registers_[check]);
        for (auto const item : plan_.items)
            batch.decoded.push_back(&registers_[item]);
        for (auto const covariate : plan_.covariates)
            batch.covariates.push_back(&registers_[covariate]);
        return batch;
    }

private:
    void compute(std::size_t first, std::size_t rows, data::Findings& findings) {
        decode(first, rows, findings);
        for (std::size_t s = 0; s < plan_.steps.size(); ++s) {
            auto const& step = plan_.steps[s];
            auto const passports = step.kind == StepKind::aggregate ? std::span<Passport>(passports_[step.index])
                                                                    : std::span<Passport>();
            run_step(plan_, step, arguments_[s], rows, registers_[step.out], passports);
        }
    }

    void decode(std::size_t first, std::size_t rows, data::Findings& findings) {
        for (std::size_t i = 0; i < plan_.items.size(); ++i) {
            auto& out = registers_[plan_.items[i]];
            if (decoders_[i]) {
                by_label_[i] += decoders_[i]->run(first, rows, out, findings);
            } else {
                std::fill_n(out.states.begin(), rows, State{MissingReason::blank, false});
            }
        }
        for (std::size_t i = 0; i < plan_.covariates.size(); ++i) {
            auto& out = registers_[plan_.covariates[i]];
            if (binding_.covariate_columns[i]) {
                decode_covariate(instrument_.covariates[i], table_, *binding_.covariate_columns[i], first,
                                 rows, out, findings);
            } else {
                std::fill_n(out.states.begin(), rows, State{MissingReason::blank, false});
            }
        }
    }

    instrument::Instrument const& instrument_;
    Plan const& plan_;
    Binding const& binding_;
    data::Table const& table_;
    std::vector<RegisterColumn> registers_;
    std::vector<std::optional<ItemDecoder>> decoders_;
    std::vector<std::vector<RegisterColumn const*>> arguments_;  ///< by step
    std::vector<std::vector<Passport>> passports_;               ///< by scale
    std::vector<std::size_t> by_label_;                          ///< by item
};

/// Findings of one batch come item by item; people read them row by row.
data::Findings by_row(data::Findings const& findings) {
    std::vector<std::size_t> order(findings.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return findings[a].row < findings[b].row; });
    data::Findings sorted;
    for (auto const i : order)
        sorted.add(findings[i]);
    return sorted;
}

}  // namespace

Scores room_for(Plan const& plan, std::size_t rows) {
    Scores scores;
    scores.rows = rows;
    for (auto const& output : plan.results) {
        ResultColumn column;
        column.ref = output.ref;
        column.values.resize(rows);
        column.reasons.resize(rows);
        if (output.ref.kind == instrument::ResultKind::scale) column.passports.resize(rows);
        for (auto const& band : output.bands)
            column.bands.push_back({band.name, std::vector<std::int32_t>(rows)});
        for (auto const& norm : output.norms)
            column.norms.push_back({norm.norms, std::vector<double>(rows)});
        scores.results.push_back(std::move(column));
    }
    scores.flags.assign(plan.flags.size(), std::vector<FlagState>(rows));
    scores.by_label.resize(plan.items.size());
    return scores;
}

void store(Plan const& plan, std::span<RegisterColumn const> registers,
           std::span<std::vector<Passport> const> passports, std::size_t first, std::size_t rows, Scores& scores) {
    for (std::size_t r = 0; r < plan.results.size(); ++r) {
        auto const& output = plan.results[r];
        auto const& value = registers[output.value];
        auto& column = scores.results[r];
        for (std::size_t i = 0; i < rows; ++i) {
            column.values[first + i] = value.values[i];
            column.reasons[first + i] = value.states[i].reason;
        }
        if (output.ref.kind == instrument::ResultKind::scale) {
            std::copy_n(passports[output.ref.index].begin(), rows,
                        column.passports.begin() + static_cast<std::ptrdiff_t>(first));
        }
        for (std::size_t k = 0; k < output.bands.size(); ++k) {
            auto const& band = registers[output.bands[k].band];
            for (std::size_t i = 0; i < rows; ++i) {
                bool const there = band.states[i].reason == MissingReason::none;
                column.bands[k].places[first + i] =
                    there ? static_cast<std::int32_t>(band.values[i]) : -1;
            }
        }
        for (std::size_t k = 0; k < output.norms.size(); ++k) {
            auto const& norm = registers[output.norms[k].value];
            for (std::size_t i = 0; i < rows; ++i) {
                bool const there = norm.states[i].reason == MissingReason::none;
                column.norms[k].values[first + i] = there ? norm.values[i] : std::nan("");
            }
        }
    }
    for (std::size_t f = 0; f < plan.flags.size(); ++f) {
        auto const& condition = registers[plan.flags[f]];
        for (std::size_t i = 0; i < rows; ++i)
            scores.flags[f][first + i] = flag_state(condition, i);
    }
}

FlagState flag_state(RegisterColumn const& condition, std::size_t row) {
    if (condition.states[row].reason != MissingReason::none) return FlagState::undetermined;
    return condition.values[row] != 0 ? FlagState::yes : FlagState::no;
}

std::string_view word(FlagState state) {
    switch (state) {
        case FlagState::no:
            return "no";
        case FlagState::yes:
            return "yes";
        case FlagState::undetermined:
            return "undetermined";
    }
    return "";
}

RowRegisters run_row(instrument::Instrument const& instrument, Plan const& plan, Binding const& binding,
                     data::Table const& table, std::size_t row) {
    return Worker(instrument, plan, binding, table).run_row(row);
}

std::size_t threads_of(std::size_t rows, unsigned jobs) {
    auto const batches = (rows + batch_rows - 1) / batch_rows;
    auto const wished = jobs != 0 ? jobs : std::max(1U, std::thread::hardware_concurrency());
    return std::max<std::size_t>(1, std::min<std::size_t>(wished, batches));
}

Scores run(instrument::Instrument const& instrument, Plan const& plan, Binding const& binding,
           data::Table const& table, data::Findings& findings, RunOptions const& options) {
    auto const rows = table.row_count();
    auto scores = room_for(plan, rows);
    auto const batches = (rows + batch_rows - 1) / batch_rows;
    auto const jobs = threads_of(rows, options.jobs);

    // Each thread takes one run of neighbouring batches, so findings are in order when theirs are set one
    // after another.
    std::vector<data::Findings> found(jobs);
    std::vector<std::vector<std::size_t>> by_label(jobs);
    std::vector<std::exception_ptr> failures(jobs);
    auto const work = [&](std::size_t job) {
        try {
            Worker worker(instrument, plan, binding, table);
            for (auto batch = batches * job / jobs; batch < batches * (job + 1) / jobs; ++batch) {
                auto const first = batch * batch_rows;
                auto const count = std::min(batch_rows, rows - first);
                data::Findings here;
                worker.run(first, count, scores, here);
                if (!here.empty()) found[job].append(by_row(here));
                if (options.observe) options.observe(worker.items(first, count, job));
            }
            by_label[job] = worker.by_label();
        } catch (...) {
            failures[job] = std::current_exception();
        }
    };
    std::vector<std::thread> threads;
    for (std::size_t job = 1; job < jobs; ++job)
        threads.emplace_back(work, job);
    work(0);
    for (auto& thread : threads)
        thread.join();
    for (auto const& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
    for (auto const& part : found)
        findings.append(part);
    for (auto const& part : by_label)
        std::transform(part.begin(), part.end(), scores.by_label.begin(), scores.by_label.begin(),
                       std::plus());
    return scores;
}

}  // namespace quaestor::scoring
