#include "data/lengthen.hpp"

#include "base/expects.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace quaestor::data {
namespace {

/// One column of the table to be, as the columns of the file from which the waves take their cells.
using Sources = std::vector<Column const*>;

Column const* first_of(Sources const& sources) {
    auto const there =
        std::find_if(sources.begin(), sources.end(), [](Column const* c) { return c != nullptr; });
    expects(there != sources.end(), "data::lengthen: a column that no wave has");
    return *there;
}

/// Of the narrowest kind that loses no text.
ColumnKind kind_of(Sources const& sources) {
    auto kind = ColumnKind::integer;
    for (auto const* source : sources) {
        if (source != nullptr) kind = std::max(kind, source->kind());
    }
    return kind;
}

std::vector<MissingReason> missing_of(Table const& table, Sources const& sources) {
    std::vector<MissingReason> missing;
    missing.reserve(table.row_count() * sources.size());
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        auto const none = table.refused(row) ? MissingReason::unreadable : MissingReason::blank;
        for (auto const* source : sources)
            missing.push_back(source == nullptr ? none : source->missing()[row]);
    }
    return missing;
}

double number_of(Column const& column, std::size_t row) {
    if (column.kind() == ColumnKind::real) return column.reals()[row];
    auto const reason = column.missing()[row];
    bool const there = reason == MissingReason::none || reason == MissingReason::declared;
    return there ? column.integers()[row] : std::numeric_limits<double>::quiet_NaN();
}

template <class T, class Value>
std::vector<T> values_of(std::size_t rows, Sources const& sources, T none, Value value) {
    std::vector<T> values;
    values.reserve(rows * sources.size());
    for (std::size_t row = 0; row < rows; ++row) {
        for (auto const* source : sources)
            values.push_back(source == nullptr ? none : value(*source, row));
    }
    return values;
}

/// What the file says of all of them. A code that one of them declares as missing is so in its cells already.
ColumnInfo info_of(Sources const& sources) {
    ColumnInfo info = first_of(sources)->info();
    auto const same = [](CodeLabel const& a, CodeLabel const& b) {
        return a.code == b.code && a.label == b.label;
    };
    for (auto const* source : sources) {
        if (source == nullptr) continue;
        auto const& other = source->info();
        if (other.label != info.label) info.label.clear();
        if (!std::equal(info.labels.begin(), info.labels.end(), other.labels.begin(), other.labels.end(),
                        same))
            info.labels.clear();
        info.numbers = info.numbers && other.numbers;
        for (auto const& range : other.missing_ranges) {
            bool const known =
                std::any_of(info.missing_ranges.begin(), info.missing_ranges.end(),
                            [&](auto const& r) { return r.low == range.low && r.high == range.high; });
            if (!known) info.missing_ranges.push_back(range);
        }
        for (auto const& code : other.missing_codes) {
            auto& codes = info.missing_codes;
            if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
        }
    }
    return info;
}

Column lengthened(Table const& table, std::string name, Sources const& sources) {
    auto const rows = table.row_count();
    auto missing = missing_of(table, sources);
    auto const made = [&] {
        switch (kind_of(sources)) {
            case ColumnKind::integer:
                return Column::integer(
                    std::move(name),
                    values_of(rows, sources, std::int32_t{0},
                              [](Column const& c, std::size_t row) { return c.integers()[row]; }),
                    std::move(missing));
            case ColumnKind::real:
                return Column::real(
                    std::move(name),
                    values_of(rows, sources, std::numeric_limits<double>::quiet_NaN(), number_of),
                    std::move(missing));
            case ColumnKind::text:
                break;
        }
        TextCells texts;
        texts.reserve(rows * sources.size());
        for (std::size_t row = 0; row < rows; ++row) {
            for (auto const* source : sources)
                texts.add(source == nullptr ? std::string() : source->text(row));
        }
        return Column::text(std::move(name), std::move(texts), std::move(missing));
    };
    auto column = made();
    auto const* first = first_of(sources);
    if (first->of_program()) column.set_of_program();
    if (first->notation()) column.set_notation(*first->notation());
    column.set_info(info_of(sources));
    return column;
}

Column wave_column(Table const& table, std::vector<std::string> const& waves) {
    TextCells texts;
    std::vector<MissingReason> missing;
    texts.reserve(table.row_count() * waves.size());
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        for (auto const& wave : waves) {
            texts.add(wave);
            missing.push_back(table.refused(row) ? MissingReason::unreadable : MissingReason::none);
        }
    }
    return Column::text("wave", std::move(texts), std::move(missing));
}

/// Where the columns of the table come from, by column and wave.
using Origins = std::vector<std::vector<std::optional<std::size_t>>>;

Origins origins_of(SideBySide const& sides) {
    Origins origins;
    for (auto const column : sides.common)
        origins.emplace_back(sides.waves.size(), column);
    for (auto const& column : sides.columns)
        origins.push_back(column.by_wave);
    return origins;
}

RefusedRows refused_of(Table const& table, Origins const& origins, std::vector<std::string> const& waves) {
    RefusedRows refused;
    for (auto const row : table.refused_rows()) {
        for (std::size_t wave = 0; wave < waves.size(); ++wave) {
            refused.add_row(static_cast<std::uint32_t>(row * waves.size() + wave));
            for (auto const& origin : origins)
                refused.add_field(origin[wave] ? table.text(*origin[wave], row) : std::string());
            refused.add_field(waves[wave]);
        }
    }
    return refused;
}

