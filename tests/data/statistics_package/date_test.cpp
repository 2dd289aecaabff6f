#include "data/statistics_package/date.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

using namespace quaestor::data::package;

TEST_CASE("moment_of: formats of days and times and no others", "[data][package][date]") {
    for (auto const* format :
         {"DATE11", "ADATE10", "EDATE8", "SDATE10", "JDATE7", "MOYR8", "QYR6", "WKYR8", "date11"})
        CHECK(moment_of(format, Program::spss) == Moment::spss_date);
    for (auto const* format : {"DATETIME20", "DATETIME23.2", "YMDHMS19"})
        CHECK(moment_of(format, Program::spss) == Moment::spss_date_time);
    for (auto const* format : {"TIME5", "TIME11.2", "DTIME10", "MTIME5"})
        CHECK(moment_of(format, Program::spss) == Moment::spss_time);
    for (auto const* format : {"F8.2", "A20", "WKDAY9", "MONTH9", "COMMA8.2", "PCT5", "", "DATEX"})
        CHECK(moment_of(format, Program::spss) == Moment::none);
    for (auto const* format : {"%td", "%d", "%-td", "%tdDD/NN/CCYY", "%dD_m_Y", "%-d"})
        CHECK(moment_of(format, Program::stata) == Moment::stata_date);
    CHECK(moment_of("%tcCCYY", Program::stata) == Moment::stata_date_time);
    // Weeks, quarters and leap seconds are no days, and %8.0g is a number.
    for (auto const* format : {"%tw", "%tq", "%tm", "%tC", "%ty", "%8.0g", "%dx", "%10s", ""})
        CHECK(moment_of(format, Program::stata) == Moment::none);
}

TEST_CASE("moment_text: counts from where each program does", "[data][package][date]") {
    CHECK(moment_text(0, Moment::spss_date) == "1582-10-14");
    CHECK(moment_text(13744980610.0, Moment::spss_date) == "2018-05-06");
    CHECK(moment_text(13744980610.0, Moment::spss_date_time) == "2018-05-06 10:10:10");
    CHECK(moment_text(9390124800.0, Moment::spss_date) == "1880-05-06");
    CHECK(moment_text(86399.6, Moment::spss_date_time) == "1582-10-15 00:00:00");
    CHECK(moment_text(83410, Moment::spss_time) == "23:10:10");
    CHECK(moment_text(84600, Moment::spss_time) == "23:30");
    CHECK(moment_text(95400, Moment::spss_time) == "26:30");
    CHECK(moment_text(21310, Moment::stata_date) == "2018-05-06");
    CHECK(moment_text(-1, Moment::stata_date) == "1959-12-31");
    CHECK(moment_text(-29093, Moment::stata_date) == "1880-05-06");
    CHECK(moment_text(2024848815000.0, Moment::stata_date_time) == "2024-02-29 18:00:15");
    CHECK(moment_text(-1000, Moment::stata_date_time) == "1959-12-31 23:59:59");
}

TEST_CASE("moment_text: has nothing outside the calendar", "[data][package][date][refusal]") {
    for (auto const value :
         {-1.0, 1e15, 1e300, -1e300, std::numeric_limits<double>::infinity(), std::nan("")}) {
        CHECK_FALSE(moment_text(value, Moment::spss_date));
        CHECK_FALSE(moment_text(value, Moment::spss_date_time));
        CHECK_FALSE(moment_text(value, Moment::spss_time));
    }
    CHECK_FALSE(moment_text(1e9, Moment::stata_date));
    CHECK_FALSE(moment_text(-1e9, Moment::stata_date));
    CHECK_FALSE(moment_text(9e14, Moment::stata_date_time));
    CHECK_FALSE(moment_text(1, Moment::none));
}
