// A map of any bytes, held against a file of any bytes: a map or an error with its place, no column that the
// data has not, none twice for one instrument, and nothing found by name that the map has settled.
#include "data/read.hpp"
#include "fuzz/promises.hpp"
#include "instrument/load.hpp"
#include "scoring/binding.hpp"
#include "scoring/mapped.hpp"

#include <array>
#include <cstdint>
#include <set>

using namespace quaestor;

namespace {

instrument::Instrument instrument_called(std::string const& id) {
    auto loaded = instrument::load(SourceText(id + ".inst", "instrument " + id + R"( "Mood" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" }
  items r { q1 "Low mood" q2 "Tired" alias "tired" q3 "Sleep" optional }
  respondent { age number 0..120 }
  scale total { sum of q1..q3 missing at most 1 }
  example "e" { q1..q3 = 1 expect total = 3 }
})"));
    fuzz::promise(loaded.ok(), "the definition of this target is right");
    return std::move(*loaded.value);
}

void look_at(scoring::Mapped const& mapped, std::size_t columns) {
    std::size_t count = 0;
    for (auto const* places : {&mapped.items, &mapped.covariates}) {
        for (auto const& place : *places) {
            if (!place.column) continue;
            fuzz::promise(place.told, "what has a column is told of");
            fuzz::promise(*place.column < columns, "a mapped column is one of the data");
            fuzz::promise(mapped.taken[*place.column], "a mapped column is taken");
            ++count;
        }
    }
    fuzz::promise(count == mapped.columns(), "mapped columns are counted");
}

void hold(scoring::ColumnMap const& map, data::Table const& table, scoring::MapUse use) {
    static std::array const instruments{instrument_called("mood"), instrument_called("gloom")};
    std::array<instrument::Instrument const*, 2> const both{&instruments[0], &instruments[1]};
    auto const mapped = scoring::map_columns(map, both, use, table, "data.csv");
    fuzz::promise(mapped.instruments.size() == 2, "each instrument is told of");
    for (auto const& one : mapped.diagnostics)
        fuzz::promise(!render(one).empty() && one.where.starts_with("map.csv"),
                      "a mistake of a map has its place");
    for (std::size_t i = 0; i < 2; ++i) {
        look_at(mapped.instruments[i], table.column_count());
        if (mapped.diagnostics.has_errors()) continue;
        auto const bound = scoring::bind(instruments[i], table, "data.csv", &mapped.instruments[i]);
        fuzz::promise(bound.value.has_value() || bound.diagnostics.has_errors(),
                      "no binding without an error");
        if (!bound.value) continue;
        std::set<std::size_t> used;
        for (std::size_t k = 0; k < bound.value->item_columns.size(); ++k) {
            auto const& column = bound.value->item_columns[k];
            auto const& told = mapped.instruments[i].items[k];
            fuzz::promise(!told.told || told.column == column, "what the map says holds");
            fuzz::promise(!column || used.insert(*column).second, "no column is two items of one instrument");
            fuzz::promise(!column || told.told || !mapped.instruments[i].taken[*column],
                          "a column of the map is found by no name");
        }
    }
}

}  // namespace

/// The map, and behind a line "---" the data.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
    std::string const all(reinterpret_cast<char const*>(bytes), size);
    constexpr std::string_view divider = "\n---\n";
    auto const at = all.find(divider);
    auto const text = all.substr(0, at == std::string::npos ? all.size() : at + 1);
    std::string const data =
        at == std::string::npos ? "q1,q2,q3,age,tired,first\n1,1,1,1,1,1\n" : all.substr(at + divider.size());
    auto const map = scoring::read_column_map("map.csv", text);
    fuzz::told(map, SourceText("map.csv", text));
    if (!map.value) return 0;
    for (auto const& row : map.value->rows)
        fuzz::promise(row.line > 0 && !(row.item.empty() && row.column.empty()),
                      "a row says something of a line");
    data::ReadOptions options;
    options.exports.origin = data::Origin::none;
    auto const read = data::read_bytes("data.csv", data, options);
    if (!read.value) return 0;
    hold(*map.value, read.value->table, scoring::MapUse::together);
    hold(*map.value, read.value->table, scoring::MapUse::versions);
    return 0;
}
