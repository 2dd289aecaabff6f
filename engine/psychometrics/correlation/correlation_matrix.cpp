#include "psychometrics/correlation/correlation_matrix.hpp"

#include "base/expects.hpp"

#include <algorithm>

namespace quaestor::correlation {

std::string_view name_of(Kind kind) {
    for (auto const& [name, known] : kinds) {
        if (known == kind) return name;
    }
    throw Bug("a kind of correlation without a name");
}

std::string_view words_of(Kind kind) {
    switch (kind) {
        case Kind::pearson:
            return "Pearson";
        case Kind::spearman:
            return "Spearman rank";
        case Kind::kendall:
            return "Kendall tau-b";
        case Kind::polychoric:
            return "Polychoric";
        case Kind::mixed:
            return "Mixed";
    }
    throw Bug("a kind of correlation without words");
}

std::int64_t CorrelationMatrix::fewest_persons() const {
    std::int64_t fewest = use.persons_used;
    for (Eigen::Index j = 0; j < persons.cols(); ++j) {
        for (Eigen::Index i = 0; i < j; ++i)
            fewest = std::min(fewest, persons(i, j));
    }
    return fewest;
}

}  // namespace quaestor::correlation
