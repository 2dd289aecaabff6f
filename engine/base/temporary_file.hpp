/// Files that are there only while an output is being made, beside its place, and what becomes of them where a run was ended
/// at once (kill -9, a full stop of the machine).
///
/// They are called `.NAME.quaestor-XXXXXX`, what belongs to one of them has that name and more behind it. A run holds a lock on
/// each, of which the system lets go however the run ends: one that nobody holds is of a run that is no more.
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace quaestor {

/// A lock on a file that is there, until the end of its scope. Nobody is kept from reading or writing the file.
class FileClaim {
public:
    /// None where the file is not there, where somebody holds it, or where the file system has no locks.
    [[nodiscard]] static std::optional<FileClaim> take(std::string const& path);

    FileClaim(FileClaim&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    FileClaim& operator=(FileClaim&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    FileClaim(FileClaim const&) = delete;
    FileClaim& operator=(FileClaim const&) = delete;
    ~FileClaim();

private:
    friend struct TemporaryFile;
    explicit FileClaim(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

/// A new, empty file that only its owner may read, and the lock on it.
struct TemporaryFile {
    std::string path;
    FileClaim claim;

    /// Beside `path`. None where it cannot be made: errno says why.
    [[nodiscard]] static std::optional<TemporaryFile> beside(std::string const& path);
};

/// Removes what runs that are no more left beside `path` when they were to write it.
void remove_leftovers(std::string const& path);

}  // namespace quaestor
