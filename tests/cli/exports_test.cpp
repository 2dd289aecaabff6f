// Files of Qualtrics, REDCap and LimeSurvey, as they come, through the whole program.
#include "program.hpp"

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::Json;
using support::project_file;
using support::Ran;
using support::replaced;
using support::run;
using support::Sheet;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

/// Three items, 0 to 2 each, the second reversed; one may be missing.
std::string mood(std::string const& first, std::string const& second, std::string const& third) {
    return "instrument mood \"Mood\" {\n"
           "  source \"made up\"\n"
           "  licence free \"made up\"\n"
           "  responses often { 0 \"Never\"  1 \"Sometimes\"  2 \"Often, or always\" }\n"
           "  items often {\n    " +
           first + " \"Low mood\"\n    " + second + " \"Enjoyment\" reversed\n    " + third +
           " \"Hopelessness\"\n  }\n"
           "  scale total \"Mood\" { sum of " +
           first + ".." + third +
           "  missing at most 1 prorate }\n"
           "  flag hopeless \"Often hopeless\" urgent when " +
           third +
           " = 2\n"
           "  example \"all\" { " +
           first + ".." + third + " = 1  expect total = 3 }\n}\n";
}

std::string const visits =
    "instrument visit \"Visits\" {\n"
    "  source \"made up\"\n"
    "  licence free \"made up\"\n"
    "  responses minutes integer 0..600\n"
    "  items minutes { total \"Minutes\" }\n"
    "  scale length { sum of total  missing none }\n"
    "  example \"one\" { total = 3  expect length = 3 }\n}\n";

struct Desk {
    support::Folder folder;
    std::string mood_of_redcap = folder.file("mood.inst", mood("m1", "m2", "m3"));
    std::string mood_of_qualtrics = folder.file("moodq.inst", mood("Q1_1", "Q1_2", "Q1_3"));
    std::string mood_of_limesurvey = folder.file("moodl.inst", mood("mood_m1", "mood_m2", "mood_m3"));
    std::string visit = folder.file("visit.inst", visits);
    std::string data = "tests/data/exports/";

    /// What stands in every file that a run wrote, and in what it said.
    std::string all_of(Ran const& ran) const {
        auto text = ran.out + ran.err;
        for (auto const& [name, bytes] : support::listing(folder.path()))
            text += bytes;
        return text;
    }
};

}  // namespace

TEST_CASE("score: an export of Qualtrics", "[cli][score][exports]") {
    Desk const desk;
    auto const ran = run({"score", desk.data + "qualtrics.csv", "-i", desk.mood_of_qualtrics});
    REQUIRE(ran.exit == Exit::done);
    Sheet const sheet(ran.out);
    REQUIRE(sheet.rows().size() == 6);
    CHECK(sheet.columns().front() == "ResponseId");
    // 2, 0 and 1: 2 + 2 + 1. Of the third -99 is missing: 1 + 0 of two, times three halves.
    CHECK(sheet.at("R_1aaaaaaaaaaaaaa", "total") == "5");
    CHECK(sheet.at("R_3cccccccccccccc", "total") == "1.5");
    CHECK(sheet.at("R_3cccccccccccccc", "total_how") == "prorated");
    CHECK(sheet.at("R_3cccccccccccccc", "n_missing") == "1");
    CHECK(sheet.at("R_4dddddddddddddd", "total") == "2");
    // A preview and a test.
    for (auto const* nobody : {"R_2bbbbbbbbbbbbbb", "R_5eeeeeeeeeeeeee"}) {
        CHECK(sheet.at(nobody, "total").empty());
        CHECK(sheet.at(nobody, "validity_reasons") == "the row was refused");
    }
    // Two choices in the cell of Q1_2: neither 12 nor 1.2, and no answer. (1 + 2) times three halves.
    CHECK(sheet.at("R_6ffffffffffffff", "total") == "4.5");
    CHECK(sheet.at("R_6ffffffffffffff", "n_unreadable") == "1");
    CHECK(contains(ran.err,
                   "1 cell with several choices [D175]\n  line 15, column 'Q1_2': several choices in one "
                   "cell, where one answer was expected"));
    CHECK(contains(ran.err, "6 rows read: 4 scored, 0 partly scored, 0 not scored, 2 refused\n"));
}

