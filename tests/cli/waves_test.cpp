// Files in which each wave has columns of its own, held against the same answers with a row for each wave.
#include "program.hpp"
#include "support/statistics_file.hpp"
#include "support/workbook.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::Json;
using support::run;
using support::Sheet;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

/// `text` with every `from` replaced.
std::string all_replaced(std::string text, std::string const& from, std::string const& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// A folder with a definition `small` of two items, m1 and m2, and the same as `other`.
struct Desk {
    support::Folder folder;
    std::string definition = folder.file("small.inst", support::small_definition());
    std::string other =
        folder.file("other.inst", all_replaced(support::small_definition(), "small", "other"));

    [[nodiscard]] support::Ran score(std::string const& csv, std::vector<std::string> const& more) const {
        std::vector<std::string> arguments{"score", folder.file("d.csv", csv), "-i", definition};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    }
    [[nodiscard]] support::Ran waves(std::string const& csv, std::string const& marks,
                                     std::vector<std::string> more = {}) const {
        more.insert(more.end(), {"--waves", marks});
        return score(csv, more);
    }
};

std::string const answers = "a,0,1,2,2\nb,1,1,,\nc,2,2,0,5\n";
std::string const in_rows = "id,wave,m1,m2\na,t1,0,1\na,t2,2,2\nb,t1,1,1\nb,t2,,\nc,t1,2,2\nc,t2,0,5\n";

}  // namespace

TEST_CASE("score: waves side by side score as the same answers in rows", "[cli][score][waves]") {
    Desk const desk;
    auto const rows = desk.score(in_rows, {"--wave", "wave"});
    REQUIRE(rows.exit == Exit::done);
    CHECK(Sheet(rows.out).column("total") == std::vector<std::string>{"1", "4", "2", "", "4", ""});
    for (std::string const head :
         {"id,t1_m1,t1_m2,t2_m1,t2_m2", "id,m1_t1,m2_t1,m1_t2,m2_t2", "id,m1 (T1),M02 (T1),m1 (T2),m2 (T2)",
          "id,m1t1,m2t1,m1t2,m2t2", "id,small_t1_m1,small_t1_m2,small_t2_m1,small_t2_m2",
          "id,mood_m1_t1,mood_m2_t1,mood_m1_t2,mood_m2_t2", "id,t1_m1,t1_m2,m1_t2,m2_t2",
          "id,T1.M-01,T1.m_2,T2.M1,T2.M2"}) {
        CAPTURE(head);
        auto const ran = desk.waves(head + "\n" + answers, "t1,t2");
        CAPTURE(ran.err);
        REQUIRE(ran.exit == Exit::done);
        CHECK(ran.out == rows.out);
    }
    for (std::string const jobs : {"1", "3"})
        CHECK(desk.waves("id,t1_m1,t1_m2,t2_m1,t2_m2\n" + answers, "t1,t2", {"--jobs", jobs}).out ==
              rows.out);
}

TEST_CASE("score: the order of waves is that of the option and one wave may stand alone",
          "[cli][score][waves]") {
    Desk const desk;
    std::string const csv = "id,t1_m1,t1_m2,t2_m1,t2_m2\n" + answers;
    auto const ran = desk.waves(csv, "late=t2,early=t1");
    CHECK(Sheet(ran.out).column("wave") ==
          std::vector<std::string>{"late", "early", "late", "early", "late", "early"});
    CHECK(Sheet(ran.out).column("total") == std::vector<std::string>{"4", "1", "", "2", "", "4"});
    CHECK(Sheet(desk.waves(csv, "t2").out).column("total") == std::vector<std::string>{"4", "", ""});
}

