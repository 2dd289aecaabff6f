/// The look of Screen at many forms at once, where every cell is an answer or blank and answers are bytes as in
/// scoring/short_answers.hpp. It finds the forms that nothing speaks against; all others are for Screen itself.
#pragma once

#include "instrument/model.hpp"
#include "scoring/kernels.hpp"
#include "scoring/tabled.hpp"
#include "validity/screen.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace quaestor::validity {

class ShortScreen {
public:
    explicit ShortScreen(scoring::Tabled const& tabled);

    void look(scoring::TabledBatch const& batch, std::size_t rows);

    /// Of the forms last looked at, by row. Those of Form.
    [[nodiscard]] std::uint16_t const* answered() const { return answered_.data(); }
    [[nodiscard]] std::uint16_t const* missing() const { return missing_.data(); }
    [[nodiscard]] std::uint16_t const* longest_run() const { return longest_.data(); }
    [[nodiscard]] double const* variability() const { return variability_.data(); }
    /// Whether the verdict is Verdict::yes.
    [[nodiscard]] std::uint8_t const* is_valid() const { return valid_.data(); }
    [[nodiscard]] std::size_t items() const { return items_.size(); }

private:
    struct Compared {
        std::size_t item = 0;
        bool breaks_run = false;
        std::uint16_t shift = 0;  ///< from the answer's byte to a value that items with other options share
    };
    template <class T>
    using Rows = std::array<T, scoring::batch_rows>;

    Thresholds thresholds_;
    std::vector<std::size_t> items_;
    std::vector<bool> expected_;  ///< of items_: a blank counts as missing
    std::vector<Compared> compared_;
    Rows<std::uint16_t> answered_{};
    Rows<std::uint16_t> missing_{};
    Rows<std::uint16_t> longest_{};
    Rows<double> variability_{};
    Rows<std::uint8_t> valid_{};
};

}  // namespace quaestor::validity
