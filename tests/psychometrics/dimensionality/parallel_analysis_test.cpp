#include "psychometrics/dimensionality/parallel_analysis.hpp"

#include "psychometrics/correlation/pearson.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

#include <cstring>

using quaestor::absent;
using quaestor::Severity;
namespace dimensionality = quaestor::dimensionality;
using dimensionality::EigenvaluesOf;
using dimensionality::ReferenceData;

namespace {

bool same_bytes(Eigen::VectorXd const& a, Eigen::VectorXd const& b) {
    return a.size() == b.size() &&
           std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(double)) == 0;
}

}  // namespace

TEST_CASE("parallel_analysis: agrees with a simulation in R within its Monte Carlo error",
          "[psychometrics][dimensionality][golden][slow]") {
    for (auto const& [data, scale] : {std::pair{"bfi", "all25"}, {"hs1939", "all9"}}) {
        auto const want = golden::read(std::string("tests/golden/dimensionality/parallel_") + data + ".csv");
        auto const got = dimensionality::parallel_analysis(sample::scale(data, scale));
        REQUIRE(got.ok());
        double const theirs = want.value("replications");
        for (auto const& entry : want.all("mean")) {
            auto const j = std::stoi(entry.row) - 1;
            double const sd = want.value("sd", entry.row);
            double const error =
                sd * std::sqrt(1.0 / theirs + 1.0 / static_cast<double>(got.value->replications));
            CAPTURE(entry.row);
            CHECK(std::abs(got.value->mean[j] - entry.value) < want.tolerance * error);
            // A 95th percentile has about twice the error of a mean.
            CHECK(std::abs(got.value->percentile[j] - want.value("percentile", entry.row)) <
                  2.0 * want.tolerance * error);
            CHECK(std::abs(got.value->sd[j] / sd - 1.0) < 0.2);
        }
        golden::check(
            want, "suggested_by_mean",
            [&](int, int) { return static_cast<double>(got.value->suggested_by_mean); }, 0.0);
        golden::check(
            want, "suggested_by_percentile",
            [&](int, int) { return static_cast<double>(got.value->suggested_by_percentile); }, 0.0);
    }
}

TEST_CASE("parallel_analysis: common factors use the eigenvalues that R gives",
          "[psychometrics][dimensionality][golden]") {
    auto const want = golden::read("tests/golden/dimensionality/hs1939.csv");
    auto const got = dimensionality::parallel_analysis(
        sample::scale("hs1939", "all9"), {.of = EigenvaluesOf::common_factors, .replications = 20});
    REQUIRE(got.ok());
    golden::check(want, "reduced_eigenvalue", got.value->observed);
}

TEST_CASE("parallel_analysis: one thread gives the same bytes as many",
          "[psychometrics][dimensionality][property]") {
    auto const items = sample::scale("hs1939", "all9");
    for (auto const of : {EigenvaluesOf::components, EigenvaluesOf::common_factors}) {
        for (auto const data : {ReferenceData::normal, ReferenceData::resampled}) {
            auto const run = [&](std::size_t threads) {
                return dimensionality::parallel_analysis(
                    items, {.of = of, .data = data, .replications = 60, .seed = 11, .threads = threads});
            };
            auto const one = run(1);
            REQUIRE(one.ok());
            for (std::size_t const threads : {2U, 5U}) {
                auto const many = run(threads);
                REQUIRE(many.ok());
                CHECK(same_bytes(one.value->mean, many.value->mean));
                CHECK(same_bytes(one.value->percentile, many.value->percentile));
                CHECK(same_bytes(one.value->sd, many.value->sd));
            }
        }
    }
}

TEST_CASE("parallel_analysis: another seed gives other numbers and the same suggestion",
          "[psychometrics][dimensionality][property]") {
    auto const items = sample::scale("hs1939", "all9");
    auto const a = dimensionality::parallel_analysis(items, {.replications = 100, .seed = 1});
    auto const b = dimensionality::parallel_analysis(items, {.replications = 100, .seed = 2});
    CHECK_FALSE(same_bytes(a.value->mean, b.value->mean));
    CHECK(a.value->suggested_by_percentile == b.value->suggested_by_percentile);
    CHECK(a.value->seed == 1);
}

TEST_CASE("parallel_analysis: finds the factors that made the data",
          "[psychometrics][dimensionality][property]") {
    auto const items = sample::factor_model(400, 12, 3, 0.7, 42);
    for (auto const of : {EigenvaluesOf::components, EigenvaluesOf::common_factors}) {
        for (auto const data : {ReferenceData::normal, ReferenceData::resampled}) {
            auto const got =
                dimensionality::parallel_analysis(items, {.of = of, .data = data, .replications = 100});
            REQUIRE(got.ok());
            CHECK(got.value->suggested_by_percentile == 3);
        }
    }
    auto const noise =
        dimensionality::parallel_analysis(sample::factor_model(400, 12, 1, 0.0, 8), {.replications = 100});
    CHECK(noise.value->suggested_by_percentile == 0);
}

TEST_CASE("parallel_analysis_of_correlations: is the analysis of the items when the matrix is theirs",
          "[psychometrics][dimensionality][property]") {
    auto const items = sample::scale("hs1939", "all9");
    auto const r = quaestor::correlation::pearson(items);
    auto const a = dimensionality::parallel_analysis(items, {.replications = 50});
    auto const b = dimensionality::parallel_analysis_of_correlations(r.value->r, 301, {.replications = 50});
    REQUIRE(b.ok());
    CHECK(same_bytes(a.value->mean, b.value->mean));
    CHECK(support::has(
        dimensionality::parallel_analysis_of_correlations(r.value->r, 301, {.data = ReferenceData::resampled})
            .diagnostics,
        "S111", Severity::error));
}

TEST_CASE("parallel_analysis: refuses what it cannot compare", "[psychometrics][dimensionality][refusal]") {
    Eigen::MatrixXd items = sample::factor_model(30, 5, 1, 0.6, 2);
    auto const code = [](Eigen::MatrixXd const& x, dimensionality::ParallelOptions const& options = {}) {
        auto const got = dimensionality::parallel_analysis(x, options);
        return got.value ? std::string() : got.diagnostics[0].code;
    };
    CHECK(code(items.leftCols(1)) == "S101");
    CHECK(code(items.topRows(5)) == "S102");
    CHECK(code(Eigen::MatrixXd::Constant(30, 5, absent)) == "S102");
    CHECK(code(items, {.replications = 3}) == "S111");
    CHECK(code(items, {.percentile = 95}) == "S111");
    Eigen::MatrixXd doubled = items;
    doubled.col(2) = doubled.col(0);
    CHECK(code(doubled, {.of = EigenvaluesOf::common_factors}) == "S105");
    items.col(2).setConstant(3);
    CHECK(code(items) == "S103");
}
