#include "data/csv/recoding.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iconv.h>
#include <utility>
#include <vector>

namespace quaestor::data::csv {
namespace {

/// iconv over what comes in pieces.
class Recoder {
public:
    Recoder(Pull pull, std::string const& encoding) : pull_(std::move(pull)), handle_(::iconv_open("UTF-8", encoding.c_str())) {}
    Recoder(Recoder const&) = delete;
    Recoder& operator=(Recoder const&) = delete;
    ~Recoder() {
        if (known()) ::iconv_close(handle_);
    }

    std::ptrdiff_t pull(char* to, std::size_t most) {
        while (at_ == text_size_) {
            if (ended_ && left_ == 0) return 0;
            if (!recode()) return -1;
        }
        auto const n = std::min(most, text_size_ - at_);
        std::memcpy(to, text_.data() + at_, n);
        at_ += n;
        return static_cast<std::ptrdiff_t>(n);
    }

private:
    [[nodiscard]] bool known() const { return handle_ != reinterpret_cast<::iconv_t>(-1); }
    /// The next piece of text; false where there is none, and errno has why.
    bool recode() {
        if (!known()) {
            errno = EINVAL;
            return false;
        }
        // What is left of the last piece may be half a character.
        auto const n = ended_ ? 0 : pull_(bytes_.data() + left_, bytes_.size() - left_);
        if (n < 0) return false;
        ended_ = n == 0;
        left_ += static_cast<std::size_t>(n);
        auto* in = bytes_.data();
        auto* out = text_.data();
        auto room = text_.size();
        auto const before = left_;
        bool const whole = ::iconv(handle_, &in, &left_, &out, &room) != static_cast<std::size_t>(-1);
        bool const wrong = !whole && errno != EINVAL;
        std::memmove(bytes_.data(), in, left_);
        at_ = 0;
        text_size_ = text_.size() - room;
        return !wrong && !(ended_ && before > 0 && left_ == before);
    }

    Pull pull_;
    ::iconv_t handle_;
    std::vector<char> bytes_ = std::vector<char>(1 << 16);
    std::size_t left_ = 0;  ///< of them, at the beginning
    std::vector<char> text_ = std::vector<char>(1 << 18);  ///< no byte makes more than four
    std::size_t text_size_ = 0;
    std::size_t at_ = 0;
    bool ended_ = false;
};

}  // namespace

Pull RecodedWindows::pull_recoded(std::shared_ptr<HashedReader> original, Recoding const& recoding) {
    auto pull = [original, skip = recoding.mark](char* to, std::size_t most) mutable -> std::ptrdiff_t {
        auto const n = original->read(to, most);
        if (!n) return -1;
        auto const mark = std::min(std::exchange(skip, 0), *n);
        std::memmove(to, to + mark, *n - mark);
        return static_cast<std::ptrdiff_t>(*n - mark);
    };
    auto const recoder = std::make_shared<Recoder>(std::move(pull), recoding.encoding);
    return [recoder](char* to, std::size_t most) { return recoder->pull(to, most); };
}

RecodedWindows::RecodedWindows(std::string const& name, std::shared_ptr<ByteInput> const& input, Recoding const& recoding,
                               std::string const& folder, std::size_t bytes)
    : RecodedWindows(name, std::make_shared<HashedReader>(input), recoding, folder, bytes) {}

RecodedWindows::RecodedWindows(std::string const& name, std::shared_ptr<HashedReader> original, Recoding const& recoding,
                               std::string const& folder, std::size_t bytes)
    : TextWindows(keep_bytes(name, folder, pull_recoded(original, recoding)), bytes), original_(std::move(original)) {
    TextWindows::hash_nothing();
}

}  // namespace quaestor::data::csv
