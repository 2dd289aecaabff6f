/// One answer of a QuestionnaireResponse as a cell: `value[x]` of FHIR R4 and R5.
#pragma once

#include "json_tree/value.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace quaestor::data::fhir {

struct Answer {
    std::string text;    ///< the code of a coding, else the value as it is written; empty for none
    std::string label;   ///< what a code stands for
    std::string system;  ///< whose code it is
    std::string unit;    ///< of a quantity
    std::string weight;  ///< what the file says that the answer counts: itemWeight or ordinalValue
    bool coding = false;
    std::string_view trouble{};  ///< why there is no cell; empty for none. Never an answer
};

/// A coding is its code; one without a code is what it displays. A quantity is its number, with `<` or the
/// like before it where the file has one. True and false stand for Yes and No. None where nothing was
/// answered.
///
/// The label of a coding is what it displays, but a code of LOINC whose words are known has these: the code
/// is what was answered, and the display only how somebody wrote it.
///
/// The weight stands in an extension of the answer or of its coding, by the URL of itemWeight (R5 and SDC),
/// of ordinalValue (R4) or of questionnaire-ordinalValue (STU3); the first of these counts.
[[nodiscard]] std::optional<Answer> answer_of(json_tree::Value const& answer);

/// The text of that key, or an empty one.
[[nodiscard]] std::string_view text_of(json_tree::Value const& object, std::string_view key);

}  // namespace quaestor::data::fhir
