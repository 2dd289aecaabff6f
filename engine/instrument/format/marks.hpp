/// What the syntax tree says about each token that matters for its place on the page.
#pragma once

#include "instrument/syntax/tokens.hpp"
#include "instrument/syntax/tree.hpp"

#include <cstddef>
#include <vector>

namespace quaestor::instrument::layout {

/// How the entries of a block stand on lines when the block does not stand on one.
enum class Grouping {
    one_per_line,
    as_written  ///< the author's lines are kept: rows of a table, answers of an example
};

/// What begins with a token.
enum class Role {
    none,
    entry,  ///< an entry of the block around it: a statement, an item, a row
    cell    ///< a part of an entry that stands in a column with the same part of its neighbours
};

struct Mark {
    Role role = Role::none;
    int kind = 0;             ///< of entry: neighbours of one kind share their columns
    int key = -1;             ///< the column; -1: no column of its own
    int gap = 1;              ///< blanks before a cell at least
    int gap_on_one_line = 1;  ///< the same where the whole block stands on one line
    bool right = false;       ///< numbers end in one column

    bool opens = false;  ///< a brace that opens a block
    bool closes = false;
    std::size_t partner = 0;  ///< of a brace: the other one
    Grouping grouping = Grouping::one_per_line;
    int between = 2;             ///< of `opens`: blanks between entries on one line
    bool always_open = false;    ///< of `opens`: never on one line
    bool share_columns = false;  ///< of `opens`: columns run through the whole block, past blank lines

    bool tight_before = false;
    bool tight_after = false;
    int rank = -1;  ///< a long line may go on in a new one here, rather where the rank is low; -1: not
    bool keep_break = false;  ///< and does where the author had it so
};

/// One mark for each token. `tree` must have been read without errors from the text of `tokens`.
[[nodiscard]] std::vector<Mark> marks(std::vector<syntax::Token> const& tokens,
                                      syntax::Definition const& tree);

}  // namespace quaestor::instrument::layout
