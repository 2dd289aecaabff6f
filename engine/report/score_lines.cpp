#include "report/score_lines.hpp"

#include "base/expects.hpp"
#include "document/write/csv.hpp"

#include <algorithm>

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

}  // namespace

PartLines::PartLines(ScoredFile const& shape, std::size_t part, scoring::Tabled const& tabled) : tabled_(&tabled) {
    find_results(shape, part);
    auto any_people = shape;
    scoring::Scores const none = scoring::room_for(tabled.plan(), 0);
    any_people.parts[part].scores = &none;
    for (auto const& column : score_columns(any_people)) {
        if (column.from != From::person && column.part == part) add(column);
    }
    finish_texts();
    made_.clear();
}

/// The columns of the score table over made-up people, who have one key each, and what those people's results come to.
void PartLines::find_results(ScoredFile const& shape, std::size_t part) {
    auto const& tabled = *tabled_;
    auto const& instrument = tabled.instrument();
    why_.resize(instrument.declared.size());
    for (auto const ref : instrument.declared)
        counts_.push_back(counts_for_row(instrument, ref));
    counting_ = static_cast<std::size_t>(std::count(counts_.begin(), counts_.end(), true));
    for (auto const origin : tabled.origins_in_use()) {
        auto file = shape;
        auto const& people = tabled.people(origin);
        file.parts[part].scores = &people;
        made_.emplace_back(origin, score_columns(file));
        ByKey by_key{origin, std::vector<std::uint32_t>(people.rows), std::vector<std::uint16_t>(people.rows), {}};
        for (std::size_t r = 0; r < people.results.size(); ++r) {
            if (tabled.result_origins()[r] != origin) continue;
            by_key.results.push_back(r);
            auto const& column = people.results[r];
            for (std::size_t key = 0; key < people.rows; ++key) {
                bool const there = column.reasons[key] == MissingReason::none;
                by_key.told[key] += there ? (counts_[r] ? 1U : 0U) : one_absent;
                auto const passport = column.passports.empty() ? scoring::Passport() : column.passports[key];
                why_[r].push_back(there ? std::uint16_t{0} : why_of(r, column.reasons[key], passport));
            }
        }
        asked_.clear();
        std::map<std::vector<std::uint16_t>, std::uint16_t> known;
        for (std::size_t key = 0; key < people.rows; ++key) {
            std::vector<std::uint16_t> reasons;
            for (auto const r : by_key.results)
                reasons.push_back(why_[r][key]);
            by_key.why[key] = known.emplace(reasons, static_cast<std::uint16_t>(known.size())).first->second;
        }
        by_key_.push_back(std::move(by_key));
    }
}

/// Why a result is absent, as a place in reasons_. Many keys of one origin have the same to say.
std::uint16_t PartLines::why_of(std::size_t result, MissingReason reason, scoring::Passport const& passport) {
    auto const [asked, is_new] = asked_.emplace(std::tuple(result, reason, passport.answered, passport.applicable), std::uint16_t{0});
    if (!is_new) return asked->second;
    auto const why = why_absent(tabled_->instrument(), result, reason, passport);
    auto const known = std::find(reasons_.begin(), reasons_.end(), why);
    asked->second = static_cast<std::uint16_t>(known - reasons_.begin());
    if (known == reasons_.end()) reasons_.push_back(why);
    return asked->second;
}

/// Texts of one origin that follow one another become one.
void PartLines::add_texts(Segment segment, Texts texts) {
    bool const goes_on = !being_made_.empty() && segments_.back().origin == segment.origin;
    if (goes_on) {
        for (std::size_t key = 0; key < texts.size(); ++key)
            being_made_[key] += texts[key];
        return;
    }
    finish_texts();
    segments_.push_back(segment);
    being_made_ = std::move(texts);
}

