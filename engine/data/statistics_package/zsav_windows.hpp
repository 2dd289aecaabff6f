/// A .zsav file of SPSS, window by window: it is a .sav file of which the rows, compressed by rows, are packed by zlib in
/// blocks. They are unpacked while they are read.
///
/// Source: the format as it is described in the manual of PSPP ("System File Format").
#pragma once

#include "base/hashed_reader.hpp"
#include "data/limits.hpp"
#include "data/statistics_package/sav_windows.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace quaestor::data::package {

/// `beginning` of a .zsav file as the .sav file that it packs would begin; none where it is no .zsav file.
[[nodiscard]] std::optional<std::string> as_sav(std::string_view beginning);

/// The .sav file in a .zsav file. What is said of the file, its size and its hash, is said of its own bytes.
class UnpackedSav {
public:
    /// `rows_at`: where the dictionary ends. What is unpacked is kept in `folder`; reading it fails where the file is damaged,
    /// or unpacks to more than `limit` bytes of as much as was read. None where the head of the packed rows is not what it
    /// should be. `name` is for messages.
    [[nodiscard]] static std::optional<UnpackedSav> open(std::string const& name, std::shared_ptr<ByteInput> input,
                                                         std::size_t rows_at, Allowance const& limit, std::string const& folder);

    [[nodiscard]] std::shared_ptr<ByteInput> const& sav() const { return sav_; }
    [[nodiscard]] std::shared_ptr<HashedReader> const& original() const { return original_; }

private:
    UnpackedSav() = default;
    std::shared_ptr<HashedReader> original_;
    std::shared_ptr<ByteInput> sav_;
};

class ZsavWindows : public SavWindows {
public:
    ZsavWindows(UnpackedSav const& file, SavLayout layout, std::vector<SavColumn> columns, std::size_t bytes = usual_bytes);

    [[nodiscard]] std::size_t size() const override { return original_->size(); }
    [[nodiscard]] std::optional<std::size_t> known_size() const override { return std::nullopt; }
    void hash_nothing() override { original_->hash_nothing(); }
    [[nodiscard]] std::string sha256() const override { return original_->sha256(); }

private:
    std::shared_ptr<HashedReader> original_;
};

}  // namespace quaestor::data::package
