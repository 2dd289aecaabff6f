#include "data/xlsx/zip.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <zlib.h>

namespace quaestor::data::xlsx {
namespace {

constexpr std::uint16_t stored = 0;
constexpr std::uint16_t deflated = 8;
constexpr std::size_t piece_bytes = 1 << 16;

Diagnostic damaged(std::string const& file, std::string const& what) {
    return {Severity::error,
            std::string(code::damaged_workbook),
            "the workbook is cut off or damaged: " + what,
            {},
            "copy the file again from where it came; if that does not help, open it in Excel and save it",
            file};
}

/// Little-endian numbers at a place, and none behind the end.
class Bytes {
public:
    explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

    [[nodiscard]] std::optional<std::uint64_t> number(std::uint64_t at, std::size_t width) const {
        if (at > bytes_.size() || bytes_.size() - at < width) return std::nullopt;
        std::uint64_t value = 0;
        for (std::size_t i = width; i-- > 0;)
            value = value << 8 | static_cast<unsigned char>(bytes_[at + i]);
        return value;
    }
    /// 0 where nothing stands there: for fields of a record whose length was checked.
    [[nodiscard]] std::uint64_t at(std::uint64_t place, std::size_t width) const {
        return number(place, width).value_or(0);
    }
    [[nodiscard]] bool holds(std::uint64_t at, std::uint64_t length) const {
        return at <= bytes_.size() && bytes_.size() - at >= length;
    }
    [[nodiscard]] std::string_view part(std::uint64_t at, std::uint64_t length) const {
        return bytes_.substr(at, length);
    }

private:
    std::string_view bytes_;
};

/// Where the list of entries stands.
struct Directory {
    std::uint64_t offset = 0;
    std::uint64_t entries = 0;
};

std::optional<Directory> find_directory(std::string_view bytes) {
    constexpr std::size_t length = 22;
    constexpr std::size_t longest_comment = 0xFFFF;
    if (bytes.size() < length) return std::nullopt;
    auto const last = bytes.size() - length;
    auto const first = last > longest_comment ? last - longest_comment : 0;
    auto const tail = bytes.substr(first);
    auto const found = tail.rfind("PK\x05\x06", last - first);
    if (found == std::string_view::npos) return std::nullopt;
    Bytes const in(bytes);
    auto const at = first + found;
    Directory directory{in.at(at + 16, 4), in.at(at + 10, 2)};
    if (directory.offset != 0xFFFFFFFF && directory.entries != 0xFFFF) return directory;
    // An archive of more than 4 GB, or of a program that writes all archives as if they were.
    constexpr std::size_t locator = 20;
    if (at < locator || in.part(at - locator, 4) != "PK\x06\x07") return directory;
    auto const record = in.at(at - locator + 8, 8);
    if (!in.holds(record, 56) || in.part(record, 4) != "PK\x06\x06") return std::nullopt;
    return Directory{in.at(record + 48, 8), in.at(record + 32, 8)};
}

/// Sizes and offset of 64 bits, where the fields of 32 bits say that they stand in the extra field.
bool take_long_fields(Bytes const& in, std::uint64_t at, std::uint64_t length, Entry& entry) {
    std::array<std::uint64_t*, 3> const fields{&entry.expanded, &entry.packed, &entry.offset};
    bool const any = std::any_of(fields.begin(), fields.end(), [](auto* f) { return *f == 0xFFFFFFFF; });
    if (!any) return true;
    auto const end = at + length;
    while (at + 4 <= end) {
        auto const id = in.at(at, 2);
        auto const size = in.at(at + 2, 2);
        if (id == 1) {
            auto place = at + 4;
            for (auto* field : fields) {
                if (*field != 0xFFFFFFFF) continue;
                if (place + 8 > at + 4 + size || place + 8 > end) return false;
                *field = in.at(place, 8);
                place += 8;
            }
            return true;
        }
        at += 4 + size;
    }
    return false;
}

/// The record at `at`, and the place behind it; none where it is damaged.
std::optional<Entry> read_entry(Bytes const& in, std::uint64_t& at) {
    constexpr std::size_t length = 46;
    if (!in.holds(at, length) || in.part(at, 4) != "PK\x01\x02") return std::nullopt;
    auto const name = in.at(at + 28, 2);
    auto const extra = in.at(at + 30, 2);
    auto const comment = in.at(at + 32, 2);
    if (!in.holds(at, length + name + extra + comment)) return std::nullopt;
    Entry entry;
    entry.name = in.part(at + length, name);
    entry.encrypted = (in.at(at + 8, 2) & 1) != 0;
    entry.method = static_cast<std::uint16_t>(in.at(at + 10, 2));
    entry.checksum = static_cast<std::uint32_t>(in.at(at + 16, 4));
    entry.packed = in.at(at + 20, 4);
    entry.expanded = in.at(at + 24, 4);
    entry.offset = in.at(at + 42, 4);
    if (!take_long_fields(in, at + length + name, extra, entry)) return std::nullopt;
    at += length + name + extra + comment;
    return entry;
}

}  // namespace

Outcome<Archive> Archive::open(std::string const& file, std::string_view bytes, XlsxLimits const& limits) {
    auto const directory = find_directory(bytes);
    if (!directory) return Outcome<Archive>::failure(damaged(file, "its end is missing"));
    if (directory->entries > limits.entries) {
        return Outcome<Archive>::failure(
            damaged(file, "it says that it has " + text::grouped(directory->entries) + " parts, and " +
                              text::grouped(limits.entries) + " are read at most"));
    }
    Outcome<Archive> outcome;
    outcome.value.emplace();
    auto& archive = *outcome.value;
    archive.file_ = file;
    archive.bytes_ = bytes;
    Bytes const in(bytes);
    auto at = directory->offset;
    for (std::uint64_t i = 0; i < directory->entries; ++i) {
        auto entry = read_entry(in, at);
        if (!entry) return Outcome<Archive>::failure(damaged(file, "the list of its parts breaks off"));
        archive.entries_.push_back(std::move(*entry));
    }
    return outcome;
}

Entry const* Archive::find(std::string_view name) const {
    auto const found = std::find_if(entries_.begin(), entries_.end(), [&](Entry const& entry) {
        return text::equal_ignoring_case(entry.name, name);
    });
    return found == entries_.end() ? nullptr : &*found;
}

struct Unpacker::State {
    Archive const& archive;
    Entry const& entry;
    Budget& budget;
    std::string_view packed{};  ///< what is still to be unpacked
    std::string piece{};
    z_stream stream{};
    std::uint64_t expanded = 0;
    uLong checksum = 0;
    bool started = false;
    bool inflating = false;
    bool finished = false;

