#include "coding/direction.hpp"

#include "planted.hpp"
#include "support/language.hpp"
#include "support/sample.hpp"

#include <cmath>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

using Steps = std::vector<coding::StepColumn>;

/// By item.
Steps steps_of(support::Cells const& cells, int low) {
    Steps steps(cells.front().size());
    for (auto const& row : cells) {
        for (std::size_t item = 0; item < row.size(); ++item)
            steps[item].push_back(static_cast<std::uint8_t>(row[item].empty() ? 0 : std::stoi(row[item]) - low + 1));
    }
    return steps;
}

std::vector<std::uint8_t const*> columns_of(Steps const& steps) {
    std::vector<std::uint8_t const*> columns;
    for (auto const& item : steps)
        columns.push_back(item.data());
    return columns;
}

/// The item's r with the sum of the others, from deviations.
double plain_item_rest(Steps const& steps, std::vector<bool> const& reversed, int count, std::size_t item) {
    std::vector<double> x;
    std::vector<double> rest;
    for (std::size_t row = 0; row < steps[0].size(); ++row) {
        double sum = 0;
        double own = 0;
        bool complete = true;
        for (std::size_t j = 0; j < steps.size(); ++j) {
            complete = complete && steps[j][row] > 0;
            auto const value = reversed[j] ? count + 1 - steps[j][row] : steps[j][row];
            (j == item ? own : sum) += value;
        }
        if (!complete) continue;
        x.push_back(own);
        rest.push_back(sum);
    }
    auto const mean = [](std::vector<double> const& v) {
        double sum = 0;
        for (auto const one : v)
            sum += one;
        return sum / static_cast<double>(v.size());
    };
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        auto const a = x[i] - mean(x);
        auto const b = rest[i] - mean(rest);
        ab += a * b;
        aa += a * a;
        bb += b * b;
    }
    return ab / std::sqrt(aa * bb);
}

}  // namespace

TEST_CASE("Direction: r of item and rest agrees with plain sums", "[coding][direction]") {
    auto cells = support::answers(150, 6, 0, 4);
    for (auto& row : cells)
        row[3] = std::to_string(4 - std::stoi(row[3]));
    cells[7][2] = "";
    cells[8][5] = "";
    auto const steps = steps_of(cells, 0);
    auto const instrument = support::instrument_of(support::scale_of(6, 0, 4, {4, 6}));
    coding::Direction direction(instrument, 0, std::vector<std::int32_t>(6, 5));
    direction.add(columns_of(steps), 150);
    auto const got = direction.result();
    CHECK(got.n == 148);
    REQUIRE(got.items.size() == 6);
    for (std::size_t item = 0; item < 6; ++item) {
        CAPTURE(item);
        auto const want = plain_item_rest(steps, {false, false, false, true, false, true}, 5, item);
        CHECK(std::abs(got.items[item].r - want) < 1e-12);
        CHECK(got.items[item].reversed == (item == 3 || item == 5));
    }
    CHECK(got.items[5].r < -0.5);  // reversed by the definition, plain in the file
}

TEST_CASE("Direction: parts add up to the whole to the last bit", "[coding][direction][property]") {
    auto const cells = support::answers(300, 5, 1, 7, 3);
    auto const steps = steps_of(cells, 1);
    auto const instrument = support::instrument_of(support::scale_of(5, 1, 7, {2, 3}));
    std::vector<std::int32_t> const counts(5, 7);
    coding::Direction whole(instrument, 0, counts);
    whole.add(columns_of(steps), 300);
    coding::Direction sum(instrument, 0, counts);
    for (std::size_t const first : {200U, 0U, 100U}) {
        Steps part;
        for (auto const& item : steps)
            part.emplace_back(item.begin() + static_cast<std::ptrdiff_t>(first),
                              item.begin() + static_cast<std::ptrdiff_t>(first + 100));
        coding::Direction one(instrument, 0, counts);
        one.add(columns_of(part), 100);
        sum.merge(one);
    }
    auto const want = whole.result();
    auto const got = sum.result();
    CHECK(got.n == want.n);
    CHECK(got.reversed_with_others == want.reversed_with_others);
    for (std::size_t j = 0; j < 5; ++j)
        CHECK(got.items[j].r == want.items[j].r);
}

TEST_CASE("is_clearly_negative: needs thirty people and an interval below 0", "[coding][direction]") {
    CHECK_FALSE(coding::is_clearly_negative(-0.9, 29));
    CHECK(coding::is_clearly_negative(-0.9, 30));
    CHECK(coding::is_clearly_negative(-1, 30));
    CHECK_FALSE(coding::is_clearly_negative(-0.4, 30));  // 99 % interval -0.73 to 0.07
    CHECK(coding::is_clearly_negative(-0.4, 60));
    CHECK_FALSE(coding::is_clearly_negative(-0.19, 1000000));
    CHECK_FALSE(coding::is_clearly_negative(std::nan(""), 1000));
}
