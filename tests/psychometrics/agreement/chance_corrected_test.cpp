#include "psychometrics/agreement/chance_corrected.hpp"

#include "psychometrics/agreement/fleiss.hpp"
#include "psychometrics/agreement/kappa.hpp"
#include "psychometrics/agreement/krippendorff.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

using quaestor::absent;
namespace agreement = quaestor::agreement;
using agreement::Measurement;
using agreement::Weighting;

namespace {

Eigen::MatrixXd four_coders() {
    return sample::columns("tests/data/agreement/krippendorff.csv", {"A", "B", "C", "D"});
}

Eigen::MatrixXd diagnoses() {
    return sample::columns("tests/data/agreement/diagnoses.csv",
                           {"rater1", "rater2", "rater3", "rater4", "rater5", "rater6"});
}

std::vector<std::pair<std::string, agreement::Coefficient>> named(agreement::ChanceCorrected const& all) {
    return {{"brennan_prediger", all.brennan_prediger},
            {"gwet", all.gwet},
            {"fleiss", all.fleiss},
            {"conger", all.conger},
            {"krippendorff", all.krippendorff}};
}

void check_rounded(golden::File const& want, std::string const& name, agreement::Coefficient const& got) {
    CAPTURE(name);
    CHECK(golden::near(got.value.value, want.value("value", name), want.tolerance));
    if (name.starts_with("krippendorff")) {  // its interval is that of the bootstrap
        CHECK(std::isnan(got.standard_error));
        return;
    }
    CHECK(golden::near(got.standard_error, want.value("se", name), want.tolerance));
    CHECK(golden::near(got.value.lower, want.value("lower", name), 5.1e-4));
    CHECK(golden::near(got.value.upper, want.value("upper", name), 5.1e-4));
}

}  // namespace

TEST_CASE("chance_corrected: agrees with irrCAC where raters left units out",
          "[psychometrics][agreement][golden]") {
    auto const exact = golden::read("tests/golden/agreement/chance_corrected.csv");
    auto const rounded = golden::read("tests/golden/agreement/chance_corrected_rounded.csv");
    auto const got = agreement::chance_corrected(four_coders());
    REQUIRE(got.ok());
    for (auto const& [name, coefficient] : named(*got.value)) {
        CAPTURE(name);
        CHECK(golden::near(coefficient.observed, exact.value("pa", name), exact.tolerance));
        CHECK(golden::near(coefficient.expected, exact.value("pe", name), exact.tolerance));
        check_rounded(rounded, name, coefficient);
    }
    auto const ordinal = agreement::chance_corrected(four_coders(), {.weighting = Weighting::ordinal});
    REQUIRE(ordinal.ok());
    check_rounded(rounded, "krippendorff_ordinal", ordinal.value->krippendorff);
    CHECK(got.value->df == 11);
    CHECK(got.value->use.ratings_used == 41);
}

TEST_CASE("chance_corrected: agrees with irrCAC on p", "[psychometrics][agreement][golden]") {
    auto const exact = golden::read("tests/golden/agreement/chance_corrected.csv");
    auto const got = agreement::chance_corrected(four_coders());
    REQUIRE(got.ok());
    for (auto const& [name, coefficient] : named(*got.value)) {
        if (name != "krippendorff") CHECK(golden::near(coefficient.p_value, exact.value("p", name), exact.tolerance));
    }
}

TEST_CASE("chance_corrected: agrees with figures published for Gwet's example",
          "[psychometrics][agreement][golden]") {
    // Documentation of irrCAC 1.0 for cac.raw4raters (Gwet, 2014): AC1 0.77544; AC2 with quadratic weights
    // 0.914.
    auto const quadratic = agreement::chance_corrected(four_coders(), {.weighting = Weighting::quadratic});
    REQUIRE(quadratic.ok());
    CHECK(std::abs(quadratic.value->gwet.value.value - 0.914) < 0.0005);
    // Documentation of the R package quadagree: units 2 to 9, quadratic weights, Fleiss 0.6666667, Conger
    // 0.6719243.
    auto const complete =
        agreement::chance_corrected(four_coders().middleRows(1, 8), {.weighting = Weighting::quadratic});
    REQUIRE(complete.ok());
    CHECK(std::abs(complete.value->fleiss.value.value - 0.6666667) < 5e-8);
    CHECK(std::abs(complete.value->conger.value.value - 0.6719243) < 5e-8);
}

