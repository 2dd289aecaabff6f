#include "data/read.hpp"

#include "support/folder.hpp"
#include "support/statistics_file.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

using namespace quaestor;
using support::statistics_file;
using support::StatisticsFormat;

namespace {

std::string const files = std::string(QUAESTOR_ROOT) + "/tests/data/statistics_package/files/";

data::ReadResult read(std::string const& name) {
    auto got = data::read(files + name);
    REQUIRE(got.value);
    return std::move(*got.value);
}

data::Column const& column(data::ReadResult const& result, std::string const& name) {
    auto const found = result.table.find(name);
    REQUIRE(found);
    return result.table.column(*found);
}

/// The texts of a column, "|" between them, and what is missing: "(blank)", "9 (declared)".
std::string cells(data::ReadResult const& result, std::string const& name) {
    auto const& from = column(result, name);
    std::string all;
    for (std::size_t row = 0; row < from.size(); ++row) {
        auto text = from.text(row);
        if (from.missing()[row] == MissingReason::blank) text += "(blank)";
        if (from.missing()[row] == MissingReason::declared) text += " (declared)";
        if (from.missing()[row] == MissingReason::unreadable) text += "(unreadable)";
        all += (row > 0 ? "|" : "") + text;
    }
    return all;
}

std::string labels(data::Column const& of) {
    std::string all;
    for (auto const& label : of.info().labels)
        all += (all.empty() ? "" : ", ") + label.code + " " + label.label;
    return all;
}

std::string only_error(Outcome<data::ReadResult> const& outcome) {
    REQUIRE_FALSE(outcome.value);
    REQUIRE(outcome.diagnostics.size() == 1);
    return outcome.diagnostics[0].code + ": " + outcome.diagnostics[0].message;
}

}  // namespace

TEST_CASE("read_package: three kinds of missing stay apart in an SPSS file", "[data][package]") {
    auto const got = read("clinic.sav");
    CHECK(cells(got, "m1") == "2|9 (declared)|1|-1 (declared)|(blank)");
    CHECK(cells(got, "m2") == "1|0|50 (declared)|2|2.5");  // within the range 8 to 99
    CHECK(cells(got, "weight_kg") == "70.25|-9 (declared)|(blank)|0.1|100000000000000000000");
    CHECK(cells(got, "Gruppe_für_Ärzte") == "K|n/a (declared)|(blank)|T|K");
    CHECK(column(got, "m1").kind() == data::ColumnKind::integer);
    CHECK(column(got, "m1").integers()[0] == 2);
    CHECK(column(got, "m1").integers()[1] == 9);
    CHECK(std::find(got.decisions.begin(), got.decisions.end(),
                    "missing: 5 cells have a code that the file itself declares as missing") !=
          got.decisions.end());
}

TEST_CASE("read_package: labels and declarations come along", "[data][package]") {
    auto const got = read("clinic.sav");
    auto const& m1 = column(got, "m1");
    CHECK(m1.info().label == "Little interest – in anything");
    CHECK(labels(m1) == "0 None, 1 Some, 2 Much, 9 Not answered, -1 Does not apply");
    CHECK(m1.info().label_of("9") == "Not answered");
    CHECK(m1.info().label_of("7").empty());
    REQUIRE(m1.info().missing_ranges.size() == 2);
    CHECK(m1.info().missing_ranges[1].low == -1);
    CHECK(m1.info().missing_ranges[1].high == -1);
    auto const& range = column(got, "m2").info().missing_ranges;
    REQUIRE(range.size() == 2);
    CHECK(range[0].low == 8);
    CHECK(range[0].high == 99);
    auto const& open = column(got, "weight_kg").info().missing_ranges;
    REQUIRE(open.size() == 1);
    CHECK(std::isinf(open[0].low));
    CHECK(open[0].high == 0);
    CHECK(column(got, "Gruppe_für_Ärzte").info().missing_codes == std::vector<std::string>{"n/a"});
    CHECK(labels(column(got, "Gruppe_für_Ärzte")) == "K Kontrolle");
    CHECK(column(got, "seen").info().empty());
}

