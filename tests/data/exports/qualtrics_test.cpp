#include "data/exports/qualtrics.hpp"

#include "data/read.hpp"
#include "exports/sample.hpp"
#include "support/workbook.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using data::Origin;
using support::code_count;
using support::read_file_of;
using support::read_text;

namespace {

std::string const file = "exports/qualtrics.csv";

}  // namespace

TEST_CASE("Qualtrics: two further header lines are no respondents", "[data][exports]") {
    auto const got = read_file_of(file);
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    CHECK(table.origin() == Origin::qualtrics);
    CHECK(table.row_count() == 6);
    CHECK(table.line(0) == 10);  // the question texts run over several lines
    auto const q1 = table.find("Q1_1");
    REQUIRE(q1);
    CHECK(table.column(*q1).kind() == data::ColumnKind::integer);
    CHECK(table.column(*q1).integers()[0] == 2);
    CHECK(code_count(got, "D170") == 1);
    REQUIRE(got.value->exported.id);
    CHECK(table.column(*got.value->exported.id).name() == "ResponseId");
    CHECK(table.text(*got.value->exported.id, 0) == "R_1aaaaaaaaaaaaaa");
}

TEST_CASE("Qualtrics: columns that tell who people are are gone, unless one is named", "[data][exports]") {
    auto const got = read_file_of(file);
    REQUIRE(got.ok());
    for (auto const* name : {"IPAddress", "RecipientLastName", "RecipientFirstName", "RecipientEmail",
                             "ExternalReference", "LocationLatitude", "LocationLongitude"}) {
        CAPTURE(name);
        CHECK_FALSE(got.value->table.find(name));
    }
    CHECK(got.value->table.find("UserLanguage"));
    data::ReadOptions options;
    options.exports.named = {"recipientemail"};
    auto const named = read_file_of(file, options);
    REQUIRE(named.ok());
    auto const mail = named.value->table.find("RecipientEmail");
    REQUIRE(mail);
    CHECK(named.value->table.text(*mail, 0) == "ada@example.org");
    CHECK_FALSE(named.value->table.find("IPAddress"));
    CHECK(code_count(named, "D172") == 1);
    // The columns behind those that are gone have moved, and still hold their own cells.
    CHECK(named.value->table.text(*named.value->table.find("Q1_3"), 0) == "1");
}

TEST_CASE("Qualtrics: previews and tests are refused, spam and the unfinished are told of",
          "[data][exports]") {
    auto const got = read_file_of(file);
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    auto const& findings = got.value->findings;
    CHECK(table.refused_rows().size() == 2);
    CHECK(table.refused(1));
    CHECK(table.refused(4));
    CHECK(table.text(*got.value->exported.id, 1) == "R_2bbbbbbbbbbbbbb");
    CHECK(table.column(*table.find("Q1_1")).missing()[1] == MissingReason::unreadable);
    CHECK(findings.count("D177") == 1);
    CHECK(findings.count("D178") == 1);
    CHECK(findings.count("D179") == 1);
    CHECK_FALSE(table.refused(3));
    CHECK(findings[0].line == 11);
    CHECK(table.column(findings[0].column).name() == "Status");
    CHECK(code_count(got, "D180") == 1);
    CHECK_FALSE(table.refused(2));
}

TEST_CASE("Qualtrics: statuses in words, and those that nobody knows", "[data][exports]") {
    auto const got = read_text(
        "StartDate,Status,Progress,ResponseId,Q1\n"
        "2026-01-01,IP Address,100,R_1,1\n"
        "2026-01-01,Survey Preview,100,R_2,1\n"
        "2026-01-01,Offline Survey Preview,100,R_3,1\n"
        "2026-01-01,Survey Test,100,R_4,1\n"
        "2026-01-01,Imported Spam,100,R_5,1\n"
        "2026-01-01,Umfragevorschau,100,R_6,1\n"
        "2026-01-01,17,100,R_7,1\n"
        "2026-01-01,9,100,R_8,1\n"
        "2026-01-01,256,100,R_9,1\n");
    REQUIRE(got.ok());
    CHECK(got.value->findings.count("D177") == 4);
    CHECK(got.value->findings.count("D178") == 1);
    CHECK(got.value->findings.count("D179") == 1);
    CHECK(code_count(got, "D192") == 1);
    CHECK_FALSE(got.value->table.refused(8));
}

