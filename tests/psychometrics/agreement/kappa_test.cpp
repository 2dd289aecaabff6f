#include "psychometrics/agreement/kappa.hpp"

#include "psychometrics/agreement/fleiss.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::absent;
namespace agreement = quaestor::agreement;
using agreement::Weighting;

namespace {

Eigen::MatrixXd anxiety() {
    return sample::columns("tests/data/agreement/anxiety.csv", {"rater1", "rater2"});
}

Eigen::MatrixXd diagnoses() {
    return sample::columns("tests/data/agreement/diagnoses.csv",
                           {"rater1", "rater2", "rater3", "rater4", "rater5", "rater6"});
}

std::vector<std::pair<std::string, Weighting>> const weightings{
    {"identity", Weighting::identity}, {"linear", Weighting::linear}, {"quadratic", Weighting::quadratic}};

std::vector<double> const three{1, 2, 3};

}  // namespace

TEST_CASE("cohen_kappa: agrees with irr on the test of no agreement", "[psychometrics][agreement][golden]") {
    auto const want = golden::read("tests/golden/agreement/kappa_anxiety.csv");
    for (auto const& [name, weighting] : weightings) {
        auto const got = agreement::cohen_kappa(anxiety(), {.weighting = weighting});
        REQUIRE(got.ok());
        CHECK(golden::near(got.value->kappa.value, want.value("kappa", name), want.tolerance));
        CHECK(golden::near(got.value->z, want.value("z", name), want.tolerance));
        CHECK(golden::near(got.value->p_value, want.value("p", name), want.tolerance));
    }
}

TEST_CASE("cohen_kappa: agrees with psych on the interval", "[psychometrics][agreement][golden]") {
    auto const want = golden::read("tests/golden/agreement/kappa_anxiety_psych.csv");
    for (auto const& [name, weighting] : weightings) {
        if (name == "linear") continue;
        auto const got = agreement::cohen_kappa(anxiety(), {.weighting = weighting});
        REQUIRE(got.ok());
        auto const& kappa = got.value->kappa;
        CHECK(golden::near(kappa.value, want.value("kappa", name), want.tolerance));
        CHECK(golden::near(std::pow(got.value->standard_error, 2), want.value("variance", name),
                           want.tolerance));
        CHECK(golden::near(kappa.lower, want.value("lower", name), want.tolerance));
        CHECK(golden::near(kappa.upper, want.value("upper", name), want.tolerance));
    }
}

TEST_CASE("kappa_of: agrees on the table of Cohen with any weights", "[psychometrics][agreement][golden]") {
    auto const want = golden::read("tests/golden/agreement/kappa_cohen_1968.csv");
    auto const table = golden::matrix(want, "count");
    auto const own = agreement::own_weights(golden::matrix(want, "disagreement"), 3);
    REQUIRE(own.ok());
    for (auto const& name : {"identity", "quadratic", "own"}) {
        auto const weights = std::string(name) == "own" ? *own.value
                             : std::string(name) == "identity"
                                 ? agreement::weights_of(Weighting::identity, three)
                                 : agreement::weights_of(Weighting::quadratic, three);
        auto const got = agreement::kappa_of(table, weights, 0.95);
        CHECK(golden::near(got.kappa.value, want.value("kappa", name), want.tolerance));
        // psych's variance for weights of one's own is another: its interval is (-1, 1) here.
        if (std::string(name) == "own") continue;
        CHECK(golden::near(got.kappa.lower, want.value("lower", name), want.tolerance));
        CHECK(golden::near(got.kappa.upper, want.value("upper", name), want.tolerance));
    }
    auto const plain = golden::read("tests/golden/agreement/kappa_own_weights.csv");
    Eigen::MatrixXd fleiss(3, 3);
    fleiss << 1, 0, 4.0 / 9, 0, 1, 2.0 / 3, 4.0 / 9, 2.0 / 3, 1;
    std::vector<std::pair<std::string, Eigen::MatrixXd>> const owned{{"cohen", *own.value},
                                                                     {"fleiss", fleiss}};
    for (auto const& [name, weights] : owned) {
        auto const got = agreement::kappa_of(table, weights, 0.95);
        CHECK(golden::near(got.kappa.value, plain.value("kappa", name), plain.tolerance));
        CHECK(golden::near(got.standard_error, plain.value("standard_error", name), plain.tolerance));
    }
}

