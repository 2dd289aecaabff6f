#include "study/bulk/answer_reader.hpp"

#include "numeric/columns.hpp"
#include "scoring/decoder.hpp"
#include "study/bulk/by_row.hpp"

#include <algorithm>
#include <cstring>

namespace quaestor::study::bulk {
namespace {

using scoring::ShortAnswers;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

AnswerReader::AnswerReader(Plan const& plan, std::size_t part, scoring::TabledBatch& batch)
    : columns_(plan.header.names.size()), batch_(batch) {
    auto const& binding = *plan.parts[part].binding;
    auto const& tabled = *plan.parts[part].tabled;
    by_label_.resize(tabled.items().size());
    for (std::size_t i = 0; i < tabled.items().size(); ++i) {
        auto const& answers = tabled.items()[i];
        answers_.push_back(answers ? batch.answers(i) : nullptr);
        if (!answers) continue;
        auto const column = *binding.item_columns[i];
        auto const used = std::lower_bound(plan.used.begin(), plan.used.end(), column) - plan.used.begin();
        items_.push_back({i, column, static_cast<std::size_t>(used), &*answers, answers->by_byte(),
                          scoring::expected_answers(answers->set())});
        if (!plan.declared.empty() && !plan.declared[column].empty())
            look_for_declared(plan.declared[column], items_.back());
        add_to_block(column, batch.answers(i));
    }
}

/// Cells of one sign that stand for no answer are looked at as the longer ones are.
void AnswerReader::look_for_declared(data::DeclaredCodes const& declared, Item& item) {
    item.declared = &declared;
    for (unsigned byte = 1; byte < 128; ++byte) {
        auto const sign = static_cast<char>(byte);
        if (declared.has({&sign, 1})) item.by_byte[byte] = ShortAnswers::other;
    }
}

void AnswerReader::add_to_block(std::size_t column, std::uint8_t* answers) {
    auto const has_room = [&](Block const& block) {
        return column >= block.column && column < block.column + block.answers.size() &&
               block.answers[column - block.column] == nullptr;
    };
    auto const found = std::find_if(blocks_.begin(), blocks_.end(), has_room);
    auto& block = found != blocks_.end() ? *found : blocks_.emplace_back(Block{column, {}});
    block.answers[column - block.column] = answers;
}

void AnswerReader::read(data::csv::MarkedRows const& rows, std::size_t first, std::size_t count,
                        std::uint8_t* taken) {
    gaps_.clear();
    wrong_.clear();
    labels_.clear();
    dense_ = rows.all_have(columns_);
    for (auto const& block : blocks_) {
        if (!dense_) break;
        auto const* const shorts = rows.shorts() + rows.rows()[first].field + block.column;
        numeric::columns_of_rows(shorts, columns_, count, block.answers);
    }
    for (auto& item : items_)
        read_item(rows, first, count, item, taken);
    order_by_row(gaps_, room_for_gaps_);
    order_by_row(wrong_, room_for_wrong_);
}

void AnswerReader::read_item(data::csv::MarkedRows const& rows, std::size_t first, std::size_t count,
                             Item& item, std::uint8_t* taken) {
    auto* const answers = batch_.answers(item.item);
    if (!dense_) {
        auto const* const table = rows.rows().data() + first;
        auto const* const shorts = rows.shorts() + item.column;
        for (std::size_t i = 0; i < count; ++i)
            answers[i] = table[i].fields == columns_ ? shorts[table[i].field] : ShortAnswers::none;
    }
    numeric::column_loops().translate(item.by_byte.data(), ShortAnswers::other, count, answers);
    auto const next_other = [&](std::size_t from) {
        auto const* const found = std::memchr(answers + from, ShortAnswers::other, count - from);
        return found != nullptr ? static_cast<std::size_t>(static_cast<std::uint8_t const*>(found) - answers)
                                : count;
    };
    for (auto row = next_other(0); row < count; row = next_other(row + 1))
        answers[row] = taken[row] != 0 ? read_long(rows, first, row, item, taken) : ShortAnswers::none;
}

/// A cell that is more than one sign, or no plain answer.
std::uint8_t AnswerReader::read_long(data::csv::MarkedRows const& rows, std::size_t first, std::size_t row,
                                     Item& item, std::uint8_t* taken) {
    auto const& place = rows.rows()[first + row];
    KnownCell* known = nullptr;
    auto const sign = rows.shorts()[place.field + item.column];
    if (sign != data::csv::Marks::short_long) {
        known = &memory_.look(item.item, *item.answers, item.declared, static_cast<char>(sign));
    } else {
        auto const cell = rows.content(place, item.column, unquoted_);
        if (item.declared == nullptr && cell.size() == 2 && is_digit(cell[0]) && is_digit(cell[1])) {
            auto const number = static_cast<std::size_t>((cell[0] - '0') * 10 + (cell[1] - '0'));
            auto const answer = item.answers->by_two_digits()[number];
            if (answer != ShortAnswers::other) return answer;
        }
        if (cell.size() <= CellMemory::longest) known = &memory_.look(item.item, *item.answers, item.declared, cell);
    }
    if (known == nullptr || known->found.answer == ShortAnswers::other) {
        taken[row] = 0;
        return ShortAnswers::none;
    }
    auto const& found = known->found;
    if (!known->blank) item.witness.hear(known->shape);
    if (found.by_label) labels_.push_back({row, item.item});
    if (found.reason == MissingReason::none || found.reason == MissingReason::blank) return found.answer;
    gaps_.push_back({static_cast<std::uint16_t>(row), static_cast<std::uint16_t>(item.item), found.reason});
    if (!known->code.empty())
        wrong_.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(first + row),
                          place.line, &item, known});
    return found.answer;
}

void AnswerReader::tell(std::uint8_t const* taken, data::Findings& findings) {
    for (auto const& label : labels_) {
        if (taken[label.row] != 0) ++by_label_[label.item];
    }
    for (auto const& wrong : wrong_) {
        if (taken[wrong.row] == 0) continue;
        auto& known = *wrong.known;
        ++known.times;
        findings.add({wrong.in_window, wrong.line, static_cast<std::uint32_t>(wrong.item->column), known.code,
                      scoring::detail_of_wrong(known.code, wrong.item->expected), known.text});
    }
}

void AnswerReader::bear_witness(std::vector<data::csv::Witness>& witnesses) const {
    for (auto const& item : items_)
        witnesses[item.used].hear(item.witness);
}

}  // namespace quaestor::study::bulk
