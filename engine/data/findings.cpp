#include "data/findings.hpp"

#include "data/codes.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

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
    if (!count_one(code, finding.column)) return;
    auto const detail = detail_index(cut(finding.detail, longest_raw));
    entries_.push_back({finding.row, finding.line, finding.column, code, detail});
    raw_.add(cut(finding.raw, longest_raw));
}

bool Findings::count_one(std::uint32_t code, std::uint32_t column) {
    auto& count = counts_[code];
    ++count.found;
    bool const full = count.kept >= most_kept_per_code || details_.bytes() + raw_.bytes() >= most_text;
    if (full && count.kept > 0) {  // the first of a code is always kept, to show
        ++not_kept_[{code, column}];
        return false;
    }
    ++count.kept;
    return true;
}

void Findings::append(Findings const& other, std::uint32_t rows_before) {
    constexpr auto unknown = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> codes;
    std::vector<std::uint32_t> details(other.details_.size(), unknown);
    bool all_fit = details_.bytes() + other.details_.bytes() + raw_.bytes() + other.raw_.bytes() < most_text;
    for (auto const& count : other.counts_) {
        codes.push_back(code_index(count.code));
        all_fit = all_fit && counts_[codes.back()].kept + other.size() <= most_kept_per_code;
    }
    for (std::size_t i = 0; i < other.size(); ++i) {
        auto entry = other.entries_[i];
        entry.row += rows_before;
        entry.code = codes[entry.code];
        if (all_fit) {
            ++counts_[entry.code].found;
            ++counts_[entry.code].kept;
        } else if (!count_one(entry.code, entry.column)) {
            continue;
        }
        auto& detail = details[entry.detail];
        if (detail == unknown) detail = detail_index(other.details_[entry.detail]);
        entry.detail = detail;
        entries_.push_back(entry);
        if (!all_fit) raw_.add(other.raw_[i]);
    }
    if (all_fit) raw_.append(other.raw_);
    for (auto const& [at, count] : other.not_kept_)
        add_not_kept(other.counts_[at.first].code, at.second, count);
}

void Findings::append(Findings&& other) {
    if (counts_.empty()) {
        *this = std::move(other);
    } else {
        append(std::as_const(other));
    }
}

void Findings::add_not_kept(std::string_view code, std::uint32_t column, std::size_t count) {
    if (count == 0) return;
    auto const index = code_index(code);
    counts_[index].found += count;
    not_kept_[{index, column}] += count;
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
    return {entry.row, entry.line, entry.column, counts_[entry.code].code, details_[entry.detail], raw_[i]};
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

std::uint32_t Findings::code_index(std::string_view code) {
    // A handful of codes, and mostly the last one again: no map is quicker than looking.
    for (std::size_t i = counts_.size(); i-- > 0;) {
        if (counts_[i].code == code) return static_cast<std::uint32_t>(i);
    }
    counts_.push_back({std::string(code), 0, 0});
    return static_cast<std::uint32_t>(counts_.size() - 1);
}

std::uint32_t Findings::detail_index(std::string_view detail) {
    // Those of cells are few, and come again; those of rows are all different, and need not be found.
    constexpr std::size_t looked_at = 16;
    auto const known = details_.size();
    for (std::size_t i = known; i-- > 0 && i + looked_at >= known;) {
        if (details_[i] == detail) return static_cast<std::uint32_t>(i);
    }
    details_.add(detail);
    return static_cast<std::uint32_t>(known);
}

}  // namespace quaestor::data
