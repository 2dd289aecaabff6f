/// Cells of a bound column -> scoring values with reasons. The meaning is instrument/decode.hpp; here it is
/// made quick, and what no response set has becomes a finding.
#pragma once

#include "data/findings.hpp"
#include "data/table.hpp"
#include "instrument/decode.hpp"
#include "instrument/labels.hpp"
#include "scoring/kernels.hpp"

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace quaestor::scoring {

class ItemDecoder {
public:
    ItemDecoder(instrument::ResponseSet const& set, data::Table const& table, std::size_t column);

    /// Rows `first` to `first + rows` into `out`. Findings C101 and C102 name row and column; the file's own
    /// text goes with them and is shown to nobody who did not ask for it. How many cells held a label in
    /// place of a code.
    ///
    /// A code of FHIR that the set does not have (`LA6569-3`) is the answer whose label the file has beside it; where
    /// that is none either, what the weight beside it is a code for.
    std::size_t run(std::size_t first, std::size_t rows, RegisterColumn& out, data::Findings& findings) const;

private:
    [[nodiscard]] instrument::Answer of_integer(std::int32_t number) const;
    void learn_codes();
    void report(std::size_t row, MissingReason reason, data::Findings& findings) const;
    /// Of a code that the file itself declares as missing: the definition may say that it does not apply.
    [[nodiscard]] MissingReason why_declared(std::size_t row) const;

    instrument::ResponseSet const& set_;
    data::Table const& table_;
    std::size_t column_;
    bool clear_;                             ///< numbers of the file are what they look like
    std::int32_t lowest_ = 0;                ///< first code of the quick table
    std::vector<instrument::Answer> quick_;  ///< answers of small whole numbers from lowest_ on
    instrument::Labels labels_;
    /// Codes of the file that the set does not have, by what the file says beside them.
    std::unordered_map<std::string, instrument::Answer> by_code_;
    std::string expected_;  ///< "expected 1, 2, 3, 4 or 5"
};

/// C101, C102 or C104: which finding a cell is that no response set has.
[[nodiscard]] std::string_view code_of_wrong(MissingReason reason, std::string_view raw);
/// What goes with it: "expected 1, 2, 3, 4 or 5".
[[nodiscard]] std::string_view detail_of_wrong(std::string_view code, std::string_view expected);
/// "expected 1, 2, 3, 4 or 5".
[[nodiscard]] std::string expected_answers(instrument::ResponseSet const& set);

/// "1, 2, 3, 4 or 5", "0 to 100": what a response set takes, for people.
[[nodiscard]] std::string allowed_answers(instrument::ResponseSet const& set);

void decode_covariate(instrument::Covariate const& covariate, data::Table const& table, std::size_t column,
                      std::size_t first, std::size_t rows, RegisterColumn& out, data::Findings& findings);

}  // namespace quaestor::scoring
