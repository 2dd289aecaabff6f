#include "psychometrics/reliability/bifactor_indices.hpp"

#include <cmath>

namespace quaestor::reliability {
namespace {

double squared(double x) {
    return x * x;
}

GroupIndices group_indices(VectorIn general, VectorIn group, std::vector<Eigen::Index> items, MatrixIn r) {
    GroupIndices result;
    result.h = construct_replicability(group);
    result.items = std::move(items);
    if (result.items.empty()) return result;
    Eigen::VectorXd const g = general(result.items);
    Eigen::VectorXd const l = group(result.items);
    double const variance = r(result.items, result.items).sum();
    if (variance > 0) {
        result.general = squared(g.sum()) / variance;
        result.hierarchical = squared(l.sum()) / variance;
        result.total = result.general + result.hierarchical;
    }
    double const common = g.squaredNorm() + l.squaredNorm();
    if (common > 0) result.common_share = l.squaredNorm() / common;
    return result;
}

}  // namespace

double construct_replicability(VectorIn loadings) {
    double information = 0;
    for (double const loading : loadings) {
        double const rest = 1.0 - loading * loading;
        if (!(rest > 0)) return absent;
        information += loading * loading / rest;
    }
    return information / (1.0 + information);
}

BifactorIndices bifactor_indices(VectorIn general, MatrixIn groups, VectorIn uniquenesses, MatrixIn r) {
    auto const k = general.size();
    double const variance = r.sum();
    BifactorIndices result;
    result.total = 1.0 - uniquenesses.sum() / variance;
    result.hierarchical = squared(general.sum()) / variance;
    if (result.total > 0) result.asymptotic = result.hierarchical / result.total;
    double const common = general.squaredNorm() + groups.squaredNorm();
    if (common > 0) result.common_share = general.squaredNorm() / common;
    result.h = construct_replicability(general);
    result.item_common_share.setConstant(k, absent);
    std::vector<std::vector<Eigen::Index>> members(static_cast<std::size_t>(groups.cols()));
    for (Eigen::Index i = 0; i < k; ++i) {
        double const item_common = squared(general[i]) + groups.row(i).squaredNorm();
        if (item_common > 0) result.item_common_share[i] = squared(general[i]) / item_common;
        Eigen::Index own = 0;
        groups.row(i).cwiseAbs().maxCoeff(&own);
        members[static_cast<std::size_t>(own)].push_back(i);
    }
    double within = 0;
    for (Eigen::Index f = 0; f < groups.cols(); ++f) {
        auto& items = members[static_cast<std::size_t>(f)];
        auto const size = static_cast<double>(items.size());
        within += size * (size - 1.0) / 2.0;
        result.groups.push_back(group_indices(general, groups.col(f), std::move(items), r));
    }
    auto const size = static_cast<double>(k);
    if (k > 1) result.uncontaminated = 1.0 - within / (size * (size - 1.0) / 2.0);
    return result;
}

}  // namespace quaestor::reliability
