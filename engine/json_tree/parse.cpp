#include "json_tree/parse.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

namespace quaestor::json_tree {
namespace {

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

/// Whether a member before this one has its key. Most objects are small: a set of their keys would cost more.
class Keys {
public:
    explicit Keys(Value const& value) : value_(value) {}

    bool has_before(std::size_t place) {
        auto const& members = value_.members;
        constexpr std::size_t few = 16;
        if (members.size() > few) return !seen_.insert(members[place].key).second;
        for (std::size_t i = 0; i < place; ++i) {
            if (members[i].key == members[place].key) return true;
        }
        return false;
    }

private:
    Value const& value_;
    std::set<std::string_view> seen_;
};

void find_repeated(Value const& value, Diagnostics& diagnostics) {
    Keys keys(value);
    for (std::size_t i = 0; i < value.members.size(); ++i) {
        auto const& member = value.members[i];
        if (keys.has_before(i)) {
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

/// Builds the tree. The parser's own position is not asked: every token is found again in the text, from the
/// end of the one before.
class Builder {
public:
    Builder(SourceText const& source, Kind const& kind, std::size_t start)
        : text_(source.text()), kind_(kind), at_(start) {}

    /// Objects in the list under this key of the root go to `receiver`, and do not stay.
    void hand_on(std::string_view list, Receiver& receiver) {
        list_ = list;
        receiver_ = &receiver;
    }

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

    /// The document that has ended. The next may begin.
    [[nodiscard]] Value take() {
        values_ = 0;
        return std::exchange(root_, Value());
    }
    [[nodiscard]] std::optional<Diagnostic> const& refusal() const { return refusal_; }
    /// What is wrong with what was handed on.
    [[nodiscard]] Diagnostics take_mistakes() { return std::exchange(mistakes_, {}); }

private:
    struct Open {
        Value value;
        std::vector<Member> keys;  ///< the member whose value has not come yet
    };

    std::size_t token() {
        auto const between = [](char c) {
            return c == ' ' || c == ',' || c == ':' || c == '\n' || c == '\r' || c == '\t';
        };
        while (at_ < text_.size() && between(text_[at_]))
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
        if (++values_ <= kind_.values) return true;
        return refuse(where, "more than " + text::grouped(kind_.values) + " values",
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
        if (open_.size() == kind_.depth)
            return refuse(span(begin, at_),
                          "this is nested deeper than " + std::to_string(kind_.depth) + " levels",
                          std::string(kind_.depth_hint));
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
        return is_handed_on(value) ? hand_on(std::move(value)) : place(std::move(value));
    }
    [[nodiscard]] bool is_handed_on(Value const& value) const {
        return receiver_ != nullptr && open_.size() == 2 && value.type == Type::object &&
               open_.back().value.type == Type::array && !open_.front().keys.empty() &&
               open_.front().keys.back().key == list_;
    }
    bool hand_on(Value element) {
        values_ = 0;
        link(element);
        find_repeated(element, mistakes_);
        if (mistakes_.has_errors()) return false;
        receiver_->element(element);
        return true;
    }

    std::string const& text_;
    Kind const& kind_;
    std::string_view list_;
    Receiver* receiver_ = nullptr;
    Diagnostics mistakes_;
    std::size_t at_;
    std::size_t values_ = 0;
    std::vector<Open> open_;
    Value root_;
    std::optional<Diagnostic> refusal_;
};

Diagnostic refusal(char const* code, std::size_t at, std::string message, std::string hint) {
    auto const offset = static_cast<std::uint32_t>(at);
    return {Severity::error, code, std::move(message), {{{offset, offset + 1}, ""}}, std::move(hint), ""};
}

std::optional<Diagnostic> unreadable_bytes(std::string const& text, Kind const& kind) {
    if (text.size() > kind.bytes)
        return refusal(
            "J003", 0,
            "the " + std::string(kind.name) + " is larger than " + text::grouped(kind.bytes >> 20U) + " MB",
            "is this the right file?");
    if (auto const at = text::first_invalid_utf8(text))
        return refusal("J002", *at, "the text is not UTF-8 from here on", "save the file as UTF-8");
    if (auto const at = text.find('\0'); at != std::string::npos)
        return refusal("J002", at, "a zero byte cannot stand in a " + std::string(kind.name),
                       "is this a text file?");
    return std::nullopt;
}

std::string lowered(std::string words) {
    if (!words.empty() && words.front() >= 'A' && words.front() <= 'Z') words.front() += 'a' - 'A';
    if (words.ends_with('.')) words.pop_back();
    return words;
}

Diagnostic syntax_error(rapidjson::ParseErrorCode code, std::size_t at, Kind const& kind) {
    switch (code) {
        case rapidjson::kParseErrorDocumentEmpty:
            return refusal("J001", at, "the file is empty", std::string(kind.begins));
        case rapidjson::kParseErrorDocumentRootNotSingular:
            return refusal("J001", at, "there is more text after the end of the " + std::string(kind.name),
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

/// That the text is UTF-8 is known when these come.
constexpr unsigned usual_flags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;

/// One document from where `stream` and `builder` are; what keeps it from being one.
template <unsigned flags>
Diagnostics read_one(SourceText const& source, Kind const& kind, std::size_t start,
                     rapidjson::StringStream& stream, Builder& builder) {
    rapidjson::Reader reader;
    auto const result = reader.Parse<flags>(stream, builder);
    auto found = builder.take_mistakes();
    if (found.has_errors()) return found;
    if (builder.refusal()) {
        found.add(*builder.refusal());
    } else if (result.IsError()) {
        found.add(syntax_error(result.Code(), std::min(start + result.Offset(), source.text().size()), kind));
    }
    return found;
}

/// Behind the mark that some editors put at the beginning.
std::size_t start_of(std::string const& text) {
    return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

}  // namespace

Outcome<std::shared_ptr<Value const>> parse(SourceText const& source, Kind const& kind) {
    using Tree = Outcome<std::shared_ptr<Value const>>;
    auto const& text = source.text();
    if (auto problem = unreadable_bytes(text, kind)) return Tree::failure(std::move(*problem));
    auto const start = start_of(text);
    rapidjson::StringStream stream(text.c_str() + start);
    Builder builder(source, kind, start);
    Tree tree;
    tree.diagnostics = read_one<usual_flags>(source, kind, start, stream, builder);
    if (!tree.diagnostics.empty()) return tree;
    auto root = std::make_shared<Value>(builder.take());
    link(*root);
    find_repeated(*root, tree.diagnostics);
    tree.value = std::move(root);
    return tree;
}

Diagnostics parse_each(SourceText const& source, Kind const& kind, std::string_view list,
                       Receiver& receiver) {
    Diagnostics found;
    auto const& text = source.text();
    if (auto problem = unreadable_bytes(text, kind)) {
        found.add(std::move(*problem));
        return found;
    }
    auto const start = start_of(text);
    rapidjson::StringStream stream(text.c_str() + start);
    Builder builder(source, kind, start);
    builder.hand_on(list, receiver);
    do {
        found =
            read_one<usual_flags | rapidjson::kParseStopWhenDoneFlag>(source, kind, start, stream, builder);
        if (found.has_errors()) return found;
        auto root = builder.take();
        link(root);
        find_repeated(root, found);
        if (found.has_errors()) return found;
        receiver.document(root);
        rapidjson::SkipWhitespace(stream);
    } while (stream.Peek() != '\0');
    return found;
}

}  // namespace quaestor::json_tree
