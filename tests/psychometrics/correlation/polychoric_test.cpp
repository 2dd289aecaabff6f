#include "psychometrics/correlation/polychoric.hpp"

#include "numeric/linalg.hpp"
#include "numeric/moments.hpp"
#include "psychometrics/correlation/categories.hpp"
#include "psychometrics/correlation/pearson.hpp"
#include "psychometrics/correlation/polychoric_covariance.hpp"
#include "psychometrics/correlation/polychoric_pair.hpp"
#include "psychometrics/correlation/polyserial.hpp"
#include "psychometrics/correlation/smooth.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

#include <array>
#include <random>

using quaestor::absent;
using quaestor::Severity;
namespace correlation = quaestor::correlation;
using correlation::Measure;
using correlation::Missing;

namespace {

struct Data {
    std::string file;
    Eigen::MatrixXd items;
};

std::vector<Data> data() {
    return {{"bfi", sample::scale("bfi", "all25")},
            {"lsat6", sample::scale("lsat6", "all5")},
            {"lsat7", sample::scale("lsat7", "all5")},
            {"verbagg", sample::scale("verbagg", "poly24")},
            {"verbagg_dich", sample::scale("verbagg", "dich24")}};
}

/// Answers to two items, with that table of counts.
Eigen::MatrixXd answers(Eigen::MatrixXd const& counts) {
    Eigen::MatrixXd out(static_cast<Eigen::Index>(counts.sum()), 2);
    Eigen::Index person = 0;
    for (Eigen::Index i = 0; i < counts.rows(); ++i) {
        for (Eigen::Index j = 0; j < counts.cols(); ++j) {
            for (int c = 0; c < static_cast<int>(counts(i, j)); ++c, ++person)
                out.row(person) << static_cast<double>(i), static_cast<double>(j);
        }
    }
    return out;
}

correlation::PairTable table_of(Eigen::MatrixXd const& counts) {
    correlation::PairTable table;
    table.counts = counts;
    table.rows = correlation::thresholds(counts.rowwise().sum(), counts.sum());
    table.columns = correlation::thresholds(counts.colwise().sum().transpose(), counts.sum());
    table.persons_of_rows = table.persons_of_columns = counts.sum();
    return table;
}

Eigen::MatrixXd bfi_with_age() {
    auto items = sample::columns("samples/bfi.csv", {"A1", "A2", "E3", "N4", "gender", "age"});
    items.col(0) = 7.0 - items.col(0).array();
    return items;
}

std::vector<Measure> five_and_a_number() {
    std::vector<Measure> measures(6, Measure::ordered);
    measures.back() = Measure::number;
    return measures;
}

}  // namespace

TEST_CASE("polychoric: agrees with lavaan on real items", "[psychometrics][correlation][golden]") {
    for (auto const& [file, items] : data()) {
        auto const want = golden::read("tests/golden/correlation/polychoric_" + file + ".csv");
        auto const got = correlation::polychoric(items);
        REQUIRE(got.ok());
        CHECK(got.value->kind == correlation::Kind::polychoric);
        golden::check_matrix(want, "rho", got.value->r);
        golden::check(want, "threshold", [&](int item, int t) {
            return got.value->thresholds[static_cast<std::size_t>(item - 1)][t - 1];
        });
        if (file != "bfi") continue;
        auto const pairwise = correlation::polychoric(items, {.missing = Missing::pairwise});
        golden::check_matrix(want, "rho_pairwise", pairwise.value->r);
        CHECK(pairwise.value->use.rule == "pairwise");
    }
}

TEST_CASE("polychoric: agrees with psych with and without a correction of empty cells",
          "[psychometrics][correlation][golden]") {
    for (auto const& [file, items] : data()) {
        auto const want = golden::read("tests/golden/correlation/polychoric_psych_" + file + ".csv");
        auto const plain = correlation::polychoric(items);
        auto const half = correlation::polychoric(items, {.zero_cell = 0.5});
        REQUIRE(half.ok());
        golden::check_matrix(want, "rho", plain.value->r);
        golden::check_matrix(want, "rho_half", half.value->r);
        if (!file.starts_with("lsat") && file != "verbagg_dich") continue;
        golden::check_matrix(want, "tetrachoric", plain.value->r);
        golden::check_matrix(want, "tetrachoric_half", half.value->r);
    }
}

