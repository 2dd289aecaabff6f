/// How a definition divides a scale into parts that each measure one thing.
#pragma once

#include "instrument/model.hpp"
#include "psychometrics/sem/simple_structure.hpp"
#include "report/finding.hpp"
#include "scoring/item_matrix.hpp"

#include <string>
#include <vector>

namespace quaestor::study {

struct Division {
    sem::Parts parts;                ///< columns of the scale's matrix, two parts or more
    std::vector<std::string> names;  ///< of the parts
    std::string source;              ///< "structure 'two_factors'", "its subscales"
};

/// The first that divides the items of the scale without a rest and without overlap, of
///
/// - structures of plain factors, in the order of the definition: those of their factors that lie within the
///   scale. One with a general factor, factors of a second order or residuals that go together is another
///   model and does not count;
/// - scales that sum or average items, as far as each lies within this one, reverses the same items and
///   is a measurement scale: the first set of them, in the order of the definition.
///
/// A scale that leaves items over is no division: a short form of a scale says nothing of how its other items
/// go together. None, too, for a scale that is neither a sum nor a mean.
[[nodiscard]] report::Finding<Division> division_of(instrument::Instrument const& instrument,
                                                    instrument::Scale const& scale,
                                                    scoring::ItemMatrix const& matrix);

}  // namespace quaestor::study
