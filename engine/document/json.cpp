#include "document/json.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "document/write/clean_text.hpp"

#include <algorithm>
#include <cmath>

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

namespace quaestor::json {
namespace {

/// Feeds a value tree into one of RapidJSON's writers. Every call of theirs answers whether it wrote.
template <class Writer>
struct Feed {
    Writer& out;

    void check(bool written) const { expects(written, "json: the writer refused a value"); }

    void text(std::string const& words) const {
        if (text::first_invalid_utf8(words)) return text(document::valid_utf8(words));
        check(out.String(words.data(), static_cast<rapidjson::SizeType>(words.size())));
    }
    void operator()(std::monostate) const { check(out.Null()); }
    void operator()(bool truth) const { check(out.Bool(truth)); }
    void operator()(std::int64_t number) const { check(out.Int64(number)); }
    void operator()(double number) const {
        expects(std::isfinite(number), "json: a number that is not finite");
        auto const digits = text::number(number);
        check(out.RawValue(digits.data(), digits.size(), rapidjson::kNumberType));
    }
    void operator()(std::string const& words) const { text(words); }
    void operator()(Array const& items) const {
        check(out.StartArray());
        for (auto const& item : items)
            std::visit(*this, item.data());
        check(out.EndArray());
    }
    void operator()(Object const& members) const {
        check(out.StartObject());
        for (auto const& [key, value] : members) {
            text(key);
            std::visit(*this, value.data());
        }
        check(out.EndObject());
    }
};

template <class Writer>
void feed(Writer& out, Value const& value) {
    std::visit(Feed<Writer>{out}, value.data());
}

using Buffer = rapidjson::StringBuffer;

}  // namespace

Value::Value(Object members) {
    data_ = Object();
    for (auto& [key, value] : members)
        (*this)[key] = std::move(value);
}

Value Value::object() {
    Value value;
    value.data_ = Object();
    return value;
}

Value Value::array() {
    Value value;
    value.data_ = Array();
    return value;
}

Value& Value::operator[](std::string_view key) {
    if (std::holds_alternative<std::monostate>(data_)) data_ = Object();
    auto* const members = std::get_if<Object>(&data_);
    expects(members != nullptr, "json: only an object has members");
    auto const found = std::find_if(members->begin(), members->end(),
                                    [&](Member const& member) { return member.first == key; });
    if (found != members->end()) return found->second;
    return members->emplace_back(std::string(key), Value()).second;
}

Value& Value::push(Value item) {
    if (std::holds_alternative<std::monostate>(data_)) data_ = Array();
    auto* const items = std::get_if<Array>(&data_);
    expects(items != nullptr, "json: only an array has items");
    return items->emplace_back(std::move(item));
}

Value finite_or_null(double number) {
    return std::isfinite(number) ? Value(number) : Value();
}

std::string write(Value const& value, unsigned indent) {
    Buffer buffer;
    if (indent == 0) {
        rapidjson::Writer<Buffer> writer(buffer);
        feed(writer, value);
    } else {
        rapidjson::PrettyWriter<Buffer> writer(buffer);
        writer.SetIndent(' ', indent);
        writer.SetFormatOptions(rapidjson::kFormatSingleLineArray);
        feed(writer, value);
    }
    std::string text(buffer.GetString(), buffer.GetSize());
    if (indent > 0) text += '\n';
    return text;
}

}  // namespace quaestor::json
