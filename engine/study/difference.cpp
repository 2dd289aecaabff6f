#include "study/difference.hpp"

#include "study/difference/comparer.hpp"

namespace quaestor::study {

std::string_view heading(Touches touches) {
    switch (touches) {
        case Touches::card:
            return "The instrument";
        case Touches::answers:
            return "Answers";
        case Touches::items:
            return "Items";
        case Touches::respondent:
            return "The respondent";
        case Touches::scoring:
            return "Scales and scores";
        case Touches::flags:
            return "Flags";
        case Touches::validity:
            return "Validity";
        case Touches::figures:
            return "Models, published figures and examples";
        case Touches::wording:
            return "Wording only";
    }
    return "";
}

std::vector<Change> difference(Definition const& before, Definition const& after) {
    return Comparer(*before.instrument, *after.instrument).run();
}

}  // namespace quaestor::study
