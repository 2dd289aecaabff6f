#include "base/byte_input.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace quaestor {
namespace {

/// Closed at the end of its scope; less than 0: none.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }

private:
    int number_;
};

/// False where it cannot be read so far.
bool read_at(int descriptor, std::size_t offset, std::size_t size, char* to) {
    while (size > 0) {
        auto const n = ::pread(descriptor, to, size, static_cast<::off_t>(offset));
        if (n < 0 && errno == EINTR) continue;
        if (n == 0) errno = EIO;  // an end before the end: the file has become shorter
        if (n <= 0) return false;
        to += n;
        offset += static_cast<std::size_t>(n);
        size -= static_cast<std::size_t>(n);
    }
    return true;
}

bool append_to(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        auto const n = ::write(descriptor, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

Descriptor unnamed_file_in(std::string const& folder) {
    auto const unnamed = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (unnamed >= 0) return Descriptor(unnamed);
    // Not every file system has files without a name from the start.
    auto name = folder + "/.quaestor.XXXXXX";
    Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
    if (file.is_open()) ::unlink(name.c_str());
    return file;
}

class FileBytes : public ByteInput {
public:
    FileBytes(std::string path, Descriptor file, std::size_t size)
        : path_(std::move(path)), file_(std::move(file)), size_(size) {}

    std::optional<std::size_t> read(std::size_t offset, std::size_t size, char* to) override {
        size = std::min(size, size_ - std::min(offset, size_));
        if (read_at(file_.number(), offset, size, to)) return size;
        problem_ = Diagnostic{Severity::error, "D001", std::string("it cannot be read: ") + std::strerror(errno), {}, {}, path_};
        return std::nullopt;
    }
    [[nodiscard]] std::size_t size() const override { return size_; }
    [[nodiscard]] std::optional<std::size_t> known_size() const override { return size_; }

private:
    std::string path_;
    Descriptor file_;
    std::size_t size_;
};

class KeptBytes : public ByteInput {
public:
    KeptBytes(std::string name, std::string folder, Pull pull, std::size_t in_memory)
        : name_(std::move(name)), folder_(std::move(folder)), pull_(std::move(pull)), in_memory_(in_memory) {}

    std::optional<std::size_t> read(std::size_t offset, std::size_t size, char* to) override {
        while (offset > size_) {
            std::array<char, 1 << 12> skipped;
            auto const n = pull(skipped.data(), std::min(skipped.size(), offset - size_));
            if (!n) return std::nullopt;
            if (*n == 0) return 0;
        }
        auto const known = std::min(size, size_ - offset);
        if (!copy(offset, known, to)) return std::nullopt;
        for (auto done = known;;) {
            if (done == size) return done;
            auto const n = pull(to + done, size - done);
            if (!n) return std::nullopt;
            if (*n == 0) return done;
            done += *n;
        }
    }
    [[nodiscard]] std::size_t size() const override { return size_; }

private:
    /// What comes next, kept; 0 at the end.
    std::optional<std::size_t> pull(char* to, std::size_t most) {
        if (problem_) return std::nullopt;
        if (ended_) return 0;
        auto const n = pull_(to, most);
        if (n < 0) return stop("D001", std::string("it cannot be read: ") + std::strerror(errno), {});
        ended_ = n == 0;
        if (!keep({to, static_cast<std::size_t>(n)})) {
            return stop("D002", "what was read cannot be kept in '" + folder_ + "' for a second look: " + std::strerror(errno),
                        "make room, name another folder by TMPDIR, or save the input as a file and name that");
        }
        return static_cast<std::size_t>(n);
    }
    bool keep(std::string_view bytes) {
        size_ += bytes.size();
        auto const here = std::min(bytes.size(), in_memory_ - beginning_.size());
        beginning_ += bytes.substr(0, here);
        bytes.remove_prefix(here);
        if (bytes.empty()) return true;
        if (!file_.is_open()) file_ = unnamed_file_in(folder_);
        return file_.is_open() && append_to(file_.number(), bytes);
    }
    bool copy(std::size_t offset, std::size_t size, char* to) {
        auto const here = offset < beginning_.size() ? std::min(size, beginning_.size() - offset) : 0;
        if (here > 0) std::memcpy(to, beginning_.data() + offset, here);
        if (size == here || read_at(file_.number(), offset + here - beginning_.size(), size - here, to + here)) return true;
        stop("D002", std::string("what was kept of it cannot be read again: ") + std::strerror(errno), {});
        return false;
    }
    std::nullopt_t stop(std::string code, std::string message, std::string hint) {
        problem_ = Diagnostic{Severity::error, std::move(code), std::move(message), {}, std::move(hint), name_};
        return std::nullopt;
    }

    std::string name_;
    std::string folder_;
    Pull pull_;
    std::size_t in_memory_;
    std::string beginning_;
    Descriptor file_;
    std::size_t size_ = 0;
    bool ended_ = false;
};

std::unique_ptr<ByteInput> bytes_of(Descriptor file, std::string name) {
    struct stat status {};
    if (!file.is_open() || ::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) return nullptr;
    ::posix_fadvise(file.number(), 0, 0, POSIX_FADV_SEQUENTIAL);
    return std::make_unique<FileBytes>(std::move(name), std::move(file), static_cast<std::size_t>(status.st_size));
}

}  // namespace

std::unique_ptr<ByteInput> open_bytes(std::string const& path) {
    return bytes_of(Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)), path);
}

std::unique_ptr<ByteInput> open_bytes(int descriptor, std::string name) {
    if (::lseek(descriptor, 0, SEEK_CUR) != 0) return nullptr;
    return bytes_of(Descriptor(::fcntl(descriptor, F_DUPFD_CLOEXEC, 0)), std::move(name));
}

std::unique_ptr<ByteInput> keep_bytes(std::string name, std::string folder, Pull pull, std::size_t in_memory) {
    return std::make_unique<KeptBytes>(std::move(name), std::move(folder), std::move(pull), in_memory);
}

Pull pull_from(int descriptor) {
    return [descriptor](char* to, std::size_t most) {
        while (true) {
            auto const n = ::read(descriptor, to, most);
            if (n >= 0 || errno != EINTR) return static_cast<std::ptrdiff_t>(n);
        }
    };
}

}  // namespace quaestor
