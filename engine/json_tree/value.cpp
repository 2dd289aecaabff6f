#include "json_tree/value.hpp"

#include <algorithm>

namespace quaestor::json_tree {

Value const* Value::find(std::string_view key) const {
    for (auto const& member : members) {
        if (member.key == key) return &member.value;
    }
    return nullptr;
}

Value object() {
    Value value;
    value.type = Type::object;
    return value;
}
Value array() {
    Value value;
    value.type = Type::array;
    return value;
}
Value text(std::string words) {
    Value value;
    value.type = Type::text;
    value.text = std::move(words);
    return value;
}
Value number(std::string digits) {
    Value value;
    value.type = Type::number;
    value.text = std::move(digits);
    return value;
}
Value truth(bool yes) {
    Value value;
    value.type = Type::truth;
    value.truth = yes;
    return value;
}
Value& put(Value& object, std::string key, Value value) {
    object.members.push_back({std::move(key), std::move(value), {}});
    return object.members.back().value;
}

std::string pointer_of(Value const& value) {
    if (value.parent == nullptr) return "";
    std::string step;
    if (value.parent->type == Type::array) {
        step = std::to_string(value.place);
    } else {
        for (char const c : value.parent->members[value.place].key)
            step += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    return pointer_of(*value.parent) + "/" + step;
}

Diagnostic mistake(char const* code, SourceSpan span, Value const& place, std::string message,
                   std::string hint) {
    return {Severity::error,    code,
            std::move(message), {{span, "at " + (place.parent ? pointer_of(place) : "the root")}},
            std::move(hint),    ""};
}

std::uint32_t place_within(SourceText const& source, Value const& value, std::size_t offset) {
    auto const& text = source.text();
    std::size_t at = value.span.begin + 1U;
    std::size_t const last = value.span.end - 1U;
    std::size_t said = 0;
    auto const hex = [&](std::size_t from) {
        unsigned code = 0;
        for (auto i = from; i < from + 4 && i < last; ++i) {
            auto const c = static_cast<unsigned>(static_cast<unsigned char>(text[i]));
            code = code * 16 + (c <= '9' ? c - '0' : (c | 0x20U) - 'a' + 10);
        }
        return code;
    };
    while (at < last) {
        std::size_t raw = 1;
        std::size_t bytes = 1;
        if (text[at] == '\\' && text[at + 1] == 'u') {
            auto const code = hex(at + 2);
            bool const pair = code >= 0xD800 && code < 0xDC00;
            raw = pair ? 12 : 6;
            bytes = pair ? 4 : code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
        } else if (text[at] == '\\') {
            raw = 2;
        }
        if (said + bytes > offset) break;
        said += bytes;
        at += raw;
    }
    return static_cast<std::uint32_t>(std::min(at, last));
}

}  // namespace quaestor::json_tree
