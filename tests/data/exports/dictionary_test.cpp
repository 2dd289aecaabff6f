#include "data/exports/dictionary.hpp"

#include "exports/sample.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using data::exports::checkbox_column;
using data::exports::choices_of;
using data::exports::Dictionary;
using data::exports::dictionary_of;
using data::exports::FieldType;
using support::code_count;

namespace {

Outcome<Dictionary> dictionary(std::string const& csv) {
    auto const got = support::read_text(csv);
    return dictionary_of(got.value->table, "dictionary.csv");
}

}  // namespace

TEST_CASE("dictionary: choices are divided at bars, and a code ends at the first comma", "[data][exports]") {
    auto const choices = choices_of("0, Never|1,Sometimes, but rarely | 2 , Often | -99, Rather not say|x,");
    REQUIRE(choices.size() == 5);
    CHECK(choices[0]->code == "0");
    CHECK(choices[0]->label == "Never");
    CHECK(choices[1]->code == "1");
    CHECK(choices[1]->label == "Sometimes, but rarely");
    CHECK(choices[2]->code == "2");
    CHECK(choices[3]->code == "-99");
    CHECK(choices[4]->code == "x");
    CHECK(choices[4]->label.empty());
    CHECK_FALSE(choices_of("1 one")[0]);
    CHECK_FALSE(choices_of(", one")[0]);
    CHECK(choices_of("").empty());
    CHECK(choices_of("0, No | ").size() == 1);
}

TEST_CASE("dictionary: a checkbox has a column for each code", "[data][exports]") {
    CHECK(checkbox_column("chk", "1") == "chk___1");
    CHECK(checkbox_column("chk", "-2") == "chk____2");
    CHECK(checkbox_column("chk", "X") == "chk___x");
    CHECK(checkbox_column("chk", "1.5") == "chk___1_5");
    CHECK(checkbox_column("chk", "a b") == "chk___ab");
}

TEST_CASE("dictionary: fields with their form, type, choices and validation", "[data][exports]") {
    auto const table = support::read_file_of("exports/dictionary.csv");
    REQUIRE(table.value);
    auto const got = dictionary_of(table.value->table, "dictionary.csv");
    REQUIRE(got.ok());
    CHECK(got.diagnostics.empty());
    auto const& made = *got.value;
    REQUIRE(made.fields.size() == 10);  // the last is called 'total', which a table of data might mean
    CHECK(made.find("M1")->form == "mood");
    CHECK(made.find("m1")->type == FieldType::one_of);
    CHECK(made.find("m1")->choices[2].label == "Often, or always");
    CHECK(made.find("m3")->choices[3].code == "-99");
    CHECK(made.find("weight")->validation == "number_comma_decimal");
    CHECK(made.find("mood_sum")->type == FieldType::computed);
    CHECK(made.find("mood_sum")->choices.empty());
    CHECK(made.find("nothing") == nullptr);
    auto const box = made.place_of("helped____2");
    REQUIRE(box);
    CHECK(box->choice->label == "Nothing");
    CHECK(made.place_of("helped___x")->choice->label == "Something, but something else");
    CHECK_FALSE(made.place_of("helped___3"));
    CHECK(made.place_of("total")->field->form == "visit");
}

TEST_CASE("dictionary: the names that the API gives, and NA for nothing", "[data][exports]") {
    auto const got = dictionary(
        "field_name,form_name,field_type,field_label,select_choices_or_calculations,"
        "text_validation_type_or_show_slider_number\n"
        "id,a,text,Id,NA,NA\nok,a,yesno,Fine?,NA,NA\n");
    REQUIRE(got.ok());
    CHECK(got.diagnostics.empty());
    CHECK(got.value->find("id")->validation.empty());
    CHECK(got.value->find("ok")->choices[0].code == "1");
}

TEST_CASE("dictionary: what is none, and choices that cannot be read", "[data][exports]") {
    CHECK(code_count(dictionary("id,q1\n1,2\n"), "D182") == 1);
    CHECK(code_count(dictionary("field_name,field_type\n,text\n"), "D182") == 1);
    auto const bad =
        dictionary("field_name,field_type,select_choices_or_calculations\na,radio,\"0 no | 1, yes\"\n");
    REQUIRE(bad.ok());
    CHECK(code_count(bad, "D183") == 1);
    CHECK(bad.value->find("a")->choices.size() == 1);
    auto const twice = dictionary("field_name,field_type,field_label\na,text,first\na,text,second\n");
    CHECK(code_count(twice, "D183") == 1);
    CHECK(twice.value->find("a")->label == "first");
}
