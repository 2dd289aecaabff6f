#include "support/statistics_file.hpp"

#include <readstat.h>
#include <stdexcept>

namespace support {
namespace {

ssize_t collect(void const* data, size_t length, void* out) {
    static_cast<std::string*>(out)->append(static_cast<char const*>(data), length);
    return static_cast<ssize_t>(length);
}

void check(readstat_error_t error) {
    if (error != READSTAT_OK) throw std::runtime_error(readstat_error_message(error));
}

}  // namespace

std::string statistics_file(StatisticsFormat format, std::vector<StatisticsVariable> const& variables) {
    std::string bytes;
    auto* const writer = readstat_writer_init();
    check(readstat_set_data_writer(writer, collect));
    readstat_writer_set_file_timestamp(writer, 0);
    if (format == StatisticsFormat::zsav)
        check(readstat_writer_set_compression(writer, READSTAT_COMPRESS_BINARY));
    if (format == StatisticsFormat::sav_by_rows)
        check(readstat_writer_set_compression(writer, READSTAT_COMPRESS_ROWS));
    std::vector<readstat_variable_t*> handles;
    for (auto const& variable : variables) {
        auto const type = variable.text_width > 0 ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE;
        auto* const handle = readstat_add_variable(writer, variable.name.c_str(), type, variable.text_width);
        if (!variable.label.empty()) readstat_variable_set_label(handle, variable.label.c_str());
        if (!variable.format.empty()) readstat_variable_set_format(handle, variable.format.c_str());
        for (auto const& [low, high] : variable.missing) {
            check(low == high ? readstat_variable_add_missing_double_value(handle, low)
                              : readstat_variable_add_missing_double_range(handle, low, high));
        }
        handles.push_back(handle);
    }
    auto const rows = variables.empty() ? 0 : variables[0].cells.size();
    auto const count = static_cast<long>(rows);
    check(format == StatisticsFormat::por   ? readstat_begin_writing_por(writer, &bytes, count)
          : format == StatisticsFormat::dta ? readstat_begin_writing_dta(writer, &bytes, count)
                                            : readstat_begin_writing_sav(writer, &bytes, count));
    for (std::size_t row = 0; row < rows; ++row) {
        check(readstat_begin_row(writer));
        for (std::size_t v = 0; v < variables.size(); ++v) {
            auto const& cell = variables[v].cells[row];
            if (auto const* const number = std::get_if<double>(&cell)) {
                check(readstat_insert_double_value(writer, handles[v], *number));
            } else if (auto const* const text = std::get_if<std::string>(&cell)) {
                check(readstat_insert_string_value(writer, handles[v], text->c_str()));
            } else {
                check(readstat_insert_missing_value(writer, handles[v]));
            }
        }
        check(readstat_end_row(writer));
    }
    check(readstat_end_writing(writer));
    readstat_writer_free(writer);
    return bytes;
}

}  // namespace support
