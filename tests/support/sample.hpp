/// The data sets that golden numbers were computed from, as matrices: persons x items, reversed, NaN where
/// missing.
#pragma once

#include <string>
#include <vector>

#include <Eigen/Core>

namespace sample {

/// Columns `names` of a file below the project's root, as numbers. An empty field becomes NaN. Throws where a
/// column is not there or a field is no number.
[[nodiscard]] Eigen::MatrixXd columns(std::string const& path, std::vector<std::string> const& names);

/// A scale as golden files name it: "bfi" with "A", "C", "E", "N", "O" or "all25"; "hs1939" with "visual",
/// "textual", "speed" or "all9"; "lsat7" with "all5"; "polidem" with "y1_4" or "y1_8"; "lsat6" with "all5";
/// "verbagg" with "poly24" or, every 2 as 1, "dich24".
[[nodiscard]] Eigen::MatrixXd scale(std::string const& data, std::string const& name);

struct ScaleName {
    std::string data;
    std::string scale;
    [[nodiscard]] std::string file() const { return data + "_" + scale + ".csv"; }
};

/// Those of bfi, hs1939, lsat7 and polidem.
[[nodiscard]] std::vector<ScaleName> scales();

/// `persons` rows from a model with `factors` factors of equal loadings `loading`, each item on one factor in
/// turn.
[[nodiscard]] Eigen::MatrixXd factor_model(Eigen::Index persons, Eigen::Index items, Eigen::Index factors,
                                           double loading, unsigned seed);

}  // namespace sample
