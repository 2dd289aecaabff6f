// How long a definition takes to be read and checked, and how the language's limits hold:
//   bench_language [speed|limits]
// The exit status is 1 where something takes longer or more than README.md says it may.
#include "bench/language/limits.hpp"
#include "bench/language/measure.hpp"
#include "bench/language/questionnaire.hpp"
#include "instrument/format/format.hpp"
#include "instrument/json/write.hpp"
#include "instrument/load.hpp"

#include <cstdio>
#include <string>
#include <string_view>

using namespace quaestor;

namespace {

constexpr double most_ms = 5;       // 200 items, read and checked
constexpr double most_seconds = 1;  // any text
constexpr double most_megabytes = 200;

bool speed() {
    SourceText const source("bench.inst", bench::questionnaire(200));
    auto const loaded = instrument::load(source);
    for (auto const& finding : loaded.diagnostics)
        std::printf("%s: %s\n", finding.code.c_str(), finding.message.c_str());
    if (!loaded.ok()) return false;

    constexpr int times = 201;
    auto const load = bench::median_ms(times, [&] { (void)instrument::load(source); });
    auto const format = bench::median_ms(times, [&] { (void)instrument::format(source); });
    auto const json = bench::median_ms(times, [&] { (void)instrument::json::write(source); });
    std::printf("200 items, %zu kB, median of %d runs\n", source.text().size() / 1024, times);
    std::printf("  read and check  %7.2f ms  %s\n", load, load < most_ms ? "" : "too slow");
    std::printf("  format          %7.2f ms\n", format);
    std::printf("  write as JSON   %7.2f ms\n\n", json);
    return load < most_ms;
}

bool limits() {
    constexpr unsigned patience = 60;
    bool kept = true;
    std::printf("%-34s %9s %9s  %s\n", "text", "s", "MB", "what is told");
    for (auto const& group : bench::extremes()) {
        std::printf("%s\n", group.title.c_str());
        for (auto const& [name, make] : group.texts) {
            auto const cost = bench::cost_of_loading(make, patience);
            bool const good = !cost.died && cost.seconds < most_seconds && cost.megabytes < most_megabytes;
            kept = kept && good;
            std::printf("  %-32s %9.3f %9.1f  %s%.100s\n", name.c_str(), cost.seconds, cost.megabytes,
                        good ? "" : "TOO MUCH: ", cost.told.c_str());
            std::fflush(stdout);
        }
    }
    return kept;
}

}  // namespace

int main(int count, char const* const* arguments) {
    std::string_view const what = count == 2 ? arguments[1] : "";
    if (count > 2 || (count == 2 && what != "speed" && what != "limits")) {
        std::fprintf(stderr, "bench_language [speed|limits]\n");
        return 2;
    }
    bool kept = true;
    if (what != "limits") kept = speed() && kept;
    if (what != "speed") kept = limits() && kept;
    return kept ? 0 : 1;
}
