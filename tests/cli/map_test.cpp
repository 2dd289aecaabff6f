// Maps of columns to items: 'quaestor map', and what the other verbs make of --map.
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

/// A folder with a definition of two items, m1 and m2, and a file whose columns are called otherwise.
struct Desk {
    support::Folder folder;
    std::string definition = folder.file("small.inst", support::small_definition());
    std::string data = folder.file("d.csv", "id,first,second,m2\n1,0,1,9\n2,2,2,9\n3,2,1,9\n");
    std::string plain = folder.file("plain.csv", "id,m1,m2\n1,0,1\n2,2,2\n3,2,1\n");
    std::string map = folder.file("map.csv", "item,column\nm1,first\nm2,second\n");

    [[nodiscard]] support::Ran operator()(std::vector<std::string> arguments,
                                          std::vector<std::string> const& more = {}) const {
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    }
    [[nodiscard]] support::Ran draft(std::string const& csv,
                                     std::vector<std::string> const& more = {}) const {
        return (*this)({"map", folder.file("x.csv", csv), "-i", definition, "--quiet"}, more);
    }
};

}  // namespace

TEST_CASE("score --map: scores are those of a file whose columns are called by the items", "[cli][map]") {
    Desk const desk;
    auto const plain = desk({"score", desk.plain, "-i", desk.definition});
    REQUIRE(plain.exit == Exit::done);
    auto const ran = desk({"score", desk.data, "-i", desk.definition, "--map", desk.map});
    REQUIRE(ran.exit == Exit::done);
    CHECK(ran.out == plain.out);
    // All at once, as a workbook wants it, gives the same as line by line.
    REQUIRE(desk({"score", desk.data, "-i", desk.definition, "--map", desk.map, "-o",
                  desk.folder.path("s.csv"), "-o", desk.folder.path("s.json")})
                .exit == Exit::done);
    CHECK(support::content(desk.folder.path("s.csv")) == plain.out);
}

TEST_CASE("score --map: the map is an input of the receipt that verify looks at and uses",
          "[cli][map][verify]") {
    Desk const desk;
    auto const receipt = desk.folder.path("s.csv.receipt.json");
    REQUIRE(
        desk({"score", desk.data, "-i", desk.definition, "--map", desk.map, "-o", desk.folder.path("s.csv")})
            .exit == Exit::done);
    Json const json(support::content(receipt));
    CHECK(json.text("/inputs/0/file") == desk.map);
    CHECK(contains(support::content(receipt), "columns: 2 columns of small as the map says"));
    auto const same = run({"verify", receipt});
    CHECK(same.exit == Exit::done);
    CHECK(contains(same.out, "the same bytes"));
    (void)desk.folder.file("map.csv", "item,column\nm1,second\nm2,first\n");
    auto const changed = run({"verify", receipt});
    CHECK(changed.exit == Exit::differs);
    CHECK(contains(changed.out, "differs"));
}

TEST_CASE("score --map: an output cannot take the place of the map", "[cli][map][refusal]") {
    Desk const desk;
    auto const before = support::content(desk.map);
    CHECK(desk({"score", desk.data, "-i", desk.definition, "--map", desk.map, "-o", desk.map, "--force"})
              .exit == Exit::output);
    CHECK(desk({"map", desk.data, "-i", desk.definition, "-o", desk.data, "--force"}).exit == Exit::usage);
    CHECK(support::content(desk.map) == before);
}

TEST_CASE("score --map: mistakes of the map and of names are told in one run and nothing is written",
          "[cli][map][refusal]") {
    Desk const desk;
    (void)desk.folder.file("map.csv", "item,column\nm1,frist\n,secnd\n");
    auto const ran = desk({"score", desk.folder.file("e.csv", "id,first,second\n1,0,1\n"), "-i",
                           desk.definition, "--map", desk.map, "-o", desk.folder.path("s.csv")});
    CHECK(ran.exit == Exit::data);
    CHECK(contains(ran.err, "map.csv:2: error[C041]: "));
    CHECK(contains(ran.err, "has no column 'frist'\n  hint: did you mean 'first'?"));
    CHECK(contains(ran.err, "map.csv:3: note[C041]: "));
    CHECK(contains(ran.err, "error[C001]: 1 item of small has no column: m2;"));
    CHECK(contains(ran.err, "or give these items their columns in " + desk.map));
    CHECK_FALSE(std::filesystem::exists(desk.folder.path("s.csv")));
}