TEST_CASE("Qualtrics: nothing but previews leaves nobody", "[data][exports]") {
    auto const got = read_text("StartDate,Status,ResponseId,Q1\n2026-01-01,1,R_1,1\n2026-01-01,1,R_2,1\n");
    REQUIRE(got.ok());
    CHECK(code_count(got, "D181") == 1);
}

TEST_CASE("Qualtrics: -99 is a question seen and not answered, and keeps its text", "[data][exports]") {
    auto const got = read_file_of(file);
    REQUIRE(got.ok());
    auto const column = *got.value->table.find("Q1_2");
    CHECK(got.value->table.column(column).missing()[2] == MissingReason::declared);
    CHECK(got.value->table.text(column, 2) == "-99");
    CHECK(code_count(got, "D173") == 1);
    CHECK(got.value->exported.missing_codes == std::vector<std::string>{"-99"});
    // A column of Qualtrics itself is no question.
    auto const duration =
        read_text("StartDate,Progress,ResponseId,Duration (in seconds),Q1\n2026-01-01,100,R_1,-99,1\n");
    CHECK(code_count(duration, "D173") == 0);
}

TEST_CASE("Qualtrics: several choices in one cell are a list, whatever they look like", "[data][exports]") {
    for (auto const* list : {"1,4", "1,4,7", " 10,12 ", "1,234"}) {
        CAPTURE(list);
        CHECK(data::exports::is_choice_list(list));
    }
    for (auto const* other : {"1", "14", "", ",", "1,", ",4", "1,,4", "1, 4", "-1,4", "a,b", "1.5"}) {
        CAPTURE(other);
        CHECK_FALSE(data::exports::is_choice_list(other));
    }
}

TEST_CASE("Qualtrics: the older form has two header lines, and its columns go by what they are",
          "[data][exports]") {
    auto const got = read_text(
        "V1,V2,V3,V5,V6,V7,V8,V9,V10,Q1,LocationLatitude,\n"
        "ResponseID,ResponseSet,Name,EmailAddress,IPAddress,Status,StartDate,EndDate,Finished,How often?,"
        "LocationLatitude,\n"
        "R_1,Default,Ada,ada@example.org,192.0.2.1,0,2014-01-01,2014-01-01,1,2,48.2,\n");
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    CHECK(table.row_count() == 1);
    CHECK(table.column(*got.value->exported.id).name() == "V1");
    CHECK(table.find_ignoring_case("responseid") == std::vector<std::size_t>{0});
    CHECK_FALSE(table.find("V3"));
    CHECK_FALSE(table.find("V5"));
    CHECK_FALSE(table.find("V6"));
    CHECK_FALSE(table.find("LocationLatitude"));
    CHECK(table.find("V7"));
    CHECK(table.column(*table.find("Q1")).integers()[0] == 2);
}

TEST_CASE("Qualtrics: header lines deleted by hand, and one left", "[data][exports]") {
    auto const none = read_text(
        "StartDate,EndDate,IPAddress,Progress,ResponseId,Q1\n2026-01-01,2026-01-01,192.0.2.1,100,R_1,2\n");
    REQUIRE(none.ok());
    CHECK(none.value->table.origin() == Origin::qualtrics);
    CHECK(none.value->table.row_count() == 1);
    CHECK_FALSE(none.value->table.find("IPAddress"));
    auto const texts = read_text(
        "StartDate,EndDate,IPAddress,Progress,ResponseId,Q1\n"
        "Anfangsdatum,Enddatum,IP-Adresse,Stand,Antwort-ID,Wie oft in 7 Tagen?\n"
        "2026-01-01,2026-01-01,192.0.2.1,100,R_1,2\n");
    REQUIRE(texts.ok());
    CHECK(texts.value->table.row_count() == 1);
    CHECK(texts.value->table.line(0) == 3);
    auto const ids = read_text(
        "StartDate,ResponseId,Q1\n"
        "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{"
        "\"\"ImportId\"\":\"\"QID1\"\"}\"\n"
        "2026-01-01,R_1,2\n");
    REQUIRE(ids.ok());
    CHECK(ids.value->table.row_count() == 1);
}

