/// Made-up answers in which something is planted, the same in every run.
#pragma once

#include "coding/clues.hpp"
#include "data/read.hpp"
#include "instrument/model.hpp"
#include "scoring/binding.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace support {

using Cells = std::vector<std::vector<std::string>>;

/// `rows` x `items` answers from `low` to `high` that all depend on one thing.
[[nodiscard]] Cells answers(std::size_t rows, std::size_t items, int low, int high, unsigned seed = 1);

/// "q1,q2\n0,3\n" with names q1, q2, ...
[[nodiscard]] std::string csv(Cells const& cells);

/// A definition of items q1, q2, ... answered `low` to `high`, and their sum; `reversed` of them are reversed.
[[nodiscard]] std::string scale_of(std::size_t items, int low, int high, std::vector<std::size_t> const& reversed = {});

/// A definition and a file, ready to be looked at.
struct Looked {
    quaestor::instrument::Instrument instrument;
    quaestor::data::ReadResult read;
    quaestor::scoring::Binding binding;

    Looked(std::string const& definition, std::string const& rows);
    Looked(Looked const&) = delete;
    Looked& operator=(Looked const&) = delete;

    [[nodiscard]] quaestor::coding::Conclusion conclusion() const;
    [[nodiscard]] std::vector<quaestor::coding::Clue> clues() const;
    /// "C070 C076": the codes of the clues.
    [[nodiscard]] std::string codes() const;
};

}  // namespace support
