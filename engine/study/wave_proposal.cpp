#include "study/wave_proposal.hpp"

#include "base/text.hpp"
#include "instrument/library.hpp"
#include "scoring/sought.hpp"
#include "scoring/codes.hpp"
#include "scoring/name_key.hpp"
#include "study/wave_columns.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace quaestor::study {
namespace {

using instrument::Instrument;
using scoring::name_key;

/// Words that people mark waves with, with a number behind them or without.
constexpr std::array<std::string_view, 30> wave_words{
    "t",        "w",        "v",      "m",     "s",   "d",       "fu",    "bl",     "wave",      "time",
    "visit",    "month",    "week",   "wk",    "day", "session", "round", "pre",    "post",      "base",
    "baseline", "followup", "follow", "start", "end", "before",  "after", "intake", "admission", "discharge"};

bool looks_like_a_wave(std::string const& mark) {
    auto key = name_key(mark);
    while (!key.empty() && key.back() >= '0' && key.back() <= '9')
        key.pop_back();
    return std::find(wave_words.begin(), wave_words.end(), key) != wave_words.end();
}

/// A mark under which items were found, at one place in the names.
struct Candidate {
    std::string mark;
    MarkPlace place = MarkPlace::front;
    std::vector<std::map<std::size_t, std::size_t>> found;  ///< by instrument: item, column
    std::size_t first_column = 0;
    bool whole = false;  ///< of one of the instruments it has all items; else of one more than half
};

class Proposer {
public:
    Proposer(data::Table const& table, std::vector<Instrument const*> const& instruments,
             std::string const& file, WavesAtATime at_a_time)
        : names_(names_with_marks(table)), instruments_(instruments), file_(file), at_a_time_(at_a_time) {
        for (auto const* instrument : instruments_)
            sought_.push_back(scoring::sought_items(*instrument));
        for (std::size_t k = 0; k < sought_.size(); ++k) {
            for (std::size_t i = 0; i < sought_[k].size(); ++i) {
                for (auto const& name : sought_[k][i].names) {
                    if (auto key = name_key(name); !key.empty()) items_[std::move(key)].emplace_back(k, i);
                }
            }
        }
        for (auto const& id : instrument::embedded_ids())
            no_marks_.insert(name_key(id));
        for (auto const* instrument : instruments_)
            no_marks_.insert(name_key(instrument->id));
    }

    Diagnostics run(std::vector<scoring::Binding const*> const& bound) {
        constexpr std::size_t most_columns = 5000;  // every part of every name is tried
        if (names_.size() > most_columns) return {};
        for (std::size_t c = 0; c < names_.size(); ++c)
            cut(c);
        std::set<std::size_t> own;
        for (auto const* binding : bound) {
            for (auto const& column : binding->item_columns) {
                if (column) own.insert(*column);
            }
        }
        std::vector<Candidate> best;
        for (auto const place : mark_places) {
            auto marks = at_place(place, own);
            bool const more = marks.size() > best.size();
            if (more || (marks.size() == best.size() && length_of(marks) < length_of(best)))
                best = std::move(marks);
        }
        bool const has_whole =
            std::any_of(best.begin(), best.end(), [](Candidate const& c) { return c.whole; });
        if (!has_whole || best.size() < (own.empty() ? 2U : 1U)) return {};
        return told(best, own);
    }

private:
    /// Takes each part out of the name, and looks whether the rest is an item.
    void cut(std::size_t column) {
        constexpr std::size_t longest = 4;  // a mark such as '3_month_fu' has no more parts
        std::string_view const name = names_[column];
        auto const parts = scoring::name_parts(name);
        if (parts.size() > 16) return;  // a question's whole text
        for (std::size_t a = 0; a < parts.size(); ++a) {
            for (std::size_t b = a + 1; b <= std::min(parts.size(), a + longest); ++b) {
                if (a == 0 && b == parts.size()) continue;
                auto const place = a == 0              ? MarkPlace::front
                                   : b == parts.size() ? MarkPlace::behind
                                                       : MarkPlace::between;
                auto const mark = name.substr(parts[a].begin, parts[b - 1].end - parts[a].begin);
                auto const rest = without_mark(name, mark, place);
                if (!rest) continue;
                auto const there = items_.find(name_key(*rest));
                if (there != items_.end()) note(mark, place, there->second, column);
            }
        }
    }

    void note(std::string_view mark, MarkPlace place,
              std::vector<std::pair<std::size_t, std::size_t>> const& items, std::size_t column) {
        auto const key = name_key(mark);
        if (no_marks_.contains(key) || mark.find_first_of(",='\"") != std::string_view::npos) return;
        auto const [there, is_new] = by_key_.try_emplace({place, key}, candidates_.size());
        if (is_new) {
            candidates_.push_back({std::string(mark), place, {}, column, false});
            candidates_.back().found.resize(instruments_.size());
        }
        for (auto const& [instrument, item] : items)
            candidates_[there->second].found[instrument].emplace(item, column);
    }

