#include "psychometrics/item_analysis/in_scale.hpp"
#include "psychometrics/item_analysis/options.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::absent;
using quaestor::Severity;
namespace item_analysis = quaestor::item_analysis;

namespace {

struct GoldenScale {
    sample::ScaleName name;
    item_analysis::AnswerRange range;
};

std::vector<GoldenScale> golden_scales() {
    return {{{"bfi", "A"}, {1, 6}}, {{"bfi", "N"}, {1, 6}}, {{"lsat7", "all5"}, {0, 1}}};
}

item_analysis::InScaleOptions all_with(item_analysis::AnswerRange range, Eigen::Index items) {
    item_analysis::InScaleOptions options;
    options.ranges.assign(static_cast<std::size_t>(items), range);
    return options;
}

}  // namespace

TEST_CASE("items_in_scale: agrees with plain sums in exact fractions, and with psych",
          "[psychometrics][item_analysis][golden]") {
    for (auto const& [name, range] : golden_scales()) {
        auto const want = golden::read("tests/golden/item_analysis/" + name.file());
        auto const psych =
            golden::read("tests/golden/item_analysis/" + name.data + "_" + name.scale + "_psych.csv");
        auto const items = sample::scale(name.data, name.scale);
        auto const got = item_analysis::items_in_scale(items, all_with(range, items.cols()));
        REQUIRE(got.ok());
        auto const& found = *got.value;
        golden::check(want, "persons", static_cast<double>(found.use.persons_used));
        golden::check(want, "group_persons", found.group_persons);
        golden::check(want, "difficulty", found.difficulty);
        golden::check(want, "upper_mean", found.upper_mean);
        golden::check(want, "lower_mean", found.lower_mean);
        golden::check(want, "discrimination", found.discrimination);
        golden::check(want, "scale_mean_if_deleted", found.scale_mean_if_deleted);
        golden::check(want, "scale_variance_if_deleted", found.scale_variance_if_deleted);
        golden::check(want, "squared_multiple_r", found.squared_multiple_r);
        golden::check(psych, "r_overlap_corrected", found.r_overlap_corrected);
    }
}

TEST_CASE("items_in_scale: the order of the rows does not matter where sums tie",
          "[psychometrics][item_analysis][property]") {
    auto const items = sample::scale("lsat7", "all5");  // 1,000 people with six different sums
    auto const base = item_analysis::items_in_scale(items, all_with({0, 1}, items.cols()));
    auto const turned = item_analysis::items_in_scale(Eigen::MatrixXd(items.colwise().reverse()),
                                                      all_with({0, 1}, items.cols()));
    REQUIRE(base.ok());
    REQUIRE(turned.ok());
    CHECK(support::distance(base.value->discrimination, turned.value->discrimination) < 1e-14);
}

TEST_CASE("items_in_scale: two persons above, two below, one tied in half",
          "[psychometrics][item_analysis]") {
    Eigen::MatrixXd items(5, 2);
    items << 0, 0, 1, 0, 0, 1, 1, 1, 1, 1;  // sums 0 1 1 2 2
    item_analysis::InScaleOptions options = all_with({0, 1}, 2);
    options.extreme_share =
        0.4;  // 2 persons: above those with sum 2; below the one with 0 and half of each 1
    auto const got = item_analysis::items_in_scale(items, options);
    REQUIRE(got.ok());
    CHECK(got.value->group_persons == 2.0);
    CHECK(got.value->upper_mean[0] == 1.0);
    CHECK(golden::near(got.value->lower_mean[0], 0.25, 1e-15));
    CHECK(golden::near(got.value->discrimination[1], 0.75, 1e-15));
}

TEST_CASE("items_in_scale: without bounds there is no difficulty, and no squared multiple r among copies",
          "[psychometrics][item_analysis][refusal]") {
    Eigen::MatrixXd items(6, 3);
    items << 1, 1, 2, 2, 2, 1, 3, 3, 3, 4, 4, 3, 2, 2, 5, 5, 5, 4;
    auto const got = item_analysis::items_in_scale(items);
    REQUIRE(got.ok());
    CHECK(std::isnan(got.value->difficulty[0]));
    CHECK(std::isnan(got.value->discrimination[0]));
    CHECK(std::isnan(got.value->squared_multiple_r[2]));
    CHECK(support::has(got.diagnostics, "S105", Severity::warning));

    auto bad = all_with({4, 1}, 3);
    bad.extreme_share = 0.6;
    auto const refused = item_analysis::items_in_scale(items, bad);
    CHECK_FALSE(refused.value);
    CHECK(support::has(refused.diagnostics, "S111", Severity::error));
}

