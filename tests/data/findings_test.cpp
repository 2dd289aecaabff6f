#include "data/findings.hpp"

#include "base/text.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace quaestor;
using data::Findings;

TEST_CASE("Findings: keep what was found and count it by code in the order of first sight",
          "[data][findings]") {
    Findings findings;
    CHECK(findings.empty());
    findings.add({4, 6, data::no_column, "D121", "expected 3 fields, found 2", "B,1"});
    findings.add({5, 7, 2, "D122", "", ""});
    findings.add({9, 12, 0, "D121", "expected 3 fields, found 4", "C,1,2,3"});
    REQUIRE(findings.size() == 3);
    CHECK(findings[0].row == 4);
    CHECK(findings[0].line == 6);
    CHECK(findings[0].column == data::no_column);
    CHECK(findings[1].column == 2);
    CHECK(findings[1].code == "D122");
    CHECK(findings[1].raw == "");
    CHECK(findings[2].code == "D121");
    CHECK(findings[2].detail == "expected 3 fields, found 4");
    CHECK(findings[2].raw == "C,1,2,3");
    CHECK(findings.count("D121") == 2);
    CHECK(findings.count("D199") == 0);
    CHECK(findings.total() == 3);
    REQUIRE(findings.counts().size() == 2);
    CHECK(findings.counts()[0].code == "D121");
}

TEST_CASE("Findings: count what they no longer keep and keep the first of each code", "[data][findings]") {
    Findings findings;
    for (std::size_t i = 0; i < Findings::most_kept_per_code + 5; ++i) {
        findings.add({static_cast<std::uint32_t>(i), 1, 0, "C001"});
    }
    findings.add({7, 1, 0, "C002"});
    CHECK(findings.size() == Findings::most_kept_per_code + 1);
    CHECK(findings.count("C001") == Findings::most_kept_per_code + 5);
    CHECK(findings.counts()[0].kept == Findings::most_kept_per_code);
    CHECK(findings[findings.size() - 1].code == "C002");

    Findings all;
    all.add({0, 1, 0, "C002"});
    all.append(findings);
    CHECK(all.count("C001") == Findings::most_kept_per_code + 5);
    CHECK(all.count("C002") == 2);
    CHECK(all.total() == findings.total() + 1);
    CHECK(all[0].code == "C002");
}

TEST_CASE("Findings: cut a long text between characters", "[data][findings]") {
    Findings findings;
    std::string text(Findings::longest_raw - 1, 'x');
    findings.add({0, 1, 0, "D121", "", text + "\xC3\xA4 and more"});
    CHECK(findings[0].raw == text);
    findings.add({0, 1, 0, "D121", "", text + "yz"});
    CHECK(findings[1].raw == text + "y");
}

TEST_CASE("Findings: leave out cells of columns that nobody asks for and keep what is about rows",
          "[data][findings]") {
    Findings findings;
    findings.add({0, 2, 0, "D159", "", "#N/A"});
    findings.add({0, 2, 1, "D159", "", "#REF!"});
    findings.add({1, 3, 0, "D130"});  // a row, whose first column shows why
    findings.add({2, 4, data::no_column, "D121"});
    auto const some = findings.about([](std::uint32_t column) { return column == 1; });
    REQUIRE(some.size() == 3);
    CHECK(some[0].raw == "#REF!");
    CHECK(some.count("D159") == 1);
    CHECK(some.count("D130") == 1);
    CHECK(some.count("D121") == 1);

    Findings many;
    for (std::size_t i = 0; i < Findings::most_kept_per_code + 10; ++i)
        many.add({static_cast<std::uint32_t>(i), 1, static_cast<std::uint32_t>(i % 2), "D159"});
    auto const half = many.about([](std::uint32_t column) { return column == 1; });
    CHECK(half.count("D159") == Findings::most_kept_per_code / 2 + 5);
    CHECK(half.about([](std::uint32_t) { return false; }).count("D159") == 0);
}
