// What is told of a whole file: on the terminal, in the findings, in the workbook and in JSON.
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

std::string without(std::string text, std::string const& part) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at))
        text.erase(at, part.size());
    return text;
}

std::string const folder_of_files = "tests/data/coding/";

}  // namespace

TEST_CASE("docs/data_checks.md: what the examples show is what is told", "[cli][clues][documents]") {
    auto const text = support::project_file("docs/data_checks.md");
    std::size_t examples = 0;
    std::string const opening = "```\n$ quaestor score ";
    for (auto at = text.find(opening); at != std::string::npos; at = text.find(opening, at)) {
        at += opening.size();
        auto const line_end = text.find('\n', at);
        auto const words = text.substr(at, line_end - at);
        auto const shown = text.substr(line_end + 1, text.find("```", line_end) - line_end - 1);
        CAPTURE(words);
        auto const ran = run("score " + folder_of_files + words);
        CHECK(ran.exit == Exit::done);
        CHECK(without(ran.err, folder_of_files) == shown);
        ++examples;
    }
    CHECK(examples == 6);
}

TEST_CASE("score: clues stand before the cells in the file of findings", "[cli][clues]") {
    support::Folder const folder;
    auto const ran = run({"score", folder_of_files + "planted_codes.csv", "-i", "phq9", "-o", folder.path("s.json"),
                          "--findings", folder.path("f.csv")});
    REQUIRE(ran.exit == Exit::done);
    Sheet const findings(support::content(folder.path("f.csv")));
    REQUIRE(findings.rows().size() == 32);
    auto const& first = findings.rows()[0];
    CHECK(std::vector<std::string>(first.begin(), first.begin() + 3) == std::vector<std::string>{"", "", ""});
    CHECK(findings.column("item")[0] == "q1, q2, q3, q4, q5, q6, q7, q8, q9");
    CHECK(findings.column("code")[0] == "C070");
    CHECK(findings.column("rule")[0] == "codes that no definition has");
    CHECK(contains(findings.column("detail")[0], "'-99' in 15 cells of 9 items"));
    CHECK(contains(findings.column("detail")[0], "--missing -99,UNK,k.A."));
    CHECK(findings.count("code", "C070") == 1);
    CHECK(findings.column("row")[1] != "");

    Json const json(support::content(folder.path("s.json")));
    REQUIRE(json.size("/clues") == 1);
    CHECK(json.text("/clues/0/code") == "C070");
    CHECK(json.text("/clues/0/severity") == "warning");
    CHECK(json.size("/clues/0/items") == 9);
    CHECK(json.size("/clues/0/details") == 3);
}

TEST_CASE("score: what the clue proposes is taken and then nothing is left to tell", "[cli][clues]") {
    auto const ran =
        run({"score", folder_of_files + "planted_codes.csv", "-i", "phq9", "--missing", "-99,UNK,k.A.", "--strict"});
    CHECK(ran.exit == Exit::done);
    CHECK_FALSE(contains(ran.err, "C070"));
    CHECK_FALSE(contains(ran.err, "C10"));
}

TEST_CASE("score: clues are the same for every number of threads and every kind of output", "[cli][clues]") {
    support::Folder const folder;
    for (std::string const file : {"codes", "offset", "texts", "const"}) {
        CAPTURE(file);
        auto const data = folder_of_files + "planted_" + file + ".csv";
        auto const streamed = run({"score", data, "-i", "phq9", "--quiet", "--jobs", "1"}).err;
        CHECK(contains(streamed, "[C07"));
        CHECK(run({"score", data, "-i", "phq9", "--quiet", "--jobs", "3"}).err == streamed);
        for (std::string const output : {"s.csv", "s.json", "s.xlsx"}) {
            CAPTURE(output);
            auto const ran = run({"score", data, "-i", "phq9", "--quiet", "-o", folder.path(output), "--force"});
            CHECK(ran.err == streamed);
        }
    }
}

