/// What holds of every table, whatever file it was read from.
#pragma once

#include "base/text.hpp"
#include "data/read.hpp"
#include "fuzz/promises.hpp"

#include <cstddef>
#include <string>

namespace fuzz {

inline bool is_utf8(std::string const& text) {
    return !quaestor::text::first_invalid_utf8(text);
}

inline void look_at_column(quaestor::data::Table const& table, std::size_t c) {
    auto const& column = table.column(c);
    promise(column.size() == table.row_count(), "columns are of one length");
    promise(table.find(column.name()) == c, "a column is found by its name");
    promise(is_utf8(column.name()) && is_utf8(column.info().label), "names and labels are UTF-8");
    for (auto const& [code, label] : column.info().labels)
        promise(is_utf8(code) && is_utf8(label), "labels of values are UTF-8");
    for (std::size_t r = 0; r < table.row_count(); ++r) {
        promise(is_utf8(table.text(c, r)), "cells are UTF-8");
        promise(!table.refused(r) || column.missing()[r] == quaestor::MissingReason::unreadable,
                "cells of refused rows are unreadable");
    }
}

inline void look_at(quaestor::data::ReadResult const& read) {
    auto const& table = read.table;
    for (std::size_t c = 0; c < table.column_count(); ++c)
        look_at_column(table, c);
    for (auto const& decision : read.decisions)
        promise(is_utf8(decision), "decisions are UTF-8");
    for (std::size_t i = 0; i < read.findings.size(); ++i) {
        auto const& finding = read.findings[i];
        promise(finding.row < table.row_count(), "a finding is about a row of the table");
        if (finding.column >= table.column_count()) continue;  // of the whole row
        promise(!table.place(finding.row, finding.column).empty(), "a finding has a place");
    }
}

/// Reads `bytes` as the file `name` and looks at what came of it.
inline void read_table(std::string const& name, std::string const& bytes,
                       quaestor::data::ReadOptions const& options = {}) {
    auto const outcome = quaestor::data::read_bytes(name, bytes, options);
    told(outcome, quaestor::SourceText(name, bytes));
    if (outcome.value) look_at(*outcome.value);
}

}  // namespace fuzz
