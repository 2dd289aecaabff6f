#include "report/score_lines.hpp"

#include "base/expects.hpp"
#include "document/write/csv.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

namespace quaestor::report {
namespace {

using Field = ScoreColumn::Field;
using From = ScoreColumn::From;
using scoring::Origin;

std::string csv_text(document::Cell const& cell) {
    std::string text;
    document::append_csv_field(text, cell.value);
    return text + ',';
}

/// "0," to "n,": of counts.
std::vector<std::string> counts_up_to(std::size_t n) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i <= n; ++i)
        texts.push_back(std::to_string(i) + ',');
    return texts;
}

}  // namespace

void LineBuffer::put(char const* text, std::size_t size) {
    auto* const to = bytes_.data() + size_;
    std::memcpy(to, text, stride);
    if (size > stride) std::memcpy(to + stride, text + stride, size - stride);
    size_ += size;
}

void LineBuffer::put(std::string_view text) {
    std::memcpy(bytes_.data() + size_, text.data(), text.size());
    size_ += text.size();
}

void TextTable::add(std::string_view text) {
    bytes_.insert(bytes_.size() - LineBuffer::stride, text);
    begins_.push_back(static_cast<std::uint32_t>(bytes_.size() - LineBuffer::stride));
    longest_ = std::max(longest_, text.size());
}

void NumberTexts::put(double number, LineBuffer& out) {
    auto const bits = std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number);  // no "-0"
    auto& entry = entries_[(bits * 0x9E3779B97F4A7C15U) >> 52U];
    if (entry.bits != bits || entry.size == 0) {
        auto const end = std::to_chars(entry.text, entry.text + sizeof entry.text, std::bit_cast<double>(bits)).ptr;
        entry.size = static_cast<std::uint8_t>(end - entry.text);
        entry.bits = bits;
    }
    out.put(entry.text, entry.size);
}

PartLines::PartLines(ScoredFile const& shape, std::size_t part, scoring::Tabled const& tabled) : tabled_(&tabled) {
    auto const& instrument = tabled.instrument();
    // The columns of the score table over made-up people, who have one key each.
    std::vector<std::pair<Origin, std::vector<ScoreColumn>>> made;
    why_.resize(instrument.declared.size());
    for (auto const ref : instrument.declared)
        counts_.push_back(counts_for_row(instrument, ref));
    counting_ = static_cast<std::size_t>(std::count(counts_.begin(), counts_.end(), true));
    for (auto const origin : tabled.origins_in_use()) {
        auto file = shape;
        auto const& people = tabled.people(origin);
        file.parts[part].scores = &people;
        made.emplace_back(origin, score_columns(file));
        ByKey by_key{origin, std::vector<std::uint8_t>(people.rows), std::vector<std::uint8_t>(people.rows), {}};
        for (std::size_t r = 0; r < people.results.size(); ++r) {
            if (tabled.result_origins()[r] != origin) continue;
            by_key.results.push_back(r);
            auto const& column = people.results[r];
            for (std::size_t key = 0; key < people.rows; ++key) {
                bool const there = column.reasons[key] == MissingReason::none;
                if (there && counts_[r]) ++by_key.there[key];
                if (!there) by_key.absent[key] = 1;
                auto const passport = column.passports.empty() ? scoring::Passport() : column.passports[key];
                auto const why = there ? "" : why_absent(instrument, r, column.reasons[key], passport);
                auto const known = std::find(reasons_.begin(), reasons_.end(), why);
                why_[r].push_back(static_cast<std::uint16_t>(known - reasons_.begin()));
                if (known == reasons_.end()) reasons_.push_back(why);
            }
        }
        by_key_.push_back(std::move(by_key));
    }
    auto any_people = shape;
    scoring::Scores const none = scoring::room_for(tabled.plan(), 0);
    any_people.parts[part].scores = &none;
    for (auto const& column : score_columns(any_people)) {
        if (column.from != From::person && column.part == part) add(column, made);
    }
    for (auto& texts : being_made_) {
        auto& table = texts_.emplace_back();
        for (auto const& text : texts)
            table.add(text);
        longest_ += table.longest();
    }
    being_made_ = {};
    longest_ += segments_.size() * (NumberTexts::longest + 1 + LineBuffer::stride);
}

