#include "numeric/moments.hpp"
#include "numeric/random.hpp"
#include "psychometrics/short_form/cross_validation.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

#include <algorithm>
#include <set>

using quaestor::Severity;
namespace numeric = quaestor::numeric;
namespace short_form = quaestor::short_form;
using short_form::Criterion;
using short_form::Subset;

namespace {

Eigen::MatrixXd covariance_of(std::string const& data, std::string const& scale) {
    auto const items = sample::scale(data, scale);
    return numeric::covariance(numeric::rows_of(items, numeric::complete_rows(items)));
}

/// 135 -> columns 0, 2, 4.
Subset subset_of(int name) {
    Subset subset;
    for (; name > 0; name /= 10)
        subset.push_back(name % 10 - 1);
    std::reverse(subset.begin(), subset.end());
    return subset;
}

Eigen::MatrixXd noise(Eigen::Index persons, Eigen::Index items) {
    numeric::Random random(20);
    Eigen::MatrixXd x(persons, items);
    for (Eigen::Index i = 0; i < x.size(); ++i)
        x(i) = random.normal();
    return x;
}

}  // namespace

TEST_CASE("short forms: every subset's numbers agree with sums of persons' scores",
          "[psychometrics][short_form][golden]") {
    auto const want = golden::read("tests/golden/short_form/bfi_N.csv");
    auto const covariance = covariance_of("bfi", "N");
    golden::check(want, "alpha",
                  [&](int name, int) { return short_form::quality(covariance, subset_of(name)).alpha; });
    golden::check(want, "full_r",
                  [&](int name, int) { return short_form::quality(covariance, subset_of(name)).full_r; });
    golden::check(want, "left_out_r",
                  [&](int name, int) { return short_form::quality(covariance, subset_of(name)).left_out_r; });
}

TEST_CASE("best_subset: is the best of all in the golden file", "[psychometrics][short_form][golden]") {
    auto const want = golden::read("tests/golden/short_form/bfi_N.csv");
    auto const covariance = covariance_of("bfi", "N");
    for (auto const& [criterion, quantity] : {std::pair{Criterion::alpha, "alpha"},
                                              {Criterion::full_r, "full_r"},
                                              {Criterion::left_out_r, "left_out_r"}}) {
        auto const entries = want.all(quantity);
        auto const best = *std::max_element(entries.begin(), entries.end(),
                                            [](auto const& a, auto const& b) { return a.value < b.value; });
        auto const found = short_form::best_subset(covariance, 3, {.criterion = criterion});
        REQUIRE(found);
        CHECK(found->exhaustive);
        CHECK(found->looked_at == 10);
        CHECK(found->items == subset_of(std::stoi(best.row)));
    }
}

TEST_CASE("best_subset: the search from starts finds what looking at all finds",
          "[psychometrics][short_form][property]") {
    auto const covariance = covariance_of("bfi", "all25");
    for (auto const criterion : {Criterion::alpha, Criterion::full_r, Criterion::left_out_r}) {
        for (Eigen::Index const size : {2, 3, 4}) {
            auto const all = short_form::best_subset(covariance, size, {.criterion = criterion});
            auto const climbed = short_form::best_subset(
                covariance, size, {.criterion = criterion, .exhaustive_up_to = 0, .starts = 30});
            REQUIRE(all);
            REQUIRE(climbed);
            CHECK(all->exhaustive);
            CHECK_FALSE(climbed->exhaustive);
            CHECK(climbed->items == all->items);
            CHECK(climbed->starts_best >= 2);
        }
    }
}

TEST_CASE("best_subset: keeps the content asked for", "[psychometrics][short_form]") {
    auto const covariance = covariance_of("bfi", "all25");
    std::vector<int> facets(25);
    for (std::size_t i = 0; i < facets.size(); ++i)
        facets[i] = static_cast<int>(i / 5);
    for (std::int64_t const exhaustive : {std::int64_t{200000}, std::int64_t{0}}) {
        auto const found = short_form::best_subset(
            covariance, 5, {.facets = facets, .least_per_facet = 1, .exhaustive_up_to = exhaustive});
        REQUIRE(found);
        std::set<int> held;
        for (auto const item : found->items)
            held.insert(facets[static_cast<std::size_t>(item)]);
        CHECK(held.size() == 5);
    }
    CHECK_FALSE(short_form::best_subset(covariance, 4, {.facets = facets, .least_per_facet = 1}));
}

TEST_CASE("subsets_of: binomial coefficients, and no overflow", "[psychometrics][short_form]") {
    CHECK(short_form::subsets_of(25, 5) == 53130);
    CHECK(short_form::subsets_of(10, 9) == 10);
    CHECK(short_form::subsets_of(400, 200) == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("short_forms: what chance gave is not there among those held out",
          "[psychometrics][short_form][property]") {
    auto const got = short_form::short_forms(noise(200, 16), {.sizes = {4}, .folds = 5});
    REQUIRE(got.ok());
    auto const& form = got.value->forms.at(0);
    CHECK(form.all.alpha > 0.25);  // the best of 1,820 subsets of items without anything in common
    CHECK(form.chosen.alpha > 0.25);
    CHECK(form.held_out.alpha < 0.1);
    std::int64_t chosen = 0;
    for (auto const times : form.times_chosen)
        chosen += times;
    CHECK(chosen == 4 * 5);
}

TEST_CASE("short_forms: the same for any number of threads, another seed deals otherwise",
          "[psychometrics][short_form][property]") {
    auto const items = sample::scale("bfi", "all25");
    short_form::ShortFormOptions options{.sizes = {5, 3}, .folds = 4};
    options.threads = 1;
    auto const one = short_form::short_forms(items, options);
    options.threads = 3;
    auto const three = short_form::short_forms(items, options);
    options.search.seed = 2;
    auto const other = short_form::short_forms(items, options);
    REQUIRE(one.ok());
    REQUIRE(three.ok());
    REQUIRE(other.ok());
    for (std::size_t f = 0; f < 2; ++f) {
        CHECK(one.value->forms[f].best.items == three.value->forms[f].best.items);
        CHECK(one.value->forms[f].held_out.alpha == three.value->forms[f].held_out.alpha);
        CHECK(one.value->forms[f].best.items == other.value->forms[f].best.items);
        CHECK(one.value->forms[f].held_out.alpha != other.value->forms[f].held_out.alpha);
    }
}

TEST_CASE("short_forms: refuses what cannot be", "[psychometrics][short_form][refusal]") {
    auto const items = sample::scale("bfi", "N");
    CHECK(support::has(short_form::short_forms(items, {.sizes = {5}}).diagnostics, "S111", Severity::error));
    CHECK(support::has(short_form::short_forms(items, {.sizes = {3}, .folds = 1}).diagnostics, "S111",
                       Severity::error));
    CHECK(
        support::has(short_form::short_forms(Eigen::MatrixXd(items.topRows(12)), {.sizes = {3}}).diagnostics,
                     "S102", Severity::error));
    auto const two =
        short_form::short_forms(items, {.search = {.criterion = Criterion::omega}, .sizes = {2}});
    CHECK(support::has(two.diagnostics, "S141", Severity::error));
}
