/// Scores a table: the plan over its columns, batch by batch. A person's scores depend on that person's
/// answers and the definition alone, so batches may run in any order and on any number of threads, and give
/// the same bytes.
#pragma once

#include "data/findings.hpp"
#include "data/table.hpp"
#include "instrument/model.hpp"
#include "scoring/binding.hpp"
#include "scoring/kernels.hpp"
#include "scoring/plan.hpp"

#include <functional>
#include <vector>

namespace quaestor::scoring {

/// One scale or score for every row.
struct ResultColumn {
    instrument::ResultRef ref;
    std::vector<double>
        values;  ///< numbers; true and false as 1 and 0; categories as places in Instrument::texts
    std::vector<MissingReason> reasons;  ///< none where there is a value
    std::vector<Passport> passports;     ///< of scales; empty for scores
    struct Bands {
        std::string name;                  ///< of the set; empty for the unnamed one
        std::vector<std::int32_t> places;  ///< in Instrument::texts, -1 for none
    };
    struct Norm {
        std::size_t norms = 0;       ///< index into Instrument::norms
        std::vector<double> values;  ///< z, or a percentile; NaN for none
    };
    std::vector<Bands> bands;  ///< one for each name
    std::vector<Norm> norms;
};

/// A missing condition is undetermined and never "no": a blank risk item is no all-clear.
enum class FlagState : std::uint8_t { no, yes, undetermined };

[[nodiscard]] std::string_view word(FlagState state);
/// What a flag's condition says of this row.
[[nodiscard]] FlagState flag_state(RegisterColumn const& condition, std::size_t row);

struct Scores {
    std::size_t rows = 0;
    std::vector<ResultColumn> results;          ///< in the order of the definition
    std::vector<std::vector<FlagState>> flags;  ///< by flag
    std::vector<std::size_t> by_label;          ///< by item: cells that held a label in place of a code
};

/// Room for the scores of so many rows.
[[nodiscard]] Scores room_for(Plan const& plan, std::size_t rows);
/// What the registers hold of `rows` rows goes to the rows from `first` on. `passports` are by scale.
void store(Plan const& plan, std::span<RegisterColumn const> registers,
           std::span<std::vector<Passport> const> passports, std::size_t first, std::size_t rows, Scores& scores);

/// The answers of one batch, as scoring sees them: not reversed.
struct ItemBatch {
    std::size_t first_row = 0;
    std::size_t rows = 0;
    std::vector<RegisterColumn const*> items;       ///< by item, after skips
    std::vector<RegisterColumn const*> checks;      ///< as Plan::checks
    std::vector<RegisterColumn const*> decoded;     ///< by item, as the cells have them: before skips
    std::vector<RegisterColumn const*> covariates;  ///< by covariate
    std::size_t thread = 0;  ///< which one looks at it, below threads_of(): for what is gathered by thread
};

struct RunOptions {
    unsigned jobs = 0;  ///< threads; 0: as many as the machine has
    /// Called once for each batch, from the thread that scored it: for what looks at the same answers
    /// (validity).
    std::function<void(ItemBatch const&)> observe{};
};

/// How many threads run() takes for so many rows.
[[nodiscard]] std::size_t threads_of(std::size_t rows, unsigned jobs);

/// Findings of cells come in the order of the rows.
[[nodiscard]] Scores run(instrument::Instrument const& instrument, Plan const& plan, Binding const& binding,
                         data::Table const& table, data::Findings& findings, RunOptions const& options = {});

/// What one row leaves in every register of the plan.
struct RowRegisters {
    std::vector<double> values;
    std::vector<State> states;
    std::vector<Passport> passports;  ///< by scale
};
[[nodiscard]] RowRegisters run_row(instrument::Instrument const& instrument, Plan const& plan,
                                   Binding const& binding, data::Table const& table, std::size_t row);

}  // namespace quaestor::scoring
