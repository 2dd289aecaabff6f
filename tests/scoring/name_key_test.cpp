#include "scoring/name_key.hpp"

#include <catch2/catch.hpp>

using quaestor::scoring::name_key;
using quaestor::scoring::name_parts;

TEST_CASE("name_key: letters and numbers count and how they are set apart does not", "[scoring][binding]") {
    for (std::string const name :
         {"q1", "Q1", "q01", "Q_1", "q 1", "q-001", " q1 ", "(q)1.", "q\u00a01", "q\u20131"}) {
        CAPTURE(name);
        CHECK(name_key(name) == "q1");
    }
    CHECK(name_key("a_b c") == "abc");
    CHECK(name_key("PHQ-9 01") == "phq9.1");
    CHECK(name_key("phq9_1") == "phq9.1");
}

TEST_CASE("name_key: what differs in a number or a letter stays different", "[scoring][binding]") {
    CHECK(name_key("q11") != name_key("q1_1"));
    CHECK(name_key("q1") != name_key("q10"));
    CHECK(name_key("q1") != name_key("q"));
    CHECK(name_key("q0") == name_key("q00"));
    CHECK(name_key("q0") != name_key("q"));
    CHECK(name_key("phq91") != name_key("phq9_1"));
    CHECK(name_key("\u00e4ngste") != name_key("angste"));
    CHECK(name_key("__ -").empty());
    CHECK(name_key("").empty());
}

TEST_CASE("name_parts: runs of letters and of digits with their places", "[scoring][binding]") {
    auto const parts = name_parts("T0.q01");
    REQUIRE(parts.size() == 4);
    CHECK(parts[1].begin == 1);
    CHECK(parts[1].end == 2);
    CHECK(parts[2].begin == 3);
    CHECK(parts[3].end == 6);
    CHECK(name_parts("...").empty());
    CHECK(name_parts("\u00e4\u00f6").size() == 1);
}
