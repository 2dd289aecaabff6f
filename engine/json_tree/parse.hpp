/// JSON (RFC 8259) -> trees, by RapidJSON, with the place of every value. Nothing of the text can exhaust
/// stack or memory.
///
/// Errors: J001 not JSON, J002 bytes that are no text, J003 too large or nested too deep, J004 a key that
/// stands twice, J011 a number larger than any. Numbers keep their text and are not looked at.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "json_tree/value.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

namespace quaestor::json_tree {

/// What is read: how messages call it, and how far it may go.
struct Kind {
    std::string_view name;           ///< "definition"
    std::string_view begins{};       ///< how one begins, as a hint
    std::string_view depth_hint{};   ///< beside "nested deeper than 64 levels"
    std::size_t bytes = 0;           ///< at most
    std::size_t depth = 64;          ///< levels of objects and arrays
    std::size_t values = 1'000'000;  ///< in one tree
};

/// The tree, with parents that stay valid as long as it lives.
[[nodiscard]] Outcome<std::shared_ptr<Value const>> parse(SourceText const& source, Kind const& kind);

/// Who takes the trees of a long text, one after the other. Each is gone when its function returns.
class Receiver {
public:
    virtual ~Receiver() = default;
    /// An object of the list that is handed on; what stands in the list is no part of its document.
    virtual void element(Value const& element) = 0;
    virtual void document(Value const& document) = 0;
};

/// A text of any number of documents, one after another with blanks or line ends between them (as in ndjson),
/// in memory for one tree. Of each the objects in the list under `list`, a key of the document itself, are
/// handed on before it, one by one. Stops at the first error.
[[nodiscard]] Diagnostics parse_each(SourceText const& source, Kind const& kind, std::string_view list,
                                     Receiver& receiver);

}  // namespace quaestor::json_tree