TEST_CASE("read_package: dates are ISO text and texts are UTF-8", "[data][package]") {
    auto const got = read("clinic.sav");
    CHECK(cells(got, "seen") == "2022-03-01|(blank)|2024-02-29|(unreadable)|(blank)");
    CHECK(cells(got, "asked_at") == "23:30|00:00|26:30:15|(blank)|(blank)");
    CHECK(cells(got, "entered") == "2024-02-29 18:00:15|(blank)|(blank)|(blank)|(blank)");
    CHECK(cells(got, "id") == "0001|0002|Müller|0004|(blank)");
    REQUIRE(got.findings.size() == 1);
    CHECK(got.findings[0].code == "D161");
    CHECK(got.table.place(got.findings[0].row, got.findings[0].column) == "row 4, column 'seen'");
    CHECK(got.table.place(3) == "row 4");
    CHECK(got.decisions[0] == "format: SPSS file (it begins like one)");
    CHECK(std::find(got.decisions.begin(), got.decisions.end(),
                    "encoding: WINDOWS-1252 (the file says so)") != got.decisions.end());
}

TEST_CASE("read_package: weights are not applied and that is said", "[data][package]") {
    auto const got = data::read(files + "clinic.sav");
    REQUIRE(got.ok());
    REQUIRE(got.diagnostics.size() == 1);
    CHECK(got.diagnostics[0].code == "D203");
    CHECK(got.diagnostics[0].severity == Severity::note);
    CHECK(got.diagnostics[0].message == "the file is weighted by 'weight_kg'; weights are not applied");
}

TEST_CASE("read_package: an old Stata file with tagged missing values", "[data][package]") {
    auto const got = read("old.dta");
    CHECK(cells(got, "id") == "0001|Müller|0003");
    CHECK(cells(got, "m1") == "2|.a (declared)|.z (declared)");
    CHECK(cells(got, "m2") == "1|(blank)|0");
    CHECK(cells(got, "small") == "100000|-7|(blank)");
    CHECK(cells(got, "share") == "0.1|2.5|1");  // a float, which as a double would be 0.10000000149011612
    CHECK(cells(got, "day") == "2024-02-29|(blank)|1959-12-31");
    CHECK(cells(got, "moment") == "2024-02-29 18:00:15|.a (declared)|1960-01-01 00:00:00");
    CHECK(labels(column(got, "m1")) == "0 None, 1 Some, 2 Much, .a Refused");
    CHECK(column(got, "m1").info().label == "Little interest – in anything");
}

TEST_CASE("read_package: a name that says Stata and a beginning that does not", "[data][package][refusal]") {
    auto const bytes = support::content(files + "old.dta");
    CHECK(data::read_bytes("a.DTA", bytes).ok());
    CHECK(only_error(data::read_bytes("a.dta", "id,q1\n1,2\n")) ==
          "D106: the file's name says a Stata file, and it is none");
    CHECK(only_error(data::read_bytes("a.sav", "id,q1\n1,2\n")) ==
          "D106: the file's name says an SPSS file, and it is none");
    // A CSV file that begins with the letter of the version stays one.
    CHECK(data::read_bytes("a.csv", "r,s\n1,2\n").ok());
}

TEST_CASE("read_package: the formats of both programs give the same table", "[data][package]") {
    std::string const long_text(700, 'x');
    std::vector<support::StatisticsVariable> const variables{
        {"id", "Respondent", 20, "", {"A", "Zoë", "C"}},
        {"q1", "First", 0, "", {3.0, std::monostate(), -0.25}},
        {"note", "", 1000, "", {long_text, "", "ends with blanks  "}},
    };
    for (auto const format :
         {StatisticsFormat::sav, StatisticsFormat::zsav, StatisticsFormat::por, StatisticsFormat::dta}) {
        auto own = variables;
        bool const portable = format == StatisticsFormat::por;
        if (portable) {  // short names, capital letters and short texts
            for (auto& variable : own)
                std::transform(variable.name.begin(), variable.name.end(), variable.name.begin(),
                               [](char c) { return static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c); });
            own[0].cells[1] = "Z";
            own[2].text_width = 20;
            own[2].cells[0] = "x";
        }
        CAPTURE(static_cast<int>(format));
        auto const got = data::read_bytes("a.x", statistics_file(format, own));
        REQUIRE(got.ok());
        auto const name = [&](std::size_t i) { return own[i].name; };
        CHECK(cells(*got.value, name(0)) == (portable ? "A|Z|C" : "A|Zoë|C"));
        CHECK(cells(*got.value, name(1)) == "3|(blank)|-0.25");
        CHECK(cells(*got.value, name(2)) == (portable ? "x" : long_text) + "|(blank)|ends with blanks");
        CHECK(column(*got.value, name(0)).info().label == "Respondent");
    }
}

