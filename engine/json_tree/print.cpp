#include "json_tree/value.hpp"

#include <algorithm>

namespace quaestor::json_tree {
namespace {

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

}  // namespace

std::string print(Value const& value) {
    std::string out;
    print_into(value, 0, 0, out);
    return out + '\n';
}

}  // namespace quaestor::json_tree