TEST_CASE("score: what tells who people are leaves a Qualtrics export only by its name",
          "[cli][score][exports][privacy]") {
    Desk const desk;
    std::vector<std::string> const people{"Kelvin",     "Boole", "Ada",  "Bob",  "ada@example.org",
                                          "192.0.2.17", "X-17",  "48.2", "16.3", "Curie"};
    auto const file = desk.data + "qualtrics.csv";
    auto const ran = run({"score", file, "-i", desk.mood_of_qualtrics, "-o", desk.folder.path("s.csv"), "-o",
                          desk.folder.path("s.json"), "--show-values"});
    REQUIRE(ran.exit == Exit::done);
    auto const drafted = run({"new", file});
    REQUIRE(drafted.exit == Exit::done);
    auto const whole = desk.all_of(ran) + drafted.out + drafted.err;
    for (auto const& secret : people) {
        CAPTURE(secret);
        CHECK_FALSE(contains(whole, secret));
    }
    auto const named = run({"score", file, "-i", desk.mood_of_qualtrics, "--carry", "ExternalReference"});
    CHECK(Sheet(named.out).at("R_1aaaaaaaaaaaaaa", "ExternalReference") == "X-17");
    CHECK(contains(named.err, "note[D172]"));
    CHECK_FALSE(contains(named.out, "Kelvin"));
    auto const as_id = run({"score", file, "-i", desk.mood_of_qualtrics, "--id", "RecipientEmail"});
    CHECK(Sheet(as_id.out).at("ada@example.org", "total") == "5");
}

TEST_CASE("score: an export of REDCap with events, a repeating form and a code for no answer",
          "[cli][score][exports]") {
    Desk const desk;
    auto const out = desk.folder.path("scores.csv");
    auto const ran = run({"score", desk.data + "redcap.csv", "-i", desk.mood_of_redcap, "--dictionary",
                          desk.data + "dictionary.csv", "--missing", "UNK,-99", "-o", out});
    CAPTURE(ran.err);
    REQUIRE(ran.exit == Exit::done);
    Sheet const sheet(support::content(out));
    REQUIRE(sheet.rows().size() == 4);
    CHECK(std::vector(sheet.columns().begin(), sheet.columns().begin() + 4) ==
          std::vector<std::string>{"study_no", "redcap_event_name", "redcap_repeat_instrument",
                                   "redcap_repeat_instance"});
    CHECK(sheet.column("study_no") == std::vector<std::string>{"7", "7", "8", "8"});
    CHECK(sheet.column("redcap_event_name") ==
          std::vector<std::string>{"baseline_arm_1", "followup_arm_1", "baseline_arm_1", "followup_arm_1"});
    CHECK(sheet.column("total") == std::vector<std::string>{"5", "", "", "2"});
    CHECK(sheet.column("n_missing") == std::vector<std::string>{"0", "2", "3", "0"});
    CHECK(contains(ran.out,
                   "7 rows read: 2 scored, 0 partly scored, 2 not scored, 0 refused, 3 of other events and "
                   "forms\n"));
    CHECK(contains(ran.err, "(baseline_arm_1, visit: 3); they are left out"));
    CHECK_FALSE(contains(ran.err, "[C006]"));
    CHECK_FALSE(contains(ran.err, "[D185]"));

    Json const receipt(support::content(out + ".receipt.json"));
    CHECK(receipt.number("/counts/rows") == 7);
    CHECK(receipt.number("/counts/elsewhere") == 3);
    CHECK(receipt.number("/counts/scored") + receipt.number("/counts/partly_scored") +
              receipt.number("/counts/not_scored") + receipt.number("/counts/refused") +
              receipt.number("/counts/elsewhere") ==
          7);
    CHECK(contains(receipt.text("/inputs/0/file"), "dictionary.csv"));
    CHECK(run({"verify", out + ".receipt.json"}).exit == Exit::done);
}