TEST_CASE("read_package: texts in another encoding than the file says", "[data][package][refusal]") {
    auto const path = files + "wrong_encoding.sav";
    auto const got = data::read(path);
    CHECK(only_error(got) == "D202: texts of the SPSS file are not in the encoding 'UTF-8'");
    CHECK(got.diagnostics[0].hint == "say which it is: --encoding windows-1252, for example");
    data::ReadOptions options;
    options.csv.encoding = "windows-1252";
    auto const given = data::read(path, options);
    REQUIRE(given.ok());
    CHECK(cells(*given.value, "id") == "Müller");
    CHECK(given.value->decisions[1] == "encoding: windows-1252 (given)");
    options.csv.encoding = "klingon";
    CHECK(only_error(data::read(path, options)) == "D202: the encoding 'klingon' is not known");
}

TEST_CASE("read_package: a portable file that PSPP wrote", "[data][package][regression]") {
    auto const got = read("pspp.por");  // EXPORT of PSPP 1.6.2: ids 007 and 008, answers to seven items
    CHECK(cells(got, "ID") == "007|008");
    CHECK(cells(got, "G4") == "3|1");
    CHECK(cells(got, "G7") == "2|1");
}

TEST_CASE("read_package: a text that is cut within a character loses what is left of it", "[data][package][regression]") {
    for (auto const format : {StatisticsFormat::sav, StatisticsFormat::dta}) {
        auto const name = format == StatisticsFormat::sav ? "a.sav" : "a.dta";
        CAPTURE(name);
        // "Jörgü" in a variable of six bytes.
        auto const got = data::read_bytes(
            name, statistics_file(format, {{"who", "", 6, "", {std::string("J\xC3\xB6rg\xC3"), std::string("Ann")}}}));
        REQUIRE(got.ok());
        CHECK(cells(*got.value, "who") == "J\xC3\xB6rg|Ann");
        if (format == StatisticsFormat::sav) continue;  // there the library itself leaves it out
        REQUIRE(got.diagnostics.size() == 1);
        CHECK(got.diagnostics[0].code == "D205");
        CHECK(got.diagnostics[0].message.starts_with("1 text ends within a character"));
    }
}

TEST_CASE("read_package: options of other files are refused", "[data][package][refusal]") {
    data::ReadOptions options;
    options.sheet = "1";
    CHECK(only_error(data::read(files + "clinic.sav", options)) ==
          "D156: --sheet means nothing for a file of this kind (SPSS file)");
    options = {};
    options.csv.decimal = DecimalMark::comma;
    CHECK(only_error(data::read(files + "old.dta", options)).find("--decimal") != std::string::npos);
}

TEST_CASE("read_package: every way of cutting a file off ends in words", "[data][package][refusal]") {
    for (auto const* name : {"clinic.sav", "old.dta"}) {
        auto const whole = support::content(files + name);
        for (std::size_t length = 16; length < whole.size(); length += length < 400 ? 1 : 7) {
            CAPTURE(name, length);
            auto const got = data::read_bytes(std::string("a") + name, whole.substr(0, length));
            // What a Stata file has behind its rows are labels, without which it is whole.
            if (got.value) {
                CHECK(name == std::string("old.dta"));
                continue;
            }
            CHECK(got.diagnostics[0].code == "D200");
        }
    }
    auto const zsav = statistics_file(StatisticsFormat::zsav, {{"id", "", 0, "", {1.0, 2.0, 3.0}}});
    for (std::size_t length = 16; length < zsav.size(); ++length) {
        CAPTURE(length);
        CHECK_FALSE(data::read_bytes("a.zsav", zsav.substr(0, length)).ok());
    }
}

TEST_CASE("read_package: any byte may be wrong and nothing but a message comes of it",
          "[data][package][property]") {
    for (auto const* name : {"declared_answer.sav", "old.dta"}) {
        auto const whole = support::content(files + name);
        for (std::size_t at = 4; at < whole.size(); at += 3) {
            for (char const value : {'\0', '\x01', '\x7F', '\xFF'}) {
                auto broken = whole;
                broken[at] = value;
                auto const got = data::read_bytes(name, broken);
                CAPTURE(name, at, static_cast<int>(value));
                CHECK(got.value.has_value() != got.diagnostics.has_errors());
            }
        }
    }
}

TEST_CASE("read_package: a small file that grows without measure is stopped", "[data][package][refusal]") {
    support::StatisticsVariable variable{"x", "", 0, "", {}};
    variable.cells.assign(2'000'000, 1.0);
    auto const bytes = statistics_file(StatisticsFormat::zsav, {variable});
    REQUIRE(bytes.size() < 100'000);
    data::ReadOptions options;
    options.package_limits.cells = {1'000'000, 1};
    CHECK(only_error(data::read_bytes("a.zsav", bytes, options)) ==
          "D204: the file has more cells than a file of its size can hold answers");
    CHECK(data::read_bytes("a.zsav", bytes).ok());
}
