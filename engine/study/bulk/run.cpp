#include "study/bulk/run.hpp"

#include "study/bulk/window_scorer.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

namespace quaestor::study::bulk {
namespace {

using data::csv::Windows;

class Run {
public:
    Run(Plan const& plan, Windows& windows, Sink const& sink, Progress const& progress)
        : plan_(plan), windows_(windows), sink_(sink), progress_(progress), size_(windows.known_size()) {
        out_.of_cells.resize(plan.parts.size());
        out_.witnesses.resize(plan.used.size());
        out_.missing = {plan.declared.size(), plan.missing_codes};
    }

    Outcome with(unsigned jobs) {
        std::vector<std::unique_ptr<WindowScorer>> scorers;
        for (unsigned job = 0; job < jobs; ++job)
            scorers.push_back(std::make_unique<WindowScorer>(plan_));
        std::vector<std::thread> threads;
        for (unsigned job = 1; job < jobs; ++job)
            threads.emplace_back([&, job] { work(*scorers[job]); });
        work(*scorers[0]);
        for (auto& thread : threads)
            thread.join();
        if (failure_) std::rethrow_exception(failure_);
        for (auto const& scorer : scorers)
            conclude(*scorer);
        out_.ids_ascend = ids_.holds;
        return std::move(out_);
    }

private:
    void work(WindowScorer& scorer) {
        data::csv::Window window;
        WindowScores scores;
        try {
            while (take(window)) {
                bool const scored = scorer.score(window, scores);
                wait_for(window.number);
                if (stopped_) return;
                if (scored) {
                    commit(scores, window);
                } else {
                    stop(Outcome::End::another_way);
                }
                pass_on();
            }
        } catch (...) {
            std::lock_guard const lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
            stopped_ = true;
            turned_.notify_all();
        }
    }

    bool take(data::csv::Window& window) {
        std::lock_guard const lock(reading_);
        if (stopped_) return false;
        auto const next = windows_.next(window);
        if (next == Windows::Next::taken) return true;
        if (next != Windows::Next::end) stop(Outcome::End::another_way);
        return false;
    }

    void wait_for(std::size_t number) {
        std::unique_lock lock(mutex_);
        turned_.wait(lock, [&] { return turn_ == number || stopped_; });
    }
    void pass_on() {
        std::lock_guard const lock(mutex_);
        ++turn_;
        turned_.notify_all();
    }
    void stop(Outcome::End end) {
        std::lock_guard const lock(mutex_);
        if (!stopped_) out_.end = end;
        stopped_ = true;
        turned_.notify_all();
    }

    /// One thread at a time is here, in the order of the windows.
    void commit(WindowScores& scores, data::csv::Window const& window) {
        auto const rows_before = static_cast<std::uint32_t>(out_.rows.rows);
        out_.of_rows.append(scores.odd.of_rows, rows_before);
        for (std::size_t p = 0; p < scores.of_cells.size(); ++p)
            out_.of_cells[p].append(scores.of_cells[p], rows_before);
        out_.rows.add(scores.rows);
        ids_.then(scores.ids);
        auto const refused = out_.rows.refused;
        bool const none_readable = refused == out_.rows.rows && refused > plan_.limits.refused_at_first;
        if (none_readable || refused > data::csv::most_refused(plan_.limits, plan_.header.names.size()))
            return stop(Outcome::End::another_way);
        hash(window, scores.lines);
        if (!sink_.lines(scores.lines)) stop(Outcome::End::not_written);
        bytes_ += window.taken;
        if (progress_) progress_(out_.rows.rows, bytes_, size_);
    }

    void hash(data::csv::Window const& window, std::string_view lines) {
        auto* const of_file = windows_.hash_of_windows();
        if (of_file != nullptr && sink_.hash != nullptr) {
            Sha256::update_both(*of_file, window.of_file(), *sink_.hash, lines);
        } else if (of_file != nullptr) {
            of_file->update(window.of_file());
        } else if (sink_.hash != nullptr) {
            sink_.hash->update(lines);
        }
    }

    void conclude(WindowScorer const& scorer) {
        out_.tally.add(scorer.tally());
        out_.missing.add(scorer.missing());
        if (out_.detectives.empty()) {
            out_.detectives = scorer.detectives();
        } else {
            for (std::size_t p = 0; p < out_.detectives.size(); ++p)
                out_.detectives[p].merge(scorer.detectives()[p]);
        }
        auto const witnesses = scorer.witnesses();
        for (std::size_t u = 0; u < out_.witnesses.size(); ++u)
            out_.witnesses[u].hear(witnesses[u]);
        auto const by_label = scorer.by_label();
        out_.by_label.resize(by_label.size());
        for (std::size_t p = 0; p < out_.by_label.size(); ++p) {
            out_.by_label[p].resize(by_label[p].size());
            for (std::size_t i = 0; i < out_.by_label[p].size(); ++i)
                out_.by_label[p][i] += by_label[p][i];
        }
    }

    Plan const& plan_;
    Windows& windows_;
    Sink const& sink_;
    Progress const& progress_;
    std::optional<std::size_t> size_;  ///< of the file
    std::size_t bytes_ = 0;            ///< taken
    Outcome out_;
    Ascending ids_;
    std::mutex reading_;
    std::mutex mutex_;
    std::condition_variable turned_;
    std::size_t turn_ = 0;
    std::atomic<bool> stopped_ = false;
    std::exception_ptr failure_;
};

}  // namespace

Outcome run(Plan const& plan, Windows& windows, unsigned jobs, Sink const& sink, Progress const& progress) {
    return Run(plan, windows, sink, progress).with(std::max(1U, jobs));
}

}  // namespace quaestor::study::bulk
