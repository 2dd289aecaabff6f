/// What scoring a file window by window needs to know, and what is the same in all of them.
#pragma once

#include "base/decimal_mark.hpp"
#include "data/csv/header.hpp"
#include "data/csv/options.hpp"
#include "data/declared_codes.hpp"
#include "data/missing_codes.hpp"
#include "data/table.hpp"
#include "report/score_lines.hpp"
#include "report/scores.hpp"
#include "scoring/binding.hpp"
#include "scoring/plan.hpp"
#include "scoring/run.hpp"
#include "scoring/tabled.hpp"
#include "validity/screen.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::study::bulk {

struct Part {
    instrument::Instrument const* instrument = nullptr;
    scoring::Binding const* binding = nullptr;
    scoring::Plan plan{};
    std::unique_ptr<scoring::Tabled> tabled{};       ///< none: every form goes the usual way
    std::unique_ptr<report::PartLines> lines{};      ///< of `tabled`
    scoring::Scores no_scores{};                     ///< of nobody
    std::unique_ptr<validity::Screen> no_screen{};
};

/// How often a cell of each column held each of the codes that were said to be missing: by column, by code.
class MissingCounts {
public:
    MissingCounts(std::size_t columns, std::size_t codes) : codes_(codes), cells_(columns * codes) {}
    void count(std::size_t column, std::size_t code) { ++cells_[column * codes_ + code]; }
    void add(MissingCounts const& other);
    [[nodiscard]] std::vector<data::MissingCode> of(std::vector<std::string> const& codes) const;

private:
    std::size_t codes_;
    std::vector<std::size_t> cells_;
};

struct Plan {
    std::string file;  ///< its name, for messages
    data::csv::Header header;
    char delimiter = ',';
    data::CsvLimits limits{};
    NumberNotation notation{};
    bool lines_are_final = false;  ///< so nothing is scored by a notation that a later row may contradict
    std::vector<Part> parts;
    std::vector<data::DeclaredCodes> declared;  ///< by column: what stands for no answer; empty where nothing is declared
    std::size_t missing_codes = 0;  ///< how many there are that were said for all columns
    std::vector<std::size_t> used;  ///< columns of items and covariates, ascending
    /// The columns and the instruments of the file, and no rows.
    report::ScoredFile shape;
};

}  // namespace quaestor::study::bulk
