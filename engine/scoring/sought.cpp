#include "scoring/sought.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace quaestor::scoring {

std::vector<Sought> sought_items(instrument::Instrument const& instrument) {
    std::vector<Sought> sought;
    for (auto const& item : instrument.items) {
        sought.push_back(
            {{item.id, item.alias, instrument.id + "_" + item.id}, !item.optional && !item.unscored});
    }
    return sought;
}

std::vector<Sought> sought_covariates(instrument::Instrument const& instrument) {
    std::vector<Sought> sought;
    for (auto const& covariate : instrument.covariates)
        sought.push_back({{covariate.id, instrument.id + "_" + covariate.id}});
    return sought;
}

std::vector<std::string> column_names(data::Table const& table, std::vector<Sought> const& items) {
    auto const asked_for = [&](std::string const& heading) {
        return std::any_of(items.begin(), items.end(), [&](Sought const& item) {
            return std::any_of(item.names.begin(), item.names.end(), [&](std::string const& name) {
                return text::equal_ignoring_case(name, heading);
            });
        });
    };
    std::vector<std::string> names;
    for (auto const& column : table.columns()) {
        bool const other = !column.other_name().empty() && !asked_for(column.name());
        names.push_back(other ? column.other_name() : column.name());
    }
    return names;
}

}  // namespace quaestor::scoring
