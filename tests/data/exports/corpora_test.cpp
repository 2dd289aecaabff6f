// Exports of other projects, and files made to mislead, where they lie beside this one.
#include "data/exports/dictionary.hpp"
#include "exports/sample.hpp"

#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace quaestor;
using data::Origin;
using data::exports::Dictionary;
using data::exports::dictionary_of;
using support::code_count;
namespace fs = std::filesystem;

namespace {

/// The folder, or nothing with a note that the test was skipped.
std::string corpora(std::string const& folder) {
    auto const path = std::string(QUAESTOR_ROOT) + "/../shared/ecosystem/corpora/" + folder;
    if (fs::is_directory(path)) return path + "/";
    std::cout << "skipped: " << path << " is not here\n";
    return "";
}

std::vector<fs::path> csv_files(std::string const& folder) {
    std::vector<fs::path> files;
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().extension() == ".csv") files.push_back(entry.path());
    }
    return files;
}

/// One project of REDCapR: its data with its dictionary.
Outcome<data::ReadResult> project(std::string const& folder,
                                  std::string const& dictionary = "dictionary.csv") {
    data::ReadOptions options;
    options.exports.dictionary = folder + "/" + dictionary;
    return data::read(folder + "/data.csv", options);
}

MissingReason reason(data::ReadResult const& read, std::string const& column, std::size_t row) {
    return read.table.column(*read.table.find(column)).missing()[row];
}

}  // namespace

TEST_CASE("exports: the Qualtrics file made to mislead", "[data][exports][corpora]") {
    auto const folder = corpora("handmade/qualtrics");
    if (folder.empty()) return;
    auto const got = data::read(folder + "01_three_header_rows.csv");
    REQUIRE(got.ok());
    auto const& table = got.value->table;
    CHECK(table.row_count() == 2);
    CHECK(table.refused_rows().size() == 1);
    CHECK(table.refused(1));
    CHECK(got.value->findings.count("D177") == 1);
    CHECK(table.text(*table.find("Q2"), 0) == "1,4");
    CHECK(table.column(*table.find("Q2")).kind() == data::ColumnKind::text);
    CHECK(table.column(*table.find("Q1_1")).integers()[0] == 2);
}

TEST_CASE("exports: the REDCap files made to mislead", "[data][exports][corpora]") {
    auto const folder = corpora("handmade/redcap");
    if (folder.empty()) return;
    auto const listed = data::read(folder + "01_dictionary.csv");
    REQUIRE(listed.ok());
    auto const dictionary = dictionary_of(listed.value->table, "01_dictionary.csv");
    REQUIRE(dictionary.ok());
    CHECK(dictionary.diagnostics.empty());
    CHECK(dictionary.value->find("r1")->choices[1].label == "Sometimes, but rarely");
    CHECK(dictionary.value->find("r1")->choices[3].code == "-99");
    CHECK(dictionary.value->find("phq2")->choices[2].label == "More than half the days");
    for (auto const* box : {"chk___1", "chk____2", "chk___x"})
        CHECK(dictionary.value->place_of(box));

    data::ReadOptions options;
    options.exports.dictionary = folder + "01_dictionary.csv";
    options.exports.missing = {"UNK"};
    auto const got = data::read(folder + "02_data.csv", options);
    REQUIRE(got.ok());
    CHECK(got.value->table.row_count() == 3);
    CHECK(got.value->exported.key.size() == 3);
    CHECK(reason(*got.value, "phq1", 1) == MissingReason::declared);
    CHECK(got.value->exported.status[*got.value->table.find("phq1")] == got.value->table.find("s_complete"));
    CHECK(reason(*got.value, "chk___1", 1) == MissingReason::none);  // other answers say that it was opened
    CHECK(code_count(got, "D186") == 0);
}

