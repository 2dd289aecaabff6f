// Makes up files of answers of any size, the same from the same seed:
//   bench_responses FORM ROWS [--seed N] [--bad RATE] [--every-row-bad] [--quoted] > FILE
//   bench_responses ITEMS --definition > FILE.inst
// FORM is narrow (WEMWBS), wide (WEMWBS, PHQ-9, GAD-7, PSS-10), or a number of items, for which a definition
// can be had.
#include "bench/responses/form.hpp"
#include "bench/responses/respondents.hpp"

#include <charconv>
#include <cstdio>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace {

struct Wish {
    std::string_view form{};
    std::int64_t rows = 0;
    bool definition = false;
    std::uint64_t seed = 1;
    bench::Habits habits{};
};

template <class Number>
bool read(std::string_view text, Number& number) {
    auto const end = text.data() + text.size();
    auto const [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc{} && rest == end && number >= 0;
}

std::optional<Wish> read(std::span<char* const> arguments) {
    if (arguments.size() < 2) return std::nullopt;
    Wish wish{.form = arguments[0]};
    std::string_view const second = arguments[1];
    wish.definition = second == "--definition";
    if (!wish.definition && !read(second, wish.rows)) return std::nullopt;
    for (std::size_t i = 2; i < arguments.size(); ++i) {
        std::string_view const option = arguments[i];
        auto const value = i + 1 < arguments.size() ? std::string_view(arguments[i + 1]) : std::string_view();
        if (option == "--every-row-bad")
            wish.habits.every_row_bad = true;
        else if (option == "--quoted")
            wish.habits.quoted = true;
        else if (option == "--seed" && read(value, wish.seed))
            ++i;
        else if (option == "--bad" && read(value, wish.habits.bad) && wish.habits.bad <= 0.9)
            ++i;
        else
            return std::nullopt;
    }
    return wish;
}

bool put(std::string const& text) {
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
}

bool put_rows(bench::Respondents& respondents, std::int64_t rows) {
    constexpr std::size_t piece = 1 << 20;
    auto out = respondents.header();
    for (std::int64_t row = 0; row < rows; ++row) {
        respondents.append_next(out);
        if (out.size() < piece) continue;
        if (!put(out)) return false;
        out.clear();
    }
    return put(out);
}

}  // namespace

int main(int count, char** arguments) {
    auto const wish = read({arguments + 1, static_cast<std::size_t>(count - 1)});
    auto const form = wish ? bench::form_of(wish->form) : std::nullopt;
    if (!form) {
        std::fputs(
            "usage: bench_responses narrow|wide|ITEMS ROWS [--seed N] [--bad RATE] [--every-row-bad] "
            "[--quoted]\n"
            "       bench_responses ITEMS --definition\n",
            stderr);
        return 2;
    }
    bool written = false;
    if (wish->definition) {
        written = put(bench::definition_of(form->questionnaires.front().items));
    } else {
        bench::Respondents respondents(*form, wish->habits, wish->seed);
        written = put_rows(respondents, wish->rows);
    }
    if (written && std::fflush(stdout) == 0) return 0;
    std::fputs("bench_responses: cannot write\n", stderr);
    return 1;
}
