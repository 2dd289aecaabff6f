#include "data/xlsx/date.hpp"

#include <cmath>

#include <catch2/catch.hpp>

using namespace quaestor::data::xlsx;

namespace {

std::string day(double value, bool since_1904 = false) {
    return date_text(value, DateKind::date, since_1904).value_or("none");
}

}  // namespace

TEST_CASE("date_kind: a lone m is a month and beside a clock it is minutes", "[data][xlsx][date]") {
    CHECK(date_kind("dd/mm/yyyy") == DateKind::date);
    CHECK(date_kind("mmm") == DateKind::date);
    CHECK(date_kind("[$-409]mmmm\\ d\\,\\ yyyy;@") == DateKind::date);
    CHECK(date_kind("ggge\"年\"m\"月\"d\"日\"") == DateKind::date);
    CHECK(date_kind("h:mm AM/PM") == DateKind::minutes);
    CHECK(date_kind("hh:mm:ss") == DateKind::seconds);
    CHECK(date_kind("mm:ss.0") == DateKind::seconds);
    CHECK(date_kind("d.m.yy h:mm") == DateKind::date_time);
    CHECK(date_kind("[h]:mm:ss") == DateKind::elapsed);
    CHECK(date_kind("[mm]:ss") == DateKind::elapsed);
    CHECK(date_kind(14U) == DateKind::date);
    CHECK(date_kind(20U) == DateKind::minutes);
    CHECK(date_kind(22U) == DateKind::date_time);
    CHECK(date_kind(46U) == DateKind::elapsed);
}

TEST_CASE("date_kind: letters that only decorate a number make no date", "[data][xlsx][date]") {
    for (auto const* code :
         {"General", "GENERAL", "0.00", "#,##0;[Red]-#,##0", "0.00E+00", "0.0\" days\"", "0\\d",
          "[$CHF-807] #,##0.00", "0_d", "* 0", "0;\"dd/mm\"", "0;dd/mm/yyyy", "@", ""}) {
        CAPTURE(code);
        CHECK(date_kind(code) == DateKind::none);
    }
    for (unsigned const id : {0U, 1U, 2U, 9U, 10U, 11U, 13U, 37U, 44U, 48U, 49U, 164U})
        CHECK(date_kind(id) == DateKind::none);
}

TEST_CASE("date_text: counts days as Excel does with its 29 February of 1900", "[data][xlsx][date]") {
    CHECK(day(0) == "1900-01-00");
    CHECK(day(1) == "1900-01-01");
    CHECK(day(59) == "1900-02-28");
    CHECK(day(60) == "1900-02-29");
    CHECK(day(61) == "1900-03-01");
    CHECK(day(36526) == "2000-01-01");
    CHECK(day(45351) == "2024-02-29");
    CHECK(day(2958465) == "9999-12-31");
    CHECK(day(0, true) == "1904-01-01");
    CHECK(day(60, true) == "1904-03-01");
    CHECK(day(43889, true) == "2024-02-29");
}

TEST_CASE("date_text: a day is shown without its time and a time to the nearest second",
          "[data][xlsx][date]") {
    CHECK(day(45351.9) == "2024-02-29");
    CHECK(date_text(45351.5, DateKind::date_time, false) == "2024-02-29 12:00:00");
    CHECK(date_text(45351.999999, DateKind::date_time, false) == "2024-03-01 00:00:00");
    // 23:30 as Excel stores it lies a little below.
    CHECK(date_text(0.97916666666666663, DateKind::minutes, false) == "23:30");
    CHECK(date_text(45351.97916666666, DateKind::minutes, false) == "23:30");
    CHECK(date_text(0.97934027777777777, DateKind::seconds, false) == "23:30:15");
    CHECK(date_text(0.25, DateKind::seconds, false) == "06:00");
    CHECK(date_text(0.97934027777777777, DateKind::minutes, false) == "23:30");
    CHECK(date_text(1.1041666666666667, DateKind::elapsed, false) == "26:30");
    CHECK(date_text(0, DateKind::minutes, false) == "00:00");
}

TEST_CASE("date_text: has nothing outside the calendar", "[data][xlsx][date][refusal]") {
    CHECK(day(-1) == "none");
    CHECK(day(-0.001) == "none");
    CHECK(day(2958466) == "none");
    CHECK(day(2958465, true) == "none");
    CHECK(day(1e300) == "none");
    CHECK(day(std::nan("")) == "none");
    CHECK_FALSE(date_text(-0.5, DateKind::minutes, false));
}
