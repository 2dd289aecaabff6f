// What 'quaestor score' makes of good files: scores, passports, flags, counts, receipts.
#include "base/sha256.hpp"
#include "instrument/library.hpp"
#include "program.hpp"
#include "study/instruments.hpp"

#include <sstream>

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::Json;
using support::run;
using support::Sheet;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

/// Both instruments of the clinic's sample.
Sheet const& clinic() {
    static Sheet const sheet(run("score samples/clinic.csv -i wemwbs -i phq9").out);
    return sheet;
}

/// A file with one good row for every item of a definition of the library.
std::string first_answers(std::string const& id) {
    auto const definition = quaestor::study::load_definition(id);
    std::string names = "id";
    std::string codes = "001";
    for (auto const& item : definition.instrument->items) {
        names += "," + item.id;
        codes += "," + definition.instrument->responses[item.responses].options.front().code;
    }
    return names + "\n" + codes + "\n";
}

}  // namespace

TEST_CASE("score: the row of a patient holds what one adds up by hand", "[cli][score]") {
    // w1..w14 are 3 3 2 4 3 2 3 3 3 4 4 4 3 3; the short form takes 1 2 3 6 7 9 11, and 20 raw is 18.59 in
    // its table. phq9_1..9 are 1 1 1 1 1 1 0 0 0: nothing is there on more than half the days.
    CHECK(clinic().at("00017", "wemwbs_total") == "44");
    CHECK(clinic().at("00017", "wemwbs_total_n") == "14");
    CHECK(clinic().at("00017", "wemwbs_total_how") == "complete");
    CHECK(clinic().at("00017", "wemwbs_short") == "20");
    CHECK(clinic().at("00017", "wemwbs_short_n") == "7");
    CHECK(clinic().at("00017", "wemwbs_short_metric") == "18.59");
    CHECK(clinic().at("00017", "phq9_total") == "6");
    CHECK(clinic().at("00017", "phq9_total_n") == "9");
    CHECK(clinic().at("00017", "phq9_total_how") == "complete");
    CHECK(clinic().at("00017", "phq9_total_band") == "mild");
    CHECK(clinic().at("00017", "phq9_screen") == "no");
    CHECK(clinic().at("00017", "phq9_core") == "0");
    CHECK(clinic().at("00017", "phq9_n_answered") == "10");
    CHECK(clinic().at("00017", "phq9_n_missing") == "0");
    CHECK(clinic().at("00017", "wemwbs_longest_run") == "3");
    CHECK(clinic().at("00017", "wemwbs_valid") == "yes");
    CHECK(clinic().at("00017", "wemwbs_not_scored_why").empty());
}

TEST_CASE("score: every respondent has one row in the order of the file", "[cli][score]") {
    REQUIRE(clinic().rows().size() == 120);
    CHECK(clinic().rows()[0][0] == "00017");
    CHECK(clinic().rows()[88][0] == "00429");  // the refused row keeps its place
    CHECK(clinic().rows()[119][0] == "00560");
    CHECK(clinic().column("patient_id") ==
          Sheet(run("score samples/clinic.csv -i phq9").out).column("patient_id"));
}

