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

TEST_CASE("score: a row for each wave is told apart by the column of the wave", "[cli][score][shapes]") {
    Desk const desk;
    std::string const csv = "id,visit,m1,m2\nanna,1,1,1\nbert,1,0,0\nanna,2,2,2\nanna, 2,0,1\nbert,02,1,1\n";
    auto const ran = desk.score(csv, {"--wave", "Visit", "-o", desk.folder.path("s.csv")});
    REQUIRE(ran.exit == Exit::done);
    Sheet const sheet(support::content(desk.folder.path("s.csv")));
    CHECK(sheet.columns()[0] == "id");
    CHECK(sheet.columns()[1] == "wave");
    CHECK(sheet.column("wave") == std::vector<std::string>{"1", "1", "2", " 2", "02"});
    CHECK(sheet.column("total") == std::vector<std::string>{"2", "0", "4", "1", "2"});  // all of them
    CHECK(contains(
        ran.err,
        "warning[C006]: 1 row repeats an id of 'id' in the same wave of 'visit': line 5; every row"));
    CHECK_FALSE(contains(ran.err, "anna"));
    CHECK(Json(support::content(desk.folder.path("s.csv.receipt.json"))).number("/counts/findings/C006") ==
          1);
}

TEST_CASE("score: each row that repeats an id is found with the line of the first", "[cli][score][shapes]") {
    Desk const desk;
    std::string const csv =
        "id,m1,m2\nanna,1,1\nbert,0,0\n anna ,2,2\n007,0,1\nanna,0,1\n7,1,1\n,1,1\n  ,1,1\n";
    auto const ran = desk.score(csv);
    CHECK(contains(ran.err, "warning[C006]: 2 rows repeat an id of 'id': lines 4 and 6;"));
    CHECK(contains(ran.err,
                   "2 rows with an id that an earlier row has [C006]\n"
                   "  line 4, column 'id': the same id as in line 2\n"
                   "  line 6, column 'id': the same id as in line 2\n"));
    CHECK(contains(ran.err, "note[C030]: 2 rows have no id in 'id': lines 8 and 9"));
    CHECK_FALSE(contains(ran.err, "anna"));
    CHECK(contains(desk.score(csv, {"--show-values"}).err, "the same id as in line 2, found ' anna '"));
    CHECK(desk.score(csv, {"--strict"}).exit == Exit::data);
    CHECK(desk.score("id,m1,m2\n007,1,1\n7,1,1\n,0,0\n,0,0\n", {"--strict"}).exit == Exit::done);
}

TEST_CASE("score: a column that tells repeated ids apart is proposed and one that does not is not",
          "[cli][score][shapes]") {
    Desk const desk;
    CHECK(contains(desk.score("id,Time point,m1,m2\n1,a,0,0\n1,b,1,1\n").err,
                   "--wave 'Time point' tells them apart"));
    CHECK(contains(desk.score("id,visit,m1,m2\n1,a,0,0\n1,a,1,1\n").err,
                   "--wave names the column that tells them apart"));
    CHECK(contains(desk.score("id,visit,wave,m1,m2\n1,a,1,0,0\n1,b,2,1,1\n").err,
                   "--wave names the column that tells them apart"));
}

TEST_CASE("score: a refused row repeats nobody", "[cli][score][shapes]") {
    Desk const desk;
    auto const ran = desk.score("id,m1,m2\n1,1,1\n1,1\n");
    CHECK_FALSE(contains(ran.err, "C006"));
}

TEST_CASE("score: a wave that the file does not have is refused", "[cli][score][shapes][refusal]") {
    Desk const desk;
    auto const ran = desk.score("id,visit,m1,m2\n1,1,0,0\n", {"--wave", "vist"});
    CHECK(ran.exit == Exit::data);
    CHECK(contains(ran.err,
                   "error[C005]: --wave: the file has no column 'vist'\n  hint: did you mean 'visit'?"));
}

TEST_CASE("analyze: columns that are written otherwise are analysed and the receipt says so",
          "[cli][analyze][shapes]") {
    Desk const desk;
    auto const data = desk.folder.file("d.csv", "id,base_m1,base_m2\n1,0,1\n2,2,2\n3,1,1\n");
    REQUIRE(run({"analyze", data, "-i", desk.definition, "-o", desk.folder.path("a.json")}).exit ==
            Exit::done);
    CHECK(contains(support::content(desk.folder.path("a.json.receipt.json")), "found behind 'base_'"));
}