/// Texts of one origin that follow one another become one.
void PartLines::add_text(Segment segment, std::vector<std::string> const& texts) {
    bool const goes_on = !segments_.empty() && segments_.back().kind == segment.kind &&
                         (segment.kind == Segment::Kind::literal ||
                          (segment.kind == Segment::Kind::by_key && segments_.back().origin == segment.origin));
    if (goes_on) {
        auto& before = being_made_[segments_.back().texts];
        for (std::size_t key = 0; key < texts.size(); ++key)
            before[key] += texts[key];
        return;
    }
    segment.texts = being_made_.size();
    being_made_.push_back(texts);
    segments_.push_back(segment);
}

void PartLines::add(ScoreColumn const& column,
                    std::vector<std::pair<Origin, std::vector<ScoreColumn>>> const& made) {
    using Kind = Segment::Kind;
    auto const& tabled = *tabled_;
    Segment segment;
    segment.field = column.field;
    segment.index = column.index;
    segment.place = column.place;
    if (column.from == From::form) {
        auto const items = tabled.instrument().items.size();
        switch (column.field) {
            case Field::answered:
                segment.kind = Kind::answered;
                return add_text(segment, counts_up_to(items));
            case Field::missing:
                segment.kind = Kind::missing;
                return add_text(segment, counts_up_to(items));
            case Field::out_of_range:
            case Field::unreadable:
                return add_text(segment, {"0,"});
            case Field::longest_run:
                segment.kind = Kind::longest_run;
                return add_text(segment, counts_up_to(items));
            case Field::variability:
                segment.kind = Kind::variability;
                segments_.push_back(segment);
                return;
            case Field::verdict:
                return add_text(segment, {std::string(word(validity::Verdict::yes)) + ','});
            case Field::reasons:
                return add_text(segment, {","});
            default:
                segment.kind = Kind::why;
                segments_.push_back(segment);
                return;
        }
    }
    segment.origin =
        column.from == From::flag ? tabled.flag_origins()[column.index] : tabled.result_origins()[column.index];
    if (segment.origin.kind == Origin::Kind::several) {
        segment.kind = Kind::of_several;
        if (column.from == From::flag) segment.field = Field::whole;
        if (column.field == Field::t) segment.factor = 10, segment.offset = 50;
        segments_.push_back(segment);
        return;
    }
    segment.kind = Kind::by_key;
    auto const found = std::find_if(made.begin(), made.end(), [&](auto const& m) { return m.first == segment.origin; });
    auto const same = std::find_if(found->second.begin(), found->second.end(),
                                   [&](ScoreColumn const& c) { return c.column.key == column.column.key; });
    std::vector<std::string> texts;
    for (std::size_t key = 0; key < tabled.keys(segment.origin); ++key)
        texts.push_back(csv_text(same->cell(key)));
    add_text(segment, texts);
}

PartWriter::PartWriter(PartLines const& lines, scoring::TabledBatch const& batch,
                       validity::ShortScreen const& screen)
    : lines_(lines), batch_(batch), screen_(screen), there_(scoring::batch_rows), absent_(scoring::batch_rows) {
    for (auto const& by_key : lines.by_key_)
        people_.emplace_back(by_key.there.size());
    auto const& plan = lines.tabled_->plan();
    for (auto const& result : plan.results)
        several_.results.push_back({{}, std::vector<std::map<std::int32_t, std::uint64_t>>(result.bands.size())});
    several_.flags.resize(plan.flags.size());
}