TEST_CASE("score: what stands in a sample's list of planted mistakes comes out as listed", "[cli][score]") {
    CHECK(clinic().at("00055", "wemwbs_total_how") == "not_scored");
    CHECK(clinic().at("00055", "wemwbs_total").empty());
    CHECK(clinic().at("00055", "wemwbs_total_n") == "9");
    CHECK(clinic().at("00055", "wemwbs_short").empty());
    CHECK(clinic().at("00077", "wemwbs_total").empty());  // w5 is blank, and not in the short form
    CHECK(clinic().at("00077", "wemwbs_short") == "12");
    CHECK(clinic().at("00077", "wemwbs_n_missing") == "1");
    CHECK(clinic().at("00099", "wemwbs_n_out_of_range") == "1");
    CHECK(clinic().at("00099", "wemwbs_total").empty());
    CHECK(clinic().at("00099", "wemwbs_valid") == "review");
    CHECK(clinic().at("00166", "wemwbs_total") == "42");
    CHECK(clinic().at("00166", "phq9_total") == "9");
    CHECK(clinic().at("00166", "wemwbs_longest_run") == "14");
    CHECK(clinic().at("00166", "wemwbs_valid") == "review");
    CHECK(clinic().at("00166", "wemwbs_validity_reasons") == "the same answer 14 times in a row");
    CHECK(clinic().at("00327", "wemwbs_n_unreadable") == "1");
    CHECK(clinic().at("00395", "wemwbs_n_out_of_range") == "1");
    CHECK(clinic().at("00395", "wemwbs_total").empty());  // 99 is nowhere added up
    CHECK(clinic().at("00429", "wemwbs_valid") == "no");
    CHECK(clinic().at("00429", "wemwbs_total").empty());
    CHECK(clinic().at("00429", "wemwbs_validity_reasons") == "the row was refused");
    CHECK(clinic().at("00522", "phq9_total_how") == "complete");
    CHECK(clinic().at("00522", "phq9_flag_impairment") == "undetermined");
}

TEST_CASE("score: a blank risk item is undetermined and a raised one stands without scores", "[cli][score]") {
    CHECK(clinic().at("00017", "phq9_flag_self_harm") == "no");
    CHECK(clinic().at("00035", "phq9_flag_self_harm") == "yes");
    CHECK(clinic().at("00242", "phq9_flag_self_harm") == "undetermined");
    CHECK(clinic().at("00242", "phq9_total").empty());
    CHECK(clinic().at("00279", "phq9_flag_self_harm") == "yes");
    CHECK(clinic().at("00279", "phq9_total").empty());
    CHECK(clinic().at("00429", "phq9_flag_self_harm") == "undetermined");  // a refused row is no all-clear
    CHECK(clinic().at("00489", "phq9_flag_self_harm") == "undetermined");
    CHECK(clinic().count("phq9_flag_self_harm", "undetermined") == 3);
}

TEST_CASE("score: counts add up and are the same in every output", "[cli][score][property]") {
    support::Folder const folder;
    auto const ran = run({"score", "samples/clinic.csv", "-i", "wemwbs", "-i", "phq9", "-o",
                          folder.path("s.json"), "-o", folder.path("s.csv")});
    REQUIRE(ran.exit == Exit::done);
    Json const scores(support::content(folder.path("s.json")));
    Json const receipt(support::content(folder.path("s.json.receipt.json")));
    CHECK(scores.number("/counts/rows") == 120);
    for (std::string const which : {"/counts/rows", "/counts/scored", "/counts/partly_scored",
                                    "/counts/not_scored", "/counts/refused"}) {
        CAPTURE(which);
        CHECK(scores.number(which) == receipt.number(which));
    }
    CHECK(scores.number("/counts/scored") + scores.number("/counts/partly_scored") +
              scores.number("/counts/not_scored") + scores.number("/counts/refused") ==
          scores.number("/counts/rows"));
    CHECK(scores.number("/counts/refused") == 1);
    CHECK(contains(ran.out, "120 rows read: 102 scored, 14 partly scored, 3 not scored, 1 refused"));

    // Counted again, from the rows themselves.
    Sheet const sheet(support::content(folder.path("s.csv")));
    std::size_t complete = 0;
    for (auto const& row : sheet.rows()) {
        complete += !sheet.at(row[0], "wemwbs_total").empty() && !sheet.at(row[0], "wemwbs_short").empty() &&
                            !sheet.at(row[0], "phq9_total").empty()
                        ? 1
                        : 0;
    }
    CHECK(complete == 102);
}

