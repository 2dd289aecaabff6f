/// What an analysis found beyond the items of the instrument: other measures, known groups, several methods.
#pragma once

#include "psychometrics/evidence/association.hpp"
#include "psychometrics/evidence/known_groups.hpp"
#include "psychometrics/evidence/multitrait.hpp"
#include "report/finding.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quaestor::report {

/// One method of a multitrait-multimethod table.
struct MethodWish {
    struct Trait {
        std::string trait;
        std::string measure;
    };
    std::string method;
    std::vector<Trait> traits;
};

/// What was asked for. Measures are named as in study/measures.hpp.
struct EvidenceWish {
    std::vector<std::string> against{};
    std::string groups{};  ///< a column; empty: none
    std::vector<MethodWish> methods{};
};

struct Evidence {
    struct Against {
        std::string scale;    ///< id
        std::string measure;  ///< as it was asked for
        std::string title;
        Finding<evidence::Association> association;
    };
    struct Groups {
        std::string scale;  ///< id
        Finding<evidence::KnownGroups> comparison;
    };
    struct Methods {
        std::vector<std::string> traits;
        std::vector<std::string> methods;
        std::vector<evidence::Measure> measures;
        std::vector<std::string> names;  ///< of the measures
        std::vector<double> reliabilities;
        Finding<evidence::Multitrait> table;
    };
    std::vector<Against> against;  ///< scale by scale
    std::string group_column;
    std::vector<std::string> group_names;
    std::vector<Groups> groups;
    std::optional<Methods> methods;
    Diagnostics remarks;
};

}  // namespace quaestor::report
