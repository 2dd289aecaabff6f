#include "instrument/json/value.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <set>

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

namespace quaestor::instrument::json {
namespace {

constexpr std::size_t largest = 10U << 20;
constexpr std::size_t deepest = 64;
constexpr std::size_t most_values = 1'000'000;

// ---- printing

constexpr std::size_t line_width = 100;

void print_text(std::string const& words, std::string& out) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    out += '"';
    for (char const c : words) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\r') {
            out += "\\r";
        } else if (byte < 0x20 || byte == 0x7F) {
            out += "\\u00";
            out += hex[byte >> 4U];
            out += hex[byte & 15U];
        } else {
            out += c;
        }
    }
    out += '"';
}

bool is_container(Value const& value) {
    return value.type == Type::object || value.type == Type::array;
}

/// Whether one line may hold it: scalars, and at most one level of arrays of scalars below an object or
/// array.
bool may_be_flat(Value const& value, int levels) {
    if (!is_container(value)) return true;
    if (levels == 0 || value.members.size() + value.items.size() > line_width) return false;
    return std::all_of(value.items.begin(), value.items.end(),
                       [&](Value const& item) { return may_be_flat(item, levels - 1); }) &&
           std::all_of(value.members.begin(), value.members.end(), [&](Member const& member) {
               return member.value.type != Type::object && may_be_flat(member.value, levels - 1);
           });
}

void print_flat(Value const& value, std::string& out) {
    switch (value.type) {
        case Type::text:
            return print_text(value.text, out);
        case Type::number:
            out += value.text;
            return;
        case Type::truth:
            out += value.truth ? "true" : "false";
            return;
        case Type::null:
            out += "null";
            return;
        case Type::array: {
            out += '[';
            char const* separator = "";
            for (auto const& item : value.items) {
                out += separator;
                print_flat(item, out);
                separator = ", ";
            }
            out += ']';
            return;
        }
        case Type::object: {
            out += '{';
            char const* separator = "";
            for (auto const& [key, item, span] : value.members) {
                out += separator;
                print_text(key, out);
                out += ": ";
                print_flat(item, out);
                separator = ", ";
            }
            out += '}';
            return;
        }
    }
}

void print_into(Value const& value, std::size_t indent, std::size_t before, std::string& out) {
    if (may_be_flat(value, 2)) {
        std::string line;
        print_flat(value, line);
        if (!is_container(value) || before + line.size() <= line_width) {
            out += line;
            return;
        }
    }
    bool const is_object = value.type == Type::object;
    out += is_object ? "{" : "[";
    char const* separator = "\n";
    for (auto const& item : value.items) {
        out += separator + std::string(indent + 2, ' ');
        print_into(item, indent + 2, indent + 2, out);
        separator = ",\n";
    }
    for (auto const& [key, item, span] : value.members) {
        out += separator + std::string(indent + 2, ' ');
        auto const start = out.size();
        print_text(key, out);
        out += ": ";
        print_into(item, indent + 2, indent + 2 + out.size() - start, out);
        separator = ",\n";
    }
    out += '\n' + std::string(indent, ' ');
    out += is_object ? '}' : ']';
}

// ---- reading

/// Builds the tree. The parser's own position is not asked: every token is found again in the text, from the
/// end of the one before.
class Builder {
public:
    Builder(SourceText const& source, std::size_t start) : text_(source.text()), at_(start) {}

    bool Null() { return scalar(Type::null, "", false, 4); }
    bool Bool(bool yes) { return scalar(Type::truth, "", yes, yes ? 4 : 5); }
    bool RawNumber(char const* digits, rapidjson::SizeType length, bool) {
        return scalar(Type::number, std::string(digits, length), false, length);
    }
    bool String(char const* words, rapidjson::SizeType length, bool) {
        auto const span = quoted();
        at_ = span.end;
        return add(Type::text, std::string(words, length), false, span);
    }
    bool Key(char const* words, rapidjson::SizeType length, bool) {
        auto const span = quoted();
        at_ = span.end;
        open_.back().keys.push_back({std::string(words, length), Value(), span});
        return true;
    }
    bool StartObject() { return start(Type::object); }
    bool StartArray() { return start(Type::array); }
    bool EndObject(rapidjson::SizeType) { return end(); }
    bool EndArray(rapidjson::SizeType) { return end(); }

