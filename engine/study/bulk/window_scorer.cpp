#include "study/bulk/window_scorer.hpp"

#include "base/text.hpp"
#include "data/csv/scanner.hpp"
#include "data/total_row.hpp"
#include "document/write/csv.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>

namespace quaestor::study::bulk {
namespace {

using scoring::batch_rows;

/// The number whose order is that of up to eight bytes; what stands behind `text` may be read.
std::uint64_t order_of(std::string_view text) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data(), sizeof bytes);
    if constexpr (std::endian::native == std::endian::little) bytes = __builtin_bswap64(bytes);
    return text.empty() ? 0 : bytes >> (64 - 8 * text.size());
}

struct Signs {
    bool plain[256]{};
};

/// Letters and digits of ASCII: a text that begins and ends with one has no blanks around it, and is no formula.
constexpr auto signs = [] {
    Signs found;
    for (unsigned char const c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
        found.plain[c] = true;
    return found;
}();

bool is_plain_sign(char c) {
    return signs.plain[static_cast<unsigned char>(c)];
}

/// Longer texts are not copied in one go.
constexpr std::size_t longest_bare = 32;
static_assert(longest_bare <= report::LineBuffer::overwrite);

bool begins_and_ends_plainly(std::string_view text) {
    return text.size() - 1 < longest_bare && is_plain_sign(text.front()) && is_plain_sign(text.back());
}

}  // namespace

WindowScorer::WindowScorer(Plan const& plan)
    : plan_(plan),
      taken_(batch_rows),
      there_(batch_rows),
      odd_(plan, detectives_),
      missing_(plan.declared.size(), plan.missing_codes),
      odd_witnesses_(plan.used.size()) {
    for (auto const& part : plan.parts) {
        detectives_.emplace_back(*part.instrument, *part.binding);
        odd_by_label_.emplace_back(part.instrument->items.size());
        tabled_ = tabled_ && part.tabled != nullptr;
    }
    for (std::size_t p = 0; p < plan.parts.size() && tabled_; ++p) {
        auto const& part = plan.parts[p];
        auto& scorer = parts_.emplace_back();
        scorer.batch = std::make_unique<scoring::TabledBatch>(*part.tabled);
        scorer.reader = std::make_unique<AnswerReader>(plan, p, *scorer.batch);
        scorer.screen = std::make_unique<validity::ShortScreen>(*part.tabled, *scorer.batch);
        scorer.writer = std::make_unique<report::PartWriter>(*part.lines, *scorer.batch, *scorer.screen);
    }
}

bool WindowScorer::score(data::csv::Window const& window, WindowScores& out) {
    out = {};
    if (!rows_.find(window, plan_.delimiter)) return false;
    lines_.clear();
    odd_at_.clear();
    for (auto& part : parts_)
        part.findings = {};
    auto const& rows = rows_.rows();
    total_row_ = rows.size();
    if (window.last && !rows.empty() && data::names_a_total(content(rows.back(), 0))) total_row_ = rows.size() - 1;
    all_plain_ = rows_.all_have(plan_.header.names.size()) && total_row_ == rows.size();
    is_unquoted_ = plan_.delimiter == ',' && !rows_.has_quotes();
    if (plan_.shape.id) {
        find_ids();
        out.ids = order_of_ids();
    }
    for (std::size_t first = 0; first < rows.size(); first += batch_rows)
        score_rows(first, std::min(batch_rows, rows.size() - first));
    for (std::size_t p = 0; p < parts_.size(); ++p)
        parts_[p].reader->tell(detectives_[p]);
    if (!odd_.empty()) score_odd_rows(out);
    if (plan_.lines_are_final && has_doubtful_numbers()) return false;
    put_findings_together(out);
    put_lines_together(out);
    out.rows.rows = rows.size();
    out.rows.blank_lines = rows_.blank_lines();
    return true;
}

void WindowScorer::score_odd_rows(WindowScores& out) {
    out.odd = odd_.score();
    odd_tally_.add(out.odd.tally);
    missing_.add(out.odd.missing);
    out.rows.refused = out.odd.rows.refused;
    out.rows.with_blank_extras = out.odd.rows.with_blank_extras;
    for (std::size_t u = 0; u < odd_witnesses_.size(); ++u)
        odd_witnesses_[u].hear(out.odd.witnesses[u]);
    for (std::size_t p = 0; p < odd_by_label_.size(); ++p) {
        for (std::size_t i = 0; i < odd_by_label_[p].size(); ++i)
            odd_by_label_[p][i] += out.odd.by_label[p][i];
    }
}

bool WindowScorer::has_doubtful_numbers() const {
    auto const all = witnesses();
    return std::any_of(all.begin(), all.end(), [&](data::csv::Witness const& w) {
        return w.comma || w.comma_or_group || (w.point_or_group && plan_.delimiter != ',');
    });
}