TEST_CASE("polychoric: agrees with polycor and so does the test of one normal distribution",
          "[psychometrics][correlation][golden]") {
    for (auto const& [file, items] : data()) {
        if (file.starts_with("lsat")) continue;
        auto const want = golden::read("tests/golden/correlation/polychoric_polycor_" + file + ".csv");
        auto const got = correlation::polychoric(items);
        golden::check_matrix(want, "rho", got.value->r);
        if (file == "verbagg_dich") continue;  // nothing is left to test in two by two
        golden::check(want, "chi_squared", [&](int second, int first) {
            for (auto const& pair : got.value->pairs) {
                if (pair.first == first - 1 && pair.second == second - 1) return pair.chi_squared;
            }
            return absent;
        });
    }
}

TEST_CASE("polychoric_covariance: agrees with what lavaan calls gamma",
          "[psychometrics][correlation][golden]") {
    auto const want = golden::read("tests/golden/correlation/covariance_bfi_A.csv");
    auto const items = sample::scale("bfi", "A");
    for (auto const missing : {Missing::listwise, Missing::pairwise}) {
        auto const got = correlation::polychoric_covariance(items, {.missing = missing});
        REQUIRE(got.ok());
        auto const expected = golden::matrix(want, missing == Missing::listwise ? "listwise" : "pairwise");
        REQUIRE(got.value->covariance.rows() == 35);
        CHECK(support::distance(got.value->covariance, expected) < want.tolerance);
        for (Eigen::Index i = 0; i < 35; ++i)
            CHECK(std::abs(got.value->covariance(i, i) / expected(i, i) - 1) < 1e-5);
        // The matrix shows the same standard errors.
        auto const matrix = correlation::polychoric(items, {.missing = missing});
        for (Eigen::Index q = 25; q < 35; ++q) {
            auto const& parameter = got.value->parameters[static_cast<std::size_t>(q)];
            CHECK(golden::near(matrix.value->se(parameter.item, parameter.other),
                               std::sqrt(got.value->covariance(q, q)), 1e-14));
            CHECK(parameter.estimate == matrix.value->r(parameter.item, parameter.other));
        }
    }
    for (auto const* name : {"lsat6", "lsat7"}) {
        auto const gamma = golden::read("tests/golden/correlation/covariance_" + std::string(name) + ".csv");
        auto const got = correlation::polychoric_covariance(sample::scale(name, "all5"));
        golden::check(gamma, "gamma", Eigen::VectorXd(1000.0 * got.value->covariance.diagonal()));
    }
}

TEST_CASE("mixed: agrees with lavaan and with polyserial likelihoods in plain R",
          "[psychometrics][correlation][golden]") {
    auto const want = golden::read("tests/golden/correlation/mixed_bfi.csv");
    auto const got = correlation::mixed(bfi_with_age(), five_and_a_number());
    REQUIRE(got.ok());
    CHECK(got.value->kind == correlation::Kind::mixed);
    golden::check(want, "persons", static_cast<double>(got.value->use.persons_used));
    golden::check_matrix(want, "r", got.value->r);
    golden::check_matrix(want, "se", got.value->se);
    golden::check(want, "polyserial", Eigen::VectorXd(got.value->r.col(5)));
    golden::check(want, "polyserial_se", Eigen::VectorXd(got.value->se.col(5)));
    CHECK(got.value->thresholds[5].size() == 0);
    // Two numbers: Pearson.
    Eigen::MatrixXd two(got.value->use.persons_given, 2);
    auto const items = bfi_with_age();
    two << items.col(5), items.col(1);
    auto const numbers = correlation::mixed(two, {Measure::number, Measure::number});
    CHECK(golden::near(numbers.value->r(0, 1), correlation::pearson(two).value->r(0, 1), 1e-14));
}

