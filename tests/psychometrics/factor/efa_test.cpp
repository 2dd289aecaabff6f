#include "psychometrics/factor/efa.hpp"

#include "psychometrics/correlation/pearson.hpp"
#include "psychometrics/factor/rotate/align.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::Severity;
namespace factor = quaestor::factor;
using factor::ExtractionMethod;
using factor::Rotation;

namespace {

struct Case {
    std::string data;
    std::string scale;
    Eigen::Index factors;
    std::int64_t persons;
};

std::vector<Case> cases() {
    return {{"bfi", "all25", 1, 2436},
            {"bfi", "all25", 5, 2436},
            {"hs1939", "all9", 1, 301},
            {"hs1939", "all9", 3, 301}};
}

std::vector<std::pair<ExtractionMethod, std::string>> methods() {
    return {{ExtractionMethod::minres, "minres"}, {ExtractionMethod::maximum_likelihood, "ml"}};
}

Eigen::MatrixXd correlations(std::string const& data, std::string const& scale) {
    return quaestor::correlation::pearson(sample::scale(data, scale)).value->r;
}

}  // namespace

TEST_CASE("exploratory_factors: unrotated agrees with psych", "[psychometrics][factor][golden]") {
    for (auto const& [data, scale, factors, persons] : cases()) {
        auto const r = correlations(data, scale);
        for (auto const& [method, word] : methods()) {
            auto const want = golden::read("tests/golden/factor/" + data + "_" + word + "_" +
                                           std::to_string(factors) + ".csv");
            auto const got = factor::exploratory_factors(
                r, persons, {.factors = factors, .extraction = method, .rotation = Rotation::none});
            REQUIRE(got.ok());
            auto const& solution = *got.value;
            CHECK(solution.extracted.converged);
            golden::check_matrix(want, "loading", solution.loadings);
            golden::check(want, "communality", solution.communalities);
            golden::check(want, "ss_loadings", solution.ss_loadings);
            golden::check(want, "proportion", solution.proportion);
            golden::check(want, "eigenvalue", solution.eigenvalues);
            auto const& fit = solution.fit;
            golden::check(want, "discrepancy", fit.discrepancy);
            golden::check(want, "chi_squared", fit.chi_squared);
            golden::check(want, "df", static_cast<double>(fit.df));
            golden::check(want, "rmsea", fit.rmsea.value);
            golden::check(want, "rmsea_lower", fit.rmsea.lower);
            golden::check(want, "rmsea_upper", fit.rmsea.upper);
            golden::check(want, "tli", fit.tli);
            // Absolute error of chi-square: a difference of large numbers.
            golden::check(
                want, "bic", [&](int, int) { return fit.bic; }, want.tolerance * fit.chi_squared);
            golden::check(want, "rmsr", fit.rmsr);
            golden::check(want, "crms", fit.crms);
            golden::check(want, "null_chi_squared", fit.null_chi_squared);
            golden::check(want, "null_df", static_cast<double>(fit.null_df));
        }
    }
}

TEST_CASE("exploratory_factors: rotated agrees with psych in sign and order too",
          "[psychometrics][factor][golden]") {
    for (auto const& [data, scale, factors, persons] : cases()) {
        if (factors == 1) continue;
        auto const r = correlations(data, scale);
        for (auto const& [method, word] : methods()) {
            for (auto const& [rotation, theirs] :
                 {std::pair{Rotation::varimax, "varimax"}, {Rotation::oblimin, "oblimin"}}) {
                auto const want = golden::read("tests/golden/factor/" + data + "_" + word + "_" +
                                               std::to_string(factors) + "_" + theirs + ".csv");
                auto const got = factor::exploratory_factors(
                    r, persons, {.factors = factors, .extraction = method, .rotation = rotation});
                REQUIRE(got.ok());
                CHECK(got.value->rotated.converged);
                CHECK(got.value->kaiser == (rotation == Rotation::varimax));
                golden::check_matrix(want, "loading", got.value->loadings);
                if (rotation == Rotation::oblimin) golden::check_matrix(want, "phi", got.value->phi);
                golden::check(want, "ss_loadings", got.value->ss_loadings);
            }
        }
    }
}

