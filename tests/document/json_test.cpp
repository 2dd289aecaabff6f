#include "document/json.hpp"

#include "base/expects.hpp"

#include <limits>

#include <catch2/catch.hpp>

using namespace quaestor;

TEST_CASE("json: members keep the order in which they were made", "[document][json]") {
    json::Value root;
    root["zeta"] = 1;
    root["alpha"] = true;
    root["zeta"] = 2;  // replaced where it stands
    root["inner"]["b"] = "x";
    root["inner"]["a"] = json::Value();
    CHECK(json::write(root, 0) == R"({"zeta":2,"alpha":true,"inner":{"b":"x","a":null}})");
}

TEST_CASE("json: numbers are the shortest text that reads back", "[document][json]") {
    json::Value list;
    for (double const number : {0.1 + 0.2, 0.1, -0.0, 1e22, 5e-324, 3.0})
        list.push(number);
    list.push(std::numeric_limits<std::int64_t>::min());
    list.push(9007199254740993);  // has no double
    CHECK(json::write(list, 0) ==
          "[0.30000000000000004,0.1,0,1e+22,5e-324,3,-9223372036854775808,9007199254740993]");
}

TEST_CASE("json: a literal is a text and not a truth value", "[document][json]") {
    json::Value root;
    root["verb"] = "analyze";
    root["view"] = std::string_view("v");
    root["none"] = std::optional<double>();
    root["some"] = std::optional<double>(0.5);
    CHECK(json::write(root, 0) == R"({"verb":"analyze","view":"v","none":null,"some":0.5})");
}

TEST_CASE("json: text is escaped and always UTF-8", "[document][json]") {
    json::Value root;
    root[std::string("a\"\\\n\x01\0", 6)] = "d\xC3\xA9j\xC3\xA0 \xF0\x9F\x98\x80";
    root["bad"] = "x\xFFy\xC3";
    CHECK(json::write(root, 0) ==
          "{\"a\\\"\\\\\\n\\u0001\\u0000\":\"d\xC3\xA9j\xC3\xA0 \xF0\x9F\x98\x80\","
          "\"bad\":\"x\xEF\xBF\xBDy\xEF\xBF\xBD\"}");
}

TEST_CASE("json: what is not finite becomes null only when asked", "[document][json][refusal]") {
    auto const nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(json::write(json::finite_or_null(nan), 0) == "null");
    CHECK(json::write(json::finite_or_null(0.25), 0) == "0.25");
    json::Value deep;
    deep["a"].push(std::numeric_limits<double>::infinity());
    CHECK_THROWS_AS(json::write(deep), Bug);
}

TEST_CASE("json: a member of a number and an item of a text are bugs", "[document][json][refusal]") {
    json::Value number = 1;
    CHECK_THROWS_AS(number["a"], Bug);
    json::Value words = "x";
    CHECK_THROWS_AS(words.push(1), Bug);
    CHECK(json::write(json::Value::object(), 0) == "{}");
    CHECK(json::write(json::Value::array(), 0) == "[]");
}

TEST_CASE("json: indented text has one member a line and arrays on one", "[document][json]") {
    json::Value root;
    root["values"] =
        json::Value(json::Array{json::array_of(std::vector<double>{1, 2.5}), json::Value::array()});
    root["empty"] = json::Value::object();
    CHECK(json::write(root, 2) == "{\n  \"values\": [[1, 2.5], []],\n  \"empty\": {}\n}\n");
}
