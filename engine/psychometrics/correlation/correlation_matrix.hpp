/// What every matrix of correlations has, whichever kind it is.
#pragma once

#include "numeric/estimate.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace quaestor::correlation {

enum class Kind {
    pearson,     ///< of the numbers themselves
    spearman,    ///< of ranks
    kendall,     ///< tau-b
    polychoric,  ///< of the normal variables behind ordered answers; tetrachoric where there are two answers
    mixed,       ///< polychoric, polyserial or Pearson, as the two items are ordered answers or numbers
};

/// As options and outputs write them.
inline constexpr std::array<std::pair<std::string_view, Kind>, 5> kinds{{{"pearson", Kind::pearson},
                                                                         {"spearman", Kind::spearman},
                                                                         {"kendall", Kind::kendall},
                                                                         {"polychoric", Kind::polychoric},
                                                                         {"mixed", Kind::mixed}}};
[[nodiscard]] std::string_view name_of(Kind kind);
/// "Pearson", "Kendall's tau-b": in front of "correlation".
[[nodiscard]] std::string_view words_of(Kind kind);

enum class Missing {
    listwise,  ///< persons who answered everything: one sample for all entries
    pairwise,  ///< each pair by those who answered both: more people, but the entries need not fit together
};

struct CorrelationOptions {
    Missing missing = Missing::listwise;
    VariableNames names{};  ///< for messages
};

/// A matrix that was made positive definite.
struct Smoothing {
    double smallest_before = absent;  ///< its smallest eigenvalue, as it came
    double largest_change = absent;   ///< of any correlation
    Eigen::Index row = 0;             ///< of which
    Eigen::Index column = 0;
};

using PersonCounts = Eigen::Matrix<std::int64_t, Eigen::Dynamic, Eigen::Dynamic>;

struct CorrelationMatrix {
    Eigen::MatrixXd r;  ///< k x k, diagonal 1; absent in row and column of an item that does not vary
    Eigen::MatrixXd covariance;  ///< k x k, denominator n - 1; of ranks for Spearman; else empty
    Eigen::MatrixXd se;          ///< k x k, standard errors; 0 in the diagonal; absent where there is none
    PersonCounts persons;        ///< answers behind each entry
    SampleUse use;               ///< pairwise: used are those who answered at least two items
    Kind kind = Kind::pearson;
    std::optional<Smoothing> smoothed{};  ///< then `se` is of the correlations before

    /// The fewest answers behind any correlation of two items: what a test may count on.
    [[nodiscard]] std::int64_t fewest_persons() const;
};

}  // namespace quaestor::correlation
