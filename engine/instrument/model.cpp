#include "instrument/model.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace quaestor::instrument {

std::string_view word(ResponseKind kind) {
    switch (kind) {
        case ResponseKind::options:
            return "options";
        case ResponseKind::integer:
            return "integer";
        case ResponseKind::number:
            return "number";
        case ResponseKind::time:
            return "time";
        case ResponseKind::date:
            return "date";
        case ResponseKind::text:
            return "text";
    }
    return "";
}

std::string_view word(Licence licence) {
    switch (licence) {
        case Licence::free:
            return "free";
        case Licence::registration:
            return "registration";
        case Licence::permission:
            return "permission";
    }
    return "";
}

std::string_view word(Status status) {
    return status == Status::verified ? "verified" : "provisional";
}

std::string_view word(FlagLevel level) {
    switch (level) {
        case FlagLevel::info:
            return "info";
        case FlagLevel::warning:
            return "warning";
        case FlagLevel::urgent:
            return "urgent";
    }
    return "";
}

std::string_view word(Aggregate aggregate) {
    switch (aggregate) {
        case Aggregate::sum:
            return "sum";
        case Aggregate::mean:
            return "mean";
        case Aggregate::weighted_sum:
            return "weighted sum";
        case Aggregate::min:
            return "min";
        case Aggregate::max:
            return "max";
        case Aggregate::count:
            return "count";
    }
    return "";
}

bool Presentation::has_band(std::string_view set, std::size_t text) const {
    return std::any_of(band_sets.begin(), band_sets.end(), [&](BandSet const& one) {
        return one.name == set && std::any_of(one.bands.begin(), one.bands.end(),
                                              [&](Band const& band) { return band.text == text; });
    });
}

std::vector<Band> Presentation::bands_of(std::string_view name) const {
    std::vector<Band> out;
    std::set<std::size_t> known;
    for (auto const& set : band_sets) {
        if (set.name != name) continue;
        for (auto const& band : set.bands) {
            if (known.insert(band.text).second) out.push_back(band);
        }
    }
    return out;
}

std::vector<std::string> Presentation::band_names() const {
    std::vector<std::string> names;
    std::set<std::string_view> known;
    for (auto const& set : band_sets) {
        if (known.insert(set.name).second) names.push_back(set.name);
    }
    return names;
}

std::string describe(MissingRule const& rule) {
    if (rule.limit == MissingRule::Limit::none) return "no answer may be missing";
    auto out = "at most " + text::number(rule.at_most) +
               (rule.limit == MissingRule::Limit::percent ? " %" : "") + " may be missing";
    switch (rule.action) {
        case MissingRule::Action::as_answered:
            return out + ", scored from what is there";
        case MissingRule::Action::prorate:
            return out + ", prorated";
        case MissingRule::Action::substitute:
            return out + ", each taken as " + rule.code;
    }
    return out;
}

std::size_t most_missing(MissingRule const& rule, std::size_t items) {
    switch (rule.limit) {
        case MissingRule::Limit::none:
            return 0;
        case MissingRule::Limit::count:
            return static_cast<std::size_t>(rule.at_most);
        case MissingRule::Limit::percent:
            // A hair above, so that 10 % of 30 is 3 whatever the binary fraction makes of it.
            return static_cast<std::size_t>(
                std::floor(static_cast<double>(items) * rule.at_most / 100 + 1e-9));
    }
    return 0;
}

}  // namespace quaestor::instrument
