/// What each column of a response file looks like: answers in a few codes, or something that is no answer.
#pragma once

#include "data/table.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace quaestor::study {

enum class Look {
    answers,  ///< whole numbers with few different values
    empty,
    identity,  ///< says who it is, by its name or because no two rows share a value
    person,    ///< a fact about the respondent, by its name: sex, age, site
    date,
    time,
    numbers,  ///< too many different values for codes, or decimals
    text,
    program,     ///< not a question: the survey program's own
    unnameable,  ///< no definition could find it: a control character in its name, or another column of that
                 ///< name in other case
};

/// A code and how many cells have it.
struct Code {
    long value = 0;
    std::size_t cells = 0;
};

struct ColumnLook {
    std::size_t column = 0;
    std::string name;  ///< as in the file, or the code of the question alone where the file has more
    Look look = Look::text;
    std::size_t filled = 0;                    ///< cells with anything in them
    std::vector<Code> codes;                   ///< of answers: ascending, without the doubtful ones
    std::vector<Code> doubtful;                ///< of answers: may stand for no answer; ascending
    std::map<std::string, std::size_t> words;  ///< of answers: words for no answer, as written
    std::size_t unread = 0;  ///< of answers: cells with other text or numbers, not to be shown
};

[[nodiscard]] std::vector<ColumnLook> look_at_columns(data::Table const& table);

}  // namespace quaestor::study