TEST_CASE("exploratory_factors: rotation changes neither communalities nor fit",
          "[psychometrics][factor][property]") {
    auto const r = correlations("hs1939", "all9");
    auto const base = factor::exploratory_factors(r, 301, {.factors = 3, .rotation = Rotation::none});
    REQUIRE(base.ok());
    for (auto const rotation : {Rotation::varimax, Rotation::quartimax, Rotation::equamax, Rotation::bifactor,
                                Rotation::geomin_orthogonal, Rotation::oblimin, Rotation::geomin}) {
        auto const got = factor::exploratory_factors(r, 301, {.factors = 3, .rotation = rotation});
        REQUIRE(got.ok());
        CAPTURE(factor::name_of(rotation));
        CHECK(support::distance(got.value->communalities, base.value->communalities) < 1e-12);
        CHECK(golden::near(got.value->fit.chi_squared, base.value->fit.chi_squared, 1e-10));
        CHECK(golden::near(got.value->ss_loadings.sum(), base.value->ss_loadings.sum(), 1e-12));
        CHECK(golden::near(got.value->cumulative[2], got.value->communalities.sum() / 9.0, 1e-12));
        CHECK(support::distance(got.value->structure, got.value->loadings * got.value->phi) == 0.0);
        CHECK(golden::near(got.value->common_eigenvalues.sum(), got.value->communalities.sum(), 1e-12));
        for (Eigen::Index j = 0; j < 3; ++j)
            CHECK(got.value->loadings.col(j).sum() >= 0);
    }
}

TEST_CASE("exploratory_factors: the order of items does not matter", "[psychometrics][factor][property]") {
    Eigen::MatrixXd const r = correlations("hs1939", "all9");
    Eigen::MatrixXd const turned = r.reverse();
    for (auto const& [method, word] : methods()) {
        factor::EfaOptions const options{.factors = 3, .extraction = method};
        auto const a = factor::exploratory_factors(r, 301, options);
        auto const b = factor::exploratory_factors(turned, 301, options);
        REQUIRE((a.ok() && b.ok()));
        CHECK(support::distance(a.value->loadings, b.value->loadings.colwise().reverse()) < 1e-6);
        CHECK(support::distance(a.value->phi, b.value->phi) < 1e-6);
        CHECK(golden::near(a.value->fit.chi_squared, b.value->fit.chi_squared, 1e-8));
    }
}

TEST_CASE(
    "exploratory_factors: maximum likelihood has the smaller discrepancy and minres the smaller residuals",
    "[psychometrics][factor][property]") {
    auto const r = correlations("bfi", "all25");
    auto const minres = factor::exploratory_factors(r, 2436, {.factors = 5, .rotation = Rotation::none});
    auto const ml = factor::exploratory_factors(
        r, 2436,
        {.factors = 5, .extraction = ExtractionMethod::maximum_likelihood, .rotation = Rotation::none});
    REQUIRE((minres.ok() && ml.ok()));
    CHECK(ml.value->fit.discrepancy < minres.value->fit.discrepancy);
    CHECK(minres.value->fit.rmsr < ml.value->fit.rmsr);
    CHECK(golden::near(ml.value->fit.discrepancy, ml.value->extracted.criterion, 1e-9));
}

TEST_CASE("exploratory_factors: with no degrees of freedom left there is no test",
          "[psychometrics][factor]") {
    auto const r = correlations("hs1939", "visual");
    auto const got = factor::exploratory_factors(r, 301, {.factors = 1});
    REQUIRE(got.ok());
    CHECK(got.value->fit.df == 0);
    CHECK(got.value->fit.discrepancy < 1e-10);
    CHECK(std::isnan(got.value->fit.p_value));
    CHECK(std::isnan(got.value->fit.rmsea.value));
    CHECK(std::isnan(got.value->fit.tli));
    CHECK(got.value->rotation == Rotation::none);
}

