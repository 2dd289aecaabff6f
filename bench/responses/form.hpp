/// The forms whose answers are made up: which questions they have and what may be answered.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// A questionnaire as a response file shows it: columns `prefix`1 ... `prefix``items`, codes `lowest` ...
/// `highest`.
struct Questionnaire {
    std::string prefix{};
    int items = 0;
    int lowest = 0;
    int highest = 0;            ///< one digit, as `lowest`
    double middle = 0;          ///< what a person in the middle answers
    double slope = 0;           ///< how the answers follow a person's state; negative where more is worse
    std::vector<int> turned{};  ///< items worded the other way round, counted from 1
};

struct Form {
    std::vector<Questionnaire> questionnaires{};
    bool education = false;  ///< one more fact about the person
};

/// "narrow" is WEMWBS with 14 items; "wide" has PHQ-9, GAD-7 and PSS-10 as well, 40 items; a number from 1 to
/// 9999 is one questionnaire of so many items. No form for any other name.
[[nodiscard]] std::optional<Form> form_of(std::string_view name);

/// A definition for the form of so many items, answered 1 to 5: their sum, prorated where a fifth is missing.
[[nodiscard]] std::string definition_of(int items);

}  // namespace bench
