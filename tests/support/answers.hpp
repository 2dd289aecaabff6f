/// Answers of many people as a data file would have them, and the way from there to scores.
#pragma once

#include "data/findings.hpp"
#include "data/table.hpp"
#include "instrument/model.hpp"
#include "scoring/run.hpp"

#include <string>
#include <vector>

namespace support {

/// A sheet: names above, one row of texts for each person.
struct Answers {
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> rows;

    /// As CSV, with the names in the first line.
    [[nodiscard]] std::string csv() const;
    [[nodiscard]] quaestor::data::Table table() const;
};

struct Scored {
    quaestor::data::Table table;
    quaestor::scoring::Binding binding;
    quaestor::data::Findings findings;
    quaestor::scoring::Scores scores;

    /// The column of a scale or score.
    [[nodiscard]] quaestor::scoring::ResultColumn const& of(
        quaestor::instrument::Instrument const& instrument, std::string const& id) const;
    [[nodiscard]] std::vector<quaestor::scoring::FlagState> const& flag(
        quaestor::instrument::Instrument const& instrument, std::string const& id) const;
};

/// Read, bound, compiled and run, as for a real file. Throws where the columns do not fit.
[[nodiscard]] Scored scored(quaestor::instrument::Instrument const& instrument, Answers const& answers,
                            unsigned jobs = 1);

/// How much is wrong in a made-up file.
enum class Dirt {
    none,   ///< answers and blanks: columns of whole numbers where the codes are
    codes,  ///< also missing codes, codes that do not apply, numbers out of range
    any     ///< also letters, 3.0, blanks around a number: columns of text
};

/// Made-up answers to every item and covariate, in the order of the definition; the same for the same seed.
[[nodiscard]] Answers random_answers(quaestor::instrument::Instrument const& instrument, std::size_t rows,
                                     Dirt dirt, unsigned seed);

}  // namespace support
