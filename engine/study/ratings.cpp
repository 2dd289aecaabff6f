#include "study/ratings.hpp"

#include "base/decimal_mark.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

namespace quaestor::study {
namespace {

/// One rating in the file.
struct RatingCell {
    std::size_t row = 0;
    std::size_t column = 0;
    Eigen::Index unit = 0;
    Eigen::Index rater = 0;
};

class Reader {
public:
    Reader(data::Table const& table, RatingColumns const& columns, RatingWishes const& wishes,
           std::string const& file)
        : table_(table), columns_(columns), wishes_(wishes), file_(file) {}

    Outcome<Ratings> run() {
        bool const found = columns_.wide() ? find_raters() : find_rows();
        if (found && fill()) outcome_.value = std::move(ratings_);
        return std::move(outcome_);
    }

private:
    void trouble(std::string code, std::string message, std::string hint = {}) {
        outcome_.diagnostics.add(
            {Severity::error, std::move(code), std::move(message), {}, std::move(hint), file_});
    }

    [[nodiscard]] bool there(std::size_t row, std::size_t column) const {
        return table_.column(column).missing()[row] == MissingReason::none;
    }

    bool find_raters() {
        for (auto const& name : columns_.raters) {
            auto const column = column_called(table_, name, "--raters", file_, outcome_.diagnostics);
            if (!column) continue;
            if (std::find(ratings_.columns.begin(), ratings_.columns.end(), *column) !=
                ratings_.columns.end()) {
                trouble("C081", "--raters names the column '" + table_.column(*column).name() + "' twice");
                continue;
            }
            ratings_.columns.push_back(*column);
            ratings_.raters.push_back(table_.column(*column).name());
        }
        if (outcome_.diagnostics.has_errors()) return false;
        units_ = static_cast<Eigen::Index>(table_.row_count());
        for (std::size_t j = 0; j < ratings_.columns.size(); ++j) {
            for (std::size_t row = 0; row < table_.row_count(); ++row) {
                if (there(row, ratings_.columns[j]))
                    cells_.push_back({row, ratings_.columns[j], static_cast<Eigen::Index>(row),
                                      static_cast<Eigen::Index>(j)});
            }
        }
        return true;
    }

    bool find_rows() {
        auto const unit = column_called(table_, columns_.unit, "--unit", file_, outcome_.diagnostics);
        auto const rater = column_called(table_, columns_.rater, "--rater", file_, outcome_.diagnostics);
        auto const rating = column_called(table_, columns_.rating, "--rating", file_, outcome_.diagnostics);
        if (!unit || !rater || !rating) return false;
        ratings_.columns = {*rating};
        std::unordered_map<std::string, Eigen::Index> units;
        std::unordered_map<std::string, Eigen::Index> raters;
        std::map<std::pair<Eigen::Index, Eigen::Index>, std::size_t> first;
        for (std::size_t row = 0; row < table_.row_count(); ++row) {
            bool const rated = there(row, *rating);
            if (!there(row, *unit) || !there(row, *rater)) {
                if (!rated) continue;
                trouble("C082",
                        table_.place(row) + " has a rating and no " + (there(row, *unit) ? "rater" : "unit"),
                        "every rating needs both; or empty the rating");
                return false;
            }
            auto const known = [](auto& places, std::string const& name) {
                return places.try_emplace(name, static_cast<Eigen::Index>(places.size())).first->second;
            };
            auto const u = known(units, std::string(text::trimmed(table_.text(*unit, row))));
            auto const name = std::string(text::trimmed(table_.text(*rater, row)));
            auto const r = known(raters, name);
            if (r == static_cast<Eigen::Index>(ratings_.raters.size())) ratings_.raters.push_back(name);
            auto const [before, is_new] = first.try_emplace({u, r}, row);
            if (!is_new) {
                trouble("C081",
                        table_.place(row) + " has the same unit and rater as " + table_.place(before->second),
                        "one of the two must go: which rating counts is not for the program to say");
                return false;
            }
            if (rated) cells_.push_back({row, *rating, u, r});
        }
        units_ = static_cast<Eigen::Index>(units.size());
        return true;
    }

    [[nodiscard]] std::optional<double> number_in(RatingCell const& cell) const {
        auto const& column = table_.column(cell.column);
        if (column.kind() == data::ColumnKind::integer) return column.integers()[cell.row];
        if (column.kind() == data::ColumnKind::real) return column.reals()[cell.row];
        return read_number(text::trimmed(table_.text(cell.column, cell.row)), table_.notation(cell.column));
    }