TEST_CASE("cohen_kappa: the largest kappa is what the frequencies of both allow",
          "[psychometrics][agreement]") {
    // po at most .60 + .25 + .10 of .60 .30 .10 and .65 .25 .10: .95; pe .475.
    Eigen::MatrixXd table(3, 3);
    table << 106, 10, 4, 22, 28, 10, 2, 12, 6;
    auto const got = agreement::kappa_of(table, agreement::weights_of(Weighting::identity, three), 0.95);
    CHECK(golden::near(got.observed, 0.7, 1e-14));
    CHECK(golden::near(got.expected, 0.475, 1e-14));
    CHECK(golden::near(got.largest, (0.95 - 0.475) / 0.525, 1e-14));
}

TEST_CASE("cohen_kappa: drops units that one rater left out and counts them", "[psychometrics][agreement]") {
    auto x = anxiety();
    x(0, 0) = x(4, 1) = absent;
    x.row(7).setConstant(absent);
    auto const got = agreement::cohen_kappa(x);
    REQUIRE(got.ok());
    CHECK(got.value->use.units_given == 20);
    CHECK(got.value->use.units_used == 17);
    CHECK(got.value->use.units_dropped == 3);
    CHECK(got.value->table.sum() == 17);
}

TEST_CASE(
    "cohen_kappa: quadratic weights come close to the agreement of amounts and unused categories change "
    "nothing",
    "[psychometrics][agreement][property]") {
    auto const plain = agreement::cohen_kappa(anxiety(), {.weighting = Weighting::quadratic});
    auto const wide = agreement::cohen_kappa(
        anxiety(), {.weighting = Weighting::quadratic, .categories = {1, 2, 3, 4, 5, 6, 7, 8, 9}});
    REQUIRE(wide.ok());
    CHECK(golden::near(wide.value->kappa.value, plain.value->kappa.value, 1e-12));
    CHECK(golden::near(wide.value->standard_error, plain.value->standard_error, 1e-12));
    CHECK(golden::near(wide.value->z, plain.value->z, 1e-12));
}

TEST_CASE("cohen_kappa: refuses what has no kappa", "[psychometrics][agreement][refusal]") {
    auto const code = [](Eigen::MatrixXd const& x, agreement::KappaOptions const& options = {}) {
        auto const got = agreement::cohen_kappa(x, options);
        CHECK_FALSE(got.value);
        return got.diagnostics.begin()->code;
    };
    CHECK(code(diagnoses()) == "S151");
    CHECK(code(anxiety().leftCols(1)) == "S151");
    CHECK(code(Eigen::MatrixXd::Constant(9, 2, 2)) == "S152");
    CHECK(code(Eigen::MatrixXd::Constant(9, 2, absent)) == "S150");
    CHECK(code(anxiety(), {.categories = {1, 2, 3}}) == "S154");
    CHECK(code(anxiety(), {.categories = {2, 1, 3, 4, 5, 6}}) == "S111");
    CHECK(code(anxiety(), {.own_weights = Eigen::MatrixXd::Identity(3, 3)}) == "S155");
    CHECK(code(Eigen::MatrixXd::Random(2000, 2)) == "S156");
}

