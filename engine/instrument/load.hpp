/// A definition's text -> an instrument: read, resolved, checked.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "instrument/model.hpp"

namespace quaestor::instrument {

/// All mistakes of the text in one run, in the order of the text. There is a value only where there is no
/// error. The worked examples are not run here: scoring/examples.hpp does.
[[nodiscard]] Outcome<Instrument> load(SourceText const& source);

}  // namespace quaestor::instrument
