// 'quaestor explain': the way from answers to scores of one respondent.
#include "program.hpp"

#include <regex>

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::run;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("explain: shows answers, rule, bands with their bounds, flags, form and sources",
          "[cli][explain]") {
    auto const ran = run({"explain", "samples/clinic.csv", "-i", "phq9", "--row", "5"});
    REQUIRE(ran.exit == Exit::done);
    CHECK(ran.err.empty());
    CHECK(
        ran.out.starts_with("Patient Health Questionnaire, depression (PHQ-9) [phq9]\n"
                            "samples/clinic.csv, row 5, line 6\n"));
    CHECK(contains(ran.out, "  q3        missing (blank)\n"));
    CHECK(contains(ran.out, "not_scored: 8 of 9 answers; rule: no answer may be missing\n"));
    CHECK(contains(ran.out, "  core  0  count(q1..q2 >= 2): with q1 = 1, q2 = 0\n"));
    CHECK(contains(ran.out, "  flag 'self_harm'  no  q9 >= 1: with q9 = 0\n"));
    CHECK(contains(ran.out, "\nForm\n  valid: yes\n"));
    CHECK(contains(ran.out, "doi 10.1046/j.1525-1497.2001.016009606.x\n"));
    // The id of the respondent is for the file, not for what is printed.
    CHECK_FALSE(contains(ran.out, "00036"));
}

TEST_CASE("explain: says the same of everybody as score does", "[cli][explain]") {
    support::Folder const folder;
    REQUIRE(run({"score", "samples/clinic.csv", "-i", "wemwbs", "-o", folder.path("s.csv")}).exit ==
            Exit::done);
    support::Sheet const sheet(support::content(folder.path("s.csv")));
    auto const totals = sheet.column("total");
    for (std::size_t row = 0; row < totals.size(); row += 7) {
        CAPTURE(row);
        auto const ran = run({"explain", "samples/clinic.csv", "-i", "wemwbs", "--row",
                              std::to_string(row + 1), "--only", "total"});
        REQUIRE(ran.exit == Exit::done);
        bool const refused = contains(ran.out, "The row could not be read");
        auto const value = totals[row].empty() ? std::string("missing") : totals[row];
        if (!refused) CHECK(std::regex_search(ran.out, std::regex("\\n  total +" + value + " ")));
    }
}

TEST_CASE("explain: a person is found by id as text, in all the rows that have it", "[cli][explain]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    auto const data = folder.file("d.csv", "id,m1,m2\n007,0,1\n7,2,2\n007,1,1\n");
    auto const ran = run({"explain", data, "-i", definition, "--who", "007"});
    REQUIRE(ran.exit == Exit::done);
    CHECK(contains(ran.out, "row 1, line 2"));
    CHECK(contains(ran.out, "row 3, line 4"));
    CHECK_FALSE(contains(ran.out, "row 2, line 3"));
}

TEST_CASE("explain: an undetermined flag is no all-clear", "[cli][explain]") {
    support::Folder const folder;
    auto const data = folder.file("d.csv",
                                  "id,phq9_1,phq9_2,phq9_3,phq9_4,phq9_5,phq9_6,phq9_7,phq9_8,phq9_9\n"
                                  "a,0,0,0,0,0,0,0,0,\n");
    auto const ran = run({"explain", data, "-i", "phq9", "--row", "1", "--only", "self_harm"});
    REQUIRE(ran.exit == Exit::done);
    CHECK(contains(ran.out, "undetermined"));
    CHECK(contains(ran.out, "that is no all-clear"));
    CHECK_FALSE(contains(ran.out, "Depression severity"));
}

TEST_CASE("explain: tells what is asked for and is not there", "[cli][explain][refusal]") {
    auto const refused = [](Exit exit, std::vector<std::string> more) {
        std::vector<std::string> words{"explain", "samples/clinic.csv", "-i", "phq9"};
        words.insert(words.end(), more.begin(), more.end());
        auto const ran = run(words);
        CHECK(ran.exit == exit);
        CHECK(ran.out.empty());
        return ran.err;
    };
    CHECK(contains(refused(Exit::usage, {}), "either --row N or --who ID"));
    CHECK(contains(refused(Exit::usage, {"--row", "1", "--who", "x"}), "either --row N or --who ID"));
    CHECK(contains(refused(Exit::usage, {"--row", "1", "--only", "totl"}), "did you mean 'total'?"));
    CHECK(contains(refused(Exit::data, {"--row", "121"}),
                   "there is no row 121\n  hint: the file has 120 rows"));
    // An id may be somebody's: the message does not repeat it.
    auto const nobody = refused(Exit::data, {"--who", "secret-99"});
    CHECK(contains(nobody, "nobody has that id in the column 'patient_id'"));
    CHECK_FALSE(contains(nobody, "secret-99"));
}