    bool fill() {
        ratings_.values.setConstant(units_, static_cast<Eigen::Index>(ratings_.raters.size()), absent);
        RatingCell const* word = nullptr;
        for (auto const& cell : cells_) {
            if (auto const number = number_in(cell)) {
                ratings_.values(cell.unit, cell.rater) = *number;
            } else {
                word = &cell;
                break;
            }
        }
        if (word != nullptr && wishes_.numbers_needed) {
            trouble("C080",
                    table_.place(word->row, word->column) +
                        ": there is no number, and this scale of "
                        "measurement needs one",
                    "words are for --measurement nominal, or ordinal with --categories in their order; what "
                    "stands for "
                    "no rating is named with --missing");
            return false;
        }
        bool const in_order = categories_as_numbers();
        if (word == nullptr && (in_order || wishes_.categories.empty())) return numbers();
        ratings_.numbers = false;
        return words();
    }

    /// Categories that were named are ascending numbers, and so what they are called is what they are.
    bool categories_as_numbers() {
        std::vector<double> numbers;
        for (auto const& category : wishes_.categories) {
            auto const number = text::parse_number(category);
            if (!number || (!numbers.empty() && *number <= numbers.back())) return false;
            numbers.push_back(*number);
        }
        ratings_.categories = std::move(numbers);
        return !wishes_.categories.empty();
    }

    bool numbers() {
        if (wishes_.numbers_needed) return true;
        if (ratings_.categories.empty()) {
            std::set<double> seen;
            for (double const value : ratings_.values.reshaped()) {
                if (!std::isnan(value)) seen.insert(value);
            }
            ratings_.categories.assign(seen.begin(), seen.end());
        }
        for (auto const& cell : cells_) {
            auto const value = ratings_.values(cell.unit, cell.rater);
            if (!std::binary_search(ratings_.categories.begin(), ratings_.categories.end(), value))
                return no_category(cell);
        }
        for (double const category : ratings_.categories)
            ratings_.labels.push_back(text::number(category));
        return true;
    }

    bool words() {
        ratings_.labels = wishes_.categories;
        if (ratings_.labels.empty()) {
            std::set<std::string> seen;
            for (auto const& cell : cells_)
                seen.insert(word_in(cell));
            ratings_.labels.assign(seen.begin(), seen.end());
        }
        std::unordered_map<std::string, std::size_t> places;
        for (std::size_t c = 0; c < ratings_.labels.size(); ++c) {
            if (!places.try_emplace(ratings_.labels[c], c + 1).second) {
                trouble("C083", "--categories names '" + ratings_.labels[c] + "' twice");
                return false;
            }
        }
        ratings_.categories.clear();
        for (std::size_t c = 0; c < ratings_.labels.size(); ++c)
            ratings_.categories.push_back(static_cast<double>(c + 1));
        for (auto const& cell : cells_) {
            auto const place = places.find(word_in(cell));
            if (place == places.end()) return no_category(cell);
            ratings_.values(cell.unit, cell.rater) = static_cast<double>(place->second);
        }
        return true;
    }

    [[nodiscard]] std::string word_in(RatingCell const& cell) const {
        return std::string(text::trimmed(table_.text(cell.column, cell.row)));
    }

    bool no_category(RatingCell const& cell) {
        trouble(
            "C083",
            table_.place(cell.row, cell.column) + ": the rating is none of the categories that were named",
            "--categories needs all of them; what stands for no rating is named with --missing");
        return false;
    }

    data::Table const& table_;
    RatingColumns const& columns_;
    RatingWishes const& wishes_;
    std::string const& file_;
    Eigen::Index units_ = 0;
    std::vector<RatingCell> cells_;
    Ratings ratings_;
    Outcome<Ratings> outcome_;
};

}  // namespace

Outcome<Ratings> ratings_of(data::Table const& table, RatingColumns const& columns,
                            RatingWishes const& wishes, std::string const& file) {
    return Reader(table, columns, wishes, file).run();
}

std::optional<std::size_t> column_called(data::Table const& table, std::string const& name,
                                         std::string const& option, std::string const& file,
                                         Diagnostics& diagnostics) {
    if (auto const exact = table.find(name)) return exact;
    auto const found = table.find_ignoring_case(name);
    if (found.size() == 1) return found.front();
    std::vector<std::string> names;
    for (auto const& column : table.columns())
        names.push_back(column.name());
    auto const near = text::nearest(name, names);
    diagnostics.add({Severity::error,
                     "C005",
                     option + ": the file has no column '" + name + "'",
                     {},
                     near ? "did you mean '" + *near + "'?" : "the columns are: " + text::join(names, ", "),
                     file});
    return std::nullopt;
}

}  // namespace quaestor::study
