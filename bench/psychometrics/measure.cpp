#include "psychometrics/measure.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <sstream>
#include <vector>

namespace quaestor::bench {

Eigen::MatrixXd complete_rows_of(std::string const& path, std::size_t first, std::size_t count) {
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    std::vector<double> numbers;
    while (std::getline(in, line)) {
        std::istringstream fields(line);
        std::string field;
        std::vector<double> row;
        for (std::size_t at = 0; std::getline(fields, field, ',') && row.size() < count; ++at) {
            if (at < first) continue;
            auto const number = text::parse_number(field);
            if (!number) break;
            row.push_back(*number);
        }
        if (row.size() == count) numbers.insert(numbers.end(), row.begin(), row.end());
    }
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    auto const k = static_cast<Eigen::Index>(count);
    return Eigen::Map<RowMajor const>(numbers.data(), static_cast<Eigen::Index>(numbers.size()) / k, k);
}

double median_seconds(int repetitions, std::function<void()> const& work) {
    std::vector<double> seconds;
    for (int i = 0; i < repetitions; ++i) {
        auto const start = std::clock();
        work();
        seconds.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    std::sort(seconds.begin(), seconds.end());
    return seconds[seconds.size() / 2];
}

}  // namespace quaestor::bench
