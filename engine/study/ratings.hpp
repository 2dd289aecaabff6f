/// Ratings out of a data file: a column a rater, or a row a rating.
#pragma once

#include "base/diagnostic.hpp"
#include "data/table.hpp"
#include "numeric/matrix.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quaestor::study {

struct RatingColumns {
    std::vector<std::string> raters;  ///< a row a unit: these columns; else empty, and the next three are not
    std::string unit;                 ///< a row a rating: which unit is rated, who rates, and the rating
    std::string rater;
    std::string rating;

    [[nodiscard]] bool wide() const { return !raters.empty(); }
};

struct RatingWishes {
    bool numbers_needed = false;          ///< texts are no ratings
    std::vector<std::string> categories;  ///< in their order; empty: those that occur
};

struct Ratings {
    std::vector<std::string> raters;
    Eigen::MatrixXd values;            ///< units x raters; NaN where there is no rating
    bool numbers = true;               ///< else places in `labels`, from 1
    std::vector<double> categories;    ///< ascending; those that were named, or that occur
    std::vector<std::string> labels;   ///< of the categories
    std::vector<std::size_t> columns;  ///< of the table, that ratings are from
};

/// Cells that are blank, declared missing or in refused rows are no rating. Numbers are numbers where every
/// rating is one; otherwise ratings are words, told apart as they are written, in the order of the
/// alphabet.
///
/// Errors: C005 (no such column), C080 (a word where numbers are needed), C081 (a rater rates a unit
/// twice), C082 (a rating without unit or rater), C083 (a rating that is none of the categories named).
[[nodiscard]] Outcome<Ratings> ratings_of(data::Table const& table, RatingColumns const& columns,
                                          RatingWishes const& wishes, std::string const& file);

/// The column of that name, or C005 with the nearest. `option` begins the message.
[[nodiscard]] std::optional<std::size_t> column_called(data::Table const& table, std::string const& name,
                                                       std::string const& option, std::string const& file,
                                                       Diagnostics& diagnostics);

}  // namespace quaestor::study
