#include "study/outputs.hpp"

#include "base/sha256.hpp"
#include "support/folder.hpp"

#include <filesystem>
#include <map>
#include <stdexcept>

#include <catch2/catch.hpp>

using namespace quaestor;
namespace fs = std::filesystem;

namespace {

document::Table table(std::size_t rows) {
    document::Table table;
    table.key = "t";
    table.columns = {{"n", "n", document::Kind::count}};
    table.rows = rows;
    table.cells = [](std::size_t row, std::size_t) { return document::Cell(row); };
    return table;
}

study::Makers good() {
    return {[] {
                document::Document document;
                document.title = "A title";
                return document;
            },
            [] { return table(2); },
            [] {
                json::Value value;
                value["a"] = 1;
                return value;
            }};
}

std::map<std::string, std::string> listing(support::Folder const& folder) {
    std::map<std::string, std::string> files;
    for (auto const& entry : fs::directory_iterator(folder.path()))
        files[entry.path().filename().string()] =
            entry.is_regular_file() ? support::content(entry.path().string()) : "";
    return files;
}

}  // namespace

TEST_CASE("Outputs: every file and one receipt with their hashes", "[study][outputs]") {
    support::Folder const folder;
    auto outputs = study::Outputs::open({folder.path("a.CSV"), folder.path("b.json"), folder.path("c.xlsx")},
                                        {}, false, true);
    REQUIRE(outputs.ok());
    CHECK(outputs.value->written() == std::vector<std::string>{folder.path("a.CSV"), folder.path("b.json"),
                                                               folder.path("c.xlsx"),
                                                               folder.path("a.CSV.receipt.json")});
    CHECK_FALSE(fs::exists(folder.path("a.CSV")));  // not before it is written
    report::Receipt receipt;
    receipt.verb = "test";
    CHECK(outputs.value->write(good(), receipt).empty());
    CHECK(support::content(folder.path("a.CSV")) == "n\n0\n1\n");
    CHECK(support::content(folder.path("b.json")).find("\"a\": 1") != std::string::npos);
    CHECK(support::content(folder.path("c.xlsx")).starts_with("PK"));
    auto const text = support::content(folder.path("a.CSV.receipt.json"));
    for (std::string const name : {"a.CSV", "b.json", "c.xlsx"})
        CHECK(text.find(sha256(support::content(folder.path(name)))) != std::string::npos);
    CHECK(listing(folder).size() == 4);
}

TEST_CASE("Outputs: findings are a file of their own and in the receipt with their hash",
          "[study][outputs]") {
    support::Folder const folder;
    auto outputs = study::Outputs::open({folder.path("a.csv")}, {}, false, true, folder.path("findings.csv"));
    REQUIRE(outputs.ok());
    CHECK(outputs.value->written() == std::vector<std::string>{folder.path("a.csv"),
                                                               folder.path("findings.csv"),
                                                               folder.path("a.csv.receipt.json")});
    auto makers = good();
    makers.findings = [] { return table(3); };
    CHECK(outputs.value->write(makers, {}).empty());
    CHECK(support::content(folder.path("findings.csv")) == "n\n0\n1\n2\n");
    auto const receipt = support::content(folder.path("a.csv.receipt.json"));
    CHECK(receipt.find(sha256("n\n0\n1\n2\n")) != std::string::npos);
}

TEST_CASE("Outputs: findings alone are written and are no product", "[study][outputs]") {
    support::Folder const folder;
    auto outputs = study::Outputs::open({}, {}, false, true, folder.path("findings.csv"));
    REQUIRE(outputs.ok());
    CHECK(outputs.value->empty());
    auto makers = good();
    makers.findings = [] { return table(1); };
    CHECK(outputs.value->write(makers, {}).empty());
    CHECK(listing(folder) == std::map<std::string, std::string>{{"findings.csv", "n\n0\n"}});
}

TEST_CASE("Outputs: where the findings cannot be written nothing else is there either",
          "[study][outputs][refusal]") {
    support::Folder const folder;
    {
        auto outputs =
            study::Outputs::open({folder.path("a.csv")}, {}, false, true, folder.path("findings.csv"));
        REQUIRE(outputs.ok());
        fs::create_directories(folder.path("findings.csv/in the way"));
        auto makers = good();
        makers.findings = [] { return table(1); };
        CHECK(outputs.value->write(makers, {}).has_errors());
    }
    CHECK(listing(folder) == std::map<std::string, std::string>{{"findings.csv", ""}});
}

TEST_CASE("Outputs: opened and not written leave nothing behind", "[study][outputs]") {
    support::Folder const folder;
    {
        auto const outputs =
            study::Outputs::open({folder.path("a.csv"), folder.path("b.json")}, {}, false, true);
        CHECK(outputs.ok());
    }
    CHECK(listing(folder).empty());
}

