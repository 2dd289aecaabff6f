// The same input, definition and version give the same bytes, however often and on however many threads.
#include "program.hpp"

#include <thread>

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::run;

namespace {

/// Every output of a run in a folder of its own, by name.
std::map<std::string, std::string> outputs(std::vector<std::string> arguments, std::string const& jobs) {
    support::Folder const folder;
    auto const here = std::filesystem::current_path();
    auto const root = here.string() + "/";
    for (auto& argument : arguments) {
        if (argument.starts_with("samples/")) argument.insert(0, root);
    }
    arguments.insert(arguments.end(), {"--jobs", jobs});
    std::filesystem::current_path(folder.path());
    auto const ran = run(arguments);
    std::filesystem::current_path(here);
    INFO(ran.err);
    REQUIRE(ran.exit == Exit::done);
    std::map<std::string, std::string> files;
    for (auto& [path, bytes] : support::listing(folder.path()))
        files[path.substr(folder.path().size())] = std::move(bytes);
    files["err"] = ran.err;
    files["out"] = ran.out;
    return files;
}

void check_equal(std::vector<std::string> const& arguments, std::size_t files) {
    auto const first = outputs(arguments, "1");
    CHECK(first.size() == files + 2);
    // Far enough apart for a time of day to show.
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));
    for (auto const* jobs : {"1", "3"}) {
        auto const again = outputs(arguments, jobs);
        REQUIRE(again.size() == first.size());
        for (auto const& [name, bytes] : first) {
            CAPTURE(name, jobs);
            CHECK(again.at(name) == bytes);
        }
    }
}

}  // namespace

TEST_CASE("score: two runs and any number of threads give the same bytes", "[cli][score][property]") {
    check_equal({"score", "samples/clinic.csv", "-i", "wemwbs", "-i", "phq9", "-o", "s.xlsx", "-o", "s.csv",
                 "-o", "s.json"},
                4);
}

TEST_CASE("analyze: two runs and any number of threads give the same bytes", "[cli][analyze][property]") {
    check_equal({"analyze", "samples/bfi.csv", "-i", "samples/bfi.inst", "--replications", "40", "-o",
                 "a.xlsx", "-o", "a.json"},
                3);
}

TEST_CASE("score: many rows on several threads give the findings in the order of the file",
          "[cli][score][property]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    std::string csv = "id,m1,m2\n";
    for (int i = 0; i < 20000; ++i)
        csv += std::to_string(i) + "," + std::to_string(i % 4) + "," + (i % 7 == 0 ? "x" : "1") + "\n";
    auto const data = folder.file("d.csv", csv);
    auto const one = run({"score", data, "-i", definition, "--jobs", "1", "--show-values"});
    auto const many = run({"score", data, "-i", definition, "--jobs", "5", "--show-values"});
    CHECK(one.exit == Exit::done);
    CHECK(one.out == many.out);
    CHECK(one.err == many.err);
    CHECK(one.err.find("5,000 cells out of range [C101]") != std::string::npos);
    CHECK(one.err.find("2,858 cells that cannot be read") != std::string::npos);
}

TEST_CASE("analyze: another seed changes simulated numbers and nothing else", "[cli][analyze][property]") {
    support::Folder const folder;
    for (auto const* seed : {"1", "2", "9007199254740993"}) {
        REQUIRE(run({"analyze", "samples/clinic.csv", "-i", "phq9", "--seed", seed, "--replications", "30",
                     "-o", folder.path(std::string(seed) + ".json")})
                    .exit == Exit::done);
    }
    support::Json const one(support::content(folder.path("1.json")));
    support::Json const two(support::content(folder.path("2.json")));
    support::Json const large(support::content(folder.path("9007199254740993.json")));
    std::string const parallel = "/scales/total/dimensionality/parallel/simulated_mean/0";
    CHECK(one.number(parallel) != two.number(parallel));
    std::string const alpha = "/scales/total/reliability/alpha/estimate";
    CHECK(one.number(alpha) == two.number(alpha));
    // A seed of more than 53 bits is used and written as it was given.
    CHECK(support::content(folder.path("9007199254740993.json")).find("\"seed\": 9007199254740993") !=
          std::string::npos);
    CHECK(large.number(parallel) != two.number(parallel));
}
