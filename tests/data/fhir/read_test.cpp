#include "data/fhir/read.hpp"

#include "data/read.hpp"
#include "exports/sample.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace quaestor;
using support::code_count;

namespace {

Outcome<data::ReadResult> read(std::string const& text) {
    return data::read_bytes("sample.json", text);
}

/// A response to the questions that stand in `items`.
std::string response(std::string const& items, std::string const& more = {}) {
    return R"({"resourceType": "QuestionnaireResponse", "status": "completed")" + more + R"(, "item": [)" +
           items + "]}";
}

std::string item(std::string const& link, std::string const& value) {
    return R"({"linkId": ")" + link + R"(", "answer": [{)" + value + "}]}";
}

std::string cell(data::ReadResult const& read, std::string const& column, std::size_t row) {
    auto const place = read.table.find(column);
    REQUIRE(place);
    return read.table.text(*place, row);
}

MissingReason reason(data::ReadResult const& read, std::string const& column, std::size_t row) {
    return read.table.column(*read.table.find(column)).missing()[row];
}

std::string only_error(std::string const& text) {
    auto const got = read(text);
    REQUIRE_FALSE(got.value);
    REQUIRE(got.diagnostics.size() == 1);
    return got.diagnostics[0].code + " " + got.diagnostics[0].where;
}

}  // namespace

TEST_CASE("read_fhir: a Bundle has a row for each response and a column for each linkId", "[data][fhir]") {
    auto const got = support::read_file_of("fhir/responses.json");
    REQUIRE(got.ok());
    auto const& read = *got.value;
    CHECK(read.table.row_count() == 4);
    CHECK(cell(read, "subject", 0) == "Patient/a");
    CHECK(cell(read, "id", 3) == "r4");
    CHECK(cell(read, "g/1", 0) == "LA6569-3");
    CHECK(cell(read, "g/2", 0) == "c2");
    CHECK(cell(read, "g/3", 0) == "3");
    CHECK(cell(read, "g/3", 1) == "1.0");
    CHECK(cell(read, "why", 0) == "a, \"b\"\nc");
    CHECK(cell(read, "dose", 0) == "<0.10");
    CHECK(cell(read, "told", 0) == "true");
    CHECK(cell(read, "day", 0) == "2026-01");
    CHECK_FALSE(read.table.find("g"));
    CHECK(read.table.column(*read.table.find("g/1")).info().label == "One");
    CHECK(read.table.column(*read.exported.id).name() == "subject");
}

TEST_CASE("read_fhir: what was not answered is blank and what cannot be one answer is unreadable",
          "[data][fhir]") {
    auto const got = support::read_file_of("fhir/responses.json");
    REQUIRE(got.ok());
    auto const& read = *got.value;
    CHECK(reason(read, "g/1", 1) == MissingReason::blank);
    CHECK(reason(read, "why", 1) == MissingReason::blank);
    CHECK(reason(read, "g/2", 1) == MissingReason::unreadable);
    CHECK(reason(read, "g/3", 3) == MissingReason::unreadable);
    CHECK(read.findings.count("D235") == 1);
    CHECK(read.findings.count("D236") == 1);
    CHECK(read.table.refused(2));
    CHECK(read.findings.count("D234") == 1);
    CHECK(code_count(got, "D237") == 1);
    CHECK(code_count(got, "D240") == 1);
}

TEST_CASE("read_fhir: labels and weights stand beside codes", "[data][fhir]") {
    auto const got = support::read_file_of("fhir/responses.json");
    REQUIRE(got.ok());
    auto const& first = got.value->table.column(*got.value->table.find("g/1")).info();
    CHECK(first.label_of("LA6569-3") == "Several days");
    CHECK(first.label_of("LA6571-9") == "Nearly every day");
    REQUIRE(first.weights.size() == 1);
    CHECK(first.weights[0].label == "3");
    auto const& second = got.value->table.column(*got.value->table.find("g/2")).info();
    CHECK(second.label_of("c2") == "More than half the days");
    REQUIRE(second.weights.size() == 1);
    CHECK(second.weights[0].code == "c1");
}

TEST_CASE("read_fhir: responses one a line are those of a Bundle", "[data][fhir][property]") {
    auto const a = response(item("q1", "\"valueInteger\": 1"));
    auto const b = response(item("q2", "\"valueInteger\": 2"), R"(, "id": "b")");
    auto const bundle =
        R"({"entry": [{"resource": )" + a + R"(}, {"resource": )" + b + R"(}], "resourceType": "Bundle"})";
    for (auto const& text :
         {a + "\n" + b + "\n", a + b, "\xEF\xBB\xBF\r\n" + a + "\r\n" + b, bundle,
          bundle.substr(0, bundle.find(", {\"resource\"")) + "], \"resourceType\": \"Bundle\"}\n" + b}) {
        CAPTURE(text);
        auto const got = read(text);
        REQUIRE(got.ok());
        REQUIRE(got.value->table.row_count() == 2);
        CHECK(cell(*got.value, "q1", 0) == "1");
        CHECK(reason(*got.value, "q1", 1) == MissingReason::blank);
        CHECK(cell(*got.value, "q2", 1) == "2");
    }
}