TEST_CASE("score: findings of waves name line and column of the file", "[cli][score][waves]") {
    Desk const desk;
    auto const file = desk.folder.path("f.csv");
    auto const ran = desk.waves("id,m1_t1,m2_t1,m1_t2,m2_t2\n" + answers, "t1,t2",
                                {"--findings", file, "-o", desk.folder.path("s.csv")});
    CHECK(contains(ran.err, "line 4, column 'm2_t2': expected 0, 1 or 2"));
    CHECK(contains(ran.err, "note[C054]: 3 rows are 6 rows of scores, one for each wave: t1, t2"));
    CHECK(contains(ran.err,
                   "note[C054]: in wave 't2' 1 of 3 rows has no answer at all: it stays, and is counted"));
    Sheet const found(support::content(file));
    CHECK(found.column("row") == std::vector<std::string>{"3"});
    CHECK(found.column("line") == std::vector<std::string>{"4"});
    CHECK(found.column("column") == std::vector<std::string>{"m2_t2"});
    CHECK(found.column("item") == std::vector<std::string>{"m2"});
}

TEST_CASE("score: the first wave may stand without a mark", "[cli][score][waves]") {
    Desk const desk;
    std::string const csv = "id,m1,m2,m1_fu,m2_fu\n" + answers;
    auto const ran = desk.waves(csv, "base=,fu");
    REQUIRE(ran.exit == Exit::done);
    CHECK(Sheet(ran.out).column("wave") ==
          std::vector<std::string>{"base", "fu", "base", "fu", "base", "fu"});
    CHECK(Sheet(ran.out).column("total") == std::vector<std::string>{"1", "4", "2", "", "4", ""});
    auto const refused = desk.waves(csv, "fu");
    CHECK(refused.exit == Exit::data);
    CHECK(contains(refused.err,
                   "error[C053]: --waves: column 'm1' has no mark of a wave, and stands beside 'm1_fu'"));
    CHECK(contains(refused.err, "--waves base=,_fu names it"));
    // Without the option the first is read, as ever, and the other told of.
    auto const plain = desk.score(csv, {});
    CHECK(plain.exit == Exit::done);
    CHECK(contains(plain.err,
                   "note[C055]: the columns look like 2 waves side by side, which begin with 'm1', 'm1_fu'; "
                   "only the first is read\n  hint: --waves base=,fu makes"));
}

TEST_CASE("score: columns that look like waves are proposed and never taken",
          "[cli][score][waves][refusal]") {
    Desk const desk;
    for (auto const& [head, marks] : std::vector<std::pair<std::string, std::string>>{
             {"id,t1_m1,t1_m2,t2_m1,t2_m2", "t1,t2"},
             {"id,m1_pre,m2_pre,m1_post,m2_post", "pre,post"},
             {"id,small_t1_m1,small_t1_m2,small_t2_m1,small_t2_m2", "t1,t2"},
             {"id,base_small_m1,base_small_m2,fu_small_m1,fu_small_m2", "base,fu"},
             {"id,m1 (T 1),m2 (T 1),m1 (T 2),m2 (T 2)", "'T 1,T 2'"}}) {
        CAPTURE(head);
        auto const ran = desk.score(head + "\n" + answers, {});
        CAPTURE(ran.err);
        CHECK(ran.exit == Exit::data);
        CHECK(ran.out.empty());
        CHECK(contains(ran.err, "note[C055]: the columns look like 2 waves side by side"));
        CHECK(contains(ran.err, "hint: --waves " + marks + " makes each wave a row of its own"));
    }
    CHECK_FALSE(contains(desk.score("id,m1,m2,m1_time,note_m1\n1,0,0,1,1\n", {}).err, "C055"));
    CHECK_FALSE(contains(desk.score("id,x,y\n1,0,0\n", {}).err, "C055"));
}

