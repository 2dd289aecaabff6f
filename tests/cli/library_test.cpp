// The library through the real program: worked answers of independent scorers, mistakes of public sources,
// and a battery.
#include "instrument/library.hpp"

#include "base/text.hpp"
#include "instrument/load.hpp"
#include "program.hpp"
#include "support/golden.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

/// One answered form and one of its results, from tests/golden/instruments.
struct Vector {
    std::string file;
    double tolerance = 0;
    std::string instrument;
    std::string name;  ///< of the case or the trap
    std::string responses;
    std::string covariates;
    std::string result;
    std::string expected;
    std::string wrong;  ///< of a trap
};

/// The rows of one file: remarks with origin and tolerance above, then a CSV with one line of names.
std::vector<Vector> read_vectors(std::filesystem::path const& path) {
    std::istringstream lines(support::content(path.string()));
    std::string csv;
    std::optional<double> tolerance;
    bool origin = false;
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with('#')) {
            csv += line + "\n";
            continue;
        }
        origin = origin || line.starts_with("# made by: ");
        std::istringstream words(line);
        std::string mark, word, number;
        words >> mark >> word >> number;
        if (word == "tolerance:") tolerance = text::parse_number(number);
    }
    INFO(path.string() << " says who made it and how close is close");
    REQUIRE((origin && tolerance));
    support::Sheet const sheet(csv);
    auto const& columns = sheet.columns();
    auto const optional_column = [&](std::string const& name) {
        return std::find(columns.begin(), columns.end(), name) == columns.end()
                   ? std::vector<std::string>(sheet.rows().size())
                   : sheet.column(name);
    };
    auto const instruments = sheet.column("instrument");
    auto const cases = optional_column("case");
    auto const traps = optional_column("trap");
    auto const responses = sheet.column("responses");
    auto const covariates = optional_column("covariates");
    auto const results = sheet.column("result");
    auto const expected = sheet.column("expected");
    auto const wrong = optional_column("wrong");
    std::vector<Vector> vectors;
    for (std::size_t r = 0; r < instruments.size(); ++r) {
        vectors.push_back({path.filename().string(), *tolerance, instruments[r], cases[r] + traps[r],
                           responses[r], covariates[r], results[r], expected[r], wrong[r]});
    }
    return vectors;
}

/// All vectors of the files in a folder, or of one file, by instrument.
std::map<std::string, std::vector<Vector>> by_instrument(std::vector<std::string> const& places) {
    std::map<std::string, std::vector<Vector>> all;
    for (auto const& place : places) {
        auto const path = std::filesystem::path(QUAESTOR_ROOT) / "tests/golden/instruments" / place;
        std::vector<std::filesystem::path> files;
        if (std::filesystem::is_directory(path)) {
            for (auto const& entry : std::filesystem::directory_iterator(path))
                files.push_back(entry.path());
        } else {
            files.push_back(path);
        }
        for (auto const& file : files) {
            for (auto& vector : read_vectors(file))
                all[vector.instrument].push_back(vector);
        }
    }
    return all;
}

instrument::Instrument definition(std::string const& id) {
    auto const file = instrument::find_embedded(id);
    if (!file) throw std::runtime_error("no instrument " + id);
    auto loaded = instrument::load(SourceText(std::string(file->path), std::string(file->text)));
    return std::move(*loaded.value);
}

std::vector<std::string> words(std::string const& text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), std::istream_iterator<std::string>()};
}

/// A data file with one row for each vector, called case_0, case_1 and so on.
std::string data_file(instrument::Instrument const& instrument, std::vector<Vector> const& vectors) {
    std::string csv = "case";
    for (auto const& item : instrument.items)
        csv += "," + item.id;
    for (auto const& covariate : instrument.covariates)
        csv += "," + covariate.id;
    csv += "\n";
    for (std::size_t r = 0; r < vectors.size(); ++r) {
        auto const responses = words(vectors[r].responses);
        CAPTURE(vectors[r].file, vectors[r].name);
        REQUIRE(responses.size() == instrument.items.size());
        csv += "case_" + std::to_string(r);
        for (auto const& response : responses)
            csv += "," + (response == "NA" ? "" : response);
        auto facts = words(vectors[r].covariates);
        for (auto const& covariate : instrument.covariates) {
            csv += ',';
            auto const fact = std::find_if(facts.begin(), facts.end(), [&](std::string const& each) {
                return each.starts_with(covariate.id + "=");
            });
            if (fact == facts.end()) continue;
            csv += fact->substr(covariate.id.size() + 1);
            facts.erase(fact);
        }
        CHECK(facts.empty());
        csv += '\n';
    }
    return csv;
}

/// "total.band_clinic" stands in the column total_band_clinic, "flag risk" in flag_risk.
std::string column_of(std::string result) {
    std::replace(result.begin(), result.end(), ' ', '_');
    std::replace(result.begin(), result.end(), '.', '_');
    return result;
}

bool same(std::string const& cell, std::string expected, double tolerance) {
    auto const got = text::parse_number(cell);
    auto const wanted = text::parse_number(expected);
    if (got && wanted) return golden::near(*got, *wanted, tolerance);
    if (expected == "NA") expected = "";
    if (expected == "true") expected = "yes";
    if (expected == "false") expected = "no";
    return cell == expected;
}

