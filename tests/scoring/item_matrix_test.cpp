#include "scoring/item_matrix.hpp"

#include "support/answers.hpp"
#include "support/language.hpp"

#include <cmath>

#include <catch2/catch.hpp>

using namespace quaestor;
using support::Answers;

namespace {

instrument::Instrument sheet() {
    return support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses r { 1 "a" 2 "b" 3 "c" 4 "d" not_applicable 8 "n" missing 9 "m" }
  items r { q1 "One" q2 "Two" reversed q3 "Three" q4 "Four" unscored q5 "Five" optional }
  scale total { sum of q1, q2, q5 missing at most 2 }
  scale turned { sum of reversed q3, q1 missing none }
  example "e" { q1..q3 = 1 expect turned = 5 }
})");
}

}  // namespace

TEST_CASE("item_matrix: reverses what is declared reversed and leaves NaN where there is no answer",
          "[scoring][item_matrix]") {
    auto const instrument = sheet();
    auto const result = support::scored(
        instrument,
        Answers{{"q3", "q2", "q1"}, {{"1", "2", "3"}, {"", "4", "9"}, {"8", "1.0", "5"}, {"4", "x", "2"}}});
    auto const& members = instrument.scales[0].members;
    auto const matrix = scoring::item_matrix(instrument, members, result.binding, result.table);
    REQUIRE(matrix.values.rows() == 4);
    REQUIRE(matrix.values.cols() == 3);
    CHECK(matrix.names == std::vector<std::string>{"q1", "q2", "q5"});
    CHECK(matrix.items == std::vector<std::size_t>{0, 1, 4});
    CHECK(matrix.values(0, 0) == 3);
    CHECK(matrix.values(0, 1) == 3);  // 1 + 4 - 2
    CHECK(std::isnan(matrix.values(1, 0)));
    CHECK(matrix.values(1, 1) == 1);
    CHECK(std::isnan(matrix.values(2, 0)));
    CHECK(matrix.values(2, 1) == 4);
    CHECK(matrix.values(3, 0) == 2);
    CHECK(std::isnan(matrix.values(3, 1)));
    for (Eigen::Index i = 0; i < 4; ++i)
        CHECK(std::isnan(matrix.values(i, 2)));  // q5 has no column

    auto const turned =
        scoring::item_matrix(instrument, instrument.scales[1].members, result.binding, result.table);
    CHECK(turned.values(0, 0) == 4);
    CHECK(turned.values(3, 0) == 1);
    CHECK(std::isnan(turned.values(2, 0)));  // does not apply
    CHECK(turned.values(3, 1) == 2);
}

TEST_CASE("item_matrix: its row sums are the scores of complete forms", "[scoring][item_matrix][property]") {
    auto const instrument =
        support::instrument_of(support::definition_file("instruments/recovery/empowerment.inst"));
    auto const answers = support::random_answers(instrument, 1200, support::Dirt::codes, 31);
    auto const result = support::scored(instrument, answers);
    for (auto const& scale : instrument.scales) {
        auto const matrix = scoring::item_matrix(instrument, scale.members, result.binding, result.table);
        auto const& column = result.of(instrument, scale.id);
        auto const k = static_cast<double>(scale.members.size());
        int complete = 0;
        for (Eigen::Index i = 0; i < 1200; ++i) {
            auto const row = static_cast<std::size_t>(i);
            bool const scored = column.reasons[row] == MissingReason::none;
            CAPTURE(scale.id, row);
            REQUIRE(scored == !matrix.values.row(i).hasNaN());
            if (!scored) continue;
            ++complete;
            CHECK(column.values[row] == matrix.values.row(i).sum() / k);
        }
        CHECK(complete > 0);
    }
}

TEST_CASE("scored_members: every scored item once with its declared direction", "[scoring][item_matrix]") {
    auto const members = scoring::scored_members(sheet());
    REQUIRE(members.size() == 4);
    CHECK(members[0].item == 0);
    CHECK_FALSE(members[0].reversed);
    CHECK(members[1].reversed);
    CHECK_FALSE(members[2].reversed);
    CHECK(members[3].item == 4);
}
