/// Everything that was found of the agreement between raters, or between measurements of the same people.
/// study/ fills it; agreement_json and agreement_document show it.
#pragma once

#include "document/document.hpp"
#include "document/json.hpp"
#include "psychometrics/agreement/chance_corrected.hpp"
#include "psychometrics/agreement/concordance.hpp"
#include "psychometrics/agreement/fleiss.hpp"
#include "psychometrics/agreement/icc.hpp"
#include "psychometrics/agreement/kappa.hpp"
#include "psychometrics/agreement/kendall.hpp"
#include "psychometrics/agreement/krippendorff.hpp"
#include "psychometrics/agreement/retest.hpp"
#include "report/analysis.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quaestor::report {

/// Options as they were used.
struct AgreementOptions {
    agreement::Measurement measurement = agreement::Measurement::nominal;
    agreement::Weighting weighting = agreement::Weighting::identity;
    Eigen::MatrixXd own_weights{};  ///< instead of `weighting` where not empty
    std::string own_weights_name{};
    double level = 0.95;
    std::int64_t replications = 1000;  ///< of the bootstrap of Krippendorff's alpha; 0: none
    std::uint64_t seed = 1;
    agreement::AgreementMeanInterval agreement_mean = agreement::AgreementMeanInterval::mcgraw_wong;
    unsigned jobs = 0;  ///< changes nothing but the time

    [[nodiscard]] bool of_categories() const {
        return measurement == agreement::Measurement::nominal ||
               measurement == agreement::Measurement::ordinal;
    }
    /// "linear", "quadratic", ..., or the name of the file of one's own weights.
    [[nodiscard]] std::string weights() const;
};

/// Two measurements compared: columns of the ratings.
struct Repeated {
    std::size_t first = 0;
    std::size_t second = 1;
    Finding<agreement::Retest> retest;
};

/// One kind of rating, by all statistics that suit its scale of measurement. What does not is not asked
/// for: neither value nor reason.
struct RatingAgreement {
    std::string id;     ///< "ratings", or that of a score
    std::string title;  ///< for people
    std::vector<std::string> raters;
    Eigen::MatrixXd ratings;
    std::vector<double> categories{};   ///< ascending; empty for amounts
    std::vector<std::string> labels{};  ///< of the categories
    Finding<agreement::ChanceCorrected> chance{};
    Finding<agreement::Kappa> kappa{};   ///< of two raters
    Finding<agreement::Kappa> linear{};  ///< of two raters who use an order
    Finding<agreement::Kappa> quadratic{};
    Finding<agreement::Kappa> own{};         ///< with one's own weights
    Finding<agreement::LightKappa> light{};  ///< of more than two raters
    Finding<agreement::FleissKappa> fleiss{};
    Finding<agreement::KrippendorffAlpha> krippendorff{};
    Finding<agreement::Icc> icc{};
    Finding<agreement::Concordance> concordance{};
    Finding<agreement::KendallW> kendall{};
    std::vector<Repeated> repeated{};
};

struct AgreementReport {
    std::string data_name;
    std::string data_sha256;
    std::vector<std::string> definition_sha256{};
    AgreementOptions options;
    std::string unit_word = "unit";    ///< "person" where scores are compared
    std::string rater_word = "rater";  ///< "wave"
    std::size_t rows = 0;
    std::size_t rows_refused = 0;
    std::size_t cells_not_taken = 0;
    std::vector<std::string> provisional{};  ///< what definitions have not verified
    std::vector<RatingAgreement> sets;
};

/// One number with all that belongs to it: what every output is made of.
struct AgreementLine {
    std::string key;      ///< "icc_2_1": never changes its meaning
    std::string name;     ///< for people
    std::string meaning;  ///< one or two sentences
    std::int64_t units = 0;
    Estimate value;
    double standard_error = absent;
    double observed = absent;  ///< share of agreement, and what chance gives; of kappa-like coefficients
    double expected = absent;
    std::string test{};  ///< "F", "z", "t", "chi_square"; empty where nothing is tested
    double statistic = absent;
    double df1 = absent;
    double df2 = absent;
    double p = absent;
    std::string reason{};  ///< why there is no value, or no interval
};

/// Coefficients, in the order in which they are shown.
[[nodiscard]] std::vector<AgreementLine> agreement_lines(RatingAgreement const& set,
                                                         AgreementOptions const& options);
/// What is said of two measurements, in their own unit.
[[nodiscard]] std::vector<AgreementLine> repeated_lines(RatingAgreement const& set, Repeated const& repeated);

/// Any value at all.
[[nodiscard]] bool has_value(RatingAgreement const& set, AgreementOptions const& options);

/// Every number with a column for each part of it: for programs.
[[nodiscard]] document::Table agreement_data_table(AgreementReport const& report);
/// Every coefficient, one row each, for people.
[[nodiscard]] document::Table agreement_table(AgreementReport const& report);
/// Two measurements compared; without rows where there are none.
[[nodiscard]] document::Table repeated_table(AgreementReport const& report);

[[nodiscard]] document::Document agreement_document(AgreementReport const& report,
                                                    std::vector<document::Fact> facts);
[[nodiscard]] json::Value agreement_json(AgreementReport const& report);

}  // namespace quaestor::report
