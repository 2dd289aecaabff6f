#include "numeric/quantiles.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::numeric {

double sample_quantile(std::vector<double> values, double p) {
    if (values.empty() || !(p >= 0 && p <= 1)) return absent;
    std::sort(values.begin(), values.end());
    double const h = static_cast<double>(values.size() - 1) * p;
    auto const below = static_cast<std::size_t>(std::floor(h));
    if (below + 1 >= values.size()) return values.back();
    return values[below] + (h - static_cast<double>(below)) * (values[below + 1] - values[below]);
}

}  // namespace quaestor::numeric
