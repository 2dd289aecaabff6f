// Files whose columns are not called as the definition has it, and files of several waves.
#include "program.hpp"

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::Json;
using support::run;
using support::Sheet;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

/// A folder with a definition of two items, m1 and m2.
struct Desk {
    support::Folder folder;
    std::string definition = folder.file("small.inst", support::small_definition());

    [[nodiscard]] support::Ran score(std::string const& csv,
                                     std::vector<std::string> const& more = {}) const {
        std::vector<std::string> arguments{"score", folder.file("d.csv", csv), "-i", definition};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    }
};

}  // namespace

TEST_CASE("score: columns that are written otherwise score the same and the receipt says so",
          "[cli][score][shapes]") {
    Desk const desk;
    auto const plain = desk.score("id,m1,m2\n1,0,1\n2,2,2\n");
    for (std::string const head : {"id,M-01,m_2", "id,base_m1,base_m2", "id,m1 (T0),m2 (T0)"}) {
        CAPTURE(head);
        auto const ran = desk.score(head + "\n1,0,1\n2,2,2\n", {"-o", desk.folder.path("s.csv"), "--force"});
        REQUIRE(ran.exit == Exit::done);
        CHECK(support::content(desk.folder.path("s.csv")) == plain.out);
        CHECK(contains(ran.err, "note[C020]: 2 items of small are found "));
        auto const receipt = support::content(desk.folder.path("s.csv.receipt.json"));
        CHECK(contains(receipt, "columns: 2 items of small found "));
    }
    CHECK_FALSE(contains(plain.err, "C020"));
}

TEST_CASE("score: two waves beside each other are no one's answers quietly",
          "[cli][score][shapes][refusal]") {
    Desk const desk;
    auto const ran = desk.score("id,m1_t1,m2_t1,m1_t2,m2_t2\n1,0,1,2,2\n");
    CHECK(ran.exit == Exit::data);
    CHECK(ran.out.empty());
    CHECK(contains(
        ran.err,
        "error[C021]: the items of small stand in the file in 2 ways, which begin with 'm1_t1', 'm1_t2'"));
}

TEST_CASE("analyze: columns that are written otherwise are analysed and the receipt says so",
          "[cli][analyze][shapes]") {
    Desk const desk;
    auto const data = desk.folder.file("d.csv", "id,base_m1,base_m2\n1,0,1\n2,2,2\n3,1,1\n");
    REQUIRE(run({"analyze", data, "-i", desk.definition, "-o", desk.folder.path("a.json")}).exit ==
            Exit::done);
    CHECK(contains(support::content(desk.folder.path("a.json.receipt.json")), "found behind 'base_'"));
}
