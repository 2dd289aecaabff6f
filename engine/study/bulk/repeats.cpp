#include "study/bulk/repeats.hpp"

#include "base/text.hpp"
#include "data/csv/marked_rows.hpp"
#include "data/findings.hpp"
#include "data/total_row.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

namespace quaestor::study::bulk {
namespace {

using data::csv::MarkedRow;
using data::csv::MarkedRows;
using data::csv::Windows;

/// Of what a row says: two rows with equal ones say the same, but for one in 2^128.
struct Fingerprint {
    std::array<std::uint64_t, 2> halves{};

    friend auto operator<=>(Fingerprint const&, Fingerprint const&) = default;
};

/// Mixes eight bytes at a time, by two ways that have nothing to do with each other.
void mix(Fingerprint& print, std::string_view text) {
    auto const step = [&](std::uint64_t word) {
        auto& [a, b] = print.halves;
        a = (a ^ word) * 0x9E3779B97F4A7C15U;
        a ^= a >> 32U;
        b = (b + word) * 0xD6E8FEB86659FD93U;
        b ^= b >> 29U;
    };
    step(text.size() + 1);
    while (!text.empty()) {
        std::uint64_t word = 0;
        auto const n = std::min(text.size(), sizeof word);
        std::memcpy(&word, text.data(), n);
        step(word);
        text.remove_prefix(n);
    }
    step(0x5851F42D4C957F2DU);
}

bool is_refused(MarkedRows const& rows, MarkedRow const& row, std::size_t columns) {
    auto fields = std::size_t{row.fields};
    if (fields == columns) return false;
    std::string buffer;
    while (fields > columns && text::trimmed(rows.content(row, fields - 1, buffer)).empty())
        --fields;
    return fields != columns;
}

/// Every row of the file that is not refused, with its number in the file.
template <class Visit>
bool visit_rows(Plan const& plan, Windows& windows, Visit const& visit) {
    data::csv::Window window;
    MarkedRows rows;
    std::string buffer;
    std::uint32_t number = 0;
    windows.restart();
    while (true) {
        auto const next = windows.next(window);
        if (next == Windows::Next::end) return true;
        if (next != Windows::Next::taken || !rows.find(window, plan.delimiter)) return false;
        auto const& all = rows.rows();
        for (std::size_t r = 0; r < all.size(); ++r, ++number) {
            bool const total = window.last && r + 1 == all.size() && data::names_a_total(rows.content(all[r], 0, buffer));
            if (!total && !is_refused(rows, all[r], plan.header.names.size())) visit(rows, all[r], number);
        }
    }
}

/// One bit for each of so many remainders of a fingerprint. A bit that is set already may be that of another one.
class Bits {
public:
    explicit Bits(std::size_t expected) {
        // 16 bits for each that is expected, so that one in 32 or so meets another's; 32 MB at most.
        constexpr std::size_t most = 1U << 22U;
        std::size_t words = 1024;
        while (words < most && words * 64 < expected * 16)
            words *= 2;
        words_.resize(words);
    }
    /// Whether it was set before.
    bool set(Fingerprint const& print) {
        auto& word = words_[place(print)];
        bool const was = (word & bit(print)) != 0;
        word |= bit(print);
        return was;
    }
    [[nodiscard]] bool has(Fingerprint const& print) const { return (words_[place(print)] & bit(print)) != 0; }
    /// It will be asked for soon: the word is far away in memory.
    void fetch(Fingerprint const& print) const { __builtin_prefetch(&words_[place(print)], 1); }

private:
    [[nodiscard]] std::size_t place(Fingerprint const& print) const { return (print.halves[1] >> 6U) & (words_.size() - 1); }
    static std::uint64_t bit(Fingerprint const& print) { return std::uint64_t{1} << (print.halves[1] & 63U); }

    std::vector<std::uint64_t> words_;
};

/// The first rows in their order, where there are far too many.
void cut(std::vector<RepeatedRows::Again>& again) {
    auto const by_row = [](RepeatedRows::Again const& a, RepeatedRows::Again const& b) { return a.row < b.row; };
    std::sort(again.begin(), again.end(), by_row);
    if (again.size() > data::Findings::most_kept_per_code) again.resize(data::Findings::most_kept_per_code);
}

void keep_each_once(std::vector<Fingerprint>& prints) {
    std::sort(prints.begin(), prints.end());
    prints.erase(std::unique(prints.begin(), prints.end()), prints.end());
}

/// Fingerprints that are looked for, found by their first bits.
class Suspects {
public:
    /// They come in order, and outlive this.
    explicit Suspects(std::span<Fingerprint const> prints)
        : prints_(prints), bits_(prints.size()), first_((std::size_t{1} << bits) + 1) {
        for (auto const& print : prints)
            bits_.set(print);
        std::size_t at = 0;
        for (std::size_t slot = 0; slot < first_.size(); ++slot) {
            while (at < prints.size() && slot_of(prints[at]) < slot)
                ++at;
            first_[slot] = static_cast<std::uint32_t>(at);
        }
    }
    /// Its place; the number of all where it is none of them.
    [[nodiscard]] std::size_t find(Fingerprint const& print) const {
        if (!bits_.has(print)) return prints_.size();
        auto const slot = slot_of(print);
        for (std::size_t i = first_[slot]; i < first_[slot + 1]; ++i) {
            if (prints_[i] == print) return i;
        }
        return prints_.size();
    }

private:
    static constexpr unsigned bits = 18;
    static std::size_t slot_of(Fingerprint const& print) { return print.halves[0] >> (64 - bits); }