TEST_CASE("Outputs: where the second cannot be made the first is not there either",
          "[study][outputs][refusal]") {
    support::Folder const folder;
    auto const old = folder.file("old.json", "old");
    {
        auto outputs =
            study::Outputs::open({folder.path("a.csv"), old, folder.path("b.xlsx")}, {}, true, true);
        REQUIRE(outputs.ok());
        auto makers = good();
        makers.workbook = [] {  // more rows than a sheet has
            document::Document document;
            document.title = "A title";
            document.sections.push_back({"s", "S", {table(1'048'577)}, true});
            return document;
        };
        auto const problems = outputs.value->write(makers, {});
        CHECK(problems.has_errors());
        CHECK(problems[0].where == folder.path("b.xlsx"));  // by its own name and not the temporary one
    }
    CHECK(listing(folder) == std::map<std::string, std::string>{{"old.json", "old"}});
}

TEST_CASE("Outputs: a fault while the second is made leaves nothing behind", "[study][outputs]") {
    support::Folder const folder;
    {
        auto outputs = study::Outputs::open({folder.path("a.csv"), folder.path("b.json")}, {}, false, true);
        REQUIRE(outputs.ok());
        auto makers = good();
        makers.json = []() -> json::Value { throw std::logic_error("planted"); };
        CHECK_THROWS_AS(outputs.value->write(makers, {}), std::logic_error);
    }
    CHECK(listing(folder).empty());
}

TEST_CASE("Outputs: where the last cannot be moved into place what stood there before is put back",
          "[study][outputs][refusal]") {
    support::Folder const folder;
    auto const old = folder.file("old.csv", "old\n");
    {
        auto outputs =
            study::Outputs::open({old, folder.path("new.csv"), folder.path("b.json")}, {}, true, true);
        REQUIRE(outputs.ok());
        fs::create_directories(folder.path("b.json/in the way"));  // comes to stand there meanwhile
        auto const problems = outputs.value->write(good(), {});
        REQUIRE(problems.has_errors());
        CHECK(problems[0].code == "W003");
        CHECK(problems[0].where == folder.path("b.json"));
    }
    CHECK(listing(folder) == std::map<std::string, std::string>{{"old.csv", "old\n"}, {"b.json", ""}});
}

TEST_CASE("Outputs: nothing is kept of what was replaced", "[study][outputs]") {
    support::Folder const folder;
    auto const old = folder.file("a.csv", "old\n");
    (void)folder.file("a.csv.receipt.json", "old");
    auto outputs = study::Outputs::open({old}, {}, true, true);
    REQUIRE(outputs.ok());
    CHECK(outputs.value->write(good(), {}).empty());
    CHECK(support::content(old) == "n\n0\n1\n");
    CHECK(listing(folder).size() == 2);
}

TEST_CASE("Outputs: refuses endings and clashes by code", "[study][outputs][refusal]") {
    support::Folder const folder;
    auto const data = folder.file("d.csv", "x\n");
    auto const code = [&](std::vector<std::string> const& paths, bool force = true) {
        auto const outputs = study::Outputs::open(paths, {data}, force, true);
        return outputs.value ? std::string() : outputs.diagnostics[0].code;
    };
    CHECK(code({folder.path("a.html")}) == "W004");
    CHECK(code({folder.path("csv")}) == "W004");
    CHECK(code({folder.path(".csv")}) == "W004");  // a hidden file without an ending
    CHECK(code({data}) == "W005");
    CHECK(code({folder.path("x/../d.csv")}) == "W005");
    CHECK(code({folder.path("a.csv"), folder.path("a.csv")}) == "W005");
    CHECK(code({folder.path("a.csv"), folder.path("a.csv.receipt.json")}) == "W005");
    CHECK(code({folder.path("none/a.csv")}) == "W001");
    CHECK(code({folder.file("e.csv", "")}, false) == "W002");
    CHECK(code({folder.path("a.csv"), folder.path("b.csv")}).empty());
    auto const findings = [&](std::string const& path) {
        auto const outputs = study::Outputs::open({folder.path("a.csv")}, {data}, true, true, path);
        return outputs.value ? std::string() : outputs.diagnostics[0].code;
    };
    CHECK(findings(folder.path("f.xlsx")) == "W004");
    CHECK(findings("-") == "W004");
    CHECK(findings(data) == "W005");
    CHECK(findings(folder.path("a.csv")) == "W005");
    CHECK(findings(folder.path("f.csv")).empty());
    CHECK(listing(folder).size() == 2);
}

TEST_CASE("Outputs: check refuses a format that a verb does not make and says which it does",
          "[study][outputs][refusal]") {
    support::Folder const folder;
    auto const outputs = study::Outputs::open({folder.path("a.csv"), folder.path("b.json")}, {}, false, true);
    REQUIRE(outputs.ok());
    CHECK(outputs.value->check(good(), "verb").empty());
    auto makers = good();
    makers.table = nullptr;
    auto const wrong = outputs.value->check(makers, "verb");
    REQUIRE(wrong.size() == 1);
    CHECK(wrong[0].where == folder.path("a.csv"));
    CHECK(wrong[0].hint == "it writes .xlsx and .json");
}
