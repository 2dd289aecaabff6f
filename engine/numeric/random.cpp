#include "numeric/random.hpp"

#include "base/expects.hpp"

#include <bit>
#include <cmath>

namespace quaestor::numeric {
namespace {

std::uint64_t splitmix64(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
}

/// c[0] + c[1] x + ... + c[7] x^7
double polynomial(std::array<double, 8> const& c, double x) {
    double value = c[7];
    for (std::size_t i = 7; i-- > 0;)
        value = value * x + c[i];
    return value;
}

// Coefficients of AS 241, PPND16, in the paper's order.
constexpr std::array<double, 8> a{
    3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
    4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr std::array<double, 8> b{1.0,
                                  4.2313330701600911252e+1,
                                  6.8718700749205790830e+2,
                                  5.3941960214247511077e+3,
                                  2.1213794301586595867e+4,
                                  3.9307895800092710610e+4,
                                  2.8729085735721942674e+4,
                                  5.2264952788528545610e+3};
constexpr std::array<double, 8> c{1.42343711074968357734e0,  4.63033784615654529590e0,
                                  5.76949722146069140550e0,  3.64784832476320460504e0,
                                  1.27045825245236838258e0,  2.41780725177450611770e-1,
                                  2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr std::array<double, 8> d{1.0,
                                  2.05319162663775882187e0,
                                  1.67638483018380384940e0,
                                  6.89767334985100004550e-1,
                                  1.48103976427480074590e-1,
                                  1.51986665636164571966e-2,
                                  5.47593808499534494600e-4,
                                  1.05075007164441684324e-9};
constexpr std::array<double, 8> e{6.65790464350110377720e0,  5.46378491116411436990e0,
                                  1.78482653991729133580e0,  2.96560571828504891230e-1,
                                  2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                  2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr std::array<double, 8> f{1.0,
                                  5.99832206555887937690e-1,
                                  1.36929880922735805310e-1,
                                  1.48753612908506148525e-2,
                                  7.86869131145613259100e-4,
                                  1.84631831751005468180e-5,
                                  1.42151175831644588870e-7,
                                  2.04426310338993978564e-15};

}  // namespace

double portable_log(double x) {
    expects(x > 0 && std::isfinite(x), "portable_log needs a positive number");
    int exponent = 0;
    double mantissa = std::frexp(x, &exponent);  // [0.5, 1)
    if (mantissa < 0.70710678118654752440) {
        mantissa *= 2.0;
        --exponent;
    }
    // log m = 2 atanh(s), s = (m - 1) / (m + 1), |s| < 0.172: terms beyond s^25 are below the last place.
    double const s = (mantissa - 1.0) / (mantissa + 1.0);
    double const square = s * s;
    double series = 0.0;
    for (int power = 25; power >= 3; power -= 2)
        series = (series + 1.0 / power) * square;
    // ln 2 in two parts: the first has zeros at its end, so that its product with the exponent is exact.
    constexpr double ln2_high = 6.93147180369123816490e-01;
    constexpr double ln2_low = 1.90821492927058770002e-10;
    return exponent * ln2_high + (2.0 * s + (2.0 * s * series + exponent * ln2_low));
}

Random::Random(std::uint64_t seed, std::uint64_t stream) {
    // Two rounds, so that (seed, stream) pairs that lie near each other do not lie near each other as states.
    std::uint64_t first = seed;
    std::uint64_t second = splitmix64(first) ^ (stream * 0xD1342543DE82EF95U + 0x2545F4914F6CDD1DU);
    for (auto& word : state_)
        word = splitmix64(second);
}

std::uint64_t Random::bits() {
    std::uint64_t const result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    std::uint64_t const shifted = state_[1] << 17U;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
}

double Random::uniform() {
    // The top 52 bits and a half step: never 0, never 1, and exact in a double.
    return (static_cast<double>(bits() >> 12U) + 0.5) * 0x1.0p-52;
}

std::uint64_t Random::below(std::uint64_t bound) {
    expects(bound > 0, "below needs a positive bound");
    // What would make the lowest values more likely is thrown back.
    std::uint64_t const uneven = (0 - bound) % bound;
    std::uint64_t value = bits();
    while (value < uneven)
        value = bits();
    return value % bound;
}

double Random::normal() {
    double const p = uniform();
    double const q = p - 0.5;
    if (std::abs(q) <= 0.425) {
        double const r = 0.180625 - q * q;
        return q * polynomial(a, r) / polynomial(b, r);
    }
    double r = std::sqrt(-portable_log(q < 0 ? p : 1.0 - p));
    double value = 0.0;
    if (r <= 5.0) {
        r -= 1.6;
        value = polynomial(c, r) / polynomial(d, r);
    } else {
        r -= 5.0;
        value = polynomial(e, r) / polynomial(f, r);
    }
    return q < 0 ? -value : value;
}

double Random::chi_squared(std::int64_t degrees) {
    expects(degrees >= 1, "chi_squared needs a degree of freedom");
    if (degrees == 1) {
        double const z = normal();
        return z * z;
    }
    // Twice a gamma variable of shape degrees / 2: d (1 + c z)^3, thrown back where it comes too often.
    double const d = static_cast<double>(degrees) / 2.0 - 1.0 / 3.0;
    double const c = 1.0 / std::sqrt(9.0 * d);
    while (true) {
        double const z = normal();
        double const root = 1.0 + c * z;
        double const u = uniform();
        if (root <= 0) continue;
        double const v = root * root * root;
        if (portable_log(u) < z * z / 2.0 + d - d * v + d * portable_log(v)) return 2.0 * d * v;
    }
}

}  // namespace quaestor::numeric
