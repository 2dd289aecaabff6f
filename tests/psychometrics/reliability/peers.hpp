/// Real data and the numbers of other software, which may not be carried along: where they lie beside the
/// project.
#pragma once

#include "numeric/matrix.hpp"

#include <string>
#include <vector>

#include <rapidjson/document.h>

namespace peers {

/// With a slash at its end; it may not be there.
[[nodiscard]] std::string folder();

[[nodiscard]] rapidjson::Document document(std::string const& path);

/// Columns of one data set, those of bfi reversed as its manifest says. `dichotomous`: answers above 1
/// become 1.
[[nodiscard]] Eigen::MatrixXd items(std::string const& data, std::vector<std::string> const& names,
                                    bool dichotomous);

}  // namespace peers