TEST_CASE("score: a mark that fits in two ways is refused and can be told apart",
          "[cli][score][waves][refusal]") {
    support::Folder const folder;
    auto text = all_replaced(support::small_definition(), "m1", "t1");
    auto const definition = folder.file("small.inst", all_replaced(text, "m2", "t2"));
    auto const data = folder.file("d.csv", "id,t1_t1,t1_t2,t2_t1,t2_t2\na,0,1,2,2\n");
    auto const ran = run({"score", data, "-i", definition, "--waves", "t1,t2"});
    CHECK(ran.exit == Exit::data);
    CHECK(contains(ran.err,
                   "error[C051]: --waves: 't1' fits in 2 ways: in front of the items in 't1_t2', and "
                   "behind the items in 't2_t1'"));
    CHECK(contains(ran.err, "t1_ where it stands in front of them, _t1 where it stands behind them"));
    auto const total = [&](std::string const& marks) {
        return Sheet(run({"score", data, "-i", definition, "--waves", marks}).out).column("total");
    };
    CHECK(total("t1_,t2_") == std::vector<std::string>{"1", "4"});
    CHECK(total("_t1,_t2") == std::vector<std::string>{"2", "3"});
}

TEST_CASE("score: a wave that is not there or lacks items is refused in words",
          "[cli][score][waves][refusal]") {
    Desk const desk;
    auto const refusal = [&](std::string const& csv, std::string const& marks,
                             std::vector<std::string> const& more = {}) {
        auto const ran = desk.waves(csv, marks, more);
        CHECK(ran.exit == Exit::data);
        CHECK(ran.out.empty());
        return ran.err;
    };
    CHECK(contains(refusal("id,t1_m1,t1_m2\na,0,1\n", "t1,t2"),
                   "error[C050]: --waves: no column has the mark 't2'"));
    CHECK(contains(refusal("id,t1_m1,t1_m2\na,0,1\n", "_t1"),
                   "error[C050]: --waves: no column ends with 't1'"));
    CHECK(contains(refusal("id,t1_m1,t1_m2,t2_m1\na,0,1,2\n", "t1,t2"),
                   "among the columns with the mark 't2', such as 't2_m1', there is none for m2 of small"));
    CHECK(contains(refusal("id,t1_m1,t1_m2,t2_date\na,0,1,2\n", "t1,t2"),
                   "such as 't2_date', there is none for m1, m2 of small"));
    CHECK(contains(refusal("id,t1_m01,t1_m001,t1_m2\na,0,1,2\n", "t1"),
                   "no instrument has all its items once among the columns with the mark 't1': 't1_m01', "
                   "'t1_m001', 't1_m2'"));
    CHECK(contains(refusal("id,t1_m1,t1_m2,t1_m02\na,0,1,2\n", "t1"),
                   "error[C053]: --waves: 'm2' of wave 't1' could be any of the columns 't1_m2', 't1_m02'"));
    CHECK(contains(refusal("id,t1_m1,m1_t1,t1_m2\na,0,1,2\n", "t1"),
                   "'m1_t1' could be 'm1' of wave 't1', and so could 't1_m1'"));
    CHECK(contains(refusal("id,t1_m1,t1_m2,m2\na,0,1,2\n", "t1"),
                   "column 'm2' has no mark of a wave, and stands beside 't1_m2'"));
    CHECK(contains(refusal("id,t1_m1,t1_m2\na,0,1\n", "t1,T1"), "'T1' is there twice"));
    CHECK(contains(refusal("id,t1_m1,t1_m2,t1_date\na,0,1,x\n", "t1", {"--carry", "t1_date"}),
                   "error[C005]: --carry: 't1_date' is a column of one wave; of all waves it is 'date'"));
    auto const both = desk.waves("id,w,t1_m1,t1_m2\na,1,0,1\n", "t1", {"--wave", "w"});
    CHECK(both.exit == Exit::usage);
}

