#include "study/responses.hpp"

#include "data/read.hpp"
#include "instrument/load.hpp"
#include "scoring/binding.hpp"
#include "scoring/compile.hpp"
#include "scoring/run.hpp"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

std::string const definition = R"(instrument mini "Mini" {
  source "made up"
  licence free "Public domain"
  responses often {
    0 "Not at all"
    1 "Several days"
    2 "More than half the days"
    3 "Nearly every day"
  }
  items often {
    m1 "First"  alias "g/1"
    m2 "Second" alias "g/2"
    m3 "Third"  alias "g/3"
  }
  scale total "Total" {
    sum of m1..m3
    missing none
    range 0..9
  }
}
)";

struct Scored {
    data::ReadResult read;
    scoring::Scores scores;
    data::Findings findings;
    Diagnostics told;
};

Scored score(std::string const& name, std::string const& bytes) {
    auto const loaded = instrument::load(SourceText("mini.inst", definition));
    REQUIRE(loaded.value);
    auto const& mini = *loaded.value;
    auto read = data::read_bytes(name, bytes);
    REQUIRE(read.ok());
    auto const binding = scoring::bind(mini, read.value->table, name);
    REQUIRE(binding.value);
    Scored scored;
    scored.told = study::compare_responses(*read.value, {{&mini, &*binding.value}}, name);
    scored.scores =
        scoring::run(mini, scoring::compile(mini), *binding.value, read.value->table, scored.findings);
    scored.read = std::move(*read.value);
    return scored;
}

/// A response whose three answers are these codings.
std::string response(std::string const& first, std::string const& second, std::string const& third) {
    std::string text = R"({"resourceType": "QuestionnaireResponse", "status": "completed", "item": [)";
    std::size_t number = 0;
    for (auto const& coding : {first, second, third}) {
        text += number++ > 0 ? ", " : "";
        text += R"({"linkId": "g/)" + std::to_string(number) + R"(", "answer": [{"valueCoding": {)" + coding +
                "}}]}";
    }
    return text + "]}\n";
}

std::string weight(std::string const& number) {
    return R"("extension": [{"url": "http://hl7.org/fhir/StructureDefinition/itemWeight", "valueDecimal": )" +
           number + "}], ";
}

std::size_t count(Diagnostics const& told, std::string const& code) {
    return static_cast<std::size_t>(
        std::count_if(told.begin(), told.end(), [&](Diagnostic const& one) { return one.code == code; }));
}

}  // namespace

TEST_CASE("compare_responses: codes count by themselves or by what stands beside them", "[study][fhir]") {
    auto const got =
        score("r.ndjson", response(R"("code": "LA6569-3")", R"("code": "x", "display": "nearly every DAY")",
                                   R"("code": "2", "display": "More than half the days")"));
    CHECK(got.scores.results[0].reasons[0] == MissingReason::none);
    CHECK(got.scores.results[0].values[0] == 6);
    CHECK(got.told.empty());
}

TEST_CASE("compare_responses: a code that nothing explains is no answer", "[study][fhir][refusal]") {
    auto const got = score("r.ndjson", response(R"("code": "1")", R"("code": "LA-NOPE")", R"("code": "1")"));
    CHECK(got.scores.results[0].reasons[0] == MissingReason::unreadable);
    CHECK(got.findings.count("C102") == 1);
}

TEST_CASE("compare_responses: weights count only where nothing else does", "[study][fhir]") {
    auto const taken =
        score("r.ndjson", response(weight("3") + R"("code": "a")", R"("code": "1")", R"("code": "1")"));
    CHECK(taken.scores.results[0].values[0] == 5);
    CHECK(count(taken.told, "D243") == 1);
    auto const told =
        score("r.ndjson", response(weight("3") + R"("code": "1")", R"("code": "1")", R"("code": "1")"));
    CHECK(told.scores.results[0].values[0] == 3);
    CHECK(count(told.told, "D242") == 1);
}

TEST_CASE("compare_responses: a display that is another answer is told", "[study][fhir]") {
    auto const got = score(
        "r.ndjson", response(R"("code": "1", "display": "Not at all")", R"("code": "1")", R"("code": "1")"));
    CHECK(got.scores.results[0].values[0] == 3);
    CHECK(count(got.told, "D185") == 1);
}

TEST_CASE("compare_responses: answers that are no items are named", "[study][fhir]") {
    auto text = response(R"("code": "1")", R"("code": "1")", R"("code": "1")");
    text.insert(text.find("\"item\": [") + 9, R"({"linkId": "zzz", "answer": [{"valueInteger": 5}]}, )");
    auto const got = score("r.ndjson", text);
    REQUIRE(count(got.told, "D244") == 1);
    CHECK(got.told[0].message.starts_with("'zzz' is answered"));
}
