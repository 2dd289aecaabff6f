// Both indices on 2,436 real people, against R's careless.
#include "support/golden.hpp"
#include "support/sample.hpp"
#include "validity/long_string.hpp"
#include "validity/variability.hpp"

#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

namespace {

/// Answers as given, in the order of the file; nobody is reversed and nobody left out.
std::vector<std::vector<double>> people() {
    std::vector<std::string> names;
    for (char const trait : std::string("ACENO")) {
        for (char const number : std::string("12345"))
            names.push_back({trait, number});
    }
    auto const columns = sample::columns("samples/bfi.csv", names);
    std::vector<std::vector<double>> all;
    for (Eigen::Index i = 0; i < columns.rows(); ++i) {
        auto& person = all.emplace_back();
        for (Eigen::Index j = 0; j < columns.cols(); ++j)
            person.push_back(columns(i, j));
    }
    return all;
}

}  // namespace

TEST_CASE("longest_run: agrees with careless on every person", "[validity][long_string][golden]") {
    auto const want = golden::read("tests/golden/validity/bfi_careless.csv");
    auto const answers = people();
    auto const entries = want.all("longest_run");
    REQUIRE(entries.size() == 2436);
    for (auto const& entry : entries) {
        auto const got =
            quaestor::validity::longest_run(answers[static_cast<std::size_t>(std::stoul(entry.row)) - 1]);
        CAPTURE(entry.row);
        CHECK(got == entry.value);
    }
}

TEST_CASE("intra_individual_variability: agrees with careless on every person",
          "[validity][variability][golden]") {
    auto const want = golden::read("tests/golden/validity/bfi_careless.csv");
    auto const answers = people();
    auto const entries = want.all("irv");
    REQUIRE(entries.size() == 2436);
    for (auto const& entry : entries) {
        auto const got = quaestor::validity::intra_individual_variability(
            answers[static_cast<std::size_t>(std::stoul(entry.row)) - 1]);
        CAPTURE(entry.row, got, entry.value);
        CHECK(golden::near(got, entry.value, want.tolerance));
    }
}
