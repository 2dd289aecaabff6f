#include "support/sample.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <random>
#include <sstream>
#include <stdexcept>

namespace sample {
namespace {

/// The files have no quoted comma and no quoted line end.
std::vector<std::string> fields(std::string const& line) {
    std::vector<std::string> result;
    std::istringstream in(line);
    std::string field;
    while (std::getline(in, field, ',')) {
        if (field.size() >= 2 && field.front() == '"' && field.back() == '"')
            field = field.substr(1, field.size() - 2);
        result.push_back(field);
    }
    if (line.ends_with(',')) result.emplace_back();
    return result;
}

std::vector<std::string> numbered(std::string const& letter, int first, int last) {
    std::vector<std::string> names;
    for (int i = first; i <= last; ++i)
        names.push_back(letter + std::to_string(i));
    return names;
}

/// Four situations; in each to want or to do three things.
std::vector<std::string> aggression_items() {
    std::vector<std::string> names;
    for (int situation = 1; situation <= 4; ++situation) {
        for (auto const* what : {"Curse", "Scold", "Shout"}) {
            for (auto const* mode : {"Want", "Do"})
                names.push_back("S" + std::to_string(situation) + mode + what);
        }
    }
    return names;
}

std::vector<std::string> items_of(std::string const& data, std::string const& name) {
    if (data == "bfi" && name == "all25") {
        std::vector<std::string> all;
        for (auto const* letter : {"A", "C", "E", "N", "O"}) {
            auto const some = numbered(letter, 1, 5);
            all.insert(all.end(), some.begin(), some.end());
        }
        return all;
    }
    if (data == "bfi") return numbered(name, 1, 5);
    if (data == "hs1939" && name == "visual") return numbered("x", 1, 3);
    if (data == "hs1939" && name == "textual") return numbered("x", 4, 6);
    if (data == "hs1939" && name == "speed") return numbered("x", 7, 9);
    if (data == "hs1939") return numbered("x", 1, 9);
    if (data == "lsat6") return numbered("Item_", 1, 5);
    if (data == "verbagg") return aggression_items();
    if (data == "lsat7") return numbered("Item.", 1, 5);
    if (data == "polidem") return numbered("y", 1, name == "y1_4" ? 4 : 8);
    throw std::runtime_error("no scale " + name + " of " + data);
}

}  // namespace

Eigen::MatrixXd columns(std::string const& path, std::vector<std::string> const& names) {
    std::ifstream in(std::string(QUAESTOR_ROOT) + "/" + path);
    std::string line;
    if (!in || !std::getline(in, line)) throw std::runtime_error("cannot read " + path);
    auto const header = fields(line);
    std::vector<std::size_t> places;
    for (auto const& name : names) {
        auto const found = std::find(header.begin(), header.end(), name);
        if (found == header.end()) throw std::runtime_error(path + " has no column " + name);
        places.push_back(static_cast<std::size_t>(found - header.begin()));
    }
    std::vector<std::vector<double>> rows;
    while (std::getline(in, line)) {
        auto const row = fields(line);
        std::vector<double> numbers;
        for (auto const place : places) {
            auto const& text = row.at(place);
            auto const number = quaestor::text::parse_number(text);
            if (!number && !text.empty()) throw std::runtime_error(path + ": no number: " + text);
            numbers.push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
        }
        rows.push_back(std::move(numbers));
    }
    Eigen::MatrixXd result(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(names.size()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t j = 0; j < names.size(); ++j) {
            result(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = rows[i][j];
        }
    }
    return result;
}

Eigen::MatrixXd scale(std::string const& data, std::string const& name) {
    auto const items = items_of(data, name);
    auto x = columns(data == "bfi" ? "samples/bfi.csv" : "tests/data/" + data + ".csv", items);
    if (data == "verbagg" && name == "dich24") x = x.cwiseMin(1.0);
    if (data == "bfi") {
        for (std::size_t j = 0; j < items.size(); ++j) {
            for (auto const* reversed : {"A1", "C4", "C5", "E1", "E2", "O2", "O5"}) {
                auto const column = static_cast<Eigen::Index>(j);
                if (items[j] == reversed) x.col(column) = 7.0 - x.col(column).array();
            }
        }
    }
    return x;
}

std::vector<ScaleName> scales() {
    return {{"bfi", "A"},        {"bfi", "C"},       {"bfi", "E"},         {"bfi", "N"},
            {"bfi", "O"},        {"bfi", "all25"},   {"hs1939", "visual"}, {"hs1939", "textual"},
            {"hs1939", "speed"}, {"hs1939", "all9"}, {"lsat7", "all5"},    {"polidem", "y1_4"},
            {"polidem", "y1_8"}};
}

Eigen::MatrixXd factor_model(Eigen::Index persons, Eigen::Index items, Eigen::Index factors, double loading,
                             unsigned seed) {
    std::mt19937 bits(seed);
    std::normal_distribution<double> normal;
    Eigen::MatrixXd x(persons, items);
    for (Eigen::Index i = 0; i < persons; ++i) {
        Eigen::VectorXd scores(factors);
        for (Eigen::Index f = 0; f < factors; ++f)
            scores[f] = normal(bits);
        for (Eigen::Index j = 0; j < items; ++j) {
            x(i, j) = loading * scores[j % factors] + std::sqrt(1.0 - loading * loading) * normal(bits);
        }
    }
    return x;
}

}  // namespace sample
