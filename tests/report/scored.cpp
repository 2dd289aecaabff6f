#include "scored.hpp"

#include "base/text.hpp"

#include <sstream>
#include <stdexcept>

namespace support {

using namespace quaestor;

ScoredText::ScoredText(std::vector<std::string> const& definitions, std::string csv,
                       std::vector<std::string> const& carry) {
    for (auto const& text : definitions) {
        definitions_.push_back(text.find('{') == std::string::npos
                                   ? study::load_definition(text)
                                   : study::check_definition("t.inst", text, "t.inst"));
        if (!definitions_.back().ok()) throw std::runtime_error(definitions_.back().diagnostics[0].message);
    }
    std::istringstream in(std::move(csv));
    study::ScoreRequest request;
    request.data = "-";
    request.carry = carry;
    request.reading.standard_input = &in;
    request.jobs = 1;
    auto scored = study::score(request, definitions_);
    if (!scored.value) throw std::runtime_error(scored.diagnostics[0].message);
    scored_ = std::move(*scored.value);
}

std::string shown(document::Cell const& cell) {
    if (auto const* whole = std::get_if<std::int64_t>(&cell.value)) return std::to_string(*whole);
    if (auto const* number = std::get_if<double>(&cell.value)) return text::number(*number);
    if (auto const* words = std::get_if<std::string>(&cell.value)) return *words;
    return "-" + std::get<document::Absent>(cell.value).reason;
}

std::string shown(document::Table const& table, std::size_t row, std::string const& column) {
    return shown(table.cells(row, table.column(column)));
}

std::vector<std::string> keys(document::Table const& table) {
    std::vector<std::string> all;
    for (auto const& column : table.columns)
        all.push_back(column.key);
    return all;
}

std::size_t row_of(document::Table const& table, std::string const& first) {
    for (std::size_t row = 0; row < table.rows; ++row) {
        if (shown(table.cells(row, 0)) == first) return row;
    }
    throw std::runtime_error("no row " + first);
}

std::string mood_definition() {
    return R"inst(instrument mood "A mood scale" {
  source  "Example (2024)"
  licence free "Made up for this test"
  status  verified
  responses frequency { 0 "Never"  1 "Sometimes"  2 "Often" }
  items frequency { m1 "Low"  m2 "Tired"  m3 "Hopeless" }
  scale total "Low mood" {
    sum of m1..m3
    missing at most 1 prorate
    range 0..6
    higher worse
    bands { from 0 "low"  from 3 "some"  from 5 "high" }
  }
  scale couple "Low and tired" {
    mean of m1, m2
    missing none
    range 0..2
  }
  flag hopeless "Often hopeless" urgent when m3 = 2
  example "all" { m1 = 2  m2 = 1  m3 = 0  expect total = 3 }
}
)inst";
}

}  // namespace support