TEST_CASE("score: JSON has the columns and rows of the CSV with null for an absent value", "[cli][score]") {
    support::Folder const folder;
    REQUIRE(run({"score", "samples/clinic.csv", "-i", "phq9", "-o", folder.path("s.json"), "-o",
                 folder.path("s.csv")})
                .exit == Exit::done);
    Json const json(support::content(folder.path("s.json")));
    Sheet const sheet(support::content(folder.path("s.csv")));
    REQUIRE(json.size("/columns") == sheet.columns().size());
    REQUIRE(json.size("/rows") == sheet.rows().size());
    CHECK(json.keys("/rows/0") == sheet.columns());
    CHECK(json.text("/verb") == "score");
    CHECK(json.text("/rows/0/patient_id") == "00017");
    CHECK(json.number("/rows/0/total") == 6);
    CHECK(json.null("/rows/4/total"));  // line 6, with a blank
    CHECK(json.text("/rows/4/total_how") == "not_scored");
}

TEST_CASE("score: a receipt has the hash of everything read and written", "[cli][score][receipt]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    auto const data = folder.file("d.csv", "id,m1,m2\n1,0,1\n2,2,2\n");
    REQUIRE(run({"score", data, "-i", definition, "-i", "phq9", "-o", folder.path("a.csv")}).exit ==
            Exit::data);  // phq9 has no columns there
    REQUIRE(run({"score", data, "-i", definition, "-o", folder.path("a.csv"), "-o", folder.path("b.xlsx"),
                 "-o", folder.path("c.json")})
                .exit == Exit::done);
    auto const hash = [](std::string const& path) { return quaestor::sha256(support::content(path)); };
    Json const receipt(support::content(folder.path("a.csv.receipt.json")));
    CHECK(receipt.text("/verb") == "score");
    CHECK(receipt.text("/data/file") == data);
    CHECK(receipt.text("/data/sha256") == hash(data));
    CHECK(receipt.number("/data/bytes") == 21);
    CHECK(receipt.text("/definitions/0/id") == "small");
    CHECK(receipt.text("/definitions/0/sha256") == hash(definition));
    CHECK(receipt.text("/definitions/0/status") == "verified");
    REQUIRE(receipt.size("/outputs") == 3);
    std::size_t i = 0;
    for (auto const* name : {"a.csv", "b.xlsx", "c.json"}) {
        auto const at = "/outputs/" + std::to_string(i++);
        CHECK(receipt.text(at + "/file") == folder.path(name));
        CHECK(receipt.text(at + "/sha256") == hash(folder.path(name)));
        CHECK(receipt.number(at + "/bytes") ==
              static_cast<double>(support::content(folder.path(name)).size()));
    }
    CHECK_FALSE(std::filesystem::exists(folder.path("b.xlsx.receipt.json")));  // one run has one receipt
}

TEST_CASE("score: a receipt names a built-in definition by the hash of its text", "[cli][score][receipt]") {
    support::Folder const folder;
    REQUIRE(run({"score", "samples/clinic.csv", "-i", "PHQ9", "-o", folder.path("s.csv")}).exit ==
            Exit::done);
    Json const receipt(support::content(folder.path("s.csv.receipt.json")));
    CHECK(receipt.text("/definitions/0/origin") == "built in");
    CHECK(receipt.text("/definitions/0/sha256") ==
          quaestor::sha256(support::project_file("instruments/mood/phq9.inst")));
    CHECK(receipt.number("/counts/findings/C101") == 1);
    CHECK(receipt.number("/counts/findings/D121") == 1);
}

