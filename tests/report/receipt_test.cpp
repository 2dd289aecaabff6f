#include "report/receipt.hpp"

#include "base/version.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;

TEST_CASE("receipt_json: holds all that was given and no time of day", "[report][receipt]") {
    report::Receipt receipt;
    receipt.verb = "score";
    receipt.data = {"d.csv", "aa", 12};
    receipt.definitions = {{"phq9", "2001", "verified", "built in", "bb"}};
    receipt.decisions = {"delimiter: ','"};
    receipt.options = {{"id", "who"}};
    receipt.counts["rows"] = 3;
    receipt.outputs = {{"o.csv", "cc", 34}};
    CHECK(
        json::write(report::receipt_json(receipt), 0) ==
        R"({"tool":"quaestor","version":")" + std::string(version()) +
            R"(","verb":"score","data":{"file":"d.csv","sha256":"aa","bytes":12},)"
            R"("definitions":[{"id":"phq9","version":"2001","status":"verified","origin":"built in","sha256":"bb"}],)"
            R"("decisions":["delimiter: ','"],"options":{"id":"who"},"counts":{"rows":3},)"
            R"("outputs":[{"file":"o.csv","sha256":"cc","bytes":34}]})");
}

TEST_CASE("receipt_json: lists that are empty are lists all the same", "[report][receipt]") {
    auto const text = json::write(report::receipt_json({}), 0);
    for (std::string const part :
         {R"("definitions":[])", R"("decisions":[])", R"("options":{})", R"("outputs":[])"})
        CHECK(text.find(part) != std::string::npos);
}