TEST_CASE("score: a form that was not asked in a row has blanks there and counts nowhere",
          "[cli][score][exports]") {
    Desk const desk;
    auto const ran = run({"score", desk.data + "redcap.csv", "-i", desk.mood_of_redcap, "-i", desk.visit,
                          "--missing", "UNK,-99"});
    REQUIRE(ran.exit == Exit::done);
    Sheet const sheet(ran.out);
    REQUIRE(sheet.rows().size() == 7);
    CHECK(sheet.column("visit_length") == std::vector<std::string>{"", "35", "50", "", "", "40", ""});
    CHECK(sheet.column("mood_total") == std::vector<std::string>{"5", "", "", "", "", "", "2"});
    CHECK(sheet.column("mood_total_how") ==
          std::vector<std::string>{"complete", "", "", "not_scored", "not_scored", "", "complete"});
    CHECK(sheet.column("mood_flag_hopeless") ==
          std::vector<std::string>{"no", "", "", "undetermined", "undetermined", "", "no"});
    CHECK(sheet.column("visit_valid") == std::vector<std::string>{"", "yes", "yes", "", "", "yes", ""});
    CHECK(sheet.column("visit_not_scored_why") == std::vector<std::string>(7));
    CHECK(contains(ran.err, "7 rows read: 5 scored, 0 partly scored, 2 not scored, 0 refused\n"));
    CHECK(contains(ran.err, "  mood: Often hopeless  urgent    0             2   2\n"));
    CHECK(contains(ran.err, "  visit: length       3           0 "));
    auto const explained = run({"explain", desk.data + "redcap.csv", "-i", desk.mood_of_redcap, "-i",
                                desk.visit, "--missing", "UNK,-99", "--row", "2"});
    REQUIRE(explained.exit == Exit::done);
    CHECK(contains(explained.out, "Visits [visit]"));
    CHECK_FALSE(contains(explained.out, "Mood [mood]"));
}

TEST_CASE("analyze: rows of other events and forms are no people", "[cli][analyze][exports]") {
    Desk const desk;
    auto const out = desk.folder.path("a.json");
    REQUIRE(run({"analyze", desk.data + "redcap.csv", "-i", desk.mood_of_redcap, "--missing", "UNK,-99", "-o",
                 out})
                .exit == Exit::done);
    CHECK(Json(support::content(out)).number("/data/rows") == 4);
}

TEST_CASE("score: labels of REDCap are read through the dictionary", "[cli][score][exports]") {
    Desk const desk;
    auto const ran = run({"score", desk.data + "redcap_labels.csv", "-i", desk.mood_of_redcap, "--dictionary",
                          desk.data + "dictionary.csv", "--missing=-99"});
    CAPTURE(ran.err);
    REQUIRE(ran.exit == Exit::done);
    Sheet const sheet(ran.out);
    // "Often, or always", "Never", and a label for no answer: 2 + 2 of two, times three halves.
    CHECK(sheet.at("7", "total") == "6");
    CHECK(sheet.at("7", "total_how") == "prorated");
    CHECK(sheet.at("8", "total") == "2");
}

TEST_CASE("score: a dictionary that gives the answers other codes is told of", "[cli][score][exports]") {
    Desk const desk;
    auto const dictionary = project_file("tests/data/exports/dictionary.csv");
    auto const from_one = desk.folder.file(
        "one.csv",
        replaced(dictionary, "0, Never|1,Sometimes | 2 , Often, or always", "1, Not once|2, Now|3, Then"));
    auto const other_way =
        desk.folder.file("other.csv", replaced(dictionary, "0, Never|1,Sometimes | 2 , Often, or always",
                                               "2, Never|1,Sometimes | 0 , Often, or always"));
    auto const score = [&](std::string const& with) {
        return run({"score", desk.data + "redcap.csv", "-i", desk.mood_of_redcap, "--dictionary", with,
                    "--missing", "UNK,-99", "--quiet"})
            .err;
    };
    CHECK(contains(score(from_one),
                   "warning[D185]: 'm1' of mood: the dictionary has the codes 1, 2, 3, the definition "
                   "expects 0, 1 or 2"));
    CHECK(contains(score(other_way),
                   "warning[D185]: 'm1' of mood: 'Never' is 2 in the dictionary and 0 in the definition"));
    CHECK_FALSE(contains(score(desk.data + "dictionary.csv"), "D185"));
}

TEST_CASE("score: a code for no answer must be no answer", "[cli][score][exports]") {
    Desk const desk;
    auto const ran =
        run({"score", desk.data + "redcap.csv", "-i", desk.mood_of_redcap, "--missing", "UNK,2"});
    CHECK(ran.exit == Exit::data);
    CHECK(contains(
        ran.err,
        "error[D176]: '2' is to stand for no answer, and is an answer of 'm1', 'm2' and 'm3' of mood"));
    CHECK(ran.out.empty());
}

