#include "data/statistics_package/readstat.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <exception>
#include <limits>
#include <memory>
#include <readstat.h>

namespace quaestor::data::package {
namespace {

struct Session {
    std::string_view bytes;
    std::size_t at = 0;
    RawSink& sink;
    Format format;
    std::size_t longest_set = 0;  ///< bytes of a name of value labels in a Stata file of this version
    std::exception_ptr thrown{};
    bool stopped = false;
};

/// Runs `act`, which says whether to go on. An exception waits until ReadStat has returned.
template <class Act>
int guarded(void* context, Act const& act) {
    auto& session = *static_cast<Session*>(context);
    try {
        if (act(session)) return READSTAT_HANDLER_OK;
    } catch (...) {
        session.thrown = std::current_exception();
    }
    session.stopped = true;
    return READSTAT_HANDLER_ABORT;
}

std::string text_or_empty(char const* text) {
    return text == nullptr ? std::string() : std::string(text);
}

/// 0.1F is 0.1, not 0.10000000149011612.
double shortest(float value) {
    std::array<char, 64> buffer{};
    double number = value;
    auto const [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    if (error == std::errc() && std::isfinite(value)) std::from_chars(buffer.data(), end, number);
    return number;
}

RawValue raw(readstat_value_t const& value) {
    RawValue out;
    if (readstat_value_is_tagged_missing(value) != 0) {
        auto const tag = readstat_value_tag(value);
        if (tag < 'a' || tag > 'z') return out;  // a damaged file may have any
        out.kind = RawValue::Kind::tagged_missing;
        out.tag = tag;
        return out;
    }
    if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
        auto const* const text = readstat_string_value(value);
        out.kind = RawValue::Kind::text;
        if (text != nullptr) out.text = text;
        return out;
    }
    if (readstat_value_is_system_missing(value) != 0) return out;
    out.kind = RawValue::Kind::number;
    out.number = readstat_value_type(value) == READSTAT_TYPE_FLOAT ? shortest(readstat_float_value(value))
                                                                   : readstat_double_value(value);
    return out;
}

/// SPSS has numbers for the ends of an open range.
double open_end(double end) {
    constexpr auto infinity = std::numeric_limits<double>::infinity();
    if (std::isnan(end)) return -infinity;
    if (end <= std::numeric_limits<double>::lowest()) return -infinity;
    return end >= std::numeric_limits<double>::max() ? infinity : end;
}

RawVariable raw(readstat_variable_t* variable) {
    RawVariable out;
    out.name = text_or_empty(readstat_variable_get_name(variable));
    out.label = text_or_empty(readstat_variable_get_label(variable));
    out.format = text_or_empty(readstat_variable_get_format(variable));
    out.is_text = readstat_variable_get_type_class(variable) == READSTAT_TYPE_CLASS_STRING;
    auto const ranges = readstat_variable_get_missing_ranges_count(variable);
    for (int i = 0; i < ranges; ++i) {
        auto const low = readstat_variable_get_missing_range_lo(variable, i);
        auto const high = readstat_variable_get_missing_range_hi(variable, i);
        if (out.is_text) {
            out.missing_texts.push_back(text_or_empty(readstat_string_value(low)));
        } else {
            out.missing_ranges.push_back(
                {open_end(readstat_double_value(low)), open_end(readstat_double_value(high))});
        }
    }
    return out;
}

Session& session_of(void* context) {
    return *static_cast<Session*>(context);
}

int open_bytes(char const*, void*) {
    return 0;
}

int close_bytes(void*) {
    return 0;
}

readstat_off_t seek_bytes(readstat_off_t offset, readstat_io_flags_t whence, void* context) {
    auto& session = session_of(context);
    auto const size = static_cast<readstat_off_t>(session.bytes.size());
    auto const from = whence == READSTAT_SEEK_SET   ? readstat_off_t{0}
                      : whence == READSTAT_SEEK_CUR ? static_cast<readstat_off_t>(session.at)
                                                    : size;
    if (offset < -from || offset > size - from) return -1;
    session.at = static_cast<std::size_t>(from + offset);
    return from + offset;
}

ssize_t read_bytes(void* buffer, size_t count, void* context) {
    auto& session = session_of(context);
    auto const n = std::min(count, session.bytes.size() - session.at);
    if (n > 0) std::memcpy(buffer, session.bytes.data() + session.at, n);
    session.at += n;
    return static_cast<ssize_t>(n);
}

readstat_error_t update_nothing(long, readstat_progress_handler, void*, void*) {
    return READSTAT_OK;
}

/// Stata's names of value labels stand in fields of one length, and nothing says that a damaged file ends them in it.
std::size_t longest_set_of(int version) {
    if (version >= 118) return 129;
    return version >= 110 ? 33 : 9;
}

int on_metadata(readstat_metadata_t* metadata, void* context) {
    return guarded(context, [&](Session& session) {
        session.longest_set = longest_set_of(readstat_get_file_format_version(metadata));
        return session.sink.file(text_or_empty(readstat_get_file_encoding(metadata)));
    });
}

int on_variable(int, readstat_variable_t* variable, char const* label_set, void* context) {
    return guarded(context, [&](Session& session) {
        auto out = raw(variable);
        if (label_set != nullptr && session.format == Format::dta) {
            out.label_set.assign(label_set, strnlen(label_set, session.longest_set));
        } else {
            out.label_set = text_or_empty(label_set);
        }
        return session.sink.variable(out);
    });
}

int on_weight(readstat_variable_t* variable, void* context) {
    return guarded(context, [&](Session& session) {
        return session.sink.weight(text_or_empty(readstat_variable_get_name(variable)));
    });
}

int on_label(char const* set, readstat_value_t value, char const* label, void* context) {
    return guarded(context, [&](Session& session) {
        return session.sink.label(text_or_empty(set), raw(value), text_or_empty(label));
    });
}

int on_value(int row, readstat_variable_t* variable, readstat_value_t value, void* context) {
    return guarded(context, [&](Session& session) {
        auto out = raw(value);
        out.declared = readstat_value_is_defined_missing(value, variable) != 0;
        return session.sink.value(static_cast<std::size_t>(row),
                                  static_cast<std::size_t>(readstat_variable_get_index(variable)), out);
    });
}

Trouble trouble_of(readstat_error_t error) {
    switch (error) {
        case READSTAT_OK:
            return Trouble::none;
        case READSTAT_ERROR_USER_ABORT:
            return Trouble::stopped;
        case READSTAT_ERROR_MALLOC:
            return Trouble::memory;
        case READSTAT_ERROR_UNSUPPORTED_CHARSET:
            return Trouble::unknown_encoding;
        case READSTAT_ERROR_CONVERT:
        case READSTAT_ERROR_CONVERT_BAD_STRING:
        case READSTAT_ERROR_CONVERT_SHORT_STRING:
        case READSTAT_ERROR_CONVERT_LONG_STRING:
            return Trouble::encoding;
        case READSTAT_ERROR_UNSUPPORTED_COMPRESSION:
        case READSTAT_ERROR_UNSUPPORTED_FILE_FORMAT_VERSION:
            return Trouble::version;
        default:
            return Trouble::damaged;
    }
}

}  // namespace

Trouble read_raw(std::string_view bytes, Format format, std::optional<std::string> const& encoding,
                 RawSink& sink, std::size_t first_rows) {
    std::unique_ptr<readstat_parser_t, decltype(&readstat_parser_free)> const parser(readstat_parser_init(),
                                                                                     &readstat_parser_free);
    if (parser == nullptr) return Trouble::memory;
    Session session{bytes, 0, sink, format};
    auto* const p = parser.get();
    readstat_set_open_handler(p, open_bytes);
    readstat_set_close_handler(p, close_bytes);
    readstat_set_seek_handler(p, seek_bytes);
    readstat_set_read_handler(p, read_bytes);
    readstat_set_update_handler(p, update_nothing);
    readstat_set_io_ctx(p, &session);
    readstat_set_metadata_handler(p, on_metadata);
    readstat_set_variable_handler(p, on_variable);
    readstat_set_fweight_handler(p, on_weight);
    readstat_set_value_label_handler(p, on_label);
    readstat_set_value_handler(p, on_value);
    if (first_rows > 0) readstat_set_row_limit(p, static_cast<long>(first_rows));
    if (encoding) readstat_set_file_character_encoding(p, encoding->c_str());
    auto const error = format == Format::sav   ? readstat_parse_sav(p, "", &session)
                       : format == Format::por ? readstat_parse_por(p, "", &session)
                                               : readstat_parse_dta(p, "", &session);
    if (session.thrown) std::rethrow_exception(session.thrown);
    return session.stopped ? Trouble::stopped : trouble_of(error);
}

}  // namespace quaestor::data::package