TEST_CASE("read_fhir: one linkId twice in a response gives no answer", "[data][fhir]") {
    auto const got =
        read(response(item("q1", "\"valueInteger\": 1") + "," + item("q1", "\"valueInteger\": 1")));
    REQUIRE(got.ok());
    CHECK(reason(*got.value, "q1", 0) == MissingReason::unreadable);
    CHECK(got.value->findings.count("D235") == 1);
}

TEST_CASE("read_fhir: a linkId called like a fact keeps its name", "[data][fhir]") {
    auto const got = read(response(item("status", "\"valueInteger\": 4")));
    REQUIRE(got.ok());
    CHECK(cell(*got.value, "status", 0) == "4");
    CHECK(cell(*got.value, "QuestionnaireResponse.status", 0) == "completed");
}

TEST_CASE("read_fhir: R5 and STU3 differ in the identifier and the questionnaire", "[data][fhir]") {
    auto const got = read(
        response(item("q1", "\"valueInteger\": 1"),
                 R"(, "identifier": [{"value": "x1"}], "questionnaire": {"reference": "Questionnaire/q"})"));
    REQUIRE(got.ok());
    CHECK(cell(*got.value, "identifier", 0) == "x1");
    CHECK(cell(*got.value, "questionnaire", 0) == "Questionnaire/q");
}

TEST_CASE("read_fhir: several questionnaires and one page of a result are told", "[data][fhir]") {
    auto const one = response(item("q1", "\"valueInteger\": 1"), R"(, "questionnaire": "a|1")");
    auto const other = response(item("q1", "\"valueInteger\": 1"), R"(, "questionnaire": "a|2")");
    auto const got = read(one + other);
    REQUIRE(got.ok());
    CHECK(code_count(got, "D238") == 1);
    CHECK(got.value->exported.asks.size() == 1);
    auto const page = read(
        R"({"resourceType": "Bundle", "total": 9, "link": [{"relation": "next"}], "entry": [{"resource": )" +
        one + "}]}");
    REQUIRE(page.ok());
    CHECK(code_count(page, "D239") == 1);
    CHECK(code_count(read(one), "D238") == 0);
}

TEST_CASE("read_fhir: codes that mean several things say nothing of what they mean", "[data][fhir]") {
    auto const coded = [](std::string const& display, std::string const& system) {
        return response(item("q1", R"("valueCoding": {"code": "a", "display": ")" + display +
                                       R"(", "system": ")" + system + "\"}"));
    };
    auto const got = read(coded("Often", "s") + coded("Never", "t"));
    REQUIRE(got.ok());
    CHECK(got.value->table.column(*got.value->table.find("q1")).info().labels.empty());
    CHECK(code_count(got, "D241") == 2);
    CHECK(code_count(read(coded("Often", "s") + coded("often ", "s")), "D241") == 0);
}

TEST_CASE("read_fhir: what is no response is refused in words", "[data][fhir][refusal]") {
    CHECK(only_error("{}") == "D106 sample.json");
    CHECK(only_error("[]") == "D106 sample.json");
    CHECK(only_error(R"({"resourceType": "Questionnaire"})") == "D233 sample.json");
    CHECK(only_error(R"({"resourceType": "Bundle", "entry": []})") == "D233 sample.json");
    CHECK(only_error(R"({"resourceType": "Patient"})") == "D233 sample.json");
}

TEST_CASE("read_fhir: broken and hostile files end in a message with a place", "[data][fhir][refusal]") {
    using namespace std::string_literals;
    auto const good = response(item("q1", "\"valueInteger\": 1"));
    CHECK(only_error(good + "\n" + good.substr(0, 30)).starts_with("D230 sample.json, line 2, character "));
    CHECK(only_error(good + "\nx") == "D230 sample.json, line 2, character 1");
    CHECK(
        only_error(response(item("q1", "\"valueDecimal\": 1e400"))).starts_with("D230 sample.json, line 1"));
    CHECK(only_error(R"({"a": 1, "a": 2})") == "D232 sample.json, line 1, character 10");
    CHECK(only_error(R"({"entry": [{"a": 1, "a": 2}]})") == "D232 sample.json, line 1, character 21");
    CHECK(only_error("{\"a\":" + std::string(1'000'000, '[')) == "D231 sample.json, line 1, character 69");
    CHECK(only_error("{\"a\": \"\xFF\"}") == "D104 sample.json, line 1, character 8");
    CHECK(only_error("{\"a\": \0}"s) == "D103 sample.json, line 1, character 7");
    // Each response with a question of its own: the table would have ten thousand million cells.
    std::string wide;
    for (int i = 0; i < 20'000; ++i)
        wide += response(item("q" + std::to_string(i), "\"valueInteger\": 1"));
    CHECK(only_error(wide) == "D231 sample.json");
}

TEST_CASE("read_fhir: options of other formats are refused", "[data][fhir][refusal]") {
    data::ReadOptions options;
    options.csv.delimiter = ';';
    auto const got = data::read_bytes("sample.json", response(item("q1", "\"valueInteger\": 1")), options);
    REQUIRE_FALSE(got.value);
    CHECK(got.diagnostics[0].code == "D156");
}