TEST_CASE("fit_polyserial: by moments as polycor and psych have it", "[psychometrics][correlation][golden]") {
    auto const check = [](std::string const& file, Eigen::MatrixXd const& ordered, auto const& number) {
        auto const want = golden::read("tests/golden/correlation/polyserial_" + file + ".csv");
        std::vector<correlation::PolyserialFit> fits;
        for (Eigen::Index j = 0; j < ordered.cols(); ++j) {
            auto const item = *correlation::categorical(ordered.col(j));
            auto const cuts = correlation::thresholds(item.counts, item.counts.sum());
            fits.push_back(*correlation::fit_polyserial(correlation::number_item(number(j)), item, cuts));
        }
        auto const fit = [&](int row) { return fits[static_cast<std::size_t>(row == 0 ? 4 : row - 1)]; };
        double const n = static_cast<double>(ordered.rows());
        for (auto const* quantity : {"by_moments", "biserial", "pearson"}) {
            bool const there = std::any_of(want.entries.begin(), want.entries.end(),
                                           [&](auto const& e) { return e.quantity == quantity; });
            if (!there) continue;
            golden::check(want, quantity, [&](int row, int) {
                if (quantity == std::string("pearson")) return fit(row).pearson;
                // psych's biserial takes the standard deviation with n - 1.
                bool const psych = quantity == std::string("biserial");
                return fit(row).by_moments * (psych ? std::sqrt((n - 1) / n) : 1.0);
            });
        }
    };
    auto const rest_of = [](Eigen::MatrixXd const& x) {
        return [x](Eigen::Index j) { return Eigen::VectorXd(x.rowwise().sum() - x.col(j)); };
    };
    for (auto const& [file, items] : data()) {
        if (file == "verbagg_dich") continue;
        Eigen::MatrixXd const complete =
            quaestor::numeric::rows_of(items, quaestor::numeric::complete_rows(items));
        auto const few = std::min<Eigen::Index>(complete.cols(), 5);
        check(file, complete.leftCols(few), rest_of(complete));
    }
    auto const people = bfi_with_age();
    Eigen::MatrixXd const complete =
        quaestor::numeric::rows_of(people, quaestor::numeric::complete_rows(people));
    check("age", complete.leftCols(5), [&](Eigen::Index) { return Eigen::VectorXd(complete.col(5)); });
}

TEST_CASE("TableLikelihood: its derivatives are those of the log-likelihood",
          "[psychometrics][correlation][property]") {
    Eigen::MatrixXd counts(3, 4);
    counts << 12, 7, 3, 0, 5, 14, 9, 2, 1, 6, 11, 17;
    auto const table = table_of(counts);
    correlation::TableLikelihood likelihood(table.counts, table.rows, table.columns);
    for (double const rho : {-0.6, 0.1, 0.5, 0.9}) {
        double const step = 1e-5;
        std::array<double, 3> value{};
        std::array<double, 3> score{};
        for (int i = 0; i < 3; ++i) {
            likelihood.move_to(rho + step * (i - 1));
            value[static_cast<std::size_t>(i)] = likelihood.log_likelihood();
            score[static_cast<std::size_t>(i)] = likelihood.score();
        }
        likelihood.move_to(rho);
        CHECK(golden::near((value[2] - value[0]) / (2 * step), likelihood.score(), 1e-7));
        CHECK(golden::near((score[2] - score[0]) / (2 * step), likelihood.curvature(), 1e-7));
        CHECK(golden::near(likelihood.probabilities().sum(), 1.0, 1e-14));
        CHECK(golden::near(likelihood.slopes().sum(), 0.0, 1e-14));
    }
}

