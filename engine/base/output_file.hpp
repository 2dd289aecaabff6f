/// Files in and out, whole. An output is written beside its place, flushed to the disk and then moved there,
/// so that it appears whole or not at all, and what stood there before stays until then.
#pragma once

#include "base/diagnostic.hpp"

#include <string>
#include <string_view>

namespace quaestor {

/// The whole file, or error D001 (cannot be opened or read).
[[nodiscard]] Outcome<std::string> read_file(std::string const& path);

/// One output on its way. The destructor removes what was not committed.
class OutputFile {
public:
    /// Checks that `path` can be written and, without `force`, that nothing stands there. Error W001, W002.
    static Outcome<OutputFile> open(std::string const& path, bool force);

    OutputFile(OutputFile&& other) noexcept;
    OutputFile& operator=(OutputFile&& other) noexcept;
    OutputFile(OutputFile const&) = delete;
    OutputFile& operator=(OutputFile const&) = delete;
    ~OutputFile();

    /// Where a library that wants a path of its own may write. The file exists and is empty.
    [[nodiscard]] std::string const& temporary_path() const { return temporary_; }
    [[nodiscard]] std::string const& path() const { return path_; }
    /// Writes `bytes` as the whole content. Error W003.
    [[nodiscard]] Diagnostics write(std::string_view bytes);
    /// Flushes to the disk and moves the file to its place. Error W003.
    [[nodiscard]] Diagnostics commit();

private:
    OutputFile(std::string path, std::string temporary)
        : path_(std::move(path)), temporary_(std::move(temporary)) {}

    std::string path_;
    std::string temporary_;  ///< empty once committed
};

}  // namespace quaestor
