#include "study/evidence.hpp"

#include "base/text.hpp"
#include "study/keep.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace quaestor::study {
namespace {

/// A column with more different texts tells no groups apart but people.
constexpr std::size_t most_groups = 20;

class Collector {
public:
    Collector(std::vector<report::ScaleAnalysis> const& scales, MeasureFinder& measures, data::Table const& table,
              double level, std::string const& file)
        : scales_(scales), measures_(measures), table_(table), level_(level), file_(file) {}

    Outcome<report::Evidence> run(report::EvidenceWish const& wish) {
        for (auto const& name : wish.against)
            hold_against(name);
        if (!wish.groups.empty()) compare_groups(wish.groups);
        if (!wish.methods.empty()) cross_methods(wish.methods);
        if (!outcome_.diagnostics.has_errors()) outcome_.value = std::move(evidence_);
        return std::move(outcome_);
    }

private:
    std::optional<MeasuredRows> measure(std::string const& name) {
        auto found = measures_.find(name);
        outcome_.diagnostics.append(std::move(found.diagnostics));
        if (found.value && found.value->no_numbers > 0) {
            outcome_.diagnostics.add(
                {Severity::warning,
                 "C105",
                 text::counted(found.value->no_numbers, "cell", "cells") + " of '" + name +
                     "' hold no number, and count as missing",
                 {},
                 found.value->values.array().isNaN().all() ? "groups are compared with --group" : "",
                 file_});
        }
        return std::move(found.value);
    }

    /// The analysed scale as it is scored. The definition has it, so it is found.
    MeasuredRows own(report::ScaleAnalysis const& scale) {
        return *measures_.find(measures_.instrument().id + "." + scale.scale->id).value;
    }

    void hold_against(std::string const& name) {
        auto const other = measure(name);
        if (!other) return;
        for (auto const& scale : scales_) {
            if (text::equal_ignoring_case(scale.scale->id, name)) continue;
            auto const score = own(scale);
            evidence::AssociationOptions options;
            options.level = level_;
            options.reliability_x = usable(score.reliability);
            options.reliability_y = usable(other->reliability);
            evidence_.against.push_back(
                {scale.scale->id, name, other->title,
                 keep(evidence::association(score.values, other->values, options), evidence_.remarks)});
        }
    }

    static double usable(double reliability) {
        return reliability > 0 && reliability <= 1 ? reliability : absent;
    }

    void compare_groups(std::string const& name) {
        auto const columns = table_.find_ignoring_case(name);
        if (columns.size() != 1) {
            std::vector<std::string> known;
            for (auto const& column : table_.columns())
                known.push_back(column.name());
            auto const near = text::nearest(name, known);
            outcome_.diagnostics.add({Severity::error,
                                      "U003",
                                      columns.empty() ? "--group: there is no column '" + name + "'"
                                                      : "--group: several columns are called '" + name + "'",
                                      {},
                                      near ? "did you mean '" + *near + "'?" : "",
                                      file_});
            return;
        }
        std::vector<int> groups;
        if (!read_groups(columns.front(), name, groups)) return;
        for (auto const& scale : scales_) {
            evidence::KnownGroupsOptions options;
            options.level = level_;
            options.names = evidence_.group_names;
            evidence_.groups.push_back(
                {scale.scale->id,
                 keep(evidence::known_groups(own(scale).values, groups, options), evidence_.remarks)});
        }
    }

    /// Groups are the different texts of the column, numbers by size and then words in their order; what the
    /// file calls them by label is shown.
    bool read_groups(std::size_t column, std::string const& name, std::vector<int>& groups) {
        auto const& source = table_.column(column);
        auto const less = [](std::string const& a, std::string const& b) {
            auto const x = text::parse_number(a);
            auto const y = text::parse_number(b);
            if (x && y) return *x < *y;
            return x || y ? x.has_value() : a < b;
        };
        std::map<std::string, int, decltype(less)> places(less);
        for (std::size_t row = 0; row < source.size(); ++row) {
            if (source.missing()[row] != MissingReason::none) continue;
            places.emplace(std::string(text::trimmed(source.text(row))), 0);
            if (places.size() > most_groups) {
                outcome_.diagnostics.add({Severity::error,
                                          "U004",
                                          "--group: '" + name + "' has more than " +
                                              std::to_string(most_groups) + " different texts",
                                          {},
                                          "groups are few; hold a scale against a number with --against",
                                          file_});
                return false;
            }
        }
        for (auto& [words, place] : places) {
            place = static_cast<int>(evidence_.group_names.size());
            evidence_.group_names.push_back(words);
        }
        for (std::size_t row = 0; row < source.size(); ++row) {
            bool const there = source.missing()[row] == MissingReason::none;
            groups.push_back(there ? places.at(std::string(text::trimmed(source.text(row)))) : -1);
        }
        evidence_.group_column = source.name();
        return true;
    }

    void cross_methods(std::vector<report::MethodWish> const& wishes) {
        report::Evidence::Methods out;
        std::vector<Eigen::VectorXd> columns;
        auto const place = [](std::vector<std::string>& names, std::string const& name) {
            auto const found = std::find(names.begin(), names.end(), name);
            if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
            names.push_back(name);
            return names.size() - 1;
        };
        for (auto const& wish : wishes) {
            auto const method = place(out.methods, wish.method);
            for (auto const& [trait, name] : wish.traits) {
                auto found = measure(name);
                if (!found) continue;
                out.measures.push_back({place(out.traits, trait), method});
                out.names.push_back(name);
                out.reliabilities.push_back(found->reliability);
                columns.push_back(std::move(found->values));
            }
        }
        if (outcome_.diagnostics.has_errors()) return;
        Eigen::MatrixXd scores(static_cast<Eigen::Index>(table_.row_count()),
                               static_cast<Eigen::Index>(columns.size()));
        for (std::size_t j = 0; j < columns.size(); ++j)
            scores.col(static_cast<Eigen::Index>(j)) = columns[j];
        out.table = keep(evidence::multitrait(scores, out.measures), evidence_.remarks);
        evidence_.methods = std::move(out);
    }

    std::vector<report::ScaleAnalysis> const& scales_;
    MeasureFinder& measures_;
    data::Table const& table_;
    double level_;
    std::string const& file_;
    report::Evidence evidence_;
    Outcome<report::Evidence> outcome_;
};

}  // namespace

Outcome<report::Evidence> evidence_for(report::EvidenceWish const& wish,
                                       std::vector<report::ScaleAnalysis> const& scales, MeasureFinder& measures,
                                       data::Table const& table, double level, std::string const& file) {
    return Collector(scales, measures, table, level, file).run(wish);
}

}  // namespace quaestor::study
