// What is refused, with which exit code, and that a refused run leaves every folder as it was.
#include "program.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::replaced;
using support::run;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

/// A folder with a good file and a good definition.
struct Desk {
    support::Folder folder;
    std::string definition = folder.file("small.inst", support::small_definition());
    std::string data = folder.file("d.csv", "id,m1,m2\n1,0,1\n2,2,2\n3,1,1\n");

    /// Runs what must fail, and fails itself where anything was written.
    support::Ran refused(Exit expected, std::vector<std::string> const& arguments,
                         std::string const& input = {}) const {
        auto const before = support::listing(folder.path());
        auto ran = run(arguments, input);
        CAPTURE(arguments, ran.err);
        CHECK(ran.exit == expected);
        CHECK(ran.out.empty());
        CHECK(contains(ran.err, "error["));
        CHECK(support::listing(folder.path()) == before);
        return ran;
    }
    /// `more` behind "score DATA -i DEFINITION -o OUT".
    support::Ran score_refused(Exit expected, std::vector<std::string> const& more) const {
        std::vector<std::string> arguments{"score", data, "-i", definition, "-o", folder.path("out.csv")};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return refused(expected, arguments);
    }
};

}  // namespace

TEST_CASE("score: wrong usage is exit 2 with the way out", "[cli][score][refusal]") {
    Desk const desk;
    struct {
        std::vector<std::string> arguments;
        std::string message;
        std::string hint;
    } const cases[]{
        {{"score"}, "score: which file?", "quaestor score clinic.csv -i phq9"},
        {{"score", desk.data}, "score: with which instrument?", "quaestor score clinic.csv -i phq9"},
        {{"score", desk.data, "-i"}, "--instrument needs a value", "quaestor score --help"},
        {{"score", desk.data, "-i", desk.definition, "--forse"},
         "there is no option '--forse'",
         "did you mean '--force'?"},
        {{"score", desk.data, "-i", desk.definition, "--force=yes-please"},
         "--force takes no value",
         "--help"},
        {{"score", desk.data, "-i", desk.definition, "--id", "a", "--id", "b"},
         "--id is given twice",
         "--help"},
        {{"score", desk.data, "more.csv", "-i", desk.definition},
         "2 files do not fit on standard output",
         "-o scores/ writes scores/NAME.csv"},
        {{"score", desk.data, "-i", desk.definition, "--jobs", "many"},
         "--jobs: expected a whole number from 0 to 256, found 'many'",
         "--help"},
        {{"score", desk.data, "-i", desk.definition, "--jobs", "-1"}, "found '-1'", "--help"},
        {{"score", desk.data, "-i", desk.definition, "--jobs", "1.5"}, "found '1.5'", "--help"},
        {{"score", desk.data, "-i", desk.definition, "--delimiter", ", "},
         "--delimiter takes one character or 'tab'",
         "--delimiter ';'"},
    };
    for (auto const& each : cases) {
        auto const ran = desk.refused(Exit::usage, each.arguments);
        CAPTURE(ran.err);
        CHECK(contains(ran.err, each.message));
        CHECK(contains(ran.err, each.hint));
    }
}

TEST_CASE("score: a definition that is not there or wrong is exit 3", "[cli][score][refusal]") {
    Desk const desk;
    auto const unknown =
        desk.refused(Exit::definition, {"score", desk.data, "-i", "wemwb", "-o", desk.folder.path("o.csv")});
    CHECK(contains(unknown.err, "error[L060]: there is no instrument 'wemwb'\n  hint: did you mean 'wemwbs'?"));
    auto const none = desk.refused(Exit::definition, {"score", desk.data, "-i", "./none.inst"});
    CHECK(contains(none.err, "./none.inst: error[D001]"));
    auto const wrong =
        desk.folder.file("w.inst", replaced(support::small_definition(), "    missing none\n", ""));
    CHECK(contains(desk.refused(Exit::definition, {"score", desk.data, "-i", wrong}).err, wrong + ":"));
    auto const failing =
        desk.folder.file("f.inst", replaced(support::small_definition(), "total = 3", "total = 4"));
    CHECK(contains(desk.refused(Exit::definition, {"score", desk.data, "-i", failing}).err, "error[C201]"));
    auto const twice =
        desk.refused(Exit::definition, {"score", desk.data, "-i", desk.definition, "-i", desk.definition});
    CHECK(contains(twice.err, "'small' is asked for twice"));
    // A data file given as a definition by mistake.
    CHECK(contains(desk.refused(Exit::definition, {"score", desk.data, "-i", desk.data}).err,
                   desk.data + ":1:1: error[L001]"));
    // The good one of two does not save the run.
    (void)desk.refused(Exit::definition, {"score", desk.data, "-i", desk.definition, "-i", "phq"});
}