TEST_CASE("chance_corrected: is Cohen's and Fleiss' and Krippendorff's own where nothing is missing",
          "[psychometrics][agreement][property]") {
    auto const two = sample::columns("tests/data/agreement/anxiety.csv", {"rater1", "rater2"});
    for (auto const weighting : {Weighting::identity, Weighting::linear, Weighting::quadratic}) {
        auto const all = agreement::chance_corrected(two, {.weighting = weighting});
        auto const cohen = agreement::cohen_kappa(two, {.weighting = weighting});
        REQUIRE(all.ok());
        CHECK(golden::near(all.value->conger.value.value, cohen.value->kappa.value, 1e-13));
        // Gwet's standard error and that of Fleiss, Cohen and Everitt differ by the divisor alone.
        CHECK(golden::near(all.value->conger.standard_error,
                           cohen.value->standard_error * std::sqrt(20.0 / 19), 1e-12));
    }
    auto const six = agreement::chance_corrected(diagnoses());
    auto const fleiss = agreement::fleiss_kappa(diagnoses());
    REQUIRE(six.ok());
    CHECK(golden::near(six.value->fleiss.value.value, fleiss.value->kappa, 1e-13));
    auto const want = golden::read("tests/golden/agreement/fleiss_diagnoses.csv");
    golden::check(want, "conger", six.value->conger.value.value);
    auto const quadratic = agreement::chance_corrected(four_coders(), {.weighting = Weighting::quadratic});
    auto const interval =
        agreement::krippendorff_alpha(four_coders(), {.measurement = Measurement::interval});
    CHECK(golden::near(quadratic.value->krippendorff.value.value, interval.value->alpha.value, 1e-13));
    CHECK(golden::near(six.value->krippendorff.value.value,
                       agreement::krippendorff_alpha(diagnoses()).value->alpha.value, 1e-13));
}

TEST_CASE("chance_corrected: categories that nobody used count for those who ask",
          "[psychometrics][agreement]") {
    Eigen::MatrixXd const same = Eigen::MatrixXd::Constant(9, 3, 2);
    auto const alone = agreement::chance_corrected(same);
    REQUIRE(alone.ok());
    CHECK(alone.value->agreement.value.value == 1);
    for (auto const& [name, coefficient] : named(*alone.value)) {
        CAPTURE(name);
        CHECK(std::isnan(coefficient.value.value));
    }
    auto const of_three = agreement::chance_corrected(same, {.categories = {1, 2, 3}});
    REQUIRE(of_three.ok());
    CHECK(of_three.value->gwet.value.value == 1);
    CHECK(of_three.value->brennan_prediger.value.value == 1);
    CHECK(std::isnan(of_three.value->fleiss.value.value));
    CHECK(std::isnan(of_three.value->gwet.t));
}

TEST_CASE("chance_corrected: a unit without a rating and a rater without one change nothing",
          "[psychometrics][agreement][property]") {
    auto const x = four_coders();
    Eigen::MatrixXd more = Eigen::MatrixXd::Constant(14, 5, absent);
    more.block(1, 1, 12, 4) = x;
    auto const base = agreement::chance_corrected(x);
    auto const got = agreement::chance_corrected(more);
    REQUIRE(got.ok());
    auto const want = named(*base.value);
    auto const have = named(*got.value);
    for (std::size_t i = 0; i < want.size(); ++i) {
        CHECK(golden::near(have[i].second.value.value, want[i].second.value.value, 1e-14));
        if (want[i].first == "krippendorff") continue;  // without an error of its own
        CHECK(golden::near(have[i].second.standard_error, want[i].second.standard_error, 1e-13));
    }
    CHECK(got.value->use.units_given == 14);
    CHECK(got.value->use.units_dropped == 2);
}