TEST_CASE("score: options that change the output stand in the receipt and others do not",
          "[cli][score][receipt]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    auto const data = folder.file("d.csv", "who;site;m1;m2\n1;a;0;1\n");
    REQUIRE(run({"score", data, "-i", definition, "--id", "who", "--carry", "site", "--delimiter", ";",
                 "--jobs", "2", "-o", folder.path("s.csv")})
                .exit == Exit::done);
    Json const receipt(support::content(folder.path("s.csv.receipt.json")));
    std::vector<std::string> const want{"score",
                                        data,
                                        "--instrument=" + definition,
                                        "--output=" + folder.path("s.csv"),
                                        "--id=who",
                                        "--carry=site",
                                        "--delimiter=;"};
    REQUIRE(receipt.size("/arguments") == want.size());
    for (std::size_t i = 0; i < want.size(); ++i)
        CHECK(receipt.text("/arguments/" + std::to_string(i)) == want[i]);
}

TEST_CASE("score: a provisional definition warns in every output and a verified one does not",
          "[cli][score]") {
    for (std::string const id : {"rprs", "empowerment"}) {
        CAPTURE(id);
        support::Folder const folder;
        auto const data = folder.file("d.csv", first_answers(id));
        auto const ran = run({"score", data, "-i", id, "-o", folder.path("s.json")});
        REQUIRE(ran.exit == Exit::done);
        CHECK(contains(ran.err, "warning[C008]: " + id + " is provisional"));
        Json const json(support::content(folder.path("s.json")));
        REQUIRE(json.size("/provisional") == 1);
        CHECK(contains(json.text("/provisional/0"), "Not verified: "));
        CHECK(Json(support::content(folder.path("s.json.receipt.json"))).text("/definitions/0/status") ==
              "provisional");
        CHECK(contains(run({"score", data, "-i", id, "--quiet"}).err, "provisional"));
    }
    CHECK_FALSE(contains(run("score samples/clinic.csv -i phq9").err, "provisional"));
}

TEST_CASE("score: without an output the CSV goes to out and all talk to err", "[cli][score]") {
    support::Folder const folder;
    auto const piped = run("score samples/clinic.csv -i phq9");
    auto const filed = run({"score", "samples/clinic.csv", "-i", "phq9", "-o", folder.path("s.csv")});
    CHECK(piped.exit == Exit::done);
    CHECK(piped.out == support::content(folder.path("s.csv")));
    CHECK(contains(piped.err, "120 rows read"));
    CHECK(contains(filed.out, "Wrote " + folder.path("s.csv") + ", " + folder.path("s.csv.receipt.json")));
    CHECK_FALSE(contains(filed.err, "120 rows read"));
}

TEST_CASE("score: a dash reads standard input to the same scores", "[cli][score]") {
    auto const file = run("score samples/clinic.csv -i wemwbs");
    auto const input = run({"score", "-", "-i", "wemwbs"}, support::project_file("samples/clinic.csv"));
    CHECK(input.exit == Exit::done);
    CHECK(input.out == file.out);
    CHECK(contains(input.err, "-: 1 cell that cannot be read as an answer [C102]\n  line 68, column 'w7'"));
}

TEST_CASE("score: ids and carried texts come through as they are", "[cli][score]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    auto const data = folder.file("d.csv",
                                  "id,note,m1,m2\n"
                                  "007,=1+1,1,2\n"
                                  "12345678901234567890,@SUM(A1),2,2\n"
                                  "=cmd|' /C calc'!A0,-3,0,1\n"
                                  "\"a,b\",\"two \"\"quoted\"\" words\",0,0\n"
                                  "Žižek,3.10,0,0\n");
    auto const ran = run({"score", data, "-i", definition, "--carry", "note"});
    REQUIRE(ran.exit == Exit::done);
    Sheet const sheet(ran.out);
    CHECK(sheet.column("id") ==
          std::vector<std::string>{"007", "12345678901234567890", "'=cmd|' /C calc'!A0", "a,b", "Žižek"});
    CHECK(sheet.column("note") ==
          std::vector<std::string>{"'=1+1", "'@SUM(A1)", "-3", "two \"quoted\" words", "3.10"});
    CHECK(sheet.at("007", "total") == "3");

    REQUIRE(run({"score", data, "-i", definition, "--carry", "note", "-o", folder.path("s.json")}).exit ==
            Exit::done);
    Json const json(support::content(folder.path("s.json")));
    CHECK(json.text("/rows/0/id") == "007");
    CHECK(json.text("/rows/1/id") == "12345678901234567890");  // a number would have lost its last digits
    CHECK(json.text("/rows/2/id") == "=cmd|' /C calc'!A0");    // nothing runs there: the text stays
}

