// Excel workbooks on the command line: which sheet, where things are, and what is said of them.
#include "support/workbook.hpp"

#include "program.hpp"

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::run;
using support::Sheet;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

std::string const files = "tests/data/xlsx/files/";

struct Small {
    support::Folder folder;
    std::string definition = folder.file("small.inst", support::small_definition());
};

}  // namespace

TEST_CASE("score: a workbook gives the scores that one adds up by hand", "[cli][score][xlsx]") {
    Small const small;
    auto const ran = run({"score", files + "clinic.xlsx", "-i", small.definition, "--sheet", "Intake",
                          "--carry", "seen,asked at"});
    REQUIRE(ran.exit == Exit::done);
    Sheet const scores(ran.out);
    CHECK(scores.at("0001", "total") == "3");
    CHECK(scores.at("0001", "seen") == "2024-02-29");
    CHECK(scores.at("0001", "asked at") == "23:30");
    CHECK(scores.at("0002", "total") == "1");  // one of its answers stands as text
    CHECK(scores.at("0002", "seen") == "2024-03-01 18:00:00");
    CHECK(scores.at("0003", "total").empty());
    CHECK(scores.at("0003", "n_unreadable") == "1");
    CHECK(scores.at("0004", "n_unreadable") == "2");
    CHECK(scores.at("Mean", "total").empty());
    CHECK(contains(ran.err, "5 rows read: 2 scored, 0 partly scored, 2 not scored, 1 refused"));
}

TEST_CASE("score: what is wrong in a workbook is named by sheet and cell", "[cli][score][xlsx]") {
    Small const small;
    auto const ran = run({"score", files + "clinic.xlsx", "-i", small.definition, "--sheet", "1"});
    CHECK(contains(ran.err,
                   "1 cell with an error of Excel [D159]\n"
                   "  sheet 'Intake', cell D7, column 'm1': an error of Excel (#N/A)\n"));
    CHECK(contains(ran.err,
                   "open the file in Excel and save it [D160]\n"
                   "  sheet 'Intake', cell D8, column 'm1': a formula whose value is not stored\n"));
    CHECK(contains(ran.err,
                   "1 cell that cannot be read as an answer [C102]\n"
                   "  sheet 'Intake', cell E8, column 'm2': expected 0, 1 or 2\n"));
    // Errors in columns that nothing is made of are no problem of this run.
    CHECK_FALSE(contains(ran.err, "BMI"));
    CHECK_FALSE(contains(ran.err, "'sum'"));
    CHECK(contains(
        run({"score", files + "clinic.xlsx", "-i", small.definition, "--sheet", "1", "--carry", "BMI"}).err,
        "3 cells with an error of Excel [D159]"));
}

TEST_CASE("score: a workbook of several sheets asks which", "[cli][score][xlsx][refusal]") {
    Small const small;
    auto const ran = run({"score", files + "clinic.xlsx", "-i", small.definition});
    CHECK(ran.exit == Exit::data);
    CHECK(ran.err ==
          files +
              "clinic.xlsx: error[D154]: the workbook has several sheets: 1 'Intake', 2 'Follow-up', 3 "
              "'Codes' (hidden)\n  hint: choose one by name or number: --sheet 1\n");
    auto const second = run({"score", files + "clinic.xlsx", "-i", small.definition, "--sheet", "2"});
    CHECK(Sheet(second.out).at("0001", "total") == "0");
    auto const csv = run({"score", "samples/clinic.csv", "-i", "phq9", "--sheet", "1"});
    CHECK(csv.exit == Exit::data);
    CHECK(contains(csv.err, "error[D156]: --sheet is for Excel workbooks"));
}

TEST_CASE("score: an outdated formula is a problem of the data", "[cli][score][xlsx]") {
    Small const small;
    auto const ran = run({"score", files + "uncomputed.xlsx", "-i", small.definition, "--strict"});
    CHECK(ran.exit == Exit::data);
    CHECK(contains(ran.err, "warning[D165]: 1 cell is a formula (C2)"));
    CHECK(ran.out.empty());
}

TEST_CASE("score: rows of a workbook without ids go by the numbers of the sheet", "[cli][score][xlsx]") {
    Small const small;
    auto const data = small.folder.file(
        "a.xlsx", support::workbook(support::text_row(2, {"m1", "m2"}) + support::text_row(5, {"1", "2"})));
    auto const ran = run({"score", data, "-i", small.definition});
    REQUIRE(ran.exit == Exit::done);
    Sheet const scores(ran.out);
    CHECK(scores.columns().front() == "sheet_row");
    CHECK(scores.at("5", "total") == "3");
}

TEST_CASE("score: the receipt says which sheet was read and what was decided", "[cli][score][xlsx]") {
    Small const small;
    auto const out = small.folder.path("o.csv");
    auto const ran =
        run({"score", files + "clinic.xlsx", "-i", small.definition, "--sheet", "Intake", "-o", out});
    REQUIRE(ran.exit == Exit::done);
    auto const receipt = support::content(out + ".receipt.json");
    for (auto const* decision : {"format: Excel workbook (it begins like one)", "sheet: 'Intake' (asked for)",
                                 "header: row 3, below 1 title row with one filled cell",
                                 "cells: 1 cell holds a number as text, read as numbers",
                                 "rows: 1 row is hidden, by a filter or by hand, and read like all others"}) {
        CAPTURE(decision);
        CHECK(contains(receipt, std::string("\"") + decision + "\""));
    }
    CHECK(run({"verify", out + ".receipt.json"}).exit == Exit::done);
}

TEST_CASE("analyze and diff and new: take a workbook and a sheet", "[cli][xlsx]") {
    Small const small;
    auto const draft = run({"new", files + "clinic.xlsx", "--sheet", "Intake"});
    CHECK(draft.exit == Exit::done);
    CHECK(contains(draft.out, "m1"));
    CHECK(contains(draft.err, "3 cells with an error of Excel [D159]"));
    auto const diff =
        run({"diff", small.definition, small.definition, files + "clinic.xlsx", "--sheet", "Follow-up"});
    CHECK(diff.exit == Exit::done);
    auto const analysis =
        run({"analyze", files + "clinic.xlsx", "-i", small.definition, "--sheet", "Intake"});
    CHECK(contains(analysis.err, "1 cell with an error of Excel [D159]"));
}