TEST_CASE("score: data that cannot be read is exit 4", "[cli][score][refusal]") {
    Desk const desk;
    auto const refuse = [&](std::string const& data) {
        return desk
            .refused(Exit::data, {"score", data, "-i", desk.definition, "-o", desk.folder.path("o.csv")})
            .err;
    };
    CHECK(contains(refuse(desk.folder.path("none.csv")), "error[D001]"));
    CHECK(contains(refuse(desk.folder.path()), "this is a folder, not a file"));
    CHECK(contains(refuse(desk.folder.file("e.csv", "")), "error[D101]: the file is empty"));
    CHECK(contains(refuse(desk.folder.file("l.csv", "id,m1,m2\nM\xFCller,1,1\n")), "--encoding windows-1252"));
    CHECK(contains(refuse(desk.folder.file("x.xlsx", "PK\x03\x04zip")), "error[D150]"));
    CHECK(contains(refuse(desk.definition), "error[D106]"));  // a definition given as data
    CHECK(contains(desk.refused(Exit::data, {"score", "-", "-i", desk.definition}, "").err,
                   "standard input: error[D101]"));
}

TEST_CASE("score: an item without a column is exit 4 and named with the nearest column",
          "[cli][score][refusal]") {
    Desk const desk;
    auto const clinic =
        desk.folder.file("c.csv", replaced(support::project_file("samples/clinic.csv"), ",w7,", ",w7x,"));
    auto const ran =
        desk.refused(Exit::data, {"score", clinic, "-i", "wemwbs", "-o", desk.folder.path("o.csv")});
    CHECK(contains(ran.err, "error[C001]: 1 item of wemwbs has no column: w7;"));
    CHECK(contains(ran.err, "w7 may be 'w7x'"));
    auto const one = desk.folder.file("one.csv", "id\n1\n");
    CHECK(contains(desk.refused(Exit::data, {"score", one, "-i", desk.definition}).err,
                   "2 items of small have no column: m1, m2; the columns are: id"));
}

TEST_CASE("score: a column that is asked for and not there is exit 4", "[cli][score][refusal]") {
    Desk const desk;
    CHECK(contains(desk.score_refused(Exit::data, {"--id", "idd"}).err,
                   "error[C005]: --id: the file has no column 'idd'\n  hint: did you mean 'id'?"));
    CHECK(contains(desk.score_refused(Exit::data, {"--carry", "m1,place"}).err,
                   "--carry: the file has no column 'place'\n  hint: the columns are: id, m1, m2"));
}

TEST_CASE("score: a carried column may not take the name of a score", "[cli][score][refusal]") {
    Desk const desk;
    auto const data = desk.folder.file("t.csv", "id,total,m1,m2\n1,9,0,1\n");
    CHECK(contains(desk.refused(Exit::data, {"score", data, "-i", desk.definition, "--carry", "total"}).err,
                   "error[C009]: the scores would have two columns called 'total'"));
    CHECK(run({"score", data, "-i", desk.definition}).exit == Exit::done);  // not carried: no clash
}

