/// Times correlation matrices of the first columns of a CSV file of whole numbers, in processor seconds.
///
///   bench_correlations FILE FIRST COUNT [REPETITIONS]
///
/// Columns FIRST (from 0) to FIRST + COUNT - 1; a row with an empty field among them is left out. One thread.
/// Prints "name,seconds", the median of REPETITIONS.
#include "base/text.hpp"
#include "psychometrics/correlation/kendall.hpp"
#include "psychometrics/correlation/polychoric_covariance.hpp"
#include "psychometrics/correlation/rank.hpp"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace correlation = quaestor::correlation;

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
            auto const number = quaestor::text::parse_number(field);
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

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::cerr << "bench_correlations FILE FIRST COUNT [REPETITIONS]\n";
        return 2;
    }
    auto const x = complete_rows_of(argv[1], std::stoul(argv[2]), std::stoul(argv[3]));
    int const repetitions = argc > 4 ? std::stoi(argv[4]) : 11;
    correlation::PolychoricOptions options;
    options.threads = 1;
    auto const time = [&](std::string const& name, std::function<void()> const& work) {
        std::cout << name << ',' << median_seconds(repetitions, work) << '\n';
    };
    std::cout << "rows," << x.rows() << '\n';
    time("pearson", [&] { (void)correlation::pearson(x); });
    time("spearman", [&] { (void)correlation::spearman(x); });
    time("kendall", [&] { (void)correlation::kendall(x, {}, 1); });
    time("polychoric", [&] { (void)correlation::polychoric(x, options); });
    time("covariances", [&] { (void)correlation::polychoric_covariance(x, options); });
}
