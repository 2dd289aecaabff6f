#include "study/bulk/window_scorer.hpp"

#include "base/text.hpp"
#include "data/csv/scanner.hpp"
#include "data/total_row.hpp"
#include "document/write/csv.hpp"
#include "numeric/columns.hpp"
#include "scoring/decoder.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>

namespace quaestor::study::bulk {
namespace {

using scoring::batch_rows;
using scoring::ShortAnswers;

bool comes_behind(std::string_view next, std::string_view last) {
    return next.size() != last.size() ? next.size() > last.size() : next > last;
}

/// The number whose order is that of up to eight bytes; what stands behind `text` may be read.
std::uint64_t order_of(std::string_view text) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data(), sizeof bytes);
    if constexpr (std::endian::native == std::endian::little) bytes = __builtin_bswap64(bytes);
    return text.empty() ? 0 : bytes >> (64 - 8 * text.size());
}

bool is_plain_sign(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

void Ascending::then(std::string_view next) {
    holds = holds && !next.empty() && (last.empty() || comes_behind(next, last));
    if (first.empty()) first = next;
    last = next;
}

void Ascending::then(Ascending const& next) {
    if (next.first.empty() && next.holds) return;
    bool const both = holds && next.holds;
    then(next.first);
    holds = holds && both;
    last = next.last;
}

WindowScorer::WindowScorer(Plan const& plan)
    : plan_(plan),
      taken_(batch_rows),
      odd_(plan, detectives_),
      missing_(plan.declared.size(), plan.missing_codes),
      witnesses_(plan.used.size()),
      by_label_(plan.parts.size()) {
    for (std::size_t p = 0; p < plan.parts.size(); ++p) {
        auto const& part = plan.parts[p];
        detectives_.emplace_back(*part.instrument, *part.binding);
        by_label_[p].resize(part.instrument->items.size());
        tabled_ = tabled_ && part.tabled != nullptr;
    }
    for (std::size_t p = 0; p < plan.parts.size() && tabled_; ++p) {
        auto const& part = plan.parts[p];
        auto& scorer = parts_.emplace_back();
        scorer.batch = std::make_unique<scoring::TabledBatch>(*part.tabled);
        scorer.screen = std::make_unique<validity::ShortScreen>(*part.tabled, *scorer.batch);
        scorer.writer = std::make_unique<report::PartWriter>(*part.lines, *scorer.batch, *scorer.screen);
        for (std::size_t i = 0; i < part.instrument->items.size(); ++i) {
            auto const& answers = part.tabled->items()[i];
            scorer.answers.push_back(answers ? scorer.batch->answers(i) : nullptr);
            if (!answers) continue;
            auto const column = *part.binding->item_columns[i];
            auto const used = std::lower_bound(plan.used.begin(), plan.used.end(), column) - plan.used.begin();
            scorer.items.push_back({i, column, static_cast<std::size_t>(used), &*answers, answers->by_byte(),
                                    scoring::expected_answers(answers->set())});
            if (!plan.declared.empty() && !plan.declared[column].empty()) look_for_declared(scorer.items.back());
            auto const block = std::find_if(scorer.blocks.begin(), scorer.blocks.end(), [&](Block const& b) {
                return column >= b.column && column < b.column + b.answers.size() && b.answers[column - b.column] == nullptr;
            });
            auto& into = block != scorer.blocks.end() ? *block : scorer.blocks.emplace_back(Block{column, {}});
            into.answers[column - into.column] = scorer.batch->answers(i);
        }
    }
}

/// Cells of one sign that stand for no answer are looked at as the longer ones are.
void WindowScorer::look_for_declared(Item& item) const {
    item.declared = &plan_.declared[item.column];
    for (unsigned byte = 1; byte < 128; ++byte) {
        auto const sign = static_cast<char>(byte);
        if (item.declared->has({&sign, 1})) item.by_byte[byte] = ShortAnswers::other;
    }
}

bool WindowScorer::score(data::csv::Window const& window, WindowScores& out) {
    out = {};
    if (!rows_.find(window, plan_.delimiter)) return false;
    lines_.clear();
    odd_at_.clear();
    raw_texts_.clear();
    for (auto& part : parts_)
        part.findings = {};
    look_at_rows(window.last, out);
    auto const rows = rows_.rows().size();
    for (std::size_t first = 0; first < rows; first += batch_rows)
        score_rows(first, std::min(batch_rows, rows - first));
    if (!odd_.empty()) {
        out.odd = odd_.score();
        odd_tally_.add(out.odd.tally);
        missing_.add(out.odd.missing);
        out.rows.refused = out.odd.rows.refused;
        out.rows.with_blank_extras = out.odd.rows.with_blank_extras;
        for (std::size_t u = 0; u < witnesses_.size(); ++u)
            witnesses_[u].hear(out.odd.witnesses[u]);
        for (std::size_t p = 0; p < by_label_.size(); ++p) {
            for (std::size_t i = 0; i < by_label_[p].size(); ++i)
                by_label_[p][i] += out.odd.by_label[p][i];
        }
    }
    if (plan_.lines_are_final && has_doubtful_numbers()) return false;
    put_findings_together(out);
    out.rows.rows = rows;
    out.rows.blank_lines = rows_.blank_lines();
    if (odd_at_.empty()) {
        out.lines = lines_.bytes();
        return true;
    }
    merged_.clear();
    auto const plain = lines_.bytes();
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
    return true;
}

bool WindowScorer::has_doubtful_numbers() const {
    return std::any_of(witnesses_.begin(), witnesses_.end(), [&](data::csv::Witness const& w) {
        return w.comma || w.comma_or_group || (w.point_or_group && plan_.delimiter != ',');
    });
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

void WindowScorer::look_at_rows(bool last_window, WindowScores& out) {
    auto const& rows = rows_.rows();
    total_row_ = rows.size();
    if (last_window && !rows.empty() && data::names_a_total(content(rows.back(), 0))) total_row_ = rows.size() - 1;
    if (!plan_.shape.id) return;
    bool const simple = !plan_.shape.wave;
    std::string_view last;
    for (std::size_t r = 0; r < rows.size() && out.ids.holds; ++r) {
        if (!is_plain(r)) {
            if (rows[r].fields > plan_.header.names.size()) out.ids.holds = false;  // it may be a row after all
            continue;
        }
        if (!simple) {
            watch_ids(rows[r], out.ids);
            continue;
        }
        auto id = rows_.field(rows[r], *plan_.shape.id);
        bool const bare = !id.empty() && is_plain_sign(id.front()) && is_plain_sign(id.back());
        if (!bare || last.empty()) {
            watch_ids(rows[r], out.ids);
            // The views that `last` is made of hold only for fields as they stand.
            last = bare ? id : std::string_view();
            continue;
        }
        bool const behind = id.size() == last.size() && id.size() <= sizeof(std::uint64_t)
                                ? order_of(id) > order_of(last)
                                : comes_behind(id, last);
        out.ids.holds = behind;
        last = id;
    }
    if (!last.empty()) out.ids.last = last;
}

void WindowScorer::watch_ids(Row const& row, Ascending& ids) {
    auto const id = text::trimmed(content(row, *plan_.shape.id));
    if (!plan_.shape.wave) return ids.then(id);
    // Of one id the waves come in their own order.
    std::string both(id);
    both += '\0';
    both += text::trimmed(content(row, *plan_.shape.wave));
    if (id.empty()) both.clear();
    ids.then(both);
}

void WindowScorer::score_rows(std::size_t first, std::size_t rows) {
    auto const columns = plan_.header.names.size();
    dense_ = tabled_ && rows_.all_have(columns);
    std::fill_n(taken_.begin(), rows, static_cast<std::uint8_t>(tabled_));
    bool const has_total = total_row_ >= first && total_row_ < first + rows;
    for (std::size_t i = 0; i < rows && tabled_ && (!dense_ || has_total); ++i)
        taken_[i] = static_cast<std::uint8_t>(is_plain(first + i));
    labels_.clear();
    for (std::size_t p = 0; p < parts_.size(); ++p)
        read_answers(first, rows, p);
    for (auto const& label : labels_) {
        if (taken_[label.row] != 0) ++by_label_[label.part][label.item];
    }
    std::size_t counting = 0;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
        auto& part = parts_[p];
        part.batch->run(rows, part.gaps);
        part.screen->look(rows, part.gaps);
        detectives_[p].add(part.answers, taken_.data(), rows);
        part.writer->look(rows, taken_.data());
        tell_wrong(p);
        counting += part.writer->counting();
    }
    for (std::size_t i = 0; i < rows; ++i) {
        if (taken_[i] == 0) {
            auto const& row = rows_.rows()[first + i];
            odd_.add(rows_.record(row), row.line, static_cast<std::uint32_t>(first + i), first + i == total_row_);
            odd_at_.push_back(lines_.size());
            continue;
        }
        std::size_t there = 0;
        for (auto const& part : parts_)
            there += part.writer->there(i);
        counts_.add_row(there, counting);
        if (plan_.missing_codes > 0) count_missing(rows_.rows()[first + i]);
        write(first + i, i);
    }
}

void WindowScorer::read_answers(std::size_t first, std::size_t rows, std::size_t part) {
    auto& scorer = parts_[part];
    auto const columns = plan_.header.names.size();
    auto const* const table = rows_.rows().data() + first;
    scorer.gaps.clear();
    scorer.wrong.clear();
    for (auto const& block : scorer.blocks) {
        if (dense_)
            numeric::columns_of_rows(rows_.shorts() + table->field + block.column, columns, rows, block.answers);
    }
    for (auto const& item : scorer.items) {
        auto* const answers = scorer.batch->answers(item.item);
        auto const* const shorts = rows_.shorts() + item.column;
        if (!dense_) {
            for (std::size_t i = 0; i < rows; ++i)
                answers[i] = table[i].fields == columns ? shorts[table[i].field] : ShortAnswers::none;
        }
        numeric::column_loops().translate(item.by_byte.data(), ShortAnswers::other, rows, answers);
        auto const* const end = answers + rows;
        for (auto* at = answers; (at = static_cast<std::uint8_t*>(std::memchr(at, ShortAnswers::other, static_cast<std::size_t>(end - at)))) != nullptr;) {
            auto const row = static_cast<std::size_t>(at - answers);
            *at = ShortAnswers::none;
            if (taken_[row] != 0) *at = read_long(first, row, part, item);
            if (++at == end) break;
        }
    }
    auto const by_row = [](auto const& a, auto const& b) { return a.row < b.row; };
    std::stable_sort(scorer.gaps.begin(), scorer.gaps.end(), by_row);
    std::stable_sort(scorer.wrong.begin(), scorer.wrong.end(), by_row);
}

void WindowScorer::count_missing(Row const& row) {
    for (std::size_t c = 0; c < plan_.declared.size(); ++c) {
        if (auto const code = plan_.declared[c].find(content(row, c))) missing_.count(c, *code);
    }
}

/// A cell that is more than one sign, or no plain answer.
std::uint8_t WindowScorer::read_long(std::size_t first, std::size_t row, std::size_t part, Item const& item) {
    auto const& place = rows_.rows()[first + row];
    auto const cell = content(place, item.column);
    if (cell.size() > CellMemory::longest) {
        taken_[row] = 0;
        return ShortAnswers::none;
    }
    auto const& known = memory_.look(*item.answers, item.declared, cell);
    auto const& found = known.found;
    if (found.answer == ShortAnswers::other) {
        taken_[row] = 0;
        return ShortAnswers::none;
    }
    if (!known.blank) witnesses_[item.used].hear(known.shape);
    if (found.by_label) labels_.push_back({row, part, item.item});
    if (found.reason == MissingReason::none || found.reason == MissingReason::blank) return found.answer;
    auto& scorer = parts_[part];
    scorer.gaps.push_back({static_cast<std::uint16_t>(row), static_cast<std::uint16_t>(item.item), found.reason});
    if (known.code.empty()) return found.answer;
    // The text of a cell with doubled quotes is in a buffer that the next one uses.
    auto const raw = cell.data() == unquoted_.data() ? std::string_view(raw_texts_.emplace_back(cell)) : cell;
    scorer.wrong.push_back(
        {static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(first + row), place.line, &item, known.code, raw, known.refused});
    return found.answer;
}

void WindowScorer::tell_wrong(std::size_t part) {
    auto& scorer = parts_[part];
    for (auto const& wrong : scorer.wrong) {
        if (taken_[wrong.row] == 0) continue;
        auto const& item = *wrong.item;
        detectives_[part].add_refused(item.item, wrong.refused);
        scorer.findings.add({wrong.in_window, wrong.line, static_cast<std::uint32_t>(item.column), wrong.code,
                             scoring::detail_of_wrong(wrong.code, item.expected), wrong.raw});
    }
}

void WindowScorer::put_text(std::string_view cell) {
    constexpr std::size_t quick = 32;
    // Between commas a field without quotes has none.
    bool const bare = (plan_.delimiter == ',' && !rows_.has_quotes()) ||
                      cell.find_first_of(",\"\r\n") == std::string_view::npos;
    bool const plain = bare && !cell.empty() && cell.size() <= quick && is_plain_sign(cell.front()) && is_plain_sign(cell.back());
    if (plain) {
        lines_.reserve(quick);
        auto* const to = lines_.end();
        std::memcpy(to, cell.data(), quick);
        lines_.end_at(to + cell.size());
    } else if (!cell.empty()) {
        csv_text_.clear();
        document::append_csv_text(csv_text_, cell);
        lines_.reserve(csv_text_.size() + 1);
        lines_.put(csv_text_);
    }
    lines_.put(',');
}

void WindowScorer::write(std::size_t row_number, std::size_t in_batch) {
    auto const& row = rows_.rows()[row_number];
    lines_.reserve(1);
    if (plan_.shape.id) {
        put_text(content(row, *plan_.shape.id));
    } else {
        char digits[16];
        auto const end = std::to_chars(digits, digits + sizeof digits, row.line).ptr;
        lines_.reserve(sizeof digits);
        lines_.put(std::string_view(digits, static_cast<std::size_t>(end - digits)));
        lines_.put(',');
    }
    if (plan_.shape.wave) put_text(content(row, *plan_.shape.wave));
    for (auto const column : plan_.shape.carried)
        put_text(content(row, column));
    for (auto& part : parts_)
        part.writer->put(in_batch, lines_);
    lines_.back() = '\n';
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
