/// A text in another encoding than UTF-8, made UTF-8 while it is read, window by window.
#pragma once

#include "base/byte_input.hpp"
#include "base/hashed_reader.hpp"
#include "data/csv/encoding.hpp"
#include "data/csv/windows.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace quaestor::data::csv {

/// What is said of the file, its size and its hash, is said of its own bytes.
class RecodedWindows : public TextWindows {
public:
    /// The text is kept in `folder` as far as it is read; reading fails where a byte is not of the encoding.
    RecodedWindows(std::string const& name, std::shared_ptr<ByteInput> const& input, Recoding const& recoding,
                   std::string const& folder, std::size_t bytes = usual_bytes);

    [[nodiscard]] std::size_t size() const override { return original_->size(); }
    [[nodiscard]] std::optional<std::size_t> known_size() const override { return std::nullopt; }
    void hash_nothing() override { original_->hash_nothing(); }
    [[nodiscard]] std::string sha256() const override { return original_->sha256(); }

private:
    RecodedWindows(std::string const& name, std::shared_ptr<HashedReader> original, Recoding const& recoding,
                   std::string const& folder, std::size_t bytes);
    static Pull pull_recoded(std::shared_ptr<HashedReader> original, Recoding const& recoding);

    std::shared_ptr<HashedReader> original_;
};

}  // namespace quaestor::data::csv
