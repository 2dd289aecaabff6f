#include "data/csv/windows.hpp"

#include "base/text.hpp"
#include "data/csv/marks.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace quaestor::data::csv {
namespace {

/// Where no record ends within so many bytes, something is wrong with the file.
constexpr std::size_t most = 4 << 20;

std::size_t count_of(std::string_view text, char c) {
    std::size_t n = 0;
    while (!text.empty()) {
        // So many that a byte counts them, in lanes that the compiler makes vectors of.
        auto const part = text.substr(0, 64 * 255);
        std::uint8_t lanes[64]{};
        std::size_t i = 0;
        for (; i + 64 <= part.size(); i += 64) {
            for (std::size_t lane = 0; lane < 64; ++lane)
                lanes[lane] = static_cast<std::uint8_t>(lanes[lane] + (part[i + lane] == c));
        }
        for (auto const lane : lanes)
            n += lane;
        for (; i < part.size(); ++i)
            n += part[i] == c ? 1 : 0;
        text.remove_prefix(part.size());
    }
    return n;
}

/// Behind the last line feed outside of quotes, or 0. The text begins outside of them.
std::size_t end_of_last_record(std::string_view text) {
    auto inside_after = count_of(text, '"') % 2 != 0;  // of the end of what is left of the text
    for (auto i = text.size(); i-- > 0;) {
        if (text[i] == '"') inside_after = !inside_after;
        if (text[i] == '\n' && !inside_after) return i + 1;
    }
    return 0;
}

}  // namespace

std::optional<Windows> Windows::open(std::string const& path, std::size_t bytes) {
    auto const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return std::nullopt;
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return std::nullopt;
    }
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    return Windows(descriptor, static_cast<std::size_t>(status.st_size), bytes);
}

Windows::Windows(Windows&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_),
      usual_(other.usual_),
      hashes_(other.hashes_),
      start_(other.start_),
      first_line_(other.first_line_),
      at_(other.at_),
      number_(other.number_),
      line_(other.line_),
      hash_(other.hash_) {}

Windows::~Windows() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool Windows::read(std::size_t offset, std::size_t size, char* bytes) const {
    while (size > 0) {
        auto const n = ::pread(descriptor_, bytes, size, static_cast<::off_t>(offset));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;  // an end before the end: the file has become shorter
        bytes += n;
        offset += static_cast<std::size_t>(n);
        size -= static_cast<std::size_t>(n);
    }
    return true;
}

std::string Windows::beginning(std::size_t size) const {
    std::string text(std::min(size, size_), '\0');
    if (!read(0, text.size(), text.data())) return {};
    if (text.size() < size_) text.resize(text.rfind('\n') + 1);
    return text;
}

void Windows::start_at(std::size_t offset, std::uint32_t line) {
    std::string before(hashes_ ? offset : 0, '\0');
    if (read(0, before.size(), before.data())) hash_.update(before);
    start_ = at_ = offset;
    first_line_ = line_ = line;

}

bool Windows::rest_is_blank(std::size_t offset) const {
    if (size_ - offset > usual_) return false;
    std::string rest(size_ - offset, '\0');
    return read(offset, rest.size(), rest.data()) && text::trimmed(rest).empty();
}

void Windows::restart() {
    hash_nothing();
    at_ = start_;
    line_ = first_line_;
    number_ = 0;
}

Windows::Next Windows::next(Window& window) {
    if (at_ == size_) return Next::end;
    auto wanted = usual_;
    while (true) {
        auto const size = std::min(wanted, size_ - at_);
        if (window.bytes.size() < size + 1 + marks_overread) window.bytes.resize(size + 1 + marks_overread);
        if (!read(at_, size, window.bytes.data())) return Next::failed;
        window.size = size;
        window.last = at_ + size == size_;
        if (window.last) break;
        window.size = end_of_last_record(window.text());
        if (window.size > 0) break;
        if (wanted >= most) return Next::no_record_ends;
        wanted *= 4;
    }
    if (!window.last && rest_is_blank(at_ + window.size)) {
        window.size = size_ - at_;
        window.last = true;
        if (window.bytes.size() < window.size + 1 + marks_overread)
            window.bytes.resize(window.size + 1 + marks_overread);
        if (!read(at_, window.size, window.bytes.data())) return Next::failed;
    }
    if (hashes_) hash_.update(window.text());
    at_ += window.size;
    if (window.bytes[window.size - 1] != '\n') window.bytes[window.size++] = '\n';
    window.number = number_++;
    window.first_line = line_;
    line_ += static_cast<std::uint32_t>(count_of(window.text(), '\n'));
    return Next::taken;
}

}  // namespace quaestor::data::csv
