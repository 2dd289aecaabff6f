#include "numeric/linalg.hpp"
#include "numeric/optimise/bounded_bfgs.hpp"
#include "psychometrics/factor/rotate/align.hpp"
#include "psychometrics/factor/rotate/criteria.hpp"
#include "psychometrics/factor/rotate/gradient_projection.hpp"
#include "support/compare.hpp"

namespace factor = quaestor::factor;
namespace numeric = quaestor::numeric;
using factor::RotationCriterion;
using factor::Simplicity;

namespace {

struct Peer {
    char const* name;
    RotationCriterion criterion;
    bool oblique;
};

/// `items` and `factors` fix the parameter of equamax.
std::vector<Peer> peers(double items, double factors) {
    return {{"varimax", {Simplicity::varimax}, false},
            {"quartimax", {Simplicity::quartimax}, false},
            {"cfT_equamax", {Simplicity::crawford_ferguson, factors / (2.0 * items)}, false},
            {"geominT", {Simplicity::geomin, 0.01}, false},
            {"bifactorT", {Simplicity::bifactor}, false},
            {"oblimin", {Simplicity::oblimin, 0.0}, true},
            {"geominQ", {Simplicity::geomin, 0.01}, true},
            {"bifactorQ", {Simplicity::bifactor}, true}};
}

std::vector<RotationCriterion> criteria() {
    return {{Simplicity::varimax},
            {Simplicity::quartimax},
            {Simplicity::crawford_ferguson, 0.0},
            {Simplicity::crawford_ferguson, 0.3},
            {Simplicity::oblimin, 0.0},
            {Simplicity::oblimin, 0.5},
            {Simplicity::oblimin, -1.5},
            {Simplicity::geomin, 0.01},
            {Simplicity::bifactor}};
}

}  // namespace

TEST_CASE("rotation criteria: gradients agree with central differences",
          "[psychometrics][rotation][property]") {
    Eigen::MatrixXd const at =
        golden::matrix(golden::read("tests/golden/rotation/hs1939_input.csv"), "loading");
    for (auto const& criterion : criteria()) {
        auto const flat = [&](Eigen::VectorXd const& x, Eigen::VectorXd& gradient) {
            auto const got = factor::evaluate(criterion, x.reshaped(at.rows(), at.cols()));
            gradient = got.gradient.reshaped();
            return got.value;
        };
        CHECK(numeric::gradient_error(flat, at.reshaped()) < 1e-9);
    }
}

TEST_CASE("rotate: agrees with GPArotation and stats::varimax", "[psychometrics][rotation][golden]") {
    for (auto const* data : {"bfi", "hs1939"}) {
        auto const folder = std::string("tests/golden/rotation/") + data + "_";
        Eigen::MatrixXd const input = golden::matrix(golden::read(folder + "input.csv"), "loading");
        auto const values = golden::read(folder + "criteria.csv");
        for (auto const& peer : peers(static_cast<double>(input.rows()), static_cast<double>(input.cols()))) {
            for (bool const kaiser : {false, true}) {
                auto const name = std::string(peer.name) + (kaiser ? "_kaiser" : "_raw");
                auto const want = golden::read(folder + name + ".csv");
                auto const got = factor::rotate(input, peer.criterion,
                                                {.oblique = peer.oblique, .kaiser = kaiser, .starts = 30});
                CAPTURE(name, got.convergence.gradient, got.convergence.iterations);
                CHECK(got.convergence.converged);
                if (std::string(peer.name) != "varimax") {
                    double const theirs = values.value(name);
                    CAPTURE(got.convergence.criterion, theirs, got.convergence.criterion - theirs);
                    CHECK(got.convergence.criterion <= theirs + 1e-8 * std::abs(theirs));
                    CHECK(golden::near(got.convergence.criterion, theirs, values.tolerance));
                }
                Eigen::MatrixXd const loadings = golden::matrix(want, "loading");
                auto const ours = factor::align_to(got.loadings, got.phi, loadings);
                CAPTURE(support::distance(ours.loadings, loadings));
                golden::check_matrix(want, "loading", ours.loadings);
                if (peer.oblique) golden::check_matrix(want, "phi", ours.phi);
            }
        }
    }
}

