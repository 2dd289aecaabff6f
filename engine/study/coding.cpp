#include "study/coding.hpp"

#include "base/text.hpp"
#include "scoring/codes.hpp"

#include <algorithm>
#include <numeric>

namespace quaestor::study {

void tell_labels(instrument::Instrument const& instrument, std::vector<std::size_t> const& by_label,
                 std::string const& file, std::vector<std::string>& decisions, Diagnostics& diagnostics) {
    auto const cells = std::accumulate(by_label.begin(), by_label.end(), std::size_t{0});
    if (cells == 0) return;
    auto const items = by_label.size() -
                       static_cast<std::size_t>(std::count(by_label.begin(), by_label.end(), std::size_t{0}));
    auto const what = text::counted(cells, "cell", "cells") + " of " + text::counted(items, "item", "items") +
                      " of " + instrument.id + (cells == 1 ? " was" : " were") + " read by the label of " +
                      (cells == 1 ? "its" : "their") + " answer, not by its code";
    decisions.push_back("labels: " + what);
    diagnostics.add({Severity::note, std::string(scoring::code::by_label), what, {}, {}, file});
}

}  // namespace quaestor::study