TEST_CASE("own_weights: refuses what are no weights and says why", "[psychometrics][agreement][refusal]") {
    auto const why = [](std::vector<double> const& values) {
        auto const got = agreement::own_weights(Eigen::Map<Eigen::MatrixXd const>(values.data(), 2, 2), 2);
        return got.value ? std::string() : got.diagnostics.begin()->message;
    };
    CHECK(why({1, 0.5, 0.5, 1}).empty());
    CHECK(why({0, 3, 3, 0}).empty());
    CHECK(why({1, 0.5, 0.4, 1}) ==
          "weights must be the same in both directions, and the table is not symmetric");
    CHECK(why({1, -1, -1, 1}) == "a weight is below 0");
    CHECK(why({1, 2, 2, 1}) == "a weight of agreement is above 1");
    CHECK(why({0, 0, 0, 0}) == "all weights of disagreement are 0");
    CHECK(why({1, 0, 0, 0}) ==
          "the diagonal must be all 1, for weights of agreement, or all 0, for weights of disagreement");
    CHECK(why({1, absent, absent, 1}) == "a weight is missing or not a finite number");
}

TEST_CASE("weights_of: are what their names say", "[psychometrics][agreement]") {
    std::vector<double> const uneven{1, 2, 4};
    auto const linear = agreement::weights_of(Weighting::linear, uneven);
    auto const quadratic = agreement::weights_of(Weighting::quadratic, uneven);
    auto const ordinal = agreement::weights_of(Weighting::ordinal, uneven);
    CHECK(golden::near(linear(0, 1), 2.0 / 3, 1e-15));
    CHECK(golden::near(linear(1, 2), 1.0 / 3, 1e-15));
    CHECK(golden::near(quadratic(1, 2), 5.0 / 9, 1e-15));
    CHECK(golden::near(ordinal(0, 1), 2.0 / 3, 1e-15));
    CHECK(ordinal(0, 2) == 0);
    for (auto const weighting :
         {Weighting::identity, Weighting::linear, Weighting::quadratic, Weighting::ordinal}) {
        CHECK(agreement::weights_of(weighting, uneven).diagonal() == Eigen::VectorXd::Ones(3));
        CHECK(agreement::weights_of(weighting, {5}) == Eigen::MatrixXd::Ones(1, 1));
    }
}

TEST_CASE("fleiss_kappa: agrees with irr and the paper", "[psychometrics][agreement][golden]") {
    auto const want = golden::read("tests/golden/agreement/fleiss_diagnoses.csv");
    auto const got = agreement::fleiss_kappa(diagnoses());
    REQUIRE(got.ok());
    golden::check(want, "kappa", got.value->kappa);
    golden::check(want, "z", got.value->z);
    CHECK(got.value->p_value < 1e-60);
    auto const by_category = golden::read("tests/golden/agreement/fleiss_diagnoses_categories.csv");
    auto const of = [&](int row) { return got.value->categories[static_cast<std::size_t>(row - 1)]; };
    golden::check(by_category, "category_kappa", [&](int row, int) { return of(row).kappa; });
    golden::check(by_category, "category_z", [&](int row, int) { return of(row).z; });
    // Fleiss (1971), p. 381: kappa .430, and .245 .245 .520 .471 .566 for the five diagnoses.
    CHECK(std::abs(got.value->kappa - 0.430) < 0.0005);
}

TEST_CASE("fleiss_kappa: is the mean of its categories and leaves out those without a rating",
          "[psychometrics][agreement][property]") {
    auto const got = agreement::fleiss_kappa(diagnoses(), {1, 2, 3, 4, 5, 6});
    REQUIRE(got.ok());
    double above = 0;
    double below = 0;
    for (auto const& category : got.value->categories) {
        if (category.category == 6) {
            CHECK(std::isnan(category.kappa));
            continue;
        }
        double const weight = category.share * (1 - category.share);
        above += weight * category.kappa;
        below += weight;
    }
    CHECK(golden::near(above / below, got.value->kappa, 1e-13));
}

TEST_CASE("light_kappa: agrees with irr", "[psychometrics][agreement][golden]") {
    auto const want = golden::read("tests/golden/agreement/fleiss_diagnoses.csv");
    auto const got = agreement::light_kappa(diagnoses());
    REQUIRE(got.ok());
    golden::check(want, "light", got.value->kappa);
    CHECK(got.value->pairs == 15);
}
