#include "report/tally.hpp"

#include "report/scores.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::report {
namespace {

PartTally tally_of(ScoredInstrument const& part, std::size_t rows) {
    auto const& instrument = *part.instrument;
    PartTally tally;
    for (auto const& column : part.scores->results) {
        ResultTally result;
        for (std::size_t row = 0; row < rows && is_number(instrument, column.ref); ++row) {
            if (column.reasons[row] == MissingReason::none) result.spread.add(column.values[row]);
        }
        for (auto const& bands : column.bands) {
            auto& people = result.bands.emplace_back();
            for (auto const place : bands.places) {
                if (place >= 0) ++people[place];
            }
        }
        tally.results.push_back(std::move(result));
    }
    for (auto const& states : part.scores->flags) {
        auto& people = tally.flags.emplace_back();
        for (std::size_t row = 0; row < rows; ++row) {
            if (part.asked(row)) ++people[static_cast<std::size_t>(states[row])];
        }
    }
    for (std::size_t row = 0; row < rows; ++row) {
        if (!part.asked(row)) continue;
        ++tally.asked;
        ++tally.forms[static_cast<std::size_t>(part.screen->forms()[row].verdict)];
    }
    return tally;
}

}  // namespace

void Counts::add(Counts const& other) {
    rows += other.rows;
    scored += other.scored;
    partly += other.partly;
    not_scored += other.not_scored;
    refused += other.refused;
    elsewhere += other.elsewhere;
}

void Spread::add(double value, std::uint64_t times) {
    if (times == 0) return;
    constexpr double largest_to_square = 1e140;
    n_ += times;
    low_ = std::fmin(low_, value);
    high_ = std::fmax(high_, value);
    if (std::abs(value) > largest_to_square) {
        beyond_ = true;
        return;
    }
    sum_.add(value, times);
    auto const square = value * value;
    squares_.add(square, times);
    squares_.add(std::fma(value, value, -square), times);
}

void Spread::add(Spread const& other) {
    if (other.n_ == 0) return;
    n_ += other.n_;
    beyond_ = beyond_ || other.beyond_;
    sum_.add(other.sum_);
    squares_.add(other.squares_);
    low_ = std::fmin(low_, other.low_);
    high_ = std::fmax(high_, other.high_);
}

Spread CountedSpread::spread() const {
    auto all = all_others_;
    for (auto const& counted : counted_)
        all.add(counted.value, counted.times);
    return all;
}

double Spread::mean() const {
    if (n_ == 0 || beyond_) return std::nan("");
    return static_cast<double>(sum_.value() / static_cast<long double>(n_));
}

double Spread::sd() const {
    if (n_ < 2 || beyond_) return std::nan("");
    // The sum of (x - m)^2 for m close to the mean, from exact sums of x and x^2: nothing is lost where people differ
    // little and are far from zero.
    auto const m = mean();
    auto about_mean = squares_;
    auto const add_product = [&](double a, double b, std::uint64_t times) {
        auto const product = a * b;
        about_mean.add(product, times);
        about_mean.add(std::fma(a, b, -product), times);
    };
    auto rest = sum_;
    for (int part = 0; part < 3; ++part) {
        auto const leading = static_cast<double>(rest.value());
        rest.add(-leading);
        add_product(-2 * m, leading, 1);
    }
    add_product(m, m, n_);
    return static_cast<double>(std::sqrt(std::max(0.0L, about_mean.value()) / static_cast<long double>(n_ - 1)));
}

void PartTally::add(PartTally const& other) {
    if (results.empty()) results.resize(other.results.size());
    for (std::size_t r = 0; r < other.results.size(); ++r) {
        auto& mine = results[r];
        auto const& theirs = other.results[r];
        mine.spread.add(theirs.spread);
        mine.bands.resize(theirs.bands.size());
        for (std::size_t b = 0; b < theirs.bands.size(); ++b) {
            for (auto const& [place, people] : theirs.bands[b])
                mine.bands[b][place] += people;
        }
    }
    if (flags.empty()) flags.resize(other.flags.size());
    for (std::size_t f = 0; f < other.flags.size(); ++f) {
        for (std::size_t state = 0; state < flags[f].size(); ++state)
            flags[f][state] += other.flags[f][state];
    }
    for (std::size_t verdict = 0; verdict < forms.size(); ++verdict)
        forms[verdict] += other.forms[verdict];
    asked += other.asked;
}

void Tally::add(Tally const& other) {
    counts.add(other.counts);
    if (parts.empty()) parts.resize(other.parts.size());
    for (std::size_t p = 0; p < other.parts.size(); ++p)
        parts[p].add(other.parts[p]);
}

bool counts_for_row(instrument::Instrument const& instrument, instrument::ResultRef ref) {
    return instrument.scales.empty() || ref.kind == instrument::ResultKind::scale;
}

bool is_number(instrument::Instrument const& instrument, instrument::ResultRef ref) {
    return ref.kind == instrument::ResultKind::scale ||
           instrument.scores[ref.index].expression.type == instrument::ValueType::number;
}

Tally tally_of(ScoredFile const& file) {
    Tally tally;
    auto const rows = file.table->row_count();
    for (auto const& part : file.parts)
        tally.parts.push_back(tally_of(part, rows));
    tally.counts.elsewhere = file.elsewhere;
    tally.counts.rows = file.elsewhere;
    for (std::size_t row = 0; row < rows; ++row) {
        if (file.table->refused(row)) {
            ++tally.counts.rows;
            ++tally.counts.refused;
            continue;
        }
        std::size_t there = 0;
        std::size_t all = 0;
        for (auto const& part : file.parts) {
            for (auto const& column : part.scores->results) {
                if (!counts_for_row(*part.instrument, column.ref) || !part.asked(row)) continue;
                ++all;
                if (column.reasons[row] == MissingReason::none) ++there;
            }
        }
        tally.counts.add_row(there, all);
    }
    return tally;
}

}  // namespace quaestor::report
