#include "scoring/column_map.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

/// The rows as "line:instrument/item/column".
std::string rows_of(std::string const& bytes, std::string const& name = "map.csv") {
    auto const map = scoring::read_column_map(name, bytes);
    REQUIRE(map.ok());
    std::string out;
    for (auto const& row : map.value->rows)
        out += std::to_string(row.line) + ":" + row.instrument + "/" + row.item + "/" + row.column + " ";
    return out;
}

std::string refusal(std::string const& bytes, std::string const& name = "map.csv") {
    auto const map = scoring::read_column_map(name, bytes);
    REQUIRE_FALSE(map.value.has_value());
    REQUIRE(map.diagnostics.has_errors());
    std::string out;
    for (auto const& one : map.diagnostics)
        out += one.where + ": " + one.code + ": " + one.message + "; " + one.hint + "\n";
    return out;
}

}  // namespace

TEST_CASE("read_column_map: takes the columns in any order and case with or without instrument",
          "[scoring][map]") {
    CHECK(rows_of("column,item\na,q1\nb,q2\n") == "2:/q1/a 3:/q2/b ");
    CHECK(rows_of("Item,Note,Instrument,COLUMN\nq1,x,mood,a\n") == "2:mood/q1/a ");
    CHECK(rows_of("instrument,item,column,how,suggestion,topic\nmood,q1,,to be filled in,x,Sad\n,,c,,,\n") ==
          "2:mood/q1/ 3://c ");
}

TEST_CASE("read_column_map: reads what Excel makes of a file", "[scoring][map]") {
    auto const want = "2:mood/q1/a 3:mood/q2/b ";
    CHECK(rows_of("\xEF\xBB\xBFinstrument;item;column\r\nmood;q1;a\r\nmood;q2;b\r\n") == want);
    CHECK(rows_of("instrument\titem\tcolumn\nmood\tq1\ta\nmood\tq2\tb\n", "map.tsv") == want);
    CHECK(rows_of("sep=;\ninstrument;item;column\nmood;q1;a\n") == "3:mood/q1/a ");
    CHECK(rows_of("instrument,item,column\nmood,q1, a \nmood,q2,\"b\"\n,,\n\n") == want);
    CHECK(rows_of("item,column\nq1,\"sad, or not\"\n") == "2:/q1/sad, or not ");
    CHECK(rows_of("item,column\nq1,007\nq2,1.50\n") == "2:/q1/007 3:/q2/1.50 ");
}

TEST_CASE("read_column_map: leaves comments out and keeps the numbers of lines", "[scoring][map]") {
    CHECK(rows_of("# don't \"do\" this, or that\nitem,column\n# a, b, c, d\nq1,a\n\"# quoted, by "
                  "Excel\",,\nq2,b\n") == "4:/q1/a 6:/q2/b ");
    CHECK(rows_of("\xEF\xBB\xBF# first\r\nitem;column\r\n#;\r\nq1;a\r\n") == "4:/q1/a ");
    CHECK(rows_of("item,column\nq1,#a\n") == "2:/q1/#a ");
}

TEST_CASE("read_column_map: a last row that is called like a total is a row", "[scoring][map]") {
    CHECK(rows_of("column,item\na,q1\nb,q2\ntotal,\n") == "2:/q1/a 3:/q2/b 4://total ");
}

TEST_CASE("read_column_map: says what is wrong with the file", "[scoring][map][refusal]") {
    CHECK(refusal("").find("D101") != std::string::npos);
    CHECK(refusal("# only a comment\n").find("D101") != std::string::npos);
    CHECK(refusal("item,column\n") ==
          "map.csv: C040: the map has no line below its header; write a line for each item, or make a map: "
          "quaestor map DATA -i INSTRUMENT -o map.csv\n");
    CHECK(refusal("q1,a\nq2,b\n") ==
          "map.csv: C040: the map has no column called 'item': its first line has 'q1', 'a'; the first line "
          "names what "
          "stands below it: instrument,item,column\n");
    CHECK(
        refusal("item,colum\nq1,a\n").find("no column called 'column': its first line has 'item', 'colum'") !=
        std::string::npos);
    CHECK(refusal("item,column,instrumant\nq1,a,mood\n")
              .find("a map has no column 'instrumant'; did you mean 'instrument'?") != std::string::npos);
    CHECK(refusal("item,column,Item\nq1,a,q1\n").find("several columns called 'item'") != std::string::npos);
}

TEST_CASE("read_column_map: every line that cannot be read is told", "[scoring][map][refusal]") {
    CHECK(refusal("instrument,item,column\nmood,q1,a\nq2,b\nmood,,\nmood,q4,d,e\n") ==
          "map.csv:3: C040: the line cannot be read: expected 3 fields, found 2; each line has as many "
          "fields as the "
          "first; a name with a comma in it stands in quotes\n"
          "map.csv:4: C040: the line names neither an item nor a column; write both, or a column alone where "
          "it is not "
          "used\n"
          "map.csv:5: C040: the line cannot be read: expected 3 fields, found 4; each line has as many "
          "fields as the "
          "first; a name with a comma in it stands in quotes\n");
}
