/// Times the analysis of a scale, in processor seconds of one thread.
///
///   bench_scales FILE FIRST COUNT [REPETITIONS]
///
/// Of the columns FIRST (from 0) to FIRST + COUNT - 1 of a CSV file of whole numbers, complete rows alone.
/// Prints "name,seconds", the median of REPETITIONS; scales.R prints the same names.
#include "numeric/moments.hpp"
#include "psychometrics/correlation/pearson.hpp"
#include "psychometrics/descriptives/items.hpp"
#include "psychometrics/item_analysis/in_scale.hpp"
#include "psychometrics/measure.hpp"
#include "psychometrics/reliability/alpha.hpp"
#include "psychometrics/reliability/alpha_bootstrap.hpp"
#include "psychometrics/reliability/greatest_lower_bound.hpp"
#include "psychometrics/reliability/lambda.hpp"
#include "psychometrics/reliability/omega_hierarchical.hpp"
#include "psychometrics/reliability/split_half.hpp"

#include <algorithm>
#include <iostream>
#include <string>

using namespace quaestor;

int main(int argc, char** argv) {
    if (argc < 4) {
        std::cerr << "bench_scales FILE FIRST COUNT [REPETITIONS]\n";
        return 2;
    }
    auto const x = bench::complete_rows_of(argv[1], std::stoul(argv[2]), std::stoul(argv[3]));
    int const repetitions = argc > 4 ? std::stoi(argv[4]) : 11;
    auto const time = [&](std::string const& name, std::function<void()> const& work) {
        std::cout << name << ',' << bench::median_seconds(repetitions, work) << '\n';
    };
    auto const leftmost = [&](Eigen::Index count) {
        return Eigen::MatrixXd(x.leftCols(std::min(count, x.cols())));
    };
    auto const five = leftmost(5);
    auto const ten = leftmost(10);
    reliability::SplitHalfOptions halves;
    halves.standardized = true;
    reliability::HierarchicalOptions hierarchical;
    hierarchical.starts = 1;  // as psych does
    std::cout << "rows," << x.rows() << '\n';
    time("describe", [&] { (void)descriptives::describe_items(x); });
    time("alpha and items", [&] {
        (void)reliability::cronbach_alpha(x);
        (void)item_analysis::items_in_scale(x);
    });
    time("alpha of 5 items, 1000 bootstrap samples",
         [&] { (void)reliability::bootstrap_alpha(five, {.replications = 1000, .threads = 1}); });
    time("split halves of 10 items, all", [&] { (void)reliability::split_halves(ten, halves); });
    time("lambda 1 to 6 and all split halves of 10 items", [&] {
        (void)reliability::guttman_lambdas(ten, {.standardized = true});
        (void)reliability::split_halves(ten, halves);
    });
    time("omega of 3 group factors", [&] {
        auto const r = correlation::pearson(x);
        if (r.value) (void)reliability::omega_hierarchical(r.value->r, x.rows(), hierarchical);
    });
    time("greatest lower bound", [&] { (void)reliability::greatest_lower_bound(x); });
}
