#include "scoring/item_matrix.hpp"

#include "scoring/decoder.hpp"

#include <limits>

namespace quaestor::scoring {

ItemMatrix item_matrix(instrument::Instrument const& instrument,
                       std::vector<instrument::Member> const& members, Binding const& binding,
                       data::Table const& table) {
    ItemMatrix matrix;
    auto const rows = table.row_count();
    matrix.values.setConstant(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(members.size()),
                              std::numeric_limits<double>::quiet_NaN());
    data::Findings ignored;  // scoring reports them
    RegisterColumn batch;
    for (std::size_t j = 0; j < members.size(); ++j) {
        auto const& item = instrument.items[members[j].item];
        matrix.items.push_back(members[j].item);
        matrix.names.push_back(item.id);
        auto const& column = binding.item_columns[members[j].item];
        if (!column) continue;
        auto const& set = instrument.responses[item.responses];
        ItemDecoder const decoder(set, table, *column);
        for (std::size_t first = 0; first < rows; first += batch_rows) {
            auto const count = std::min(batch_rows, rows - first);
            decoder.run(first, count, batch, ignored);
            for (std::size_t i = 0; i < count; ++i) {
                if (batch.states[i].reason != MissingReason::none) continue;
                auto const value = batch.values[i];
                matrix.values(static_cast<Eigen::Index>(first + i), static_cast<Eigen::Index>(j)) =
                    members[j].reversed ? set.values.low + set.values.high - value : value;
            }
        }
    }
    return matrix;
}

std::vector<instrument::Member> scored_members(instrument::Instrument const& instrument) {
    std::vector<instrument::Member> members;
    for (std::size_t i = 0; i < instrument.items.size(); ++i) {
        if (!instrument.items[i].unscored) members.push_back({i, instrument.items[i].reversed});
    }
    return members;
}

}  // namespace quaestor::scoring
