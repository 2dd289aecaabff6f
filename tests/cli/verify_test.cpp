// 'quaestor verify': what a receipt says, compared and run again.
#include "program.hpp"

#include <filesystem>

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::run;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

/// A folder with data, definition and what a run made of them.
struct Desk {
    support::Folder folder;
    std::string definition = folder.file("small.inst", support::small_definition());
    std::string data = folder.file("d.csv", "id,m1,m2\n1,0,1\n2,2,\n");
    std::string receipt = folder.path("s.csv.receipt.json");

    explicit Desk(std::vector<std::string> const& more = {}) {
        std::vector<std::string> words{"score", data,
                                       "-i",    definition,
                                       "-o",    folder.path("s.csv"),
                                       "-o",    folder.path("s.xlsx"),
                                       "-o",    folder.path("s.json")};
        words.insert(words.end(), more.begin(), more.end());
        REQUIRE(run(words).exit == Exit::done);
    }
    void change(std::string const& name, std::string const& from, std::string const& to) const {
        (void)folder.file(name, support::replaced(support::content(folder.path(name)), from, to));
    }
};

}  // namespace

TEST_CASE("verify: what did not change is as it was, and a second run gives the same bytes",
          "[cli][verify]") {
    Desk const desk({"--carry", "m1", "--delimiter", ",", "--jobs", "2"});
    auto const before = support::listing(desk.folder.path());
    auto const ran = run({"verify", desk.receipt});
    CHECK(ran.exit == Exit::done);
    CHECK(ran.out.starts_with(desk.receipt + ": all is as it was\n"));
    CHECK(contains(ran.out, "the same bytes"));
    CHECK(ran.err.empty());
    CHECK(support::listing(desk.folder.path()) == before);
    CHECK(run({"verify", desk.receipt, "--quiet"}).out.empty());
}

TEST_CASE("verify: findings are an output like the others, and stay where they are", "[cli][verify]") {
    support::Folder const elsewhere;
    Desk const desk({"--findings", elsewhere.path("f.csv"), "--show-values"});
    auto const before = support::listing(elsewhere.path());
    auto const ran = run({"verify", desk.receipt});
    CHECK(ran.exit == Exit::done);
    CHECK(contains(ran.out, "f.csv"));
    CHECK(support::listing(elsewhere.path()) == before);
    (void)elsewhere.file("f.csv", "row\n");
    CHECK(run({"verify", desk.receipt}).exit == Exit::differs);
    std::filesystem::remove(elsewhere.path("f.csv"));
    desk.change("s.csv.receipt.json", elsewhere.path("f.csv"), elsewhere.path("g.csv"));
    CHECK(run({"verify", desk.receipt}).exit == Exit::data);
    CHECK(support::listing(elsewhere.path()).empty());
}

TEST_CASE("verify: an analysis is run again too", "[cli][verify]") {
    support::Folder const folder;
    REQUIRE(run({"analyze", "samples/clinic.csv", "-i", "phq9", "--replications", "20", "-o",
                 folder.path("a.json")})
                .exit == Exit::done);
    CHECK(run({"verify", folder.path("a.json.receipt.json")}).exit == Exit::done);
}

TEST_CASE("verify: names lead from the folder of the receipt where the current one has no such file",
          "[cli][verify]") {
    support::Folder const folder;
    (void)folder.file("d.csv", "id,m1,m2\n1,0,1\n");
    (void)folder.file("small.inst", support::small_definition());
    auto const here = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    auto const scored = run({"score", "d.csv", "-i", "./small.inst", "-o", "s.xlsx"});
    std::filesystem::current_path(here);
    REQUIRE(scored.exit == Exit::done);
    CHECK(run({"verify", folder.path("s.xlsx.receipt.json")}).exit == Exit::done);
    CHECK(std::filesystem::current_path() == here);
}

TEST_CASE("verify: one changed byte of data, definition or output is found", "[cli][verify]") {
    struct Case {
        char const* file;
        char const* from;
        char const* to;
    };
    for (auto const& [file, from, to] : {Case{"d.csv", "1,0,1", "1,0,2"}, Case{"small.inst", "\"", "#\n\""},
                                         Case{"s.csv", "complete", "Complete"}}) {
        CAPTURE(file);
        Desk const desk;
        desk.change(file, from, to);
        auto const ran = run({"verify", desk.receipt});
        CHECK(ran.exit == Exit::differs);
        CHECK(ran.out.starts_with(desk.receipt + ": not all is as it was\n"));
        CHECK(contains(ran.out, "differs"));
        CHECK_FALSE(contains(ran.out, "second run"));
    }
}

TEST_CASE("verify: a second run that gives other bytes is found though every file is as it was",
          "[cli][verify]") {
    Desk const desk;
    desk.change("s.csv.receipt.json", "--instrument=", "--carry=m1\", \"--instrument=");
    auto const ran = run({"verify", desk.receipt});
    CHECK(ran.exit == Exit::differs);
    CHECK(contains(ran.out, "other bytes"));
    CHECK(run({"verify", desk.receipt, "--no-run"}).exit == Exit::done);
}

TEST_CASE("verify: a receipt cannot make the program write where it likes", "[cli][verify][refusal]") {
    for (std::string const word : {"-o", "--", "other.csv"}) {
        CAPTURE(word);
        Desk const desk;
        desk.change("s.csv.receipt.json", "\"--instrument=", "\"" + word + "\", \"--instrument=");
        auto const before = support::listing(desk.folder.path());
        auto const ran = run({"verify", desk.receipt});
        CHECK(ran.exit == Exit::differs);
        CHECK(contains(ran.out, "not made: other options"));
        CHECK(support::listing(desk.folder.path()) == before);
    }
    Desk const desk;
    desk.change("s.csv.receipt.json", "\"arguments\": [\"score\"", "\"arguments\": [\"new\"");
    CHECK(run({"verify", desk.receipt}).exit == Exit::differs);
}

TEST_CASE("verify: what cannot be read is exit 4", "[cli][verify][refusal]") {
    Desk const desk;
    CHECK(contains(run({"verify", desk.folder.path("none.json")}).err, "error[D001]"));
    auto const no_receipt = run({"verify", desk.data});
    CHECK(no_receipt.exit == Exit::data);
    CHECK(contains(no_receipt.err, "error[J001]"));
    std::filesystem::remove(desk.folder.path("s.xlsx"));
    auto const gone = run({"verify", desk.receipt});
    CHECK(gone.exit == Exit::data);
    CHECK(contains(gone.out, "cannot be read"));
    CHECK(run("verify").exit == Exit::usage);
}

TEST_CASE("verify: data from standard input was not kept", "[cli][verify]") {
    support::Folder const folder;
    REQUIRE(run({"score", "-", "-i", "phq9", "-o", folder.path("s.csv")},
                support::project_file("samples/clinic.csv"))
                .exit == Exit::done);
    auto const ran = run({"verify", folder.path("s.csv.receipt.json")});
    CHECK(ran.exit == Exit::data);
    CHECK(contains(ran.out, "was not kept"));
}
