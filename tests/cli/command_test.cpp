// The program as a whole: verbs, versions, suggestions, and a fault of its own.
#include "base/version.hpp"
#include "cli/text_table.hpp"
#include "program.hpp"

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::run;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("quaestor: alone it lists its verbs", "[cli]") {
    auto const ran = run(std::vector<std::string>{});
    CHECK(ran.exit == Exit::done);
    CHECK(ran.err.empty());
    for (auto const* command : quaestor::cli::commands()) {
        CAPTURE(command->name);
        CHECK(contains(ran.out, "  " + std::string(command->name) + " "));
        CHECK(contains(ran.out, std::string(command->summary)));
    }
    CHECK(run("--help").out == ran.out);
    CHECK(run("-h").out == ran.out);
    CHECK(run("help").out == ran.out);
}

TEST_CASE("quaestor: says its version", "[cli]") {
    auto const ran = run("--version");
    CHECK(ran.exit == Exit::done);
    CHECK(ran.out == "quaestor " + std::string(quaestor::version()) + "\n");
}

TEST_CASE("quaestor: a mistyped verb or option is answered with the nearest", "[cli][refusal]") {
    struct {
        std::string line;
        std::string hint;
    } const cases[]{{"scor x.csv", "did you mean 'score'?"},
                    {"analyse x.csv", "did you mean 'analyze'?"},
                    {"instrument", "did you mean 'instruments'?"},
                    {"help chek", "did you mean 'check'?"},
                    {"--versoin", "did you mean '--version'?"},
                    {"frobnicate", "the verbs are: score, analyze, agreement, explain, map, check, "},
                    {"help frobnicate", "the verbs are: score, analyze, agreement, explain, map, check, "},
                    {"help score now", "quaestor help score"},
                    {"score x.csv -i phq9 --ouptut y.csv", "did you mean '--output'?"},
                    {"analyze x.csv -i phq9 --rotaton none", "did you mean '--rotation'?"},
                    {"check --quite", "did you mean '--quiet'?"},
                    {"instruments show weemwbs", "did you mean 'wemwbs'?"}};
    for (auto const& each : cases) {
        auto const ran = run(each.line);
        CAPTURE(each.line, ran.err);
        CHECK(ran.exit == (contains(each.line, "weemwbs") ? Exit::definition : Exit::usage));
        CHECK(ran.out.empty());
        CHECK(contains(ran.err, each.hint));
    }
}

TEST_CASE("quaestor: options may stand before and behind the file", "[cli]") {
    auto const want = run("score samples/clinic.csv -i phq9 -i wemwbs --carry site").out;
    REQUIRE(!want.empty());
    CHECK(run("score -i phq9 -i wemwbs --carry site samples/clinic.csv").out == want);
    CHECK(run("score -i phq9 samples/clinic.csv -iwemwbs --carry=site").out == want);
    CHECK(run("score --instrument=phq9 --instrument=wemwbs --carry site --jobs 2 samples/clinic.csv").out ==
          want);
    CHECK(run("analyze -i phq9 --scales total samples/clinic.csv --replications 20").exit == Exit::done);
}

TEST_CASE("quaestor: a file whose name begins with a dash stands behind two dashes", "[cli]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    (void)folder.file("-d.csv", "id,m1,m2\n1,1,1\n");
    auto const here = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    auto const ran = run({"score", "-i", definition, "--", "-d.csv"});
    std::filesystem::current_path(here);
    CHECK(ran.exit == Exit::done);
    CHECK(support::Sheet(ran.out).at("1", "total") == "2");
}

TEST_CASE("check: says how many worked examples hold", "[cli][check]") {
    auto const ran = run("check phq9 samples/bfi.inst");
    CHECK(ran.exit == Exit::done);
    CHECK(ran.err.empty());
    CHECK(contains(ran.out, "phq9: 0 errors, 0 warnings, 9 of 9 worked examples hold\n"));
    CHECK(contains(ran.out, "samples/bfi.inst: 0 errors, 0 warnings, 4 of 4 worked examples hold\n"));
}

TEST_CASE("quaestor: a fault of its own is exit 70 and says that it is one", "[cli]") {
    // Standard input that breaks while it is read stands for any exception that was not foreseen.
    struct Broken : std::streambuf {
        int_type underflow() override { throw std::logic_error("planted"); }
    } broken;
    std::istream in(&broken);
    in.exceptions(std::ios::badbit);
    std::ostringstream out;
    std::ostringstream err;
    auto const exit = quaestor::cli::run({"score", "-", "-i", "phq9"}, {in, out, err});
    CHECK(exit == Exit::bug);
    CHECK(out.str().empty());
    CHECK(contains(err.str(), "a fault of the program, not of your files"));
}

TEST_CASE("text_table: numbers stand to the right and what is too long is cut", "[cli]") {
    quaestor::document::Table table;
    table.title = "A title";
    table.columns = {{"what", "What"}, {"n", "n", quaestor::document::Kind::count}};
    table.hold({{"short", 7},
                {std::string(80, 'x'), 1234},
                {"tab\there", quaestor::document::Cell::absent("a long reason")},
                {"none", {}}});
    CHECK(quaestor::cli::text_table(table) == "A title\n  What" + std::string(56, ' ') + "      n\n  short" +
                                                  std::string(55, ' ') + "      7\n  " +
                                                  std::string(59, 'x') + "…  1,234\n  tab here" +
                                                  std::string(52, ' ') + "      -\n  none\n");
}
