/// The JSON form of a definition, once: which keys an object has, what they hold, which exclude each other.
/// The reader checks by it, and the published schema is made from it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quaestor::instrument::json {

enum class Holds {
    text,        ///< any words on one line
    name,        ///< an identifier of the language
    word,        ///< one of Key::words
    number,      ///< a plain decimal, as the language writes it
    truth,       ///< true or false; false says the same as leaving the key out
    code,        ///< a number, or a text
    range,       ///< [lowest, highest]
    expression,  ///< a text in the language's syntax of expressions
    test,        ///< ">= 2", "in 1..2", "in {1, 3}"
    items,       ///< a text in the language's syntax of item lists: "w1..w14", "all except w2"
    texts,       ///< [text, ...]
    names,       ///< [name, ...], at least one
    two_names,   ///< [name, name]
    form,        ///< an object of Key::form
    forms,       ///< [object of Key::form, ...]
    missing,     ///< "none", or an object of Key::form
};

struct Form;

struct Key {
    std::string_view name;
    Holds holds = Holds::text;
    std::string_view about;  ///< one line for the schema
    bool required = false;
    Form const* form = nullptr;
    std::vector<std::string_view> words{};
};

struct Form {
    std::string_view name;
    std::string_view about;
    std::vector<Key> keys;
    std::vector<std::vector<std::string_view>> one_of{};  ///< exactly one key of each group stands
    std::vector<std::pair<std::string_view, std::string_view>> needs{};  ///< the first only with the second

    [[nodiscard]] Key const* find(std::string_view key) const;
};

/// {"quaestor": 1, "instrument": {...}}
[[nodiscard]] Form const& document_form();

/// Every form once, each after those that it holds.
[[nodiscard]] std::span<Form const* const> all_forms();

/// The number that stands after "quaestor".
inline constexpr std::string_view form_version = "1";

/// The forms as a JSON Schema, draft 2020-12. It cannot say all: what an expression may hold, or that a name
/// exists, only reading tells.
[[nodiscard]] std::string schema();

}  // namespace quaestor::instrument::json
