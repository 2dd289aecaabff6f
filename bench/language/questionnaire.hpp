/// A definition as large as the largest questionnaires, made up.
#pragma once

#include <string>

namespace bench {

/// `items` in scales of ten, each with a rule for missing answers, bands and a flag, with scores, norms and
/// worked examples. Right in every way: the program would score with it.
[[nodiscard]] std::string questionnaire(int items);

}  // namespace bench