void PartWriter::look(std::size_t rows, std::uint8_t const* taken) {
    auto const& tabled = *lines_.tabled_;
    auto const& plan = tabled.plan();
    std::fill_n(there_.begin(), rows, std::uint8_t{0});
    std::fill_n(absent_.begin(), rows, std::uint8_t{0});
    for (std::size_t o = 0; o < lines_.by_key_.size(); ++o) {
        auto const& by_key = lines_.by_key_[o];
        auto const* const keys = batch_.keys(by_key.origin);
        auto& people = people_[o];
        for (std::size_t i = 0; i < rows; ++i) {
            auto const key = keys[i];
            there_[i] = static_cast<std::uint8_t>(there_[i] + by_key.there[key]);
            absent_[i] |= by_key.absent[key];
            people[key] += taken[i];
        }
    }
    for (std::size_t r = 0; r < plan.results.size(); ++r) {
        if (tabled.result_origins()[r].kind != Origin::Kind::several) continue;
        auto const& column = batch_.column(plan.results[r].value);
        bool const number = is_number(tabled.instrument(), plan.results[r].ref);
        auto& tally = several_.results[r];
        for (std::size_t i = 0; i < rows; ++i) {
            bool const there = column.states[i].reason == MissingReason::none;
            if (there && lines_.counts_[r]) ++there_[i];
            if (!there) absent_[i] = 1;
            if (there && number && taken[i] != 0) tally.spread.add(column.values[i]);
        }
        for (std::size_t b = 0; b < tally.bands.size(); ++b) {
            auto const& band = batch_.column(plan.results[r].bands[b].band);
            for (std::size_t i = 0; i < rows; ++i) {
                if (taken[i] != 0 && band.states[i].reason == MissingReason::none)
                    ++tally.bands[b][static_cast<std::int32_t>(band.values[i])];
            }
        }
    }
    for (std::size_t f = 0; f < plan.flags.size(); ++f) {
        if (tabled.flag_origins()[f].kind != Origin::Kind::several) continue;
        for (std::size_t i = 0; i < rows; ++i) {
            if (taken[i] != 0)
                ++several_.flags[f][static_cast<std::size_t>(scoring::flag_state(batch_.column(plan.flags[f]), i))];
        }
    }
    forms_ += static_cast<std::uint64_t>(std::count_if(taken, taken + rows, [](auto t) { return t != 0; }));
}

void PartWriter::put(std::size_t row, LineBuffer& out) {
    using Kind = PartLines::Segment::Kind;
    out.reserve(lines_.longest_);
    auto const by = [&](PartLines::Segment const& segment, std::size_t key) {
        lines_.texts_[segment.texts].put(key, out);
    };
    for (auto const& segment : lines_.segments_) {
        switch (segment.kind) {
            case Kind::literal:
                by(segment, 0);
                break;
            case Kind::by_key:
                by(segment, batch_.keys(segment.origin)[row]);
                break;
            case Kind::of_several:
                put_of_several(segment, row, out);
                break;
            case Kind::missing:
                by(segment, screen_.missing()[row]);
                break;
            case Kind::answered:
                by(segment, screen_.answered()[row]);
                break;
            case Kind::longest_run:
                by(segment, screen_.longest_run()[row]);
                break;
            case Kind::variability:
                if (auto const v = screen_.variability()[row]; !std::isnan(v)) numbers_.put(v, out);
                out.put(',');
                break;
            case Kind::why:
                if (absent_[row] != 0) put_why(row, out);
                out.put(',');
                break;
        }
    }
}

void PartWriter::put_of_several(PartLines::Segment const& segment, std::size_t row, LineBuffer& out) {
    auto const& tabled = *lines_.tabled_;
    auto const& instrument = tabled.instrument();
    auto const& plan = tabled.plan();
    auto const put_text = [&](std::string_view text) {
        text_.clear();
        document::append_csv_text(text_, text);
        out.reserve(text_.size() + lines_.longest_);
        out.put(std::string_view(text_));
    };
    if (segment.field == Field::whole) {
        out.put(word(scoring::flag_state(batch_.column(plan.flags[segment.index]), row)));
        return out.put(',');
    }
    auto const& result = plan.results[segment.index];
    auto const there = [&](scoring::RegisterColumn const& column) {
        return column.states[row].reason == MissingReason::none;
    };
    auto const text_of = [&](scoring::RegisterColumn const& column) {
        return std::string_view(instrument.texts[static_cast<std::size_t>(column.values[row])]);
    };
    switch (segment.field) {
        case Field::value: {
            auto const& column = batch_.column(result.value);
            if (!there(column)) break;
            if (is_number(instrument, result.ref)) {
                numbers_.put(column.values[row], out);
            } else if (instrument.scores[result.ref.index].expression.type == instrument::ValueType::boolean) {
                out.put(column.values[row] != 0 ? std::string_view("yes") : std::string_view("no"));
            } else {
                put_text(text_of(column));
            }
            break;
        }
        case Field::answers_used:
            numbers_.put(batch_.passport(result.ref.index, row).answered, out);
            break;
        case Field::how:
            out.put(word(batch_.passport(result.ref.index, row).how));
            break;
        case Field::band: {
            auto const& column = batch_.column(result.bands[segment.place].band);
            if (there(column)) put_text(text_of(column));
            break;
        }
        default: {
            auto const& column = batch_.column(result.norms[segment.place].value);
            if (there(column)) numbers_.put(segment.offset + segment.factor * column.values[row], out);
        }
    }
    out.put(',');
}

