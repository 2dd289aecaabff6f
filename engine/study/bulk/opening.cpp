#include "study/bulk/opening.hpp"

#include "data/csv/marks.hpp"
#include "data/csv/opening.hpp"
#include "data/csv/recoding.hpp"
#include "data/statistics_package/date.hpp"
#include "data/statistics_package/sav_layout.hpp"
#include "data/statistics_package/zsav_windows.hpp"

#include <algorithm>
#include <utility>

namespace quaestor::study::bulk {
namespace {

using data::package::SavColumn;
using data::package::SavLayout;
using data::package::SavWindows;
using data::package::UnpackedSav;
using data::package::ZsavWindows;

/// The first bytes; fewer where there are no more, or they cannot be read.
std::string beginning_of(ByteInput& input, std::size_t most) {
    std::string bytes(most, '\0');
    bytes.resize(input.read(0, bytes.size(), bytes.data()).value_or(0));
    return bytes;
}

/// Rows of hundreds of items are few in a window of the usual size, and what is done once for each item and window then takes
/// longer than rows do. `beginning` is that of the file.
std::size_t window_for(std::string_view beginning, std::size_t usual) {
    constexpr std::size_t fewest_rows = 320;
    auto const rows = data::csv::count_of(beginning, '\n');
    return rows * usual < fewest_rows * beginning.size() ? 2 * usual : usual;
}

std::optional<Opening> open_text(std::string const& path, std::shared_ptr<ByteInput> const& input,
                                 data::ReadOptions reading, std::size_t window_bytes, bool hashes) {
    constexpr std::size_t enough = 64 << 10;
    constexpr std::size_t enough_for_encoding = 4;
    auto const name = data::shown_name(path);
    if (window_bytes == data::csv::Windows::usual_bytes) window_bytes = window_for(beginning_of(*input, enough), window_bytes);
    auto const recoding = data::csv::recoding_of(beginning_of(*input, enough_for_encoding), reading.csv.encoding);
    std::unique_ptr<data::csv::TextWindows> windows;
    if (recoding) {
        windows = std::make_unique<data::csv::RecodedWindows>(name, input, *recoding, reading.scratch_folder, window_bytes);
        reading.csv.encoding.reset();
    } else {
        windows = std::make_unique<data::csv::TextWindows>(input, window_bytes);
    }
    if (!hashes) windows->hash_nothing();
    auto const beginning = windows->beginning(enough);
    auto begun = data::csv::open_csv(name, beginning, reading.csv);
    if (!begun.value || begun.value->utf8.recoded) return std::nullopt;
    auto head = data::read_bytes(path, beginning, reading);
    if (!head.value || head.value->delimiter == '\0' || head.value->table.origin() != data::Origin::none)
        return std::nullopt;
    windows->start_at(begun.value->utf8.mark + begun.value->header_bytes, begun.value->first_line);

    Opening opening;
    opening.windows = std::move(windows);
    opening.header = begun.value->header;
    opening.delimiter = begun.value->delimiter;
    opening.blank_lines = begun.value->blank_lines;
    opening.diagnostics = std::move(begun.diagnostics);
    opening.decisions = begun.value->decisions;
    if (recoding) opening.decisions.front() = recoding->decision;
    opening.decisions.insert(opening.decisions.begin(), head.value->decisions.front());  // the format
    opening.decided_of_rows = opening.decisions.size();
    if (!reading.exports.missing.empty())
        opening.declared.assign(opening.header.names.size(), data::DeclaredCodes(reading.exports.missing));
    opening.head = std::move(*head.value);
    return opening;
}

/// What the columns of `table` are shown as; none where they are not the layout's, or where what they declare as missing
/// is a text, or a number behind a date.
std::optional<std::vector<SavColumn>> columns_of(data::Table const& table, SavLayout const& layout) {
    if (table.column_count() != layout.variables.size()) return std::nullopt;
    std::vector<SavColumn> columns;
    for (std::size_t c = 0; c < table.column_count(); ++c) {
        auto const& info = table.column(c).info();
        bool const is_text = layout.variables[c].width > 0;
        auto const moment = is_text ? data::package::Moment::none : data::package::moment_of(info.format, data::package::Program::spss);
        bool const number = !is_text && moment == data::package::Moment::none;
        if (info.numbers != number || !info.missing_codes.empty() || (!number && !info.missing_ranges.empty()))
            return std::nullopt;
        columns.push_back({moment, info.missing_ranges});
    }
    return columns;
}

/// The dictionary of an SPSS file, with as many bytes as it took to have all of it; none where it is not what SavWindows read.
std::optional<SavLayout> layout_of(ByteInput& input) {
    constexpr std::size_t longest_dictionary = 16 << 20;
    for (std::size_t most = 256 << 10; most <= longest_dictionary; most *= 8) {
        auto const beginning = beginning_of(input, most);
        auto const unpacked = data::package::as_sav(beginning);
        if (auto layout = data::package::sav_layout(unpacked ? *unpacked : beginning)) return layout;
        if (beginning.size() < most) break;
    }
    return std::nullopt;
}

std::optional<Opening> open_package(std::string const& path, std::shared_ptr<ByteInput> input, bool is_packed,
                                    data::ReadOptions reading, std::size_t window_bytes, bool hashes) {
    constexpr std::size_t first_rows = 100;
    auto layout = layout_of(*input);
    std::optional<UnpackedSav> packed;
    if (layout && is_packed) {
        // A byte of rows makes a cell at most.
        auto const& limit = reading.package_limits.cells;
        packed = UnpackedSav::open(data::shown_name(path), input, layout->data_at, limit, reading.scratch_folder);
        if (!packed) return std::nullopt;
        input = packed->sav();
    }
    // One empty field alone on a line would be a blank line.
    if (!layout || layout->variables.size() < 2) return std::nullopt;
    auto beginning = beginning_of(*input, layout->data_at + first_rows * layout->longest_row());
    reading.package_first_rows = first_rows;
    auto head = data::read_bytes(path, std::move(beginning), reading);
    if (!head.value || head.value->table.row_count() == 0 || head.value->table.origin() != data::Origin::none ||
        !head.value->findings.empty())
        return std::nullopt;
    auto columns = columns_of(head.value->table, *layout);
    if (!columns) return std::nullopt;

    Opening opening;
    for (auto const& decision : head.value->decisions) {
        bool const of_first_rows = decision.starts_with("cells: ") || decision.starts_with("missing: ");
        if (!of_first_rows) opening.decisions.push_back(decision);
    }
    auto const is_weight = [](std::string const& decision) { return decision.starts_with("weight: "); };
    opening.decided_of_rows = static_cast<std::size_t>(
        std::find_if(opening.decisions.begin(), opening.decisions.end(), is_weight) - opening.decisions.begin());
    for (auto const& column : head.value->table.columns()) {
        opening.header.names.push_back(column.name());
        opening.declared.emplace_back(column.info().missing_ranges);
    }
    opening.header.fields = opening.header.names.size();
    auto windows = packed ? std::make_unique<ZsavWindows>(*packed, std::move(*layout), std::move(*columns), window_bytes)
                          : std::make_unique<SavWindows>(input, std::move(*layout), std::move(*columns), window_bytes);
    if (!hashes) windows->hash_nothing();
    opening.package = windows.get();
    opening.windows = std::move(windows);
    opening.diagnostics = std::move(head.diagnostics);
    opening.head = std::move(*head.value);
    return opening;
}

}  // namespace

std::optional<Opening> open_in_bulk(std::string const& path, data::ReadOptions const& reading, std::size_t window_bytes,
                                    bool hashes) {
    auto const& exports = reading.exports;
    if (reading.sheet || exports.origin || !exports.dictionary.empty()) return std::nullopt;
    std::shared_ptr<ByteInput> const input = reading.kept != nullptr ? reading.kept : open_bytes(path);
    if (input == nullptr) return std::nullopt;
    constexpr std::string_view spss_mark = "$FL2";
    constexpr std::string_view packed_spss_mark = "$FL3";
    auto const mark = beginning_of(*input, spss_mark.size());
    bool const is_packed = mark == packed_spss_mark;
    if (mark != spss_mark && !is_packed) return open_text(path, input, reading, window_bytes, hashes);
    if (!exports.missing.empty() || reading.csv.encoding) return std::nullopt;
    return open_package(path, input, is_packed, reading, window_bytes, hashes);
}

}  // namespace quaestor::study::bulk
