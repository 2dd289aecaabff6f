/// Golden numbers against ours, one assertion per number, so that a failure names it. For test files only.
#pragma once

#include "base/diagnostic.hpp"
#include "support/golden.hpp"

#include <cmath>
#include <string>

#include <Eigen/Core>
#include <catch2/catch.hpp>

namespace golden {

/// Every entry of `quantity`, with row and column as numbers from 1 (0 where the field is empty).
template <class Ours>
void check(File const& want, std::string const& quantity, Ours const& ours, double tolerance) {
    auto const number = [](std::string const& text) { return text.empty() ? 0 : std::stoi(text); };
    for (auto const& entry : want.all(quantity)) {
        double const got = ours(number(entry.row), number(entry.column));
        CAPTURE(want.path, entry.quantity, entry.row, entry.column, got, entry.value, got - entry.value);
        CHECK(near(got, entry.value, tolerance));
    }
}

template <class Ours>
void check(File const& want, std::string const& quantity, Ours const& ours) {
    check(want, quantity, ours, want.tolerance);
}

inline void check(File const& want, std::string const& quantity, double ours) {
    check(want, quantity, [&](int, int) { return ours; });
}

inline void check(File const& want, std::string const& quantity, Eigen::VectorXd const& ours) {
    check(want, quantity, [&](int row, int) { return ours[row - 1]; });
}

inline void check_matrix(File const& want, std::string const& quantity, Eigen::MatrixXd const& ours) {
    check(want, quantity, [&](int row, int column) { return ours(row - 1, column - 1); });
}

/// The whole matrix that a file holds under `quantity`.
inline Eigen::MatrixXd matrix(File const& file, std::string const& quantity) {
    Eigen::Index rows = 0;
    Eigen::Index columns = 0;
    for (auto const& entry : file.all(quantity)) {
        rows = std::max<Eigen::Index>(rows, std::stoi(entry.row));
        columns = std::max<Eigen::Index>(columns, std::stoi(entry.column));
    }
    Eigen::MatrixXd result(rows, columns);
    for (auto const& entry : file.all(quantity))
        result(std::stoi(entry.row) - 1, std::stoi(entry.column) - 1) = entry.value;
    return result;
}

}  // namespace golden

namespace support {

/// Whether `diagnostics` holds a finding with that code and severity.
inline bool has(quaestor::Diagnostics const& diagnostics, std::string const& code,
                quaestor::Severity severity) {
    for (auto const& found : diagnostics) {
        if (found.code == code && found.severity == severity) return true;
    }
    return false;
}

/// Message of the finding with that code; empty when there is none.
inline std::string message(quaestor::Diagnostics const& diagnostics, std::string const& code) {
    for (auto const& found : diagnostics) {
        if (found.code == code) return found.message;
    }
    return {};
}

/// Largest absolute difference.
inline double distance(Eigen::MatrixXd const& a, Eigen::MatrixXd const& b) {
    return a.size() == 0 ? 0.0 : (a - b).cwiseAbs().maxCoeff();
}

}  // namespace support
