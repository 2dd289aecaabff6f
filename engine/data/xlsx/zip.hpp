/// The archive that a workbook is. Read from memory and never unpacked to the disk; of what an archive says
/// of itself, nothing is believed before it is counted.
#pragma once

#include "base/diagnostic.hpp"
#include "data/xlsx/options.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data::xlsx {

/// A file in the archive, as the list at the archive's end has it.
struct Entry {
    std::string name;
    std::uint64_t offset = 0;    ///< of its own header
    std::uint64_t packed = 0;    ///< bytes in the archive
    std::uint64_t expanded = 0;  ///< bytes it unpacks to
    std::uint32_t checksum = 0;
    std::uint16_t method = 0;
    bool encrypted = false;
};

class Archive {
public:
    /// `bytes` stay with the caller and must outlive the archive. Error D150: cut off or damaged, or more
    /// entries than `limits` allow. `file` is its name, for messages.
    [[nodiscard]] static Outcome<Archive> open(std::string const& file, std::string_view bytes,
                                               XlsxLimits const& limits);

    [[nodiscard]] std::string const& file() const { return file_; }
    [[nodiscard]] std::string_view bytes() const { return bytes_; }
    [[nodiscard]] std::vector<Entry> const& entries() const { return entries_; }
    /// By its whole name, upper and lower case (ASCII) alike, as packages want it. Where two have it, the
    /// first.
    [[nodiscard]] Entry const* find(std::string_view name) const;

private:
    std::string file_;
    std::string_view bytes_;
    std::vector<Entry> entries_;
};

/// Bytes that may still be unpacked from one file.
struct Budget {
    std::uint64_t total = 0;
    std::uint64_t used = 0;
};

/// One entry, unpacked piece by piece.
class Unpacker {
public:
    /// All three must outlive it.
    Unpacker(Archive const& archive, Entry const& entry, Budget& budget);
    Unpacker(Unpacker const&) = delete;
    Unpacker& operator=(Unpacker const&) = delete;
    ~Unpacker();

    /// The next bytes, valid until the call after it; none at the end. Errors D150 (damaged, encrypted or
    /// packed in a way that workbooks do not use) and D151 (unpacks to more than the budget).
    [[nodiscard]] Outcome<std::string_view> next();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace quaestor::data::xlsx