TEST_CASE("fit_polychoric: no other rho is more likely in sparse tables",
          "[psychometrics][correlation][property]") {
    std::mt19937 bits(3);
    std::uniform_int_distribution<int> size(2, 5);
    for (int round = 0; round < 200; ++round) {
        Eigen::MatrixXd counts(size(bits), size(bits));
        for (double& cell : counts.reshaped()) {
            cell = static_cast<double>(std::max(0, static_cast<int>(bits() % 9) - 4));
        }
        if ((counts.rowwise().sum().array() == 0).any() || (counts.colwise().sum().array() == 0).any())
            continue;
        auto const table = table_of(counts);
        auto const fit = correlation::fit_polychoric(table);
        REQUIRE(fit);
        CAPTURE(round, counts, fit->rho, fit->at_limit, fit->convergence.iterations);
        CHECK(fit->convergence.converged);
        correlation::TableLikelihood likelihood(table.counts, table.rows, table.columns);
        likelihood.move_to(std::clamp(fit->rho, -0.9999999, 0.9999999));
        double const best = likelihood.log_likelihood();
        for (int i = -99; i <= 99; ++i) {
            likelihood.move_to(0.01 * i);
            CAPTURE(i);
            CHECK(likelihood.log_likelihood() <= best + 1e-6);
        }
        if (!fit->at_limit) CHECK(std::abs((counts.array() * fit->influence).sum()) < 1e-9);
    }
}

TEST_CASE("polychoric: finds the correlation that answers were made with",
          "[psychometrics][correlation][property]") {
    std::mt19937 bits(11);
    std::normal_distribution<double> normal;
    double const rho = 0.6;
    constexpr int rounds = 60;
    double sum = 0;
    double squares = 0;
    double variance = 0;
    for (int round = 0; round < rounds; ++round) {
        Eigen::MatrixXd items(400, 2);
        for (Eigen::Index i = 0; i < items.rows(); ++i) {
            double const x = normal(bits);
            double const y = rho * x + 0.8 * normal(bits);
            auto const cut = [](double z) { return z < -1.0 ? 1.0 : z < 0.2 ? 2.0 : z < 1.3 ? 3.0 : 4.0; };
            items.row(i) << cut(x), cut(y + 0.3);
        }
        auto const got = correlation::polychoric(items);
        sum += got.value->r(0, 1);
        squares += got.value->r(0, 1) * got.value->r(0, 1);
        variance += got.value->se(0, 1) * got.value->se(0, 1);
    }
    double const mean = sum / rounds;
    double const spread = std::sqrt(squares / rounds - mean * mean);
    double const told = std::sqrt(variance / rounds);
    CHECK(std::abs(mean - rho) < 4 * told / std::sqrt(rounds));
    CHECK(std::abs(spread / told - 1) < 0.35);  // four standard errors of a spread from 60
}

TEST_CASE("polychoric: unchanged by other numbers for the answers and by threads and order",
          "[psychometrics][correlation][property]") {
    auto const items = sample::scale("bfi", "N");
    auto const base = correlation::polychoric(items, {.threads = 1});
    Eigen::MatrixXd const bent = (0.37 * items.array()).exp().matrix();
    CHECK(correlation::polychoric(bent, {.threads = 3}).value->r == base.value->r);
    CHECK(correlation::polychoric(items.colwise().reverse(), {.threads = 2}).value->r == base.value->r);
    Eigen::MatrixXd turned = items;
    turned.col(2) = -turned.col(2);
    auto const other = correlation::polychoric(turned);
    CHECK(std::abs(other.value->r(0, 2) + base.value->r(0, 2)) < 1e-12);
    CHECK(std::abs(other.value->se(0, 2) - base.value->se(0, 2)) < 1e-12);
    auto const one = correlation::polychoric_covariance(items, {.threads = 1});
    auto const three = correlation::polychoric_covariance(items, {.threads = 3});
    CHECK(one.value->covariance == three.value->covariance);
}

TEST_CASE("polychoric: an empty corner of two by two ends at the limit and says so",
          "[psychometrics][correlation][refusal]") {
    Eigen::MatrixXd counts(2, 2);
    counts << 40, 10, 0, 50;
    auto const items = answers(counts);
    auto const got = correlation::polychoric(items, {.names = {{"a", "b"}}});
    REQUIRE(got.ok());
    CHECK(got.value->r(0, 1) == 1.0);
    CHECK(std::isnan(got.value->se(0, 1)));
    CHECK(got.value->pairs[0].at_limit);
    CHECK(got.value->pairs[0].empty_cells == 1);
    CHECK(support::message(got.diagnostics, "S131") ==
          "the correlation of item 'a' with item 'b' ended at 1 and has no standard error");
    auto const half = correlation::polychoric(items, {.zero_cell = 0.5});
    CHECK(half.diagnostics.empty());
    CHECK(half.value->r(0, 1) < 0.99);
    CHECK(half.value->se(0, 1) > 0);
    auto const refused = correlation::polychoric_covariance(items, {.names = {{"a", "b"}}});
    CHECK(
        support::message(refused.diagnostics, "S106") ==
        "the correlation of item 'a' with item 'b' ended at -1 or 1, so its covariances with other estimates "
        "cannot be computed");
}