TEST_CASE("krippendorff_alpha: agrees with irr and the worked example of 2011",
          "[psychometrics][agreement][golden]") {
    auto const want = golden::read("tests/golden/agreement/krippendorff.csv");
    // Krippendorff (2011), sections C and E to G, to three decimals.
    std::vector<std::pair<Measurement, double>> const printed{{Measurement::nominal, .743},
                                                              {Measurement::ordinal, .815},
                                                              {Measurement::interval, .849},
                                                              {Measurement::ratio, .797}};
    for (auto const& [measurement, value] : printed) {
        auto const got = agreement::krippendorff_alpha(four_coders(), {.measurement = measurement});
        REQUIRE(got.ok());
        auto const name = std::string(agreement::name_of(measurement));
        CHECK(golden::near(got.value->alpha.value, want.value("alpha", name), want.tolerance));
        CHECK(std::abs(got.value->alpha.value - value) <= 0.0005);
        CHECK(got.value->values == 40);
        CHECK(got.value->use.units_used == 11);
        CHECK(got.value->use.units_dropped == 1);
        CHECK(std::isnan(got.value->alpha.lower));
    }
}

TEST_CASE(
    "krippendorff_alpha: the interval is the same for any number of threads and another for another seed",
    "[psychometrics][agreement][property]") {
    for (auto const measurement :
         {Measurement::nominal, Measurement::ordinal, Measurement::interval, Measurement::ratio}) {
        agreement::KrippendorffOptions options{.measurement = measurement, .replications = 200, .threads = 1};
        auto const one = agreement::krippendorff_alpha(diagnoses(), options);
        options.threads = 5;
        auto const five = agreement::krippendorff_alpha(diagnoses(), options);
        options.seed = 2;
        auto const other = agreement::krippendorff_alpha(diagnoses(), options);
        REQUIRE(one.ok());
        CHECK(one.value->alpha.lower == five.value->alpha.lower);
        CHECK(one.value->alpha.upper == five.value->alpha.upper);
        CHECK(one.value->standard_error == five.value->standard_error);
        CHECK(one.value->alpha.lower != other.value->alpha.lower);
        CHECK(one.value->alpha.lower < one.value->alpha.value);
        CHECK(one.value->alpha.value < one.value->alpha.upper);
    }
}

TEST_CASE("krippendorff_alpha: interval and ratio keep their digits and their meaning",
          "[psychometrics][agreement][property]") {
    auto const x = four_coders();
    auto const interval = [](Eigen::MatrixXd const& ratings) {
        return agreement::krippendorff_alpha(ratings, {.measurement = Measurement::interval})
            .value->alpha.value;
    };
    auto const ratio = [](Eigen::MatrixXd const& ratings) {
        return agreement::krippendorff_alpha(ratings, {.measurement = Measurement::ratio}).value->alpha.value;
    };
    CHECK(golden::near(interval(x.array() + 1e8), interval(x), 1e-8));
    CHECK(golden::near(interval(x * -3), interval(x), 1e-13));
    CHECK(golden::near(ratio(x * 12.5), ratio(x), 1e-13));
}

TEST_CASE("krippendorff_alpha: refuses what has no alpha", "[psychometrics][agreement][refusal]") {
    auto const code = [](Eigen::MatrixXd const& x, Measurement measurement = Measurement::nominal) {
        auto const got = agreement::krippendorff_alpha(x, {.measurement = measurement});
        CHECK_FALSE(got.value);
        return got.diagnostics.begin()->code;
    };
    CHECK(code(Eigen::MatrixXd::Random(9, 1)) == "S151");
    CHECK(code(Eigen::MatrixXd()) == "S151");
    CHECK(code(Eigen::MatrixXd::Constant(9, 3, absent)) == "S150");
    CHECK(code(Eigen::MatrixXd::Constant(9, 3, 4)) == "S152");
    Eigen::MatrixXd x = four_coders();
    x(1, 1) = -2;
    CHECK(code(x, Measurement::ratio) == "S157");
    x(1, 1) = std::numeric_limits<double>::infinity();
    CHECK(code(x) == "S113");
}