/// The program as it is installed: a data file in, a file of scores out.
support::Sheet scored(std::string const& id, std::string const& csv) {
    support::Folder const folder;
    auto const data = folder.file("data.csv", csv);
    auto const out = folder.path("out.csv");
    auto const status = std::system(("'" QUAESTOR_PROGRAM "' score " + data + " --id case -i " + id + " -o " +
                                     out + " --quiet >/dev/null 2>" + folder.path("err"))
                                        .c_str());
    INFO(support::content(folder.path("err")));
    REQUIRE(status == 0);
    return support::Sheet(support::content(out));
}

/// How many vectors there are, each held against the program.
std::size_t hold(std::string const& id, std::vector<Vector> const& vectors) {
    auto const sheet = scored(id, data_file(definition(id), vectors));
    REQUIRE(sheet.rows().size() == vectors.size());
    for (std::size_t r = 0; r < vectors.size(); ++r) {
        auto const& each = vectors[r];
        auto const cell = sheet.column(column_of(each.result))[r];
        CAPTURE(each.file, id, each.name, each.result, each.expected, cell);
        CHECK(same(cell, each.expected, each.tolerance));
    }
    return vectors.size();
}

}  // namespace

TEST_CASE("the library: scores what independent scorers score", "[cli][library][golden]") {
    auto const all = by_instrument({"vectors.csv", "vectors"});
    std::size_t compared = 0;
    for (auto const& [id, vectors] : all)
        compared += hold(id, vectors);
    CHECK(compared > 2500);
    for (auto const& id : instrument::embedded_ids()) {
        INFO("tests/golden/instruments/vectors/AREA.csv needs answers for " << id);
        CHECK(all.contains(id));
    }
}

TEST_CASE("the library: makes none of the mistakes of public scoring sources", "[cli][library][golden]") {
    std::size_t compared = 0;
    for (auto const& [id, vectors] : by_instrument({"traps"})) {
        compared += hold(id, vectors);
        for (auto const& each : vectors) {
            CAPTURE(each.file, id, each.name, each.result);
            CHECK_FALSE(same(each.wrong == "NA" ? "" : each.wrong, each.expected, each.tolerance));
        }
    }
    CHECK(compared > 100);
}

TEST_CASE("the library: twelve instruments at once score what each scores alone", "[cli][library]") {
    // Instruments whose items have the same ids (q1, q2) are told apart by INSTRUMENT_ITEM, as a battery has
    // them.
    std::vector<std::string> const ids{"phq9",   "gad7", "wemwbs",  "pcl5",   "audit",      "psqi",
                                       "rand36", "sdq",  "core_om", "dass21", "herth_hope", "k10"};
    auto const all = by_instrument({"vectors.csv", "vectors"});
    constexpr std::size_t people = 12;
    std::string header = "case";
    std::vector<std::string> rows(people);
    for (std::size_t r = 0; r < people; ++r)
        rows[r] = "person_" + std::to_string(r);
    std::string together;
    std::map<std::string, std::string> alone;
    for (auto const& id : ids) {
        auto const model = definition(id);
        auto const& vectors = all.at(id);
        for (auto const& item : model.items)
            header += "," + id + "_" + item.id;
        std::string own = "case";
        for (auto const& item : model.items)
            own += "," + item.id;
        own += "\n";
        for (std::size_t r = 0; r < people; ++r) {
            own += "person_" + std::to_string(r);
            for (auto const& response : words(vectors[r % vectors.size()].responses)) {
                auto const cell = "," + (response == "NA" ? std::string() : response);
                rows[r] += cell;
                own += cell;
            }
            own += "\n";
        }
        alone[id] = own;
        together += (together.empty() ? "" : " -i ") + id;
    }
    auto battery = header + "\n";
    for (auto const& row : rows)
        battery += row + "\n";
    auto const sheet = scored(together, battery);
    std::size_t compared = 0;
    for (auto const& id : ids) {
        auto const own = scored(id, alone.at(id));
        for (auto const& column : own.columns()) {
            if (column == "case") continue;
            CAPTURE(id, column);
            CHECK(sheet.column(id + "_" + column) == own.column(column));
            ++compared;
        }
    }
    CHECK(sheet.columns().size() == compared + 1);
}

TEST_CASE("CONTRIBUTING.md: its rows of vectors and traps are rows of the files", "[cli][library][docs]") {
    std::string golden;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(
             std::filesystem::path(QUAESTOR_ROOT) / "tests/golden/instruments")) {
        if (entry.is_regular_file()) golden += "\n" + support::content(entry.path().string());
    }
    std::istringstream lines(support::project_file("CONTRIBUTING.md"));
    std::size_t rows = 0;
    for (std::string line; std::getline(lines, line);) {
        if (!instrument::find_embedded(line.substr(0, line.find(',')))) continue;
        CAPTURE(line);
        CHECK(golden.find("\n" + line + "\n") != std::string::npos);
        ++rows;
    }
    CHECK(rows == 3);
}
