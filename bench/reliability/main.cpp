// How often intervals of alpha hold the truth, where their assumptions hold and where they do not:
//
//   bench_reliability coverage [SAMPLES] [REPLICATIONS]
//
// and how long alpha with bootstrap intervals takes:
//
//   bench_reliability speed PERSONS ITEMS REPLICATIONS
//
// Both are made up from seeds: a run repeats.
#include "numeric/moments.hpp"
#include "numeric/random.hpp"
#include "psychometrics/reliability/alpha.hpp"
#include "psychometrics/reliability/alpha_bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

namespace {

using namespace quaestor;

enum class Shape { normal, heavy };

/// x_j = l_j f + sqrt(1 - l_j^2) e_j, cut into categories where there are thresholds. Heavy tails: a tenth of
/// the people has scores and errors three times as large.
struct Condition {
    std::string name;
    Eigen::Index persons = 100;
    std::vector<double> loadings;
    std::vector<double> thresholds{};
    Shape shape = Shape::normal;
};

Eigen::MatrixXd draw(Condition const& condition, Eigen::Index persons, numeric::Random& random) {
    auto const k = static_cast<Eigen::Index>(condition.loadings.size());
    Eigen::MatrixXd x(persons, k);
    for (Eigen::Index i = 0; i < persons; ++i) {
        double const size = condition.shape == Shape::heavy && random.below(10) == 0 ? 3.0 : 1.0;
        double const f = random.normal();
        for (Eigen::Index j = 0; j < k; ++j) {
            double const l = condition.loadings[static_cast<std::size_t>(j)];
            double const value = size * (l * f + std::sqrt(1 - l * l) * random.normal());
            double category = 0;
            for (double const threshold : condition.thresholds)
                category += value > threshold;
            x(i, j) = condition.thresholds.empty() ? value : category;
        }
    }
    return x;
}

std::vector<Condition> conditions() {
    std::vector<double> const equal(5, 0.65);
    std::vector<double> const unequal{0.8, 0.75, 0.7, 0.6, 0.5, 0.45, 0.4, 0.3};
    std::vector<double> const ten(10, 0.6);
    return {
        {"normal, parallel items, n = 30, k = 5", 30, equal},
        {"normal, parallel items, n = 100, k = 5", 100, equal},
        {"normal, parallel items, n = 500, k = 5", 500, equal},
        {"normal, parallel items, n = 100, k = 10", 100, ten},
        {"normal, unequal loadings, n = 200, k = 8", 200, unequal},
        {"5 categories, symmetric, n = 200, k = 5", 200, equal, {-1.5, -0.5, 0.5, 1.5}},
        {"5 categories, most at the floor, n = 200, k = 5", 200, equal, {1.0, 1.5, 2.0, 2.5}},
        {"2 categories, half each, n = 200, k = 10", 200, ten, {0.0}},
        {"2 categories, one in ten, n = 200, k = 10", 200, ten, {1.2815515655446004}},
        {"heavy tails, n = 200, k = 5", 200, equal, {}, Shape::heavy},
    };
}

double population_alpha(Condition const& condition) {
    numeric::Random random(1, 0);
    return reliability::alpha_of(numeric::covariance(draw(condition, 1000000, random)));
}

struct Held {
    int inside = 0;
    void look(Estimate const& e, double truth) { inside += e.lower <= truth && truth <= e.upper; }
};

void coverage(int samples, std::int64_t replications) {
    std::printf("%d samples each, %lld bootstrap samples, 95%% intervals, seeds 1 and 2\n\n", samples,
                static_cast<long long>(replications));
    std::printf(
        "| answers | alpha | Feldt | Duhachek-Iacobucci | jackknife | percentile | BCa | warned |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (auto const& condition : conditions()) {
        double const truth = population_alpha(condition);
        Held feldt;
        Held normal;
        Held jackknife;
        Held percentile;
        Held bca;
        int warned = 0;
        for (int s = 0; s < samples; ++s) {
            numeric::Random random(2, static_cast<std::uint64_t>(s));
            auto const x = draw(condition, condition.persons, random);
            auto const alpha = reliability::cronbach_alpha(x);
            auto const jack = reliability::jackknife_alpha(x);
            auto const boot = reliability::bootstrap_alpha(
                x, {.replications = replications, .seed = static_cast<std::uint64_t>(s)});
            if (!alpha.value || !jack.value || !boot.value) continue;
            feldt.look(alpha.value->alpha, truth);
            double const z = 1.959963984540054 * alpha.value->standard_error;
            double const value = alpha.value->alpha.value;
            normal.look({value, value - z, value + z}, truth);
            jackknife.look(jack.value->alpha, truth);
            percentile.look(boot.value->percentile, truth);
            bca.look(boot.value->bca, truth);
            for (auto const& d : jack.diagnostics)
                warned += d.code == "S164";
        }
        auto const share = [&](int count) { return 100.0 * count / samples; };
        std::printf("| %s | %.3f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |\n", condition.name.c_str(),
                    truth, share(feldt.inside), share(normal.inside), share(jackknife.inside),
                    share(percentile.inside), share(bca.inside), share(warned));
        std::fflush(stdout);
    }
}

double cpu_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

void speed(Eigen::Index persons, Eigen::Index items, std::int64_t replications) {
    numeric::Random random(1, 0);
    Condition const condition{
        "", persons, std::vector<double>(static_cast<std::size_t>(items), 0.6), {-1.5, -0.5, 0.5, 1.5}};
    auto const x = draw(condition, persons, random);
    auto const timed = [](char const* what, auto const& work) {
        std::vector<double> seconds;
        for (int i = 0; i < 5; ++i) {
            double const before = cpu_seconds();
            work();
            seconds.push_back(cpu_seconds() - before);
        }
        std::sort(seconds.begin(), seconds.end());
        std::printf("%-28s %9.4f CPU s (median of 5)\n", what, seconds[2]);
    };
    timed("alpha", [&] { return reliability::cronbach_alpha(x); });
    timed("alpha with bootstrap",
          [&] { return reliability::bootstrap_alpha(x, {.replications = replications}); });
}

int number(char** arguments, int count, int at, int otherwise) {
    return at < count ? std::atoi(arguments[at]) : otherwise;
}

}  // namespace

int main(int count, char** arguments) {
    std::string const what = count > 1 ? arguments[1] : "";
    if (what == "coverage") {
        coverage(number(arguments, count, 2, 2000), number(arguments, count, 3, 1000));
    } else if (what == "speed") {
        speed(number(arguments, count, 2, 2436), number(arguments, count, 3, 5),
              number(arguments, count, 4, 1000));
    } else {
        std::fprintf(
            stderr,
            "bench_reliability coverage [SAMPLES] [REPLICATIONS] | speed [PERSONS] [ITEMS] [REPLICATIONS]\n");
        return 2;
    }
    return 0;
}
