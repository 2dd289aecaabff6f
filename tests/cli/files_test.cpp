// Several files in one run of 'quaestor score': each into outputs of its own, as if it were alone.
#include "cli/progress.hpp"
#include "program.hpp"

#include <sstream>

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::run;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

/// Two sites that can be scored, and a file that cannot.
struct Sites {
    support::Folder folder;
    std::string definition = folder.file("small.inst", support::small_definition());
    std::string north = folder.file("north.csv", "id,m1,m2\n1,2,1\n2,0,1\n");
    std::string south = folder.file("south.csv", "who;m1;m2\n7;1;x\n");
    std::string broken = folder.file("broken.csv", "id,m1\n1,2\n");

    Sites() { std::filesystem::create_directory(folder.path("out")); }
    [[nodiscard]] std::string out(std::string const& name) const { return folder.path("out/" + name); }
    [[nodiscard]] std::string content(std::string const& name) const { return support::content(out(name)); }
    [[nodiscard]] bool has(std::string const& name) const { return std::filesystem::exists(out(name)); }
    [[nodiscard]] support::Ran score(std::vector<std::string> words, std::string const& input = {}) const {
        words.insert(words.begin(), {"score", "-i", definition});
        return run(words, input);
    }
};

}  // namespace

TEST_CASE("score: each of several files is written as if it were alone", "[cli][files]") {
    Sites const sites;
    auto const ran = sites.score({sites.north, sites.south, "-o", sites.out("")});
    CHECK(ran.exit == Exit::done);
    CHECK(contains(ran.out, sites.north + ": 2 rows read: 2 scored"));
    CHECK(contains(ran.out, "2 files: 2 scored\n"));
    for (auto const& [data, name] : {std::pair(sites.north, "north"), std::pair(sites.south, "south")}) {
        auto const alone = sites.folder.path(std::string("alone_") + name + ".csv");
        CHECK(sites.score({data, "-o", alone}).exit == Exit::done);
        CHECK(sites.content(std::string(name) + ".csv") == support::content(alone));
        auto const receipt = sites.out(std::string(name) + ".csv.receipt.json");
        CHECK(support::Json(support::content(receipt)).text("/data/file") == data);
        CHECK(run({"verify", receipt}).exit == Exit::done);
    }
}

TEST_CASE("score: what is wrong with one file does not stop the others", "[cli][files]") {
    Sites const sites;
    auto const ran =
        sites.score({sites.north, sites.broken, sites.folder.path("none.csv"), sites.south, "-o",
                     sites.out("%.json"), "-o", sites.out("s_%.csv"), "--findings", sites.out("f_%.csv")});
    CHECK(ran.exit == Exit::data);
    CHECK(contains(ran.err, "4 files: 2 scored, 2 not: " + sites.broken));
    CHECK(contains(ran.err, "D001"));
    for (std::string const name : {"north", "south"}) {
        CHECK(sites.has(name + ".json"));
        CHECK(sites.has("s_" + name + ".csv"));
        CHECK(sites.has("f_" + name + ".csv"));
    }
    for (auto const& [name, content] : support::listing(sites.out("")))
        CHECK_FALSE(contains(name, "broken"));
    CHECK(contains(sites.content("f_south.csv"), "m2"));
    // What stands there is left alone, and named.
    auto const again = sites.score({sites.north, sites.south, "-o", sites.out("s_%.csv")});
    CHECK(again.exit == Exit::output);
    CHECK(contains(again.err, "W002"));
}

TEST_CASE("score: names of files can come from a list", "[cli][files]") {
    Sites const sites;
    auto const lines = sites.north + "\r\n\n" + sites.south + "\n";
    CHECK(sites.score({"--files", "-", "-o", sites.out("")}, lines).exit == Exit::done);
    CHECK(sites.has("south.csv"));
    auto const by_nul = sites.north + '\0' + sites.south + '\0';
    CHECK(sites.score({"--files", sites.folder.file("list", by_nul), "-o", sites.out("%.sav"), "--quiet"})
              .out.empty());
    CHECK(sites.has("south.sav"));
    // One name alone is a run as any other.
    CHECK(sites.score({"--files", "-"}, sites.north + "\n").out == sites.score({sites.north}).out);
    CHECK(sites.score({"--files", sites.folder.path("none"), "-o", sites.out("")}).exit == Exit::data);
}

TEST_CASE("score: several files that would share an output are refused", "[cli][files][refusal]") {
    Sites const sites;
    auto const refused = [&](std::vector<std::string> const& words, std::string const& why) {
        auto const ran = sites.score(words, "id,m1,m2\n");
        CHECK(ran.exit == Exit::usage);
        CHECK(ran.out.empty());
        INFO(ran.err);
        CHECK(contains(ran.err, why));
        CHECK(std::filesystem::is_empty(sites.out("")));
    };
    refused({sites.north, sites.south}, "2 files do not fit on standard output");
    refused({sites.north, sites.south, "-o", sites.out("all.csv")}, "needs an output of its own");
    refused({sites.north, sites.south, "-o", sites.out(""), "--findings", sites.out("f.csv")},
            "needs an output of its own");
    refused({sites.north, sites.north, "-o", sites.out("")}, "would both be written to");
    refused({sites.north, "-", "-o", sites.out("")}, "standard input has no name");
    refused({"-", "-o", sites.out("")}, "standard input has no name");
    refused({"-", "--files", "-", "-o", sites.out("")}, "cannot be both");
    refused({"--files", sites.folder.file("empty", "\n \n"), "-o", sites.out("")}, "names no file");
}

TEST_CASE("score: progress is said in rows, and in the time that is left where that is known",
          "[cli][progress]") {
    using quaestor::cli::progress_line;
    CHECK(progress_line(4, 3'417'284, 200, 500) == "3,417,284 rows, 850,000 a second, 6 s left");
    CHECK(progress_line(4, 3'417'284, 200, {}) == "3,417,284 rows, 850,000 a second");
    CHECK(progress_line(60, 120, 1, 11) == "120 rows, 2 a second, 10 min left");
    CHECK(progress_line(3'600, 7'200, 10, 110) == "7,200 rows, 2 a second, 10 h left");
    CHECK(progress_line(0, 1, 0, 5) == "1 row");
}

TEST_CASE("Progress: silent where no terminal is, or for the first second", "[cli][progress]") {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    for (bool const terminal : {false, true}) {
        quaestor::cli::Streams const streams{in, out, err, false, 0, terminal};
        quaestor::cli::Progress progress(streams, true);
        progress.show(10, 20, 30);
    }
    CHECK(err.str().empty());
}

TEST_CASE("Progress: a step stands there until the run ends", "[cli][progress]") {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    {
        quaestor::cli::Streams const streams{in, out, err, false, 0, true};
        quaestor::cli::Progress progress(streams, true);
        progress.step("Hope, 1 of 2: reliability");
        progress.step("Hope, 1 of 2: short forms");
        CHECK(err.str() == "\rHope, 1 of 2: reliability ...\rHope, 1 of 2: short forms ...");
    }
    CHECK(err.str().ends_with("...\r" + std::string(29, ' ') + "\r"));
    CHECK(out.str().empty());
}
