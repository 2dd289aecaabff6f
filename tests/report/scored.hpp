/// Small files scored as the program does it, for reports to show.
#pragma once

#include "document/document.hpp"
#include "study/score.hpp"

#include <memory>
#include <string>
#include <vector>

namespace support {

/// Kept whole, since reports point into it.
class ScoredText {
public:
    /// Definitions as texts, or ids of the library.
    ScoredText(std::vector<std::string> const& definitions, std::string csv,
               std::vector<std::string> const& carry = {});

    [[nodiscard]] quaestor::report::ScoredFile const& file() const { return scored_->file; }

private:
    std::vector<quaestor::study::Definition> definitions_;
    std::unique_ptr<quaestor::study::ScoredData> scored_;
};

/// A cell as one compares it: text as it is, numbers as short as they read back, absent as "-" and its
/// reason.
[[nodiscard]] std::string shown(quaestor::document::Cell const& cell);
[[nodiscard]] std::string shown(quaestor::document::Table const& table, std::size_t row,
                                std::string const& column);
[[nodiscard]] std::vector<std::string> keys(quaestor::document::Table const& table);
/// The row whose first cell is `first`. Throws where there is none.
[[nodiscard]] std::size_t row_of(quaestor::document::Table const& table, std::string const& first);

/// Three items from 0 to 2; the sum of two and more answers, with bands, a flag and a score that needs all.
[[nodiscard]] std::string mood_definition();

}  // namespace support
