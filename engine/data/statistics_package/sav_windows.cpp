#include "data/statistics_package/sav_windows.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "data/number_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

namespace quaestor::data::package {
namespace {

/// What a byte of a compressed row says of its slot, where it is no number.
enum Code : std::uint8_t { nothing = 0, end_of_file = 252, value = 253, blanks = 254, system_missing = 255 };

constexpr std::size_t slot_bytes = 8;
constexpr int bias = 100;
constexpr std::size_t buffer_bytes = 256 << 10;
constexpr char delimiter = ',';

/// Longer texts are of numbers that no questionnaire has.
constexpr double largest = 1e15;
constexpr double smallest = 1e-15;
constexpr std::size_t longest_number = 40;

bool is_declared(std::vector<MissingRange> const& ranges, double number) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](MissingRange const& range) { return number >= range.low && number <= range.high; });
}

}  // namespace

SavWindows::SavWindows(std::shared_ptr<ByteInput> input, SavLayout layout, std::vector<SavColumn> columns, std::size_t bytes)
    : input_(std::move(input)),
      layout_(std::move(layout)),
      columns_(std::move(columns)),
      usual_(bytes),
      declared_codes_(columns_.size()) {
    expects(columns_.size() == layout_.variables.size(), "SavWindows: a column for each variable");
    for (std::size_t code = 1; code < end_of_file; ++code) {
        auto const number = static_cast<int>(code) - bias;
        auto const text = number_text(static_cast<std::int32_t>(number)) + delimiter;
        std::copy(text.begin(), text.end(), small_[code].text.begin());
        small_[code].size = static_cast<std::uint8_t>(text.size());
        for (std::size_t v = 0; v < columns_.size(); ++v)
            declared_codes_[v][code] = is_declared(columns_[v].missing, number);
    }
    for (auto const& variable : layout_.variables)
        longest_line_ += variable.width > 0 ? 2 * variable.slots * slot_bytes + 3 : longest_number + 1;
    buffer_.resize(buffer_bytes + layout_.longest_row());
}

void SavWindows::restart() {
    hash_nothing();
    started_ = false;
    number_ = 0;
}

bool SavWindows::start() {
    std::size_t at = 0;
    while (at < layout_.data_at) {
        auto const n = input_->read(at, std::min(buffer_bytes, layout_.data_at - at), buffer_.data());
        if (!n || *n == 0) return false;
        if (hashes_) hash_.update({buffer_.data(), *n});
        at += *n;
    }
    file_at_ = layout_.data_at;
    begin_ = end_ = 0;
    at_end_ = false;
    code_ = codes_.size();
    rows_ = dates_ = declared_ = 0;
    started_ = true;
    return true;
}

bool SavWindows::refill() {
    if (at_end_ || end_ - begin_ >= layout_.longest_row()) return true;
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    auto const wanted = buffer_.size() - end_;
    auto const n = input_->read(file_at_, wanted, buffer_.data() + end_);
    if (!n) return false;
    if (hashes_) hash_.update({buffer_.data() + end_, *n});
    file_at_ += *n;
    end_ += *n;
    at_end_ = *n < wanted;
    return true;
}

csv::Windows::Next SavWindows::next(csv::Window& window) {
    if (!started_ && !start()) return Next::failed;
    auto const before = place();
    auto const first = rows_;
    window.make_room(usual_ + longest_line_);
    auto* const begin = window.bytes.data();
    auto* to = begin;
    while (static_cast<std::size_t>(to - begin) < usual_) {
        if (!refill()) return Next::failed;
        auto const row = put_row(to);
        if (row == Row::failed) return Next::failed;
        if (row == Row::end) break;
        ++rows_;
    }
    if (to == begin) return Next::end;
    window.size = static_cast<std::size_t>(to - begin);
    window.taken = place() - before;
    window.number = number_++;
    window.first_line = static_cast<std::uint32_t>(first + 1);
    window.last = false;  // a last row that begins like a total is one of text files
    return Next::taken;
}

bool SavWindows::take(std::size_t bytes, char* to) {
    if (end_ - begin_ < bytes) return false;
    std::memcpy(to, buffer_.data() + begin_, bytes);
    begin_ += bytes;
    return true;
}

