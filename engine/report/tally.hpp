/// What the scores of many people come to, gathered a person at a time and in any order: who was scored, spread, bands,
/// flags and forms. The same people give the same numbers to the last bit, in however many parts they were gathered.
#pragma once

#include "instrument/model.hpp"
#include "numeric/exact_sum.hpp"
#include "scoring/run.hpp"
#include "validity/screen.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace quaestor::report {

/// rows = scored + partly + not_scored + refused + elsewhere. A row is scored when every scale of every instrument is; an
/// instrument without scales counts by its scores.
struct Counts {
    std::size_t rows = 0;
    std::size_t scored = 0;
    std::size_t partly = 0;
    std::size_t not_scored = 0;
    std::size_t refused = 0;
    std::size_t elsewhere = 0;  ///< of other events and forms

    void add(Counts const& other);
    /// Rows, of which some have all of the results that count, and others none of them.
    void add_rows(std::size_t all, std::size_t full, std::size_t none) {
        rows += all, scored += full, not_scored += none, partly += all - full - none;
    }
    /// A row of which so many of the results that count are there.
    void add_row(std::size_t there, std::size_t all) { ++rows, ++(there == all ? scored : there > 0 ? partly : not_scored); }
};

/// Of numbers that are there.
class Spread {
public:
    void add(double value, std::uint64_t times = 1);
    void add(Spread const& other);

    [[nodiscard]] std::uint64_t n() const { return n_; }
    /// NaN for nobody, and where a number is beyond 1e140.
    [[nodiscard]] double mean() const;
    /// n - 1; NaN for fewer than two.
    [[nodiscard]] double sd() const;
    [[nodiscard]] double low() const { return low_; }
    [[nodiscard]] double high() const { return high_; }

private:
    std::uint64_t n_ = 0;
    bool beyond_ = false;  ///< a number was too large for its square to be one
    numeric::ExactSum sum_;
    numeric::ExactSum squares_;
    double low_ = std::numeric_limits<double>::quiet_NaN();
    double high_ = std::numeric_limits<double>::quiet_NaN();
};

/// The same of many numbers of which most were there before: they are counted, and added up when somebody asks.
class CountedSpread {
public:
    void add(double value) {
        auto& here = counted_[(std::bit_cast<std::uint64_t>(value) * 0x9E3779B97F4A7C15U) >> (64U - bits_of_place)];
        if (here.times > 0 && here.value != value) all_others_.add(here.value, std::exchange(here.times, 0));
        here.value = value;
        ++here.times;
    }
    [[nodiscard]] Spread spread() const;

private:
    struct Counted {
        double value = 0;
        std::uint64_t times = 0;
    };
    static constexpr unsigned bits_of_place = 12;
    std::vector<Counted> counted_ = std::vector<Counted>(std::size_t{1} << bits_of_place);
    Spread all_others_;
};

struct ResultTally {
    Spread spread;                                            ///< of a number; of others nothing
    std::vector<std::map<std::int32_t, std::uint64_t>> bands; ///< for each set: people by place in Instrument::texts
};

/// Of one instrument. Rows of other events and forms take no part.
struct PartTally {
    std::vector<ResultTally> results;                 ///< as Scores::results
    std::vector<std::array<std::uint64_t, 3>> flags;  ///< by flag, then by FlagState
    std::array<std::uint64_t, 3> forms{};             ///< by Verdict
    std::uint64_t asked = 0;                          ///< rows, refused ones too

    void add(PartTally const& other);
};

struct Tally {
    Counts counts;
    std::vector<PartTally> parts;

    void add(Tally const& other);
};

/// Whether the result is one of those that make a row scored.
[[nodiscard]] bool counts_for_row(instrument::Instrument const& instrument, instrument::ResultRef ref);
[[nodiscard]] bool is_number(instrument::Instrument const& instrument, instrument::ResultRef ref);

struct ScoredFile;
/// Of all rows of the file.
[[nodiscard]] Tally tally_of(ScoredFile const& file);

}  // namespace quaestor::report
