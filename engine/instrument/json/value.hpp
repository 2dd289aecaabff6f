/// The trees of json_tree/ under the names that this folder uses, and how a definition is read as one.
#pragma once

#include "json_tree/parse.hpp"
#include "json_tree/value.hpp"

namespace quaestor::instrument::json {

using json_tree::array;
using json_tree::Member;
using json_tree::mistake;
using json_tree::number;
using json_tree::object;
using json_tree::place_within;
using json_tree::pointer_of;
using json_tree::print;
using json_tree::put;
using json_tree::text;
using json_tree::truth;
using json_tree::Type;
using json_tree::Value;

inline constexpr json_tree::Kind definition_kind{
    .name = "definition",
    .begins = R"(a definition starts like: {"quaestor": 1, "instrument": {)",
    .depth_hint = "a definition has at most 10",
    .bytes = 10U << 20,
};

/// Errors J001 to J004: see read.hpp.
[[nodiscard]] inline Outcome<std::shared_ptr<Value const>> parse(SourceText const& source) {
    return json_tree::parse(source, definition_kind);
}

}  // namespace quaestor::instrument::json
