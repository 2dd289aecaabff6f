#include "study/score.hpp"

#include "base/sha256.hpp"
#include "study/provenance.hpp"
#include "support/folder.hpp"
#include "support/language.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

std::vector<study::Definition> definitions(std::vector<std::string> const& names) {
    std::vector<study::Definition> all;
    for (auto const& name : names) {
        all.push_back(study::load_definition(name));
        REQUIRE(all.back().ok());
    }
    return all;
}

bool decided(study::ScoredData const& scored, std::string const& start) {
    return std::any_of(scored.decisions.begin(), scored.decisions.end(),
                       [&](std::string const& text) { return text.starts_with(start); });
}

}  // namespace

TEST_CASE("score: gives the parts in the order in which they were asked for", "[study][score]") {
    auto const asked = definitions({"wemwbs", "phq9"});
    study::ScoreRequest request;
    request.data = "samples/clinic.csv";
    auto const scored = study::score(request, asked);
    REQUIRE(scored.value);
    auto const& data = **scored.value;
    REQUIRE(data.parts.size() == 2);
    CHECK(data.file.parts[0].instrument->id == "wemwbs");
    CHECK(data.file.parts[1].instrument->id == "phq9");
    CHECK(data.data_sha256 == sha256(support::project_file("samples/clinic.csv")));
    CHECK(data.data_bytes == support::project_file("samples/clinic.csv").size());
    CHECK(data.read.findings.count("C101") == 4);
    CHECK(data.read.findings.count("C102") == 1);
    CHECK(data.read.findings.count("D121") == 1);
}

TEST_CASE("score: every decision that was made by itself is told", "[study][score]") {
    auto const asked = definitions({"phq9"});
    study::ScoreRequest request;
    request.data = "samples/clinic.csv";
    auto const scored = study::score(request, asked);
    REQUIRE(scored.value);
    CHECK(decided(**scored.value, "format: CSV"));
    CHECK(decided(**scored.value, "encoding: UTF-8"));
    CHECK(decided(**scored.value, "delimiter: ','"));
    CHECK(decided(**scored.value, "id: column 'patient_id', by its name"));
    request.id = "family_name";
    auto const chosen = study::score(request, asked);
    REQUIRE(chosen.value);
    CHECK_FALSE(decided(**chosen.value, "id:"));
}

TEST_CASE("score: several definitions with errors of binding are told together", "[study][score][refusal]") {
    support::Folder const folder;
    auto const asked = definitions({"gad7", "phq9"});
    study::ScoreRequest request;
    request.data = folder.file("d.csv", "id,x\n1,2\n");
    auto const scored = study::score(request, asked);
    CHECK_FALSE(scored.value);
    CHECK(scored.diagnostics.count(Severity::error) == 2);
}

TEST_CASE("score: two instruments that would read one column are refused", "[study][score][refusal]") {
    support::Folder const folder;
    auto const asked = definitions({"gad7", "phq9"});
    std::string csv = "id";
    for (int j = 1; j <= 10; ++j)
        csv += ",q" + std::to_string(j);
    study::ScoreRequest request;
    request.data = folder.file("d.csv", csv + "\n1,0,0,0,0,0,0,0,0,0,0\n");
    auto const scored = study::score(request, asked);
    CHECK_FALSE(scored.value);
    REQUIRE(scored.diagnostics.count(Severity::error) > 0);
    CHECK(std::any_of(scored.diagnostics.begin(), scored.diagnostics.end(),
                      [](Diagnostic const& d) { return d.code == "C003" || d.code == "C001"; }));
}

TEST_CASE("facts_of: names program and data and definitions with hashes", "[study][score]") {
    auto const asked = definitions({"phq9"});
    auto const facts = study::facts_of("d.csv", "aa", {&asked[0]}, {"delimiter: ','"});
    std::vector<std::string> names;
    for (auto const& fact : facts)
        names.push_back(fact.name);
    CHECK(names == std::vector<std::string>{"Program", "Data", "Data, SHA-256", "Definition",
                                            "Definition, SHA-256", "Source", "Licence", "Decided"});
    CHECK(facts[2].value == "aa");
    CHECK(facts[3].value == "phq9, built in, verified");
    CHECK(facts[4].value == asked[0].sha256);
}
