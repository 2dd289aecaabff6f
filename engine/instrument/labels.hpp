/// Cells that hold the label of an option in place of its code, as survey systems write them on request.
#pragma once

#include "instrument/decode.hpp"
#include "instrument/model.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace quaestor::instrument {

/// The options of one response set by their labels, those that stand for no answer among them.
///
/// A label is the same however its letters, blanks, quotes and dashes are written (base/fold.hpp). None of a
/// set is used where two of them are then the same and mean different answers, or one is the code of another
/// option: nobody could tell which is meant. Numbers are codes and never labels; a text that may be anything
/// has none.
class Labels {
public:
    explicit Labels(ResponseSet const& set);

    /// For a cell that is no code of the set.
    [[nodiscard]] std::optional<Answer> find(std::string_view cell) const;
    [[nodiscard]] bool empty() const { return as_written_.empty(); }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using ByText = std::unordered_map<std::string, Answer, Hash, std::equal_to<>>;

    ByText as_written_;  ///< most cells have the label letter by letter: no need to fold them
    ByText folded_;
};

/// The label, or code in letters, that the writer of this cell most likely meant; empty where none is near.
/// Nearly what stood in the cell: only for who may see that too.
[[nodiscard]] std::string nearest_option(ResponseSet const& set, std::string_view cell);

}  // namespace quaestor::instrument
