#include "base/temporary_file.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace quaestor {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view own_letters = "XXXXXX";  // mkostemp replaces them

std::string folder_of(std::string const& path) {
    auto const folder = fs::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

/// How all that is made for `path` begins.
std::string beginning_of(std::string const& path) {
    return "." + fs::path(path).filename().string() + ".quaestor-";
}

bool lock(int descriptor, int how) {
    int result = 0;
    do {
        result = ::flock(descriptor, how);
    } while (result != 0 && errno == EINTR);
    return result == 0;
}

/// No name leads to the file any more.
bool is_gone(int descriptor) {
    struct stat status {};
    return ::fstat(descriptor, &status) == 0 && status.st_nlink == 0;
}

}  // namespace

std::optional<FileClaim> FileClaim::take(std::string const& path) {
    auto const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0) return std::nullopt;
    FileClaim claim(descriptor);
    if (!lock(descriptor, LOCK_EX | LOCK_NB)) return std::nullopt;
    return claim;
}

FileClaim::~FileClaim() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

std::optional<TemporaryFile> TemporaryFile::beside(std::string const& path) {
    while (true) {
        auto name = (fs::path(folder_of(path)) / (beginning_of(path) + std::string(own_letters))).string();
        auto const descriptor = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor < 0) return std::nullopt;
        FileClaim claim(descriptor);
        (void)lock(descriptor, LOCK_EX);  // a file system without locks has nothing tidied up
        // Another run that tidied up before the lock was there took it for one of the dead.
        if (is_gone(descriptor)) continue;
        return TemporaryFile{std::move(name), std::move(claim)};
    }
}

void remove_leftovers(std::string const& path) {
    auto const folder = folder_of(path);
    auto const beginning = beginning_of(path);
    auto const own_length = beginning.size() + own_letters.size();
    std::vector<std::string> found;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        auto name = entry->path().filename().string();
        if (name.starts_with(beginning) && name.size() >= own_length) found.push_back(std::move(name));
    }
    // What belongs to a file goes before the file itself, whose lock speaks for all of it.
    std::sort(found.begin(), found.end(), std::greater<>());
    for (auto const& name : found) {
        auto const at = [&](std::string const& one) { return (fs::path(folder) / one).string(); };
        auto const owner = at(name.substr(0, own_length));
        auto const claim = FileClaim::take(fs::exists(fs::symlink_status(owner, error)) ? owner : at(name));
        if (claim) ::unlink(at(name).c_str());
    }
}

}  // namespace quaestor
