/// What scoring a file window by window needs to know, and what is the same in all of them.
#pragma once

#include "base/decimal_mark.hpp"
#include "data/csv/header.hpp"
#include "data/csv/options.hpp"
#include "data/table.hpp"
#include "report/score_lines.hpp"
#include "report/scores.hpp"
#include "scoring/binding.hpp"
#include "scoring/plan.hpp"
#include "scoring/run.hpp"
#include "scoring/tabled.hpp"
#include "validity/screen.hpp"

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

struct Plan {
    std::string file;  ///< its name, for messages
    data::csv::Header header;
    char delimiter = ',';
    data::CsvLimits limits{};
    NumberNotation notation{};
    bool lines_are_final = false;  ///< so nothing is scored by a notation that a later row may contradict
    std::vector<Part> parts;
    std::vector<std::size_t> used;  ///< columns of items and covariates, ascending
    /// The columns and the instruments of the file, and no rows.
    report::ScoredFile shape;
};

}  // namespace quaestor::study::bulk
