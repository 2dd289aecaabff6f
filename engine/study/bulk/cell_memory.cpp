#include "study/bulk/cell_memory.hpp"

#include "base/text.hpp"
#include "scoring/decoder.hpp"

#include <functional>

namespace quaestor::study::bulk {

KnownCell const& CellMemory::look(scoring::ShortAnswers const& answers, data::DeclaredCodes const* declared,
                                  std::string_view cell) {
    auto& entry = entries_[(std::hash<std::string_view>{}(cell) + 7 * answers.values()) % entries_.size()];
    if (entry.answers == &answers && entry.declared == declared && entry.cell == cell) return entry.known;
    entry.cell = cell;
    entry.answers = &answers;
    entry.declared = declared;
    auto& known = entry.known;
    known = {answers.find(cell), number_shape(cell), text::trimmed(cell).empty()};
    if (declared != nullptr && declared->has(cell)) {
        // The definition may say that the question does not apply: a batch cannot tell that.
        bool const elsewhere = known.found.reason == MissingReason::not_applicable;
        known.found = {elsewhere ? scoring::ShortAnswers::other : scoring::ShortAnswers::none, MissingReason::declared, false};
        known.blank = true;
        return known;
    }
    auto const reason = known.found.reason;
    if (reason == MissingReason::out_of_range || reason == MissingReason::unreadable) {
        known.code = scoring::code_of_wrong(reason, cell);
        known.refused = coding::Detective::look(answers.set(), cell);
    }
    return known;
}

}  // namespace quaestor::study::bulk