TEST_CASE("score: an output that cannot be is exit 5 before anything is read", "[cli][score][refusal]") {
    Desk const desk;
    auto const refuse = [&](std::vector<std::string> const& outputs,
                            std::vector<std::string> const& more = {}) {
        // The data is not there either: the output is told first.
        std::vector<std::string> arguments{"score", desk.folder.path("none.csv"), "-i", desk.definition};
        for (auto const& output : outputs) {
            arguments.emplace_back("-o");
            arguments.push_back(output);
        }
        arguments.insert(arguments.end(), more.begin(), more.end());
        return desk.refused(Exit::output, arguments).err;
    };
    CHECK(contains(refuse({desk.folder.path("o.txt")}), "error[W004]"));
    CHECK(contains(refuse({desk.folder.path("o")}), "outputs end with .xlsx, .csv, .sav or .json"));
    CHECK(contains(refuse({"-"}), "standard output is what is used without -o"));
    CHECK(contains(refuse({desk.folder.path("no/o.csv")}), "error[W001]"));
    CHECK(contains(refuse({desk.folder.path("o.csv"), desk.folder.path("no/o.json")}), "error[W001]"));
    CHECK(contains(refuse({desk.data}), "error[W002]: the file exists already"));
    CHECK(contains(refuse({desk.folder.path("o.csv"), desk.folder.path("o.csv")}), "error[W005]"));
    CHECK(contains(refuse({desk.folder.path("o.csv"), desk.folder.path("./o.csv")}),
                   "written twice by the same run"));
    CHECK(
        contains(refuse({desk.folder.path("o.csv"), desk.folder.path("o.csv.receipt.json")}), "error[W005]"));
}

TEST_CASE("score: a relative output given twice is refused before either is there", "[cli][score][refusal]") {
    Desk const desk;
    auto const here = std::filesystem::current_path();
    std::filesystem::current_path(desk.folder.path());
    auto const ran =
        desk.refused(Exit::output, {"score", "d.csv", "-i", desk.definition, "-o", "y.csv", "-o", "./y.csv"});
    std::filesystem::current_path(here);
    CHECK(contains(ran.err, "written twice by the same run"));
}

TEST_CASE("score: what is read is never written over and not with force either", "[cli][score][refusal]") {
    Desk const desk;
    std::filesystem::create_symlink(desk.data, desk.folder.path("link.csv"));
    for (auto const& output : {desk.data, desk.folder.path("./d.csv"), desk.folder.path("link.csv")}) {
        auto const ran =
            desk.refused(Exit::output, {"score", desk.data, "-i", desk.definition, "--force", "-o", output});
        CHECK(contains(ran.err, "error[W005]: this file is read by the same run"));
    }
    auto const dictionary = desk.folder.file("dictionary.csv", "Variable / Field Name\n");
    CHECK(contains(desk.refused(Exit::output, {"score", desk.data, "-i", desk.definition, "--force", "--dictionary",
                                               dictionary, "-o", dictionary})
                       .err,
                   "error[W005]: this file is read by the same run"));
    // The receipt's own place counts as well.
    auto const data = desk.folder.path("o.csv.receipt.json");
    std::ofstream(data) << "id,m1,m2\n";
    CHECK(contains(desk.refused(Exit::output, {"score", data, "-i", desk.definition, "--force", "-o",
                                               desk.folder.path("o.csv")})
                       .err,
                   "error[W005]"));
}

TEST_CASE("score: an existing output stays without force and is replaced with it", "[cli][score]") {
    Desk const desk;
    auto const out = desk.folder.file("o.csv", "what stood here\n");
    (void)desk.refused(Exit::output, {"score", desk.data, "-i", desk.definition, "-o", out});
    CHECK(support::content(out) == "what stood here\n");
    CHECK(run({"score", desk.data, "-i", desk.definition, "-o", out, "--force"}).exit == Exit::done);
    CHECK(support::Sheet(support::content(out)).at("2", "total") == "4");
    // A receipt that is there already counts as an output of its own.
    std::filesystem::remove(out);
    CHECK(contains(desk.refused(Exit::output, {"score", desk.data, "-i", desk.definition, "-o", out}).err,
                   "o.csv.receipt.json: error[W002]"));
}