void PartLines::finish_texts() {
    using Kind = Segment::Kind;
    if (being_made_.empty()) return;
    auto const texts = std::exchange(being_made_, {});
    auto& segment = segments_.back();
    std::size_t longest = 0;
    for (auto const& text : texts)
        longest = std::max(longest, text.size());
    longest_ += longest;
    if (longest > TextSlots::longest_text) {
        segment.kind = Kind::long_text;
        segment.texts = long_.size();
        long_.push_back(texts);
    } else {
        segment.kind = Kind::slots;
        segment.texts = slots_.size();
        slots_.emplace_back(texts);
    }
}

void PartLines::add(ScoreColumn const& column) {
    using Kind = Segment::Kind;
    auto const& tabled = *tabled_;
    Segment segment;
    segment.field = column.field;
    segment.index = column.index;
    segment.place = column.place;
    // What was seen of the form comes last, all of it and in one order: see PartWriter::put().
    if (column.from == From::form) {
        if (column.field == Field::answered) longest_ += FormLines::longest;
        if (column.field == Field::why_not_scored) longest_ += 1;
        has_form_ = true;
        return;
    }
    expects(!has_form_, "PartLines: a result behind what was seen of the form");
    segment.origin =
        column.from == From::flag ? tabled.flag_origins()[column.index] : tabled.result_origins()[column.index];
    if (segment.origin.kind == Origin::Kind::several) {
        if (column.from == From::flag) segment.field = Field::whole;
        if (column.field == Field::t) segment.factor = 10, segment.offset = 50;
        finish_texts();
        segment.kind = Kind::of_several;
        segments_.push_back(segment);
        longest_ += NumberTexts::longest + 1;
        return;
    }
    auto const found = std::find_if(made_.begin(), made_.end(), [&](auto const& m) { return m.first == segment.origin; });
    auto const same = std::find_if(found->second.begin(), found->second.end(),
                                   [&](ScoreColumn const& c) { return c.column.key == column.column.key; });
    Texts texts;
    for (std::size_t key = 0; key < tabled.keys(segment.origin); ++key)
        texts.push_back(csv_text(same->cell(key)));
    add_texts(segment, std::move(texts));
}

PartWriter::PartWriter(PartLines const& lines, scoring::TabledBatch const& batch,
                       validity::ShortScreen const& screen)
    : lines_(lines), batch_(batch), screen_(screen), told_(scoring::batch_rows), forms_(screen) {
    using Kind = PartLines::Segment::Kind;
    for (auto const& segment : lines.segments_) {
        auto& step = steps_.emplace_back(Step{&segment});
        if (segment.kind != Kind::slots) continue;
        step.slots = lines.slots_[segment.texts].slots();
        step.stride = lines.slots_[segment.texts].stride();
        step.keys = batch.keys(segment.origin);
    }
    for (auto const& by_key : lines.by_key_)
        people_.emplace_back(by_key.told.size());
    auto const& plan = lines.tabled_->plan();
    for (std::size_t r = 0; r < plan.results.size(); ++r) {
        auto const& result = plan.results[r];
        several_.results.push_back({{}, std::vector<std::map<std::int32_t, std::uint64_t>>(result.bands.size())});
        auto& spread = spreads_.emplace_back();
        bool const several = lines.tabled_->result_origins()[r].kind == Origin::Kind::several;
        if (several && is_number(lines.tabled_->instrument(), result.ref)) spread.emplace();
    }
    several_.flags.resize(plan.flags.size());
    constexpr std::size_t most_origins = 4;  // of two bytes each
    auto const& origins = lines.tabled_->result_origins();
    bool const one_each = std::none_of(origins.begin(), origins.end(),
                                       [](Origin const& origin) { return origin.kind == Origin::Kind::several; });
    if (one_each && lines.by_key_.size() <= most_origins) quick_why_.resize(256);
}

