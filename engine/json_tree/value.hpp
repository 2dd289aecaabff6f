/// JSON as a tree that knows its places. It is read by parse.hpp; printing is our own, because small objects
/// stand on one line.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quaestor::json_tree {

struct Member;

enum class Type { object, array, text, number, truth, null };

struct Value {
    Type type = Type::null;
    std::string text;  ///< of a text: decoded; of a number: as written
    bool truth = false;
    std::vector<Member> members;  ///< of an object
    std::vector<Value> items;     ///< of an array

    // Of a value that was read.
    SourceSpan span;
    Value const* parent = nullptr;
    std::size_t place = 0;  ///< among its parent's members or items

    /// The member's value; none where there is no such key.
    [[nodiscard]] Value const* find(std::string_view key) const;
};

struct Member {
    std::string key;
    Value value;
    SourceSpan key_span;
};

// ---- made

[[nodiscard]] Value object();
[[nodiscard]] Value array();
[[nodiscard]] Value text(std::string words);
[[nodiscard]] Value number(std::string digits);
[[nodiscard]] Value truth(bool yes);
/// Appends to an object.
Value& put(Value& object, std::string key, Value value);

/// RFC 8259, two blanks for each level, what is short on one line, a line end at the end. The same value
/// gives the same bytes.
[[nodiscard]] std::string print(Value const& value);

// ---- of what was read

/// `""` for the root, else as in RFC 6901: `/instrument/items/0/label`.
[[nodiscard]] std::string pointer_of(Value const& value);

/// A mistake at `span`, with the pointer beside the caret.
[[nodiscard]] Diagnostic mistake(char const* code, SourceSpan span, Value const& place, std::string message,
                                 std::string hint = {});

/// The place in the text of byte `offset` of what the text `value` says: escapes are longer than what they
/// stand for.
[[nodiscard]] std::uint32_t place_within(SourceText const& source, Value const& value, std::size_t offset);

}  // namespace quaestor::json_tree
