/// What a definition makes of answers, as text: for comparing two of them. Places, titles, labels, messages
/// and the card are left out, since no score depends on them.
#pragma once

#include "instrument/model.hpp"

#include <string>

namespace support {

[[nodiscard]] std::string meaning(quaestor::instrument::Instrument const& instrument);

}  // namespace support
