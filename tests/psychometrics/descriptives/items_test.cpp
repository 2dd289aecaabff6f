#include "psychometrics/descriptives/items.hpp"

#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::absent;
using quaestor::Severity;
namespace descriptives = quaestor::descriptives;
using descriptives::MomentKind;

TEST_CASE("describe_items: agrees with psych and plain R on real scales",
          "[psychometrics][descriptives][golden]") {
    for (auto const& name : sample::scales()) {
        auto const want = golden::read("tests/golden/descriptives/" + name.file());
        auto const items = sample::scale(name.data, name.scale);
        auto const got = descriptives::describe_items(items);
        REQUIRE(got.ok());
        auto const each = [&](auto member) {
            return [&, member](int item, int) {
                return static_cast<double>(got.value->items[static_cast<std::size_t>(item - 1)].*member);
            };
        };
        using Item = descriptives::ItemDescription;
        golden::check(want, "n", each(&Item::answered));
        golden::check(want, "missing", each(&Item::missing));
        golden::check(want, "mean", each(&Item::mean));
        golden::check(want, "sd", each(&Item::sd));
        golden::check(want, "median", each(&Item::median));
        golden::check(want, "min", each(&Item::smallest));
        golden::check(want, "max", each(&Item::largest));
        for (auto const& [kind, suffix] : {std::pair{MomentKind::adjusted, "adjusted"},
                                           {MomentKind::population, "population"},
                                           {MomentKind::sample_sd, "sample_sd"},
                                           {MomentKind::sample_sd, "psych"}}) {
            auto const shaped = descriptives::describe_items(items, {.moments = kind});
            REQUIRE(shaped.ok());
            auto const item = [&](int number) {
                return shaped.value->items[static_cast<std::size_t>(number - 1)];
            };
            golden::check(want, std::string("skew_") + suffix, [&](int j, int) { return item(j).shape.skewness; });
            golden::check(want, std::string("kurtosis_") + suffix,
                          [&](int j, int) { return item(j).shape.kurtosis; });
        }
    }
}

TEST_CASE("describe_item: counts values and the share at floor and ceiling",
          "[psychometrics][descriptives]") {
    Eigen::VectorXd answers(8);
    answers << 1, 4, absent, 1, 2, 4, 4, 3;
    auto const item = descriptives::describe_item(answers, {.lowest = 1, .highest = 4});
    CHECK(item.answered == 7);
    CHECK(item.missing == 1);
    CHECK(golden::near(item.floor_share, 2.0 / 7.0, 1e-15));
    CHECK(golden::near(item.ceiling_share, 3.0 / 7.0, 1e-15));
    REQUIRE(item.frequencies.size() == 4);
    CHECK(item.frequencies[0].value == 1);
    CHECK(item.frequencies[0].count == 2);
    CHECK(item.frequencies[3].count == 3);
    std::int64_t sum = 0;
    for (auto const& frequency : item.frequencies)
        sum += frequency.count;
    CHECK(sum == item.answered);
}

TEST_CASE("describe_item: leaves out what too few answers cannot give", "[psychometrics][descriptives]") {
    auto const none = descriptives::describe_item(Eigen::VectorXd::Constant(3, absent));
    CHECK(none.answered == 0);
    CHECK(none.missing == 3);
    CHECK(std::isnan(none.mean));
    auto const one = descriptives::describe_item(Eigen::VectorXd::Constant(1, 0.1));
    CHECK(one.mean == 0.1);
    CHECK(std::isnan(one.sd));
    auto const constant = descriptives::describe_item(Eigen::VectorXd::Constant(7, 0.1));
    CHECK(constant.mean == 0.1);
    CHECK(constant.sd == 0.0);
    CHECK(std::isnan(constant.shape.skewness));
    CHECK(std::isnan(constant.shape.kurtosis));
    Eigen::VectorXd three(3);
    three << 1, 2, 4;
    CHECK_FALSE(std::isnan(descriptives::describe_item(three).shape.skewness));
    CHECK(std::isnan(descriptives::describe_item(three).shape.kurtosis));
}

TEST_CASE("describe_items: shape does not change when answers are shifted and rescaled",
          "[psychometrics][descriptives][property]") {
    auto const items = sample::scale("bfi", "N");
    Eigen::MatrixXd const moved = (items.array() * 3.0 + 1e6).matrix();
    auto const a = descriptives::describe_items(items);
    auto const b = descriptives::describe_items(moved);
    REQUIRE((a.ok() && b.ok()));
    for (std::size_t j = 0; j < a.value->items.size(); ++j) {
        CHECK(golden::near(b.value->items[j].shape.skewness, a.value->items[j].shape.skewness, 1e-9));
        CHECK(golden::near(b.value->items[j].shape.kurtosis, a.value->items[j].shape.kurtosis, 1e-9));
        CHECK(golden::near(b.value->items[j].sd, 3.0 * a.value->items[j].sd, 1e-11));
    }
}

TEST_CASE("describe_items: says which item holds what it cannot use",
          "[psychometrics][descriptives][refusal]") {
    Eigen::MatrixXd items(3, 2);
    items << 1, 2, 3, 4, 5, 6;
    auto const turned = descriptives::describe_items(items, {.lowest = 5, .highest = 1});
    CHECK_FALSE(turned.value);
    CHECK(support::has(turned.diagnostics, "S111", Severity::error));

    auto const outside =
        descriptives::describe_items(items, {.lowest = 1, .highest = 5, .names = {{"mood", "sleep"}}});
    REQUIRE(outside.ok());
    CHECK(support::has(outside.diagnostics, "S116", Severity::warning));
    CHECK(support::message(outside.diagnostics, "S116").starts_with("item 'sleep' has answers outside"));

    items(1, 1) = std::numeric_limits<double>::infinity();
    auto const infinite = descriptives::describe_items(items);
    CHECK_FALSE(infinite.value);
    CHECK(support::message(infinite.diagnostics, "S113") ==
          "item 2 has an answer that is not a finite number");
}