TEST_CASE("exploratory_factors: refuses more factors than the correlations determine",
          "[psychometrics][factor][refusal]") {
    auto const r = correlations("hs1939", "all9");
    auto const got = factor::exploratory_factors(r, 301, {.factors = 6});
    CHECK_FALSE(got.value);
    CHECK(support::message(got.diagnostics, "S107") == "9 items cannot determine 6 factors");
    CHECK(got.diagnostics[0].hint == "at most 5 factors can be told apart by the correlations of 9 items");
    CHECK(support::has(factor::exploratory_factors(r, 301, {.factors = 10}).diagnostics, "S107",
                       Severity::error));
}

TEST_CASE("exploratory_factors: refuses options and matrices without meaning",
          "[psychometrics][factor][refusal]") {
    auto const r = correlations("hs1939", "all9");
    auto const code = [](Eigen::MatrixXd const& matrix, std::int64_t persons,
                         factor::EfaOptions const& options) {
        auto const got = factor::exploratory_factors(matrix, persons, options);
        return got.value ? std::string() : got.diagnostics[0].code;
    };
    CHECK(code(r, 301, {.factors = 0}) == "S111");
    CHECK(code(r, 301, {.factors = 2, .starts = 0}) == "S111");
    CHECK(code(r, 301, {.factors = 2, .gamma = 2.0}) == "S111");
    CHECK(code(r, 301, {.factors = 2, .level = 0.0}) == "S111");
    CHECK(code(r, 8, {.factors = 2}) == "S102");
    CHECK(code(r.topLeftCorner(2, 2), 301, {.factors = 1}) == "S101");
    Eigen::MatrixXd bad = r;
    bad.row(3).setConstant(quaestor::absent);
    bad.col(3).setConstant(quaestor::absent);
    CHECK(code(bad, 301, {.factors = 2}) == "S106");
    bad = r;
    bad(0, 1) += 0.1;
    CHECK(code(bad, 301, {.factors = 2}) == "S110");
}

TEST_CASE(
    "exploratory_factors: a singular matrix stops maximum likelihood and leaves minres without chi-square",
    "[psychometrics][factor][refusal]") {
    Eigen::MatrixXd items = sample::factor_model(100, 6, 1, 0.6, 4);
    items.col(5) = items.col(0) + items.col(1);
    auto const r = quaestor::correlation::pearson(items).value->r;
    auto const ml = factor::exploratory_factors(r, 100, {.extraction = ExtractionMethod::maximum_likelihood});
    CHECK_FALSE(ml.value);
    CHECK(support::has(ml.diagnostics, "S105", Severity::error));
    auto const minres = factor::exploratory_factors(r, 100, {});
    REQUIRE(minres.ok());
    CHECK(support::has(minres.diagnostics, "S105", Severity::warning));
    CHECK(std::isnan(minres.value->fit.chi_squared));
    CHECK_FALSE(std::isnan(minres.value->fit.rmsr));
}

TEST_CASE("exploratory_factors: leaves chi-square out and says why where the model implies no proper matrix",
          "[psychometrics][factor][refusal]") {
    Eigen::MatrixXd r(4, 4);
    r << 1, 0.999, 0.5, 0.5, 0.999, 1, 0.5, 0.5, 0.5, 0.5, 1, 0.2, 0.5, 0.5, 0.2, 1;
    auto const got = factor::exploratory_factors(r, 200, {.factors = 1});
    REQUIRE(got.ok());
    CHECK(std::isnan(got.value->fit.chi_squared));
    CHECK(support::has(got.diagnostics, "S118", Severity::warning));
    CHECK(support::has(got.diagnostics, "S108", Severity::warning));
    CHECK(got.value->uniquenesses.minCoeff() < 0);
}

TEST_CASE("exploratory_factors: warns of a Heywood case by name", "[psychometrics][factor][refusal]") {
    Eigen::MatrixXd r(3, 3);
    r << 1, 0.8, 0.7, 0.8, 1, 0.3, 0.7, 0.3, 1;
    auto const got = factor::exploratory_factors(r, 100, {.names = {{"mood", "sleep", "worry"}}});
    REQUIRE(got.ok());
    CHECK(support::message(got.diagnostics, "S108") ==
          "item 'mood' has no variance of its own left in the factor model (a Heywood case)");
}
