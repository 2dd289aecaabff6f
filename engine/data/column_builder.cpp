#include "data/column_builder.hpp"

#include "base/text.hpp"
#include "data/number_text.hpp"

#include <cmath>
#include <limits>
#include <utility>

namespace quaestor::data {
namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

}  // namespace

void ColumnBuilder::expect_rows(std::size_t rows) {
    if (rows <= room_) return;
    room_ = rows;
    missing_.resize(room_, MissingReason::none);
    switch (kind_) {
        case ColumnKind::integer:
            integers_.resize(room_);
            break;
        case ColumnKind::real:
            reals_.resize(room_);
            break;
        case ColumnKind::text:
            texts_.reserve(room_);
            break;
    }
}

void ColumnBuilder::add_number(double value) {
    using Limits = std::numeric_limits<std::int32_t>;
    if (size_ == room_) grow();
    bool const whole = std::trunc(value) == value && value >= Limits::min() && value <= Limits::max();
    if (kind_ == ColumnKind::integer && whole) {
        integers_[size_++] = static_cast<std::int32_t>(value);
        return;
    }
    if (kind_ == ColumnKind::integer) become_real();
    if (kind_ == ColumnKind::real) {
        reals_[size_++] = value + 0.0;  // no negative zero: its text would not give it back
        return;
    }
    texts_.add(number_text(value));
    ++size_;
}

void ColumnBuilder::add_declared(double number) {
    add_number(number);
    missing_[size_ - 1] = MissingReason::declared;
}

void ColumnBuilder::add_declared(std::string_view text) {
    if (size_ == room_) grow();
    if (kind_ != ColumnKind::text) become_text();
    texts_.add(text);
    missing_[size_++] = MissingReason::declared;
}

void ColumnBuilder::add_missing(MissingReason reason) {
    if (size_ == room_) grow();
    if (kind_ == ColumnKind::real) reals_[size_] = no_value;
    if (kind_ == ColumnKind::text) texts_.add({});
    missing_[size_++] = reason;
}

void ColumnBuilder::add_any(std::string_view text) {
    if (text.empty()) return add_missing(MissingReason::blank);
    if (kind_ == ColumnKind::integer) {
        if (auto const value = exact_integer(text)) {
            integers_[size_++] = *value;
            return;
        }
        exact_real(text) ? become_real() : become_text();
    }
    if (kind_ == ColumnKind::real) {
        if (auto const value = exact_real(text)) {
            reals_[size_++] = *value;
            return;
        }
        become_text();
    }
    texts_.add(text);
    if (text::trimmed(text).empty()) missing_[size_] = MissingReason::blank;
    ++size_;
}

void ColumnBuilder::become_real() {
    reals_.resize(room_);
    for (std::size_t i = 0; i < size_; ++i) {
        bool const number = missing_[i] == MissingReason::none || missing_[i] == MissingReason::declared;
        reals_[i] = number ? integers_[i] : no_value;
    }
    integers_ = {};
    kind_ = ColumnKind::real;
}

void ColumnBuilder::become_text() {
    texts_.reserve(room_);
    for (std::size_t i = 0; i < size_; ++i) {
        if (missing_[i] != MissingReason::none && missing_[i] != MissingReason::declared) {
            texts_.add({});
        } else {
            texts_.add(kind_ == ColumnKind::integer ? number_text(integers_[i]) : number_text(reals_[i]));
        }
    }
    integers_ = {};
    reals_ = {};
    kind_ = ColumnKind::text;
}

Column ColumnBuilder::finish() {
    auto built = std::exchange(*this, ColumnBuilder({}));
    built.missing_.resize(built.size_);
    switch (built.kind_) {
        case ColumnKind::integer:
            built.integers_.resize(built.size_);
            return Column::integer(std::move(built.name_), std::move(built.integers_),
                                   std::move(built.missing_));
        case ColumnKind::real:
            built.reals_.resize(built.size_);
            return Column::real(std::move(built.name_), std::move(built.reals_), std::move(built.missing_));
        case ColumnKind::text:
            break;
    }
    return Column::text(std::move(built.name_), std::move(built.texts_), std::move(built.missing_));
}

}  // namespace quaestor::data
