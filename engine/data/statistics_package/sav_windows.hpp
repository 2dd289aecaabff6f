/// The rows of an SPSS file as pieces of CSV text, so that they are scored window by window as those of a text file are:
/// numbers as number_text() has them, dates as moment_text(), texts as they stand, nothing where a value is missing.
/// Declared missing codes stay what they are, and are counted.
#pragma once

#include "base/byte_input.hpp"
#include "base/sha256.hpp"
#include "data/column_info.hpp"
#include "data/csv/windows.hpp"
#include "data/statistics_package/date.hpp"
#include "data/statistics_package/sav_layout.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data::package {

/// What a variable's values are shown as.
struct SavColumn {
    Moment moment = Moment::none;
    std::vector<MissingRange> missing{};
};

class SavWindows : public csv::Windows {
public:
    /// `columns` are the layout's variables. A piece has about `bytes`, in whole rows; there is one row a line, from 1.
    SavWindows(std::shared_ptr<ByteInput> input, SavLayout layout, std::vector<SavColumn> columns,
               std::size_t bytes = usual_bytes);

    /// `failed` where the file is not what a table can be made of without looking closer: damaged, numbers or dates that
    /// cannot be shown, texts with line ends in them.
    [[nodiscard]] Next next(csv::Window& window) override;
    void restart() override;

    [[nodiscard]] std::size_t size() const override { return input_->size(); }
    [[nodiscard]] std::optional<std::size_t> known_size() const override { return input_->known_size(); }
    void hash_nothing() override { hashes_ = false; }
    [[nodiscard]] std::string sha256() const override { return hash_.hex(); }

    /// Cells so far that are a date or time, and that have a code which is declared missing.
    [[nodiscard]] std::size_t dates() const { return dates_; }
    [[nodiscard]] std::size_t declared() const { return declared_; }

private:
    /// "17," of a byte, and how long that is.
    struct Small {
        std::array<char, 7> text{};
        std::uint8_t size = 0;
    };
    enum class Row { read, end, failed };

    [[nodiscard]] bool start();
    /// So that a whole row is in the buffer, where the file has one.
    [[nodiscard]] bool refill();
    /// The row's line at `to`, which then is its end.
    [[nodiscard]] Row put_row(char*& to);
    /// None of these where the value cannot be shown.
    [[nodiscard]] char* put_number(char* to, std::size_t variable, double number);
    [[nodiscard]] char* put_text(char* to, SavLayout::Variable const& variable);
    /// What the next slot is, past those that are nothing.
    [[nodiscard]] std::uint8_t next_code();
    [[nodiscard]] bool take(std::size_t bytes, char* to);
    [[nodiscard]] bool ends_here() const;
    [[nodiscard]] std::size_t place() const { return file_at_ - (end_ - begin_); }

    std::shared_ptr<ByteInput> input_;
    SavLayout layout_;
    std::vector<SavColumn> columns_;
    std::size_t usual_;
    std::array<Small, 256> small_{};
    std::vector<std::array<bool, 256>> declared_codes_;  ///< by variable, by byte

    std::size_t longest_line_ = 1;
    bool started_ = false;

    std::vector<char> buffer_;
    std::size_t file_at_ = 0;  ///< behind what is in the buffer
    std::size_t begin_ = 0;    ///< of what was not looked at
    std::size_t end_ = 0;
    bool at_end_ = false;      ///< nothing comes behind the buffer
    std::array<std::uint8_t, 8> codes_{};
    std::size_t code_ = 8;     ///< the next of them

    bool hashes_ = true;
    Sha256 hash_;
    std::size_t rows_ = 0;
    std::size_t number_ = 0;
    std::size_t dates_ = 0;
    std::size_t declared_ = 0;
};

}  // namespace quaestor::data::package