    // Never called: numbers come as texts.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }

    [[nodiscard]] std::shared_ptr<Value> take() { return std::make_shared<Value>(std::move(root_)); }
    [[nodiscard]] std::optional<Diagnostic> const& refusal() const { return refusal_; }

private:
    struct Open {
        Value value;
        std::vector<Member> keys;  ///< the member whose value has not come yet
    };

    std::size_t token() {
        constexpr std::string_view between = " \t\r\n,:";
        while (at_ < text_.size() && between.find(text_[at_]) != std::string_view::npos)
            ++at_;
        return at_;
    }
    static SourceSpan span(std::size_t begin, std::size_t end) {
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }
    /// The next token, quotes included.
    SourceSpan quoted() {
        auto const begin = token();
        auto at = begin + 1;
        while (at < text_.size() && text_[at] != '"')
            at += text_[at] == '\\' ? 2 : 1;
        return span(begin, std::min(at + 1, text_.size()));
    }
    bool refuse(SourceSpan where, std::string message, std::string hint) {
        refusal_ =
            Diagnostic{Severity::error, "J003", std::move(message), {{where, ""}}, std::move(hint), ""};
        return false;
    }
    bool count(SourceSpan where) {
        if (++values_ <= most_values) return true;
        return refuse(where, "more than " + text::grouped(most_values) + " values",
                      "is this the right file?");
    }
    bool scalar(Type type, std::string words, bool yes, std::size_t length) {
        auto const begin = token();
        at_ = begin + length;
        return add(type, std::move(words), yes, span(begin, at_));
    }
    bool add(Type type, std::string words, bool yes, SourceSpan where) {
        Value value;
        value.type = type;
        value.text = std::move(words);
        value.truth = yes;
        value.span = where;
        return count(where) && place(std::move(value));
    }
    bool place(Value value) {
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (open_.back().value.type == Type::array) {
            open_.back().value.items.push_back(std::move(value));
        } else {
            auto& open = open_.back();
            open.keys.back().value = std::move(value);
            open.value.members.push_back(std::move(open.keys.back()));
            open.keys.pop_back();
        }
        return true;
    }
    bool start(Type type) {
        auto const begin = token();
        at_ = begin + 1;
        if (open_.size() == deepest)
            return refuse(span(begin, at_), "this is nested deeper than 64 levels",
                          "a definition has at most 10");
        Open open;
        open.value.type = type;
        open.value.span = span(begin, at_);
        open_.push_back(std::move(open));
        return count(span(begin, at_));
    }
    bool end() {
        at_ = token() + 1;
        auto value = std::move(open_.back().value);
        open_.pop_back();
        value.span.end = static_cast<std::uint32_t>(at_);
        return place(std::move(value));
    }

    std::string const& text_;
    std::size_t at_;
    std::size_t values_ = 0;
    std::vector<Open> open_;
    Value root_;
    std::optional<Diagnostic> refusal_;
};

/// Parents and places, once nothing moves any more.
void link(Value& value) {
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        value.items[i].parent = &value;
        value.items[i].place = i;
        link(value.items[i]);
    }
    for (std::size_t i = 0; i < value.members.size(); ++i) {
        value.members[i].value.parent = &value;
        value.members[i].value.place = i;
        link(value.members[i].value);
    }
}

