#include "psychometrics/sem/simple_structure.hpp"

#include "base/expects.hpp"
#include "psychometrics/intake/codes.hpp"

namespace quaestor::sem {
namespace {

Outcome<SimpleStructure> refused(std::string message) {
    return Outcome<SimpleStructure>::failure(
        {.code = std::string(intake::code::no_structure), .message = std::move(message)});
}

}  // namespace

Outcome<SimpleStructure> simple_structure(Parts const& parts, Eigen::Index items,
                                          VariableNames const& names) {
    SimpleStructure structure;
    structure.factors = static_cast<Eigen::Index>(parts.size());
    structure.factor_of.assign(static_cast<std::size_t>(items), -1);
    for (std::size_t part = 0; part < parts.size(); ++part) {
        for (auto const item : parts[part]) {
            expects(item >= 0 && item < items, "simple_structure: an item that there is not");
            auto& factor = structure.factor_of[static_cast<std::size_t>(item)];
            if (factor >= 0) return refused(names.item(item) + " is in two parts of the scale");
            factor = static_cast<Eigen::Index>(part);
        }
    }
    std::vector<Eigen::Index> outside;
    for (Eigen::Index item = 0; item < items; ++item) {
        if (structure.factor_of[static_cast<std::size_t>(item)] < 0) outside.push_back(item);
    }
    if (!outside.empty()) {
        return refused(names.items(outside) + (outside.size() > 1 ? " are" : " is") +
                       " in no part of the scale");
    }
    for (auto const& part : parts) {
        if (part.empty()) return refused("a part of the scale has no items");
        if (part.size() == 1) {
            return refused(names.item(part[0]) +
                           " stands alone in its part: its error cannot be told from what it measures");
        }
    }
    if (parts.size() == 1 && parts[0].size() == 2)
        return refused("two items do not determine the loadings of a factor");
    Outcome<SimpleStructure> outcome;
    outcome.value = std::move(structure);
    return outcome;
}

Eigen::Index parameter_count(SimpleStructure const& structure) {
    return 2 * structure.items() + structure.correlations();
}

Eigen::VectorXd packed(SimpleStructure const& structure, FactorModel const& model) {
    Eigen::Index const k = structure.items();
    Eigen::VectorXd parameters(parameter_count(structure));
    parameters.head(k) = model.loadings;
    parameters.tail(k) = model.residuals;
    Eigen::Index at = k;
    for (Eigen::Index g = 0; g < structure.factors; ++g) {
        for (Eigen::Index f = g + 1; f < structure.factors; ++f)
            parameters[at++] = model.phi(f, g);
    }
    return parameters;
}

FactorModel unpacked(SimpleStructure const& structure, VectorIn parameters) {
    Eigen::Index const k = structure.items();
    bool const whole = parameters.size() == parameter_count(structure);
    expects(whole || parameters.size() == k + structure.correlations(), "unpacked: number of parameters");
    FactorModel model;
    model.loadings = parameters.head(k);
    model.phi.setIdentity(structure.factors, structure.factors);
    Eigen::Index at = k;
    for (Eigen::Index g = 0; g < structure.factors; ++g) {
        for (Eigen::Index f = g + 1; f < structure.factors; ++f)
            model.phi(f, g) = model.phi(g, f) = parameters[at++];
    }
    if (whole) {
        model.residuals = parameters.tail(k);
    } else {
        model.residuals.setConstant(k, absent);
    }
    return model;
}

Eigen::MatrixXd loading_matrix(SimpleStructure const& structure, VectorIn loadings) {
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(structure.items(), structure.factors);
    for (Eigen::Index j = 0; j < structure.items(); ++j)
        matrix(j, structure.factor_of[static_cast<std::size_t>(j)]) = loadings[j];
    return matrix;
}

Eigen::MatrixXd common_part(SimpleStructure const& structure, FactorModel const& model) {
    Eigen::MatrixXd const loadings = loading_matrix(structure, model.loadings);
    return loadings * model.phi * loadings.transpose();
}

}  // namespace quaestor::sem