TEST_CASE("option_uses: agrees with plain sums in exact fractions",
          "[psychometrics][item_analysis][golden]") {
    for (auto const& scale : golden_scales()) {
        auto const want = golden::read("tests/golden/item_analysis/" + scale.name.file());
        auto const got = item_analysis::option_uses(sample::scale(scale.name.data, scale.name.scale));
        REQUIRE(got.ok());
        auto const item = [&](int j) -> auto const& {
            return got.value->items[static_cast<std::size_t>(j - 1)];
        };
        auto const at = [](int i) { return static_cast<std::size_t>(i - 1); };
        golden::check(want, "option_value", [&](int j, int i) { return item(j).options.at(at(i)).value; });
        golden::check(want, "option_chosen",
                      [&](int j, int i) { return static_cast<double>(item(j).options.at(at(i)).chosen); });
        golden::check(want, "option_mean_rest",
                      [&](int j, int i) { return item(j).options.at(at(i)).mean_rest; });
        golden::check(want, "group_size",
                      [&](int j, int i) { return static_cast<double>(item(j).groups.at(at(i)).persons); });
        golden::check(want, "group_mean", [&](int j, int i) { return item(j).groups.at(at(i)).mean_answer; });
        golden::check(want, "group_lowest", [&](int j, int i) { return item(j).groups.at(at(i)).lowest; });
    }
}

TEST_CASE("option_uses: every group's shares add up to one, and the groups to everybody",
          "[psychometrics][item_analysis][property]") {
    auto const got = item_analysis::option_uses(sample::scale("bfi", "A"), {.groups = 7});
    REQUIRE(got.ok());
    for (auto const& item : got.value->items) {
        std::int64_t persons = 0;
        for (auto const& group : item.groups) {
            double sum = 0;
            for (double const share : group.endorsed)
                sum += share;
            CHECK(golden::near(sum, 1.0, 1e-14));
            persons += group.persons;
        }
        CHECK(persons == got.value->use.persons_used);
    }
}

TEST_CASE("option_uses: names items whose options are out of order, if enough people chose them",
          "[psychometrics][item_analysis]") {
    // Item 1: those who chose 2 have less on the other item than those who chose 1.
    Eigen::MatrixXd items(30, 2);
    for (Eigen::Index i = 0; i < 30; ++i) {
        double const option = static_cast<double>(i / 10);
        items(i, 0) = option;
        items(i, 1) = option == 0 ? 1 : option == 1 ? 3 : 2;
    }
    auto const got = item_analysis::option_uses(items, {.names = {{"a", "b"}}});
    REQUIRE(got.ok());
    CHECK(got.value->items[0].disordered == std::vector<std::size_t>{2});
    CHECK(support::message(got.diagnostics, "S140").find("'a'") != std::string::npos);
    auto const careful = item_analysis::option_uses(items, {.enough = 11});
    REQUIRE(careful.ok());
    CHECK(careful.value->items[0].disordered.empty());
    CHECK_FALSE(support::has(careful.diagnostics, "S140", Severity::warning));
}

TEST_CASE("option_uses: one rest score for all makes one group", "[psychometrics][item_analysis]") {
    Eigen::MatrixXd items(4, 2);
    items << 0, 1, 1, 1, 2, 1, 1, 1;
    auto const got = item_analysis::option_uses(items);
    REQUIRE(got.ok());
    REQUIRE(got.value->items[0].groups.size() == 1);
    CHECK(got.value->items[0].groups[0].persons == 4);
    CHECK(got.value->items[0].groups[0].endorsed == std::vector<double>{0.25, 0.5, 0.25});
    CHECK(got.value->items[1].options.size() == 1);
}
