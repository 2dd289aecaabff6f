#include "bench/responses/respondents.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

namespace bench {
namespace {

constexpr int states = 16;
constexpr double whole = 4294967296.0;  // 2^32, the draws of which decide about one cell

void append_number(std::string& out, std::int64_t number) {
    std::array<char, 24> text{};
    auto const end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    out.append(text.data(), end);
}

void append_two_digits(std::string& out, int number) {
    out += static_cast<char>('0' + number / 10);
    out += static_cast<char>('0' + number % 10);
}

/// A number from 0 to `bound` - 1 from 8 of the bits, which is even enough for facts about people.
int of_bits(std::uint64_t bits, int shift, int bound) {
    return static_cast<int>((bits >> shift) % 256 * static_cast<std::uint64_t>(bound) / 256);
}

}  // namespace

Respondents::Respondents(Form form, Habits habits, std::uint64_t seed)
    : form_(std::move(form)),
      habits_(habits),
      random_(seed),
      blank_below_(static_cast<std::uint32_t>(habits.blank * whole)),
      bad_below_(static_cast<std::uint32_t>((habits.blank + habits.bad) * whole)) {
    quaestor::numeric::Random tables(seed, 1);
    for (auto const& questionnaire : form_.questionnaires) {
        for (int item = 1; item <= questionnaire.items; ++item)
            items_.push_back({answers_.size(), std::ranges::count(questionnaire.turned, item) != 0});
        auto& by_state = answers_.emplace_back();
        for (int state = 0; state < states; ++state) {
            auto const centre =
                questionnaire.middle + questionnaire.slope * (state - (states - 1) / 2.0) / 4.0;
            Answers plain{};
            Answers turned{};
            for (std::size_t i = 0; i < plain.size(); ++i) {
                auto const code = std::clamp(static_cast<int>(std::lround(centre + 0.8 * tables.normal())),
                                             questionnaire.lowest, questionnaire.highest);
                plain[i] = static_cast<char>('0' + code);
                turned[i] = static_cast<char>('0' + questionnaire.lowest + questionnaire.highest - code);
            }
            by_state.push_back(plain);
            by_state.push_back(turned);
        }
    }
}

std::string Respondents::header() const {
    std::string out = "id,site,arm,wave,age,sex,date";
    if (form_.education) out += ",education";
    if (habits_.quoted) out += ",remark";
    for (auto const& questionnaire : form_.questionnaires)
        for (int item = 1; item <= questionnaire.items; ++item)
            out += ',' + questionnaire.prefix + std::to_string(item);
    return out + '\n';
}

void Respondents::append_next(std::string& out) {
    append_person(out);
    if (habits_.quoted) append_remark(out);
    auto const bits = random_.bits();
    // The sum of four draws: most people are in the middle, few at the ends.
    auto const state =
        static_cast<std::size_t>((bits % 16 + bits / 16 % 16 + bits / 256 % 16 + bits / 4096 % 16) / 4);
    bool const same_answer_throughout = of_bits(bits, 16, 100) == 0;
    auto const spoilt = habits_.every_row_bad ? random_.below(items_.size()) : items_.size();
    std::uint64_t draws = 0;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        auto const item = items_[i];
        draws = i % 2 == 0 ? random_.bits() : draws >> 32;
        auto const draw = static_cast<std::uint32_t>(draws);
        out += ',';
        if (i == spoilt || (draw >= blank_below_ && draw < bad_below_)) {
            append_bad_code(out, form_.questionnaires[item.questionnaire]);
        } else if (draw >= blank_below_) {
            auto const& plain = answers_[item.questionnaire][2 * state];
            auto const& answers = answers_[item.questionnaire][2 * state + (item.turned ? 1 : 0)];
            out += same_answer_throughout ? plain[0] : answers[draw % 256];
        }
    }
    out += '\n';
}

void Respondents::append_person(std::string& out) {
    auto const bits = random_.bits();
    append_number(out, ++id_);
    out += ",S";
    append_two_digits(out, 1 + of_bits(bits, 0, 20));
    out += ',';
    out += "ABC"[of_bits(bits, 8, 3)];
    out += ',';
    append_number(out, 1 + of_bits(bits, 16, 4));
    out += ',';
    append_number(out, 16 + of_bits(bits, 24, 65));
    auto const sex = of_bits(bits, 32, 50);
    out += ',';
    out += sex == 0 ? 'X' : sex % 2 == 0 ? 'F' : 'M';
    out += ",202";
    append_number(out, of_bits(bits, 40, 5));
    out += '-';
    append_two_digits(out, 1 + of_bits(bits, 48, 12));
    out += '-';
    append_two_digits(out, 1 + of_bits(bits, 56, 28));
    if (form_.education) {
        out += ',';
        append_number(out, static_cast<std::int64_t>(bits % 7));
    }
}

void Respondents::append_remark(std::string& out) {
    constexpr std::array<std::string_view, 5> plain{"no comment", "felt fine", "ok", "completed on paper",
                                                    "late"};
    constexpr std::array<std::string_view, 5> quoted{
        R"("tired, but ok")", R"("said ""fine"", left early")", R"("moved house, new job, ""busy""")",
        R"("see form 3, page 2")", R"("call back, ask for ""Jo""")"};
    auto const draw = random_.below(25);
    out += ',';
    if (draw < 5)
        out += plain[draw];
    else if (draw < 10)
        out += quoted[draw - 5];
}

void Respondents::append_bad_code(std::string& out, Questionnaire const& questionnaire) {
    constexpr std::array<int, 10> numbers{0, 6, 7, 9, 55, 99, -9, 44, 8, 11};
    auto const number = numbers[random_.below(numbers.size())];
    auto const is_code = number >= questionnaire.lowest && number <= questionnaire.highest;
    append_number(out, is_code ? 99 : number);
}

}  // namespace bench
