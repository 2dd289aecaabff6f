// Messages name file, row, column and rule. An answer or an id is in none, but where it is asked for.
#include "program.hpp"

#include <set>

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::run;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

/// A file whose ids and bad cells are words that occur nowhere else.
struct Marked {
    support::Folder folder;
    std::string definition = folder.file("small.inst", support::small_definition());
    std::vector<std::string> secrets{"Qanna", "Qbert",  "Qcarl",    "Qdora", "Qedit",
                                     "4711",  "Qhello", "Qsurplus", "Qtown"};
    std::string data = folder.file("d.csv",
                                   "id,town,m1,m2\n"
                                   "Qanna,Qtown,0,1\n"
                                   "Qbert,Qtown,4711,1\n"        // out of range
                                   "Qcarl,Qtown,Qhello,1\n"      // a word
                                   "Qdora,Qtown,1\n"             // a field short
                                   "Qedit,Qtown,1,1,Qsurplus\n"  // a field too many
                                   "Qanna,Qtown,0,1\n");         // an id twice
};

}  // namespace

TEST_CASE("score: no answer and no id is in any message of a file full of mistakes",
          "[cli][score][privacy]") {
    Marked const marked;
    for (std::vector<std::string> const& more : {std::vector<std::string>{},
                                                 {"--strict"},
                                                 {"--quiet"},
                                                 {"--carry", "town"},
                                                 {"--carry", "none"},
                                                 {"-o", marked.folder.path("o.json"), "--force"}}) {
        std::vector<std::string> arguments{"score", marked.data, "-i", marked.definition};
        arguments.insert(arguments.end(), more.begin(), more.end());
        auto const ran = run(arguments);
        CAPTURE(more);
        for (auto const& secret : marked.secrets) {
            CAPTURE(secret);
            CHECK_FALSE(contains(ran.err, secret));
            if (!more.empty() && more[0] == "-o") CHECK_FALSE(contains(ran.out, secret));
        }
    }
}

TEST_CASE("analyze: no answer and no id is in any message or output", "[cli][analyze][privacy]") {
    Marked const marked;
    auto const ran =
        run({"analyze", marked.data, "-i", marked.definition, "-o", marked.folder.path("a.json")});
    REQUIRE(ran.exit == Exit::done);
    for (auto const& secret : marked.secrets) {
        CAPTURE(secret);
        CHECK_FALSE(contains(ran.err + ran.out, secret));
        CHECK_FALSE(contains(support::content(marked.folder.path("a.json")), secret));
        CHECK_FALSE(contains(support::content(marked.folder.path("a.json.receipt.json")), secret));
    }
    CHECK(contains(ran.err, "1 cell out of range [C101]\n  line 3, column 'm1'"));
}

TEST_CASE("score: a receipt holds no answer and no id", "[cli][score][privacy]") {
    Marked const marked;
    REQUIRE(run({"score", marked.data, "-i", marked.definition, "--show-values", "-o",
                 marked.folder.path("o.csv")})
                .exit == Exit::done);
    auto const receipt = support::content(marked.folder.path("o.csv.receipt.json"));
    for (auto const& secret : marked.secrets) {
        CAPTURE(secret);
        CHECK_FALSE(contains(receipt, secret));
    }
}

TEST_CASE("score: values are shown when they are asked for", "[cli][score][privacy]") {
    Marked const marked;
    auto const ran = run({"score", marked.data, "-i", marked.definition, "--show-values"});
    CHECK(contains(ran.err, "line 3, column 'm1': expected 0, 1 or 2, found '4711'"));
    CHECK(contains(ran.err, "line 4, column 'm1': expected 0, 1 or 2, found 'Qhello'"));
}

TEST_CASE("score: the bad cells of the sample stay where they are", "[cli][score][privacy]") {
    auto const ran = run("score samples/clinic.csv -i wemwbs -i phq9");
    CHECK_FALSE(contains(ran.err, "found '"));
    auto const csv = support::project_file("samples/clinic.csv");
    std::set<std::string> ids;
    for (std::size_t at = csv.find('\n') + 1; at < csv.size(); at = csv.find('\n', at) + 1)
        ids.insert(csv.substr(at, csv.find(',', at) - at));
    REQUIRE(ids.size() == 120);
    for (auto const& id : ids) {
        CAPTURE(id);
        CHECK_FALSE(contains(ran.err, id));
    }
    auto const shown = run("score samples/clinic.csv -i wemwbs -i phq9 --show-values").err;
    for (std::string const line : {"line 18, column 'w6': expected 1, 2, 3, 4 or 5, found '6'",
                                   "line 68, column 'w7': expected 1, 2, 3, 4 or 5, found 'x'",
                                   "line 83, column 'w4': expected 1, 2, 3, 4 or 5, found '99'"}) {
        CHECK(contains(shown, line));
    }
}

TEST_CASE("score: a name or a cell cannot drive the terminal", "[cli][score][privacy]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    auto const data = folder.file("d.csv", "id,m1\x1b[31m,m1,m2\n1,\x1b]0;x\x07,\x1b[2Jx,1\n");
    auto const ran = run({"score", data, "-i", definition, "--show-values", "--carry", "none"});
    CHECK_FALSE(contains(ran.err, "\x1b"));
    CHECK_FALSE(contains(run({"score", data, "-i", definition, "--show-values"}).err, "\x1b"));
    CHECK_FALSE(contains(run(std::string("\x1b[31m")).err, "\x1b"));
    CHECK_FALSE(
        contains(run({"score", data, "-i", definition, "-o", folder.path("\x1b[31m.txt")}).err, "\x1b"));
}
