#include "document/write/scratch_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace quaestor::document {
namespace {

[[noreturn]] void refuse() {
    throw std::system_error(errno, std::generic_category());
}

/// A new file of its own beside `path`, whose name it becomes.
int make_beside(std::string& path) {
    path += ".XXXXXX";
    auto const descriptor = ::mkostemp(path.data(), O_CLOEXEC);
    if (descriptor < 0) refuse();
    return descriptor;
}

}  // namespace

OpenFile::OpenFile(std::string const& path)
    : descriptor_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
    if (descriptor_ < 0) refuse();
}

OpenFile OpenFile::unnamed(std::string const& path) {
    auto name = path;
    OpenFile file(make_beside(name));
    ::unlink(name.c_str());
    return file;
}

OpenFile::OpenFile(OpenFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

OpenFile::~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void OpenFile::append(std::string_view bytes) {
    while (!bytes.empty()) {
        auto const n = ::write(descriptor_, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) refuse();
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

void OpenFile::each(std::function<void(std::string_view bytes)> const& take) const {
    std::vector<char> buffer(1 << 18);
    for (off_t at = 0;;) {
        auto const n = ::pread(descriptor_, buffer.data(), buffer.size(), at);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) refuse();
        if (n == 0) return;
        take({buffer.data(), static_cast<std::size_t>(n)});
        at += n;
    }
}

ScratchPath::ScratchPath(std::string const& path) : path_(path) {
    ::close(make_beside(path_));
}

ScratchPath::~ScratchPath() {
    ::unlink(path_.c_str());
}

}  // namespace quaestor::document
