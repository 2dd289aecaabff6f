// Responses made to mislead, where they lie beside this project.
#include "data/read.hpp"
#include "exports/sample.hpp"

#include <filesystem>
#include <iostream>
#include <string>

#include <catch2/catch.hpp>

using namespace quaestor;
using support::code_count;

namespace {

/// The folder, or nothing with a note that the test was skipped.
std::string corpora() {
    auto const path = std::string(QUAESTOR_ROOT) + "/../shared/ecosystem/corpora/handmade/fhir/";
    if (std::filesystem::is_directory(path)) return path;
    std::cout << "skipped: " << path << " is not here\n";
    return "";
}

std::string only_code(Outcome<data::ReadResult> const& got) {
    REQUIRE_FALSE(got.value);
    REQUIRE(got.diagnostics.size() == 1);
    return got.diagnostics[0].code;
}

}  // namespace

TEST_CASE("fhir: responses made to mislead", "[data][fhir][corpora]") {
    auto const folder = corpora();
    if (folder.empty()) return;
    auto const complete = data::read(folder + "R1_complete.json");
    REQUIRE(complete.ok());
    auto const& table = complete.value->table;
    CHECK(table.row_count() == 1);
    CHECK(table.column(*table.find("g/1")).info().label_of("LA6569-3") == "Several days");

    auto const missing = data::read(folder + "R2_one_missing.json");
    REQUIRE(missing.ok());
    CHECK(missing.value->table.column(*missing.value->table.find("g/2")).missing()[0] ==
          MissingReason::blank);

    auto const twice = data::read(folder + "R4_extra_and_duplicate_link.json");
    REQUIRE(twice.ok());
    CHECK(twice.value->findings.count("D235") == 1);

    auto const two = data::read(folder + "R5_two_answers.json");
    REQUIRE(two.ok());
    CHECK(two.value->findings.count("D235") == 1);
    CHECK(code_count(two, "D238") == 1);
    CHECK(code_count(two, "D241") == 1);

    CHECK(code_count(data::read(folder + "R6_in_progress.json"), "D237") == 1);
    auto const numbers = data::read(folder + "R7_integer_answers.json");
    REQUIRE(numbers.ok());
    CHECK(numbers.value->table.text(*numbers.value->table.find("g/2"), 0) == "2.0");
    CHECK(only_code(data::read(folder + "R8_duplicate_keys.json")) == "D232");
    CHECK(only_code(data::read(folder + "R9_deep.json")) == "D231");
    CHECK(only_code(data::read(folder + "R10_big_numbers.json")) == "D230");

    auto const bundle = data::read(folder + "bundle.ndjson");
    REQUIRE(bundle.ok());
    CHECK(bundle.value->table.row_count() == 3);
    for (auto const* form : {"Q1_ordinalValue.json", "Q2_itemWeight.json", "Q3_on_valueCoding.json",
                             "Q4_one_weight_missing.json"})
        CHECK(only_code(data::read(folder + form)) == "D233");
}
