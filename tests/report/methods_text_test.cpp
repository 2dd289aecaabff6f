#include "report/methods_text.hpp"

#include "base/expects.hpp"

#include <utility>

#include <catch2/catch.hpp>

using namespace quaestor;
using report::MethodsText;

TEST_CASE("MethodsText: gives the full form of what is cited once and refuses what is not there",
          "[report][references]") {
    MethodsText methods;
    methods.say("Omega: McDonald (1999).", {"McDonald (1999)"});
    methods.say("Alpha: Cronbach (1951).", {"Cronbach (1951)"});
    methods.say("Alpha again.", {"Cronbach (1951)"});
    auto const section = std::move(methods).section();
    REQUIRE(section.blocks.size() == 2);
    auto const& said = std::get<document::Notes>(section.blocks[0]).items;
    auto const& sources = std::get<document::Notes>(section.blocks[1]).items;
    REQUIRE(said.size() == 3);
    CHECK(said[0].text == "Omega: McDonald (1999).");
    REQUIRE(sources.size() == 2);
    CHECK(sources[0].text ==
          "Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika, 16, "
          "297-334.");

    MethodsText unknown;
    unknown.say("x", {"Nobody (1900)"});
    CHECK_THROWS_AS(std::move(unknown).section(), Bug);
}
