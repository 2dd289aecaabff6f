/// Times correlation matrices of the first columns of a CSV file of whole numbers, in processor seconds.
///
///   bench_correlations FILE FIRST COUNT [REPETITIONS]
///
/// Columns FIRST (from 0) to FIRST + COUNT - 1; a row with an empty field among them is left out. One thread.
/// Prints "name,seconds", the median of REPETITIONS.
#include "psychometrics/correlation/kendall.hpp"
#include "psychometrics/correlation/polychoric_covariance.hpp"
#include "psychometrics/correlation/rank.hpp"
#include "psychometrics/measure.hpp"

#include <iostream>
#include <string>

using namespace quaestor;

int main(int argc, char** argv) {
    if (argc < 4) {
        std::cerr << "bench_correlations FILE FIRST COUNT [REPETITIONS]\n";
        return 2;
    }
    auto const x = bench::complete_rows_of(argv[1], std::stoul(argv[2]), std::stoul(argv[3]));
    int const repetitions = argc > 4 ? std::stoi(argv[4]) : 11;
    correlation::PolychoricOptions options;
    options.threads = 1;
    auto const time = [&](std::string const& name, std::function<void()> const& work) {
        std::cout << name << ',' << bench::median_seconds(repetitions, work) << '\n';
    };
    std::cout << "rows," << x.rows() << '\n';
    time("pearson", [&] { (void)correlation::pearson(x); });
    time("spearman", [&] { (void)correlation::spearman(x); });
    time("kendall", [&] { (void)correlation::kendall(x, {}, 1); });
    time("polychoric", [&] { (void)correlation::polychoric(x, options); });
    time("covariances", [&] { (void)correlation::polychoric_covariance(x, options); });
}