TEST_CASE("score: a wave asks all of an instrument or nothing", "[cli][score][waves]") {
    Desk const desk;
    auto const battery = [&](std::string const& csv) {
        return run({"score", desk.folder.file("b.csv", csv), "-i", desk.definition, "-i", desk.other,
                    "--waves", "t1,t2"});
    };
    auto const ran = battery(
        "id,small_m1_t1,small_m2_t1,other_m1_t1,other_m2_t1,small_m1_t2,small_m2_t2\na,0,1,2,2,1,1\n");
    CAPTURE(ran.err);
    REQUIRE(ran.exit == Exit::done);
    Sheet const sheet(ran.out);
    CHECK(sheet.column("small_total") == std::vector<std::string>{"1", "2"});
    CHECK(sheet.column("other_total") == std::vector<std::string>{"4", ""});
    CHECK(sheet.column("other_n_missing") == std::vector<std::string>{"0", ""});
    auto const some = battery(
        "id,small_m1_t1,small_m2_t1,other_m1_t1,other_m2_t1,small_m1_t2,small_m2_t2,other_m2_t2\na,0,1,2,2,1,"
        "1,1\n");
    CHECK(some.exit == Exit::data);
    CHECK(contains(some.err, "error[C052]: --waves: 1 item of other has no column in wave 't2': m1"));
    CHECK(contains(some.err, "such as 'other_m2_t2'"));
    auto const once =
        battery("id,small_m1_t1,small_m2_t1,other_m1,other_m2,small_m1_t2,small_m2_t2\na,0,1,2,2,1,1\n");
    CHECK(once.exit == Exit::data);
    CHECK(contains(
        once.err,
        "'other_m1', 'other_m2' of other have no mark of a wave, and every wave would have the same"));
    CHECK(contains(once.err, "score other in a run of its own, without --waves"));
}

TEST_CASE("score: what has no mark holds for all waves and what has one goes to its own",
          "[cli][score][waves]") {
    Desk const desk;
    auto const ran = desk.waves("id,site,t1_m1,t1_m2,t1_date,t2_m1,t2_m2,t2_date\n007,x,0,1,May,2,2,July\n",
                                "t1,t2", {"--carry", "site,date"});
    Sheet const sheet(ran.out);
    CHECK(sheet.column("id") == std::vector<std::string>{"007", "007"});
    CHECK(sheet.column("site") == std::vector<std::string>{"x", "x"});
    CHECK(sheet.column("date") == std::vector<std::string>{"May", "July"});
}

TEST_CASE("score: a person who is twice in a file with waves side by side is told once",
          "[cli][score][waves]") {
    Desk const desk;
    auto const ran =
        desk.waves("id,t1_m1,t1_m2,t2_m1,t2_m2\na,0,1,2,2\nb,0,0,0,0\na,1,1,1,1\n,1,1,1,1\n", "t1,t2");
    CHECK(contains(
        ran.err,
        "warning[C006]: 1 row repeats an id of 'id': line 4; every row is kept and scored by itself\n"));
    CHECK(contains(ran.err, "note[C030]: 1 row has no id in 'id': line 5\n"));
    CHECK_FALSE(contains(ran.err, "hint: if these are waves"));
    CHECK(Sheet(ran.out).rows().size() == 8);
}

TEST_CASE("score: a refused row is refused in each wave", "[cli][score][waves]") {
    Desk const desk;
    auto const ran = desk.waves("id,t1_m1,t1_m2,t2_m1,t2_m2\na,0,1,2,2\nb,0,0,0\n", "t1,t2");
    CHECK(Sheet(ran.out).column("total") == std::vector<std::string>{"1", "4", "", ""});
    CHECK(Sheet(ran.out).column("wave") == std::vector<std::string>{"t1", "t2", "t1", "t2"});
    CHECK(contains(ran.err, "4 rows read: 2 scored, 0 partly scored, 0 not scored, 2 refused"));
}