void PartWriter::put_why(std::size_t row, LineBuffer& out) {
    auto const& tabled = *lines_.tabled_;
    auto const& plan = tabled.plan();
    constexpr std::uint16_t several = 0x8000;  // and the reason itself
    reasons_.clear();
    std::uint64_t hash = 0;
    for (std::size_t r = 0; r < plan.results.size(); ++r) {
        auto const origin = tabled.result_origins()[r];
        bool const one = origin.kind != Origin::Kind::several;
        auto const reason =
            one ? lines_.why_[r][batch_.keys(origin)[row]]
                : static_cast<std::uint16_t>(
                      several | static_cast<unsigned>(batch_.column(plan.results[r].value).states[row].reason));
        reasons_.push_back(reason);
        hash = hash * 0x9E3779B97F4A7C15U + reason;
        // Why a scale is absent depends on its answers too.
        bool const scale = plan.results[r].ref.kind == instrument::ResultKind::scale;
        if (one || !scale) continue;
        auto const& passport = batch_.passport(plan.results[r].ref.index, row);
        reasons_.push_back(static_cast<std::uint16_t>(passport.answered));
        reasons_.push_back(static_cast<std::uint16_t>(passport.applicable));
        hash = hash * 0x9E3779B97F4A7C15U + passport.answered;
    }
    auto& known = known_why_[(hash * 0x9E3779B97F4A7C15U) >> 56U];
    if (known.reasons != reasons_) {
        known.reasons = reasons_;
        known.field.clear();
        document::append_csv_text(known.field, why(row));
    }
    out.reserve(known.field.size() + lines_.longest_);
    out.put(std::string_view(known.field));
}

std::string PartWriter::why(std::size_t row) const {
    auto const& tabled = *lines_.tabled_;
    auto const& plan = tabled.plan();
    std::string all;
    auto const say = [&](std::string const& why) {
        if (!all.empty() && !why.empty()) all += "; ";
        all += why;
    };
    for (std::size_t r = 0; r < plan.results.size(); ++r) {
        auto const origin = tabled.result_origins()[r];
        if (origin.kind != Origin::Kind::several) {
            say(lines_.reasons_[lines_.why_[r][batch_.keys(origin)[row]]]);
            continue;
        }
        auto const reason = batch_.column(plan.results[r].value).states[row].reason;
        auto const ref = plan.results[r].ref;
        bool const scale = ref.kind == instrument::ResultKind::scale;
        if (reason != MissingReason::none)
            say(why_absent(tabled.instrument(), r, reason,
                           scale ? batch_.passport(ref.index, row) : scoring::Passport()));
    }
    return all;
}

PartTally PartWriter::tally() const {
    auto const& tabled = *lines_.tabled_;
    auto tally = several_;
    for (std::size_t o = 0; o < lines_.by_key_.size(); ++o) {
        auto const& by_key = lines_.by_key_[o];
        auto const& people = tabled.people(by_key.origin);
        for (std::size_t key = 0; key < people_[o].size(); ++key) {
            auto const n = people_[o][key];
            if (n == 0) continue;
            for (auto const r : by_key.results) {
                auto const& column = people.results[r];
                auto& result = tally.results[r];
                bool const there = column.reasons[key] == MissingReason::none;
                if (there && is_number(tabled.instrument(), column.ref)) result.spread.add(column.values[key], n);
                for (std::size_t b = 0; b < column.bands.size(); ++b) {
                    if (auto const place = column.bands[b].places[key]; place >= 0) result.bands[b][place] += n;
                }
            }
            for (std::size_t f = 0; f < people.flags.size(); ++f) {
                if (tabled.flag_origins()[f] == by_key.origin)
                    tally.flags[f][static_cast<std::size_t>(people.flags[f][key])] += n;
            }
        }
    }
    tally.asked = forms_;
    tally.forms[static_cast<std::size_t>(validity::Verdict::yes)] = forms_;
    return tally;
}

}  // namespace quaestor::report
