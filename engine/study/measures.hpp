/// What a scale can be held against: scores of the analysed instrument, scores of another one whose items are
/// in the same file, and columns of numbers.
#pragma once

#include "base/diagnostic.hpp"
#include "data/table.hpp"
#include "scoring/binding.hpp"
#include "scoring/run.hpp"
#include "study/instruments.hpp"

#include <map>
#include <memory>
#include <string>

#include <Eigen/Core>

namespace quaestor::study {

/// One number for each row, NaN where there is none.
struct MeasuredRows {
    std::string title;
    Eigen::VectorXd values;
    double reliability;          ///< Cronbach's alpha of a scale's items; NaN where there is none
    std::size_t no_numbers = 0;  ///< cells of a column that hold something else
};

class MeasureFinder {
public:
    /// All outlive the measures.
    MeasureFinder(Definition const& definition, scoring::Binding const& binding, data::Table const& table,
             std::string file);

    /// `total`: a scale or score of the analysed instrument. `phq9.total`: of another instrument (its id in
    /// the library, or a path before the last dot). Else a column of the file. Case does not matter.
    /// Errors: U003 where there is nothing of that name, or where it fits a score and a column; those of the
    /// other definition and its columns.
    [[nodiscard]] Outcome<MeasuredRows> find(std::string const& name);
    /// The analysed one.
    [[nodiscard]] instrument::Instrument const& instrument() const { return *definition_.instrument; }

private:
    struct Scored {
        std::unique_ptr<Definition> loaded;  ///< none for the analysed one
        instrument::Instrument const* instrument = nullptr;
        scoring::Binding binding;
        scoring::Scores scores;
    };

    [[nodiscard]] Scored scored(instrument::Instrument const& instrument, scoring::Binding binding) const;
    [[nodiscard]] std::optional<MeasuredRows> score_of(Scored const& scored, std::string const& id) const;
    [[nodiscard]] MeasuredRows column_of(std::size_t column) const;
    [[nodiscard]] Outcome<Scored const*> other(std::string const& instrument);

    Definition const& definition_;
    data::Table const& table_;
    std::string file_;
    Scored own_;
    std::map<std::string, Scored> others_;
};

}  // namespace quaestor::study
