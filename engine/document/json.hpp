/// JSON to be written: a value tree that keeps the order in which it was built, so that the same run gives
/// the same bytes.
///
///   json::Value root;
///   root["verb"] = "analyze";
///   root["data"]["rows"] = 236;
///   root["alpha"] = json::finite_or_null(alpha);
///   root["flags"].push("long_string");
///   auto const text = json::write(root, 2);
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace quaestor::json {

class Value;
using Member = std::pair<std::string, Value>;
using Array = std::vector<Value>;
using Object = std::vector<Member>;

class Value {
public:
    Value() = default;  ///< null
    Value(bool truth) : data_(truth) {}
    Value(double number) : data_(number) {}  ///< must be finite when written
    template <std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, char>) Value(T number)
        : data_(static_cast<std::int64_t>(number)) {}
    Value(std::string text) : data_(std::move(text)) {}
    Value(std::string_view text) : data_(std::string(text)) {}
    Value(char const* text) : data_(std::string(text)) {}
    Value(Array items) : data_(std::move(items)) {}
    Value(Object members);
    template <class T>
    Value(std::optional<T> const& maybe) : Value(maybe ? Value(*maybe) : Value()) {}

    /// `{}` and `[]`, where null would be wrong.
    [[nodiscard]] static Value object();
    [[nodiscard]] static Value array();

    /// The member of that name, made null at the end when there is none. A null becomes an object; a Bug on
    /// the rest.
    Value& operator[](std::string_view key);
    /// Appends to an array; a null becomes one. Gives the new item.
    Value& push(Value item);

    [[nodiscard]] auto const& data() const { return data_; }

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> data_;
};

/// Null where `number` is NaN or infinite.
[[nodiscard]] Value finite_or_null(double number);
/// An array of numbers or texts.
template <class T>
[[nodiscard]] Value array_of(std::vector<T> const& items) {
    auto array = Value::array();
    for (auto const& item : items)
        array.push(Value(item));
    return array;
}

/// RFC 8259. Numbers are the shortest text that reads back to the same value; bytes that are not UTF-8 are
/// replaced by U+FFFD; a number that is not finite is a Bug. `indent` 0 gives one line; otherwise members
/// stand on lines of their own, the items of an array on one, and the text ends with a line end.
[[nodiscard]] std::string write(Value const& value, unsigned indent = 2);

}  // namespace quaestor::json