TEST_CASE("polychoric: names items and pairs that say nothing", "[psychometrics][correlation][refusal]") {
    Eigen::MatrixXd items(8, 3);
    items << 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 2, 1, 1, 2, 1, absent, 1, 2, absent, 2, 2, absent, 1, 2;
    // Those who answered the first item all gave the same answer to the third.
    auto const got =
        correlation::polychoric(items, {.missing = Missing::pairwise, .names = {{"a", "b", "c"}}});
    REQUIRE(got.ok());
    CHECK(std::isnan(got.value->r(0, 2)));
    CHECK(got.value->r(2, 2) == 1.0);
    CHECK(support::message(got.diagnostics, "S132") ==
          "the correlation of item 'a' with item 'c' does not exist: those who answered both gave only one "
          "answer "
          "to one of them");
    auto const complete = correlation::polychoric(items, {.names = {{"a", "b", "c"}}});
    CHECK(support::message(complete.diagnostics, "S103") ==
          "item 'c' has the same answer from everyone; their correlations do not exist");
    CHECK(std::isnan(complete.value->r(2, 2)));
    CHECK_FALSE(std::isnan(complete.value->r(0, 1)));
}

TEST_CASE("polychoric: refuses numbers and a zero cell that is none",
          "[psychometrics][correlation][refusal]") {
    Eigen::MatrixXd items(60, 2);
    items.col(0).setLinSpaced(60, 18, 77);
    for (Eigen::Index i = 0; i < 60; ++i)
        items(i, 1) = static_cast<double>(i % 3);
    auto const got = correlation::polychoric(items, {.names = {{"age", "q"}}});
    CHECK_FALSE(got.value);
    CHECK(support::message(got.diagnostics, "S130") ==
          "item 'age' has more than 50 different answers, too many for ordered categories");
    CHECK(correlation::mixed(items, {Measure::number, Measure::ordered}).ok());
    CHECK(support::message(correlation::polychoric(items, {.zero_cell = -1}).diagnostics, "S111") ==
          "what is added to an empty cell must be from 0 to 1, found -1");
    CHECK(support::has(correlation::polychoric(items.leftCols(1)).diagnostics, "S101", Severity::error));
    items.row(0)[1] = std::numeric_limits<double>::infinity();
    CHECK(support::has(correlation::polychoric(items).diagnostics, "S113", Severity::error));
}

TEST_CASE("smooth: agrees with psych and tells what changed", "[psychometrics][correlation][golden]") {
    auto const want = golden::read("tests/golden/correlation/smooth.csv");
    correlation::CorrelationMatrix matrix;
    matrix.r = golden::matrix(want, "before");
    auto other = matrix;
    auto const warned = correlation::make_proper(other, false, {{{"a", "b", "c", "d"}}});
    CHECK(other.r == matrix.r);
    CHECK(support::message(warned, "S133") ==
          "the correlation matrix is not positive definite (smallest eigenvalue -0.2644); items 'a', 'b' and "
          "'c' "
          "carry most of that");
    auto const told = correlation::make_proper(matrix, true, {{{"a", "b", "c", "d"}}});
    golden::check_matrix(want, "after", matrix.r);
    CHECK(quaestor::numeric::eigenvalues_symmetric(matrix.r).minCoeff() > 0);
    CHECK(support::has(told, "S134", Severity::warning));
    REQUIRE(matrix.smoothed);
    CHECK(matrix.smoothed->largest_change > 0.1);
    auto fine = *correlation::pearson(sample::scale("bfi", "A")).value;
    CHECK(correlation::make_proper(fine, true, {}).empty());
    CHECK_FALSE(fine.smoothed);
}
