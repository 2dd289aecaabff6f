#include "psychometrics/factor/rotate/gradient_projection.hpp"

#include "base/expects.hpp"
#include "numeric/linalg.hpp"
#include "numeric/random.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace quaestor::factor {
namespace {

/// One position of the search: a transformation, the loadings it gives, and where to go from here.
struct Position {
    Eigen::MatrixXd transformation;
    Eigen::MatrixXd loadings;
    double value = 0.0;
    Eigen::MatrixXd descent;  ///< gradient by T, without what would leave the constraint
    double norm = 0.0;
};

class Search {
public:
    Search(MatrixIn unrotated, RotationCriterion const& criterion, bool oblique)
        : unrotated_(unrotated), criterion_(criterion), oblique_(oblique) {}

    /// None where an oblique T cannot be inverted.
    [[nodiscard]] std::optional<Position> at(Eigen::MatrixXd const& transformation) const {
        Position position;
        position.transformation = transformation;
        if (!oblique_) {
            position.loadings = unrotated_ * transformation;
            auto const [value, by_loadings] = evaluate(criterion_, position.loadings);
            Eigen::MatrixXd const gradient = unrotated_.transpose() * by_loadings;
            Eigen::MatrixXd const inner = transformation.transpose() * gradient;
            position.value = value;
            position.descent = gradient - transformation * (0.5 * (inner + inner.transpose()));
        } else {
            auto const inverse = numeric::inverse(transformation);
            if (!inverse) return std::nullopt;
            position.loadings = unrotated_ * inverse->transpose();
            auto const [value, by_loadings] = evaluate(criterion_, position.loadings);
            Eigen::MatrixXd const inner = position.loadings.transpose() * by_loadings * *inverse;
            Eigen::MatrixXd const gradient = -inner.transpose();
            Eigen::VectorXd const along = transformation.cwiseProduct(gradient).colwise().sum();
            position.value = value;
            position.descent = gradient - transformation * along.asDiagonal();
        }
        position.norm = position.descent.norm();
        if (!std::isfinite(position.value) || !std::isfinite(position.norm)) return std::nullopt;
        return position;
    }

    /// The point of the constraint nearest to `transformation`.
    [[nodiscard]] Eigen::MatrixXd back(Eigen::MatrixXd const& transformation) const {
        if (!oblique_) return numeric::nearest_orthogonal(transformation);
        return transformation.colwise().normalized();
    }

private:
    Eigen::Ref<Eigen::MatrixXd const> unrotated_;
    RotationCriterion criterion_;
    bool oblique_;
};

struct Ended {
    Position position;
    std::int64_t iterations = 0;
};

Ended descend(Search const& search, Position position, double tolerance, std::int64_t most_iterations) {
    double step = 1.0;
    std::int64_t iteration = 0;
    for (; iteration < most_iterations && position.norm > tolerance; ++iteration) {
        std::optional<Position> next;
        // Differences below this are rounding: there the gradient decides whether a step was good.
        double const noise = 1e-14 * std::max(1.0, std::abs(position.value));
        double length = step;
        for (int halvings = 0; halvings < 40; ++halvings, length *= 0.5) {
            next = search.at(search.back(position.transformation - length * position.descent));
            if (!next) continue;
            bool const lower = next->value < position.value - 1e-3 * position.norm * position.norm * length;
            bool const flatter = next->value <= position.value + noise && next->norm < position.norm;
            if (lower || flatter) break;
            next.reset();
        }
        if (!next) break;
        // Barzilai & Borwein: the step that would have fitted the last change of the gradient.
        Eigen::MatrixXd const moved = next->transformation - position.transformation;
        double const curved = moved.cwiseProduct(next->descent - position.descent).sum();
        step = curved > 0 ? std::clamp(moved.squaredNorm() / curved, 1e-3, 1e3) : 2.0 * length;
        position = std::move(*next);
    }
    return {std::move(position), iteration};
}

Eigen::MatrixXd random_orthogonal(Eigen::Index m, std::uint64_t seed, std::uint64_t stream) {
    numeric::Random random(seed, stream);
    Eigen::MatrixXd draws(m, m);
    for (Eigen::Index j = 0; j < m; ++j) {
        for (Eigen::Index i = 0; i < m; ++i)
            draws(i, j) = random.normal();
    }
    return numeric::nearest_orthogonal(draws);
}

}  // namespace

Rotated rotate(MatrixIn unrotated, RotationCriterion const& criterion, RotationOptions const& options) {
    Eigen::Index const m = unrotated.cols();
    expects(m >= 1 && options.starts >= 1, "rotate needs a factor and a start");
    Rotated result;
    if (m == 1) {
        result.loadings = unrotated;
        result.phi.setIdentity(1, 1);
        result.transformation.setIdentity(1, 1);
        result.criterion_by_start.setConstant(1, evaluate(criterion, unrotated).value);
        result.convergence = {true, 0, 0.0, result.criterion_by_start[0]};
        return result;
    }

    Eigen::VectorXd lengths = Eigen::VectorXd::Ones(unrotated.rows());
    if (options.kaiser) {
        lengths = unrotated.rowwise().norm();
        lengths = (lengths.array() > 0).select(lengths, 1.0);
    }
    Eigen::MatrixXd const normalised = lengths.cwiseInverse().asDiagonal() * unrotated;
    Search const search(normalised, criterion, options.oblique);

    // All starts roughly first; only the best is followed to the end.
    double const rough = std::max(options.gradient_tolerance, 1e-5);
    result.criterion_by_start.resize(options.starts);
    std::optional<Ended> best;
    for (std::int64_t start = 0; start < options.starts; ++start) {
        Eigen::MatrixXd const from =
            start == 0 ? Eigen::MatrixXd(Eigen::MatrixXd::Identity(m, m))
                       : random_orthogonal(m, options.seed, static_cast<std::uint64_t>(start));
        auto const begin = search.at(from);
        expects(begin.has_value(), "an orthogonal matrix can be inverted");
        auto ended = descend(search, *begin, rough, options.most_iterations);
        result.criterion_by_start[start] = ended.position.value;
        // Starts that reached the same place differ by rounding only: the first of them is kept.
        double const margin = 1e-7 * std::max(1.0, std::abs(ended.position.value));
        if (!best || ended.position.value < best->position.value - margin) {
            best = std::move(ended);
            result.best_start = start;
        }
    }
    auto ended = descend(search, best->position, options.gradient_tolerance, options.most_iterations);
    auto const& position = ended.position;
    result.criterion_by_start[result.best_start] = position.value;
    result.convergence = {position.norm <= options.gradient_tolerance, best->iterations + ended.iterations,
                          position.norm, position.value};
    result.transformation = position.transformation;
    result.loadings = lengths.asDiagonal() * position.loadings;
    result.phi.setIdentity(m, m);
    if (options.oblique) {
        result.phi = position.transformation.transpose() * position.transformation;
        result.phi.diagonal().setOnes();
    }
    return result;
}

}  // namespace quaestor::factor