TEST_CASE("score: where columns are not found a map is proposed", "[cli][map][refusal]") {
    Desk const desk;
    auto const csv = desk.folder.file("my data.csv", "id,first,second\n1,0,1\n");
    auto const ran = desk({"score", csv, "-i", desk.definition});
    CHECK(ran.exit == Exit::data);
    CHECK(contains(ran.err, "or say which column is which: quaestor map '" + csv + "' -i " + desk.definition +
                                " --suggest -o map.csv, and score with --map map.csv"));
    CHECK(contains(run({"score", csv, "-i", "phq9"}).err, " -i phq9 --suggest"));
}

TEST_CASE("score --map: several instruments share a map that says whose an item is", "[cli][map]") {
    Desk const desk;
    auto const other =
        desk.folder.file("other.inst", support::replaced(support::small_definition(), "small", "other"));
    auto const map = desk.folder.file("two.csv",
                                      "instrument;item;column\r\nsmall;m1;first\r\nsmall;m2;second\r\n"
                                      "other;m1;second\r\nother;m2;first\r\n");
    auto const ran = desk({"score", desk.data, "-i", desk.definition, "-i", other, "--map", map});
    REQUIRE(ran.exit == Exit::done);
    Sheet const sheet(ran.out);
    CHECK(sheet.column("small_total") == std::vector<std::string>{"1", "4", "3"});
    CHECK(sheet.column("other_total") == std::vector<std::string>{"1", "4", "3"});
    auto const open = desk({"score", desk.data, "-i", desk.definition, "-i", other, "--map", desk.map});
    CHECK(open.exit == Exit::data);
    CHECK(contains(open.err, "map.csv:2: error[C043]: item 'm1' is in small and in other"));
}

TEST_CASE("analyze and explain and diff take a map", "[cli][map]") {
    Desk const desk;
    auto const csv = desk.folder.file("more.csv", "first,second\n0,1\n2,2\n1,1\n0,0\n2,1\n1,2\n");
    auto const same = desk.folder.file("same.csv", "m1,m2\n0,1\n2,2\n1,1\n0,0\n2,1\n1,2\n");
    auto const by_map =
        desk({"analyze", csv, "-i", desk.definition, "--map", desk.map, "-o", desk.folder.path("a.json")});
    REQUIRE(by_map.exit == Exit::done);
    REQUIRE(desk({"analyze", same, "-i", desk.definition, "-o", desk.folder.path("b.json")}).exit ==
            Exit::done);
    auto const alpha = [&](char const* name) {
        return Json(support::content(desk.folder.path(name)))
            .number("/scales/total/reliability/alpha/estimate");
    };
    CHECK(alpha("a.json") == alpha("b.json"));
    CHECK(run({"verify", desk.folder.path("a.json.receipt.json")}).exit == Exit::done);

    auto const explained =
        desk({"explain", desk.data, "-i", desk.definition, "--map", desk.map, "--row", "3"});
    REQUIRE(explained.exit == Exit::done);
    CHECK(contains(explained.out, "3"));

    auto const next = desk.folder.file(
        "next.inst",
        support::replaced(support::small_definition(), "m2 \"Second\"", "m2 \"Second\" reversed"));
    auto const changed = desk({"diff", desk.definition, next, desk.data, "--map", desk.map});
    CHECK(changed.exit == Exit::differs);
    CHECK(contains(changed.out, "3 rows scored under both"));
    CHECK(desk({"diff", desk.definition, desk.definition, desk.data, "--map", desk.map}).exit == Exit::done);
    CHECK(desk({"diff", desk.definition, desk.definition, "--map", desk.map}).exit == Exit::usage);
    CHECK(contains(desk({"explain", desk.data, "-i", desk.definition, "--map", desk.folder.path("none.csv"),
                         "--row", "1"})
                       .err,
                   "none.csv"));
}

