/// Our own mistakes. Never reachable from a user's input.
#pragma once

#include <stdexcept>

namespace quaestor {

struct Bug : std::logic_error {
    using std::logic_error::logic_error;
};

/// Throws Bug in every build when what we promised ourselves does not hold.
inline void expects(bool condition, char const* what) {
    if (!condition) throw Bug(what);
}

}  // namespace quaestor
