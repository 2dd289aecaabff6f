#include "study/division.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace quaestor::study {
namespace {

using instrument::StructureKind;

/// A set of columns with a name, in the order of the definition.
struct Candidate {
    std::string name;
    std::vector<Eigen::Index> columns;
};

bool is_plain(instrument::Structure const& structure) {
    return std::all_of(structure.lines.begin(), structure.lines.end(), [](auto const& line) {
        return line.kind == StructureKind::factor || line.kind == StructureKind::covariance;
    });
}

bool sums_items(instrument::Scale const& scale) {
    return scale.aggregate == instrument::Aggregate::sum || scale.aggregate == instrument::Aggregate::mean;
}

/// Chooses candidates that cover all columns once, the earliest first.
class Cover {
public:
    Cover(std::vector<Candidate> const& candidates, std::size_t columns)
        : candidates_(candidates), covered_(columns, false) {}

    /// Indices of candidates; none where there is no such choice.
    std::optional<std::vector<std::size_t>> find() {
        if (!search()) return std::nullopt;
        std::sort(chosen_.begin(), chosen_.end());
        return chosen_;
    }

private:
    bool search() {
        auto const first = std::find(covered_.begin(), covered_.end(), false);
        if (first == covered_.end()) return true;
        auto const column = static_cast<Eigen::Index>(first - covered_.begin());
        for (std::size_t c = 0; c < candidates_.size(); ++c) {
            auto const& of = candidates_[c].columns;
            bool const fits = std::find(of.begin(), of.end(), column) != of.end() &&
                              std::none_of(of.begin(), of.end(), [&](Eigen::Index j) { return at(j); });
            if (!fits) continue;
            mark(of, true);
            chosen_.push_back(c);
            if (search()) return true;
            chosen_.pop_back();
            mark(of, false);
        }
        return false;
    }
    [[nodiscard]] bool at(Eigen::Index column) const { return covered_[static_cast<std::size_t>(column)]; }
    void mark(std::vector<Eigen::Index> const& columns, bool value) {
        for (auto const column : columns)
            covered_[static_cast<std::size_t>(column)] = value;
    }

    std::vector<Candidate> const& candidates_;
    std::vector<bool> covered_;
    std::vector<std::size_t> chosen_{};
};

std::optional<Division> divided_by(std::vector<Candidate> const& candidates, std::size_t columns,
                                   std::string source) {
    auto const chosen = Cover(candidates, columns).find();
    if (!chosen || chosen->size() < 2) return std::nullopt;
    Division division;
    division.source = std::move(source);
    for (auto const c : *chosen) {
        division.parts.push_back(candidates[c].columns);
        division.names.push_back(candidates[c].name);
    }
    return division;
}

/// Columns of these items of the instrument; none where one of them is not in the scale.
std::optional<std::vector<Eigen::Index>> columns_of(std::vector<std::size_t> const& items,
                                                    scoring::ItemMatrix const& matrix) {
    std::vector<Eigen::Index> columns;
    for (auto const item : items) {
        auto const found = std::find(matrix.items.begin(), matrix.items.end(), item);
        if (found == matrix.items.end()) return std::nullopt;
        columns.push_back(found - matrix.items.begin());
    }
    std::sort(columns.begin(), columns.end());
    return columns;
}

std::vector<Candidate> factors_of(instrument::Structure const& structure,
                                  instrument::Instrument const& instrument,
                                  scoring::ItemMatrix const& matrix) {
    std::vector<Candidate> candidates;
    for (auto const& line : structure.lines) {
        if (line.kind != StructureKind::factor) continue;
        std::vector<std::size_t> items;
        for (std::size_t i = 0; i < instrument.items.size(); ++i) {
            auto const& id = instrument.items[i].id;
            if (std::find(line.indicators.begin(), line.indicators.end(), id) != line.indicators.end())
                items.push_back(i);
        }
        if (auto columns = columns_of(items, matrix)) candidates.push_back({line.name, std::move(*columns)});
    }
    return candidates;
}

std::vector<Candidate> subscales_of(instrument::Scale const& scale, instrument::Instrument const& instrument,
                                    scoring::ItemMatrix const& matrix) {
    std::map<std::size_t, bool> reversed;
    for (auto const& member : scale.members)
        reversed[member.item] = member.reversed;
    std::vector<Candidate> candidates;
    for (auto const& other : instrument.scales) {
        if (other.composite || !sums_items(other) || other.members.size() >= scale.members.size()) continue;
        std::vector<std::size_t> items;
        bool same_way = true;
        for (auto const& member : other.members) {
            auto const found = reversed.find(member.item);
            same_way = same_way && found != reversed.end() && found->second == member.reversed;
            items.push_back(member.item);
        }
        if (!same_way) continue;
        if (auto columns = columns_of(items, matrix))
            candidates.push_back({other.title, std::move(*columns)});
    }
    return candidates;
}

}  // namespace

report::Finding<Division> division_of(instrument::Instrument const& instrument,
                                      instrument::Scale const& scale, scoring::ItemMatrix const& matrix) {
    report::Finding<Division> finding;
    if (!sums_items(scale)) {
        finding.reason = "the scale is neither a sum nor a mean of its items";
        return finding;
    }
    auto const columns = matrix.items.size();
    std::string other_model;
    for (auto const& structure : instrument.structures) {
        auto division = divided_by(factors_of(structure, instrument, matrix), columns,
                                   "structure '" + structure.name + "'");
        if (!division) continue;
        if (is_plain(structure)) {
            finding.value = std::move(division);
            return finding;
        }
        if (other_model.empty()) other_model = structure.name;
    }
    auto const subscales = subscales_of(scale, instrument, matrix);
    finding.value = divided_by(subscales, columns, "its subscales");
    if (finding.value) return finding;
    if (!other_model.empty()) {
        finding.reason = "structure '" + other_model +
                         "' has more than correlated factors (a general factor, a second order or residuals "
                         "that go together), which is another model";
    } else if (!subscales.empty()) {
        finding.reason = "the scales within this one leave items over or overlap";
    } else {
        finding.reason = "the definition does not divide the scale into parts";
    }
    return finding;
}

}  // namespace quaestor::study
