/// What an export says beyond its cells, held against the definitions that read them.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read_result.hpp"
#include "instrument/model.hpp"
#include "scoring/binding.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace quaestor::study {

/// One definition and the columns that it found.
struct Bound {
    instrument::Instrument const* instrument = nullptr;
    scoring::Binding const* binding = nullptr;
};

/// A code that was declared missing must be no answer of an item and no value of a fact about the respondent (error D176). Where a dictionary was given,
/// its codes and the definition's should be the same (warning D185).
[[nodiscard]] Diagnostics compare_codes(data::ReadResult const& read, std::vector<Bound> const& bound,
                                        std::string const& file);

/// Rows in which a definition was not asked: those of another event or of another repeating form.
struct Elsewhere {
    std::size_t rows = 0;                  ///< left out, since none of the definitions was asked
    std::vector<std::vector<bool>> asked;  ///< by definition and row that is left; empty where all were asked
    std::vector<std::string> decisions;
    Diagnostics diagnostics;
};

/// A definition is asked in an event and form where any row has an answer to it, or where its form has a
/// status. Takes the rows in which none is asked out of `read` (note D187); refused rows stay.
[[nodiscard]] Elsewhere leave_out_elsewhere(data::ReadResult& read, std::vector<Bound> const& bound,
                                            std::string const& file);

}  // namespace quaestor::study
