/// An expression in one canonical way of writing, with names in place of indices: two expressions that mean
/// the same step by step have the same text, whatever else changed around them.
#pragma once

#include "instrument/model.hpp"

#include <string>

namespace quaestor::study {

[[nodiscard]] std::string text_of(instrument::Instrument const& instrument,
                                  instrument::Expression const& expression);

/// The same for people: neighbouring items of a list as `q1..q9 >= 2`. Says less, so never to be compared.
[[nodiscard]] std::string short_text_of(instrument::Instrument const& instrument,
                                        instrument::Expression const& expression);

}  // namespace quaestor::study
