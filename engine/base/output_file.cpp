#include "base/output_file.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace quaestor {
namespace {

namespace fs = std::filesystem;

/// A file descriptor that is closed at the end of its scope.
struct Descriptor {
    int number;
    explicit Descriptor(int n) : number(n) {}
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    ~Descriptor() {
        if (number >= 0) ::close(number);
    }
};

Diagnostic trouble(std::string code, std::string message, std::string const& path, std::string hint = {}) {
    return {Severity::error, std::move(code), std::move(message), {}, std::move(hint), path};
}

Diagnostic write_error(std::string const& path, int reason) {
    return trouble("W003", std::string("the file cannot be written: ") + std::strerror(reason), path,
                   "nothing was changed there; make room or choose another place with -o");
}

/// Behind `content`.
Outcome<std::string> read_to_end(std::string content, Pull const& pull, std::function<Diagnostic()> const& failed,
                                 ReadWatch const& watch) {
    std::array<char, 1 << 16> buffer{};
    bool asked = !watch.beginning;
    while (true) {
        auto const n = pull(buffer.data(), buffer.size());
        if (n < 0) return Outcome<std::string>::failure(failed());
        if (n == 0) break;
        content.append(buffer.data(), static_cast<std::size_t>(n));
        auto stop = watch.size ? watch.size(content.size()) : std::nullopt;
        if (!stop && !asked && content.size() >= watch.enough) {
            asked = true;
            stop = watch.beginning(content);
        }
        if (stop) return Outcome<std::string>::failure(std::move(*stop));
    }
    Outcome<std::string> outcome;
    outcome.value = std::move(content);
    return outcome;
}

}  // namespace

Outcome<std::string> read_file(std::string const& path, ReadWatch const& watch) {
    Descriptor const file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.number < 0) {
        return Outcome<std::string>::failure(
            trouble("D001", std::string("the file cannot be opened: ") + std::strerror(errno), path));
    }
    return read_descriptor(file.number, path, watch);
}

Outcome<std::string> read_descriptor(int descriptor, std::string const& name, ReadWatch const& watch) {
    struct stat status {};
    bool const known = ::fstat(descriptor, &status) == 0;
    if (known && S_ISDIR(status.st_mode)) {
        return Outcome<std::string>::failure(trouble("D001", "this is a folder, not a file", name));
    }
    std::string content;
    if (known && S_ISREG(status.st_mode)) {
        auto const size = static_cast<std::uint64_t>(status.st_size);
        if (watch.size) {
            if (auto stop = watch.size(size)) return Outcome<std::string>::failure(std::move(*stop));
        }
        content.reserve(size + 1);
    }
    auto const failed = [&] {
        return trouble("D001", std::string("it cannot be read: ") + std::strerror(errno), name);
    };
    return read_to_end(std::move(content), pull_from(descriptor), failed, watch);
}

Outcome<std::string> read_bytes(ByteInput& input, ReadWatch const& watch) {
    auto const pull = [&input, at = std::size_t{0}](char* to, std::size_t most) mutable -> std::ptrdiff_t {
        auto const n = input.read(at, most, to);
        if (!n) return -1;
        at += *n;
        return static_cast<std::ptrdiff_t>(*n);
    };
    return read_to_end({}, pull, [&] { return *input.problem(); }, watch);
}

Outcome<OutputFile> OutputFile::open(std::string const& path, bool force) {
    std::error_code error;
    auto const status = fs::status(path, error);
    if (fs::is_directory(status)) {
        return Outcome<OutputFile>::failure(
            trouble("W001", "this is a folder; an output needs the name of a file", path));
    }
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        return Outcome<OutputFile>::failure(trouble(
            "W001", "this is a device or a pipe; an output is moved into place and needs an ordinary file",
            path));
    }
    if (fs::exists(status) && !force) {
        return Outcome<OutputFile>::failure(trouble("W002", "the file exists already and is left as it is",
                                                    path, "give --force to replace it"));
    }
    auto folder = fs::path(path).parent_path();
    if (folder.empty()) folder = ".";
    if (!fs::is_directory(folder, error)) {
        return Outcome<OutputFile>::failure(
            trouble("W001", "there is no folder '" + folder.string() + "' to write into", path,
                    "make the folder first"));
    }
    remove_leftovers(path);
    auto temporary = TemporaryFile::beside(path);
    if (!temporary) {
        return Outcome<OutputFile>::failure(
            trouble("W001", std::string("the file cannot be made there: ") + std::strerror(errno), path));
    }
    // Only its owner may read it: right for clinic data, and kept.
    Outcome<OutputFile> outcome;
    outcome.value = OutputFile(path, std::move(*temporary));
    return outcome;
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_{std::exchange(other.temporary_.path, {}), std::move(other.temporary_.claim)} {}

OutputFile& OutputFile::operator=(OutputFile&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(temporary_, other.temporary_);
    return *this;
}

OutputFile::~OutputFile() {
    if (!temporary_.path.empty()) ::unlink(temporary_.path.c_str());
}

Diagnostics OutputFile::write(std::string_view bytes) {
    Diagnostics diagnostics;
    Descriptor const file{::open(temporary_.path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC)};
    if (file.number < 0) {
        diagnostics.add(write_error(path_, errno));
        return diagnostics;
    }
    while (!bytes.empty()) {
        auto const n = ::write(file.number, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            diagnostics.add(write_error(path_, errno));
            return diagnostics;
        }
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return diagnostics;
}

Diagnostics OutputFile::commit() {
    Diagnostics diagnostics;
    auto const flush = [](std::string const& path, int flags) {
        Descriptor const file{::open(path.c_str(), flags | O_CLOEXEC)};
        return file.number >= 0 && ::fsync(file.number) == 0;
    };
    if (!flush(temporary_.path, O_RDONLY) || ::rename(temporary_.path.c_str(), path_.c_str()) != 0) {
        diagnostics.add(write_error(path_, errno));
        return diagnostics;
    }
    temporary_.path.clear();
    auto folder = fs::path(path_).parent_path();
    // The rename itself is durable only once the folder is; where a file system refuses, the file is still
    // whole.
    flush(folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY);
    return diagnostics;
}

}  // namespace quaestor