TEST_CASE("Qualtrics: the ImportId says what a column is, not its name", "[data][exports]") {
    auto const got = read_text(
        "Status,Q1,Q9\n"
        "How is your marriage?,How often?,Your address\n"
        "\"{\"\"ImportId\"\":\"\"QID5\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":"
        "\"\"ipAddress\"\"}\"\n"
        "1,2,192.0.2.1\n");
    REQUIRE(got.ok());
    CHECK(got.value->table.refused_rows().empty());
    CHECK(got.value->table.column_count() == 2);
}

TEST_CASE("Qualtrics: of a row that cannot be divided nothing is kept that could be a name",
          "[data][exports]") {
    auto const got = read_text(
        "StartDate,Progress,ResponseId,RecipientLastName,Q1\n"
        "2026-01-01,100,R_1,Kelvin,2\n"
        "2026-01-01,100,Boole,2\n");
    REQUIRE(got.ok());
    REQUIRE(got.value->table.refused(1));
    CHECK(got.value->table.text(*got.value->exported.id, 1).empty());
    REQUIRE(got.value->findings.size() == 1);
    CHECK(got.value->findings[0].raw.empty());
}

TEST_CASE("Qualtrics: a file that is none is refused where it is said to be one", "[data][exports]") {
    data::ReadOptions options;
    options.exports.origin = Origin::qualtrics;
    auto const got = read_text("id,q1\n1,2\n", options);
    CHECK_FALSE(got.ok());
    CHECK(code_count(got, "D171") == 1);
    options.exports.origin = Origin::none;
    auto const plain = read_file_of(file, options);
    REQUIRE(plain.ok());
    CHECK(plain.value->table.row_count() == 8);
    CHECK(plain.value->table.find("IPAddress"));
    CHECK(plain.value->table.origin() == Origin::none);
}

TEST_CASE("Qualtrics: a survey that nobody has answered yet has no rows", "[data][exports]") {
    auto const got = read_text(
        "StartDate,ResponseId,Q1\nStart Date,Response ID,How often?\n"
        "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{"
        "\"\"ImportId\"\":\"\"QID1\"\"}\"\n");
    REQUIRE(got.ok());
    CHECK(got.value->table.row_count() == 0);
    CHECK(code_count(got, "D120") == 1);
}

TEST_CASE("Qualtrics: a workbook is unfolded like a text", "[data][exports]") {
    auto const bytes = support::workbook(
        support::text_row(1, {"StartDate", "IPAddress", "Status", "ResponseId", "Q1"}) +
        support::text_row(2, {"Start Date", "IP Address", "Response Type", "Response ID", "How often?"}) +
        support::text_row(
            3, {R"({"ImportId":"startDate"})", R"({"ImportId":"ipAddress"})", R"({"ImportId":"status"})",
                R"({"ImportId":"_recordId"})", R"({"ImportId":"QID1"})"}) +
        R"(<row r="4"><c r="C4"><v>0</v></c><c r="D4" t="inlineStr"><is><t>R_1</t></is></c><c r="E4"><v>2</v></c></row>)"
        R"(<row r="5"><c r="C5"><v>1</v></c><c r="D5" t="inlineStr"><is><t>R_2</t></is></c><c r="E5"><v>-99</v></c></row>)"
        R"(<row r="6"><c r="C6"><v>0</v></c><c r="D6" t="inlineStr"><is><t>R_3</t></is></c><c r="E6" t="e"><v>#N/A</v></c></row>)");
    auto const got = data::read_bytes("sample.xlsx", bytes);
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    CHECK(table.row_count() == 3);
    CHECK(table.column_count() == 4);
    auto const q1 = *table.find("Q1");
    CHECK(table.column(q1).kind() == data::ColumnKind::integer);
    CHECK(table.column(q1).integers()[0] == 2);
    CHECK(table.refused(1));
    CHECK(table.column(q1).missing()[2] == MissingReason::unreadable);
    // The column of the IP address has gone, and places still are those of the sheet.
    CHECK(table.place(2, q1) == "sheet 'Data', cell E6, column 'Q1'");
    REQUIRE(got.value->findings.count("D159") == 1);
    CHECK(got.value->findings[0].column == q1);
}
