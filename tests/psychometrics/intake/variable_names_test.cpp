#include "psychometrics/intake/variable_names.hpp"

#include <catch2/catch.hpp>

using quaestor::VariableNames;

TEST_CASE("VariableNames: names what has a name and numbers the rest", "[psychometrics][intake]") {
    VariableNames const names({"mood", "sleep"});
    CHECK(names.item(1) == "item 'sleep'");
    CHECK(names.item(2) == "item 3");
    CHECK(names.items({0}) == "item 'mood'");
    CHECK(names.items({0, 1}) == "items 'mood' and 'sleep'");
    CHECK(names.items({0, 1, 2}) == "items 'mood', 'sleep' and 3");
    CHECK(VariableNames().items({0, 1, 2, 3, 4, 5}) == "items 1, 2, 3, 4, 5 and 6");
    CHECK(VariableNames().items({0, 1, 2, 3, 4, 5, 6, 7}) == "items 1, 2, 3, 4, 5 and 3 more");
}
