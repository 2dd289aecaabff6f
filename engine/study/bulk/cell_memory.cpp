#include "study/bulk/cell_memory.hpp"

#include "base/text.hpp"
#include "scoring/decoder.hpp"

namespace quaestor::study::bulk {
namespace {

/// FNV-1a: cells are short.
std::size_t hash_of(std::size_t item, std::string_view cell) {
    std::uint64_t hash = 0xCBF29CE484222325U ^ item;
    for (auto const c : cell)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return static_cast<std::size_t>(hash ^ hash >> 29U);
}

KnownCell known_cell(std::size_t item, scoring::ShortAnswers const& answers, data::DeclaredCodes const* declared,
                     std::string_view cell) {
    KnownCell known{item, std::string(cell), answers.find(cell), number_shape(cell),
                    text::trimmed(cell).empty()};
    if (declared != nullptr && declared->has(cell)) {
        // The definition may say that the question does not apply: a batch cannot tell that.
        bool const elsewhere = known.found.reason == MissingReason::not_applicable;
        known.found = {elsewhere ? scoring::ShortAnswers::other : scoring::ShortAnswers::none,
                       MissingReason::declared, false};
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

}  // namespace

KnownCell& CellMemory::look(std::size_t item, scoring::ShortAnswers const& answers,
                            data::DeclaredCodes const* declared, std::string_view cell) {
    constexpr std::size_t looked_at = 8;
    auto const hash = hash_of(item, cell);
    auto* place = &places_[hash % places_.size()];
    for (std::size_t i = 0; i < looked_at; ++i) {
        auto*& here = places_[(hash + i) % places_.size()];
        if (here != nullptr && here->item == item && here->text == cell) return *here;
        if (here != nullptr) continue;
        place = &here;
        break;
    }
    *place = &cells_.emplace_back(known_cell(item, answers, declared, cell));
    return **place;
}

KnownCell& CellMemory::look(std::size_t item, scoring::ShortAnswers const& answers,
                            data::DeclaredCodes const* declared, char sign) {
    if (item >= signs_.size()) signs_.resize(item + 1);
    auto*& known = signs_[item][static_cast<unsigned char>(sign)];
    if (known == nullptr) known = &look(item, answers, declared, std::string_view(&sign, 1));
    return *known;
}

void CellMemory::tell(coding::Detective& detective) {
    constexpr std::size_t most_kept = 4096;
    for (auto& cell : cells_) {
        if (cell.times > 0) detective.add_refused(cell.item, cell.refused, cell.times);
        cell.times = 0;
    }
    if (cells_.size() <= most_kept) return;
    cells_.clear();
    places_.fill(nullptr);
    signs_.clear();
}

}  // namespace quaestor::study::bulk
