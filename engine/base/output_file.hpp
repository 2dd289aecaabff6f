/// Files in and out, whole. An output is written beside its place, flushed to the disk and then moved there,
/// so that it appears whole or not at all, and what stood there before stays until then.
#pragma once

#include "base/byte_input.hpp"
#include "base/diagnostic.hpp"
#include "base/temporary_file.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace quaestor {

/// Looks at a file while it is read, so that what is hopeless ends with a message and not with a full memory.
/// A diagnostic ends the reading.
struct ReadWatch {
    /// Asked with the number of bytes that there are at least: before the first is read, where it is known.
    std::function<std::optional<Diagnostic>(std::uint64_t)> size{};
    /// Asked once, when so many bytes are there.
    std::size_t enough = 0;
    std::function<std::optional<Diagnostic>(std::string_view)> beginning{};
};

/// The whole file, or error D001 (cannot be opened or read) or that of `watch`.
[[nodiscard]] Outcome<std::string> read_file(std::string const& path, ReadWatch const& watch = {});
/// The same of what is open already; `name` is for messages.
[[nodiscard]] Outcome<std::string> read_descriptor(int descriptor, std::string const& name,
                                                   ReadWatch const& watch = {});
/// The same of an input that may have been begun.
[[nodiscard]] Outcome<std::string> read_bytes(ByteInput& input, ReadWatch const& watch = {});

/// One output on its way. The destructor removes what was not committed.
class OutputFile {
public:
    /// Checks that `path` can be written and, without `force`, that nothing stands there. Error W001, W002. What earlier runs
    /// that were ended at once left beside `path` is removed.
    static Outcome<OutputFile> open(std::string const& path, bool force);

    OutputFile(OutputFile&& other) noexcept;
    OutputFile& operator=(OutputFile&& other) noexcept;
    OutputFile(OutputFile const&) = delete;
    OutputFile& operator=(OutputFile const&) = delete;
    ~OutputFile();

    /// Where a library that wants a path of its own may write. The file exists and is empty.
    [[nodiscard]] std::string const& temporary_path() const { return temporary_.path; }
    [[nodiscard]] std::string const& path() const { return path_; }
    /// Writes `bytes` as the whole content. Error W003.
    [[nodiscard]] Diagnostics write(std::string_view bytes);
    /// Flushes to the disk and moves the file to its place. Error W003.
    [[nodiscard]] Diagnostics commit();

private:
    OutputFile(std::string path, TemporaryFile temporary)
        : path_(std::move(path)), temporary_(std::move(temporary)) {}

    std::string path_;
    TemporaryFile temporary_;  ///< its path is empty once committed
};

}  // namespace quaestor
