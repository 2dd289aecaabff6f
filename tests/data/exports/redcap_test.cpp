#include "data/exports/redcap.hpp"

#include "exports/sample.hpp"
#include "support/folder.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using data::Origin;
using support::code_count;
using support::read_file_of;
using support::read_text;

namespace {

data::ReadOptions with_dictionary() {
    data::ReadOptions options;
    options.exports.dictionary = std::string(QUAESTOR_ROOT) + "/tests/data/exports/dictionary.csv";
    return options;
}

MissingReason reason(data::Table const& table, std::string const& column, std::size_t row) {
    return table.column(*table.find(column)).missing()[row];
}

}  // namespace

TEST_CASE("REDCap: found by its own columns, with what tells the rows of a record apart", "[data][exports]") {
    auto const got = read_file_of("exports/redcap.csv");
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    CHECK(table.origin() == Origin::redcap);
    CHECK(table.row_count() == 7);
    CHECK(got.value->exported.id == 0U);
    REQUIRE(got.value->exported.key.size() == 3);
    CHECK(table.column(got.value->exported.key[2]).name() == "redcap_repeat_instance");
    CHECK_FALSE(table.find("redcap_survey_identifier"));
    CHECK(code_count(got, "D186") == 0);
}

TEST_CASE("REDCap: what proves it, and what does not", "[data][exports]") {
    auto const origin = [](std::string const& text) { return read_text(text).value->table.origin(); };
    CHECK(origin("pid,redcap_event_name,q1\n1,a_arm_1,2\n") == Origin::redcap);
    CHECK(origin("record_id,q1,form_complete\n1,2,2\n2,1,\n") == Origin::redcap);
    CHECK(origin("pid,c___1,form_complete\n1,1,2\n") == Origin::redcap);
    CHECK(origin("record_id,q1\n1,2\n") == Origin::none);
    CHECK(origin("pid,q1,task_complete\n1,2,1\n") == Origin::none);
    CHECK(origin("record_id,q1,task_complete\n1,2,yes\n") == Origin::none);
}

TEST_CASE("REDCap: the status column of each field, by the order of columns and by the dictionary",
          "[data][exports]") {
    for (auto const& options : {data::ReadOptions(), with_dictionary()}) {
        auto const got = read_file_of("exports/redcap.csv", options);
        REQUIRE(got.ok());
        auto const& table = got.value->table;
        auto const status = [&](std::string const& name) {
            return got.value->exported.status[*table.find(name)];
        };
        CHECK(status("m1") == table.find("mood_complete"));
        CHECK(status("helped___1") == table.find("intake_complete"));
        CHECK(status("visit_note") == table.find("visit_complete"));
        CHECK_FALSE(status("study_no"));
        CHECK_FALSE(status("redcap_event_name"));
    }
}

TEST_CASE("REDCap: boxes of a form that nobody opened are blank", "[data][exports]") {
    auto const got = read_file_of("exports/redcap.csv", with_dictionary());
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    CHECK(reason(table, "helped____2", 0) == MissingReason::none);
    CHECK(reason(table, "helped____2", 4) == MissingReason::blank);  // not even the name is there
    CHECK(code_count(got, "D188") == 1);
    auto const unopened =
        read_text("record_id,a___1,a___2,note,f_complete\n1,0,0,,0\n2,0,0,,2\n3,0,0,text,0\n4,0,1,,0\n");
    REQUIRE(unopened.ok());
    CHECK(reason(unopened.value->table, "a___1", 0) == MissingReason::blank);
    CHECK(reason(unopened.value->table, "a___1", 1) == MissingReason::none);
    CHECK(reason(unopened.value->table, "a___1", 2) == MissingReason::none);
    CHECK(reason(unopened.value->table, "a___1", 3) == MissingReason::none);
    CHECK(code_count(unopened, "D188") == 1);
}

TEST_CASE("REDCap: codes for no answer are missing and keep their text", "[data][exports]") {
    auto options = with_dictionary();
    options.exports.missing = {"UNK", "-99", "NASK"};
    auto const got = read_file_of("exports/redcap.csv", options);
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    CHECK(reason(table, "m1", 3) == MissingReason::none);
    CHECK(reason(table, "m2", 3) == MissingReason::declared);
    CHECK(table.text(*table.find("m2"), 3) == "UNK");
    CHECK(reason(table, "m3", 3) == MissingReason::declared);
    CHECK(table.text(*table.find("m3"), 3) == "-99");
    CHECK(code_count(got, "D173") == 2);
    CHECK(code_count(got, "D174") == 1);
}

