// How a file writes its answers: labels in place of codes, codes that nobody declared, another base of the
// codes.
#include "base/sha256.hpp"
#include "program.hpp"

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::Json;
using support::run;
using support::Sheet;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

/// One item of the PHQ by itself.
std::string const one_item = R"inst(instrument one "One item" {
  source  "Example (2024)"
  licence free "Made up for this test"
  status  verified
  responses frequency { 0 "Not at all"  1 "Several days"  2 "More than half the days"  3 "Nearly every day" }
  items frequency { q1 "Little interest or pleasure in doing things" }
  scale total "Total" { sum of q1  missing none  range 0..3 }
  example "one" { q1 = 1  expect total = 1 }
}
)inst";

}  // namespace

TEST_CASE("score: labels in any writing are answers and a slip is refused", "[cli][coding]") {
    support::Folder const folder;
    auto const definition = folder.file("one.inst", one_item);
    auto const ran = run({"score", "tests/data/coding/17_labels_not_codes.csv", "-i", definition, "-o",
                          folder.path("s.csv"), "--findings", folder.path("f.csv")});
    REQUIRE(ran.exit == Exit::done);
    CHECK(Sheet(support::content(folder.path("s.csv"))).column("total") ==
          std::vector<std::string>{"1", "1", "1", "1", ""});
    std::string const told =
        "4 cells of 1 item of one were read by the label of their answer, not by its code";
    CHECK(contains(ran.err, "note[C060]: " + told));
    CHECK(contains(ran.err, "line 6, column 'q1': expected 0, 1, 2 or 3\n"));
    CHECK_FALSE(contains(ran.err, "Several"));  // nearly what stood there
    auto const receipt = support::content(folder.path("s.csv.receipt.json"));
    CHECK(contains(receipt, "labels: " + told));
    CHECK_FALSE(contains(receipt, "Several"));
    CHECK(support::content(folder.path("f.csv")) ==
          "row,line,column,item,code,rule,detail\n"
          "5,6,q1,q1,C102,not an answer,\"expected 0, 1, 2 or 3\"\n");
}

TEST_CASE("score: a label that comes near is told to who may see values", "[cli][coding][privacy]") {
    support::Folder const folder;
    auto const definition = folder.file("one.inst", one_item);
    auto const ran = run({"score", "tests/data/coding/17_labels_not_codes.csv", "-i", definition,
                          "--show-values", "--findings", folder.path("f.csv")});
    CHECK(contains(ran.err, "found 'Sevral days'; did you mean 'Several days'?"));
    Sheet const findings(support::content(folder.path("f.csv")));
    CHECK(findings.at("5", "found") == "Sevral days");
    CHECK(findings.at("5", "near") == "Several days");
}

TEST_CASE("score: findings alone go beside scores on standard output", "[cli][coding]") {
    support::Folder const folder;
    auto const plain = run("score samples/clinic.csv -i wemwbs");
    auto const ran = run({"score", "samples/clinic.csv", "-i", "wemwbs", "--findings", folder.path("f.csv")});
    CHECK(ran.exit == Exit::done);
    CHECK(ran.out == plain.out);
    CHECK(support::listing(folder.path()).size() == 1);
    Sheet const findings(support::content(folder.path("f.csv")));
    CHECK(findings.rows().size() == 5);
    CHECK(findings.count("code", "C101") == 3);
    CHECK(findings.count("code", "C102") == 1);
    CHECK(findings.count("code", "D121") == 1);
    CHECK(findings.at("17", "line") == "18");
    CHECK(findings.at("17", "column") == "w6");
    CHECK(findings.at("17", "item") == "w6");
    CHECK(findings.at("17", "rule") == "out of range");
}

TEST_CASE("score: findings are in the receipt with their hash and not written where the run is refused",
          "[cli][coding]") {
    support::Folder const folder;
    std::vector<std::string> const words{"score", "samples/clinic.csv", "-i",         "wemwbs",
                                         "-o",    folder.path("s.csv"), "--findings", folder.path("f.csv")};
    REQUIRE(run(words).exit == Exit::done);
    Json const receipt(support::content(folder.path("s.csv.receipt.json")));
    CHECK(receipt.text("/outputs/1/file") == folder.path("f.csv"));
    CHECK(receipt.text("/outputs/1/sha256") == quaestor::sha256(support::content(folder.path("f.csv"))));
    support::Folder const other;
    CHECK(run({"score", "samples/clinic.csv", "-i", "wemwbs", "--strict", "--findings", other.path("f.csv")})
              .exit == Exit::data);
    CHECK(support::listing(other.path()).empty());
    CHECK(run(words).exit == Exit::output);  // both exist now
    CHECK(run({"score", "samples/clinic.csv", "-i", "wemwbs", "--findings", other.path("f.xlsx")}).exit ==
          Exit::output);
}

TEST_CASE("analyze: reads labels and says so", "[cli][coding]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    std::string const csv = "id,m1,m2\n1,some,1\n2,2,0\n3,1,1\n4, SOME,2\n";
    auto const ran =
        run({"analyze", folder.file("d.csv", csv), "-i", definition, "-o", folder.path("a.json")});
    CHECK(contains(ran.err, "note[C060]: 2 cells of 1 item of small were read by the label"));
    CHECK(
        contains(support::content(folder.path("a.json.receipt.json")), "labels: 2 cells of 1 item of small"));
    CHECK(Json(support::content(folder.path("a.json"))).number("/items/m1/n") == 4);
}
