// Files of SPSS and Stata on the command line.
#include "program.hpp"

#include "data/read.hpp"

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

TEST_CASE("score: an SPSS file of scores has labels and keeps ids and what is missing",
          "[cli][score][package]") {
    support::Folder folder;
    auto const data = folder.file("a.csv", "patient id,group,m1,m2\n"
                                           "007,01,2,1\n"
                                           "12345678901234567890,02,,1\n");
    auto const definition = folder.file("small.inst", support::small_definition());
    auto const out = folder.path("scores.sav");
    std::vector<std::string> arguments{"score", data, "-i", definition, "--id", "patient id",
                                       "--carry", "group", "-o", out};
    auto const ran = run(arguments);
    REQUIRE(ran.exit == Exit::done);
    CHECK(contains(ran.err, "note[W108]: SPSS has rules for names, so in this file 'patient id' is patient_id"));
    auto const got = quaestor::data::read(out);
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    auto const at = [&](std::string const& name) -> quaestor::data::Column const& {
        REQUIRE(table.find(name));
        return table.column(*table.find(name));
    };
    CHECK(at("patient_id").text(0) == "007");
    CHECK(at("patient_id").text(1) == "12345678901234567890");
    CHECK(at("group").text(0) == "01");
    CHECK(at("total").text(0) == "3");
    CHECK(at("total").info().label == "Total (0 to 4)");
    CHECK(at("total").missing()[1] == quaestor::MissingReason::blank);
    CHECK(at("total_how").info().label_of(at("total_how").text(0)) == "complete");
    CHECK(at("total_how").info().label_of(at("total_how").text(1)) == "not_scored");
    CHECK(at("not_scored_why").text(1) == "total: 1 of 2 answers missing, none may be");

    auto const first = support::content(out);
    CHECK(run(arguments).exit == Exit::output);  // it is there already
    arguments.emplace_back("--force");
    CHECK(run(arguments).exit == Exit::done);
    CHECK(support::content(out) == first);
    CHECK(run({"verify", out + ".receipt.json"}).exit == Exit::done);
}

TEST_CASE("score: numbers of an SPSS file go along as numbers with their labels", "[cli][score][package]") {
    Small const small;
    auto const out = small.folder.path("scores.sav");
    auto const ran = run({"score", files + "clinic.sav", "-i", small.definition, "--carry",
                          "m1,weight_kg,seen,Gruppe_für_Ärzte", "-o", out});
    REQUIRE(ran.exit == Exit::done);
    auto const got = quaestor::data::read(out);
    auto const before = quaestor::data::read(files + "clinic.sav");
    REQUIRE(got.value);
    for (auto const* name : {"m1", "weight_kg", "seen", "Gruppe_für_Ärzte"}) {
        CAPTURE(name);
        auto const& was = before.value->table.column(*before.value->table.find(name));
        auto const& is = got.value->table.column(got.value->table.find(name).value());
        CHECK(is.info().label == (was.info().label.empty() ? name : was.info().label));
        CHECK(is.info().numbers == was.info().numbers);
        for (std::size_t row = 0; row < was.size(); ++row)
            CHECK(is.text(row) == was.text(row));
        if (!was.info().numbers) continue;
        CHECK(is.info().labels.size() == was.info().labels.size());
        for (std::size_t row = 0; row < was.size(); ++row)
            CHECK(is.missing()[row] == was.missing()[row]);
    }
}

TEST_CASE("analyze: writes no SPSS file", "[cli][analyze][package][refusal]") {
    Small const small;
    auto const ran = run({"analyze", files + "clinic.sav", "-i", small.definition, "-o", small.folder.path("a.sav")});
    CHECK(ran.exit == Exit::output);
    CHECK(contains(ran.err, "error[W004]: 'analyze' does not write this format"));
}

TEST_CASE("score: no answer of an SPSS file is in any message", "[cli][score][package][privacy]") {
    Small const small;
    auto const ran = run({"score", files + "clinic.sav", "-i", small.definition, "--carry", "seen,id"});
    for (auto const* secret : {"Müller", "0002", "70.25", "2022-03-01"})
        CHECK_FALSE(contains(ran.err, secret));
}
