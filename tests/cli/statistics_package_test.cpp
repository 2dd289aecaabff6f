// Files of SPSS and Stata on the command line.
#include "program.hpp"

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::run;
using support::Sheet;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

std::string const files = "tests/data/statistics_package/files/";

struct Small {
    support::Folder folder;
    std::string definition = folder.file("small.inst", support::small_definition());
};

}  // namespace

TEST_CASE("score: an SPSS file gives the scores that one adds up by hand", "[cli][score][package]") {
    Small const small;
    auto const ran =
        run({"score", files + "clinic.sav", "-i", small.definition, "--carry", "seen,weight_kg"});
    REQUIRE(ran.exit == Exit::done);
    Sheet const scores(ran.out);
    CHECK(scores.at("0001", "total") == "3");
    CHECK(scores.at("0001", "seen") == "2022-03-01");
    CHECK(scores.at("0002", "total").empty());  // m1 is declared missing
    CHECK(scores.at("0002", "weight_kg") == "-9");
    CHECK(scores.at("Müller", "total").empty());  // m2 lies in a range that is
    CHECK(scores.at("Müller", "n_missing") == "1");
    CHECK(scores.at("0004", "n_answered") == "1");
    CHECK(contains(ran.err, "note[D203]"));
    CHECK(contains(ran.err, "  row 5, column 'm2': expected 0, 1 or 2\n"));
    CHECK(contains(
        ran.err,
        "1 cell with a number that cannot be what the cell is to show [D161]\n  row 4, column 'seen'"));
}

TEST_CASE("score: what the file calls missing and the definition an answer is told",
          "[cli][score][package]") {
    Small const small;
    auto const ran = run({"score", files + "declared_answer.sav", "-i", small.definition});
    REQUIRE(ran.exit == Exit::done);
    CHECK(contains(
        ran.err,
        "warning[C061]: the file declares 2 as missing in 'm1', and for small it is an answer; it is "
        "taken as missing"));
    CHECK(Sheet(ran.out).at("1", "total").empty());
    CHECK(Sheet(ran.out).at("2", "total") == "2");
    CHECK(run({"score", files + "declared_answer.sav", "-i", small.definition, "--strict"}).exit ==
          Exit::data);
}

TEST_CASE("score: a Stata file is read and rows without ids go by its rows", "[cli][score][package]") {
    Small const small;
    auto const ran = run({"score", files + "old.dta", "-i", small.definition});
    REQUIRE(ran.exit == Exit::done);
    CHECK(Sheet(ran.out).at("0001", "total") == "3");
    CHECK(Sheet(ran.out).at("Müller", "n_missing") == "2");
    auto const wrong = run({"score", files + "wrong_encoding.sav", "-i", small.definition});
    CHECK(wrong.exit == Exit::data);
    CHECK(contains(wrong.err, "error[D202]"));
}

TEST_CASE("score: no answer of an SPSS file is in any message", "[cli][score][package][privacy]") {
    Small const small;
    auto const ran = run({"score", files + "clinic.sav", "-i", small.definition, "--carry", "seen,id"});
    for (auto const* secret : {"Müller", "0002", "70.25", "2022-03-01"})
        CHECK_FALSE(contains(ran.err, secret));
}