    State(Archive const& from, Entry const& which, Budget& may) : archive(from), entry(which), budget(may) {}
    State(State const&) = delete;
    State& operator=(State const&) = delete;
    ~State() {
        if (inflating) inflateEnd(&stream);
    }

    Outcome<std::string_view> broken(std::string const& what) const {
        return Outcome<std::string_view>::failure(
            damaged(archive.file(), "its part '" + text::printable(entry.name) + "' " + what));
    }
    Outcome<std::string_view> too_much() const {
        return Outcome<std::string_view>::failure(
            {Severity::error,
             std::string(code::workbook_expands),
             "the workbook has " + text::grouped(archive.bytes().size()) + " bytes and unpacks to more than " +
                 text::grouped(budget.total) + ", which no sheet of answers does",
             {},
             "if the file can be trusted: open it in Excel and save the sheet as a workbook of its own",
             archive.file()});
    }
    /// Finds the packed bytes; what is wrong with the entry, if anything.
    std::optional<std::string> start();
    /// Unpacks into `piece`; false where the bytes are not what they should be.
    bool unpack();
};

std::optional<std::string> Unpacker::State::start() {
    constexpr std::size_t length = 30;
    started = true;
    if (entry.encrypted) return "is protected by a password";
    if (entry.method != stored && entry.method != deflated)
        return "is packed in a way that workbooks do not use";
    Bytes const in(archive.bytes());
    if (!in.holds(entry.offset, length) || in.part(entry.offset, 4) != "PK\x03\x04") return "is not there";
    auto const begin = entry.offset + length + in.at(entry.offset + 26, 2) + in.at(entry.offset + 28, 2);
    if (!in.holds(begin, entry.packed)) return "breaks off";
    packed = in.part(begin, entry.packed);
    piece.resize(piece_bytes);
    // A negative window: no zlib header, as archives have it.
    if (entry.method == deflated) inflating = inflateInit2(&stream, -MAX_WBITS) == Z_OK;
    return std::nullopt;
}

bool Unpacker::State::unpack() {
    piece.resize(piece_bytes);
    if (entry.method == stored) {
        auto const n = std::min(piece.size(), packed.size());
        packed.copy(piece.data(), n);
        packed.remove_prefix(n);
        piece.resize(n);
        finished = packed.empty();
        return true;
    }
    if (!inflating) return false;
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    while (stream.avail_out > 0 && !finished) {
        auto const n = std::min<std::size_t>(packed.size(), std::numeric_limits<uInt>::max());
        // zlib never writes to its input; its interface is older than const.
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
        stream.avail_in = static_cast<uInt>(n);
        auto const status = inflate(&stream, Z_NO_FLUSH);
        packed.remove_prefix(n - stream.avail_in);
        finished = status == Z_STREAM_END;
        if (!finished && (status != Z_OK || (packed.empty() && stream.avail_out > 0))) return false;
    }
    piece.resize(piece.size() - stream.avail_out);
    return true;
}

Unpacker::Unpacker(Archive const& archive, Entry const& entry, Budget& budget)
    : state_(std::make_unique<State>(archive, entry, budget)) {}
Unpacker::~Unpacker() = default;

Outcome<std::string_view> Unpacker::next() {
    auto& s = *state_;
    if (!s.started) {
        if (auto const wrong = s.start()) return s.broken(*wrong);
        // Whoever says that it is too much is believed at once; whoever says less is counted.
        if (s.entry.expanded > s.budget.total - s.budget.used) return s.too_much();
    }
    Outcome<std::string_view> outcome;
    outcome.value = std::string_view();
    if (s.finished) return outcome;
    if (!s.unpack()) return s.broken("is damaged");
    s.expanded += s.piece.size();
    s.budget.used += s.piece.size();
    if (s.budget.used > s.budget.total) return s.too_much();
    s.checksum =
        crc32(s.checksum, reinterpret_cast<Bytef const*>(s.piece.data()), static_cast<uInt>(s.piece.size()));
    if (s.finished && (s.expanded != s.entry.expanded || s.checksum != s.entry.checksum))
        return s.broken("is damaged");
    outcome.value = std::string_view(s.piece);
    return outcome;
}

}  // namespace quaestor::data::xlsx