TEST_CASE("score: nothing but the id and what is carried leaves the input", "[cli][score]") {
    CHECK_FALSE(contains(run("score samples/clinic.csv -i phq9 -i wemwbs").out, "Müller"));
    CHECK_FALSE(contains(run("score samples/clinic.csv -i phq9 -i wemwbs").out, "Harbour"));
    Sheet const carried(run("score samples/clinic.csv -i phq9 --carry SITE,family_name,site").out);
    CHECK(carried.at("00017", "site") == "Harbour");
    CHECK(carried.at("00200", "family_name") == "Fernández, Jr.");
    CHECK(carried.columns()[1] == "site");
    CHECK(carried.columns()[3] == "total");  // carried once, though named twice
}

TEST_CASE("score: the id is found by its name, chosen by hand, or the line stands for it", "[cli][score]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    auto const head = [&](std::string const& csv, std::vector<std::string> more = {}) {
        std::vector<std::string> arguments{"score", folder.file("d.csv", csv), "-i", definition};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return Sheet(run(arguments).out);
    };
    CHECK(head("Patient_ID,m1,m2\nx,1,1\n").columns()[0] == "Patient_ID");
    CHECK(head("code,m1,m2\nx,1,1\n").columns()[0] == "line");
    CHECK(head("code,m1,m2\nx,1,1\n").rows()[0][0] == "2");
    CHECK(head("id,pid,m1,m2\nx,y,1,1\n").columns()[0] == "line");  // two names, and no guess between them
    CHECK(head("id,pid,m1,m2\nx,y,1,1\n", {"--id", "PID"}).rows()[0][0] == "y");
}

TEST_CASE("score: several rows of one id are all scored and warned about", "[cli][score]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    auto const data = folder.file("d.csv", "id,m1,m2\nanna,1,1\nbert,0,0\nanna,2,2\nanna,0,1\n,1,1\n,1,1\n");
    auto const ran = run({"score", data, "-i", definition});
    CHECK(ran.exit == Exit::done);
    CHECK(Sheet(ran.out).column("total") == std::vector<std::string>{"2", "0", "4", "1", "2", "2"});
    CHECK(contains(ran.err, "warning[C006]: 2 rows repeat an id of 'id': lines 4 and 5; every row is kept"));
    CHECK_FALSE(contains(ran.err, "anna"));
}

TEST_CASE("score: a ragged row and a letter and a number out of range are named and the rest is scored",
          "[cli][score]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    auto const data = folder.file("d.csv", "id,m1,m2\n1,2,2\n2,1\n3,x,1\n4,1,7\n5,0,1\n");
    auto const ran = run({"score", data, "-i", definition});
    CHECK(ran.exit == Exit::done);
    CHECK(Sheet(ran.out).column("total") == std::vector<std::string>{"4", "", "", "", "1"});
    CHECK(contains(ran.err, "line 3: expected 3 fields, found 2"));
    CHECK(contains(ran.err, "1 cell out of range [C101]\n  line 5, column 'm2': expected 0, 1 or 2\n"));
    CHECK(contains(
        ran.err,
        "1 cell that cannot be read as an answer [C102]\n  line 4, column 'm1': expected 0, 1 or 2\n"));
    CHECK(contains(ran.err, "5 rows read: 2 scored, 0 partly scored, 2 not scored, 1 refused"));
}