TEST_CASE("rotate: keeps what rotation cannot change", "[psychometrics][rotation][property]") {
    Eigen::MatrixXd const input =
        golden::matrix(golden::read("tests/golden/rotation/bfi_input.csv"), "loading");
    Eigen::MatrixXd const reproduced = input * input.transpose();
    for (auto const& peer : peers(25, 5)) {
        for (bool const kaiser : {false, true}) {
            auto const got = factor::rotate(input, peer.criterion,
                                            {.oblique = peer.oblique, .kaiser = kaiser, .starts = 2});
            CAPTURE(peer.name);
            CHECK(support::distance(got.loadings * got.phi * got.loadings.transpose(), reproduced) < 1e-12);
            if (peer.oblique) {
                CHECK(support::distance(got.phi.diagonal(), Eigen::VectorXd::Ones(5)) == 0.0);
                CHECK(numeric::eigenvalues_symmetric(got.phi).minCoeff() > 0);
            } else {
                CHECK(support::distance(got.loadings.rowwise().squaredNorm(), input.rowwise().squaredNorm()) <
                      1e-12);
                Eigen::MatrixXd const product = got.transformation.transpose() * got.transformation;
                CHECK(support::distance(product, Eigen::MatrixXd::Identity(5, 5)) < 1e-12);
            }
            CHECK(got.criterion_by_start.minCoeff() >= got.convergence.criterion - 1e-7);
        }
    }
}

TEST_CASE("rotate: finds perfect simple structure again", "[psychometrics][rotation][property]") {
    Eigen::MatrixXd simple = Eigen::MatrixXd::Zero(9, 3);
    for (Eigen::Index i = 0; i < 9; ++i)
        simple(i, i / 3) = 0.5 + 0.05 * static_cast<double>(i);
    Eigen::MatrixXd const turn = numeric::nearest_orthogonal(Eigen::MatrixXd::Random(3, 3));
    for (auto const& peer : peers(9, 3)) {
        if (std::string(peer.name).starts_with("bifactor")) continue;  // looks for another structure
        auto const got = factor::rotate(simple * turn, peer.criterion, {.oblique = peer.oblique});
        auto const ours = factor::align_to(got.loadings, got.phi, simple);
        CAPTURE(peer.name);
        CHECK(support::distance(ours.loadings, simple) < 1e-6);
        CHECK(support::distance(ours.phi, Eigen::MatrixXd::Identity(3, 3)) < 1e-6);
    }
}

TEST_CASE("rotate: a run repeats and one factor stays as it is", "[psychometrics][rotation][property]") {
    Eigen::MatrixXd const input =
        golden::matrix(golden::read("tests/golden/rotation/hs1939_input.csv"), "loading");
    RotationCriterion const geomin{Simplicity::geomin, 0.01};
    auto const a = factor::rotate(input, geomin, {.seed = 9});
    auto const b = factor::rotate(input, geomin, {.seed = 9});
    CHECK(support::distance(a.loadings, b.loadings) == 0.0);
    CHECK(a.criterion_by_start.size() == 10);
    auto const one = factor::rotate(input.leftCols(1), geomin);
    CHECK(support::distance(one.loadings, input.leftCols(1)) == 0.0);
    CHECK(one.convergence.converged);
}

TEST_CASE("align: makes sums positive and orders by explained variance", "[psychometrics][rotation]") {
    Eigen::MatrixXd loadings(3, 2);
    loadings << 0.1, -0.9, 0.2, -0.8, 0.6, 0.1;
    Eigen::MatrixXd phi(2, 2);
    phi << 1, 0.3, 0.3, 1;
    auto const got = factor::align(loadings, phi);
    CHECK(got.order == std::vector<Eigen::Index>{1, 0});
    CHECK(got.loadings(0, 0) == 0.9);
    CHECK(got.phi(0, 1) == -0.3);
    CHECK(support::distance(got.loadings * got.phi * got.loadings.transpose(),
                            loadings * phi * loadings.transpose()) < 1e-15);
    CHECK(factor::align(loadings, phi, true).order == std::vector<Eigen::Index>{0, 1});
}
