#include "document/write/deflate.hpp"

#include "base/expects.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

namespace quaestor::document {

struct Deflater::State {
    isal_zstream stream{};
    std::vector<std::uint8_t> level = std::vector<std::uint8_t>(ISAL_DEF_LVL1_DEFAULT);
};

Deflater::Deflater() : state_(std::make_unique<State>()) {}
Deflater::~Deflater() = default;

void Deflater::pack(std::string_view piece, bool last, std::string& out) {
    expects(piece.size() < std::numeric_limits<std::uint32_t>::max(), "Deflater: a piece of 4 GiB");
    auto& stream = state_->stream;
    isal_deflate_init(&stream);
    stream.level = 1;
    stream.level_buf = state_->level.data();
    stream.level_buf_size = static_cast<std::uint32_t>(state_->level.size());
    stream.flush = last ? NO_FLUSH : FULL_FLUSH;
    stream.end_of_stream = last ? 1 : 0;
    // ISA-L only reads what it calls next_in.
    stream.next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(piece.data()));
    stream.avail_in = static_cast<std::uint32_t>(piece.size());
    std::size_t packed = 0;
    out.resize(std::max(out.capacity(), piece.size() / 4 + 1024));
    while (true) {
        auto const room = std::min<std::size_t>(out.size() - packed, std::numeric_limits<std::uint32_t>::max());
        stream.next_out = reinterpret_cast<std::uint8_t*>(out.data()) + packed;
        stream.avail_out = static_cast<std::uint32_t>(room);
        expects(isal_deflate(&stream) == COMP_OK, "Deflater: ISA-L refuses its parameters");
        packed += room - stream.avail_out;
        if (stream.avail_out > 0) break;
        out.resize(out.size() * 2);
    }
    out.resize(packed);
}

std::uint32_t crc32(std::string_view bytes, std::uint32_t before) {
    return ::crc32_gzip_refl(before, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
}

}  // namespace quaestor::document
