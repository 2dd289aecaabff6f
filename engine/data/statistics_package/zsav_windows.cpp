#include "data/statistics_package/zsav_windows.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>
#include <zlib.h>

namespace quaestor::data::package {
namespace {

constexpr std::string_view zsav_mark = "$FL3";
constexpr std::string_view sav_mark = "$FL2";
constexpr std::size_t compression_at = 72;
constexpr std::int32_t by_rows = 1;
constexpr std::int32_t by_zlib = 2;

/// Before the blocks: where this stands, where what tells of the blocks stands, and how long that is.
struct Head {
    std::int64_t at = 0;
    std::int64_t trailer_at = 0;
    std::int64_t trailer_size = 0;
};

/// The dictionary, then what the blocks unpack to.
class Unpacker {
public:
    Unpacker(std::shared_ptr<HashedReader> from, std::string dictionary, Head const& head, Allowance const& limit)
        : from_(std::move(from)),
          dictionary_(std::move(dictionary)),
          trailer_at_(static_cast<std::size_t>(head.trailer_at)),
          end_(static_cast<std::size_t>(head.trailer_at + head.trailer_size)),
          limit_(limit) {
        good_ = ::inflateInit(&stream_) == Z_OK;
    }
    Unpacker(Unpacker const&) = delete;
    Unpacker& operator=(Unpacker const&) = delete;
    ~Unpacker() { ::inflateEnd(&stream_); }

    std::ptrdiff_t pull(char* to, std::size_t most) {
        if (dictionary_at_ < dictionary_.size()) return pull_dictionary(to, most);
        if (!good_) return failed();
        stream_.next_out = reinterpret_cast<Bytef*>(to);
        stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(most, 1U << 30U));
        auto const room = stream_.avail_out;
        while (stream_.avail_out == room) {
            if (stream_.avail_in == 0 && from_->at() == trailer_at_) return begun_ ? failed() : pass_trailer();
            if (stream_.avail_in == 0 && !refill()) return failed();
            begun_ = true;
            auto const status = ::inflate(&stream_, Z_NO_FLUSH);
            if (status != Z_OK && status != Z_STREAM_END) return failed();
            if (status == Z_STREAM_END) {
                begun_ = false;
                ::inflateReset(&stream_);
            }
        }
        auto const n = room - stream_.avail_out;
        unpacked_ += n;
        return unpacked_ > limit_.of(from_->at()) ? failed() : static_cast<std::ptrdiff_t>(n);
    }

private:
    std::ptrdiff_t pull_dictionary(char* to, std::size_t most) {
        auto const n = std::min(most, dictionary_.size() - dictionary_at_);
        std::memcpy(to, dictionary_.data() + dictionary_at_, n);
        dictionary_at_ += n;
        return static_cast<std::ptrdiff_t>(n);
    }
    bool refill() {
        auto const n = from_->read(packed_.data(), std::min(packed_.size(), trailer_at_ - from_->at()));
        if (!n || *n == 0) return false;
        stream_.next_in = reinterpret_cast<Bytef*>(packed_.data());
        stream_.avail_in = static_cast<uInt>(*n);
        return true;
    }
    /// It says again what was found, but belongs to the file, and to its hash.
    std::ptrdiff_t pass_trailer() {
        for (;;) {
            auto const n = from_->read(packed_.data(), packed_.size());
            if (!n) return failed();
            if (*n < packed_.size()) return from_->at() == end_ ? 0 : failed();
        }
    }
    std::ptrdiff_t failed() {
        good_ = false;
        errno = EILSEQ;
        return -1;
    }

    std::shared_ptr<HashedReader> from_;
    std::string dictionary_;
    std::size_t dictionary_at_ = 0;  ///< of it, what was not pulled yet
    std::size_t trailer_at_;
    std::size_t end_;  ///< of the file
    Allowance limit_;
    std::uint64_t unpacked_ = 0;
    bool good_ = true;
    bool begun_ = false;  ///< a block, of which the end was not seen
    z_stream stream_{};
    std::vector<char> packed_ = std::vector<char>(1 << 16);
};

}  // namespace

std::optional<std::string> as_sav(std::string_view beginning) {
    std::int32_t compression = 0;
    if (!beginning.starts_with(zsav_mark) || beginning.size() < compression_at + sizeof compression) return std::nullopt;
    std::memcpy(&compression, beginning.data() + compression_at, sizeof compression);
    if (compression != by_zlib) return std::nullopt;
    std::string sav(beginning);
    sav.replace(0, sav_mark.size(), sav_mark);
    std::memcpy(sav.data() + compression_at, &by_rows, sizeof by_rows);
    return sav;
}

std::optional<UnpackedSav> UnpackedSav::open(std::string const& name, std::shared_ptr<ByteInput> input, std::size_t rows_at,
                                             Allowance const& limit, std::string const& folder) {
    UnpackedSav file;
    file.original_ = std::make_shared<HashedReader>(std::move(input));
    std::string packed(rows_at, '\0');
    Head head;
    std::array<char, sizeof head> bytes{};
    auto const dictionary_read = file.original_->read(packed.data(), rows_at);
    auto const head_read = file.original_->read(bytes.data(), bytes.size());
    if (dictionary_read != rows_at || head_read != bytes.size()) return std::nullopt;
    std::memcpy(&head, bytes.data(), sizeof head);
    constexpr std::int64_t longest = std::int64_t{1} << 60U;
    bool const in_order = head.at == static_cast<std::int64_t>(rows_at) &&
                          head.trailer_at >= head.at + static_cast<std::int64_t>(sizeof head) && head.trailer_at < longest &&
                          head.trailer_size >= 0 && head.trailer_size < longest;
    auto dictionary = as_sav(packed);
    if (!in_order || !dictionary) return std::nullopt;
    auto const unpacker = std::make_shared<Unpacker>(file.original_, std::move(*dictionary), head, limit);
    file.sav_ = keep_bytes(name, folder, [unpacker](char* to, std::size_t room) { return unpacker->pull(to, room); });
    return file;
}

ZsavWindows::ZsavWindows(UnpackedSav const& file, SavLayout layout, std::vector<SavColumn> columns, std::size_t bytes)
    : SavWindows(file.sav(), std::move(layout), std::move(columns), bytes), original_(file.original()) {
    SavWindows::hash_nothing();
}

}  // namespace quaestor::data::package
