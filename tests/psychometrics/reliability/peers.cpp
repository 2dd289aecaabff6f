#include "psychometrics/reliability/peers.hpp"

#include "support/sample.hpp"

#include <fstream>
#include <set>
#include <sstream>

namespace peers {

std::string folder() {
    return std::string(QUAESTOR_ROOT) + "/../shared/golden/";
}

rapidjson::Document document(std::string const& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    rapidjson::Document json;
    json.Parse(text.str().c_str());
    return json;
}

Eigen::MatrixXd items(std::string const& data, std::vector<std::string> const& names, bool dichotomous) {
    auto items = sample::columns("../shared/golden/data/" + data + ".csv", names);
    std::set<std::string> const reversed{"A1", "C4", "C5", "E1", "E2", "O2", "O5"};
    for (std::size_t j = 0; j < names.size(); ++j) {
        auto const column = static_cast<Eigen::Index>(j);
        if (data == "bfi" && reversed.contains(names[j])) items.col(column) = 7.0 - items.col(column).array();
        if (dichotomous) items.col(column) = items.col(column).array().min(1.0);
    }
    return items;
}

}  // namespace peers
