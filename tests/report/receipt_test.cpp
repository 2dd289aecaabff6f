#include "report/receipt.hpp"

#include "base/version.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;

TEST_CASE("receipt_json: holds all that was given and no time of day", "[report][receipt]") {
    report::Receipt receipt;
    receipt.verb = "score";
    receipt.arguments = {"score", "d.csv", "--id=who"};
    receipt.data = {"d.csv", "aa", 12};
    receipt.inputs = {{"dictionary.csv", "ab", 13}};
    receipt.definitions = {{"phq9", "2001", "verified", "built in", "bb"}};
    receipt.decisions = {"delimiter: ','"};
    receipt.options = {{"id", "who"}};
    receipt.counts["rows"] = 3;
    receipt.outputs = {{"o.csv", "cc", 34}};
    CHECK(
        json::write(report::receipt_json(receipt), 0) ==
        R"({"tool":"quaestor","version":")" + std::string(version()) +
            R"(","verb":"score","arguments":["score","d.csv","--id=who"],"data":{"file":"d.csv","sha256":"aa","bytes":12},)"
            R"("inputs":[{"file":"dictionary.csv","sha256":"ab","bytes":13}],)"
            R"("definitions":[{"id":"phq9","version":"2001","status":"verified","origin":"built in","sha256":"bb"}],)"
            R"("decisions":["delimiter: ','"],"options":{"id":"who"},"counts":{"rows":3},)"
            R"("outputs":[{"file":"o.csv","sha256":"cc","bytes":34}]})");
}

TEST_CASE("receipt_json: lists that are empty are lists all the same", "[report][receipt]") {
    auto const text = json::write(report::receipt_json({}), 0);
    for (std::string const part :
         {R"("definitions":[])", R"("decisions":[])", R"("arguments":[])", R"("outputs":[])"})
        CHECK(text.find(part) != std::string::npos);
}

TEST_CASE("read_receipt: gives back what was written", "[report][receipt]") {
    report::Receipt receipt;
    receipt.verb = "score";
    receipt.arguments = {"score", "d \"x\".csv", "--delimiter=;"};
    receipt.data = {"d \"x\".csv", "aa", 12};
    receipt.inputs = {{"dictionary.csv", "ab", 13}};
    receipt.definitions = {{"phq9", "2001", "verified", "built in", "bb"},
                           {"mine", "", "provisional", "m.inst", "cc"}};
    receipt.counts["rows"] = 3;
    receipt.outputs = {{"o.csv", "dd", 34}, {"o.xlsx", "ee", 5'000'000'000}};
    auto const read = report::read_receipt(SourceText("r", json::write(report::receipt_json(receipt), 2)));
    REQUIRE(read.ok());
    CHECK(read.value->version == version());
    CHECK(json::write(report::receipt_json(*read.value), 0) == json::write(report::receipt_json([&] {
                                                                               auto without = receipt;
                                                                               without.counts = {};
                                                                               return without;
                                                                           }()),
                                                                           0));
}

TEST_CASE("read_receipt: says all that is wrong, with its place", "[report][receipt][refusal]") {
    auto const mistakes = [](std::string const& text) {
        std::vector<std::string> said;
        for (auto const& one : report::read_receipt(SourceText("r", text)).diagnostics)
            said.push_back(one.code + " " + one.message);
        return said;
    };
    CHECK(mistakes("{").front().starts_with("J001"));
    CHECK(mistakes("[]").size() == 6);
    CHECK(
        mistakes(
            R"({"verb":1,"version":"0.1.0","arguments":["score",2],"data":{"file":"d","sha256":"a","bytes":1},
                       "definitions":[{"id":"x"}],"outputs":{}})") ==
        std::vector<std::string>{"J006 'verb' of a receipt is a text", "J006 each of 'arguments' is a text",
                                 "J007 a receipt has 'version' here", "J007 a receipt has 'status' here",
                                 "J007 a receipt has 'origin' here", "J007 a receipt has 'sha256' here",
                                 "J006 'outputs' of a receipt is a list"});
}
