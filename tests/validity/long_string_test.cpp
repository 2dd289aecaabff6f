#include "validity/long_string.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

using quaestor::validity::longest_run;

namespace {

double const blank = std::nan("");

std::uint32_t run_of(std::vector<double> const& answers) {
    return longest_run(answers);
}

}  // namespace

TEST_CASE("longest_run: counts neighbours that are equal", "[validity][long_string]") {
    CHECK(run_of({}) == 0);
    CHECK(run_of({3}) == 1);
    CHECK(run_of({1, 2, 3}) == 1);
    CHECK(run_of({2, 2, 1, 1, 1, 2}) == 3);
    CHECK(run_of({1, 2, 2, 2, 2}) == 4);  // at the end
    CHECK(run_of({4, 4, 4, 1, 4, 4}) == 3);
    CHECK(run_of({0, 0, 0, 0}) == 4);  // zero is an answer like any other
    CHECK(run_of({0.5, 0.5, 0.25}) == 2);
}

TEST_CASE("longest_run: a missing answer ends a run and is none itself", "[validity][long_string]") {
    CHECK(run_of({blank, blank, blank}) == 0);
    CHECK(run_of({1, 1, blank, 1, 1, 1}) == 3);
    CHECK(run_of({1, 1, blank, 1}) == 2);
    CHECK(run_of({blank, 5}) == 1);
    CHECK(run_of({5, blank}) == 1);
}

TEST_CASE("longest_run: the same read from the end", "[validity][long_string][property]") {
    std::vector<double> answers;
    unsigned state = 1;
    for (int person = 0; person < 200; ++person) {
        answers.clear();
        for (int j = 0; j < 30; ++j) {
            state = state * 1664525u + 1013904223u;
            auto const code = (state >> 16) % 4;
            answers.push_back(code == 3 ? blank : static_cast<double>(code));
        }
        auto const forward = run_of(answers);
        std::reverse(answers.begin(), answers.end());
        CHECK(run_of(answers) == forward);
        auto const answered =
            std::count_if(answers.begin(), answers.end(), [](double a) { return !std::isnan(a); });
        CHECK(forward <= static_cast<std::uint32_t>(answered));
    }
}