TEST_CASE("score: a large file of many windows gives the clues of a table", "[cli][clues]") {
    // The planted rows over and over, a million bytes: several windows, and rows of both kinds in each.
    auto const planted = support::project_file(folder_of_files + "planted_codes.csv");
    auto const header_end = planted.find('\n') + 1;
    auto csv = planted.substr(0, header_end);
    for (int time = 0; time < 700; ++time)
        csv += planted.substr(header_end);
    support::Folder const folder;
    auto const data = folder.file("large.csv", csv);
    auto const streamed = run({"score", data, "-i", "phq9", "--quiet", "--jobs", "4"}).err;
    CHECK(contains(streamed, "'-99' in 10,500 cells of 9 items"));
    CHECK(run({"score", data, "-i", "phq9", "--quiet", "--jobs", "1"}).err == streamed);
    CHECK(run({"score", data, "-i", "phq9", "--quiet", "-o", folder.path("s.json")}).err == streamed);
}

TEST_CASE("score: clues of warning end a strict run", "[cli][clues]") {
    auto const ran = run({"score", folder_of_files + "planted_turned.csv", "-i", "wemwbs", "--strict"});
    CHECK(ran.exit == Exit::data);
    CHECK(contains(ran.err, "C072"));
}

TEST_CASE("score: with two instruments an item is named with its own", "[cli][clues]") {
    support::Folder const folder;
    auto definition = support::small_definition();
    auto other = support::replaced(definition, "instrument small", "instrument other");
    for (std::string const item : {"m1", "m2"}) {
        auto const name = "n" + item.substr(1);
        for (auto at = other.find(item); at != std::string::npos; at = other.find(item))
            other.replace(at, 2, name);
    }
    auto const data = folder.file("d.csv", "id,m1,m2,n1,n2\n1,-99,1,1,-99\n2,-99,1,1,1\n3,1,1,-99,2\n");
    auto const ran = run({"score", data, "-i", folder.file("a.inst", definition), "-i", folder.file("b.inst", other)});
    CHECK(contains(ran.err, "'-99' in 4 cells of 3 items; "));
    CHECK(contains(ran.err, "'-99': small.m1 2, other.n1 1, other.n2 1\n"));
}

TEST_CASE("analyze: tells the clues and writes them", "[cli][clues]") {
    support::Folder const folder;
    auto const ran = run({"analyze", folder_of_files + "planted_turned.csv", "-i", "wemwbs", "--replications", "20", "-o",
                          folder.path("a.json"), "-o", folder.path("a.xlsx")});
    REQUIRE(ran.exit == Exit::done);
    CHECK(contains(ran.err, "warning[C072]: w5 (r = -0.71, not reversed by the definition) of scale 'total'"));
    Json const json(support::content(folder.path("a.json")));
    REQUIRE(json.size("/clues") == 1);
    CHECK(json.text("/clues/0/items/0") == "w5");
}

TEST_CASE("score and analyze: the samples raise no alarm", "[cli][clues]") {
    for (std::string const line : {"score samples/clinic.csv -i wemwbs -i phq9",
                                   "score samples/bfi.csv -i samples/bfi.inst",
                                   "analyze samples/bfi.csv -i samples/bfi.inst --replications 20"}) {
        CAPTURE(line);
        auto const ran = run(line);
        CHECK(ran.exit == Exit::done);
        CHECK_FALSE(contains(ran.err, "[C07"));
    }
}

TEST_CASE("score: an age of 99 is not lost to --missing 99", "[cli][clues][refusal]") {
    support::Folder const folder;
    auto const definition =
        folder.file("d.inst", support::replaced(support::small_definition(), "  scale total",
                                                "  respondent { age number 0..120 }\n  scale total"));
    auto const with_age = folder.file("d.csv", "id,m1,m2,age\n1,99,1,99\n2,1,1,40\n");
    auto const ran = run({"score", with_age, "-i", definition, "--missing", "99"});
    CHECK(ran.exit == Exit::data);
    CHECK(contains(ran.err, "error[D176]: '99' is to stand for no answer, and is an answer of 'age' of small"));
    auto const without = folder.file("e.csv", "id,m1,m2\n1,99,1\n2,1,1\n");
    CHECK(run({"score", without, "-i", definition, "--missing", "99"}).exit == Exit::done);
}