TEST_CASE("map: has a line for each item with how it was found and one for each other column", "[cli][map]") {
    Desk const desk;
    CHECK(desk.draft("id,M1,small_m2,remarks\n1,0,1,x\n").out ==
          "instrument,item,column,how,topic\n"
          "small,m1,M1,same name,First\n"
          "small,m2,small_m2,instrument and name,Second\n"
          ",,id,not used,\n"
          ",,remarks,not used,\n");
    CHECK(desk.draft("M-01,m_2\n1,1\n").out ==
          "instrument,item,column,how,topic\n"
          "small,m1,M-01,written otherwise,First\n"
          "small,m2,m_2,written otherwise,Second\n");
    CHECK(contains(desk.draft("base_m1,base_m2\n1,1\n").out,
                   "small,m1,base_m1,words before or behind,First\n"));
}

TEST_CASE("map: what is found by zeros and prefixes and marks is what score takes", "[cli][map]") {
    support::Folder const folder;
    for (std::string const shape : {"q#", "Q#", "q0#", "phq9_#", "PHQ9_0#", "phq9_q0#", "phq9.q#", "phq9-0#",
                                    "base_q#", "Q#_1", "q# (T0)", "t1.phq9_0#"}) {
        CAPTURE(shape);
        std::string head;
        std::string row;
        std::string map;
        for (int i = 1; i <= 9; ++i) {
            auto const name = support::replaced(shape, "#", std::to_string(i));
            head += (i > 1 ? "," : "") + name;
            row += i > 1 ? ",1" : "1";
        }
        auto const data = folder.file("d.csv", head + "\n" + row + "\n");
        auto const drafted = run({"map", data, "-i", "phq9", "-o", folder.path("map.csv"), "--force"});
        REQUIRE(drafted.exit == Exit::done);
        CHECK(contains(drafted.out, "phq9: 9 of 10 items found\n"));
        auto const by_name = run({"score", data, "-i", "phq9", "--quiet"});
        REQUIRE(by_name.exit == Exit::done);
        auto const by_map = run({"score", data, "-i", "phq9", "--map", folder.path("map.csv"), "--quiet"});
        REQUIRE(by_map.exit == Exit::done);
        CHECK(by_map.out == by_name.out);
        CHECK(contains(by_map.out, "9"));
    }
    // An abbreviation that several instruments share is proposed and not taken.
    auto const data =
        folder.file("d.csv", "phq.1,phq.2,phq.3,phq.4,phq.5,phq.6,phq.7,phq.8,phq.9\n1,1,1,1,1,1,1,1,1\n");
    CHECK(run({"score", data, "-i", "phq9"}).exit == Exit::data);
    CHECK(contains(run({"map", data, "-i", "phq9", "--suggest"}).out,
                   "phq9,q4,,to be confirmed: numbered alike,phq.4,Tiredness\n"));
}

TEST_CASE("map --suggest: a suggestion is marked and using the map unconfirmed is refused",
          "[cli][map][refusal]") {
    Desk const desk;
    auto const map = desk.folder.path("draft.csv");
    auto const data = desk.folder.file("near.csv", "id,mm1,m2\n1,0,1\n");
    auto const ran = run({"map", data, "-i", desk.definition, "--suggest", "-o", map});
    REQUIRE(ran.exit == Exit::done);
    CHECK(contains(ran.out, "small: 1 of 2 items found, 1 to be filled in (1 with a suggestion)\n"
                            "2 columns not used\n"));
    CHECK(support::content(map) ==
          "instrument,item,column,how,suggestion,topic\n"
          "small,m1,,to be confirmed: called much alike,mm1,First\n"
          "small,m2,m2,same name,,Second\n"
          ",,id,not used,,\n"
          ",,mm1,not used,,\n");
    auto const refused = run({"score", data, "-i", desk.definition, "--map", map});
    CHECK(refused.exit == Exit::data);
    CHECK(contains(
        refused.err,
        "draft.csv:2: error[C046]: item 'm1' of small has no column in the map, only the suggestion 'mm1'"));
    CHECK_FALSE(contains(refused.err, "C001"));
}

TEST_CASE("map --suggest: what the file says of a column is held against the topics", "[cli][map]") {
    Desk const desk;
    auto const definition = desk.folder.file(
        "worded.inst",
        support::replaced(support::replaced(support::small_definition(), "\"First\"", "\"Tiredness\""),
                          "\"Second\"", "\"Poor concentration\""));
    auto const data = desk.folder.file(
        "w.csv", "v7,Feeling tired or having little energy,Trouble concentrating on things\n1,0,1\n");
    auto const ran = run({"map", data, "-i", definition, "--suggest", "--quiet"});
    CHECK(contains(
        ran.out,
        "small,m1,,to be confirmed: words of the topic,Feeling tired or having little energy,Tiredness\n"));
    CHECK(contains(ran.out,
                   "small,m2,,to be confirmed: words of the topic,Trouble concentrating on things,Poor "
                   "concentration\n"));
}

