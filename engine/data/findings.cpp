#include "data/findings.hpp"

#include "data/codes.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace quaestor::data {
namespace {

constexpr std::size_t most_text = std::size_t{1} << 30;

/// The first `length` bytes at most, and no half character.
std::string_view cut(std::string_view text, std::size_t length) {
    if (text.size() <= length) return text;
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
        --length;
    return text.substr(0, length);
}

}  // namespace

void Findings::add(Finding const& finding) {
    auto const code = code_index(finding.code);
    auto& count = counts_[code];
    ++count.found;
    bool const full = count.kept >= most_kept_per_code || texts_.bytes() >= most_text;
    if (full && count.kept > 0) {  // the first of a code is always kept, to show
        ++not_kept_[{static_cast<std::uint32_t>(code), finding.column}];
        return;
    }
    ++count.kept;
    entries_.push_back({finding.row, finding.line, finding.column, static_cast<std::uint32_t>(code)});
    texts_.add(cut(finding.detail, longest_raw));
    texts_.add(cut(finding.raw, longest_raw));
}

void Findings::append(Findings const& other) {
    for (std::size_t i = 0; i < other.size(); ++i) {
        add(other[i]);
    }
    for (auto const& [at, count] : other.not_kept_)
        add_not_kept(other.counts_[at.first].code, at.second, count);
}

void Findings::add_not_kept(std::string_view code, std::uint32_t column, std::size_t count) {
    if (count == 0) return;
    auto const index = code_index(code);
    counts_[index].found += count;
    not_kept_[{static_cast<std::uint32_t>(index), column}] += count;
}

Findings Findings::about(std::function<bool(std::uint32_t column)> const& wanted) const {
    auto const keeps = [&](std::size_t code, std::uint32_t column) {
        auto const& cells = code::about_cells;
        bool const cell = std::find(cells.begin(), cells.end(), counts_[code].code) != cells.end();
        return !cell || wanted(column);
    };
    Findings some;
    for (std::size_t i = 0; i < size(); ++i) {
        if (keeps(entries_[i].code, entries_[i].column)) some.add((*this)[i]);
    }
    for (auto const& [at, count] : not_kept_) {
        if (keeps(at.first, at.second)) some.add_not_kept(counts_[at.first].code, at.second, count);
    }
    return some;
}

Findings Findings::moved(
    std::function<std::pair<std::uint32_t, std::uint32_t>(std::uint32_t row, std::uint32_t column)> const& moved) const {
    Findings all;
    for (std::size_t i = 0; i < size(); ++i) {
        auto finding = (*this)[i];
        std::tie(finding.row, finding.column) = moved(finding.row, finding.column);
        all.add(finding);
    }
    for (auto const& [at, count] : not_kept_)
        all.add_not_kept(counts_[at.first].code, moved(0, at.second).second, count);
    return all;
}

Finding Findings::operator[](std::size_t i) const {
    auto const& entry = entries_[i];
    return {entry.row, entry.line, entry.column, counts_[entry.code].code, texts_[2 * i], texts_[2 * i + 1]};
}

std::size_t Findings::count(std::string_view code) const {
    auto const found =
        std::find_if(counts_.begin(), counts_.end(), [&](CodeCount const& c) { return c.code == code; });
    return found == counts_.end() ? 0 : found->found;
}

std::size_t Findings::total() const {
    return std::accumulate(counts_.begin(), counts_.end(), std::size_t{0},
                           [](std::size_t sum, CodeCount const& c) { return sum + c.found; });
}

std::size_t Findings::code_index(std::string_view code) {
    // A handful of codes, and mostly the last one again: no map is quicker than looking.
    for (std::size_t i = counts_.size(); i-- > 0;) {
        if (counts_[i].code == code) return i;
    }
    counts_.push_back({std::string(code), 0, 0});
    return counts_.size() - 1;
}

}  // namespace quaestor::data
