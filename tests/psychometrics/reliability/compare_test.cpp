#include "psychometrics/reliability/compare.hpp"

#include "numeric/random.hpp"
#include "psychometrics/reliability/alpha.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::Severity;
namespace numeric = quaestor::numeric;
namespace reliability = quaestor::reliability;

namespace {

/// Parallel items with normal scores that correlate r; `common` is added to every item of a person.
Eigen::MatrixXd parallel_items(Eigen::Index n, Eigen::Index k, double r, numeric::Random& random,
                               Eigen::VectorXd const& true_scores) {
    Eigen::MatrixXd x(n, k);
    for (Eigen::Index i = 0; i < n; ++i) {
        for (Eigen::Index j = 0; j < k; ++j)
            x(i, j) = std::sqrt(r) * true_scores[i] + std::sqrt(1 - r) * random.normal();
    }
    return x;
}

Eigen::VectorXd normals(Eigen::Index n, numeric::Random& random) {
    Eigen::VectorXd x(n);
    for (Eigen::Index i = 0; i < n; ++i)
        x[i] = random.normal();
    return x;
}

double alpha_of(Eigen::MatrixXd const& x) {
    return reliability::cronbach_alpha(x).value->alpha.value;
}

}  // namespace

TEST_CASE("compare_independent: two samples give the same answer either way round",
          "[psychometrics][reliability][property]") {
    reliability::SampleAlpha const a{0.82, 120, 8};
    reliability::SampleAlpha const b{0.74, 60, 5};
    auto const one = reliability::compare_independent(a, b);
    auto const other = reliability::compare_independent(b, a);
    REQUIRE((one.ok() && other.ok()));
    CHECK(golden::near(one.value->statistic * other.value->statistic, 1.0, 1e-14));
    CHECK(std::abs(one.value->p_value - other.value->p_value) <
          0.01);  // the two F stand for one distribution
    auto const chi = reliability::compare_independent(std::vector{a, b});
    REQUIRE(chi.ok());
    CHECK(chi.value->df1 == 1.0);
    CHECK(std::abs(chi.value->p_value - one.value->p_value) < 0.02);
    // Degrees of freedom by plain R.
    auto const large = reliability::compare_independent({0.8, 5000, 30}, {0.8, 4000, 30});
    CHECK(golden::near(large.value->df1, 3891.7019092, 1e-8));
    CHECK(golden::near(large.value->df2, 4792.4990824, 1e-8));
    CHECK(large.value->p_value > 0.99);
}

TEST_CASE("compare_independent and compare_dependent: reject equal alphas as often as they say",
          "[psychometrics][reliability][property][slow]") {
    numeric::Random random(20260101);
    int const times = 1500;
    int w = 0;
    int chi = 0;
    int t = 0;
    int feldt = 0;
    for (int i = 0; i < times; ++i) {
        auto const x = parallel_items(50, 5, 0.4, random, normals(50, random));
        auto const y = parallel_items(80, 5, 0.4, random, normals(80, random));
        reliability::SampleAlpha const a{alpha_of(x), 50, 5};
        reliability::SampleAlpha const b{alpha_of(y), 80, 5};
        if (reliability::compare_independent(a, b).value->p_value < 0.05) ++w;
        if (reliability::compare_independent(std::vector{a, b}).value->p_value < 0.05) ++chi;
        // Two scales of the same people, with true scores that correlate .6.
        auto const first = normals(60, random);
        Eigen::VectorXd const second = 0.6 * first + 0.8 * normals(60, random);
        auto const p = parallel_items(60, 5, 0.4, random, first);
        auto const q = parallel_items(60, 5, 0.4, random, second);
        if (reliability::compare_same_persons(p, q).value->p_value < 0.05) ++t;
        Eigen::VectorXd s = p.rowwise().sum();
        Eigen::VectorXd u = q.rowwise().sum();
        s.array() -= s.mean();
        u.array() -= u.mean();
        auto const compared =
            reliability::compare_dependent(alpha_of(p), alpha_of(q), s.dot(u) / (s.norm() * u.norm()), 60);
        if (compared.value->p_value < 0.05) ++feldt;
    }
    // 5 % of 1500 is 75, with a standard error of 8.4; the tests are approximate.
    CAPTURE(w, chi, t, feldt);
    for (int const rejected : {w, chi, t}) {
        CHECK(rejected > 45);
        CHECK(rejected < 105);
    }
    // Feldt's t takes no account of the number of items, and rejects too often where there are five.
    CHECK(feldt > 95);
    CHECK(feldt < 175);
}

TEST_CASE("bootstrap_difference: a scale does not differ from itself and does from a worse one",
          "[psychometrics][reliability][property]") {
    auto const items = sample::factor_model(300, 8, 1, 0.7, 12);
    auto const same = reliability::bootstrap_difference(items, items, 0.95, {.replications = 200});
    CHECK(same.difference.value == 0.0);
    CHECK(same.difference.lower == 0.0);
    auto const shorter =
        reliability::bootstrap_difference(items, items.leftCols(3), 0.95, {.replications = 500});
    CHECK(golden::near(shorter.difference.value, alpha_of(items) - alpha_of(items.leftCols(3)), 1e-12));
    CHECK(shorter.difference.lower > 0);
}

TEST_CASE(
    "compare_same_persons: is the same either way round but for its sign and refuses a scale beside itself",
    "[psychometrics][reliability][property]") {
    auto const items = sample::factor_model(80, 8, 2, 0.7, 12);
    auto const one = reliability::compare_same_persons(items.leftCols(4), items.rightCols(3));
    auto const other = reliability::compare_same_persons(items.rightCols(3), items.leftCols(4));
    REQUIRE((one.ok() && other.ok()));
    CHECK(golden::near(one.value->statistic, -other.value->statistic, 1e-10));
    CHECK((one.value->statistic > 0) == (alpha_of(items.leftCols(4)) > alpha_of(items.rightCols(3))));
    CHECK(support::has(reliability::compare_same_persons(items, items).diagnostics, "S165", Severity::error));
    CHECK(support::has(reliability::compare_same_persons(items.topRows(5), items.topRows(5)).diagnostics,
                       "S102", Severity::error));
}

TEST_CASE("compare: refuses few persons and alphas that do not exist",
          "[psychometrics][reliability][refusal]") {
    CHECK(support::has(reliability::compare_independent({0.8, 5, 4}, {0.8, 50, 4}).diagnostics, "S102",
                       Severity::error));
    CHECK(support::has(reliability::compare_independent({quaestor::absent, 50, 4}, {0.8, 50, 4}).diagnostics,
                       "S165", Severity::error));
    CHECK(
        support::has(reliability::compare_dependent(0.8, 0.7, 1.0, 50).diagnostics, "S165", Severity::error));
}
