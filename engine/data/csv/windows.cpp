#include "data/csv/windows.hpp"

#include "base/text.hpp"
#include "data/csv/marks.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace quaestor::data::csv {
namespace {

/// Where no record ends within so many bytes, something is wrong with the file.
constexpr std::size_t most = 4 << 20;

/// Behind the last line feed outside of quotes, or 0. The text begins outside of them.
std::size_t end_of_last_record(std::string_view text) {
    // Most texts have none, which is told soonest.
    bool const has_quotes = std::memchr(text.data(), '"', text.size()) != nullptr;
    auto inside_after = has_quotes && count_of(text, '"') % 2 != 0;  // of the end of what is left of the text
    for (auto i = text.size(); i-- > 0;) {
        if (text[i] == '"') inside_after = !inside_after;
        if (text[i] == '\n' && !inside_after) return i + 1;
    }
    return 0;
}

}  // namespace

void Window::make_room(std::size_t wanted) {
    if (bytes.size() < wanted + 1 + marks_overread) bytes.resize(wanted + 1 + marks_overread);
}

std::string TextWindows::beginning(std::size_t most) {
    std::string text(most + 1, '\0');
    auto const size = input_->read(0, text.size(), text.data());
    if (!size) return {};
    text.resize(std::min(*size, most));
    if (*size > most) text.resize(text.rfind('\n') + 1);
    return text;
}

void TextWindows::start_at(std::size_t offset, std::uint32_t line) {
    std::string before(hashes_ ? offset : 0, '\0');
    if (input_->read(0, before.size(), before.data())) hash_.update(before);
    start_ = at_ = offset;
    first_line_ = line_ = line;
}

bool TextWindows::rest_is_blank(std::size_t offset) {
    std::array<char, 1 << 12> piece;
    for (blank_up_to_ = std::max(offset, blank_up_to_);;) {
        auto const size = input_->read(blank_up_to_, piece.size(), piece.data());
        if (!size || !text::trimmed({piece.data(), *size}).empty()) return false;
        blank_up_to_ += *size;
        if (*size < piece.size()) return true;
    }
}

void TextWindows::restart() {
    hash_nothing();
    at_ = start_;
    line_ = first_line_;
    number_ = 0;
}

Windows::Next TextWindows::next(Window& window) {
    auto wanted = usual_;
    while (true) {
        window.make_room(wanted);
        auto const size = input_->read(at_, wanted, window.bytes.data());
        if (!size) return Next::failed;
        if (*size == 0) return Next::end;
        window.size = *size;
        window.last = *size < wanted;
        if (window.last) break;
        window.size = end_of_last_record(window.text());
        if (window.size > 0) break;
        if (wanted >= most) return Next::no_record_ends;
        wanted *= 4;
    }
    window.last = window.last || rest_is_blank(at_ + window.size);
    window.taken = window.size;
    at_ += window.size;
    if (window.bytes[window.size - 1] != '\n') window.bytes[window.size++] = '\n';
    window.number = number_++;
    window.first_line = line_;
    line_ += static_cast<std::uint32_t>(count_of(window.text(), '\n'));
    return Next::taken;
}

}  // namespace quaestor::data::csv
