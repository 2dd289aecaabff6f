#include "study/bulk/window_scorer.hpp"

#include "base/text.hpp"
#include "data/csv/scanner.hpp"
#include "data/total_row.hpp"
#include "document/write/csv.hpp"

#include <algorithm>
#include <charconv>

namespace quaestor::study::bulk {
namespace {

using scoring::batch_rows;
using scoring::ShortAnswers;

bool comes_behind(std::string_view next, std::string_view last) {
    return next.size() != last.size() ? next.size() > last.size() : next > last;
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
        scorer.screen = std::make_unique<validity::ShortScreen>(*part.tabled);
        scorer.writer = std::make_unique<report::PartWriter>(*part.lines, *scorer.batch, *scorer.screen);
        for (std::size_t i = 0; i < part.instrument->items.size(); ++i) {
            auto const& answers = part.tabled->items()[i];
            scorer.answers.push_back(answers ? scorer.batch->answers(i) : nullptr);
            if (!answers) continue;
            auto const column = *part.binding->item_columns[i];
            auto const used = std::lower_bound(plan.used.begin(), plan.used.end(), column) - plan.used.begin();
            scorer.items.push_back({i, column, static_cast<std::size_t>(used), &*answers, answers->by_byte()});
        }
    }
}

bool WindowScorer::score(data::csv::Window const& window, WindowScores& out) {
    out = {};
    if (!rows_.find(window, plan_.delimiter)) return false;
    lines_.clear();
    odd_at_.clear();
    look_at_rows(window.last, out);
    auto const rows = rows_.rows().size();
    for (std::size_t first = 0; first < rows; first += batch_rows)
        score_rows(first, std::min(batch_rows, rows - first));
    if (!odd_.empty()) {
        out.odd = odd_.score();
        odd_tally_.add(out.odd.tally);
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
        merged_.put(std::string_view(line));
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

void WindowScorer::look_at_rows(bool last_window, WindowScores& out) {
    auto const& rows = rows_.rows();
    total_row_ = rows.size();
    if (last_window && !rows.empty() && data::names_a_total(content(rows.back(), 0))) total_row_ = rows.size() - 1;
    if (!plan_.shape.id) return;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (is_plain(r)) {
            watch_ids(rows[r], out.ids);
        } else if (rows[r].fields > plan_.header.names.size()) {
            out.ids.holds = false;  // it may be a row after all
        }
    }
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
    for (std::size_t i = 0; i < rows; ++i)
        taken_[i] = static_cast<std::uint8_t>(tabled_ && is_plain(first + i));
    labels_.clear();
    for (std::size_t p = 0; p < parts_.size(); ++p) {
        read_answers(first, rows, p);
        parts_[p].batch->run(rows);
        parts_[p].screen->look(*parts_[p].batch, rows);
        for (std::size_t i = 0; i < rows; ++i)
            taken_[i] = static_cast<std::uint8_t>(taken_[i] & parts_[p].screen->is_valid()[i]);
    }
    for (auto const& label : labels_) {
        if (taken_[label.row] != 0) ++by_label_[label.part][label.item];
    }
    for (std::size_t p = 0; p < parts_.size(); ++p)
        detectives_[p].add(parts_[p].answers, taken_.data(), rows);
    std::size_t counting = 0;
    for (auto& part : parts_) {
        part.writer->look(rows, taken_.data());
        counting += part.writer->counting();
    }
    for (std::size_t i = 0; i < rows; ++i) {
        if (taken_[i] == 0) {
            auto const& row = rows_.rows()[first + i];
            odd_.add(rows_.record(row), row.line, static_cast<std::uint32_t>(first + i), first + i == total_row_);
            odd_at_.push_back(lines_.bytes().size());
            continue;
        }
        std::size_t there = 0;
        for (auto const& part : parts_)
            there += part.writer->there(i);
        counts_.add_row(there, counting);
        write(first + i, i);
    }
}

void WindowScorer::read_answers(std::size_t first, std::size_t rows, std::size_t part) {
    auto& scorer = parts_[part];
    auto const columns = plan_.header.names.size();
    auto const* const shorts = rows_.shorts();
    for (auto const& item : scorer.items) {
        auto* const answers = scorer.batch->answers(item.item);
        for (std::size_t i = 0; i < rows; ++i) {
            auto const& row = rows_.rows()[first + i];
            answers[i] = row.fields == columns ? item.by_byte[shorts[row.field + item.column]] : ShortAnswers::blank;
            if (answers[i] != ShortAnswers::other) continue;
            answers[i] = ShortAnswers::blank;
            if (taken_[i] == 0) continue;
            auto const& known = memory_.look(*item.answers, content(row, item.column));
            if (known.found.answer == ShortAnswers::other) {
                taken_[i] = 0;
                continue;
            }
            answers[i] = known.found.answer;
            if (known.found.answer != ShortAnswers::blank) witnesses_[item.used].hear(known.shape);
            if (known.found.by_label) labels_.push_back({i, part, item.item});
        }
    }
}

void WindowScorer::put_text(std::string_view cell) {
    bool const plain = !cell.empty() && cell.size() <= report::LineBuffer::stride && is_plain_sign(cell.front()) &&
                       is_plain_sign(cell.back()) && cell.find_first_of(",\"\r\n") == std::string_view::npos;
    if (plain) {
        lines_.reserve(cell.size() + 1);
        lines_.put(cell.data(), cell.size());
    } else if (!cell.empty()) {
        csv_text_.clear();
        document::append_csv_text(csv_text_, cell);
        lines_.reserve(csv_text_.size() + 1);
        lines_.put(std::string_view(csv_text_));
    }
    lines_.put(',');
}

void WindowScorer::write(std::size_t row_number, std::size_t in_batch) {
    auto const& row = rows_.rows()[row_number];
    lines_.reserve(report::LineBuffer::stride);
    if (plan_.shape.id) {
        put_text(content(row, *plan_.shape.id));
    } else {
        char digits[16];
        auto const end = std::to_chars(digits, digits + sizeof digits, row.line).ptr;
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
