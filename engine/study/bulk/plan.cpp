#include "study/bulk/plan.hpp"

namespace quaestor::study::bulk {

void MissingCounts::add(MissingCounts const& other) {
    for (std::size_t i = 0; i < cells_.size(); ++i)
        cells_[i] += other.cells_[i];
}

std::vector<data::MissingCode> MissingCounts::of(std::vector<std::string> const& codes) const {
    std::vector<data::MissingCode> counts;
    for (std::size_t code = 0; code < codes.size(); ++code) {
        auto& all = counts.emplace_back(data::MissingCode{codes[code], 0, 0});
        for (auto i = code; i < cells_.size(); i += codes_) {
            all.cells += cells_[i];
            all.columns += cells_[i] > 0 ? 1 : 0;
        }
    }
    return counts;
}

}  // namespace quaestor::study::bulk
