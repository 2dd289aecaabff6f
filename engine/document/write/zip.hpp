/// Zip archives (APPNOTE 6.3), as far as it takes to give one member of a workbook another content.
#pragma once

#include "document/write/scratch_file.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::document::zip {

/// What an archive says of a member.
struct Entry {
    std::string name;
    std::uint16_t method = 8;  ///< 0 as it is, 8 deflated
    std::uint32_t crc = 0;
    std::uint64_t packed = 0;  ///< bytes in the archive
    std::uint64_t size = 0;    ///< bytes unpacked
};

struct Member {
    Entry entry;
    std::string_view packed;
};

/// The members of an archive that a library of ours has made just now, in their order; views of `archive`. Anything
/// else is a Bug, and so is the form for more than 4 GiB.
[[nodiscard]] std::vector<Member> members(std::string_view archive);

/// The content of a member.
[[nodiscard]] std::string unpacked(Member const& member);

/// Writes an archive. Times are those of nobody: the start of 1980.
class Writer {
public:
    explicit Writer(OpenFile& to) : to_(to) {}

    /// Then come the `entry.packed` bytes of its content through append().
    void begin(Entry const& entry);
    void append(std::string_view bytes);
    void close();
    /// What the archive's end says of the members begun so far.
    [[nodiscard]] std::string const& directory() const { return directory_; }

private:
    void put(std::string_view bytes);

    OpenFile& to_;
    std::uint64_t at_ = 0;
    std::uint64_t due_ = 0;  ///< of the member that is being written
    std::uint64_t entries_ = 0;
    std::string directory_;
};

}  // namespace quaestor::document::zip