void PartWriter::look(std::size_t rows, std::uint8_t const* taken) {
    auto const& tabled = *lines_.tabled_;
    auto const& plan = tabled.plan();
    std::fill_n(told_.begin(), rows, std::uint32_t{0});
    for (std::size_t o = 0; o < lines_.by_key_.size(); ++o) {
        auto const& by_key = lines_.by_key_[o];
        auto const* const keys = batch_.keys(by_key.origin);
        auto& people = people_[o];
        for (std::size_t i = 0; i < rows; ++i) {
            auto const key = keys[i];
            told_[i] += by_key.told[key];
            people[key] += taken[i];
        }
    }
    for (std::size_t r = 0; r < plan.results.size(); ++r) {
        if (tabled.result_origins()[r].kind != Origin::Kind::several) continue;
        auto const& column = batch_.column(plan.results[r].value);
        auto* const spread = spreads_[r] ? &*spreads_[r] : nullptr;
        auto& tally = several_.results[r];
        for (std::size_t i = 0; i < rows; ++i) {
            bool const there = column.states[i].reason == MissingReason::none;
            told_[i] += there ? (lines_.counts_[r] ? 1U : 0U) : PartLines::one_absent;
            if (there && spread != nullptr && taken[i] != 0) spread->add(column.values[i]);
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
    forms_.look(rows, taken);
}

void PartWriter::add_there(std::size_t rows, std::uint32_t* there) const {
    for (std::size_t i = 0; i < rows; ++i)
        there[i] += told_[i] % PartLines::one_absent;
}

/// Calls `put`, which writes at the end of `out` by itself.
template <class Put>
char* PartWriter::aside(char* to, std::size_t room, LineBuffer& out, Put&& put) {
    out.end_at(to);
    put();
    return out.room_at(out.end(), room);
}

char* PartWriter::put_aside(PartLines::Segment const& segment, std::size_t row, char* to, std::size_t room, LineBuffer& out) {
    return aside(to, room, out, [&] {
        if (segment.kind == PartLines::Segment::Kind::of_several) return put_of_several(segment, row, out);
        auto const& text = lines_.long_[segment.texts][batch_.keys(segment.origin)[row]];
        out.reserve(text.size());
        out.put(text);
    });
}

char* PartWriter::put_other_form(std::size_t row, char* to, std::size_t room, LineBuffer& out) {
    return aside(to, room, out, [&] { forms_.put_other(row, out); });
}

char* PartWriter::put_why_absent(std::size_t row, char* to, std::size_t room, LineBuffer& out) {
    return aside(to, room, out, [&] { quick_why_.empty() ? put_why(row, out) : put_quick_why(row, out); });
}

void PartWriter::put_number(double number, LineBuffer& out) {
    out.end_at(numbers_.put(number, out.end()));
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
                put_number(column.values[row], out);
            } else if (instrument.scores[result.ref.index].expression.type == instrument::ValueType::boolean) {
                out.put(column.values[row] != 0 ? std::string_view("yes") : std::string_view("no"));
            } else {
                put_text(text_of(column));
            }
            break;
        }
        case Field::answers_used:
            put_number(batch_.passport(result.ref.index, row).answered, out);
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
            if (there(column)) put_number(segment.offset + segment.factor * column.values[row], out);
        }
    }
    out.put(',');
}

void PartWriter::put_quick_why(std::size_t row, LineBuffer& out) {
    std::uint64_t key = 0;
    for (auto const& by_key : lines_.by_key_)
        key = key << 16U | by_key.why[batch_.keys(by_key.origin)[row]];
    auto& known = quick_why_[(key * 0x9E3779B97F4A7C15U) >> 56U];
    if (known.key != key) {
        known.key = key;
        known.field.clear();
        document::append_csv_text(known.field, why(row));
    }
    out.reserve(known.field.size());
    out.put(known.field);
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
    for (std::size_t r = 0; r < spreads_.size(); ++r) {
        if (spreads_[r]) tally.results[r].spread.add(spreads_[r]->spread());
    }
    tally.forms = forms_.verdicts();
    for (auto const forms : tally.forms)
        tally.asked += forms;
    return tally;
}

}  // namespace quaestor::report
