#include "study/division.hpp"

#include "study/instruments.hpp"
#include "support/language.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

/// Eight items and what else stands in the definition.
instrument::Instrument sheet(std::string const& rest) {
    return support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses r { 1 "a" 2 "b" 3 "c" 4 "d" }
  items r { q1 "1" q2 "2" q3 "3" q4 "4" reversed q5 "5" q6 "6" q7 "7" q8 "8" }
  scale total "Total" { sum of q1..q8 missing none }
)" + rest + "  example \"e\" { q1..q8 = 1 expect total = 11 }\n}");
}

report::Finding<study::Division> division(instrument::Instrument const& instrument, std::size_t scale = 0) {
    scoring::ItemMatrix matrix;
    for (auto const& member : instrument.scales[scale].members)
        matrix.items.push_back(member.item);
    return study::division_of(instrument, instrument.scales[scale], matrix);
}

using Parts = sem::Parts;

}  // namespace

TEST_CASE("division_of: scales that divide the items of a scale without a rest", "[study][division]") {
    auto const found =
        division(sheet("scale a \"First\" { mean of q1..q4 missing none }\n"
                       "scale b \"Second\" { sum of q5..q8 missing none }\n"));
    REQUIRE(found.value);
    CHECK(found.value->parts == Parts{{0, 1, 2, 3}, {4, 5, 6, 7}});
    CHECK(found.value->names == std::vector<std::string>{"First", "Second"});
    CHECK(found.value->source == "its subscales");
}

TEST_CASE("division_of: the first set that fits where several scales overlap", "[study][division]") {
    auto const found =
        division(sheet("scale most { sum of q1..q6 missing none }\n"
                       "scale short { sum of q1, q5, q8 missing none }\n"
                       "scale a { sum of q1..q4 missing none }\n"
                       "scale c { sum of q7, q8 missing none }\n"
                       "scale b { sum of q5, q6 missing none }\n"));
    REQUIRE(found.value);
    CHECK(found.value->parts == Parts{{0, 1, 2, 3, 4, 5}, {6, 7}});
    auto const within = division(sheet("scale most { sum of q1..q6 missing none }\n"
                                       "scale a { sum of q1..q4 missing none }\n"
                                       "scale b { sum of q5, q6 missing none }\n"),
                                 1);
    REQUIRE(within.value);  // a scale between the total and its parts is divided too
    CHECK(within.value->parts == Parts{{0, 1, 2, 3}, {4, 5}});
}

TEST_CASE("division_of: a declared structure comes before scales and may divide a part of the items",
          "[study][division]") {
    auto const instrument = sheet(
        "scale a { sum of q1..q4 missing none }\n"
        "scale b { sum of q5..q8 missing none }\n"
        "scale half { sum of q1..q6 missing none }\n"
        "structure three { factor F = q1, q3  factor G = q2, q4  factor H = q5..q8  F with G }\n");
    auto const found = division(instrument);
    REQUIRE(found.value);
    CHECK(found.value->source == "structure 'three'");
    CHECK(found.value->names == std::vector<std::string>{"F", "G", "H"});
    CHECK(found.value->parts == Parts{{0, 2}, {1, 3}, {4, 5, 6, 7}});
    auto const of_a = division(instrument, 1);
    REQUIRE(of_a.value);
    CHECK(of_a.value->names == std::vector<std::string>{"F", "G"});
    CHECK(division(instrument, 3).reason == "the scales within this one leave items over or overlap");
}

TEST_CASE("division_of: says why a scale is not divided", "[study][division][refusal]") {
    CHECK(division(sheet("")).reason == "the definition does not divide the scale into parts");
    CHECK(division(sheet("scale short { sum of q1..q3 missing none }\n")).reason ==
          "the scales within this one leave items over or overlap");
    // Reversed in the one and not in the other: another sum.
    CHECK(division(sheet("scale a { sum of q1..q4 missing none }\n"
                         "scale b { sum of reversed q5, q6..q8 missing none }\n"))
              .reason == "the scales within this one leave items over or overlap");
    CHECK(division(sheet("scale a { sum of q1..q4 missing none }\n"
                         "scale b { sum of q5..q8 missing none composite }\n"))
              .reason == "the scales within this one leave items over or overlap");
    CHECK(division(sheet("scale c { count of q1..q8 where >= 2 missing none }\n"), 1).reason ==
          "the scale is neither a sum nor a mean of its items");
    CHECK(
        division(sheet("structure general { factor F = q1..q4  factor G = q5..q8  general All }\n")).reason ==
        "structure 'general' has more than correlated factors (a general factor, a second order or "
        "residuals that go together), which is another model");
}

TEST_CASE("division_of: finds the parts of totals in the library", "[study][division]") {
    struct {
        std::string file;
        std::string source;
        std::size_t parts;
    } const cases[]{{"anxiety/oci_r", "structure 'six_factors'", 6},
                    {"mood/phq4", "structure 'two_factors'", 2},
                    {"substance/audit", "its subscales", 3},
                    {"outcome/core_om", "structure 'domains'", 4}};
    for (auto const& each : cases) {
        CAPTURE(each.file);
        auto const definition = study::load_definition("instruments/" + each.file + ".inst");
        REQUIRE(definition.instrument);
        for (std::size_t s = 0; s < definition.instrument->scales.size(); ++s) {
            if (definition.instrument->scales[s].id != "total") continue;
            auto const found = division(*definition.instrument, s);
            CAPTURE(found.reason);
            REQUIRE(found.value);
            CHECK(found.value->source == each.source);
            CHECK(found.value->parts.size() == each.parts);
        }
    }
}
