#include "document/write/deflate.hpp"

#include "base/expects.hpp"

#include <algorithm>
#include <limits>
#include <new>

#include <zlib.h>

namespace quaestor::document {

struct Deflater::State {
    z_stream stream{};
    State() {
        constexpr int without_header = -15;
        constexpr int usual_memory = 8;
        if (::deflateInit2(&stream, 1, Z_DEFLATED, without_header, usual_memory, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::bad_alloc();
    }
    State(State const&) = delete;
    State& operator=(State const&) = delete;
    ~State() { ::deflateEnd(&stream); }
};

Deflater::Deflater() : state_(std::make_unique<State>()) {}
Deflater::~Deflater() = default;

void Deflater::pack(std::string_view piece, bool last, std::string& out) {
    expects(piece.size() < std::numeric_limits<uInt>::max(), "Deflater: a piece of 4 GiB");
    auto& stream = state_->stream;
    ::deflateReset(&stream);
    // zlib only reads what it calls next_in.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
    stream.avail_in = static_cast<uInt>(piece.size());
    std::size_t packed = 0;
    out.resize(std::max(out.capacity(), piece.size() / 4 + 1024));
    while (true) {
        auto const room = std::min<std::size_t>(out.size() - packed, std::numeric_limits<uInt>::max());
        stream.next_out = reinterpret_cast<Bytef*>(out.data()) + packed;
        stream.avail_out = static_cast<uInt>(room);
        ::deflate(&stream, last ? Z_FINISH : Z_FULL_FLUSH);
        packed += room - stream.avail_out;
        if (stream.avail_out > 0) break;
        out.resize(out.size() * 2);
    }
    out.resize(packed);
}

std::uint32_t crc32(std::string_view bytes, std::uint32_t before) {
    return static_cast<std::uint32_t>(
        ::crc32_z(before, reinterpret_cast<Bytef const*>(bytes.data()), bytes.size()));
}

}  // namespace quaestor::document