TEST_CASE("score: an export of LimeSurvey", "[cli][score][exports]") {
    Desk const desk;
    auto const ran = run({"score", desk.data + "limesurvey.csv", "-i", desk.mood_of_limesurvey});
    CAPTURE(ran.err);
    REQUIRE(ran.exit == Exit::done);
    Sheet const sheet(ran.out);
    CHECK(sheet.columns().front() == "id");
    CHECK(sheet.at("1", "total") == "5");
    CHECK(sheet.at("2", "total").empty());
    CHECK(sheet.at("2", "n_missing") == "2");
    CHECK(sheet.at("3", "total") == "2");
    CHECK(contains(ran.err, "note[D180]: 1 response was not submitted"));
    CHECK_FALSE(contains(ran.out + ran.err, "192.0.2"));
    auto const headings =
        desk.folder.file("both.csv", replaced(replaced(project_file("tests/data/exports/limesurvey.csv"),
                                                       "\"mood[m1]\"", "\"mood[m1]. How often? [Low mood]\""),
                                              "\"id\"", "\"id. Response ID\""));
    CHECK(Sheet(run({"score", headings, "-i", desk.mood_of_limesurvey}).out).at("1", "total") == "5");
    auto const draft = run({"new", headings});
    REQUIRE(draft.exit == Exit::done);
    CHECK(contains(draft.out, "mood_m1 \"topic of mood_m1\"\n"));
    CHECK(contains(draft.out, "survey program itself: "));
    CHECK_FALSE(contains(draft.out, "seed \"topic"));
}

TEST_CASE("score: codes of answers are no numbers, unless the definition has them", "[cli][score][exports]") {
    Desk const desk;
    std::string const definition =
        "instrument helped \"Helped\" {\n  source \"made up\"\n  licence free \"made up\"\n"
        "  responses much { \"A1\" \"Little\" => 1  \"A2\" \"Much\" => 2 }\n  items much { helped \"Help\" "
        "}\n"
        "  scale help { sum of helped  missing none }\n  example \"e\" { helped = \"A2\"  expect help = 2 "
        "}\n}\n";
    auto const numbers =
        replaced(definition, "\"A1\" \"Little\" => 1  \"A2\" \"Much\" => 2", "1 \"Low\"  2 \"High\"");
    auto const with = desk.folder.file("with.inst", definition);
    auto const without = desk.folder.file("without.inst", replaced(numbers, "helped = \"A2\"", "helped = 2"));
    auto const known = run({"score", desk.data + "limesurvey.csv", "-i", with});
    CAPTURE(known.err);
    REQUIRE(known.exit == Exit::done);
    CHECK(Sheet(known.out).column("help") == std::vector<std::string>{"2", "", "1"});
    auto const unknown = run({"score", desk.data + "limesurvey.csv", "-i", without});
    REQUIRE(unknown.exit == Exit::done);
    CHECK(Sheet(unknown.out).column("help") == std::vector<std::string>(3));
    CHECK(contains(unknown.err, "[C102]"));
}

TEST_CASE("score: --export and --dictionary are used right, or refused", "[cli][score][exports][refusal]") {
    Desk const desk;
    auto const score = [&](std::vector<std::string> const& more) {
        std::vector<std::string> arguments{"score", desk.data + "redcap.csv", "-i", desk.mood_of_redcap};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    };
    auto const unknown = score({"--export", "survey"});
    CHECK(unknown.exit == Exit::usage);
    CHECK(contains(unknown.err, "--export cannot be 'survey'"));
    CHECK(score({"--export", "qualtrics", "--dictionary", "d.csv"}).exit == Exit::usage);
    CHECK(score({"--export", "qualtrics"}).exit == Exit::data);
    CHECK(score({"--dictionary", desk.data + "redcap.csv"}).exit == Exit::data);
    CHECK(score({"--dictionary", desk.folder.path("none.csv")}).exit == Exit::data);
    auto const plain = score({"--export", "none"});
    CHECK(plain.exit == Exit::done);
    CHECK(Sheet(plain.out).rows().size() == 7);
    CHECK_FALSE(contains(plain.err, "[D170]"));
}