std::vector<data::csv::Witness> WindowScorer::witnesses() const {
    auto all = odd_witnesses_;
    for (auto const& part : parts_)
        part.reader->bear_witness(all);
    return all;
}

std::vector<std::vector<std::size_t>> WindowScorer::by_label() const {
    auto all = odd_by_label_;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
        for (std::size_t i = 0; i < all[p].size(); ++i)
            all[p][i] += parts_[p].reader->by_label()[i];
    }
    return all;
}

/// The lines of odd rows between those of all others.
void WindowScorer::put_lines_together(WindowScores& out) {
    auto const plain = lines_.bytes();
    out.lines = plain;
    if (odd_at_.empty()) return;
    merged_.clear();
    std::size_t begin = 0;
    for (std::size_t i = 0; i < odd_at_.size(); ++i) {
        auto const& line = out.odd.lines[i];
        merged_.reserve(odd_at_[i] - begin + line.size());
        merged_.put(plain.substr(begin, odd_at_[i] - begin));
        merged_.put(line);
        begin = odd_at_[i];
    }
    merged_.reserve(plain.size() - begin);
    merged_.put(plain.substr(begin));
    out.lines = merged_.bytes();
}

/// Those of odd rows and of all others, in the order of the rows.
void WindowScorer::put_findings_together(WindowScores& out) {
    out.of_cells.resize(plan_.parts.size());
    for (std::size_t p = 0; p < out.of_cells.size(); ++p) {
        auto& all = out.of_cells[p];
        if (p >= parts_.size() || parts_[p].findings.empty()) {
            if (p < out.odd.of_cells.size()) all = std::move(out.odd.of_cells[p]);
            continue;
        }
        auto& here = parts_[p].findings;
        if (p >= out.odd.of_cells.size() || out.odd.of_cells[p].empty()) {
            all = std::move(here);
            continue;
        }
        auto const& odd = out.odd.of_cells[p];
        for (std::size_t i = 0, j = 0; i < here.size() || j < odd.size();) {
            bool const next_is_odd = i == here.size() || (j < odd.size() && odd[j].row < here[i].row);
            all.add(next_is_odd ? odd[j++] : here[i++]);
        }
    }
}

/// Those of plain rows.
void WindowScorer::find_ids() {
    auto const& rows = rows_.rows();
    auto const column = *plan_.shape.id;
    ids_.resize(rows.size());
    id_texts_.clear();
    auto const set = [&](std::size_t r, std::string_view text, bool bare) {
        ids_[r].begin = text.data();
        ids_[r].size = static_cast<std::uint32_t>(text.size());
        ids_[r].bare = bare;
    };
    if (all_plain_ && is_unquoted_) {
        for (std::size_t r = 0; r < rows.size(); ++r) {
            auto const text = rows_.field(rows[r], column);
            set(r, text, begins_and_ends_plainly(text));
        }
        return;
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (!is_plain(r)) continue;
        auto const text = kept(content(rows[r], column));
        set(r, text, is_bare(text));
    }
}

/// Whether the ids of plain rows ascend.
Ascending WindowScorer::order_of_ids() {
    Ascending order;
    auto const& rows = rows_.rows();
    std::string_view last;          // what `order` ends with, where that is bare
    std::uint64_t last_number = 0;  // its order_of()
    for (std::size_t r = 0; r < rows.size() && order.holds; ++r) {
        if (!all_plain_ && !is_plain(r)) {
            if (rows[r].fields > plan_.header.names.size()) order.holds = false;  // it may be a row after all
            continue;
        }
        if (plan_.shape.wave) {
            order.then(id_and_wave(r));
            continue;
        }
        auto const text = ids_[r].text();
        bool const bare = ids_[r].bare;
        bool const is_number = bare && text.size() <= sizeof(std::uint64_t);
        auto const number = is_number ? order_of(text) : 0;
        if (is_number && text.size() == last.size()) {
            order.holds = number > last_number;
        } else if (bare && !last.empty()) {
            order.holds = comes_behind(text, last);
        } else {
            if (!last.empty()) order.last = last;
            order.then(text::trimmed(text));
        }
        last = bare ? text : std::string_view();
        last_number = number;
    }
    if (!last.empty()) order.last = last;
    return order;
}

/// The text of a cell with doubled quotes is in a buffer that the next one uses.
inline std::string_view WindowScorer::kept(std::string_view text) {
    return text.data() == unquoted_.data() ? std::string_view(id_texts_.emplace_back(text)) : text;
}

/// Of one id the waves come in their own order.
std::string WindowScorer::id_and_wave(std::size_t row) {
    std::string both(text::trimmed(ids_[row].text()));
    if (both.empty()) return both;
    both += '\0';
    both += text::trimmed(content(rows_.rows()[row], *plan_.shape.wave));
    return both;
}

