#include "document/write/zip.hpp"

#include "base/expects.hpp"

#include <zlib.h>

namespace quaestor::document::zip {
namespace {

// Sections of APPNOTE 6.3.10: 4.3.7 local header, 4.3.12 directory, 4.3.14 to 4.3.16 its end, 4.5.3 ZIP64.
constexpr std::uint32_t local_mark = 0x04034B50;
constexpr std::uint32_t directory_mark = 0x02014B50;
constexpr std::uint32_t large_end_mark = 0x06064B50;
constexpr std::uint32_t large_locator_mark = 0x07064B50;
constexpr std::uint32_t end_mark = 0x06054B50;
constexpr std::size_t end_size = 22;
constexpr std::uint16_t start_of_1980 = 1U << 5U | 1U;
constexpr std::uint16_t large_field = 1;
constexpr std::uint16_t usual_version = 20;
constexpr std::uint16_t large_version = 45;
constexpr std::uint32_t too_large = 0xFFFFFFFF;  ///< see the field for large files

/// Little-endian numbers, one behind the other.
struct Bytes {
    std::string bytes;

    Bytes& number(std::uint64_t value, int size) {
        for (int i = 0; i < size; ++i)
            bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
        return *this;
    }
    Bytes& two(std::uint64_t value) { return number(value, 2); }
    Bytes& four(std::uint64_t value) { return number(value, 4); }
    Bytes& eight(std::uint64_t value) { return number(value, 8); }
};

std::uint32_t read(std::string_view bytes, std::size_t at, std::size_t size) {
    expects(at + size <= bytes.size(), "zip: it ends too early");
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;)
        value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

bool is_large(std::uint64_t value) {
    return value >= too_large;
}

/// What the two headers of a member have in common.
void describe(Bytes& header, Entry const& entry, bool large) {
    header.two(large ? large_version : usual_version).two(0).two(entry.method).two(0).two(start_of_1980);
    header.four(entry.crc).four(large ? too_large : entry.packed).four(large ? too_large : entry.size);
    header.two(entry.name.size());
}

}  // namespace

std::vector<Member> members(std::string_view archive) {
    expects(archive.size() >= end_size, "zip: no end");
    auto const end = archive.size() - end_size;
    expects(read(archive, end, 4) == end_mark, "zip: no end, or a comment behind it");
    std::vector<Member> found(read(archive, end + 10, 2));
    std::size_t at = read(archive, end + 16, 4);
    for (auto& [entry, packed] : found) {
        expects(read(archive, at, 4) == directory_mark, "zip: no entry where one should be");
        entry.method = static_cast<std::uint16_t>(read(archive, at + 10, 2));
        entry.crc = read(archive, at + 16, 4);
        entry.packed = read(archive, at + 20, 4);
        entry.size = read(archive, at + 24, 4);
        auto const name = read(archive, at + 28, 2);
        auto const local = read(archive, at + 42, 4);
        expects(!is_large(entry.packed) && !is_large(entry.size) && !is_large(local), "zip: a member of 4 GiB");
        entry.name = archive.substr(at + 46, name);
        expects(read(archive, local, 4) == local_mark, "zip: no member where one should be");
        auto const begin = local + 30 + read(archive, local + 26, 2) + read(archive, local + 28, 2);
        expects(begin + entry.packed <= archive.size(), "zip: a member ends too early");
        packed = archive.substr(begin, entry.packed);
        at += 46 + name + read(archive, at + 30, 2) + read(archive, at + 32, 2);
    }
    return found;
}

std::string unpacked(Member const& member) {
    if (member.entry.method == 0) return std::string(member.packed);
    std::string content(member.entry.size, '\0');
    z_stream stream{};
    constexpr int without_header = -15;
    if (::inflateInit2(&stream, without_header) != Z_OK) throw std::bad_alloc();
    // zlib only reads what it calls next_in.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(member.packed.data()));
    stream.avail_in = static_cast<uInt>(member.packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(content.data());
    stream.avail_out = static_cast<uInt>(content.size());
    auto const answer = ::inflate(&stream, Z_FINISH);
    ::inflateEnd(&stream);
    expects(answer == Z_STREAM_END && stream.avail_out == 0, "zip: a member that is broken");
    return content;
}

void Writer::put(std::string_view bytes) {
    to_.append(bytes);
    at_ += bytes.size();
}

void Writer::begin(Entry const& entry) {
    expects(due_ == 0, "zip: the member before is not complete");
    bool const large = is_large(entry.packed) || is_large(entry.size);
    Bytes extra;
    if (large) extra.two(large_field).two(16).eight(entry.size).eight(entry.packed);

    Bytes in_directory;
    in_directory.four(directory_mark).two(large || is_large(at_) ? large_version : usual_version);
    describe(in_directory, entry, large);
    Bytes more;
    if (large || is_large(at_)) {
        more.two(large_field).two((large ? 16U : 0U) + (is_large(at_) ? 8U : 0U));
        if (large) more.eight(entry.size).eight(entry.packed);
        if (is_large(at_)) more.eight(at_);
    }
    in_directory.two(more.bytes.size()).two(0).two(0).two(0).four(0).four(is_large(at_) ? too_large : at_);
    directory_ += in_directory.bytes + entry.name + more.bytes;
    ++entries_;

    Bytes local;
    local.four(local_mark);
    describe(local, entry, large);
    local.two(extra.bytes.size());
    put(local.bytes + entry.name + extra.bytes);
    due_ = entry.packed;
}

void Writer::append(std::string_view bytes) {
    expects(bytes.size() <= due_, "zip: more bytes than the member has");
    put(bytes);
    due_ -= bytes.size();
}

void Writer::close() {
    expects(due_ == 0, "zip: the last member is not complete");
    auto const begin = at_;
    put(directory_);
    Bytes end;
    if (is_large(begin)) {
        auto const large_end = at_;
        end.four(large_end_mark).eight(44).two(large_version).two(large_version).four(0).four(0);
        end.eight(entries_).eight(entries_).eight(directory_.size()).eight(begin);
        end.four(large_locator_mark).four(0).eight(large_end).four(1);
    }
    end.four(end_mark).two(0).two(0).two(entries_).two(entries_).four(directory_.size());
    end.four(is_large(begin) ? too_large : begin).two(0);
    put(end.bytes);
}

}  // namespace quaestor::document::zip