    std::span<Fingerprint const> prints_;
    Bits bits_;
    std::vector<std::uint32_t> first_;  ///< by slot, and one behind
};

enum class Search { done, too_many, unreadable };

/// Looks for rows in several passes over the file, each for its share of all fingerprints.
class Searcher {
public:
    Searcher(Plan const& plan, Windows& windows, std::vector<std::size_t> const& columns, std::size_t most_suspects)
        : plan_(plan), windows_(windows), columns_(columns), most_suspects_(most_suspects) {}

    Search search(std::size_t rows, std::size_t passes, RepeatedRows& out) {
        for (std::size_t pass = 0; pass < passes; ++pass) {
            std::vector<Fingerprint> suspects;
            auto const found = find_suspects(rows / passes, passes, pass, suspects, out);
            if (found != Search::done) return found;
            if (!suspects.empty() && !find_again(suspects, out)) return Search::unreadable;
        }
        return Search::done;
    }

private:
    /// None where the row's first column is blank.
    std::optional<Fingerprint> print_of(MarkedRows const& marked, MarkedRow const& row) {
        auto const id = text::trimmed(marked.content(row, columns_.front(), buffer_));
        if (id.empty()) return std::nullopt;
        Fingerprint print;
        mix(print, id);
        for (std::size_t c = 1; c < columns_.size(); ++c)
            mix(print, text::trimmed(marked.content(row, columns_[c], buffer_)));
        return print;
    }

    /// What may have come before, and what has.
    Search find_suspects(std::size_t expected, std::size_t passes, std::size_t pass, std::vector<Fingerprint>& suspects,
                         RepeatedRows& out) {
        constexpr std::size_t most_blank = 5;         // as many as are named
        Bits bits(expected);
        bool too_many = false;
        // A word of the bits is asked for so many rows before it is needed.
        std::array<Fingerprint, 16> waiting;
        std::size_t asked = 0;
        std::size_t set = 0;
        auto const set_next = [&] {
            auto const& print = waiting[set++ % waiting.size()];
            if (too_many || !bits.set(print)) return;
            suspects.push_back(print);
            if (suspects.size() < most_suspects_) return;
            keep_each_once(suspects);
            too_many = suspects.size() > most_suspects_ / 2;
        };
        auto const look = [&](MarkedRows const& marked, MarkedRow const& row, std::uint32_t) {
            auto const print = print_of(marked, row);
            if (!print) {
                if (pass == 0 && ++out.blank_count <= most_blank) out.blank.push_back(row.line);
                return;
            }
            if (passes > 1 && print->halves[0] % passes != pass) return;
            if (asked - set == waiting.size()) set_next();
            bits.fetch(*print);
            waiting[asked++ % waiting.size()] = *print;
        };
        if (!visit_rows(plan_, windows_, look)) return Search::unreadable;
        while (set < asked)
            set_next();
        keep_each_once(suspects);
        return too_many ? Search::too_many : Search::done;
    }

    /// Every row that says what one of those says, but for the first of each.
    bool find_again(std::vector<Fingerprint> const& prints, RepeatedRows& out) {
        Suspects const suspects(prints);
        std::vector<std::uint32_t> first_line(prints.size());
        std::size_t found = 0;
        auto const look = [&](MarkedRows const& marked, MarkedRow const& row, std::uint32_t number) {
            auto const print = print_of(marked, row);
            auto const place = print ? suspects.find(*print) : prints.size();
            if (place == prints.size()) return;
            if (first_line[place] == 0) {
                first_line[place] = row.line;
                return;
            }
            ++out.count;
            if (found++ < data::Findings::most_kept_per_code) out.again.push_back({number, row.line, first_line[place]});
        };
        if (!visit_rows(plan_, windows_, look)) return false;
        cut(out.again);
        return true;
    }

    Plan const& plan_;
    Windows& windows_;
    std::vector<std::size_t> const& columns_;
    std::size_t most_suspects_;
    std::string buffer_;
};

}  // namespace

std::optional<RepeatedRows> repeated_rows(Plan const& plan, Windows& windows, std::vector<std::size_t> const& columns,
                                          std::size_t rows, RepeatLimits const& limits) {
    RepeatedRows out;
    auto passes = rows / limits.rows_at_once + 1;
    while (true) {
        auto const end = Searcher(plan, windows, columns, limits.suspects).search(rows, passes, out);
        if (end == Search::unreadable) return std::nullopt;
        if (end == Search::done) break;
        out = {};
        passes *= 2;
    }
    if (out.again.empty()) return out;
    // What stands in them is for those who ask to see it.
    std::string buffer;
    auto next = out.again.begin();
    auto const read = [&](MarkedRows const& marked, MarkedRow const& row, std::uint32_t number) {
        if (next == out.again.end() || next->row != number) return;
        next->text = marked.content(row, columns.front(), buffer).substr(0, data::Findings::longest_raw);
        ++next;
    };
    if (!visit_rows(plan, windows, read)) return std::nullopt;
    return out;
}

}  // namespace quaestor::study::bulk