    /// Marks there that have the items, in the order of their first columns. Beside columns that are items
    /// already, they must look like marks and have none of those.
    std::vector<Candidate> at_place(MarkPlace place, std::set<std::size_t> const& own) {
        std::vector<Candidate> marks;
        std::set<std::vector<std::map<std::size_t, std::size_t>>> said;
        auto sorted = candidates_;
        std::stable_sort(sorted.begin(), sorted.end(), [](Candidate const& a, Candidate const& b) {
            return a.mark.size() < b.mark.size();
        });
        for (auto& candidate : sorted) {
            if (candidate.place != place) continue;
            if (!own.empty() && (!looks_like_a_wave(candidate.mark) || takes_any(candidate, own))) continue;
            if (!has_most(candidate) || !said.insert(candidate.found).second) continue;
            marks.push_back(std::move(candidate));
        }
        std::stable_sort(marks.begin(), marks.end(), [](Candidate const& a, Candidate const& b) {
            return a.first_column < b.first_column;
        });
        return marks;
    }

    /// Of 'small_t1' in front of m1 and 't1' inside small_m1, the shorter one is the mark.
    static std::size_t length_of(std::vector<Candidate> const& marks) {
        return std::accumulate(marks.begin(), marks.end(), std::size_t{0},
                               [](std::size_t sum, Candidate const& c) { return sum + c.mark.size(); });
    }

    static bool takes_any(Candidate const& candidate, std::set<std::size_t> const& columns) {
        for (auto const& found : candidate.found) {
            for (auto const& [item, column] : found) {
                if (columns.contains(column)) return true;
            }
        }
        return false;
    }

    bool has_most(Candidate& candidate) const {
        bool most = false;
        for (std::size_t k = 0; k < sought_.size(); ++k) {
            std::size_t needed = 0;
            std::size_t there = 0;
            for (std::size_t i = 0; i < sought_[k].size(); ++i) {
                if (!sought_[k][i].needed) continue;
                ++needed;
                if (candidate.found[k].contains(i)) ++there;
            }
            if (there == 0) continue;
            candidate.whole = candidate.whole || there == needed;
            most = most || 2 * there > needed;
        }
        return most;
    }

    [[nodiscard]] bool divides(std::vector<std::string> const& written) const {
        auto const marks = wave_marks(written);
        return marks.value && divide_by_waves(names_, *marks.value, instruments_, file_).ok();
    }

    Diagnostics told(std::vector<Candidate> const& marks, std::set<std::size_t> const& own) const {
        for (bool const with_place : {false, true}) {
            std::vector<std::string> all;
            std::vector<std::string> whole;
            std::vector<std::string> shown;
            if (!own.empty()) {
                all.emplace_back("base=");
                whole.emplace_back("base=");
                shown.push_back("'" + names_[*own.begin()] + "'");
            }
            for (auto const& mark : marks) {
                all.push_back(with_place ? WaveMark::written(mark.mark, mark.place) : mark.mark);
                if (mark.whole) whole.push_back(all.back());
                shown.push_back("'" + names_[mark.first_column] + "'");
            }
            // One that lacks an item does not divide: what it lacks is told where the option is used.
            if (!divides(whole)) continue;
            bool const one = at_a_time_ == WavesAtATime::one;
            auto option = one ? all.front() : text::join(all, ",");
            if (option.find_first_of(" ();&|<>*?$") != std::string::npos) option = "'" + option + "'";
            Diagnostics diagnostics;
            diagnostics.add(
                {Severity::note,
                 std::string(scoring::code::wave_proposal),
                 "the columns look like " + std::to_string(all.size()) +
                     " waves side by side, which begin with " + text::join(shown, ", ") +
                     (own.empty() ? "" : "; only the first is read"),
                 {},
                 "--waves " + option + (one ? " takes one of them" : " makes each wave a row of its own"),
                 file_});
            return diagnostics;
        }
        return {};
    }

    std::vector<std::string> const names_;
    std::vector<Instrument const*> const& instruments_;
    std::string const& file_;
    WavesAtATime at_a_time_;
    std::vector<std::vector<scoring::Sought>> sought_;  ///< by instrument
    std::map<std::string, std::vector<std::pair<std::size_t, std::size_t>>>
        items_;                       ///< by key: instrument, item
    std::set<std::string> no_marks_;  ///< keys of instruments: their names in front of items are no marks
    std::vector<Candidate> candidates_;
    std::map<std::pair<MarkPlace, std::string>, std::size_t> by_key_;  ///< in candidates_
};

}  // namespace

Diagnostics propose_waves(data::Table const& table, std::vector<Instrument const*> const& instruments,
                          std::vector<scoring::Binding const*> const& bound, std::string const& file,
                          WavesAtATime at_a_time) {
    return Proposer(table, instruments, file, at_a_time).run(bound);
}

}  // namespace quaestor::study