TEST_CASE("score: a folder without permission is exit 5", "[cli][score][refusal]") {
    if (::geteuid() == 0) {
        WARN("run as root: permissions do not hold, nothing is tested here");
        return;
    }
    Desk const desk;
    auto const closed = desk.folder.path("closed");
    std::filesystem::create_directory(closed);
    std::filesystem::permissions(closed,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    CHECK(contains(
        desk.refused(Exit::output, {"score", desk.data, "-i", desk.definition, "-o", closed + "/o.csv"}).err,
        "error[W001]"));
    std::filesystem::permissions(closed, std::filesystem::perms::owner_all);
}

TEST_CASE("score: a failing run leaves existing outputs as they were even with force",
          "[cli][score][refusal]") {
    Desk const desk;
    auto const out = desk.folder.file("o.csv", "what stood here\n");
    auto const bad = desk.folder.file("bad.csv", "id,m1\n1,1\n");
    (void)desk.refused(Exit::data, {"score", bad, "-i", desk.definition, "-o", out, "--force"});
    (void)desk.refused(Exit::definition, {"score", desk.data, "-i", "nothing", "-o", out, "--force"});
    (void)desk.refused(Exit::output, {"score", desk.data, "-i", desk.definition, "-o", out, "-o",
                                      desk.folder.path("no/x.csv"), "--force"});
    CHECK(support::content(out) == "what stood here\n");
}

TEST_CASE("score: strict ends on any data problem and writes nothing", "[cli][score][refusal]") {
    Desk const desk;
    auto const strict = [&](std::string const& csv) {
        return desk
            .refused(Exit::data, {"score", desk.folder.file("s.csv", csv), "-i", desk.definition, "--strict",
                                  "-o", desk.folder.path("o.csv")})
            .err;
    };
    CHECK(contains(strict("id,m1,m2\n1,3,0\n"), "error[C007]: --strict"));  // out of range
    CHECK(contains(strict("id,m1,m2\n1,x,0\n"), "line 2, column 'm1'"));    // a letter
    CHECK(contains(strict("id,m1,m2\n1,1,0\n2,1\n"), "error[C007]"));       // a ragged row
    CHECK(contains(strict("id,m1,m2\n1,1,0\n1,1,1\n"), "warning[C006]"));   // an id twice
    CHECK(contains(strict("id,m1,m2\n"), "warning[D120]"));                 // no rows
    // To standard output as well.
    (void)desk.refused(Exit::data, {"score", "-", "-i", desk.definition, "--strict"}, "id,m1,m2\n1,3,0\n");
    // What the problem is, is said in spite of --quiet.
    CHECK(contains(desk.refused(Exit::data, {"score", "-", "-i", desk.definition, "--strict", "--quiet"},
                                "id,m1,m2\n1,3,0\n")
                       .err,
                   "line 2, column 'm1': expected 0, 1 or 2"));
    // A blank is no problem of the data.
    CHECK(run({"score", desk.folder.file("b.csv", "id,m1,m2\n1,,0\n"), "-i", desk.definition, "--strict",
               "-o", desk.folder.path("ok.csv")})
              .exit == Exit::done);
}

TEST_CASE("analyze: refuses with the code of the reason", "[cli][analyze][refusal]") {
    Desk const desk;
    auto const analyze = [&](Exit exit, std::vector<std::string> more) {
        std::vector<std::string> arguments{"analyze", desk.data, "-i", desk.definition};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return desk.refused(exit, arguments).err;
    };
    CHECK(contains(desk.refused(Exit::usage, {"analyze"}).err, "analyze: which file?"));
    CHECK(contains(desk.refused(Exit::usage, {"analyze", desk.data}).err, "analyze: which instrument?"));
    CHECK(contains(analyze(Exit::usage, {"-i", "phq9"}), "--instrument is given twice"));
    CHECK(contains(analyze(Exit::usage, {"--rotation", "varimx"}), "did you mean 'varimax'?"));
    CHECK(contains(analyze(Exit::usage, {"--rotation", "promax"}), "it is one of: oblimin, varimax"));
    CHECK(contains(analyze(Exit::usage, {"--extraction", "paf"}), "it is one of: minres, ml"));
    CHECK(contains(analyze(Exit::usage, {"--factors", "0"}), "a whole number from 1, or 'parallel'"));
    CHECK(contains(analyze(Exit::usage, {"--factors", "1.5"}), "--factors cannot be '1.5'"));
    CHECK(contains(analyze(Exit::usage, {"--kaiser", "yes"}), "it is one of: on, off"));
    CHECK(contains(analyze(Exit::usage, {"--moments", "g1"}), "it is one of: adjusted, population"));
    CHECK(contains(analyze(Exit::usage, {"--level", "95"}), "expected a number between 0 and 1, found '95'"));
    CHECK(contains(analyze(Exit::usage, {"--level", "1"}), "found '1'"));
    CHECK(contains(analyze(Exit::usage, {"--seed", "-1"}), "from 0 to 9223372036854775807"));
    CHECK(contains(analyze(Exit::usage, {"--seed", "9223372036854775808"}), "--seed"));
    CHECK(contains(analyze(Exit::usage, {"--replications", "19"}), "from 20 to 1000000"));
    CHECK(contains(analyze(Exit::usage, {"--scales", "totl"}),
                   "there is no scale 'totl'\n  hint: did you mean 'total'?"));
    CHECK(
        contains(desk.refused(Exit::definition, {"analyze", desk.data, "-i", "nothing"}).err, "error[L060]"));
    CHECK(contains(desk.refused(Exit::data, {"analyze", desk.data, "-i", "phq9"}).err, "error[C001]"));
    CHECK(contains(analyze(Exit::output, {"-o", desk.folder.path("a.sav")}),
                   "'analyze' does not write this format"));
    CHECK(contains(analyze(Exit::output, {"-o", desk.folder.path("no/a.json")}), "error[W001]"));
    // The format is refused before the data is looked at.
    (void)desk.refused(Exit::output, {"analyze", desk.folder.path("none.csv"), "-i", desk.definition, "-o",
                                      desk.folder.path("a.sav")});
}

TEST_CASE("analyze: data from which nothing can be computed is exit 6", "[cli][analyze][refusal]") {
    Desk const desk;
    for (std::string const csv :
         {"id,m1,m2\n", "id,m1,m2\n1,,\n2,,\n", "id,m1,m2\n1,2,2\n", "id,m1,m2\n1,7,7\n2,x,7\n"}) {
        auto const ran =
            desk.refused(Exit::not_computable, {"analyze", desk.folder.file("n.csv", csv), "-i",
                                                desk.definition, "-o", desk.folder.path("a.json")});
        CHECK(contains(ran.err, "error[S199]"));
    }
}

TEST_CASE("check: a wrong definition is exit 3 and the right ones beside it are still checked",
          "[cli][check][refusal]") {
    Desk const desk;
    auto const wrong =
        desk.folder.file("w.inst", replaced(support::small_definition(), "    missing none\n", ""));
    auto const ran = run({"check", wrong, desk.definition, "phq9"});
    CHECK(ran.exit == Exit::definition);
    CHECK(contains(ran.err, wrong + ":7:9: error[L"));
    CHECK(contains(ran.out,
                   wrong + ": 1 error, 0 warnings\n" + desk.definition +
                       ": 0 errors, 0 warnings, 1 of 1 worked example holds\nphq9: 0 errors, 0 warnings, "));
    auto const failing =
        desk.folder.file("f.inst", replaced(support::small_definition(), "total = 3", "total = 4"));
    auto const example = run({"check", failing});
    CHECK(example.exit == Exit::definition);
    CHECK(contains(example.err, "error[C201]"));
    CHECK(contains(example.out, "0 of 1 worked example holds"));
    CHECK(run({"check", "--quiet", desk.definition}).out.empty());
    CHECK(run({"check", desk.folder.path("none.inst")}).exit == Exit::definition);
    CHECK(contains(desk.refused(Exit::usage, {"check"}).err, "check: which file?"));
}

TEST_CASE("check: a file that is no definition never passes", "[cli][check][refusal]") {
    Desk const desk;
    for (std::string const text : {"", "hello\n", "id,m1,m2\n1,1,1\n", "# only a remark\n"}) {
        auto const path = desk.folder.file("t.inst", text);
        auto const ran = run({"check", path});
        CAPTURE(text, ran.out, ran.err);
        CHECK(ran.exit == Exit::definition);
        CHECK(contains(ran.err, "error["));
        CHECK_FALSE(contains(ran.out, "0 errors"));
    }
}