TEST_CASE("REDCap: a field with a decimal comma is read so, and only that field", "[data][exports]") {
    auto const got = read_file_of("exports/redcap.csv", with_dictionary());
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    CHECK(table.notation(*table.find("weight")) == NumberNotation{DecimalMark::comma, true});
    CHECK(table.notation(*table.find("m1")) == table.notation());
    CHECK(table.text(*table.find("weight"), 0) == "61,5");
}

TEST_CASE("REDCap: labels become the codes of the dictionary", "[data][exports]") {
    auto const got = read_file_of("exports/redcap_labels.csv", with_dictionary());
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    auto const text = [&](std::string const& column, std::size_t row) {
        return table.text(*table.find(column), row);
    };
    CHECK(text("m1", 0) == "2");
    CHECK(text("m3", 0) == "-99");
    CHECK(text("m2", 1) == "1");
    CHECK(text("helped___1", 0) == "1");
    CHECK(text("helped___x", 1) == "0");
    CHECK(text("full_name", 0) == "Ada Kelvin");
    CHECK(code_count(got, "D189") == 1);
    auto const without = read_file_of("exports/redcap_labels.csv");
    REQUIRE(without.ok());
    CHECK(without.value->table.text(*without.value->table.find("m1"), 0) == "Often, or always");
    CHECK(without.value->table.text(*without.value->table.find("helped___1"), 0) == "1");
}

TEST_CASE("REDCap: labels beside codes are not translated, nor those that two codes share",
          "[data][exports]") {
    support::Folder const folder;
    data::ReadOptions options;
    options.exports.dictionary =
        folder.file("d.csv",
                    "field_name,form_name,field_type,select_choices_or_calculations\n"
                    "record_id,f,text,\na,f,radio,\"0, No | 1, Yes\"\n"
                    "b,f,radio,\"0, No | 1, Yes\"\nc,f,radio,\"1, Other | 2, Other\"\n");
    auto const mixed = read_text("record_id,a,b,f_complete\n1,Yes,1,2\n2,No,0,2\n", options);
    REQUIRE(mixed.ok());
    CHECK(mixed.value->table.text(1, 0) == "Yes");
    CHECK(code_count(mixed, "D189") == 1);
    auto const shared = read_text("record_id,a,c,f_complete\n1,Yes,Other,2\n", options);
    REQUIRE(shared.ok());
    CHECK(shared.value->table.text(1, 0) == "1");
    CHECK(shared.value->table.text(2, 0) == "Other");
}

TEST_CASE(
    "REDCap: a label that is the code of another choice is taken for the code where the file holds codes",
    "[data][exports]") {
    support::Folder const folder;
    data::ReadOptions options;
    options.exports.dictionary =
        folder.file("d.csv",
                    "field_name,form_name,field_type,select_choices_or_calculations\n"
                    "record_id,f,text,\na,f,radio,\"0, 1 | 1, 2 | 2, 3\"\n");
    auto const codes = read_text("record_id,a,f_complete\n1,1,2\n2,0,2\n", options);
    REQUIRE(codes.ok());
    CHECK(codes.value->table.text(1, 0) == "1");
    auto const labels = read_text("record_id,a,f_complete\n1,1,Complete\n2,3,Complete\n", options);
    REQUIRE(labels.ok());
    CHECK(labels.value->table.text(1, 0) == "0");
    CHECK(labels.value->table.text(1, 1) == "2");
}

TEST_CASE("REDCap: a dictionary of another project, and one that is not there", "[data][exports]") {
    CHECK(code_count(read_text("record_id,q1,f_complete\n1,2,2\n", with_dictionary()), "D184") == 1);
    CHECK_FALSE(read_text("record_id,q1,f_complete\n1,2,2\n", with_dictionary()).ok());
    data::ReadOptions options;
    options.exports.dictionary = "/nowhere/d.csv";
    CHECK(code_count(read_text("record_id,q1,f_complete\n1,2,2\n", options), "D001") == 1);
    auto const partly = read_text("study_no,m1,extra,mood_complete\n1,2,3,2\n", with_dictionary());
    CHECK(partly.ok());
    CHECK(code_count(partly, "D184") == 1);
    REQUIRE(partly.value->others.size() == 1);
    CHECK(partly.value->others[0].sha256.size() == 64);
}

TEST_CASE("REDCap: a record twice with the same event, form and instance is told of", "[data][exports]") {
    auto const got =
        read_text("record_id,redcap_event_name,redcap_repeat_instance,q1\n1,a,,1\n1,b,,1\n1,a,1,1\n1,a,,2\n");
    REQUIRE(got.ok());
    CHECK(code_count(got, "D186") == 1);
    CHECK(got.value->table.row_count() == 4);
}
