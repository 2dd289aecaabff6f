#include "data/fhir/question.hpp"

#include "base/fold.hpp"

#include <utility>

namespace quaestor::data::fhir {
namespace {

/// A question of a form has some ten answers. What has more is an open question: its texts have no labels.
constexpr std::size_t most_codes = 1000;

/// Whether both say something, and not the same.
bool differ(std::string const& a, std::string const& b) {
    return !a.empty() && !b.empty() && a != b;
}

}  // namespace

void Question::take(std::size_t row, Answer answer) {
    if (row_ != row) taken_ = 0;
    row_ = row;
    if (answer.coding && answer.system.empty()) ++remarks_.without_system;
    if (taken_++ == 0) answer_ = std::move(answer);
}

std::string_view Question::settle() {
    pad(row_);
    ++rows_;
    auto const several = std::exchange(taken_, 0) > 1;
    auto const trouble =
        several ? std::string_view("several answers, where one was expected") : answer_.trouble;
    if (!trouble.empty()) {
        cells_.add_missing(MissingReason::unreadable);
        return trouble;
    }
    cells_.add(answer_.text);
    learn(answer_);
    return {};
}

void Question::learn(Answer const& answer) {
    remarks_.units_differ = remarks_.units_differ || differ(remarks_.unit, answer.unit);
    if (remarks_.unit.empty()) remarks_.unit = answer.unit;
    if (answer.coding) {
        remarks_.systems_differ = remarks_.systems_differ || differ(system_, answer.system);
        if (system_.empty()) system_ = answer.system;
    }
    if (answer.label.empty() && answer.weight.empty()) return;
    auto place = places_.find(answer.text);
    if (place == places_.end()) {
        if (beside_.size() == most_codes) return;
        place = places_.emplace(answer.text, beside_.size()).first;
        beside_.push_back({answer.text, answer.label, answer.weight});
        return;
    }
    auto& known = beside_[place->second];
    if (differ(known.label, answer.label) && text::folded(known.label) != text::folded(answer.label))
        known.labels_differ = remarks_.labels_differ = true;
    if (differ(known.weight, answer.weight)) known.weights_differ = remarks_.weights_differ = true;
    if (known.label.empty()) known.label = answer.label;
    if (known.weight.empty()) known.weight = answer.weight;
}

void Question::word(std::string_view words) {
    if (words_.empty() && words.find('\0') == std::string_view::npos) words_ = words;
}

void Question::pad(std::size_t row) {
    for (; rows_ < row; ++rows_)
        cells_.add_missing(MissingReason::blank);
}

Column Question::finish(std::size_t rows) {
    pad(rows);
    auto column = cells_.finish();
    ColumnInfo info;
    info.label = words_;
    for (auto& one : beside_) {
        if (!one.label.empty() && !one.labels_differ) info.labels.push_back({one.code, std::move(one.label)});
        if (!one.weight.empty() && !one.weights_differ)
            info.weights.push_back({one.code, std::move(one.weight)});
    }
    column.set_info(std::move(info));
    return column;
}

}  // namespace quaestor::data::fhir
