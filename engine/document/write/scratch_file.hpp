/// Files that are there only while an output is being made, in the folder of that output: personal data stays on the disk
/// that its owner chose.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace quaestor::document {

/// A file that is open for writing. What cannot be written throws std::system_error.
class OpenFile {
public:
    /// Makes the file, or empties it.
    explicit OpenFile(std::string const& path);
    /// A file without a name beside `path`: it is gone as soon as this is.
    [[nodiscard]] static OpenFile unnamed(std::string const& path);

    OpenFile(OpenFile&& other) noexcept;
    OpenFile(OpenFile const&) = delete;
    OpenFile& operator=(OpenFile const&) = delete;
    ~OpenFile();

    void append(std::string_view bytes);
    /// Hands on all that was appended, in order.
    void each(std::function<void(std::string_view bytes)> const& take) const;

private:
    explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

/// A name beside `path` where a library may write. Nothing stands there in the end.
class ScratchPath {
public:
    explicit ScratchPath(std::string const& path);
    ScratchPath(ScratchPath const&) = delete;
    ScratchPath& operator=(ScratchPath const&) = delete;
    ~ScratchPath();
    [[nodiscard]] std::string const& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace quaestor::document