std::uint8_t SavWindows::next_code() {
    while (true) {
        while (code_ < codes_.size()) {
            auto const code = codes_[code_++];
            if (code != nothing) return code;
        }
        if (!take(slot_bytes, reinterpret_cast<char*>(codes_.data()))) return end_of_file;
        code_ = 0;
    }
}

/// Nothing but what fills up the last eight bytes.
bool SavWindows::ends_here() const {
    bool const rest_is_nothing = std::all_of(codes_.begin() + static_cast<std::ptrdiff_t>(code_), codes_.end(),
                                             [](std::uint8_t code) { return code == nothing || code == end_of_file; });
    return at_end_ && begin_ == end_ && rest_is_nothing;
}

SavWindows::Row SavWindows::put_row(char*& to) {
    if (layout_.rows && rows_ == *layout_.rows) return ends_here() ? Row::end : Row::failed;
    auto* at = to;
    for (std::size_t v = 0; v < layout_.variables.size(); ++v) {
        auto const& variable = layout_.variables[v];
        if (variable.width > 0) {
            at = put_text(at, variable);
            if (at == nullptr) return v == 0 && !layout_.rows && at_end_ && begin_ == end_ ? Row::end : Row::failed;
            continue;
        }
        auto const code = layout_.compressed ? next_code() : std::uint8_t{value};
        if (code < end_of_file && columns_[v].moment == Moment::none) {
            auto const& small = small_[code];
            std::memcpy(at, &small, sizeof small);
            at += small.size;
            declared_ += declared_codes_[v][code] ? 1 : 0;
            continue;
        }
        if (code == end_of_file || code == blanks) {
            // The file may end where a row would begin.
            return code == end_of_file && v == 0 && !layout_.rows && at_end_ && begin_ == end_ ? Row::end : Row::failed;
        }
        double number = std::numeric_limits<double>::lowest();
        if (code < end_of_file) number = static_cast<int>(code) - bias;
        if (code == value && !take(slot_bytes, reinterpret_cast<char*>(&number))) {
            bool const at_start = v == 0 && !layout_.compressed && begin_ == end_;
            return at_start && !layout_.rows ? Row::end : Row::failed;
        }
        at = put_number(at, v, number);
        if (at == nullptr) return Row::failed;
    }
    at[-1] = '\n';
    to = at;
    return Row::read;
}

char* SavWindows::put_number(char* to, std::size_t variable, double number) {
    auto const& column = columns_[variable];
    bool const missing = number == std::numeric_limits<double>::lowest() || std::isnan(number);
    if (!missing) {
        bool const is_moment = column.moment != Moment::none;
        auto const size = std::fabs(number);
        if (!is_moment && (size > largest || (size < smallest && size > 0))) return nullptr;
        auto const text = is_moment ? moment_text(number, column.moment) : number_text(number);
        if (!text || text->size() > longest_number) return nullptr;
        dates_ += is_moment ? 1 : 0;
        declared_ += is_declared(column.missing, number) ? 1 : 0;
        to = std::copy(text->begin(), text->end(), to);
    }
    *to++ = delimiter;
    return to;
}

char* SavWindows::put_text(char* to, SavLayout::Variable const& variable) {
    char text[32 * slot_bytes];
    for (std::size_t slot = 0; slot < variable.slots; ++slot) {
        auto* const here = text + slot * slot_bytes;
        auto const code = layout_.compressed ? next_code() : std::uint8_t{value};
        if (code == blanks) {
            std::memset(here, ' ', slot_bytes);
        } else if (code != value || !take(slot_bytes, here)) {
            return nullptr;
        }
    }
    auto size = variable.slots * slot_bytes;
    while (size > 0 && text[size - 1] == ' ')
        --size;
    if (size > variable.width) return nullptr;
    std::string_view const cell(text, size);
    if (cell.find_first_of(std::string_view("\0\r\n", 3)) != std::string_view::npos) return nullptr;
    bool const ascii = std::all_of(cell.begin(), cell.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii && (!layout_.utf8 || text::first_invalid_utf8(cell))) return nullptr;
    bool const quoted = cell.find_first_of(",\"") != std::string_view::npos;
    if (quoted) *to++ = '"';
    for (auto const c : cell) {
        *to++ = c;
        if (c == '"') *to++ = c;
    }
    if (quoted) *to++ = '"';
    *to++ = delimiter;
    return to;
}

}  // namespace quaestor::data::package