TEST_CASE("score: waves of a workbook and of a file of SPSS", "[cli][score][waves]") {
    Desk const desk;
    auto const rows = desk.score("id,wave,m1,m2\na,t1,0,1\na,t2,2,5\n", {"--wave", "wave"});
    auto const book = desk.folder.file(
        "d.xlsx", support::workbook(support::text_row(1, {"id", "m1_t1", "m2_t1", "m1_t2", "m2_t2"}) +
                                    support::text_row(2, {"a", "0", "1", "2", "5"})));
    auto const ran = run({"score", book, "-i", desk.definition, "--waves", "t1,t2"});
    CHECK(ran.out == rows.out);
    CHECK(contains(ran.err, "sheet 'Data', cell E2, column 'm2_t2': expected 0, 1 or 2"));
    auto const number = [](std::string name, double value) {
        return support::StatisticsVariable{std::move(name), "", 0, "", {value}};
    };
    auto const sav = desk.folder.file(
        "d.sav",
        support::statistics_file(support::StatisticsFormat::sav, {{"id", "", 3, "", {std::string("a")}},
                                                                  number("m1_t1", 0),
                                                                  number("m2_t1", 1),
                                                                  number("m1_t2", 2),
                                                                  number("m2_t2", 5)}));
    CHECK(run({"score", sav, "-i", desk.definition, "--waves", "t1,t2"}).out == rows.out);
}

TEST_CASE("score: a receipt of waves says what was decided and is repeated", "[cli][score][waves][verify]") {
    Desk const desk;
    auto const out = desk.folder.path("s.csv");
    REQUIRE(desk.waves("id,t1_m1,t1_m2,t2_m1,t2_m2\n" + answers, "t1,t2", {"-o", out}).exit == Exit::done);
    auto const receipt = support::content(out + ".receipt.json");
    CHECK(contains(receipt, "\"--waves=t1,t2\""));
    CHECK(contains(receipt, "waves: 't1' has 2 columns, with 't1' in front of the names, such as 't1_m1'"));
    auto const again = run({"verify", out + ".receipt.json"});
    CHECK(again.exit == Exit::done);
    CHECK(contains(again.out, "the same bytes"));
}

TEST_CASE("explain: all waves of a respondent are explained", "[cli][explain][waves]") {
    Desk const desk;
    auto const data = desk.folder.file("d.csv", "id,m1_t1,m2_t1,m1_t2,m2_t2\n" + answers);
    for (auto const& who : std::vector<std::vector<std::string>>{{"--row", "3"}, {"--who", "c"}}) {
        std::vector<std::string> words{"explain", data, "-i", desk.definition, "--waves", "t1,t2"};
        words.insert(words.end(), who.begin(), who.end());
        auto const ran = run(words);
        REQUIRE(ran.exit == Exit::done);
        CHECK(contains(ran.out, ", row 3, line 4, wave t1\n"));
        CHECK(contains(ran.out, ", row 3, line 4, wave t2\n"));
        CHECK_FALSE(contains(ran.out, "row 2"));
    }
    auto const none = run({"explain", data, "-i", desk.definition, "--waves", "t1,t2", "--row", "4"});
    CHECK(none.exit == Exit::data);
    CHECK(contains(none.err, "the file has 3 rows"));
}

TEST_CASE("analyze: one wave is analysed and several are refused", "[cli][analyze][waves]") {
    Desk const desk;
    auto const wide =
        desk.folder.file("w.csv", "id,t1_m1,t1_m2,t2_m1,t2_m2\na,0,1,2,2\nb,1,1,0,0\nc,2,2,1,1\nd,0,0,1,2\n");
    auto const plain = desk.folder.file("p.csv", "id,m1,m2\na,2,2\nb,0,0\nc,1,1\nd,1,2\n");
    auto const wave = run({"analyze", wide, "-i", desk.definition, "--waves", "t2"});
    REQUIRE(wave.exit == Exit::done);
    CHECK(wave.out == run({"analyze", plain, "-i", desk.definition}).out);
    CHECK(run({"analyze", wide, "-i", desk.definition, "--waves", "t1,t2"}).exit == Exit::usage);
    auto const neither = run({"analyze", wide, "-i", desk.definition});
    CHECK(neither.exit == Exit::data);
    CHECK(contains(neither.err, "hint: --waves t1 takes one of them"));
}
