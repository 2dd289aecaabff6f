#include "psychometrics/correlation/categories.hpp"

#include "base/expects.hpp"
#include "numeric/distributions.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace quaestor::correlation {
namespace {

/// Answers 0 to 63 are their own place in a table.
constexpr double places = 64;

bool is_small_whole(double answer) {
    return answer >= 0 && answer < places && answer == std::floor(answer);
}

/// The different answers, rising; none where there are too many.
std::optional<std::vector<double>> different(VectorIn answers) {
    std::array<bool, static_cast<std::size_t>(places)> seen{};
    std::vector<double> values;
    for (Eigen::Index i = 0; i < answers.size(); ++i) {
        double const answer = answers[i];
        if (std::isnan(answer)) continue;
        if (is_small_whole(answer)) {
            seen[static_cast<std::size_t>(answer)] = true;
            continue;
        }
        auto const place = std::lower_bound(values.begin(), values.end(), answer);
        if (place != values.end() && *place == answer) continue;
        if (values.size() == most_categories) return std::nullopt;
        values.insert(place, answer);
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (seen[i]) values.push_back(static_cast<double>(i));
    }
    if (values.size() > most_categories) return std::nullopt;
    std::sort(values.begin(), values.end());
    return values;
}

}  // namespace

std::optional<CategoricalItem> categorical(VectorIn answers) {
    auto values = different(answers);
    if (!values) return std::nullopt;
    CategoricalItem item;
    item.values = std::move(*values);
    item.counts.setZero(item.categories());
    std::array<std::uint8_t, static_cast<std::size_t>(places)> code_of{};
    for (std::size_t c = 0; c < item.values.size(); ++c) {
        if (is_small_whole(item.values[c])) {
            code_of[static_cast<std::size_t>(item.values[c])] = static_cast<std::uint8_t>(c);
        }
    }
    item.codes.resize(static_cast<std::size_t>(answers.size()));
    for (std::size_t i = 0; i < item.codes.size(); ++i) {
        double const answer = answers[static_cast<Eigen::Index>(i)];
        std::size_t code = item.values.size();
        if (is_small_whole(answer)) {
            code = code_of[static_cast<std::size_t>(answer)];
        } else if (!std::isnan(answer)) {
            code = static_cast<std::size_t>(std::lower_bound(item.values.begin(), item.values.end(), answer) -
                                            item.values.begin());
        }
        item.codes[i] = static_cast<std::uint8_t>(code);
        if (code < item.values.size()) item.counts[static_cast<Eigen::Index>(code)] += 1.0;
    }
    return item;
}

Eigen::MatrixXd contingency_table(CategoricalItem const& rows, CategoricalItem const& columns) {
    expects(rows.codes.size() == columns.codes.size(), "two items of the same persons");
    // No answer is one more category, so that the loop has no branch; four tables in turn, because a
    // processor waits when it counts up the same cell twice in a row.
    std::size_t const across = columns.values.size() + 1;
    std::size_t const cells = (rows.values.size() + 1) * across;
    std::vector<std::uint32_t> counts(4 * cells, 0);
    auto const* const row = rows.codes.data();
    auto const* const column = columns.codes.data();
    std::size_t const n = rows.codes.size();
    std::size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        ++counts[row[i] * across + column[i]];
        ++counts[cells + row[i + 1] * across + column[i + 1]];
        ++counts[2 * cells + row[i + 2] * across + column[i + 2]];
        ++counts[3 * cells + row[i + 3] * across + column[i + 3]];
    }
    for (; i < n; ++i)
        ++counts[row[i] * across + column[i]];
    Eigen::MatrixXd table(rows.categories(), columns.categories());
    for (Eigen::Index r = 0; r < table.rows(); ++r) {
        for (Eigen::Index c = 0; c < table.cols(); ++c) {
            auto const cell = static_cast<std::size_t>(r) * across + static_cast<std::size_t>(c);
            table(r, c) = static_cast<double>(counts[cell]) + static_cast<double>(counts[cells + cell]) +
                          static_cast<double>(counts[2 * cells + cell]) +
                          static_cast<double>(counts[3 * cells + cell]);
        }
    }
    return table;
}

Eigen::VectorXd thresholds(VectorIn counts, double persons) {
    Eigen::VectorXd cuts(std::max<Eigen::Index>(counts.size() - 1, 0));
    double below = 0.0;
    for (Eigen::Index c = 0; c < cuts.size(); ++c) {
        below += counts[c];
        cuts[c] = numeric::normal_quantile(below / persons);
    }
    return cuts;
}

}  // namespace quaestor::correlation