TEST_CASE("score: findings of a kind are listed by line and at most twenty of them", "[cli][score]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    std::string csv = "id,m2,m1\n";
    for (int i = 0; i < 15; ++i)
        csv += std::to_string(i) + ",8,9\n";
    auto const ran = run({"score", folder.file("d.csv", csv), "-i", definition});
    CHECK(contains(ran.err,
                   "30 cells out of range [C101]\n  line 2, column 'm2': expected 0, 1 or 2\n"
                   "  line 2, column 'm1': expected 0, 1 or 2\n  line 3, column 'm2'"));
    CHECK(contains(ran.err, "line 11, column 'm1'"));
    CHECK_FALSE(contains(ran.err, "line 12"));
    CHECK(contains(ran.err, "and 10 more; --findings FILE.csv writes them all"));
}

TEST_CASE("score: quiet keeps the warnings and the counts of problems", "[cli][score]") {
    auto const ran = run("score samples/clinic.csv -i wemwbs --quiet");
    CHECK(contains(ran.err, "samples/clinic.csv: 3 cells out of range [C101]\n"));
    CHECK(contains(ran.err, "warning[D121]: 1 row is refused"));
    CHECK_FALSE(contains(ran.err, "too few or too many fields"));  // that is the warning again
    CHECK_FALSE(contains(ran.err, "column 'w6'"));
    CHECK_FALSE(contains(ran.err, "rows read"));
    CHECK_FALSE(contains(ran.err, "Mental well-being"));
}

TEST_CASE("score: a file of forms left blank is scored to nothing and says so", "[cli][score]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    auto const ran = run({"score", folder.file("d.csv", "id,m1,m2\n1,,\n2,,\n"), "-i", definition});
    CHECK(ran.exit == Exit::done);
    Sheet const sheet(ran.out);
    CHECK(sheet.column("total") == std::vector<std::string>{"", ""});
    CHECK(sheet.column("valid") == std::vector<std::string>{"no", "no"});
    CHECK(sheet.column("n_missing") == std::vector<std::string>{"2", "2"});
    CHECK(contains(ran.err, "2 rows read: 0 scored, 0 partly scored, 2 not scored, 0 refused"));
}

TEST_CASE("score: a header without rows gives the header", "[cli][score]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    auto const ran = run({"score", folder.file("d.csv", "id,m1,m2\n"), "-i", definition});
    CHECK(ran.exit == Exit::done);
    CHECK(Sheet(ran.out).rows().empty());
    CHECK(contains(ran.err, "warning[D120]"));
}

TEST_CASE("score: line ends of Windows and a semicolon and a mark in front change no score", "[cli][score]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    auto const scores = [&](std::string const& csv) {
        return Sheet(run({"score", folder.file("d.csv", csv), "-i", definition}).out).column("total");
    };
    auto const want = std::vector<std::string>{"3", "0"};
    CHECK(scores("id,m1,m2\n1,1,2\n2,0,0\n") == want);
    CHECK(scores("id,m1,m2\r\n1,1,2\r\n2,0,0\r\n") == want);
    CHECK(scores("id;m1;m2\n1;1;2\n2;0;0\n") == want);
    CHECK(scores("\xEF\xBB\xBFid,m1,m2\n1,1,2\n2,0,0\n") == want);
    CHECK(scores("id,M2,SMALL_m1\n1,2,1\n2,0,0") == want);
}

TEST_CASE("score: the column that says who it is is known by its name however it is written",
          "[cli][score]") {
    auto const file = first_answers("gad2");
    auto const first_column = [&](std::string const& name) {
        auto const text = name + file.substr(file.find(','));
        return Sheet(run({"score", "-", "-i", "gad2"}, text).out).columns()[0];
    };
    for (std::string const name :
         {"id", "patient_id", "PatientID", "Patient ID", "patient-no", "Patient", "subject"})
        CHECK(first_column(name) == name);
    for (std::string const name : {"patients", "age", "identity"})
        CHECK(first_column(name) == "line");
}
