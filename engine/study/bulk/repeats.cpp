#include "study/bulk/repeats.hpp"

#include "base/text.hpp"
#include "data/csv/marked_rows.hpp"
#include "data/findings.hpp"
#include "data/total_row.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>

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

struct Seen {
    Fingerprint print;
    std::uint32_t row = 0;
    std::uint32_t line = 0;
};

/// Every row of the file that is not refused, with its number in the file.
using Visit = std::function<void(MarkedRows const& rows, MarkedRow const& row, std::uint32_t number)>;

bool is_refused(MarkedRows const& rows, MarkedRow const& row, std::size_t columns) {
    auto fields = std::size_t{row.fields};
    std::string buffer;
    while (fields > columns && text::trimmed(rows.content(row, fields - 1, buffer)).empty())
        --fields;
    return fields != columns;
}

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

/// The first rows in their order, where there are far too many.
void cut(std::vector<RepeatedRows::Again>& again) {
    constexpr auto most = data::Findings::most_kept_per_code;
    auto const by_row = [](RepeatedRows::Again const& a, RepeatedRows::Again const& b) { return a.row < b.row; };
    if (again.size() > most) {
        std::nth_element(again.begin(), again.begin() + most, again.end(), by_row);
        again.resize(most);
    }
    std::sort(again.begin(), again.end(), by_row);
}

}  // namespace

std::optional<RepeatedRows> repeated_rows(Plan const& plan, Windows& windows, std::vector<std::size_t> const& columns,
                                          std::size_t rows) {
    constexpr std::size_t most_blank = 5;           // as many as are named
    constexpr std::size_t most_seen = 1'000'000;    // 24 MB
    auto const passes = rows / most_seen + 1;
    RepeatedRows out;
    std::string buffer;
    std::vector<Seen> seen;
    for (std::size_t pass = 0; pass < passes; ++pass) {
        seen.clear();
        auto const look = [&](MarkedRows const& marked, MarkedRow const& row, std::uint32_t number) {
            auto const id = text::trimmed(marked.content(row, columns.front(), buffer));
            if (id.empty()) {
                if (pass == 0 && ++out.blank_count <= most_blank) out.blank.push_back(row.line);
                return;
            }
            Fingerprint print;
            mix(print, id);
            for (std::size_t c = 1; c < columns.size(); ++c)
                mix(print, text::trimmed(marked.content(row, columns[c], buffer)));
            if (print.halves[0] % passes == pass) seen.push_back({print, number, row.line});
        };
        if (!visit_rows(plan, windows, look)) return std::nullopt;
        std::sort(seen.begin(), seen.end(), [](Seen const& a, Seen const& b) {
            return a.print != b.print ? a.print < b.print : a.row < b.row;
        });
        std::size_t first = 0;
        for (std::size_t i = 1; i < seen.size(); ++i) {
            if (seen[i].print != seen[first].print) {
                first = i;
            } else {
                out.again.push_back({seen[i].row, seen[i].line, seen[first].line});
                ++out.count;
            }
        }
        cut(out.again);
    }
    if (out.again.empty()) return out;
    // What stands in them is for those who ask to see it.
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
