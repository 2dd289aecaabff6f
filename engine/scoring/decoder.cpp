#include "scoring/decoder.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/exports/qualtrics.hpp"
#include "scoring/codes.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::scoring {
namespace {

void put(RegisterColumn& out, std::size_t i, instrument::Answer const& answer) {
    out.values[i] = answer.reason == MissingReason::none ? answer.value : 0;
    out.states[i] = {answer.reason, false};
}

struct Wrong {
    std::string_view code;
    std::string_view detail;
};

constexpr Wrong doubtful{code::doubtful_number, "its comma or point can be read in two ways; --decimal , or --decimal . says which"};

constexpr Wrong several{data::code::several_choices, "several choices in one cell, where one answer was expected"};

/// A number, if one knew what its comma or point is.
bool is_doubtful(std::string_view raw) {
    auto const shape = number_shape(raw);
    return shape != NumberShape::none && shape != NumberShape::plain;
}

}  // namespace

std::string allowed_answers(instrument::ResponseSet const& set) {
    auto const range = text::number(set.values.low) + " to " + text::number(set.values.high);
    switch (set.kind) {
        case instrument::ResponseKind::options:
            break;
        case instrument::ResponseKind::integer:
            return "a whole number from " + range;
        case instrument::ResponseKind::number:
            return "a number from " + range;
        case instrument::ResponseKind::time:
            return "a clock time such as 23:30";
        case instrument::ResponseKind::date:
            return "a date such as 2024-02-29";
        case instrument::ResponseKind::text:
            return "a text";
    }
    std::vector<std::string> codes;
    for (auto const& option : set.options) {
        if (option.kind == instrument::OptionKind::answer) codes.push_back(option.code);
    }
    if (codes.size() < 2) return text::join(codes, "");
    auto const last = codes.back();
    codes.pop_back();
    return text::join(codes, ", ") + " or " + last;
}

std::string_view code_of_wrong(MissingReason reason, std::string_view raw) {
    if (reason == MissingReason::out_of_range) return code::out_of_range;
    return is_doubtful(raw) ? doubtful.code : code::unreadable;
}

std::string_view detail_of_wrong(std::string_view code, std::string_view expected) {
    return code == doubtful.code ? doubtful.detail : expected;
}

std::string expected_answers(instrument::ResponseSet const& set) {
    return "expected " + allowed_answers(set);
}

ItemDecoder::ItemDecoder(instrument::ResponseSet const& set, data::Table const& table, std::size_t column)
    : set_(set),
      table_(table),
      column_(column),
      clear_(table.notation(column).mark == DecimalMark::point),
      labels_(set),
      expected_(expected_answers(set)) {
    learn_codes();
    constexpr double widest = 4096;
    double low = set.values.low;
    double high = set.values.high;
    for (auto const& option : set.options) {
        if (!option.number) continue;
        low = std::min(low, *option.number);
        high = std::max(high, *option.number);
    }
    low = std::floor(low);
    high = std::ceil(high);
    if (high - low >= widest || low < INT32_MIN || high > INT32_MAX) return;
    lowest_ = static_cast<std::int32_t>(low);
    for (auto code = low; code <= high; code += 1)
        quick_.push_back(instrument::decode(set, code));
}

void ItemDecoder::learn_codes() {
    if (table_.origin() != data::Origin::fhir) return;
    auto const& info = table_.column(column_).info();
    for (auto const& [code, label] : info.labels) {
        if (auto const answer = labels_.find(label)) by_code_.emplace(code, *answer);
    }
    for (auto const& [code, weight] : info.weights) {
        auto const answer = instrument::decode(set_, weight);
        if (answer.reason == MissingReason::none) by_code_.emplace(code, answer);
    }
}

instrument::Answer ItemDecoder::of_integer(std::int32_t number) const {
    auto const place = static_cast<std::int64_t>(number) - lowest_;
    if (place >= 0 && place < static_cast<std::int64_t>(quick_.size()))
        return quick_[static_cast<std::size_t>(place)];
    return instrument::decode(set_, static_cast<double>(number));
}

void ItemDecoder::report(std::size_t row, MissingReason reason, data::Findings& findings) const {
    auto const& column = table_.column(column_);
    auto const raw = column.text(row);
    bool const list = table_.origin() == data::Origin::qualtrics && data::exports::is_choice_list(raw);
    auto const found = code_of_wrong(reason, raw);
    auto const wrong = list ? several : Wrong{found, detail_of_wrong(found, expected_)};
    findings.add({static_cast<std::uint32_t>(row), table_.line(row), static_cast<std::uint32_t>(column_),
                  wrong.code, wrong.detail, raw});
}

MissingReason ItemDecoder::why_declared(std::size_t row) const {
    auto const meant = instrument::decode(set_, table_.column(column_).text(row), table_.notation());
    return meant.reason == MissingReason::not_applicable ? meant.reason : MissingReason::declared;
}

std::size_t ItemDecoder::run(std::size_t first, std::size_t rows, RegisterColumn& out,
                             data::Findings& findings) const {
    auto const& column = table_.column(column_);
    std::size_t by_label = 0;
    auto const missing = column.missing().subspan(first, rows);
    for (std::size_t i = 0; i < rows; ++i) {
        if (missing[i] != MissingReason::none) {
            put(out, i, {0, missing[i] == MissingReason::declared ? why_declared(first + i) : missing[i]});
            continue;
        }
        instrument::Answer answer;
        switch (column.kind()) {
            case data::ColumnKind::integer:
                answer = of_integer(column.integers()[first + i]);
                break;
            case data::ColumnKind::real:
                answer = clear_ ? instrument::decode(set_, column.reals()[first + i])
                                : instrument::decode(set_, column.text(first + i), table_.notation(column_));
                break;
            case data::ColumnKind::text:
                answer = instrument::decode(set_, column.texts()[first + i], table_.notation(column_));
                if (answer.reason != MissingReason::unreadable) break;
                if (auto const labelled = labels_.find(column.texts()[first + i])) {
                    answer = *labelled;
                    ++by_label;
                }
                break;
        }
        bool const unknown =
            answer.reason == MissingReason::out_of_range || answer.reason == MissingReason::unreadable;
        if (unknown && !by_code_.empty()) {
            if (auto const known = by_code_.find(column.text(first + i)); known != by_code_.end()) {
                answer = known->second;
                ++by_label;
            }
        }
        put(out, i, answer);
        bool const wrong =
            answer.reason == MissingReason::out_of_range || answer.reason == MissingReason::unreadable;
        if (wrong) report(first + i, answer.reason, findings);
    }
    return by_label;
}

void decode_covariate(instrument::Covariate const& covariate, data::Table const& table, std::size_t column,
                      std::size_t first, std::size_t rows, RegisterColumn& out, data::Findings& findings) {
    auto const& source = table.column(column);
    for (std::size_t i = 0; i < rows; ++i) {
        auto const row = first + i;
        if (source.missing()[row] != MissingReason::none) {
            put(out, i, {0, source.missing()[row]});
            continue;
        }
        auto const raw = source.text(row);
        auto const answer = instrument::decode(covariate, raw, table.notation(column));
        put(out, i, answer);
        if (answer.reason == MissingReason::none) continue;
        bool const doubt = covariate.kind == instrument::CovariateKind::number && is_doubtful(raw);
        auto const expected = "not a value of " + covariate.id;
        auto const wrong = doubt ? doubtful : Wrong{code::bad_covariate, expected};
        findings.add({static_cast<std::uint32_t>(row), table.line(row), static_cast<std::uint32_t>(column),
                      wrong.code, wrong.detail, raw});
    }
}

}  // namespace quaestor::scoring
