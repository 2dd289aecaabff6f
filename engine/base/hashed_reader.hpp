/// A file read from its beginning to its end, once, and its hash: for who makes something else of its bytes while they come.
#pragma once

#include "base/byte_input.hpp"
#include "base/sha256.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace quaestor {

class HashedReader {
public:
    explicit HashedReader(std::shared_ptr<ByteInput> input) : input_(std::move(input)) {}

    /// The next bytes, fewer than `most` only at the end; none where they cannot be read.
    [[nodiscard]] std::optional<std::size_t> read(char* to, std::size_t most) {
        auto const n = input_->read(at_, most, to);
        if (!n) return std::nullopt;
        at_ += *n;
        if (hashes_) hash_.update({to, *n});
        return n;
    }
    [[nodiscard]] std::size_t at() const { return at_; }
    /// Of the file.
    [[nodiscard]] std::size_t size() const { return input_->size(); }
    void hash_nothing() { hashes_ = false; }
    /// Of all bytes that were read.
    [[nodiscard]] std::string sha256() const { return hash_.hex(); }

private:
    std::shared_ptr<ByteInput> input_;
    std::size_t at_ = 0;
    bool hashes_ = true;
    Sha256 hash_;
};

}  // namespace quaestor