void find_repeated(Value const& value, Diagnostics& diagnostics) {
    std::set<std::string_view> seen;
    for (auto const& member : value.members) {
        if (!seen.insert(member.key).second) {
            auto diagnostic = mistake("J004", member.key_span, member.value,
                                      "the key '" + member.key + "' stands twice in one object",
                                      "keep one of the two: readers of JSON disagree about which counts");
            for (auto const& first : value.members) {
                if (first.key != member.key) continue;
                diagnostic.labels.push_back({first.key_span, "the first is here"});
                break;
            }
            diagnostics.add(std::move(diagnostic));
        }
        find_repeated(member.value, diagnostics);
    }
    for (auto const& item : value.items)
        find_repeated(item, diagnostics);
}

Diagnostic refusal(char const* code, std::size_t at, std::string message, std::string hint) {
    auto const offset = static_cast<std::uint32_t>(at);
    return {Severity::error, code, std::move(message), {{{offset, offset + 1}, ""}}, std::move(hint), ""};
}

std::optional<Diagnostic> unreadable_bytes(std::string const& text) {
    if (text.size() > largest)
        return refusal("J003", 0, "the definition is larger than 10 MB", "is this the right file?");
    if (auto const at = text::first_invalid_utf8(text))
        return refusal("J002", *at, "the text is not UTF-8 from here on", "save the file as UTF-8");
    if (auto const at = text.find('\0'); at != std::string::npos)
        return refusal("J002", at, "a zero byte cannot stand in a definition", "is this a text file?");
    return std::nullopt;
}

std::string lowered(std::string words) {
    if (!words.empty() && words.front() >= 'A' && words.front() <= 'Z') words.front() += 'a' - 'A';
    if (words.ends_with('.')) words.pop_back();
    return words;
}

Diagnostic syntax_error(rapidjson::ParseErrorCode code, std::size_t at) {
    switch (code) {
        case rapidjson::kParseErrorDocumentEmpty:
            return refusal("J001", at, "the file is empty",
                           R"(a definition starts like: {"quaestor": 1, "instrument": {)");
        case rapidjson::kParseErrorDocumentRootNotSingular:
            return refusal("J001", at, "there is more text after the end of the definition",
                           "one file holds one object");
        case rapidjson::kParseErrorObjectMissName:
            return refusal("J001", at, "expected a key in quotes", "is there a comma before a '}'?");
        case rapidjson::kParseErrorObjectMissColon:
            return refusal("J001", at, "expected ':' after the key", "");
        case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
            return refusal("J001", at, "expected ',' or '}' after this member of an object", "");
        case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
            return refusal("J001", at, "expected ',' or ']' after this item of an array", "");
        case rapidjson::kParseErrorValueInvalid:
            return refusal("J001", at,
                           "expected a value: a text in quotes, a number, true, false, '{' or '['",
                           "is there a comma too many? comments do not exist in JSON");
        case rapidjson::kParseErrorNumberTooBig:
            return refusal("J011", at, "this number is larger than any that can be computed with", "");
        default:
            return refusal("J001", at, "this is not JSON: " + lowered(rapidjson::GetParseError_En(code)), "");
    }
}

}  // namespace

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

std::string print(Value const& value) {
    std::string out;
    print_into(value, 0, 0, out);
    return out + '\n';
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

Outcome<std::shared_ptr<Value const>> parse(SourceText const& source) {
    using Tree = Outcome<std::shared_ptr<Value const>>;
    auto const& text = source.text();
    if (auto problem = unreadable_bytes(text)) return Tree::failure(std::move(*problem));
    std::size_t const start = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;  // as some editors write it
    constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
                               rapidjson::kParseNumbersAsStringsFlag;
    rapidjson::StringStream stream(text.c_str() + start);
    Builder builder(source, start);
    rapidjson::Reader reader;
    auto const result = reader.Parse<flags>(stream, builder);
    if (builder.refusal()) return Tree::failure(*builder.refusal());
    if (result.IsError()) {
        auto at = std::min(start + result.Offset(), text.size());
        return Tree::failure(syntax_error(result.Code(), at));
    }
    auto root = builder.take();
    link(*root);
    Tree tree;
    find_repeated(*root, tree.diagnostics);
    tree.value = std::move(root);
    return tree;
}

}  // namespace quaestor::instrument::json
