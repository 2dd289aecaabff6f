#include "study/bulk/cell_memory.hpp"

#include "base/text.hpp"
#include "scoring/decoder.hpp"

#include <functional>

namespace quaestor::study::bulk {

KnownCell const& CellMemory::look(scoring::ShortAnswers const& answers, std::string_view cell) {
    auto& entry = entries_[(std::hash<std::string_view>{}(cell) + 7 * answers.values()) % entries_.size()];
    if (entry.answers == &answers && entry.cell == cell) return entry.known;
    entry.cell = cell;
    entry.answers = &answers;
    auto& known = entry.known;
    known = {answers.find(cell), number_shape(cell), text::trimmed(cell).empty()};
    auto const reason = known.found.reason;
    if (reason == MissingReason::out_of_range || reason == MissingReason::unreadable) {
        known.code = scoring::code_of_wrong(reason, cell);
        known.refused = coding::Detective::look(answers.set(), cell);
    }
    return known;
}

}  // namespace quaestor::study::bulk
