/// What one step does to a batch: plain loops over columns of numbers and reasons. No definition, no file.
#pragma once

#include "base/missing.hpp"
#include "instrument/rounding.hpp"
#include "scoring/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace quaestor::scoring {

/// Rows that are worked on together: small enough that a few dozen registers stay in the cache.
inline constexpr std::size_t batch_rows = 512;

/// A cell's state: why it has no value, and whether its value rests on a prorated scale.
struct State {
    MissingReason reason = MissingReason::none;
    bool prorated = false;
};

/// One value for each row of a batch. Where the reason is not none, the value is 0 and means nothing.
struct RegisterColumn {
    std::vector<double> values = std::vector<double>(batch_rows);
    std::vector<State> states = std::vector<State>(batch_rows);
};

/// How a scale came about.
enum class How : std::uint8_t { complete, prorated, partial, not_scored };

[[nodiscard]] std::string_view word(How how);

/// Of one scale and row.
struct Passport {
    std::uint32_t answered = 0;    ///< answers used
    std::uint32_t applicable = 0;  ///< items that apply to this person
    How how = How::not_scored;
};

/// One person's answers to one scale, gathered.
struct Gathered {
    double sum = 0;     ///< of weight times answer
    double weight = 0;  ///< of the answered items
    double applicable_weight = 0;
    double smallest = 0;
    double largest = 0;
    double substituted = 0;  ///< of weight times substitute, over the missing items
    std::uint32_t answered = 0;
    std::uint32_t applicable = 0;
    MissingReason first_missing = MissingReason::none;
};
[[nodiscard]] Gathered gather(AggregateStep const& step, std::span<RegisterColumn const* const> arguments,
                              std::size_t row);
/// How many of the items that apply may be missing.
[[nodiscard]] std::size_t allowed_missing(AggregateStep const& step, std::size_t applicable);
/// The scale's value, where the missing rule lets it pass.
[[nodiscard]] double scale_value(AggregateStep const& step, Gathered const& gathered);
/// What a scale makes of one person's answers: a value under the missing rule, or a reason for none, and the passport.
void conclude_scale(AggregateStep const& step, Gathered const& gathered, std::size_t row, RegisterColumn& out,
                    Passport& passport);

/// Sum, mean ... of `arguments` under the missing rule. Nothing answered is never scored, whatever the rule
/// allows; a reason for that is the first missing answer's.
void run_aggregate(AggregateStep const& step, std::span<RegisterColumn const* const> arguments,
                   std::size_t rows, RegisterColumn& out, std::span<Passport> passports);

/// One operation of an expression, three-valued: `false and missing` is false, `true or missing` is true,
/// else a missing argument makes a missing result.
void run_compute(Step const& step, Plan const& plan, std::span<RegisterColumn const* const> arguments,
                 std::size_t rows, RegisterColumn& out);

void run_reverse(double low_plus_high, RegisterColumn const& in, std::size_t rows, RegisterColumn& out);
void run_round(instrument::Rounding const& rounding, RegisterColumn const& in, std::size_t rows,
               RegisterColumn& out);
/// Blank and not asked becomes `skipped`, or the substitute; an answer that was given stays.
void run_skip(Step const& step, RegisterColumn const& in, RegisterColumn const& asked, std::size_t rows,
              RegisterColumn& out);
void run_rescale(instrument::Rescale const& rescale, RegisterColumn const& in, std::size_t rows,
                 RegisterColumn& out);
/// The last band whose start the value reaches, of the first set whose condition holds; unknown_key where
/// none does, missing where that cannot be told. arguments[0] is the value, then the conditions.
void run_band(BandChoice const& choice, std::span<RegisterColumn const* const> arguments, std::size_t rows,
              RegisterColumn& out);
/// z = (value - mean) / sd, or the percentile of exactly this value, by the first row whose condition holds.
void run_norm(NormChoice const& choice, std::span<RegisterColumn const* const> arguments, std::size_t rows,
              RegisterColumn& out);

/// Whichever of these the step is. `passports` is filled by an aggregate only.
void run_step(Plan const& plan, Step const& step, std::span<RegisterColumn const* const> arguments, std::size_t rows,
              RegisterColumn& out, std::span<Passport> passports);

using instrument::rounded;

}  // namespace quaestor::scoring