TEST_CASE("exports: Qualtrics files of another project, of today and of the older form",
          "[data][exports][corpora]") {
    auto const folder = corpora("qualtrics/qualtRics/inst/extdata");
    if (folder.empty()) return;
    auto const got = data::read(folder + "sample.csv");
    REQUIRE(got.ok());
    CHECK(got.value->table.origin() == Origin::qualtrics);
    CHECK(got.value->table.row_count() == 1);
    CHECK(got.value->table.column(*got.value->table.find("Q1")).integers()[0] == 2);
    CHECK_FALSE(got.value->table.find("IPAddress"));
    auto const legacy = data::read(folder + "sample_legacy.csv");
    REQUIRE(legacy.ok());
    CHECK(legacy.value->table.origin() == Origin::qualtrics);
    CHECK(legacy.value->table.row_count() == 1);
    CHECK(legacy.value->table.find_ignoring_case("ResponseID").size() == 1);
    CHECK(legacy.value->table.text(*legacy.value->table.find("Q2"), 0) == "Hello World!");
    CHECK_FALSE(legacy.value->table.find("V6"));
}

TEST_CASE("exports: every file of REDCapR is read or refused in words", "[data][exports][corpora]") {
    auto const folder = corpora("redcap/REDCapR");
    if (folder.empty()) return;
    auto const files = csv_files(folder);
    CHECK(files.size() == 65);
    for (auto const& file : files) {
        CAPTURE(file);
        auto const got = data::read(file.string());
        CHECK(got.value.has_value() != got.diagnostics.has_errors());
        for (auto const& one : got.diagnostics)
            CHECK(one.message.size() > 10);
        auto const name = file.filename().string();
        bool const empty = fs::file_size(file) < 2;
        CHECK(got.ok() != empty);
        if (empty) CHECK(code_count(got, "D101") == 1);
        if (name.starts_with("data") && !empty) CHECK(got.value->table.origin() == Origin::redcap);
        if (name.starts_with("dictiona")) {
            CHECK(got.value->table.origin() == Origin::none);
            auto const dictionary = dictionary_of(got.value->table, name);
            REQUIRE(dictionary.ok());
            CHECK(dictionary.value->fields.size() == got.value->table.row_count());
        }
    }
}

TEST_CASE("exports: each project of REDCapR fits its own dictionary", "[data][exports][corpora]") {
    auto const folder = corpora("redcap/REDCapR/inst/test-data/projects");
    if (folder.empty()) return;
    for (auto const& entry : fs::directory_iterator(folder)) {
        auto const path = entry.path().string();
        CAPTURE(path);
        if (!fs::exists(path + "/dictionary.csv") || fs::file_size(path + "/data.csv") < 2) continue;
        auto const got = project(path);
        REQUIRE(got.ok());
        CHECK(code_count(got, "D184") == 0);
        CHECK(code_count(got, "D186") == 0);
    }
}

TEST_CASE("exports: what is known of single projects of REDCapR", "[data][exports][corpora]") {
    auto const folder = corpora("redcap/REDCapR/inst/test-data/projects");
    if (folder.empty()) return;
    auto const comma = project(folder + "decimal-comma-and-dot");
    REQUIRE(comma.ok());
    CHECK(comma.value->table.notation(*comma.value->table.find("height_comma")).mark == DecimalMark::comma);
    CHECK(comma.value->table.notation(*comma.value->table.find("height_dot")).mark == DecimalMark::point);

    auto const boxes = project(folder + "checkboxes-1");
    REQUIRE(boxes.ok());
    CHECK(boxes.value->table.text(*boxes.value->table.find("check_two___c"), 0) == "1");

    auto const repeating = project(folder + "vignette-repeating");
    REQUIRE(repeating.ok());
    CHECK(repeating.value->exported.key.size() == 2);
    CHECK(repeating.value->exported.status[*repeating.value->table.find("sbp")] ==
          repeating.value->table.find("blood_pressure_complete"));

    auto const survey = project(folder + "survey");
    REQUIRE(survey.ok());
    CHECK_FALSE(survey.value->table.find("redcap_survey_identifier"));
    CHECK(survey.value->table.column(*survey.value->exported.id).name() == "participant_id");

    // R wrote its row numbers in front.
    auto const russian = data::read(folder + "russian/data.csv");
    REQUIRE(russian.ok());
    CHECK(russian.value->table.column(*russian.value->exported.id).name() == "record_id");
}