Turns turns_of(Table const& table, Origins const& origins, SideBySide const& sides) {
    Turns turns;
    turns.places.resize(sides.waves.size());
    bool const cells = table.places().kind == Places::Kind::cells;
    for (std::size_t wave = 0; wave < sides.waves.size(); ++wave) {
        for (std::size_t c = 0; c < origins.size(); ++c) {
            auto const from = origins[c][wave];
            if (from) {
                turns.places[wave].push_back(
                    {table.column(*from).name(), cells ? table.places().columns[*from] : 0});
            } else {
                turns.places[wave].push_back({sides.columns[c - sides.common.size()].name, 0});
            }
        }
        turns.places[wave].push_back({"wave", 0});
    }
    for (std::uint32_t row = 0; row < table.row_count(); ++row) {
        for (std::uint32_t wave = 0; wave < sides.waves.size(); ++wave) {
            turns.turn.push_back(wave);
            turns.file_row.push_back(row);
        }
    }
    return turns;
}

/// What was found in a column of the file is found in that column of the table, in the row of its wave.
void move_findings(ReadResult& read, Origins const& origins, std::size_t columns, std::size_t waves) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> to(columns, {0, no_column});  // wave, column
    for (std::size_t c = 0; c < origins.size(); ++c) {
        for (std::size_t wave = waves; wave-- > 0;) {
            if (auto const from = origins[c][wave])
                to[*from] = {static_cast<std::uint32_t>(wave), static_cast<std::uint32_t>(c)};
        }
    }
    auto const first_row = [&](std::uint32_t row) { return static_cast<std::uint32_t>(row * waves); };
    read.findings = read.findings.moved([&](std::uint32_t row, std::uint32_t column) {
        if (column == no_column) return std::pair(first_row(row), no_column);
        auto const [wave, place] = to[column];
        return std::pair(first_row(row) + wave, place);
    });
    auto& exported = read.exported;
    if (exported.id) exported.id = to[*exported.id].second;
    for (auto* list : {&exported.key, &exported.asks}) {
        for (auto& column : *list)
            column = to[column].second;
    }
    if (exported.status.empty()) return;
    std::vector<std::optional<std::size_t>> status(origins.size() + 1);
    for (std::size_t from = 0; from < columns; ++from) {
        if (to[from].second == no_column || !exported.status[from]) continue;
        status[to[from].second] = to[*exported.status[from]].second;
    }
    exported.status = std::move(status);
}

}  // namespace

std::string reason_against(ReadResult const& read, SideBySide const& sides) {
    auto const& table = read.table;
    auto const waves = sides.waves.size();
    constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
    if (table.row_count() >= most / waves)
        return "with a row for each wave the file would have too many rows";
    for (auto const& column : sides.columns) {
        std::optional<std::size_t> first;
        for (auto const& from : column.by_wave) {
            if (!from) continue;
            if (!first) first = from;
            auto const a = table.column(*first).notation();
            auto const b = table.column(*from).notation();
            bool const same = a.has_value() == b.has_value() && (!a || *a == *b);
            if (!same) {
                return "'" + table.column(*first).name() + "' and '" + table.column(*from).name() +
                       "' write numbers in different ways";
            }
        }
    }
    for (auto const column : sides.common) {
        auto const& cells = table.column(column);
        if (cells.kind() == ColumnKind::text && cells.texts().bytes() >= most / waves)
            return "with a row for each wave the column '" + cells.name() + "' would have too much text";
    }
    for (auto const& column : sides.columns) {
        std::size_t bytes = 0;
        for (auto const& from : column.by_wave) {
            // A number of another column becomes a text here: no number has more than 400 signs.
            if (from)
                bytes +=
                    table.column(*from).kind() == ColumnKind::text ? table.column(*from).texts().bytes() : 0;
        }
        if (bytes + table.row_count() * 24 * waves >= most)
            return "with a row for each wave the column '" + column.name + "' would have too much text";
    }
    return {};
}

std::size_t lengthen(ReadResult& read, SideBySide const& sides) {
    auto const& table = read.table;
    auto const origins = origins_of(sides);
    std::vector<Column> columns;
    for (std::size_t c = 0; c < origins.size(); ++c) {
        Sources sources;
        for (auto const& from : origins[c])
            sources.push_back(from ? &table.column(*from) : nullptr);
        bool const common = c < sides.common.size();
        auto& made = columns.emplace_back(lengthened(
            table, common ? sources.front()->name() : sides.columns[c - sides.common.size()].name, sources));
        if (common) made.set_other_name(sources.front()->other_name());
    }
    columns.push_back(wave_column(table, sides.waves));

    std::vector<std::uint32_t> lines;
    lines.reserve(table.row_count() * sides.waves.size());
    for (std::size_t row = 0; row < table.row_count(); ++row)
        lines.insert(lines.end(), sides.waves.size(), table.line(row));
    auto turns = turns_of(table, origins, sides);
    auto places = table.places();
    places.columns.clear();
    if (places.kind == Places::Kind::cells) {
        for (auto const& place : turns.places.front())
            places.columns.push_back(place.sheet_column);
    }
    Table longer(std::move(columns), std::move(lines), refused_of(table, origins, sides.waves),
                 std::move(places));
    longer.set_notation(table.notation());
    longer.set_origin(table.origin());
    longer.set_turns(std::move(turns));
    auto const width = table.column_count();
    move_findings(read, origins, width, sides.waves.size());
    read.table = std::move(longer);
    return read.table.column_count() - 1;
}

}  // namespace quaestor::data