void WindowScorer::score_rows(std::size_t first, std::size_t rows) {
    std::fill_n(taken_.begin(), rows, static_cast<std::uint8_t>(tabled_));
    for (std::size_t i = 0; i < rows && tabled_ && !all_plain_; ++i)
        taken_[i] = static_cast<std::uint8_t>(is_plain(first + i));
    for (auto& part : parts_)
        part.reader->read(rows_, first, rows, taken_.data());
    for (std::size_t p = 0; p < parts_.size(); ++p) {
        auto& part = parts_[p];
        part.batch->run(rows, part.reader->gaps());
        part.screen->look(rows, part.reader->gaps());
        detectives_[p].add(part.reader->answers(), taken_.data(), rows);
        part.writer->look(rows, taken_.data());
        part.reader->tell(taken_.data(), part.findings);
    }
    count_rows(rows);
    for (std::size_t i = 0; i < rows && plan_.missing_codes > 0; ++i) {
        if (taken_[i] != 0) count_missing(rows_.rows()[first + i]);
    }
    write_rows(first, rows);
}

void WindowScorer::count_missing(Row const& row) {
    for (std::size_t c = 0; c < plan_.declared.size(); ++c) {
        if (auto const code = plan_.declared[c].find(content(row, c))) missing_.count(c, *code);
    }
}

void WindowScorer::count_rows(std::size_t rows) {
    std::size_t counting = 0;
    std::fill_n(there_.begin(), rows, std::uint32_t{0});
    for (auto const& part : parts_) {
        part.writer->add_there(rows, there_.data());
        counting += part.writer->counting();
    }
    // Without branches: nobody could foretell the answers.
    std::uint32_t all = 0;
    std::uint32_t full = 0;
    std::uint32_t none = 0;
    for (std::size_t i = 0; i < rows; ++i) {
        std::uint32_t const taken = taken_[i];
        all += taken;
        full += there_[i] == counting ? taken : 0;
        none += there_[i] == 0 && counting != 0 ? taken : 0;
    }
    counts_.add_rows(all, full, none);
}

/// Whether it goes into a line as it is, and has no blanks around it.
inline bool WindowScorer::is_bare(std::string_view text) const {
    return begins_and_ends_plainly(text) && (is_unquoted_ || text.find_first_of(",\"\r\n") == std::string_view::npos);
}

/// A text, and a comma. `to` is the end of lines_: where it is then.
char* WindowScorer::put_text(std::string_view text, char* to) {
    if (is_bare(text)) {
        to = lines_.room_at(to, longest_bare);
        std::memcpy(to, text.data(), longest_bare);
        to += text.size();
    } else {
        csv_text_.clear();
        if (!text.empty()) document::append_csv_text(csv_text_, text);
        to = lines_.room_at(to, csv_text_.size() + 1);
        to = std::copy(csv_text_.begin(), csv_text_.end(), to);
    }
    *to++ = ',';
    return to;
}

/// Who the row is, where more than an id that is bare says so. `to` is the end of lines_: where it is then.
char* WindowScorer::put_person(std::size_t row_number, char* to) {
    auto const& row = rows_.rows()[row_number];
    if (plan_.shape.id) {
        to = put_text(ids_[row_number].text(), to);
    } else {
        to = std::to_chars(to, to + longest_bare, row.line).ptr;
        *to++ = ',';
    }
    if (plan_.shape.wave) to = put_text(content(row, *plan_.shape.wave), to);
    for (auto const column : plan_.shape.carried)
        to = put_text(content(row, column), to);
    return to;
}

void WindowScorer::write_rows(std::size_t first, std::size_t rows) {
    bool const id_alone = plan_.shape.id && !plan_.shape.wave && plan_.shape.carried.empty();
    auto const* const taken = taken_.data();
    auto const* const ids = ids_.data() + (id_alone ? first : 0);
    auto room = longest_bare + 1;
    for (auto const& part : parts_)
        room += part.writer->longest();
    auto* to = lines_.end();
    for (std::size_t i = 0; i < rows; ++i) {
        if (taken[i] == 0) {
            auto const& row = rows_.rows()[first + i];
            odd_.add(rows_.record(row), row.line, static_cast<std::uint32_t>(first + i), first + i == total_row_);
            lines_.end_at(to);
            odd_at_.push_back(lines_.size());
            continue;
        }
        to = lines_.room_at(to, room);
        if (id_alone && ids[i].bare) {
            std::memcpy(to, ids[i].begin, longest_bare);
            to += ids[i].size;
            *to++ = ',';
        } else {
            to = lines_.room_at(put_person(first + i, to), room);
        }
        for (auto const& part : parts_)
            to = part.writer->put(i, to, room, lines_);
        to[-1] = '\n';
    }
    lines_.end_at(to);
}

report::Tally WindowScorer::tally() const {
    report::Tally tally;
    tally.counts = counts_;
    for (auto const& part : parts_)
        tally.parts.push_back(part.writer->tally());
    tally.parts.resize(plan_.parts.size());
    tally.add(odd_tally_);
    return tally;
}

}  // namespace quaestor::study::bulk
