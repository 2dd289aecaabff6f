/// The look of Screen at many forms at once, where answers are bytes as in scoring/short_answers.hpp and no cell is missing
/// for another reason than a Gap can tell.
#pragma once

#include "instrument/model.hpp"
#include "numeric/columns.hpp"
#include "scoring/kernels.hpp"
#include "scoring/tabled.hpp"
#include "validity/screen.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace quaestor::validity {

class ShortScreen {
public:
    /// Whether answers that are compared with one another lie near enough, and are few enough to add up.
    [[nodiscard]] static bool can_look_at(scoring::Tabled const& tabled);
    ShortScreen(scoring::Tabled const& tabled, scoring::TabledBatch const& batch);

    /// At the rows of the batch. `gaps` come by row.
    void look(std::size_t rows, std::span<scoring::Gap const> gaps);

    /// Of the forms last looked at, by row. Those of Form.
    [[nodiscard]] std::uint16_t const* answered() const { return answered_.data(); }
    [[nodiscard]] std::uint16_t const* missing() const { return missing_.data(); }
    [[nodiscard]] std::uint16_t const* out_of_range() const { return out_of_range_.data(); }
    [[nodiscard]] std::uint16_t const* unreadable() const { return unreadable_.data(); }
    [[nodiscard]] std::uint16_t const* longest_run() const { return longest_.data(); }
    /// Forms of the same number of answers with the same spread have the same variability.
    [[nodiscard]] std::uint16_t compared(std::size_t row) const { return compared_answered_[row]; }
    [[nodiscard]] std::uint32_t spread(std::size_t row) const { return spread_[row]; }
    /// The largest spread that so many answers may have.
    [[nodiscard]] std::uint32_t most_spread(std::size_t n) const;
    [[nodiscard]] double variability(std::size_t row) const;
    /// Nothing out of range or unreadable, and the verdict is Verdict::yes.
    [[nodiscard]] bool is_plain(std::size_t row) const { return plain_[row] != 0; }
    [[nodiscard]] std::uint8_t const* plain() const { return plain_.data(); }
    /// Its variability only where that is judged.
    [[nodiscard]] Form form(std::size_t row) const;
    [[nodiscard]] Thresholds const& thresholds() const { return thresholds_; }
    /// Items, and those of them of which a blank counts as missing.
    [[nodiscard]] std::size_t items() const { return items_.size(); }
    [[nodiscard]] std::size_t expected() const { return expected_.size(); }
    /// Those that take part in runs and variability.
    [[nodiscard]] std::size_t most_compared() const { return compared_.size(); }

private:
    template <class T>
    using Rows = std::array<T, scoring::batch_rows>;

    Thresholds thresholds_;
    std::vector<std::uint8_t const*> items_;
    std::vector<std::uint8_t const*> expected_;
    std::vector<bool> is_expected_;  ///< by item of the instrument
    std::vector<numeric::ComparedColumn> compared_;
    std::uint32_t range_ = 0;  ///< from the lowest answer that may be compared to the highest
    Rows<std::uint16_t> answered_{};
    Rows<std::uint16_t> missing_{};
    Rows<std::uint16_t> out_of_range_{};
    Rows<std::uint16_t> unreadable_{};
    Rows<std::uint16_t> longest_{};
    Rows<std::uint16_t> compared_answered_{};
    Rows<std::uint16_t> sums_{};
    Rows<std::uint32_t> squares_{};
    Rows<std::uint32_t> spread_{};
    Rows<std::uint8_t> plain_{};
};

}  // namespace quaestor::validity