TEST_CASE("map --suggest: columns that are numbered as the items are proposed", "[cli][map]") {
    Desk const desk;
    auto const ran = desk.draft("mh_item_01,mh_item_02,mh_item_03,zz1\n1,0,1,1\n", {"--suggest"});
    CHECK(contains(ran.out, "small,m1,,to be confirmed: numbered alike,mh_item_01,First\n"));
    CHECK(contains(ran.out, "small,m2,,to be confirmed: numbered alike,mh_item_02,Second\n"));
}

TEST_CASE("map: two sets of columns and shared columns are left to be filled in", "[cli][map]") {
    Desk const desk;
    auto const waves = desk.draft("m1_t1,m2_t1,m1_t2,m2_t2\n0,1,2,2\n", {"--suggest"});
    CHECK(contains(waves.out, "small,m1,,to be confirmed: called much alike,m1_t1 | m1_t2,First\n"));
    CHECK(contains(waves.err, "warning[C021]"));
    auto const other =
        desk.folder.file("other.inst", support::replaced(support::small_definition(), "small", "other"));
    auto const shared = run({"map", desk.plain, "-i", desk.definition, "-i", other, "--quiet"});
    CHECK(shared.exit == Exit::done);
    CHECK(contains(shared.out, "small,m1,,to be filled in,First\n"));
    CHECK(contains(shared.out, "other,m2,,to be filled in,Second\n"));
    CHECK(contains(shared.err, "warning[C003]"));
}

TEST_CASE("map --map: lines that there are hold and the rest is added", "[cli][map]") {
    Desk const desk;
    auto const begun = desk.folder.file("begun.csv", "item,column\nm1,first\n");
    auto const ran = run({"map", desk.data, "-i", desk.definition, "--map", begun, "--quiet"});
    CHECK(contains(ran.out, "small,m1,first,the map,First\nsmall,m2,m2,same name,Second\n"));
    (void)desk.folder.file("begun.csv", "item,column\nm1,frist\n");
    CHECK(run({"map", desk.data, "-i", desk.definition, "--map", begun}).exit == Exit::data);
}

TEST_CASE("map: names that a spreadsheet would run come back as they were", "[cli][map]") {
    Desk const desk;
    auto const data = desk.folder.file("f.csv", "=m1,\"m2, or \"\"so\"\"\",#m\n0,1,2\n");
    auto const map = desk.folder.path("f.map.csv");
    REQUIRE(run({"map", data, "-i", desk.definition, "-o", map}).exit == Exit::done);
    auto text = support::replaced(support::content(map), "small,m1,,", "small,m1,\"'=m1\",");
    text = support::replaced(text, "small,m2,,", "small,m2,\"m2, or \"\"so\"\"\",");
    text = support::replaced(text, ",,\"'=m1\",not used,\n", "");
    text = support::replaced(text, ",,\"m2, or \"\"so\"\"\",not used,\n", "");
    (void)desk.folder.file("f.map.csv", text);
    auto const ran = run({"score", data, "-i", desk.definition, "--map", map, "--quiet"});
    REQUIRE(ran.exit == Exit::done);
    CHECK(Sheet(ran.out).column("total") == std::vector<std::string>{"1"});
}

TEST_CASE("map: wrong use is told", "[cli][map][refusal]") {
    Desk const desk;
    CHECK(run("map").exit == Exit::usage);
    CHECK(run({"map", desk.data}).exit == Exit::usage);
    CHECK(run({"map", desk.data, "-i", desk.definition, "-o", "map.txt"}).exit == Exit::usage);
    CHECK(run({"map", desk.data, "-i", "no_such"}).exit == Exit::definition);
    CHECK(run({"map", desk.folder.path("none.csv"), "-i", desk.definition}).exit == Exit::data);
    CHECK(run({"map", desk.data, "-i", desk.definition, "-o", desk.map}).exit == Exit::output);
}
